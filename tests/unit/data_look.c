/* What was understood of a source, column by column. */
#include "unit/data_project.h"

#include "data/look.h"

#include <signal.h>

static struct look looked;

static bool look(str bytes, bool sensitive)
{
	add_csv(S("survey"), bytes, sensitive);
	return look_at(arena, diags, &project, &looked);
}

/* "name type values/empty/odd distinct least..most [samples]" */
static const char *shown(size_t i)
{
	const struct look_column *c = &looked.columns[i];
	struct buf b = {0};
	buf_printf(&b, "%.*s %d %llu/%llu/%llu %llu %.*s..%.*s [", STR_ARG(c->name), (int)c->type,
	           (unsigned long long)c->values, (unsigned long long)c->empty,
	           (unsigned long long)c->odd, (unsigned long long)c->distinct, STR_ARG(c->least),
	           STR_ARG(c->most));
	for (size_t k = 0; k < c->samples_n; k++)
		buf_printf(&b, "%s%.*s", k ? "|" : "", STR_ARG(c->samples[k]));
	buf_byte(&b, ']');
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static const char *columns(void)
{
	struct buf b = {0};
	for (size_t i = 0; i < looked.n; i++)
		buf_printf(&b, "%s\n", shown(i));
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

START_TEST(columns_are_counted_with_samples)
{
	ck_assert_msg(look(S("town,n,share\nRiga,1,1.5\nTartu,3,\nRiga,2,0.25\nKiel,,2\n"), false),
	              "%s", reports());
	ck_assert(looked.made);
	ck_assert_uint_eq(looked.rows, 4);
	ck_assert_str_eq(columns(), "town 1 4/0/0 3 Kiel..Tartu [Riga|Tartu|Riga]\n"
	                            "n 2 3/1/0 3 1..3 [1|3|2]\n"
	                            "share 3 3/1/0 3 0.25..2.0 [1.5|0.25|2]\n");
}
END_TEST

/* In numbers "n/a" is no value; in texts it is one. */
START_TEST(words_for_no_value_are_counted_as_none)
{
	ck_assert_msg(look(S("n,word\n1,n/a\nn/a,x\n2,\n,n/a\nn/a,y\n4,z\n"), false), "%s",
	              reports());
	ck_assert_str_eq(columns(),
	                 "n 2 3/3/0 3 1..4 [1|2|4]\nword 1 5/1/0 4 n/a..z [n/a|n/a|x]\n");
}
END_TEST

/* What is cut off anywhere is no record. */
START_TEST(records_are_whole)
{
	struct look_column column = {.name = S("n"),
	                             .type = READ_INT,
	                             .values = 3,
	                             .empty = 1,
	                             .odd = 2,
	                             .distinct = 4,
	                             .least = S("1"),
	                             .most = S("9"),
	                             .samples = {S("5"), S("6")},
	                             .samples_n = 2,
	                             .variable = 1,
	                             .codes = 7,
	                             .question = S("q"),
	                             .unit = S("h")};
	struct buf b = {0};
	struct look out = {.made = false};
	buf_u32(&b, 1);
	buf_u64(&b, 12);
	buf_u32(&b, 4);
	for (uint32_t flags = 0; flags < 4; flags++) {
		buf_slice(&b, S("sheet"));
		buf_u32(&b, flags == 3 ? 7 : 1u << flags);
	}
	buf_u32(&b, 1);
	look_put_column(&b, &column, false);
	ck_assert(look_take(arena, buf_str(&b), &out));
	ck_assert(out.made && out.rows == 12 && out.sheets_n == 4 && out.n == 1);
	for (size_t i = 0; i < 4; i++) {
		const struct look_sheet *s = &out.sheets[i];
		ck_assert(str_eq(s->name, S("sheet")));
		ck_assert_int_eq(s->table + 2 * s->aside + 4 * s->read, i == 3 ? 7 : 1 << i);
	}
	const struct look_column *c = &out.columns[0];
	ck_assert(str_eq(c->name, S("n")) && c->type == READ_INT && c->values == 3 &&
	          c->empty == 1 && c->odd == 2 && c->distinct == 4 && c->samples_n == 2 &&
	          c->variable == 1 && c->codes == 7);
	ck_assert(str_eq(c->least, S("1")) && str_eq(c->most, S("9")) &&
	          str_eq(c->samples[1], S("6")) && str_eq(c->question, S("q")) &&
	          str_eq(c->unit, S("h")));
	for (size_t n = 0; n < b.len; n++) {
		struct look none = {.made = false};
		ck_assert_msg(!look_take(arena, (str){b.ptr, n}, &none), "%zu bytes", n);
	}
	buf_drop(&b);
}
END_TEST

START_TEST(of_a_sensitive_source_numbers_alone_are_known)
{
	ck_assert_msg(look(S("town,n\nRiga,1\nTartu,3\nRiga,2\n"), true), "%s", reports());
	ck_assert(looked.made);
	ck_assert_uint_eq(looked.rows, 3);
	ck_assert_str_eq(columns(), " 1 3/0/0 2 .. []\n 2 3/0/0 3 .. []\n");
}
END_TEST

/* A column of which nothing can be made: there is no table, and all the same what was seen. */
START_TEST(what_was_seen_is_told_without_a_table)
{
	bool known =
	        look(S("town,n\nRiga,1\nTartu,three\nRiga,2\nKiel,4\nOslo,5\nTurku,6\n"), false);
	ck_assert_str_eq(reports(), "survey:20+5 data/odd-cells column 'n' looks like numbers, but "
	                            "1 of its 6 cells is none: 'three'\n");
	ck_assert(known);
	ck_assert(!looked.made);
	ck_assert_str_eq(columns(), "town 1 6/0/0 0 .. [Riga|Tartu|Riga]\n"
	                            "n 2 6/0/1 0 .. [1|2|4]\n");
}
END_TEST

static bool crash(struct strom_job *job, const struct strom_source_host *host,
                  const struct strom_input *input)
{
	(void)job, (void)host, (void)input;
	raise(SIGKILL);
	return true;
}

/* Of a column that seems to be of numbers, a spreadsheet's error is odd, and told as one. */
START_TEST(errors_of_spreadsheets_are_odd)
{
	ck_assert(look(S("n,t\n1,a\n#REF!,b\n2,c\n3,d\n"), false));
	ck_assert(!looked.made);
	ck_assert_str_eq(reports(), "survey:8+5 data/spreadsheet-error '#REF!' in column 'n' is a "
	                            "spreadsheet's error\n");
	ck_assert_str_eq(columns(), "n 2 4/0/1 0 .. [1|2|3]\n"
	                            "t 1 4/0/0 0 .. [a|b|c]\n");
}
END_TEST

START_TEST(nothing_is_known_where_the_loader_ends)
{
	static const struct strom_source functions = {.size = sizeof functions, .read = crash};
	add_source(plugin_of("killed", &functions, no_options), S("survey"), S("x"), false, NULL,
	           0);
	looked.n = looked.rows = looked.sheets_n = 7;
	ck_assert(!look_at(arena, diags, &project, &looked));
	ck_assert(!looked.made);
	ck_assert_uint_eq(looked.n, 0);
	ck_assert_uint_eq(looked.rows, 0);
	ck_assert_uint_eq(looked.sheets_n, 0);
	ck_assert_uint_eq(diag_errors(diags), 1);
}
END_TEST

static bool give_values(struct strom_job *job, const struct strom_source_host *host,
                        const struct strom_input *input)
{
	struct strom_column n = {.size = sizeof n, .name = STROM_S("n"), .type = STROM_COLUMN_INT};
	(void)input;
	if (!host->column(job, &n))
		return false;
	for (int64_t i = 1; i <= 6; i++) {
		struct strom_cell cell = {.size = sizeof cell, .integer = i % 4};
		cell.null = i == 4;
		if (!host->row(job, cell.pos) || !host->cell(job, &cell))
			return false;
	}
	return true;
}

START_TEST(values_of_a_plugin_are_asked_of_the_table)
{
	static const struct strom_source functions = {.size = sizeof functions,
	                                              .read = give_values};
	add_source(plugin_of("values", &functions, no_options), S("survey"), S("x"), false, NULL,
	           0);
	ck_assert_msg(look_at(arena, diags, &project, &looked), "%s", reports());
	ck_assert_uint_eq(looked.rows, 6);
	ck_assert_str_eq(columns(), "n 2 5/1/0 3 1..3 [1|2|3]\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_look");
	TCase *tests = tcase_create("look");
	tcase_add_checked_fixture(tests, setup_project, teardown_project);
	tcase_add_test(tests, columns_are_counted_with_samples);
	tcase_add_test(tests, words_for_no_value_are_counted_as_none);
	tcase_add_test(tests, records_are_whole);
	tcase_add_test(tests, of_a_sensitive_source_numbers_alone_are_known);
	tcase_add_test(tests, what_was_seen_is_told_without_a_table);
	tcase_add_test(tests, errors_of_spreadsheets_are_odd);
	tcase_add_test(tests, nothing_is_known_where_the_loader_ends);
	tcase_add_test(tests, values_of_a_plugin_are_asked_of_the_table);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
