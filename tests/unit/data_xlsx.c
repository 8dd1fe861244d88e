/* The source of .xlsx files: what is read of a workbook, and each fault at its cell. */
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

#define RELATION(id, type, target)                                                                 \
	"<Relationship Id='" id "' Type='http://x/" type "' Target='" target "'/>"
#define ROOT "== _rels/.rels\n<r>" RELATION("a", "officeDocument", "xl/workbook.xml") "</r>\n"
#define RELATIONS                                                                                  \
	"== xl/_rels/workbook.xml.rels\n<r>" RELATION("r1", "worksheet", "worksheets/one.xml")     \
	        RELATION("r2", "worksheet", "/xl/worksheets/two.xml")                              \
	                RELATION("r3", "sharedStrings", "strings.xml")                             \
	                        RELATION("r4", "styles", "styles.xml")                             \
	                                RELATION("r5", "chartsheet", "charts/c.xml") "</r>\n"
#define STRINGS                                                                                    \
	"== xl/strings.xml\n<sst><si><t>Town</t></si><si><r><t>Rī</t></r><r><rPr/><t "            \
	"xml:space='preserve'>ga </t></r>"                                                         \
	"<rPh><t>spoken</t></rPh></si><si><t/></si></sst>\n"
#define STYLES                                                                                     \
	"== xl/styles.xml\n<s><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy;@'/>"         \
	"<numFmt numFmtId='165' formatCode='[Red]0.0&quot;day&quot;'/><numFmt numFmtId='166' "     \
	"formatCode='yyyy-mm-dd hh:mm'/>"                                                          \
	"<numFmt numFmtId='167' formatCode='0.00\\%'/><numFmt numFmtId='168' "                     \
	"formatCode='[h]:mm'/></numFmts>"                                                          \
	"<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf/><xf numFmtId='14'/><xf "    \
	"numFmtId='9'/>"                                                                           \
	"<xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/><xf numFmtId='167'/><xf "     \
	"numFmtId='168'/>"                                                                         \
	"<xf numFmtId='20'/></cellXfs></s>\n"
#define BOOK(more)                                                                                 \
	"== xl/workbook.xml\n<workbook>" more                                                      \
	"<sheets><sheet name='One' r:id='r1'/></sheets></workbook>\n"
#define SHEET(cells) "== xl/worksheets/one.xml\n<worksheet>" cells "</worksheet>\n"
#define ROWS(rows) SHEET("<sheetData>" rows "</sheetData>")
#define FILE_OF(book, sheet) ROOT RELATIONS STRINGS STYLES book sheet
#define HEAD                                                                                       \
	"<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' "                                        \
	"t='inlineStr'><is><t>n</t></is></c></row>"
#define TEXT(place, text) "<c r='" place "' t='str'><v>" text "</v></c>"
#define N(place, number) "<c r='" place "'><v>" number "</v></c>"

static bool read_bytes(const struct host_setting *settings, str bytes)
{
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

#define WITH(...) ((const struct host_setting[]){__VA_ARGS__, {NULL, NULL, NULL}})

static void gives(const struct host_setting *settings, const char *parts, const char *rows,
                  const char *reports)
{
	ck_assert_msg(read_bytes(settings, zip_of(arena, str_of(parts), 0)), "%s",
	              host.reports.ptr);
	ck_assert_str_eq(host.rows.ptr, rows);
	ck_assert_str_eq(host.reports.ptr, reports);
}

static void fails(const struct host_setting *settings, const char *parts, const char *reports)
{
	ck_assert_msg(!read_bytes(settings, zip_of(arena, str_of(parts), 0)), "%s", host.rows.ptr);
	ck_assert_msg(str_find(buf_str(&host.reports), str_of(reports)) != SIZE_MAX, "%s",
	              host.reports.ptr);
}

static void gives_rows(const char *rows, const char *expected)
{
	str parts = arena_printf(arena,
	                         "%s== xl/worksheets/one.xml\n<w><sheetData>%s</sheetData></w>\n",
	                         FILE_OF(BOOK(""), ""), rows);
	gives(NULL, parts.ptr, expected, "");
}

/* ---- What is read ---- */

START_TEST(cells_of_all_kinds)
{
	gives_rows(HEAD "<row r='2'><c r='A2' t='s'><v>1</v></c>" N("B2", "-3") "</row>",
	           "Town n\nRīga |int -3");
	gives_rows(HEAD "<row r='2'>" TEXT("A2", "a&amp;b") N("B2", "1.50E-3") "</row>",
	           "Town n\na&b|real 1.50E-3");
	gives_rows(HEAD
	           "<row r='2'><c r='A2' t='b'><v>1</v></c><c r='B2' t='e'><v>#N/A</v></c></row>",
	           "Town n\nbool 1|#N/A");
	gives_rows(HEAD "<row r='2'><c r='A2' t='s'><v>2</v></c><c r='B2'/></row>", "Town n");
	gives_rows(HEAD "<row r='2'><c r='B2'><f>1+1</f><v>2</v></c></row>", "Town n\nNULL|int 2");
	gives_rows(HEAD
	           "<row r='2'>" TEXT("A2", "x") "<c r='B2' t='str'><f>\"\"</f><v></v></c></row>",
	           "Town n\nx|NULL");
	gives_rows(HEAD "<row r='2'><c r='A2' t='d'><v>2014-11-03T00:00:00</v></c><c r='B2' "
	                "t='d'><v>2014-11-03T10:00:00</v>"
	                "</c></row>",
	           "Town n\n2014-11-03|2014-11-03T10:00:00");
}
END_TEST

START_TEST(places_that_are_not_said)
{
	gives_rows("<row><c t='str'><v>a</v></c><c "
	           "t='str'><v>b</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>",
	           "a b\nint 1|int 2");
}
END_TEST

START_TEST(names_with_prefixes_and_other_namespaces)
{
	gives(NULL,
	      ROOT RELATIONS STRINGS STYLES
	      "== xl/workbook.xml\n<x:workbook "
	      "xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheets>"
	      "<x:sheet name='One' k:id='r1'/></x:sheets></x:workbook>\n"
	      "== xl/worksheets/one.xml\n<x:worksheet><x:sheetData><x:row r='1'><x:c r='A1' "
	      "t='s'><x:v>0</x:v></x:c></x:row>"
	      "<x:row r='2'><x:c r='A2'><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>\n",
	      "Town\nint 7", "");
}
END_TEST

/* Styles: 1 a built-in date, 2 percent, 3 a date with another section, 4 a number with a word, 5
 * date and time, 6 a percent sign that is text, 7 hours beyond a day, 8 a time. */
static const struct { const char *style, *value, *expected;
} formats[] = {
        {"1", "41946", "date 2014-11-03"},
        {"3", "41946", "date 2014-11-03"},
        {"1", "41946.75", "date 2014-11-03"},
        {"2", "0.45", "percent 0.45"},
        {"2", "1", "percent 1"},
        {"4", "3.5", "real 3.5"},
        {"6", "3.5", "real 3.5"},
        {"5", "41946.604166666664", "2014-11-03 14:30:00"},
        {"5", "41946", "2014-11-03 00:00:00"},
        {"5", "41946.999999999", "2014-11-04 00:00:00"},
        {"7", "1.125", "27:00:00"},
        {"8", "0.25", "06:00:00"},
        {"1", "1", "date 1900-01-01"},
        {"1", "59", "date 1900-02-28"},
        {"1", "60", "int 60"},
        {"1", "61", "date 1900-03-01"},
        {"1", "0", "int 0"},
        {"1", "-1", "int -1"},
        {"1", "2958465", "date 9999-12-31"},
        {"1", "2958466", "int 2958466"},
        {"1", "4.1946E4", "date 2014-11-03"},
        {"99", "5", "int 5"},
        {"1", "36526", "date 2000-01-01"},
        {"1", "36585", "date 2000-02-29"},
};

START_TEST(numbers_that_mean_something)
{
	str rows = arena_printf(arena, HEAD "<row r='2'><c r='B2' s='%s'><v>%s</v></c></row>",
	                        formats[_i].style, formats[_i].value);
	gives_rows(rows.ptr, arena_printf(arena, "Town n\nNULL|%s", formats[_i].expected).ptr);
}
END_TEST

START_TEST(days_since_1904)
{
	gives(NULL,
	      FILE_OF(BOOK("<workbookPr date1904='1'/>"),
	              ROWS(HEAD "<row r='2'><c r='B2' s='1'><v>0</v></c></row>"
	                        "<row r='3'><c r='B3' s='1'><v>40484</v></c></row>")),
	      "Town n\nNULL|date 1904-01-01\nNULL|date 2014-11-03", "");
}
END_TEST

START_TEST(empty_rows_and_columns)
{
	gives_rows(
	        "<row r='3'/><row r='4'>" TEXT("C4", "a") TEXT("E4", "b") "</row><row r='6'>" N(
	                "C6",
	                "1") "</row>"
	                     "<row r='9'>" N(
	                             "E9",
	                             "2") "</row><row r='1048576'><c r='XFD1048576' s='1'/></row>",
	        "  a  b\nNULL|NULL|NULL|NULL|NULL\nNULL|NULL|int "
	        "1|NULL|NULL\nNULL|NULL|NULL|NULL|NULL\n"
	        "NULL|NULL|NULL|NULL|NULL\nNULL|NULL|NULL|NULL|int 2");
}
END_TEST

/* ---- Options ---- */

#define TABLE_ROWS                                                                                 \
	"<row r='1'>" TEXT("A1", "A title") "</row><row r='3'>" TEXT("B3", "x")                    \
	        TEXT("C3", "y") "</row><row r='4'>" N("A4", "9") N("B4", "1")                      \
	                N("C4", "2") "</row><row r='5'>" N("B5", "3") N("C5", "4")                 \
	                        N("D5", "8") "</row>"

START_TEST(ranges)
{
	const char *file = FILE_OF(BOOK(""), ROWS(TABLE_ROWS));
	gives(WITH({"range", NULL, "B3:C5"}), file, "x y\nint 1|int 2\nint 3|int 4", "");
	gives(WITH({"range", NULL, "$B$3:$C$4"}), file, "x y\nint 1|int 2", "");
	gives(WITH({"range", NULL, "c5:b3"}), file, "x y\nint 1|int 2\nint 3|int 4", "");
	gives(WITH({"range", NULL, "B3:C3"}), file, "x y", "");
	fails(WITH({"range", NULL, "B3:"}), file,
	      "One!R5C4 sheet/beyond-header the cell has a value");
	fails(NULL, file, "One!R3C2 sheet/beyond-header");
	fails(WITH({"range", NULL, "F3:G5"}), file,
	      "sheet/empty the sheet holds nothing in its range");
	fails(WITH({"range", NULL, "Nowhere"}), file,
	      "sheet/unknown-range the file has no range or table 'Nowhere'");
}
END_TEST

START_TEST(named_ranges_and_tables)
{
	const char *file =
	        FILE_OF("== xl/workbook.xml\n<workbook><sheets><sheet name='One' r:id='r1'/><sheet "
	                "name='The two' r:id='r2'/></sheets><definedNames><definedName "
	                "name='good'>'The two'!$B$3:$C$4</definedName>"
	                "<definedName "
	                "name='bad'>OFFSET(One!A1,1,1)</definedName></definedNames></workbook>\n",
	                ROWS(HEAD) "== xl/worksheets/two.xml\n<w><sheetData>" TABLE_ROWS
	                           "</sheetData></w>\n"
	                           "== xl/worksheets/_rels/two.xml.rels\n<r>" RELATION(
	                                   "t", "table",
	                                   "../tables/t.xml") "</r>\n"
	                                                      "== xl/tables/t.xml\n<table "
	                                                      "name='Towns' displayName='Towns' "
	                                                      "ref='B3:C5' totalsRowCount='1'/>\n");
	gives(WITH({"range", NULL, "Good"}), file, "x y\nint 1|int 2", "");
	gives(WITH({"range", NULL, "towns"}), file, "x y\nint 1|int 2", "");
	fails(WITH({"range", NULL, "bad"}), file,
	      "sheet/no-range the name 'bad' is no range of cells");
	fails(WITH({"range", NULL, "goods"}), file,
	      "sheet/unknown-range the file has no range or table 'goods' (it has good, bad, "
	      "Towns)");
	gives(WITH({"sheet", NULL, "The two"}, {"range", NULL, "B3:C4"}), file, "x y\nint 1|int 2",
	      "");
}
END_TEST

START_TEST(a_table_without_header)
{
	fails(WITH({"range", NULL, "Towns"}),
	      FILE_OF(BOOK(""),
	              ROWS(HEAD) "== xl/worksheets/_rels/one.xml.rels\n<r>" RELATION(
	                      "t", "table",
	                      "../tables/t.xml") "</r>\n== xl/tables/t.xml\n"
	                                         "<table name='Towns' displayName='Towns' "
	                                         "ref='B3:C5' headerRowCount='0'/>\n"),
	      "sheet/no-header");
}
END_TEST

#define TWO_HEADS                                                                                  \
	"<sheetData><row r='1'>" TEXT("A1", "Town")                                                \
	        TEXT("B1", "Pupils") "</row><row r='2'>" N("B2", "2013")                           \
	                N("C2", "2014") "</row><row r='3'>" TEXT("A3", "Riga") N("B3", "1")        \
	                        N("C3", "2") "</row></sheetData>"

START_TEST(a_header_of_several_rows)
{
	gives(WITH({"header", NULL, "2"}),
	      FILE_OF(BOOK(""), SHEET(TWO_HEADS "<mergeCells><mergeCell ref='A1:A2'/><mergeCell "
	                                        "ref='B1:C1'/></mergeCells>")),
	      "Town Pupils 2013 Pupils 2014\nRiga|int 1|int 2", "");
	gives(WITH({"header", NULL, "2"}), FILE_OF(BOOK(""), SHEET(TWO_HEADS)),
	      "Town Pupils 2013 2014\nRiga|int 1|int 2", "");
}
END_TEST

#define MERGED                                                                                     \
	"<sheetData>" HEAD                                                                         \
	"<row r='2'>" TEXT("A2", "x") N("B2", "1") "</row><row r='3'><c r='A3'/>" N(               \
	        "B3", "2") "</row><row r='4'>" N("B4", "3") "</row><row r='5'>" TEXT("A5", "y")    \
	        N("B5",                                                                            \
	          "4") "</row></sheetData>"                                                        \
	               "<mergeCells><mergeCell ref='A2:A4'/><mergeCell ref='A7:B9'/></mergeCells>"

START_TEST(merged_cells)
{
	const char *file = FILE_OF(BOOK(""), SHEET(MERGED));
	gives(NULL, file, "Town n\nx|int 1\nNULL|int 2\nNULL|int 3\ny|int 4",
	      "One!R2C1 sheet/merged-cells 2 cells are read as empty, as merged ranges cover "
	      "them\n");
	gives(WITH({"merged", NULL, "first"}), file,
	      "Town n\nx|int 1\nNULL|int 2\nNULL|int 3\ny|int 4", "");
	gives(WITH({"merged", NULL, "fill"}), file, "Town n\nx|int 1\nx|int 2\nx|int 3\ny|int 4",
	      "");
}
END_TEST

#define HIDDEN                                                                                     \
	"<cols><col min='2' max='2' hidden='1'/></cols><sheetData>" HEAD                           \
	"<row r='2' hidden='1'>" N("A2", "1") N("B2", "2") "</row><row r='3'>" N("A3", "3")        \
	        N("B3", "4") "</row></sheetData>"

START_TEST(hidden_rows_and_columns)
{
	const char *file = FILE_OF(BOOK(""), SHEET(HIDDEN));
	gives(NULL, file, "Town n\nint 1|int 2\nint 3|int 4",
	      "One!R2C1 sheet/hidden-rows 1 hidden row is read too\n"
	      "One!R1C2 sheet/hidden-columns 1 hidden column is read too\n");
	gives(WITH({"hidden", NULL, "read"}), file, "Town n\nint 1|int 2\nint 3|int 4", "");
	gives(WITH({"hidden", NULL, "skip"}), file, "Town\nint 3", "");
}
END_TEST

START_TEST(which_sheets_are_aside)
{
	const char *file =
	        FILE_OF("== xl/workbook.xml\n<w><sheets><sheet name='Gone' r:id='r2' "
	                "state='veryHidden'/><sheet "
	                "name='Chart' r:id='r5'/><sheet name='One' r:id='r1'/></sheets></w>\n",
	                ROWS(HEAD) "== xl/worksheets/two.xml\n<w><sheetData/></w>\n");
	gives(NULL, file, "Town n", "");
	ck_assert_uint_eq(host.sheets_n, 2);
	ck_assert_uint_eq(host.sheet, 2);
}
END_TEST

/* ---- Faults ---- */

START_TEST(faults_of_cells)
{
	fails(NULL,
	      FILE_OF(BOOK(""),
	              ROWS(HEAD "<row r='2'><c r='A2'><f>1</f></c><c r='B2'><f>2</f></c></row>")),
	      "One!R2C1 sheet/no-value the formula has no value\nOne!R2C2 sheet/no-value the "
	      "formula has no value\n");
	fails(NULL, FILE_OF(BOOK(""), ROWS(HEAD "<row r='2'>" N("B2", "1,5") "</row>")),
	      "One!R2C2 sheet/bad-number the file says that this is a number: '1,5'");
	fails(NULL, FILE_OF(BOOK(""), ROWS(HEAD "<row r='2'>" N("B2", "1e999") "</row>")),
	      "sheet/bad-number");
	fails(NULL, FILE_OF(BOOK(""), ROWS(HEAD "<row r='2'><c r='A2' t='s'><v>3</v></c></row>")),
	      "One!R2C1 sheet/bad-string the file has no shared string of the number '3'");
	fails(NULL, FILE_OF(BOOK(""), ROWS(HEAD "<row r='2'><c r='A2' t='b'><v>yes</v></c></row>")),
	      "sheet/bad-bool");
	fails(NULL, FILE_OF(BOOK(""), ROWS(HEAD "<row r='3'/><row r='2'/>")),
	      "sheet/cell-order row 2 stands behind row 3");
	fails(NULL, FILE_OF(BOOK(""), ROWS(HEAD "<row r='2'>" N("B2", "1") N("A2", "1") "</row>")),
	      "One!R2C1 sheet/cell-order the cell stands behind a later one");
	fails(NULL, FILE_OF(BOOK(""), ROWS("")), "sheet/empty the sheet holds nothing\n");
}
END_TEST

START_TEST(many_faults_are_counted)
{
	struct buf rows = {0};
	for (int i = 2; i < 62; i++)
		buf_printf(&rows, "<row r='%d'><c r='A%d'><f>1</f></c></row>", i, i);
	str parts = arena_printf(
	        arena, "%s== xl/worksheets/one.xml\n<w><sheetData>" HEAD "%.*s</sheetData></w>\n",
	        FILE_OF(BOOK(""), ""), STR_ARG(buf_str(&rows)));
	buf_drop(&rows);
	fails(NULL, parts.ptr, "sheet/more-errors 10 more errors in this source are not shown");
}
END_TEST

START_TEST(faults_of_files)
{
	fails(NULL, FILE_OF(BOOK(""), ROWS("<row r='1'>")),
	      "sheet/broken-xml the part 'xl/worksheets/one.xml' is broken");
	fails(NULL, FILE_OF(BOOK(""), ""),
	      "sheet/missing-part the file lacks its part 'xl/worksheets/one.xml'");
	fails(NULL, "== a.txt\nx\n",
	      "sheet/no-workbook the file is a zip, but no workbook of the kind .xlsx");
	fails(NULL,
	      "== _rels/.rels\n<r>" RELATION("a", "officeDocument", "xl/workbook.bin") "</r>\n",
	      "sheet/old-format");
	fails(NULL,
	      FILE_OF(BOOK(""), "== xl/worksheets/one.xml\n<!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY "
	                        "b '&a;&a;'>]><w>&b;</w>\n"),
	      "sheet/dtd the part 'xl/worksheets/one.xml' defines entities of its own");
	ck_assert(!read_bytes(NULL, zip_of(arena, S(FILE_OF(BOOK(""), ROWS(HEAD))), 1)));
	ck_assert_msg(strstr(host.reports.ptr, "sheet/password"), "%s", host.reports.ptr);
}
END_TEST

static void fails_bytes(str bytes, const char *reports)
{
	ck_assert(!read_bytes(NULL, bytes));
	ck_assert_msg(strstr(host.reports.ptr, reports), "%s", host.reports.ptr);
}

START_TEST(faults_of_bytes)
{
	str whole = zip_of(arena, S(FILE_OF(BOOK(""), ROWS(HEAD))), 0);
	char *broken = arena_cstr(arena, whole);
	fails_bytes(S(""), "sheet/no-workbook the file is empty");
	fails_bytes(S("town;n\nRiga;1\n"), "sheet/no-workbook the file is no workbook");
	fails_bytes(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0"),
	            "sheet/old-format");
	fails_bytes(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 "
	              "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
	            "sheet/password");
	fails_bytes(str_sub(whole, 0, whole.len - 30), "sheet/truncated");
	fails_bytes(str_sub(whole, 0, 100), "sheet/truncated");
	memset(broken + whole.len - 6, 0xFF, 4);
	fails_bytes((str){broken, whole.len}, "sheet/broken-zip the file's directory is broken");
	broken = arena_cstr(arena, whole);
	memcpy(broken + str_find(whole, S("inlineStr")), "inlineStx", 9);
	fails_bytes((str){broken, whole.len},
	            "sheet/broken-zip the part 'xl/worksheets/one.xml' cannot be unpacked");
}
END_TEST

START_TEST(an_old_core_is_told)
{
	static const struct strom_source_host old = {
	        .size = offsetof(struct strom_source_host, sheet)};
	struct strom_input input = {.size = sizeof input, .bytes = S("x"), .name = S("a.xlsx")};
	const struct strom_source *functions = strom_plugin_1()->functions;
	fails_bytes(S(""), "");
	ck_assert(!functions->read(&host.job, &old, &input));
	buf_byte(&host.reports, 0);
	ck_assert_msg(memmem(host.reports.ptr, host.reports.len, "sheet/old-strom", 15), "%s",
	              host.reports.ptr);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("xlsx");
	TCase *tcase = tcase_create("xlsx");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, cells_of_all_kinds);
	tcase_add_test(tcase, places_that_are_not_said);
	tcase_add_test(tcase, names_with_prefixes_and_other_namespaces);
	tcase_add_loop_test(tcase, numbers_that_mean_something, 0,
	                    (int)(sizeof formats / sizeof *formats));
	tcase_add_test(tcase, days_since_1904);
	tcase_add_test(tcase, empty_rows_and_columns);
	tcase_add_test(tcase, ranges);
	tcase_add_test(tcase, named_ranges_and_tables);
	tcase_add_test(tcase, a_table_without_header);
	tcase_add_test(tcase, a_header_of_several_rows);
	tcase_add_test(tcase, merged_cells);
	tcase_add_test(tcase, hidden_rows_and_columns);
	tcase_add_test(tcase, which_sheets_are_aside);
	tcase_add_test(tcase, faults_of_cells);
	tcase_add_test(tcase, many_faults_are_counted);
	tcase_add_test(tcase, faults_of_files);
	tcase_add_test(tcase, faults_of_bytes);
	tcase_add_test(tcase, an_old_core_is_told);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
