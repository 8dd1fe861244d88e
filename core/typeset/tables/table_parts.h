/* What the files of tables share.
 *
 * table.c         makes one: its rows and their heights
 * table_cells.c   the cells of a row, with their text; setting one
 * table_widths.c  what columns need, and how wide they are made
 * table_search.c  widths that make wrapped rows lowest
 * table_units.c   rows, and parts of high ones
 * table_put.c     rows into items
 * table_drawn.c   bars and lines of lists, beside their numbers */
#ifndef STROM_TABLE_PARTS_H
#define STROM_TABLE_PARTS_H

#include "typeset/tables/decimal.h"
#include "typeset/tables/table.h"

/* A cell and what it covers. */
struct cell_place {
	strom_node node;                 /* 0: of a data table's body */
	uint32_t row, rows, column, columns;
};

/* How the numbers of a column stand: both parts as wide as the widest, the whole at the right. */
struct axis {
	bool numbers;                    /* the column asks for it */
	strom_len left, right;           /* up to the units, and what follows */
	bool mixed;                      /* texts differ behind the units: else right is right */
	bool seen;
	str rest;                        /* behind the units, of the first number */
};

struct set_cell {
	struct cell_place at;
	struct para para;
	bool number;                     /* stands at its column's axis */
	bool drawn;                      /* beside a bar, or a list's line */
	size_t units;                    /* of its first run, up to there */
};

/* What is needed of one row, until the next. */
struct table_row {
	uint32_t index;
	bool heading;                    /* of a group: one cell over all columns */
	const struct style *style;
	struct set_cell *cells;
	size_t n;
	struct diags *unheard;           /* where words are too wide, which are cut then */
};

/* ---- table_cells.c ---- */

bool table_row_is_heading(const struct table_set *, uint32_t index);
/* The last, where the style says so. */
bool table_row_is_total(const struct table_set *, uint32_t index);
const struct style *table_row_style(const struct table_set *, uint32_t index);
/* False: reported, and the typesetter knows. Cells from rows above that reach into this one are
 * there too. */
bool table_take_row(struct typesetter *, struct arena *, const struct table_set *, uint32_t index,
              struct table_row *);
/* Of all columns that it covers, and what lies between; from the table's left edge. */
strom_len table_cell_width(const struct table_set *, const struct cell_place *);
strom_len table_cell_left(const struct table_set *, const struct cell_place *);
/* What was wider than its column and cut: a number in parts would be read as other numbers. */
enum table_cut { CUT_NOTHING, CUT_WORD, CUT_NUMBER };

/* Lines of a cell in its columns. A word that is wider is cut: *cut then says what. What there is
 * to say else is told. */
bool table_break_cell(struct typesetter *, struct arena *, const struct table_set *,
                      const struct table_row *, struct set_cell *, struct galley *,
                      enum table_cut *cut);
/* The widths of a number's parts: up to the units, and what follows. */
void table_number_widths(struct typesetter *, const struct set_cell *, strom_len *left,
                         strom_len *right);

/* ---- table_units.c ---- */

/* From the top of a row to that of another. Rows of data have no cells that reach over several. */
strom_len table_rows_above(const struct table_set *, uint32_t from, uint32_t to);
/* Whether a cell over several rows stands beside one that is parted: parts are counted in lines, so
 * it goes through all of its rows line by line, as many in each as that has. */
bool table_cell_counted(const struct table_set *, const struct cell_place *);
/* The lines of a cell that belong to a row, of which those of the row it begins in are the first:
 * where a page ends between its rows, its text goes on like theirs. */
void table_lines_in_row(const struct table_set *, const struct table_row *,
                        const struct cell_place *, const struct galley *, size_t *from, size_t *to);
/* What a row's pictures need beyond the leading of its lines, or of data, its drawings. */
strom_len table_row_room(const struct table_set *, uint32_t row);

/* ---- table_drawn.c ---- */

/* Whether a column has bars or lines of lists. */
bool table_drawn_any(const struct table_set *);
/* How wide what is drawn in a column is, with the space between it and the numbers; before columns
 * have their widths, what it wants. 0: nothing is drawn in it, or a narrow column has no room. */
strom_len table_drawn_lead(const struct table_set *, size_t column);
/* What lines of lists need of a row beyond its leading. */
strom_len table_drawn_room(const struct table_set *);
/* Draws a cell, its column's left edge at x, the baseline of its number at y. */
void table_draw(struct typesetter *, struct arena *, const struct table_set *,
                const struct table_row *, const struct set_cell *, strom_len x, strom_len y,
                items *);

/* ---- table_widths.c ---- */

/* Fills in x, w and axes. False: reported. */
bool table_make_columns(struct typesetter *, struct table_set *);

/* ---- table_search.c ---- */

/* A cell of the rows that are weighed, with the places where its lines may end. */
struct weighed {
	uint32_t row, column, columns;
	const struct line_step *steps;
	size_t n;
};

struct weights {
	vec(struct weighed) cells;       /* by row */
	bool last_resort;
};

/* Moves room between columns so that all rows together are lowest; returns their lines. width: in
 * and out; none gets narrower than its least; a column that is fixed stays. natural: the longest
 * cells, unbroken. whole: the rows that are weighed are all. */
uint32_t table_search_widths(struct arena *, const struct weights *, size_t n,
                             const strom_len *least, const strom_len *natural, const bool *fixed,
                             strom_len gap, bool whole, strom_len *width);

/* ---- table_put.c ---- */

/* The heading of a row's group, "continued", on one line: read already, so an artifact. */
void table_put_group_again(struct typesetter *, struct arena *, const struct table_set *,
                           uint32_t row, strom_len x, strom_len y, items *);
/* The cells that reach into a unit's row from above, beside it and the units before `until`: read
 * already, so artifacts. y: of its top. */
void table_put_cells_again(struct typesetter *, struct arena *, const struct table_set *,
                           uint32_t unit, uint32_t until, strom_len x, strom_len y, items *);

#endif
