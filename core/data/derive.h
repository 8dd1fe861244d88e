/* What is made of the tables before anybody asks: views, and the checks that strom.yml says of
 * tables.
 *
 * Codes: data/view-cycle data/view-columns, and those of checks.h. */
#ifndef STROM_DERIVE_H
#define STROM_DERIVE_H

#include "data/tables_parts.h"

/* In a child of its own: makes the views, and holds the public tables against their checks.
 * *database becomes one that has the views too. Nothing to do: true, and nothing is done. False:
 * reported. */
bool derive_run(struct arena *, struct diags *, const struct project *, const struct limits *,
                str *database);

/* ---- views.c ---- */

/* All of them, in an order in which each finds those that it reads. The tables can be written.
 * False: reported. */
bool views_make(struct tables *, struct diags *);

/* ---- view_make.c ---- */

/* One table more. False: reported. */
bool view_make(struct tables *, struct diags *, const struct view_spec *);

/* ---- open.c ---- */

/* Opens a copy that can grow. NULL: reported. */
struct tables *derive_open(struct arena *, struct diags *, const struct project *, str database);
/* A table's columns and their types, by its name. False: there is none. */
bool derive_columns(struct arena *, sqlite3 *, struct table *);
/* The tables that there are, after one was made. */
bool derive_again(struct tables *);

#endif
