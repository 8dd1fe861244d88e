/* Editions: translations, values, data tables and figures, titles. */
#include "unit/text_help.h"

#include "text/draft/segment.h"

static void with_data(void)
{
	set_tables("create table t(c text, n INTEGER, s REAL, d text);"
	           "insert into t values ('Latvia', 12, 0.425, '2015-03-01'), ('*Estonia*', 1234, "
	           "null,"
	           " '2015-10-31'); create table strom_rows(source,row,off,len)",
	           "t");
}

static const char *const table =
        "See @tbl-t.\n\n```{table} tbl-t\nquery: select c, n, s, d from t order by n\ncolumns:\n"
        "  c: {title: \"Country *of*\"}\n  n: {title: Number, type: number}\n"
        "  s: {title: Share, type: percent, decimals: 1, width: 20%}\n"
        "  d: {title: Day, type: date, align: centre}\ncaption: Data, {n, plural, one {#} other "
        "{#!}}\n"
        "```\n";

START_TEST(data_table)
{
	with_data();
	set_value("n", "select sum(n) from t");
	gives(table,
	      "  table number=1 id=\"tbl-t\" column=c:text column=n:number "
	      "column=s:percent.1:width=20% "
	      "column=d:date rows=2\n"
	      "    caption\n      text generated \"Table 1. \"\n      text \"Data, 1,246!\"\n"
	      "    row header\n"
	      "      cell header start\n        text \"Country \"\n        emph\n          text "
	      "\"of\"\n"
	      "      cell header decimal\n        text \"Number\"\n"
	      "      cell header decimal\n        text \"Share\"\n"
	      "      cell header centre\n        text \"Day\"\n"
	      "    row\n"
	      "      cell start\n        text \"Latvia\"\n"
	      "      cell decimal\n        text \"12\"\n"
	      "      cell decimal\n        text \"42.5%\"\n"
	      "      cell centre\n        text \"1 Mar 2015\"\n"
	      "    row\n"
	      "      cell start\n        text \"*Estonia*\"\n"
	      "      cell decimal\n        text \"1,234\"\n"
	      "      cell decimal\n        text \"–\"\n");
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(data_table_in_latvian)
{
	with_data();
	set_value("n", "select sum(n) from t");
	put_file("po/report.lv.po",
	         S("msgid \"Number\"\nmsgstr \"Skaits\"\n\n#, fuzzy\nmsgid \"Share\"\nmsgstr "
	           "\"Daļa\"\n\n"
	           "msgid \"Data, {n, plural, one {#} other {#!}}\"\n"
	           "msgstr \"Dati, {n, plural, zero {#-} one {#} other {#!}}\"\n"));
	spec.language = spec.id = S("lv");
	struct edition *e = made(table);
	const char *text = dump(e);
	ck_assert_msg(has(text, "      cell header decimal\n        text \"Skaits\"\n"), "%s",
	              text);
	ck_assert_msg(has(text, "      cell header untranslated decimal lang=en\n"
	                        "        text lang=en \"Share\"\n"),
	              "%s", text);
	ck_assert_msg(has(text, "\"1. tabula. \"\n      text \"Dati, 1246!\"\n"), "%s", text);
	ck_assert_msg(has(text, "text \"42,5%\"\n"), "%s", text);
	/* Title, "See", three of four columns; "Number" and the caption are translated. */
	ck_assert_uint_eq(e->segments, 7);
	ck_assert_uint_eq(e->untranslated, 5);
	ck_assert(str_eq(e->title_language, S("en")));
	ck_assert(str_eq(e->languages.at[0], S("lv")));
}
END_TEST

START_TEST(data_figure)
{
	with_data();
	struct edition *e =
	        made("```{figure} fig-f\ntype: bar\nquery: select c, n from t order by n\n"
	             "columns: {c: {title: C}, n: {title: N, type: number}}\nalt: \"Bars, *two* "
	             "for {title}\"\n"
	             "caption: Cap\noptions: {orientation: horizontal}\n```\n");
	const char *text = dump(e);
	ck_assert_msg(has(text,
	                  "  figure number=1 id=\"fig-f\" type=bar column=c:text column=n:number "
	                  "rows=2 alt=\"Bars, two for A title\"\n    caption\n"),
	              "%s", text);
	const struct figure *f = node_at(e, node_at(e, 1)->first)->figure;
	ck_assert(str_eq(dataset_number(&f->data, e->arena, 1, 1234.5), S("1,234.5")));
	ck_assert(str_eq(f->data.column[1].title, S("N")));
	ck_assert_uint_eq(f->data.rows.n, 2);
}
END_TEST

#define TABLE(query, columns) "```{table}\nquery: " query "\ncolumns: " columns "\n```\n"
#define FIGURE(type, more)                                                                         \
	"```{figure}\ntype: " type "\nquery: select c from t order by c\n"                         \
	"columns: {c: {title: C}}\n" more "```\n"

START_TEST(wrong_data)
{
	with_data();
	refuses(TABLE("select c as x from t order by c", "{c: {title: C}}"),
	        "a.md:3:11+1 text/unknown-column the query gives no column 'c'\n"
	        "a.md:2:8+31 text/column-without-title the query's column 'x' is not under "
	        "columns\n");
	refuses(TABLE("select c from t order by c", "{c: {title: C, type: number}}"),
	        "a.md:3:11+1 text/not-a-number '*Estonia*' in row 1 of column 'c' is no number\n");
	refuses(TABLE("select c from t order by c", "{c: {title: C, type: date}}"),
	        "a.md:3:11+1 text/not-a-date '*Estonia*' in row 1 of column 'c' is no date\n");
	refuses(TABLE("select n as c from t order by n", "{c: {title: C, type: date}}"),
	        "a.md:3:11+1 text/not-a-date '12' in row 1 of column 'c' is no date\n");
	refuses(TABLE("select c from t order by c", "{c: {title: C, width: 120%}}"),
	        "a.md:3:32+4 text/bad-width '120%' is no width\n");
	refuses(TABLE("select nope from t", "{nope: {title: C}}"),
	        "a.md:2:15+4 data/unknown-column no column 'nope'\n");
	refuses("```{table}\ncolumns: {}\n```\n",
	        "a.md:1:4+7 text/query-or-measure neither a query nor a measure says what is "
	        "shown\n");
	refuses(FIGURE("bat", "alt: x\n"), "a.md:2:7+3 plugin/unknown no figure plugin 'bat'\n");
	refuses(FIGURE("bar", "claim: x\ncaption: y\n"),
	        "a.md:6:10+1 text/claim-and-caption the figure has a claim and a caption\n");
	refuses(FIGURE("bar", "alt: x\noptions: {orientatoin: vertical}\n"),
	        "a.md:6:11+11 option/unknown the figure plugin 'bar' has no option "
	        "'orientatoin'\n");
	refuses("a ![x](a.md \"Words\") b\n",
	        "a.md:1:3+18 text/not-in-line a picture within a line has no caption\n");
	refuses("a ![x](a.md){pages=1-2} b\n",
	        "a.md:1:3+10 text/not-in-line several pages cannot stand within a line\n");
	refuses("![x](a.md){height=50%}\n", "a.md:1:19+3 text/bad-height '50%' is no height\n");
	refuses("![x](a.md){width=0cm}\n", "a.md:1:18+3 text/bad-width '0cm' is no width\n");
	refuses("![](x.png){width=5}\n",
	        "a.md:1:18+1 text/bad-width '5' is no width\n"
	        "a.md:1:5+5 text/missing-picture there is no picture 'x.png'\n"
	        "a.md:1:5+5 text/missing-alt picture has no alternative text\n");
}
END_TEST

START_TEST(groups_of_rows)
{
	set_tables("create table t(g text, c text, n INTEGER, m INTEGER); insert into t values "
	           "('B', 'x', 1, 2), ('B', 'y', 3, 4), (null, 'z', 5, 6), ('A', 'x', 7, 8)",
	           "t");
	const char *text = "```{table}\nquery: select c, g, n from t order by g desc, c\ngroup: g\n"
	                   "columns: {c: {title: C}, n: {title: N, type: number}}\n"
	                   "note: 'About *{date}*.'\n```\n\nNote: More.\n";
	gives(text,
	      "  table column=c:text column=n:number rows=4\n    row header\n"
	      "      cell header start\n        text \"C\"\n"
	      "      cell header decimal\n        text \"N\"\n"
	      "    row\n      cell header start columns=2\n        text \"B\"\n"
	      "    row\n      cell start\n        text \"x\"\n      cell decimal\n        text "
	      "\"1\"\n"
	      "    row\n      cell start\n        text \"y\"\n      cell decimal\n        text "
	      "\"3\"\n"
	      "    row\n      cell header start columns=2\n        text \"A\"\n"
	      "    row\n      cell start\n        text \"x\"\n      cell decimal\n        text "
	      "\"7\"\n"
	      "    row\n      cell header start columns=2\n        text \"–\"\n"
	      "    row\n      cell start\n        text \"z\"\n      cell decimal\n        text "
	      "\"5\"\n"
	      "  paragraph table-note\n    text \"About \"\n    emph\n      text \"31 Oct 2015\"\n"
	      "    text \".\"\n  paragraph table-note\n    text \"More.\"\n");
	gives("```{table}\nlandscape: true\nquery: select c from t order by c limit 1\n"
	      "columns: {c: {title: C}}\n```\n",
	      "  table style=\"landscape\" column=c:text");
	const struct dataset *data = node_at(made(text), 2)->table;
	for (uint32_t i = 0; i < dataset_rows(data); i++)
		ck_assert_int_eq(dataset_is_heading(data, i), i == 0 || i == 3 || i == 5);
	refuses("```{table}\nquery: select c, n from t order by n\ngroup: gg\n"
	        "columns: {c: {title: C}, n: {title: N}}\n```\n",
	        "a.md:3:8+2 text/unknown-column the query gives no column 'gg'\n");
	refuses("```{table}\nquery: select g from t order by g\ngroup: g\ncolumns: {}\n```\n",
	        "a.md:3:8+1 text/only-group the table has no column beside that of its groups\n");
	/* What is said of the column tells how its values are written, and is checked. */
	gives("```{table}\nquery: select m, c from t where m = 8 order by m\ngroup: m\n"
	      "columns: {m: {title: M, type: number, decimals: 1}, c: {title: C}}\n```\n",
	      "      cell header start\n        text \"C\"\n    row\n      cell header start\n"
	      "        text \"8.0\"\n");
	refuses("```{table}\nquery: select g, c from t order by g\ngroup: g\n"
	        "columns: {g: {title: G, type: number}, c: {title: C}}\n```\n",
	        "a.md:4:11+1 text/not-a-number 'A' in row 2 of column 'g' is no number\n");
}
END_TEST

START_TEST(titles_over_columns)
{
	set_tables("create table t(c text, n INTEGER, m INTEGER, k INTEGER); insert into t values "
	           "('x', 1, 2, 3)",
	           "t");
	gives("```{table}\nquery: select c, n, m, k from t order by c\ncolumns:\n  c: {title: C}\n"
	      "  n: {title: N, group: '{date}'}\n  m: {title: M, group: '{date}'}\n  k: {title: "
	      "K}\n```\n",
	      "    row header\n"
	      "      cell header start rows=2\n        text \"C\"\n"
	      "      cell header centre columns=2\n        text \"31 Oct 2015\"\n"
	      "      cell header start rows=2\n        text \"K\"\n"
	      "    row header\n"
	      "      cell header start\n        text \"N\"\n"
	      "      cell header start\n        text \"M\"\n"
	      "    row\n      cell start\n");
	/* Over the first one alone. */
	gives("```{table}\nquery: select c, n from t order by c\ncolumns:\n  c: {title: C, group: "
	      "G}\n  n: {title: N}\n```\n",
	      "    row header\n      cell header centre\n        text \"G\"\n"
	      "      cell header start rows=2\n        text \"N\"\n"
	      "    row header\n      cell header start\n        text \"C\"\n    row\n");
}
END_TEST

START_TEST(without_tables)
{
	set_value("v", "select 1");
	refuses("{v}\n", "a.md:1:2+1 text/no-tables there are no tables to ask for 'v'\n");
	refuses(TABLE("select 1", "{c: {title: C}}"),
	        "a.md:2:8+8 text/no-tables there are no tables to "
	        "ask\n");
}
END_TEST

START_TEST(values)
{
	with_data();
	set_value("total", "select sum(n) from t");
	set_value("in_country", "select n from t where :country = 'LV' and c = 'Latvia'");
	set_value("broken", "select nope from t");
	spec.country = S("LV");
	gives("{total} {in_country} {language} {country} {country_code} {date, date, long} "
	      "{title}\n",
	      "text \"1,246 12 en Latvia LV 31 October 2015 A title\"\n");
	refuses("a {totl}\n", "a.md:1:4+4 text/unknown-value unknown value 'totl'\n");
	hints("Did you mean 'total'?");
	refuses("{broken}{broken}\n", "strom.yml:2:1+4 data/unknown-column no column 'nope'\n");
	spec.country = S("");
	refuses("a {country}\n", "a.md:1:4+7 text/unknown-value unknown value 'country'\n");
	ck_assert_ptr_null(make("{in_country}\n"));
	ck_assert_msg(has(reports(), "data/unbound"), "%s", reports());
}
END_TEST

START_TEST(shares_and_their_base)
{
	with_data();
	static const struct {
		const char *caption;
		size_t warnings;
	} cases[] = {
	        {"Shares", 1},
	        {"Shares (n = 120)", 0},
	        {"Shares, n below", 0},
	        {"Of {title}", 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		diags = diags_new(arena);
		made(arena_cstr(
		        arena,
		        arena_printf(
		                arena,
		                "```{table}\nquery: select s from t order by s\n"
		                "columns: {s: {title: S, type: percent}}\ncaption: \"%s\"\n```\n",
		                cases[i].caption)));
		ck_assert_msg(diag_count(diags) == cases[i].warnings, "%s\n%s", cases[i].caption,
		              reports());
	}
	diags = diags_new(arena);
	made("```{table}\nquery: select s, n from t order by s\n"
	     "columns: {s: {title: S, type: percent}, n: {title: N, type: number}}\n```\n");
	ck_assert_uint_eq(diag_count(diags), 0);
	diags = diags_new(arena);
	made("```{table}\nquery: select s from t order by s\ncolumns: {s: {title: S, type: "
	     "percent}}\n"
	     "```\n");
	ck_assert_msg(has(reports(), "a.md:3:11+1 text/share-without-base"), "%s", reports());
}
END_TEST

/* One word, two senses: a context stands behind the words that it is for, and is no part of them.
 */
START_TEST(contexts)
{
	set_tables("create table t (a text); insert into t values ('x');", "t");
	put_file("po/report.lv.po",
	         S("msgctxt \"verb\"\nmsgid \"Share\"\nmsgstr \"Dalīties\"\n\nmsgid "
	           "\"Share\"\nmsgstr \"Daļa\"\n\n"
	           "msgctxt \"month\"\nmsgid \"May\"\nmsgstr \"maijs\"\n\nmsgctxt \"can\"\nmsgid "
	           "\"May\"\nmsgstr \"drīkst\"\n\n"
	           "msgctxt \"part\"\nmsgid \"Share\"\nmsgstr \"Akcija\"\n"));
	spec.language = spec.id = S("lv");
	const char *text = dump(made(
	        "# Share {ctx=verb}\n\n| Share | b |\n|---|---|\n| May {ctx=month} | 1 |\n\nMay "
	        "{ctx=can}\n\n"
	        "- Share {ctx=verb}\n\n```{table} tbl-x\nquery: select a from t order by a\n"
	        "columns: {a: {title: \"Share {ctx=part}\"}}\ncaption: Share {ctx=verb}\n```\n"));
	static const char *const all[] = {"text \"Dalīties\"", "text \"Daļa\"", "text \"maijs\"",
	                                  "text \"drīkst\"", "text \"Akcija\""};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		ck_assert_msg(has(text, all[i]), "%s is not in %s", all[i], text);
	ck_assert(!has(text, "ctx"));
	ck_assert_msg(!diag_count(diags), "%s", reports());
	spec.language = spec.id = S("en");
	ck_assert(!has(dump(made("A {ctx=x}\n\n|a {ctx=y}|\n|-|\n|b|\n")), "ctx"));
	refuses("A {ctx=x .y}\n", "a.md:1:7+1 text/bad-argument unexpected '=' in an argument\n");
}
END_TEST

/* A page in another language: named in strom.yml, in the translation, or in neither. */
START_TEST(links_by_language)
{
	static const struct link_spec links[] = {
	        {{"https://x.org/en", 16}, {"lv", 2}, {"https://x.org/lv", 16}}};
	static const char *const own[] = {"[šeit](https://x.org/en)", "[šeit](https://x.org/lv)",
	                                  ""};
	project.links = links;
	project.links_n = 1;
	spec.language = spec.id = S("lv");
	for (size_t i = 0; i < 3; i++) {
		put_file("po/report.lv.po",
		         arena_printf(arena, "msgid \"[here](https://x.org/en)\"\nmsgstr \"%s\"\n",
		                      own[i]));
		const char *text = dump(made("[here](https://x.org/en)\n\n<https://x.org/en>\n"));
		ck_assert_msg(has(text, "target=\"https://x.org/lv\""), "%s", text);
		ck_assert_msg(!has(text, "x.org/en"), "%s", text);
		ck_assert_msg(!diag_count(diags), "%s", reports());
	}
	put_file("po/report.lv.po",
	         S("msgid \"[here](https://x.org/en)\"\nmsgstr \"[šeit](https://x.org/lt)\"\n"));
	made("[here](https://x.org/en)\n");
	ck_assert_str_eq(reports(), "report.lv.po:2:16+16 po/link-changed the source's link leads "
	                            "elsewhere than to 'https://x.org/lt'\n");
	hints("links: {https://x.org/en: {lv: https://x.org/lt}}");
	spec.language = spec.id = S("en");
	ck_assert(has(dump(made("[here](https://x.org/en)\n")), "target=\"https://x.org/en\""));
}
END_TEST

START_TEST(translations)
{
	put_file("po/report.lv.po",
	         S("msgid \"\"\nmsgstr \"Language: lv\\n\"\n\nmsgid \"A title\"\nmsgstr "
	           "\"Virsraksts\"\n\n"
	           "msgid \"One *two*\\nthree\"\nmsgstr \"Viens *divi*\"\n\n"
	           "msgctxt \"menu\"\nmsgid \"One\"\nmsgstr \"Viens!\"\n\n"
	           "msgid \"One\"\nmsgstr \"Viens\"\n\nmsgid \"Empty\"\nmsgstr \"\"\n"));
	spec.language = spec.id = S("lv");
	struct edition *e = made("# One {#sec-1 ctx=menu}\n\n> One *two*\n> three\n\n- One\n\n"
	                         "::: {.x ctx=menu}\nOne\n:::\n\nEmpty\n\n1 + {title} 2015\n");
	const char *text = dump(e);
	ck_assert_msg(has(text, "title \"Virsraksts\"\n"), "%s", text);
	ck_assert(has(text, "id=\"sec-1\"\n    text \"Viens!\"\n"));
	ck_assert(has(text,
	              "    paragraph\n      text \"Viens \"\n      emph\n        text \"divi\"\n"));
	ck_assert(has(text, "        text \"Viens\"\n"));
	ck_assert(has(text, "  div style=\"x\"\n    paragraph\n      text \"Viens!\"\n"));
	ck_assert(has(text, "  paragraph untranslated lang=en\n    text lang=en \"Empty\"\n"));
	ck_assert(has(text, "    text \"1 + Virsraksts 2015\"\n"));
	ck_assert_uint_eq(e->segments, 5); /* equal ones are one */
	ck_assert_uint_eq(e->untranslated, 1);
}
END_TEST

/* A chapter's short title is words of its own, and may hold values; other headings have none. */
START_TEST(short_titles)
{
	put_file("po/report.lv.po", S("msgid \"Long\"\nmsgstr \"Gari\"\n\n"
	                              "msgid \"In {title}\"\nmsgstr \"Par {title}\"\n"));
	spec.language = spec.id = S("lv");
	const char *text = dump(made("# Long {#sec-1 short=\"In {title}\"}\n"));
	ck_assert_msg(
	        has(text,
	            "  heading level=1 id=\"sec-1\" alt=\"Par A title\"\n    text \"Gari\"\n"),
	        "%s", text);
	diags = diags_new(arena);
	make("# A\n\n## B {short=\"C\"}\n\n## D {shorter=\"C\"}\n");
	ck_assert_msg(has(reports(), "a.md:3:7+5 text/short-level"), "%s", reports());
	ck_assert_msg(has(reports(), "a.md:5:7+7 text/unknown-attribute"), "%s", reports());
}
END_TEST

START_TEST(wrong_translations)
{
	put_file("po/report.lv.po", S("msgid \"a {title}\"\nmsgstr \"b {titel}\"\n\n"
	                              "msgid \"[a](https://b.c)\"\nmsgstr \"[a](https://b.d)\"\n"));
	spec.language = spec.id = S("lv");
	diags = diags_new(arena);
	ck_assert_ptr_null(make("a {title}\n\n[a](https://b.c)\n"));
	ck_assert_msg(has(reports(), "report.lv.po:2:12+5 po/placeholder-extra"), "%s", reports());
	ck_assert_msg(has(reports(), "report.lv.po:5:13+11 po/link-changed"), "%s", reports());
	put_file("po/report.lv.po", S("msgid \"a\n"));
	diags = diags_new(arena);
	ck_assert_ptr_null(make("a\n"));
	ck_assert_msg(has(reports(), "po/unclosed"), "%s", reports());
}
END_TEST

START_TEST(several_texts)
{
	struct said both[] = {text_path, {path_join(arena, folder, S("b.md")), {0}}};
	document.texts = both, document.texts_n = 2;
	put_file("b.md", S("# B\n\n[x] @sec-a\n"));
	const char *text = dump(made("# A {#sec-a}\n\n[x]: https://e.org\n"));
	ck_assert_msg(has(text, "text \"[x] \"\n    ref target=\"sec-a\"\n"), "%s", text);
	put_file("b.md", S("---\ntitle: late\n---\n# B\n"));
	ck_assert_ptr_null(make("# A\n"));
	ck_assert_msg(has(reports(), "b.md:2:1+11 text/late-front-matter"), "%s", reports());
}
END_TEST

static bool collect(void *context, const struct segment *s)
{
	buf_printf(context, "%s|%.*s|%.*s\n", segment_kind_name(s->kind), STR_ARG(s->context),
	           STR_ARG(s->id));
	ck_assert(s->origin != NULL && s->origin->text_len == s->id.len);
	return true;
}

START_TEST(segments)
{
	struct buf b = {0};
	document.subtitle.text = S("Under");
	put_file("a.md",
	         S("# H {#sec-h ctx=c short=\"h\"}\n\nP\nq {n}.\n\n- I\n\n  J\n\n::: {ctx=d .e}\n> "
	           "Q\n:::\n\n"
	           "Table: C\n\n| X \\| | 12 |\n|--|--|\n\n![A](x.png \"T\"){ctx=e}\n\n"
	           "```{table}\nquery: q\ncolumns: {c: {title: K, group: Over}}\nnote: "
	           "Under\ncaption: >-\n  L\n  M\n```\n\n"
	           "```{figure}\ntype: t\nquery: q\ncolumns: {c: {title: N}}\nalt: O\n```\n\n"
	           "```\ncode\n```\n\n{title}\n\n2015\n\n<!-- no -->\n"));
	ck_assert(segments_walk(arena, diags, &project, &document, collect, &b));
	buf_byte(&b, 0);
	ck_assert_str_eq(b.ptr, "title||A title\ntitle||Under\nheading|c|H\nshort title for "
	                        "running heads|c|h\nparagraph||P\nq {n}.\n"
	                        "list item||I\nlist item||J\nparagraph|d|Q\ncaption||C\n"
	                        "table cell||X |\nalt text|e|A\ncaption|e|T\ncaption||L M\n"
	                        "column title||Over\ncolumn title||K\nnote under a "
	                        "table||Under\nalt text||O\ncolumn title||N\n");
	buf_drop(&b);
}
END_TEST

struct stopper {
	size_t seen, most;
};

static bool stop(void *context, const struct segment *s)
{
	struct stopper *stop = context;
	(void)s;
	return stop->seen++ < stop->most;
}

/* A definition within an item is a paragraph of its own. */
START_TEST(kinds_of_what_stands_in_items)
{
	struct buf b = {0};
	put_file("a.md", S("- I\n\n  T\n  :   D\n\n  > Q\n\n  - J\n"));
	ck_assert(segments_walk(arena, diags, &project, &document, collect, &b));
	buf_byte(&b, 0);
	ck_assert_str_eq(b.ptr, "title||A title\nlist item||I\nlist item||T\nparagraph||D\n"
	                        "paragraph||Q\nlist item||J\n");
	buf_drop(&b);
}
END_TEST

/* Whoever looks at segments may stop at any of them: nothing is shown to it any more. */
START_TEST(a_walk_stops_anywhere)
{
	struct said authors[] = {{S("Ann"), {0}}, {S("Bo"), {0}}};
	struct funder funders[] = {{.name = {S("Fund"), {0}}, .statement = {S("Paid."), {0}}}};
	document.subtitle.text = S("Under");
	document.description.text = S("Of it");
	project.authors = authors, project.authors_n = 2;
	project.funders = funders, project.funders_n = 1;
	project.notice.text = S("Notice");
	project.publisher.text = S("House");
	put_file("b.md", S("From b\n"));
	put_file("a.md",
	         S("# H {short=\"h\"}\n\nP[^n]\n\n- I\n\nTable: C\n\n| X |\n|--|\n\n![A](x.png "
	           "\"T\")\n\n```{table}\nquery: q\ncolumns: {c: {title: K, group: Over}}\n"
	           "note: Under it\ncaption: L\n```\n\n```{figure}\ntype: t\nquery: q\n"
	           "columns: {c: {title: N}}\nalt: O\n```\n\n```{include} b.md\n```\n\n"
	           "[^n]: Note\n\n*[NGO]: organisation\n"));
	struct stopper all = {0, SIZE_MAX};
	ck_assert_msg(segments_walk(arena, diags, &project, &document, stop, &all), "%s",
	              reports());
	ck_assert_uint_ge(all.seen, 24);
	for (size_t i = 0; i < all.seen; i++) {
		struct stopper some = {0, i};
		ck_assert(!segments_walk(arena, diags, &project, &document, stop, &some));
		ck_assert_uint_eq(some.seen, i + 1);
	}
	project.authors_n = project.funders_n = 0;
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_editions");
	TCase *c = tcase_create("editions");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, data_table);
	tcase_add_test(c, data_table_in_latvian);
	tcase_add_test(c, data_figure);
	tcase_add_test(c, wrong_data);
	tcase_add_test(c, groups_of_rows);
	tcase_add_test(c, titles_over_columns);
	tcase_add_test(c, without_tables);
	tcase_add_test(c, values);
	tcase_add_test(c, shares_and_their_base);
	tcase_add_test(c, contexts);
	tcase_add_test(c, links_by_language);
	tcase_add_test(c, translations);
	tcase_add_test(c, short_titles);
	tcase_add_test(c, wrong_translations);
	tcase_add_test(c, several_texts);
	tcase_add_test(c, segments);
	tcase_add_test(c, kinds_of_what_stands_in_items);
	tcase_add_test(c, a_walk_stops_anywhere);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
