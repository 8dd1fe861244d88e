/* Exact places: errors planted behind everything that moves columns. */
#include "unit/text_help.h"

static const struct { const char *text, *reports; } cases[] = {
	/* Plain, and behind characters of more than one byte. */
	{"{nope}\n", "a.md:1:2+4 text/unknown-value"},
	{"āž {nope}\n", "a.md:1:5+4 text/unknown-value"},
	/* Indentation, of the first line and of later ones. */
	{"   a {nope}\n", "a.md:1:7+4 text/unknown-value"},
	{"a\n      b {nope}\n", "a.md:2:10+4 text/unknown-value"},
	{"a\n\tb {nope}\n", "a.md:2:5+4 text/unknown-value"},
	{"  ## a {nope} ##\n", "a.md:1:9+4 text/unknown-value"},
	{"  a\n  b {nope}\n  ---\n", "a.md:2:6+4 text/unknown-value"},
	/* Quotes, lazy lines too. */
	{"> a {nope}\n", "a.md:1:6+4 text/unknown-value"},
	{">  > a\n > >   b {nope}\n", "a.md:2:11+4 text/unknown-value"},
	{"> a\nlazy {nope}\n", "a.md:2:7+4 text/unknown-value"},
	/* Lists. */
	{"- a\n- b\n  - c {nope}\n", "a.md:3:8+4 text/unknown-value"},
	{"10)  a\n\n     b\n     c {nope}\n", "a.md:4:9+4 text/unknown-value"},
	{"-\ta {nope}\n", "a.md:1:6+4 text/unknown-value"},
	{"- > a\n  > b {nope}\n", "a.md:2:8+4 text/unknown-value"},
	{"- a\n\n\tb {nope}\n", "a.md:3:5+4 text/unknown-value"},
	/* Divs. */
	{"::: {.a}\nx {nope}\n:::\n", "a.md:2:4+4 text/unknown-value"},
	{"- ::: a\n  > x\n  > y {nope}\n  :::\n", "a.md:3:8+4 text/unknown-value"},
	/* Cells: behind \|, in quotes and lists, with and without outer pipes. */
	{"| a | b |\n|---|---|\n| c \\| \\| | d {nope} |\n", "a.md:3:16+4 text/unknown-value"},
	{"| a |\n|---|\n| c \\| \\| d {nope} |\n", "a.md:3:14+4 text/unknown-value"},
	{"> - x | y\n>   --|--\n>   a | b \\| {nope}\n", "a.md:3:15+4 text/unknown-value"},
	{"   | x | y {nope} |\n   |--|--|\n", "a.md:1:13+4 text/unknown-value"},
	{"| x |\n|---|\n|\ta {nope}\t|\n", "a.md:3:6+4 text/unknown-value"},
	{"Above\nx {nope} | y\n--|--\n", "a.md:2:4+4 text/unknown-value"},
	/* Captions and pictures. */
	{"Table:  c {nope} {#tbl-x}\n\n| a |\n|---|\n", "a.md:1:12+4 text/unknown-value"},
	{"> ![a {nope}](x.png)\n", "a.md:1:8+4 text/unknown-value"},
	{"![a](x.png \"b \\\" {nope}\")\n", "a.md:1:19+4 text/unknown-value"},
	/* What inlines complain about: columns of the second parse. */
	{"a *b* @tbl-x c\n", "a.md:1:7+6 text/unknown-reference"},
	{"   a\n     b **c** @tbl-x\n", "a.md:2:14+6 text/unknown-reference"},
	{"> a\\\n> b `c\n> d` @tbl-x\n", "a.md:3:6+6 text/unknown-reference"},
	{"| a |\n|---|\n| \\| `\\|` @tbl-x |\n", "a.md:3:11+6 text/unknown-reference"},
	{"a &amp; \\* @fig-x.\n", "a.md:1:12+6 text/unknown-reference"},
	{"{title} and @fig-x\n", "a.md:1:13+6 text/unknown-reference"},
	{"{day, select, other {a}} *b <i>*\n", "a.md:1:2+3 text/unknown-value"},
	{"a <b>\n", "a.md:1:3+3 text/raw-html"},
	{"a `x\ny` b  \n   c <b>\n", "a.md:3:6+3 text/raw-html"},
	{"[a\nb](https://e.org/\n\"t\") c <b>\n", "a.md:3:8+3 text/raw-html"},
	{"a\\\nb\\\nc <b>\n", "a.md:3:3+3 text/raw-html"},
	{"<https://e.org> a\n<https://e.org>\nb <b>\n", "a.md:3:3+3 text/raw-html"},
	{"- a\n- <p>x</p>\n", "a.md:2:3+1 text/raw-html"},
	{"> <p>x</p>\n", "a.md:1:3+1 text/raw-html"},
	{"> <!-- a --> <p>\n", "a.md:1:14+3 text/raw-html"},
	{"> <!-- a\n> b --> <p>\n", "a.md:2:9+3 text/raw-html"},
	{"> <!-- a\n> b --> c\n> d <p>\n", "a.md:3:5+3 text/raw-html"},
	{"a <!-- b -- c -->\nd <!-- e --> @tbl-x\n", "a.md:2:14+6 text/unknown-reference"},
	{"> a [b](c.md)\n", "a.md:1:9+4 text/bad-link"},
	{"> a [b][c]\n\n[c]: c.md\n", "a.md:1:5+6 text/bad-link"},
	{"> a ![b](no.png) c\n", "a.md:1:10+6 text/missing-picture"},
	{"- ![b](no.png)\n", "a.md:1:8+6 text/missing-picture"},
	{"> a ![](x.png) c\n", "a.md:1:9+5 text/missing-alt"},
	{"> a ![](x.png){alt=\"\" width=5} c\n", "a.md:1:29+1 text/bad-width"},
	{"![](x.png){alt=words}\n", "a.md:1:16+5 text/alt-outside"},
	{"> [a]{.b key=1}\n", "a.md:1:10+3 text/unknown-attribute"},
	{"> a](x){.b}\n", "a.md:1:8+4 text/lost-attributes"},
	{"# a {#sec-a}\n\n> ## b {#sec-a}\n", "a.md:3:10+5 text/duplicate-id"},
	/* Divs' own lines. */
	{"- x\n  ::: {.a\n  :::\n", "a.md:2:7+3 text/bad-div"},
	{"> ::: {.a b=1}\n> :::\n", "a.md:1:11+1 text/unknown-attribute"},
	/* Directives, their bodies in fences that are indented. */
	{"```{tabel} x\n```\n", "a.md:1:5+5 text/unknown-directive"},
	{"- ```{table} tbl-a b\n  ```\n", "a.md:1:14+7 text/bad-id"},
	{">   ```{table}\n>   query: q\n>   colunms: {}\n>   columns: {}\n>   ```\n",
	 "a.md:3:5+7 yaml/unknown-key"},
	{"-\t```{table}\n\tquery: q\n\tcolumns: {a: {title: A, type: nmber}}\n\t```\n",
	 "a.md:3:32+5 yaml/bad-value"},
	{"> ```{figure} f\n> type: bar\n> query: q\n> columns: {a: {title: \"A {nope}\"}}\n"
	 "> caption: >-\n>   c\n>   d {nope}\n> alt: e {nope}\n> ```\n",
	 "a.md:8:11+4 text/unknown-value"},
};

START_TEST(exact)
{
	str expected = str_of(cases[_i].reports), got;
	put_file("x.png", S("x"));
	ck_assert_msg(!make(cases[_i].text), "%s\nis taken", cases[_i].text);
	got = str_of(reports());
	ck_assert_msg(str_starts(got, expected), "%s\ngives\n%sbut expected is\n%s", cases[_i].text,
	              got.ptr, expected.ptr);
}
END_TEST

/* A translation's mistakes stand in the PO file. */
START_TEST(in_translations)
{
	put_file("po/report.lv.po", S("msgid \"See @tbl-b in *x*.\"\nmsgstr "
	                              "\"\"\n\"Skat.\\t\\\"\"\n\"*x* @tbl-b.\"\n"));
	spec.language = spec.id = S("lv");
	ck_assert_ptr_null(make("See @tbl-b in *x*.\n\nTable: a {#tbl-a}\n\n|a|\n|-|\n"));
	ck_assert_msg(has(reports(), "report.lv.po:4:6+6 text/unknown-reference"), "%s", reports());
}
END_TEST

START_TEST(spans_of_nodes)
{
	struct edition *e = made("> a *b c*\n> **d** [e](https://e.org)\n");
	static const struct { enum node_kind kind; uint64_t off; uint32_t len; } wanted[] = {
		{NODE_EMPH, 4, 5}, {NODE_STRONG, 12, 5}, {NODE_LINK, 18, 18},
	};
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		for (size_t n = 1; n < e->nodes.n; n++) {
			const struct node *node = node_at(e, (strom_node)n);
			if (node->kind != wanted[i].kind)
				continue;
			ck_assert_uint_eq(node->span.off, wanted[i].off);
			ck_assert_uint_eq(node->span.len, wanted[i].len);
		}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_places");
	TCase *c = tcase_create("places");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_loop_test(c, exact, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_test(c, in_translations);
	tcase_add_test(c, spans_of_nodes);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
