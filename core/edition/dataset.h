/* Cells as the edition writes them: for tables and figures from data. */
#ifndef STROM_DATASET_H
#define STROM_DATASET_H

#include "edition/edition.h"

/* Whether a cell is what its column says: a number, a date, anything. */
bool dataset_cell_fits(const struct column *, const struct cell *);
/* The sign of a value in a query's row. */
str dataset_sign(const struct column *, const struct cell *value, const struct cell *row);
/* The cell of a column in a query's row, with its sign. */
struct cell dataset_cell(const struct dataset *, const struct column *, const struct cell *cells,
                         size_t at);
/* Its text; no value is an en dash, or its sign; behind a value stands its sign. It lives where the
 * numbers' results do, or with the cell. */
str dataset_cell_text(struct numbers *, const struct column *, const struct cell *);
/* A number's text with the column's unit behind it. */
str dataset_with_unit(struct numbers *, const struct column *, str text);

/* The cell of a table's row, counted as dataset_row counts it, with its sign; its text is good
 * until another row is asked for. False: the row is a heading, or is not there. */
bool dataset_cell_at(const struct dataset *, uint32_t row, uint32_t column, struct cell *);

#endif
