/* Views: tables that queries make of others, in whatever order they are written. */
#include "unit/data_folder.h"

#include "data/look.h"
#include "data/origins.h"
#include "data/tables_parts.h"

#define SOURCES                                                                                    \
	"data:\n  survey: {source: csv, path: d.csv, sensitive: false, types: {opened: date}}\n"

static void put_survey(void)
{
	begin();
	put_file("d.csv", S("id,town,country,size,men,women,share,opened\n"
	                    "1,Riga,LV,large,3,4,50%,2015-01-02\n"
	                    "2,Tartu,EE,large,1,2,5%,2015-03-04\n"
	                    "3,Turku,FI,small,1,1,40%,2014-12-31\n"
	                    "4,Oulu,FI,small,2,0,35%,\n"));
}

static struct tables *with_views(const char *views)
{
	return tables_of(arena_cstr(arena, arena_printf(arena, SOURCES "views:\n%s", views)));
}

static void refused(const char *views, const char *wanted)
{
	struct tables *t =
	        read_tables(arena_cstr(arena, arena_printf(arena, SOURCES "views:\n%s", views)));
	ck_assert_msg(!t, "%s is made", views);
	ck_assert_msg(!strcmp(reports(), wanted), "%s tells\n%sbut wanted is\n%s", views, reports(),
	              wanted);
}

/* The first finds what it reads, though it is made later. */
START_TEST(views_are_tables)
{
	struct tables *t = with_views(
	        "  total: select sum(people) as everyone, max(town) as last from smaller\n"
	        "  smaller: select town, country, men + women as people from survey where size = "
	        "'small'\n");
	ck_assert_str_eq(answer(t, "select town, people from smaller order by town"),
	                 "Oulu|2\nTurku|2\n");
	ck_assert_str_eq(answer(t, "select everyone, last from total"), "4|Turku\n");
	has(dumped(t), "table total: 1 row\n  int everyone\n  text last\n  [4, \"Turku\"]\n");
	has(dumped(t), "table smaller: 2 rows\n  text town\n  text country\n  int people\n");
	ck_assert_str_eq(reports(), "");
}
END_TEST

START_TEST(columns_have_types)
{
	struct tables *t = with_views(
	        "  none: select town, men + women as people, opened, share, share / 2 as half, 'x' "
	        "as "
	        "kind, 1 as one, 1.5 as much, date(opened) as day, men > 1 as many from survey "
	        "where "
	        "id > 9\n"
	        "  sums: select sum(men) as whole, sum(men) / 2.0 as part, total(men) as all_of "
	        "from "
	        "survey\n"
	        "  mixed: select case when id > 2 then 1 else 0.5 end as n from survey\n"
	        "  found: select case when id > 2 then 1 when id < 2 then 3 else null end + 0 * "
	        "share as "
	        "n, case when id > 9 then 0.5 when id > 2 then 4 end as m, "
	        "case when id > 2 then 4 else 0.0 end as k from survey\n");
	has(dumped(t), "table found: 4 rows\n  real n\n  int m\n  real k\n");
	has(dumped(t),
	    "table none: 0 rows\n  text town\n  real people\n  date opened\n  percent "
	    "share\n  real half\n  text kind\n  int one\n  real much\n  date day\n  int many\n");
	has(dumped(t),
	    "table sums: 1 row\n  int whole\n  real part\n  real all_of\n  [7, 3.5, 7.0]\n");
	has(dumped(t), "table mixed: 4 rows\n  real n\n");
}
END_TEST

START_TEST(views_of_each_other)
{
	refused("  one: select * from two\n  two: select * from three\n"
	        "  three: select * from one\n  apart: select * from one\n",
	        "strom.yml:7:22+5 data/view-cycle views are made of each other: two, three, one, "
	        "two\n");
	ck_assert(str_eq(diag_at(diags, 0)->hint,
	                 S("Let one of them read the tables of 'data:' alone.")));
	refused("  own: select town from own\n",
	        "strom.yml:6:25+3 data/view-cycle views are made of each other: own, own\n");
	refused("  apart: select * from one\n  one: select town from TWO\n"
	        "  two: select town from One\n",
	        "strom.yml:7:25+3 data/view-cycle views are made of each other: one, two, one\n");
}
END_TEST

/* Once, and not again for those that read it. */
START_TEST(faults_stand_at_their_place)
{
	refused("  bad: select twn from survey\n  behind: select * from bad\n",
	        "strom.yml:6:15+3 data/unknown-column no column 'twn'\n");
	refused("  bad: select sum(town) as n from survey\n",
	        "strom.yml:6:19+4 data/text-as-number sum() takes numbers: column 'survey.town' is "
	        "text\n  d.csv:2:1: note: 'Riga' is no number\n");
	refused("  bad: select town, id as TOWN from survey\n",
	        "strom.yml:6:8+35 data/view-columns view 'bad' has two columns 'TOWN'\n");
	ck_assert(str_eq(diag_at(diags, 0)->hint, S("Give one of them another name, with AS.")));
	refused("  bad: select case when id > 1 then 1 else 'x' end as k from survey\n",
	        "strom.yml:6:8+60 data/view-columns column 'k' of view 'bad' may hold numbers and "
	        "texts\n");
	refused("  bad: select town from survey where country = :country\n",
	        "strom.yml:6:48+8 data/unbound nothing is bound to ':country'\n");
	refused("  bad: select town from survey limit 2\n",
	        "strom.yml:6:8+31 data/unordered LIMIT without ORDER BY takes any "
	        "rows\n");
	refused("  two: select 1 as x from nowhere\n  one: select 1 as y from elsewhere\n",
	        "strom.yml:6:27+7 data/unknown-table no table 'nowhere'\n"
	        "strom.yml:7:27+9 data/unknown-table no table 'elsewhere'\n");
}
END_TEST

START_TEST(views_have_checks)
{
	refused("  smaller:\n    checks: {rows: 3, columns: {town: {values: [Turku]}}}\n"
	        "    query: select town from survey where size = 'small' order by town\n",
	        "strom.yml:7:48+7 data/check-values 1 row has a value in column 'town' that is not "
	        "allowed\n"
	        "strom.yml:7:20+1 data/check-rows table 'smaller' has 2 rows, not 3\n"
	        "  note: row 1 of 'smaller': 'Oulu'\n");
}
END_TEST

/* ---- What a view holds ---- */

static const char *seen(struct tables *t, const char *name)
{
	struct buf record = {0}, out = {0};
	struct look look = {0};
	look_view(t, str_of(name), &record);
	ck_assert(look_take(arena, buf_str(&record), &look));
	buf_printf(&out, "%llu rows\n", (unsigned long long)look.rows);
	for (size_t i = 0; i < look.n; i++) {
		const struct look_column *c = &look.columns[i];
		buf_printf(&out, "%.*s %d: %llu, %llu empty, %llu different, %.*s to %.*s:",
		           STR_ARG(c->name), (int)c->type, (unsigned long long)c->values,
		           (unsigned long long)c->empty, (unsigned long long)c->distinct,
		           STR_ARG(c->least), STR_ARG(c->most));
		for (size_t k = 0; k < c->samples_n; k++)
			buf_printf(&out, " %.*s", STR_ARG(c->samples[k]));
		buf_byte(&out, '\n');
	}
	const char *text = arena_cstr(arena, buf_str(&out));
	buf_drop(&out);
	buf_drop(&record);
	return text;
}

START_TEST(a_view_is_looked_at)
{
	struct tables *t = with_views("  v: select country, opened, men as m from survey\n");
	ck_assert_str_eq(seen(t, "v"),
	                 "4 rows\ncountry 1: 4, 0 empty, 3 different, EE to LV: LV EE FI\n"
	                 "opened 6: 3, 1 empty, 3 different, 2014-12-31 to 2015-03-04: 2015-01-02 "
	                 "2015-03-04 2014-12-31\n"
	                 "m 2: 4, 0 empty, 3 different, 1 to 3: 3 1 2\n");
}
END_TEST

/* ---- Where an answer comes from ---- */

static const char *read_by(struct tables *t, const char *sql)
{
	const str *names;
	struct buf b = {0};
	size_t n = origins_tables(t, arena, str_of(sql), &names);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%.*s ", STR_ARG(names[i]));
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

START_TEST(a_query_names_its_tables)
{
	struct tables *t = with_views("  v: select country, men as m from survey\n"
	                              "  w: select 1 as one\n");
	ck_assert_str_eq(read_by(t, "select town from survey"), "survey ");
	ck_assert_str_eq(read_by(t, "select m from V join SURVEY on V.country = survey.country, w"),
	                 "v survey w ");
	ck_assert_str_eq(read_by(t, "select one from w where one in (select id from survey)"),
	                 "w survey ");
	ck_assert_str_eq(read_by(t, "select 1"), "");
	ck_assert_uint_eq(origins_count(t, S("survey")), 4);
	ck_assert_uint_eq(origins_count(t, S("w")), 1);
	ck_assert_uint_eq(origins_count(t, S("none")), 0);
}
END_TEST

static const struct {
	const char *sql, *rows;
} simple[] = {
        {"select town from survey", "select rowid from survey order by rowid"},
        {"select count(*) from survey where size = 'small';",
         "select rowid from survey where size = 'small' order by rowid"},
        {"select size, sum(men) FROM survey where men > (1 + 2) GROUP BY size order by 2",
         "select rowid FROM survey where men > (1 + 2)  order by rowid"},
        {"select town from survey order by town limit 1",
         "select rowid from survey  order by rowid"},
        {"select max(men, women) from survey limit 1", "select rowid from survey  order by rowid"},
        {"select extract(a from b) from survey", "select rowid from survey order by rowid"},
        {"select a.town from survey a, survey b", ""},
        {"select town from survey join v using (country)", ""},
        {"select town from survey union select m from v", ""},
        {"with x as (select 1) select * from x", ""},
        {"select town from survey where id in (select id from survey)", ""},
        {"select 1", ""},
        {"", ""},
};

START_TEST(rows_of_a_simple_query)
{
	str got = origins_rows_sql(arena, str_of(simple[_i].sql));
	str wanted = str_of(simple[_i].rows);
	ck_assert_msg(str_eq(got, wanted) || str_eq(str_trim(got), str_trim(wanted)), "%s\n%.*s",
	              simple[_i].sql, STR_ARG(got));
}
END_TEST

/* ---- What is said of numbers ---- */

static const struct measured_said *measured_of(struct tables *t, const char *name)
{
	for (size_t i = 0; i < t->n; i++)
		if (str_eq(t->tables[i].name, str_of(name)))
			return t->tables[i].measured;
	ck_abort_msg("no table %s", name);
	return NULL;
}

/* The stricter of two, whichever is read first; what one alone says, holds. */
START_TEST(views_keep_back_what_their_tables_do)
{
	static const char *const small[] = {"allow", "warn", "counts", "refuse"};
	static const enum small_base bases[] = {SMALL_BASE_ALLOW, SMALL_BASE_WARN,
	                                        SMALL_BASE_COUNTS, SMALL_BASE_REFUSE};
	for (size_t i = 0; i < 4; i++)
		for (size_t k = 0; k < 4; k++) {
			struct tables *t = tables_of(arena_cstr(
			        arena,
			        arena_printf(arena,
			                     "data:\n  one: {source: csv, path: d.csv, sensitive: "
			                     "false, suppress: %zu, small-base-below: %zu, "
			                     "small-base: %s}\n"
			                     "  two: {source: csv, path: d.csv, sensitive: false, "
			                     "suppress: %zu, small-base-below: %zu, small-base: "
			                     "%s, weight: men}\n"
			                     "views:\n  both: select a.town from one a, two b\n  "
			                     "back: select a.town from two a, one b\n  alone: "
			                     "select town from one\n",
			                     3 + i, 10 + k, small[i], 3 + k, 10 + i, small[k])));
			size_t more = i > k ? i : k;
			const struct measured_said *m = measured_of(t, "both"),
			                           *back = measured_of(t, "back");
			ck_assert_int_eq(m->suppress, 3 + (int)more);
			ck_assert_int_eq(m->few, 10 + (int)more);
			ck_assert_int_eq(m->small, bases[more]);
			ck_assert(str_eq(m->weight.text, S("men")) &&
			          str_eq(back->weight.text, S("men")));
			ck_assert(back->suppress == m->suppress && back->few == m->few &&
			          back->small == m->small);
			m = measured_of(t, "alone");
			ck_assert(m->suppress == 3 + (int)i && m->small == bases[i] &&
			          !m->weight.text.len);
		}
}
END_TEST

/* ---- Percents ---- */

static void divided(struct tables *t, const char *sql, size_t off)
{
	struct rows rows;
	struct query q = {.sql = str_of(sql),
	                  .at = {folder_project->at.file, (uint32_t)strlen(sql), 1000}};
	forget_reports();
	bool good = tables_query(t, arena, diags, q, NULL, 0, 0, &rows);
	ck_assert_msg(good == !off, "%s: %s", sql, reports());
	if (!off)
		return;
	ck_assert_uint_eq(diag_count(diags), 1);
	ck_assert(str_eq(diag_at(diags, 0)->code, S("data/percent-divided")));
	ck_assert_uint_eq(diag_at(diags, 0)->at.off, 1000 + off);
}

/* A percent is a part of one already: who divides it by a hundred took 45 % for 45. */
START_TEST(percents_are_not_divided)
{
	struct tables *t = with_views("  v: select 1 as one\n");
	divided(t, "select share / 100 from survey", 15);
	divided(t, "select sum(share) / 100.0 from survey", 20);
	divided(t, "select (share + (2 * \"share\")) / 100 from survey", 33);
	divided(t, "select share / 10 from survey", 0);
	divided(t, "select 100 * share / 100 from survey", 21);
	divided(t, "select (share * 100) / 100 from survey", 0);
	divided(t, "select sum(100 * share) / 100 from survey", 0);
	divided(t, "select men / 100.0 from survey", 0);
	divided(t, "select share * 100 from survey", 0);
	divided(t, "select one / 100.0 as share from v", 0);
	divided(t, "select (men + 1) / 100.0, share from survey", 0);
	divided(t, "select share, men / 100.0 from survey", 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_views");
	TCase *c = tcase_create("views");
	tcase_add_checked_fixture(c, put_survey, end);
	tcase_add_test(c, views_are_tables);
	tcase_add_test(c, columns_have_types);
	tcase_add_test(c, views_of_each_other);
	tcase_add_test(c, faults_stand_at_their_place);
	tcase_add_test(c, views_have_checks);
	tcase_add_test(c, a_view_is_looked_at);
	tcase_add_test(c, a_query_names_its_tables);
	tcase_add_loop_test(c, rows_of_a_simple_query, 0, (int)(sizeof simple / sizeof *simple));
	tcase_add_test(c, views_keep_back_what_their_tables_do);
	tcase_add_test(c, percents_are_not_divided);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
