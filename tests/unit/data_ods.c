/* The source of .ods files: what is read of a document, and each fault at its cell. */
#include "unit/data_source_host.h"
#include "unit/zip_of.h"

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

#define CONTENT(styles, sheets)                                                                    \
	"== content.xml\n<office:document-content><office:automatic-styles>" styles                \
	"</office:automatic-styles><office:body><office:spreadsheet>" sheets                       \
	"</office:spreadsheet></office:body></office:document-content>\n"
#define SHEET(name, rows)                                                                          \
	"<table:table table:name='" name "' table:style-name='s'>" rows "</table:table>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define ROWS(n, cells)                                                                             \
	"<table:table-row table:number-rows-repeated='" n "'>" cells "</table:table-row>"
#define T(text)                                                                                    \
	"<table:table-cell office:value-type='string'><text:p>" text "</text:p></"                 \
	                                                             "table:table-cell>"
#define N(number)                                                                                  \
	"<table:table-cell office:value-type='float' office:value='" number                        \
	"'><text:p>shown</text:p></table:table-cell>"
#define CELL(attributes, inside) "<table:table-cell " attributes ">" inside "</table:table-cell>"
#define EMPTY "<table:table-cell/>"
#define HEAD ROW(T("Town") T("n"))

static bool read_with(const struct host_setting *settings, const char *parts)
{
	str bytes = zip_of(arena, str_of(parts), 0);
	char *copy = arena_alloc(arena, bytes.len);
	memcpy(copy, bytes.ptr, bytes.len);
	source_host_drop(&host);
	bool good =
	        source_host_read(&host, arena, strom_plugin_1(), settings, (str){copy, bytes.len});
	ck_assert_msg(!host.broken, "broken promise: %s", host.broken);
	buf_byte(&host.rows, 0);
	buf_byte(&host.reports, 0);
	return good;
}

#define WITH(...) ((const struct host_setting[]){__VA_ARGS__, {NULL, NULL, NULL}})

static void gives(const struct host_setting *settings, const char *parts, const char *rows,
                  const char *reports)
{
	ck_assert_msg(read_with(settings, parts), "%s", host.reports.ptr);
	ck_assert_str_eq(host.rows.ptr, rows);
	ck_assert_str_eq(host.reports.ptr, reports);
}

static void fails(const struct host_setting *settings, const char *parts, const char *reports)
{
	ck_assert_msg(!read_with(settings, parts), "%s", host.rows.ptr);
	ck_assert_msg(strstr(host.reports.ptr, reports), "%s", host.reports.ptr);
}

#define GIVES(rows, expected) gives(NULL, CONTENT("", SHEET("One", rows)), expected, "")

START_TEST(cells_of_all_kinds)
{
	GIVES(HEAD ROW(T("R&#x12B;ga &amp; co") N("-3")) ROW(N("1.5") N("1E3")),
	      "Town n\nRīga & co|int -3\nreal 1.5|real 1E3");
	GIVES(HEAD ROW(CELL("office:value-type='percentage' office:value='0.45'",
	                    "<text:p>45 %</text:p>")
	                       CELL("office:value-type='currency' office:currency='EUR' "
	                            "office:value='300'",
	                            "<text:p>300 €</text:p>")),
	      "Town n\npercent 0.45|int 300");
	GIVES(HEAD ROW(
	              CELL("office:value-type='boolean' office:boolean-value='true'",
	                   "<text:p>TRUE</text:p>")
	                      CELL("office:value-type='boolean' office:boolean-value='false'", "")),
	      "Town n\nbool 1|bool 0");
	GIVES(HEAD ROW(CELL("office:value-type='date' office:date-value='2014-11-03'",
	                    "<text:p>3.11.</text:p>")
	                       CELL("office:value-type='date' "
	                            "office:date-value='2014-11-03T14:30:00'",
	                            "")),
	      "Town n\ndate 2014-11-03|2014-11-03 14:30:00");
	GIVES(HEAD ROW(
	              CELL("office:value-type='date' office:date-value='2014-11-03T00:00:00'", "")
	                      CELL("office:value-type='time' office:time-value='PT14H30M00S'", "")),
	      "Town n\ndate 2014-11-03|14:30:00");
	GIVES(HEAD ROW(CELL("office:value-type='time' office:time-value='PT27H00M05.5S'", "")
	                       EMPTY),
	      "Town n\n27:00:05|NULL");
	GIVES(HEAD ROW(CELL("office:value-type='string' office:string-value='whole'",
	                    "<text:p>sho</text:p>") N("1")),
	      "Town n\nwhole|int 1");
}
END_TEST

START_TEST(texts_as_they_are_shown)
{
	GIVES(HEAD ROW(T("  a \n  b<text:s/><text:s text:c='2'/>c<text:tab/>d ")
	                       T("<text:span>x</text:span> <text:a>y</text:a>")),
	      "Town n\na b   c\td|x y");
	GIVES(HEAD ROW(CELL("", "<text:p>one</text:p><text:p>two<text:line-break/>three</text:p>")
	                       N("1")),
	      "Town n\none\ntwo\nthree|int 1");
	GIVES(HEAD ROW(CELL(
	              "office:value-type='string'",
	              "<office:annotation><text:p>a comment</text:p></office:annotation>"
	              "<text:p>text</text:p><draw:frame><text:p>in a shape</text:p></draw:frame>")
	                       N("1")),
	      "Town n\ntext|int 1");
}
END_TEST

START_TEST(formulas)
{
	GIVES(HEAD ROW(CELL("table:formula='of:=1+1' office:value-type='float' office:value='2'",
	                    "<text:p>2</text:p>")
	                       CELL("table:formula='of:=\"\"' office:value-type='string' "
	                            "office:string-value=''",
	                            "")),
	      "Town n\nint 2|NULL");
	GIVES(HEAD ROW(CELL(
	              "table:formula='of:=NA()' office:value-type='string' office:string-value='' "
	              "calcext:value-type='error'",
	              "<text:p>#N/A</text:p>") N("1")),
	      "Town n\n#N/A|int 1");
	GIVES(HEAD ROW(CELL("table:formula='of:=1/0' calcext:value-type='error' "
	                    "office:value-type='float' office:value='0'",
	                    "<text:p>#DIV/0!</text:p>") N("1")),
	      "Town n\n#DIV/0!|int 1");
	fails(NULL, CONTENT("", SHEET("One", HEAD ROW(T("x") CELL("table:formula='of:=A2'", "")))),
	      "One!R2C2 sheet/no-value the formula has no value\n");
}
END_TEST

START_TEST(what_is_repeated)
{
	GIVES(HEAD ROWS("2", T("x") N("1"))
	              ROWS("1048570", CELL("table:number-columns-repeated='16384'", "")),
	      "Town n\n"
	      "x|int 1\nx|int 1");
	GIVES(ROW(CELL("table:number-columns-repeated='2' office:value-type='float' "
	               "office:value='7'",
	               "")) ROW(CELL("table:number-columns-repeated='2' office:value-type='float' "
	                             "office:value='8'",
	                             "")),
	      "7 7\nint 8|int 8");
	GIVES(HEAD ROWS("2", CELL("table:number-columns-repeated='9'", "")) ROW(T("x") N("1")),
	      "Town n\nNULL|NULL\nNULL|NULL\nx|int 1");
	fails(NULL,
	      CONTENT("", SHEET("One", ROWS("4294967295", EMPTY) ROWS("4000000000", EMPTY) HEAD)),
	      "sheet/empty");
}
END_TEST

#define MERGED                                                                                     \
	HEAD ROW(CELL("office:value-type='string' table:number-rows-spanned='2' "                  \
	              "table:number-columns-spanned='1'",                                          \
	              "<text:p>x</text:p>") N("1")) ROW("<table:covered-table-cell/>" N("2"))      \
	        ROW(T("y") N("3"))

START_TEST(merged_cells)
{
	const char *file = CONTENT("", SHEET("One", MERGED));
	gives(NULL, file, "Town n\nx|int 1\nNULL|int 2\ny|int 3",
	      "One!R2C1 sheet/merged-cells 1 cell is read as empty, as merged ranges cover it\n");
	gives(WITH({"merged", NULL, "fill"}), file, "Town n\nx|int 1\nx|int 2\ny|int 3", "");
	gives(WITH({"header", NULL, "2"}),
	      CONTENT("",
	              SHEET("One",
	                    ROW(T("Town") CELL(
	                            "table:number-columns-spanned='2' "
	                            "office:value-type='string'",
	                            "<text:p>Pupils</text:p>") "<table:covered-table-cell/>")
	                            ROW(EMPTY N("2013") N("2014")) ROW(T("Riga") N("1") N("2")))),
	      "Town Pupils 2013 Pupils 2014\nRiga|int 1|int 2", "");
}
END_TEST

START_TEST(hidden_rows_columns_and_sheets)
{
	const char *rows = CONTENT(
	        "",
	        SHEET("One",
	              "<table:table-column/><table:table-column table:visibility='collapse'/>" HEAD
	              "<table:table-row table:visibility='filter'>" T("x")
	                      N("1") "</table:table-row>" ROW(T("y") N("2"))));
	gives(NULL, rows, "Town n\nx|int 1\ny|int 2",
	      "One!R2C1 sheet/hidden-rows 1 hidden row is read too\n"
	      "One!R1C2 sheet/hidden-columns 1 hidden column is read too\n");
	gives(WITH({"hidden", NULL, "skip"}), rows, "Town\ny", "");
	gives(NULL,
	      CONTENT("<style:style style:name='s'><style:table-properties "
	              "table:display='false'/></style:style>",
	              SHEET("Gone", HEAD) "<table:table table:name='Seen'>" HEAD ROW(
	                      T("x") N("1")) "</table:table><table:table "
	                                     "table:name='Empty'>" ROW(EMPTY) "</table:table>"),
	      "Town n\nx|int 1", "");
	ck_assert_uint_eq(host.sheets_n, 3);
	ck_assert_uint_eq(host.sheet, 2);
}
END_TEST

START_TEST(ranges_and_names)
{
	const char *named = CONTENT(
	        "",
	        SHEET("Its",
	              ROW(T("title")) ROW(EMPTY T("x") T("y")) ROW(EMPTY N("1") N("2")) ROW(
	                      EMPTY N("3") N("4"))) "<table:named-expressions><table:named-range "
	                                            "table:name='good' table:cell-range-address="
	                                            "'$Its.$B$2:.$C$3'/><table:named-range "
	                                            "table:name='gone' "
	                                            "table:cell-range-address='$Two.$B$2:.$C$3'/>"
	                                            "<table:named-range table:name='bad' "
	                                            "table:cell-range-address='nothing'/></"
	                                            "table:named-expressions>"
	                                            "<table:database-ranges><table:database-range "
	                                            "table:name='data' "
	                                            "table:target-range-address='Its.B2:Its.C4'/>"
	                                            "</table:database-ranges>");
	gives(WITH({"range", NULL, "good"}), named, "x y\nint 1|int 2", "");
	gives(WITH({"range", NULL, "DATA"}), named, "x y\nint 1|int 2\nint 3|int 4", "");
	gives(WITH({"range", NULL, "B2:C3"}), named, "x y\nint 1|int 2", "");
	fails(WITH({"range", NULL, "bad"}), named,
	      "sheet/no-range the name 'bad' is no range of cells");
	fails(WITH({"range", NULL, "gone"}), named,
	      "sheet/no-range the range's sheet 'Two' is not there");
	fails(WITH({"range", NULL, "god"}), named,
	      "sheet/unknown-range the file has no range or table 'god' (it has good, gone, bad, "
	      "data)");
}
END_TEST

START_TEST(faults)
{
	fails(NULL, CONTENT("", SHEET("One", HEAD ROW(T("x") N("1,5")))),
	      "One!R2C2 sheet/bad-number");
	fails(NULL,
	      CONTENT("", SHEET("One",
	                        HEAD ROW(T("x") CELL(
	                                "office:value-type='date' office:date-value='2014-02-30'",
	                                "")))),
	      "One!R2C2 sheet/bad-number");
	fails(NULL,
	      CONTENT("",
	              SHEET("One",
	                    HEAD ROW(T("x") CELL(
	                            "office:value-type='boolean' office:boolean-value='x'", "")))),
	      "One!R2C2 sheet/bad-number");
	fails(NULL, CONTENT("", SHEET("One", HEAD ROW(T("x") N("1") N("2")))),
	      "One!R2C3 sheet/beyond-header");
	fails(NULL, CONTENT("", SHEET("One", "")), "sheet/empty");
	fails(NULL, "== mimetype\nx\n", "sheet/missing-part the file lacks its part 'content.xml'");
	fails(NULL,
	      "== "
	      "META-INF/manifest.xml\n<m><manifest:file-entry><manifest:encryption-data/></"
	      "manifest:file-entry></m>\n" CONTENT("", ""),
	      "sheet/password");
	fails(NULL, "== content.xml\n<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>\n", "sheet/dtd");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("ods");
	TCase *tcase = tcase_create("ods");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, cells_of_all_kinds);
	tcase_add_test(tcase, texts_as_they_are_shown);
	tcase_add_test(tcase, formulas);
	tcase_add_test(tcase, what_is_repeated);
	tcase_add_test(tcase, merged_cells);
	tcase_add_test(tcase, hidden_rows_columns_and_sheets);
	tcase_add_test(tcase, ranges_and_names);
	tcase_add_test(tcase, faults);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
