/* Cells as the edition writes them: for tables and figures from data. */
#ifndef STROM_DATASET_H
#define STROM_DATASET_H

#include "edition/edition.h"

/* Whether a cell is what its column says: a number, a date, anything. */
bool dataset_cell_fits(const struct column *, const struct cell *);
/* Its text; no value is an en dash. It lives where the numbers' results do, or with the cell. */
str dataset_cell_text(struct numbers *, const struct column *, const struct cell *);

#endif
