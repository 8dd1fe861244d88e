/* The CSV source: what is read, and each fault at its exact place. */
#include "unit/data_source_host.h"

#include <check.h>

/* The plugin itself, compiled in so that the sanitizers see it. */
#include "../../plugins/source-csv/csv.c"
#include "../../plugins/source-csv/rows.c"
#include "../../plugins/source-csv/values.c"
#include "../../plugins/source-csv/encoding.c"
#include "../../plugins/source-csv/report.c"

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

static bool read_with(const struct host_setting *settings, str bytes)
{
	/* A block of exactly the file's size, so that a step beyond it is seen. */
	char *copy = arena_alloc(arena, bytes.len);
	if (bytes.len)
		memcpy(copy, bytes.ptr, bytes.len);
	source_host_drop(&host);
	bool good = source_host_read(&host, arena, strom_plugin_1(), settings,
	                             (str){copy, bytes.len});
	ck_assert_msg(!host.broken, "broken promise: %s", host.broken);
	buf_byte(&host.rows, 0);
	buf_byte(&host.reports, 0);
	return good;
}

static void gives(const struct host_setting *settings, str bytes, const char *rows)
{
	ck_assert_msg(read_with(settings, bytes), "%s", host.reports.ptr);
	ck_assert_str_eq(host.rows.ptr, rows);
}

static void warns(str bytes, const char *reports)
{
	ck_assert(read_with(NULL, bytes));
	ck_assert_str_eq(host.reports.ptr, reports);
}

static void fails(const struct host_setting *settings, str bytes, const char *reports)
{
	ck_assert(!read_with(settings, bytes));
	ck_assert_str_eq(host.reports.ptr, reports);
	ck_assert_uint_eq(host.rows_n, 0);
}

#define WITH(...) ((const struct host_setting[]){__VA_ARGS__, {NULL, NULL, NULL}})

START_TEST(reads_what_rfc_4180_describes)
{
	gives(NULL, S("a,b\r\nx,y\r\n"), "a:text b:text\nx|y");
	gives(NULL, S("a,b\nx,y"), "a:text b:text\nx|y");
	gives(NULL, S("a,b\rx,y\r"), "a:text b:text\nx|y");
	gives(NULL, S("\"a\",\"b,c\"\n\"x \"\"y\"\"\",\"p\nq\"\n"), "a:text b,c:text\nx \"y\"|p\nq");
	gives(NULL, S("a,b\nx,\n"), "a:text b:text\nx|NULL");
	gives(NULL, S("a,b\nx,"), "a:text b:text\nx|NULL");
	gives(NULL, S("a,b\n\"\",y\n"), "a:text b:text\nNULL|y");
	gives(NULL, S("a,b\n\"\"\"\",y\n"), "a:text b:text\n\"|y");
	gives(NULL, S("a,b\n"), "a:text b:text");
	gives(NULL, S("a,b"), "a:text b:text");
	gives(NULL, S("\xEF\xBB\xBF" "a,b\nx,y\n"), "a:text b:text\nx|y");
	gives(NULL, S("a,b\n\n\r\nx,y\n\n"), "a:text b:text\nx|y");
	gives(NULL, S("a\n\nx\n"), "a:text\nNULL\nx");
	gives(NULL, S(" a , b\nx, y \n"), "a:text b:text\nx| y ");
}
END_TEST

START_TEST(separates_as_told)
{
	gives(WITH({"delimiter", NULL, "semicolon"}), S("a;b\n1,5;x\n"), "a:text b:text\n1,5|x");
	gives(WITH({"delimiter", NULL, "tab"}), S("a\tb\nx\ty\n"), "a:text b:text\nx|y");
	gives(WITH({"delimiter", NULL, "pipe"}), S("a|b\nx|y\n"), "a:text b:text\nx|y");
	gives(WITH({"quote", NULL, "single"}), S("a,b\n'x,''y',\"\n"), "a:text b:text\nx,'y|\"");
	gives(WITH({"quote", NULL, "none"}), S("a,b\n\"x,y\n"), "a:text b:text\n\"x|y");
}
END_TEST

START_TEST(infers_types_from_all_rows)
{
	gives(NULL, S("a\n1\n-2\n0\n"), "a:int\n1=1\n-2=-2\n0");
	gives(NULL, S("a\n1\n2.5\n\n"), "a:real\n1~1\n2.5~2.5\nNULL");
	gives(NULL, S("a\n2015-10-31\n2016-02-29\n"), "a:date\n2015-10-31\n2016-02-29");
	gives(NULL, S("a\n2015-02-29\n"), "a:text\n2015-02-29");
	gives(NULL, S("a\n1900-02-29\n"), "a:text\n1900-02-29");
	gives(NULL, S("a\n0150\n12\n7\n8\n"), "a:text\n0150\n12\n7\n8");
	gives(NULL, S("a\n+37160000000\n"), "a:text\n+37160000000");
	gives(NULL, S("a\n1E5\n"), "a:text\n1E5");
	gives(NULL, S("a\n0.5\n-0.25\n"), "a:real\n0.5~0.5\n-0.25~-0.25");
	gives(NULL, S("a\n9223372036854775807\n-9223372036854775808\n"),
	      "a:int\n9223372036854775807=9223372036854775807\n"
	      "-9223372036854775808=-9223372036854775808");
	gives(NULL, S("a\n9223372036854775808\n"), "a:text\n9223372036854775808");
	gives(NULL, S("a,b\n,\n"), "a:text b:text\nNULL|NULL");
	gives(NULL, S("a\nyes\n"), "a:text\nyes");
	gives(NULL, S("a,b\n 7 ,x\n"), "a:int b:text\n7=7|x");
	gives(WITH({"decimal", NULL, "comma"}, {"delimiter", NULL, "semicolon"}), S("a;b\n1,5;2\n"),
	      "a:real b:int\n1,5~1.5|2=2");
}
END_TEST

START_TEST(reads_declared_types)
{
	gives(WITH({"types", "a", "text"}), S("a\n12\n"), "a:text\n12");
	gives(WITH({"types", "a", "real"}), S("a\n12\n1e3\n"), "a:real\n12~12\n1e3~1000");
	gives(WITH({"types", "a", "bool"}), S("a\nYes\nfalse\n1\n0\n\n"),
	      "a:bool\nYes=1\nfalse\n1=1\n0\nNULL");
	gives(WITH({"types", "a", "int"}), S("a\n0150\n"), "a:int\n0150=150");
	gives(WITH({"types", "a", "date"}), S("a\n2015-10-31\n"), "a:date\n2015-10-31");
	gives(WITH({"null", NULL, "NA"}), S("a\n1\nNA\n"), "a:int\n1=1\nNULL");
	gives(WITH({"null", NULL, "NA"}, {"types", "a", "int"}), S("a\n1\nNA\n"), "a:int\n1=1\nNULL");
}
END_TEST

START_TEST(reads_encodings)
{
	gives(WITH({"encoding", NULL, "windows-1257"}), S("a\nJ\xFBrmala\n\xD0iauliai\n"),
	      "a:text\nJūrmala\nŠiauliai");
	gives(WITH({"encoding", NULL, "iso-8859-13"}), S("a\nJ\xFBrmala\n"), "a:text\nJūrmala");
	gives(WITH({"encoding", NULL, "windows-1251"}), S("a\n\xD0\xE8\xE3\xE0\n"), "a:text\nРига");
	gives(WITH({"encoding", NULL, "koi8-r"}), S("a\n\xF2\xC9\xC7\xC1\n"), "a:text\nРига");
	gives(WITH({"encoding", NULL, "iso-8859-1"}), S("\xE5\nG\xF6teborg\n"), "å:text\nGöteborg");
	gives(WITH({"encoding", NULL, "windows-1252"}), S("a\n\x80 \x93\n"), "a:text\n€ “");
}
END_TEST

START_TEST(says_which_byte_has_no_meaning)
{
	fails(NULL, S("a,b\nx,J\xFBrmala\n"), "7+1 csv/encoding byte 0xFB is not UTF-8\n");
	fails(NULL, S("a\xC0,b\n"), "1+1 csv/encoding byte 0xC0 is not UTF-8\n");
	fails(NULL, S("a\nx\xE2\x82"), "3+1 csv/encoding byte 0xE2 is not UTF-8\n");
	fails(NULL, S("a\n\xED\xA0\x80\n"), "2+1 csv/encoding byte 0xED is not UTF-8\n");
	fails(NULL, S("a\n\xF4\x90\x80\x80\n"), "2+1 csv/encoding byte 0xF4 is not UTF-8\n");
	fails(WITH({"encoding", NULL, "windows-1257"}), S("a\nx\x81\n"),
	      "3+1 csv/encoding byte 0x81 is not windows-1257\n");
	fails(WITH({"encoding", NULL, "windows-1257"}), S("\xEF\xBB\xBF" "a\nx\n"),
	      "0+3 csv/encoding the file begins with the mark of UTF-8, but its encoding is said to be "
	      "windows-1257\n");
	fails(WITH({"encoding", NULL, "no-such-page"}), S("a\nx\n"),
	      "csv/encoding-unavailable this system cannot read no-such-page\n");
	fails(NULL, S("\xFF\xFE" "a\0\n\0"), "0+2 csv/utf-16 the file is in UTF-16\n");
	fails(NULL, S("a\0b\0"), "0+2 csv/utf-16 the file is in UTF-16\n");
	fails(NULL, S("a,b\nx\0,y\nx,\0y\n"), "5+1 csv/nul-byte NUL byte\n11+1 csv/nul-byte NUL byte\n");
}
END_TEST

START_TEST(reports_malformed_rows)
{
	fails(NULL, S("a,b\nb;2\nx,y\n1,2,3\n"),
	      "4+3 csv/ragged-row row has 1 cell, but the header has 2\n"
	      "12+5 csv/ragged-row row has 3 cells, but the header has 2\n");
	fails(NULL, S("a,b\nx\"y,z\n"), "5+1 csv/bad-quote quote inside an unquoted cell\n");
	fails(NULL, S("a,b\n\"x\"y,z\n\"x\" ,z\n"),
	      "7+1 csv/text-after-quote text after the closing quote\n"
	      "14+1 csv/text-after-quote text after the closing quote\n");
	fails(NULL, S("a,b\nx,\"y\nz,w\n1\n"),
	      "6+1 csv/open-quote quote is never closed\n"
	      "13+1 csv/ragged-row row has 1 cell, but the header has 2\n");
	fails(NULL, S("a,\"b\nc\n"), "2+1 csv/open-quote quote is never closed\n");
}
END_TEST

START_TEST(reports_bad_headers)
{
	fails(NULL, S(""), "0+0 csv/empty-header the file has no header\n");
	fails(NULL, S("\xEF\xBB\xBF"), "3+0 csv/empty-header the file has no header\n");
	fails(NULL, S("\na,b\n"), "0+0 csv/empty-header the file has no header\n");
	fails(NULL, S("a,,c\n1,2,3\n"), "2+0 csv/empty-header column 2 has no name\n");
	fails(NULL, S("a,\" \"\n"), "2+3 csv/empty-header column 2 has no name\n");
	fails(NULL, S("a,b,A\n1,2\n"),
	      "4+1 csv/duplicate-column column 3 has the name 'A' of column 1\n"
	      "6+3 csv/ragged-row row has 2 cells, but the header has 3\n");
}
END_TEST

START_TEST(holds_cells_to_declared_types)
{
	fails(WITH({"types", "a", "int"}, {"types", "b", "real"}, {"types", "c", "date"},
	           {"types", "d", "bool"}),
	      S("a,b,c,d\n1.5,\"1,5\",31.10.2015,maybe\n99999999999999999999,1e999,2015-13-01,2\n"),
	      "8+3 csv/not-an-integer '1.5' is not a whole number, as column 'a' demands\n"
	      "12+5 csv/not-a-number '1,5' is not a number, as column 'b' demands\n"
	      "18+10 csv/not-a-date '31.10.2015' is not a date, as column 'c' demands\n"
	      "29+5 csv/not-a-bool 'maybe' is not true or false, as column 'd' demands\n"
	      "35+20 csv/not-an-integer '99999999999999999999' is not a whole number, as column 'a' "
	      "demands\n"
	      "56+5 csv/not-a-number '1e999' is not a number, as column 'b' demands\n"
	      "62+10 csv/not-a-date '2015-13-01' is not a date, as column 'c' demands\n"
	      "73+1 csv/not-a-bool '2' is not true or false, as column 'd' demands\n");
	fails(WITH({"types", "z", "int"}, {"types", "b", "number"}), S("a,b\n1,2\n"),
	      "0+3 csv/unknown-column the option types names 'z', which is no column\n"
	      "2+1 csv/unknown-type the option types gives column 'b' the type 'number'\n");
	fails(WITH({"types", "a", "int"}), S("a\n\"x\n\x1B[31m\"\n"),
	      "2+9 csv/not-an-integer 'x  [31m' is not a whole number, as column 'a' demands\n");
}
END_TEST

START_TEST(warns_of_what_may_surprise)
{
	warns(S("a;b\n1;2\n"), "0+3 csv/one-column the header is one cell\n");
	warns(S("a,b\n,\n1,2\n"), "4+1 csv/empty-row row has no value\n");
	warns(S("a\n1\nn/a\n3\n"), "4+3 csv/mixed-column column 'a' is read as text: this cell is no "
	      "number, 2 others are\n");
	warns(S("a,b\n\"1,5\",x\n2,x\n"), "4+5 csv/decimal-sign column 'a' is read as text: its numbers "
	      "have a decimal comma\n");
	warns(S("a\nx\n1\n"), "");
}
END_TEST

START_TEST(counts_errors_beyond_the_first)
{
	struct buf file = {0};
	buf_put(&file, S("a,b\n"));
	for (int i = 0; i < 170; i++)
		buf_put(&file, S("x\n"));
	ck_assert(!read_with(NULL, buf_str(&file)));
	ck_assert_uint_eq(host.reports_n, MOST_REPORTS + 1);
	ck_assert_ptr_nonnull(strstr(host.reports.ptr,
	                             "\ncsv/more-errors 120 more errors in this file are not shown\n"));
	buf_drop(&file);
}
END_TEST

/* 200 MB without a line end, plain and quoted: one report, and little memory. */
START_TEST(ends_on_a_line_without_end)
{
	size_t len = 200u << 20;
	char *bytes = arena_alloc(arena, len);
	memset(bytes, 'x', len);
	memcpy(bytes, "a,b\n", 4);
	size_t before = arena_bytes(arena);
	ck_assert(!source_host_read(&host, arena, strom_plugin_1(), NULL, (str){bytes, len}));
	ck_assert_uint_eq(host.reports_n, 1);
	ck_assert(str_eq(buf_str(&host.reports), S("4+1 csv/row-too-long row is longer than 1048576 bytes\n")));
	source_host_drop(&host);
	bytes[4] = '"';
	ck_assert(!source_host_read(&host, arena, strom_plugin_1(), NULL, (str){bytes, len}));
	ck_assert(str_eq(buf_str(&host.reports), S("4+1 csv/open-quote quote is not closed within 1 MiB of "
	                                           "its row's start\n")));
	source_host_drop(&host);
	memset(bytes + 4, ',', len - 4);
	ck_assert(!source_host_read(&host, arena, strom_plugin_1(), NULL, (str){bytes, len}));
	ck_assert_uint_eq(host.reports_n, 1);
	source_host_drop(&host);
	memset(bytes, ',', len);
	ck_assert(!source_host_read(&host, arena, strom_plugin_1(), NULL, (str){bytes, len}));
	ck_assert_uint_eq(host.reports_n, 1);
	ck_assert_uint_lt(arena_bytes(arena) - before, 4u << 20);
}
END_TEST

START_TEST(limits_columns)
{
	struct buf file = {0};
	for (int i = 0; i < 2001; i++)
		buf_printf(&file, "%sc%d", i ? "," : "", i);
	ck_assert(!read_with(NULL, buf_str(&file)));
	ck_assert_ptr_nonnull(strstr(host.reports.ptr, "csv/too-many-columns 2001 columns, the limit is 2000"));
	buf_drop(&file);
}
END_TEST

static str slurp(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *bytes = arena_alloc(arena, 1 << 16);
	ck_assert_ptr_nonnull(f);
	size_t n = fread(bytes, 1, 1 << 16, f);
	fclose(f);
	return (str){bytes, n};
}

START_TEST(survives_every_prefix_of_its_sample)
{
	const struct host_setting *settings = WITH({"delimiter", NULL, "semicolon"},
	                                           {"decimal", NULL, "comma"});
	str sample = slurp(SOURCE "/plugins/source-csv/sample.csv");
	gives(settings, sample,
	      "country:text municipality:text inhabitants:int has_policy:text share:real "
	      "last_training:date note:text\n"
	      "LV|Jūrmala|49325=49325|yes|0,42~0.42|2015-03-12|Plan adopted; \"in force\" since 2014\n"
	      "EE|Narva|58663=58663|no|NULL|NULL|NULL\n"
	      "LT|Šiauliai|105610=105610|yes|0,31~0.31|2014-11-20|Two lines\nin one cell");
	ck_assert_uint_eq(host.reports_n, 0);
	for (size_t n = 0; n < sample.len; n++)
		read_with(settings, str_sub(sample, 0, n));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_csv");
	TCase *tests = tcase_create("csv");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 240);
	tcase_add_test(tests, reads_what_rfc_4180_describes);
	tcase_add_test(tests, separates_as_told);
	tcase_add_test(tests, infers_types_from_all_rows);
	tcase_add_test(tests, reads_declared_types);
	tcase_add_test(tests, reads_encodings);
	tcase_add_test(tests, says_which_byte_has_no_meaning);
	tcase_add_test(tests, reports_malformed_rows);
	tcase_add_test(tests, reports_bad_headers);
	tcase_add_test(tests, holds_cells_to_declared_types);
	tcase_add_test(tests, warns_of_what_may_surprise);
	tcase_add_test(tests, counts_errors_beyond_the_first);
	tcase_add_test(tests, ends_on_a_line_without_end);
	tcase_add_test(tests, limits_columns);
	tcase_add_test(tests, survives_every_prefix_of_its_sample);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
