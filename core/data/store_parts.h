/* What the files that fill a table share. For this room only. */
#ifndef STROM_DATA_STORE_PARTS_H
#define STROM_DATA_STORE_PARTS_H

#include "data/kept.h"
#include "data/store.h"

/* ---- store.c ---- */

struct store *store_of(struct strom_job *);
struct span store_span(const struct store *, struct strom_pos);
/* The plugin has failed, and what was reported counts as its own. Always false. */
bool store_fail(struct store *);
/* The plugin has broken a promise. Always false. */
bool store_broken(struct store *, struct strom_pos, const char *what);
/* Ends the row before, and begins one. */
bool store_row(struct store *, struct strom_pos);
/* The column of the next cell; NULL: there is none, or it is of the other kind. Reported. */
const struct store_column *store_next_column(struct store *, struct strom_pos, bool written);
/* Binds a value; false: reported. */
bool store_bind(struct store *, const struct strom_cell *, const struct store_column *);
bool store_too_large(struct store *);

/* ---- What a plugin calls: host.c has the table ---- */

bool store_host_column(struct strom_job *, const struct strom_column *);
bool store_host_row(struct strom_job *, struct strom_pos);
bool store_host_cell(struct strom_job *, const struct strom_cell *);
void store_host_encoding(struct strom_job *, strom_str name);
/* written.c: cells as they are written */
bool store_host_written(struct strom_job *, const struct strom_written *);
/* sheets.c: what there is to choose from in a file */
bool store_host_sheet(struct strom_job *, const struct strom_sheet *);
bool store_host_choose(struct strom_job *, const char *option, uint32_t *number);

#endif
