/* Values as PDF writes them: names, strings, numbers (ISO 32000-1, 7.3). */
#include "pdf/object.h"

void pdf_put_ref(struct buf *b, uint32_t number)
{
	buf_int(b, number);
	buf_put(b, S(" 0 R"));
}

void pdf_put_name(struct buf *b, str name)
{
	buf_byte(b, '/');
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.ptr[i];
		if (c <= ' ' || c >= 0x7F || strchr("()<>[]{}/%#", c))
			buf_printf(b, "#%02X", c);
		else
			buf_byte(b, (char)c);
	}
}

/* A carriage return in a string would be read as a line feed (7.3.4.2). */
static void put_escaped(struct buf *b, char c)
{
	if (c == '\r') {
		buf_put(b, S("\\r"));
		return;
	}
	if (c == '(' || c == ')' || c == '\\')
		buf_byte(b, '\\');
	buf_byte(b, c);
}

void pdf_put_bytes(struct buf *b, str bytes)
{
	buf_byte(b, '(');
	for (size_t i = 0; i < bytes.len; i++)
		put_escaped(b, bytes.ptr[i]);
	buf_byte(b, ')');
}

static bool is_plain(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < ' ' || s.ptr[i] > '~')
			return false;
	return true;
}

/* Malformed UTF-8 becomes U+FFFD; at most two units. */
static unsigned utf16_next(str *rest, uint16_t unit[2])
{
	uint32_t c = utf8_next(rest);
	if (c == UTF8_BAD)
		c = 0xFFFD;
	if (c < 0x10000) {
		unit[0] = (uint16_t)c;
		return 1;
	}
	unit[0] = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
	unit[1] = (uint16_t)(0xDC00 + ((c - 0x10000) & 0x3FF));
	return 2;
}

void pdf_put_text(struct buf *b, str s)
{
	uint16_t unit[2];
	if (is_plain(s)) {
		pdf_put_bytes(b, s);
		return;
	}
	buf_put(b, S("(\xFE\xFF"));
	while (s.len) {
		unsigned n = utf16_next(&s, unit);
		for (unsigned i = 0; i < n; i++) {
			put_escaped(b, (char)(unit[i] >> 8));
			put_escaped(b, (char)(unit[i] & 0xFF));
		}
	}
	buf_byte(b, ')');
}

void pdf_put_text_utf16(struct buf *b, str s)
{
	uint16_t unit[2];
	while (s.len) {
		unsigned n = utf16_next(&s, unit);
		for (unsigned i = 0; i < n; i++)
			buf_printf(b, "%04X", unit[i]);
	}
}

void pdf_put_decimal(struct buf *b, int64_t value, unsigned decimals)
{
	char part[10];
	int64_t scale = 1;
	if (value < 0) {
		buf_byte(b, '-');
		value = -value;
	}
	for (unsigned i = 0; i < decimals; i++)
		scale *= 10;
	int64_t whole = value / scale, rest = value % scale;
	if (whole || !rest)
		buf_int(b, whole);
	if (!rest)
		return;
	for (unsigned i = decimals; i-- > 0; rest /= 10)
		part[i] = (char)('0' + rest % 10);
	while (part[decimals - 1] == '0')
		decimals--;
	buf_byte(b, '.');
	buf_put(b, (str){part, decimals});
}
