/* What a layout plugin declared for an edition: masters, frames, flows, and where nodes go. */
#ifndef STROM_ARRANGEMENT_H
#define STROM_ARRANGEMENT_H

#include "edition/edition.h"

#include <strom/layout.h>

struct flow {
	str name;
	bool overset_error, anchored, balance, inserted;
	bool notes;                      /* takes footnotes as sidenotes */
};

struct frame {
	uint32_t flow;
	strom_box box;
	uint32_t columns, flags;
	strom_len gap, grid;
	strom_len wide;                  /* how far spans reach out at the right; below 0: left */
};

struct fixed {
	strom_box box;
	str style, content;
	enum text_align align;
	uint32_t steps;                  /* 0: the same for every chapter */
	strom_len step;
};

struct master {
	str name;
	strom_len w, h, bleed;
	vec(struct frame) frames;
	vec(struct fixed) fixed;
};

struct placement {
	strom_node node;
	uint32_t flow;                   /* UINT32_MAX: as its parent */
	str style, master;
	enum strom_start start;
	uint32_t span;
	bool keep;
};

struct arrangement {
	const struct strom_layout *layout;
	struct edition *edition;
	vec(struct flow) flows;
	vec(struct master) masters;
	vec(struct placement) places;
	uint32_t *place_of;              /* node -> index into places + 1; 0: not placed */
	size_t place_of_n;
};

/* Runs the layout of the edition's document. Generated parts are nodes of the edition afterwards,
 * empty but for what parts.c fills in as they are added. False: reported. */
bool arrangement_make(struct edition *, const struct theme *, struct arrangement *);

/* NULL: the node is not placed. */
const struct placement *arrangement_place(const struct arrangement *, strom_node);

/* The master of page `index`; NULL: reported ("layout/no-master"). */
const struct master *arrangement_page(const struct arrangement *, const struct strom_page_ask *);

#endif
