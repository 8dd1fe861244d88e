/* lower, upper, LIKE and NOCASE for the letters of all languages: SQLite's own know A to Z. By
 * Unicode's root rules, whatever the edition's language. */
#include "data/functions.h"

#include "base/str.h"
#include "data/tables_parts.h"

#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

static str text_of(sqlite3_value *v)
{
	return (str){(const char *)sqlite3_value_text(v), (size_t)sqlite3_value_bytes(v)};
}

/* ---- lower, upper ---- */

struct letter_cases { UCaseMap *map; struct tables *tables; };

static void drop_cases(void *object)
{
	struct letter_cases *c = object;
	ucasemap_close(c->map);
	sqlite3_free(c);
}

typedef int32_t change(const UCaseMap *, char *, int32_t, const char *, int32_t, UErrorCode *);

static void change_case(sqlite3_context *context, sqlite3_value **argv, change *change)
{
	const struct letter_cases *c = sqlite3_user_data(context);
	UErrorCode status = U_ZERO_ERROR;
	str text = text_of(argv[0]);
	/* Three bytes at most for one: U+0390 in capitals. */
	int32_t room = (int32_t)text.len * 3 + 1;
	if (!text.ptr ||
	    (text.len > LONG_TEXT && !functions_work(context, c->tables, text.len / 4)))
		return;
	char *out = sqlite3_malloc(room);
	if (!out) {
		sqlite3_result_error_nomem(context);
		return;
	}
	int32_t n = change(c->map, out, room, text.ptr, (int32_t)text.len, &status);
	if (U_SUCCESS(status))
		sqlite3_result_text(context, out, n, SQLITE_TRANSIENT);
	else
		sqlite3_result_value(context, argv[0]);
	sqlite3_free(out);
}

static void lower_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	(void)argc;
	change_case(context, argv, ucasemap_utf8ToLower);
}

static void upper_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	(void)argc;
	change_case(context, argv, ucasemap_utf8ToUpper);
}

/* ---- LIKE ---- */

static uint32_t fold(uint32_t c)
{
	return c == UTF8_BAD ? c : (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT);
}

struct pattern { str rest; uint32_t c; bool any, one; };

/* Takes a letter, '%' (any) or '_' (one) off; false: it has ended. */
static bool take(struct pattern *p, uint32_t escape)
{
	if (!p->rest.len)
		return false;
	p->c = utf8_next(&p->rest);
	bool plain = p->c == escape && p->rest.len;
	if (plain)
		p->c = utf8_next(&p->rest);
	p->any = !plain && p->c == '%';
	p->one = !plain && p->c == '_';
	p->c = fold(p->c);
	return true;
}

/* Where it breaks off, the last '%' takes one letter more: no earlier one needs to. */
static bool is_like(sqlite3_context *context, str pattern, str text, uint32_t escape)
{
	struct pattern p = {.rest = pattern};
	str after = {0}, left = {0};
	for (uint64_t n = 1;; n++) {
		if (!(n & 1023) && !functions_work(context, sqlite3_user_data(context), 1024))
			return false;
		struct pattern here = p;
		str rest = text;
		bool more = take(&here, escape);
		if (more && here.any) {
			p.rest = after = here.rest;
			left = text;
			continue;
		}
		if (more ? text.len && (fold(utf8_next(&rest)) == here.c || here.one) : !text.len) {
			if (!more)
				return true;
			p.rest = here.rest;
			text = rest;
			continue;
		}
		if (!left.len)
			return false;
		utf8_next(&left);
		p.rest = after;
		text = left;
	}
}

static void like_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	str pattern = text_of(argv[0]), text = text_of(argv[1]),
	    escape = argc == 3 ? text_of(argv[2]) : S("");
	uint32_t c = escape.len ? utf8_next(&escape) : UTF8_BAD - 1;
	int most = sqlite3_limit(sqlite3_context_db_handle(context),
	                         SQLITE_LIMIT_LIKE_PATTERN_LENGTH, -1);
	if (!pattern.ptr || !text.ptr || !escape.ptr)
		return;
	if ((int)pattern.len > most)
		sqlite3_result_error(context, "LIKE or GLOB pattern too complex", -1);
	else if (escape.len || (argc == 3 && c == UTF8_BAD - 1))
		sqlite3_result_error(context, "ESCAPE expression must be a single character", -1);
	else {
		bool fits = is_like(context, pattern, text, c);
		if (functions_may_go_on(sqlite3_user_data(context)))
			sqlite3_result_int(context, fits);
	}
}

/* ---- COLLATE NOCASE ---- */

static int by_letters(void *nothing, int a_len, const void *a, int b_len, const void *b)
{
	str x = {a, (size_t)a_len}, y = {b, (size_t)b_len};
	(void)nothing;
	while (x.len && y.len) {
		uint32_t c = fold(utf8_next(&x)), d = fold(utf8_next(&y));
		if (c != d)
			return c < d ? -1 : 1;
	}
	return (x.len > 0) - (y.len > 0);
}

static struct letter_cases *cases_new(struct tables *t)
{
	UErrorCode status = U_ZERO_ERROR;
	struct letter_cases *c = sqlite3_malloc((int)sizeof *c);
	if (c)
		*c = (struct letter_cases){ucasemap_open("", 0, &status), t};
	return U_SUCCESS(status) ? c : NULL;
}

bool functions_add_letters(sqlite3 *db, struct tables *t)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, rc = 0;
	struct letter_cases *cases[2] = {cases_new(t), cases_new(t)};
	if (!cases[0] || !cases[1])
		return false;
	rc |= sqlite3_create_function_v2(db, "lower", 1, flags, cases[0], lower_function, NULL,
	                                 NULL, drop_cases);
	rc |= sqlite3_create_function_v2(db, "upper", 1, flags, cases[1], upper_function, NULL,
	                                 NULL, drop_cases);
	rc |= sqlite3_create_function(db, "like", 2, flags, t, like_function, NULL, NULL);
	rc |= sqlite3_create_function(db, "like", 3, flags, t, like_function, NULL, NULL);
	return !(rc | sqlite3_create_collation(db, "nocase", SQLITE_UTF8, NULL, by_letters));
}
