/* How sources are loaded. For this room and its tests. */
#ifndef STROM_DATA_LOAD_PARTS_H
#define STROM_DATA_LOAD_PARTS_H

#include "data/tables.h"

/* Of a sheet, in the record of look_keep.c. */
enum { LOOK_TABLE = 1, LOOK_ASIDE = 2, LOOK_READ = 4 };

/* As tables_load_within. `look`: the record of look_keep.c is made of the first source, and is in
 * the database. */
bool tables_load_for(struct arena *, struct diags *, const struct project *, const struct limits *,
                     bool look, str *database);

#endif
