/* The faces that inlines are set in. */
#include "unit/pages_help.h"

static const struct font *font_of(const char *text)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].page >= FIRST_OF_TEXT &&
		    str_find(put_list.at[i].text, str_of(text)) != SIZE_MAX)
			return put_list.at[i].font;
	ck_abort_msg("'%s' is not printed", text);
	return NULL;
}

/* Emphasis is italic, and upright where the text around it is italic; what is strong is bold in
 * both. */
START_TEST(emphasis_stands_out)
{
	typeset_text("# One\n\nPlain *slanted* **heavy** ***both***\n\n> Quoted *upright* **dark** "
	             "***black***\n\n"
	             "*All of it*, *and* all\n");
	const struct font *plain = font_of("Plain"), *slanted = font_of("slanted"),
	                  *heavy = font_of("heavy");
	const struct font *both = font_of("both");
	ck_assert(plain != slanted && plain != heavy && plain != both && slanted != both &&
	          heavy != both);
	ck_assert_ptr_eq(font_of("Quoted"), slanted);
	ck_assert_ptr_eq(font_of("upright"), plain);
	ck_assert_ptr_eq(font_of("dark"), both);
	ck_assert_ptr_eq(font_of("black"), heavy);
	ck_assert_ptr_eq(font_of("All of it"), slanted);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_runs");
	TCase *c = tcase_create("runs");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 240);
	tcase_add_test(c, emphasis_stands_out);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
