/* The source of SQLite databases: what is read of one, and each fault at its cell. */
#include "unit/data_source_host.h"

#include <check.h>
#include <sqlite3.h>

static struct arena *arena;
static struct source_host host;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	source_host_drop(&host);
	arena_drop(arena);
}

static str database_of(const char *sql)
{
	sqlite3 *db;
	sqlite3_int64 len;
	char *why = NULL;
	ck_assert(!sqlite3_open(":memory:", &db));
	ck_assert_msg(!sqlite3_exec(db, sql, NULL, NULL, &why), "%s", why);
	unsigned char *bytes = sqlite3_serialize(db, "main", &len, 0);
	str copy = arena_str(arena, (str){(char *)bytes, (size_t)len});
	sqlite3_free(bytes);
	sqlite3_close(db);
	return copy;
}

static bool read_bytes(const struct host_setting *settings, str bytes)
{
	source_host_drop(&host);
	bool good = source_host_read(&host, arena, strom_plugin_1(), settings, bytes);
	ck_assert_msg(!host.broken, "broken promise: %s", host.broken);
	buf_byte(&host.rows, 0);
	buf_byte(&host.reports, 0);
	return good;
}

#define WITH(...) ((const struct host_setting[]){__VA_ARGS__, {NULL, NULL, NULL}})

static void gives(const struct host_setting *settings, const char *sql, const char *rows)
{
	ck_assert_msg(read_bytes(settings, database_of(sql)), "%s", host.reports.ptr);
	ck_assert_str_eq(host.rows.ptr, rows);
	ck_assert_str_eq(host.reports.ptr, "");
}

static void fails_bytes(str bytes, const char *reports)
{
	ck_assert_msg(!read_bytes(NULL, bytes), "%s", host.rows.ptr);
	ck_assert_msg(strstr(host.reports.ptr, reports), "%s", host.reports.ptr);
}

static void fails(const char *sql, const char *reports)
{
	fails_bytes(database_of(sql), reports);
}

START_TEST(values_as_the_database_has_them)
{
	gives(NULL,
	      "create table t (a, b integer, c real, d text, e date, f boolean); insert into t "
	      "values ('x', 9223372036854775807, 0.1, '007', '2014-11-03', 1), (1, -3, 2.0, 8, "
	      "20141103, 0), (null, null, null, '', null, null)",
	      "a b c d:text e f:bool\nx|int 9223372036854775807|real "
	      "0.10000000000000001|007|2014-11-03|int 1\n"
	      "int 1|int -3|real 2|8|int 20141103|int 0\nNULL|NULL|NULL|\"\"|NULL|NULL");
	gives(NULL,
	      "create table \"it's \"\"one\"\"\" (\"a b\" varchar(9)); insert into \"it's "
	      "\"\"one\"\"\" values ('x')",
	      "a b:text\nx");
	gives(NULL,
	      "create table t (a integer primary key, b text) without rowid; insert into t values "
	      "(2, 'y'), (1, 'x')",
	      "a b:text\nint 1|x\nint 2|y");
	gives(NULL,
	      "pragma encoding = 'UTF-16le'; create table t (a text); insert into t values "
	      "('R\u012bga')",
	      "a:text\nR\u012bga");
}
END_TEST

START_TEST(tables_and_views)
{
	const char *sql = "create table towns (n integer); insert into towns values (1), (2); "
	                  "create view big as select n * 10 as "
	                  "n from towns where n > 1; create table lands (x text); create virtual "
	                  "table f using fts5(t)";
	gives(WITH({"table", NULL, "towns"}), sql, "n\nint 1\nint 2");
	gives(WITH({"table", NULL, "big"}), sql, "n\nint 20");
	ck_assert_uint_eq(host.sheets_n, 3);
	ck_assert_str_eq(host.sheets[0], "big");
	ck_assert_str_eq(host.sheets[1], "lands");
	fails("create table t (a); drop table t", "host/none");
}
END_TEST

START_TEST(faults_of_cells)
{
	fails("create table t (a, b); insert into t values (1, 2), (x'00', 3)",
	      "t!R2C1 sqlite/blob the cell holds bytes");
	fails("create table t (a, b); insert into t values (1, cast(x'4180' as text))",
	      "t!R1C2 sqlite/encoding");
	fails("create table t (a, b); insert into t values (1, cast(x'41EDA080' as text))",
	      "sqlite/encoding");
	fails("create table t (a, b); insert into t values (1, 'a' || char(0) || 'b')",
	      "sqlite/encoding");
	fails("create table \"x\xFF\" (a)", "sqlite/encoding a table's name is not UTF-8");
	fails("create table t (\"x\xFF\")", "sqlite/encoding the column's name is not UTF-8");
	fails("create table t (a); create view v as select \"x\xFF\" from gone; drop table t",
	      "no such table: main.gone");
	fails("create table t (a, b); insert into t values (1, 9e999)", "t!R1C2 sqlite/not-finite");
	fails("create table t (a); with recursive n(i) as (select 1 union all select i + 1 from n "
	      "where i < 60) insert into t "
	      "select x'01' from n",
	      "sqlite/more-errors 10 more errors in this source are not shown");
}
END_TEST

START_TEST(faults_of_files)
{
	str whole = database_of("create table t (a); insert into t values (1); create table u (b)");
	char *broken = arena_cstr(arena, whole);
	fails_bytes(S(""), "sqlite/no-database the file is empty");
	fails_bytes(S("town;n\n"), "sqlite/no-database the file is no SQLite database");
	fails_bytes(str_sub(whole, 0, 50), "sqlite/truncated");
	fails_bytes(str_sub(whole, 0, whole.len - 1), "sqlite/truncated");
	memset(broken + 100, 0x7F, 40);
	fails_bytes((str){broken, whole.len}, "sqlite/damaged the database cannot be read");
	/* The first cell of the first table's page begins beyond the page: SQLite reads on there. */
	memcpy(broken, whole.ptr, whole.len);
	memset(broken + 4096 + 8, 0x7F, 2);
	fails_bytes((str){broken, whole.len},
	            "sqlite/damaged the database cannot be read: it is damaged");
}
END_TEST

START_TEST(a_log_beside_it_is_told_of)
{
	str whole = database_of("create table t (a); insert into t values (1)");
	char *logged = arena_cstr(arena, whole);
	logged[18] = logged[19] = 2;
	ck_assert_msg(read_bytes(NULL, (str){logged, whole.len}), "%s", host.reports.ptr);
	ck_assert_str_eq(host.rows.ptr, "a\nint 1");
	ck_assert_msg(strstr(host.reports.ptr, "sqlite/write-ahead-log"), "%s", host.reports.ptr);
	ck_assert_int_eq(logged[18], 2);
}
END_TEST

START_TEST(what_never_ends_is_stopped)
{
	fails("create view v as with recursive n(i) as (select 1 union all select i + 1 from n) "
	      "select max(i) as m from n",
	      "sqlite/too-much-work the view takes too long");
}
END_TEST

START_TEST(an_old_core_is_told)
{
	static const struct strom_source_host old = {
	        .size = offsetof(struct strom_source_host, sheet)};
	struct strom_input input = {.size = sizeof input, .bytes = S("x"), .name = S("a.sqlite")};
	const struct strom_source *functions = strom_plugin_1()->functions;
	fails_bytes(S(""), "");
	ck_assert(!functions->read(&host.job, &old, &input));
	ck_assert(str_find(buf_str(&host.reports), S("sqlite/old-strom")) != SIZE_MAX);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sqlite");
	TCase *tcase = tcase_create("sqlite");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, values_as_the_database_has_them);
	tcase_add_test(tcase, tables_and_views);
	tcase_add_test(tcase, faults_of_cells);
	tcase_add_test(tcase, faults_of_files);
	tcase_add_test(tcase, a_log_beside_it_is_told_of);
	tcase_add_test(tcase, what_never_ends_is_stopped);
	tcase_add_test(tcase, an_old_core_is_told);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
