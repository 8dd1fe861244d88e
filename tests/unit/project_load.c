/* strom.yml: a good one, its matrix of editions, and everything that can be wrong with it.
 * Uses the plugins of the build: csv, report, leaflet. */
#include "project/theme.h"
#include "project/yaml.h"

#include "unit/project_folder.h"

#define ABOUT "project: {id: p, title: T, date: 2015-10-31}\nlanguage: en\n"
#define DATA "data: {survey: {source: csv, path: d.csv, sensitive: false}}\n"
#define DOCUMENTS "documents: {r: {layout: report, theme: plain, text: a.md}}\n"

static const struct project *load(str bytes)
{
	forget_reports();
	put_file("a.md", S("# A\n"));
	put_file("d.csv", S("a\n1\n"));
	put_file("strom.yml", bytes);
	return project_load(arena, diags, folder, NULL);
}

static const struct project *good(str bytes)
{
	const struct project *p = load(bytes);
	if (!p || diag_count(diags))
		show_reports();
	ck_assert_ptr_nonnull(p);
	ck_assert_uint_eq(diag_count(diags), 0);
	return p;
}

static void wrong(str bytes, const char *code, uint64_t line, uint64_t column, const char *hint)
{
	ck_assert_ptr_null(load(bytes));
	only_report(code, line, column, hint);
}

START_TEST(a_small_project)
{
	const struct project *p = good(S(ABOUT DOCUMENTS));
	is(p->id.text, "p");
	is(p->folder, arena_cstr(arena, folder));
	is(p->translations.text, arena_cstr(arena, in_folder("po")));
	ck_assert_uint_eq(p->documents_n, 1);
	ck_assert_uint_eq(p->editions_n, 1);
	is(p->editions[0].id, "en");
	ck_assert_uint_eq(p->editions[0].country.len, 0);
	is(p->documents[0].title.text, "T");
	is(p->documents[0].date.text, "2015-10-31");
	is(p->documents[0].layout->name, "report");
	ck_assert_uint_gt(p->documents[0].options.n, 0);
	is(p->deliver_profiles[0].text, "screen");
	ck_assert_ptr_nonnull(project_load(arena, diags, in_folder("strom.yml"), NULL));
}
END_TEST

START_TEST(everything_that_can_be_said)
{
	put_file("art/logo.png", S("x"));
	put_file("text/b.md", S("b"));
	put_file("text/a.md", S("a"));
	put_file("text/notes.txt", S("n"));
	put_file("text/.hidden.md", S("h"));
	const struct project *p = good(S(
	        "project:\n  id: p\n  title: T\n  subtitle: U\n  date: 2015-10-31\n  publisher: P\n"
	        "  licence: CC BY 4.0\n  notice: \"N: n\"\n  authors: [A, B]\n"
	        "  funders: [{name: F, logo: art/logo.png, grant: G, statement: S}, {name: H}]\n"
	        "language: en\n"
	        "countries: {LV: [lv, ru], EE: [ru, en]}\n"
	        "translations: tr\n" DATA
	        "values: {n: select count(*) from survey, c: \"select 1 where 'x' = :country\"}\n"
	        "documents:\n"
	        "  one: {layout: report, theme: plain, text: text, editions: countries, options: "
	        "{paper: a5}}\n"
	        "  two: {layout: leaflet, theme: strom, text: [a.md, text/b.md], title: V, date: "
	        "2014-01-01}\n"
	        "deliver: {formats: [zip], profiles: [screen]}\n"));
	ck_assert_uint_eq(p->authors_n, 2);
	ck_assert_uint_eq(p->funders_n, 2);
	is(p->funders[0].logo.text, arena_cstr(arena, in_folder("art/logo.png")));
	is(p->funders[1].name.text, "H");
	is(p->translations.text, arena_cstr(arena, in_folder("tr")));
	is(p->notice.text, "N: n");
	ck_assert_uint_eq(p->sources_n, 1);
	is(p->sources[0].plugin->name, "csv");
	ck_assert(!p->sources[0].sensitive);
	is(p->sources[0].path.text, arena_cstr(arena, in_folder("d.csv")));
	ck_assert_uint_eq(p->values_n, 2);
	is(p->values[0].sql->text, "select count(*) from survey");
	const struct document_spec *one = &p->documents[0], *two = &p->documents[1];
	ck_assert_uint_eq(one->texts_n, 2);
	ck_assert(str_ends(one->texts[0].text, S("text/a.md")));
	is(one->subtitle.text, "U");
	ck_assert_uint_eq(two->subtitle.text.len, 0);
	is(two->title.text, "V");
	is(two->date.text, "2014-01-01");
	const char *const ids[] = {"lv-LV", "ru-LV", "ru-EE", "en-EE", "en", "lv", "ru"};
	ck_assert_uint_eq(p->editions_n, 7);
	for (size_t i = 0; i < 7; i++)
		is(p->editions[i].id, ids[i]);
	is(p->editions[2].country, "EE");
	is(p->editions[2].language, "ru");
	ck_assert_ptr_eq(p->editions[2].document, one);
	ck_assert_ptr_eq(p->editions[4].document, two);
}
END_TEST

START_TEST(listed_languages_are_the_axis)
{
	const struct project *p =
	        good(S(ABOUT "languages: [ru, en]\ncountries: {LV: [lv]}\n" DOCUMENTS));
	ck_assert_uint_eq(p->editions_n, 2);
	is(p->editions[0].id, "ru");
}
END_TEST

START_TEST(a_document_may_have_languages_of_its_own)
{
	const struct project *p = good(S(
		ABOUT "languages: [ru, en]\ndocuments:\n"
		"  one: {layout: report, theme: plain, text: a.md, editions: [lv, en, et]}\n"
		"  two: {layout: report, theme: plain, text: a.md, editions: languages}\n"));
	const char *const ids[] = {"lv", "en", "et", "ru", "en"};
	ck_assert_uint_eq(p->editions_n, 5);
	for (size_t i = 0; i < 5; i++)
		is(p->editions[i].id, ids[i]);
	ck_assert_uint_eq(p->editions[0].country.len, 0);
}
END_TEST

#define OWN(editions)                                                                              \
	S(ABOUT "documents: {r: {layout: report, theme: plain, text: a.md, editions: " editions    \
	        "}}\n")

START_TEST(languages_of_its_own_are_checked)
{
	wrong(OWN("[en, klingon]"), "project/unknown-language", 3, 74, "en, et");
	wrong(OWN("[en, lv, en]"), "project/duplicate-language", 3, 78, "Remove");
	wrong(OWN("[]"), "project/no-languages", 3, 69, "editions: [en]");
	wrong(OWN("[[en]]"), "yaml/wrong-type", 3, 70, "Write a value");
	wrong(OWN("{en: 1}"), "yaml/wrong-type", 3, 69, "several in brackets");
	wrong(OWN("language"), "yaml/bad-value", 3, 69, "languages");
}
END_TEST

START_TEST(links)
{
	const struct project *p = good(
	        S(ABOUT "languages: [en, lv]\nlinks:\n  https://x.org/en: {lv: https://x.org/lv}\n"
	                "  mailto:a@x.org: {lv: mailto:b@x.org, en: mailto:c@x.org}\n" DOCUMENTS));
	is(project_link(p, S("https://x.org/en"), S("lv")), "https://x.org/lv");
	is(project_link(p, S("https://x.org/en"), S("en")), "https://x.org/en");
	is(project_link(p, S("mailto:a@x.org"), S("en")), "mailto:c@x.org");
	is(project_link(p, S("https://y.org"), S("lv")), "https://y.org");
	wrong(S(ABOUT "links: {https://x.org: {lv: https://y.org}}\n" DOCUMENTS),
	      "project/unused-language", 3, 25, "languages");
	wrong(S(ABOUT "links: {https://x.org: {en: y.org}}\n" DOCUMENTS), "project/bad-link", 3, 29,
	      "https://");
	wrong(S(ABOUT "links: {x.org: {en: https://y.org}}\n" DOCUMENTS), "project/bad-link", 3, 9,
	      "https://");
}
END_TEST

START_TEST(hyphenation)
{
	put_file("words.txt", S("# Ours.\n\ngov-ern-ment\r\n Strom \n"));
	const struct project *p =
	        good(S(ABOUT "languages: [en, lv]\nhyphenation: {lv: [paš-val-dī-b*, "
	                     "Rīga], en: words.txt}\n" DOCUMENTS));
	ck_assert_uint_eq(p->hyphenation_n, 2);
	is(p->hyphenation[0].language, "lv");
	is(p->hyphenation[0].words[0], "paš-val-dī-b*");
	is(p->hyphenation[1].words[0], "gov-ern-ment");
	is(p->hyphenation[1].words[1], "Strom");
	wrong(S(ABOUT "hyphenation: {lv: [a-b]}\n" DOCUMENTS), "project/unused-language", 3, 15,
	      "languages");
	wrong(S(ABOUT "hyphenation: {en: none.txt}\n" DOCUMENTS), "project/missing-file", 3, 19,
	      "folder");
	static const struct { const char *word; uint64_t column;
	} bad[] = {
	        {"a--b", 22},  {"-a", 20},  {"a-", 21}, {"a b", 21},  {"a*b", 21},
	        {"\"*\"", 21}, {"a‐b", 21}, {"a1", 21}, {"\"\"", 21}, {"a×", 21},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct buf b = {0};
		buf_printf(&b, "%shyphenation: {en: [%s]}\n%s", ABOUT, bad[i].word, DOCUMENTS);
		wrong(arena_str(arena, buf_str(&b)), "project/bad-exception", 3, bad[i].column,
		      "hyphen where");
		buf_drop(&b);
	}
}
END_TEST

/* At its place in the file of words. */
START_TEST(hyphenation_files)
{
	put_file("words.txt", S("fine\n  pol-i2cy\n"));
	wrong(S(ABOUT "hyphenation: {en: words.txt}\n" DOCUMENTS), "project/bad-exception", 2, 8,
	      "Write letters");
}
END_TEST

START_TEST(languages_and_countries)
{
	wrong(S("project: {id: p, title: T, date: 2015-10-31}\nlanguage: xx\n" DOCUMENTS),
	      "project/unknown-language", 2, 11, "en, et");
	wrong(S(ABOUT "languages: [en, klingon]\n" DOCUMENTS), "project/unknown-language", 3, 17,
	      "en, et");
	wrong(S(ABOUT "languages: [en, lv, en]\n" DOCUMENTS), "project/duplicate-language", 3, 21,
	      "Remove");
	wrong(S(ABOUT "documents: {r: {layout: report, theme: plain, text: a.md, isbn: "
	              "978-3-16-148410-1}}\n"),
	      "project/bad-isbn", 3, 65, "the last one");
	wrong(S(ABOUT "documents: {r: {layout: report, theme: plain, text: a.md, isbn: 123456}}\n"),
	      "project/bad-isbn", 3, 65, "13 digits");
	ck_assert_ptr_nonnull(good(S(ABOUT "documents: {r: {layout: report, theme: plain, text: "
	                                   "a.md, isbn: 0-8044-2957-X}}\n")));
	wrong(S(ABOUT "countries: {lv: [lv]}\n" DOCUMENTS), "project/bad-country", 3, 13,
	      "capital");
	wrong(S(ABOUT "countries: {UK: [en]}\n" DOCUMENTS), "project/bad-country", 3, 13, "is GB");
	wrong(S(ABOUT "countries: {LX: [en]}\n" DOCUMENTS), "project/bad-country", 3, 13,
	      "ISO 3166");
	wrong(S(ABOUT "countries: {LV: []}\n" DOCUMENTS), "project/no-languages", 3, 17,
	      "LV: [en]");
	wrong(S(ABOUT "documents: {r: {layout: report, theme: plain, text: a.md, editions: "
	              "countries}}\n"),
	      "project/no-countries", 3, 69, "countries: {LV");
}
END_TEST

START_TEST(data_and_values)
{
	wrong(S(ABOUT "data: {survey: {source: csv, path: d.csv}}\n" DOCUMENTS), "yaml/missing-key",
	      3, 8, "true or false");
	wrong(S(ABOUT "data: {survey: {source: csv, sensitive: false}}\n" DOCUMENTS),
	      "yaml/missing-key", 3, 8, "a list of files");
	wrong(S(ABOUT
	        "data: {a: {source: csv, path: [d.csv, d.csv], sensitive: false}}\n" DOCUMENTS),
	      "project/same-file-twice", 3, 39, "Name each file once");
	wrong(S(ABOUT
	        "data: {a: {source: csv, path: [d.csv, dd.csv], sensitive: false}}\n" DOCUMENTS),
	      "project/missing-file", 3, 39, "Did you mean 'd.csv'?");
	wrong(S(ABOUT "data: {survey: {source: cvs, path: d.csv, sensitive: false}}\n" DOCUMENTS),
	      "plugin/unknown", 3, 25, "csv");
	wrong(S(ABOUT "data: {survey: {source: csv, path: dd.csv, sensitive: false}}\n" DOCUMENTS),
	      "project/missing-file", 3, 36, "Did you mean 'd.csv'?");
	wrong(S(ABOUT "data: {survey: {source: csv, path: x/y.csv, sensitive: false}}\n" DOCUMENTS),
	      "project/missing-file", 3, 36, "There is no folder");
	wrong(S(ABOUT "data: {survey: {source: csv, path: ., sensitive: false}}\n" DOCUMENTS),
	      "project/missing-file", 3, 36, "a file");
	wrong(S(ABOUT "data: {sqlite_x: {source: csv, path: d.csv, sensitive: false}}\n" DOCUMENTS),
	      "project/reserved-name", 3, 8, "SQLite");
	wrong(S(ABOUT "data: {s: {source: csv, path: d.csv, sensitive: false, options: {delimitre: "
	              "x}}}\n" DOCUMENTS),
	      "option/unknown", 3, 66, "delimiter");
	wrong(S(ABOUT "values: {date: select 1}\n" DOCUMENTS), "project/reserved-name", 3, 10,
	      "already");
	wrong(S(ABOUT "values: {n: [1]}\n" DOCUMENTS), "yaml/wrong-type", 3, 13, "Write a value");
	wrong(S(ABOUT "protect: {a: {from: b}}\n" DOCUMENTS), "project/protect-unavailable", 3, 1,
	      "Remove 'protect:'");
}
END_TEST

/* A source's entry with one more key. */
#define WRITTEN(key)                                                                               \
	S(ABOUT "data: {s: {source: csv, path: d.csv, sensitive: false, " key "}}\n" DOCUMENTS)

static const struct reading_said *read_keys(str yaml)
{
	return &good(yaml)->sources[0].reading;
}

START_TEST(how_cells_are_written)
{
	const struct reading_said *r = read_keys(WRITTEN("numbers: \"1.234,5\""));
	ck_assert(r->custom == CUSTOM_POINT_COMMA && r->minus == MINUS_BEFORE);
	r = read_keys(WRITTEN("numbers: \"(1\xE2\x80\xAF""234.5)\""));
	ck_assert(r->custom == CUSTOM_SPACE_POINT && r->minus == MINUS_PARENTHESES);
	r = read_keys(WRITTEN("numbers: \"1\xE2\x80\x99""234.5-\""));
	ck_assert(r->custom == CUSTOM_APOSTROPHE_POINT && r->minus == MINUS_AFTER);
	r = read_keys(WRITTEN("dates: [dd.mm.yyyy, d mmm yy]"));
	ck_assert_uint_eq(r->dates_n, 2);
	is(r->dates[1], "d mmm yy");
	r = read_keys(WRITTEN("null: [n/a, \"-\"], yes: x, no: [o, 0]"));
	ck_assert(r->nulls_n == 2 && r->yes_n == 1 && r->no_n == 2);
	is(r->nulls[1].text, "-");
	r = read_keys(WRITTEN("types: {Pupils: int, share: percent}, total-row: drop"));
	ck_assert(r->types_n == 2 && r->types[1].type == READ_PERCENT && r->drop_total &&
	          !r->keep_total);
	wrong(WRITTEN("numbers: 1234"), "project/numbers", 3, 65, "\"12,34,567.8\"");
	wrong(WRITTEN("dates: [dd.mm.yyyy, dd.mm]"), "project/dates", 3, 76, "yyyy");
	wrong(WRITTEN("types: {a: number}"), "yaml/bad-value", 3, 67, "int");
	wrong(WRITTEN("total-row: no"), "yaml/bad-value", 3, 67, "drop");
}
END_TEST

START_TEST(documents)
{
	ck_assert(folder_make(diags, in_folder("empty")));
	wrong(S(ABOUT "documents: {r: {layout: reprot, theme: plain, text: a.md}}\n"),
	      "plugin/unknown", 3, 25, "Did you mean 'report'?");
	wrong(S(ABOUT "documents: {r: {layout: report, theme: plian, text: a.md}}\n"),
	      "project/unknown-theme", 3, 40, "Did you mean 'plain'?");
	wrong(S(ABOUT "documents: {r: {layout: report, theme: plain, text: b.md}}\n"),
	      "project/missing-file", 3, 53, "Did you mean 'a.md'?");
	wrong(S(ABOUT "documents: {r: {layout: report, theme: plain, text: empty}}\n"),
	      "project/no-texts", 3, 53, ".md");
	wrong(S(ABOUT "documents: {r: {layout: report, theme: plain, text: []}}\n"),
	      "project/no-texts", 3, 53, "at least one");
	wrong(S(ABOUT "documents: {}\n"), "project/no-documents", 3, 12, "Add one");
	wrong(S(ABOUT "documents: {Findings: {layout: report, theme: plain, text: a.md}}\n"),
	      "yaml/bad-name", 3, 13, "file names");
	wrong(S(ABOUT "documents:\n  r: {layout: report, theme: plain, text: a.md}\n"
	              "  r: {layout: report, theme: plain, text: a.md}\n"),
	      "yaml/duplicate-key", 5, 3, "Remove");
	wrong(S(ABOUT "documents: {r: {layout: report, theme: plain, text: a.md, options: {paper: "
	              "a3}}}\n"),
	      "option/choice", 3, 76, "a4");
	wrong(S(ABOUT "documents: {r: {layout: report, theme: plain, text: a.md, options: {paper: "
	              "[a3]}}}\n"),
	      "yaml/wrong-type", 3, 76, "An option is");
	wrong(S(ABOUT DOCUMENTS "deliver: {formats: [tar.zst]}\n"), "yaml/bad-value", 4, 21, "zip");
	wrong(S(ABOUT DOCUMENTS "plugins: [nowhere]\n"), "project/missing-file", 4, 11,
	      "Paths count");
	wrong(S("project: {id: p, title: T, date: 2015-02-30}\nlanguage: en\n" DOCUMENTS),
	      "yaml/bad-value", 1, 34, "2015-10-31");
	wrong(S("project: {id: p, title: T, date: 2015-10-31, funders: [{name: F, logo: l.png}]}\n"
	        "language: en\n" DOCUMENTS), "project/missing-file", 1, 72, "Paths count");
}
END_TEST

START_TEST(all_is_told_in_one_run)
{
	ck_assert_ptr_null(load(S(
		"projekt: {id: p}\n"
		"project: {id: P!, title: T, date: yesterday, funders: [{logo: no.png}]}\n"
		"language: english\n"
		"countries: {XX: [en]}\n"
		"data: {survey: {source: csv, path: no.csv}}\n"
		"values: {title: select 1}\n"
		"documents:\n"
		"  r: {layout: x, theme: y, text: no.md, editions: never}\n"
		"  r: {layout: report}\n"
		"protect: {}\n")));
	const char *const codes[] = {
		"yaml/unknown-key", "yaml/bad-value", "yaml/missing-key", "yaml/duplicate-key",
		"project/missing-file", "project/unknown-language", "project/bad-country",
		"project/reserved-name", "plugin/unknown", "project/unknown-theme",
		"project/protect-unavailable"};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		ck_assert_msg(report_of(codes[i]), "no %s", codes[i]);
	ck_assert_uint_eq(reports_of("project/missing-file"), 3);
	ck_assert_uint_eq(reports_of("yaml/bad-value"), 3);
	ck_assert_uint_eq(reports_of("yaml/missing-key"), 2);
	ck_assert_uint_eq(diag_errors(diags), 16);
	struct buf b = {0};
	diag_show(diags, DIAG_PLAIN, 0, &b);
	ck_assert(str_find(buf_str(&b), S("strom.yml:1:1: error: unknown key 'projekt'")) !=
	          SIZE_MAX);
	buf_drop(&b);
}
END_TEST

START_TEST(a_theme_is_checked_with_the_project)
{
	put_file("themes/mine.yml", S("styles: {body: {family: lato, size: 9pt}, h9: {}}\n"));
	ck_assert_ptr_null(
	        load(S(ABOUT "documents: {r: {layout: report, theme: mine, text: a.md}}\n")));
	only_report("theme/unknown-style", 1, 43, "Did you mean 'h1'?");
	put_file("themes/mine.yml", S("styles: {body: {family: lato, size: 9pt}, panel-cover: {}}\n"
	                              "layouts: {reprot: {styles: {}}}\n"));
	ck_assert_ptr_nonnull(
	        load(S(ABOUT "documents: {r: {layout: report, theme: mine, text: a.md}}\n")));
	only_report("theme/unknown-layout", 2, 11, "Did you mean 'report'?");
}
END_TEST

START_TEST(not_a_project)
{
	ck_assert_ptr_null(project_load(arena, diags, in_folder("nowhere"), NULL));
	ck_assert_ptr_nonnull(report_of("file/missing"));
	ck_assert_ptr_null(load(S("")));
	ck_assert_uint_eq(reports_of("yaml/missing-key"), 3);
	ck_assert_ptr_null(load(S("[]\n")));
	ck_assert_ptr_nonnull(report_of("yaml/wrong-type"));
	ck_assert_ptr_null(load(S("project: [\n")));
	ck_assert_ptr_nonnull(report_of("yaml/syntax"));
}
END_TEST

/* Parts of a good file, cut anywhere, and read with wrong values at every place. */
START_TEST(any_prefix_is_survived)
{
	str text = S(ABOUT "countries: {LV: [lv]}\n" DATA "values: {n: select 1}\n" DOCUMENTS);
	for (size_t n = 0; n < text.len; n += 3) {
		const struct project *p = load(str_sub(text, 0, n));
		ck_assert(p || diag_errors(diags));
	}
	const char *const odd[] = {"project", "language",    "languages", "countries",
	                           "data",    "values",      "documents", "deliver",
	                           "plugins", "translations"};
	const char *const values[] = {"",   "x",     "[]",      "[[]]",
	                              "{}", "{a: }", "{a: []}", "{a: {b: []}}"};
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
			const struct project *p =
			        load(arena_printf(arena, "%s: %s\n", odd[i], values[k]));
			ck_assert(!p && diag_errors(diags));
		}
}
END_TEST

static void has(struct buf *b, const char *part)
{
	ck_assert_msg(str_find(buf_str(b), str_of(part)) != SIZE_MAX, "no %s in %.*s", part,
	              (int)b->len, b->ptr);
}

START_TEST(schema_knows_the_plugins)
{
	struct buf b = {0};
	project_schema(plugins_load(arena, diags, NULL, 0), &b);
	has(&b, "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"");
	has(&b, "{\"if\":{\"required\":[\"layout\"],\"properties\":{\"layout\":{\"const\":"
	        "\"report\"}}},"
	        "\"then\":{\"properties\":{\"options\":{\"additionalProperties\":false,"
	        "\"properties\":{");
	has(&b, "\"enum\":[\"a4\",\"a5\",\"letter\"]");
	has(&b, "\"source\":{\"const\":\"csv\"}");
	has(&b, "\"required\":[\"project\",\"language\",\"documents\"]");
	ck_assert_ptr_nonnull(yaml_parse(arena, diags, buf_str(&b), (struct span){0}, NULL, NULL));
	ck_assert_uint_eq(diag_count(diags), 0);
	buf_drop(&b);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("project_load");
	TCase *t = tcase_create("load");
	tcase_add_checked_fixture(t, begin, end);
	tcase_set_timeout(t, 240);
	tcase_add_test(t, a_small_project);
	tcase_add_test(t, everything_that_can_be_said);
	tcase_add_test(t, listed_languages_are_the_axis);
	tcase_add_test(t, how_cells_are_written);
	tcase_add_test(t, a_document_may_have_languages_of_its_own);
	tcase_add_test(t, languages_of_its_own_are_checked);
	tcase_add_test(t, languages_and_countries);
	tcase_add_test(t, links);
	tcase_add_test(t, hyphenation);
	tcase_add_test(t, hyphenation_files);
	tcase_add_test(t, data_and_values);
	tcase_add_test(t, documents);
	tcase_add_test(t, all_is_told_in_one_run);
	tcase_add_test(t, a_theme_is_checked_with_the_project);
	tcase_add_test(t, not_a_project);
	tcase_add_test(t, any_prefix_is_survived);
	tcase_add_test(t, schema_knows_the_plugins);
	suite_add_tcase(s, t);
	return run_suite(s);
}
