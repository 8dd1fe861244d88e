/* Translators' files: made, merged, refused. */
#include "unit/text_help.h"

#include "po/po.h"
#include "base/program.h"
#include "text/translate/translate.h"

#include <errno.h>

static struct edition_spec specs[3];
static struct translated files[3];
static size_t n;

static void languages(void)
{
	static const char *const tags[] = {"en", "lv", "ru"};
	for (int i = 0; i < 3; i++)
		specs[i] = (struct edition_spec){.document = &document, .id = str_of(tags[i]),
		                                 .language = str_of(tags[i])};
	project.editions = specs;
	project.editions_n = 3;
	project.id.text = S("strom");
}

static bool translate(const char *markdown, const char *language)
{
	put_file("a.md", str_of(markdown));
	return translate_document(arena, diags, &project, &document, str_of(language), files, &n);
}

static str file(const char *name)
{
	str bytes = S("");
	ck_assert(file_map(arena, diags, (struct span){0}, path_join(arena, folder, str_of(name)), 0,
	                   &bytes));
	return bytes;
}

static void holds(str text, const char *part)
{
	ck_assert_msg(str_find(text, str_of(part)) != SIZE_MAX, "'%s' is not in\n%.*s", part,
	              STR_ARG(text));
}

START_TEST(makes_files)
{
	languages();
	ck_assert(translate("# Advice {#x}\n\nFor {n} towns.\n", ""));
	ck_assert_msg(diag_count(diags) == 0, "%s", reports());
	ck_assert_uint_eq(n, 2);
	ck_assert(files[0].made && files[1].made);
	ck_assert_uint_eq(files[0].segments, 3);
	ck_assert_uint_eq(files[0].empty, 3);
	str pot = file("po/report.pot"), lv = file("po/report.lv.po");
	holds(pot, "Project-Id-Version: strom report");
	holds(pot, "#. heading\n#: a.md\nmsgid \"Advice\"\nmsgstr \"\"\n");
	holds(pot, "#. placeholders: {n}\n#: a.md\nmsgid \"For {n} towns.\"\n");
	ck_assert(str_find(pot, S("Language:")) == SIZE_MAX);
	holds(lv, "Language: lv\\n");
	ck_assert(translate("# Advice {#x}\n\nFor {n} towns.\n", ""));
	ck_assert(str_eq(pot, file("po/report.pot")));
	ck_assert(str_eq(lv, file("po/report.lv.po")));      /* merging nothing changes nothing */
	ck_assert(!files[0].made);
}
END_TEST

/* Each placeholder once; each column of a table, and what a group's heading says. */
START_TEST(says_what_a_segment_holds)
{
	languages();
	set_tables("create table towns (town text, people integer, land text);", "towns");
	ck_assert(translate("# Told <!-- why -->\n\n{n, plural, one {# town of {m}} other {# towns of {m}}} and {n}.\n\n"
	                    "```{table} tbl-x\nquery: select land, town, people from towns order by land, town\n"
	                    "group: land\ncolumns: {land: {title: Land}, town: {title: A town}, people: {title: People}}\n"
	                    "caption: Towns\n```\n", ""));
	str pot = file("po/report.pot");
	holds(pot, "#. placeholders: {n} {m}\n");
	holds(pot, "msgid \"Told\"\n");
	holds(pot, "msgid \"A town\"\n");
	holds(pot, "msgid \"People\"\n");
	holds(pot, "msgid \"Towns\"\n");
	ck_assert(str_find(pot, S("msgid \"Land\"")) == SIZE_MAX);
}
END_TEST

START_TEST(merges)
{
	languages();
	put_file("po/report.lv.po", S("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
	         "msgid \"Stays\"\nmsgstr \"Paliek\"\n\nmsgid \"A sentence of some length changes\"\n"
	         "msgstr \"Teikums mainās\"\n\nmsgid \"Goes away entirely\"\nmsgstr \"Pazūd\"\n"));
	ck_assert_msg(translate("Stays\n\nA sentence of some length changed\n", "lv"), "%s", reports());
	ck_assert_uint_eq(n, 1);
	ck_assert(!files[0].made);
	ck_assert_uint_eq(files[0].translated, 1);
	ck_assert_uint_eq(files[0].fuzzy, 1);
	str lv = file("po/report.lv.po");
	holds(lv, "msgid \"Stays\"\nmsgstr \"Paliek\"\n");
	holds(lv, "#, fuzzy\n#| msgid \"A sentence of some length changes\"\n"
	          "msgid \"A sentence of some length changed\"\nmsgstr \"Teikums mainās\"\n");
	holds(lv, "#~ msgid \"Goes away entirely\"\n");
	ck_assert(!file_exists(path_join(arena, folder, S("po/report.ru.po"))));
	ck_assert(!file_exists(path_join(arena, folder, S("po/report.lv.po~"))));
}
END_TEST

START_TEST(refuses_broken_po)
{
	languages();
	put_file("po/report.lv.po", S("msgid \"a\nmsgstr \"b\"\n"));
	ck_assert(!translate("Text\n", ""));
	ck_assert_str_eq(reports(), "report.lv.po:1:7+2 po/unclosed this string has no closing quote\n");
	ck_assert_uint_eq(n, 1);                             /* Russian is made all the same */
	ck_assert(str_eq(file("po/report.lv.po"), S("msgid \"a\nmsgstr \"b\"\n")));
}
END_TEST

START_TEST(refuses_broken_text)
{
	languages();
	ck_assert(!translate("Text {n\n", ""));
	ck_assert_str_eq(reports(), "a.md:1:6+1 text/unbalanced-brace '{' is not closed\n");
	ck_assert(!folder_exists(path_join(arena, folder, S("po"))));
}
END_TEST

START_TEST(refuses_other_languages)
{
	languages();
	ck_assert(!translate("Text\n", "lw"));
	ck_assert(has(reports(), "text/unknown-language"));
	hints("'lv'");
	ck_assert(!translate("Text\n", "en"));
}
END_TEST

START_TEST(needs_a_folder)
{
	languages();
	project.translations.text = S("");
	ck_assert(!translate("Text\n", ""));
	ck_assert(has(reports(), "text/no-translations"));
	hints("translations: po");
}
END_TEST

/* Runs in a process of its own (CK_FORK), so the changed environment ends with it. */
START_TEST(needs_msgmerge)
{
	languages();
	ck_assert(translate("Text\n", ""));
	setenv("PATH", arena_cstr(arena, folder), 1);
	ck_assert(!translate("Text\n", "lv"));
	ck_assert(has(reports(), "text/msgmerge-missing"));
	hints("gettext");
}
END_TEST

START_TEST(tells_what_msgmerge_says)
{
	languages();
	ck_assert(translate("Text\n", ""));
	put_file("msgmerge", S("#!/bin/sh\necho 'the moon is wrong' >&2\nexit 1\n"));
	ck_assert_int_eq(chmod(arena_cstr(arena, path_join(arena, folder, S("msgmerge"))), 0755), 0);
	setenv("PATH", arena_cstr(arena, arena_printf(arena, "%.*s:/bin:/usr/bin", STR_ARG(folder))), 1);
	str before = file("po/report.lv.po");
	ck_assert(!translate("Other text\n", "lv"));
	ck_assert(has(reports(), "text/msgmerge-failed"));
	hints("the moon is wrong");
	ck_assert(str_eq(file("po/report.lv.po"), before));
}
END_TEST

static int run(struct buf *out, struct buf *errors, const char *script)
{
	const str words[] = {S("sh"), S("-c"), str_of(script)};
	return program_run(arena, words, 3, out, errors);
}

START_TEST(runs_programs)
{
	struct buf out = {0}, errors = {0};
	ck_assert_int_eq(run(&out, &errors, "echo $LC_ALL $LANG; echo bad >&2; read x; exit 7"), 7);
	ck_assert(str_eq(buf_str(&out), S("C.UTF-8\n")));
	ck_assert(str_eq(buf_str(&errors), S("bad\n")));
	ck_assert_int_eq(run(&out, &errors, "kill -9 $$"), -1);
	ck_assert_int_eq(run(&out, &errors, "yes"), -1);     /* ended by its closed output */
	buf_clear(&out);
	buf_clear(&errors);
	ck_assert_int_eq(run(&out, &errors, "head -c 300000 /dev/zero >&2; exit 0"), 0);
	ck_assert_uint_eq(errors.len, 300000);
	const str none[] = {S("no-such-program")};
	ck_assert_int_eq(program_run(arena, none, 1, &out, &errors), -1);
	ck_assert_int_eq(errno, ENOENT);
	buf_drop(&out);
	buf_drop(&errors);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("text_translate");
	TCase *c = tcase_create("all");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 240);
	tcase_add_test(c, makes_files);
	tcase_add_test(c, says_what_a_segment_holds);
	tcase_add_test(c, merges);
	tcase_add_test(c, refuses_broken_po);
	tcase_add_test(c, refuses_broken_text);
	tcase_add_test(c, refuses_other_languages);
	tcase_add_test(c, needs_a_folder);
	tcase_add_test(c, needs_msgmerge);
	tcase_add_test(c, tells_what_msgmerge_says);
	tcase_add_test(c, runs_programs);
	suite_add_tcase(s, c);
	return run_suite(s);
}
