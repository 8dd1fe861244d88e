/* What a file says of itself to programs: its metadata, as pdfinfo reads them. */
#include "unit/pdf_help.h"

static struct world w;
static struct document_spec document;
static struct edition_spec spec;

static void setup(void)
{
	world_begin(&w);
	document = (struct document_spec){.id = {S("report"), {0}}};
	spec = (struct edition_spec){.document = &document, .language = S("en")};
	w.edition.spec = &spec;
}

static void teardown(void)
{
	world_end(&w);
}

static const char *meta(void)
{
	struct file_out *f = file_out_new(w.diags, w.path);
	struct pdf *p = pdf_new(w.arena, w.diags, &w.edition, f);
	strom_node n = add(&w, 1, NODE_PARAGRAPH);
	put_line(&w, w.sans, 10, add_text(&w, n, "Words"), "Words", pt(40), 50);
	ck_assert(put_page(&w, pdf_sink(p), 0, "1"));
	ck_assert(pdf_end(p) && file_out_keep(f));
	return arena_cstr(w.arena, run(&w, "pdfinfo -meta %.*s", STR_ARG(w.path)));
}

static void says(const char *text, const char *part)
{
	ck_assert_msg(strstr(text, part) != NULL, "no '%s' in\n%s", part, text);
}

static void says_not(const char *text, const char *part)
{
	ck_assert_msg(!strstr(text, part), "'%s' in\n%s", part, text);
}

START_TEST(titles_and_dates)
{
	const char *text = meta();
	says(text, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Fünf Ämter</rdf:li><rdf:li "
	           "xml:lang=\"de\">Fünf Ämter</rdf:li></rdf:Alt></dc:title>");
	says(text, "<dc:creator><rdf:Seq><rdf:li>An author</rdf:li></rdf:Seq></dc:creator>");
	says(text, "A publisher &amp; sons");
	says(text, "<xmp:CreateDate>2015-10-31T00:00:00Z</xmp:CreateDate>");
	says(text, "<xmp:ModifyDate>2015-10-31T00:00:00Z</xmp:ModifyDate>");
	says(text, "<pdfuaid:part>1</pdfuaid:part>");
	says_not(text, "urn:isbn");
	says_not(text, "dc:rights");
	says_not(text, "dc:contributor");
}
END_TEST

START_TEST(numbers_of_books)
{
	document.isbn.text = S("978-3-16 148410-0");
	says(meta(), "<dc:identifier>urn:isbn:9783161484100</dc:identifier>");
}
END_TEST

START_TEST(who_paid_and_who_may_copy)
{
	struct funder funders[] = {{.name = {S("One & co"), {0}}}, {.name = {S("Two"), {0}}}};
	w.project.funders = funders;
	w.project.funders_n = 2;
	w.project.licence.text = S("CC BY 4.0");
	const char *text = meta();
	says(text, "<dc:contributor><rdf:Bag><rdf:li>One &amp; co</rdf:li><rdf:li>Two</rdf:li>"
	           "</rdf:Bag></dc:contributor>");
	says(text, "CC BY 4.0</rdf:li></rdf:Alt></dc:rights>");
	says(text, "<xmpRights:Marked>True</xmpRights:Marked>");
	says(text, "CC BY 4.0</rdf:li></rdf:Alt></xmpRights:UsageTerms>");
	says_not(text, "xmpRights:WebStatement");
}
END_TEST

START_TEST(a_licence_with_an_address)
{
	w.project.licence.text = S("https://example.org/by");
	says(meta(), "<xmpRights:WebStatement>https://example.org/by</xmpRights:WebStatement>");
}
END_TEST

START_TEST(without_a_date)
{
	w.edition.date = S("");
	w.project.authors_n = 0;
	const char *text = meta();
	says_not(text, "xmp:CreateDate");
	says_not(text, "dc:creator");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pdf_meta");
	TCase *t = tcase_create("meta");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, titles_and_dates);
	tcase_add_test(t, numbers_of_books);
	tcase_add_test(t, who_paid_and_who_may_copy);
	tcase_add_test(t, a_licence_with_an_address);
	tcase_add_test(t, without_a_date);
	suite_add_tcase(suite, t);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
