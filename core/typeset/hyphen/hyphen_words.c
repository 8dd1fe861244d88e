/* The words that a dictionary lists beside its patterns. */
#include "typeset/hyphen/hyphen_parts.h"

/* Some files keep the words that belong to their patterns in TeX, behind "\hyphenation{". They
 * come last. */
void hyphen_words(struct arena *a, struct hyphenator *h)
{
	uint32_t table[256] = {0};
	str rest = h->words ? str_from(h->file, h->words) : S(""), line;
	for (uint32_t code = 0x80; code < sizeof h->byte_of; code++)
		table[h->byte_of[code]] = code;
	for (uint32_t i = 0; i < 0x80; i++)
		table[i] = i;
	if (rest.len)
		h->exceptions = exceptions_new(a);
	while (rest.len && *rest.ptr != '%' && str_next_line(&rest, &line)) {
		struct buf word = {0};
		for (size_t i = 0; i < line.len && !h->utf8; i++)
			buf_utf8(&word, table[(unsigned char)line.ptr[i]]);
		exceptions_add(h->exceptions, str_trim(h->utf8 ? line : buf_str(&word)));
		buf_drop(&word);
	}
}
