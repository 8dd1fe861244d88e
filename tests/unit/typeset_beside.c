/* Notes of what stands beside the text, or on turned pages: at the foot of the page, or beside it,
 * where the layout has a place for them. */
#include "unit/pages_help.h"

static void set_guideline(void)
{
	set_up();
	layout_name = "guideline";
}

static void typeset_notes(const char *where, const char *markdown)
{
	const struct setting notes = {.key = S("notes"), .value = str_of(where)};
	typeset_with(markdown, &notes, 1);
}

static const struct put *with(const char *words)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].node && str_find(put_list.at[i].text, str_of(words)) != SIZE_MAX)
			return &put_list.at[i];
	ck_abort_msg("'%s' is on no page", words);
	return NULL;
}

static const char *const SIDE =
	"# One\n\nBefore.[^b]\n\n::: {.side}\nA remark.[^a]\n:::\n\nAfter.[^c]\n\n"
	"[^a]: Zebra source.\n\n[^b]: Begin source.\n\n[^c]: Close source.\n";

START_TEST(a_remarks_note_is_at_the_foot_in_its_order)
{
	typeset_notes("foot", SIDE);
	const struct put *before = with("Begin"), *note = with("Zebra"), *after = with("Close");
	ck_assert_uint_eq(note->page, with("remark")->page);
	ck_assert(before->y < note->y && note->y < after->y);
	ck_assert_int_eq(note->x, after->x);
	ck_assert_int_gt(note->y, with("After")->y);
}
END_TEST

START_TEST(a_remarks_note_is_beside_the_text)
{
	typeset_notes("side", SIDE);
	ck_assert_uint_eq(with("Zebra")->page, with("remark")->page);
	ck_assert_int_gt(with("Zebra")->x, with("After")->x + STROM_MM(60));
}
END_TEST

START_TEST(a_turned_tables_notes_stay_on_its_pages)
{
	struct buf b = {0};
	buf_printf(&b, "# One\n\nText.\n\n::: {.landscape}\n| A | B |\n|---|---|\n");
	for (int i = 0; i < 60; i++)
		buf_printf(&b, "| row%d | cell[^n%d] |\n", i, i);
	buf_printf(&b, ":::\n\nBehind it.\n\n");
	for (int i = 0; i < 60; i++)
		buf_printf(&b, "[^n%d]: Source%d.\n\n", i, i);
	typeset_notes("side", arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	for (int i = 0; i < 60; i++)
		ck_assert_uint_eq(
		        with(arena_cstr(arena, arena_printf(arena, "row%d", i)))->page,
		        with(arena_cstr(arena, arena_printf(arena, "Source%d.", i)))->page);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_beside");
	TCase *c = tcase_create("notes");
	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, set_guideline, tear_down);
	tcase_add_test(c, a_remarks_note_is_at_the_foot_in_its_order);
	tcase_add_test(c, a_remarks_note_is_beside_the_text);
	tcase_add_test(c, a_turned_tables_notes_stay_on_its_pages);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
