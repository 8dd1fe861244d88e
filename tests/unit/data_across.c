/* Crosstabs: the values of the last group beside each other, with totals and signs, and what is
 * refused of them; and states of values, which follow the columns that they are of. */
#include "unit/data_folder.h"

#include "data/measure.h"

#define DATA                                                                                       \
	"size,land,trust,hours,serv\n"                                                             \
	"1,LV,1,10,legal\n1,LV,0,20,legal shelter\n1,EE,1,30,\n2,LV,1,40,shelter\n"                \
	"2,LV,1,5,legal\n2,FI,0,6,legal\n3,FI,1,7,\n3,EE,,8,shelter\n"

#define BOOK                                                                                       \
	"variable,value,label_en,order,missing,type,unit\n"                                        \
	"size,,Size,,,,\nsize,1,Small,,,,\nsize,2,Large,,,,\nsize,3,Huge,,,,\n"                    \
	"trust,,Trust,,,,\ntrust,1,Yes,1,,,\ntrust,0,No,2,,,\n"                                    \
	"serv,,Services,,,set,\nserv,legal,Legal aid,,,,\nserv,shelter,Shelter,,,,\n"

static size_t words_of(const char *text, struct said *out)
{
	size_t n = 0;
	for (str rest = str_of(text), one; rest.len; rest = str_from(rest, one.len + 1)) {
		one = str_until(rest, ' ');
		out[n++] = (struct said){one, {0}};
	}
	return n;
}

static struct measure_rows asked_of(const char *name, const char *by, const char *columns,
                                    const char *total)
{
	static struct said groups[4], list[8];
	return (struct measure_rows){.name = str_of(name),
	                             .by = groups,
	                             .by_n = words_of(by, groups),
	                             .columns = list,
	                             .columns_n = words_of(columns, list),
	                             .crosstab = true,
	                             .total = str_of(total)};
}

static void put_cell(struct buf *b, const struct cell *c)
{
	if (c->type == CELL_INT)
		buf_printf(b, "%lld", (long long)c->integer);
	else if (c->type == CELL_REAL)
		buf_printf(b, "%.3g", c->real);
	else
		buf_put(b, c->type == CELL_TEXT ? c->text : S("-"));
}

/* "EE FI LV: size count/EE count/FI ...": what stands over the columns, with the total's as "*". */
static void put_heads(struct buf *b, const struct measure_rows *asked,
                      const struct measure_notes *notes)
{
	for (size_t i = 0; i < notes->columns_n; i++) {
		const struct measure_column *c = &notes->columns[i];
		buf_printf(b, "%s%.*s", i ? " " : "", STR_ARG(asked->columns[c->said].text));
		if (c->value == MEASURE_NO_VALUE)
			continue;
		buf_byte(b, '/');
		if (c->value < notes->heads.n)
			put_cell(b, &notes->heads.values[c->value]);
		else
			buf_byte(b, '*');
	}
	buf_byte(b, '\n');
}

/* Rows, and behind a bar the signs of the columns that have one. */
static const char *crosstab(struct tables *t, const struct measure_rows *asked)
{
	struct measure_notes notes = {0};
	struct query q = {.sql = S("")};
	struct rows rows = {0};
	struct buf b = {0};
	forget_reports();
	if (!measure_query(t, arena, diags, asked, NULL, 0, &q, &notes) ||
	    !tables_query(t, arena, diags, q, NULL, 0, QUERY_PRINTED, &rows))
		return reports();
	put_heads(&b, asked, &notes);
	ck_assert_uint_eq(rows.columns, notes.columns_n + notes.signs_n);
	for (size_t i = 0; i < rows.n * rows.columns; i++) {
		size_t column = i % rows.columns;
		buf_put(&b, column == notes.columns_n ? S("|") : column ? S(",") : S(""));
		put_cell(&b, &rows.cells[i]);
		if (column + 1 == rows.columns)
			buf_byte(&b, '\n');
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static const struct {
	const char *name, *by, *columns, *total, *rows;
} tables[] = {
        {"survey.trust", "size land", "size trust count", "",
         "size trust count/EE count/FI count/LV\n"
         "1,1,1,0,1\n"
         "1,0,0,0,1\n"
         "2,1,0,0,2\n"
         "2,0,0,1,0\n"
         "3,1,0,1,0\n"
         "3,0,0,0,0\n"},
        {"survey.trust", "size land", "size trust share n", "",
         "size trust share/EE n/EE share/FI n/FI share/LV n/LV\n"
         "1,1,1,1,-,0,0.5,2\n"
         "1,0,0,1,-,0,0.5,2\n"
         "2,1,-,0,0,1,1,2\n"
         "2,0,-,0,1,1,0,2\n"
         "3,1,-,0,1,1,-,0\n"
         "3,0,-,0,0,1,-,0\n"},
        {"survey.trust", "size land", "size trust share", "All",
         "size trust share/EE share/FI share/LV share/*\n"
         "1,1,1,-,0.5,0.667|-\n"
         "1,0,0,-,0.5,0.333|-\n"
         "2,1,-,0,1,0.667|-\n"
         "2,0,-,1,0,0.333|-\n"
         "3,1,-,1,-,1|-\n"
         "3,0,-,0,-,0|-\n"
         "-,1,1,0.5,0.75,0.714|All\n"
         "-,0,0,0.5,0.25,0.286|All\n"},
        {"survey.trust", "size", "trust share count", "",
         "trust share/1 count/1 share/2 count/2 share/3 count/3\n"
         "1,0.667,2,0.667,2,1,1\n"
         "0,0.333,1,0.333,1,0,0\n"},
        {"survey.trust", "size", "trust count", "All",
         "trust count/1 count/2 count/3 count/*\n"
         "1,2,2,1,5\n"
         "0,1,1,0,2\n"},
        {"survey.trust.1", "size land", "size share n", "",
         "size share/EE n/EE share/FI n/FI share/LV n/LV\n"
         "1,1,1,-,0,0.5,2\n"
         "2,-,0,0,1,1,2\n"
         "3,-,0,1,1,-,0\n"},
        {"survey.trust.1", "land size", "land share", "Total",
         "land share/1 share/2 share/3 share/*\n"
         "EE,1,-,-,1|-\n"
         "FI,-,0,1,0.5|-\n"
         "LV,0.5,1,-,0.75|-\n"
         "-,0.667,0.667,1,0.714|Total\n"},
        {"survey.hours", "size land", "size mean sum", "",
         "size mean/EE sum/EE mean/FI sum/FI mean/LV sum/LV\n"
         "1,30,30,-,-,15,30\n"
         "2,-,-,6,6,22.5,45\n"
         "3,8,8,7,7,-,-\n"},
        {"survey.hours", "land size", "land mean n", "Total",
         "land mean/1 n/1 mean/2 n/2 mean/3 n/3 mean/* n/*\n"
         "EE,30,1,-,0,8,1,19,2|-\n"
         "FI,-,0,6,1,7,1,6.5,2|-\n"
         "LV,15,2,22.5,2,-,0,18.8,4|-\n"
         "-,20,3,17,3,7.5,2,15.8,8|Total\n"},
        {"survey.hours", "size", "sum", "",
         "sum/1 sum/2 sum/3\n"
         "60,51,15\n"},
        {"survey.rows", "size land", "size n", "",
         "size n/EE n/FI n/LV\n"
         "1,1,0,2\n"
         "2,0,1,2\n"
         "3,1,1,0\n"},
        {"survey.rows", "land size", "land n", "Total",
         "land n/1 n/2 n/3 n/*\n"
         "EE,1,0,1,2|-\n"
         "FI,0,1,1,2|-\n"
         "LV,2,2,0,4|-\n"
         "-,3,3,2,8|Total\n"},
        {"survey.rows", "size land trust", "size land n", "",
         "size land n/1 n/0\n"
         "1,EE,1,0\n"
         "1,LV,1,1\n"
         "2,FI,0,1\n"
         "2,LV,2,0\n"
         "3,FI,1,0\n"},
        {"survey.serv", "land", "serv count", "",
         "serv count/EE count/FI count/LV\n"
         "legal,0,1,3\n"
         "shelter,1,0,2\n"},
        {"survey.trust", "size land", "trust count", "",
         "-:0:0+0 data/crosstab 'size' heads rows, and is not under columns\n"},
        {"survey.trust", "size land", "size count", "",
         "size count/EE count/FI count/LV\n"
         "1,1,0,1\n"
         "2,0,0,2\n"
         "3,0,1,0\n"},
        {"survey.trust", "size land", "size trust", "",
         "-:0:0+0 data/crosstab no number stands under columns\n"},
        {"survey.trust", "size land", "size trust land count", "",
         "size trust count/EE count/FI count/LV\n"
         "1,1,1,0,1\n"
         "1,0,0,0,1\n"
         "2,1,0,0,2\n"
         "2,0,0,1,0\n"
         "3,1,0,1,0\n"
         "3,0,0,0,0\n"},
        {"survey.trust", "size land", "size trust count size", "",
         "size trust size count/EE count/FI count/LV\n"
         "1,1,1,1,0,1\n"
         "1,0,1,0,0,1\n"
         "2,1,2,0,0,2\n"
         "2,0,2,0,1,0\n"
         "3,1,3,0,1,0\n"
         "3,0,3,0,0,0\n"},
        {"survey.trust", "size serv", "size trust count", "",
         "-:0:0+0 data/set-as-group column 'serv' holds several answers a row, and makes no "
         "groups\n"},
};

START_TEST(the_last_group_stands_beside)
{
	struct tables *t = survey_of(DATA, BOOK, ", small-base-below: 1");
	struct measure_rows asked =
	        asked_of(tables[_i].name, tables[_i].by, tables[_i].columns, tables[_i].total);
	const char *got = crosstab(t, &asked);
	ck_assert_msg(!strcmp(got, tables[_i].rows), "%s by %s: %s\n%s", tables[_i].name,
	              tables[_i].by, tables[_i].columns, got);
}
END_TEST

#define LOOP(c, test, of) tcase_add_loop_test(c, test, 0, (int)(sizeof of / sizeof *of))

/* ---- Signs ---- */

static const struct {
	const char *options, *name, *by, *columns, *total, *rows;
} signs[] = {
        {", suppress: 2", "survey.trust", "land size", "land trust count", "",
         "land trust count/1 count/2 count/3\n"
         "EE,1,-,0,0|<2,-,-\n"
         "EE,0,-,0,0|c,-,-\n"
         "FI,1,0,-,-|-,c,<2\n"
         "FI,0,0,-,-|-,<2,c\n"
         "LV,1,-,-,0|<2,c,-\n"
         "LV,0,-,-,0|<2,c,-\n"},
        {", suppress: 2", "survey.rows", "land size", "land n", "All",
         "land n/1 n/2 n/3 n/*\n"
         "EE,-,0,-,2|-,<2,-,<2,-\n"
         "FI,0,-,-,2|-,-,<2,<2,-\n"
         "LV,-,-,0,4|-,c,c,-,-\n"
         "-,3,3,2,8|All,-,-,-,-\n"},
        {", suppress: 3", "survey.hours", "size land", "size mean n", "",
         "size mean/EE n/EE mean/FI n/FI mean/LV n/LV\n"
         "1,-,-,-,0,-,-|c,<3,-,-,c,<3\n"
         "2,-,0,-,-,-,-|-,-,c,<3,c,<3\n"
         "3,-,-,-,-,-,0|c,<3,c,<3,-,-\n"},
        {", small-base-below: 3, small-base: allow", "survey.trust.1", "size land", "size share",
         "All",
         "size share/EE share/FI share/LV share/*\n"
         "1,1,-,0.5,0.667|-,*,-,*,-\n"
         "2,-,0,1,0.667|-,-,*,*,-\n"
         "3,-,1,-,1|-,-,*,-,*\n"
         "-,1,0.5,0.75,0.714|All,*,*,-,-\n"},
        {", small-base-below: 3, small-base: counts", "survey.trust.1", "size land", "size share n",
         "",
         "size share/EE n/EE share/FI n/FI share/LV n/LV\n"
         "1,-,1,-,0,-,2|1/1,-,1/2\n"
         "2,-,0,-,1,-,2|-,0/1,2/2\n"
         "3,-,0,-,1,-,0|-,1/1,-\n"},
        {", small-base-below: 3, small-base: warn", "survey.trust.1", "land size", "land share", "",
         "land share/1 share/2 share/3\n"
         "EE,1,-,-|,-,-\n"
         "FI,-,0,1|-,,\n"
         "LV,0.5,1,-|,,-\n"},
};

START_TEST(signs_stand_behind_the_rows)
{
	struct tables *t = survey_of(DATA, BOOK, signs[_i].options);
	struct measure_rows asked =
	        asked_of(signs[_i].name, signs[_i].by, signs[_i].columns, signs[_i].total);
	const char *got = crosstab(t, &asked);
	ck_assert_msg(!strcmp(got, signs[_i].rows), "%s by %s:\n%s", signs[_i].name, signs[_i].by,
	              got);
}
END_TEST

/* ---- Order ---- */

START_TEST(rows_go_by_their_groups)
{
	struct tables *t = survey_of(DATA, BOOK, ", small-base-below: 1");
	struct measure_rows asked = asked_of("survey.trust.1", "land size", "land count", "");
	asked.order = (struct said){S("land"), {0}};
	ck_assert_str_eq(crosstab(t, &asked),
	                 "-:0:0+0 data/unknown-order the rows of a crosstab go "
	                 "by their groups\n");
}
END_TEST

/* ---- How many ---- */

static const char *many(int n)
{
	struct buf b = {0};
	buf_put(&b, S("size,land\n"));
	for (int i = 0; i < n; i++)
		buf_printf(&b, "1,L%02d\n", i);
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

START_TEST(sixty_values_stand_beside_each_other)
{
	struct measure_rows asked = asked_of("survey.rows", "size land", "size n", "");
	const char *got = crosstab(survey_of(many(60), BOOK, ""), &asked);
	ck_assert_msg(strstr(got, " n/L59\n") != NULL, "%s", got);
	asked = asked_of("survey.rows", "size land", "size n", "");
	ck_assert_str_eq(crosstab(survey_of(many(61), BOOK, ""), &asked),
	                 "-:0:0+0 data/crosstab 'land' has 61 values, and no more than 60 stand "
	                 "beside each other\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_across");
	TCase *c = tcase_create("across");
	tcase_add_checked_fixture(c, begin, end);
	LOOP(c, the_last_group_stands_beside, tables);
	LOOP(c, signs_stand_behind_the_rows, signs);
	tcase_add_test(c, rows_go_by_their_groups);
	tcase_add_test(c, sixty_values_stand_beside_each_other);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
