/* Footnotes, tasks, definitions, passages by data and by country, includes, appendices. */
#include "unit/text_help.h"

static struct edition *edition;

static const char *dumped(const char *markdown)
{
	edition = make(markdown);
	ck_assert_msg(edition != NULL, "%s", reports());
	return dump(edition);
}

static void wants(const char *text, const char *part)
{
	ck_assert_msg(has(text, part), "no '%s' in:\n%s", part, text);
}

static void lacks(const char *text, const char *unwanted)
{
	ck_assert_msg(!strstr(text, unwanted), "'%s' in:\n%s", unwanted, text);
}

static void warns(const char *markdown, const char *wanted)
{
	diags = diags_new(arena);
	ck_assert(make(markdown) != NULL);
	ck_assert_str_eq(reports(), wanted);
}

static strom_node nth(enum node_kind kind, int n)
{
	for (strom_node i = 1; i < edition->nodes.n; i++)
		if (node_at(edition, i)->kind == kind && !n--)
			return i;
	ck_abort_msg("no such node");
	return 0;
}

static str words(strom_node n)
{
	return edition_text(edition, arena, n);
}

static void says(strom_node n, const char *wanted)
{
	ck_assert_msg(str_eq(words(n), str_of(wanted)), "'%.*s' instead of '%s'", STR_ARG(words(n)),
	              wanted);
}

START_TEST(notes)
{
	dumped("One[^b] two[^a], again[^b].\n\n- item[^c]\n\n[^a]: First *note*\n    goes on.\n\n  "
	       "  More.\n"
	       "[^b]: Second.\n\n[^c]: Third.\n");
	static const char *const texts[] = {"Second.", "First note goes on. More.", "Third."};
	says(nth(NODE_PARAGRAPH, 0), "One two, again.");
	for (int i = 0; i < 3; i++) {
		strom_node note = nth(NODE_NOTE, i);
		ck_assert_int_eq(node_at(edition, note)->number, i + 1);
		says(note, texts[i]);
	}
	strom_node ref = nth(NODE_NOTE_REF, 0), again = nth(NODE_NOTE_REF, 2);
	ck_assert_uint_eq(node_at(edition, ref)->next, nth(NODE_NOTE, 0));
	ck_assert(str_eq(node_at(edition, ref)->target, S("#fn-1")));
	ck_assert_int_eq(node_at(edition, nth(NODE_NOTE_REF, 1))->number, 2);
	ck_assert(node_at(edition, again)->number == 1 || node_at(edition, again)->number == 3);
	ck_assert_uint_eq(edition_find(edition, S("fn-2")), nth(NODE_NOTE, 1));
}
END_TEST

START_TEST(wrong_notes)
{
	refuses("a[^one]\n\n[^on]: b[^on]\n",
	        "a.md:1:2+6 text/unknown-note there is no footnote 'one' in this file\n"
	        "a.md:3:1+5 text/unused-note nothing refers to footnote 'on'\n");
	refuses("a[^x]\n\n[^x]: b\n\n[^x]: c\n",
	        "a.md:5:1+4 text/note-twice footnote 'x' is written twice\n");
	refuses("# a[^x] {#h}\n\nb[^x]\n\n[^x]: c\n",
	        "a.md:1:4+4 text/note-out-of-place a footnote cannot stand here\n");
	refuses("a[^x]\n\n[^x]: b[^x]\n",
	        "a.md:3:8+4 text/note-out-of-place a footnote cannot stand here\n");
	refuses("a[^x]\n\n[^x]: b\n\n    - # Head\n",
	        "a.md:5:9+4 text/not-in-note a footnote cannot hold a heading\n");
	refuses("a[^x]\n\n[^x]: b\n\n    > | t |\n    > |---|\n",
	        "a.md:5:7+5 text/not-in-note a footnote cannot hold a table\n");
	refuses("a[^x]\n\n[^x]:\n\nb\n", "a.md:3:1+4 text/empty-note footnote 'x' has no text\n");
	warns("a\n\n[^x]: b\n", "a.md:3:1+4 text/unused-note nothing refers to footnote 'x'\n");
	/* Its name may hold a bracket, its words begin with one. */
	warns("a\n\n[^name]: [b]\n",
	      "a.md:3:1+7 text/unused-note nothing refers to footnote 'name'\n");
	warns("a\n\n- [^n[m]:\t[^b\n",
	      "a.md:3:3+6 text/unused-note nothing refers to footnote 'n[m'\n");
}
END_TEST

START_TEST(tasks)
{
	dumped("- [ ] to do\n- [x] done\n- [link]\n");
	ck_assert_int_eq(node_at(edition, nth(NODE_ITEM, 0))->flags & (NODE_TASK | NODE_DONE),
	                 NODE_TASK);
	ck_assert_int_eq(node_at(edition, nth(NODE_ITEM, 1))->flags & (NODE_TASK | NODE_DONE),
	                 NODE_TASK | NODE_DONE);
	ck_assert_int_eq(node_at(edition, nth(NODE_ITEM, 2))->flags & NODE_TASK, 0);
	says(nth(NODE_ITEM, 1), "done");
}
END_TEST

START_TEST(definitions)
{
	dumped("Term *one*\n:   What it means,\n    over two lines.\n:   And more.\n\nOther\n: "
	       "Short.\n\nText: none.\n");
	says(nth(NODE_TERM, 0), "Term one");
	says(nth(NODE_DEFINITION, 0), "What it means, over two lines.");
	says(nth(NODE_DEFINITION, 1), "And more.");
	says(nth(NODE_TERM, 1), "Other");
	ck_assert_uint_eq(node_at(edition, nth(NODE_TERM, 1))->parent, nth(NODE_DEFINITIONS, 0));
	says(nth(NODE_PARAGRAPH, 3), "Text: none.");
}
END_TEST

START_TEST(definitions_of_blocks)
{
	gives("One\n\n:   First.\n\n    - more\n      lines\n\n    ```\n    code\n    "
	      "```\n\nTwo\n\n:  Second\nlazy.\n\nEnd\n",
	      "  definitions\n    term\n      text \"One\"\n    definition\n      paragraph\n"
	      "        text \"First.\"\n      list tight\n        item\n          paragraph\n"
	      "            text \"more lines\"\n      code-block \"code\"\n"
	      "    term\n      text \"Two\"\n    definition\n      paragraph\n"
	      "        text \"Second lazy.\"\n  paragraph\n    text \"End\"\n");
	gives("- T\n\n  :   D\n", "      definitions\n        term\n          text \"T\"\n");
	gives("T\n:   ::: a\n    x\n    :::\n", "    definition\n      div style=\"a\"\n");
	gives("x\n\n: Caption\n\n| a |\n|---|\n",
	      "  paragraph\n    text \"x\"\n  table number=1\n");
	gives("# H\n\n:   not below a term\n", "  paragraph\n    text \": not below a term\"\n");
	refuses("a\nb\n:   c\n", "a.md:1:1+3 text/long-term a term has more than one line\n");
	diags = diags_new(arena);
	ck_assert(!make("![a](b.png)\n\n:   c\n"));
	wants(reports(),
	      "a.md:3:1+1 text/definition-without-term there is no term for this definition\n");
	refuses("::: a\nT\n:   D\n    :::\n:::\n",
	        "a.md:4:5+3 text/stray-div-end there is no div to close here\n");
}
END_TEST

static void with_towns(void)
{
	set_tables(
	        "create table towns (name text, people INTEGER, day text);"
	        "insert into towns values ('Beta', 1, '2015-03-01'), ('Alfa', 2000, '2015-10-31');",
	        "towns");
}

START_TEST(each_row)
{
	with_towns();
	const char *text =
	        dumped("::: {.each query=\"select name, people, day from towns order by name\"}\n"
	               "# {name}\n\n{people, plural, one {# person} other {# people}} on "
	               "{day, date, long}.\n:::\n");
	wants(text, "Alfa");
	says(nth(NODE_PARAGRAPH, 0), "2,000 people on 31 October 2015.");
	says(nth(NODE_PARAGRAPH, 1), "1 person on 1 March 2015.");
	text = dumped("::: {.each query=\"select name from towns where people > 9999 order by "
	              "name\"}\n{name}\n:::\n");
	lacks(text, "paragraph");
}
END_TEST

/* What is not translated is counted once, however many rows repeat it. */
START_TEST(rows_are_one_passage)
{
	with_towns();
	put_file("po/report.lv.po", S("msgid \"A title\"\nmsgstr \"Virsraksts\"\n"));
	spec.language = spec.id = S("lv");
	dumped("::: {.each query=\"select name from towns order by name\"}\nIn {name}\n\n- An "
	       "item\n:::\n\nAfter\n");
	says(nth(NODE_PARAGRAPH, 0), "In Alfa");
	says(nth(NODE_ITEM, 1), "An item");
	ck_assert_uint_eq(edition->segments, 4);
	ck_assert_uint_eq(edition->untranslated, 3);
	for (int i = 0; i < 2; i++)
		ck_assert(node_at(edition, nth(NODE_PARAGRAPH, 2 * i))->flags & NODE_UNTRANSLATED);
}
END_TEST

START_TEST(rows_in_rows)
{
	with_towns();
	dumped("::: {.each query=\"select name, people from towns order by name\"}\n"
	       "::: {.each query=\"select day, 1.5 as x from towns where name = :name and people = "
	       ":people order by day\"}\n{name} {day}\n"
	       "\n```{table}\nquery: select :name as n, :x as y\ncolumns: {n: {title: N}, y: "
	       "{title: Y}}\n```\n"
	       ":::\n:::\n");
	says(nth(NODE_PARAGRAPH, 0), "Alfa 31 Oct 2015");
	says(nth(NODE_PARAGRAPH, 1), "Beta 1 Mar 2015");
	ck_assert_uint_eq(node_at(edition, nth(NODE_TABLE, 1))->table->rows.n, 1);
	ck_assert_uint_eq(edition->segments, 3);     /* the title and two column titles */
	refuses("::: {.each query=\"select name from towns order by name\"}\n{nmae}\n:::\n",
	        "a.md:2:2+4 text/unknown-value unknown value 'nmae'\n");
	hints("Did you mean 'name'?");
}
END_TEST

START_TEST(passed_over)
{
	with_towns();
	static struct edition_spec all[1];
	all[0] = (struct edition_spec){.country = S("LV")};
	project.editions = all;
	project.editions_n = 1;
	spec.language = spec.id = S("lv");
	put_file("po/report.lv.po",
	         S("msgid \"a[^x]\"\nmsgstr \"b[^x]\"\n\nmsgid \"Note\"\nmsgstr \"N\"\n\n"
	           "msgid \"Row\"\nmsgstr \"R\"\n"));
	warns("::: {.only country=LV}\na[^x]\n:::\n\n[^x]: Note\n\n"
	      "::: {.each query=\"select name from towns where people < 0 order by "
	      "name\"}\nRow\n:::\n",
	      "");
}
END_TEST

START_TEST(wrong_each)
{
	with_towns();
	refuses("::: {.each}\n{name}\n:::\n",
	        "a.md:1:7+4 text/bad-passage 'each' needs query=\"...\"\n");
	diags = diags_new(arena);
	ck_assert(!make("::: {.each query=\"select name from towns\"}\n{name}\n:::\n"));
	wants(reports(), "data/");
	diags = diags_new(arena);
	ck_assert(!make(
	        "::: {.each query=\"select name from towns order by name\"}\n# A {#same}\n:::\n"));
	wants(reports(), "text/duplicate-id");
#ifndef STROM_HOSTILE        /* there a query gives no such number of rows */
	refuses("::: {.each query=\"with recursive n(i) as (select 1 union all select i + 1 from n "
	        "where i < 10001)"
	        " select i from n order by i\"}\nx\n:::\n",
	        "a.md:1:19+106 text/too-many-rows passages are repeated for more than 10000 "
	        "rows\n");
#endif
}
END_TEST

START_TEST(countries)
{
	static struct edition_spec all[1];
	all[0] = (struct edition_spec){.country = S("LV")};
	project.editions = all;
	project.editions_n = 1;
	const char *markdown = "::: {.only country=\"LV\"}\nLatvia alone.\n:::\n\nAll.\n";
	lacks(dumped(markdown), "Latvia");
	spec.country = S("LV");
	wants(dumped(markdown), "Latvia");
	refuses("::: {.only country=LT}\na\n:::\n",
	        "a.md:1:20+2 text/unknown-country no edition is for the country 'LT'\n");
}
END_TEST

START_TEST(includes)
{
	put_file("part.md", S("# Part\n\nIncluded[^1].\n\n[^1]: From there.\n"));
	const char *text =
	        dumped("Before[^1].\n\n```{include} part.md\n```\n\nAfter.\n\n[^1]: From here.\n");
	wants(text, "Included");
	says(nth(NODE_NOTE, 0), "From here.");
	says(nth(NODE_NOTE, 1), "From there.");
	lacks(dumped("```{include}part.md\n```\n"), "{include}");
	put_file("b.md", S("```{include} a.md\n```\n"));
	refuses("```{include} b.md\n```\n",
	        "b.md:1:4+14 text/include-cycle files include one another: a.md > b.md > a.md\n");
	refuses("```{include}\n```\n",
	        "a.md:1:4+9 text/bad-include an include names one file and has no body\n");
	put_file("deep/c.md", S("```{include} ../deep/c.md\n```\n"));
	diags = diags_new(arena);
	ck_assert(!make("```{include} deep/c.md\n```\n"));
	wants(reports(), "text/include-cycle files include one another: a.md > c.md > c.md");
	diags = diags_new(arena);
	ck_assert(!make("```{include} none.md\n```\n"));
	wants(reports(), "none.md");
}
END_TEST

/* A project that is named from where its user stands has names without a root. */
START_TEST(includes_of_a_folder_nearby)
{
	put_file("part.md", S("Included.\n"));
	put_file("deep/d.md", S("Deeper.\n"));
	put_file("a.md", S("```{include} ./deep/../part.md\n```\n\n```{include} deep/d.md\n```\n"));
	ck_assert_int_eq(chdir(arena_cstr(arena, folder)), 0);
	text_path.text = S("a.md");
	struct edition *e = edition_make(arena, diags, &project, &spec, NULL);
	ck_assert_msg(e != NULL, "%s", reports());
	wants(dump(e), "Included.");
	wants(dump(e), "Deeper.");
	ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

static void put_chain(int files, const char *format)
{
	for (int i = 1; i <= files; i++)
		put_file(arena_cstr(arena, arena_printf(arena, "c%d.md", i)),
		         i < files ? arena_printf(arena, format, i + 1, i + 1) : S("End.\n"));
}

START_TEST(many_includes)
{
	put_chain(16, "```{include} ./c%d.md\n```\n");
	wants(dumped("```{include} c1.md\n```\n\n```{include} c1.md\n```\n"), "End.");
	put_chain(17, "```{include} c%d.md\n```\n");
	refuses("```{include} c1.md\n```\n",
	        "c16.md:1:4+16 text/include-depth files include one another more than 16 deep\n");
	put_chain(16, "```{include} c%d.md\n```\n\n```{include} c%d.md\n```\n");
	diags = diags_new(arena);
	ck_assert(!make("```{include} c1.md\n```\n"));
	wants(reports(), "text/too-many-includes");
}
END_TEST

/* What the first has must outlive it: the second is read into its memory. */
START_TEST(texts_in_turn)
{
	static struct said two[2];
	with_towns();
	two[0] = text_path;
	two[1] = (struct said){path_join(arena, folder, S("b.md")), {0}};
	document.texts = two;
	document.texts_n = 2;
	put_file("b.md", S("# Second\n\nSee @sec-h, @tbl-t, `code`{.c}, [a](https://e.org "
	                   "\"t\"){.d}.[^x]\n\n[^x]: B\n"));
	const char *text = dumped(
	        "---\ntitle: From the front\n---\n# Head {#sec-h}\n\n``` {.sql}\nselect\n```\n\n"
	        "```{table} tbl-t\nquery: select name from towns order by name\n"
	        "columns: {name: {title: Name}}\ncaption: Towns\n```\n\nA.[^x]\n\n[^x]: A\n");
	wants(text, "title \"From the front\"\n");
	wants(text, "code-block style=\"sql\" \"select\"\n");
	wants(text, "number=1 id=\"tbl-t\" column=name:text");
	wants(text, "code style=\"c\"\n");
	wants(text, "link style=\"d\" target=\"https://e.org\" alt=\"t\"\n");
	says(nth(NODE_NOTE, 0), "A");
	says(nth(NODE_NOTE, 1), "B");
	ck_assert_int_eq(node_at(edition, nth(NODE_NOTE, 1))->number, 2);
}
END_TEST

START_TEST(nothing_at_all)
{
	ck_assert_uint_eq(node_at((dumped(""), edition), 1)->first, 0);
	ck_assert_uint_eq(
	        node_at((dumped("<!-- a -->\n\n[x]: https://e.org\n"), edition), 1)->first, 0);
}
END_TEST

START_TEST(appendices)
{
	dumped("# Text\n\nSee @sec-q.\n\n# Questions {#sec-q .appendix}\n\n# More {.appendix}\n");
	says(nth(NODE_HEADING, 1), "Appendix A. Questions");
	says(nth(NODE_HEADING, 2), "Appendix B. More");
	says(nth(NODE_PARAGRAPH, 0), "See Appendix\u00A0A.");
	refuses("# One\n\n## Low {.appendix}\n", "a.md:3:10+8 text/appendix-level only a heading "
	                                         "of the first level begins an appendix\n");
}
END_TEST

START_TEST(languages_of_their_own)
{
	set_tables("create table t (a); insert into t values (1)", "t");
	set_value("n", "select 3");
	spec.language = spec.id = S("lv");
	put_file("po/report.lv.po",
	         S("msgid \"Text {n}\"\nmsgstr \"Teksts {n}\"\n\n"
	           "msgid \"[mot]{lang=fr} and\"\nmsgstr \"[mot]{lang=fr} un\"\n"));
	const char *text =
	        dumped("Text {n}\n\n::: {lang=pl}\nMa {n, plural, one {# miasto} few {# miasta} "
	               "other {# miast}}[^a]\n\n- punkt\n:::\n\n[mot]{lang=fr} and\n\n"
	               "[^a]: A note.\n");
	says(nth(NODE_PARAGRAPH, 0), "Teksts 3");
	says(nth(NODE_PARAGRAPH, 1), "Ma 3 miasta");
	wants(text, "lang=pl");
	wants(text, "lang=fr");
	/* The note is one of the text around; nobody has translated it, nor the title. */
	ck_assert_uint_eq(edition->untranslated, 2);
	const struct node *note = node_at(edition, node_at(edition, nth(NODE_NOTE, 0))->first);
	ck_assert(str_eq(edition->languages.at[note->lang], S("en")));
	const struct node *item = node_at(edition, nth(NODE_ITEM, 0));
	ck_assert(str_eq(edition->languages.at[item->lang], S("pl")));
	ck_assert(!(node_at(edition, nth(NODE_PARAGRAPH, 1))->flags & NODE_UNTRANSLATED));
}
END_TEST

/* By the passage's own pack, and as typed where there is none. */
START_TEST(typography_of_the_passage)
{
	document.typography = true;
	dumped("\"a\"\n\n::: {lang=lv}\n\"b\"\n:::\n\n::: {lang=ar}\n\"c\"\n:::\n");
	says(nth(NODE_PARAGRAPH, 0), "“a”");
	says(nth(NODE_PARAGRAPH, 1), "„b”");
	says(nth(NODE_PARAGRAPH, 2), "\"c\"");
}
END_TEST

START_TEST(wrong_languages)
{
	refuses("::: {lang=english}\na\n:::\n",
	        "a.md:1:11+7 text/bad-language 'english' is no language\n");
	refuses("a [b]{lang=x_y}\n", "a.md:1:12+3 text/bad-language 'x_y' is no language\n");
	refuses("::: {lang=\"\"}\na\n:::\n", "a.md:1:6+4 text/bad-language '' is no language\n");
}
END_TEST

/* ---- What this edition does not print ---- */

static void with_all(void)
{
	put_file("refs.json", S("[{\"id\": \"smith\", \"type\": \"book\", \"title\": \"T\", "
	                        "\"author\": [{\"family\": \"Smith\"}]}]"));
	document.bibliography = (struct said){path_join(arena, folder, S("refs.json")), project.at};
	set_tables("create table towns(name text, people integer); insert into towns values "
	           "('Riga', 2);"
	           "create table strom_rows(source,row,off,len)",
	           "towns");
	set_value("n", "select 2");
}

#define GLOSSARY "\n\n# G {.glossary}\n\nVictim\n:   A person.\n"
#define OTHER "{n, plural, =2 {so} one {it} other {"

/* What a branch says that no number takes. */
START_TEST(branches_that_are_not_taken)
{
	with_all();
	ck_assert_str_eq(outcome(OTHER "[a](#none) b}}\n"),
	                 "refused\n"
	                 "a.md:1:37+10 text/unknown-reference nothing has the id 'none'\n"
	                 "There are none.");
	ck_assert_str_eq(outcome(OTHER "[a](#here) b}}\n\n# H {#here}\n"), "made\n");
	ck_assert_str_eq(outcome(OTHER "see @none and @Here, @here}}\n\n# H {#here}\n"),
	                 "refused\n"
	                 "a.md:1:41+5 text/unknown-citation the bibliography has no 'none'\n"
	                 "a.md:1:51+5 text/unknown-citation the bibliography has no 'Here'\n"
	                 "a.md:1:58+5 text/unknown-citation the bibliography has no 'here'\n"
	                 "Is the reference @here meant? Where it is only a sign, write \\@.");
	ck_assert_str_eq(outcome(OTHER "[@none], [@smith, p. 3]}}\n"),
	                 "refused\n"
	                 "a.md:1:38+5 text/unknown-citation the bibliography has no 'none'\n"
	                 "Add it to the bibliography, or write \\@ for the sign.");
	ck_assert_str_eq(
	        outcome(OTHER "[perpetrator]{.term}, [victim]{.term}}}" GLOSSARY),
	        "refused\n"
	        "a.md:1:37+20 text/unknown-term the glossary has no term 'perpetrator'\n"
	        "Where the word has another form there, name its term: [words]{term=name}.");
	ck_assert_str_eq(
	        outcome(OTHER "[x]{.term of=perpetrator}, [y]{.term of=\"Victim\"}}}" GLOSSARY),
	        "refused\n"
	        "a.md:1:37+25 text/unknown-term the glossary has no term 'x'\n"
	        "a.md:1:64+22 text/unknown-term the glossary has no term 'y'\n"
	        "Where the word has another form there, name its term: [words]{term=name}.");
	ck_assert_str_eq(outcome(OTHER "[perpetrator]{.term}}}\n"), "made\n");
	ck_assert_str_eq(outcome("{n, plural, =2 {a} one {[a](#none)} other {[b](#none)}}\n"),
	                 "refused\n"
	                 "a.md:1:25+10 text/unknown-reference nothing has the id 'none'\n"
	                 "a.md:1:44+10 text/unknown-reference nothing has the id 'none'\n"
	                 "There are none.");
	ck_assert_str_eq(outcome("{n, plural, =2 {[@none]} one {it} other {[@none]}} [a](#gone)\n"),
	                 "refused\n"
	                 "a.md:1:18+5 text/unknown-citation the bibliography has no 'none'\n"
	                 "a.md:1:52+10 text/unknown-reference nothing has the id 'gone'\n"
	                 "a.md:1:43+5 text/unknown-citation the bibliography has no 'none'\n"
	                 "Add it to the bibliography, or write \\@ for the sign.");
}
END_TEST

/* What stands in passages of other countries, and of queries without rows. */
START_TEST(passages_that_are_left_out)
{
	with_all();
	static struct edition_spec all[2];
	all[0] = (struct edition_spec){.country = S("LV")};
	all[1] = (struct edition_spec){.country = S("EE")};
	project.editions = all;
	project.editions_n = 2;
	spec.country = S("LV");
#define ELSEWHERE(text) "::: {.only country=EE}\n" text "\n:::\n"
#define NO_ROWS(text)                                                                              \
	"::: {.each query=\"select name, people from towns where people > 5 order by "             \
	"name\"}\n" text "\n:::\n"
	ck_assert_str_eq(
	        outcome(ELSEWHERE("[a](#none) @none [@none] {none} {n} {towns.rows} {towns.row}")),
	        "refused\n"
	        "a.md:2:27+4 text/unknown-value unknown value 'none'\n"
	        "a.md:2:57+3 data/unknown-measure table 'towns' has no column and no measure "
	        "'row'\n"
	        "a.md:2:1+10 text/unknown-reference nothing has the id 'none'\n"
	        "a.md:2:12+5 text/unknown-citation the bibliography has no 'none'\n"
	        "a.md:2:19+5 text/unknown-citation the bibliography has no 'none'\n"
	        "Add it to the bibliography, or write \\@ for the sign.");
	ck_assert_str_eq(
	        outcome(ELSEWHERE(
	                "# H\n\n[a](#sec-h) [b](#own) [words]{#own} [c](#x y)\n\n## {#x}\n")),
	        "made\n");
	ck_assert_str_eq(
	        outcome(ELSEWHERE("[perpetrator]{.term} [victim]{.term}") GLOSSARY),
	        "refused\n"
	        "a.md:2:1+20 text/unknown-term the glossary has no term 'perpetrator'\n"
	        "Where the word has another form there, name its term: [words]{term=name}.");
	ck_assert_str_eq(
	        outcome(ELSEWHERE(
	                "```{table} tbl-a\nquery: select name from towns order by name\ncolumns: "
	                "{name: {title: T}}\ncaption: C\n```\n\n@tbl-a @tbl-b\n")),
	        "refused\n"
	        "a.md:8:8+6 text/unknown-reference nothing has the id 'tbl-b'\n"
	        "There are none.");
	ck_assert_str_eq(outcome("[a](#own)\n\n" ELSEWHERE("[words]{#own}")),
	                 "refused\n"
	                 "a.md:1:1+9 text/unknown-reference nothing has the id 'own'\n"
	                 "There are none.");
	ck_assert_str_eq(
	        outcome(NO_ROWS("{name} {people, plural, one {#} other {[a](#none)}} {none} {n}")),
	        "refused\n"
	        "a.md:2:54+4 text/unknown-value unknown value 'none'\n"
	        "a.md:2:40+10 text/unknown-reference nothing has the id 'none'\n"
	        "There are none.");
	ck_assert_str_eq(outcome(ELSEWHERE("::: {.each query=\"select name from towns order by "
	                                   "name\"}\n{name} {none} [b](#none)\n:::\n")),
	                 "refused\n"
	                 "a.md:3:15+10 text/unknown-reference nothing has the id 'none'\n"
	                 "There are none.");
	ck_assert_str_eq(outcome(ELSEWHERE("Before {none}.\n\n::: {.each query=\"select name from "
	                                   "towns order by name\"}\n{name}\n:::\n")),
	                 "made\n");
	ck_assert_str_eq(outcome("::: {.only country=LV}\n[a](#none)\n:::\n"),
	                 "refused\n"
	                 "a.md:2:1+10 text/unknown-reference nothing has the id 'none'\n"
	                 "There are none.");
	spec.country = S("");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_passages");
	TCase *c = tcase_create("passages");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, notes);
	tcase_add_test(c, wrong_notes);
	tcase_add_test(c, tasks);
	tcase_add_test(c, definitions);
	tcase_add_test(c, definitions_of_blocks);
	tcase_add_test(c, each_row);
	tcase_add_test(c, rows_are_one_passage);
	tcase_add_test(c, rows_in_rows);
	tcase_add_test(c, passed_over);
	tcase_add_test(c, wrong_each);
	tcase_add_test(c, countries);
	tcase_add_test(c, includes);
	tcase_add_test(c, includes_of_a_folder_nearby);
	tcase_add_test(c, many_includes);
	tcase_add_test(c, texts_in_turn);
	tcase_add_test(c, nothing_at_all);
	tcase_add_test(c, appendices);
	tcase_add_test(c, languages_of_their_own);
	tcase_add_test(c, typography_of_the_passage);
	tcase_add_test(c, wrong_languages);
	tcase_add_test(c, branches_that_are_not_taken);
	tcase_add_test(c, passages_that_are_left_out);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
