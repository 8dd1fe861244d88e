/* Citations and the list of references. */
#include "unit/text_help.h"

#include "text/resolve/csl.h"

#define WORKS \
	"[{\"id\": \"smith2014\", \"type\": \"book\", \"title\": \"A Book\",\n" \
	"  \"author\": [{\"family\": \"Smith\", \"given\": \"Ann\"}, {\"family\": \"Jones\", " \
	"\"given\": \"Bo\"}],\n" \
	"  \"issued\": {\"date-parts\": [[2014, 5, 1]]}, \"publisher\": \"Press\", " \
	"\"publisher-place\": \"Riga\"},\n" \
	" {\"id\": \"kalns\", \"type\": \"article-journal\", \"title\": \"What is it?\", " \
	"\"language\": \"lv-LV\",\n" \
	"  \"author\": [{\"family\": \"Č\", \"given\": \"A\"}, {\"family\": \"B\"}, {\"family\": " \
	"\"C\"}],\n" \
	"  \"container-title\": \"A \\/ B\", \"volume\": 12, \"issue\": \"3\", \"page\": " \
	"\"45-67\",\n" \
	"  \"DOI\": \"10.1000/xyz\", \"issued\": {\"raw\": \"2013-07\"}},\n" \
	" {\"id\": \"law\", \"type\": \"legislation\", \"title\": \"Directive on it\", " \
	"\"title-short\": \"Directive\",\n" \
	"  \"container-title\": \"Journal\", \"volume\": \"L 101\", \"page\": \"1-11\",\n" \
	"  \"issued\": {\"date-parts\": [[\"2011\"]]}, \"URL\": \"https://a.example/x\"},\n" \
	" {\"id\": \"part\", \"type\": \"chapter\", \"title\": \"A Part\", \"container-title\": " \
	"\"Whole\",\n" \
	"  \"author\": [{\"family\": \"Berg\", \"given\": \"E\", \"non-dropping-particle\": " \
	"\"van der\"}],\n" \
	"  \"editor\": [{\"family\": \"Ed\", \"given\": \"I.\"}], \"page\": \"5\"},\n" \
	" {\"id\": \"office\", \"type\": \"report\", \"title\": \"Counts\", \"genre\": " \
	"\"Report\", \"number\": 7,\n" \
	"  \"author\": [{\"literal\": \"Office of It\"}], \"issued\": {\"date-parts\": " \
	"[[2015]]}},\n" \
	" {\"id\": \"office-b\", \"type\": \"webpage\", \"title\": \"Again\", " \
	"\"container-title\": \"Site\",\n" \
	"  \"author\": [{\"literal\": \"Office of It\"}], \"issued\": {\"literal\": \"2015\"}}]\n"

static void with_works(const char *works)
{
	put_file("refs.json", str_of(works));
	document.bibliography = (struct said){path_join(arena, folder, S("refs.json")), project.at};
}

/* The text of the paragraph, or of the list. */
static const char *said_by(const struct edition *e, const char *style)
{
	struct buf b = {0};
	for (strom_node n = 1; n < e->nodes.n; n++)
		if (node_at(e, n)->kind == NODE_PARAGRAPH &&
		    str_eq(node_at(e, n)->style, str_of(style)))
			buf_printf(&b, "%.*s\n", STR_ARG(edition_text(e, arena, n)));
	const char *s = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return s;
}

static void says(const char *markdown, const char *text)
{
	with_works(WORKS);
	const char *is = said_by(made(markdown), "");
	ck_assert_msg(!strcmp(is, text), "%s is %s", markdown, is);
	ck_assert_msg(!diag_count(diags), "%s", reports());
}

START_TEST(citations)
{
	says("So [@smith2014].\n", "So (Smith and Jones 2014).\n");
	says("So [see @smith2014, p. *12*; @kalns].\n",
	     "So (see Smith and Jones 2014, p. 12; Č et al. 2013).\n");
	says("As @smith2014 say.\n", "As Smith and Jones (2014) say.\n");
	says("As they say [-@smith2014, p. 3].\n", "As they say (2014, p. 3).\n");
	says("[@law], @part.\n", "(Directive 2011), van der Berg (n.d.).\n");
	says("[[@law] and *[@kalns]*]\n", "[(Directive 2011) and (Č et al. 2013)]\n");
	says("So [see [a] and @law; [b] @part].\n",
	     "So (see [a] and Directive 2011; [b] van der Berg n.d.).\n");
	says("me@law, \\@law, `@law` @ law\n", "me@law, @law, @law @ law\n");
	says("\\[@law\\]\n", "[Directive (2011)]\n");
	with_works(WORKS);
	gives("So [@smith2014].\n",
	      "    text \"So (\"\n    ref target=\"ref-smith2014\"\n"
	      "      text generated \"Smith and Jones 2014\"\n    text \").\"\n");
}
END_TEST

/* Without a bibliography @ is a sign like any other; with one, tables keep their names. */
START_TEST(other_meanings)
{
	gives("@smith2014 [@x]\n", "text \"@smith2014 [@x]\"\n");
	with_works(WORKS);
	gives("See @tbl-a.\n\nTable: T {#tbl-a}\n\n| a |\n|---|\n", "ref target=\"tbl-a\"\n");
}
END_TEST

START_TEST(the_list)
{
	with_works(WORKS);
	struct edition *e = made("[@smith2014; @law; @kalns; @part; @office; @office-b]\n");
	ck_assert_str_eq(said_by(e, ""), "(Smith and Jones 2014; Directive 2011; Č et al. 2013; "
	                                 "van der Berg n.d.; Office of It "
	                                 "2015b; Office of It 2015a)\n");
	ck_assert_str_eq(
	        said_by(e, "reference"),
	        "Č, A; B; C. 2013. What is it? A / B 12 (3): 45–67. https://doi.org/10.1000/xyz.\n"
	        "Directive. 2011. Directive on it. Journal L 101: 1–11. https://a.example/x.\n"
	        "Office of It. 2015a. Again. Site.\n"
	        "Office of It. 2015b. Counts. Report 7.\n"
	        "Smith, Ann; Jones, Bo. 2014. A Book. Riga: Press.\n"
	        "van der Berg, E. n.d. A Part. In Whole, ed. I. Ed, 5.\n");
	gives("[@kalns]\n",
	      "      text generated lang=lv \"What is it?\"\n      text generated \" \"\n"
	      "      emph lang=lv\n        text generated lang=lv \"A / B\"\n");
	gives("[@kalns]\n", "      link target=\"https://doi.org/10.1000/xyz\"\n");
	gives("[@kalns]\n",
	      "  heading level=1 id=\"the references\" generated\n    text \"References\"\n  div");
	ck_assert_msg(!diag_count(diags), "%s", reports());
}
END_TEST

START_TEST(the_list_has_its_place)
{
	with_works(WORKS);
	gives("# Works {.bibliography}\n\n[@law].\n\n# End\n",
	      "  heading level=1 id=\"sec-works\"\n    text \"Works\"\n  paragraph\n    text "
	      "\"(\"\n"
	      "    ref target=\"ref-law\"\n      text generated \"Directive 2011\"\n    text "
	      "\").\"\n"
	      "  div generated\n    paragraph id=\"ref-law\" style=\"reference\" generated\n");
	ck_assert_msg(!has(dump(made("Nothing is cited.\n")), "References"),
	              "a heading above nothing");
}
END_TEST

START_TEST(in_other_languages)
{
	with_works(WORKS);
	spec.language = spec.id = S("lv");
	ck_assert_str_eq(said_by(made("[@smith2014; @kalns; @part]\n"), ""),
	                 "(Smith un Jones 2014; Č u. c. 2013; van der Berg b. g.)\n");
	/* "Č" is a letter behind "C". */
	ck_assert_str_eq(
	        said_by(made("[@law; @kalns; @part]\n"), "reference"),
	        "Č, A; B; C. 2013. What is it? A / B 12 (3): 45–67. https://doi.org/10.1000/xyz.\n"
	        "Directive. 2011. Directive on it. Journal L 101: 1–11. https://a.example/x.\n"
	        "van der Berg, E. b. g. A Part. Grām.: Whole, red. I. Ed, 5.\n");
	spec.language = spec.id = S("ru");
	ck_assert_str_eq(said_by(made("[@smith2014; @kalns]\n"), ""),
	                 "(Smith и Jones 2014; Č и др. 2013)\n");
}
END_TEST

START_TEST(front_matter_names_it)
{
	put_file("refs/own.json",
	         S("[{\"id\": 7, \"title\": \"T\", \"editor\": [{\"family\": \"E\"}]}]\n"));
	struct edition *e = made("---\nbibliography: refs/own.json\n---\n\n[@7]\n");
	ck_assert_str_eq(said_by(e, ""), "(E n.d.)\n");
	ck_assert_str_eq(said_by(e, "reference"), "E (ed.). n.d. T.\n");
}
END_TEST

START_TEST(unknown_keys)
{
	with_works(WORKS);
	refuses("So [see @smith2013].\n",
	        "a.md:1:9+10 text/unknown-citation the bibliography has no "
	        "'smith2013'\n");
	hints("Did you mean 'smith2014'?");
	refuses("As @zzzzzzzzzzzzzzzz.\n",
	        "a.md:1:4+17 text/unknown-citation the bibliography has no "
	        "'zzzzzzzzzzzzzzzz'\n");
	hints("\\@");
}
END_TEST

START_TEST(translations_cite_the_same)
{
	with_works(WORKS);
	spec.language = spec.id = S("lv");
	put_file("po/report.lv.po",
	         S("msgid \"So [@law, p. 2].\"\nmsgstr \"Tā [@law, 2. lpp.].\"\n"));
	ck_assert_str_eq(said_by(made("So [@law, p. 2].\n"), ""),
	                 "Tā (Directive 2011, 2. lpp.).\n");
	put_file("po/report.lv.po", S("msgid \"So [@law].\"\nmsgstr \"Tā.\"\n"));
	refuses("So [@law].\n",
	        "report.lv.po:2:9+4 po/citation-changed the translation lacks '@law'\n");
	put_file("po/report.lv.po", S("msgid \"So [@law].\"\nmsgstr \"Tā [@law; @part].\"\n"));
	refuses("So [@law].\n",
	        "report.lv.po:2:19+5 po/citation-changed the source has no '@part'\n");
}
END_TEST

static void bad(const char *works, const char *expected)
{
	with_works(works);
	refuses("a\n", expected);
}

static const struct { const char *name; enum csl_type type;
} types[] = {
        {"article", CSL_ARTICLE},
        {"article-journal", CSL_ARTICLE},
        {"article-magazine", CSL_ARTICLE},
        {"article-newspaper", CSL_ARTICLE},
        {"chapter", CSL_CHAPTER},
        {"paper-conference", CSL_CHAPTER},
        {"entry-encyclopedia", CSL_CHAPTER},
        {"report", CSL_REPORT},
        {"webpage", CSL_WEBPAGE},
        {"post-weblog", CSL_WEBPAGE},
        {"legislation", CSL_LAW},
        {"treaty", CSL_LAW},
        {"bill", CSL_LAW},
        {"regulation", CSL_LAW},
        {"legal_case", CSL_LAW},
        {"book", CSL_BOOK},
        {"thesis", CSL_BOOK},
};

START_TEST(types_of_works)
{
	with_works(arena_printf(arena, "[{\"id\": \"a\", \"type\": \"%s\", \"title\": \"T\"}]",
	                        types[_i].name)
	                   .ptr);
	const struct csl *read = csl_read(arena, diags, &document.bibliography);
	ck_assert_msg(read && read->n == 1, "%s", reports());
	ck_assert_int_eq(read->items[0].type, types[_i].type);
	ck_assert(str_eq(read->items[0].key, S("a")) && str_eq(read->items[0].title, S("T")));
}
END_TEST

START_TEST(bad_files)
{
	bad("{\"id\": \"a\"}\n",
	    "refs.json:1:1+1 text/bad-bibliography a bibliography is a list of items\n");
	bad("\n@book{a, author={Ozola, Anna}}\n", "refs.json:2:1+1 text/bad-bibliography this is "
	                                          "BibTeX, and a bibliography is CSL-JSON\n");
	hints("Export it as CSL-JSON");
	bad("[{\"title\": \"T\"}, 5]\n",
	    "refs.json:1:2+1 text/bad-bibliography this item has no key\n"
	    "refs.json:1:18+1 text/bad-bibliography this item has no key\n");
	bad("[{\"id\": \"a\"}]\n",
	    "refs.json:1:10+1 text/bad-bibliography this item has no title\n");
	bad("[{\"id\": \"a\", \"title\": \"T\", \"author\": \"Smith\"}]\n",
	    "refs.json:1:39+1 text/bad-bibliography names are a list\n");
	bad("[{\"id\": \"a\", \"title\": \"T\", \"author\": [{\"suffix\": \"x\"}]}]\n",
	    "refs.json:1:39+1 text/bad-bibliography this name has no family name\n");
	bad("[{\"id\": \"a\", \"title\": \"T\"},\n {\"id\": \"a\", \"title\": \"U\"}]\n",
	    "refs.json:2:10+1 text/duplicate-key the key 'a' is used twice\n");
}
END_TEST

/* A work of that year, by its author and title, as CSL-JSON. */
#define WORK(key, family, given, title, issued) \
	"{\"id\": \"" key "\", \"title\": \"" title "\", \"issued\": " issued \
	", \"author\": [{\"family\": \"" family "\", \"given\": \"" given "\"}]}"
#define IN(year) "{\"date-parts\": [[" #year "]]}"

static void cites(const char *works, const char *markdown, const char *text)
{
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	with_works(works);
	const char *is = said_by(made(markdown), "");
	ck_assert_msg(!strcmp(is, text), "%s is %s, not %s", markdown, is, text);
}

/* Two persons of one name are not one; letters part one person's works. */
START_TEST(namesakes)
{
	cites("[" WORK("a", "Ozola", "Anna", "A", IN(2014)) "," WORK("b", "Ozola", "Baiba", "B",
	                                                             IN(2014)) "]",
	      "[@a; @b] @a\n", "(A.\u00A0Ozola 2014; B.\u00A0Ozola 2014) A.\u00A0Ozola (2014)\n");
	cites("[" WORK("a", "Ozola", "Anna", "A", IN(2014)) "," WORK(
	              "b", "Ozola", "Baiba", "B", IN(2015)) "," WORK("c", "Ozola", "Anna", "C",
	                                                             IN(2014)) "]",
	      "[@a; @b; @c]\n", "(A.\u00A0Ozola 2014a; B.\u00A0Ozola 2015; A.\u00A0Ozola 2014b)\n");
	cites("[" WORK("a", "Ozola", "Anna", "A", IN(2014)) "," WORK("b", "Ozola", "Agnese", "B",
	                                                             IN(2014)) "]",
	      "[@a; @b]\n", "(Anna\u00A0Ozola 2014; Agnese\u00A0Ozola 2014)\n");
	cites("[" WORK("a", "Ozola", "Anna Marija", "A",
	               IN(2014)) "," WORK("b", "Ozola", "Jana-Baiba", "B", IN(2014)) "]",
	      "[@a; @b]\n", "(A. M.\u00A0Ozola 2014; J.-B.\u00A0Ozola 2014)\n");
	cites("[" WORK("a", "Ozola", "Anna", "A", IN(2014)) "," WORK("b", "Ozola", "A.", "B",
	                                                             IN(2014)) "]",
	      "[@a; @b]\n",
	      "(Ozola 2014b; Ozola 2014a)\n"); /* "Ozola, A." comes first in the list */
	cites("[" WORK("a", "Ozola", "Anna", "A", IN(2014)) "," WORK("b", "Kalns", "Baiba", "B",
	                                                             IN(2014)) "]",
	      "[@a; @b]\n", "(Ozola 2014; Kalns 2014)\n");
	/* Whom nobody cites takes part in nothing. */
	cites("[" WORK("a", "Ozola", "Anna", "A", IN(2014)) "," WORK("b", "Ozola", "Baiba", "B",
	                                                             IN(2014)) "]",
	      "[@a]\n", "(Ozola 2014)\n");
}
END_TEST

START_TEST(dates)
{
	static const struct { const char *issued, *year;
	} all[] = {
	        {"{\"date-parts\": [[2014, 5], [2016, 2]]}", "2014\u20132016"},
	        {"{\"date-parts\": [[2014, 5], [2014, 7]]}", "2014"},
	        {"{\"raw\": \"May 2014\"}", "2014"},
	        {"{\"raw\": \"1 May 2014\"}", "2014"},
	        {"{\"raw\": \"2014-05-01/2015-06-30\"}", "2014\u20132015"},
	        {"{\"raw\": \"2014-2016\"}", "2014\u20132016"},
	        {"{\"raw\": \"2014/2014\"}", "2014"},
	        {"{\"raw\": \"20140501\"}", "20140501"},
	        {"{\"raw\": \"in print\"}", "in print"},
	        {"{\"literal\": \"spring 2014\"}", "spring 2014"},
	        {"{}", "n.d."},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		cites(arena_cstr(arena,
		                 arena_printf(arena,
		                              "[{\"id\": \"a\", \"title\": \"T\", \"issued\": %s}]",
		                              all[i].issued)),
		      "[@a]\n", arena_cstr(arena, arena_printf(arena, "(T %s)\n", all[i].year)));
}
END_TEST

/* What Zotero writes into titles; what is no tag of theirs stays as it is. */
START_TEST(marked_titles)
{
	with_works("[" WORK("a", "K", "A", "The <i>Homo</i> in H<sub>2</sub>O & *stars* {n}",
	                    IN(2014)) "]");
	const char *text = dump(made("[@a]\n"));
	ck_assert_msg(
	        has(text,
	            "      emph\n        text generated \"The \"\n        emph\n"
	            "          text generated \"Homo\"\n        text generated \" in H\"\n        "
	            "sub\n"
	            "          text generated \"2\"\n        text generated \"O & *stars* {n}\"\n"),
	        "%s", text);
	with_works("[" WORK(
	        "a", "K", "A",
	        "<span class=\\\"nocase\\\">x</span> <sc>UN</sc> <b>b<sup>3</sup></b> a < b <i>",
	        IN(2014)) "]");
	text = dump(made("[@a]\n"));
	ck_assert_msg(has(text, "        text generated \"x\"\n        text generated \" \"\n      "
	                        "  span style=\"smallcaps\"\n"
	                        "          text generated \"UN\"\n"),
	              "%s", text);
	ck_assert_msg(has(text, "        strong\n          text generated \"b\"\n          sup\n"),
	              "%s", text);
	ck_assert_msg(has(text, " a < b "), "%s", text);
	ck_assert(!has(text, "nocase"));
	/* Nobody is named: the title is the label, and stands once. */
	cites("[{\"id\": \"a\", \"title\": \"<i>Homo</i> x\", \"issued\": {\"raw\": \"2014\"}}]",
	      "[@a]\n", "(Homo x 2014)\n");
	ck_assert_str_eq(said_by(made("[@a]\n"), "reference"), "Homo x. 2014.\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_bibliography");
	TCase *c = tcase_create("bibliography");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, citations);
	tcase_add_test(c, other_meanings);
	tcase_add_test(c, the_list);
	tcase_add_test(c, the_list_has_its_place);
	tcase_add_test(c, in_other_languages);
	tcase_add_test(c, front_matter_names_it);
	tcase_add_test(c, unknown_keys);
	tcase_add_test(c, translations_cite_the_same);
	tcase_add_loop_test(c, types_of_works, 0, (int)(sizeof types / sizeof *types));
	tcase_add_test(c, bad_files);
	tcase_add_test(c, namesakes);
	tcase_add_test(c, dates);
	tcase_add_test(c, marked_titles);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
