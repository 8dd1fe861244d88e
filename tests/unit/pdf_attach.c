/* The rows of tables and charts, attached to the PDF as CSV and tied to their elements. */
#include "pdf/pdf.h"
#include "typeset/typeset.h"
#include "unit/text_help.h"

#include <check.h>

static struct buf dumped;

static void begin(void)
{
	set_up();
	set_tables("create table t (town text, n int); insert into t values ('Riga', 40),"
	           "('=1+1', 10), (null, 7), ('a \"b\", c', null);"
	           "create table numbers (n int); with recursive c(n) as (select 1 union all "
	           "select n + 1 from c where n < 20000) insert into numbers select n from c;",
	           "t numbers");
	dumped = (struct buf){0};
	document.attachments = true;
}

static void end(void)
{
	buf_drop(&dumped);
	tear_down();
}

/* The objects of the file, as strom dump pdf shows them. */
static str pdf_of(const char *markdown)
{
	str path = path_join(arena, project.folder, S("a.pdf"));
	document.layout = plugin_find(project.plugins, diags, project.at, STROM_KIND_LAYOUT,
	                              S("report"));
	ck_assert_msg(document.layout && option_check(arena, diags, document.layout, project.at,
	                                              NULL, 0, &document.options),
	              "%s", reports());
	document.theme.text = S("strom");
	struct edition *e = made(markdown);
	const struct theme *theme =
	        theme_load(arena, diags, &project, &document.theme, document.layout);
	struct file_out *file = file_out_new(diags, path);
	struct pdf *pdf = pdf_new(arena, diags, e, file);
	ck_assert_msg(theme && typeset(e, fonts_new(arena, diags), theme, pdf_sink(pdf)) &&
	                      pdf_end(pdf) && file_out_keep(file),
	              "%s", reports());
	ck_assert_msg(pdf_dump(arena, diags, path, &dumped), "%s", reports());
	unlink(arena_cstr(arena, path));
	return buf_str(&dumped);
}

static size_t times(str all, const char *part)
{
	size_t n = 0;
	for (size_t at; (at = str_find(all, str_of(part))) != SIZE_MAX; n++)
		all = str_from(all, at + 1);
	return n;
}

#define TABLE(head, query, more)                                                                   \
	"```{table}" head "\nquery: " query "\n"                                                   \
	"columns: {town: {title: Town}, n: {title: Number, type: number}}\n" more "```\n"

static void says(str all, const char *part)
{
	if (times(all, part) != 1)
		fprintf(stderr, "%.*s\n", (int)all.len, all.ptr);
	ck_assert_msg(times(all, part) == 1, "'%s' is there %zu times", part, times(all, part));
}

START_TEST(a_table_brings_its_rows)
{
	str all = pdf_of("# A\n\n" TABLE(" tbl-towns", "select town, n from t order by n",
	                                 "caption: \"Towns: all\"\n"));
	says(all, "/AFRelationship /Data /Desc (Table 1. Towns: all) /EF <<");
	says(all, "/F (tbl-towns.csv) /Type /Filespec /UF (tbl-towns.csv) >>");
	says(all, "/Subtype /text#2fcsv /Type /EmbeddedFile");
	says(all, "/CreationDate (D:20151031000000Z) /ModDate (D:20151031000000Z) /Size 53 >>");
	says(all, "(table-00000001)");
	/* The catalogue has it, and the table's element. */
	ck_assert_uint_eq(times(all, "/AF [ "), 2);
}
END_TEST

START_TEST(tables_without_a_name_are_counted)
{
	str all = pdf_of(
	        "# A\n\n" TABLE("", "select town, n from t order by n", "") "\nBetween.\n\n" TABLE(
	                "", "select town, n from t where n is not null order by n",
	                "") "\n```{figure}\ntype: bar\nquery: select town, n from t where town is "
	                    "not null "
	                    "order by n\ncolumns: {town: {title: Town}, n: {title: Number, type: "
	                    "number}}\n"
	                    "alt: Towns.\n```\n");
	says(all, "/Desc (table-1.csv)");
	says(all, "/F (table-1.csv)");
	says(all, "/Desc (table-2.csv)");
	says(all, "/F (figure-3.csv)");
	says(all, "(table-00000003)");
	ck_assert_uint_eq(times(all, "/Type /EmbeddedFile"), 3);
}
END_TEST

/* More than goes through the buffer at once. */
START_TEST(long_tables_are_whole)
{
	str all = pdf_of("# A\n\n```{table}\nquery: select n from numbers order by n\n"
	                 "columns: {n: {title: Number, type: number}}\n```\n");
	says(all, "/ModDate (D:20151031000000Z) /Size 128902 >>");
}
END_TEST

START_TEST(a_document_may_bring_none)
{
	document.attachments = false;
	str all = pdf_of("# A\n\n" TABLE("", "select town, n from t order by n", ""));
	ck_assert_uint_eq(times(all, "/EmbeddedFile"), 0);
	ck_assert_uint_eq(times(all, "/AF"), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pdf_attach");
	TCase *tests = tcase_create("attach");
	tcase_add_checked_fixture(tests, begin, end);
	tcase_set_timeout(tests, 240);
	tcase_add_test(tests, a_table_brings_its_rows);
	tcase_add_test(tests, tables_without_a_name_are_counted);
	tcase_add_test(tests, long_tables_are_whole);
	tcase_add_test(tests, a_document_may_bring_none);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
