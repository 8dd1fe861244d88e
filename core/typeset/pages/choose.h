/* Choosing where the pages of a chapter end. */
#ifndef STROM_CHOOSE_H
#define STROM_CHOOSE_H

#include "typeset/pages/masters.h"

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

#endif
