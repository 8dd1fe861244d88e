/* Buffers: text, numbers, escapes, and what processes tell each other. */
#include "base/buf.h"
#include "unit/base_suite.h"

static struct buf b;

static void begin(void)
{
	b = (struct buf){0};
}

static void end(void)
{
	buf_drop(&b);
}

static str len_of(strom_len value, int digits)
{
	buf_clear(&b);
	buf_len(&b, value, digits);
	return buf_str(&b);
}

START_TEST(text)
{
	is(buf_str(&b), "");
	buf_put(&b, S("ab"));
	buf_put(&b, (str){NULL, 0});
	buf_byte(&b, 'c');
	buf_printf(&b, "%d%s", 7, "x");
	buf_utf8(&b, 0x16B);
	is(buf_str(&b), "abc7x\xC5\xAB");
	buf_clear(&b);
	buf_zero(&b, 3);
	ck_assert(str_eq(buf_str(&b), (str){"\0\0\0", 3}));
	buf_drop(&b);
	is(buf_str(&b), "");
}
END_TEST

START_TEST(growing)
{
	for (int i = 0; i < 10000; i++)
		buf_printf(&b, "%04d", i);
	ck_assert_uint_eq(b.len, 40000);
	is(str_sub(buf_str(&b), 4 * 1234, 4 * 1235), "1234");
	/* What a writer fills in by itself. */
	buf_room(&b, 100000);
	memset(b.ptr + b.len, 'x', 100000);
}
END_TEST

START_TEST(whole_numbers)
{
	static const int64_t values[] = {0, 1, -1, 10, -907, INT64_MAX, INT64_MIN};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		char wanted[32];
		snprintf(wanted, sizeof wanted, "%lld", (long long)values[i]);
		buf_clear(&b);
		buf_int(&b, values[i]);
		is(buf_str(&b), wanted);
	}
}
END_TEST

START_TEST(lengths)
{
	is(len_of(0, 5), "0");
	is(len_of(65536, 5), "1");
	is(len_of(-65536, 5), "-1");
	is(len_of(32768, 5), ".5");
	is(len_of(-32768, 5), "-.5");
	is(len_of(STROM_PT(0.1), 5), ".1");
	is(len_of(STROM_PT(12.34), 5), "12.34");
	is(len_of(STROM_PT(0.05), 5), ".05");
	is(len_of(1, 5), ".00002");
	is(len_of(65535, 5), ".99998");
	is(len_of(65535, 2), "1");            /* rounding carries */
	is(len_of(-65535, 2), "-1");
	is(len_of(1, 2), "0");                /* and never gives "-0" */
	is(len_of(-1, 2), "0");
	is(len_of(STROM_PT(2.5), 0), "3");
	is(len_of(INT64_MIN, 5), "-140737488355328");
}
END_TEST

/* With five digits each length reads back as itself, and no shorter form would. */
START_TEST(lengths_read_back)
{
	for (strom_len value = -70000; value < 70000; value += 7) {
		double number;
		ck_assert(str_to_double(len_of(value, 5), &number));
		ck_assert_int_eq(STROM_PT(number), value);
		str s = buf_str(&b);
		if (!str_has(s, '.') || str_ends(s, S(".")))
			continue;
		ck_assert(!str_ends(s, S("0")));
	}
}
END_TEST

START_TEST(json)
{
	buf_json(&b, (str){"a\"\\/\n\t\r\0\x7F", 9});
	is(buf_str(&b), "\"a\\\"\\\\/\\n\\t\\u000d\\u0000\\u007f\"");
	buf_clear(&b);
	buf_json(&b, S("J\xC5\xABrmala \xF0\x9F\x9A\xA2"));
	is(buf_str(&b), "\"J\xC5\xABrmala \xF0\x9F\x9A\xA2\"");
	buf_clear(&b);
	buf_json(&b, S("\xFF\xC5"));
	is(buf_str(&b), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
	buf_clear(&b);
	buf_json(&b, S(""));
	is(buf_str(&b), "\"\"");
}
END_TEST

START_TEST(xml)
{
	buf_xml(&b, S("a<b> & \"c\"\x01\n\t\xC5\xAB"));
	is(buf_str(&b), "a&lt;b&gt; &amp; &quot;c&quot;\n\t\xC5\xAB");
}
END_TEST

START_TEST(there_and_back)
{
	uint32_t small;
	uint64_t large;
	str s, rest;
	buf_u32(&b, 0xDEADBEEF);
	buf_u64(&b, 0x0123456789ABCDEF);
	buf_slice(&b, S("hello"));
	buf_slice(&b, S(""));
	ck_assert_uint_eq((unsigned char)b.ptr[0], 0xEF);       /* little end first */
	rest = buf_str(&b);
	ck_assert(buf_take_u32(&rest, &small) && small == 0xDEADBEEF);
	ck_assert(buf_take_u64(&rest, &large) && large == 0x0123456789ABCDEF);
	ck_assert(buf_take_slice(&rest, &s));
	is(s, "hello");
	ck_assert(buf_take_slice(&rest, &s));
	is(s, "");
	ck_assert_uint_eq(rest.len, 0);
	ck_assert(!buf_take_u32(&rest, &small) && !buf_take_u64(&rest, &large) &&
	          !buf_take_slice(&rest, &s));
}
END_TEST

START_TEST(lying_lengths_are_refused)
{
	str s, rest;
	buf_u64(&b, UINT64_MAX);
	buf_put(&b, S("abc"));
	rest = buf_str(&b);
	ck_assert(!buf_take_slice(&rest, &s));
	buf_clear(&b);
	buf_slice(&b, S("abc"));
	for (size_t cut = 0; cut < b.len; cut++) {
		rest = str_sub(buf_str(&b), 0, cut);
		ck_assert(!buf_take_slice(&rest, &s));
	}
}
END_TEST

int main(void)
{
	return RUN("buffers", begin, end, text, growing, whole_numbers, lengths, lengths_read_back,
	           json, xml, there_and_back, lying_lengths_are_refused);
}
