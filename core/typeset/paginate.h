/* Pass 1: units into frames. Keeps only breaks, masters and the pages of nodes. */
#ifndef STROM_PAGINATE_H
#define STROM_PAGINATE_H

#include "typeset/blocks.h"

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

/* False: reported ("pages/overset", "pages/too-tall"). Notes that find no room on the page of their
 * reference follow on later ones, and are warned of ("pages/late-notes"). */
bool paginate(struct typesetter *, struct pagination *);

/* The page on which a node begins, from 0; false: it prints nowhere. */
bool page_of_node(const struct typesetter *, const struct pagination *, strom_node, uint32_t *page);

/* ---- One column: fill.c ---- */

enum { MOST_WAITING = 3 };

/* All that a column is filled from: what is still to be set of a flow. */
struct standing {
	uint32_t next;                   /* unit */
	uint32_t waiting[MOST_WAITING];  /* first units of floats left behind */
	uint32_t waiting_n;
	uint32_t call;                   /* the first note that is not set to its end */
	uint32_t note_unit;              /* its units that are */
};

struct column_set {
	const struct typesetter *t;
	const struct vertical *v;
	strom_len room;
	bool notes;                      /* the frame takes them */
	bool text;                       /* text may begin here; else only what was left behind */
	/* Out. */
	fragments *out;                  /* page, frame and column are the caller's to fill in */
	uint32_t late;                   /* notes that begin after their reference's column */
	uint32_t too_tall;               /* a unit + 1 higher than the room; 0: none */
};

/* Fills a column and moves the standing on: floats left behind, text, the text's notes. Every
 * column takes something, if anything is left that may be set in it. */
void column_fill(struct column_set *, struct standing *);
/* Floats or notes are left of what came before. */
bool standing_owes(const struct vertical *, const struct standing *);
/* A unit's height at this place of a column: with what a table repeats, without the space above. */
strom_len unit_height(const struct typesetter *, const struct vertical *, uint32_t unit, bool first);

#endif
