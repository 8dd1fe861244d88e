/* What pagination makes: which units stand where on which page. */
#ifndef STROM_PAGINATION_H
#define STROM_PAGINATION_H

#include "typeset/blocks/blocks.h"

/* A stretch of units on a page: of a flow, or of its notes. */
struct fragment {
	uint32_t page;
	uint16_t frame, column;
	uint32_t from, to;               /* units */
	strom_len y;                     /* of the first unit's top, from the frame's */
	bool note;                       /* units are of the list of notes */
	bool rule;                       /* the first note of a column: a rule stands above it */
	bool repeat;                     /* a table goes on: its header stands above */
};

typedef vec(struct fragment) fragments;

struct pagination {
	fragments *flows;
	vec(const struct master *) masters;      /* of each page */
	vec(bool) blanks;                        /* pages made only to reach a right-hand one */
	uint32_t *page_of;                       /* node -> page + 1; 0: prints nowhere */
	size_t nodes;
};

#endif
