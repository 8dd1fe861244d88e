/* A text of what stands in few texts: tiles, drawn columns, charts of all types, things within each
 * other, two directions; by layouts and themes that ask for what others do not. */
#include "unit/pages_golden.h"

static void begin(void)
{
	set_up();
	set_tables(
	        "create table progress(land text, year YEAR_INT, share PERCENT_REAL, change real, "
	        "trend text, done INTEGER, of_all INTEGER, size PERCENT_REAL);"
	        "insert into progress values "
	        "('Estonia', 2011, 0.25, -1.5, '[1, 2.5, null, 4]', 2, 1, 0.105), "
	        "('Latvia', 2013, 0.5, 3, '[3, 3, 2]', 4, 0, -0.2), "
	        "('Lithuania', 2015, 0.875, 0.25, '[null, 1]', 0, null, 0.4);"
	        "create table strom_rows(source,row,off,len)",
	        "progress");
}

static const struct {
	const char *name, *layout, *theme;
	struct setting settings[3];
	size_t n;
} ways[] = {
        {"rare.report",
         "report",
         "rare",
         {{.key = {"index", 5}, .value = {"true", 4}},
          {.key = {"baseline-grid", 13}, .value = {"true", 4}}},
         2},
        {"rare.brief",
         "brief",
         "plain",
         {{.key = {"columns", 7}, .value = {"3", 1}},
          {.key = {"baseline-grid", 13}, .value = {"true", 4}}},
         2},
        {"rare.guideline",
         "guideline",
         "rare",
         {{.key = {"notes", 5}, .value = {"foot", 4}},
          {.key = {"index", 5}, .value = {"true", 4}},
          {.key = {"paper", 5}, .value = {"a4", 2}}},
         3},
};

START_TEST(stands_where_it_stood)
{
	pages_golden("rare", ways[_i].layout, ways[_i].theme, ways[_i].settings, ways[_i].n,
	             ways[_i].name);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_rare");
	TCase *c = tcase_create("pages");
	tcase_add_checked_fixture(c, begin, tear_down);
	tcase_set_timeout(c, 240);
	tcase_add_loop_test(c, stands_where_it_stood, 0, (int)(sizeof ways / sizeof *ways));
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
