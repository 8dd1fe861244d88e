/* Tables: column widths from content, rows as units, a header that repeats. */
#ifndef STROM_TABLE_H
#define STROM_TABLE_H

#include "typeset/blocks.h"

/* A table set into a width. Of its rows only their heights are kept; they are set again when they
 * are put, which is fast in order (of a data table, going back asks its query again). */
struct table_set {
	strom_node node;
	const struct dataset *data;      /* the rows behind the nodes; NULL: there are none */
	const struct style *style, *head;
	strom_len width;
	uint32_t rows, header_rows;
	strom_len header_height;
	/* For table.c: */
	size_t columns;
	const strom_len *x, *w;          /* of each column's text, from the table's left edge */
	const strom_node *nodes;         /* the rows that are nodes, which come first */
	uint32_t nodes_n;
	uint32_t *lines;                 /* of each row, in its highest cell */
};

/* Sets a table into a width. NULL: reported. */
const struct table_set *table_make(struct typesetter *, strom_node, strom_len width);
strom_len table_row_height(const struct table_set *, uint32_t row);
/* Puts row `index`, its top at y; artifact: a repeated header. Runs and texts of the items live in
 * the arena. What fails is reported, and the typesetter knows. */
void table_put(struct typesetter *, struct arena *, const struct table_set *, uint32_t index,
               strom_len x, strom_len y, bool artifact, items *);

#endif
