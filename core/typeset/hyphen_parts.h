/* A pattern dictionary that has been read: what hyphen.c and hyphen_index.c share. */
#ifndef STROM_HYPHEN_PARTS_H
#define STROM_HYPHEN_PARTS_H

#include "typeset/exceptions.h"
#include "typeset/hyphen.h"

enum { HYPHEN_PLACE_BITS = 26, HYPHEN_LENGTHS = 1 << 16 };

struct level {
	uint32_t *slots;                 /* six bits of the hash, then the place; 0: free */
	size_t room;                     /* a power of two */
	uint16_t *lengths;               /* HYPHEN_LENGTHS, by the hash of a beginning: a bit for each
	                                    length */
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

/* Reads the words that the file lists. */
void hyphen_words(struct arena *, struct hyphenator *);

/* ---- hyphen_index.c ---- */

/* What was made of this dictionary when Strom was built; NULL: nothing, or of another. */
struct hyphenator *hyphen_index_find(struct arena *, str path, str bytes);

#endif
