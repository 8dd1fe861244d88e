/* What is typed is understood, or told of: nothing that looks like markup is printed without a word. */
#include "unit/text_help.h"

#include "text/draft/segment.h"

/* The edition is made, and these reports are all that is said. */
static void tells(const char *markdown, const char *expected)
{
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	made(markdown);
	ck_assert_msg(!strcmp(reports(), expected), "%s\ntells\n%sbut expected is\n%s", markdown, reports(), expected);
}

/* It is printed as it is, and nothing is said. */
static void silent(const char *markdown)
{
	tells(markdown, "");
}

START_TEST(comments)
{
	gives("# One <!-- draft -- do not print --> {#sec-x}\n", "  heading level=1 id=\"sec-x\"\n    text \"One\"\n");
	gives("a <!-- b -- c --> d<!-->e<!---> `<!-- f -->` \\<!-- g\n",
	      "    text \"a de \"\n    code\n      text \"<!-- f -->\"\n    text \" <!-- g\"\n");
	gives("- <!-- a\n  b --> c\n", "      paragraph\n        text \"c\"\n");
	gives("| a <!-- b --> | c |\n|---|---|\n| d <!-- | --> | e |\n", "        text \"d\"\n");
	gives("a[^n]\n\n[^n]: b <!-- c -- d --> e\n", "        text \"b e\"\n");
	silent("<!-- a -- b -->\n\nc\n");
	refuses("a <!-- b\n\nc --> d\n", "a.md:1:3+4 text/unclosed-comment comment is never closed\n");
	refuses("| a |\n|---|\n| b <!-- c |\n", "a.md:3:5+4 text/unclosed-comment comment is never closed\n");
}
END_TEST

/* CommonMark counts what stands behind a comment in its line as HTML. */
START_TEST(words_behind_a_comment)
{
	gives("<!-- a --> b\nc *d*\n\ne\n", "  paragraph\n    text \"b c \"\n    emph\n      text \"d\"\n"
	      "  paragraph\n    text \"e\"\n");
	gives("> <!-- a\n> b --> c\n> d\n", "  quote\n    paragraph\n      text \"c d\"\n");
	gives("<!-- a --> b\n\nc\n", "  paragraph\n    text \"b\"\n  paragraph\n    text \"c\"\n");
	refuses("<!-- a --> <b>c</b>\n", "a.md:1:12+3 text/raw-html raw HTML is not allowed\n"
	        "a.md:1:16+4 text/raw-html raw HTML is not allowed\n");
}
END_TEST

static bool take_ids(void *context, const struct segment *s)
{
	buf_printf(context, "%.*s|", STR_ARG(s->id));
	return true;
}

/* They are neither printed nor given to translators, and translators may write their own. */
START_TEST(comments_in_translations)
{
	struct buf ids = {0};
	put_file("po/report.lv.po", S("msgid \"A town pays.\"\nmsgstr \"Pilsēta <!-- vai -- nē --> maksā.\"\n\n"
	                              "msgid \"So.\"\nmsgstr \"Tā <!-- vai\"\n"));
	spec.language = spec.id = S("lv");
	gives("A town <!-- which -- one --> pays.\n", "text \"Pilsēta maksā.\"\n");
	ck_assert(segments_walk(arena, diags, &project, &document, take_ids, &ids));
	buf_byte(&ids, 0);
	ck_assert_str_eq(ids.ptr, "A title|A town pays.|");
	buf_drop(&ids);
	diags = diags_new(arena);
	ck_assert_ptr_null(make("A town pays.\n\nSo.\n"));
	ck_assert_str_eq(reports(), "report.lv.po:5:12+4 text/unclosed-comment comment is never closed\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_typed");
	TCase *c = tcase_create("typed");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, comments);
	tcase_add_test(c, words_behind_a_comment);
	tcase_add_test(c, comments_in_translations);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
