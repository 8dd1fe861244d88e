/* What editions print of tables: measures by name, labels of code books, percents, decimals. */
#include "unit/text_help.h"

#include "data/codebook/codebook.h"

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
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
