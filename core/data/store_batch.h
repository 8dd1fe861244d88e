/* Rows on their way into a table, several with each step of SQLite: that takes half the time. */
#ifndef STROM_DATA_STORE_BATCH_H
#define STROM_DATA_STORE_BATCH_H

#include "base/str.h"

#include <sqlite3.h>
#include <strom/source.h>

struct store_batch {
	sqlite3_stmt *insert;    /* of `most` rows, of which it takes as many as it is told */
	int width, most;         /* a row's values, and rows */
	int n;                   /* rows that are whole */
	int64_t stored;          /* rows that went before these */
	size_t bytes, row_bytes; /* of texts: in all, and in the row at hand */
	size_t longest;          /* of a whole row */
	struct strom_pos longest_pos;
};

/* into: "insert into" and a table, quoted. Each returns SQLite's code. Texts that are bound must
 * stay as they are until store_batch_is_empty. */
int store_batch_begin(struct store_batch *, sqlite3 *, str into, int width);
/* The number of a value of the row at hand, from its number in the row, from 1. */
int store_batch_place(const struct store_batch *, int place);
int store_batch_text(struct store_batch *, int place, str text);
/* The row at hand is whole: it goes into the table now or with later ones. */
int store_batch_row(struct store_batch *, struct strom_pos);
int store_batch_flush(struct store_batch *);
bool store_batch_is_empty(const struct store_batch *);
/* The row at hand's number in the table, from 1, once it is whole. */
int64_t store_batch_row_number(const struct store_batch *);
void store_batch_end(struct store_batch *);

#endif
