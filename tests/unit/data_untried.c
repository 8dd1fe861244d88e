/* A version of SQLite that the check of queries was not held against: it is named, and queries are
 * checked by the same tables. */
#include "unit/typed_tables.h"

#include <sqlite3.h>

/* The program's own comes before the library's. */
const char *sqlite3_libversion(void)
{
	return "3.99.0";
}

START_TEST(names_the_version)
{
	struct tables *t = typed_tables();
	struct rows rows;
	struct span at = {diag_file(diags, S("q"), 0), 10, 0};
	struct query good = {.sql = S("select sum(staff) from places"), .at = at};
	struct query bad = {.sql = S("select sum(people) from places"), .at = at};
	ck_assert_uint_eq(diag_count(diags), 1);
	const struct report *r = diag_at(diags, 0);
	ck_assert(r->severity == DIAG_WARNING && str_eq(r->code, S("data/untried-sqlite")));
	ck_assert_msg(
	        str_eq(r->message, S("the check of queries was tried on SQLite 3.40.1 and 3.45.1, and this is "
	                             "3.99.0")),
	        "%.*s", STR_ARG(r->message));
	ck_assert(r->hint.len > 0);
	ck_assert(tables_query(t, arena, diags, good, NULL, 0, 0, &rows));
	ck_assert(!tables_query(t, arena, diags, bad, NULL, 0, 0, &rows));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("untried");
	TCase *c = tcase_create("version");
	tcase_add_checked_fixture(c, setup_project, teardown_project);
	tcase_add_test(c, names_the_version);
	suite_add_tcase(s, c);
	return run_suite(s);
}
