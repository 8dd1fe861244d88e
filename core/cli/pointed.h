/* What stands at a place on a page of an edition: for strom explain --at. */
#ifndef STROM_POINTED_H
#define STROM_POINTED_H

#include "cli/session.h"
#include "text/draft/segment.h"

/* A place, and what was found there. Its texts live in the session's arena. */
struct pointed {
	uint32_t page; /* from 1 */
	strom_len x, y;
	/* Found: */
	uint32_t pages; /* how many there are */
	bool found;
	str label; /* the page's folio */
	str line; /* the letters that stand there, up to what is set otherwise; empty: no letters */
	size_t at;                      /* which byte of them is meant */
	str nearest;                    /* where nothing was found: what is nearest */
	strom_len nearest_x, nearest_y; /* its middle */
	strom_node node, block;         /* of the edition; 0: the page's own, or generated */
	uint32_t cell; /* of a table from data, or a figure's datum, as an item has it */
	str kind;                       /* "paragraph", "contents", "running head" */
	/* Of the block, where it is translated or may be: */
	bool has_segment;
	struct segment segment;
	struct span translation; /* in the PO file; nowhere: it has none */
	str po;                  /* that file; empty: the language is the text's */
	str said;                /* the translation; empty: none */
};

/* "105,80.5": millimetres from the left and the top of the trimmed page. */
bool pointed_read(str text, struct pointed *);
/* Typesets the edition and looks. False: reported. */
bool pointed_find(struct session *, struct edition *, struct pointed *);
/* Whether a text of the line stands at the place: a value, say. */
bool pointed_covers(const struct pointed *, str text);

#endif
