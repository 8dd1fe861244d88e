/* Slices, and text that grows. */
#include "sheets.h"

bool text_ends(strom_str s, const char *end)
{
	size_t len = strlen(end);
	return s.len >= len && !memcmp(s.ptr + s.len - len, end, len);
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
