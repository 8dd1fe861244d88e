/* Frames of several columns. */
#ifndef STROM_BANDS_H
#define STROM_BANDS_H

#include "typeset/pages/masters.h"

struct band_set {
	struct typesetter *t;
	const struct vertical *v;
	const struct frame *frame;
	uint32_t page;
	bool page_top, balance;
	/* Out. */
	fragments *out;                  /* page and frame are the caller's to fill in */
	bool filled;                     /* something stands in it */
	uint32_t late, too_tall, tall_note;  /* as of a column_set */
};

/* Fills a frame from band to band: what spans its columns, and between it columns that end level.
 * Without balance the last columns of a text are as full as can be. */
void bands_fill(struct band_set *, struct standing *);

#endif
