/* The core's side of a source: columns, rows and cells from a plugin into one SQLite table. */
#ifndef STROM_DATA_STORE_H
#define STROM_DATA_STORE_H

#include "data/places.h"
#include "data/read/read.h"

#include <strom/source.h>

struct total;
struct kept;

/* Cells that come as they are written are looked at first; the source is then read again for its
 * values. */
enum store_phase { STORE_ONCE, STORE_LOOK, STORE_AGAIN };

struct store_column {
	struct strom_column
	        said; /* by the plugin; type: what its values are, once that is settled */
	size_t reader;                   /* its number there, where it comes as it is written */
	bool written;
	int place;                       /* in the table, from 1; 0: it is left out */
};

/* A database in memory that is being filled; sources that share one are its tables. It has many
 * fields, as it is all that is known of a source while that is read. */
struct store {
	sqlite3 *db;
	const struct plugin *plugin;
	const struct source_spec *source;
	uint32_t number;                /* of the source in strom.yml */
	struct job *job;
	struct diags *shown;            /* the set that shows lines: it must know the encoding */
	enum store_phase phase;
	struct reader *reader;          /* NULL: no column comes as it is written */
	struct total *total;
	bool once;                      /* reading again is dear: set before the plugin runs */
	struct kept *kept;              /* NULL: its cells are not kept */
	vec(struct strom_sheet) sheets;
	size_t chosen;                  /* of them, from 1; 0: none yet */
	vec(struct store_column) columns;
	size_t label; /* the first column of text; as many as there are: none is */
	size_t again;                   /* columns that have come for the second time */
	sqlite3_stmt *insert;
	struct arena *texts;            /* of the row at hand */
	struct places places;
	int cells;                      /* of the row so far; -1: no row yet */
	int64_t rows;                   /* that have come, in this phase */
	struct strom_pos row_pos;
	bool refused; /* an error was reported, and the rest is looked at all the same */
	bool failed;                    /* SQLite's faults are told once a source */
};

extern const struct strom_source_host store_host;

/* An empty database. NULL: out of memory. */
sqlite3 *store_open(void);
/* Begins a source; the job's context is the store. Then the plugin runs. */
void store_begin(struct store *, struct job *);
/* Whether its cells were looked at: then they are to be settled, and if all is well the plugin runs
 * again, with a job of its own. */
bool store_wants_more(const struct store *);
/* Settles what the cells are that have been looked at, also where the plugin has failed. False:
 * reported. */
bool store_settle(struct store *, bool good);
void store_again(struct store *, struct job *);
/* In place of running the plugin again, where its cells were kept. False: reported. */
bool store_replay(struct store *);
/* After the plugin ran, which went well or not. */
bool store_end(struct store *, bool good);      /* false: reported */

/* look_keep.c: keeps what was understood of a source, in a table of the public database. made: its
 * own table is whole. */
void look_keep(struct store *, sqlite3 *public, bool made);

#endif
