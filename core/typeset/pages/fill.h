/* Filling one column. */
#ifndef STROM_FILL_H
#define STROM_FILL_H

#include "typeset/pages/pagination.h"

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
	int64_t cost; /* points squared: of the room left empty, of a note parted */
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
	strom_len above, grid; /* lines of that leading stand on a grid, which begins so much
	                          above the column; 0: there is none */
	bool notes;                      /* the frame takes them */
	bool lower; /* it begins below something else: what has no room waits for
	               the next page */
	bool text;                       /* text may begin here; else only what was left behind */
	uint32_t until; /* the text is to end before this unit; 0: where it is best */
	struct column_try *tries;        /* only list the best ways, at most MOST_TRIES; or NULL */
	size_t tries_n;
	/* Out. */
	fragments *out;                  /* page, frame and column are the caller's to fill in */
	bool missed;                     /* the text could not end at `until` */
	uint32_t late;                   /* notes that begin after their reference's column */
	bool gave_way;                   /* no break that the rules allow would do */
	uint32_t too_tall, tall_note;    /* a unit + 1 higher than the room, of the flow and of the
	                                    list of notes; 0: none */
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
strom_len unit_height(const struct typesetter *, const struct vertical *, uint32_t unit,
                      bool first);

#endif
