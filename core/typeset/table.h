/* Tables: column widths from content, rows as units, a header that repeats. */
#ifndef STROM_TABLE_H
#define STROM_TABLE_H

#include "typeset/blocks.h"

struct cell_set {
	strom_node node;
	struct galley galley;
	strom_len x, w;                  /* of the text, from the table's left edge */
	const struct style *style;
};

struct row_set {
	strom_node node;
	strom_len height;
	bool header;
	struct cell_set *cells;
	size_t n;
};

struct table_set {
	const struct style *style, *head;
	strom_len width;
	uint32_t header_rows;
	strom_len header_height;
	vec(struct row_set) rows;
};

/* Sets a table into a width. NULL: reported. */
const struct table_set *table_make(struct typesetter *, strom_node, strom_len width);
/* Puts row `index`, its top at y; artifact: a repeated header. last: the table's last row here. */
void table_put(struct typesetter *, struct arena *, const struct table_set *, uint32_t index,
               strom_len x, strom_len y, bool artifact, items *);

#endif
