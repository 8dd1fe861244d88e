/* Lengths as people write them. */
#include "plugin/plugin.h"
#include "unit/base_suite.h"

static strom_len parse(const char *text)
{
	strom_len length = -1;
	ck_assert_msg(length_parse(str_of(text), &length), "'%s' is refused", text);
	return length;
}

START_TEST(units)
{
	ck_assert_int_eq(parse("12pt"), 12 * 65536);
	ck_assert_int_eq(parse("1in"), 72 * 65536);
	ck_assert_int_eq(parse("2.54cm"), 72 * 65536);
	ck_assert_int_eq(parse("25.4mm"), 72 * 65536);
	ck_assert_int_eq(parse("0.5pt"), 32768);
	ck_assert_int_eq(parse("1.5 cm"), parse("15mm"));
	ck_assert_int_eq(parse(" 3mm "), parse("3mm"));
}
END_TEST

START_TEST(the_same_as_the_macros)
{
	ck_assert_int_eq(parse("210mm"), STROM_MM(210));
	ck_assert_int_eq(parse("29.7cm"), STROM_MM(297));
	ck_assert_int_eq(parse("9.75pt"), STROM_PT(9.75));
}
END_TEST

START_TEST(zero_and_below)
{
	ck_assert_int_eq(parse("0"), 0);
	ck_assert_int_eq(parse("0mm"), 0);
	ck_assert_int_eq(parse("-2pt"), -2 * 65536);
	ck_assert_int_eq(parse("-0.00001pt"), -1);
}
END_TEST

START_TEST(refused)
{
	static const char *const wrong[] = {"",       "pt",      "12",    "12px",      "12 p t",
	                                    "12,5mm", "1e400pt", "nanpt", "infmm",     "0x10pt",
	                                    "mm12",   "12ptpt",  "--2pt", "2000000pt", "-2000000pt",
	                                    "1 2mm",  "12PT"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		strom_len length;
		ck_assert_msg(!length_parse(str_of(wrong[i]), &length), "'%s' is taken", wrong[i]);
	}
}
END_TEST

int main(void)
{
	return RUN("lengths", NULL, NULL, units, the_same_as_the_macros, zero_and_below, refused);
}
