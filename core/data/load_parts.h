/* How long a loader may run. For load.c and its tests. */
#ifndef STROM_DATA_LOAD_PARTS_H
#define STROM_DATA_LOAD_PARTS_H

#include "data/tables.h"

/* A backstop against a plugin that never ends, far beyond honest work: what is loaded never
 * depends on them. */
struct load_limits {
	unsigned cpu_seconds, wall_seconds;
	bool look;                       /* the record of look_keep.c is made of the first source */
};

bool tables_load_within(struct arena *, struct diags *, const struct project *, struct load_limits,
                        str *database);

#endif
