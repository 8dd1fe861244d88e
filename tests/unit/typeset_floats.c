/* Tables and figures with captions float to the top of the next page, and the text goes on without
 * them. */
#include "unit/pages_help.h"

/* So many lines, a table of ten rows, and lines behind it; the table and the text behind have a
 * note each. */
static void typeset_table_after(size_t lines, const char *in_table)
{
	struct buf b = {0};
	buf_put(&b, S("# Chapter\n\n"));
	for (size_t i = 0; i < lines; i++)
		buf_printf(&b, "Line %zu of the text.\n\n", i);
	buf_printf(&b, "| Town | Number |\n|---|---|\n| Alfa%s | 0 |\n", in_table);
	for (size_t i = 1; i < 10; i++)
		buf_printf(&b, "| Beta | %zu |\n", i);
	buf_put(&b, S("\nTable: Towns {#tbl-a}\n\n"));
	for (size_t i = 0; i < 30; i++)
		buf_printf(&b, "%s %zu behind.%s\n\n", i ? "Line" : "First", i,
		           i == 2 ? "[^b]" : "");
	buf_printf(&b, "%s[^b]: Below the text.\n", *in_table ? "[^a]: Below the table.\n" : "");
	typeset_text(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
}

/* Where the first piece of a text stands, down all pages. */
static strom_len height_of(const char *text)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].page >= FIRST_OF_TEXT &&
		    str_find(put_list.at[i].text, str_of(text)) != SIZE_MAX)
			return put_list.at[i].page * STROM_MM(297) + put_list.at[i].y;
	ck_abort_msg("'%s' is not printed", text);
	return 0;
}

/* It does float where a page ends within it. */
START_TEST(a_table_floats)
{
	size_t floated = 0;
	for (size_t lines = 20; lines < 44; lines += 2) {
		typeset_table_after(lines, "");
		floated += height_of("First") < height_of("Beta");
	}
	ck_assert_uint_gt(floated, 1);
	ck_assert_uint_lt(floated, 12);
}
END_TEST

/* With a note it stays: notes come in the order of their numbers. */
START_TEST(a_table_with_a_note_stays)
{
	for (size_t lines = 20; lines < 44; lines += 2) {
		typeset_table_after(lines, "[^a]");
		ck_assert_int_lt(height_of("Beta"), height_of("First"));
		ck_assert_int_lt(height_of("Below the table"), height_of("Below the text"));
	}
}
END_TEST

/* What is higher than a chapter's first page has room for does not wait for that page: it is
 * parted. */
START_TEST(a_table_before_a_chapter)
{
	struct buf b = {0};
	layout_name = "guideline";
	buf_put(&b, S("# One\n\n"));
	for (int i = 0; i < 4 + 2 * _i; i++)
		buf_put(&b, S("A line of the text.\n\n"));
	buf_put(&b, S("| Town | Words |\n|---|---|\n"));
	for (int i = 0; i < 9; i++) {
		buf_put(&b, S("| Beta | "));
		for (int k = 0; k < 20; k++)
			buf_put(&b, S("lamp desk "));
		buf_put(&b, S("|\n"));
	}
	buf_put(&b, S("\nTable: Towns {#tbl-a}\n\nText.\n\n# Two\n\nText.\n"));
	struct setting page = {.key = S("chapter-start"), .value = S("page")};
	typeset_with(arena_cstr(arena, buf_str(&b)), &page, 1);
	buf_drop(&b);
	layout_name = "report";
}
END_TEST

/* A picture whose author says no size is as high as the page has room for beside its caption, and
 * keeps its shape. */
START_TEST(a_high_picture)
{
	static const char *const texts[] = {
	        "![High](high.svg \"A caption that goes on and on, so that it stands on two lines "
	        "at least, as they may\")",
	        "::: {.practice}\n![High](high.svg)\n:::", "![High](high.svg){width=90%}"};
	put_file("high.svg",
	         S("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"900\"><path "
	           "d=\"M0 0h300v900z\"/></svg>"));
	typeset_text(arena_cstr(arena,
	                        arena_printf(arena, "# One\n\nText.\n\n%s\n\nText.\n", texts[_i])));
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (p->kind != ITEM_PICTURE)
			continue;
		ck_assert(p->h > STROM_MM(200) && p->h <= STROM_MM(BOTTOM - TOP));
		ck_assert_int_lt(llabs(p->w * 3 - p->h), 65536);
		return;
	}
	ck_abort_msg("there is no picture");
}
END_TEST

/* Tables in sections of their own, and a chapter behind; each with text below it, or with none. */
static void typeset_sections(int lines, const char *below)
{
	struct buf b = {0};
	buf_put(&b, S("# One\n\n"));
	for (int i = 0; i < lines; i++)
		buf_put(&b, S("A line of the text.\n\n"));
	for (int i = 10; i < 22; i++) {
		buf_printf(&b, "## Head%d\n\n| Town | Words |\n|---|---|\n| Cell%d | 1 |\n", i, i);
		for (int k = 0; k < (i * 5) % 12; k++)
			buf_put(&b, S("| Town | 2 |\n"));
		buf_printf(&b, "\nTable: Towns {#tbl-%d}\n\n%s", i, below);
	}
	buf_put(&b, S("# Second\n\nText.\n"));
	struct setting any = {.key = S("chapter-start"), .value = S("any")};
	typeset_with(arena_cstr(arena, buf_str(&b)), &any, 1);
	buf_drop(&b);
}

static strom_len height_of_number(const char *word, int i)
{
	return height_of(arena_cstr(arena, arena_printf(arena, "%s%d", word, i)));
}

START_TEST(no_heading_stands_without_its_table)
{
	typeset_sections(_i, "");
	for (int i = 10; i < 22; i++) {
		ck_assert_int_lt(height_of_number("Head", i), height_of_number("Cell", i));
		if (i < 21)
			ck_assert_int_lt(height_of_number("Cell", i), height_of_number("Head", i + 1));
	}
}
END_TEST

/* Whatever waits, the tables of a chapter keep their order and stand before the next one. */
START_TEST(tables_keep_their_order_and_chapter)
{
	typeset_sections(_i, "Some text.\n\n");
	for (int i = 10; i < 21; i++)
		ck_assert_int_lt(height_of_number("Cell", i), height_of_number("Cell", i + 1));
	ck_assert_int_lt(height_of("Cell21"), height_of("Second"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_floats");
	TCase *c = tcase_create("floats");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 240);
	tcase_add_test(c, a_table_floats);
	tcase_add_test(c, a_table_with_a_note_stays);
	tcase_add_loop_test(c, a_table_before_a_chapter, 0, 8);
	tcase_add_loop_test(c, no_heading_stands_without_its_table, 0, 30);
	tcase_add_loop_test(c, tables_keep_their_order_and_chapter, 0, 30);
	tcase_add_loop_test(c, a_high_picture, 0, 3);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
