/* Columns of tables: rows as low as widths can make them, numbers below one another, words that are
 * too wide. */
#include "unit/pages_help.h"

/* A glyph's text, where it stands, in reading order. */
struct seen { strom_len x, right, y; str text; };
static vec(struct seen) seen;

static void see_glyphs(const struct item *i)
{
	strom_len pen = i->x;
	for (size_t k = 0; k < i->n; pen += i->glyphs[k++].advance) {
		const struct glyph *g = &i->glyphs[k];
		str text = str_sub(i->text, g->text_off, (size_t)g->text_off + g->text_len);
		vec_push(arena, &seen,
		         (struct seen){pen, pen + g->advance, i->y, arena_str(arena, text)});
	}
}

static bool see(void *self, const struct page *page)
{
	(void)self;
	edition = page->edition;
	for (size_t k = 0; k < page->n; k++) {
		const struct item *i = &page->items[k];
		bool table = i->node && kind_of(block_of(i->node)) == NODE_CELL;
		if (i->kind == ITEM_GLYPHS && (table || i->cell))
			see_glyphs(i);
	}
	return true;
}

static bool typeset_seen(const char *markdown)
{
	memset(&seen, 0, sizeof seen);
	document.layout =
	        plugin_find(project.plugins, diags, project.at, STROM_KIND_LAYOUT, S("report"));
	ck_assert(option_check(arena, diags, document.layout, project.at, NULL, 0,
	                       &document.options));
	document.theme.text = S("strom");
	edition = made(markdown);
	const struct theme *theme =
	        theme_load(arena, diags, &project, &document.theme, document.layout);
	return typeset(edition, fonts_new(arena, diags), theme, (struct page_sink){NULL, see});
}

static void look_at(const char *markdown)
{
	ck_assert_msg(typeset_seen(markdown), "%s", reports());
}

/* Where a text begins among the glyphs; it must be on one line. */
static size_t find(const char *text)
{
	size_t len = strlen(text);
	for (size_t i = 0; i < seen.n; i++) {
		size_t got = 0, k = i;
		while (k < seen.n && got < len &&
		       str_starts((str){text + got, len - got}, seen.at[k].text))
			got += seen.at[k++].text.len;
		if (got < len)
			continue;
		ck_assert_msg(seen.at[k - 1].y == seen.at[i].y, "'%s' is on two lines", text);
		return i;
	}
	ck_abort_msg("'%s' is not there", text);
	return 0;
}

static size_t lines_seen(void)
{
	size_t n = 0;
	for (size_t i = 0; i < seen.n; i++) {
		bool new = true;
		for (size_t k = 0; k < i && new; k++)
			new = seen.at[k].y != seen.at[i].y;
		n += new;
	}
	return n;
}

/* ---- Widths ---- */

#define LONG                                                                                       \
	"A long passage that must be set on several lines in any case, and whose column gives "    \
	"what the others need without getting any higher than it is, since it has many words"

START_TEST(wraps_only_where_it_must)
{
	look_at("| Residents | Remark | Number of answers |\n|---|---|---|\n"
	        "| Fewer than 10,000 | " LONG " | 120 of 140 |\n| 50,000 to 200,000 | x | 3 |\n");
	find("Fewer than 10,000");
	find("50,000 to 200,000");
	find("120 of 140");
	ck_assert_uint_eq(lines_seen(), 1 + 4 + 1);
	ck_assert_str_eq(reports(), "");
}
END_TEST

/* Every row has one long cell, in turn: the room belongs to all of them. */
START_TEST(weighs_rows_together)
{
	look_at("| A | B |\n|---|---|\n| " LONG " | one two three |\n| one two three | " LONG
	        " |\n");
	ck_assert_uint_le(lines_seen(), 1 + 4 + 4);
}
END_TEST

/* Seven columns of the same words: each as wide as the others, though some could be of one line. */
START_TEST(columns_alike_are_equally_wide)
{
	struct buf b = {0};
	buf_put(&b, S("| a | b | c | d | e | f | g |\n|--|--|--|--|--|--|--|\n"));
	for (int row = 0; row < 9; row++) {
		for (int column = 0; column < 7; column++)
			buf_put(&b, S("| one two three "));
		buf_put(&b, S("|\n"));
	}
	look_at(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	strom_len step = seen.at[find("b")].x - seen.at[find("a")].x;
	for (const char *c = "cdefg"; *c; c++) {
		const char now[2] = {*c, 0}, before[2] = {(char)(*c - 1), 0};
		strom_len is = seen.at[find(now)].x - seen.at[find(before)].x;
		ck_assert_int_le(llabs(is - step), STROM_PT(1) / 2);
	}
}
END_TEST

START_TEST(respects_shares)
{
	set_tables("create table t (a text, b text); insert into t values ('one two', '" LONG "')",
	           "t");
	look_at("```{table}\nquery: select a, b from t order by a\ncolumns:\n"
	        "  a: {title: A, width: 50%}\n  b: {title: B}\n```\n");
	strom_len half = STROM_MM(INNER) + STROM_MM(WIDTH) / 2;
	ck_assert_int_ge(seen.at[find("A long")].x, half - STROM_PT(8));
	ck_assert_int_le(seen.at[find("A long")].x, half + STROM_PT(8));
}
END_TEST

START_TEST(cuts_words_as_a_last_resort)
{
	const char *word = "Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7Q7";
	const char *row = arena_printf(arena, "|%s|%s|%s|%s|\n", word, word, word, word).ptr;
	look_at(arena_printf(arena, "%s|-|-|-|-|\n%s", row, row).ptr);
	strom_len right = STROM_MM(INNER) + STROM_MM(WIDTH) + 1;
	size_t letters = 0;
	for (size_t i = 0; i < seen.n; i++) {
		ck_assert_int_le(seen.at[i].right, right);
		letters += str_eq(seen.at[i].text, S("\u00AD")) ? 0 : seen.at[i].text.len;
	}
	ck_assert_uint_eq(letters, 8 * strlen(word));
	ck_assert_uint_eq(diag_count(diags), 1);
	ck_assert_msg(str_eq(diag_at(diags, 0)->code, S("table/too-wide")), "%s", reports());
}
END_TEST

/* A number that is parted would be read as two. */
START_TEST(never_cuts_numbers)
{
	struct buf b = {0};
	for (int row = 0; row < 3; row++) {
		for (int i = 0; i < 34; i++)
			buf_put(&b, row == 1 ? S("|-") : S("|1 234 567"));
		buf_put(&b, S("|\n"));
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	ck_assert(!typeset_seen(text));
	ck_assert_msg(has(reports(), "table/number-cut"), "%s", reports());
	hints("landscape");
}
END_TEST

/* A word that no page is wide enough for is cut in its own column: the numbers beside it have room. */
START_TEST(numbers_beside_a_long_word_are_whole)
{
	struct buf b = {0};
	buf_put(&b, S("|Words|N|\n|-|-:|\n|"));
	for (int i = 0; i < 60; i++)
		buf_put(&b, S("Q7"));
	buf_put(&b, S("|1 234 567|\n"));
	look_at(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
	ck_assert_uint_eq(diag_count(diags), 1);
	ck_assert_msg(has(reports(), "table/too-wide"), "%s", reports());
	find("1 234 567");
}
END_TEST

/* What fits with divided words or in a smaller type needs no words about it. */
START_TEST(divides_and_shrinks_before)
{
	const char *row = "|Municipalities' responsibilities|internationalisation|"
	                  "characterisation|representatives|accommodation|interpretation|\n";
	look_at(arena_printf(arena, "%s|-|-|-|-|-|-|\n%s", row, row).ptr);
	ck_assert_str_eq(reports(), "");
	for (size_t i = 0; i < seen.n; i++)
		ck_assert_int_le(seen.at[i].right, STROM_MM(INNER) + STROM_MM(WIDTH) + 1);
}
END_TEST

/* Two short columns are not drawn out over the page. */
START_TEST(leaves_small_tables_narrow)
{
	look_at("| Town | n |\n|---|--:|\n| Riga | 12 |\n");
	strom_len left = seen.at[find("Riga")].x, right = seen.at[find("12") + 1].right;
	ck_assert_int_lt(right - left, STROM_MM(WIDTH) / 2);
	look_at("| Town | a | b | c | d | e |\n|---|--:|--:|--:|--:|--:|\n| Riga | 12 | 23 | 34 | "
	        "45 | 156 |\n");
	right = seen.at[find("156") + 2].right;
	ck_assert_int_lt(right - left, STROM_MM(WIDTH) + 1);
	look_at("| Town and region | Number of people | Share of them | Remark "
	        "|\n|---|--:|--:|--:|\n"
	        "| Riga and around it | 12 | 23 | 156 |\n");
	right = seen.at[find("156") + 2].right;
	ck_assert_int_lt(STROM_MM(WIDTH) - (right - left), STROM_PT(1));
}
END_TEST

/* ---- Numbers ---- */

/* The right edge of a number's last digit before the decimals: `digits` up to there. */
static strom_len units(const char *digits)
{
	size_t i = find(digits), len = strlen(digits), got = 0;
	while (got + seen.at[i].text.len < len)
		got += seen.at[i++].text.len;
	return seen.at[i].right;
}

static void ends_level(const char *const *digits)
{
	strom_len at = units(digits[0]);
	for (size_t i = 1; digits[i]; i++)
		/* Widths are rounded to 1/65536 pt. */
		ck_assert_msg(units(digits[i]) - at < 4 && at - units(digits[i]) < 4,
		              "'%s' is %g pt off", digits[i],
		              (double)(units(digits[i]) - at) / 65536);
}

START_TEST(numbers_stand_at_their_sign)
{
	set_tables("create table t (k text, n REAL); insert into t values ('a', 1234.5), ('b', 7),"
	           " ('c', 0.25), ('d', -62.125), ('e', null)", "t");
	look_at("```{table}\nquery: select k, n from t order by k\ncolumns:\n"
	        "  k: {title: K}\n  n: {title: Number, type: number}\n```\n");
	ends_level((const char *const[]){"1,234", "7", "62", "–", NULL});
	/* The widest decimals end where the title does. */
	strom_len right = seen.at[find(".125") + 3].right,
	          title = seen.at[find("Number") + 5].right;
	ck_assert_msg(right - title < 256 && title - right < 256, "%g",
	              (double)(right - title) / 65536);
}
END_TEST

START_TEST(numbers_stand_at_the_languages_sign)
{
	spec.language = spec.id = S("lv");
	look_at("| a | Skaits |\n|---|---:|\n| x | 1 234,5 % |\n| y | 12 % |\n| z | n. p. |\n| v | "
	        "n/a |\n"
	        "\nTable: Viss {align=decimal}\n");
	ends_level((const char *const[]){"1 234", "12", "n/a", NULL});
}
END_TEST

START_TEST(other_ways_to_align_are_refused)
{
	refuses("| a |\n|--:|\n| 1 |\n\nTable: A {align=right}\n",
	        "a.md:5:17+5 text/bad-align 'right' is no way to align a table\n");
	refuses("| a |\n|--:|\n| 1 |\n\nTable: A {aling=decimal}\n",
	        "a.md:5:11+5 text/unknown-attribute unknown attribute 'aling'\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_table_widths");
	TCase *tests = tcase_create("table_widths");
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, wraps_only_where_it_must);
	tcase_add_test(tests, weighs_rows_together);
	tcase_add_test(tests, columns_alike_are_equally_wide);
	tcase_add_test(tests, respects_shares);
	tcase_add_test(tests, cuts_words_as_a_last_resort);
	tcase_add_test(tests, never_cuts_numbers);
	tcase_add_test(tests, numbers_beside_a_long_word_are_whole);
	tcase_add_test(tests, divides_and_shrinks_before);
	tcase_add_test(tests, leaves_small_tables_narrow);
	tcase_add_test(tests, numbers_stand_at_their_sign);
	tcase_add_test(tests, numbers_stand_at_the_languages_sign);
	tcase_add_test(tests, other_ways_to_align_are_refused);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
