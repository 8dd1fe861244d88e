/* Slices, and text that grows. */
#include "sheets.h"

bool text_same(strom_str a, strom_str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.ptr, b.ptr, a.len));
}

bool text_is(strom_str s, const char *word)
{
	return text_same(s, strom_text(word));
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool text_alike(strom_str a, strom_str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (small(a.ptr[i]) != small(b.ptr[i]))
			return false;
	return true;
}

bool text_ends(strom_str s, const char *end)
{
	size_t len = strlen(end);
	return s.len >= len && !memcmp(s.ptr + s.len - len, end, len);
}

strom_str text_trim(strom_str s)
{
	while (s.len && strchr(" \t\r\n", s.ptr[s.len - 1]))
		s.len--;
	while (s.len && strchr(" \t\r\n", *s.ptr))
		s.ptr++, s.len--;
	return s;
}

void text_put(struct book *b, struct text *t, strom_str s)
{
	if (t->cap - t->len < s.len + 1) {
		size_t cap = (t->cap ? t->cap * 2 : 512) + s.len;
		char *ptr = book_alloc(b, cap);
		if (t->len)
			memcpy(ptr, t->ptr, t->len);
		t->ptr = ptr;
		t->cap = cap;
	}
	if (s.len)
		memcpy(t->ptr + t->len, s.ptr, s.len);
	t->len += s.len;
}

strom_str text_keep(struct book *b, strom_str s)
{
	char *ptr = book_alloc(b, s.len + 1);
	if (s.len)
		memcpy(ptr, s.ptr, s.len);
	s.ptr = ptr;
	return s;
}

bool text_number(strom_str s, uint32_t *number)
{
	uint64_t n = 0;
	if (!s.len || s.len > 10)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		n = n * 10 + (uint64_t)(s.ptr[i] - '0');
	}
	*number = (uint32_t)n;
	return n <= UINT32_MAX;
}
