/* Tables: column widths from content, rows as units, a header that repeats. */
#ifndef STROM_TABLE_H
#define STROM_TABLE_H

#include "typeset/arrange/typesetter.h"

struct cell_place;
struct axis;

/* Lines [from, to) of a row: mostly all. */
struct table_part {
	uint32_t row, from, to;
	strom_len room;                  /* what their pictures need beyond the leading */
};

/* A table set into a width. Of its rows only their heights are kept; they are set again when they
 * are put, which is fast in order (of a data table, going back asks its query again). Many fields:
 * what rows are set by is worked out once, as there may be a hundred thousand of them. */
struct table_set {
	strom_node node;
	const struct dataset *data;      /* the rows behind the nodes; NULL: there are none */
	const struct style *style, *head, *group;
	const struct style *strong; /* of the column and the row that are bold; NULL: none is */
	strom_len width;
	struct picture_room pictures;    /* shares of their widths are of an even column's */
	uint32_t rows, header_rows;
	strom_len header_height;
	const struct table_part
	        *parts; /* where some row is higher than a page; NULL: each row is whole */
	uint32_t parts_n;
	const bool *parted;              /* of each row that is a node; NULL: none is */
	/* For the table's own files: */
	size_t columns;
	strom_len gap;                   /* between columns */
	const strom_len *x, *w; /* of each column's text, from the side where lines begin */
	const struct axis *axes;         /* of each column */
	const struct cell_place *cells;  /* of the rows that are nodes, which come first */
	const uint32_t *cells_from;      /* of a row, and of the one behind the last */
	uint32_t nodes_n;
	const uint32_t
	        *ordinals; /* of each row below its header or heading, from 1; NULL: unused */
	uint32_t *lines;                 /* of each row, in its highest cell */
	const strom_len
	        *tops;   /* of each row that is a node, and below the last, from the first's */
	strom_len *room; /* of each row that is nodes: what its pictures need beyond that */
	strom_len drawn_w;               /* of bars and lines of lists, where they have room */
	strom_len drawn_room;            /* what lines of lists need beyond a row's leading */
	bool last_resort;                /* addresses may be broken */
	bool rtl;                        /* the first column is at the right */
	uint8_t told;                    /* enum table_cut: what is said to be cut */
};

/* Sets a table into a width. Rows that have no room in a height, below what is repeated, are parted
 * between their lines. NULL: reported. */
const struct table_set *table_make(struct typesetter *, strom_node, strom_len width,
                                   strom_len room);
strom_len table_row_height(const struct table_set *, uint32_t row);
/* What may be parted from one another: rows, or parts of them. */
uint32_t table_units(const struct table_set *);
struct table_part table_unit(const struct table_set *, uint32_t unit);
strom_len table_unit_height(const struct table_set *, uint32_t unit);
bool table_part_begins(const struct table_part *);
bool table_part_ends(const struct table_set *, const struct table_part *);
/* Whether a row may not be parted from the one above: a cell reaches over both, that one is the
 * heading of a group, or this one is a group's last. */
bool table_row_tied(const struct table_set *, uint32_t row);
/* The height of what stands again above a unit that begins a page, and that put, its bottom at y:
 * the header, the heading of the group that goes on, and beside the row cells that reach into it
 * from above, as much of them as has room beside units [unit, until), which the page holds. */
strom_len table_repeat_height(const struct table_set *, uint32_t unit);
void table_repeat(struct typesetter *, struct arena *, const struct table_set *, uint32_t unit,
                  uint32_t until, strom_len x, strom_len y, items *);
/* The first of the rows that cells reach from into this one. */
uint32_t table_row_reached_from(const struct table_set *, uint32_t row);
/* The node that a run is of, and the unit that its first line is in. */
typedef void table_visit(void *context, strom_node run, uint32_t unit);
/* The runs of a row's cells that begin in it. Only cells that are parted, or go through several
 * rows, are broken into lines for this. */
void table_visit_row(struct typesetter *, const struct table_set *, uint32_t row, table_visit *,
                     void *context);
/* What is behind a unit, by its row's style: before the texts of all units of a page, as a cell may
 * reach over several. */
void table_fill(struct arena *, const struct table_set *, uint32_t unit, strom_len x, strom_len y,
                items *);
/* Puts a unit, its top at y; artifact: a repeated header. Runs and texts of the items live in
 * the arena. What fails is reported, and the typesetter knows. */
void table_put(struct typesetter *, struct arena *, const struct table_set *, uint32_t unit,
               strom_len x, strom_len y, bool artifact, items *);

#endif
