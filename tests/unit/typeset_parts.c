/* Generated parts: the lists of tables and of figures. */
#include "unit/text_help.h"

#include "typeset/arrange/parts.h"

static const char *const text =
        "See the note.[^n]\n\nTable: Ships *here*[^n] {#tbl-ships}\n\n| a |\n|---|\n| b |\n\n"
        "- item\n\n  | c |\n  |---|\n\n  Table: In a list\n\n| none |\n|---|\n\n[^n]: Words.\n";

static const char *listed(const char *markdown, enum strom_part_kind kind)
{
	struct edition *e = made(markdown);
	strom_node part = part_add(e, 0, kind, S("contents"), S(""));
	const char *all = dump(e), *from = strstr(all, "  part");
	ck_assert_uint_ne(part, 0);
	ck_assert_ptr_nonnull(from);
	for (strom_node n = 1; n < e->nodes.n; n++)
		if (node_at(e, n)->kind == NODE_TOC_ENTRY)
			ck_assert_uint_ne(edition_find(e, str_from(node_at(e, n)->target, 1)), 0);
	return from;
}

START_TEST(tables)
{
	const char *list = listed(text, STROM_PART_TABLES);
	ck_assert_msg(has(list, "text \"List of tables\"\n"), "%s", list);
	ck_assert_msg(
	        has(list,
	            "target=\"#tbl-ships\"\n        text \"Table 1. Ships here\"\n        page-ref "
	            "target=\"#tbl-ships\"\n"),
	        "%s", list);
	ck_assert_msg(has(list, "text \"Table 2. In a list\"\n"), "%s", list);
	ck_assert_msg(!has(list, "none") && !has(list, "Words"), "%s", list);
	spec.language = spec.id = S("lv");
	list = listed(text, STROM_PART_TABLES);
	ck_assert_msg(has(list, "text \"Tabulu saraksts\"\n") &&
	                      has(list, "\"2. tabula. In a list\"\n"),
	              "%s", list);
}
END_TEST

START_TEST(figures)
{
	put_file("p.png", S(""));
	const char *list = listed("![a](p.png \"A picture\")\n\n![b](p.png)\n", STROM_PART_FIGURES);
	ck_assert_msg(has(list, "text \"List of figures\"\n"), "%s", list);
	ck_assert_msg(has(list, "\"Figure 1. A picture\"\n"), "%s", list);
}
END_TEST

/* A title above nothing would be a promise. */
START_TEST(nothing_to_list)
{
	ck_assert_msg(!strchr(listed("a\n", STROM_PART_TABLES), '\n')[1], "a part of its own");
	ck_assert_msg(!has(listed(text, STROM_PART_FIGURES), "List"), "a title above nothing");
}
END_TEST

/* The part alone, without what else there is. */
static const char *alone(const char *markdown, enum strom_part_kind kind, str message)
{
	struct edition *e = made(markdown);
	part_add(e, 0, kind, S("own"), message);
	return strstr(dump(e), "  part");
}

START_TEST(a_bare_cover)
{
	ck_assert_str_eq(alone("a\n", STROM_PART_COVER, S("")),
	                 "  part number=1 style=\"own\" generated\n"
	                 "    paragraph style=\"cover-title\" generated\n"
	                 "      text \"A title\"\n"
	                 "    paragraph style=\"cover-date\" generated\n"
	                 "      text \"31 October 2015\"\n");
}
END_TEST

/* All that strom.yml says, in the order of reading. */
START_TEST(a_whole_cover)
{
	struct said authors[] = {{S("Ann"), {0}}, {S("Bo"), {0}}};
	struct funder funders[] = {
	        {.name = {S("One"), {0}}, .statement = {S("Paid by One."), {0}}},
	        {.name = {S("Two"), {0}}, .logo = {S("two.png"), {0}}},
	        {.name = {S("Three"), {0}}, .logo = {S("three.png"), {0}}},
	};
	document.subtitle.text = S("Below it");
	document.isbn.text = S("978-3-16-148410-0");
	project.licence.text = S("CC BY 4.0");
	project.notice.text = S("Our own view.");
	project.publisher.text = S("House");
	project.authors = authors, project.authors_n = 2;
	project.funders = funders, project.funders_n = 3;
	spec.country = S("LV");
	const char *cover = alone("a\n", STROM_PART_COVER, S(""));
	ck_assert_str_eq(
	        cover,
	        "  part number=1 style=\"own\" generated\n"
	        "    paragraph style=\"cover-title\" generated\n      text \"A title\"\n"
	        "    paragraph style=\"cover-subtitle\" generated\n      text \"Below it\"\n"
	        "    paragraph style=\"cover-edition\" generated\n      text \"Latvia\"\n"
	        "    paragraph style=\"cover-date\" generated\n      text \"31 October 2015\"\n"
	        "    paragraph style=\"cover-author\" generated\n      text \"Ann, Bo\"\n"
	        "    paragraph style=\"cover-author\" generated\n      text \"House\"\n"
	        "    paragraph style=\"cover-funder\" generated\n      text \"Paid by One.\"\n"
	        "    paragraph style=\"cover-funder\" generated\n"
	        "      text \"ISBN 978-3-16-148410-0. Licence: CC BY 4.0\"\n"
	        "    div style=\"logos\" generated\n"
	        "      picture generated path=\"two.png\" alt=\"Two\"\n"
	        "      picture generated path=\"three.png\" alt=\"Three\"\n"
	        "    paragraph style=\"notice\" generated\n      text \"Our own view.\"\n");
	/* A publisher that is its author is named once. */
	project.authors_n = 1;
	project.publisher.text = S("Ann");
	project.funders_n = 0;
	document.isbn.text = S("");
	cover = alone("a\n", STROM_PART_COVER, S(""));
	ck_assert_msg(has(cover, "\"Ann\"\n") && !strstr(strstr(cover, "\"Ann\"") + 1, "\"Ann\""),
	              "%s", cover);
	ck_assert_msg(has(cover, "text \"Licence: CC BY 4.0\"\n"), "%s", cover);
	ck_assert_msg(!has(cover, "logos"), "%s", cover);
	document.subtitle.text = S("");
}
END_TEST

/* Down to a depth, those in passages too; each leads to its heading. */
START_TEST(contents)
{
	const char *list = alone("# One {#sec-1}\n\n## Two *words*\n\n### Three\n\n#### Four\n\n"
	                         "##### Five\n\n::: {.side}\n## In it\n:::\n\n> # Quoted\n",
	                         STROM_PART_CONTENTS, S(""));
	ck_assert_msg(has(list, "style=\"toc-title\" generated\n      text \"Contents\"\n"), "%s",
	              list);
	ck_assert_msg(has(list,
	                  "    toc-entry level=1 generated target=\"#sec-1\"\n"
	                  "      link target=\"#sec-1\"\n        text \"One\"\n"
	                  "        page-ref target=\"#sec-1\"\n"
	                  "    toc-entry level=2 generated target=\"#sec-two-words\"\n"
	                  "      link target=\"#sec-two-words\"\n        text \"Two words\"\n"),
	              "%s", list);
	ck_assert_msg(has(list, "level=2 generated target=\"#sec-in-it\""), "%s", list);
	ck_assert_msg(!has(list, "Five") && !has(list, "Quoted"), "%s", list);
}
END_TEST

/* A word of the language, where the layout asks for one. */
START_TEST(texts)
{
	ck_assert_str_eq(alone("a\n", STROM_PART_TEXT, S("contents")),
	                 "  part style=\"own\" generated\n    paragraph style=\"body\" generated\n"
	                 "      text \"Contents\"\n");
	ck_assert_str_eq(alone("a\n", STROM_PART_TEXT, S("")), "  part style=\"own\" generated\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_parts");
	TCase *c = tcase_create("lists");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, tables);
	tcase_add_test(c, figures);
	tcase_add_test(c, nothing_to_list);
	tcase_add_test(c, a_bare_cover);
	tcase_add_test(c, a_whole_cover);
	tcase_add_test(c, contents);
	tcase_add_test(c, texts);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
