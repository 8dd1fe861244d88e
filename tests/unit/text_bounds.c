/* Hostile texts: each is refused or works, in bounded time and memory. */
#include "unit/text_help.h"

static const char *repeat(const char *unit, size_t n)
{
	size_t len = strlen(unit);
	char *text = arena_alloc(arena, len * n + 1);
	for (size_t i = 0; i < n; i++)
		memcpy(text + i * len, unit, len);
	return text;
}

static const char *joined(const char *a, const char *b, const char *c)
{
	return arena_cstr(arena, arena_printf(arena, "%s%s%s", a, b, c));
}

/* "": the text is taken. */
static void meets(const char *text, const char *code)
{
	diags = diags_new(arena);
	struct edition *e = make(text);
	if (!*code) {
		ck_assert_msg(e != NULL, "%.200s\n%.500s", text, reports());
		return;
	}
	ck_assert_msg(!e, "%.200s is taken", text);
	ck_assert_msg(has(reports(), code), "%.200s\ngives\n%.500s", text, reports());
}

START_TEST(deep_blocks)
{
	meets(joined(repeat("> ", 60), "a\n", ""), "");
	meets(joined(repeat(">", 10000), "a\n", ""), "text/too-deep");
	meets(joined(repeat("> ", 10000), "a\n", ""), "text/too-deep");
	meets(joined(repeat("- ", 10000), "a\n", ""), "text/too-deep");
	meets(joined(repeat("1. ", 10000), "a\n", ""), "text/too-deep");
	meets(joined(repeat("> - ", 10000), "a\n", ""), "text/too-deep");
	meets(repeat("::: a\n", 10000), "text/too-deep");
	meets(joined(repeat("::: a\n", 60), "a\n", repeat(":::\n", 60)), "");
	meets(joined("- ", repeat("- ", 3000), "\n"), "");
	meets(repeat("- ", 60), "");
	struct buf b = {0};
	for (size_t i = 0; i < 1000; i++)
		buf_printf(&b, "%*s- a\n", (int)(i * 2), "");
	meets(arena_cstr(arena, buf_str(&b)), "text/too-deep");
	buf_drop(&b);
}
END_TEST

START_TEST(deep_inlines)
{
	meets(joined(repeat("*a ", 10000), "", repeat("a*", 10000)), "text/too-long");
	meets(joined(repeat("*a ", 5000), "", repeat("a*", 5000)), "text/too-deep");
	meets(joined(repeat("[", 4000), "a", repeat("]", 4000)), "");
	meets(joined(repeat("[", 900), "a", repeat("]{.b}", 900)), "text/too-deep");
	meets(joined(repeat("![", 3000), "a", repeat("](x)", 3000)), "text/too-deep");
	meets(joined(repeat("**a [", 1200), "", "\n"), "");
	meets(repeat("]{.a}", 6000), "text/lost-attributes");
	meets(joined("a ", repeat("<? ", 10000), ""), "text/raw-html");
	meets(joined("a ", repeat("<? ", 60), ""), "");
	meets(repeat("`a``", 8000), "");
	meets(repeat("[a](", 8000), "");
	meets(repeat("![a](", 6000), "");
	meets(repeat("\\", 30000), "");
	meets(repeat("{.a ", 8000), "text/");
	meets(repeat("@tbl-", 6000), "");
	meets(repeat("@tbl-a ", 4000), "text/unknown-reference");
}
END_TEST

START_TEST(long_ones)
{
	meets(repeat("a", 33000), "text/too-long");
	meets(joined("# ", repeat("a", 33000), "\n"), "text/too-long");
	meets(repeat("a\n", 20000), "text/too-long");
	meets(joined("```\n", repeat("a", 1000000), "\n```\n"), "");
	meets(joined("[a]: ", repeat("b", 5000), "\n\n[a]\n"), "text/too-long");
	meets(joined("[a](https://", repeat("b", 5000), ")\n"), "text/too-long");
	meets(joined(repeat("|a", 70), "\n", repeat("|-", 70)), "text/too-many-columns");
	meets(repeat("a|b\n|-|-|-\n", 100), "text/bad-rule");
	/* A paragraph is read again for each line that might make it a table: twice 8000. */
	const char *slow = joined(repeat("a|b|", 4000), "\n", repeat("|-|-\n", 2));
	meets(joined(slow, "\n", repeat("\n", 980000)), "");
	meets(joined(slow, "\n", repeat("\n", 986000)), "text/too-many-blocks");
}
END_TEST

START_TEST(many)
{
	struct buf b = {0};
	for (size_t i = 0; i < 64; i++)
		buf_put(&b, S("|a"));
	buf_put(&b, S("\n"));
	for (size_t i = 0; i < 64; i++)
		buf_put(&b, S("|-"));
	/* A row of one cell has 64 too. */
	const char *table = joined(arena_cstr(arena, buf_str(&b)), "\n", repeat("|b\n", 800));
	meets(joined(table, "\n", repeat("\n", 930000)), "");
	meets(joined(table, "\n", repeat("\n", 950000)), "text/too-many-blocks");
	buf_drop(&b);
	/* Two lines and a quote each. */
	meets(joined(repeat(">\n\n", 40000), "", repeat("\n", 870000)), "");
	meets(joined(repeat(">\n\n", 40000), "", repeat("\n", 890000)), "text/too-many-blocks");
	meets(repeat("\n", 1000001), "text/too-many-blocks");
	meets(repeat("# a\n", 3000), "");
}
END_TEST

START_TEST(files)
{
	char *big = arena_alloc(arena, (16 << 20) + 2);
	memset(big, 'a', (16 << 20) + 1);
	meets(big, "file/too-large");
	meets("a \xC3( b\n", "a.md:1:3+1 text/not-utf8");
	put_file("a.md", (str){"a\0b", 3});
	diags = diags_new(arena);
	ck_assert_ptr_null(edition_make(arena, diags, &project, &spec, NULL));
	ck_assert_msg(has(reports(), "a.md:1:2+1 text/control-character"), "%s", reports());
	text_path.text = path_join(arena, folder, S("none.md"));
	diags = diags_new(arena);
	ck_assert_ptr_null(edition_make(arena, diags, &project, &spec, NULL));
	ck_assert_msg(has(reports(), "file/missing"), "%s", reports());
}
END_TEST

/* They are looked for eight bytes at a time. */
START_TEST(control_characters)
{
	for (size_t at = 0; at < 20; at++)
		for (const char *c = "\x01\x1F\x7F"; *c; c++) {
			char text[] = "It was a long, long night in Rīga.\n";
			text[at] = *c;
			meets(text, arena_printf(arena, "a.md:1:%zu+1 text/control-character",
			                         at + 1).ptr);
		}
	meets("It was a long\tlong, long night.\f\r\nIt ended.\r\n", "");
}
END_TEST

START_TEST(unclosed)
{
	meets("```\na\n", "a.md:1:1+3 text/unclosed-code");
	meets("> ::: {.a}\n> b\n\nc\n", "a.md:1:3+8 text/unclosed-div");
	meets("::: a\n::: b\n:::\n", "a.md:1:1+5 text/unclosed-div");
	meets("a\n:::\n", "a.md:2:1+3 text/stray-div-end");
	meets("::: a\n- b\n  :::\n:::\n", "a.md:3:3+3 text/stray-div-end");
	meets("::: a b\nx\n:::\n", "a.md:1:5+3 text/bad-div");
	meets("|a|\n|-|\n|b|c|\n", "a.md:3:4+1 text/ragged-row");
	meets("```{.sql\nx\n```\n", "text/unknown-directive");
	meets("---\na: b\n---\n", "a.md:2:1+1 yaml/unknown-key");
	meets("---\na: [\n---\n", "yaml/syntax");
}
END_TEST

START_TEST(errors)
{
	meets(repeat("@tbl-a @tbl-b <c>\n\n", 2000), "text/raw-html");
	ck_assert_uint_lt(diag_errors(diags), 1100);
	meets(joined(repeat("# a\n\n", 300), repeat("@tbl-a\n\n", 1200), ""),
	      "text/unknown-reference");
	ck_assert_uint_lt(diag_errors(diags), 1100);
	meets(repeat("<p>\n\n", 10000), "text/raw-html");
	ck_assert_uint_lt(diag_errors(diags), 1100);
	meets(repeat("[a]{#b}\n\n", 5000), "text/duplicate-id");
	ck_assert_uint_lt(diag_errors(diags), 1100);
	meets(repeat("{a\n\n", 5000), "text/");
	ck_assert_uint_lt(diag_errors(diags), 1100);
}
END_TEST

/* A prefix of a text is a text. */
START_TEST(prefixes)
{
	const char *text =
	        "---\ntitle: a\n---\n# A {#sec-a}\n\n> - *b* [c](https://d.e \"f\"){.g} `h`\n"
	        ">   | i | j |\n>   |---|:-:|\n>   | k \\| | ![l](m.png) |\n\nTable: n\n\n"
	        "::: {.o}\n```{table} tbl-p\nquery: q\ncolumns: {r: {title: s}}\n```\n:::\n"
	        "![t](u.png \"v\"){width=5%}\n<!-- w -->\n@sec-a {title}\\\nx\n";
	for (size_t i = 0; i <= strlen(text); i++) {
		struct arena *outer = arena;
		arena = arena_new();
		diags = diags_new(arena);
		make(arena_cstr(arena, str_sub(str_of(text), 0, i)));
		arena_drop(arena);
		arena = outer;
	}
	diags = diags_new(arena);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_bounds");
	TCase *c = tcase_create("bounds");
	tcase_set_timeout(c, 240);
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, deep_blocks);
	tcase_add_test(c, deep_inlines);
	tcase_add_test(c, long_ones);
	tcase_add_test(c, many);
	tcase_add_test(c, files);
	tcase_add_test(c, control_characters);
	tcase_add_test(c, unclosed);
	tcase_add_test(c, errors);
	tcase_add_test(c, prefixes);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
