/* Inlines into nodes; values are text. */
#include "unit/text_help.h"

START_TEST(marks)
{
	gives("a *b* **c** ***d*** `e  f`\n",
	      "    text \"a \"\n    emph\n      text \"b\"\n    text \" \"\n    strong\n"
	      "      text \"c\"\n    text \" \"\n    emph\n      strong\n        text \"d\"\n"
	      "    text \" \"\n    code\n      text \"e  f\"\n");
	gives("\\*a\\* &amp; &nbsp;&lt; 1\\. \\[b\\]\n", "text \"*a* & \xC2\xA0< 1. [b]\"\n");
	gives("a  \t b &#10; c\n", "text \"a b c\"\n");
	gives("\"a\" -- 'b'...\n", "text \"\\\"a\\\" -- 'b'...\"\n");
	gives("a_b_c __d__\n", "text \"a_b_c \"\n    strong\n");
	gives("x \xC2\xA0 y\n", "text \"x \xC2\xA0 y\"\n");
}
END_TEST

/* Each begins like a block; inside a heading or an item it stays text. */
START_TEST(beginnings_stay_text)
{
	gives("# 1. one\n", "    text \"1. one\"\n");
	gives("# - one\n", "    text \"- one\"\n");
	gives("# > one\n", "    text \"> one\"\n");
	gives("# ::: one\n", "    text \"::: one\"\n");
	gives("# [x]: y\n", "    text \"[x]: y\"\n");
	gives("# ***\n", "    text \"***\"\n");
	gives("| # a |\n|---|\n| ```b |\n", "        text \"# a\"\n");
	gives("a\n#b\n", "text \"a #b\"\n");
	gives("{title}\n", "    text \"A title\"\n");
}
END_TEST

/* What a translation or a value begins with can make no block either. */
START_TEST(translations_stay_text)
{
	put_file("po/report.lv.po", S("msgid \"a\"\nmsgstr \"    1. x\\n\\n# y\\n- z\"\n"));
	spec.language = spec.id = S("lv");
	gives("a\n", "  paragraph\n    text \"1. x # y - z\"\n");
}
END_TEST

START_TEST(links)
{
	gives("[a *b*](https://e.org/x \"T &amp; t\"){.wide}\n",
	      "    link style=\"wide\" target=\"https://e.org/x\" alt=\"T & t\"\n      text \"a "
	      "\"\n"
	      "      emph\n        text \"b\"\n");
	gives("<https://e.org> <a@b.org>\n", "    link target=\"https://e.org\"\n"
	      "      text \"https://e.org\"\n    text \" \"\n    link target=\"mailto:a@b.org\"\n");
	gives("[a][b] [c] a@tbl-x\n\n[b]: https://b.org\n",
	      "link target=\"https://b.org\"\n      text \"a\"\n    text \" [c] a@tbl-x\"\n");
	gives("# X {#sec-x}\n\n[to](#sec-x)\n", "    link target=\"#sec-x\"\n");
}
END_TEST

START_TEST(spans)
{
	gives("[a *b* [c]{.d}]{.e #f}\n",
	      "    span id=\"f\" style=\"e\"\n      text \"a \"\n      emph\n        text \"b\"\n"
	      "      text \" \"\n      span style=\"d\"\n        text \"c\"\n");
	gives("`x`{.key}\n", "    code style=\"key\"\n      text \"x\"\n");
	gives("[a\nb\\\nc]{.d} e\n", "    span style=\"d\"\n      text \"a b\"\n      break\n      "
	                             "text \"c\"\n    text \" e\"\n");
	gives("[a [b] c]{.d_e_f}\n", "    span style=\"d_e_f\"\n      text \"a [b] c\"\n");
	gives("[a ![b] c]{.d}\n", "    span style=\"d\"\n      text \"a ![b] c\"\n");
	refuses("![a]{.b}\n", "a.md:1:5+4 text/lost-attributes attributes belong to nothing\n");
	refuses("\\[a]{.b}\n", "a.md:1:5+4 text/lost-attributes attributes belong to nothing\n");
	refuses("[a\\]{.b}\n", "a.md:1:5+4 text/lost-attributes attributes belong to nothing\n");
	refuses("*[a*]{.b}\n", "a.md:1:6+4 text/lost-attributes attributes belong to nothing\n");
}
END_TEST

START_TEST(values_are_text)
{
	set_value("evil", "select '*x* <b> [y](z) {.k} @tbl-q `'");
	set_value("path", "select 'x.png'");
	set_value("spaced", "select '  a   b  '");
	set_tables("create table t(a); create table strom_rows(source,row,off,len)", "t");
	gives("a *{evil}* b\n",
	      "    emph\n      text \"*x* <b> [y](z) {.k} @tbl-q `\"\n    text \" b\"\n");
	gives("`{evil}`\n", "    code\n      text \"*x* <b> [y](z) {.k} @tbl-q `\"\n");
	gives("| {evil} | b |\n|---|---|\n", "        text \"*x* <b> [y](z) {.k} @tbl-q `\"\n");
	gives("x {spaced} y\n", "text \"x a b y\"\n");
	gives("{language, select, en {*in English*} other {no}}\n",
	      "    emph\n      text \"in English\"\n");
	gives("a '{'b'}' it's\n", "text \"a {b} it's\"\n");
	refuses("[a](https://e.org/{path})\n", "a.md:1:5+20 text/value-in-target a value stands in "
	                                       "a link's or picture's target\n");
	refuses("x ![a]({path}) y\n",
	        "a.md:1:8+6 text/value-in-target a value stands in a link's or picture's target\n");
	refuses("![a]({path})\n",
	        "a.md:1:6+6 text/value-in-target a value stands in a picture's path\n");
	refuses("a \xEF\xB7\x90 b\n", "a.md:1:3+3 text/noncharacter U+FDD0 is not a character\n");
}
END_TEST

START_TEST(refused)
{
	refuses("a <b>c</b>\n", "a.md:1:3+3 text/raw-html raw HTML is not allowed\n"
	        "a.md:1:7+4 text/raw-html raw HTML is not allowed\n");
	hints("**words**");
	refuses("CO<SUB class='x'>2\n", "a.md:1:3+15 text/raw-html raw HTML is not allowed\n");
	hints("CO~2~");
	refuses("a <s9>\n", "a.md:1:3+4 text/raw-html raw HTML is not allowed\n");
	hints("[text]{.class}");
	refuses("<div>\nx\n</div>\n", "a.md:1:1+1 text/raw-html raw HTML is not allowed\n");
	refuses("<!-- a\n", "a.md:1:1+1 text/unclosed-comment comment is never closed\n");
	refuses("a[^1] b\n",
	        "a.md:1:2+4 text/unknown-note there is no footnote '1' in this file\n");
	hints("Write it below as [^1]: and its text");
	refuses("a[^twon] b\n\n[^town]: A.\n",
	        "a.md:1:2+7 text/unknown-note there is no footnote 'twon' in this file\n"
	        "a.md:3:1+7 text/unused-note nothing refers to footnote 'town'\n");
	ck_assert(str_eq(diag_at(diags, 0)->hint, S("Did you mean 'town'?")));
	refuses("[a](b.md)\n", "a.md:1:5+4 text/bad-link 'b.md' is no link's target\n");
	refuses("[a]()\n", "a.md:1:1+5 text/bad-link '' is no link's target\n");
	refuses("[a](#sec-b)\n", "a.md:1:1+11 text/unknown-reference nothing has the id 'sec-b'\n");
	refuses("[a]{.b c=d}\n", "a.md:1:8+1 text/unknown-attribute unknown attribute 'c'\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_inlines");
	TCase *c = tcase_create("inlines");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, marks);
	tcase_add_test(c, beginnings_stay_text);
	tcase_add_test(c, translations_stay_text);
	tcase_add_test(c, links);
	tcase_add_test(c, spans);
	tcase_add_test(c, values_are_text);
	tcase_add_test(c, refused);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
