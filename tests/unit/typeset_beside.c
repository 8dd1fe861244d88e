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

/* However many pages without a column the table takes, what stood before it goes on behind it. */
START_TEST(a_remark_waits_for_a_turned_table_to_end)
{
	struct buf b = {0};
	buf_printf(&b, "# One\n\nText.\n\n::: {.side}\n");
	for (int i = 0; i < 60; i++)
		buf_printf(&b, "- Remark%d words and words and more words\n", i);
	buf_printf(&b, ":::\n\n::: {.landscape}\n| A | B |\n|---|---|\n");
	for (int i = 0; i < 700; i++)
		buf_printf(&b, "| row%d | cell |\n", i);
	buf_printf(&b, ":::\n");
	typeset_notes("side", arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	ck_assert_uint_gt(with("row699")->page, with("row0")->page + 16);
	ck_assert_uint_gt(with("Remark59")->page, with("row699")->page);
}
END_TEST

/* ---- More beside a page than there is room for ---- */

static const char *many_notes(int n, const char *words)
{
	struct buf b = {0};
	buf_printf(&b, "# One\n\nText begins");
	for (int i = 0; i < n; i++)
		buf_printf(&b, " word%d[^n%d]", i, i);
	buf_printf(&b, " text ends.\n\n");
	for (int i = 0; i < n; i++)
		buf_printf(&b, "[^n%d]: Source%d. %s\n\n", i, i, words);
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

/* Baselines are level: a note's first with that of the line beside it. */
START_TEST(a_note_is_level_with_its_line)
{
	struct buf b = {0};
	buf_put(&b, S("# One\n\nFirst.[^a]\n\n"));
	for (int i = 0; i < 12; i++)
		buf_put(&b, S("Some words between.\n\n"));
	buf_put(&b, S("Further[^b] down.\n\n[^a]: Zebra source.\n\n[^b]: Begin source.\n"));
	typeset_notes("side", arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	strom_len slack = STROM_PT(1) / 20;
	ck_assert_int_le(labs(with("Zebra")->y - with("First")->y), slack);
	ck_assert_int_le(labs(with("Begin")->y - with("Further")->y), slack);
}
END_TEST

/* None covers the one before it, and none leaves the frame. */
START_TEST(notes_stand_below_each_other)
{
	typeset_notes("side",
	              many_notes(8, "With more words than one line beside the text takes."));
	strom_len gap = with("Source1.")->y - with("Source0.")->y;
	ck_assert_int_gt(gap, STROM_PT(20));
	for (int i = 1; i < 8; i++) {
		const struct put *p = with(arena_cstr(arena, arena_printf(arena, "Source%d.", i)));
		const struct put *before =
		        with(arena_cstr(arena, arena_printf(arena, "Source%d.", i - 1)));
		ck_assert_uint_eq(p->page, before->page);
		ck_assert_int_eq(p->x, before->x);
		ck_assert_int_le(labs(p->y - before->y - gap), STROM_PT(1));
	}
}
END_TEST

/* At the end of a page notes move up, so that the last stands on its page whole. */
START_TEST(notes_at_a_pages_foot_move_up)
{
	struct buf b = {0};
	buf_put(&b, S("# One\n\n"));
	for (int i = 0; i < 60; i++)
		buf_printf(&b, "Line%d[^n%d]\n\n", i, i);
	for (int i = 0; i < 60; i++)
		buf_printf(&b, "[^n%d]: Source%d.%s\n\n", i, i,
		           i % 10 == 9
		                   ? " With more words than one line beside the text takes, and "
		                     "then some."
		                   : "");
	typeset_notes("side", arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	for (int i = 0; i < 60; i++) {
		const struct put *note =
		        with(arena_cstr(arena, arena_printf(arena, "Source%d.", i)));
		const struct put *line = with(arena_cstr(arena, arena_printf(arena, "Line%d", i)));
		ck_assert_uint_eq(note->page, line->page);
		ck_assert_int_lt(note->y, STROM_MM(297 - 20));
	}
}
END_TEST

/* What a page has no room for goes on beside the next, and behind the last, in its order. */
START_TEST(too_many_notes_go_on)
{
	typeset_notes("side",
	              many_notes(90, "With more words than one line beside the text takes."));
	uint32_t text = with("text ends")->page;
	const struct put *before = with("Source0.");
	ck_assert_uint_eq(before->page, with("word0")->page);
	for (int i = 1; i < 90; i++) {
		const struct put *p = with(arena_cstr(arena, arena_printf(arena, "Source%d.", i)));
		ck_assert(p->page > before->page || (p->page == before->page && p->y > before->y));
		ck_assert_uint_le(p->page, before->page + 1);
		before = p;
	}
	ck_assert_uint_gt(before->page, text + 1);
	ck_assert_uint_eq(before->page, labels.n - 1);
}
END_TEST

/* A note longer than a page is divided between its lines. */
START_TEST(a_long_note_is_divided)
{
	struct buf b = {0};
	buf_put(&b, S("# One\n\nText.[^a] More.[^b]\n\n[^a]: Zebra"));
	for (int i = 0; i < 900; i++)
		buf_printf(&b, " word%d", i);
	buf_put(&b, S(" quagga.\n\n[^b]: Begin source.\n"));
	typeset_notes("side", arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	ck_assert_uint_eq(with("Zebra")->page, with("Text")->page);
	ck_assert_uint_gt(with("quagga")->page, with("Zebra")->page);
	ck_assert_uint_ge(with("Begin")->page, with("quagga")->page);
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
	tcase_add_test(c, a_remark_waits_for_a_turned_table_to_end);
	tcase_add_test(c, a_note_is_level_with_its_line);
	tcase_add_test(c, notes_stand_below_each_other);
	tcase_add_test(c, notes_at_a_pages_foot_move_up);
	tcase_add_test(c, too_many_notes_go_on);
	tcase_add_test(c, a_long_note_is_divided);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
