/* Passages from right to left: what stands at the start of other lines stands at their right. */
#include "unit/pages_help.h"

static const struct put *with_text(const char *text, int nth)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (str_eq(without_spaces(put_list.at[i].text), str_of(text)) && !nth--)
			return &put_list.at[i];
	ck_abort_msg("no '%s' is put", text);
	return NULL;
}

static strom_len right_of_page(const struct put *p)
{
	return STROM_MM((p->page % 2 ? OUTER : INNER) + WIDTH);
}

START_TEST(lists_and_boxes)
{
	typeset_text("# One\n\n::: {lang=ar}\n- واحد\n\n- [x] منجزة\n\n> اقتباس\n\n::: "
	             "{.practice}\nصندوق\n:::\n:::\n");
	const struct put *label = with_text("•", 0), *item = with_text("واحد", 0);
	const struct put *quote = with_text("اقتباس", 0), *box = with_text("صندوق", 0);
	ck_assert_int_gt(label->x, item->x);
	ck_assert_int_le(label->x, right_of_page(label));
	ck_assert_int_gt(item->x, STROM_MM(WIDTH));
	ck_assert_int_lt(item->w, 0);
	ck_assert_int_lt(quote->x, right_of_page(quote));
	/* The bar of the box ends where the frame does. */
	bool bar = false;
	for (size_t i = 0; i < put_list.n; i++)
		bar |= put_list.at[i].kind == ITEM_PATH && put_list.at[i].page == box->page &&
		       put_list.at[i].x > box->x && put_list.at[i].x < right_of_page(box);
	ck_assert(bar);
}
END_TEST

/* The contents are one list, in the direction of the edition. */
START_TEST(contents)
{
	typeset_text("# One\n\n::: {lang=ar}\n## واحد\n:::\n");
	const struct put *entry = with_text("واحد", 0), *heading = with_text("واحد", 1);
	ck_assert_int_lt(entry->page, heading->page);
	ck_assert_int_eq(heading->x, right_of_page(heading));
	ck_assert_int_lt(entry->x + entry->w, STROM_MM(60));
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].page == entry->page && put_list.at[i].y == entry->y &&
		    str_eq(put_list.at[i].text, S(".")))
			ck_assert_int_ge(put_list.at[i].x, entry->x);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sides");
	TCase *tests = tcase_create("sides");
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, lists_and_boxes);
	tcase_add_test(tests, contents);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
