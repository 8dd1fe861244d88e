/* Pass 1: units into frames. Keeps only breaks, masters and the pages of nodes. */
#ifndef STROM_PAGINATE_H
#define STROM_PAGINATE_H

#include "typeset/blocks.h"

/* What one column of one frame on one page holds. */
struct fragment {
	uint32_t page, frame, column;
	uint32_t from, to;               /* units of the flow */
};

typedef vec(struct fragment) fragments;

struct pagination {
	fragments *flows;
	vec(const struct master *) masters;      /* of each page */
	vec(bool) blanks;                        /* pages made only to reach a right-hand one */
	uint32_t *page_of;                       /* node -> page + 1; 0: prints nowhere */
	size_t nodes;
};

/* False: reported ("pages/overset", "pages/too-tall"). */
bool paginate(struct typesetter *, struct pagination *);

/* The page on which a node begins, from 0; false: it prints nowhere. */
bool page_of_node(const struct typesetter *, const struct pagination *, strom_node, uint32_t *page);

#endif
