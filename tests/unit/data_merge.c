/* A table that was read in a database of its own, put beside those that are there. */
#include "data/store.h"

#include <check.h>

static struct source_spec source = {.name = {{"they \"say\"", 10}, {0}}};

static void run(sqlite3 *db, const char *sql)
{
	char *message = NULL;
	ck_assert_msg(!sqlite3_exec(db, sql, NULL, NULL, &message), "%s: %s", sql, message);
}

static const char *one(sqlite3 *db, const char *sql)
{
	static char out[80];
	sqlite3_stmt *s = NULL;
	ck_assert_msg(!sqlite3_prepare_v2(db, sql, -1, &s, NULL), "%s: %s", sql,
	              sqlite3_errmsg(db));
	ck_assert_int_eq(sqlite3_step(s), SQLITE_ROW);
	sqlite3_snprintf(sizeof out, out, "%s", (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	return out;
}

static sqlite3 *apart(const char *sql, str *bytes)
{
	sqlite3 *db = store_open();
	sqlite3_int64 n = 0;
	run(db, sql);
	run(db, "commit");
	*bytes = (str){(char *)sqlite3_serialize(db, "main", &n, SQLITE_SERIALIZE_NOCOPY), 0};
	bytes->len = (size_t)n;
	return db;
}

#define TABLE                                                                                      \
	"create table \"they \"\"say\"\"\"(a text, n INTEGER);"                                    \
	"insert into \"they \"\"say\"\"\" values ('x', 1), ('y', null);"                           \
	"insert into strom_rows values (1, 0, 'places'); insert into strom_files values (1, 2, "   \
	"3);"

START_TEST(a_table_comes_with_its_places)
{
	str bytes;
	sqlite3 *other = apart(TABLE, &bytes), *db = store_open();
	run(db, "create table t(a); insert into t values (5); insert into strom_rows values (0, 0, "
	        "'p')");
	ck_assert(store_merge(db, &source, bytes));
	/* A transaction is open, as before; nothing of the other is left. */
	ck_assert(!sqlite3_get_autocommit(db));
	run(db, "commit");
	ck_assert_str_eq(
	        one(db,
	            "select group_concat(quote(a) || coalesce(n, '-')) from \"they \"\"say\"\"\""),
	        "'x'1,'y'-");
	ck_assert_str_eq(
	        one(db, "select type from pragma_table_info('they \"say\"') where name = 'n'"),
	        "INTEGER");
	ck_assert_str_eq(one(db, "select group_concat(source || bytes) from strom_rows"),
	                 "0p,1places");
	ck_assert_str_eq(one(db, "select source || row || file from strom_files"), "123");
	ck_assert_str_eq(one(db, "select a from t"), "5");
	ck_assert_str_eq(one(db, "select count(*) from pragma_database_list"), "1");
	sqlite3_close(other);
	sqlite3_close(db);
}
END_TEST

/* No table of that name, one that is there already, places that are, and bytes that are no
 * database. */
static const char *const faults[] = {
        "create table t(a)",
        TABLE "create table v(a)",
        TABLE "insert into strom_rows values (0, 0, 'p')",
        TABLE "insert into strom_files values (0, 0, 0)",
};

START_TEST(what_cannot_be_put_there)
{
	str bytes;
	sqlite3 *other = apart(faults[_i], &bytes), *db = store_open();
	run(db,
	    "insert into strom_rows values (0, 0, 'p'); insert into strom_files values (0, 0, 0)");
	if (_i == 1)
		run(db, "create table \"they \"\"say\"\"\"(b)");
	ck_assert(!store_merge(db, &source, bytes));
	ck_assert(!store_merge(db, &source, (str){"no database", 11}));
	sqlite3_close(other);
	sqlite3_close(db);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_merge");
	TCase *c = tcase_create("merge");
	tcase_add_test(c, a_table_comes_with_its_places);
	tcase_add_loop_test(c, what_cannot_be_put_there, 0, (int)(sizeof faults / sizeof *faults));
	suite_add_tcase(suite, c);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
