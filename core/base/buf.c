/* A growing run of bytes. */
#define STROM_ALLOCATES
#include "base/arena.h"
#include "base/buf.h"

#include <stdarg.h>

void buf_drop(struct buf *b)
{
	free(b->ptr);
	*b = (struct buf){0};
}

void buf_clear(struct buf *b)
{
	b->len = 0;
}

void buf_room(struct buf *b, size_t more)
{
	if (b->cap - b->len >= more)
		return;
#ifdef STROM_HOSTILE
	size_t cap = b->len + b->len / 8 + more;   /* tight, and yet not quadratic */
#else
	size_t cap = b->cap ? b->cap * 2 : 256;
	if (cap < b->len + more)
		cap = b->len + more;
#endif
	char *ptr = more > SIZE_MAX / 2 ? NULL : realloc(b->ptr, cap);
	if (!ptr)
		arena_exhausted();
	b->ptr = ptr;
	b->cap = cap;
}

void buf_put(struct buf *b, str s)
{
	if (!s.len)
		return;
	buf_room(b, s.len);
	memcpy(b->ptr + b->len, s.ptr, s.len);
	b->len += s.len;
}

void buf_byte(struct buf *b, char c)
{
	if (b->len == b->cap)
		buf_room(b, 1);
	b->ptr[b->len++] = c;
}

void buf_zero(struct buf *b, size_t n)
{
	buf_room(b, n);
	if (n)
		memset(b->ptr + b->len, 0, n);
	b->len += n;
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	buf_room(b, (size_t)len + 1);
	vsnprintf(b->ptr + b->len, (size_t)len + 1, format, again);
	va_end(again);
	b->len += (size_t)len;
}

void buf_utf8(struct buf *b, uint32_t code)
{
	buf_room(b, 4);
	b->len += utf8_put(b->ptr + b->len, code);
}

void buf_int(struct buf *b, int64_t value)
{
	char digits[20];
	size_t n = 0;
	uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	do
		digits[n++] = (char)('0' + left % 10);
	while (left /= 10);
	buf_room(b, n + 1);
	if (value < 0)
		b->ptr[b->len++] = '-';
	while (n)
		b->ptr[b->len++] = digits[--n];
}

/* part / 65536 with so many decimals; *off: how far that is from it, in units of 2^-16 / 10^n. */
static uint64_t to_decimals(uint64_t part, uint64_t power, uint64_t *off)
{
	uint64_t exact = part * power, rounded = (exact + 0x8000) >> 16;
	*off = rounded << 16 > exact ? (rounded << 16) - exact : exact - (rounded << 16);
	return rounded;
}

void buf_len(struct buf *b, strom_len value, int digits)
{
	static const uint64_t power[] = {1, 10, 100, 1000, 10000, 100000};
	uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	uint64_t whole = size >> 16, off, part;
	int n = 0;
	if (digits > 5)
		digits = 5;
	/* Off by less than half of 2^-16, it reads back as the same value. */
	while ((part = to_decimals(size & 0xFFFF, power[n], &off)),
	       n < digits && off * 2 >= power[n])
		n++;
	if (part == power[n]) {
		whole++;
		part = 0;
	}
	if (value < 0 && (whole || part))
		buf_byte(b, '-');
	if (whole || !part)
		buf_int(b, (int64_t)whole);
	if (!part)
		return;
	buf_byte(b, '.');
	while (n-- > 0 && part) {
		buf_byte(b, (char)('0' + part / power[n]));
		part %= power[n];
	}
}

void buf_json(struct buf *b, str s)
{
	buf_byte(b, '"');
	while (s.len) {
		str before = s;
		uint32_t c = utf8_next(&s);
		if (c == UTF8_BAD)
			buf_put(b, S("\xEF\xBF\xBD"));
		else if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", (char)c);
		else if (c == '\n')
			buf_put(b, S("\\n"));
		else if (c == '\t')
			buf_put(b, S("\\t"));
		else if (c < 0x20 || c == 0x7F)
			buf_printf(b, "\\u%04x", c);
		else
			buf_put(b, str_sub(before, 0, before.len - s.len));
	}
	buf_byte(b, '"');
}

void buf_shown(struct buf *b, str text)
{
	while (text.len) {
		str before = text;
		uint32_t c = utf8_next(&text);
		if (c == UTF8_BAD || c < 0x20 || (c >= 0x7F && c < 0xA0) ||
		    (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
			buf_put(b, c == '\t' ? S(" ") : S("\xEF\xBF\xBD"));
		else
			buf_put(b, str_sub(before, 0, before.len - text.len));
	}
}

void buf_xml(struct buf *b, str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == '&')
			buf_put(b, S("&amp;"));
		else if (c == '<')
			buf_put(b, S("&lt;"));
		else if (c == '>')
			buf_put(b, S("&gt;"));
		else if (c == '"')
			buf_put(b, S("&quot;"));
		else if ((unsigned char)c >= 0x20 || c == '\n' || c == '\t')
			buf_byte(b, c);
	}
}

str buf_str(const struct buf *b)
{
	return (str){b->ptr ? b->ptr : "", b->len};
}

void buf_u32(struct buf *b, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		buf_byte(b, (char)(v >> (8 * i)));
}

void buf_u64(struct buf *b, uint64_t v)
{
	for (int i = 0; i < 8; i++)
		buf_byte(b, (char)(v >> (8 * i)));
}

void buf_slice(struct buf *b, str s)
{
	buf_u64(b, s.len);
	buf_put(b, s);
}

bool buf_take_u64(str *rest, uint64_t *v)
{
	if (rest->len < 8)
		return false;
	*v = 0;
	for (int i = 0; i < 8; i++)
		*v |= (uint64_t)(unsigned char)rest->ptr[i] << (8 * i);
	*rest = str_from(*rest, 8);
	return true;
}

bool buf_take_u32(str *rest, uint32_t *v)
{
	if (rest->len < 4)
		return false;
	*v = 0;
	for (int i = 0; i < 4; i++)
		*v |= (uint32_t)(unsigned char)rest->ptr[i] << (8 * i);
	*rest = str_from(*rest, 4);
	return true;
}

bool buf_take_slice(str *rest, str *s)
{
	uint64_t len;
	if (!buf_take_u64(rest, &len) || len > rest->len)
		return false;
	*s = str_sub(*rest, 0, (size_t)len);
	*rest = str_from(*rest, (size_t)len);
	return true;
}
