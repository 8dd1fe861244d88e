/* Pages chosen over a chapter: none ends with a line or two on a page of their own, if an earlier
 * page can spare some; pages that face each other end level. */
#include "unit/pages_help.h"

enum { MOST = 80 };

/* A chapter of so many paragraphs of a line. */
static const char *chapter(size_t n)
{
	struct buf b = {0};
	buf_put(&b, S("# Chapter\n\n"));
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "Line %zu of the text.\n\n", i);
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

/* Lines of text on each page. */
static void table_count_lines(size_t lines[MOST])
{
	memset(lines, 0, MOST * sizeof *lines);
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		ck_assert_uint_lt(p->page, MOST);
		lines[p->page] += p->node && kind_of(block_of(p->node)) == NODE_PARAGRAPH &&
		                  p->page >= FIRST_OF_TEXT;
	}
}

START_TEST(no_line_alone)
{
	size_t lines[MOST], full;
	typeset_text(chapter(20));
	table_count_lines(lines);
	ck_assert_uint_eq(lines[FIRST_OF_TEXT], 20);
	typeset_text(chapter(70));
	table_count_lines(lines);
	full = lines[FIRST_OF_TEXT];
	ck_assert_uint_gt(full, 25);
	for (size_t more = 1; more < 4; more++) {
		typeset_text(chapter(full + more));
		table_count_lines(lines);
		ck_assert_uint_eq(lines[FIRST_OF_TEXT] + lines[FIRST_OF_TEXT + 1], full + more);
		ck_assert_msg(lines[FIRST_OF_TEXT + 1] >= 3, "%zu lines alone",
		              lines[FIRST_OF_TEXT + 1]);
	}
}
END_TEST

/* A figure that cannot stand at the foot of a left-hand page leaves room there, and its right-hand
 * neighbour does not go on far below it. */
START_TEST(facing_pages_end_level)
{
	strom_len lowest[MOST] = {0};
	struct buf b = {0};
	buf_put(&b, S("# Chapter\n\n"));
	for (size_t i = 0; i < 110; i++)
		buf_printf(&b, i == 56 ? "## A heading\n\nLine.\n\n" : "Line %zu of the text.\n\n",
		           i);
	typeset_text(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (p->node && p->y > lowest[p->page])
			lowest[p->page] = p->y;
	}
	/* Pages from 0: 3 is on the left, 4 to its right. */
	ck_assert_uint_gt(labels.n, 5);
	strom_len apart = lowest[3] > lowest[4] ? lowest[3] - lowest[4] : lowest[4] - lowest[3];
	ck_assert_int_lt(apart, STROM_PT(14));
}
END_TEST

/* The last two lines of the first page of text: whether they are divided. */
static void last_lines(bool divided[2], strom_len *lowest)
{
	strom_len y = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (!p->node || p->page != FIRST_OF_TEXT ||
		    kind_of(block_of(p->node)) != NODE_PARAGRAPH)
			continue;
		if (p->y != y)
			divided[0] = divided[1];
		divided[1] = p->divided;
		y = p->y;
	}
	*lowest = y;
}

/* A page rather ends a line early than within a word; two lines early it does not. */
START_TEST(a_page_rather_ends_with_a_word)
{
	static const char *const words[] = {"municipalities",
	                                    "considerable",
	                                    "cooperation",
	                                    "the",
	                                    "acknowledgement",
	                                    "of",
	                                    "responsibilities",
	                                    "international",
	                                    "and",
	                                    "organisations"};
	size_t within = 0, early = 0;
	strom_len full = 0, lowest;
	for (unsigned first = 0; first < 40; first++) {
		bool divided[2] = {false};
		struct buf b = {0};
		buf_put(&b, S("# Chapter\n\n"));
		for (unsigned i = first; i < first + 450; i++)
			buf_printf(&b, "%s ", words[(i * 7 + i / 10 * 3) % 10]);
		typeset_text(arena_cstr(arena, buf_str(&b)));
		buf_drop(&b);
		last_lines(divided, &lowest);
		ck_assert_msg(!divided[1] || divided[0],
		              "from word %u on the page ends within a word", first);
		full = lowest > full ? lowest : full;
		early += lowest < full;
		within += divided[1];
	}
	ck_assert_uint_gt(early, 0);
	ck_assert_uint_gt(within, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("choose");
	TCase *tests = tcase_create("choose");
	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, no_line_alone);
	tcase_add_test(tests, facing_pages_end_level);
	tcase_add_test(tests, a_page_rather_ends_with_a_word);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
