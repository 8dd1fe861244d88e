/* What editions print of tables: measures by name, labels of code books, percents, decimals. */
#include "unit/text_help.h"

#include "data/codebook/codebook.h"

#include <strom/source.h>

static struct codebook book;

static void label(codebook_labels *labels, const char *language, const char *text)
{
	vec_push(arena, labels, (struct codebook_label){str_of(language), str_of(text), {0}});
}

static void code(struct codebook_variable *v, const char *code, const char *english,
                 const char *latvian)
{
	struct codebook_code c = {.code = str_of(code)};
	label(&c.labels, "en", english);
	if (latvian)
		label(&c.labels, "lv", latvian);
	vec_push(arena, &v->codes, c);
}

static const char survey[] =
        "create table survey(town text, size text, policy INTEGER, staff INTEGER, obstacle text, "
        "opened text, share REAL);"
        "insert into survey values"
        "('Riga', 'l', 1, 40, '1', '2008-02-01', 0.5), ('Tartu', 'l', 1, 12, '2', '2009-01-01', 1),"
        "('Turku', 's', 0, 3, '1', '2010-07-09', 1.25), ('Kiel', 's', 1, 9, '1', '2011-03-04', 2);"
        "create table strom_rows(source,row,off,len)";

static void with_book(void)
{
	struct codebook_variable obstacle = {.name = S("obstacle")}, size = {.name = S("size")};
	set_up();
	label(&obstacle.labels, "en", "What is in the way?");
	label(&obstacle.labels, "lv", "Kas traucē?");
	code(&obstacle, "1", "Money", "Nauda");
	code(&obstacle, "2", "Staff", NULL);
	code(&size, "s", "Small", "Mazs");
	code(&size, "l", "Large", "Liels");
	codebook_sort(arena, &obstacle);
	codebook_sort(arena, &size);
	book = (struct codebook){0};
	vec_push(arena, &book.variables, obstacle);
	vec_push(arena, &book.variables, size);
	struct buf b = {0};
	codebook_pack(&book, &b);
	text_book = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	set_tables(survey, "survey");
}

static void end(void)
{
	text_book = (str){0};
	tear_down();
}

static void prints(const char *markdown, const char *text)
{
	const struct edition *e = made(markdown);
	str got = edition_text(e, arena, node_at(e, 1)->first);
	ck_assert_msg(str_eq(got, str_of(text)), "%s\nprints\n%.*s", markdown, STR_ARG(got));
}

static void in_latvian(void)
{
	spec.language = spec.id = S("lv");
}

START_TEST(names_give_numbers)
{
	prints("{survey.rows} {survey.policy.share} {survey.policy.count} {survey.staff.mean} "
	       "{survey.staff.max.size.s}",
	       "4 75% 3 16 9");
	prints("{survey.opened.min}", "1 Feb 2008");
	prints("{survey.policy.share, number} {survey.opened.min, date, ::yMMMM}",
	       "0.75 February 2008");
	prints("{survey.policy.count, plural, one {# town} other {# towns}}", "3 towns");
	ck_assert_str_eq(reports(), "");
}
END_TEST

/* One fault is told once, wherever the name is used again. */
START_TEST(what_is_no_measure_is_told)
{
	refuses("{survey.polcy.share} {survey.polcy.share}\n",
	        "a.md:1:9+5 data/unknown-measure table 'survey' has no column and no measure "
	        "'polcy'\n");
	hints("policy");
	refuses("{surveyrows}\n", "a.md:1:2+10 text/unknown-value unknown value 'surveyrows'\n");
}
END_TEST

START_TEST(codes_are_printed_as_their_labels)
{
	set_value("most", "select obstacle from survey where town = 'Riga'");
	set_value("all", "select distinct size from survey order by size desc");
	prints("{survey.obstacle.most} {most} {all, list}", "Money Money Small and Large");
	prints("{most, select, 1 {short of money} other {else}}", "short of money");
	in_latvian();
	made("{survey.obstacle.most}\n");
	prints("::: {lang=lv}\n{survey.obstacle.most} {all, list}\n:::\n", "Nauda Mazs un Liels");
}
END_TEST

START_TEST(questions_are_printed)
{
	prints("{survey.obstacle.question}", "What is in the way?");
	refuses("{survey.size.question}\n",
	        "a.md:1:14+8 data/unknown-measure no statistic 'question'\n");
	in_latvian();
	put_file("po/report.lv.po", S("msgid \"{survey.obstacle.question}\"\n"
	                              "msgstr \"{survey.obstacle.question}\"\n"));
	prints("{survey.obstacle.question}", "Kas traucē?");
}
END_TEST

/* Rows of a passage are read like tables: labels, days, and the names around them. */
START_TEST(passages_print_labels)
{
	const struct edition *e =
	        made("::: {.each query=\"select obstacle, opened, town from survey order by opened "
	             "limit 2\"}\n{town}: {obstacle}, {opened}.\n:::\n");
	const char *text = dump(e);
	ck_assert_msg(has(text, "\"Riga: Money, 1 Feb 2008.\""), "%s", text);
	ck_assert_msg(has(text, "\"Tartu: Staff, 1 Jan 2009.\""), "%s", text);
}
END_TEST

START_TEST(cells_are_printed_as_labels)
{
	gives("```{table}\nquery: select obstacle, staff from survey where staff < 10 order by "
	      "staff\ncolumns: {obstacle: {title: O}, staff: {title: S, type: number}}\n```\n",
	      "    row\n      cell start\n        text \"Money\"\n      cell decimal\n"
	      "        text \"3\"\n    row\n");
}
END_TEST

START_TEST(tables_of_measures)
{
	gives("```{table}\nmeasure: survey.obstacle\n"
	      "columns: {obstacle: {title: O}, share: {title: S, type: percent}, count: {title: C, "
	      "type: number}, n: {title: N, type: number}}\n```\n",
	      "    row\n      cell start\n        text \"Money\"\n      cell decimal\n"
	      "        text \"75%\"\n      cell decimal\n        text \"3\"\n      cell decimal\n"
	      "        text \"4\"\n    row\n      cell start\n        text \"Staff\"\n");
	gives("```{table}\nmeasure: survey.staff\nby: size\n"
	      "columns: {size: {title: O}, mean: {title: S, type: number}}\n```\n",
	      "    row\n      cell start\n        text \"Small\"\n      cell decimal\n"
	      "        text \"6\"\n    row\n      cell start\n        text \"Large\"\n"
	      "      cell decimal\n        text \"26\"\n");
	refuses("```{table}\nmeasure: survey.obstacle\nquery: select 1\ncolumns: {a: {title: O}}\n"
	        "```\n",
	        "a.md:1:4+7 text/query-or-measure a query and a measure both\n");
}
END_TEST

#define OF_COLUMN(column, said)                                                                    \
	"```{table}\nquery: select town, " column " from survey order by staff\n"                  \
	"columns: {town: {title: T}, " column ": {title: S, " said "}}\n```\n"

/* The first row above it tells, and no other. */
START_TEST(percents_above_a_hundred_are_told)
{
	made(OF_COLUMN("share", "type: percent"));
	ck_assert_str_eq(reports(),
	                 "a.md:3:29+5 text/share-without-base shares are printed without their "
	                 "base\n"
	                 "a.md:3:29+5 text/percent-above-100 125% in row 1 of column "
	                 "'share' is above 100 %\n");
	hints("write max: none");
	diags = diags_new(arena);
	made(OF_COLUMN("share", "type: percent, max: none"));
	made(OF_COLUMN("share", "type: number"));
	made("```{table}\nquery: select town, share from survey where share <= 1 order by staff\n"
	     "columns: {town: {title: T}, share: {title: S, type: percent}}\n```\n");
	ck_assert_msg(!has(reports(), "percent-above-100"), "%s", reports());
}
END_TEST

/* A column has as many decimals as one of its numbers needs, and at most three, of percents one. */
START_TEST(decimals_are_even)
{
	gives(OF_COLUMN("share", "type: number"),
	      "text \"1.25\"\n    row\n      cell start\n        text \"Kiel\"\n      cell "
	      "decimal\n"
	      "        text \"2.00\"\n    row\n      cell start\n        text \"Tartu\"\n"
	      "      cell decimal\n        text \"1.00\"\n");
	gives(OF_COLUMN("share", "type: number, decimals: 1"), "text \"2.0\"\n");
	gives("```{table}\nquery: select staff, staff / 7.0 as x, staff / 700.0 as p from survey "
	      "order by staff\ncolumns: {staff: {title: T}, x: {title: S, type: number}, "
	      "p: {title: P, type: percent}}\n```\n",
	      "text \"0.429\"\n      cell decimal\n        text \"0.4%\"\n");
}
END_TEST

/* Thousands are grouped in all columns, or in none. */
START_TEST(thousands_are_grouped_alike)
{
	in_latvian();
	static const char *const columns =
	        "columns: {a: {title: A, type: number}, b: {title: B, type: number}}\n```\n";
	put_file("po/report.lv.po", S("msgid \"A\"\nmsgstr \"A\"\n\nmsgid \"B\"\nmsgstr \"B\"\n"));
	gives(arena_cstr(arena, arena_printf(arena,
	                                     "```{table}\nquery: select 9999 as a, 10000 as "
	                                     "b\n%s",
	                                     columns)),
	      "text \"9\xC2\xA0"
	      "999\"\n      cell decimal\n        text \"10\xC2\xA0"
	      "000\"\n");
	gives(arena_cstr(arena, arena_printf(arena,
	                                     "```{table}\nquery: select 9999 as a, -9999 as "
	                                     "b\n%s",
	                                     columns)),
	      "text \"9999\"\n      cell decimal\n        text \"\xE2\x88\x92"
	      "9999\"\n");
	gives(arena_cstr(arena, arena_printf(arena,
	                                     "```{table}\nquery: select 1 as a, -10000 as "
	                                     "b\n%s",
	                                     columns)),
	      "text \"\xE2\x88\x92"
	      "10\xC2\xA0"
	      "000\"\n");
}
END_TEST

/* What a name was asked with, and of how many, goes with what is printed. */
static void asked(const struct edition *e, size_t i, const char *shown, const char *sql, int base)
{
	const struct printed_value *p = &e->printed.at[i];
	ck_assert_str_eq(arena_cstr(arena, arena_printf(arena, "%.*s %.*s %.*s", STR_ARG(p->name),
	                                                STR_ARG(p->form), STR_ARG(p->text))),
	                 shown);
	ck_assert_msg(str_find(p->sql, str_of(sql)) != SIZE_MAX, "%.*s", STR_ARG(p->sql));
	ck_assert_int_eq(p->base, base);
	ck_assert_uint_eq(p->at.off, 0);
}

START_TEST(a_value_knows_its_query)
{
	set_value("n", "select sum(staff) from survey");
	const struct edition *e =
	        made("{n} {survey.policy.share, number} {n, plural, one {#} other {#!}} {title}\n");
	ck_assert_uint_eq(e->printed.n, 4);
	asked(e, 0, "n {n} 64", "select sum(staff) from survey", -1);
	asked(e, 1, "survey.policy.share {survey.policy.share, number} 0.75", "policy", 4);
	asked(e, 2, "n # 64", "select sum(staff) from survey", -1);
	asked(e, 3, "title {title} A title", "", -1);
	ck_assert_uint_eq(e->printed.at[3].sql.len, 0);
}
END_TEST

/* Tables and charts say by themselves that their shares are weighted: below, or in the caption. */
START_TEST(weights_are_told)
{
	static const char *const said = "generated \"Shares and means are weighted";
	const char *plain, *weighed, *chart;
	plain = dump(made("```{table}\nmeasure: survey.obstacle\n"
	                  "columns: {obstacle: {title: O}, share: {title: S, type: percent}, n: "
	                  "{title: N}}\n```\n"));
	ck_assert_msg(!has(plain, said), "%s", plain);
	text_sources[0].measured.weight.text = S("staff");
	project.sources_n = 0;
	set_tables(survey, "survey");
	weighed = dump(made("```{table}\nmeasure: survey.obstacle\n"
	                    "columns: {obstacle: {title: O}, share: {title: S, type: percent}, n: "
	                    "{title: N}}\n```\n\nBehind.\n"));
	ck_assert_msg(has(weighed, "\"81.3%\""), "%s", weighed);
	ck_assert_msg(has(weighed, "  paragraph table-note\n    text generated \"Shares"), "%s",
	              weighed);
	ck_assert_msg(strstr(weighed, said) < strstr(weighed, "Behind."), "%s", weighed);
	chart = dump(made("```{figure}\ntype: bar\nmeasure: survey.obstacle\n"
	                  "columns: {obstacle: {title: O}, share: {title: S, type: percent}}\n"
	                  "alt: A\ncaption: Cap\n```\n"));
	ck_assert_msg(has(chart, "text \"Cap\"\n      break\n      text \"Shares"), "%s",
	              chart);
	text_sources[0].measured.weight.text = S("");
}
END_TEST

/* ---- What is kept back ---- */

/* Fourteen towns: of sizes 9, 4 and 1; a policy have 9, 3 and none. */
static const char groups[] =
        "create table survey(town text, size text, policy INTEGER, staff INTEGER, obstacle text);"
        "insert into survey values "
        "('a','s',1,1,'1'),('b','s',1,1,'1'),('c','s',1,2,'1'),('d','s',1,2,'1'),"
        "('e','s',1,3,'1'),('f','s',1,3,'2'),('g','s',1,4,'2'),('h','s',1,4,'2'),('i','s',1,5,'2'),"
        "('j','l',1,50,'2'),('k','l',1,60,'2'),('l','l',1,70,'1'),('m','l',0,80,'1'),('n','m',0,9,'"
        "1');"
        "create table strom_rows(source,row,off,len)";

static void kept(int64_t suppress, int64_t few, enum small_base small)
{
	text_sources[0].measured =
	        (struct measured_said){.suppress = suppress, .few = few, .small = small};
	project.sources_n = 0;
	diags = diags_new(arena);
	set_tables(groups, "survey");
}

/* All words of the edition in one line, those of rows too; and what was reported. */
static const char *told(const char *markdown)
{
	diags = diags_new(arena);
	const struct edition *e = make(markdown);
	struct buf b = {0};
	str rest = e ? str_of(dump(e)) : S(""), line;
	while (str_next_line(&rest, &line)) {
		line = str_trim(line);
		if (str_starts(line, S("text ")))
			buf_printf(&b, "%s%.*s", b.len ? " " : "", STR_ARG(str_from(line, 5)));
	}
	buf_printf(&b, "\n%s", reports());
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

#define BY_SIZE                                                                                    \
	"```{table}\nmeasure: survey.policy\nby: size\ncolumns: {size: {title: G}, "               \
	"share: {title: S, type: percent}, count: {title: C}, n: {title: N}}\n```\n"

START_TEST(signs_are_told_below)
{
	kept(0, 5, SMALL_BASE_ALLOW);
	ck_assert_str_eq(
	        told(BY_SIZE),
	        "\"G\" \"S\" \"C\" \"N\" \"Small\" \"100%\" \"9\" \"9\" \"Large\" \"75%*\" \"3\" "
	        "\"4\" \"m\" \"0%*\" \"0\" \"1\" generated \"*: fewer than 5 answers\"\n"
	        "a.md:4:29+5 text/share-without-base shares are printed without their base\n");
	kept(0, 5, SMALL_BASE_COUNTS);
	ck_assert_str_eq(
	        told(BY_SIZE),
	        "\"G\" \"S\" \"C\" \"N\" \"Small\" \"100%\" \"9\" \"9\" \"Large\" \"3/4\" \"3\" "
	        "\"4\" \"m\" \"0/1\" \"0\" \"1\" generated \"Shares of fewer than 5 answers are "
	        "given as counts: 3/7 is 3 of 7.\"\n"
	        "a.md:4:29+5 text/share-without-base shares are printed without their base\n");
	kept(0, 5, SMALL_BASE_WARN);
	ck_assert_str_eq(
	        told(BY_SIZE),
	        "\"G\" \"S\" \"C\" \"N\" \"Small\" \"100%\" \"9\" \"9\" \"Large\" \"75%\" \"3\" "
	        "\"4\" \"m\" \"0%\" \"0\" \"1\"\n"
	        "a.md:4:29+5 text/share-without-base shares are printed without their base\n"
	        "a.md:4:29+5 data/small-base the share in row 2 of column 'share' is of fewer than "
	        "5 answers\n");
	hints("small-base: of the data entry");
	kept(0, 5, SMALL_BASE_REFUSE);
	ck_assert_str_eq(
	        told(BY_SIZE),
	        "\n"
	        "a.md:4:29+5 text/share-without-base shares are printed without their base\n"
	        "a.md:4:29+5 data/small-base the share in row 2 of column 'share' is of fewer than "
	        "5 answers\n");
	kept(0, 2, SMALL_BASE_WARN);
	ck_assert_str_eq(
	        told(BY_SIZE),
	        "\"G\" \"S\" \"C\" \"N\" \"Small\" \"100%\" \"9\" \"9\" \"Large\" \"75%\" \"3\" "
	        "\"4\" \"m\" \"0%\" \"0\" \"1\"\n"
	        "a.md:4:29+5 text/share-without-base shares are printed without their base\n"
	        "a.md:4:29+5 data/small-base the share in row 3 of column 'share' is of fewer than "
	        "2 answers\n");
	kept(2, 0, SMALL_BASE_WARN);
	ck_assert_str_eq(told(BY_SIZE),
	                 "\"G\" \"S\" \"C\" \"N\" \"Small\" \"100%\" \"9\" \"9\" \"Large\" \"c\" "
	                 "\"c\" \"c\" \"m\" \"c\" \"c\" \"<2\" generated \"<2, c: suppressed, so "
	                 "that nobody can be recognised\"\na.md:4:29+5 text/share-without-base "
	                 "shares are printed without their base\n");
	kept(4, 0, SMALL_BASE_WARN);
	ck_assert_str_eq(told(BY_SIZE),
	                 "\"G\" \"S\" \"C\" \"N\" \"Small\" \"100%\" \"9\" \"9\" \"Large\" \"c\" "
	                 "\"<4\" \"c\" \"m\" \"c\" \"c\" \"<4\" generated \"<4, c: suppressed, so "
	                 "that nobody can be recognised\"\na.md:4:29+5 text/share-without-base "
	                 "shares are printed without their base\n");
	kept(5, 10, SMALL_BASE_ALLOW);
	ck_assert_str_eq(
	        told(BY_SIZE),
	        "\"G\" \"S\" \"C\" \"N\" \"Small\" \"100%*\" \"9\" \"9\" \"Large\" \"c\" \"<5\" "
	        "\"<5\" \"m\" \"c\" \"c\" \"<5\" generated \"<5, c: suppressed, so that nobody can "
	        "be recognised\" generated \"*: fewer than 10 answers\"\n"
	        "a.md:4:29+5 text/share-without-base shares are printed without their base\n");
	in_latvian();
	ck_assert_str_eq(
	        told(BY_SIZE),
	        "lang=en \"G\" lang=en \"S\" lang=en \"C\" lang=en \"N\" \"Mazs\" \"100%*\" \"9\" "
	        "\"9\" \"Liels\" \"c\" \"<5\" \"<5\" \"m\" \"c\" \"c\" \"<5\" generated \"<5, c: "
	        "nav norādīts, lai nevienu nevarētu atpazīt\" generated \"*: mazāk nekā 10 "
	        "atbilžu\"\n"
	        "a.md:4:29+5 text/share-without-base shares are printed without their base\n");
	text_sources[0].measured = (struct measured_said){0};
}
END_TEST

#define CHART(said)                                                                                \
	"```{figure}\ntype: bar\nmeasure: survey.policy\nby: size\ncolumns: {size: {title: G}, "   \
	"share: {title: S, type: percent}}\n" said "```\n"

START_TEST(charts_tell_in_their_captions)
{
	kept(0, 5, SMALL_BASE_ALLOW);
	ck_assert_str_eq(
	        told(CHART("alt: A\ncaption: Cap\n")),
	        "generated \"Figure 1. \" \"Cap\" \"*: fewer than 5 answers\"\n"
	        "a.md:5:29+5 text/share-without-base shares are printed without their base\n");
	ck_assert_str_eq(
	        told(CHART("alt: A\nclaim: So it is\n")),
	        "generated \"Figure 1. \" \"So it is\" generated \"*: fewer than 5 answers\"\n"
	        "a.md:5:29+5 text/share-without-base shares are printed without their base\n");
	ck_assert_str_eq(
	        told(CHART("alt: A\n")),
	        "generated \"Figure 1. \" \"*: fewer than 5 answers\"\n"
	        "a.md:5:29+5 text/share-without-base shares are printed without their base\n");
	kept(5, 5, SMALL_BASE_COUNTS);
	ck_assert_str_eq(
	        told(CHART("alt: A\ncaption: Cap\n")),
	        "generated \"Figure 1. \" \"Cap\" \"c: suppressed, so that nobody can be "
	        "recognised\"\n"
	        "a.md:5:29+5 text/share-without-base shares are printed without their base\n");
	text_sources[0].measured = (struct measured_said){0};
}
END_TEST

/* ---- Alternative texts ---- */

static const char *alt_of(const char *markdown)
{
	diags = diags_new(arena);
	const struct edition *e = make(markdown);
	for (size_t i = 1; e && i < e->nodes.n; i++)
		if (node_at(e, (strom_node)i)->kind == NODE_FIGURE)
			return arena_cstr(arena,
			                  arena_printf(arena, "%.*s\n%s",
			                               STR_ARG(node_at(e, (strom_node)i)->alt),
			                               reports()));
	return reports();
}

#define OF_ROWS(rows, columns, more)                                                               \
	"```{figure}\ntype: bar\nquery: " rows "\ncolumns: {" columns "}\n" more "```\n"
#define TWO "a: {title: Towns}, b: {title: Staff}"

START_TEST(charts_say_their_numbers)
{
	ck_assert_str_eq(alt_of(OF_ROWS("select 'x' as a, 1 as b", TWO, "")),
	                 "Bars. Rows: 1. Highest: x (1).\n");
	ck_assert_str_eq(alt_of(OF_ROWS("select 'x' as a, 3 as b union all select 'y', 1 union all "
	                                "select 'z', 2 order by a",
	                                TWO, "")),
	                 "Bars. Rows: 3. Highest: x (3). Lowest: y (1).\n");
	ck_assert_str_eq(alt_of(OF_ROWS("select 'x' as a, 1 as b union all select 'y', 3 union all "
	                                "select 'z', 3 order by a",
	                                TWO, "claim: Some have more\n")),
	                 "Bars. Some have more. Rows: 3. Highest: y (3). Lowest: x (1).\n");
	ck_assert_str_eq(alt_of(OF_ROWS("select 'x' as a, -1.5 as b union all select 'y', null "
	                                "union all select 'z', -3 order by a",
	                                TWO, "claim: Is it so?\n")),
	                 "Bars. Is it so? Rows: 3. Highest: x (-1.5). Lowest: z (-3.0). Without a "
	                 "number: 1.\n");
	ck_assert_str_eq(
	        alt_of(OF_ROWS("select 'x' as a, 2 as b union all select 'y', 2 order by a", TWO,
	                       "")),
	        "Bars. Rows: 2. Highest: x (2).\n");
	ck_assert_str_eq(
	        alt_of(OF_ROWS("select 'x' as a, 0.5 as b, 0.25 as c union all select 'y', 0.75, "
	                       "null order by a",
	                       "a: {title: T}, b: {title: Many, type: percent}, c: {title: Few, "
	                       "type: percent}",
	                       "")),
	        "Bars. Rows: 2. Many: Highest: y (75%). Lowest: x (50%). Few: Highest: x (25%). "
	        "Without a number: 1.\n"
	        "a.md:4:26+1 text/share-without-base shares are printed without their base\n");
	ck_assert_str_eq(alt_of(OF_ROWS("select 'x' as a, 2 as b, 1 as c, 3 as d",
	                                "a: {title: T}, b: {title: B, low: c, high: d}, c: {title: "
	                                "C}, d: {title: D}",
	                                "")),
	                 "Bars. Rows: 1. Highest: x (2).\n");
	ck_assert_str_eq(
	        alt_of(OF_ROWS("select 'x' as a, 2 as b, 1 as c",
	                       "a: {title: T}, b: {title: B, low: c, high: d}, c: {title: C}", "")),
	        "a.md:4:54+1 text/unknown-column the query gives no column 'd'\n");
	in_latvian();
	ck_assert_str_eq(
	        alt_of(OF_ROWS("select 'x' as a, 3 as b union all select 'y', null order by a", TWO,
	                       "")),
	        "Stabiņi. Rindas: 2. Lielākā vērtība: x (3). Bez skaitļa: 1.\n");
}
END_TEST

/* ---- States ---- */

static void with_states(const char *sql)
{
	struct codebook_variable staff = {.name = S("staff")}, share = {.name = S("share")},
	                         flag = {.name = S("flag"),
	                                 .kind = STROM_VARIABLE_FLAGS,
	                                 .of = S("staff")},
	                         secret = {.name = S("secret"),
	                                   .kind = STROM_VARIABLE_FLAGS,
	                                   .of = S("staff"),
	                                   .unit = S("confidentiality")};
	book = (struct codebook){0};
	vec_push(arena, &book.variables, staff);
	vec_push(arena, &book.variables, share);
	vec_push(arena, &book.variables, flag);
	vec_push(arena, &book.variables, secret);
	struct buf b = {0};
	codebook_pack(&book, &b);
	text_book = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	project.sources_n = 0;
	diags = diags_new(arena);
	set_tables(sql, "survey");
}

static const char stated[] =
        "create table survey(town text, staff INTEGER, flag text, secret text);"
        "insert into survey values ('a', 1, 'E', 'F'), ('b', 2, 'p', 'F'), ('c', null, 'M', 'F'), "
        "('d', null, '', 'C'), ('e', 5, 'A', 'F'), ('f', 6, 'B', '');"
        "create table strom_rows(source,row,off,len)";

#define STATED(query)                                                                              \
	"```{table}\nquery: " query "\ncolumns: {town: {title: T}, staff: {title: S}}\n```\n"

START_TEST(states_are_told_below)
{
	with_states(stated);
	ck_assert_str_eq(told(STATED("select town, staff, flag from survey order by town")),
	                 "\"T\" \"S\" \"a\" \"1 e\" \"b\" \"2 p\" \"c\" \"–\" \"d\" \"–\" \"e\" "
	                 "\"5\" \"f\" \"6 b\" generated \"b: break in time series; e: estimated; "
	                 "p: provisional; –: no data\"\n");
	ck_assert_str_eq(told(STATED("select town, staff, flag, secret from survey order by town")),
	                 "\"T\" \"S\" \"a\" \"1 e\" \"b\" \"2 p\" \"c\" \"–\" \"d\" \"c\" \"e\" "
	                 "\"5\" \"f\" \"6 b\" generated \"b: break in time series; c: "
	                 "confidential; e: estimated; p: provisional; –: no data\"\n");
	ck_assert_str_eq(told(STATED("select town, staff, secret, flag from survey order by town")),
	                 "\"T\" \"S\" \"a\" \"1 e\" \"b\" \"2 p\" \"c\" \"–\" \"d\" \"c\" \"e\" "
	                 "\"5\" \"f\" \"6 b\" generated \"b: break in time series; c: "
	                 "confidential; e: estimated; p: provisional; –: no data\"\n");
	ck_assert_str_eq(told(STATED("select town, staff, secret from survey order by town")),
	                 "\"T\" \"S\" \"a\" \"1\" \"b\" \"2\" \"c\" \"–\" \"d\" \"c\" \"e\" \"5\" "
	                 "\"f\" \"6\" generated \"c: confidential\"\n");
	ck_assert_str_eq(told(STATED("select flag, town, staff from survey order by town")),
	                 "\n"
	                 "a.md:2:8+50 text/column-without-title the query's column 'flag' is not "
	                 "under columns\n");
	ck_assert_str_eq(
	        told(STATED("select town, staff, flag from survey where staff = 5 order by town")),
	        "\"T\" \"S\" \"e\" \"5\"\n");
	ck_assert_str_eq(
	        told(STATED("select town, staff, flag from survey where flag = 'M' order by town")),
	        "\"T\" \"S\" \"c\" \"–\" generated \"–: no data\"\n");
	ck_assert_str_eq(told("```{table}\nquery: select town, staff, flag from survey order by "
	                      "town\ncolumns: {town: {title: T}, staff: {title: S}, flag: {title: "
	                      "F}}\n```\n"),
	                 "\"T\" \"S\" \"F\" \"a\" \"1\" \"E\" \"b\" \"2\" \"p\" \"c\" \"–\" \"M\" "
	                 "\"d\" \"–\" \"e\" \"5\" \"A\" \"f\" \"6\" \"B\"\n");
	ck_assert_str_eq(told("```{figure}\ntype: bar\nquery: select town, staff, flag, secret "
	                      "from survey order by town\ncolumns: {town: {title: T}, staff: "
	                      "{title: S}}\nalt: A\ncaption: C\n```\n"),
	                 "generated \"Figure 1. \" \"C\" \"c: confidential\"\n");
	with_states("create table survey(town text, staff INTEGER, flag text, secret text);"
	            "insert into survey values ('a', 1, 'Eq', ''), ('b', 2, '!', ''), ('c', 3, "
	            "'X', '');"
	            "create table strom_rows(source,row,off,len)");
	ck_assert_str_eq(told(STATED("select town, staff, flag from survey order by town")),
	                 "\"T\" \"S\" \"a\" \"1 Eq\" \"b\" \"2 !\" \"c\" \"3 X\"\n"
	                 "a.md:3:29+5 data/unknown-state nothing below says what 'Eq' at values of "
	                 "'staff' means\n");
	in_latvian();
	with_states(stated);
	ck_assert_str_eq(
	        told(STATED("select town, staff, flag, secret from survey order by town")),
	        "lang=en \"T\" lang=en \"S\" \"a\" \"1 e\" \"b\" \"2 p\" \"c\" \"–\" \"d\" \"c\" "
	        "\"e\" \"5\" \"f\" \"6 b\" generated \"b: pārrāvums laikrindā; c: konfidenciāls; "
	        "e: novērtējums; p: provizorisks; –: nav datu\"\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_measures");
	TCase *c = tcase_create("measures");
	tcase_add_checked_fixture(c, with_book, end);
	tcase_add_test(c, names_give_numbers);
	tcase_add_test(c, what_is_no_measure_is_told);
	tcase_add_test(c, codes_are_printed_as_their_labels);
	tcase_add_test(c, questions_are_printed);
	tcase_add_test(c, passages_print_labels);
	tcase_add_test(c, cells_are_printed_as_labels);
	tcase_add_test(c, tables_of_measures);
	tcase_add_test(c, percents_above_a_hundred_are_told);
	tcase_add_test(c, decimals_are_even);
	tcase_add_test(c, thousands_are_grouped_alike);
	tcase_add_test(c, a_value_knows_its_query);
	tcase_add_test(c, weights_are_told);
	tcase_add_test(c, signs_are_told_below);
	tcase_add_test(c, charts_tell_in_their_captions);
	tcase_add_test(c, charts_say_their_numbers);
	tcase_add_test(c, states_are_told_below);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
