/* UTF-8: what is well formed (RFC 3629), and one bad byte at a time. */
#define STROM_ALLOCATES
#include "base/str.h"
#include "unit/base_suite.h"

/* An assertion a code point would take longer than all the rest. */
START_TEST(every_code_point_there_and_back)
{
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		char bytes[4];
		if (c >= 0xD800 && c < 0xE000)
			continue;
		str s = {bytes, utf8_put(bytes, c)};
		str rest = s;
		size_t wanted = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		if (s.len != wanted || utf8_next(&rest) != c || rest.len || utf8_check(s) != s.len)
			ck_abort_msg("U+%04X", c);
	}
}
END_TEST

START_TEST(malformed)
{
	static const char *const wrong[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC1\xBF",                    /* stray; overlong */
		"\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF",
		"\xED\xA0\x80", "\xED\xBF\xBF",                            /* surrogates */
		"\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xFE",    /* above U+10FFFF */
		"\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xC3(", "\xE2\x82(", "\xF0\x9F\x98(",
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		str s = str_of(wrong[i]), rest = s;
		ck_assert_msg(utf8_next(&rest) == UTF8_BAD, "case %zu", i);
		ck_assert_uint_eq(rest.len, s.len - 1);
		ck_assert_uint_eq(utf8_check(s), 0);
	}
}
END_TEST

/* A bad lead byte far from the end, and every two bytes in a heap block of their own size. */
START_TEST(never_past_the_end)
{
	for (unsigned lead = 0; lead < 256; lead++) {
		for (size_t len = 1; len <= 16; len++) {
			char *block = malloc(len);
			memset(block, 0x81, len);
			block[0] = (char)lead;
			str s = {block, len};
			size_t n = utf8_count(s);
			ck_assert(n >= 1 && n <= len);
			utf8_check(s);
			free(block);
		}
	}
}
END_TEST

START_TEST(checking)
{
	ck_assert_uint_eq(utf8_check(S("J\xC5\xABrmala")), 8);
	ck_assert_uint_eq(utf8_check(S("ab\xFF" "c")), 2);
	ck_assert_uint_eq(utf8_check(S("ab\xC5")), 2);
	ck_assert_uint_eq(utf8_check(S("")), 0);
	ck_assert_uint_eq(utf8_check((str){"a\0b", 3}), 3);
}
END_TEST

START_TEST(counting)
{
	ck_assert_uint_eq(utf8_count(S("J\xC5\xABrmala")), 7);
	ck_assert_uint_eq(utf8_count(S("\xFF\xFE\xFD")), 3);
	ck_assert_uint_eq(utf8_count(S("")), 0);
}
END_TEST

START_TEST(the_last_one_comes_off)
{
	str s = S("a\xC5\xAB\xE2\x82\xAC\xFF");
	ck_assert_uint_eq(utf8_last(&s), UTF8_BAD);
	ck_assert_uint_eq(utf8_last(&s), 0x20AC);
	is(s, "a\xC5\xAB");
	ck_assert_uint_eq(utf8_last(&s), 0x16B);
	ck_assert_uint_eq(utf8_last(&s), 'a');
	ck_assert_uint_eq(utf8_last(&s), 0);
	is(s, "");
}
END_TEST

START_TEST(prefixes_end_between_characters)
{
	str s = S("a\xC5\xAB\xE2\x82\xAC");
	is(utf8_prefix(s, 0), "");
	is(utf8_prefix(s, 1), "a");
	is(utf8_prefix(s, 2), "a");
	is(utf8_prefix(s, 3), "a\xC5\xAB");
	is(utf8_prefix(s, 4), "a\xC5\xAB");
	is(utf8_prefix(s, 5), "a\xC5\xAB");
	is(utf8_prefix(s, 6), "a\xC5\xAB\xE2\x82\xAC");
	is(utf8_prefix(s, 60), "a\xC5\xAB\xE2\x82\xAC");
}
END_TEST

/* The first other byte at each place of texts of each length, which end where their memory does. */
START_TEST(ascii_comes_first)
{
	for (size_t len = 0; len < 40; len++)
		for (size_t other = 0; other <= len; other++) {
			char *text = malloc(len ? len : 1);
			memset(text, 'a', len);
			if (other < len)
				text[other] = '\xC3';
			ck_assert_uint_eq(utf8_ascii((str){text, len}), other);
			free(text);
		}
}
END_TEST

int main(void)
{
	return RUN("utf8", NULL, NULL, every_code_point_there_and_back, malformed, ascii_comes_first,
	           never_past_the_end, checking, counting, the_last_one_comes_off,
	           prefixes_end_between_characters);
}
