/* Tables: column widths from content, rows as units, a header that repeats. */
#ifndef STROM_TABLE_H
#define STROM_TABLE_H

#include "typeset/blocks/blocks.h"

struct cell_place;
struct axis;

/* A table set into a width. Of its rows only their heights are kept; they are set again when they
 * are put, which is fast in order (of a data table, going back asks its query again). */
struct table_set {
	strom_node node;
	const struct dataset *data;      /* the rows behind the nodes; NULL: there are none */
	const struct style *style, *head, *group;
	strom_len width;
	uint32_t rows, header_rows;
	strom_len header_height;
	/* For the table's own files: */
	size_t columns;
	strom_len gap;                   /* between columns */
	const strom_len *x, *w;          /* of each column's text, from the side where lines begin */
	const struct axis *axes;         /* of each column */
	const struct cell_place *cells;  /* of the rows that are nodes, which come first */
	const uint32_t *cells_from;      /* of a row, and of the one behind the last */
	uint32_t nodes_n;
	uint32_t *lines;                 /* of each row, in its highest cell */
	bool last_resort;                /* addresses may be broken */
	bool rtl;                        /* the first column is at the right */
	bool told;                       /* that words are cut */
};

/* Sets a table into a width. NULL: reported. */
const struct table_set *table_make(struct typesetter *, strom_node, strom_len width);
strom_len table_row_height(const struct table_set *, uint32_t row);
/* Whether a row may not be parted from the one above: a cell reaches over both, that one is the heading
 * of a group, or this one is a group's last. */
bool table_row_tied(const struct table_set *, uint32_t row);
/* The height of what stands again above a row that begins a page, and that put, its bottom at y: the
 * header, and the heading of the group that goes on. */
strom_len table_repeat_height(const struct table_set *, uint32_t row);
void table_repeat(struct typesetter *, struct arena *, const struct table_set *, uint32_t row,
                  strom_len x, strom_len y, items *);
/* Puts row `index`, its top at y; artifact: a repeated header. Runs and texts of the items live in
 * the arena. What fails is reported, and the typesetter knows. */
void table_put(struct typesetter *, struct arena *, const struct table_set *, uint32_t index,
               strom_len x, strom_len y, bool artifact, items *);

#endif
