/* The check of types against what SQLite really does: random queries (queries.py) that it lets pass
 * are run, and no text may be taken for a number, compared with one, or taken for a date; nor whole
 * numbers divided.
 *
 * Watched queries see their own values, through functions of ours, in any SQLite. With WATCHED,
 * SQLite itself calls before each instruction (watch.c): then no register may hold what the check
 * thinks that it cannot. usage: oracle QUERIES [type-correct]: with the second word each query
 * ought to pass. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#undef ck_assert
#undef ck_assert_msg
#undef ck_assert_ptr_nonnull
#define ck_assert(x) do { if (!(x)) abort(); } while (0)
#define ck_assert_msg(x, ...) ck_assert(x)
#define ck_assert_ptr_nonnull(x) ck_assert(x)

#include "unit/typed_tables.h"

#include "data/tables_parts.h"
#include "data/typed/parts.h"

/* What happened that may not, in the query at hand. */
static char event[200];
static long steps;

static void happens(const char *what, int at)
{
	if (!*event)
		snprintf(event, sizeof event, "%s at %d", what, at);
}

static bool is_text(int type)
{
	return type == SQLITE_TEXT || type == SQLITE_BLOB;
}

/* ---- Watched queries ---- */

static void see_number(sqlite3_context *context, int n, sqlite3_value **v)
{
	(void)n;
	if (is_text(sqlite3_value_type(v[0])))
		happens("a text as a number", 0);
	sqlite3_result_value(context, v[0]);
}

static void see_date(sqlite3_context *context, int n, sqlite3_value **v)
{
	(void)n;
	if (sqlite3_value_type(v[0]) == SQLITE_TEXT &&
	    !typed_is_date(str_of((const char *)sqlite3_value_text(v[0]))))
		happens("a text as a date", 0);
	sqlite3_result_value(context, v[0]);
}

static void see_both(sqlite3_context *context, int n, sqlite3_value **v)
{
	int a = sqlite3_value_type(v[0]), b = sqlite3_value_type(v[1]);
	(void)n;
	if (a != SQLITE_NULL && b != SQLITE_NULL && is_text(a) != is_text(b))
		happens("text and number", 0);
	sqlite3_result_int(context, 1);
}

static void see_whole(sqlite3_context *context, int n, sqlite3_value **v)
{
	(void)n;
	if (sqlite3_value_type(v[0]) == SQLITE_INTEGER &&
	    sqlite3_value_type(v[1]) == SQLITE_INTEGER)
		happens("whole numbers divided", 0);
	sqlite3_result_int(context, 1);
}

static int budget(void *tables)
{
	(void)tables;
	return ++steps > 300;
}

static void prepare_tables(struct tables *t)
{
	guard_open_door(t);
	sqlite3_limit(t->db, SQLITE_LIMIT_SQL_LENGTH, 64 << 20);
	sqlite3_limit(t->db, SQLITE_LIMIT_EXPR_DEPTH, 1000);
	sqlite3_create_function(t->db, "chk", 1, SQLITE_UTF8, NULL, see_number, NULL, NULL);
	sqlite3_create_function(t->db, "ckd", 1, SQLITE_UTF8, NULL, see_date, NULL, NULL);
	sqlite3_create_function(t->db, "ck2", 2, SQLITE_UTF8, NULL, see_both, NULL, NULL);
	sqlite3_create_function(t->db, "ckw", 2, SQLITE_UTF8, NULL, see_whole, NULL, NULL);
	sqlite3_progress_handler(t->db, 1000, budget, NULL);
}

static struct { long n, unread, passed, refused, seen, wrong, bad_states, executed; } count;
static bool states;

#ifdef WATCHED
#include "oracle/typed/states.h"
#else
static void states_begin(struct typed_walk *w) { (void)w; }
static void states_end(str sql) { (void)sql; }
#endif

/* ---- One query ---- */

static bool run(struct tables *t, str sql)
{
	struct arena *a = arena_new();
	sqlite3_stmt *s = NULL;
	str words = typed_casts(a, sql);
	steps = 0;
	*event = 0;
	bool good = !sqlite3_prepare_v2(t->db, words.ptr, (int)words.len, &s, NULL);
	for (int i = 1; good && i <= sqlite3_bind_parameter_count(s); i++)
		sqlite3_bind_text(s, i, "LV", -1, SQLITE_STATIC);
	while (good && sqlite3_step(s) == SQLITE_ROW)
		;
	if (!good)
		fprintf(stderr, "unread: %s: %.*s\n", sqlite3_errmsg(t->db), STR_ARG(sql));
	sqlite3_finalize(s);
	arena_drop(a);
	return good;
}

static void ask(struct tables *t, str plain, str watched, bool correct)
{
	static const struct typed_parameter parameters[] = {{{":country", 8}, TYPED_TEXT}};
	struct arena *a = arena_new();
	struct typed_problems problems = {0};
	struct typed_walk w = {.typed = &t->typed,
	                       .arena = a,
	                       .sql = plain,
	                       .parameters = parameters,
	                       .parameters_n = 1,
	                       .problems = &problems};
	count.n++;
	states_begin(&w);
	bool read = typed_look(&w), good = !problems.n;
	if (!read) {
		count.unread++;
	} else {
		*(good ? &count.passed : &count.refused) += 1;
		/* A conversion changes the register it reads: of what is refused, nothing more is
		 * said. */
		states = good;
		run(t, plain);
		states = false;
		if (!*event)
			run(t, watched);
		count.seen += !good && *event;
		count.wrong += good && *event;
		if (good && *event)
			printf("LET PASS, and yet %s: %.*s\n", event, STR_ARG(plain));
		if (correct && !good)
			printf("refused: %.*s: %.*s\n", STR_ARG(problems.at[0].message),
			       STR_ARG(plain));
	}
	states_end(plain);
	arena_drop(a);
}

int main(int argc, char **argv)
{
	char *line = NULL;
	size_t room = 0;
	bool correct = argc > 2;
	setup_project();
	struct tables *t = typed_tables();
	FILE *file = argc > 1 ? fopen(argv[1], "r") : stdin;
	prepare_tables(t);
#ifdef WATCHED
	watch_happens = happens;
	watch_sees = states_compare;
#endif
	while (file && getline(&line, &room, file) > 0) {
		str whole = str_until(str_of(line), '\n'), plain = str_until(whole, '\t');
		ask(t, plain, str_from(whole, plain.len + 1), correct);
	}
	printf("SQLite %s: %ld queries, %ld unreadable; %ld let pass, of them wrongly %ld; %ld "
	       "refused, %ld of them converting in this run; registers compared at %ld "
	       "instructions, wrong %ld\n",
	       sqlite3_libversion(), count.n, count.unread, count.passed, count.wrong,
	       count.refused, count.seen, count.executed, count.bad_states);
	bool many = correct && count.refused * 200 > count.n;
	free(line);
	if (file)
		fclose(file);
	teardown_project();
#ifdef WATCHED
	/* A version that was not tried so is not called tried. */
	if (!count.executed || !typed_is_tried(str_of(sqlite3_libversion())))
		return 1;
#endif
	return !count.n || count.passed * 20 < count.n || count.wrong || count.bad_states || many;
}
