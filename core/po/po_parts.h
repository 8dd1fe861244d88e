/* What po.c reads and po_find.c answers from. For these files only. */
#ifndef STROM_PO_PARTS_H
#define STROM_PO_PARTS_H

#include "po/po.h"

struct po {
	struct arena *arena;
	vec(struct po_entry) entries;
	struct map *index;
	str header;
	struct origin header_origin;
	size_t ends[2];                  /* lines that end with LF, with CR LF */
	struct span first_end[2];        /* the first of each */
};

#endif
