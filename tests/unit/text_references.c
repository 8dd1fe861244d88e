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
	      "    ref target=\"tbl-b\"\n      text generated \"Table\u00A02\"\n    text \", \"\n"
	      "    ref target=\"tbl-a\"\n      text generated \"Table\u00A01\"\n    text \", \"\n"
	      "    ref target=\"fig-x\"\n      text generated \"Figure\u00A01\"\n    text \" and "
	      "\"\n"
	      "    ref target=\"sec-one\"\n      text generated \"“First”\"\n    text \".\"\n");
}
END_TEST

START_TEST(numbers_in_latvian)
{
	put_file("x.png", S("x"));
	spec.language = spec.id = S("lv");
	const char *text = dump(made(captions));
	ck_assert_msg(
	        has(text, "ref lang=en target=\"tbl-b\"\n      text generated \"2. tabula\"\n"),
	        "%s", text);
	ck_assert_msg(has(text,
	                  "    caption untranslated lang=en\n      text generated \"1. tabula. \"\n"
	                  "      text lang=en \"A\"\n"),
	              "%s", text);
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
	refuses("::: {#sec-d}\nx\n:::\n\n@sec-d\n",
	        "a.md:5:1+6 text/no-caption 'sec-d' has neither a "
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
	gives("# B\n\n# B\n\n# B\n",
	      "id=\"sec-b\"\n    text \"B\"\n  heading level=1 id=\"sec-b-2\"\n    text \"B\"\n"
	      "  heading level=1 id=\"sec-b-3\"\n");
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

static const char *const things = "\n\n# Duties {#sec-d}\n\n| a |\n|---|\n\nTable: A {#tbl-a}\n\n| "
                                  "b |\n|---|\n\n: B {#tbl-b}\n\n"
                                  "# More {.appendix #sec-m}\n";

static void refers(const char *typed, const char *lines)
{
	gives(arena_cstr(arena, arena_printf(arena, "%s%s", typed, things)), lines);
	ck_assert_msg(!diag_count(diags), "%s", reports());
}

/* As Quarto has them. */
START_TEST(words_of_references)
{
	refers("In tables [-@tbl-a] and [in *the* table @tbl-b].",
	       "    text \"In tables \"\n    ref level=1 target=\"tbl-a\"\n      text generated "
	       "\"1\"\n    text \" and \"\n"
	       "    ref level=1 target=\"tbl-b\"\n      text \"in \"\n      emph\n        text "
	       "\"the\"\n"
	       "      text \" table\u00A0\"\n      text generated \"2\"\n    text \".\"\n");
	refers("[@tbl-a; see\n@tbl-b, left]",
	       "    ref target=\"tbl-a\"\n      text generated \"Table\u00A01\"\n    text \"; \"\n"
	       "    ref level=1 target=\"tbl-b\"\n      text \"see\u00A0\"\n      text generated "
	       "\"2\"\n    text \", left\"\n");
	refers("[part @sec-d] [annex @sec-m] [-@sec-m]",
	       "      text \"part \"\n      text generated \"Duties\"\n    text \" \"\n    ref "
	       "level=1 target=\"sec-m\"\n"
	       "      text \"annex\u00A0\"\n      text generated \"A\"\n    text \" \"\n    ref "
	       "level=1 target=\"sec-m\"\n"
	       "      text generated \"A\"\n");
	refers("\\[see @tbl-a\\]", "    text \"[see \"\n    ref target=\"tbl-a\"\n      text "
	                           "generated \"Table\u00A01\"\n    text \"]\"\n");
	refers("[see @tbl-a]{.key}",
	       "    span style=\"key\"\n      text \"see \"\n      ref target=\"tbl-a\"\n"
	       "        text generated \"Table\u00A01\"\n");
	refers("[a [see @tbl-a] b]",
	       "    text \"[a \"\n    ref level=1 target=\"tbl-a\"\n      text \"see\u00A0\"\n"
	       "      text generated \"1\"\n    text \" b]\"\n");
	refuses("a [in table @tbl-x]\n",
	        "a.md:1:4+15 text/unknown-reference nothing has the id 'tbl-x'\n");
}
END_TEST

/* Whether the reference is printed with a capital. */
static void begins(const char *typed, bool sentence)
{
	const char *text = dump(made(arena_cstr(
	        arena, arena_printf(arena, "%s\n\n| a |\n|---|\n\nTable: A {#tbl-a}\n", typed))));
	ck_assert_msg(has(text, "text generated \"Tabell\u00A0") == sentence, "%s: %s", typed,
	              text);
	ck_assert_msg(has(text, "text generated \"tabell\u00A0") == !sentence, "%s", typed);
}

START_TEST(references_that_begin_a_sentence)
{
	refers("@Tbl-a says", "    ref level=2 target=\"tbl-a\"\n      text generated "
	                      "\"Table\u00A01\"\n    text \" says\"\n");
	spec.language = spec.id = S("sv");
	gives("@Tbl-a och @tbl-a\n\n| a |\n|---|\n\nTable: A {#tbl-a}\n",
	      "text generated \"Tabell\u00A01\"\n");
	gives("@Tbl-a och @tbl-a\n\n| a |\n|---|\n\nTable: A {#tbl-a}\n",
	      "text generated \"tabell\u00A01\"\n");
	/* Without being told to. */
	begins("@tbl-a och", true);
	begins("- @tbl-a och", true);
	begins("*@tbl-a* och", true);
	begins("Det är allt. @tbl-a visar", true);
	begins("”Är det allt?” *[@tbl-a; se]* ", true);
	begins("Nej![^n] @tbl-a visar\n\n[^n]: Jaså.", true);
	begins("Se[^n] @tbl-a\n\n[^n]: Jaså.", false);
	begins("I **allt.**\n@tbl-a visar", true);
	begins("allt: @tbl-a visar", false);
	begins("jfr. s. @tbl-a", false);
	begins("bl.a. @tbl-a", false);
	begins("se (@tbl-a)", false);
	begins("å.@tbl-a", false);
	begins("Hamnen!@tbl-a", false);
	spec.language = spec.id = S("nb");
	begins("Den 12. @tbl-a", false);
	begins("Jf. @tbl-a", false);
	begins("Det var i 2012. @tbl-a", false);
	gives("@Tbl-a\n\n| a |\n|---|\n\nTable: A {#Tbl-a}\n",
	      "ref level=2 lang=en target=\"Tbl-a\"");
}
END_TEST

START_TEST(a_value_behind_a_reference)
{
	made("See @tbl-x{title} for it.\n\n| a |\n|---|\n\nTable: A {#tbl-x}\n");
	ck_assert_str_eq(reports(),
	                 "a.md:1:5+13 text/glued-value a value stands right behind a reference\n");
	hints("[-@tbl-x]");
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
	tcase_add_test(c, words_of_references);
	tcase_add_test(c, references_that_begin_a_sentence);
	tcase_add_test(c, a_value_behind_a_reference);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
