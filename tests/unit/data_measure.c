/* Measures: numbers by name, as SQL that goes the way of all queries. */
#include "unit/data_project.h"

#include "data/measure.h"

static const char survey[] =
        "town,size,policy,tested,staff,budget,obstacle,opened,rows,B2.1\n"
        "Riga,large,1,1,40,1200,money,2008-02-01,5,a.b\n"
        "Tartu,large,1,0,12,800,staff,2009-01-01,6,a.b\n"
        "Turku,small,0,,3,0,money,2010-07-09,7,c\n"
        "Gdynia,small,,,0,0,time,,7,c\n"
        "Kiel,small,1,1,9,1500,money,2011-03-04,8,\n";

/* measures: of strom.yml, which begins with them. */
static const char named[] = "large: staff >= 10 -- many\n"
                            "tried: tested\n"
                            "grant: budget\n"
                            "open: policy\n"
                            "half: budget > 0\n";
static struct measure_spec specs[4];

static const struct yaml *expression(const struct yaml *y, size_t i)
{
	return &y->entries[i].value;
}

static struct said key_of(const struct yaml *y, size_t i)
{
	return (struct said){y->entries[i].key, y->entries[i].key_at};
}

static struct tables *measured_tables(void)
{
	add_csv(S("survey"), S(survey), false);
	const struct yaml *y = yaml_parse(arena, diags, S(named),
	                                  (struct span){project.at.file, sizeof named - 1, 0}, NULL,
	                                  NULL);
	ck_assert_ptr_nonnull(y);
	for (size_t i = 0; i < 3; i++)
		specs[i] = (struct measure_spec){.table = {S("survey"), {0}}, .name = key_of(y, i)};
	specs[0].is = expression(y, 0);
	specs[1].is = expression(y, 1);
	specs[1].where = expression(y, 3);
	specs[2].of = expression(y, 2);
	specs[2].where = expression(y, 4);
	specs[2].round = 1000;
	project.measures = specs;
	project.measures_n = 3;
	return load();
}

/* The name stands at 500 of strom.yml. */
static bool ask(struct tables *t, str name, struct measured *out)
{
	struct span at = {project.at.file, (uint32_t)name.len, 500};
	return measure_value(t, arena, diags, name, at, NULL, 0, out);
}

static const char *shown(const struct measured *m)
{
	const struct cell *c = &m->value;
	struct buf b = {0};
	if (c->type == CELL_NULL)
		buf_put(&b, S("null"));
	else if (c->type == CELL_INT)
		buf_printf(&b, "%lld", (long long)c->integer);
	else if (c->type == CELL_REAL)
		buf_printf(&b, "%.4g", c->real);
	else
		buf_put(&b, c->text);
	buf_printf(&b, " of %lld", (long long)m->base);
	if (m->column.len)
		buf_printf(&b, " in %.*s", STR_ARG(m->column));
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static const struct { const char *name, *value;
} values[] = {
        {"survey.rows", "5 of 5"},
        {"SURVEY.rows.size.small", "3 of 3"},
        {"survey.policy.share", "0.75 of 4"},
        {"survey.policy.count", "3 of 4"},
        {"survey.policy.base", "4 of 4"},
        {"survey.policy.share.size.small", "0.5 of 2"},
        {"survey.staff.mean", "12.8 of 5"},
        {"survey.staff.median", "9 of 5"},
        {"survey.staff.sum", "64 of 5"},
        {"survey.staff.min", "0 of 5"},
        {"survey.staff.max", "40 of 5"},
        {"survey.staff.sum.size.large.policy.1", "52 of 2"},
        {"survey.staff.sum.size.large.tested.1", "40 of 1"},
        {"survey.opened.min", "2008-02-01 of 4"},
        {"survey.obstacle.share.money", "0.6 of 5"},
        {"survey.obstacle.count.money.size.small", "2 of 3"},
        {"survey.obstacle.share.most", "0.6 of 5"},
        {"survey.obstacle.most", "money of 5 in obstacle"},
        {"survey.obstacle.count.fewest", "1 of 5"},
        {"survey.obstacle.share.fewest", "0.2 of 5"},
        /* Gdynia, the one with this obstacle, has not answered. */
        {"survey.policy.share.obstacle.fewest", "1 of 1"},
        {"survey.large.count.obstacle.most", "1 of 3"},
        {"survey.policy.most.size", "large of 3 in size"},
        {"survey.policy.share.size.most", "1 of 2"},
        {"survey.rows.size.most", "3 of 3"},
        {"survey.staff.count.3", "1 of 5"},
        {"survey.policy.count.size.small.obstacle.money", "1 of 2"},
        {"survey.B2.1.count.a.b", "2 of 4"},
        {"survey.rows.mean", "6.6 of 5"},
        {"survey.rows.count.7", "2 of 5"},
        {"survey.rows.B2.1.c", "2 of 2"},
        {"survey.large.count", "2 of 5"},
        {"survey.large.share.size.large", "1 of 2"},
        {"survey.large.most.size", "large of 2 in size"},
        {"survey.tried.share", "0.6667 of 3"},
        {"survey.grant.mean", "1000 of 3"},
        {"survey.grant.sum", "4000 of 3"},
        {"survey.grant.base", "3 of 3"},
};

START_TEST(a_name_gives_its_number)
{
	struct measured m;
	struct tables *t = measured_tables();
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		bool good = ask(t, str_of(values[i].name), &m);
		ck_assert_msg(good, "%s: %s", values[i].name, reports());
		ck_assert_msg(!strcmp(shown(&m), values[i].value), "%s is %s", values[i].name,
		              shown(&m));
		ck_assert(str_eq(m.table, S("survey")));
	}
}
END_TEST

/* A name, what is told, "OFF+LEN code message" with places from 500, and a word of its hint. */
static const struct { const char *name, *told, *hint;
} wrong[] = {
        {"survy.rows", "500+5 data/unknown-measure no table 'survy'", "Did you mean 'survey'?"},
        {"x.rows", "500+1 data/unknown-measure no table 'x'", "Tables are: survey."},
        {"survey.polcy.share",
         "507+5 data/unknown-measure table 'survey' has no column and no measure 'polcy'",
         "Did you mean 'policy'?"},
        {"survey.zzzzz.share",
         "507+5 data/unknown-measure table 'survey' has no column and no measure 'zzzzz'",
         "It has: large, tried, grant, town, size, policy, tested, staff, budget, obstacle, "
         "opened, rows and 2 more."},
        {"survey.policy.shar", "514+4 data/unknown-measure no statistic 'shar'",
         "Did you mean 'share'?"},
        {"survey.policy", "500+13 data/unknown-measure the name says no statistic", "median"},
        {"survey.obstacle.share.mony",
         "522+4 data/unknown-answer no row has 'mony' in column 'obstacle'",
         "Did you mean 'money'?"},
        {"survey.obstacle.share",
         "507+8 data/answer-wanted the name does not say which answer of 'obstacle'",
         ": money, staff, time"},
        {"survey.policy.share.size.huge",
         "525+4 data/unknown-answer no row has 'huge' in column 'size'", "It has: large, small."},
        {"survey.rows.zzzzzz.x", "512+6 data/unknown-measure table 'survey' has no column 'zzzzzz'",
         "columns are: town, size, policy, tested, staff, budget, obstacle, opened, rows, B2.1."},
        {"survey.policy.share.size",
         "500+24 data/unknown-answer the name does not say which value of column 'size'",
         "large, small"},
        {"survey.rows.siz.small", "512+3 data/unknown-measure table 'survey' has no column 'siz'",
         "Did you mean 'size'?"},
        {"survey.obstacle.mean",
         "507+8 data/not-a-number-column column 'obstacle' holds texts, which have no mean",
         "Answers have a share"},
        {"survey.staff.share", "507+5 data/not-yes-or-no 'staff' has other numbers than 0 and 1",
         "{survey.staff.share.2}"},
        {"survey.grant.share",
         "500+18 data/not-yes-or-no measure 'grant' is a number, which has no share",
         "{survey.grant.base}"},
        {"survey.large.most",
         "507+5 data/answer-wanted the name does not say of which column the group is",
         "{survey.large.most.COLUMN}"},
        {"survey.town.most", "500+16 data/tie 5 have as many: Gdynia, Kiel, Riga, Tartu, Turku",
         "Name the one"},
        {"survey.obstacle.fewest", "500+22 data/tie 2 have as few: staff, time", "Name the one"},
        {"survey.large.share.obstacle.most", "500+32 data/tie 2 have as many: money, staff",
         "Name the one"},
        {"survey.staff.mean.size.most",
         "523+4 data/unknown-answer a mean does not say most of what", "Name the group"},
};

START_TEST(a_wrong_name_is_told_with_what_there_is)
{
	struct measured m;
	struct tables *t = measured_tables();
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		size_t n = diag_count(diags);
		ck_assert_msg(!ask(t, str_of(wrong[i].name), &m), "%s is %s", wrong[i].name,
		              shown(&m));
		ck_assert_msg(diag_count(diags) == n + 1, "%s: %s", wrong[i].name, reports());
		const struct report *r = diag_at(diags, n);
		const char *told = arena_printf(arena, "%llu+%u %.*s %.*s",
		                                (unsigned long long)r->at.off, r->at.len,
		                                STR_ARG(r->code), STR_ARG(r->message)).ptr;
		ck_assert_msg(!strcmp(told, wrong[i].told), "%s: %s", wrong[i].name, told);
		ck_assert_msg(str_find(r->hint, str_of(wrong[i].hint)) != SIZE_MAX, "%s: %.*s",
		              wrong[i].name, STR_ARG(r->hint));
	}
}
END_TEST

START_TEST(a_place_that_is_not_the_names_own_is_kept_whole)
{
	struct measured m;
	struct tables *t = measured_tables();
	struct span at = {project.at.file, 3, 500};
	ck_assert(!measure_value(t, arena, diags, S("survey.polcy.share"), at, NULL, 0, &m));
	ck_assert_uint_eq(diag_at(diags, 0)->at.off, 500);
	ck_assert_uint_eq(diag_at(diags, 0)->at.len, 3);
}
END_TEST

START_TEST(a_sensitive_table_has_no_measures)
{
	struct measured m;
	add_csv(S("secret"), S("a\n1\n"), true);
	struct tables *t = measured_tables();
	ck_assert(!ask(t, S("secret.rows"), &m));
	ck_assert_str_eq(reports(), "strom.yml:500+6 data/sensitive-table table 'secret' is "
	                            "sensitive and has no measures\n");
}
END_TEST

static struct rows rows_of(struct tables *t, const struct measure_rows *asked)
{
	struct query q;
	struct rows rows = {0};
	struct measure_notes notes = {0};
	bool good = measure_query(t, arena, diags, asked, NULL, 0, &q, &notes);
	ck_assert_msg(good, "%s", reports());
	good = tables_query(t, arena, diags, q, NULL, 0, QUERY_PRINTED, &rows);
	ck_assert_msg(good, "%.*s: %s", STR_ARG(q.sql), reports());
	return rows;
}

/* Cells, with a comma between them, and a semicolon behind a row. */
static const char *table_of(const struct rows *rows)
{
	struct buf b = {0};
	for (size_t i = 0; i < rows->n * rows->columns; i++) {
		struct measured m = {.value = rows->cells[i]};
		str cell = str_of(shown(&m));
		buf_printf(&b, "%.*s%s", (int)(cell.len - strlen(" of 0")), cell.ptr,
		           (i + 1) % rows->columns ? "," : ";");
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static const struct { const char *name, *by, *columns[4], *rows; } tables_asked[] = {
        {"survey.policy", "size", {"size", "share", "n"}, "large,1,2;small,0.5,2;"},
        {"survey.policy", NULL, {"share", "count", "n"}, "0.75,3,4;"},
        {"survey.obstacle", NULL, {"obstacle", "count"}, "money,3;staff,1;time,1;"},
        {"survey.obstacle", "size", {"size", "obstacle", "share", "n"},
         "large,money,0.5,2;large,staff,0.5,2;small,money,0.6667,3;small,time,0.3333,3;"},
        {"survey.staff", "size", {"size", "mean", "sum", "n"}, "large,26,52,2;small,4,12,3;"},
        {"survey.large", "obstacle", {"obstacle", "count"}, "money,1;staff,1;time,0;"},
        {"survey.grant", "size", {"size", "mean"}, "large,1000;small,2000;"},
        {"survey.rows", "size", {"size", "n"}, "large,2;small,3;"},
};

START_TEST(a_table_of_a_measure_has_a_row_a_group)
{
	struct tables *t = measured_tables();
	for (size_t i = 0; i < sizeof tables_asked / sizeof *tables_asked; i++) {
		struct said by = {str_of(tables_asked[i].by), {0}}, columns[4];
		struct measure_rows asked = {.name = str_of(tables_asked[i].name), .by = &by,
		                             .by_n = tables_asked[i].by != NULL,
		                             .columns = columns};
		for (; asked.columns_n < 4 && tables_asked[i].columns[asked.columns_n];
		     asked.columns_n++)
			columns[asked.columns_n] = (struct said){
			        str_of(tables_asked[i].columns[asked.columns_n]), {0}};
		struct rows rows = rows_of(t, &asked);
		ck_assert_msg(!strcmp(table_of(&rows), tables_asked[i].rows), "%zu: %s", i,
		              table_of(&rows));
	}
}
END_TEST

/* ---- What is kept back ---- */

/* Rows of a table with their signs behind them, and what is to be told below. */
static const char *kept_rows(const char *name, const char *by, const char *columns,
                             struct measured_said measured)
{
	static struct said groups[1], list[4];
	struct measure_rows asked = {
	        .name = str_of(name), .by = groups, .by_n = by != NULL, .columns = list};
	struct measure_notes notes = {0};
	struct query q;
	struct rows rows = {0};
	groups[0].text = str_of(by);
	for (str rest = str_of(columns), one; rest.len; rest = str_from(rest, one.len + 1)) {
		one = str_until(rest, ' ');
		list[asked.columns_n++].text = one;
	}
	sources[0].measured = measured;
	struct tables *t = load();
	ck_assert_msg(measure_query(t, arena, diags, &asked, NULL, 0, &q, &notes), "%s", reports());
	ck_assert_msg(tables_query(t, arena, diags, q, NULL, 0, QUERY_PRINTED, &rows), "%.*s: %s",
	              STR_ARG(q.sql), reports());
	sources[0].measured = (struct measured_said){0};
	str signs = S("");
	for (size_t i = 0; notes.signs_n && i < asked.columns_n; i++)
		signs = arena_printf(arena, "%.*s %u", STR_ARG(signs), notes.signs[i]);
	return arena_cstr(arena, arena_printf(arena, "%s%.*s%s", table_of(&rows), STR_ARG(signs),
	                                      notes.weighted ? " weighted" : ""));
}

START_TEST(small_counts_are_kept_back)
{
	static const char answers[] =
	        "g,a,w\nx,p,1\nx,p,1\nx,p,1\nx,p,1\nx,p,1\nx,q,2\nx,q,2\nx,r,1\nx,r,1\nx,r,1\n"
	        "x,r,1\nx,r,1\nx,r,1\ny,p,1\ny,q,1\ny,q,1\ny,q,3\ny,q,1\ny,r,1\ny,r,1\ny,r,1\ny,r,"
	        "1\nz,p,1\n";
	add_csv(S("survey"), S(answers), false);
	const struct measured_said two = {.suppress = 2}, three = {.suppress = 3},
	                           five = {.suppress = 5},
	                           few = {.few = 12, .small = SMALL_BASE_COUNTS},
	                           both = {.few = 12, .suppress = 3, .small = SMALL_BASE_ALLOW},
	                           warn = {.few = 12, .small = SMALL_BASE_WARN},
	                           heavy = {.weight = {S("w"), {0}}, .suppress = 3};
	ck_assert_str_eq(kept_rows("survey.a", NULL, "a share count n", two),
	                 "p,0.3043,7,23,null,null,null;q,0.2609,6,23,null,null,null;r,0.4348,10,23,"
	                 "null,null,null; 0 4 5 6");
	ck_assert_str_eq(kept_rows("survey.a", NULL, "a share count n",
	                           (struct measured_said){.suppress = 7}),
	                 "p,null,null,23,c,c,null;q,null,null,23,c,<7,null;r,0.4348,10,23,null,"
	                 "null,null; 0 4 5 6");
	ck_assert_str_eq(kept_rows("survey.a", "g", "g a share count", two),
	                 "x,p,null,null,c,c;x,q,null,null,c,c;x,r,0.4615,6,null,null;y,p,null,null,"
	                 "c,<2;y,q,null,null,c,c;y,r,null,null,c,c;z,p,null,null,c,<2; 0 0 4 5");
	ck_assert_str_eq(kept_rows("survey.a", "g", "g a count n", three),
	                 "x,p,null,13,c,null;x,q,null,13,<3,null;x,r,6,13,null,null;y,p,null,null,<"
	                 "3,c;y,q,null,null,c,c;y,r,null,null,c,c;z,p,null,null,<3,<3; 0 0 4 5");
	ck_assert_str_eq(kept_rows("survey.a", "g", "g a count n", five),
	                 "x,p,null,13,c,null;x,q,null,13,<5,null;x,r,null,13,c,null;y,p,null,null,<"
	                 "5,c;y,q,null,null,<5,c;y,r,null,null,<5,c;z,p,null,null,<5,<5; 0 0 4 5");
	ck_assert_str_eq(kept_rows("survey.a", "g", "g a share n", few),
	                 "x,p,0.3846,13,null;x,q,0.1538,13,null;x,r,0.4615,13,null;y,p,null,9,1/"
	                 "9;y,q,null,9,4/9;y,r,null,9,4/9;z,p,null,1,1/1; 0 0 4 0");
	ck_assert_str_eq(kept_rows("survey.a", "g", "g a share n", warn),
	                 "x,p,0.3846,13,null;x,q,0.1538,13,null;x,r,0.4615,13,null;y,p,0.1111,9,;y,"
	                 "q,0.4444,9,;y,r,0.4444,9,;z,p,1,1,; 0 0 4 0");
	ck_assert_str_eq(
	        kept_rows("survey.a", "g", "g a share n", both),
	        "x,p,null,13,c,null;x,q,null,13,c,null;x,r,0.4615,13,null,null;y,p,null,null,c,c;y,"
	        "q,null,null,c,c;y,r,null,null,c,c;z,p,null,null,c,<3; 0 0 4 5");
	ck_assert_str_eq(
	        kept_rows("survey.a", "g", "g a share n", heavy),
	        "x,p,null,13,c,null;x,q,null,13,c,null;x,r,0.4,13,null,null;y,p,null,null,c,c;y,q,"
	        "null,null,c,c;y,r,null,null,c,c;z,p,null,null,c,<3; 0 0 4 5 weighted");
	ck_assert_str_eq(kept_rows("survey.rows", "g", "g n", five),
	                 "x,13,null;y,null,c;z,null,<5; 0 2");
	ck_assert_str_eq(kept_rows("survey.w", "g", "g mean n", five),
	                 "x,1.154,13,null,null;y,null,null,c,c;z,null,null,c,<5; 0 3 4");
	ck_assert_str_eq(kept_rows("survey.w", "g", "g mean n", heavy),
	                 "x,1.267,13,null,null;y,null,null,c,c;z,null,null,c,<3; 0 3 4 weighted");
}
END_TEST

/* What a table of a measure cannot give: the column stands at 600, groups at 700. */
static const struct {
	const char *name, *by, *column, *told, *hint;
} untold[] = {
        {"survey.policy", NULL, "shar",
         "600+4 data/unknown-measure a measure gives no column 'shar'", "Did you mean 'share'?"},
        {"survey.policy", NULL, "zzzzzz",
         "600+6 data/unknown-measure a measure gives no column 'zzzzzz'",
         "There are those under by:"},
        {"survey.policy", NULL, "most",
         "600+4 data/unknown-measure a measure gives no column 'most'", ""},
        {"survey.obstacle", NULL, "mean",
         "600+4 data/not-a-number-column answers of 'obstacle' have no mean",
         "They have a share and a count each, of n."},
        {"survey.policy", "siz", "share",
         "700+3 data/unknown-column table 'survey' has no column 'siz'", "size"},
};

START_TEST(what_a_table_of_a_measure_cannot_give)
{
	struct tables *t = measured_tables();
	for (size_t i = 0; i < sizeof untold / sizeof *untold; i++) {
		struct query q;
		struct measure_notes notes = {0};
		const char *named = untold[i].by ? untold[i].by : "size";
		struct said by = {str_of(named), {project.at.file, (uint32_t)strlen(named), 700}};
		struct said column = {str_of(untold[i].column),
		                      {project.at.file, (uint32_t)strlen(untold[i].column), 600}};
		struct measure_rows asked = {.name = str_of(untold[i].name),
		                             .by = &by,
		                             .by_n = untold[i].by != NULL,
		                             .columns = &column,
		                             .columns_n = 1};
		size_t n = diag_count(diags);
		ck_assert(!measure_query(t, arena, diags, &asked, NULL, 0, &q, &notes));
		ck_assert_uint_eq(diag_count(diags), n + 1);
		const struct report *r = diag_at(diags, n);
		const char *told =
		        arena_printf(arena, "%llu+%u %.*s %.*s", (unsigned long long)r->at.off,
		                     r->at.len, STR_ARG(r->code), STR_ARG(r->message))
		                .ptr;
		ck_assert_msg(!strcmp(told, untold[i].told), "%s", told);
		ck_assert_msg(str_find(r->hint, str_of(untold[i].hint)) != SIZE_MAX, "%.*s",
		              STR_ARG(r->hint));
	}
}
END_TEST

START_TEST(what_is_named_is_checked_at_its_place)
{
	struct tables *t = measured_tables();
	ck_assert(measure_check(t, diags, NULL, 0));
	const struct yaml *y = yaml_parse(arena, diags, S("staff: stff > 1\nodd: size > (\n"),
	                                  (struct span){project.at.file, 31, 0}, NULL, NULL);
	specs[0] = (struct measure_spec){.table = {S("survey"), {0}}, .name = key_of(y, 0),
	                                 .is = expression(y, 0)};
	specs[1] = (struct measure_spec){.table = {S("survey"), {0}}, .name = {S("mine"), {0}},
	                                 .is = expression(y, 0)};
	specs[2] = (struct measure_spec){.table = {S("survey"), {0}}, .name = key_of(y, 1),
	                                 .of = expression(y, 1)};
	ck_assert(!measure_check(t, diags, NULL, 0));
	ck_assert_str_eq(
	        reports(),
	        "strom.yml:0+5 data/measure-is-column table 'survey' has a column 'staff' already\n"
	        "strom.yml:7+4 data/unknown-column no column 'stff'\n"
	        "strom.yml:16+3 data/syntax syntax error near ')'\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_measure");
	TCase *tests = tcase_create("measure");
	tcase_add_checked_fixture(tests, setup_project, teardown_project);
	tcase_add_test(tests, a_name_gives_its_number);
	tcase_add_test(tests, a_wrong_name_is_told_with_what_there_is);
	tcase_add_test(tests, a_place_that_is_not_the_names_own_is_kept_whole);
	tcase_add_test(tests, a_sensitive_table_has_no_measures);
	tcase_add_test(tests, a_table_of_a_measure_has_a_row_a_group);
	tcase_add_test(tests, small_counts_are_kept_back);
	tcase_add_test(tests, what_a_table_of_a_measure_cannot_give);
	tcase_add_test(tests, what_is_named_is_checked_at_its_place);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
