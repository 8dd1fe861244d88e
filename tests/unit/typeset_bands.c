/* Columns end level, and what spans them parts what comes before it from what comes after. */
#include "unit/pages_help.h"

static void set_brief(void)
{
	set_up();
	layout_name = "brief";
}

static void lines(struct buf *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "Line %zu of the text.\n\n", i);
}

static void typeset_brief(struct buf *b)
{
	typeset_text(arena_cstr(arena, buf_str(b)));
	buf_drop(b);
}

/* The lowest baselines of the two columns on a page, of lines of the text. */
static void lowest(uint32_t page, strom_len y[2])
{
	y[0] = y[1] = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (p->page != page || !p->node || !str_starts(p->text, S("Line ")))
			continue;
		int column = p->x > STROM_PT(595) / 2;
		if (p->y > y[column])
			y[column] = p->y;
	}
}

START_TEST(columns_end_level)
{
	size_t levels = 0;
	for (size_t n = 2; n < 100; n += 7) {
		struct buf b = {0};
		strom_len y[2];
		lines(&b, n);
		typeset_brief(&b);
		lowest((uint32_t)labels.n - 1, y);
		if (!y[1])                       /* one line alone */
			continue;
		levels++;
		ck_assert_msg(y[0] - y[1] >= 0 && y[0] - y[1] < STROM_PT(25),
		              "%zu lines: %d pt apart", n, (int)((y[0] - y[1]) >> 16));
	}
	ck_assert_uint_gt(levels, 10);
}
END_TEST

START_TEST(what_spans_parts_columns)
{
	struct buf b = {0};
	lines(&b, 12);
	buf_put(&b, S("::: {.wide}\nAcross the page goes this line, and it is long enough to need "
	              "the room of both of its columns.\n:::\n\n"));
	lines(&b, 12);
	typeset_brief(&b);
	ck_assert_uint_eq(labels.n, 1);
	strom_len across = 0;
	size_t above = 0, below = 0, seen = 0;
	for (size_t i = 0; i < put_list.n; i++)
		if (str_starts(put_list.at[i].text, S("Across "))) {
			across = put_list.at[i].y;
			ck_assert_int_gt(put_list.at[i].w, STROM_PT(300));
		}
	ck_assert_int_gt(across, 0);
	/* Reading order is the order of the text: twelve above, twelve below. */
	for (size_t i = 0; i < put_list.n; i++) {
		if (!str_starts(put_list.at[i].text, S("Line ")))
			continue;
		*(seen++ < 12 ? &above : &below) += 1;
		ck_assert(seen <= 12 ? put_list.at[i].y < across : put_list.at[i].y > across);
	}
	ck_assert_uint_eq(above, 12);
	ck_assert_uint_eq(below, 12);
}
END_TEST

/* Where the notes of a page stand, each below the wide text that refers to them: the judge sees
 * that none stands over it. */
START_TEST(what_spans_leaves_room_for_its_notes)
{
	static const int counts[] = {3, 6, 9, 12, 18, 24}, words[] = {30, 60, 120};
	int notes = counts[_i % 6], long_ = words[_i / 6 % 3];
	struct buf b = {0};
	lines(&b, _i / 18 * 5);
	buf_put(&b, S("::: {.wide}\n"));
	for (int i = 0; i < notes; i++) {
		for (int k = 0; k < 22; k++)
			buf_put(&b, S("harbour lamp "));
		buf_printf(&b, "Wide%d.[^a%d]\n\n", i, i);
	}
	buf_put(&b, S(":::\n\n"));
	for (int i = 0; i < notes; i++) {
		buf_printf(&b, "[^a%d]: Note%d.", i, i);
		for (int k = 0; k < long_; k++)
			buf_put(&b, S(" winter"));
		buf_put(&b, S("\n\n"));
	}
	typeset_brief(&b);                   /* and nothing is told: no note is late */
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

static const struct put *picture(int nth)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].kind == ITEM_PICTURE && put_list.at[i].node && !nth--)
			return &put_list.at[i];
	ck_abort_msg("there is no such picture");
	return NULL;
}

static const struct put *words(const char *text)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (str_find(put_list.at[i].text, str_of(text)) != SIZE_MAX)
			return &put_list.at[i];
	ck_abort_msg("'%s' is on no page", text);
	return NULL;
}

/* The first spans and has no room on its page; the second has, and waits all the same, with its
 * caption. */
START_TEST(figures_keep_their_order_and_their_captions)
{
	struct buf b = {0};
	put_file("high.svg",
	         S("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"500\"><path "
	           "d=\"M0 0h600v500z\"/></svg>"));
	put_file("low.svg",
	         S("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\"><path "
	           "d=\"M0 0h200v100z\"/></svg>"));
	lines(&b, 24);
	buf_put(&b, S("::: {.wide}\n![High](high.svg \"The high one\"){#fig-a}\n:::\n\n"
	              "![Low](low.svg \"The low one\"){#fig-b}\n\n"));
	lines(&b, 3);
	typeset_brief(&b);
	const struct put *high = words("The high"), *low = words("The low");
	ck_assert(high->page < low->page || (high->page == low->page && high->y < low->y));
	ck_assert_uint_eq(picture(0)->page, high->page);
	ck_assert_uint_eq(picture(1)->page, low->page);
	ck_assert_int_gt(low->y, picture(1)->y);
	ck_assert_int_lt(low->x - picture(1)->x, STROM_MM(20));
}
END_TEST

/* Below a passage over all columns a picture that has no room there waits for the next page. */
START_TEST(columns_below_a_span_force_nothing)
{
	struct buf b = {0};
	put_file("high.svg",
	         S("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"400\"><path "
	           "d=\"M0 0h200v400z\"/></svg>"));
	lines(&b, 12 + _i);
	buf_put(&b, S("::: {.wide}\nOver all.\n:::\n\n"));
	lines(&b, 2 + _i % 5);
	buf_put(&b, S("![High](high.svg)\n\n"));
	lines(&b, 3);
	typeset_brief(&b);                   /* it is nowhere told to be too high */
	ck_assert_int_gt(picture(0)->h, STROM_MM(100));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("bands");
	TCase *tests = tcase_create("bands");
	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, set_brief, tear_down);
	tcase_add_test(tests, columns_end_level);
	tcase_add_test(tests, what_spans_parts_columns);
	tcase_add_test(tests, figures_keep_their_order_and_their_captions);
	tcase_add_loop_test(tests, columns_below_a_span_force_nothing, 0, 30);
	tcase_add_loop_test(tests, what_spans_leaves_room_for_its_notes, 0, 36);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
