/* Running heads: a chapter's title that is too long is shortened at a word, and stays within the
 * page. */
#include "unit/pages_help.h"

static const struct put *head_of(str begins)
{
	const struct put *found = NULL;
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].artifact == ARTIFACT_HEADER &&
		    str_starts(put_list.at[i].text, begins))
			found = &put_list.at[i];
	return found;
}

static void heads_of(const char *title)
{
	typeset_text(
	        arena_cstr(arena, arena_printf(arena, "# %s\n\nText.\n\n# B\n\n## C\n", title)));
}

START_TEST(a_short_title_stands_whole)
{
	heads_of("Harbours of the north");
	ck_assert_ptr_nonnull(head_of(S("Harbours")));
	ck_assert(str_eq(head_of(S("Harbours"))->text, S("Harbours of the north")));
}
END_TEST

static void shortened(const char *title, const char *begins)
{
	heads_of(title);
	const struct put *p = head_of(str_of(begins));
	ck_assert_ptr_nonnull(p);
	ck_assert_msg(str_starts(p->text, str_of(begins)) && str_ends(p->text, S("\u2026")), "%.*s",
	              STR_ARG(p->text));
	ck_assert(p->x >= STROM_MM(INNER) - STROM_PT(1) &&
	          p->x + p->w <= STROM_MM(INNER + WIDTH) + STROM_PT(1));
	/* At a word: what stands before the ellipsis ends where one of the title's does. */
	str whole = str_of(title), kept = str_sub(p->text, 0, p->text.len - 3);
	ck_assert(str_starts(whole, kept));
	if (str_find(whole, S(" ")) != SIZE_MAX)
		ck_assert_int_eq(whole.ptr[kept.len], ' ');
}

START_TEST(a_long_one_is_cut_at_a_word)
{
	shortened("How small towns and their neighbours can share a night desk, an interpreter and "
	          "a room when the winter storms close all of the roads between the harbours of "
	          "the north and those of the south",
	          "How small towns");
}
END_TEST

/* "Harbours, roads,…" would be two marks for one pause. */
START_TEST(no_mark_stands_before_the_ellipsis)
{
	heads_of("Harbours, roads; rivers: lakes \u2013 towns, ports; fields: woods \u2013 islands, "
	         "bridges; ferries: railways \u2013 markets, schools; farms: mills \u2013 parks");
	const struct put *p = head_of(S("Harbours"));
	ck_assert_ptr_nonnull(p);
	str kept = str_sub(p->text, 0, p->text.len - 3);
	ck_assert(str_ends(p->text, S("\u2026")));
	ck_assert_msg(kept.ptr[kept.len - 1] >= 'a' && kept.ptr[kept.len - 1] <= 'z', "%.*s",
	              STR_ARG(p->text));
}
END_TEST

/* What an author writes for them stands in running heads alone. */
START_TEST(the_authors_own)
{
	typeset_text("# How small towns share a night desk {short=\"The *desk*\"}\n\nText.\n\n# "
	             "B\n\n## C\n");
	ck_assert_ptr_nonnull(head_of(S("The desk")));
	ck_assert_ptr_null(head_of(S("How small")));
	for (size_t i = 0; i < put_list.n; i++)
		ck_assert(put_list.at[i].artifact ||
		          !str_starts(put_list.at[i].text, S("The desk")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_heads");
	TCase *c = tcase_create("heads");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, a_short_title_stands_whole);
	tcase_add_test(c, the_authors_own);
	tcase_add_test(c, a_long_one_is_cut_at_a_word);
	tcase_add_test(c, no_mark_stands_before_the_ellipsis);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
