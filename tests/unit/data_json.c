/* The source of JSON files: what becomes of objects and lists, and each fault at its place. */
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

static bool read_with(const char *path, str bytes)
{
	const struct host_setting settings[] = {{path ? "path" : NULL, NULL, path},
	                                        {NULL, NULL, NULL}};
	char *copy = arena_alloc(arena, bytes.len);
	if (bytes.len)
		memcpy(copy, bytes.ptr, bytes.len);
	source_host_drop(&host);
	bool good =
	        source_host_read(&host, arena, strom_plugin_1(), settings, (str){copy, bytes.len});
	ck_assert_msg(!host.broken, "broken promise: %s", host.broken);
	buf_byte(&host.rows, 0);
	buf_byte(&host.reports, 0);
	return good;
}

static void gives(const char *path, const char *text, const char *rows)
{
	ck_assert_msg(read_with(path, str_of(text)), "%s", host.reports.ptr);
	ck_assert_str_eq(host.rows.ptr, rows);
}

static void fails(const char *path, const char *text, const char *report)
{
	ck_assert_msg(!read_with(path, str_of(text)), "%s", host.rows.ptr);
	ck_assert_msg(str_starts(buf_str(&host.reports), str_of(report)), "%s", host.reports.ptr);
}

static void fails_somewhere(const char *path, const char *text, const char *report)
{
	fails(path, text, "");
	ck_assert_msg(strstr(host.reports.ptr, report), "%s", host.reports.ptr);
}

static const char *repeated(const char *one, int n, const char *end)
{
	struct buf b = {0};
	for (int i = 0; i < n; i++)
		buf_printf(&b, one, i);
	buf_put(&b, str_of(end));
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

START_TEST(objects_are_rows)
{
	gives(NULL, "[{\"a\": 1, \"b\": \"x\"}, {\"b\": \"y\", \"c\": true}, {}]",
	      "a b c\nint 1|x|NULL\nNULL|y|bool 1\nNULL|NULL|NULL");
	gives(NULL, "{\"a\": 1}\n{\"a\": -2.5e3}\n", "a\nint 1\nreal -2.5e3");
	gives(NULL, "\xEF\xBB\xBF[{\"a\": null, \"b\": \"\"}]", "a b\n\"\"|\"\"");
	gives(NULL, "[{\"a\": {\"b\": 1, \"c\": {\"d\": 2}}, \"e\": 3}]",
	      "a.b a.c.d e\nint 1|int 2|int 3");
	gives(NULL, "[{\"a\": \"\\u0101 \\\"x\\\"\"}]", "a\nā \"x\"");
	gives(NULL, "[1, 2]", "value\nint 1\nint 2");
}
END_TEST

START_TEST(numbers_that_no_machine_keeps)
{
	gives(NULL,
	      "[{\"a\": 123456789012345678, \"b\": 1234567890123456789, \"c\": "
	      "0.12345678901234567, \"d\": 0.123456789012345678, "
	      "\"e\": 1e300, \"f\": 0.000000000000000000001}]",
	      "a b c d e f\nint 123456789012345678|text 1234567890123456789|"
	      "real 0.12345678901234567|text 0.123456789012345678|text 1e300|real "
	      "0.000000000000000000001");
}
END_TEST

START_TEST(paths_lead_to_rows)
{
	gives("answers",
	      "{\"count\": 2, \"skip\": [{\"z\": [1]}], \"answers\": [{\"a\": 1}], \"more\": "
	      "{\"x\": 1}}",
	      "a\nint 1");
	gives("data.items", "{\"data\": {\"items\": [{\"a\": 1}, {\"a\": 2}]}}", "a\nint 1\nint 2");
	gives("data", "{\"data\": {\"a\": 1}}", "a\nint 1");
	gives("schools",
	      "[{\"town\": \"R\", \"schools\": [{\"n\": 1}, {\"n\": 2}]}, {\"town\": \"T\", "
	      "\"schools\": [{\"n\": 3}]}]",
	      "town schools.n\nR|int 1\nR|int 2\nT|int 3");
	gives("towns.schools",
	      "{\"towns\": [{\"town\": \"R\", \"at\": {\"x\": 5}, \"tags\": [1], \"schools\": "
	      "[{\"n\": 1}]}, "
	      "{\"schools\": [{\"n\": 2}]}]}",
	      "town at.x schools.n\nR|int 5|int 1\nNULL|NULL|int 2");
	gives("towns.names", "{\"towns\": [{\"id\": 1, \"names\": [\"a\", \"b\"]}]}",
	      "id names\nint 1|a\nint 1|b");
}
END_TEST

START_TEST(faults)
{
	fails(NULL, "[{\"a\": 1},]", "11+0 json/syntax");
	fails(NULL, "[{\"a\": 1}", "9+0 json/syntax parse error: premature EOF");
	fails(NULL, "", "0+0 json/syntax parse error: premature EOF");
	fails(NULL, "[]", "0+0 json/no-rows");
	fails("b", "{\"a\": [{}]}", "0+0 json/no-rows the file has no row where the path leads");
	fails("a", "{\"a\": 5}", "6+1 json/no-rows here is no list of objects");
	fails(NULL, "[[1]]", "1+1 json/no-rows");
	fails(NULL, "[{\"a\": 1, \"b\": [1]}]", "15+1 json/list a row holds a list, 'b'");
	fails("s", "[{\"s\": [{\"n\": 1}], \"late\": 5}]",
	      "27+1 json/late-key the key 'late' stands behind the rows");
	fails(NULL, "[{\"a\": 1, \"a\": 22}]",
	      "15+2 json/duplicate-key the key 'a' is there twice");
	fails(NULL, "[{\"a\": \"x\\u0000y\"}]", "7+10 json/nul");
	fails(NULL, "[{\"a\\u0000\": 1}]", "2+9 json/nul");
	fails(NULL, "[{\"a\": \"\xFF\"}]",
	      "9+0 json/syntax lexical error: invalid bytes in UTF8 string");
	/* Which the parser takes: half of a pair, a form that is too long. */
	fails(NULL, "[{\"a\": \"\xED\xA0\x80\"}]", "7+5 json/syntax the text is not UTF-8");
	fails(NULL, "[{\"a\xE0\x80\x80\": 1}]", "2+6 json/syntax the key is not UTF-8");
}
END_TEST

START_TEST(all_faults_in_one_run)
{
	fails(NULL, "[{\"a\": [1], \"b\": 1, \"b\": 2},\n {\"a\": [2], \"c\": \"x\\u0000\"}]",
	      "7+1 json/list a row holds a list, 'a'\n"
	      "25+1 json/duplicate-key the key 'b' is there twice\n"
	      "46+9 json/nul the text holds a NUL\n");
	fails("s", "[{\"s\": [{\"n\": 1}], \"late\": 5, \"later\": 6}, {\"s\": [{\"n\": 1, \"n\": 2}], \"late\": 5}]",
	      "27+1 json/late-key the key 'late' stands behind the rows that it belongs to\n"
	      "39+1 json/late-key the key 'later' stands behind the rows that it belongs to\n"
	      "64+1 json/duplicate-key the key 's.n' is there twice\n");
	fails(NULL, "{\"a\": 1\n{\"a\": 2, \"a\": 3}\n{\"a\": nul}\n{\"a\": 4}\n",
	      "8+0 json/syntax parse error: after key and value, inside map, I expect ',' or '}'\n"
	      "22+1 json/duplicate-key the key 'a' is there twice\n"
	      "34+0 json/syntax");
	fails(NULL, "[[1], [2], 5]", "1+1 json/no-rows here is no list of objects\n");
	ck_assert(!strstr(strstr(host.reports.ptr, "json/no-rows") + 1, "json/no-rows"));
}
END_TEST

START_TEST(errors_are_counted_beyond_a_number)
{
	fails(NULL, repeated("{\"a\": %d, \"a\": 1}\n", 60, ""), "");
	ck_assert(strstr(host.reports.ptr,
	                 "json/more-errors 10 more errors in this source are not shown"));
}
END_TEST

START_TEST(bounds)
{
	fails(NULL, repeated("[{\"a%d\":", 100000, ""), "7+1 json/list a row holds a list, 'a0'");
	fails_somewhere(NULL, repeated("{\"a%d\":", 100000, ""),
	                "json/long-key the key is longer than 300 bytes");
	fails_somewhere("x", repeated("{\"a%d\":", 100000, ""),
	                "json/too-deep more than 200 objects and lists");
	fails_somewhere(NULL, repeated("{\"k%d\":1}", 2001, ""),
	                "json/too-many-columns more than 2000 different keys");
	fails_somewhere(NULL, arena_printf(arena, "[{\"%0400d\": 1}]", 1).ptr, "json/long-key");
	fails_somewhere("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q", "[]", "json/too-deep");
}
END_TEST

START_TEST(an_old_core_is_told)
{
	static const struct strom_source_host old = {
	        .size = offsetof(struct strom_source_host, written)};
	struct strom_input input = {.size = sizeof input, .bytes = S("x"), .name = S("a.json")};
	const struct strom_source *functions = strom_plugin_1()->functions;
	fails(NULL, "", "");
	ck_assert(!functions->read(&host.job, &old, &input));
	ck_assert(str_find(buf_str(&host.reports), S("json/old-strom")) != SIZE_MAX);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("json");
	TCase *tcase = tcase_create("json");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, objects_are_rows);
	tcase_add_test(tcase, numbers_that_no_machine_keeps);
	tcase_add_test(tcase, paths_lead_to_rows);
	tcase_add_test(tcase, faults);
	tcase_add_test(tcase, all_faults_in_one_run);
	tcase_add_test(tcase, errors_are_counted_beyond_a_number);
	tcase_add_test(tcase, bounds);
	tcase_add_test(tcase, an_old_core_is_told);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
