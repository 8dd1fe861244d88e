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
		lines[p->page] += p->node && kind_of(block_of(p->node)) == NODE_PARAGRAPH && p->page >= FIRST_OF_TEXT;
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
		ck_assert_msg(lines[FIRST_OF_TEXT + 1] >= 3, "%zu lines alone", lines[FIRST_OF_TEXT + 1]);
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
		buf_printf(&b, i == 56 ? "## A heading\n\nLine.\n\n" : "Line %zu of the text.\n\n", i);
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

int main(void)
{
	Suite *suite = suite_create("choose");
	TCase *tests = tcase_create("choose");
	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, no_line_alone);
	tcase_add_test(tests, facing_pages_end_level);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
