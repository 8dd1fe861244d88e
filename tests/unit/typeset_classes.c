/* Classes of words and of passages: what of a theme's class reaches the page. */
#include "unit/pages_help.h"

/* A word on a page: the glyph that stands for its first letter, and how it is set. */
struct seen {
	bool found;
	str font;
	strom_len size;
	struct colour colour;
	uint32_t glyph;
};

static struct seen seen;
static str wanted;

static bool look_for(void *self, const struct page *page)
{
	(void)self;
	edition = page->edition;
	/* The last: contents and running heads have it too. */
	for (size_t k = 0; k < page->n; k++) {
		const struct item *i = &page->items[k];
		size_t at =
		        i->kind == ITEM_GLYPHS && i->node ? str_find(i->text, wanted) : SIZE_MAX;
		if (at == SIZE_MAX)
			continue;
		seen = (struct seen){true, i->font->postscript_name, i->size, i->colour, 0};
		for (size_t g = 0; g < i->n; g++)
			if (i->glyphs[g].text_off == at)
				seen.glyph = i->glyphs[g].id;
	}
	return true;
}

static struct seen word_in(const char *markdown, const char *word)
{
	document.layout =
	        plugin_find(project.plugins, diags, project.at, STROM_KIND_LAYOUT, S("report"));
	ck_assert(option_check(arena, diags, document.layout, project.at, NULL, 0,
	                       &document.options));
	document.theme.text = S("strom");
	edition = made(markdown);
	const struct theme *theme =
	        theme_load(arena, diags, &project, &document.theme, document.layout);
	ck_assert_ptr_nonnull(theme);
	seen.found = false;
	wanted = str_of(word);
	ck_assert(typeset(edition, fonts_new(arena, diags), theme,
	                  (struct page_sink){NULL, look_for}));
	ck_assert_msg(seen.found, "%s is not on a page", word);
	return seen;
}

START_TEST(words_keep_what_is_around_them)
{
	struct seen in_heading = word_in("# A [1998]{.oldstyle} b\n", "1998"),
	            heading = word_in("# A 1998 b\n", "1998"),
	            in_text = word_in("A [1998]{.oldstyle} b\n", "1998");
	ck_assert(str_eq(in_heading.font, heading.font) && !str_eq(in_text.font, heading.font));
	ck_assert_int_eq(in_heading.size, heading.size);
	ck_assert(!memcmp(&in_heading.colour, &heading.colour, sizeof heading.colour));
	ck_assert_uint_ne(in_heading.glyph, heading.glyph);
	ck_assert_msg(!diag_count(diags), "%s", reports());
}
END_TEST

START_TEST(fonts_without_small_capitals_are_told_of_once)
{
	struct seen small = word_in("The [ngo]{.smallcaps} here\n", "ngo"),
	            plain = word_in("ngo\n", "ngo");
	ck_assert_uint_ne(small.glyph, plain.glyph);
	ck_assert_msg(!diag_count(diags), "%s", reports());
	word_in("# The [ngo]{.smallcaps} or [eu]{.smallcaps}\n", "ngo");
	ck_assert_str_eq(reports(),
	                 "a.md:1:8+3 font/no-small-caps the font 'Lato-Bold' has no small "
	                 "capitals\n");
}
END_TEST

/* Linux Libertine has small capitals, but none for these. */
START_TEST(letters_without_small_capitals_leave_words_as_written)
{
	struct seen small = word_in("The [rihts]{.smallcaps} here\n", "rihts"),
	            plain = word_in("rihts\n", "rihts"),
	            mixed = word_in(
	                    "The [rihts ģimene, ķieģelis]{.smallcaps} here, [ņemt]{.smallcaps}\n",
	                    "rihts");
	ck_assert_uint_ne(small.glyph, plain.glyph);
	ck_assert_uint_eq(mixed.glyph, plain.glyph);
	ck_assert_str_eq(reports(),
	                 "a.md:1:6+25 font/no-small-caps the font 'LinLibertineO' has no small "
	                 "capital for 'ģ'\n");
}
END_TEST

/* ---- Passages ---- */

static size_t rules_on(uint32_t page)
{
	size_t n = 0;
	for (size_t i = 0; i < put_list.n; i++)
		n += put_list.at[i].page == page && put_list.at[i].kind == ITEM_PATH;
	return n;
}

START_TEST(a_pull_quote_has_two_rules)
{
	typeset_text("a\n\nb\n");
	size_t plain = rules_on(FIRST_OF_TEXT);
	typeset_text("a\n\n::: {.pull}\nOne.\n\nTwo.\n:::\n\nb\n");
	ck_assert_uint_eq(rules_on(FIRST_OF_TEXT), plain + 2);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_classes");
	TCase *c = tcase_create("classes");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, words_keep_what_is_around_them);
	tcase_add_test(c, fonts_without_small_capitals_are_told_of_once);
	tcase_add_test(c, letters_without_small_capitals_leave_words_as_written);
	tcase_add_test(c, a_pull_quote_has_two_rules);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
