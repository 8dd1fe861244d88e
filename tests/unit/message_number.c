/* Numbers, percentages and dates as languages write them. */
#include <check.h>
#include <locale.h>
#include <math.h>

#include "message/number.h"

#define NBSP "\u00A0"
#define NNBSP "\u202F"
#define MINUS "\u2212"

static struct arena *arena;

static void begin(void) { arena = arena_new(); }
static void end(void) { arena_drop(arena); }

static const struct {
	const char *language;
	enum column_format format;
	int decimals;
	double number;
	const char *wanted;
} rows[] = {
	{"en", FORMAT_NUMBER, -1, 1234567.891, "1,234,567.891"},
	{"en", FORMAT_NUMBER, -1, 1234.5, "1,234.5"},
	{"en", FORMAT_NUMBER, -1, 120, "120"},
	{"lv", FORMAT_NUMBER, -1, 1234567.891, "1" NBSP "234" NBSP "567,891"},
	{"lv", FORMAT_NUMBER, -1, 1234, "1234"},
	{"lv", FORMAT_NUMBER, 1, 12345, "12" NBSP "345,0"},
	{"ru", FORMAT_NUMBER, -1, 1234, "1" NBSP "234"},
	{"pl", FORMAT_NUMBER, -1, 1234, "1234"},
	{"de", FORMAT_NUMBER, 2, 1234.5, "1.234,50"},
	{"et", FORMAT_NUMBER, -1, -5, MINUS "5"},
	{"fi", FORMAT_NUMBER, -1, -5, MINUS "5"},
	{"en", FORMAT_NUMBER, -1, -5, MINUS "5"},
	{"de", FORMAT_PERCENT, 0, -0.5, MINUS "50" NBSP "%"},
	{"pl", FORMAT_NUMBER, 1, -1.5, MINUS "1,5"},
	{"en", FORMAT_TEXT, -1, -5, "-5"},
	/* ties go away from zero */
	{"en", FORMAT_NUMBER, 0, 0.5, "1"},
	{"en", FORMAT_NUMBER, 0, 1.5, "2"},
	{"en", FORMAT_NUMBER, 0, 2.5, "3"},
	{"en", FORMAT_NUMBER, 0, -2.5, MINUS "3"},
	{"en", FORMAT_NUMBER, 2, 1.005, "1.01"},
	{"en", FORMAT_NUMBER, -1, 0.0005, "0.001"},
	/* no minus before a zero */
	{"en", FORMAT_NUMBER, 0, -0.4, "0"},
	{"en", FORMAT_NUMBER, -1, -0.0, "0"},
	{"en", FORMAT_PERCENT, 0, 0.345, "35%"},
	{"en", FORMAT_PERCENT, 1, 0.3455, "34.6%"},
	{"en", FORMAT_PERCENT, -1, 0.3455, "34.55%"},
	{"ru", FORMAT_PERCENT, 0, 0.345, "35" NBSP "%"},
	{"de", FORMAT_PERCENT, 0, 12.5, "1.250" NBSP "%"},
	{"lv", FORMAT_PERCENT, 0, 0.345, "35%"},
	{"da", FORMAT_NUMBER, -1, 12345.5, "12.345,5"},
	{"lt", FORMAT_NUMBER, -1, 12345.5, "12" NBSP "345,5"},
	{"nb", FORMAT_NUMBER, -1, 12345.5, "12" NBSP "345,5"},
	{"sv", FORMAT_NUMBER, -1, 12345.5, "12" NBSP "345,5"},
	{"da", FORMAT_PERCENT, 0, 0.345, "35" NBSP "%"},
	{"lt", FORMAT_PERCENT, 0, 0.345, "35" NBSP "%"},
	{"nb", FORMAT_PERCENT, 0, 0.345, "35" NBSP "%"},
	{"pl", FORMAT_PERCENT, 0, 0.345, "35%"},
	{"sv", FORMAT_PERCENT, 0, 0.345, "35" NBSP "%"},
	{"en", FORMAT_TEXT, -1, 2015, "2015"},
	{"en", FORMAT_TEXT, -1, 12345678, "12345678"},
	{"en", FORMAT_DATE, -1, 2015, "2,015"},
	{"en", FORMAT_NUMBER, 99, 0.5, "0.500000000000000"},
	{"en", FORMAT_NUMBER, -1, INFINITY, "∞"},
	{"en", FORMAT_NUMBER, -1, NAN, "NaN"},
	{"xx", FORMAT_NUMBER, -1, 1234.5, "1,234.5"},
	{"not a language!", FORMAT_NUMBER, -1, 1234.5, "1,234.5"},
};

static str number_text(str language, enum column_format format, int decimals, double number)
{
	return numbers_format(numbers_new(arena, language), format, decimals, number);
}

START_TEST(numbers)
{
	str text = number_text(str_of(rows[_i].language), rows[_i].format, rows[_i].decimals,
	                       rows[_i].number);
	ck_assert_msg(str_eq(text, str_of(rows[_i].wanted)), "'%.*s', not '%s'", STR_ARG(text),
	              rows[_i].wanted);
	struct numbers *n = numbers_new(arena, str_of(rows[_i].language));
	for (int i = 0; i < 2; i++)
		ck_assert(str_eq(
		        numbers_format(n, rows[_i].format, rows[_i].decimals, rows[_i].number),
		        text));
}
END_TEST

START_TEST(integers)
{
	struct numbers *n = numbers_new(arena, S("en"));
	ck_assert(str_eq(numbers_integer(n, INT64_MAX), S("9,223,372,036,854,775,807")));
	ck_assert(str_eq(numbers_integer(n, -1), S(MINUS "1")));
}
END_TEST

/* The machine's locale plays no part, not even for a language that ICU does not know. */
START_TEST(machine_locale)
{
	setenv("LC_ALL", "de_DE.UTF-8", 1);
	setenv("LANG", "de_DE.UTF-8", 1);
	setlocale(LC_ALL, "");
	ck_assert(str_eq(number_text(S("xx"), FORMAT_NUMBER, 1, 1234), S("1,234.0")));
	ck_assert(str_eq(number_text(S("en"), FORMAT_NUMBER, 1, 1234), S("1,234.0")));
}
END_TEST

static const struct {
	const char *language;
	enum date_style style;
	const char *iso, *wanted;
} days[] = {
        {"en", DATE_LONG, "2015-10-31", "October 31, 2015"},
        {"lv", DATE_LONG, "2015-10-31", "2015. gada 31. oktobris"},
        {"ru", DATE_LONG, "2015-10-31", "31 октября 2015" NNBSP "г."},
        {"da", DATE_LONG, "2015-10-31", "31. oktober 2015"},
        {"et", DATE_LONG, "2015-10-31", "31. oktoober 2015"},
        {"fi", DATE_LONG, "2015-10-31", "31. lokakuuta 2015"},
        {"lt", DATE_LONG, "2015-10-31", "2015 m. spalio 31 d."},
        {"nb", DATE_LONG, "2015-10-31", "31. oktober 2015"},
        {"pl", DATE_LONG, "2015-10-31", "31 października 2015"},
        {"sv", DATE_LONG, "2015-10-31", "31 oktober 2015"},
        {"de", DATE_MEDIUM, "2015-10-31", "31.10.2015"},
        {"en", DATE_FULL, "2000-02-29", "Tuesday, February 29, 2000"},
        {"en", DATE_SHORT, "2014-11-01", "11/1/14"},
        {"en", DATE_FULL, "1970-01-01", "Thursday, January 1, 1970"},
        /* Gregorian before 1582 too */
        {"en", DATE_FULL, "1500-03-01", "Thursday, March 1, 1500"},
        {"en", DATE_LONG, "0001-01-01", "January 1, 1"},
        {"en", DATE_LONG, "9999-12-31", "December 31, 9999"},
        {"fa", DATE_SHORT, "2015-10-31", NULL}, /* a Gregorian year all the same */
        {"en", DATE_LONG, "2015-02-29", NULL},
        {"en", DATE_LONG, "2015-13-01", NULL},
        {"en", DATE_LONG, "2015-1-01", NULL},
        {"en", DATE_LONG, "0000-01-01", NULL},
        {"en", DATE_LONG, "2015-10-31T00:00", NULL},
        {"en", DATE_LONG, "", NULL},
};

START_TEST(dates)
{
	struct numbers *n = numbers_new(arena, str_of(days[_i].language));
	str text = S("");
	bool fine = numbers_date(n, days[_i].style, str_of(days[_i].iso), &text);
	ck_assert_int_eq(fine, number_date_is_iso(str_of(days[_i].iso)));
	if (days[_i].wanted)
		ck_assert_msg(str_eq(text, str_of(days[_i].wanted)), "'%.*s'", STR_ARG(text));
	else if (fine)
		ck_assert_msg(str_find(text, S("۲۰۱۵")) != SIZE_MAX, "'%.*s'", STR_ARG(text));
}
END_TEST

START_TEST(skeletons)
{
	struct numbers *n = numbers_new(arena, S("lv"));
	struct number_shown shown;
	str text;
	size_t wrong = 0;
	struct number one = {.real = 1};
	ck_assert(numbers_show(n, S(".0"), one, PLURAL_CARDINAL, &shown, &wrong));
	ck_assert(str_eq(shown.text, S("1,0")) && str_eq(shown.form, S("one")));
	ck_assert(!numbers_show(n, S(".0 bogus"), one, PLURAL_NONE, &shown, &wrong));
	ck_assert_uint_eq(wrong, 3);
	ck_assert(!numbers_show(n, S("scale/1E99999999"), one, PLURAL_NONE, &shown, &wrong));
	ck_assert(!numbers_show(n, S(".0 \xC4\x81"), one, PLURAL_NONE, &shown, &wrong));
	ck_assert(numbers_date_skeleton(n, S("yMMMM"), S("2015-10-31"), &text));
	ck_assert(str_eq(text, S("2015. g. oktobris")));
	ck_assert(!numbers_date_skeleton(n, S(""), S("2015-10-31"), &text));
	ck_assert(!numbers_date_skeleton(n, S("y'x'"), S("2015-10-31"), &text));
}
END_TEST

START_TEST(forms)
{
	struct number_shown shown;
	size_t wrong;
	const str *names;
	ck_assert_uint_eq(numbers_forms(numbers_new(arena, S("lv")), PLURAL_CARDINAL, &names), 3);
	ck_assert_uint_eq(numbers_forms(numbers_new(arena, S("ru")), PLURAL_CARDINAL, &names), 4);
	ck_assert_uint_eq(numbers_forms(numbers_new(arena, S("en")), PLURAL_ORDINAL, &names), 4);
	struct numbers *en = numbers_new(arena, S("en"));
	ck_assert(numbers_show(en, S(".0"), (struct number){.real = 1}, PLURAL_CARDINAL, &shown,
	                       &wrong));
	ck_assert(str_eq(shown.text, S("1.0")) && str_eq(shown.form, S("other")));
	ck_assert(numbers_show(en, S(""), (struct number){.whole = true, .integer = 22},
	                       PLURAL_ORDINAL, &shown, &wrong));
	ck_assert(str_eq(shown.form, S("two")));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("text_number");
	TCase *c = tcase_create("all");
	tcase_add_checked_fixture(c, begin, end);
	tcase_set_timeout(c, 240);
	tcase_add_loop_test(c, numbers, 0, sizeof rows / sizeof *rows);
	tcase_add_test(c, integers);
	tcase_add_test(c, machine_locale);
	tcase_add_loop_test(c, dates, 0, sizeof days / sizeof *days);
	tcase_add_test(c, skeletons);
	tcase_add_test(c, forms);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
