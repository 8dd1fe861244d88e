/* Charts: drawn once where their text stands, with what they say, their caption below. */
#include "unit/pages_help.h"

#include <check.h>

static const char rows[] = "create table t (town text, n int, share real);"
                           "insert into t values ('Riga', 40, 0.5), ('Tartu', 10, 0.25),"
                           "('Turku', null, 1);";

static void begin(void)
{
	set_up();
	set_tables(rows, "t");
}

#define CHART(more)                                                                                \
	"# A\n\nBefore it.\n\n```{figure} fig-t\ntype: bar\n"                                      \
	"query: select town, n from t order by town\n"                                             \
	"columns: {town: {title: Town}, n: {title: Staff, type: number}}\nalt: Staff of towns.\n"  \
	more "```\n\nBehind it.\n"

static strom_node chart(void)
{
	for (strom_node n = 1; n < edition->nodes.n; n++)
		if (kind_of(n) == NODE_FIGURE)
			return n;
	ck_abort_msg("there is no chart");
}

static const struct put *put_with(const char *words, bool of_chart)
{
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (p->page >= FIRST_OF_TEXT && (p->node == chart()) == of_chart &&
		    str_find(p->text, str_of(words)) != SIZE_MAX)
			return p;
	}
	ck_abort_msg("'%s' is nowhere", words);
}

/* All that it paints: the lowest of its texts, and how many paths. */
static size_t painted(strom_len *lowest)
{
	size_t paths = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (p->node != chart())
			continue;
		paths += p->kind == ITEM_PATH;
		if (p->kind == ITEM_GLYPHS) {
			stays_in_frame(p);
			*lowest = p->y > *lowest ? p->y : *lowest;
		}
	}
	return paths;
}

START_TEST(a_chart_says_its_rows)
{
	strom_len lowest = 0;
	typeset_text(CHART("caption: Staff by town\n"));
	ck_assert_uint_ge(painted(&lowest), 2);
	put_with("Riga", true);
	put_with("Tartu", true);
	put_with("Turku", true);
	const struct put *caption = put_with("Staff by town", false);
	const struct put *before = put_with("Before it", false),
	                 *behind = put_with("Behind it", false);
	ck_assert_uint_eq(caption->page, put_with("Riga", true)->page);
	ck_assert(before->page < caption->page || before->y < put_with("Riga", true)->y);
	ck_assert_int_gt(caption->y, lowest);
	if (behind->page == caption->page)
		ck_assert_int_gt(behind->y, caption->y);
}
END_TEST

START_TEST(a_chart_without_a_caption_has_the_text_below)
{
	strom_len lowest = 0;
	typeset_text(CHART("options: {orientation: horizontal}\n"));
	ck_assert_uint_ge(painted(&lowest), 2);
	const struct put *behind = put_with("Behind it", false);
	ck_assert_uint_eq(behind->page, put_with("Riga", true)->page);
	ck_assert_int_gt(behind->y, lowest);
}
END_TEST

/* The tallest bar is the one of the greatest number: bars differ, and a row without one has none. */
START_TEST(bars_are_as_many_as_numbers)
{
	strom_len lowest = 0;
	typeset_text(CHART(""));
	size_t all = painted(&lowest);
	tear_down();
	set_up();
	set_tables("create table t (town text, n int); insert into t values ('Riga', 40),"
	           "('Tartu', 10), ('Turku', 5);", "t");
	typeset_text(CHART(""));
	ck_assert_uint_eq(painted(&lowest), all + 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_figures");
	TCase *tests = tcase_create("figures");
	tcase_add_checked_fixture(tests, begin, tear_down);
	tcase_set_timeout(tests, 240);
	tcase_add_test(tests, a_chart_says_its_rows);
	tcase_add_test(tests, a_chart_without_a_caption_has_the_text_below);
	tcase_add_test(tests, bars_are_as_many_as_numbers);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
