/* The SQL functions of Strom's own: numbers, and letters of all languages. */
#include "unit/data_project.h"

#include "data/tables_parts.h"

static struct tables *tables;

static void setup(void)
{
	setup_project();
	add_csv(S("t"), S("n\n1\n2\n"), false);
	tables = load();
}

/* The one value, as SQLite would quote it; of an error, its message. */
static const char *value(const char *sql)
{
	struct cell cell;
	diags = diags_new(arena);
	struct query query = {.sql = arena_printf(arena, "select quote(%s)", sql)};
	if (!one_value(tables, query, NULL, 0, &cell))
		return arena_cstr(arena, diag_at(diags, 0)->message);
	return arena_cstr(arena, cell.text);
}

static void gives(const char *sql, const char *expected)
{
	ck_assert_msg(!strcmp(value(sql), expected), "%s gives %s", sql, value(sql));
}

START_TEST(whole_parts)
{
	gives("div(7, 2)", "3");
	gives("div(-7, 2)", "-3");
	gives("div(7, -2)", "-3");
	gives("div(6, 3)", "2");
	gives("div(7.9, 2)", "3");
	gives("div(7, 0.5)", "14");
	gives("div(1, 0)", "NULL");
	gives("div(1.5, 0.0)", "NULL");
	gives("div(null, 2)", "NULL");
	gives("div(2, null)", "NULL");
	gives("div(9223372036854775807, 1)", "9223372036854775807");
	gives("div(9223372036854775807, 2)", "4611686018427387903");
	gives("div(-9223372036854775807, -1)", "9223372036854775807");
	gives("div(-9223372036854775807 - 1, -1)", "integer overflow");
	gives("div(1e300, 1)", "integer overflow");
}
END_TEST

START_TEST(numbers_of_texts)
{
	gives("number('12')", "12");
	gives("number(' -12 ')", "-12");
	gives("number('1.50')", "1.5");
	gives("number('1e3')", "1000.0");
	gives("number(7)", "7");
	gives("number(7.5)", "7.5");
	gives("number(null)", "NULL");
	gives("number('10 791')", "'10 791' is no number");
	gives("number('1,5')", "'1,5' is no number");
	gives("number('')", "'' is no number");
	gives("number('12x')", "'12x' is no number");
	gives("number('0x10')", "'0x10' is no number");
	gives("number(x'3132')", "'bytes' is no number");
	gives("cast('12' as integer)", "12");
	gives("cast('12' as real)", "12.0");
	gives("cast('1.5' as numeric)", "1.5");
	gives("cast(7.9 as integer)", "7");
	gives("cast(-7.9 as integer)", "-7");
	gives("cast(7 as real)", "7.0");
	gives("cast('1.5' as integer)", "'1.5' is no number");
	gives("cast('50 %' as real)", "'50 %' is no number");
	gives("cast('99999999999999999999' as integer)", "'99999999999999999999' is no number");
	gives("cast(12 as text)", "'12'");
	gives("cast('AS' as text) || cast(cast('1' as int) as text)", "'AS1'");
}
END_TEST

/* A column that has no name of its own is called as it was written. */
START_TEST(casts_keep_their_words)
{
	struct rows rows;
	struct query query = {
	        .sql = S("select cast('1' as\n integer), cast(n as real) from t where n = 1")};
	ck_assert(tables_query(tables, arena, diags, query, NULL, 0, 0, &rows));
	ck_assert(str_eq(rows.names[0], S("cast('1' as\n integer)")));
	ck_assert(str_eq(rows.names[1], S("cast(n as real)")));
}
END_TEST

START_TEST(smallest_and_largest)
{
	gives("max(1, 2.5, -3)", "2.5");
	gives("min(1, 2.5, -3)", "-3");
	gives("max(1, null)", "NULL");
	gives("max('b', 'a', 'č')", "'č'");
	gives("min('2015-01-01', '2014-12-31')", "'2014-12-31'");
	gives("max(9007199254740993, 9007199254740992)", "9007199254740993");
	gives("max(1, 'a')", "a number is compared with a text: 'a' is text");
	gives("max(1,2,3,4,5,6,7,8,9,10,11,12)", "12");
	gives("max(1,2,3,4,5,6,7,8,9,10,11,12,13)",
	      "the check of types does not know the number of values in 'max'");
}
END_TEST

START_TEST(capitals_and_small_letters)
{
	gives("lower('ŪDENS')", "'ūdens'");
	gives("upper('Liepāja')", "'LIEPĀJA'");
	gives("upper('Straße ŉ')", "'STRASSE ʼN'");
	gives("lower('ЁЛКА')", "'ёлка'");
	gives("upper('\u0390')", "'\u0399\u0308\u0301'");
	gives("lower('')", "''");
	gives("upper(null)", "NULL");
	gives("lower(12)", "'12'");
}
END_TEST

START_TEST(patterns)
{
	gives("'Šķelda' like 'šķ%'", "1");
	gives("'ŠĶELDA' like '%elda'", "1");
	gives("'ūdens' like 'Ū_ens'", "1");
	gives("'ūdens' like 'Ū__ens'", "0");
	gives("'abcabd' like '%ab_'", "1");
	gives("'abcabd' like '%abc'", "0");
	gives("'abcxd' like '%abd'", "0");
	gives("'abcxabd' like '%abd'", "1");
	gives("'abcxd' glob '*abd'", "0");
	gives("'abcxabd' glob '*abd'", "1");
	gives("'aXbXXc' like 'a%b%d'", "0");
	/* A long way is no fault. */
	gives("printf('%.3000c', 'a') || 'z' like '%z'", "1");
	gives("printf('%.3000c', 'a') || 'z' like '%y'", "0");
	gives("'' like '%'", "1");
	gives("'' like '_'", "0");
	gives("'a' like ''", "0");
	gives("'50 %' like '%!%' escape '!'", "1");
	gives("'50 x' like '%!%' escape '!'", "0");
	gives("'a_b' like 'a!_b' escape '!'", "1");
	gives("'axb' like 'a!_b' escape '!'", "0");
	gives("null like 'a'", "NULL");
	gives("'a' like null", "NULL");
	gives("12 like '1%'", "1");
	gives("'a' like 'b' escape 'xx'", "ESCAPE expression must be a single character");
	gives("'ab' not like 'A%'", "0");
	gives("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab' like '%a%a%a%a%a%a%a%a%a%a%a%c'",
	      "0");
}
END_TEST

START_TEST(no_case)
{
	gives("'Ķekava' = 'ķEKAVA' collate nocase", "1");
	gives("'Ķekava' = 'Kekava' collate nocase", "0");
	gives("'ā' < 'B' collate nocase", "0");
	gives("'ab' < 'ABC' collate nocase", "1");
	gives("(select count(*) from (select 'Ū' as x union select 'ū' union select 'u') group by "
	      "x collate nocase order by 1 desc limit 1)",
	      "2");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("functions");
	TCase *t = tcase_create("values");
	tcase_add_checked_fixture(t, setup, teardown_project);
	tcase_add_test(t, whole_parts);
	tcase_add_test(t, numbers_of_texts);
	tcase_add_test(t, casts_keep_their_words);
	tcase_add_test(t, smallest_and_largest);
	tcase_add_test(t, capitals_and_small_letters);
	tcase_add_test(t, patterns);
	tcase_add_test(t, no_case);
	suite_add_tcase(s, t);
	return run_suite(s);
}
