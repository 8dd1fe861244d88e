/* Queries: answers, and every way in which one is refused, at its exact place. */
#include "unit/data_project.h"

#include "data/tables_parts.h"

static struct tables *tables;

static void setup(void)
{
	setup_project();
	add_csv(S("survey"),
	        S("country,policy,inhabitants,share\n"
	          "LV,1,49325,0.42\nEE,0,58663,\nLT,1,105610,0.31\nLV,0,7,0.5\n"),
	        false);
	add_csv(S("odd name"), S("country,from\nLV,x\n"), false);
	add_csv(S("cases"), S("name\nsecret\n"), true);
	tables = load();
}

static struct rows rows;
#define BIND(name, value)                                                                          \
	{                                                                                          \
		{name, sizeof name - 1},                                                           \
		{                                                                                  \
			.type = CELL_TEXT, .text = { value, sizeof value - 1 }                     \
		}                                                                                  \
	}
static const struct binding latvian[] = {BIND(":language", "lv"), BIND(":country", "LV")};

static bool query(const char *sql, unsigned flags)
{
	struct span at = {project.at.file, (uint32_t)strlen(sql), 1000};
	return tables_query(tables, arena, diags, (struct query){.sql = str_of(sql), .at = at}, latvian, 2,
	                    flags, &rows);
}

/* Cells as text: "LV|1;EE|0". */
static const char *shown(void)
{
	struct buf b = {0};
	for (size_t i = 0; i < rows.n * rows.columns; i++) {
		const struct cell *c = &rows.cells[i];
		if (i)
			buf_byte(&b, i % rows.columns ? '|' : ';');
		if (c->type == CELL_NULL)
			buf_put(&b, S("NULL"));
		else if (c->type == CELL_INT)
			buf_printf(&b, "%lld", (long long)c->integer);
		else if (c->type == CELL_REAL)
			buf_printf(&b, "~%.10g", c->real);
		else
			buf_put(&b, c->text);
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static void gives(const char *sql, const char *cells)
{
	ck_assert_msg(query(sql, 0), "%s: %s", sql, reports());
	ck_assert_str_eq(shown(), cells);
}

static void refuses(const char *sql, unsigned flags, const char *expected)
{
	diags = diags_new(arena);
	project.at.file = diag_file(diags, S("q"), 0);
	ck_assert_msg(!query(sql, flags), "%s gives %.100s", sql, shown());
	ck_assert_msg(!strcmp(reports(), expected), "%s\ngives\n%sbut expected is\n%s", sql,
	              reports(), expected);
}

static void hints(const char *words)
{
	str hint = diag_at(diags, diag_count(diags) - 1)->hint;
	ck_assert_msg(str_find(hint, str_of(words)) != SIZE_MAX, "%.*s", STR_ARG(hint));
}

START_TEST(answers)
{
	gives("select country, count(*) n from survey group by country order by country",
	      "EE|1;LT|1;LV|2");
	ck_assert(str_eq(rows.names[1], S("n")));
	gives("select share from survey order by inhabitants", "~0.5;~0.42;NULL;~0.31");
	gives("select count(*) from survey where country = :country", "2");
	gives("select :language, :country", "lv|LV");
	gives("select country from survey where 0", "");
	gives("  -- a remark\n select 1 ; -- and another\n", "1");
	gives("with x as (select * from survey) select count(*) from x", "4");
	gives("select count(*) from (select 1 from survey) as x", "4");
	gives("with recursive n(i) as (values (1) union all select i + 1 from n where i < 5) "
	      "select sum(i) from n", "15");
	gives("values (1), (2)", "1;2");
	gives("select \"from\" from \"odd name\"", "x");
	gives("select upper(country) || '!' from survey order by rowid", "LV!;EE!;LT!;LV!");
	gives("select round(2.5), round(-2.5), round(0.125, 2)", "~3|~-3|~0.13");
	gives("select date('2015-10-31', '+1 day'), strftime('%Y', '2015-10-31')",
	      "2015-11-01|2015");
	gives("select rank() over (order by inhabitants), country from survey order by 1",
	      "1|LV;2|LV;3|EE;4|LT");
	gives("select 'O''Brien; drop table survey', 'ž' < 'z'", "O'Brien; drop table survey|0");
}
END_TEST

START_TEST(makes_no_value_visible)
{
	struct cell cell = {.type = CELL_INT};
	gives("select 1.0 / 0, div(1, 0), avg(share) from survey where country = 'XX'",
	      "NULL|NULL|NULL");
	str sql = S("select avg(share) from survey where country = 'XX'");
	ck_assert(one_value(tables, (struct query){.sql = sql}, NULL, 0, &cell));
	ck_assert_int_eq(cell.type, CELL_NULL);
}
END_TEST

START_TEST(knows_the_median)
{
	gives("select median(inhabitants) from survey", "~53994");
	gives("select median(share) from survey", "~0.42");
	gives("select median(share) from survey where 0", "NULL");
	gives("select country, median(inhabitants) from survey group by country order by country",
	      "EE|~58663;LT|~105610;LV|~24666");
}
END_TEST

START_TEST(suggests_names)
{
	refuses("select country from survye", 0, "q:1020+6 data/unknown-table no table 'survye'\n");
	hints("Did you mean 'survey'?");
	refuses("select count(*) from main.nothing_like", 0,
	        "q:1026+12 data/unknown-table no table 'main.nothing_like'\n");
	hints("strom.yml");
	refuses("select 1, polcy from survey", 0,
	        "q:1010+5 data/unknown-column no column 'polcy'\n");
	hints("Did you mean 'policy'?");
	refuses("select s.shre from survey s", 0,
	        "q:1007+6 data/unknown-column no column 's.shre'\n");
	hints("Did you mean 'share'?");
	refuses("select 1 from survey where country = \"Riga city\"", 0,
	        "q:1037+11 data/unknown-column no column 'Riga city'\n");
	hints("single quotes: 'Riga city'");
	refuses("select cuont(*) from survey", 0,
	        "q:1007+5 data/unknown-function no function 'cuont'\n");
	hints("Did you mean 'count'?");
	/* Only of the tables that the query names. */
	refuses("select 1, frm from \"odd name\"", 0,
	        "q:1010+3 data/unknown-column no column 'frm'\n");
	hints("Did you mean 'from'?");
	refuses("select 1, frm from survey", 0, "q:1010+3 data/unknown-column no column 'frm'\n");
	ck_assert(str_find(diag_at(diags, 0)->hint, S("from")) == SIZE_MAX);
	refuses("select country from survey, \"odd name\"", 0,
	        "q:1007+7 data/ambiguous-column more than one table has a column 'country'\n");
}
END_TEST

START_TEST(shows_where_syntax_breaks)
{
	refuses("select a fron survey", 0, "q:1014+6 data/syntax syntax error near 'survey'\n");
	refuses("select country from survey where", 0, "q:1000+32 data/syntax incomplete input\n");
	refuses("select 'abc", 0, "q:1007+4 data/syntax unrecognized token: \"'abc\"\n");
	refuses("select abs(1, 2)", 0,
	        "q:1007+3 data/query-failed wrong number of arguments to function abs()\n");
	refuses("select sum(9223372036854775807) from survey", 0,
	        "q:1000+43 data/query-failed integer overflow\n");
	refuses("", 0, "q:1000+0 data/not-a-select the query is empty\n");
	refuses("-- nothing", 0, "q:1000+10 data/not-a-select the query is empty\n");
}
END_TEST

static const char *const towns =
	"with towns(name) as (values ('Zilupe'), ('Ādaži'), ('Cēsis'), ('Čaka'), ('Dobele')) "
	"select name from towns order by name collate language";

/* By the edition's language, which a query of another edition does not change. */
START_TEST(sorts_by_the_language)
{
	static const struct binding swedish = BIND(":language", "sv");
	const struct cell *cells;
	str names[5];
	gives(towns, "Ādaži;Cēsis;Čaka;Dobele;Zilupe");
	gives("select country from survey group by country order by country collate language desc",
	      "LV;LT;EE");
	struct query sql = {.sql = S("with t(x) as (values ('ö'), ('z'), ('a')) select x from t "
	                             "order by x collate language")};
	struct cursor *a = tables_cursor(tables, arena, diags, sql, latvian, 2, 0);
	struct cursor *b = tables_cursor(tables, arena, diags, sql, &swedish, 1, 0);
	/* The first steps sort, each for its own. */
	ck_assert(cursor_row(b, 1, &cells) && cells);
	names[0] = arena_str(arena, cells[0].text);
	ck_assert(cursor_row(a, 1, &cells) && cells);
	names[1] = arena_str(arena, cells[0].text);
	ck_assert(str_eq(names[0], S("z")) && str_eq(names[1], S("ö")));
	/* Without a language as CLDR's root. */
	ck_assert(tables_query(tables, arena, diags, sql, NULL, 0, 0, &rows));
	ck_assert_str_eq(shown(), "a;ö;z");
	refuses("select country from survey order by country collate latvian", 0,
	        "q:1052+7 data/query-failed no such collation sequence: latvian\n");
	hints("COLLATE language");
}
END_TEST

/* Where the SQL is not the file's bytes (an escaped YAML scalar), all of it is marked. */
START_TEST(marks_all_where_the_place_is_not_certain)
{
	struct query query = {.sql = S("select x from survey"),
	                      .at = {project.at.file, 50, 1000}};
	ck_assert(!tables_check(tables, diags, query, NULL, 0));
	ck_assert_str_eq(reports(), "strom.yml:1000+50 data/unknown-column no column 'x'\n");
}
END_TEST

START_TEST(allows_reading_alone)
{
	refuses("delete from survey", 0,
	        "q:1000+6 data/not-a-select a query begins with SELECT, not "
	        "'delete'\n");
	refuses("pragma table_info(survey)", 0,
	        "q:1000+6 data/not-a-select a query begins with SELECT, not 'pragma'\n");
	refuses("attach 'x' as y", 0, "q:1000+6 data/not-a-select a query begins with SELECT, not "
	        "'attach'\n");
	refuses("explain select 1", 0, "q:1000+7 data/not-a-select a query begins with SELECT, not "
	        "'explain'\n");
	refuses("with x as (select 1) insert into survey select 1, 2, 3, 4", 0,
	        "q:1000+57 data/not-allowed a query may only read tables\n");
	refuses("with x as (select 1) delete from survey", 0,
	        "q:1000+39 data/not-allowed a query may only read tables\n");
	refuses("select 1; select 2", 0,
	        "q:1010+6 data/not-a-select text after the end of the query\n");
	refuses("select sql from sqlite_schema", 0,
	        "q:1016+13 data/not-allowed table 'sqlite_master' is not allowed\n");
	refuses("select * from sqlite_master", 0,
	        "q:1014+13 data/not-allowed table 'sqlite_master' is not allowed\n");
	refuses("select count(*) from strom_rows", 0,
	        "q:1021+10 data/not-allowed table 'strom_rows' is not allowed\n");
	refuses("select bytes from strom_rows", 0,
	        "q:1018+10 data/not-allowed table 'strom_rows' is not allowed\n");
	refuses("select 1 from pragma_database_list", 0,
	        "q:1014+20 data/not-allowed table 'pragma_database_list' is not allowed\n");
	refuses("select count(*) from pragma_database_list()", 0,
	        "q:1021+20 data/not-allowed table 'pragma_database_list' is not allowed\n");
	refuses("select count(*) from json_each('[1]')", 0,
	        "q:1021+9 data/not-allowed table 'json_each' is not allowed\n");
	refuses("select count(*) from dbstat", 0,
	        "q:1021+6 data/not-allowed table 'dbstat' is not allowed\n");
}
END_TEST

START_TEST(allows_no_chance_clock_or_machine)
{
	refuses("select random()", 0,
	        "q:1007+6 data/not-allowed function 'random' is not allowed\n");
	refuses("select 1 from survey order by Random()", 0,
	        "q:1030+6 data/not-allowed function 'random' is not allowed\n");
	refuses("select hex(randomblob(4))", 0,
	        "q:1011+10 data/not-allowed function 'randomblob' is not allowed\n");
	refuses("select load_extension('x')", 0,
	        "q:1007+14 data/not-allowed function 'load_extension' is not allowed\n");
	refuses("select sqlite_version()", 0,
	        "q:1007+14 data/not-allowed function 'sqlite_version' is not allowed\n");
	refuses("select current_date", 0,
	        "q:1007+12 data/not-allowed function 'current_date' is not allowed\n");
	refuses("select date('now')", 0, "q:1012+5 data/clock the query asks what time it is\n");
	refuses("select date('NOW', '+1 day')", 0,
	        "q:1012+5 data/clock the query asks what time it is\n");
	refuses("select strftime('%s', 'n' || 'ow')", 0,
	        "q:1022+3 data/text-as-date strftime() takes dates: || of 'n' is text\n");
	refuses("select date()", 0, "q:1000+13 data/clock the query asks what time it is\n");
	refuses("select country from survey where julianday('now') > 1", 0,
	        "q:1043+5 data/clock the query asks what time it is\n");
	gives("select count(*) from survey where country = 'now'", "0");
}
END_TEST

/* What one query did wrong is forgotten with the next. */
START_TEST(forgets_what_was_refused)
{
	static const struct { const char *sql, *report;
	} wrong[] = {
	        {"select random()", "q:1007+6 data/not-allowed function 'random' is not allowed\n"},
	        {"select date('now')", "q:1012+5 data/clock the query asks what time it is\n"},
	        {"with recursive n(i) as (values (1) union all select i + 1 from n) select max(i) "
	         "from n",
	         "q:1000+86 data/too-much-work the query needs more than 50 million steps\n"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		refuses(wrong[i].sql, 0, wrong[i].report);
		refuses("select a fron survey", 0,
		        "q:1014+6 data/syntax syntax error near 'survey'\n");
		gives("select count(*) from survey", "4");
	}
	refuses("select 1, \n polcy from survey", 0,
	        "q:1012+5 data/unknown-column no column 'polcy'\n");
	refuses("delete from survey", 0,
	        "q:1000+6 data/not-a-select a query begins with SELECT, not 'delete'\n");
	hints("Write one SELECT over the tables of 'data:'.");
	refuses("with x as (select 1) delete from survey", 0,
	        "q:1000+39 data/not-allowed a query may only read tables\n");
	hints("Write one SELECT over the tables of 'data:'.");
	refuses("select nothing_like_it from survey", 0,
	        "q:1007+15 data/unknown-column no column 'nothing_like_it'\n");
	hints("'strom dump tables' lists them all.");
}
END_TEST

START_TEST(demands_bindings)
{
	str sql = S("select count(*) from survey where country = :country");
	struct query query = {.sql = sql, .at = {project.at.file, (uint32_t)sql.len, 1000}};
	struct cell cell;
	ck_assert(tables_check(tables, diags, query, latvian, 2));
	ck_assert(!one_value(tables, query, latvian, 1, &cell));
	ck_assert_str_eq(reports(),
	                 "strom.yml:1044+8 data/unbound nothing is bound to ':country'\n");
	hints("Only editions by country have one; bound here: :language.");
	diags = diags_new(arena);
	ck_assert(!tables_check(tables, diags, query, NULL, 0));
	hints("bound here: nothing.");
	refuses("select :x, ?, @country", 0,
	        "q:1007+2 data/unbound nothing is bound to ':x'\n"
	        "q:1007+2 data/unbound a parameter without a name\n"
	        "q:1014+8 data/unbound nothing is bound to '@country'\n");
}
END_TEST

START_TEST(demands_an_order_for_what_is_printed)
{
	refuses("select country from survey", QUERY_PRINTED,
	        "q:1000+26 data/unordered the query gives more than one row, in no certain "
	        "order\n");
	refuses("select country, rank() over (order by share) from survey", QUERY_PRINTED,
	        "q:1000+56 data/unordered the query gives more than one row, in no certain "
	        "order\n");
	refuses("select * from (select country from survey order by country)", QUERY_PRINTED,
	        "q:1000+59 data/unordered the query gives more than one row, in no certain "
	        "order\n");
	refuses("select 'order by' from survey -- order by", QUERY_PRINTED,
	        "q:1000+41 data/unordered the query gives more than one row, in no certain "
	        "order\n");
	refuses("select country from survey limit 1", 0,
	        "q:1000+34 data/unordered LIMIT without ORDER BY takes any rows\n");
	ck_assert(query("select country from survey", 0));
	ck_assert(query("select count(*) from survey", QUERY_PRINTED));
	ck_assert(query("select country from survey ORDER\nBY country", QUERY_PRINTED));
	ck_assert(query("select 1 union select 2 order by 1 limit 2", QUERY_PRINTED));
}
END_TEST

START_TEST(takes_one_value)
{
	struct cell cell;
	static const struct { const char *sql, *report;
	} wrong[] = {
	        {"select country, share from survey order by 1",
	         "a value is one cell, but the query gives 2 columns"},
	        {"select share from survey where country = 'X' || :country",
	         "the query gives no row for :country 'LV'"},
	};
	for (size_t i = 0; i < 2; i++) {
		diags = diags_new(arena);
		ck_assert(!one_value(tables, (struct query){.sql = str_of(wrong[i].sql)}, latvian,
		                     2, &cell));
		ck_assert_uint_eq(diag_count(diags), 1);
		ck_assert(str_eq(diag_at(diags, 0)->code, S("data/not-one-value")));
		ck_assert_str_eq(arena_cstr(arena, diag_at(diags, 0)->message), wrong[i].report);
		hints("Select one column, and one row by WHERE or by count, sum, avg, min or max.");
	}
	ck_assert(one_value(tables, (struct query){.sql = S("select 7")}, NULL, 0,
	                       &cell));
	ck_assert_int_eq(cell.type, CELL_INT);
	ck_assert_int_eq(cell.integer, 7);
}
END_TEST

/* Which edition has no row: what its parameters were, those that the query asks for. */
START_TEST(tells_what_was_bound)
{
	struct cell cell;
	const struct binding bound[] = {
	        {S(":n"), {.type = CELL_INT, .integer = 5}},
	        {S(":unused"), {.type = CELL_INT, .integer = 6}},
	        {S(":r"), {.type = CELL_REAL, .real = 0.25}},
	        {S(":none"), {.type = CELL_NULL}},
	};
	str sql = S("select share from survey where share = :n and share = :r or country = :none");
	diags = diags_new(arena);
	ck_assert(!one_value(tables, (struct query){.sql = sql}, bound, 4, &cell));
	ck_assert_uint_eq(diag_count(diags), 1);
	ck_assert_str_eq(arena_cstr(arena, diag_at(diags, 0)->message),
	                 "the query gives no row for :n 5, :r 0.25, :none NULL");
}
END_TEST

START_TEST(takes_several_values_in_order)
{
	struct rows rows;
	diags = diags_new(arena);
	ck_assert(!tables_values(tables, arena, diags,
	                         (struct query){.sql = S("select country from survey")}, NULL, 0,
	                         &rows));
	ck_assert(str_eq(diag_at(diags, 0)->code, S("data/unordered")));
	ck_assert(tables_values(
	        tables, arena, diags,
	        (struct query){.sql = S("select country from survey order by 1 desc")}, NULL, 0,
	        &rows));
	ck_assert_uint_eq(rows.n, 4);
}
END_TEST

START_TEST(bounds_the_work)
{
	refuses("with recursive n(i) as (values (1) union all select i + 1 from n) select max(i) "
	        "from n",
	        0, "q:1000+86 data/too-much-work the query needs more than 50 million steps\n");
	gives("select 1", "1");
	str rows_refused = arena_printf(arena,
	                                "q:1000+81 data/too-many-rows the query gives more than %u "
	                                "rows\n",
	                                MOST_ROWS);
	refuses("with recursive n(i) as (values (1) union all select i + 1 from n) select i from n",
	        0, rows_refused.ptr);
	refuses("select hex(printf('%.*c', 3000000, 'x'))", 0,
	        "q:1000+40 data/too-large a text is longer than 4194304 bytes\n");
	refuses("with recursive n(i) as (values (1) union all select i + 1 from n) "
	        "select printf('%.*c', 4000000, 'x') from n", 0,
	        "q:1000+108 data/too-large the answer has more than 64 MiB\n");
	refuses("with recursive n(i) as (values (1) union all select i + 1 from n where i < 1000) "
	        "select length(x || i) from n, (select printf('%.*c', 1900000, 'x') as x) group by "
	        "x || i",
	        0, "q:1000+169 data/too-large the query needs more than 256 MiB\n");
	gives("select 1", "1");
	struct buf deep = {0};
	buf_put(&deep, S("select "));
	for (int i = 0; i < 5000; i++)
		buf_byte(&deep, '(');
	buf_byte(&deep, 0);
	ck_assert(!query(deep.ptr, 0));
	buf_clear(&deep);
	for (int i = 0; i < 70000; i++)
		buf_byte(&deep, ' ');
	buf_byte(&deep, 0);
	refuses(deep.ptr, 0, "q:1000+70000 data/too-large the query is longer than 65536 bytes\n");
	buf_drop(&deep);
}
END_TEST

START_TEST(gives_text_and_finite_numbers)
{
	refuses("select x'41' as b", 0,
	        "q:1000+17 data/not-text column 'b' holds what is no text\n");
	refuses("select cast(x'ff' as text) as b", 0,
	        "q:1000+31 data/not-text column 'b' holds what is no text\n");
	refuses("select char(65, 0) as b", 0,
	        "q:1000+23 data/not-text column 'b' holds what is no text\n");
	refuses("select 1e308 * 10 as b", 0,
	        "q:1000+22 data/infinite column 'b' holds a number beyond all bounds\n");
	ck_assert(!tables_check(tables, diags, (struct query){.sql = S("select 'a\0b'")}, NULL, 0));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_query");
	TCase *tests = tcase_create("query");
	tcase_add_checked_fixture(tests, setup, teardown_project);
	tcase_set_timeout(tests, 240);
	tcase_add_test(tests, answers);
	tcase_add_test(tests, makes_no_value_visible);
	tcase_add_test(tests, knows_the_median);
	tcase_add_test(tests, suggests_names);
	tcase_add_test(tests, shows_where_syntax_breaks);
	tcase_add_test(tests, marks_all_where_the_place_is_not_certain);
	tcase_add_test(tests, allows_reading_alone);
	tcase_add_test(tests, allows_no_chance_clock_or_machine);
	tcase_add_test(tests, sorts_by_the_language);
	tcase_add_test(tests, forgets_what_was_refused);
	tcase_add_test(tests, demands_bindings);
	tcase_add_test(tests, demands_an_order_for_what_is_printed);
	tcase_add_test(tests, takes_one_value);
	tcase_add_test(tests, tells_what_was_bound);
	tcase_add_test(tests, takes_several_values_in_order);
	tcase_add_test(tests, bounds_the_work);
	tcase_add_test(tests, gives_text_and_finite_numbers);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
