/* Pass 1: units into frames. Keeps only breaks, masters and the pages of nodes. */
#ifndef STROM_PAGINATE_H
#define STROM_PAGINATE_H

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

/* False: reported ("pages/overset", "pages/too-tall"). Notes that find no room on the page of their
 * reference follow on later ones, and are warned of ("pages/late-notes"). */
bool paginate(struct typesetter *, struct pagination *);

/* The page on which a node begins, from 0; false: it prints nowhere. */
bool paginate_page_of(const struct typesetter *, const struct pagination *, strom_node,
                      uint32_t *page);

/* ---- Passages beside the text: anchored.c ---- */

/* Puts the passages of anchored flows beside what they belong to, once that has its places: each as
 * high as the line, or lower, where the one before it ends; higher where the page would end before
 * them. What a page cannot hold goes on at the top of the next. False: reported. */
bool anchored_fill(struct typesetter *, struct pagination *);

/* ---- One column: fill.c ---- */

enum { MOST_WAITING = 3, MOST_TRIES = 6 };

/* All that a column is filled from: what is still to be set of a flow. */
struct standing {
	uint32_t next;                   /* unit */
	uint32_t waiting[MOST_WAITING];  /* first units of floats left behind */
	uint32_t waiting_n;
	uint32_t call;                   /* the first note that is not set to its end */
	uint32_t note_unit;              /* its units that are */
};

/* A way to fill a column: where its text ends, and what that leaves. */
struct column_try {
	uint32_t to;
	int64_t cost;                    /* points squared: of the room left empty, of a note parted */
	strom_len height, empty;         /* of the text; empty: 0 at the text's end */
	bool end;                        /* a forced break follows, or nothing */
	bool known;                      /* after is */
	struct standing after;
};

struct column_set {
	const struct typesetter *t;
	const struct vertical *v;
	struct arena *arena;             /* of the fragments */
	strom_len room;
	strom_len foot;                  /* where notes end, if it is not there; 0: it is */
	strom_len above, grid;           /* lines of that leading stand on a grid, which begins so much
	                                    above the column; 0: there is none */
	bool notes;                      /* the frame takes them */
	bool text;                       /* text may begin here; else only what was left behind */
	uint32_t until;                  /* the text is to end before this unit; 0: where it is best */
	struct column_try *tries;        /* only list the best ways, at most MOST_TRIES; or NULL */
	size_t tries_n;
	/* Out. */
	fragments *out;                  /* page, frame and column are the caller's to fill in */
	bool missed;                     /* the text could not end at `until` */
	uint32_t late;                   /* notes that begin after their reference's column */
	uint32_t too_tall;               /* a unit + 1 higher than the room; 0: none */
};

/* Fills a column and moves the standing on: floats left behind, text, the text's notes. Every
 * column takes something, if anything is left that may be set in it. */
void fill_column(struct column_set *, struct standing *);
/* The ways to fill it, the cheapest first; fragments are only for passing use. */
size_t fill_tries(struct column_set *, const struct standing *,
                  struct column_try tries[MOST_TRIES]);
/* Floats or notes are left of what came before. */
bool fill_owes(const struct vertical *, const struct standing *);
/* A unit's height at this place of a column: with what a table repeats, without the space above. */
strom_len unit_height(const struct typesetter *, const struct vertical *, uint32_t unit, bool first);

/* ---- Choosing pages: choose.c ---- */

/* A column of a page, in the order in which a flow fills them. */
struct column_at {
	uint32_t page, frame, column;
	bool page_top;                   /* nothing of the flow stands on the page yet */
	const struct master *master;
};

/* What was chosen: the text that begins with unit `from` ends before `to` in its column. */
struct choice { uint32_t from, to; };

struct chooser {
	struct typesetter *t;
	const struct pagination *p;      /* of pages that other flows have made */
	const struct vertical *v;
	uint32_t flow;
	struct arena *scratch;
	vec(struct choice) choices;
	size_t next;                     /* of them */
};

/* The choices for the columns from here on: up to a forced page break, or for so many columns that
 * a later choice hardly matters. False: reported, by the layout. */
bool choose_pages(struct chooser *, const struct standing *, struct column_at);
/* Whether the next unit wants to begin further on than this column. */
bool master_wants_more(const struct vertical *, const struct standing *, uint32_t page,
                       bool page_top, bool frame_top);
/* Asks the layout for a page's master. NULL: reported. */
const struct master *master_ask(struct typesetter *, uint32_t flow, const struct standing *,
                                uint32_t page, bool blank);

/* ---- Frames of several columns: bands.c ---- */

struct band_set {
	struct typesetter *t;
	const struct vertical *v;
	const struct frame *frame;
	uint32_t page;
	bool page_top, balance;
	/* Out. */
	fragments *out;                  /* page and frame are the caller's to fill in */
	bool filled;                     /* something stands in it */
	uint32_t late, too_tall;         /* as of a column_set */
};

/* Fills a frame from band to band: what spans its columns, and between it columns that end level.
 * Without balance the last columns of a text are as full as can be. */
void bands_fill(struct band_set *, struct standing *);

#endif
