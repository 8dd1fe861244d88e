/* The types of queries: a table of expressions, each refused at its place or let pass, and what
 * stands around the check. */
#include "unit/typed_tables.h"

#include "data/tables_parts.h"
#include "data/typed/parts.h"

#include <stdio.h>
#include <sys/wait.h>

static struct tables *tables;

static void setup(void)
{
	setup_project();
	tables = typed_tables();
}

static const struct binding bound[] = {
	{{":country", sizeof ":country" - 1}, {.type = CELL_TEXT, .text = {"LV", 2}}},
	{{":n", sizeof ":n" - 1}, {.type = CELL_INT, .integer = 3}}};

/* Takes the marks « and » out; *at: what stood between them, with file 0 where there were none. */
static str unmark(str marked, struct span *at)
{
	size_t from = str_find(marked, S("«")), to = str_find(marked, S("»"));
	*at = (struct span){0};
	if (from == SIZE_MAX)
		return marked;
	*at = (struct span){1, (uint32_t)(to - from - 2), from};
	return arena_printf(arena, "%.*s%.*s%.*s", STR_ARG(str_sub(marked, 0, from)),
	                    STR_ARG(str_sub(marked, from + 2, to)),
	                    STR_ARG(str_from(marked, to + 2)));
}

/* What is wrong with one line's outcome; NULL: nothing. */
static const char *outcome(str wanted, str sql, struct span marked, bool good)
{
	bool warns = str_starts(wanted, S("warning ")), pass = str_eq(wanted, S("pass"));
	if (good != (pass || warns))
		return good ? "passed" : "refused";
	if (pass)
		return diag_count(diags) ? "warned of" : NULL;
	if (!diag_count(diags))
		return "silent";
	const struct report *r = diag_at(diags, 0);
	if (!str_eq(r->code, warns ? str_from(wanted, 8) : wanted) ||
	    r->severity == (warns ? DIAG_ERROR : DIAG_WARNING))
		return "another code";
	if (marked.file && (r->at.off != 1000 + marked.off || r->at.len != marked.len))
		return "another place";
	return sql.len && r->hint.len ? NULL : "no hint";
}

START_TEST(expressions)
{
	str text;
	size_t n = 0, wrong = 0;
	struct buf all = {0};
	ck_assert(file_map(arena, diags, (struct span){0}, S(TESTS "/unit/typed/expressions.txt"),
	                   1 << 20, &text));
	for (str line; str_next_line(&text, &line);) {
		str wanted = str_until(line, '\t');
		struct span marked;
		struct rows rows;
		if (!line.len || *line.ptr == '#')
			continue;
		str sql = unmark(str_from(line, wanted.len + 1), &marked);
		diags = diags_new(arena);
		struct query query = {
		        .sql = sql, .at = {diag_file(diags, S("q"), 0), (uint32_t)sql.len, 1000}};
		bool good = tables_query(tables, arena, diags, query, bound, 2, 0, &rows);
		const char *what = outcome(wanted, sql, marked, good);
		n++;
		if (what)
			buf_printf(&all, "%zu. %s: %.*s\n%s", ++wrong, what, STR_ARG(line),
			           reports());
	}
	fprintf(stderr, "%.*s", STR_ARG(buf_str(&all)));
	buf_drop(&all);
	ck_assert_msg(!wrong, "%zu of %zu are not as they should be", wrong, n);
	ck_assert_uint_gt(n, 249);
}
END_TEST

/* ---- What is not known, or too much ---- */

static const char *problem_of(const char *program, bool *read)
{
	struct typed_problems problems = {0};
	struct typed_walk w = {
	        .typed = &tables->typed, .arena = arena, .sql = S(""), .problems = &problems};
	sqlite3_stmt *s = NULL;
	ck_assert(!sqlite3_prepare_v2(tables->db, program, -1, &s, NULL));
	*read = typed_program_read(&tables->typed, arena, s, &w.program);
	sqlite3_finalize(s);
	ck_assert(!*read || typed_walk_run(&w));
	return problems.n ? arena_cstr(arena, problems.at[0].message) : "none";
}

/* Programs as EXPLAIN would show them, of a SQLite that is not known. */
START_TEST(refuses_what_it_does_not_know)
{
	bool read;
	ck_assert_str_eq(
	        problem_of("values (0, 'Init', 0, 1, 0, '', 0), (1, 'Integer', 7, 1, 0, '', 0),"
	                   "(2, 'Halt', 0, 0, 0, '', 0)",
	                   &read),
	        "none");
	ck_assert_str_eq(
	        problem_of("values (0, 'Init', 0, 1, 0, '', 0), (1, 'Guess', 1, 2, 3, '', 0)",
	                   &read),
	        "the check of types does not know the instruction 'Guess'");
	ck_assert_str_eq(problem_of("values (0, 'Init', 0, 1, 0, '', 0), (1, 'Function', 0, 1, 2, "
	                            "'guess(1)', 0)",
	                            &read),
	                 "the check of types does not know the function 'guess(1)'");
	ck_assert_str_eq(
	        problem_of(
	                "values (0, 'Init', 0, 1, 0, '', 0), (1, 'OpenRead', 0, 9999, 0, '3', 0)",
	                &read),
	        "the check of types does not know the table that is opened by 'OpenRead'");
	/* An address that is added up, and a register that nobody has. */
	problem_of("values (0, 'Gosub', 1, 2, 0, '', 0), (1, 'Halt', 0, 0, 0, '', 0), (2, 'Add', "
	           "2, 3, 1, '', 0),"
	           "(3, 'Return', 1, 0, 0, '', 0)",
	           &read);
	ck_assert(!read);
	problem_of("values (0, 'Integer', 1, -5, 0, '', 0)", &read);
	ck_assert(!read);
	problem_of("select 0, 'Integer', 1, 1, 0, '', 0 where 0", &read);
	ck_assert(!read);
}
END_TEST

START_TEST(gives_up_on_what_is_too_large)
{
	struct buf sql = {0};
	struct rows rows;
	buf_put(&sql, S("select "));
	for (int i = 0; i < 1500; i++)
		buf_printf(&sql, "%scase when staff > %d then 1 end", i ? "," : "", i);
	buf_put(&sql, S(" from places"));
	struct query query = {.sql = buf_str(&sql), .at = {diag_file(diags, S("q"), 0), 10, 0}};
	ck_assert(!tables_query(tables, arena, diags, query, NULL, 0, 0, &rows));
	ck_assert_str_eq(reports(),
	                 "q:0+10 data/query-too-complex the query is too large to be checked\n");
	buf_drop(&sql);
}
END_TEST

/* ---- What is remembered ---- */

static bool asks(struct tables *t, const char *sql, struct cell n)
{
	struct rows rows;
	struct binding binding = {S(":n"), n};
	struct query query = {.sql = str_of(sql), .at = {diag_file(diags, S("q"), 0), 10, 0}};
	return tables_query(t, arena, diags, query, &binding, 1, 0, &rows);
}

/* A query is good for the types that are bound, and is asked again while it has a warning. */
START_TEST(remembers_what_was_good)
{
	struct cell three = {.type = CELL_INT, .integer = 3},
	            text = {.type = CELL_TEXT, .text = S("3")};
	tables_share(tables, tables_seen_new(arena));
	for (int i = 0; i < 2; i++) {
		diags = diags_new(arena);
		ck_assert(asks(tables, "select :n + 1", three));
		ck_assert(!asks(tables, "select :n + 1", text));
		ck_assert(!asks(tables, "select sum(people) from places", three));
		ck_assert(asks(tables, "select name from places order by people", three));
		ck_assert_uint_eq(diag_errors(diags), 2);
		ck_assert_uint_eq(diag_warnings(diags), 1);
	}
}
END_TEST

/* Columns that can hold nothing but dates; known also of a query that was found good before. */
START_TEST(tells_columns_of_dates)
{
	static const struct { const char *sql; bool date; } asked[] = {
	        {"select max(opened) from places", true},
	        {"select opened from places order by name", true},
	        {"select date(opened, '+1 day') from places order by 1", true},
	        {"select max(x) from (select opened x from places union all select founded from parishes)",
	         true},
	        {"select (select min(founded) from parishes)", true},
	        {"select coalesce(opened, '1900-01-01') from places order by 1", true},
	        {"select coalesce(opened, '-') from places order by 1", false},
	        {"select strftime('%Y-%m-%d', opened) from places order by 1", false},
	        {"select seen from places order by name", false},
	        {"select opened || '' from places order by name", false},
	        {"select opened from places union all select name from places order by 1", false},
	        {"select opened from places union all select founded from parishes order by 1", true},
	        {"select null", false},
	};
	tables_share(tables, tables_seen_new(arena));
	for (size_t i = 0; i < 2 * sizeof asked / sizeof *asked; i++) {
		struct rows rows;
		const char *sql = asked[i / 2].sql;
		struct query query = {.sql = str_of(sql),
		                      .at = {diag_file(diags, S("q"), 0), 10, 0}};
		ck_assert_msg(tables_query(tables, arena, diags, query, NULL, 0, 0, &rows), "%s",
		              reports());
		bool date = false;
		for (size_t k = 0; k < rows.n; k++)
			date |= rows.cells[k].date;
		ck_assert_msg(date == asked[i / 2].date, "%s", sql);
	}
}
END_TEST

START_TEST(remembers_in_all_processes)
{
	tables_share(tables, tables_seen_new(arena));
	uint64_t key = tables_seen_key(S("select 1"));
	ck_assert(!tables_has_seen(tables, key));
	pid_t child = fork();
	if (!child) {
		tables_see(tables, key);
		_exit(0);
	}
	waitpid(child, NULL, 0);
	ck_assert(tables_has_seen(tables, key));
	for (uint64_t i = 0; i < 100000; i++)
		tables_see(tables, i * 2 + 1);
	ck_assert(tables_has_seen(tables, key) &&
	          !tables_has_seen(tables, tables_seen_key(S("select 2"))));
	tables_share(tables, NULL);
	ck_assert(!tables_has_seen(tables, key));
}
END_TEST

/* The proof is of these versions (tests/oracle/typed): prove another one, then name it. */
START_TEST(is_tried_on_this_sqlite)
{
	ck_assert_msg(typed_is_tried(str_of(sqlite3_libversion())), "SQLite %s",
	              sqlite3_libversion());
	ck_assert(!typed_is_tried(S("3.40")) && !typed_is_tried(S("4.0.0")));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("typed");
	TCase *t = tcase_create("queries");
	tcase_add_checked_fixture(t, setup, teardown_project);
	tcase_add_test(t, expressions);
	tcase_add_test(t, refuses_what_it_does_not_know);
	tcase_add_test(t, gives_up_on_what_is_too_large);
	tcase_add_test(t, remembers_what_was_good);
	tcase_add_test(t, tells_columns_of_dates);
	tcase_add_test(t, remembers_in_all_processes);
	tcase_add_test(t, is_tried_on_this_sqlite);
	suite_add_tcase(s, t);
	return run_suite(s);
}
