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

/* ---- What comes of it ---- */

static const char *const of_rows
        [] =
                {
                        "null",
                        "1",
                        "1.5",
                        "'a'",
                        "x'00'",
                        "staff",
                        "budget",
                        "name",
                        "opened",
                        "public",
                        "staff + 1",
                        "staff + budget",
                        "staff * 2.0",
                        "staff / 2",
                        "staff % 3",
                        "-staff",
                        "+budget",
                        "~staff",
                        "staff & 1",
                        "staff << 1",
                        "name || 1",
                        "name || opened",
                        "staff > 1",
                        "name is null",
                        "name in ('a', 'b')",
                        "not public",
                        "public and 1",
                        "case when staff > 1 then 1 else 0.5 end",
                        "case when staff > 1 then name end",
                        "case staff when 1 then opened when 2 then 'x' else 3 end",
                        "coalesce(staff, budget)",
                        "coalesce(staff, 0)",
                        "ifnull(name, staff)",
                        "iif(staff > 1, opened, null)",
                        "nullif(staff, 1)",
                        "nullif(opened, '')",
                        "max(staff, budget)",
                        "min(opened, '2015-01-01')",
                        "abs(staff)",
                        "abs(budget)",
                        "round(budget)",
                        "round(budget, 1)",
                        "ceil(budget)",
                        "floor(2.5)",
                        "sign(budget)",
                        "pow(2, staff)",
                        "pi()",
                        "length(name)",
                        "instr(name, 'a')",
                        "substr(name, 1, 2)",
                        "substr(x'00ff', 1, 1)",
                        "upper(name)",
                        "hex(name)",
                        "typeof(name)",
                        "unicode(name)",
                        "char(65)",
                        "printf('%d', staff)",
                        "date(opened)",
                        "datetime(opened, '+1 day')",
                        "time(opened)",
                        "julianday(opened)",
                        "strftime('%Y', opened)",
                        "unixepoch(opened)",
                        "cast(staff as text)",
                        "cast(name as integer)",
                        "cast(share as real)",
                        "cast(code as numeric)",
                        "number(people)",
                        "quote(staff)",
                        "replace(name, 'a', 'b')",
                        "trim(name)",
                        "like('a', name)",
                        "glob('a*', name)",
                        "(select max(staff) from places)",
                        "(select name from places order by 1 limit 1)",
                        "(select count(*) from parishes)",
                        "exists (select 1 from parishes)",
                        "staff between 1 and 2",
                        "opened between '2015' and '2016'",
                        "name like 'a%'",
                        "name collate nocase",
                        "count(*) over ()",
                        "row_number() over (order by name)",
                        "rank() over (order by name)",
                        "sum(staff) over ()",
                        "avg(staff) over ()",
                        "lag(staff) over (order by name)",
                        "lag(opened, 1, 'x') over (order by name)",
                        "first_value(budget) over (order by name)",
                        "ntile(2) over (order by name)",
                        "percent_rank() over (order by name)",
                        "max(staff) over ()",
                        "group_concat(name) over ()",
},
 *const of_all[] =
         {
                 "count(*)",
                 "count(staff)",
                 "sum(staff)",
                 "sum(budget)",
                 "total(staff)",
                 "avg(staff)",
                 "min(name)",
                 "max(opened)",
                 "max(staff)",
                 "min(budget)",
                 "group_concat(name)",
                 "median(staff)",
                 "sum(staff) + 1",
                 "max(staff) - min(staff)",
                 "sum(staff) / count(*)",
                 "count(distinct name)",
                 "max(case when public then staff end)",
                 "coalesce(max(staff), 'none')",
                 "sum(public)",
                 "json_group_array(name)",
},
 *const of_more[] = {
         "select staff from places union all select area from parishes",
         "select name from places union select founded from parishes",
         "select opened from places union all select founded from parishes",
         "select staff from places intersect select homes from parishes",
         "select a.staff + b.homes from places a join parishes b using (parish)",
         "select b.homes from places a left join parishes b using (parish)",
         "select x from (select staff as x from places union all select null)",
         "select x from (select max(staff) as x, name from places group by name) order by x",
         "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) select i "
         "from n",
         "with recursive n(i) as (select 1.5 union all select i * 2 from n where i < 5) select i "
         "from n",
         "with t(a, b) as (select name, staff from places) select b from t order by a",
         "values (1), (2.5), ('a')",
         "select staff from places group by staff having count(*) > 1 order by staff desc limit 3",
         "select distinct kind from places order by kind",
         "select (select b.homes from parishes b where b.parish = a.parish) from places a",
         "select sum(x) from (select cast(code as integer) as x from places)",
         "select max(founded), homes from parishes",
};

static void put_types(struct buf *b, str sql, size_t n)
{
	static const char letters[] = "nirtdbyc";
	uint8_t types[2] = {0};
	typed_results(&tables->typed, arena, sql, types, n);
	for (size_t k = 0; k < n; k++) {
		buf_put(b, k ? S(" ") : S(""));
		for (int bit = 0; bit < 8; bit++)
			if (types[k] >> bit & 1)
				buf_byte(b, letters[bit]);
	}
	buf_byte(b, '\n');
}

/* null, int, real, text, date, blob, year, count: of each, one line. */
START_TEST(types_of_results)
{
	struct buf b = {0};
	for (size_t i = 0; i < sizeof of_rows / sizeof *of_rows; i++)
		put_types(&b, arena_printf(arena, "select %s from places", of_rows[i]), 1);
	ck_assert_str_eq(arena_cstr(arena, buf_str(&b)), "n\n"
	                                                 "ic\n"
	                                                 "rc\n"
	                                                 "t\n"
	                                                 "b\n"
	                                                 "nic\n"
	                                                 "nrc\n"
	                                                 "nt\n"
	                                                 "nd\n"
	                                                 "nic\n"
	                                                 "nirc\n"
	                                                 "nrc\n"
	                                                 "nrc\n"
	                                                 "nirc\n"
	                                                 "nirc\n"
	                                                 "nirc\n"
	                                                 "nrc\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nt\n"
	                                                 "nt\n"
	                                                 "nic\n"
	                                                 "ic\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "irc\n"
	                                                 "nt\n"
	                                                 "nitdc\n"
	                                                 "nirc\n"
	                                                 "nic\n"
	                                                 "nitc\n"
	                                                 "nd\n"
	                                                 "nic\n"
	                                                 "nd\n"
	                                                 "nirc\n"
	                                                 "nd\n"
	                                                 "nic\n"
	                                                 "nrc\n"
	                                                 "nrc\n"
	                                                 "nrc\n"
	                                                 "nirc\n"
	                                                 "nirc\n"
	                                                 "nic\n"
	                                                 "nrc\n"
	                                                 "rc\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "ntb\n"
	                                                 "ntb\n"
	                                                 "nt\n"
	                                                 "nt\n"
	                                                 "nt\n"
	                                                 "nic\n"
	                                                 "t\n"
	                                                 "nt\n"
	                                                 "nd\n"
	                                                 "nd\n"
	                                                 "nd\n"
	                                                 "nrc\n"
	                                                 "nt\n"
	                                                 "nic\n"
	                                                 "nt\n"
	                                                 "nic\n"
	                                                 "nrc\n"
	                                                 "nirc\n"
	                                                 "nirc\n"
	                                                 "nt\n"
	                                                 "nt\n"
	                                                 "nt\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nt\n"
	                                                 "ic\n"
	                                                 "ic\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nt\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nrc\n"
	                                                 "nic\n"
	                                                 "ntd\n"
	                                                 "nirc\n"
	                                                 "nic\n"
	                                                 "rc\n"
	                                                 "nic\n"
	                                                 "nt\n");
	buf_clear(&b);
	for (size_t i = 0; i < sizeof of_all / sizeof *of_all; i++)
		put_types(&b,
		          arena_printf(arena, "select %s, %s from places", of_all[i], of_all[0]),
		          2);
	ck_assert_str_eq(arena_cstr(arena, buf_str(&b)), "nic nic\n"
	                                                 "nic nic\n"
	                                                 "nic nic\n"
	                                                 "nrc nic\n"
	                                                 "nrc nic\n"
	                                                 "nrc nic\n"
	                                                 "nt nic\n"
	                                                 "nd nic\n"
	                                                 "nic nic\n"
	                                                 "nrc nic\n"
	                                                 "nt nic\n"
	                                                 "nrc nic\n"
	                                                 "nirc nic\n"
	                                                 "nirc nic\n"
	                                                 "nirc nic\n"
	                                                 "nic nic\n"
	                                                 "nic nic\n"
	                                                 "nitc nic\n"
	                                                 "nic nic\n"
	                                                 "nt nic\n");
	buf_clear(&b);
	for (size_t i = 0; i < sizeof of_more / sizeof *of_more; i++)
		put_types(&b, str_of(of_more[i]), 1);
	ck_assert_str_eq(arena_cstr(arena, buf_str(&b)), "nirc\n"
	                                                 "ntd\n"
	                                                 "nd\n"
	                                                 "nic\n"
	                                                 "nirc\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nirc\n"
	                                                 "nirc\n"
	                                                 "nic\n"
	                                                 "irtc\n"
	                                                 "nic\n"
	                                                 "nt\n"
	                                                 "nic\n"
	                                                 "nic\n"
	                                                 "nd\n");
	buf_drop(&b);
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
	tcase_add_test(t, types_of_results);
	tcase_add_test(t, tells_columns_of_dates);
	tcase_add_test(t, remembers_in_all_processes);
	tcase_add_test(t, is_tried_on_this_sqlite);
	suite_add_tcase(s, t);
	return run_suite(s);
}
