/* Ids, numbered captions, references; in English and in Latvian. */
#include "unit/text_help.h"

static const char *const captions =
	"# First {#sec-one}\n\nSee @tbl-b, @tbl-a, @fig-x and @sec-one.\n\n"
	"Table: A {#tbl-a}\n\n|a|\n|-|\n\n"
	"|b|\n|-|\n\nTable: B {#tbl-b}\n\n![x](x.png \"X\"){#fig-x}\n";

START_TEST(numbers)
{
	put_file("x.png", S("x"));
	gives(captions,
	      "    text \"See \"\n"
	      "    ref target=\"tbl-b\"\n      text generated \"Table 2\"\n    text \", \"\n"
	      "    ref target=\"tbl-a\"\n      text generated \"Table 1\"\n    text \", \"\n"
	      "    ref target=\"fig-x\"\n      text generated \"Figure 1\"\n    text \" and \"\n"
	      "    ref target=\"sec-one\"\n      text generated \"“First”\"\n    text \".\"\n");
}
END_TEST

START_TEST(numbers_in_latvian)
{
	put_file("x.png", S("x"));
	spec.language = spec.id = S("lv");
	const char *text = dump(made(captions));
	ck_assert_msg(has(text, "ref lang=en target=\"tbl-b\"\n      text generated \"2. tabula\"\n"),
	              "%s", text);
	ck_assert_msg(has(text, "    caption untranslated lang=en\n      text generated \"1. tabula. \"\n"
	                        "      text lang=en \"A\"\n"), "%s", text);
}
END_TEST

START_TEST(unknown)
{
	refuses("@tbl-polcy\n\nTable: a {#tbl-policy}\n\n|a|\n|-|\n",
	        "a.md:1:1+10 text/unknown-reference nothing has the id 'tbl-polcy'\n");
	hints("Did you mean 'tbl-policy'?");
	refuses("# Intro\n\n@sec-intrx\n",
	        "a.md:3:1+10 text/unknown-reference nothing has the id 'sec-intrx'\n");
	hints("Did you mean 'sec-intro'?");
	refuses("::: {#sec-d}\nx\n:::\n\n@sec-d\n", "a.md:5:1+6 text/no-caption 'sec-d' has neither a "
	        "caption nor a heading, so nothing to refer to it by\n");
}
END_TEST

START_TEST(twice)
{
	refuses("# A {#sec-a}\n\n::: {#sec-a}\n:::\n\n[x]{#sec-a}\n",
	        "a.md:3:7+5 text/duplicate-id id 'sec-a' is used twice\n"
	        "a.md:6:6+5 text/duplicate-id id 'sec-a' is used twice\n");
	struct buf b = {0};
	diag_show(diags, DIAG_PLAIN, 0, &b);
	buf_byte(&b, 0);
	ck_assert_msg(has(b.ptr, "a.md:1:7: note: first used here"), "%s", b.ptr);
	buf_drop(&b);
}
END_TEST

/* An automatic id gives way to one that is written. */
START_TEST(automatic)
{
	gives("# A\n\n# A\n\n# Other {#sec-a-2}\n\n# !\n",
	      "id=\"sec-a\"\n    text \"A\"\n  heading level=1 id=\"sec-a-3\"\n");
	gives("# What *is* `it`, {title}?\n", "id=\"sec-what-is-it-title\"\n");
	gives("# !\n", "id=\"sec-1\"\n");
}
END_TEST

START_TEST(caption_alone)
{
	refuses("a\n\nTable: b\n\nc\n",
	        "a.md:3:1+6 text/caption-without-table there is no table for this caption\n");
	refuses("Table: b\n\n|a|\n|-|\n\nTable: c\n",
	        "a.md:6:1+6 text/caption-without-table there is no table for this caption\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_references");
	TCase *c = tcase_create("references");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, numbers);
	tcase_add_test(c, numbers_in_latvian);
	tcase_add_test(c, unknown);
	tcase_add_test(c, twice);
	tcase_add_test(c, automatic);
	tcase_add_test(c, caption_alone);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
