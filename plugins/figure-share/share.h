/* figure-share's own: what the files of this plugin share. */
#ifndef STROM_FIGURE_SHARE_H
#define STROM_FIGURE_SHARE_H

#include <strom/figure_help.h>

enum { MOST_PARTS = 5, HUNDRED = 100, MOST_COUNTED = 200 };

/* A whole is a column, its parts are the rows. What is not known of a whole (missing, kept back) is
 * a part of its own behind the others. */
struct shares {
	struct strom_chart h;
	bool counts; /* of circles; else a hundred squares */
	uint32_t cells[STROM_SERIES][MOST_PARTS + 1];
	uint32_t along;  /* cells in a row */
	uint32_t panels; /* beside each other */
	bool named;      /* labels have the parts' names; else a key stands above */
	strom_len panel, pitch,
	        values; /* how wide a panel is; a cell with its gap; values at most */
};

/* How many cells a whole has. */
uint32_t shares_all(const struct shares *, uint32_t whole);
/* Fills `cells`; false: reported. */
bool shares_count(struct shares *);

strom_colour shares_colour(const struct shares *, uint32_t part);
/* Cells of a whole, up from y, which is their bottom. */
void shares_put_cells(const struct shares *, uint32_t whole, strom_len x, strom_len y);
/* The sign of a part before its label, in the middle of y. */
void shares_put_sign(const struct shares *, uint32_t part, strom_len x, strom_len y);

#endif
