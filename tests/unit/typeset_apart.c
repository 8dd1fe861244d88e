/* What stands above and below the line, and what is struck through. */
#include "unit/pages_help.h"

static const struct put *put_with(const char *text)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (str_eq(put_list.at[i].text, str_of(text)) &&
		    put_list.at[i].page == FIRST_OF_TEXT && put_list.at[i].node)
			return &put_list.at[i];
	ck_abort_msg("no '%s'", text);
	return NULL;
}

START_TEST(above_and_below)
{
	typeset_text("CO~2~ and m^3^ here\n");
	const struct put *line = put_with("CO"), *below = put_with("2"), *above = put_with("3");
	ck_assert_int_gt(below->y, line->y);
	ck_assert_int_lt(above->y, line->y);
	ck_assert_int_eq(below->x, line->x + line->w);
	ck_assert(kind_of(node_at(edition, below->node)->parent) == NODE_SUB);
	ck_assert(kind_of(node_at(edition, above->node)->parent) == NODE_SUP);
}
END_TEST

/* Rules that stand above a baseline, by less than its letters are high. */
static size_t strikes_at(strom_len baseline)
{
	size_t n = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		n += p->kind == ITEM_PATH && p->page == FIRST_OF_TEXT && p->y < baseline &&
		     p->y > baseline - STROM_PT(6);
	}
	return n;
}

START_TEST(a_line_goes_through)
{
	typeset_text("kept ~~gone~~ kept\n");
	const struct put *gone = put_with("gone");
	ck_assert_uint_eq(strikes_at(gone->y), 1);
	typeset_text("kept gone kept\n");
	ck_assert_uint_eq(strikes_at(put_with("kept gone kept")->y), 0);
}
END_TEST

/* On each line of them one, and no rule of its own past the text's edge. */
START_TEST(it_goes_on_in_the_next_line)
{
	struct buf b = {0};
	buf_put(&b, S("a ~~"));
	for (int i = 0; i < 40; i++)
		buf_put(&b, S("several words "));
	buf_put(&b, S("b~~ c\n"));
	typeset_text(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	size_t lines = 0, strikes = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		strom_node above = p->node ? node_at(edition, p->node)->parent : 0;
		bool struck = p->kind == ITEM_GLYPHS && above && kind_of(above) == NODE_STRIKE;
		lines += struck;
		strikes += struck ? strikes_at(p->y) : 0;
	}
	ck_assert_uint_gt(lines, 3);
	ck_assert_uint_eq(strikes, lines);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_apart");
	TCase *c = tcase_create("apart");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, above_and_below);
	tcase_add_test(c, a_line_goes_through);
	tcase_add_test(c, it_goes_on_in_the_next_line);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
