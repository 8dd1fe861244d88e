/* Columns of codes in queries and measures: the order of their book where codes are numbers,
 * answers that nobody gave, several answers in a row, and from which rows an answer comes. */
#include "unit/data_folder.h"

#include "data/measure.h"
#include "data/origins.h"

#define DATA                                                                                       \
	"town,size,trust,serv,w,year\nRiga,1,0,legal shelter,1,2011\nTartu,2,1,legal,2,2012\n"     \
	"Turku,1,9,,1,2013\nOslo,2,0,shelter,0.5,2014\nKiel,1,99,legal law,1,2015\n"

#define BOOK                                                                                       \
	"variable,value,label_en,order,missing,type,unit\n"                                        \
	"size,,Size,,,,\nsize,1,Small,,,,\nsize,2,Large,,,,\nsize,3,Huge,,,,\n"                    \
	"trust,,Trust,,,,\ntrust,1,Yes,1,,,\ntrust,0,No,2,,,\ntrust,9,Other,3,,,\n"                \
	"trust,5,Perhaps,4,,,\ntrust,99,None,5,yes,,\n"                                            \
	"serv,,Services,,,set,\nserv,law,Law,,,,\nserv,legal,Legal aid,,,,\n"                      \
	"serv,shelter,Shelter,,,,\nserv,other,Other,,,,\n"                                         \
	"year,,Year,,,,years\n"

static struct tables *coded(const char *more)
{
	return survey_of(DATA, BOOK,
	                 arena_cstr(arena, arena_printf(arena, ", small-base-below: 1%s", more)));
}

/* ---- The order of a book ---- */

/* Yes 1, no 0, other 9; and none, behind them. */
static const struct {
	const char *sql, *rows;
} ordered[] = {
        {"select trust, count(*) from survey where trust is not null group by trust order by trust",
         "1|1\n0|2\n9|1\n"},
        {"select town, trust from survey where trust >= 0 order by trust desc, town desc",
         "Turku|9\nRiga|0\nOslo|0\nTartu|1\n"},
        {"select town, trust from survey where trust >= 0 order by 2, 1",
         "Tartu|1\nOslo|0\nRiga|0\nTurku|9\n"},
        {"select town, trust from survey where trust >= 0 order by 2 desc, 1",
         "Turku|9\nOslo|0\nRiga|0\nTartu|1\n"},
        {"select town, s.trust from survey s where s.trust >= 0 order by s.trust, town",
         "Tartu|1\nOslo|0\nRiga|0\nTurku|9\n"},
        {"select town, \"trust\" from survey where trust >= 0 order by \"trust\", town",
         "Tartu|1\nOslo|0\nRiga|0\nTurku|9\n"},
        {"select town, trust as t from survey where trust >= 0 order by t, town",
         "Tartu|1\nOslo|0\nRiga|0\nTurku|9\n"},
        {"select town, trust as t from survey where trust >= 0 order by trust asc, town limit 2",
         "Tartu|1\nOslo|0\n"},
        {"select town, trust from survey order by trust nulls last, town;",
         "Tartu|1\nOslo|0\nRiga|0\nTurku|9\nKiel|-\n"},
        {"select town, trust from survey order by trust, town",
         "Kiel|-\nTartu|1\nOslo|0\nRiga|0\nTurku|9\n"},
        {"select trust, size from survey where trust >= 0 order by size, trust",
         "0|1\n9|1\n1|2\n0|2\n"},
        /* Of what is not answered, and of what is answered twice. */
        {"select town from survey where trust > -1 order by trust, town",
         "Tartu\nOslo\nRiga\nTurku\n"},
        {"select distinct town from survey where trust > -1 order by survey.trust desc, town",
         "Turku\nOslo\nRiga\nTartu\n"},
        {"select a.town from survey a join survey b on a.town = b.town where b.trust > -1 order by "
         "b.trust, a.town desc",
         "Tartu\nRiga\nOslo\nTurku\n"},
        {"select trust, trust as b from survey where trust >= 0 order by survey.trust, town",
         "1|1\n0|0\n0|0\n9|9\n"},
        {"select town from survey where trust > -1 order by max(trust, 0), town",
         "Oslo\nRiga\nTartu\nTurku\n"},
        {"with x as (select town, trust from survey) select town from x where trust > -1 order by "
         "town",
         "Oslo\nRiga\nTartu\nTurku\n"},
        /* Numbers of their own: of an expression, of several columns, of what is put together. */
        {"select trust from survey where trust >= 0 order by trust + 0, town", "0\n0\n1\n9\n"},
        {"select trust from survey where trust >= 0 union select 7 order by trust", "0\n1\n7\n9\n"},
        {"select trust from survey where trust >= 0 order by 7 - trust", "9\n1\n0\n0\n"},
        {"select town, trust from survey where trust >= 0 and town in (select town from survey "
         "order by trust) order by town",
         "Oslo|0\nRiga|0\nTartu|1\nTurku|9\n"},
        {"select size, count(*) from survey group by size order by size desc", "2|2\n1|3\n"},
        {"select place('survey.trust', 1), place('survey.trust', 0), place('survey.trust', 9), "
         "place('survey.trust', 7), place('survey.trust', null), place('survey.serv', 'legal')",
         "1|2|3|6|-|2\n"},
};

START_TEST(numbers_sort_as_their_book_has_them)
{
	struct tables *t = coded("");
	const char *got = answer(t, ordered[_i].sql);
	ck_assert_msg(!strcmp(got, ordered[_i].rows), "%s gives\n%s", ordered[_i].sql, got);
}
END_TEST

/* ---- Measures ---- */

static const char *shown(struct tables *t, const char *name)
{
	struct measured m;
	struct span at = {folder_project->at.file, (uint32_t)strlen(name), 0};
	forget_reports();
	if (!measure_value(t, arena, diags, str_of(name), at, NULL, 0, &m)) {
		const struct report *r = diag_at(diags, 0);
		return arena_cstr(arena, arena_printf(arena, "%u+%u %.*s", (unsigned)r->at.off,
		                                      r->at.len, STR_ARG(r->message)));
	}
	const struct cell *c = &m.value;
	str text = c->type == CELL_TEXT   ? c->text
	           : c->type == CELL_INT  ? arena_printf(arena, "%lld", (long long)c->integer)
	           : c->type == CELL_REAL ? arena_printf(arena, "%.4g", c->real)
	                                  : S("null");
	return arena_cstr(arena,
	                  arena_printf(arena, "%.*s of %lld", STR_ARG(text), (long long)m.base));
}

static const struct {
	const char *name, *value;
} named[] = {
        {"survey.trust.share.1", "0.25 of 4"},
        {"survey.trust.count.0", "2 of 4"},
        {"survey.trust.count.5", "0 of 4"},
        {"survey.trust.count.7", "19+1 no row has '7' in column 'trust'"},
        {"survey.trust.count.99", "19+2 no row has '99' in column 'trust'"},
        {"survey.trust.most", "0 of 4"},
        {"survey.size.most", "1 of 5"},
        {"survey.rows.size.1", "3 of 3"},
        {"survey.rows.size.3", "0 of 0"},
        {"survey.rows.size.1.0", "3 of 3"},
        {"survey.serv.share.legal", "0.75 of 4"},
        {"survey.serv.count.law", "1 of 4"},
        {"survey.serv.count.other", "0 of 4"},
        {"survey.serv.base", "4 of 4"},
        {"survey.serv.share.fewest", "0.25 of 4"},
        {"survey.rows.serv.legal", "3 of 3"},
        {"survey.rows.serv.law", "1 of 1"},
        {"survey.rows.serv.most",
         "17+4 column 'serv' holds several answers a row, and makes no groups"},
        {"survey.trust.share.1.serv.legal", "0.5 of 2"},
        {"survey.trust.most.serv",
         "0+22 column 'serv' holds several answers a row, and makes no groups"},
};

START_TEST(measures_know_codes)
{
	struct tables *t = coded("");
	const char *got = shown(t, named[_i].name);
	ck_assert_msg(!strcmp(got, named[_i].value), "%s is %s", named[_i].name, got);
}
END_TEST

/* What is kept back has no value and is told of; what is left is told as ever. */
static const char *const kept_back[] = {
        "survey.trust.count.0",   "survey.trust.count.1", "survey.trust.share.0",
        "survey.trust.share.5",   "survey.trust.base",    "survey.size.count.1",
        "survey.size.count.2",    "survey.size.count.3",  "survey.rows",
        "survey.rows.size.1",     "survey.rows.size.2",   "survey.serv.count.law",
        "survey.serv.base",       "survey.size.share.1",  "survey.year.max",
        "survey.year.max.size.2",
};

static void put_kept_back(struct buf *b, struct tables *t, const char *name)
{
	struct measured m = {.base = 0};
	struct span at = {folder_project->at.file, (uint32_t)strlen(name), 0};
	forget_reports();
	bool good = measure_value(t, arena, diags, str_of(name), at, NULL, 0, &m);
	buf_printf(b, "%s: %s", name, good ? "" : "refused, ");
	if (m.suppressed)
		buf_put(b, S("kept back"));
	else if (m.value.type == CELL_INT)
		buf_printf(b, "%lld of %lld", (long long)m.value.integer, (long long)m.base);
	else
		buf_printf(b, "%.4g of %lld", m.value.real, (long long)m.base);
	buf_printf(b, "%s%.*s\n", m.counts.len ? ", " : "", STR_ARG(m.counts));
	put_reports(b);
}

static const struct {
	const char *keys, *told;
} keeping[] = {
        {", suppress: 2", "survey.trust.count.0: 2 of 4\n"
                          "survey.trust.count.1: kept back\n"
                          ":0:0+20 data/suppressed fewer than 2 are not told\n"
                          "survey.trust.share.0: 0.5 of 4\n"
                          ":0:0+20 data/small-base this share is of fewer than 10 answers\n"
                          "survey.trust.share.5: 0 of 4\n"
                          ":0:0+20 data/small-base this share is of fewer than 10 answers\n"
                          "survey.trust.base: 4 of 4\n"
                          "survey.size.count.1: 3 of 5\n"
                          "survey.size.count.2: 2 of 5\n"
                          "survey.size.count.3: 0 of 5\n"
                          "survey.rows: 5 of 5\n"
                          "survey.rows.size.1: 3 of 3\n"
                          "survey.rows.size.2: 2 of 2\n"
                          "survey.serv.count.law: kept back\n"
                          ":0:0+21 data/suppressed fewer than 2 are not told\n"
                          "survey.serv.base: 4 of 4\n"
                          "survey.size.share.1: 0.6 of 5\n"
                          ":0:0+19 data/small-base this share is of fewer than 10 answers\n"
                          "survey.year.max: 2015 of 5\n"
                          "survey.year.max.size.2: 2014 of 2\n"},
        {", suppress: 3", "survey.trust.count.0: kept back\n"
                          ":0:0+20 data/suppressed fewer than 3 are not told\n"
                          "survey.trust.count.1: kept back\n"
                          ":0:0+20 data/suppressed fewer than 3 are not told\n"
                          "survey.trust.share.0: kept back\n"
                          ":0:0+20 data/suppressed fewer than 3 are not told\n"
                          "survey.trust.share.5: 0 of 4\n"
                          ":0:0+20 data/small-base this share is of fewer than 10 answers\n"
                          "survey.trust.base: 4 of 4\n"
                          "survey.size.count.1: kept back\n"
                          ":0:0+19 data/suppressed fewer than 3 are not told\n"
                          "survey.size.count.2: kept back\n"
                          ":0:0+19 data/suppressed fewer than 3 are not told\n"
                          "survey.size.count.3: 0 of 5\n"
                          "survey.rows: 5 of 5\n"
                          "survey.rows.size.1: kept back\n"
                          ":0:0+18 data/suppressed this is not told: with a total it would tell of "
                          "fewer than 3 others\n"
                          "survey.rows.size.2: kept back\n"
                          ":0:0+18 data/suppressed fewer than 3 are not told\n"
                          "survey.serv.count.law: kept back\n"
                          ":0:0+21 data/suppressed fewer than 3 are not told\n"
                          "survey.serv.base: 4 of 4\n"
                          "survey.size.share.1: kept back\n"
                          ":0:0+19 data/suppressed fewer than 3 are not told\n"
                          "survey.year.max: 2015 of 5\n"
                          "survey.year.max.size.2: kept back\n"
                          ":0:0+22 data/suppressed fewer than 3 are not told\n"},
        {", small-base-below: 5, small-base: counts", "survey.trust.count.0: 2 of 4\n"
                                                      "survey.trust.count.1: 1 of 4\n"
                                                      "survey.trust.share.0: 0.5 of 4, 2/4\n"
                                                      "survey.trust.share.5: 0 of 4, 0/4\n"
                                                      "survey.trust.base: 4 of 4\n"
                                                      "survey.size.count.1: 3 of 5\n"
                                                      "survey.size.count.2: 2 of 5\n"
                                                      "survey.size.count.3: 0 of 5\n"
                                                      "survey.rows: 5 of 5\n"
                                                      "survey.rows.size.1: 3 of 3\n"
                                                      "survey.rows.size.2: 2 of 2\n"
                                                      "survey.serv.count.law: 1 of 4\n"
                                                      "survey.serv.base: 4 of 4\n"
                                                      "survey.size.share.1: 0.6 of 5\n"
                                                      "survey.year.max: 2015 of 5\n"
                                                      "survey.year.max.size.2: 2014 of 2\n"},
        {", small-base-below: 5, small-base: warn",
         "survey.trust.count.0: 2 of 4\n"
         "survey.trust.count.1: 1 of 4\n"
         "survey.trust.share.0: 0.5 of 4\n"
         ":0:0+20 data/small-base this share is of fewer than 5 answers\n"
         "survey.trust.share.5: 0 of 4\n"
         ":0:0+20 data/small-base this share is of fewer than 5 answers\n"
         "survey.trust.base: 4 of 4\n"
         "survey.size.count.1: 3 of 5\n"
         "survey.size.count.2: 2 of 5\n"
         "survey.size.count.3: 0 of 5\n"
         "survey.rows: 5 of 5\n"
         "survey.rows.size.1: 3 of 3\n"
         "survey.rows.size.2: 2 of 2\n"
         "survey.serv.count.law: 1 of 4\n"
         "survey.serv.base: 4 of 4\n"
         "survey.size.share.1: 0.6 of 5\n"
         "survey.year.max: 2015 of 5\n"
         "survey.year.max.size.2: 2014 of 2\n"},
        {", small-base-below: 5", "survey.trust.count.0: 2 of 4\n"
                                  "survey.trust.count.1: 1 of 4\n"
                                  "survey.trust.share.0: 0.5 of 4\n"
                                  ":0:0+20 data/small-base this share is of fewer than 5 answers\n"
                                  "survey.trust.share.5: 0 of 4\n"
                                  ":0:0+20 data/small-base this share is of fewer than 5 answers\n"
                                  "survey.trust.base: 4 of 4\n"
                                  "survey.size.count.1: 3 of 5\n"
                                  "survey.size.count.2: 2 of 5\n"
                                  "survey.size.count.3: 0 of 5\n"
                                  "survey.rows: 5 of 5\n"
                                  "survey.rows.size.1: 3 of 3\n"
                                  "survey.rows.size.2: 2 of 2\n"
                                  "survey.serv.count.law: 1 of 4\n"
                                  "survey.serv.base: 4 of 4\n"
                                  "survey.size.share.1: 0.6 of 5\n"
                                  "survey.year.max: 2015 of 5\n"
                                  "survey.year.max.size.2: 2014 of 2\n"},
};

START_TEST(small_counts_are_kept_back)
{
	put_file("d.csv", S(DATA));
	put_file("b.csv", S(BOOK));
	struct tables *t = tables_of(arena_cstr(
	        arena, arena_printf(arena,
	                            "data:\n  survey: {source: csv, path: d.csv, codebook: b.csv, "
	                            "sensitive: false%s}\n",
	                            keeping[_i].keys)));
	struct buf b = {0};
	for (size_t i = 0; i < sizeof kept_back / sizeof *kept_back; i++)
		put_kept_back(&b, t, kept_back[i]);
	str got = buf_str(&b);
	ck_assert_msg(str_eq(got, str_of(keeping[_i].told)), "%s:\n%.*s", keeping[_i].keys,
	              STR_ARG(got));
	buf_drop(&b);
}
END_TEST

/* Where several have as many, six of them are named. */
START_TEST(ties_are_named)
{
	put_file("d.csv", S("a,b\nq,1\nw,1\ne,1\nr,1\nt,1\ny,1\nu,1\ni,1\n"));
	struct tables *t =
	        tables_of("data:\n  survey: {source: csv, path: d.csv, sensitive: false}\n");
	ck_assert_str_eq(shown(t, "survey.a.most"), "0+13 8 have as many: e, i, q, r, t, u, ...");
	put_file("d.csv", S("a,b\nq,1\nw,1\ne,1\nr,1\nt,1\ny,1\n"));
	t = tables_of("data:\n  survey: {source: csv, path: d.csv, sensitive: false}\n");
	ck_assert_str_eq(shown(t, "survey.a.fewest"), "0+15 6 have as few: e, q, r, t, w, y");
}
END_TEST

/* ---- Tables of measures ---- */

static struct query rows_asked(struct tables *t, const char *name, const char *by,
                               const char *columns)
{
	static struct said groups[1], list[5];
	struct measure_rows asked = {
	        .name = str_of(name), .by = groups, .by_n = by != NULL, .columns = list};
	struct measure_notes notes = {0};
	struct query q = {.sql = S("")};
	groups[0].text = by ? str_of(by) : S("");
	for (str rest = str_of(columns), one; rest.len; rest = str_from(rest, one.len + 1)) {
		one = str_until(rest, ' ');
		list[asked.columns_n++].text = one;
	}
	forget_reports();
	measure_query(t, arena, diags, &asked, NULL, 0, &q, &notes);
	return q;
}

static const struct {
	const char *name, *by, *columns, *weight, *rows;
} listed[] = {
        {"survey.trust", NULL, "trust count n", "", "1|1|4\n0|2|4\n9|1|4\n5|0|4\n"},
        {"survey.trust", "size", "size trust share n", "",
         "1|1|0|2\n1|0|0.5|2\n1|9|0.5|2\n1|5|0|2\n2|1|0.5|2\n2|0|0.5|2\n2|9|0|2\n2|5|0|2\n"},
        {"survey.trust", NULL, "trust share", ", weight: w",
         "1|0.444444444444444\n0|0.333333333333333\n9|0.222222222222222\n5|0\n"},
        {"survey.trust", "size", "size trust share", ", weight: w",
         "1|1|0\n1|0|0.5\n1|9|0.5\n1|5|0\n2|1|0.8\n2|0|0.2\n2|9|0\n2|5|0\n"},
        {"survey.serv", NULL, "serv count share n", "",
         "law|1|0.25|4\nlegal|3|0.75|4\nshelter|2|0.5|4\nother|0|0|4\n"},
        {"survey.serv", "size", "size serv count", "",
         "1|law|1\n1|legal|2\n1|shelter|1\n1|other|0\n2|law|0\n2|legal|1\n2|shelter|1\n2|other|"
         "0\n"},
        {"survey.serv", NULL, "serv share", ", weight: w",
         "law|0.222222222222222\nlegal|0.888888888888889\nshelter|0.333333333333333\nother|0\n"},
        {"survey.size", "trust", "trust size count", "",
         "1|1|0\n1|2|1\n1|3|0\n0|1|1\n0|2|1\n0|3|0\n9|1|1\n9|2|0\n9|3|0\n"},
        {"survey.rows", "trust", "trust n", "", "1|1\n0|2\n9|1\n"},
        {"survey.rows", "serv", "serv n", "",
         "-:0:0+0 data/set-as-group column 'serv' holds several answers a row, and makes no "
         "groups\n"},
        {"survey.year", "trust", "trust max", "", "1|2012\n0|2014\n9|2013\n"},
};

START_TEST(answers_that_nobody_gave_are_listed)
{
	struct tables *t = coded(listed[_i].weight);
	struct query q = rows_asked(t, listed[_i].name, listed[_i].by, listed[_i].columns);
	const char *got = q.sql.len ? answer(t, arena_cstr(arena, q.sql)) : reports();
	ck_assert_msg(!strcmp(got, listed[_i].rows), "%s by %s:\n%s", listed[_i].name,
	              listed[_i].by ? listed[_i].by : "-", got);
}
END_TEST

/* ---- Where an answer comes from ---- */

static const struct {
	const char *sql;
	size_t row;
	const char *number;
} single[] = {
        {"select town from survey order by town", 0, "5 at 6"},
        {"select town from survey order by town", 4, "3 at 4"},
        {"select town from survey order by town", 5, "-"},
        {"select upper(town), year from survey where size = 1 order by year desc", 0, "5 at 6"},
        {"select town from survey order by town limit 2", 1, "4 at 5"},
        {"select distinct size from survey order by size", 0, "-"},
        {"select size, count(*) from survey group by size order by size", 0, "-"},
        {"select count(*) from survey", 0, "-"},
        {"select a.town from survey a join survey b on a.town = b.town order by 1", 0, "-"},
        {"select town from survey except select 'Riga' order by town", 0, "-"},
        {"select 1", 0, "-"},
};

START_TEST(a_row_has_its_number)
{
	struct tables *t = coded("");
	struct asked_query q = {str_of(single[_i].sql), NULL, 0};
	struct rows rows;
	struct span at = {0};
	int64_t number = 0;
	ck_assert(tables_query(t, arena, diags, (struct query){.sql = q.sql}, NULL, 0, 0, &rows));
	str got = S("-");
	if (origins_number(t, arena, diags, &q, single[_i].row, rows.n, &number)) {
		ck_assert(origins_place(t, arena, diags, &q, single[_i].row, rows.n, &at));
		got = arena_printf(arena, "%lld at %llu", (long long)number,
		                   (unsigned long long)diag_position(diags, at).line);
	} else
		ck_assert(!origins_place(t, arena, diags, &q, single[_i].row, rows.n, &at));
	ck_assert_uint_eq(diag_count(diags), 0);
	ck_assert_msg(str_eq(got, str_of(single[_i].number)), "%s: %.*s", single[_i].sql,
	              STR_ARG(got));
}
END_TEST

static const struct {
	const char *sql;
	size_t row;
	const char *numbers;
} together[] = {
        {"select size, count(*) from survey group by size order by size", 0, "1\n3\n5\n"},
        {"select size, count(*) from survey group by size order by size", 1, "2\n4\n"},
        {"select size as s, trust as t, max(w) from survey group by s, t order by s, t", 0, "5\n"},
        {"select trust, max(town) from survey group by trust order by trust nulls first", 0, "5\n"},
        {"select w, count(*) from survey group by w order by w", 0, "4\n"},
        {"select town, sum(w) from survey where size = 2 group by town order by town", 1, "2\n"},
        {"select count(*) from survey", 0, "-"},
        {"select size + 0 as s, count(*) from survey group by s order by s", 0, "-"},
};

START_TEST(a_row_of_several_has_theirs)
{
	struct tables *t = coded("");
	str sql = str_of(together[_i].sql), own = S("");
	struct rows rows;
	ck_assert(tables_query(t, arena, diags, (struct query){.sql = sql}, NULL, 0, 0, &rows));
	own = origins_row_sql(t, arena, &rows, &rows.cells[together[_i].row * rows.columns], sql,
	                      S("survey"), origins_rows_sql(arena, sql), false);
	const char *got = own.len ? answer(t, arena_cstr(arena, own)) : "-";
	ck_assert_msg(!strcmp(got, together[_i].numbers), "%s: %s", together[_i].sql, got);
}
END_TEST

static const struct {
	const char *name, *by, *columns;
	size_t row;
	const char *numbers;
} measured[] = {
        {"survey.trust", "size", "size trust count n", 0, ""},
        {"survey.serv", NULL, "serv count", 1, "1\n2\n5\n"},
        {"survey.serv", "size", "size serv share n", 1, "1\n5\n"},
        {"survey.rows", "size", "size n", 1, "2\n4\n"},
};

START_TEST(a_row_of_a_measure_has_its_rows)
{
	struct tables *t = coded("");
	struct query q = rows_asked(t, measured[_i].name, measured[_i].by, measured[_i].columns);
	struct rows rows;
	str of, own;
	ck_assert_msg(tables_query(t, arena, diags, q, NULL, 0, 0, &rows), "%s", reports());
	ck_assert(measure_numbers(t, arena, diags, str_of(measured[_i].name), &of));
	own = origins_row_sql(t, arena, &rows, &rows.cells[measured[_i].row * rows.columns], q.sql,
	                      S("survey"), of, true);
	const char *got = own.len ? answer(t, arena_cstr(arena, own)) : "-";
	ck_assert_msg(!strcmp(got, measured[_i].numbers), "%s: %s\n%.*s", measured[_i].name, got,
	              STR_ARG(own));
}
END_TEST

/* ---- ---- */

#define LOOP(c, test, of) tcase_add_loop_test(c, test, 0, (int)(sizeof of / sizeof *of))

int main(void)
{
	Suite *suite = suite_create("data_coded");
	TCase *c = tcase_create("coded");
	tcase_add_checked_fixture(c, begin, end);
	LOOP(c, numbers_sort_as_their_book_has_them, ordered);
	LOOP(c, measures_know_codes, named);
	LOOP(c, small_counts_are_kept_back, keeping);
	tcase_add_test(c, ties_are_named);
	LOOP(c, answers_that_nobody_gave_are_listed, listed);
	LOOP(c, a_row_has_its_number, single);
	LOOP(c, a_row_of_several_has_theirs, together);
	LOOP(c, a_row_of_a_measure_has_its_rows, measured);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
