/* Dictionaries of two levels as libhyphen reads them, for which they are written: German's is full
 * of patterns that would divide "far-ben" before its r, if the longer ones around them did not hide
 * them.
 *
 * At each letter the longest stretch of letters that ends there and begins any pattern is looked
 * at, and no other: if it is a pattern, it has its vote. So each beginning of a pattern is in a
 * table. */
#include "typeset/hyphen/hyphen_parts.h"

enum { PLACE = (1 << HYPHEN_PLACE_BITS) - 1 };

static bool is_digit(unsigned char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Whether the pattern at a place begins with these letters. */
static bool begins(str file, size_t place, const unsigned char *letters, size_t n)
{
	size_t i = 0;
	for (const char *p = file.ptr + place, *end = file.ptr + file.len; p < end && i < n; p++) {
		unsigned char byte = (unsigned char)*p;
		if (is_digit(byte))
			continue;
		if (byte != letters[i++])
			return false;
	}
	return i == n;
}

/* The slot of a beginning, or the free one where it would be. */
static uint32_t *slot_of(str file, const struct level *v, uint64_t hash,
                         const unsigned char *letters, size_t n)
{
	for (size_t i = hash >> 32;; i++) {
		uint32_t *slot = &v->begins[i & (v->begins_room - 1)];
		if (!*slot || ((*slot ^ hyphen_check(hash)) <= PLACE &&
		               begins(file, *slot & PLACE, letters, n)))
			return slot;
	}
}

/* Each beginning of the pattern that has none of an earlier one. Returns how many there are. */
static size_t add_beginnings(str file, struct level *v, size_t place)
{
	unsigned char letters[256];
	uint64_t hash = 0;
	size_t n = 0, added = 0;
	for (const char *p = file.ptr + place, *end = file.ptr + file.len;
	     p < end && n < sizeof letters; p++) {
		unsigned char byte = (unsigned char)*p;
		if (byte <= ' ' || byte == '/')
			break;
		if (is_digit(byte))
			continue;
		letters[n++] = byte;
		hash = hyphen_hash(hash, byte);
		uint32_t *slot = slot_of(file, v, hash, letters, n);
		added += !*slot;
		if (!*slot)
			*slot = hyphen_check(hash) | (uint32_t)place;
	}
	return added;
}

/* Tables grow by whole rounds: there are some four beginnings to a pattern. */
void hyphen_beginnings(struct arena *a, str file, struct level *v)
{
	/* One pattern may add 256: so many are always left, or the search for a free one would not
	 * end. */
	enum { LEAST = 2048 };
	for (v->begins_room = v->room < LEAST / 2 ? LEAST : v->room * 2;; v->begins_room *= 2) {
		size_t used = 0, i = 0;
		v->begins = arena_array(a, uint32_t, v->begins_room);
		for (; i < v->room && used < v->begins_room / 4 * 3 - 256; i++)
			if (v->slots[i])
				used += add_beginnings(file, v, v->slots[i] & PLACE);
		if (i == v->room)
			return;
	}
}

void hyphen_vote_longest(const struct hyphenator *h, const struct level *v,
                         const struct hyphen_word *w, uint8_t *votes)
{
	size_t from = 0, letter = 0, end = w->at[w->letters];
	uint64_t hash = 0, power = 1; /* the factor's power of as many bytes */
	for (size_t to = 1; to <= end; to++) {
		hash = hyphen_hash(hash, w->bytes[to - 1]);
		power *= HYPHEN_FACTOR;
		while (from < to && !*slot_of(h->file, v, hash, w->bytes + from, to - from)) {
			hash -= w->bytes[from++] * power;
			power *= HYPHEN_INVERSE;
		}
		while (w->at[letter + 1] <= from && letter < w->letters)
			letter++;
		if (from < to)
			hyphen_vote_of(h, v, hash, w->bytes + from, to - from, votes + letter);
	}
}
