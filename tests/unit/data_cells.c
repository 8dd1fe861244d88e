/* Cells one by one: numbers in all customs, dates in all orders, words that mean something. */
#include "data/read/amount.h"
#include "data/read/day.h"
#include "data/read/words.h"

#include "base/buf.h"

#include <check.h>

static struct arena *arena;
static struct months months;

static void set_up(void)
{
	arena = arena_new();
	months = (struct months){.arena = arena};
}

static void tear_down(void)
{
	arena_drop(arena);
}

/* ---- Numbers ---- */

enum {
	ANY = CUSTOM_ALL,
	POINT = 1 | 4 | 16 | 64 | 256,
	COMMA = 2 | 8 | 32 | 128,
	SPACE = 4 | 8,
	APOSTROPHE = 64 | 128,
	INDIA = 256
};

/* Its customs, and its value in the lowest. Code: it is a code besides. */
static const struct {
	const char *text;
	unsigned customs, whole;
	double value;
	bool code;
} numbers[] = {
        {"0", ANY, ANY, 0, false},
        {"12", ANY, ANY, 12, false},
        {"-12", ANY, ANY, -12, false},
        {"1234567", ANY, ANY, 1234567, false},
        {"0150", ANY, ANY, 150, true},
        {"+5", ANY, ANY, 5, true},
        {"00", ANY, ANY, 0, true},
        {"\xE2\x88\x92"
         "5",
         ANY, ANY, -5, false},
        {"\xE2\x80\x93"
         "5",
         ANY, ANY, -5, false},
        {"1.5", POINT, 0, 1.5, false},
        {"1,5", COMMA, 0, 1.5, false},
        {".5", POINT, 0, 0.5, false},
        {",5", COMMA, 0, 0.5, false},
        {"0.123", POINT, 0, 0.123, false},
        {"0,123", COMMA, 0, 0.123, false},
        {"1.200", POINT | CUSTOM_POINT_COMMA, CUSTOM_POINT_COMMA, 1.2, false},
        {"1,200", COMMA | CUSTOM_COMMA_POINT | INDIA, CUSTOM_COMMA_POINT | INDIA, 1.2, false},
        {"100,200", COMMA | CUSTOM_COMMA_POINT, CUSTOM_COMMA_POINT, 100.2, false},
        {"1,200.5", CUSTOM_COMMA_POINT | INDIA, 0, 1200.5, false},
        {"1.200,5", CUSTOM_POINT_COMMA, 0, 1200.5, false},
        {"1.200.300", CUSTOM_POINT_COMMA, CUSTOM_POINT_COMMA, 1200300, false},
        {"1,200,300", CUSTOM_COMMA_POINT, CUSTOM_COMMA_POINT, 1200300, false},
        {"12,34,567", INDIA, INDIA, 1234567, false},
        {"1,00,000.25", INDIA, 0, 100000.25, false},
        {"1 200", SPACE, SPACE, 1200, false},
        {"10 791,5", CUSTOM_SPACE_COMMA, 0, 10791.5, false},
        {"1\xC2\xA0"
         "200\xE2\x80\xAF"
         "300",
         SPACE, SPACE, 1200300, false},
        {"1'234.50", CUSTOM_APOSTROPHE_POINT, 0, 1234.5, false},
        {"1\xE2\x80\x99"
         "234",
         APOSTROPHE, APOSTROPHE, 1234, false},
        {"1234,5", COMMA, 0, 1234.5, false},
        {"1000.25", POINT, 0, 1000.25, false},
        {"12 34", 0, 0, 0, false},
        {"1 23", 0, 0, 0, false},
        {"12 34 56", 0, 0, 0, false},
        {"0 123", 0, 0, 0, false},
        {"1.2.3", 0, 0, 0, false},
        {"1,2,3", 0, 0, 0, false},
        {"1.200.5", 0, 0, 0, false},
        {"1 200.300 5", 0, 0, 0, false},
        {"1,200,30", 0, 0, 0, false},
        {"007,5", COMMA, 0, 7.5, true},
        {"45 %", ANY, ANY, 0.45, false},
        {"12,5%", COMMA, 0, 0.125, false},
        {"-3 %", ANY, ANY, -0.03, false},
        {"0.1 %", POINT, 0, 0.001, false},
        {"EUR 300", ANY, ANY, 300, false},
        {"300 EUR", ANY, ANY, 300, false},
        {"\xE2\x82\xAC"
         "1,200.50",
         CUSTOM_COMMA_POINT | INDIA, 0, 1200.5, false},
        {"-€5", ANY, ANY, -5, false},
        {"€ -5", ANY, ANY, -5, false},
        {"300 kr.", ANY, ANY, 300, false},
        {"kr 1 300", SPACE, SPACE, 1300, false},
        {"5 zł", ANY, ANY, 5, false},
        {"300,-", ANY, ANY, 300, false},
        {"300:-", ANY, ANY, 300, false},
        {"1.300,-", POINT | CUSTOM_POINT_COMMA, CUSTOM_POINT_COMMA, 1.3, false},
        {"eur 5", ANY, ANY, 5, false},
        {"CHF 300.–", ANY, ANY, 300, false},
        {"EUR 300,-", ANY, ANY, 300, false},
        {"300,- kr", ANY, ANY, 300, false},
        {"5.-", ANY, ANY, 5, false},
        {"10 руб.", ANY, ANY, 10, false},
        {"1e-05", ANY, 0, 1e-05, false},
        {"1.5e+03", POINT, 0, 1500, false},
        {"1,5E+03", COMMA, 0, 1500, false},
        {"12E4", ANY, 0, 120000, true},
        {"1e5", ANY, 0, 1e5, true},
        {"9223372036854775807", ANY, ANY, 9223372036854775807.0, false},
        {"9223372036854775808", ANY, ANY, 9223372036854775808.0, true},
        {"0.1234567890123456", POINT, 0, 0.1234567890123456, true},
        {"(5)", ANY, ANY, -5, false},
        {"5-", ANY, ANY, -5, false},
        {"(1,5 %)", COMMA, 0, -0.015, false},
};

START_TEST(numbers_in_their_customs)
{
	struct amount a;
	unsigned whole;
	double value = 0;
	str text = str_of(numbers[_i].text);
	ck_assert_msg(amount_read(text, &a), "%s", numbers[_i].text);
	unsigned customs = amount_customs(&a, &whole);
	ck_assert_msg(customs == numbers[_i].customs, "%s: %u", numbers[_i].text, customs);
	ck_assert_msg(whole == numbers[_i].whole, "%s: %u", numbers[_i].text, whole);
	if (!customs)
		return;
	ck_assert_msg(amount_is_code(&a) == numbers[_i].code, "%s", numbers[_i].text);
	ck_assert(amount_real(&a, (enum reading_custom)(customs & (0u - customs)), &value));
	ck_assert_msg(value <= numbers[_i].value && value >= numbers[_i].value, "%s: %.17g",
	              numbers[_i].text, value);
}
END_TEST

/* Those of a row are one currency, and no other row's. */
static const char *const currencies[][6] = {
        {"5 %"},
        {"5 EUR", "5 €", "5 euro", "5 euros", "5 eiro", "5 евро"},
        {"5 kr", "5 kr."},
        {"5 DKK"},
        {"5 NOK"},
        {"5 SEK"},
        {"5 ISK"},
        {"5 PLN", "5 zł"},
        {"5 RUB", "5 ₽", "5 руб", "5 руб.", "5 р."},
        {"5 EEK"},
        {"5 LVL", "5 Ls"},
        {"5 LTL", "5 Lt"},
        {"5 CHF", "5 Fr."},
        {"5 CZK", "5 Kč"},
        {"5 HUF", "5 Ft"},
        {"5 UAH", "5 ₴"},
        {"5 BYN"},
        {"5 RON", "5 lei"},
        {"5 BGN"},
        {"5 TRY", "5 ₺"},
        {"5 GBP", "5 £"},
        {"5 USD", "5 $", "5 US$"},
        {"5 JPY", "5 ¥"},
};

START_TEST(currencies_have_several_names)
{
	bool seen[256] = {false};
	for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
		unsigned unit = 0;
		for (size_t k = 0; k < 6 && currencies[i][k]; k++) {
			struct amount a;
			ck_assert_msg(amount_read(str_of(currencies[i][k]), &a), "%s",
			              currencies[i][k]);
			ck_assert_msg(k ? a.unit == unit : a.unit && !seen[a.unit],
			              "%s is unit %u", currencies[i][k], a.unit);
			unit = a.unit;
		}
		seen[unit] = true;
	}
}
END_TEST

START_TEST(no_numbers_at_all)
{
	static const char *const texts[] = {
	        "",
	        "x",
	        "-",
	        "--5",
	        "5 5 x",
	        "12x",
	        "1O5",
	        "10-12",
	        "5+",
	        "65 +",
	        "5.",
	        "5,",
	        "1..2",
	        "1 , 5",
	        "5 km",
	        "%",
	        "% 5",
	        "EUR",
	        "EUR 5 DKK",
	        "5 % EUR",
	        "EUR 5,- DKK",
	        "5,-,-",
	        "5,- x",
	        "1e",
	        "1e+",
	        "1.5e+1234",
	        "(5",
	        "5)",
	        "-(5)",
	        "-5-",
	        "+5-",
	        "1/2",
	        "½",
	        "14:30",
	        "=1+1",
	        "\xEF\xBC\x95",
	        "0x10",
	        "1_000",
	        "#5",
	        "5 5'5 EURO 5",
	};
	struct amount a;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		ck_assert_msg(!amount_read(str_of(texts[i]), &a), "%s", texts[i]);
}
END_TEST

/* Doubles must be those that the C library reads from the same digits. */
START_TEST(values_are_rounded_once)
{
	static const char *const texts[] = {"0.1",
	                                    "0.3",
	                                    "123456789.987654321",
	                                    "9007199254740993",
	                                    "0.000000000000001",
	                                    "1.7976931348623157e+308",
	                                    "4.9e-324",
	                                    "123456789012345678901234567890.5"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct amount a;
		double ours = 0, theirs = 1;
		ck_assert(amount_read(str_of(texts[i]), &a));
		ck_assert(amount_real(&a, CUSTOM_POINT, &ours) &&
		          str_to_double(str_of(texts[i]), &theirs));
		ck_assert_msg(ours <= theirs && ours >= theirs, "%s: %.17g", texts[i], ours);
	}
}
END_TEST

/* The way for most numbers gives what the way for all of them does, or nothing. */
START_TEST(decimals_have_a_short_way)
{
	static const struct {
		const char *text;
		enum reading_custom custom;
		bool taken;
	} texts[] = {
	        {"10.33", CUSTOM_POINT, true},
	        {"10,33", CUSTOM_SPACE_COMMA, true},
	        {"0.1", CUSTOM_COMMA_POINT, true},
	        {"123456789.012345", CUSTOM_POINT, true},
	        {"1.200", CUSTOM_COMMA_POINT, true},
	        {"10", CUSTOM_POINT, false},
	        {"-1.5", CUSTOM_POINT, false},
	        {"1.5.2", CUSTOM_POINT, false},
	        {"1.", CUSTOM_POINT, false},
	        {".5", CUSTOM_POINT, false},
	        {"1,5", CUSTOM_POINT, false},
	        {"", CUSTOM_POINT, false},
	        {"1.200", CUSTOM_POINT_COMMA, false},
	        {"1234567890.1234567", CUSTOM_POINT, false},
	        {"9999999999999.99", CUSTOM_POINT, true},
	        {"1e5.0", CUSTOM_POINT, false},
	        {"1 234.5", CUSTOM_SPACE_POINT, false},
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct amount a;
		str text = str_of(texts[i].text);
		double sooner = 0, later = 1;
		bool taken = amount_is_decimal(text, texts[i].custom, &sooner);
		ck_assert_msg(taken == texts[i].taken, "%s", texts[i].text);
		ck_assert(!taken ||
		          (amount_read(text, &a) && amount_real(&a, texts[i].custom, &later)));
		ck_assert_msg(!taken || (sooner <= later && sooner >= later), "%s: %.17g",
		              texts[i].text, sooner);
	}
}
END_TEST

START_TEST(whole_numbers_are_exact)
{
	struct amount a;
	int64_t n;
	ck_assert(amount_read(S("-9 223 372 036 854 775 808"), &a));
	ck_assert(amount_int(&a, CUSTOM_SPACE_COMMA, &n) && n == INT64_MIN);
	ck_assert(amount_read(S("9.007.199.254.740.993"), &a));
	ck_assert(amount_int(&a, CUSTOM_POINT_COMMA, &n) && n == 9007199254740993);
	ck_assert(amount_read(S("9223372036854775808"), &a) && !amount_int(&a, CUSTOM_POINT, &n));
	ck_assert(amount_read(S("1.5"), &a) && !amount_int(&a, CUSTOM_POINT, &n));
	ck_assert(amount_read(S("5 %"), &a) && !amount_int(&a, CUSTOM_POINT, &n));
	ck_assert(amount_is_plain(S("-120"), &n) && n == -120);
	ck_assert(!amount_is_plain(S("012"), &n) && !amount_is_plain(S("-"), &n) &&
	          !amount_is_plain(S("1 2"), &n));
}
END_TEST

START_TEST(digits_that_were_cut_off)
{
	struct amount a;
	ck_assert(amount_read(S("3,71E+11"), &a) && amount_is_cut(&a));
	ck_assert(amount_read(S("1,5E+01"), &a) && !amount_is_cut(&a));
	ck_assert(amount_read(S("1,5E-11"), &a) && !amount_is_cut(&a));
	ck_assert(amount_read(S("3.71e+11"), &a) && !amount_is_cut(&a));
}
END_TEST

START_TEST(blanks_of_all_widths_are_trimmed)
{
	ck_assert(str_eq(read_trim(S(" \t\xC2\xA0\xE2\x80\x8B"
	                             "5 x\xE2\x80\xAF\xEF\xBB\xBF\n")),
	                 S("5 x")));
	ck_assert(str_eq(read_trim(S("\xC2\xA0")), S("")));
	ck_assert(str_eq(read_trim(S("\xC4\x81")), S("\xC4\x81")));
	ck_assert(str_eq(read_trim(S("\xA0")), S("\xA0")));
}
END_TEST

/* ---- Dates ---- */

static const struct { const char *text, *day_first, *month_first;
} dates[] = {
        {"2014-11-03", "2014-11-03", "2014-11-03"},
        {"2014/11/03", "2014-11-03", "2014-11-03"},
        {"2014.11.03", "2014-11-03", "2014-11-03"},
        {"2014.11.03.", "2014-11-03", "2014-11-03"},
        {"03.11.2014", "2014-11-03", "2014-11-03"},
        {"3.11.2014", "2014-11-03", "2014-11-03"},
        {"3. 11. 2014", "2014-11-03", "2014-11-03"},
        {"25.11.2014", "2014-11-25", "2014-11-25"},
        {"11.25.2014", NULL, NULL},
        {"31.04.2014", NULL, NULL},
        {"29.02.2012", "2012-02-29", "2012-02-29"},
        {"29.02.1900", NULL, NULL},
        {"03/11/2014", "2014-11-03", "2014-03-11"},
        {"03-11-2014", "2014-11-03", "2014-03-11"},
        {"25/11/2014", "2014-11-25", NULL},
        {"11/25/2014", NULL, "2014-11-25"},
        {"3/3/2014", "2014-03-03", "2014-03-03"},
        {"2014-11-03 00:00:00", "2014-11-03", "2014-11-03"},
        {"03.11.2014 12:30", "2014-11-03", "2014-11-03"},
        {"2014-11-03T12:30:00.000Z", "2014-11-03", "2014-11-03"},
        {"11/3/2014 2:30:00 PM", "2014-03-11", "2014-11-03"},
        {"3 November 2014", "2014-11-03", "2014-11-03"},
        {"Nov 3, 2014", "2014-11-03", "2014-11-03"},
        {"3rd of November 2014", "2014-11-03", "2014-11-03"},
        {"3-nov-2014", "2014-11-03", "2014-11-03"},
        {"den 3 november 2014", "2014-11-03", "2014-11-03"},
        {"3. november 2014", "2014-11-03", "2014-11-03"},
        {"3. Dezember 2014", "2014-12-03", "2014-12-03"},
        {"3. detsember 2014", "2014-12-03", "2014-12-03"},
        {"3. marraskuuta 2014", "2014-11-03", "2014-11-03"},
        {"3. novembris 2014", "2014-11-03", "2014-11-03"},
        {"2014. gada 3. novembris", "2014-11-03", "2014-11-03"},
        {"2014. gada 3. novembrī", "2014-11-03", "2014-11-03"},
        {"2014 m. lapkričio 3 d.", "2014-11-03", "2014-11-03"},
        {"3. desember 2014", "2014-12-03", "2014-12-03"},
        {"3 listopada 2014 r.", "2014-11-03", "2014-11-03"},
        {"3 ноября 2014 г.", "2014-11-03", "2014-11-03"},
        {"3 НОЯБРЯ 2014 года", "2014-11-03", "2014-11-03"},
        {"3 okt. 2014", "2014-10-03", "2014-10-03"},
        {"31 November 2014", NULL, NULL},
        {"3 Smarch 2014", NULL, NULL},
        {"November 2014", NULL, NULL},
        {"3 November", NULL, NULL},
        {"10-12", NULL, NULL},
        {"14:30", NULL, NULL},
        {"1.2.3", NULL, NULL},
        {"10.791.123", NULL, NULL},
        {"LV-1050 Rīga", NULL, NULL},
        {"room 12, floor 3", NULL, NULL},
        {"2014-11", NULL, NULL},
        {"3 Nov 2014 4 Nov 2015", NULL, NULL},
        {"2014-11-03x", NULL, NULL},
        {"2014-11.03", NULL, NULL},
};

static void is_day(const struct day *d, enum day_order order, const char *expected,
                   const char *text)
{
	char day[11] = "";
	if (d->orders & order)
		day_put(d, order, day);
	ck_assert_msg(!strcmp(day, expected ? expected : ""), "%s: %s", text, day);
}

START_TEST(dates_in_their_orders)
{
	struct day d = {0};
	bool is = day_read(&months, str_of(dates[_i].text), &d);
	ck_assert_msg(is == (dates[_i].day_first || dates[_i].month_first), "%s", dates[_i].text);
	is_day(&d, DAY_FIRST, dates[_i].day_first, dates[_i].text);
	is_day(&d, MONTH_FIRST, dates[_i].month_first, dates[_i].text);
	ck_assert(day_is_split(&d) == (dates[_i].day_first && dates[_i].month_first &&
	                                strcmp(dates[_i].day_first, dates[_i].month_first)));
}
END_TEST

START_TEST(years_of_two_digits_are_not_sure)
{
	struct day d;
	ck_assert(day_read(&months, S("03.11.14"), &d) && d.short_year && !d.orders);
	static const unsigned lasts[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	for (unsigned m = 0; m < 12; m++) {
		str last = arena_printf(arena, "%u.%02u.2016", lasts[m], m + 1),
		    over = arena_printf(arena, "%u.%02u.2016", lasts[m] + 1, m + 1);
		ck_assert_msg(day_read(&months, last, &d) && d.orders & DAY_FIRST, "%.*s",
		              STR_ARG(last));
		ck_assert_msg(!day_read(&months, over, &d) || !(d.orders & DAY_FIRST), "%.*s",
		              STR_ARG(over));
	}
	static const char *const none[] = {"00.11.14", "03.00.14", "03.11.00", "003.11.14",
	                                   "03.11.4"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		ck_assert_msg(!day_read(&months, str_of(none[i]), &d) || !d.short_year, "%s",
		              none[i]);
	ck_assert(day_read(&months, S("3-nov-14"), &d) && d.short_year && !d.orders);
	ck_assert(day_read(&months, S("3.11.2014 0:00"), &d) && d.time && d.midnight);
	ck_assert(day_read(&months, S("3.11.2014 0:01"), &d) && d.time && !d.midnight);
	ck_assert(!day_read(&months, S("3.11.2014 25:01"), &d));
}
END_TEST

static const struct { const char *pattern, *text, *expected;
} patterns[] = {
        {"dd.mm.yyyy", "3.11.2014", "2014-11-03"},
        {"mm/dd/yyyy", "3/11/2014", "2014-03-11"},
        {"DD/MM/YY", "03/11/14", "2014-11-03"},
        {"dd.MM.yy", "03.11.49", "2049-11-03"},
        {"d.m.yy", "3.11.50", "1950-11-03"},
        {"yyyymmdd", "20141103", "2014-11-03"},
        {"dd mmm yyyy", "03 nov. 2014", "2014-11-03"},
        {"d. mmmm yyyy", "3. novembris 2014", "2014-11-03"},
        {"mmm-yy-d", "nov-14-3", "2014-11-03"},
        {"dd.mm.yyyy", "03.11.2014 14:30", "2014-11-03"},
        {"dd.mm.yyyy", "03.11.2014   14:30", "2014-11-03"},
        {"dd.mm.yyyy", "03.11.2014 14:30:00.50", "2014-11-03"},
        {"dd.mm.yyyy", "03.11.2014 14:30:00 5", ""},
        {"dd.mm.yyyy", "03/11/2014", ""},
        {"dd.mm.yyyy", "31.11.2014", ""},
        {"dd.mm.yyyy", "03.11.14", ""},
        {"dd.mm.yyyy", "03.11.2014x", ""},
        {"dd.mm.yyyy", "3.11", ""},
        {"mm/dd/yyyy", "25/11/2014", ""},
};

START_TEST(dates_by_a_pattern)
{
	struct day d = {0};
	str pattern = str_of(patterns[_i].pattern);
	ck_assert(reading_date_pattern(pattern));
	day_match(&months, pattern, str_of(patterns[_i].text), &d);
	is_day(&d, DAY_FIRST, patterns[_i].expected, patterns[_i].text);
}
END_TEST

START_TEST(patterns_have_each_part_once)
{
	static const char *const wrong[] = {"",          "dd.mm",       "dd.mm.yyyy.dd",
	                                    "dd.mm.yyy", "ddd.mm.yyyy", "dd.mmmmm.yyyy",
	                                    "dd.mm.y",   "%d.%m.%Y x",  "dd.mm.yyyy hh",
	                                    "yyyy"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ck_assert_msg(!reading_date_pattern(str_of(wrong[i])), "%s", wrong[i]);
}
END_TEST

/* Written out, as dates have them, and the point of a short one is none. */
START_TEST(months_of_all_languages)
{
	static const char *const names[] = {
	        "january february march april may june july august september october november december",
	        "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī "
	        "decembrī",
	        "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris "
	        "novembris decembris",
	        "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio "
	        "gruodžio",
	        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
	        "listopada grudnia",
	        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
	        "Tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
	        "syyskuuta lokakuuta marraskuuta joulukuuta",
	        "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november "
	        "detsember",
	        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
	        "jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec.",
	};
	unsigned month = 0;
	for (str rest = str_of(names[_i]), one; rest.len; rest = str_from(rest, one.len + 1)) {
		one = str_until(rest, ' ');
		ck_assert_msg(months_find(&months, one) == ++month, "%.*s", STR_ARG(one));
	}
	ck_assert_uint_eq(month, 12);
	ck_assert_uint_eq(months_find(&months, S("oktobr")), 0);
	ck_assert_uint_eq(months_find(&months, S("oktobrīī")), 0);
	ck_assert_uint_eq(months_find(&months, S("..")), 0);
}
END_TEST

START_TEST(months_that_languages_share)
{
	ck_assert_uint_eq(months_find(&months, S("mai")), 5);
	ck_assert_uint_eq(months_find(&months, S("Maj")), 5);
	ck_assert_uint_eq(months_find(&months, S("LIEPA")), 7);
	ck_assert_uint_eq(months_find(&months, S("lip")), 7);
	ck_assert_uint_eq(months_find(&months, S("loka")), 10);
	ck_assert_uint_eq(months_find(&months, S("x")), 0);
	ck_assert_uint_eq(months_find(&months, S("monday")), 0);
}
END_TEST

/* ---- Words ---- */

START_TEST(words_for_no_value)
{
	static const char *const some[] = {"n/a",         "N/A",        "NaN", "nav datu",
	                                   "Nav Datu",    "k. A.",      "n/d", "ei tietoa",
	                                   "brak danych", "НЕТ ДАННЫХ", "н/д", "uppgift saknas"};
	/* These could be zero, or anything. */
	static const char *const others[] = {"-", "..", "none", "nav", "нет", "brak",
	                                     "x", "0",  "",     ":",   "?"};
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		ck_assert_msg(words_no_value(str_of(some[i])), "%s", some[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		ck_assert_msg(!words_no_value(str_of(others[i])), "%s", others[i]);
}
END_TEST

START_TEST(errors_of_spreadsheets)
{
	static const char *const some[] = {
	        "#N/A",      "#DIV/0!",       "#REF!",        "#VALUE!",    "#NAME?",   "#NUM!",
	        "#NULL!",    "#SPILL!",       "#NV",          "#WERT!",     "#BEZUG!",  "#I/T",
	        "#VÆRDI!",   "#SAKNAS!",      "#DIVISION/0!", "#SKÄRNING!", "#JAKO/0!", "#N/D!",
	        "#DZIEL/0!", "#ДЕЛ/0!",       "#ЗНАЧ!",       "#Н/Д",       "#PUUDUB",  "#VĒRTĪBA!",
	        "Err:502",   "#GETTING_DATA", "###",          "########"};
	static const char *const others[] = {"#",  "##",   "###1", "#!",   "#metoo!", "#METOO",
	                                     "#1", "Err:", "N/A",  "#No!", "# REF!"};
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		ck_assert_msg(words_error(str_of(some[i])), "%s", some[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		ck_assert_msg(!words_error(str_of(others[i])), "%s", others[i]);
}
END_TEST

START_TEST(yes_and_no)
{
	static const char *const yes[] = {"yes",  "Ja",  "JAH", "kyllä", "jā",
	                                  "Taip", "tak", "да",  "TRUE",  "1"};
	static const char *const no[] = {"no",  "nej", "ei",  "Nein",  "nē", "NE",
	                                 "nei", "nie", "Нет", "false", "0"};
	bool value;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		ck_assert_msg(words_truth(str_of(yes[i]), &value) && value, "%s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		ck_assert_msg(words_truth(str_of(no[i]), &value) && !value, "%s", no[i]);
	ck_assert(!words_truth(S("maybe"), &value) && !words_truth(S(""), &value) &&
	          !words_truth(S("2"), &value));
	ck_assert(words_total(S("KOPĀ:")) && words_total(S("Итого")) &&
	          !words_total(S("Total war")));
}
END_TEST

#define EACH(test, table)                                                                          \
	tcase_add_loop_test(tests, test, 0, (int)(sizeof(table) / sizeof *(table)))

int main(void)
{
	Suite *suite = suite_create("data_cells");
	TCase *tests = tcase_create("cells");
	tcase_add_checked_fixture(tests, set_up, tear_down);
	EACH(numbers_in_their_customs, numbers);
	tcase_add_test(tests, currencies_have_several_names);
	tcase_add_test(tests, no_numbers_at_all);
	tcase_add_test(tests, values_are_rounded_once);
	tcase_add_test(tests, decimals_have_a_short_way);
	tcase_add_test(tests, whole_numbers_are_exact);
	tcase_add_test(tests, digits_that_were_cut_off);
	tcase_add_test(tests, blanks_of_all_widths_are_trimmed);
	EACH(dates_in_their_orders, dates);
	tcase_add_test(tests, years_of_two_digits_are_not_sure);
	EACH(dates_by_a_pattern, patterns);
	tcase_add_test(tests, patterns_have_each_part_once);
	tcase_add_loop_test(tests, months_of_all_languages, 0, 10);
	tcase_add_test(tests, months_that_languages_share);
	tcase_add_test(tests, words_for_no_value);
	tcase_add_test(tests, errors_of_spreadsheets);
	tcase_add_test(tests, yes_and_no);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
