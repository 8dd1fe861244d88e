/* Cells that a table draws: lists, dots and changes, their text and their scales. */
#include "edition/drawn.h"

#include <check.h>
#include <math.h>

#include "edition/dataset.h"

static struct cell text_cell(const char *text)
{
	return (struct cell){.type = CELL_TEXT, .text = str_of(text)};
}

static struct cell number_cell(double number)
{
	return (struct cell){.type = CELL_REAL, .real = number};
}

static const char *printed(const struct column *c, struct cell cell, const char *language)
{
	static char out[200];
	struct arena *a = arena_new();
	str text = dataset_cell_text(numbers_new(a, str_of(language)), c, &cell);
	snprintf(out, sizeof out, "%.*s", STR_ARG(text));
	arena_drop(a);
	return out;
}

START_TEST(lists)
{
	static const struct {
		const char *json;
		bool fits;
	} cases[] = {{"[]", true},       {" [ 1 , 2.5,-3e2 ] ", true},
	             {"[null]", true},   {"[1,]", false},
	             {"[,1]", false},    {"[1 2]", false},
	             {"1,2", false},     {"[\"1\"]", false},
	             {"[1,[2]]", false}, {"[true]", false},
	             {"", false},        {"[", false},
	             {"[1e999]", false}, {"[NaN]", false},
	             {"nothing", false}};
	struct column c = {.drawing = DRAWN_SPARK, .format = FORMAT_NUMBER};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct cell cell = text_cell(cases[i].json);
		ck_assert_msg(drawn_fits(&c, &cell) == cases[i].fits, "%s", cases[i].json);
	}
	struct cell one = number_cell(1);
	ck_assert(!drawn_fits(&c, &one));
}
END_TEST

START_TEST(a_list_prints_its_last_number)
{
	struct column c = {.drawing = DRAWN_SPARK, .format = FORMAT_NUMBER, .even = 1};
	ck_assert_str_eq(printed(&c, text_cell("[1, 2, 3.25]"), "en"), "3.3");
	ck_assert_str_eq(printed(&c, text_cell("[1, null]"), "en"), "–");
	ck_assert_str_eq(printed(&c, text_cell("[]"), "en"), "–");
	ck_assert_str_eq(printed(&c, (struct cell){.type = CELL_NULL}, "en"), "–");
}
END_TEST

START_TEST(so_many_numbers_and_no_more)
{
	struct column c = {.drawing = DRAWN_SPARK};
	struct buf b = {0};
	for (int i = 0; i < DRAWN_MOST_NUMBERS; i++)
		buf_printf(&b, "%s%d", i ? "," : "[", i);
	buf_put(&b, S("]"));
	struct cell cell = {.type = CELL_TEXT, .text = buf_str(&b)};
	ck_assert(drawn_fits(&c, &cell));
	b.len--;
	buf_put(&b, S(",1]"));
	cell.text = buf_str(&b);
	ck_assert(!drawn_fits(&c, &cell));
	buf_drop(&b);
}
END_TEST

START_TEST(dots)
{
	struct column c = {.drawing = DRAWN_DOTS, .of = 4}, one = {.drawing = DRAWN_DOTS};
	ck_assert_str_eq(printed(&c, number_cell(3), "en"), "●●●○");
	ck_assert_str_eq(printed(&c, number_cell(0), "en"), "○○○○");
	ck_assert_str_eq(printed(&one, number_cell(1), "en"), "●");
	static const double wrong[] = {-1, 5, 1.5};
	for (size_t i = 0; i < 3; i++) {
		struct cell cell = number_cell(wrong[i]);
		ck_assert(!drawn_fits(&c, &cell));
	}
	struct cell word = text_cell("yes"), many = number_cell(2);
	ck_assert(!drawn_fits(&one, &word) && !drawn_fits(&one, &many));
	ck_assert(drawn_is_dots(S("○")) && !drawn_is_dots(S("–")));
}
END_TEST

START_TEST(changes)
{
	struct column c = {.drawing = DRAWN_DELTA, .format = FORMAT_NUMBER, .even = 1};
	struct column percent = {.drawing = DRAWN_DELTA, .format = FORMAT_PERCENT};
	ck_assert_str_eq(printed(&c, number_cell(3.2), "en"), "+3.2\u00A0▲");
	ck_assert_str_eq(printed(&c, number_cell(-1.4), "lv"), "−1,4\u00A0▼");
	ck_assert_str_eq(printed(&c, number_cell(0.04), "en"), "0.0");
	ck_assert_str_eq(printed(&c, number_cell(-0.04), "en"), "0.0");
	ck_assert_str_eq(printed(&percent, number_cell(0.12), "en"), "+12%\u00A0▲");
	struct column points = {.drawing = DRAWN_DELTA, .format = FORMAT_PERCENT, .points = true};
	ck_assert_str_eq(printed(&points, number_cell(0.285), "en"), "+29\u00A0pp\u00A0▲");
	ck_assert_str_eq(printed(&points, number_cell(-0.12), "ru"), "−12\u00A0pp\u00A0▼");
	ck_assert_str_eq(printed(&points, number_cell(0.001), "ru"), "0\u00A0pp");
}
END_TEST

START_TEST(numbers_that_have_no_end_do_not_fit)
{
	struct column bar = {.drawing = DRAWN_BAR}, delta = {.drawing = DRAWN_DELTA};
	struct cell all = number_cell((double)INFINITY), word = text_cell("many");
	ck_assert(!drawn_fits(&bar, &all) && !drawn_fits(&delta, &all));
	ck_assert(!drawn_fits(&bar, &word) && !drawn_fits(&delta, &word));
}
END_TEST

static struct column_scale scale_of(struct column c, double least, double most)
{
	struct cell a = number_cell(least), b = number_cell(most);
	drawn_scale_add(&c.scale, &c, &a);
	drawn_scale_add(&c.scale, &c, &b);
	return drawn_bar_scale(&c);
}

START_TEST(scales_have_zero_in_them)
{
	struct column c = {.drawing = DRAWN_BAR, .format = FORMAT_NUMBER};
	struct column_scale s = scale_of(c, 20, 1e12);
	ck_assert(s.least == 0 && s.most == 1e12);
	s = scale_of(c, -5, -2);
	ck_assert(s.least == -5 && s.most == 0);
	s = scale_of(c, 0, 0);
	ck_assert(s.least == 0 && s.most > 0);
	c.format = FORMAT_PERCENT;
	ck_assert(scale_of(c, .1, .2).most == 1);
	c.full = .25;
	ck_assert(scale_of(c, .1, .2).most == .25);
	ck_assert(scale_of(c, .1, .5).most == .5);
}
END_TEST

START_TEST(lists_share_a_scale)
{
	struct column c = {.drawing = DRAWN_SPARK};
	struct cell a = text_cell("[4, null, 9]"), b = text_cell("[-2]"), none = text_cell("[]");
	drawn_scale_add(&c.scale, &c, &none);
	ck_assert(!c.scale.any);
	drawn_scale_add(&c.scale, &c, &a);
	drawn_scale_add(&c.scale, &c, &b);
	ck_assert(c.scale.least == -2 && c.scale.most == 9);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("drawn");
	TCase *t = tcase_create("drawn");
	tcase_add_test(t, lists);
	tcase_add_test(t, a_list_prints_its_last_number);
	tcase_add_test(t, so_many_numbers_and_no_more);
	tcase_add_test(t, dots);
	tcase_add_test(t, changes);
	tcase_add_test(t, numbers_that_have_no_end_do_not_fit);
	tcase_add_test(t, scales_have_zero_in_them);
	tcase_add_test(t, lists_share_a_scale);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
