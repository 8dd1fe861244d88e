/* A pattern dictionary that has been read: what hyphen.c and hyphen_index.c share. */
#ifndef STROM_HYPHEN_PARTS_H
#define STROM_HYPHEN_PARTS_H

#include "typeset/hyphen/exceptions.h"
#include "typeset/hyphen/hyphen.h"

enum { HYPHEN_PLACE_BITS = 26, HYPHEN_LENGTHS = 1 << 16 };

struct level {
	uint32_t *slots;                 /* six bits of the hash, then the place; 0: free */
	size_t room;                     /* a power of two */
	uint16_t *lengths;               /* HYPHEN_LENGTHS, by the hash of a beginning: a bit for each
	                                    length */
	uint32_t *begins;                /* beginnings of patterns, as slots; NULL: of one level */
	size_t begins_room;
};

struct hyphenator {
	struct voikko *voikko;           /* else NULL, and patterns */
	struct exceptions *exceptions;   /* words that the file lists; NULL: none */
	size_t words;                    /* where it lists them; 0: nowhere */
	str file;
	struct level level[2];           /* one level: [0] alone */
	bool two, utf8;
	uint8_t byte_of[0x600];          /* code point -> byte, in a charset of single bytes */
	uint32_t start, end, part_start, part_end;
};

/* A word between its edges (dots), in the file's charset. */
struct hyphen_word {
	unsigned char bytes[(HYPHEN_LETTERS + 2) * 4];
	uint16_t at[HYPHEN_LETTERS + 3]; /* where each letter begins; the last one's end */
	size_t letters;                  /* with both edges */
};

static inline uint64_t hyphen_hash(uint64_t hash, unsigned char byte)
{
	return (hash ^ byte) * 0x9E3779B97F4A7C15u;
}

/* What a slot keeps of the hash. */
static inline uint32_t hyphen_check(uint64_t hash)
{
	return (uint32_t)(hash >> 58) << HYPHEN_PLACE_BITS;
}

/* ---- hyphen.c ---- */

/* The vote of the pattern with these letters, if there is one, from before the first of them. */
void hyphen_vote_of(const struct hyphenator *, const struct level *, uint64_t hash,
                    const unsigned char *letters, size_t n, uint8_t *votes);
/* Reads the words that the file lists. */
void hyphen_words(struct arena *, struct hyphenator *);

/* ---- hyphen_longest.c ---- */

/* Fills in a level's beginnings, and votes by them. */
void hyphen_beginnings(struct arena *, str file, struct level *);
void hyphen_vote_longest(const struct hyphenator *, const struct level *, const struct hyphen_word *,
                         uint8_t *votes);

/* ---- hyphen_index.c ---- */

/* What was made of this dictionary when Strom was built; NULL: nothing, or of another. */
struct hyphenator *hyphen_index_find(struct arena *, str path, str bytes);

#endif
