/* Words that line ends have divided, for somebody to look at. */
#ifndef STROM_DIVIDED_H
#define STROM_DIVIDED_H

#include "page/pages.h"

struct divided_word {
	str word; /* with a hyphen at each place where it was divided: "paš-valdība" */
	str document;
	uint32_t page, times;            /* of the first time, from 1 */
};

/* The head of a word that goes on in the same block, or in the same cell of a table from data. */
struct divided_head {
	str head;
	strom_node block;
	uint32_t cell, page;
};

struct divided {
	struct arena *arena;
	const struct edition *edition;
	str document;
	struct map *seen;                /* by letters */
	vec(struct divided_word) words;
	vec(struct divided_head) heads;
};

/* Collects from finished pages of an edition; `edition` and `document` are set for each. Words that
 * strom.yml has in hyphenation: are approved, and left out. */
struct page_sink divided_sink(struct divided *);
/* What a child tells of them, and main takes. False: it is damaged. */
void divided_pack(const struct divided *, struct buf *);
bool divided_unpack(struct divided *, str packed);
/* Sorted by letters. */
void divided_sort(struct divided *);
str divided_letters(struct arena *, str word);   /* without its hyphens */

#endif
