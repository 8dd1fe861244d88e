/* A pattern dictionary that has been read: what the files of this room share. */
#ifndef STROM_HYPHEN_PARTS_H
#define STROM_HYPHEN_PARTS_H

#include "typeset/hyphen/exceptions.h"
#include "typeset/hyphen/hyphen.h"

enum {
	HYPHEN_PLACE_BITS = 26,
	HYPHEN_MOST_BYTES = 1 << HYPHEN_PLACE_BITS,      /* of a file */
	HYPHEN_LENGTHS = 1 << 16,
	HYPHEN_LONG = 15,                /* bytes of letters, or more */
	HYPHEN_CHANGES = 0x80            /* a vote of a pattern that would change letters */
};

struct level {
	uint32_t *slots;                 /* six bits of the hash, then the place; 0: free */
	size_t room;                     /* a power of two */
	uint16_t *lengths; /* HYPHEN_LENGTHS, by the hash of a beginning: a bit for each
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

/* The sum of the bytes, each multiplied by a power of this, the last one's the first: so a byte
 * comes in at the end and another leaves at the beginning. That of nothing is 0. */
#define HYPHEN_FACTOR 0x9E3779B97F4A7C15u
#define HYPHEN_INVERSE 0xF1DE83E19937733Du       /* modulo 2^64 */

static inline uint64_t hyphen_hash(uint64_t hash, unsigned char byte)
{
	return (hash + byte) * HYPHEN_FACTOR;
}

/* What a slot keeps of the hash. */
static inline uint32_t hyphen_check(uint64_t hash)
{
	return (uint32_t)(hash >> 58) << HYPHEN_PLACE_BITS;
}

static inline bool hyphen_is_digit(unsigned char byte)
{
	return byte >= '0' && byte <= '9';
}

/* What follows the letters and digits (a blank, the line's end, or a slash and what the letters
 * would change to) is no part of the vote. */
static inline bool hyphen_is_pattern(unsigned char byte)
{
	return byte > ' ' && byte != '/';
}

/* Beginnings of two and of four bytes tell which lengths patterns can have. */
static inline bool hyphen_is_beginning(size_t n)
{
	return n == 2 || n == 4;
}

static inline uint16_t hyphen_length_bit(size_t n)
{
	return (uint16_t)(1 << (n < HYPHEN_LONG ? n : HYPHEN_LONG));
}

/* ---- hyphen_patterns.c ---- */

/* Room for the patterns of this text. */
void hyphen_level_begin(struct arena *, struct level *, str rest);
/* "a1bc3d" has the letters abcd. A pattern given again stands for the earlier one, also where it
 * takes its digits away. Returns what follows the pattern. */
str hyphen_pattern_add(str file, struct level *, str rest);
/* The vote of the pattern with these letters, if there is one, from before the first of them. */
void hyphen_vote_of(const struct hyphenator *, const struct level *, uint64_t hash,
                    const unsigned char *letters, size_t n, uint8_t *votes);

/* ---- hyphen_words.c ---- */

/* Reads the words that the file lists. */
void hyphen_words(struct arena *, struct hyphenator *);

/* ---- hyphen_longest.c ---- */

/* Fills in a level's beginnings, and votes by them. */
void hyphen_beginnings(struct arena *, str file, struct level *);
void hyphen_vote_longest(const struct hyphenator *, const struct level *,
                         const struct hyphen_word *, uint8_t *votes);

/* ---- hyphen_index.c ---- */

/* What was made of this dictionary when Strom was built; NULL: nothing, or of another. */
struct hyphenator *hyphen_index_find(struct arena *, str path, str bytes);

#endif
