/* Blocks into nodes. */
#include "unit/text_help.h"

START_TEST(headings)
{
	gives("# One\n\n## Two {#sec-two .big}\n\nThree\n===\n",
	      "  heading level=1 id=\"sec-one\"\n    text \"One\"\n"
	      "  heading level=2 id=\"sec-two\" style=\"big\"\n    text \"Two\"\n"
	      "  heading level=1 id=\"sec-three\"\n    text \"Three\"\n");
	gives("# A\n\n## Closed ##\n", "heading level=2 id=\"sec-closed\"\n    text \"Closed\"\n");
	gives("# C# #\n", "text \"C#\"\n");
	gives("   # Indented  \n", "text \"Indented\"\n");
	gives("# A\n\nTwo\nlines\n---\n",
	      "heading level=2 id=\"sec-two-lines\"\n    text \"Two lines\"\n");
	gives("# A\n\n# A\n\n# A\n", "id=\"sec-a-3\"\n");
	gives("# Введение\n\nSee @sec-введение.\n", "id=\"sec-введение\"\n");
	gives("# Spaced   {#sec-spaced}\n", "id=\"sec-spaced\"\n    text \"Spaced\"\n");
	gives("# Told <!-- why -->\n", "id=\"sec-told\"\n    text \"Told\"\n");
	gives("# {#sec-empty}\n", "heading level=1 id=\"sec-empty\"\n");
}
END_TEST

START_TEST(levels_without_gaps)
{
	gives("# A\n\n## B\n\n### C\n\n# D\n\n## E\n", "heading level=2 id=\"sec-e\"\n");
	refuses("Text.\n\n## B\n", "a.md:3:4+1 text/heading-gap the first heading is of level 2\n");
	refuses("# A\n\n### C\n\n#### D\n\n# E\n\n### F\n",
	        "a.md:3:5+1 text/heading-gap a heading of level 3 follows one of level 1\n"
	        "a.md:9:5+1 text/heading-gap a heading of level 3 follows one of level 1\n");
}
END_TEST

START_TEST(paragraphs)
{
	gives("One\ntwo\n   three\n\nFour\n",
	      "  paragraph\n    text \"One two three\"\n  paragraph\n    text \"Four\"\n");
	gives("\xEF\xBB\xBFMarked\r\nby two\rmore\n", "text \"Marked by two more\"\n");
	gives("No end", "text \"No end\"\n");
	gives("a  \nb\\\nc\n",
	      "text \"a\"\n    break\n    text \"b\"\n    break\n    text \"c\"\n");
	gives("[x]: https://e.org\nand [x] too\n", "link target=\"https://e.org\"\n");
	ck_assert(!has(dump(made("[x]: https://e.org\n")), "paragraph"));
	gives("[x]: https://e.org\n===\ny\na|b\n-|-\n",
	      "  paragraph\n    text \"=== y\"\n  table\n");
	gives("[x]: https://e.org\ny\n===\n", "  heading level=1 id=\"sec-y\"\n    text \"y\"\n");
}
END_TEST

START_TEST(lists)
{
	gives("- a\n- b\n  - c\n",
	      "  list tight\n    item\n      paragraph\n        text \"a\"\n"
	      "    item\n      paragraph\n        text \"b\"\n"
	      "      list tight\n        item\n          paragraph\n            text \"c\"\n");
	gives("3. a\n\n4. b\n", "  list number=3 ordered\n    item\n");
	gives("- a\n\n  b\n- c\n", "  list\n");
	gives("- a\n\n\n", "  list tight\n");
	gives("- ::: {.x}\n  a\n  :::\n- b\n", "  list tight\n");
	gives("> - a\n> - b\n", "  quote\n    list tight\n");
	gives("- a\n- b", "  list tight\n");
}
END_TEST

START_TEST(quotes_code_and_rules)
{
	gives("> a\nb\n\n***\n", "  quote\n    paragraph\n      text \"a b\"\n  rule\n");
	gives("```\na {n}\n  b\n```\n", "  code-block \"a {n}\\n  b\"\n");
	gives("    a\n\n    b\n\n", "  code-block \"a\\n\\nb\"\n");
	gives("``` {.sql}\nselect\n```\n", "  code-block style=\"sql\" \"select\"\n");
	gives("> ```\n> x\n> ```\n", "    code-block \"x\"\n");
	ck_assert(!has(dump(made("a\n")), "rule"));
	ck_assert(!has(dump(made("<!-- a -->\n\n<!--\nb\n-->\n\nc <!-- d --> e\n")), "--"));
	gives("c <!-- d --> e\n", "text \"c e\"\n");
	gives("x <!-- y -->\n", "text \"x\"\n");
}
END_TEST

START_TEST(divs)
{
	gives("::: {.a #b}\nx\n:::\ny\n", "  div id=\"b\" style=\"a\"\n    paragraph\n      text "
	                                  "\"x\"\n  paragraph\n    text \"y\"\n");
	gives("::: a\n:::: {.b} ::::\nx\n::::\ny\n:::\n",
	      "  div style=\"a\"\n    div style=\"b\"\n      paragraph\n        text \"x\"\n"
	      "    paragraph\n      text \"y\"\n");
	gives("::: a\n- x\n- y\n:::\n\nz\n",
	      "        paragraph\n          text \"y\"\n  paragraph\n");
	gives("::: a\n> q\n:::\nz\n",
	      "      paragraph\n        text \"q\"\n  paragraph\n    text \"z\"\n");
	gives("- ::: a\n  x\n\n  y\n  :::\n\n  z\n", "      div style=\"a\"\n        paragraph\n"
	      "          text \"x\"\n        paragraph\n          text \"y\"\n      paragraph\n");
	gives("> ::: a\n> x\n> :::\n> y\n",
	      "    div style=\"a\"\n      paragraph\n        text \"x\"\n"
	      "    paragraph\n      text \"y\"\n");
	gives("::: a\n```\n:::\n```\n:::\n", "  div style=\"a\"\n    code-block \":::\"\n");
	gives("::: a\n| x |\n|---|\n| y |\n:::\nz\n", "  paragraph\n    text \"z\"\n");
	gives("::: a\n:::\n", "  div style=\"a\"\n");
	gives("text\n::: a\nx\n:::\n", "  paragraph\n    text \"text\"\n  div style=\"a\"\n");
	gives("    ::: a\n", "  code-block \"::: a\"\n");
	gives("a :::\n", "text \"a :::\"\n");
}
END_TEST

START_TEST(tables)
{
	gives("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | *x* \\| y |\n",
	      "  table\n    row header\n      cell header start\n        text \"a\"\n"
	      "      cell header start\n        text \"b\"\n"
	      "      cell header centre\n        text \"c\"\n"
	      "      cell header end\n        text \"d\"\n"
	      "    row\n      cell start\n        text \"1\"\n"
	      "      cell start\n        emph\n          text \"x\"\n        text \" | y\"\n"
	      "      cell centre\n      cell end\n");
	gives("Table: Cap *one* {#tbl-x}\n\na | b\n--|--\n1 | 2\n",
	      "  table number=1 id=\"tbl-x\"\n    caption\n      text generated \"Table 1. \"\n"
	      "      text \"Cap \"\n      emph\n        text \"one\"\n    row header\n");
	gives("a|b\n-|-\n\n: After {#tbl-y}\n", "  table number=1 id=\"tbl-y\"\n    caption\n");
	gives("Above\na | b\n--|--\n1 | 2\n",
	      "  paragraph\n    text \"Above\"\n  table\n    row header\n      cell header start\n"
	      "        text \"a\"\n");
	gives("Table: Above\n| a | b |\n|--|--|\n", "  table number=1\n    caption\n");
	gives("> | a |\n> |---|\n> | b |\n", "  quote\n    table\n      row header\n");
	gives(": just words\n", "  paragraph\n    text \": just words\"\n");
	gives("| a |\n|---|\n| \\\\|\n", "      cell start\n        text \"\\\\\"\n");
	gives("| a |\n|---|\n| b\n\nc\n", "        text \"b\"\n  paragraph\n    text \"c\"\n");
}
END_TEST

START_TEST(pictures)
{
	put_file("art/a b.png", S("x"));
	put_file("art/x.png", S("x"));
	gives("![A *map*](art/x.png \"Where {title} is\"){#fig-map width=50%}\n",
	      "  picture number=1 id=\"fig-map\" path=\"art/x.png\" width=50% alt=\"A map\"\n"
	      "    caption\n      text generated \"Figure 1. \"\n      text \"Where A title "
	      "is\"\n");
	gives("![A](<art/a b.png>)\n", "  picture path=\"art/a b.png\" alt=\"A\"\n");
	gives("![](art/x.png){.decoration}\n", "  picture decoration path=\"art/x.png\"\n");
	gives("![not read](art/x.png){alt=\"\"}\n", "  picture decoration path=\"art/x.png\"\n");
	refuses("![](art/x.png){alt=words}\n",
	        "a.md:1:20+5 text/alt-outside a picture's alternative text stands in its brackets\n"
	        "a.md:1:5+9 text/missing-alt picture has no alternative text\n");
	diags = diags_new(arena);
	gives("![A [b] `]`](art/x.png 'It\\'s *so*')\n", "      text \"It's \"\n      emph\n");
	gives("a ![b *c*](art/x.png) d\n",
	      "    text \"a \"\n    image path=\"art/x.png\" alt=\"b c\"\n    text \" d\"\n");
	gives("a ![b](art/x.png){width=25%} d\n", "image path=\"art/x.png\" width=25% alt=\"b\"\n");
	gives("![b](art/x.png){page=3}\n", "  picture path=\"art/x.png\"");
	static const char *const pages[] = {"page=0",    "page=x",          "page=1-2",
	                                    "pages=x-2", "pages=3-2",       "pages=1-",
	                                    "pages=-1",  "page=99999999999"};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		const char *said = pages[i] + strcspn(pages[i], "=") + 1;
		refuses(arena_printf(arena, "![b](art/x.png){%s}\n", pages[i]).ptr,
		        arena_printf(arena,
		                     "a.md:1:%zu+%zu text/bad-page '%s' is no page of a PDF\n",
		                     17 + strcspn(pages[i], "=") + 1, strlen(said), said)
		                .ptr);
		hints("which are counted from 1.");
	}
	refuses("![b](https://a.example/x.png)\n",
	        "a.md:1:6+23 text/missing-picture 'https://a.example/x.png' is "
	        "not a file of the project\n");
	hints("Save the picture in the project's folder");
	refuses("![b](art/y.png)\n",
	        "a.md:1:6+9 text/missing-picture there is no picture 'art/y.png'\n");
	hints("Paths count from the folder of strom.yml.");
	diags = diags_new(arena);
	gives("- ![b](art/x.png)\n", "      picture path=\"art/x.png\" alt=\"b\"\n");
}
END_TEST

/* Pages of a PDF are a picture each, numbered in their words; the first has the id and caption. */
START_TEST(pages_of_a_pdf)
{
	put_file("a.pdf", S("x"));
	gives("![Form](a.pdf \"Cap\"){#fig-form pages=2-4 width=50%}\n",
	      "  picture number=1 id=\"fig-form\" path=\"a.pdf\" width=50% alt=\"Form (1/3)\"\n"
	      "    caption\n      text generated \"Figure 1. \"\n      text \"Cap\"\n"
	      "  picture path=\"a.pdf\" width=50% alt=\"Form (2/3)\"\n"
	      "  picture path=\"a.pdf\" width=50% alt=\"Form (3/3)\"\n");
	const struct edition *e = made("![Form](a.pdf){pages=2-4}\n");
	strom_node n = node_at(e, 1)->first;
	for (uint32_t page = 2; page <= 4; page++, n = node_at(e, n)->next)
		ck_assert_uint_eq(node_at(e, n)->picture->page, page);
	ck_assert_uint_eq(n, 0);
	e = made("![Form](a.pdf){pages=7-7}\n");
	ck_assert_uint_eq(node_at(e, node_at(e, 1)->first)->picture->page, 7);
	ck_assert_uint_eq(node_at(e, node_at(e, 1)->first)->next, 0);
	gives("![](a.pdf){alt=\"\" pages=1-2}\n",
	      "  picture decoration path=\"a.pdf\"\n  picture decoration path=\"a.pdf\"\n");
	/* What is wrong with one is told once. */
	refuses("![](a.pdf){pages=1-3}\n",
	        "a.md:1:5+5 text/missing-alt picture has no alternative text\n");
	refuses("![a](b.pdf){pages=1-3}\n",
	        "a.md:1:6+5 text/missing-picture there is no picture 'b.pdf'\n");
}
END_TEST

/* Whatever CommonMark reads as a picture, and nothing else. */
START_TEST(pictures_as_commonmark_has_them)
{
	put_file("art/x (1).png", S("x"));
	put_file("art/x(1).png", S("x"));
	put_file("art/a&b.png", S("x"));
	gives("![A]( art/x(1).png\n(The *first*) )\n",
	      "path=\"art/x(1).png\" alt=\"A\"\n    caption\n      text generated \"Figure 1. \"\n"
	      "      text \"The \"\n      emph\n        text \"first\"\n");
	gives("![A](<art/x (1).png> \"Say \\\"yes\\\" (now)\"){#fig-x}\n",
	      "id=\"fig-x\" path=\"art/x (1).png\" alt=\"A\"\n    caption\n      text generated "
	      "\"Figure 1. \"\n"
	      "      text \"Say \\\"yes\\\" (now)\"\n");
	gives("![A](art/x\\(1\\).png \"\")\n", "  picture path=\"art/x(1).png\" alt=\"A\"\n");
	gives("![A](art/a&amp;b.png)\n", "  picture path=\"art/a&b.png\" alt=\"A\"\n");
	gives("![A [b]][x]\n\n[x]: art/a&b.png \"Of {title}\"\n",
	      "path=\"art/a&b.png\" alt=\"A [b]\"\n    caption\n      text generated \"Figure 1. "
	      "\"\n"
	      "      text \"Of A title\"\n");
	gives("![x y]{width=20%}\n\n[x y]: art/a&b.png\n",
	      "  picture path=\"art/a&b.png\" width=20% alt=\"x y\"\n");
	gives("![A](art/a&b.png) ![B](art/a&b.png)\n",
	      "  paragraph\n    image path=\"art/a&b.png\" alt=\"A\"\n");
	gives("![no picture] (x)\n", "  paragraph\n    text \"![no picture] (x)\"\n");
}
END_TEST

START_TEST(front_matter)
{
	const char *text = dump(made("---\ntitle: Own\nsubtitle: Under {title}\n---\n# {title}\n"));
	ck_assert_msg(has(text, "title \"Own\"\nsubtitle \"Under Own\"\n"), "%s", text);
	ck_assert(has(text, "    text \"Own\"\n"));
	text = dump(made("---\n\nno front matter\n"));
	ck_assert_msg(has(text, "  rule\n  paragraph\n    text \"no front matter\"\n"), "%s", text);
}
END_TEST

START_TEST(spans)
{
	gives("| a || b |\n|---|---|---|\n| c | d ||\n| ^^ | e | f |\n",
	      "    row header\n      cell header start columns=2\n        text \"a\"\n"
	      "      cell header start\n        text \"b\"\n"
	      "    row\n      cell start rows=2\n        text \"c\"\n"
	      "      cell start columns=2\n        text \"d\"\n"
	      "    row\n      cell start\n        text \"e\"\n      cell start\n        text "
	      "\"f\"\n");
	/* Both ways at once, written in either manner. */
	gives("| a | b | c |\n|---|---|---|\n| d || e |\n| ^^ || f |\n| ^^ | ^^ | g |\n",
	      "      cell start columns=2 rows=3\n        text \"d\"\n      cell start\n"
	      "        text \"e\"\n    row\n      cell start\n        text \"f\"\n    row\n      "
	      "cell start\n");
	gives("a | b\n-|-\nc ||\n| | d |\n| \\^^ | e |\n",
	      "      cell start columns=2\n        text \"c\"\n    row\n      cell start\n      "
	      "cell start\n"
	      "        text \"d\"\n    row\n      cell start\n        text \"^^\"\n");
}
END_TEST

START_TEST(headers_of_several_rows)
{
	gives("Words\n| | People ||\n| Year | women | men |\n|---|--:|--:|\n| 2014 | 1 | 2 |\n",
	      "  paragraph\n    text \"Words\"\n  table\n    row header\n      cell header start\n"
	      "      cell header end columns=2\n        text \"People\"\n    row header\n"
	      "      cell header start\n        text \"Year\"\n");
	gives("| Year | People ||\n| ^^ | women | men |\n|---|--:|--:|\n",
	      "      cell header start rows=2\n        text \"Year\"\n");
	const char *nine = "| a |\n| a |\n| a |\n| a |\n| a |\n| a |\n| a |\n| a |\n| a |\n|---|\n";
	refuses(nine, "a.md:9:1+5 text/too-many-header-rows the header has more than 8 rows\n");
}
END_TEST

/* The cells above are one already. */
START_TEST(rows_in_which_no_cell_begins)
{
	gives("| a | b |\n|---|---|\n| c ||\n| ^^ | ^^ |\n| d | e |\n",
	      "    row\n      cell start columns=2\n        text \"c\"\n    row\n      cell start\n"
	      "        text \"d\"\n");
	gives("| a |\n|---|\n| c |\n| ^^ |\n",
	      "    row\n      cell start\n        text \"c\"\n");
	ck_assert_msg(has(reports(), "text/row-without-cells"), "%s", reports());
}
END_TEST

START_TEST(bad_spans)
{
	refuses("| a | b |\n|---|---|\n|| c |\n",
	        "a.md:3:2+1 text/span-without-cell there is no cell before this one to join\n");
	refuses("| a | b |\n|---|---|\n| ^^ | c |\n",
	        "a.md:3:3+2 text/span-without-cell there is no cell above this one to join\n");
	refuses("| a | b |\n|---|---|\n| c ||\n| ^^ | d |\n",
	        "a.md:4:1+10 text/span-overlap a cell from above covers other columns than those "
	        "that join it here\n");
	refuses("| a | b |\n|---|---|\n| c | d |\n| ^^ ||\n",
	        "a.md:4:1+7 text/span-overlap a cell from above covers other columns than those "
	        "that join it here\n");
	struct buf b = {0};
	buf_put(&b, S("| a | b |\n|---|---|\n| c | d |\n"));
	for (int i = 0; i < 150; i++)
		buf_put(&b, S("| ^^ | e |\n"));
	refuses(arena_str(arena, buf_str(&b)).ptr,
	        "a.md:3:3+1 text/span-too-long a cell covers more than 100 rows\n");
	buf_drop(&b);
}
END_TEST

START_TEST(notes_under_tables)
{
	gives("| a |\n|---|\n| b |\n\nTable: C\n\nNote: One *two*.\n\nNote: Three.\n\nNote. "
	      "Four.\n",
	      "  paragraph table-note\n    text \"One \"\n    emph\n      text \"two\"\n    text "
	      "\".\"\n"
	      "  paragraph table-note\n    text \"Three.\"\n  paragraph\n    text \"Note. "
	      "Four.\"\n");
	gives("A\n\nNote: One.\n", "  paragraph\n    text \"Note: One.\"\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_blocks");
	TCase *c = tcase_create("blocks");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, headings);
	tcase_add_test(c, levels_without_gaps);
	tcase_add_test(c, paragraphs);
	tcase_add_test(c, lists);
	tcase_add_test(c, quotes_code_and_rules);
	tcase_add_test(c, divs);
	tcase_add_test(c, tables);
	tcase_add_test(c, spans);
	tcase_add_test(c, headers_of_several_rows);
	tcase_add_test(c, rows_in_which_no_cell_begins);
	tcase_add_test(c, bad_spans);
	tcase_add_test(c, notes_under_tables);
	tcase_add_test(c, pictures);
	tcase_add_test(c, pages_of_a_pdf);
	tcase_add_test(c, pictures_as_commonmark_has_them);
	tcase_add_test(c, front_matter);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
