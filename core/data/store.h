/* The core's side of a source: columns, rows and cells from a plugin into one SQLite table. */
#ifndef STROM_DATA_STORE_H
#define STROM_DATA_STORE_H

#include "data/places.h"

#include <strom/source.h>

/* A database in memory that is being filled; sources that share one are its tables. */
struct store {
	sqlite3 *db;
	const struct plugin *plugin;
	const struct source_spec *source;
	uint32_t number;                /* of the source in strom.yml */
	struct job *job;
	struct diags *shown;            /* the set that shows lines: it must know the encoding */
	vec(struct strom_column) columns;
	sqlite3_stmt *insert;
	struct places places;
	int cells;                      /* of the row so far; -1: no row yet */
	int64_t rows;
	struct strom_pos row_pos;
	bool failed;                    /* SQLite's faults are told once a source */
};

extern const struct strom_source_host store_host;

/* An empty database. NULL: out of memory. */
sqlite3 *store_open(void);
/* Begins and ends a source; the job's context is the store. Between them the plugin runs, which
 * went well or not. */
void store_begin(struct store *, struct job *);
bool store_end(struct store *, bool good);      /* false: reported */

#endif
