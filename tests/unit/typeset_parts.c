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

int main(void)
{
	Suite *suite = suite_create("typeset_parts");
	TCase *c = tcase_create("lists");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, tables);
	tcase_add_test(c, figures);
	tcase_add_test(c, nothing_to_list);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
