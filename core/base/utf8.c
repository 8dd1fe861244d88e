/* UTF-8 (RFC 3629): no surrogates, nothing overlong, nothing above U+10FFFF. */
#include "base/str.h"

uint32_t utf8_next_wide(str *rest)
{
	const unsigned char *p = (const unsigned char *)rest->ptr;
	uint32_t code = p[0];
	size_t more = code < 0x80 ? 0 : code < 0xC2 ? 9 : code < 0xE0 ? 1 : code < 0xF0 ? 2
	              : code < 0xF5 ? 3 : 9;
	static const unsigned char mask[] = {0x7F, 0x1F, 0x0F, 0x07};
	static const uint32_t floor[] = {0, 0x80, 0x800, 0x10000};
	if (more > 3 || more >= rest->len) {
		*rest = str_from(*rest, 1);
		return UTF8_BAD;
	}
	code &= mask[more];
	for (size_t i = 1; i <= more; i++) {
		if ((p[i] & 0xC0) != 0x80) {
			*rest = str_from(*rest, 1);
			return UTF8_BAD;
		}
		code = code << 6 | (p[i] & 0x3F);
	}
	if (code < floor[more] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
		*rest = str_from(*rest, 1);
		return UTF8_BAD;
	}
	*rest = str_from(*rest, more + 1);
	return code;
}

size_t utf8_ascii(str s)
{
	size_t n = 0;
	for (uint64_t eight; n + sizeof eight <= s.len; n += sizeof eight) {
		memcpy(&eight, s.ptr + n, sizeof eight);
		if (eight & 0x8080808080808080u)
			break;
	}
	while (n < s.len && (unsigned char)s.ptr[n] < 0x80)
		n++;
	return n;
}

size_t utf8_check(str s)
{
	for (str rest = s; rest.len;) {
		rest = str_from(rest, utf8_ascii(rest));
		size_t at = s.len - rest.len;
		if (rest.len && utf8_next(&rest) == UTF8_BAD)
			return at;
	}
	return s.len;
}

size_t utf8_put(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

size_t utf8_count(str s)
{
	size_t n = 0;
	while (s.len) {
		utf8_next(&s);
		n++;
	}
	return n;
}

uint32_t utf8_last(str *text)
{
	size_t at = text->len;
	while (at && ((unsigned char)text->ptr[--at] & 0xC0) == 0x80)
		;
	str last = str_from(*text, at);
	*text = str_sub(*text, 0, at);
	return last.len ? utf8_next(&last) : 0;
}

str utf8_prefix(str s, size_t len)
{
	if (len >= s.len)
		return s;
	while (len && ((unsigned char)s.ptr[len] & 0xC0) == 0x80)
		len--;
	return str_sub(s, 0, len);
}
