/* Code blocks on pages: every letter of them, wherever they stand and however wide they are. */
#include "unit/pages_help.h"

#include <check.h>

static const char long_line[] =
        "select country, count(*) as towns, sum(has_policy) as policies from survey join countries "
        "on countries.code = survey.country where size > 10000 group by country order by towns "
        "desc";

/* ---- What was put ---- */

static strom_node code_of(unsigned which)
{
	for (strom_node n = 1; n < edition->nodes.n; n++)
		if (kind_of(n) == NODE_CODE_BLOCK && !which--)
			return n;
	ck_abort_msg("there is no such block");
}

static str text_put(strom_node n)
{
	struct buf b = {0};
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].node == n && put_list.at[i].kind == ITEM_GLYPHS)
			buf_put(&b, put_list.at[i].text);
	str out = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return out;
}

/* The first item of a block's n-th line. */
static const struct put *line_put_of(strom_node n, unsigned line)
{
	const struct put *before = NULL;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (p->node != n || p->kind != ITEM_GLYPHS)
			continue;
		if ((!before || before->y != p->y || before->page != p->page) && !line--)
			return p;
		before = p;
	}
	return NULL;
}

static str without_tabs(str s)
{
	struct buf b = {0};
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != '\t')
			buf_byte(&b, (unsigned char)s.ptr[i]);
	str out = without_spaces(arena_str(arena, buf_str(&b)));
	buf_drop(&b);
	return out;
}

/* All blocks are printed, once and in order, in the frame. Returns how many there are. */
static unsigned check_all(void)
{
	unsigned blocks = 0;
	for (strom_node n = 1; n < edition->nodes.n; n++) {
		if (kind_of(n) != NODE_CODE_BLOCK)
			continue;
		str want = without_tabs(node_at(edition, n)->text),
		    have = without_spaces(text_put(n));
		ck_assert_msg(str_eq(want, have), "'%.*s' was put as '%.*s'", STR_ARG(want),
		              STR_ARG(have));
		blocks++;
	}
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].node && kind_of(put_list.at[i].node) == NODE_CODE_BLOCK)
			stays_in_frame(&put_list.at[i]);
	return blocks;
}

/* A line that goes on has a sign before it, which is no text. */
static unsigned signs(void)
{
	unsigned n = 0;
	for (size_t i = 0; i + 1 < put_list.n; i++)
		n += put_list.at[i].kind == ITEM_PATH &&
		     put_list.at[i].artifact == ARTIFACT_LAYOUT && put_list.at[i + 1].node &&
		     kind_of(put_list.at[i + 1].node) == NODE_CODE_BLOCK &&
		     put_list.at[i].y < put_list.at[i + 1].y &&
		     put_list.at[i].x < put_list.at[i + 1].x &&
		     put_list.at[i].y > put_list.at[i + 1].y - STROM_PT(5);
	return n;
}

static const char *with(const char *format, const char *line)
{
	return arena_cstr(arena, arena_printf(arena, format, line, line));
}

/* ---- Tests ---- */

START_TEST(everywhere)
{
	typeset_text(with(
	        "# One\n\n```\nalpha beta\n  gamma\n\ndelta\n```\n\n    indented {x}\n    "
	        "more\n\n~~~ sql\ntildes\n~~~\n\n"
	        "- item\n\n  ```\n  in an item\n  ```\n\n- ```\n  begins an item\n  ```\n\n"
	        "> ```\n> quoted\n> ```\n\n::: {.practice}\nA box.\n\n```\nin a "
	        "box\n%s\n```\n:::\n\n"
	        "A note.[^n]\n\n[^n]: Text.\n\n    ```\n    in a note\n    %s\n    ```\n\n"
	        "| a | b |\n|---|---|\n| c | `d` |\n\n```\nbelow a table\n```\n\n```\n\n\n```\n",
	        long_line));
	ck_assert_uint_eq(check_all(), 10);
}
END_TEST

START_TEST(as_it_is_written)
{
	typeset_text("# One\n\n```\n\"quotes\" -- and...   spaces\n\n    four\n```\n");
	strom_node n = code_of(0);
	ck_assert_str_eq(arena_cstr(arena, text_put(n)),
	                 "\"quotes\" -- and...   spaces      four ");
	const struct put *first = line_put_of(n, 0), *empty = line_put_of(n, 1),
	                 *last = line_put_of(n, 2);
	ck_assert_int_eq(last->y - empty->y, empty->y - first->y);
	ck_assert_int_eq(last->x, first->x);
}
END_TEST

/* To the next fourth column; Latvian and Russian letters take one each, accents none. */
START_TEST(tabs)
{
	typeset_text(
	        "# One\n\n```\na\tb\nabc\tb\nabcd\tb\n\tb\nāčē\tb\nда\tb\na\xCC\x84\tb\n```\n");
	static const char *const want[] = {"a   b ", "abc b ", "abcd    b ",    "    b ",
	                                   "āčē b ", "да  b ", "a\xCC\x84   b "};
	for (unsigned i = 0; i < sizeof want / sizeof *want; i++)
		ck_assert_str_eq(arena_cstr(arena, line_put_of(code_of(0), i)->text), want[i]);
	check_all();
}
END_TEST

START_TEST(goes_on_below)
{
	typeset_text(with("# One\n\n```\n  %s\nshort\n```\n", long_line));
	strom_node n = code_of(0);
	const struct put *first = line_put_of(n, 0), *second = line_put_of(n, 1);
	check_all();
	ck_assert_uint_eq(signs(), 2);
	ck_assert(str_ends(first->text, S(" ")) && !str_starts(second->text, S(" ")));
	ck_assert_int_gt(second->x, first->x);
}
END_TEST

/* Without a space: after a sign; without a sign: anywhere, in whole letters. */
START_TEST(without_spaces_too)
{
	struct buf b = {0};
	buf_put(&b, S("# One\n\n```\n"));
	for (int i = 0; i < 30; i++)
		buf_put(&b, S("first,second;"));
	buf_put(&b, S("\n"));
	for (int i = 0; i < 400; i++)
		buf_put(&b, S("ģа\xCC\x84"));
	buf_put(&b, S("\n```\n"));
	typeset_text(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	check_all();
	for (unsigned i = 0; i < 4; i++) {
		str line = line_put_of(code_of(0), i)->text;
		ck_assert_msg(str_ends(line, S(";")) || str_ends(line, S(",")), "'%.*s'",
		              STR_ARG(line));
	}
	ck_assert_uint_gt(signs(), 8);
	for (unsigned i = 6; line_put_of(code_of(0), i); i++)
		ck_assert(!str_starts(line_put_of(code_of(0), i)->text, S("\xCC\x84")));
}
END_TEST

START_TEST(longer_than_a_page)
{
	struct buf b = {0};
	buf_put(&b, S("# One\n\n```\n"));
	for (int i = 0; i < 200; i++)
		buf_printf(&b, "line %d\n", i);
	buf_put(&b, S("```\n"));
	typeset_text(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	check_all();
	ck_assert_uint_eq(line_put_of(code_of(0), 0)->page, FIRST_OF_TEXT);
	ck_assert_uint_gt(line_put_of(code_of(0), 199)->page, FIRST_OF_TEXT + 2);
}
END_TEST

/* Lists in lists until no letter fits: told, and nothing lost. */
START_TEST(no_room)
{
	struct buf b = {0};
	buf_put(&b, S("# One\n\n"));
	for (int i = 0; i < 29; i++) {
		for (int k = 0; k < i; k++)
			buf_put(&b, S("  "));
		buf_put(&b, S("- a\n\n"));
	}
	for (int k = 0; k < 29; k++)
		buf_put(&b, S("  "));
	buf_put(&b, S("    code\n"));
	typeset_changed(arena_cstr(arena, buf_str(&b)), NULL, 0, NULL);
	buf_drop(&b);
	ck_assert_str_eq(arena_cstr(arena, without_spaces(text_put(code_of(0)))), "code");
	bool told = false;
	for (size_t i = 0; i < diag_count(diags); i++)
		told |= str_eq(diag_at(diags, i)->code, S("lines/overfull"));
	ck_assert(told);
}
END_TEST

/* Code stays code among Arabic; what is Arabic line by line begins at the right. */
START_TEST(from_right_to_left)
{
	typeset_text("# One\n\n::: {lang=ar}\nنص\n\n```\nx = 1  # تعليق\nprint(\"سلام\")\n```\n\n"
	             "```\nسلام x\nعليكم\n```\n:::\n");
	check_all();
	strom_node latin = code_of(0), arabic = code_of(1);
	const struct put *x = line_put_of(latin, 0);
	ck_assert_str_eq(arena_cstr(arena, x->text), "x = 1  # ");
	ck_assert_int_lt(x->x, STROM_MM(INNER) + STROM_PT(20));
	ck_assert_int_gt(line_put_of(arabic, 0)->x, STROM_MM(INNER + WIDTH) - STROM_PT(20));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_code");
	TCase *c = tcase_create("code");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, everywhere);
	tcase_add_test(c, as_it_is_written);
	tcase_add_test(c, tabs);
	tcase_add_test(c, goes_on_below);
	tcase_add_test(c, without_spaces_too);
	tcase_add_test(c, longer_than_a_page);
	tcase_add_test(c, no_room);
	tcase_add_test(c, from_right_to_left);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
