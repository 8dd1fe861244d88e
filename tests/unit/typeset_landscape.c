/* Turned pages: what stands on them comes behind the page of its place in the text, and the text
 * goes on as if it were not there. */
#include "unit/pages_help.h"

/* The text's frame on a turned page of A4: as wide as it is high on others. */
enum { TURNED_WIDTH = BOTTOM - TOP };

static vec(bool) turned;
static vec(struct put) all;

static bool take_page(void *self, const struct page *page)
{
	(void)self;
	edition = page->edition;
	vec_push(arena, &turned, page->w > page->h);
	for (size_t k = 0; k < page->n; k++)
		vec_push(arena, &all, put_of(&page->items[k], page->index));
	return true;
}

static void set(const char *markdown)
{
	memset(&turned, 0, sizeof turned);
	memset(&all, 0, sizeof all);
	document.layout =
	        plugin_find(project.plugins, diags, project.at, STROM_KIND_LAYOUT, S("report"));
	ck_assert(option_check(arena, diags, document.layout, project.at, NULL, 0,
	                       &document.options));
	document.theme.text = S("strom");
	edition = made(markdown);
	const struct theme *theme =
	        theme_load(arena, diags, &project, &document.theme, document.layout);
	typeset_check_classes(edition, theme);
	ck_assert_msg(typeset(edition, fonts_new(arena, diags), theme,
	                      (struct page_sink){NULL, take_page}),
	              "%s", reports());
	ck_assert_str_eq(reports(), "");
}

/* The page of the first item that has these words and is no artifact. */
static uint32_t page_with(const char *words)
{
	for (size_t i = 0; i < all.n; i++)
		if (!all.at[i].artifact && all.at[i].page >= FIRST_OF_TEXT &&
		    str_find(all.at[i].text, str_of(words)) != SIZE_MAX)
			return all.at[i].page;
	ck_abort_msg("'%s' is on no page", words);
	return 0;
}

static const char *paragraphs(const char *name, int n)
{
	struct buf b = {0};
	for (int i = 0; i < n; i++)
		buf_printf(&b,
		           "%s%d stands at the head of a paragraph that is long enough for two "
		           "lines of the page, so that some of these fill it in the end.\n\n",
		           name, i);
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

START_TEST(text_goes_on_around_it)
{
	set_tables("create table t (n INTEGER); with recursive i(k) as (values (100) union all "
	           "select k + 1 from i where k < 150) insert into t select k from i",
	           "t");
	set(arena_printf(
	            arena,
	            "# One\n\n%s```{table} tbl-t\nquery: select n, 'x' as x from t order by n\n"
	            "landscape: true\ncolumns: {n: {title: Count}, x: {title: X}}\ncaption: "
	            "Turned\n"
	            "note: Under it\n```\n\n%s",
	            paragraphs("Before", 3), paragraphs("After", 30))
	            .ptr);
	uint32_t first = page_with("100"), last = page_with("150"), text = page_with("Before0");
	ck_assert_uint_eq(page_with("After0"), text);
	ck_assert_uint_eq(first, text + 1);
	ck_assert_uint_gt(last, first);
	ck_assert_uint_eq(page_with("Under it"), last);
	ck_assert_uint_eq(page_with("Turned"), 1 + text);
	/* It goes on where it stopped, behind the turned pages. */
	ck_assert_uint_eq(page_with("After29"), last + 1);
	for (uint32_t i = 0; i < turned.n; i++)
		ck_assert_int_eq(turned.at[i], i >= first && i <= last);
}
END_TEST

START_TEST(divisions_and_captions_turn)
{
	set(arena_printf(arena,
	                 "# One\n\n%s::: {.landscape}\n| Aa | b |\n|---|---|\n| c | d "
	                 "|\n\nInside.\n:::\n\n"
	                 "| Ee | f |\n|---|---|\n| g | h |\n\nTable: Own {.landscape}\n\n# "
	                 "Two\n\nEnd.\n",
	                 paragraphs("Before", 1))
	            .ptr);
	uint32_t page = page_with("Before0");
	ck_assert_uint_eq(page_with("Aa"), page + 1);
	ck_assert_uint_eq(page_with("Inside."), page + 1);
	ck_assert_uint_eq(page_with("Ee"), page + 2);
	ck_assert_uint_eq(page_with("End."), page + 3);
	ck_assert(!turned.at[page] && turned.at[page + 1] && turned.at[page + 2] &&
	          !turned.at[page + 3]);
}
END_TEST

/* First in the text, or all of it. */
START_TEST(stands_alone)
{
	set("| Ee | f |\n|---|---|\n| g | h |\n\nTable: Own {.landscape}\n\nEnd.\n");
	ck_assert(turned.at[page_with("Ee")] && !turned.at[page_with("End.")]);
	set("| Ee | f |\n|---|---|\n| g | h |\n\nTable: Own {.landscape}\n");
	ck_assert(turned.at[page_with("Ee")]);
}
END_TEST

START_TEST(is_set_into_its_width)
{
	struct buf b = {0};
	for (int i = 0; i < 40; i++)
		buf_put(&b, S("more words "));
	set(arena_printf(arena,
	                 "One.\n\n| a | b |\n|---|---|\n| %.*s | d |\n\nTable: Own {.landscape}\n",
	                 (int)b.len, b.ptr)
	            .ptr);
	buf_drop(&b);
	strom_len widest = 0;
	for (size_t i = 0; i < all.n; i++)
		if (str_starts(all.at[i].text, S("more")) && all.at[i].w > widest)
			widest = all.at[i].w;
	ck_assert_int_gt(widest, STROM_MM(WIDTH));
	ck_assert_int_lt(widest, STROM_MM(TURNED_WIDTH));
}
END_TEST

/* A note is set into its page's width, at its foot. */
START_TEST(has_notes_of_its_own)
{
	set("One.\n\n| a | b |\n|---|---|\n| c[^n] | d |\n\nTable: Own {.landscape}\n\nEnd.\n\n"
	    "[^n]: What the note says.\n");
	ck_assert_uint_eq(page_with("What the note says."), page_with("One.") + 1);
	ck_assert(turned.at[page_with("What the note says.")]);
}
END_TEST

/* What of a note finds no room goes on on another turned page. */
START_TEST(long_notes_go_on)
{
	struct buf b = {0};
	for (int i = 0; i < 900; i++)
		buf_printf(&b, "word%d ", i);
	set(arena_printf(
	            arena,
	            "One.\n\n| a | b |\n|---|---|\n| c[^n] | d |\n\nTable: Own {.landscape}\n\n"
	            "End.\n\n[^n]: First.\n\n    %.*s\n\n    Last.\n",
	            (int)b.len, b.ptr)
	            .ptr);
	buf_drop(&b);
	uint32_t first = page_with("First."), last = page_with("Last.");
	ck_assert_uint_eq(first, page_with("One.") + 1);
	ck_assert_uint_gt(last, first);
	for (uint32_t i = first; i <= last; i++)
		ck_assert(turned.at[i]);
}
END_TEST

static const char *words(int n)
{
	struct buf b = {0};
	for (int i = 0; i < n; i++)
		buf_put(&b, S("more words "));
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

/* A table's note stands below it, and is no part of it. Some height of the table lets the note begin
 * a page, and what is left of the footnote come behind the note. */
START_TEST(notes_go_on_behind_it)
{
	for (int n = 10; n < 260; n += 10) {
		set(arena_printf(arena,
		                 "One.\n\n| a | b |\n|---|---|\n| %s[^n] | d |\n\n"
		                 "Table: Own {.landscape}\n\nNote: %sLast.\n\nEnd.\n\n"
		                 "[^n]: %sFooted.\n",
		                 words(n), words(30), words(240))
		            .ptr);
		ck_assert(turned.at[page_with("Last.")] && turned.at[page_with("Footed.")]);
		ck_assert_uint_eq(page_with("End."), page_with("One."));
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_landscape");
	TCase *tests = tcase_create("landscape");
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, text_goes_on_around_it);
	tcase_add_test(tests, divisions_and_captions_turn);
	tcase_add_test(tests, stands_alone);
	tcase_add_test(tests, is_set_into_its_width);
	tcase_add_test(tests, has_notes_of_its_own);
	tcase_add_test(tests, long_notes_go_on);
	tcase_add_test(tests, notes_go_on_behind_it);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
