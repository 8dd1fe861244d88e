/* Where rows stand in their sources, in few bytes: a run of rows is one blob of variable-length
 * numbers, since rows follow each other closely. */
#ifndef STROM_PLACES_H
#define STROM_PLACES_H

#include "data/tables_parts.h"

enum { PLACES_A_RUN = 512 };

/* In which of a source's files, from 0, and where there. */
struct place {
	uint32_t file, len;
	uint64_t off;
};

/* Rows of one source, in order, on their way into strom_rows. */
struct places {
	sqlite3_stmt *insert;
	uint32_t source;
	int64_t run;                    /* rows before it / PLACES_A_RUN */
	unsigned n;                     /* rows in it */
	uint64_t end;                   /* of the last row */
	uint32_t file;                  /* of the source's, in which it is */
	sqlite3_stmt *begins;           /* where rows of another file begin */
	struct buf bytes;
};

extern const char places_schema[];

/* Each returns SQLite's code. Rows without a place take part: known false. */
int places_begin(struct places *, sqlite3 *, uint32_t source);
int places_add(struct places *, bool known, struct place);
int places_end(struct places *);        /* also after a failure: gives all back */

/* The place of a row, from 1; false: none is known. */
bool places_find(sqlite3 *, uint32_t source, int64_t row, struct place *);

#endif
