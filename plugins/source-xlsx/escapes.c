/* Characters that XML cannot hold stand as _x000D_ in a workbook, and the underscore of a text that
 * looks like one as _x005F_. */
#include "xlsx.h"

enum { ESCAPE = 7 }; /* _xHHHH_ */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* False: what stands there is none. */
static bool read_escape(strom_str s, size_t at, uint32_t *unit)
{
	*unit = 0;
	if (s.len - at < ESCAPE || s.ptr[at] != '_' || s.ptr[at + 1] != 'x' || s.ptr[at + 6] != '_')
		return false;
	for (size_t i = at + 2; i < at + 6; i++) {
		int digit = hex_digit(s.ptr[i]);
		if (digit < 0)
			return false;
		*unit = *unit << 4 | (uint32_t)digit;
	}
	return true;
}

/* A character beyond U+FFFF is a pair of escapes. How long they are, 0: nothing that a text holds.
 */
static size_t read_character(strom_str s, size_t at, uint32_t *c)
{
	uint32_t low;
	if (!read_escape(s, at, c))
		return 0;
	if (*c >= 0xD800 && *c < 0xDC00 && read_escape(s, at + ESCAPE, &low) && low >= 0xDC00 &&
	    low < 0xE000) {
		*c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
		return 2 * ESCAPE;
	}
	bool text =
	        *c >= 0x20 ? *c < 0xD800 || *c > 0xDFFF : *c == '\t' || *c == '\n' || *c == '\r';
	return text ? ESCAPE : 0;
}

static size_t put_utf8(char *out, uint32_t c)
{
	static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
	size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = len; i-- > 1; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)(first[len == 1 ? 0 : len] | c);
	return len;
}

void xlsx_unescape(struct text *t)
{
	strom_str s = {t->ptr, t->len};
	if (!s.len || !memchr(s.ptr, '_', s.len))
		return;
	size_t to = 0;
	for (size_t at = 0; at < s.len;) {
		uint32_t c;
		size_t len = read_character(s, at, &c);
		/* A line's end is "\n": before one a carriage return says nothing. */
		if (len && c == '\r' && (at + len == s.len || s.ptr[at + len] != '\n'))
			c = '\n';
		if (!len)
			t->ptr[to++] = s.ptr[at];
		else if (c != '\r')
			to += put_utf8(t->ptr + to, c);
		at += len ? len : 1;
	}
	t->len = to;
}
