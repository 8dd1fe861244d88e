/* Weights: what measures make of them, and what views keep of the tables that they read. */
#include "unit/data_folder.h"

#include "data/measure.h"

static const char rows[] =
        "size,policy,staff,obstacle,w\ns,1,2,money,1\ns,0,4,staff,3\nl,1,10,money,0.5\n"
        "l,,6,staff,1.5\nl,0,1,money,0\nl,1,,time,2\n";

static void put_rows(void)
{
	begin();
	put_file("d.csv", S(rows));
	put_file("b.csv",
	         S("variable,value,label_en,missing\nobstacle,,What?,\nobstacle,money,Money,\n"
	           "obstacle,staff,Staff,\nobstacle,time,Time,yes\n"));
}

#define SURVEY(more)                                                                               \
	"data:\n  survey: {source: csv, path: d.csv, sensitive: false, " more                      \
	", small-base-below: 1}\n"

static bool ask(struct tables *t, const char *name, struct measured *out)
{
	struct span at = {folder_project->at.file, (uint32_t)strlen(name), 0};
	return measure_value(t, arena, diags, str_of(name), at, NULL, 0, out);
}

static const char *shown(struct tables *t, const char *name)
{
	struct measured m;
	ck_assert_msg(ask(t, name, &m), "%s: %s", name, reports());
	const struct cell *c = &m.value;
	str text = c->type == CELL_TEXT   ? c->text
	           : c->type == CELL_INT  ? arena_printf(arena, "%lld", (long long)c->integer)
	           : c->type == CELL_REAL ? arena_printf(arena, "%.4g", c->real)
	                                  : S("null");
	return arena_cstr(arena, arena_printf(arena, "%.*s of %lld %.*s", STR_ARG(text),
	                                      (long long)m.base, STR_ARG(m.weight)));
}

/* Shares, means and medians are weighted; what is counted is each row that counts at all. */
static const struct {
	const char *name, *weighted, *plain;
} measures[] = {
        {"survey.policy.share", "0.5385 of 4 w", "0.6 of 5 "},
        {"survey.policy.count", "3 of 4 ", "3 of 5 "},
        {"survey.policy.base", "4 of 4 ", "5 of 5 "},
        {"survey.staff.mean", "4.667 of 4 w", "4.6 of 5 "},
        {"survey.staff.median", "4 of 4 w", "4 of 5 "},
        {"survey.staff.sum", "22 of 4 ", "23 of 5 "},
        {"survey.obstacle.share.money", "0.1875 of 5 w", "0.5 of 6 "},
        {"survey.obstacle.count.money", "2 of 5 ", "3 of 6 "},
        {"survey.policy.share.size.s", "0.25 of 2 w", "0.5 of 2 "},
        {"survey.rows", "6 of 6 ", "6 of 6 "},
};

START_TEST(measures_are_weighted)
{
	struct tables *plain = tables_of(SURVEY("types: {w: real}"));
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
		ck_assert_str_eq(shown(plain, measures[i].name), measures[i].plain);
	struct tables *t = tables_of(SURVEY("weight: w"));
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
		ck_assert_msg(!strcmp(shown(t, measures[i].name), measures[i].weighted), "%s is %s",
		              measures[i].name, shown(t, measures[i].name));
	ck_assert_str_eq(reports(), "");
}
END_TEST

/* Most is what weighs most. */
START_TEST(what_most_weigh)
{
	struct tables *plain = tables_of(SURVEY("types: {w: real}"));
	ck_assert_int_eq(strncmp(shown(plain, "survey.obstacle.most"), "money", 5), 0);
	ck_assert_int_eq(strncmp(shown(plain, "survey.obstacle.fewest"), "time", 4), 0);
	struct tables *t = tables_of(SURVEY("weight: w"));
	ck_assert_int_eq(strncmp(shown(t, "survey.obstacle.most"), "staff", 5), 0);
	ck_assert_int_eq(strncmp(shown(t, "survey.obstacle.fewest"), "money", 5), 0);
	ck_assert_str_eq(shown(t, "survey.obstacle.share.most"), "0.5625 of 5 w");
}
END_TEST

/* The rows of a table, each weighted by itself, in its group. */
START_TEST(tables_are_weighted)
{
	struct tables *t = tables_of(SURVEY("weight: w"));
	struct said by = {S("size"), {0}};
	struct said columns[] = {{S("size"), {0}},
	                         {S("obstacle"), {0}},
	                         {S("share"), {0}},
	                         {S("count"), {0}},
	                         {S("n"), {0}}};
	struct measure_rows asked = {.name = S("survey.obstacle"),
	                             .by = &by,
	                             .by_n = 1,
	                             .columns = columns,
	                             .columns_n = 5};
	struct measure_notes notes = {0};
	struct query q;
	ck_assert(measure_query(t, arena, diags, &asked, NULL, 0, &q, &notes));
	ck_assert(notes.weighted);
	ck_assert_str_eq(answer(t, arena_cstr(arena, q.sql)),
	                 "l|money|0.125|1|3\nl|staff|0.375|1|3\nl|time|0.5|1|3\n"
	                 "s|money|0.25|1|2\ns|staff|0.75|1|2\n");
	asked.by_n = 0;
	asked.columns = columns + 1;
	asked.columns_n = 4;
	ck_assert(measure_query(t, arena, diags, &asked, NULL, 0, &q, &notes));
	ck_assert_str_eq(answer(t, arena_cstr(arena, q.sql)),
	                 "money|0.1875|2|5\nstaff|0.5625|2|5\ntime|0.25|1|5\n");
	/* What is only counted has no weights to tell of. */
	asked.columns = columns + 3;
	asked.columns_n = 2;
	notes.weighted = true;
	ck_assert(measure_query(t, arena, diags, &asked, NULL, 0, &q, &notes));
	ck_assert(!notes.weighted);
}
END_TEST

START_TEST(views_keep_weights)
{
	struct tables *t = tables_of(SURVEY(
	        "weight: w") "views:\n  again: select * from small\n"
	                     "  small: select policy, w as weight from survey where size = 's'\n"
	                     "  bare: select policy from survey\n"
	                     "  made: select policy, w * 2 as w from survey\n");
	ck_assert_str_eq(shown(t, "small.policy.share"), "0.25 of 2 weight");
	ck_assert_str_eq(shown(t, "again.policy.share"), "0.25 of 2 weight");
	ck_assert_str_eq(reports(), "");
	ck_assert_str_eq(shown(t, "bare.policy.count"), "3 of 5 ");
	ck_assert_str_eq(reports(), "");
	ck_assert_str_eq(shown(t, "bare.policy.share"), "0.6 of 5 ");
	has(reports(), "data/no-weight table 'bare' has lost the weights 'w'");
	ck_assert_uint_eq(diag_count(diags), 1);
	shown(t, "made.policy.share");
	has(reports(), "data/no-weight table 'made' has lost the weights 'w'");
}
END_TEST

/* A column that is another table's as it stands means what it means there. */
START_TEST(views_keep_labels)
{
	struct tables *t = tables_of(
	        SURVEY("codebook: b.csv") "views:\n"
	                                  "  v: select obstacle as o, obstacle_missing as m, "
	                                  "upper(size) as size from survey\n"
	                                  "  w: select o, 1 as one from v\n"
	                                  "  lone: select obstacle_missing from survey\n");
	struct cell money = {.type = CELL_TEXT, .text = S("money")};
	static const char *const names[] = {"v.o", "w.o", "V.O"};
	str label;
	for (size_t i = 0; i < 3; i++) {
		const struct codebook_variable *v = tables_variable(t, str_of(names[i]));
		ck_assert_msg(v != NULL, "%s", names[i]);
		is(v->name, "o");
		ck_assert(tables_label(t, v, &money, S("en"), &label));
		is(label, "Money");
	}
	is(tables_variable(t, S("v.m"))->of, "o");
	ck_assert_ptr_null(tables_variable(t, S("v.size")));
	ck_assert_ptr_null(tables_variable(t, S("w.one")));
	/* What became of cells without a value belongs to a column that is not there. */
	ck_assert_ptr_null(tables_variable(t, S("lone.obstacle_missing")));
	ck_assert_str_eq(reports(), "");
}
END_TEST

static void refused(const char *data, const char *wanted)
{
	put_file("d.csv", str_of(data));
	ck_assert(!read_tables(SURVEY("weight: w")));
	ck_assert_msg(!strcmp(reports(), wanted), "%s tells\n%sbut wanted is\n%s", data, reports(),
	              wanted);
}

START_TEST(weights_are_numbers)
{
	refused("w\n-1\n2\n",
	        "strom.yml:4:64+1 data/bad-weight 1 row has no weight in column 'w': it is below "
	        "zero\n  d.csv:2:1: note: row 1, column 'w': '-1'\n");
	refused("w,x\n,1\n2,1\n",
	        "strom.yml:4:64+1 data/bad-weight 1 row has no weight in column 'w'\n"
	        "  d.csv:2:1: note: row 1, column 'w'\n");
	refused("w\na\nb\n",
	        "strom.yml:4:64+1 data/check-type column 'w' holds texts, which are no weights\n");
	refused("v\n1\n2\n",
	        "strom.yml:4:64+1 data/unknown-column table 'survey' has no column 'w'\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_weights");
	TCase *c = tcase_create("weights");
	tcase_add_checked_fixture(c, put_rows, end);
	tcase_add_test(c, measures_are_weighted);
	tcase_add_test(c, what_most_weigh);
	tcase_add_test(c, tables_are_weighted);
	tcase_add_test(c, views_keep_weights);
	tcase_add_test(c, views_keep_labels);
	tcase_add_test(c, weights_are_numbers);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
