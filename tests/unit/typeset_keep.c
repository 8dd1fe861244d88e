/* What is to stay together stays so while a page has room for it with its notes, and is parted like
 * other text where none has. */
#include "unit/pages_help.h"

static uint32_t page_of(const char *words)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].node && str_find(put_list.at[i].text, str_of(words)) != SIZE_MAX)
			return put_list.at[i].page;
	ck_abort_msg("'%s' is on no page", words);
	return 0;
}

static uint32_t last_page(void)
{
	return put_list.at[put_list.n - 1].page;
}

static void add_words(struct buf *b, const char *first, int n)
{
	buf_printf(b, "%s", first);
	for (int i = 0; i < n; i++)
		buf_printf(b, " harbour desk lamp");
}

static void set_text(struct buf *b)
{
	const char *text = arena_cstr(arena, buf_str(b));
	buf_drop(b);
	typeset_text(text);
}

/* A box of paragraphs, each with a note. */
static void box_of(int paragraphs)
{
	struct buf b = {0};
	buf_printf(&b, "# Chapter\n\nBefore the box.\n\n::: {.practice}\n");
	for (int i = 0; i < paragraphs; i++) {
		add_words(&b, "", 2);
		buf_printf(&b, " Word%d.[^n%d]\n\n", i, i);
	}
	buf_printf(&b, ":::\n\n");
	for (int i = 0; i < paragraphs; i++)
		buf_printf(&b, "[^n%d]: Source%d of it.\n\n", i, i);
	set_text(&b);
}

/* Wherever the page ends, a note below a table stands with its last row. */
START_TEST(notes_below_a_table_stay_with_its_last_row)
{
	for (int lines = 30; lines < 48; lines++) {
		struct buf b = {0};
		buf_printf(&b, "# Chapter\n\n");
		for (int i = 0; i < lines; i++)
			buf_printf(&b, "Line %d.\n\n", i);
		buf_printf(&b, "| Town | N |\n|---|---|\n");
		for (int i = 0; i < 4; i++)
			buf_printf(&b, "| Row%d | %d |\n", i, i);
		buf_printf(&b, "\nNote: below it.\n\nSource: of it.\n\nAfter.\n");
		set_text(&b);
		ck_assert_uint_eq(page_of("below it"), page_of("Row3"));
		ck_assert_uint_eq(page_of("of it"), page_of("Row3"));
	}
}
END_TEST

START_TEST(a_box_that_has_room_moves_whole)
{
	struct buf b = {0};
	buf_printf(&b, "# Chapter\n\n");
	for (int i = 0; i < 42; i++)
		buf_printf(&b, "Line %d.\n\n", i);
	buf_printf(&b, "::: {.practice}\n");
	for (int i = 0; i < 8; i++)
		buf_printf(&b, "Boxed%d.[^a%d]\n\n", i, i);
	buf_printf(&b, ":::\n\n");
	for (int i = 0; i < 8; i++)
		buf_printf(&b, "[^a%d]: Source%d.\n\n", i, i);
	set_text(&b);
	for (int i = 0; i < 8; i++)
		ck_assert_uint_eq(page_of(arena_cstr(arena, arena_printf(arena, "Boxed%d", i))),
		                  page_of("Boxed0"));
}
END_TEST

START_TEST(a_box_longer_than_a_page_begins_at_once_with_its_notes)
{
	box_of(60);
	ck_assert_uint_eq(page_of("Word0."), page_of("Before"));
	for (int i = 0; i < 60; i++)
		ck_assert_uint_eq(page_of(arena_cstr(arena, arena_printf(arena, "Word%d.", i))),
		                  page_of(arena_cstr(arena, arena_printf(arena, "Source%d", i))));
	/* No page of notes alone: each page but the last ends with a box that goes on. */
	ck_assert_uint_le(last_page() - page_of("Before"), 4);
}
END_TEST

/* Its ground reaches above the frame's top, at 29 mm, where the first line would touch its edge. */
START_TEST(a_box_that_goes_on_keeps_air)
{
	box_of(60);
	size_t grounds = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (p->artifact != ARTIFACT_BACKGROUND || p->page <= page_of("Before"))
			continue;
		ck_assert_int_lt(p->y, STROM_MM(29) - STROM_PT(2));
		grounds++;
	}
	ck_assert_uint_ge(grounds, 1);
}
END_TEST

static void table_of(int rows, int words)
{
	struct buf b = {0};
	buf_printf(&b, "# Chapter\n\nBefore.\n\nTable: Steps {#tbl-a}\n\n| A | B |\n|---|---|\n");
	for (int i = 0; i < rows; i++) {
		buf_printf(&b, "| row%d | ", i);
		add_words(&b, "w", words);
		buf_printf(&b, " |\n");
	}
	set_text(&b);
}

START_TEST(a_short_table_of_high_rows_is_parted_between_them)
{
	table_of(10, 40);
	uint32_t page = page_of("row0"), parted = 0;
	for (int i = 1; i < 10; i++) {
		uint32_t next = page_of(arena_cstr(arena, arena_printf(arena, "row%d", i)));
		ck_assert_uint_ge(next, page);
		parted += next > page;
		page = next;
	}
	ck_assert_uint_ge(parted, 1);
	ck_assert_uint_eq(page_of("Before"), page_of("row0"));
}
END_TEST

START_TEST(a_short_table_that_has_room_is_not)
{
	struct buf b = {0};
	buf_printf(&b, "# Chapter\n\n");
	for (int i = 0; i < 44; i++)
		buf_printf(&b, "Line %d.\n\n", i);
	buf_printf(&b, "| A | B |\n|---|---|\n");
	for (int i = 0; i < 12; i++)
		buf_printf(&b, "| row%d | b |\n", i);
	set_text(&b);
	ck_assert_uint_eq(page_of("row11"), page_of("row0"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_keep");
	TCase *c = tcase_create("keep");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, notes_below_a_table_stay_with_its_last_row);
	tcase_add_test(c, a_box_that_has_room_moves_whole);
	tcase_add_test(c, a_box_longer_than_a_page_begins_at_once_with_its_notes);
	tcase_add_test(c, a_box_that_goes_on_keeps_air);
	tcase_add_test(c, a_short_table_of_high_rows_is_parted_between_them);
	tcase_add_test(c, a_short_table_that_has_room_is_not);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
