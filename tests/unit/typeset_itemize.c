/* Several scripts in one paragraph: fonts that stand in, order from right to left, mirrored sides.
 */
#include "unit/lines_help.h"

#include <check.h>

static struct lines_help h;
static items list;
static struct galley galley;

enum { EN, AR, ZH, TH, UK };

static void setup(void)
{
	lines_help_new(&h, 0);
	memset(&list, 0, sizeof list);
	vec_push(h.arena, &h.edition->languages, S("ar"));
	vec_push(h.arena, &h.edition->languages, S("zh-Hans"));
	vec_push(h.arena, &h.edition->languages, S("th"));
	vec_push(h.arena, &h.edition->languages, S("uk"));
}

static void teardown(void)
{
	arena_drop(h.arena);
}

static struct run run_in(const char *text, uint16_t lang)
{
	struct run r = help_run(&h, str_of(text));
	r.lang = lang;
	return r;
}

static void set_runs(const struct run *runs, size_t n, bool rtl, strom_len measure,
                     enum text_align align)
{
	struct para *p = arena_make(h.arena, struct para);
	*p = (struct para){.runs = runs, .n = n, .measure = measure, .align = align, .rtl = rtl};
	ck_assert(lines_break(h.setter, h.arena, p, &galley));
	galley_put(h.setter, h.arena, &galley, 0, galley.lines, 0, 0, STROM_PT(14), &list);
	ck_assert_uint_eq(diag_count(h.diags), 0);
}

static void set_text(const char *text, uint16_t lang, bool rtl, strom_len measure,
                     enum text_align align)
{
	struct run *r = arena_make(h.arena, struct run);
	*r = run_in(text, lang);
	set_runs(r, 1, rtl, measure, align);
}

/* ---- What was put ---- */

static strom_len width_of(const struct item *i)
{
	strom_len w = 0;
	for (size_t k = 0; k < i->n; k++)
		w += i->glyphs[k].advance;
	return w;
}

static strom_len left_of(const struct item *i)
{
	strom_len w = width_of(i);
	return w < 0 ? i->x + w : i->x;
}

static strom_len right_of(const struct item *i)
{
	strom_len w = width_of(i);
	return w < 0 ? i->x : i->x + w;
}

static str text_of(const struct item *i)
{
	struct buf b = {0};
	for (size_t k = 0; k < i->n; k++)
		buf_put(&b, str_sub(i->text, i->glyphs[k].text_off,
		                    (size_t)i->glyphs[k].text_off + i->glyphs[k].text_len));
	str text = arena_str(h.arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static str all_text(void)
{
	struct buf b = {0};
	for (size_t i = 0; i < list.n; i++)
		buf_put(&b, text_of(&list.at[i]));
	str text = arena_str(h.arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static const struct item *item_with(const char *text)
{
	for (size_t i = 0; i < list.n; i++)
		if (str_find(text_of(&list.at[i]), str_of(text)) != SIZE_MAX)
			return &list.at[i];
	ck_abort_msg("no item has '%s'", text);
	return NULL;
}

static const char *family_of(const char *text)
{
	return arena_cstr(h.arena, item_with(text)->font->face->family);
}

/* Of a line: the ends of its ink, spaces apart. */
static void ink(strom_len y, strom_len *left, strom_len *right)
{
	*left = INT64_MAX, *right = INT64_MIN;
	for (size_t i = 0; i < list.n; i++) {
		strom_len x = list.at[i].x;
		for (size_t k = 0; k < list.at[i].n; k++) {
			const struct glyph *g = &list.at[i].glyphs[k];
			str text = str_sub(list.at[i].text, g->text_off,
			                   (size_t)g->text_off + g->text_len);
			strom_len from = g->advance < 0 ? x + g->advance : x;
			strom_len to = g->advance < 0 ? x : x + g->advance;
			x += g->advance;
			if (list.at[i].y != y || str_eq(text, S(" ")))
				continue;
			*left = from < *left ? from : *left;
			*right = to > *right ? to : *right;
		}
	}
}

/* ---- Fonts ---- */

START_TEST(fonts_stand_in)
{
	set_text("Say \u0e44\u0e17\u0e22, \u4e2d\u6587 or ti\u1ebfng Vi\u1ec7t.", EN, false,
	         STROM_PT(400), ALIGN_START);
	ck_assert_str_eq(family_of("Say"), "Libertine");
	ck_assert_str_eq(family_of("\u0e44\u0e17\u0e22"), "noto-serif-thai");
	ck_assert_str_eq(family_of("\u4e2d\u6587"), "micro-hei");
	ck_assert_str_eq(family_of("Vi\u1ec7t"), "Libertine");
	/* In a passage of English, punctuation is the passage's. */
	ck_assert_str_eq(family_of(", "), "Libertine");
	ck_assert(item_with("\u0e44")->size == STROM_PT(10) * 920 / 1000);
	ck_assert(str_eq(all_text(),
	                 S("Say \u0e44\u0e17\u0e22, \u4e2d\u6587 or ti\u1ebfng Vi\u1ec7t.")));
}
END_TEST

START_TEST(punctuation_goes_with_letters)
{
	set_text("\u8bc1\u4ef6\u201c\u62a4\u7167\u201d\uff0c112\u3002Strom (\u62a4)", ZH, false,
	         STROM_PT(400), ALIGN_START);
	ck_assert_str_eq(family_of("\u201c\u62a4\u7167\u201d\uff0c"), "micro-hei");
	ck_assert_str_eq(family_of("112"), "Libertine");
	ck_assert_str_eq(family_of("Strom"), "Libertine");
	ck_assert_str_eq(family_of("(\u62a4)"), "micro-hei");
}
END_TEST

START_TEST(clusters_stay_whole)
{
	/* The font lacks the mark alone, and has the letter with it. */
	set_text("e\u0302\u0301 and \u0e01\u0e48", EN, false, STROM_PT(400), ALIGN_START);
	ck_assert_str_eq(family_of("e\u0302\u0301"), "Libertine");
	ck_assert_str_eq(family_of("\u0e01\u0e48"), "noto-serif-thai");
}
END_TEST

START_TEST(plain_text_is_not_parted)
{
	set_text("Plain text, and nothing else.", EN, false, STROM_PT(400), ALIGN_JUSTIFY);
	ck_assert(!galley.para->runs[0].parted);
	ck_assert_uint_eq(list.n, 1);
}
END_TEST

START_TEST(capitals)
{
	struct run r = run_in("\u0e44\u0e17\u0e22 \u0436\u0119 x", UK);
	r.upper = true;
	set_runs(&r, 1, false, STROM_PT(400), ALIGN_START);
	ck_assert(str_eq(all_text(), S("\u0e44\u0e17\u0e22 \u0416\u0118 X")));
}
END_TEST

START_TEST(nobody_has_it)
{
	struct run r = run_in("fine \U00010348 here, and \u0e44 too", EN);
	struct para p = {.runs = &r, .n = 1, .measure = STROM_PT(400)};
	ck_assert(!lines_break(h.setter, h.arena, &p, &galley));
	ck_assert_uint_eq(diag_count(h.diags), 1);
	ck_assert(str_eq(diag_at(h.diags, 0)->code, S("font/missing-glyph")));
}
END_TEST

START_TEST(single_lines)
{
	struct run r = run_in("\u0e44\u0e17\u0e22 \u0627\u0644\u0639 12", EN);
	strom_len width = line_width(h.setter, &r, 1), sum = 0;
	line_put(h.setter, h.arena, &r, 1, STROM_PT(7), 0, &list);
	ck_assert_uint_eq(diag_count(h.diags), 0);
	strom_len left = INT64_MAX;
	for (size_t i = 0; i < list.n; i++) {
		sum += right_of(&list.at[i]) - left_of(&list.at[i]);
		left = left_of(&list.at[i]) < left ? left_of(&list.at[i]) : left;
	}
	ck_assert_int_eq(sum, width);
	ck_assert_int_eq(left, STROM_PT(7));
	ck_assert_str_eq(family_of("\u0e44"), "noto-serif-thai");
}
END_TEST

/* ---- From right to left ---- */

#define SALAM "\u0633\u0644\u0627\u0645"
#define KITAB "\u0643\u062a\u0627\u0628"

START_TEST(from_right_to_left)
{
	set_text(SALAM " " KITAB, AR, true, STROM_PT(200), ALIGN_START);
	ck_assert_uint_eq(list.n, 1);
	ck_assert_int_eq(list.at[0].x, STROM_PT(200));
	/* In reading order, each further to the left. */
	ck_assert_uint_eq(list.at[0].n, 9);
	for (size_t i = 0; i < 9; i++)
		ck_assert_int_le(list.at[0].glyphs[i].advance, 0);
	ck_assert_int_eq(list.at[0].glyphs[5].dx, list.at[0].glyphs[5].advance);
	ck_assert(str_eq(all_text(), S(SALAM " " KITAB)));
	/* Letters join: not the glyphs that they have alone. */
	hb_codepoint_t alone;
	hb_font_get_nominal_glyph(list.at[0].font->hb_font, 0x643, &alone);
	ck_assert_uint_ne(list.at[0].glyphs[5].id, alone);
}
END_TEST

START_TEST(sides_are_mirrored)
{
	static const enum text_align aligns[] = {ALIGN_START, ALIGN_CENTRE, ALIGN_END};
	strom_len measure = STROM_PT(200), left, right;
	for (size_t i = 0; i < 3; i++) {
		list.n = 0;
		set_text(SALAM " " KITAB, AR, true, measure, aligns[i]);
		ink(0, &left, &right);
		strom_len free = measure - (right - left);
		strom_len wanted = i == 0 ? free : i == 1 ? free / 2 : 0;
		ck_assert_int_le(left - wanted < 0 ? wanted - left : left - wanted, 2);
	}
}
END_TEST

START_TEST(lines_are_justified)
{
	struct buf b = {0};
	strom_len left, right;
	for (int i = 0; i < 30; i++)
		buf_put(&b, i % 7 ? S(SALAM " ") : S(KITAB " 112 "));
	set_text(arena_cstr(h.arena, str_trim(buf_str(&b))), AR, true, STROM_PT(150),
	         ALIGN_JUSTIFY);
	buf_drop(&b);
	ck_assert_uint_gt(galley.lines, 3);
	for (size_t i = 0; i + 1 < galley.lines; i++) {
		ink(STROM_PT(14) * (strom_len)i, &left, &right);
		ck_assert_int_eq(left, 0);
		ck_assert_int_eq(right, STROM_PT(150));
	}
	/* The last line begins at the right. */
	ink(STROM_PT(14) * (strom_len)(galley.lines - 1), &left, &right);
	ck_assert_int_eq(right, STROM_PT(150));
}
END_TEST

START_TEST(first_line_is_indented_at_its_start)
{
	struct run r = run_in(SALAM " " KITAB " " SALAM " " KITAB, AR);
	struct para p = {.runs = &r,
	                 .n = 1,
	                 .measure = STROM_PT(70),
	                 .first = STROM_PT(12),
	                 .rtl = true,
	                 .align = ALIGN_START};
	strom_len left, right;
	ck_assert(lines_break(h.setter, h.arena, &p, &galley));
	galley_put(h.setter, h.arena, &galley, 0, galley.lines, 0, 0, STROM_PT(14), &list);
	ink(0, &left, &right);
	ck_assert_int_eq(right, STROM_PT(58));
	ink(STROM_PT(14), &left, &right);
	ck_assert_int_eq(right, STROM_PT(70));
}
END_TEST

START_TEST(numbers_run_to_the_right)
{
	set_text(SALAM " 112 " KITAB, AR, true, STROM_PT(200), ALIGN_START);
	const struct item *number = item_with("112");
	ck_assert_int_gt(number->glyphs[0].advance, 0);
	ck_assert_int_le(right_of(number), left_of(item_with(SALAM)));
	ck_assert_int_ge(left_of(number), right_of(item_with(KITAB)));
}
END_TEST

START_TEST(telephone_numbers_stay_in_one_piece)
{
	set_text(SALAM " +371 2000-0000 " KITAB, AR, true, STROM_PT(200), ALIGN_START);
	const struct item *number = item_with("+371 2000-0000");
	ck_assert_int_gt(number->glyphs[0].advance, 0);
	set_text(SALAM " \u22128 " KITAB, AR, true, STROM_PT(200), ALIGN_START);
	ck_assert_int_gt(item_with("\u22128")->glyphs[0].advance, 0);
	set_text("\u22128", AR, true, STROM_PT(200), ALIGN_START);
	ck_assert_int_gt(item_with("\u22128")->glyphs[0].advance, 0);
}
END_TEST

/* A line of English: the two words stand in reverse, the line's last space at its end. */
START_TEST(words_in_a_line_of_the_other_direction)
{
	struct run runs[] = {run_in("Say ", EN), run_in(SALAM " (" KITAB ")", AR),
	                     run_in(", please.", EN)};
	set_runs(runs, 3, false, STROM_PT(300), ALIGN_START);
	const struct item *first = item_with(SALAM);
	ck_assert_int_lt(first->glyphs[0].advance, 0);
	ck_assert_int_ge(left_of(first), right_of(item_with("Say")));
	ck_assert_int_le(right_of(first), left_of(item_with("please")));
	/* The brackets belong to the span, whose order they have: the one that closes opens to the
	 * right. */
	const struct item *bracket = item_with(")");
	hb_codepoint_t opening;
	hb_font_get_nominal_glyph(bracket->font->hb_font, '(', &opening);
	ck_assert_uint_eq(bracket->glyphs[0].id, opening);
	ck_assert_int_le(right_of(bracket), left_of(item_with(KITAB)));
}
END_TEST

START_TEST(spaces_at_the_end_go_to_the_end)
{
	strom_len left, right;
	set_text("one two three " SALAM " " KITAB " " SALAM, EN, false, STROM_PT(80),
	         ALIGN_JUSTIFY);
	ck_assert_uint_gt(galley.lines, 1);
	ink(0, &left, &right);
	ck_assert_int_eq(left, 0);
	ck_assert_int_eq(right, STROM_PT(80));
}
END_TEST

START_TEST(letters_that_join_are_not_set_apart)
{
	struct run r = run_in(SALAM, AR);
	set_runs(&r, 1, true, STROM_PT(200), ALIGN_START);
	strom_len width = width_of(&list.at[0]);
	list.n = 0;
	r.tracking = STROM_PT(1);
	set_runs(&r, 1, true, STROM_PT(200), ALIGN_START);
	ck_assert_int_eq(width_of(&list.at[0]), width);
}
END_TEST

/* ---- Scripts without spaces ---- */

#define CHINESE "\u60a8\u6709\u65f6\u95f4\u8003\u8651\uff0c\u4e5f\u53ef\u4ee5\u62d2\u7edd\u3002"

START_TEST(chinese)
{
	strom_len left, right;
	set_text(CHINESE CHINESE CHINESE CHINESE, ZH, false, STROM_PT(100), ALIGN_JUSTIFY);
	ck_assert_uint_gt(galley.lines, 3);
	ck_assert(str_eq(all_text(), S(CHINESE CHINESE CHINESE CHINESE)));
	for (size_t i = 0; i + 1 < galley.lines; i++) {
		ink(STROM_PT(14) * (strom_len)i, &left, &right);
		ck_assert_int_eq(left, 0);
		/* A stop may stand out by its empty half. */
		ck_assert_int_ge(right, STROM_PT(100));
		ck_assert_int_le(right, STROM_PT(105));
	}
	for (size_t i = 1; i < list.n; i++)
		ck_assert(!str_starts(text_of(&list.at[i]), S("\uff0c")) &&
		          !str_starts(text_of(&list.at[i]), S("\u3002")));
}
END_TEST

/* Between words, which only a dictionary knows; never stretched. */
START_TEST(thai)
{
	static const char text[] =
	        "\u0e04\u0e38\u0e13\u0e21\u0e35\u0e2a\u0e34\u0e17\u0e18\u0e34"
	        "\u0e41\u0e21\u0e49\u0e27\u0e48\u0e32\u0e04\u0e38\u0e13\u0e08\u0e30"
	        "\u0e44\u0e21\u0e48\u0e21\u0e35\u0e40\u0e2d\u0e01\u0e2a\u0e32\u0e23";
	set_text(text, TH, false, STROM_PT(60), ALIGN_JUSTIFY);
	ck_assert_uint_gt(galley.lines, 1);
	ck_assert_int_eq(galley.para->align, ALIGN_START);
	ck_assert(str_eq(all_text(), S(text)));
	static const char *const words[] = {"\u0e04\u0e38\u0e13",
	                                    "\u0e21\u0e35",
	                                    "\u0e2a\u0e34\u0e17\u0e18\u0e34",
	                                    "\u0e41\u0e21\u0e49",
	                                    "\u0e08\u0e30",
	                                    "\u0e44\u0e21\u0e48",
	                                    "\u0e40\u0e2d\u0e01\u0e2a\u0e32\u0e23"};
	for (size_t i = 1; i < list.n; i++) {
		bool begins = false;
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			begins |= str_starts(text_of(&list.at[i]), str_of(words[k]));
		ck_assert_msg(begins, "a line begins with '%.*s'", STR_ARG(text_of(&list.at[i])));
	}
}
END_TEST

START_TEST(widths_of_columns)
{
	struct run r = run_in(SALAM " 112 \u0e44\u0e17\u0e22", EN);
	struct para p = {.runs = &r, .n = 1, .measure = STROM_PT(400)};
	strom_len least, natural;
	lines_widths(h.setter, &p, &least, &natural);
	ck_assert_int_eq(natural, line_width(h.setter, &r, 1));
	ck_assert_int_gt(least, 0);
	ck_assert_int_lt(least, natural);
	const struct line_step *steps;
	size_t n = lines_steps(h.setter, h.arena, &p, &steps);
	ck_assert_uint_ge(n, 4);
	ck_assert_int_eq(steps[n - 1].end, natural);
	ck_assert_uint_eq(diag_count(h.diags), 0);
}
END_TEST

/* ---- Anything ---- */

static uint64_t state = 1;

static uint32_t below(uint32_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % n;
}

/* Letters, marks, digits and brackets of several scripts, signs that steer directions and breaks.
 */
static str anything(void)
{
	static const uint32_t signs[] = {
	        ' ',    ' ',    ' ',    '(',    ')',    '.',    ',',    '-',    '+',    '1',
	        '2',    0x660,  0x61B,  0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B,
	        0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0xAD,   0xA0,   0x301,
	        0x64B,  0x651,  0xE31,  0xE4D,  0x5B0,  0x3002, 0x201C, 0x201D, 0xFE0F};
	static const uint32_t from[] = {'a',   0x391,  0x430, 0x5D0, 0x627,
	                                0xE01, 0x4E00, 0x905, 0x1E00};
	struct buf b = {0};
	for (uint32_t n = below(120); n; n--) {
		char utf8[4];
		uint32_t code = below(3) ? from[below(9)] + below(16)
		                         : signs[below(sizeof signs / sizeof *signs)];
		buf_put(&b, (str){utf8, utf8_put(utf8, code)});
	}
	str text = arena_str(h.arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static str without_hyphens(str s)
{
	struct buf b = {0};
	while (s.len) {
		char utf8[4];
		uint32_t code = utf8_next(&s);
		if (code != 0xAD)
			buf_put(&b, (str){utf8, utf8_put(utf8, code)});
	}
	str out = arena_str(h.arena, buf_str(&b));
	buf_drop(&b);
	return out;
}

/* Every byte is on the page once, in order; line for line what the measure holds. */
START_TEST(any_text)
{
	static const enum text_align aligns[] = {ALIGN_JUSTIFY, ALIGN_START, ALIGN_CENTRE,
	                                         ALIGN_END};
	for (int i = 0; i < 400; i++) {
		struct run runs[3];
		struct buf whole = {0};
		for (int k = 0; k < 3; k++) {
			runs[k] = run_in("", (uint16_t)below(5));
			runs[k].text = anything();
			buf_put(&whole, runs[k].text);
		}
		struct para p = {.runs = runs,
		                 .n = 3,
		                 .measure = STROM_PT(150),
		                 .align = aligns[below(4)],
		                 .rtl = below(2)};
		list.n = 0;
		ck_assert(lines_break(h.setter, h.arena, &p, &galley) || diag_errors(h.diags));
		galley_put(h.setter, h.arena, &galley, 0, galley.lines, 0, 0, STROM_PT(14), &list);
		str have = without_hyphens(all_text()), want = without_hyphens(buf_str(&whole));
		ck_assert_msg(str_eq(have, want), "'%.*s' became '%.*s'", STR_ARG(want),
		              STR_ARG(have));
		ck_assert_int_ge(line_width(h.setter, runs, 3), 0);
		buf_drop(&whole);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("itemize");
	TCase *tests = tcase_create("itemize");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, fonts_stand_in);
	tcase_add_test(tests, punctuation_goes_with_letters);
	tcase_add_test(tests, clusters_stay_whole);
	tcase_add_test(tests, plain_text_is_not_parted);
	tcase_add_test(tests, capitals);
	tcase_add_test(tests, nobody_has_it);
	tcase_add_test(tests, single_lines);
	tcase_add_test(tests, from_right_to_left);
	tcase_add_test(tests, sides_are_mirrored);
	tcase_add_test(tests, lines_are_justified);
	tcase_add_test(tests, first_line_is_indented_at_its_start);
	tcase_add_test(tests, numbers_run_to_the_right);
	tcase_add_test(tests, telephone_numbers_stay_in_one_piece);
	tcase_add_test(tests, words_in_a_line_of_the_other_direction);
	tcase_add_test(tests, spaces_at_the_end_go_to_the_end);
	tcase_add_test(tests, letters_that_join_are_not_set_apart);
	tcase_add_test(tests, chinese);
	tcase_add_test(tests, thai);
	tcase_add_test(tests, widths_of_columns);
	tcase_add_test(tests, any_text);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
