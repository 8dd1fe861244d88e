/* The source of JSON-stat: what becomes of a dataset's cells, and each fault at its place. */
#include "unit/data_source_host.h"

#include <check.h>

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

static bool read_with(const char *empty, const char *text)
{
	const struct host_setting settings[] = {{empty ? "empty" : NULL, NULL, empty}, {NULL, NULL, NULL}};
	str bytes = str_of(text);
	char *copy = arena_alloc(arena, bytes.len);
	if (bytes.len)
		memcpy(copy, bytes.ptr, bytes.len);
	source_host_drop(&host);
	bool good = source_host_read(&host, arena, strom_plugin_1(), settings, (str){copy, bytes.len});
	ck_assert_msg(!host.broken, "broken promise: %s", host.broken);
	buf_byte(&host.rows, 0);
	buf_byte(&host.reports, 0);
	return good;
}

static void gives(const char *text, const char *rows)
{
	ck_assert_msg(read_with(NULL, text), "%s", host.reports.ptr);
	/* What it says of columns has a test of its own. */
	const char *from = host.rows.ptr;
	while (!strncmp(from, "variable ", 9))
		from = strchr(from, '\n') + 1;
	ck_assert_str_eq(from, rows);
}

/* Reports in their order; the text may end in the middle of the last. */
static void fails(const char *text, const char *reports)
{
	ck_assert_msg(!read_with(NULL, text), "%s", host.rows.ptr);
	ck_assert_msg(str_starts(buf_str(&host.reports), str_of(reports)), "%s", host.reports.ptr);
}

/* One dimension of two categories, and what else there is. */
#define DATASET(rest) \
	"{\"class\":\"dataset\",\"id\":[\"g\"],\"size\":[2],\"dimension\":{\"g\":{\"category\":{\"index\":[\"A\",\"B\"]}}}," \
	rest "}"

START_TEST(cells_are_rows)
{
	gives(DATASET("\"value\":[1,2.5]"), "g:text value status:text\nA|int 1|NULL\nB|real 2.5|NULL");
	gives(DATASET("\"value\":{\"1\":2}"), "g:text value status:text\nA|NULL|NULL\nB|int 2|NULL");
	gives(DATASET("\"value\":{\"1\":2,\"0\":1}"), "g:text value status:text\nA|int 1|NULL\nB|int 2|NULL");
	gives(DATASET("\"value\":[null,\"..\"]"), "g:text value status:text\nA|NULL|NULL\nB|..|NULL");
	gives(DATASET("\"value\":[12345678901234567890,1]"),
	      "g:text value status:text\nA|text 12345678901234567890|NULL\nB|int 1|NULL");
}
END_TEST

START_TEST(the_last_dimension_changes_first)
{
	gives("{\"class\":\"dataset\",\"value\":[1,2,3,4,5,6],\"id\":[\"geo\",\"time\"],\"size\":[2,3],"
	      "\"role\":{\"time\":[\"time\"]},\"dimension\":{"
	      "\"time\":{\"category\":{\"index\":{\"2014\":2,\"2012\":0,\"2013\":1}}},"
	      "\"geo\":{\"category\":{\"index\":[\"LV\",\"EE\"],\"label\":{\"EE\":\"Igaun\\u0069ja\",\"LV\":\"Latvija\"}}}}}",
	      "geo:text geo_label:text time value status:text\n"
	      "LV|Latvija|2012|int 1|NULL\nLV|Latvija|2013|int 2|NULL\nLV|Latvija|2014|int 3|NULL\n"
	      "EE|Igaunija|2012|int 4|NULL\nEE|Igaunija|2013|int 5|NULL\nEE|Igaunija|2014|int 6|NULL");
}
END_TEST

/* Whatever else stands there: a number, a text, one state of all cells, several in a word. */
START_TEST(confidential_values_are_withheld)
{
	gives(DATASET("\"value\":[1,2],\"status\":\"c\""), "g:text value status:text\nA|NULL|c\nB|NULL|c");
	gives(DATASET("\"value\":[1,\"12\"],\"status\":[\"e\",\"C\"]"),
	      "g:text value status:text\nA|int 1|e\nB|NULL|C");
	gives(DATASET("\"value\":[1,2],\"status\":{\"0\":\"bc\",\"1\":\"bep\"}"),
	      "g:text value status:text\nA|NULL|bc\nB|int 2|bep");
	gives(DATASET("\"value\":[1,2],\"status\":[\"x\",\"y\"],"
	              "\"extension\":{\"status\":{\"label\":{\"x\":\"Confidential\",\"y\":\"calculated, cf. notes\"}}}"),
	      "g:text value status:text status_label:text\nA|NULL|x|Confidential\nB|int 2|y|calculated, cf. notes");
}
END_TEST

START_TEST(states_of_every_kind)
{
	gives(DATASET("\"value\":[1,2],\"status\":\"p\""),
	      "g:text value status:text\nA|int 1|p\nB|int 2|p");
	gives(DATASET("\"value\":[1,null],\"status\":[null,\"c\"]"),
	      "g:text value status:text\nA|int 1|NULL\nB|NULL|c");
	gives(DATASET("\"value\":{\"0\":1},\"status\":{\"1\":\"c\"},"
	              "\"extension\":{\"status\":{\"label\":{\"c\":\"confidential\"}}}"),
	      "g:text value status:text status_label:text\nA|int 1|NULL|NULL\nB|NULL|c|confidential");
	ck_assert(read_with("drop", DATASET("\"value\":{\"1\":7}")));
	ck_assert_str_eq(host.rows.ptr, "g:text value status:text\nB|int 7|NULL");
}
END_TEST

START_TEST(one_category_needs_no_index)
{
	gives("{\"class\":\"dataset\",\"id\":[\"sex\"],\"size\":[1],\"dimension\":{\"sex\":{\"category\":"
	      "{\"label\":{\"T\":\"\\ud83d\\ude00 \\\"all\\\"\\n\"}}}},\"value\":[3]}",
	      "sex:text sex_label:text value status:text\nT|😀 \"all\"\n|int 3|NULL");
}
END_TEST

START_TEST(other_files)
{
	fails("", "0+0 jsonstat/syntax parse error: premature EOF");
	fails("{\"class\":", "9+0 jsonstat/syntax parse error: premature EOF");
	fails("{\"class\":\"\xED\xBB\xBF\"}", "9+5 jsonstat/syntax the text is not UTF-8");
	fails("[1]", "0+1 jsonstat/wrong-kind 'the dataset' must be an object");
	fails("{\"a\":1}", "0+1 jsonstat/missing 'class' is missing here");
	fails("{\"class\":\"collection\"}", "9+12 jsonstat/no-dataset the file is no dataset, but a 'collection'");
	fails("{\"dataset\":{\"value\":[1]}}", "11+1 jsonstat/version-1");
	fails("{\"class\":\"dataset\"}", "0+1 jsonstat/missing 'id' is missing here\n"
	      "0+1 jsonstat/missing 'size' is missing here\n0+1 jsonstat/missing 'dimension' is missing here\n");
}
END_TEST

START_TEST(dimensions_that_do_not_fit)
{
	fails("{\"class\":\"dataset\",\"id\":[\"a\"],\"size\":[1,2],\"dimension\":{}}",
	      "37+1 jsonstat/size-count there are 1 dimensions, but 2 sizes");
	fails("{\"class\":\"dataset\",\"id\":[],\"size\":[],\"dimension\":{}}", "24+1 jsonstat/dimension-count");
	fails("{\"class\":\"dataset\",\"id\":[\"a\",\"b\"],\"size\":[-1,2.5],\"dimension\":{}}",
	      "42+2 jsonstat/bad-size the size of 'a' is no number of categories\n45+3 jsonstat/bad-size");
	fails("{\"class\":\"dataset\",\"id\":[\"a\",\"b\"],\"size\":[1,1],\"dimension\":{\"b\":{\"category\":{}}}}",
	      "25+3 jsonstat/no-dimension the dimension 'a' is not described\n"
	      "76+1 jsonstat/missing 'index' is missing here\n");
}
END_TEST

static void category_fails(const char *category, const char *report)
{
	fails(arena_printf(arena,
	                   "{\"class\":\"dataset\",\"id\":[\"g\"],\"size\":[2],\"value\":[1,2],\"dimension\":{\"g\":"
	                   "{\"category\":%s}}}", category).ptr, report);
}

START_TEST(categories_that_do_not_fit)
{
	category_fails("{\"index\":[\"A\"]}", "93+1 jsonstat/category-count the dimension 'g' has 1 categories");
	category_fails("{\"index\":[\"A\",\"A\"]}", "93+1 jsonstat/category-twice the category 'A' of 'g'");
	category_fails("{\"index\":[\"A\",5]}", "98+1 jsonstat/wrong-kind 'index' must be a text");
	category_fails("{\"index\":{\"A\":0,\"B\":2}}",
	               "104+1 jsonstat/category-order the place of the category 'B' is no number below 2");
	category_fails("{\"index\":{\"A\":1,\"B\":1}}",
	               "104+1 jsonstat/category-order the category 'B' has the place of 'A'");
	category_fails("{\"index\":[\"A\",\"B\"],\"label\":{\"A\":1}}", "116+1 jsonstat/wrong-kind 'label' must be a text");
	category_fails("{\"index\":[\"A\",\"B\"],\"label\":1}", "111+1 jsonstat/wrong-kind 'label' must be an object");
}
END_TEST


START_TEST(cells_that_do_not_fit)
{
	fails(DATASET("\"other\":1"), "0+1 jsonstat/missing 'value' is missing here");
	fails(DATASET("\"value\":[1]"), "100+1 jsonstat/cell-count 'value' has 1 cells, but the sizes make 2");
	fails(DATASET("\"value\":5"), "100+1 jsonstat/wrong-kind 'value' must be a list or an object");
	fails(DATASET("\"value\":{\"2\":1,\"x\":1}"),
	      "101+3 jsonstat/no-such-cell '2' is no number of a cell: there are 2, counted from 0\n107+3");
	fails(DATASET("\"value\":{\"1\":1,\"0\":1,\"1\":2}"), "117+1 jsonstat/cell-twice the cell 1 is there twice");
	fails(DATASET("\"value\":[true,{}]"),
	      "101+4 jsonstat/bad-value the value is no number\n106+1 jsonstat/bad-value");
	fails(DATASET("\"value\":[1,2],\"status\":[1,{}]"), "116+1 jsonstat/bad-status the status is no text\n118+1");
	fails(DATASET("\"value\":[1,2],\"x\":\"\\u0000\""), "110+8 jsonstat/nul the text holds a NUL");
}
END_TEST

static const char *repeated(const char *one, int n)
{
	struct buf b = {0};
	for (int i = 0; i < n; i++)
		buf_put(&b, str_of(one));
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

START_TEST(bounds)
{
	fails(repeated("[", 100000), "64+1 jsonstat/too-deep more than 64 objects and lists");
	fails(arena_printf(arena, "[\"%01100000d\"]", 1).ptr, "1+1 jsonstat/long-text");
	fails(arena_printf(arena, "{\"class\":\"dataset\",\"id\":[\"a\",\"b\",\"c\"],\"size\":[4000,4000,4000],\"dimension\":"
	                   "{},\"fill\":\"%05000d\"}", 1).ptr,
	      "56+4 jsonstat/too-many-cells the dataset has more than 20000000 cells");
}
END_TEST

START_TEST(errors_beyond_the_first_are_counted)
{
	struct buf values = {0};
	for (int i = 0; i < 60; i++)
		buf_printf(&values, "%s{}", i ? "," : "");
	buf_byte(&values, 0);
	struct buf text = {0};
	buf_printf(&text,
	           "{\"class\":\"dataset\",\"id\":[\"g\"],\"size\":[60],\"dimension\":{\"g\":"
	           "{\"category\":{\"index\":[");
	for (int i = 0; i < 60; i++)
		buf_printf(&text, "%s\"A%d\"", i ? "," : "", i);
	buf_printf(&text, "]}}},\"value\":[%s]}", values.ptr);
	buf_byte(&text, 0);
	ck_assert(!read_with(NULL, text.ptr));
	ck_assert(strstr(host.reports.ptr,
	                 "jsonstat/more-errors 10 more errors in this source are not shown"));
	buf_drop(&values);
	buf_drop(&text);
}
END_TEST

START_TEST(an_old_core_is_told)
{
	static const struct strom_source_host old = {.size = offsetof(struct strom_source_host, written)};
	struct strom_input input = {.size = sizeof input, .bytes = S("x"), .name = S("a.json")};
	const struct strom_source *functions = strom_plugin_1()->functions;
	fails("", "");
	ck_assert(!functions->read(&host.job, &old, &input));
	ck_assert(str_find(buf_str(&host.reports), S("jsonstat/old-strom")) != SIZE_MAX);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("jsonstat");
	TCase *tcase = tcase_create("jsonstat");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, cells_are_rows);
	tcase_add_test(tcase, the_last_dimension_changes_first);
	tcase_add_test(tcase, states_of_every_kind);
	tcase_add_test(tcase, confidential_values_are_withheld);
	tcase_add_test(tcase, one_category_needs_no_index);
	tcase_add_test(tcase, other_files);
	tcase_add_test(tcase, dimensions_that_do_not_fit);
	tcase_add_test(tcase, categories_that_do_not_fit);
	tcase_add_test(tcase, cells_that_do_not_fit);
	tcase_add_test(tcase, bounds);
	tcase_add_test(tcase, errors_beyond_the_first_are_counted);
	tcase_add_test(tcase, an_old_core_is_told);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
