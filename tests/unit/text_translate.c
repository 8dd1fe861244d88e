/* Translators' files: made, merged, refused. */
#include "unit/text_help.h"

#include "po/po.h"
#include "lock/child.h"
#include "text/translate/rename.h"
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

static struct lock *program_lock(void)
{
	struct lock *lock = lock_new(arena);
	lock_read_system(lock);
	lock_read(lock, folder);
	lock_run(lock, S("/"));
	return lock;
}

/* What msgmerge's answer lacks. */
static const char *torn;

static str without(str s, const char *hole)
{
	size_t at = str_find(s, str_of(hole));
	ck_assert_msg(at != SIZE_MAX, "%s in\n%.*s", hole, STR_ARG(s));
	return arena_printf(arena, "%.*s%.*s", (int)at, s.ptr,
	                    STR_ARG(str_from(s, at + strlen(hole))));
}

static struct translate_merged merge(str language)
{
	str path = translate_path(arena, &project, &document, language),
	    template = translate_path(arena, &project, &document, S(""));
	const str words[] = {S("msgmerge"), S("--previous"),      S("--no-wrap"),
	                     S("--quiet"),  S("--output-file=-"), S("--"),
	                     path,          template};
	struct translate_merged m = {.language = language};
	m.status = child_program(arena, program_lock(), &limits_usual, words, 8, &m.bytes, &m.errors);
	m.error = errno;
	m.bytes = torn ? without(m.bytes, torn) : m.bytes;
	return m;
}

static bool write_files(const struct translate_work *w)
{
	for (size_t i = 0; i < w->files.n; i++) {
		str path = translate_path(arena, &project, &document, w->files.at[i].language);
		folder_make(diags, path_folder(path));
		struct file_out *f = file_out_new(diags, path);
		if (!f || !file_out_put(f, w->files.at[i].bytes) || !file_out_keep(f))
			return false;
	}
	return true;
}

/* As the command does, in one process. */
static bool translate(const char *markdown, const char *language)
{
	struct translate_work w = {.arena = arena,
	                           .diags = diags,
	                           .project = &project,
	                           .document = &document,
	                           .language = str_of(language)};
	struct translate_merged merged[3];
	put_file("a.md", str_of(markdown));
	struct diags *first = diags_like(arena, diags);
	w.diags = first;
	translate_document(&w);
	w.merged = merged;
	if (w.unmerged.n && w.files.n)
		w.files.n = 1;
	if (w.unmerged.n && !write_files(&w))
		return false;
	for (; w.merged_n < w.unmerged.n; w.merged_n++)
		merged[w.merged_n] = merge(w.unmerged.at[w.merged_n]);
	w.diags = diags;
	w.files.n = w.done.n = w.unmerged.n = 0;
	bool good = translate_document(&w);
	for (n = 0; n < w.done.n; n++)
		files[n] = w.done.at[n];
	return write_files(&w) && good;
}

static str file(const char *name)
{
	str bytes = S("");
	ck_assert(file_map(arena, diags, (struct span){0}, path_join(arena, folder, str_of(name)),
	                   0, &bytes));
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
	holds(pot, "#. heading\n#: a.md:1\nmsgid \"Advice\"\nmsgstr \"\"\n");
	holds(pot,
	      "#. placeholders: {n}\n#: a.md:3\n#, icu-message-format\nmsgid \"For {n} towns.\"\n");
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
	ck_assert(translate("# Told <!-- why -->\n\n{n, plural, one {# town of {m}} other {# towns "
	                    "of {m}}} and {n}.\n\n"
	                    "```{table} tbl-x\nquery: select land, town, people from towns order "
	                    "by land, town\n"
	                    "group: land\ncolumns: {land: {title: Land}, town: {title: A town}, "
	                    "people: {title: People}}\n"
	                    "caption: Towns\n```\n",
	                    ""));
	str pot = file("po/report.pot");
	holds(pot, "#. placeholders: {n} {m}\n");
	holds(pot, "msgid \"Told\"\n");
	holds(pot, "msgid \"A town\"\n");
	holds(pot, "msgid \"People\"\n");
	holds(pot, "msgid \"Towns\"\n");
	ck_assert(str_find(pot, S("msgid \"Land\"")) == SIZE_MAX);
}
END_TEST

/* Equal words are one entry, unless the author gives them contexts; lines of references break as
 * gettext's. */
START_TEST(names_places)
{
	languages();
	ck_assert(translate("# Share {ctx=verb}\n\nShare\n\n- Share\n- Share\n- Share\n- Share\n- "
	                    "Share\n- Share\n- Share\n"
	                    "- Share\n- Share\n- Share\n- Share\n\n[A]{.small} {n}\n",
	                    ""));
	ck_assert_uint_eq(files[0].segments, 4);
	str pot = file("po/report.pot"), lv = file("po/report.lv.po");
	holds(pot, "#: a.md:1\nmsgctxt \"verb\"\nmsgid \"Share\"\n");
	holds(pot, "#: a.md:3 a.md:5 a.md:6 a.md:7 a.md:8 a.md:9 a.md:10 a.md:11 a.md:12 "
	           "a.md:13\n#: a.md:14 a.md:15\nmsgid");
	holds(pot, "#: a.md:17\nmsgid \"[A]{.small} {n}\"\n"); /* Weblate cannot read {.small} */
	ck_assert(translate("# Share {ctx=verb}\n\nShare\n\n- Share\n- Share\n- Share\n- Share\n- "
	                    "Share\n- Share\n- Share\n"
	                    "- Share\n- Share\n- Share\n- Share\n\n[A]{.small} {n}\n",
	                    ""));
	ck_assert(str_eq(lv, file("po/report.lv.po")));
}
END_TEST

/* Builds and translators' files count the same, whatever of it one edition prints. */
START_TEST(counts_as_builds_do)
{
	languages();
	specs[1].country = S("LV");
	specs[2].country = S("EE");
	put_file("po/report.lv.po",
	         S("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
	           "msgid \"One\"\nmsgstr \"Viens\"\n\nmsgid \"Blank\"\nmsgstr \" \"\n"));
	const char *text = "One\n\nOne\n\nBlank\n\n::: {.only country=EE}\nFar\n\n- "
	                   "One\n:::\n\n::: {.only country=\"LV EE\"}\nNear\n:::\n\n"
	                   "::: {lang=de}\nWort\n:::\n\n[^x]: Unused {title}\n";
	ck_assert_msg(translate(text, "lv"), "%s", reports());
	ck_assert_uint_eq(files[0].segments, 5); /* the title, One, Blank, Near, the note */
	ck_assert_uint_eq(files[0].translated, 1);
	ck_assert_uint_eq(files[0].empty, 4);
	ck_assert_uint_eq(files[0].elsewhere, 1);
	spec = specs[1];
	struct edition *e = made(text);
	ck_assert_uint_eq(e->segments, files[0].segments);
	ck_assert_uint_eq(e->untranslated, files[0].segments - files[0].translated);
	ck_assert(has(dump(e), "untranslated lang=en\n    text lang=en \"Blank\""));
}
END_TEST

/* Flags that msgmerge leaves out are put back, beside fuzzy too; all lines end as most did. */
START_TEST(finishes_files)
{
	languages();
	put_file("po/report.lv.po",
	         S("msgid \"\"\r\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\r\n\r\n# "
	           "mine\n"
	           "msgid \"For {n} towns of some kind\"\r\nmsgstr \"{n} pilsētām\"\r\n"));
	ck_assert_msg(translate("For {n} towns of any kind\n\n{n} of {m}\n", "lv"), "%s",
	              reports());
	str lv = file("po/report.lv.po");
	holds(lv,
	      "# mine\r\n#. paragraph\r\n#. placeholders: {n}\r\n#: a.md:1\r\n#, fuzzy, "
	      "icu-message-format\r\n"
	      "#| msgid \"For {n} towns of some kind\"\r\nmsgid \"For {n} towns of any kind\"\r\n");
	holds(lv, "#: a.md:3\r\n#, icu-message-format\r\nmsgid \"{n} of {m}\"\r\nmsgstr \"\"\r\n");
	for (size_t i = 0; i < lv.len; i++)
		ck_assert(lv.ptr[i] != '\n' || lv.ptr[i - 1] == '\r');
	put_file("po/report.lv.po",
	         S("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n# "
	           "mine\r\n"
	           "msgid \"For {n} towns of any kind\"\nmsgstr \"{n} pilsētām\"\n"));
	ck_assert_msg(translate("For {n} towns of any kind\n", "lv"), "%s", reports());
	ck_assert(!str_has(file("po/report.lv.po"), '\r'));
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(refuses_another_language)
{
	static const char *const fine[] = {"lv", "lv_LV", "LV-lv", "lv_LV.UTF-8", ""};
	languages();
	for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
		put_file("po/report.lv.po",
		         arena_printf(arena, "msgid \"\"\nmsgstr \"Language: %s\\n\"\n", fine[i]));
		ck_assert_msg(translate("Text\n", "lv"), "%s", reports());
	}
	str bytes = S("msgid \"\"\nmsgstr \"Language: de\\n\"\n");
	put_file("po/report.lv.po", bytes);
	ck_assert(!translate("Text\n", "lv"));
	ck_assert_str_eq(reports(), "report.lv.po:2:19+2 po/language the file is in 'de' by its "
	                            "header, and is read for 'lv'\n");
	ck_assert(str_eq(file("po/report.lv.po"), bytes));
}
END_TEST

static void stray(const char *name, const char *hint)
{
	diags = diags_new(arena);
	put_file(arena_cstr(arena, arena_printf(arena, "po/%s", name)), S(""));
	ck_assert(translate_strays(arena, diags, &project));
	ck_assert_uint_eq(diag_warnings(diags), 1);
	ck_assert_msg(has(reports(), "text/stray-po"), "%s", reports());
	const char *last = strrchr(name, '/');
	ck_assert_msg(has(reports(), last ? last + 1 : name), "%s", reports());
	hints(hint);
	ck_assert_int_eq(unlink(arena_cstr(arena, path_join(arena, folder,
	                                                    arena_printf(arena, "po/%s", name)))),
	                 0);
}

START_TEST(names_stray_files)
{
	languages();
	stray("report.lv_LV.po", "Rename it to report.lv.po");
	stray("Report.LV.po", "Rename it to report.lv.po");
	stray("report.lv.PO", "Rename it to report.lv.po");
	stray("lv.po", "Rename it to report.lv.po");
	stray("old.ru.po", "Rename it to report.ru.po");
	stray("report.fr.po", "documents are report");
	stray("report.en.po", "documents are report");
	stray("lv/report.po", "documents are report");
	stray("lv/LC_MESSAGES/report.po", "documents are report");
	put_file("po/report.lv.po", S(""));
	stray("lv.po", "msgcat --use-first -o new.po report.lv.po lv.po");
	put_file("po/report.ru.po", S(""));
	put_file("po/report.pot", S(""));
	put_file("po/report.lv.po~", S(""));
	diags = diags_new(arena);
	ck_assert(translate_strays(arena, diags, &project));
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(names_stray_files_of_several_documents)
{
	static struct document_spec two[2];
	static struct edition_spec four[4];
	languages();
	two[0] = two[1] = document;
	two[1].id.text = S("second");
	for (int i = 0; i < 4; i++) {
		four[i] = specs[1 + i % 2];
		four[i].document = &two[i / 2];
	}
	project.documents = two;
	project.documents_n = 2;
	project.editions = four;
	project.editions_n = 4;
	stray("Second.LV.po", "Rename it to second.lv.po");
	stray("REPORT.lv.po", "Rename it to report.lv.po");
	stray("third.lv.po", "documents are report, second.");
	put_file("po/report.lv.po", S(""));
	stray("third.lv.po", "Rename it to second.lv.po");
	project.documents = &document;
	project.documents_n = 1;
}
END_TEST

START_TEST(merges)
{
	languages();
	put_file(
	        "po/report.lv.po",
	        S("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
	          "msgid \"Stays\"\nmsgstr \"Paliek\"\n\nmsgid \"A sentence of some length "
	          "changes\"\n"
	          "msgstr \"Teikums mainās\"\n\nmsgid \"Goes away entirely\"\nmsgstr \"Pazūd\"\n"));
	ck_assert_msg(translate("Stays\n\nA sentence of some length changed\n", "lv"), "%s",
	              reports());
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
	ck_assert_str_eq(reports(),
	                 "report.lv.po:1:7+2 po/unclosed this string has no closing quote\n");
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

/* Its answer lacks what the template has, or ends in the middle of a line. */
START_TEST(keeps_a_file_that_msgmerge_cut)
{
	static const char *const answers[] = {"", "msgid \"Text\"\nmsgstr \"\"\n",
	                                      "msgid \"Other text\"\nmsgstr \"\""};
	languages();
	ck_assert(translate("Text\n", ""));
	str before = file("po/report.lv.po");
	setenv("PATH",
	       arena_cstr(arena, arena_printf(arena, "%.*s:/bin:/usr/bin", STR_ARG(folder))), 1);
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		put_file("msgmerge", arena_printf(arena, "#!/bin/sh\nprintf '%s'\n", answers[i]));
		ck_assert_int_eq(
		        chmod(arena_cstr(arena, path_join(arena, folder, S("msgmerge"))), 0755), 0);
		ck_assert(!translate("Other text\n", "lv"));
		ck_assert(has(reports(), "text/msgmerge-failed"));
		ck_assert(str_eq(file("po/report.lv.po"), before));
	}
}
END_TEST

/* A piece of what it wrote is missing, in the middle. */
START_TEST(keeps_a_file_that_msgmerge_tore)
{
	static const char old[] = "# Ours\nmsgid \"\"\nmsgstr \"Language: lv\\n\"\n"
	                          "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
	                          "# A remark\nmsgid \"Text\"\nmsgstr \"Teksts\"\n\n"
	                          "#, fuzzy\nmsgid \"Doubt\"\nmsgstr \"Varbūt\"\n\n"
	                          "msgid \"A long text of many words\"\nmsgstr \"Daudz vārdu\"\n\n"
	                          "# Was here\n#~ msgid \"Gone\"\n#~ msgstr \"Projām\"\n\n"
	                          "#~ msgid \"One\"\n#~ msgid_plural \"Many\"\n"
	                          "#~ msgstr[0] \"Viens\"\n#~ msgstr[1] \"Vairāki\"\n";
	static const struct {
		const char *hole, *line;
	} holes[] = {{"Teksts", "7:7"},
	             {"eks", "7:7"},
	             {"# A remark\n", "7:7"},
	             {"#, fuzzy\nmsgid \"Doubt", ""},
	             {"msgstr \"Varbūt\"\n", ""},
	             {"audz", "14:7"},
	             {"msgstr \"Daudz vārdu\"\n\n", ""},
	             {"# Ours\n", "2:7"},
	             {"Was", "18:10"},
	             {"Projām", "18:10"},
	             {"Gone", "18:10"},
	             {"#~ msgstr \"Projām\"\n", "18:10"},
	             {"Many", "21:10"},
	             {"iens", "21:10"},
	             {"#, fuzzy\n#| msgid \"A long text of many words\"\n", "1:1"}};
	const char *text = "Text\n\nDoubt\n\nA longer text of many words\n";
	languages();
	put_file("po/report.lv.po", S(old));
	ck_assert_msg(translate(text, "lv"), "%s", reports());
	str whole = file("po/report.lv.po");
	for (size_t i = 0; i < sizeof holes / sizeof *holes; i++) {
		put_file("po/report.lv.po", S(old));
		diags = diags_new(arena);
		torn = holes[i].hole;
		ck_assert_msg(!translate(text, "lv"), "%s", torn);
		ck_assert(str_eq(file("po/report.lv.po"), S(old)));
		ck_assert_msg(!holes[i].line[0] || has(reports(), "text/msgmerge-failed"), "%s: %s",
		              torn, reports());
		ck_assert_msg(has(reports(), holes[i].line), "%s: %s", torn, reports());
	}
	torn = NULL;
	ck_assert(translate(text, "lv"));
	ck_assert(str_eq(file("po/report.lv.po"), whole));
}
END_TEST

START_TEST(tells_what_msgmerge_says)
{
	languages();
	ck_assert(translate("Text\n", ""));
	put_file("msgmerge", S("#!/bin/sh\necho 'the moon is wrong' >&2\nexit 1\n"));
	ck_assert_int_eq(chmod(arena_cstr(arena, path_join(arena, folder, S("msgmerge"))), 0755),
	                 0);
	setenv("PATH",
	       arena_cstr(arena, arena_printf(arena, "%.*s:/bin:/usr/bin", STR_ARG(folder))), 1);
	str before = file("po/report.lv.po");
	ck_assert(!translate("Other text\n", "lv"));
	ck_assert(has(reports(), "text/msgmerge-failed"));
	hints("the moon is wrong");
	ck_assert(str_eq(file("po/report.lv.po"), before));
}
END_TEST


/* ---- Values of new names ---- */

static const char renamed_po[] =
        "msgid \"\"\nmsgstr \"Language: lv\\n\"\n\n# A remark: {towns} stays.\n"
        "#, icu-message-format\nmsgid \"For {towns} towns, {towns, plural, one {#} other "
        "{{n}}}.\"\n"
        "msgstr \"{towns} un {n}\"\n\nmsgid \"None.\"\nmsgstr \"\"\n";

START_TEST(renames_values_in_their_files)
{
	const struct translate_value values[] = {{S("towns"), S("municipalities")},
	                                         {S("n"), S("m")}};
	struct translate_renamed out[2];
	size_t count = 9;
	languages();
	put_file("a.md", S("For {municipalities} towns.\n"));
	put_file("po/report.lv.po", S(renamed_po));
	ck_assert_msg(translate_rename_files(arena, diags, &project, &document, values, 2, out,
	                                     &count),
	              "%s", reports());
	ck_assert_uint_eq(count, 1);
	ck_assert_uint_eq(out[0].places, 5);
	ck_assert(str_ends(out[0].path, S("po/report.lv.po")));
	ck_assert(str_eq(out[0].language, S("lv")));
	ck_assert_str_eq(arena_cstr(arena, out[0].bytes),
	                 "msgid \"\"\nmsgstr \"Language: lv\\n\"\n\n# A remark: {towns} stays.\n"
	                 "#, icu-message-format\nmsgid \"For {municipalities} towns, "
	                 "{municipalities, plural, one {#} other {{m}}}.\"\n"
	                 "msgstr \"{municipalities} un {m}\"\n\nmsgid \"None.\"\nmsgstr \"\"\n");
	put_file("po/report.lv.po", out[0].bytes);
	ck_assert(translate_rename_files(arena, diags, &project, &document, values, 2, out,
	                                 &count));
	ck_assert_uint_eq(out[0].places, 0);
	ck_assert_str_eq(reports(), "");
}
END_TEST

START_TEST(renames_nothing_that_the_text_still_has)
{
	const struct translate_value value = {S("towns"), S("municipalities")};
	struct translate_renamed out[2];
	size_t count = 9;
	languages();
	put_file("a.md", S("For {towns} towns.\n"));
	put_file("po/report.lv.po", S(renamed_po));
	ck_assert(!translate_rename_files(arena, diags, &project, &document, &value, 1, out, &count));
	ck_assert_uint_eq(count, 0);
	ck_assert_str_eq(reports(),
	                 "a.md:1:6+5 text/renamed-value-used the text still has {towns}\n");
	ck_assert(str_eq(file("po/report.lv.po"), S(renamed_po)));
}
END_TEST

/* ---- What all documents share ---- */

#define STR(words)                                                                                 \
	{                                                                                          \
		(words), sizeof(words) - 1                                                         \
	}

static const struct translate_label labels[] = {
        {true, STR("How many?"), STR("en"), {0}},
        {false, STR("Yes {x}"), STR("en lv"), {0}},
        {false, STR("No"), STR("en lv-LV ru"), {0}},
        {false, STR("Other"), STR("ru"), {0}},
        {false, STR("Other"), STR("lv en"), {0}},
        {false, STR("Said"), STR("lv ru"), {0}},
        {false, STR(""), STR(""), {0}},
};

static const char *shared_files(const struct translate_merged *merged, size_t merged_n,
                                const char *language)
{
	struct translate_work w = {.arena = arena,
	                           .diags = diags,
	                           .project = &project,
	                           .language = str_of(language),
	                           .merged = merged,
	                           .merged_n = merged_n};
	struct buf b = {0};
	w.shared = translate_shared_words(arena, diags, &project, labels,
	                                  sizeof labels / sizeof *labels);
	buf_printf(&b, "%d\n", translate_document(&w));
	for (size_t i = 0; i < w.files.n; i++) {
		str bytes = w.files.at[i].bytes;
		bytes = str_from(bytes, str_find(bytes, S("\n\n")) + 1);
		buf_printf(&b, "== %.*s\n%.*s", STR_ARG(w.files.at[i].language), STR_ARG(bytes));
	}
	for (n = 0; n < w.done.n; n++)
		files[n] = w.done.at[n];
	for (size_t i = 0; i < w.unmerged.n; i++)
		buf_printf(&b, "unmerged %.*s\n", STR_ARG(w.unmerged.at[i]));
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

/* The template alone. */
static const char *first_file(const char *all)
{
	str text = str_of(all);
	return arena_cstr(arena, str_sub(text, 0, str_find(text, S("== ru"))));
}

START_TEST(shares_titles_and_labels)
{
	languages();
	project.title = (struct said){S("The project"), {0}};
	document.title.text = S("The project");
	put_file("a.md", S("Other\n\nThe project\n\nMine\n"));
	ck_assert_str_eq(shared_files(NULL, 0, ""), "1\n"
	                                            "== \n"
	                                            "\n"
	                                            "#. title\n"
	                                            "#. paragraph\n"
	                                            "#: a.md:3\n"
	                                            "msgid \"The project\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. question\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Yes {x}\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "#. paragraph\n"
	                                            "#: a.md:1\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"\"\n"
	                                            "== lv\n"
	                                            "\n"
	                                            "#. title\n"
	                                            "#. paragraph\n"
	                                            "#: a.md:3\n"
	                                            "msgid \"The project\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. question\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "#. paragraph\n"
	                                            "#: a.md:1\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"\"\n"
	                                            "== ru\n"
	                                            "\n"
	                                            "#. title\n"
	                                            "#. paragraph\n"
	                                            "#: a.md:3\n"
	                                            "msgid \"The project\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. question\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Yes {x}\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "#. paragraph\n"
	                                            "#: a.md:1\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"\"\n");
	ck_assert_str_eq(reports(), "");
	put_file("po/project.lv.po", S("msgid \"\"\nmsgstr \"Language: lv\\n\"\n"));
	ck_assert_str_eq(shared_files(NULL, 0, "lv"), "1\n"
	                                              "== \n"
	                                              "\n"
	                                              "#. title\n"
	                                              "#. paragraph\n"
	                                              "#: a.md:3\n"
	                                              "msgid \"The project\"\n"
	                                              "msgstr \"\"\n"
	                                              "\n"
	                                              "#. question\n"
	                                              "msgid \"How many?\"\n"
	                                              "msgstr \"\"\n"
	                                              "\n"
	                                              "#. answer\n"
	                                              "msgid \"Yes {x}\"\n"
	                                              "msgstr \"\"\n"
	                                              "\n"
	                                              "#. answer\n"
	                                              "#. paragraph\n"
	                                              "#: a.md:1\n"
	                                              "msgid \"Other\"\n"
	                                              "msgstr \"\"\n"
	                                              "unmerged lv\n");
	struct translate_merged m = {.language = S("lv"),
	                             .bytes =
	                                     S("msgid \"\"\nmsgstr \"Language: lv\\n\"\n\n"
	                                       "# mine\n#: a\nmsgid \"Yes {x}\"\nmsgstr \"Jā\"\n\n"
	                                       "msgid \"The project\"\nmsgstr \"\"\n\n"
	                                       "msgid \"How many?\"\nmsgstr \"\"\n\n"
	                                       "msgid \"Other\"\nmsgstr \"\"\n\n"
	                                       "msgid \"No\"\nmsgstr \"N\"\n\n"
	                                       "#, fuzzy\n#| msgid \"Was\"\nmsgid \"Said\"\nmsgstr "
	                                       "\"S\"\n\n#~ msgid \"Old\"\n#~ msgstr \"Vecs\"\n")};
	put_file("po/project.lv.po", m.bytes);
	ck_assert_str_eq(shared_files(&m, 1, "lv"), "1\n"
	                                            "== \n"
	                                            "\n"
	                                            "#. title\n"
	                                            "#. paragraph\n"
	                                            "#: a.md:3\n"
	                                            "msgid \"The project\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. question\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Yes {x}\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "#. paragraph\n"
	                                            "#: a.md:1\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"\"\n"
	                                            "== lv\n"
	                                            "\n"
	                                            "msgid \"The project\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "msgid \"No\"\n"
	                                            "msgstr \"N\"\n"
	                                            "\n"
	                                            "#, fuzzy\n"
	                                            "#| msgid \"Was\"\n"
	                                            "msgid \"Said\"\n"
	                                            "msgstr \"S\"\n"
	                                            "\n"
	                                            "#~ msgid \"Old\"\n"
	                                            "#~ msgstr \"Vecs\"\n"
	                                            "\n"
	                                            "#~ msgid \"Yes {x}\"\n"
	                                            "#~ msgstr \"Jā\"\n");
	ck_assert_str_eq(reports(), "");
}
END_TEST

/* All that strom.yml says and editions print; names of funders where none of them says anything. */
START_TEST(shares_what_is_said_of_the_project)
{
	static const struct said authors[] = {{STR("Ann"), {0}}, {STR("Bo"), {0}}};
	static struct funder funders[2];
	languages();
	project.authors = authors;
	project.authors_n = 2;
	project.publisher = (struct said){S("Press"), {0}};
	project.notice = (struct said){S("Notice"), {0}};
	document.subtitle = (struct said){S("Subtitle"), {0}};
	document.description = (struct said){S("Description"), {0}};
	funders[0].name.text = S("Fund");
	funders[1].name.text = S("Institute");
	project.funders = funders;
	project.funders_n = 2;
	put_file("a.md", S("Mine\n"));
	ck_assert_str_eq(first_file(shared_files(NULL, 0, "ru")), "1\n"
	                                                          "== \n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"A title\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Subtitle\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Description\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Notice\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Press\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Ann\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Bo\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Fund\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Institute\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. question\n"
	                                                          "msgid \"How many?\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. answer\n"
	                                                          "msgid \"Yes {x}\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. answer\n"
	                                                          "msgid \"Other\"\n"
	                                                          "msgstr \"\"\n");
	funders[1].statement.text = S("Paid");
	ck_assert_str_eq(first_file(shared_files(NULL, 0, "ru")), "1\n"
	                                                          "== \n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"A title\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Subtitle\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Description\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Notice\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Press\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Ann\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Bo\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. title\n"
	                                                          "msgid \"Paid\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. question\n"
	                                                          "msgid \"How many?\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. answer\n"
	                                                          "msgid \"Yes {x}\"\n"
	                                                          "msgstr \"\"\n"
	                                                          "\n"
	                                                          "#. answer\n"
	                                                          "msgid \"Other\"\n"
	                                                          "msgstr \"\"\n");
	document.subtitle = document.description = (struct said){S(""), {0}};
}
END_TEST

/* What stood in files of documents comes over: the best of them, and where they differ the first.
 */
START_TEST(takes_translations_over)
{
	languages();
	static struct document_spec two[2];
	static struct edition_spec both[4];
	two[0] = two[1] = document;
	two[1].id.text = S("second");
	for (int i = 0; i < 4; i++) {
		both[i] = specs[1 + i % 2];
		both[i].document = &two[i / 2];
	}
	project.documents = two;
	project.documents_n = 2;
	project.editions = both;
	project.editions_n = 4;
	put_file("a.md", S("Text\n"));
	put_file("po/report.lv.po", S("msgid \"\"\nmsgstr \"Language: lv\\n\"\n\n"
	                              "msgid \"How many?\"\nmsgstr \"Cik?\"\n\n"
	                              "#, fuzzy\nmsgid \"Other\"\nmsgstr \"Cits\"\n\n"
	                              "msgid \"Said\"\nmsgstr \"\"\n"));
	put_file("po/second.lv.po", S("msgid \"\"\nmsgstr \"Language: lv\\n\"\n\n"
	                              "msgid \"How many?\"\nmsgstr \"Cik daudz?\"\n\n"
	                              "msgid \"Other\"\nmsgstr \"Cita\"\n\n"
	                              "#, fuzzy\nmsgid \"A title\"\nmsgstr \"Vir\"\n"));
	ck_assert_str_eq(shared_files(NULL, 0, ""), "1\n"
	                                            "== \n"
	                                            "\n"
	                                            "#. title\n"
	                                            "msgid \"A title\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. question\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Yes {x}\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"\"\n"
	                                            "== lv\n"
	                                            "\n"
	                                            "#. title\n"
	                                            "#, fuzzy\n"
	                                            "msgid \"A title\"\n"
	                                            "msgstr \"Vir\"\n"
	                                            "\n"
	                                            "#. question\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"Cik?\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"Cita\"\n"
	                                            "== ru\n"
	                                            "\n"
	                                            "#. title\n"
	                                            "msgid \"A title\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. question\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Yes {x}\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"\"\n");
	ck_assert_uint_eq(diag_count(diags), 1);
	ck_assert(has(reports(), "text/translations-differ 'How many?' is 'Cik daudz?' in /"));
	ck_assert(has(reports(), "/po/second.lv.po\n"));
	hints("It is 'Cik?' now, as in ");
	hints("/po/report.lv.po. Look which is right");
	struct translate_merged m = {
	        .language = S("lv"),
	        .bytes = S("msgid \"\"\nmsgstr \"Language: lv\\n\"\n\n"
	                   "msgid \"How many?\"\nmsgstr \"Cik gan?\"\n\n"
	                   "#, fuzzy\n#| msgid \"Others\"\nmsgid \"Other\"\nmsgstr \"Cit\"\n\n"
	                   "msgid \"Yes {x}\"\nmsgstr \"\"\n\n"
	                   "#, no-wrap\nmsgid \"A title\"\nmsgstr \"\"\n")};
	put_file("po/project.lv.po", m.bytes);
	diags = diags_new(arena);
	ck_assert_str_eq(shared_files(&m, 1, "lv"), "1\n"
	                                            "== \n"
	                                            "\n"
	                                            "#. title\n"
	                                            "msgid \"A title\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. question\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Yes {x}\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"\"\n"
	                                            "== lv\n"
	                                            "\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"Cik gan?\"\n"
	                                            "\n"
	                                            "#, fuzzy\n"
	                                            "#| msgid \"Others\"\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"Cit\"\n"
	                                            "\n"
	                                            "#, fuzzy, no-wrap\n"
	                                            "msgid \"A title\"\n"
	                                            "msgstr \"Vir\"\n");
	for (size_t i = 0; i < 2; i++)
		ck_assert(str_starts(diag_at(diags, i)->hint,
		                     S("It is 'Cik gan?' now, as in that. Look")));
	ck_assert_uint_eq(n, 1);
	ck_assert(files[0].segments == 3 && files[0].translated == 1 && files[0].fuzzy == 2);
	ck_assert(!files[0].empty && !files[0].elsewhere && !files[0].made);
	/* A line of flags is made where there is none, and a context stands above the words. */
	put_file("po/second.ru.po", S("msgid \"\"\nmsgstr \"Language: ru\\n\"\n\n"
	                              "#, fuzzy\nmsgctxt \"c\"\nmsgid \"A title\"\nmsgstr \"V\"\n\n"
	                              "#, fuzzy\nmsgid \"Other\"\nmsgstr \"W\"\n"));
	m.language = S("ru");
	m.bytes = S("msgid \"\"\nmsgstr \"Language: ru\\n\"\n\n"
	            "# why\nmsgctxt \"c\"\nmsgid \"A title\"\nmsgstr \"\"\n\nmsgid "
	            "\"Other\"\nmsgstr \"\"\n"
	            "\"\"\n\nmsgid \"A title\"\nmsgstr \"\"\n\nmsgid \"How many?\"\nmsgstr \"\"\n\n"
	            "msgid \"Yes {x}\"\nmsgstr \"\"\n");
	put_file("po/project.ru.po", m.bytes);
	ck_assert_str_eq(shared_files(&m, 1, "ru"), "1\n"
	                                            "== \n"
	                                            "\n"
	                                            "#. title\n"
	                                            "msgid \"A title\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. question\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Yes {x}\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "#. answer\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"\"\n"
	                                            "== ru\n"
	                                            "\n"
	                                            "# why\n"
	                                            "#, fuzzy\n"
	                                            "msgctxt \"c\"\n"
	                                            "msgid \"A title\"\n"
	                                            "msgstr \"V\"\n"
	                                            "\n"
	                                            "#, fuzzy\n"
	                                            "msgid \"Other\"\n"
	                                            "msgstr \"W\"\n"
	                                            "\n"
	                                            "msgid \"A title\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "msgid \"How many?\"\n"
	                                            "msgstr \"\"\n"
	                                            "\n"
	                                            "msgid \"Yes {x}\"\n"
	                                            "msgstr \"\"\n");
	ck_assert_uint_eq(diag_count(diags), 2);
	ck_assert(has(reports(), "'How many?' is 'Cik?' in ") &&
	          has(reports(), "'Cik daudz?' in "));
	project.documents = &document;
	project.documents_n = 1;
}
END_TEST

int main(void)
{
	Suite *s = suite_create("text_translate");
	TCase *c = tcase_create("all");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 240);
	tcase_add_test(c, makes_files);
	tcase_add_test(c, renames_values_in_their_files);
	tcase_add_test(c, renames_nothing_that_the_text_still_has);
	tcase_add_test(c, says_what_a_segment_holds);
	tcase_add_test(c, names_places);
	tcase_add_test(c, counts_as_builds_do);
	tcase_add_test(c, finishes_files);
	tcase_add_test(c, refuses_another_language);
	tcase_add_test(c, names_stray_files);
	tcase_add_test(c, names_stray_files_of_several_documents);
	tcase_add_test(c, merges);
	tcase_add_test(c, refuses_broken_po);
	tcase_add_test(c, refuses_broken_text);
	tcase_add_test(c, refuses_other_languages);
	tcase_add_test(c, needs_a_folder);
	tcase_add_test(c, needs_msgmerge);
	tcase_add_test(c, tells_what_msgmerge_says);
	tcase_add_test(c, keeps_a_file_that_msgmerge_cut);
	tcase_add_test(c, keeps_a_file_that_msgmerge_tore);
	tcase_add_test(c, shares_titles_and_labels);
	tcase_add_test(c, shares_what_is_said_of_the_project);
	tcase_add_test(c, takes_translations_over);
	suite_add_tcase(s, c);
	return run_suite(s);
}
