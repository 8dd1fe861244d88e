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

START_TEST(headings)
{
	tells("##Details\n", "a.md:1:1+2 text/looks-like-heading this line is no heading\n");
	hints("Write a plain space");
	tells("# A\n\n##\u00A0Details\n", "a.md:3:1+2 text/looks-like-heading this line is no heading\n");
	tells("#Two\n", "a.md:1:1+1 text/looks-like-heading this line is no heading\n");
	tells("#What the office does\n", "a.md:1:1+1 text/looks-like-heading this line is no heading\n");
	tells("a\n#\u202FB\n", "a.md:2:1+1 text/looks-like-heading this line is no heading\n");
	tells("- ###a\n", "a.md:1:3+3 text/looks-like-heading this line is no heading\n");
	tells("####### a\n", "a.md:1:1+7 text/looks-like-heading this line is no heading\n");
	silent("\\##Details\n\n\\#Two\n");
	silent("#StopTrafficking\n\n#StopTrafficking is our tag.\n\nWe write\n#StopTrafficking everywhere\n");
	silent("#Riga #Tallinn\n\n#metoo\n\n#1 in Europe\n\nC# and F#\n");
}
END_TEST

START_TEST(items)
{
	tells("\u2022 a\n\u2022 b\n", "a.md:1:1+3 text/looks-like-item this line is no item of a list\n"
	      "a.md:2:1+3 text/looks-like-item this line is no item of a list\n");
	tells("Towns:\n\u2022\ta\n", "a.md:2:1+3 text/looks-like-item this line is no item of a list\n");
	tells("-\u00A0a\n", "a.md:1:1+1 text/looks-like-item this line is no item of a list\n");
	tells("*\u00A0a\n", "a.md:1:1+1 text/looks-like-item this line is no item of a list\n");
	tells("-a\n-b\n", "a.md:1:1+1 text/looks-like-item this line is no item of a list\n"
	      "a.md:2:1+1 text/looks-like-item this line is no item of a list\n");
	hints("Write a space behind the hyphen");
	silent("\\-a\n\n&bull; a\n\n-5 degrees\n\nSchleswig\n-Holstein\n\n\u2013 N\u0113, vi\u0146\u0161 teica.\n\na \u00B7 b\n");
}
END_TEST

START_TEST(pipes)
{
	refuses("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |\n",
	        "a.md:2:1+9 text/bad-rule this line makes no table of those around it\n");
	hints("It has 2 columns, and the row above it 3");
	refuses("|---|---|\n| 1 | 2 |\n", "a.md:1:1+9 text/bad-rule this line makes no table of those around it\n");
	hints("Put the row of titles right above it");
	refuses("> a | b\n> :-- | --: | ---\n", "a.md:2:3+15 text/bad-rule this line makes no table of those around it\n");
	refuses("| a | b |\n|\u2014|\u2014|\n", "a.md:2:1+9 text/bad-rule this line makes no table of those around it\n");
	hints("Write three hyphens");
	tells("| a | b |\n| 1 | 2 |\n| 3 | 4 |\n",
	      "a.md:1:1+1 text/looks-like-table these lines are no table\n");
	tells("| a | b | |---|---| | 1 | 2 |\n", "a.md:1:1+1 text/looks-like-table these lines are no table\n");
	silent("\\|---|\n\n|x| is never below 0\n\na | b\n\nyes|no\n\n`|---|`\n\n| a |\n|---|\n| \\| |\n");
}
END_TEST

START_TEST(divs)
{
	tells(":: practice\n\na\n\n::\n", "a.md:1:1+2 text/looks-like-div this line neither begins nor ends a passage\n"
	      "a.md:5:1+2 text/looks-like-div this line neither begins nor ends a passage\n");
	silent("\\:: practice\n\nstd::sort\n\n::: {.a}\n:::\n");
}
END_TEST

START_TEST(fences)
{
	refuses("```{table} t\nquery: q\n\n```{table} u\nquery: q\n```\n",
	        "a.md:1:1+3 text/unclosed-code this block is not closed before the next one begins\n");
	refuses("- ~~~\n  a\n  ~~~ sh\n  b\n  ~~~\n",
	        "a.md:1:3+3 text/unclosed-code this block is not closed before the next one begins\n");
	refuses("```\na\n", "a.md:1:1+3 text/unclosed-code code block is never closed\n");
	refuses("``` {table} t\nquery: q\n```\n", "a.md:1:5+7 text/unknown-directive a space stands before '{table}'\n");
	silent("````\n```{table} t\n```\n````\n\n~~~\n```sh\n```\n~~~\n\n```\n`` a\n```\n");
	silent("``` {.key}\na\n```\n");
}
END_TEST

START_TEST(a_rule_that_begins_a_text)
{
	refuses("---\n\nLost.\n\n---\n\na\n", "a.md:3:1+5 text/bad-front-matter what stands between --- and --- at "
	        "the text's beginning has no keys\n");
	hints("Write ***");
	silent("***\n\na\n");
	silent("\n---\n\na\n\n---\n");
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
	tcase_add_test(c, headings);
	tcase_add_test(c, items);
	tcase_add_test(c, pipes);
	tcase_add_test(c, divs);
	tcase_add_test(c, fences);
	tcase_add_test(c, a_rule_that_begins_a_text);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
