/* The patterns of a level: a hash table of places in the file, keyed by the pattern's letters. A
 * pattern's digits are read when a word has its letters. */
#include "typeset/hyphen/hyphen_parts.h"

enum { MOST_PATTERN = 255 };             /* bytes of letters; no dictionary comes near */

/* Digits follow the slash in ASCII. */
static bool is_letter(unsigned char byte)
{
	return byte > ' ' && (unsigned char)(byte - '/') > 10;
}

/* The end of the pattern at this place if its letters are these, else NULL. */
static const char *pattern_match(str file, size_t place, const unsigned char *letters, size_t n)
{
	size_t i = 0;
	const char *p = file.ptr + place, *end = file.ptr + file.len;
	for (; p < end && hyphen_is_pattern((unsigned char)*p); p++) {
		if (hyphen_is_digit((unsigned char)*p))
			continue;
		if (i == n || (unsigned char)*p != letters[i++])
			return NULL;
	}
	return i == n ? p : NULL;
}

/* The slot of the pattern with these letters, and the pattern's end; or the free slot where it
 * would be, and NULL. */
static uint32_t *slot_of(str file, const struct level *v, uint64_t hash,
                         const unsigned char *letters, size_t n, const char **end)
{
	*end = NULL;
	for (size_t i = hash >> 32;; i++) {
		uint32_t *slot = &v->slots[i & (v->room - 1)];
		if (*slot && (*slot ^ hyphen_check(hash)) < HYPHEN_MOST_BYTES)
			*end = pattern_match(file, *slot & (HYPHEN_MOST_BYTES - 1), letters, n);
		if (!*slot || *end)
			return slot;
	}
}

/* In strides that a byte can count, which the compiler takes many bytes at a time. */
static size_t count_lines(str s)
{
	enum { STRIDE = 240 };
	size_t lines = 1, i = 0;
	for (; i + STRIDE <= s.len; i += STRIDE) {
		unsigned char some = 0;
		for (size_t j = 0; j < STRIDE; j++)
			some = (unsigned char)(some + (s.ptr[i + j] == '\n'));
		lines += some;
	}
	for (; i < s.len; i++)
		lines += s.ptr[i] == '\n';
	return lines;
}

void hyphen_level_begin(struct arena *a, struct level *v, str rest)
{
	size_t lines = count_lines(rest);
	v->room = 64;
	while (v->room < lines + lines / 2)
		v->room *= 2;
	v->slots = arena_array(a, uint32_t, v->room);
	v->lengths = arena_array(a, uint16_t, HYPHEN_LENGTHS);
}

struct hyphen_letters {
	uint64_t hash;
	size_t n;
	unsigned char at[MOST_PATTERN];
};

/* Reads on until there are so many letters, or the pattern ends. */
static inline const char *letters_read(struct hyphen_letters *l, const char *p, const char *stop,
                                       size_t most)
{
	uint64_t hash = l->hash;
	size_t n = l->n;
	for (; p < stop && n < most; p++) {
		unsigned char byte = (unsigned char)*p;
		if (is_letter(byte)) {
			l->at[n++] = byte;
			hash = hyphen_hash(hash, byte);
		} else if (!hyphen_is_digit(byte)) {
			break;
		}
	}
	l->hash = hash;
	l->n = n;
	return p;
}

str hyphen_pattern_add(str file, struct level *v, str rest)
{
	struct hyphen_letters l;
	l.hash = 0;
	l.n = 0;
	const char *p = rest.ptr, *stop = rest.ptr + rest.len;
	p = letters_read(&l, p, stop, 2);
	uint64_t two = l.hash;
	p = letters_read(&l, p, stop, 4);
	uint64_t four = l.hash;
	p = letters_read(&l, p, stop, MOST_PATTERN);
	str after = str_from(rest, (size_t)(p - rest.ptr));
	if (!l.n || l.n == MOST_PATTERN)
		return after;
	if (l.n >= 2)
		v->lengths[two >> 48] |= hyphen_length_bit(l.n);
	if (l.n >= 4)
		v->lengths[four >> 48] |= hyphen_length_bit(l.n);
	const char *end;
	*slot_of(file, v, l.hash, l.at, l.n, &end) =
	        hyphen_check(l.hash) | (uint32_t)(rest.ptr - file.ptr);
	return after;
}

void hyphen_vote_of(const struct hyphenator *h, const struct level *v, uint64_t hash,
                    const unsigned char *letters, size_t n, uint8_t *votes)
{
	const char *end;
	size_t place = *slot_of(h->file, v, hash, letters, n, &end) & (HYPHEN_MOST_BYTES - 1);
	if (!end)
		return;
	uint8_t changes = end < h->file.ptr + h->file.len && *end == '/' ? HYPHEN_CHANGES : 0;
	for (const char *p = h->file.ptr + place; p < end; p++) {
		unsigned char byte = (unsigned char)*p;
		if (!hyphen_is_digit(byte)) {
			votes += !h->utf8 || (byte & 0xC0) != 0x80;
			continue;
		}
		uint8_t digit = (uint8_t)(byte - '0');
		if (p + 1 < end && hyphen_is_digit((unsigned char)p[1]))
			continue;
		if (digit > (*votes & 0x7F))
			*votes = digit & 1 ? digit | changes : digit;
	}
}
