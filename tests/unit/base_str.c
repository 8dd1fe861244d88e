/* Slices, numbers in them, and nearness. */
#include "base/str.h"
#include "unit/base_suite.h"

#include <locale.h>

START_TEST(comparing)
{
	ck_assert(str_eq(S("abc"), S("abc")));
	ck_assert(!str_eq(S("abc"), S("abd")));
	ck_assert(!str_eq(S("abc"), S("ab")));
	ck_assert(str_eq((str){NULL, 0}, S("")));
	ck_assert_int_lt(str_cmp(S("ab"), S("abc")), 0);
	ck_assert_int_gt(str_cmp(S("\xC3\xA9"), S("z")), 0);      /* by bytes, unsigned */
	ck_assert_int_eq(str_cmp((str){NULL, 0}, S("")), 0);
	ck_assert(str_starts(S("strom.yml"), S("strom")));
	ck_assert(!str_starts(S("str"), S("strom")));
	ck_assert(str_ends(S("strom.yml"), S(".yml")));
	ck_assert(!str_ends(S("yml"), S(".yml")));
	ck_assert(str_ends(S("x"), S("")));
}
END_TEST

START_TEST(cutting)
{
	is(str_of(NULL), "");
	is(str_sub(S("abcdef"), 2, 4), "cd");
	is(str_sub(S("abcdef"), 4, 99), "ef");
	is(str_sub(S("abcdef"), 5, 2), "");
	is(str_sub((str){NULL, 0}, 3, 4), "");
	is(str_from(S("abc"), 1), "bc");
	is(str_from(S("abc"), 7), "");
	is(str_until(S("key: value"), ':'), "key");
	is(str_until(S("key"), ':'), "key");
	is(str_trim(S(" \t a b\r\n")), "a b");
	is(str_trim(S(" \n ")), "");
	is(str_trim_end(S(" a ")), " a");
	ck_assert(str_has(S("abc"), 'c'));
	ck_assert(!str_has(S(""), 'c'));
	ck_assert(str_has_word(S("lv et"), S("lv")) && str_has_word(S("lv et"), S("et")));
	ck_assert(!str_has_word(S("lv et"), S("l")) && !str_has_word(S(""), S("lv")));
}
END_TEST

START_TEST(finding)
{
	ck_assert_uint_eq(str_find(S("abcabc"), S("ca")), 2);
	ck_assert_uint_eq(str_find(S("abc"), S("x")), SIZE_MAX);
	ck_assert_uint_eq(str_find(S("abc"), S("")), 0);
	ck_assert_uint_eq(str_find(S("ab"), S("abc")), SIZE_MAX);
}
END_TEST

/* All parts of all lengths, in texts of two letters. */
START_TEST(finding_the_first)
{
	for (unsigned bits = 0; bits < 256; bits++)
		for (size_t len = 1; len <= 6; len++)
			for (unsigned wanted = 0; wanted < 1u << len; wanted++) {
				char text[9], part[7];
				size_t at = SIZE_MAX;
				for (size_t i = 0; i < 8; i++)
					text[i] = bits >> i & 1 ? 'b' : 'a';
				for (size_t i = 0; i < len; i++)
					part[i] = wanted >> i & 1 ? 'b' : 'a';
				for (size_t i = 8 - len + 1; i--;)
					if (!memcmp(text + i, part, len))
						at = i;
				ck_assert_uint_eq(str_find((str){text, 8}, (str){part, len}), at);
			}
}
END_TEST

START_TEST(lines)
{
	str rest = S("one\r\n\ntwo\nlast"), line;
	ck_assert(str_next_line(&rest, &line));
	is(line, "one");
	ck_assert(str_next_line(&rest, &line));
	is(line, "");
	ck_assert(str_next_line(&rest, &line));
	is(line, "two");
	ck_assert(str_next_line(&rest, &line));
	is(line, "last");
	ck_assert(!str_next_line(&rest, &line));
}
END_TEST

START_TEST(whole_numbers)
{
	static const struct { const char *text; int64_t value; } good[] = {
		{"0", 0}, {"-0", 0}, {"+7", 7}, {"007", 7}, {"9223372036854775807", INT64_MAX},
		{"-9223372036854775808", INT64_MIN},
	};
	static const char *const wrong[] = {"", "-", "+", "1 ", " 1", "1.0", "0x1", "1e3", "--1",
	                                    "9223372036854775808", "-9223372036854775809",
	                                    "99999999999999999999", "\xD9\xA1"};
	int64_t value;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		ck_assert_msg(str_to_int(str_of(good[i].text), &value), "'%s'", good[i].text);
		ck_assert_int_eq(value, good[i].value);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ck_assert_msg(!str_to_int(str_of(wrong[i]), &value), "'%s' is taken", wrong[i]);
}
END_TEST

START_TEST(decimal_numbers)
{
	static const struct { const char *text; double value; } good[] = {
		{"0", 0}, {"1.5", 1.5}, {"-.5", -.5}, {"5.", 5}, {"1e3", 1000}, {"+2.5E-1", .25},
		{"0.1", 0.1}, {"1e-400", 0},
	};
	static const char *const wrong[] = {"", ".", "-", "e3", "1e", "1e+", "1,5", "0x1p3", "inf",
	                                    "nan", "1e400", "1.5 ", "1_000", "1.2.3"};
	double value;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		ck_assert_msg(str_to_double(str_of(good[i].text), &value), "'%s'", good[i].text);
		ck_assert_double_eq(value, good[i].value);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ck_assert_msg(!str_to_double(str_of(wrong[i]), &value), "'%s' is taken", wrong[i]);
}
END_TEST

START_TEST(the_locale_plays_no_part)
{
	static const char *const commas[] = {"de_DE.UTF-8", "lv_LV.UTF-8", "ru_RU.UTF-8",
	                                     "fr_FR.UTF-8"};
	double value;
	for (size_t i = 0; i < 4; i++)
		if (setlocale(LC_ALL, commas[i]))
			break;
	ck_assert(str_to_double(S("1.5"), &value));
	ck_assert_double_eq(value, 1.5);
	ck_assert(!str_to_double(S("1,5"), &value));
	setlocale(LC_ALL, "C");
}
END_TEST

START_TEST(distance)
{
	ck_assert_uint_eq(str_distance(S("semicolon"), S("semicolon"), 3), 0);
	ck_assert_uint_eq(str_distance(S("semicolon"), S("semicolom"), 3), 1);
	ck_assert_uint_eq(str_distance(S("ab"), S("ba"), 3), 1);          /* one swap */
	ck_assert_uint_eq(str_distance(S("kitten"), S("sitting"), 3), 3);
	ck_assert_uint_eq(str_distance(S("kitten"), S("sitting"), 2), 3); /* limit + 1 */
	ck_assert_uint_eq(str_distance(S(""), S("abc"), 5), 3);
	char many[200];
	memset(many, 'a', sizeof many);
	ck_assert_uint_eq(str_distance((str){many, 200}, (str){many, 200}, 3), 0);
	ck_assert_uint_eq(str_distance((str){many, 200}, (str){many, 199}, 3), 4);
}
END_TEST

START_TEST(hashes_spread)
{
	ck_assert(str_hash(S("a")) != str_hash(S("b")));
	ck_assert(str_hash(S("ab")) != str_hash(S("ba")));
	ck_assert(str_hash(S("")) == str_hash((str){NULL, 0}));
}
END_TEST

int main(void)
{
	return RUN("slices", NULL, NULL, comparing, cutting, finding, finding_the_first, lines,
	           whole_numbers, decimal_numbers, the_locale_plays_no_part, distance,
	           hashes_spread);
}
