/* <strom/source_help.h>: what sources share, by itself. */
#include "base/buf.h"
#include "unit/base_suite.h"

#include <math.h>
#include <stdlib.h>
#include <strom/source_help.h>

struct told {
	struct strom_job job;
	struct buf said;
};

static void tell(struct strom_job *job, const struct strom_report *r)
{
	struct told *t = (struct told *)job;
	ck_assert_uint_eq(utf8_check(r->message), r->message.len);
	buf_printf(&t->said, "%u %llu+%u %.*s %.*s|%.*s\n", r->severity,
	           (unsigned long long)r->pos.off, r->pos.len, STR_ARG(r->code),
	           STR_ARG(r->message), STR_ARG(r->hint));
}

static const struct strom_host host = {.size = sizeof host, .report = tell};

static void says(struct told *t, const char *wanted)
{
	buf_byte(&t->said, 0);
	ck_assert_str_eq(t->said.ptr, wanted);
	buf_drop(&t->said);
}

START_TEST(the_first_are_told_and_all_counted)
{
	struct told t = {.job = {sizeof t.job, &host}};
	struct strom_faults f = {.job = &t.job};
	for (int i = 0; i < 52; i++) {
		ck_assert(!strom_fault(&f, strom_at_bytes(7, 9), "a/b", "Do.", "no %d", i));
		if (i == 1)
			says(&t, "1 7+2 a/b no 0|Do.\n1 7+2 a/b no 1|Do.\n");
		if (i >= 2 && i < 50)
			buf_drop(&t.said);
	}
	for (int i = 0; i < 12; i++)
		strom_warn(&f, strom_nowhere(), "a/w", "", "look");
	ck_assert_uint_eq(f.errors, 52);
	ck_assert_uint_eq(f.warnings, 12);
	buf_drop(&t.said);
	strom_faults_rest(&f, strom_nowhere(), "a/more");
	f.errors = 51;
	f.stopped = true;
	strom_faults_rest(&f, strom_nowhere(), "a/more");
	f.errors = 50;
	strom_faults_rest(&f, strom_nowhere(), "a/more");
	says(&t, "1 0+0 a/more 2 more errors in this source are not shown|Mend the errors above "
	         "first.\n1 0+0 a/more 1 more error in this source is not shown, and it was read "
	         "no further|Mend the errors above first.\n");
}
END_TEST

START_TEST(what_is_only_tried_is_not_counted)
{
	struct told t = {.job = {sizeof t.job, &host}};
	struct strom_faults f = {.job = &t.job, .quiet = true};
	strom_fault(&f, strom_nowhere(), "a/b", "", "no");
	strom_warn(&f, strom_nowhere(), "a/b", "", "no");
	ck_assert_uint_eq(f.errors + f.warnings + t.said.len, 0);
}
END_TEST

/* Of a file's own words: control signs, half letters, what is no UTF-8; and too much of all. */
START_TEST(messages_hold_only_what_can_be_shown)
{
	struct told t = {.job = {sizeof t.job, &host}};
	struct strom_faults f = {.job = &t.job};
	char is_long[500];
	strom_fault(&f, strom_nowhere(), "a/b", "",
	            "a\tb\n\x7f"
	            "c\xC2\x85"
	            "d\xFF"
	            "e\xC3");
	says(&t, "1 0+0 a/b a b  c  d?e?|\n");
	for (size_t i = 0; i < sizeof is_long; i++)
		is_long[i] = i % 2 ? '\xB6' : '\xC3';
	is_long[498] = 0;
	strom_fault(&f, strom_nowhere(), "a/b", "", "x%s", is_long);
	ck_assert(t.said.len > 390 && t.said.len < 420);
	ck_assert(strstr((buf_byte(&t.said, 0), t.said.ptr), "\xC3\xB6...|\n"));
	buf_drop(&t.said);
}
END_TEST

START_TEST(texts_are_cut_between_letters)
{
	strom_str s = STROM_S("1234567890123456789012345678901234567890123456789012345678"
	                      "\xE2\x82\xAC\xE2\x82\xAC");
	ck_assert_int_eq(strom_clip(s), 58);
	ck_assert_int_eq(strom_clip((strom_str){s.ptr, 60}), 60);
	ck_assert_int_eq(strom_clip((strom_str){s.ptr + 1, s.len - 1}), 60);
	ck_assert_int_eq(strom_clip((strom_str){s.ptr, 7}), 7);
	ck_assert_int_eq(strom_clip((strom_str){NULL, 0}), 0);
}
END_TEST

/* Against the core's own check, on all of two bytes and on random ones of five. */
START_TEST(bad_bytes_are_found_where_they_stand)
{
	static const unsigned char edges[] = {0x24, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1,
	                                      0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
	enum { EDGES = sizeof edges };
	for (uint32_t n = 0; n < EDGES * EDGES * EDGES * EDGES; n++) {
		char bytes[5] = {(char)edges[n % EDGES], (char)edges[n / EDGES % EDGES],
		                 (char)edges[n / EDGES / EDGES % EDGES],
		                 (char)edges[n / EDGES / EDGES / EDGES], 'x'};
		for (size_t len = 1; len <= 5; len += 2) {
			str s = {bytes, len};
			ck_assert_uint_eq(strom_first_bad(s), utf8_check(s));
		}
	}
	ck_assert_uint_eq(strom_first_bad(STROM_S("ab\0c")), 2);
	ck_assert_uint_eq(strom_first_bad(STROM_S("")), 0);
}
END_TEST

START_TEST(code_points_are_put_as_their_letters)
{
	static const uint32_t codes[] = {0x41, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0x10000, 0x10FFFF};
	static const size_t lengths[] = {1, 1, 2, 2, 3, 3, 4, 4};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		char out[4];
		size_t n = strom_put_code(out, codes[i]);
		ck_assert_uint_eq(n, lengths[i]);
		ck_assert_uint_eq(strom_letter((strom_str){out, n}), n);
	}
	char euro[4];
	ck_assert_uint_eq(strom_put_code(euro, 0x20AC), 3);
	ck_assert(!memcmp(euro, "\xE2\x82\xAC", 3));
}
END_TEST

START_TEST(words_are_compared_and_trimmed)
{
	ck_assert(strom_alike(STROM_S("Name[A] Z"), STROM_S("nAME[a] z")));
	/* These differ by the same bit as letters do. */
	ck_assert(!strom_alike(STROM_S("@"), STROM_S("`")));
	ck_assert(!strom_alike(STROM_S("["), STROM_S("{")));
	ck_assert(!strom_alike(STROM_S("\xC3\x80"), STROM_S("\xC3\xA0")));
	ck_assert(!strom_same(STROM_S("a"), STROM_S("A")));
	ck_assert(strom_same((strom_str){NULL, 0}, STROM_S("")));
	ck_assert(strom_same(strom_trim(STROM_S(" \t a b\r\n")), STROM_S("a b")));
	ck_assert_uint_eq(strom_trim(STROM_S(" \t ")).len, 0);
	/* A NUL is no space. */
	ck_assert_uint_eq(strom_trim((strom_str){"a\0", 2}).len, 2);
}
END_TEST

static const struct {
	const char *text;
	uint32_t type;
} numbers[] = {
        {"0", STROM_COLUMN_INT},
        {"-12", STROM_COLUMN_INT},
        {"+7", STROM_COLUMN_INT},
        {"123456789012345678", STROM_COLUMN_INT},
        {"1234567890123456789", STROM_COLUMN_TEXT},
        {"0000000000000000000000012", STROM_COLUMN_INT},
        {"1.5", STROM_COLUMN_REAL},
        {".5", STROM_COLUMN_REAL},
        {"5.", STROM_COLUMN_REAL},
        {"-1.5e-3", STROM_COLUMN_REAL},
        {"1E5", STROM_COLUMN_REAL},
        {"1e281", STROM_COLUMN_TEXT},
        {"1e99999999999", STROM_COLUMN_TEXT},
        {"1.2345678901234567", STROM_COLUMN_REAL},
        {"1.23456789012345678", STROM_COLUMN_TEXT},
        {"0.00000000000000000000123", STROM_COLUMN_REAL},
        {"", 0},
        {"-", 0},
        {".", 0},
        {"1e", 0},
        {"1e+", 0},
        {"e5", 0},
        {"1.2.3", 0},
        {"NaN", 0},
        {"Infinity", 0},
        {"1 000", 0},
        {"0x10", 0},
        {"1-2", 0},
        {"12e3e4", 0},
};

START_TEST(digits_are_numbers_that_a_machine_keeps)
{
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		ck_assert_msg(strom_number_type(strom_text(numbers[i].text)) == numbers[i].type,
		              "'%s'", numbers[i].text);
}
END_TEST

static void same_again(double number, bool single)
{
	char out[STROM_NUMBER];
	strom_str text = strom_put_real(out, number, single);
	double again;
	ck_assert_uint_eq(text.len, strlen(out));
	ck_assert_int_eq(sscanf(text.ptr, "%lf", &again), 1);
	if (single)
		ck_assert_msg((float)again <= (float)number && (float)again >= (float)number, "%s",
		              out);
	else
		ck_assert_msg(again <= number && again >= number, "%s is not %.17g", out, number);
}

START_TEST(numbers_come_back_the_same)
{
	char out[STROM_NUMBER];
	ck_assert_str_eq(strom_put_real(out, 0.1, false).ptr, "0.1");
	ck_assert_str_eq(strom_put_real(out, (double)0.1f, true).ptr, "0.1");
	ck_assert_str_eq(strom_put_real(out, -2.5e-7, false).ptr, "-2.5e-07");
	ck_assert_str_eq(strom_put_int(out, INT64_MIN).ptr, "-9223372036854775808");
	srand(7);
	for (int i = 0; i < 20000; i++) {
		double number = (double)rand() / (1 + rand() % 1000) * pow(10, rand() % 40 - 20);
		same_again(i % 2 ? number : -number, false);
		same_again((double)(float)number, true);
		same_again(round(number) / 100, false);
	}
	same_again(5e-324, false);
	same_again(1.7976931348623157e308, false);
}
END_TEST

int main(void)
{
	return RUN("source_help", NULL, NULL, the_first_are_told_and_all_counted,
	           what_is_only_tried_is_not_counted, messages_hold_only_what_can_be_shown,
	           texts_are_cut_between_letters, bad_bytes_are_found_where_they_stand,
	           code_points_are_put_as_their_letters, words_are_compared_and_trimmed,
	           digits_are_numbers_that_a_machine_keeps, numbers_come_back_the_same);
}
