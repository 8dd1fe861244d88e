/* The CSV source: what is read, and each fault at its exact place. */
#include "unit/data_source_host.h"

#include <check.h>

/* The plugin itself, compiled in so that the sanitizers see it. */
#include "../../plugins/source-csv/csv.c"
#include "../../plugins/delimited/rows.c"
#include "../../plugins/source-csv/delimiter.c"
#include "../../plugins/delimited/which.c"
#include "../../plugins/delimited/encoding.c"

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

static void fails(const struct host_setting *settings, str bytes, const char *reports)
{
	ck_assert(!read_with(settings, bytes));
	ck_assert_str_eq(host.reports.ptr, reports);
}

#define WITH(...) ((const struct host_setting[]){__VA_ARGS__, {NULL, NULL, NULL}})

START_TEST(reads_what_rfc_4180_describes)
{
	gives(NULL, S("a,b\r\nx,y\r\n"), "a b\nx|y");
	gives(NULL, S("a,b\nx,y"), "a b\nx|y");
	gives(NULL, S("a,b\rx,y\r"), "a b\nx|y");
	gives(NULL, S("\"a\",\"b,c\"\n\"x \"\"y\"\"\",\"p\nq\"\n"), "a b,c\nx \"y\"|p\nq");
	gives(NULL, S("a,b\nx,\n"), "a b\nx|NULL");
	gives(NULL, S("a,b\nx,"), "a b\nx|NULL");
	gives(NULL, S("a,b\n\"\",y\n"), "a b\n\"\"|y");
	gives(NULL, S("a,b\n\"\"\"\",y\n"), "a b\n\"|y");
	gives(NULL, S("a,b\n"), "a b");
	gives(NULL, S("a,b"), "a b");
	gives(NULL, S("\xEF\xBB\xBF" "a,b\nx,y\n"), "a b\nx|y");
	gives(NULL, S("a,b\n\n\r\nx,y\n\n"), "a b\nx|y");
	gives(NULL, S("a\n\nx\n"), "a\nNULL\nx");
	gives(NULL, S(" a , b\nx, y \n"), "a b\nx| y ");
}
END_TEST

START_TEST(separates_as_told)
{
	gives(WITH({"delimiter", NULL, "semicolon"}), S("a;b\n1,5;x\n"), "a b\n1,5|x");
	gives(WITH({"delimiter", NULL, "tab"}), S("a\tb\nx\ty\n"), "a b\nx|y");
	gives(WITH({"delimiter", NULL, "pipe"}), S("a|b\nx|y\n"), "a b\nx|y");
	gives(WITH({"delimiter", NULL, "comma"}), S("a;b\nx;y\n"), "a;b\nx;y");
	gives(WITH({"quote", NULL, "single"}), S("a,b\n'x,''y',\"\n"), "a b\nx,'y|\"");
	gives(WITH({"quote", NULL, "none"}), S("a,b\n\"x,y\n"), "a b\n\"x|y");
}
END_TEST

START_TEST(finds_what_separates)
{
	gives(NULL, S("a;b\n1,5;x\n2,5;y\n"), "a b\n1,5|x\n2,5|y");
	gives(NULL, S("a\tb\nx, y\tz\n"), "a b\nx, y|z");
	gives(NULL, S("a|b\nx|y\n"), "a b\nx|y");
	gives(NULL, S("a;b, c\n1;x\n2;y, z\n"), "a b, c\n1|x\n2|y, z");
	gives(NULL, S("\"a;b\",c\nx;y,z\n"), "a;b c\nx;y|z");
	gives(NULL, S("a;b;c\n1;2;3\n;;\n;;;;\n"), "a b c\n1|2|3\nNULL|NULL|NULL\nNULL|NULL|NULL");
	gives(NULL, S("just one\nx\n"), "just one\nx");
	fails(NULL, S("a;b,c\n1;2,3\n"),
	      "0+5 csv/two-delimiters the cells can be separated by the comma or by the "
	      "semicolon\n");
	/* No sign cuts all rows alike: the one in the header is meant. */
	fails(NULL, S("a;b\n1;2\n3;4;5\n"),
	      "8+5 csv/ragged-row row has 3 cells, but the header has 2\n");
}
END_TEST

START_TEST(takes_a_spreadsheets_word_for_it)
{
	gives(NULL, S("sep=;\r\na;b\r\n1,2;3,4\r\n"), "a b\n1,2|3,4");
	gives(NULL, S("\xEF\xBB\xBF\"sep=;\"\na;b\n1;2\n"), "a b\n1|2");
	gives(NULL, S("SEP=\t\na\tb\n1\t2\n"), "a b\n1|2");
	gives(NULL, S("sep=#\na#b\n1#2\n"), "a b\n1|2");
	gives(WITH({"delimiter", NULL, "semicolon"}), S("sep=;\na;b\n1;2\n"), "a b\n1|2");
	gives(NULL, S("sep=x1;b\n1;2\n"), "sep=x1 b\n1|2");
	fails(NULL, S("sep=;"), "5+0 csv/empty-header the file has no header\n");
	fails(WITH({"delimiter", NULL, "comma"}), S("sep=;\na;b\n1;2\n"),
	      "0+6 csv/sep-line this line says that cells are separated by the semicolon, the "
	      "option says by the comma\n");
}
END_TEST

START_TEST(hands_options_on)
{
	gives(WITH({"types", "A", "text"}, {"types", "b", "percent"}), S("a,b\n12,3\n"),
	      "a:text b:percent\n12|3");
	gives(WITH({"decimal", NULL, "comma"}), S("a,b\nx,3\n"), "a, b,\nx|3");
	gives(WITH({"null", NULL, " NA"}), S("a,b\nNA, NA \nna,NAN\n"), "a b\n\"\"|\"\"\nna|NAN");
	fails(WITH({"types", "z", "int"}, {"types", "b", "number"}), S("a,b\n1,2\n"),
	      "2+1 csv/unknown-type the option types gives column 'b' the type 'number'\n"
	      "0+3 csv/unknown-column the option types names 'z', which is no column\n");
}
END_TEST

START_TEST(reads_encodings)
{
	gives(WITH({"encoding", NULL, "windows-1257"}), S("a\nJ\xFBrmala\n\xD0iauliai\n"),
	      "a\nJūrmala\nŠiauliai");
	gives(WITH({"encoding", NULL, "iso-8859-13"}), S("a\nJ\xFBrmala\n"), "a\nJūrmala");
	gives(WITH({"encoding", NULL, "windows-1251"}), S("a\n\xD0\xE8\xE3\xE0\n"), "a\nРига");
	gives(WITH({"encoding", NULL, "koi8-r"}), S("a\n\xF2\xC9\xC7\xC1\n"), "a\nРига");
	gives(WITH({"encoding", NULL, "iso-8859-1"}), S("\xE5\nG\xF6teborg\n"), "å\nGöteborg");
	gives(WITH({"encoding", NULL, "windows-1252"}), S("a\n\x80 \x93\n"), "a\n€ “");
	gives(NULL, S("\xFF\xFE" "a\0\t\0b\0\n\0a\1\t\0\xAC\x20\n\0"), "a b\nš|€");
	gives(NULL, S("\xFE\xFF\0a\0\n\0x\0\n"), "a\nx");
	gives(NULL, S("a\0,\0b\0\n\0x\0,\0y\0"), "a b\nx|y");
}
END_TEST

START_TEST(says_which_byte_has_no_meaning)
{
	fails(NULL, S("a,b\nx\xC4\x81,J\xFBrmala\n"), "9+1 csv/encoding byte 0xFB is not UTF-8\n");
	fails(WITH({"encoding", NULL, "utf-8"}), S("a\xC0,b\n"),
	      "1+1 csv/encoding byte 0xC0 is not UTF-8\n");
	fails(WITH({"encoding", NULL, "utf-8"}), S("a\nx\xE2\x82"),
	      "3+1 csv/encoding byte 0xE2 is not UTF-8\n");
	fails(WITH({"encoding", NULL, "utf-8"}), S("a\n\xED\xA0\x80\n"),
	      "2+1 csv/encoding byte 0xED is not UTF-8\n");
	fails(WITH({"encoding", NULL, "utf-8"}), S("a\n\xF4\x90\x80\x80\n"),
	      "2+1 csv/encoding byte 0xF4 is not UTF-8\n");
	fails(WITH({"encoding", NULL, "windows-1257"}), S("a\nx\x81\n"),
	      "3+1 csv/encoding byte 0x81 is not windows-1257\n");
	fails(WITH({"encoding", NULL, "windows-1257"}),
	      S("\xEF\xBB\xBF"
	        "a\nx\n"),
	      "0+3 csv/encoding the file begins with the mark of UTF-8, but its encoding is said "
	      "to be windows-1257\n");
	fails(WITH({"encoding", NULL, "no-such-page"}), S("a\nx\n"),
	      "csv/encoding-unavailable this system cannot read no-such-page\n");
	fails(WITH({"encoding", NULL, "utf-8"}),
	      S("\xFF\xFE"
	        "a\0\n\0"),
	      "0+2 csv/utf-16 the file is in UTF-16\n");
	fails(NULL,
	      S("\xFF\xFE"
	        "a\0\n\0x"),
	      "0+2 csv/utf-16 the file is in UTF-16, and damaged\n");
	fails(NULL,
	      S("\xFF\xFE"
	        "a\0\n\0\0\xDC"),
	      "0+2 csv/utf-16 the file is in UTF-16, and damaged\n");
	fails(NULL, S("a,b\nx\0,y\nx,\0y\n"),
	      "5+1 csv/nul-byte NUL byte\n11+1 csv/nul-byte NUL byte\n");
}
END_TEST

/* The likeliest reading comes first. */
START_TEST(asks_which_encoding)
{
	fails(NULL, S("a;b\nJ\xFBrmala;1\n\xD0iauliai;2\n"),
	      "4+7 csv/which-encoding the file is not UTF-8; this is 'Jūrmala' in windows-1257, "
	      "'Jûrmala' in windows-1252, 'Jűrmala' in windows-1250\n");
	fails(NULL, S("a;b\n\xD0\xE8\xE3\xE0;1\n\xCF\xF1\xEA\xEE\xE2;2\n"),
	      "4+4 csv/which-encoding the file is not UTF-8; this is 'Рига' in windows-1251, "
	      "'пХЦЮ' in koi8-r, 'Ščćą' in windows-1257\n");
	/* Göteborg is the same word in Riga and in Stockholm; Malmø is not. */
	fails(NULL, S("a;b\nG\xF6teborg;1\nMalm\xF8;2\n"),
	      "15+5 csv/which-encoding the file is not UTF-8; this is 'Malmų' in windows-1257, "
	      "'Malmø' in windows-1252, 'Malmř' in windows-1250\n");
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
	/* Delimiters alone are forgiven at the end, and nowhere else. */
	fails(NULL, S("a,b,c\n1,2,3\n,\n,,,,\n4,5,6\n,\n"),
	      "12+1 csv/ragged-row row has 2 cells, but the header "
	      "has 3\n");
}
END_TEST

START_TEST(reports_bad_headers)
{
	fails(NULL, S(""), "0+0 csv/empty-header the file has no header\n");
	fails(NULL, S("\xEF\xBB\xBF"), "3+0 csv/empty-header the file has no header\n");
	fails(NULL, S("\na,b\n"), "0+0 csv/empty-header the file has no header\n");
	fails(NULL, S(" ; ;\na;b;c\n"), "0+4 csv/empty-header the header names no column\n");
}
END_TEST

START_TEST(warns_of_a_header_in_one_cell)
{
	ck_assert(read_with(WITH({"delimiter", NULL, "comma"}), S("a;b\n1;2\n")));
	ck_assert_str_eq(host.reports.ptr, "0+3 csv/one-column the header is one cell\n");
}
END_TEST

/* The interface as it was before cells could come as they are written. */
START_TEST(says_that_the_core_is_older)
{
	struct strom_source_host older = {.size = offsetof(struct strom_source_host, written),
	                                  .column = host_column, .row = host_row, .cell = host_cell,
	                                  .encoding = host_encoding};
	struct strom_input input = {.size = sizeof input, .bytes = S("a\n1\n")};
	const struct strom_source *functions = strom_plugin_1()->functions;
	read_with(NULL, S("a\n1\n"));
	buf_clear(&host.reports);
	ck_assert(!functions->read(&host.job, &older, &input));
	ck_assert(str_starts(buf_str(&host.reports),
	                     S("csv/old-strom this Strom is older than its plugin")));
}
END_TEST

START_TEST(counts_errors_beyond_the_first)
{
	struct buf file = {0};
	buf_put(&file, S("a,b\n"));
	for (int i = 0; i < 170; i++)
		buf_put(&file, S("x\n"));
	ck_assert(!read_with(NULL, buf_str(&file)));
	ck_assert_uint_eq(host.reports_n, STROM_ERRORS_TOLD + 1);
	ck_assert_ptr_nonnull(
	        strstr(host.reports.ptr,
	               "\ncsv/more-errors 120 more errors in this source are not shown\n"));
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
	ck_assert(str_eq(buf_str(&host.reports),
	                 S("4+1 csv/row-too-long row is longer than 1048576 bytes\n")));
	source_host_drop(&host);
	bytes[4] = '"';
	ck_assert(!source_host_read(&host, arena, strom_plugin_1(), NULL, (str){bytes, len}));
	ck_assert(str_eq(buf_str(&host.reports),
	                 S("4+1 csv/open-quote quote is not closed within 1 MiB of "
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
	ck_assert_ptr_nonnull(
	        strstr(host.reports.ptr, "csv/too-many-columns 2001 columns, the limit is 2000"));
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
	const struct host_setting *settings = WITH({"delimiter", NULL, "semicolon"});
	str sample = slurp(SOURCE "/plugins/source-csv/sample.csv");
	gives(settings, sample,
	      "country municipality inhabitants has_policy share last_training note\n"
	      "LV|Jūrmala|49325|yes|0,42|2015-03-12|Plan adopted; \"in force\" since 2014\n"
	      "EE|Narva|58663|no|NULL|NULL|NULL\n"
	      "LT|Šiauliai|105610|yes|0,31|2014-11-20|Two lines\nin one cell");
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
	tcase_add_test(tests, finds_what_separates);
	tcase_add_test(tests, takes_a_spreadsheets_word_for_it);
	tcase_add_test(tests, hands_options_on);
	tcase_add_test(tests, reads_encodings);
	tcase_add_test(tests, says_which_byte_has_no_meaning);
	tcase_add_test(tests, asks_which_encoding);
	tcase_add_test(tests, reports_malformed_rows);
	tcase_add_test(tests, reports_bad_headers);
	tcase_add_test(tests, warns_of_a_header_in_one_cell);
	tcase_add_test(tests, says_that_the_core_is_older);
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
