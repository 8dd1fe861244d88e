/* The core's side of a source: columns, rows and cells from a plugin into one SQLite table. */
#ifndef STROM_DATA_STORE_H
#define STROM_DATA_STORE_H

#include "data/store_batch.h"
#include "data/codebook/codebook.h"
#include "data/places.h"
#include "data/read/read.h"

#include <strom/source.h>

struct total;
struct kept;

/* Answers of which each row may have several: a table of its own, a row an answer. */
struct store_set {
	str table, column;
	sqlite3_stmt *insert;
	str codes; /* of the row at hand */
};

struct store_file {
	struct strom_input input;
	uint32_t number; /* in the diagnostics */
	uint64_t gone;   /* its bytes whose memory has been given back */
};

/* Cells that come as they are written are looked at first; the source is then read again for its
 * values. */
enum store_phase { STORE_ONCE, STORE_LOOK, STORE_AGAIN, STORE_BOOK };

struct store_column {
	struct strom_column
	        said; /* by the plugin; type: what its values are, once that is settled */
	size_t reader;                   /* its number there, where it comes as it is written */
	bool written;
	const struct codebook_variable *variable; /* NULL: its code book has none */
	bool missing;                    /* some of its cells mean that there is no value */
	int missing_place;               /* in the table, of the column of these */
	struct store_set *set;           /* its cells are sets of codes; NULL: they are not */
	bool strange;                    /* a cell that is no code has been told */
	bool year;                       /* its whole numbers are years */
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
	struct strom_source functions; /* the plugin's, as far as it has them */
	vec(struct store_file) files;
	size_t file;                    /* that is being read */
	struct kept *kept;              /* NULL: its cells are not kept */
	vec(struct strom_sheet) sheets;
	size_t chosen;                  /* of them, from 1; 0: none yet */
	vec(struct store_column) columns;
	struct codebook book;
	size_t book_n; /* its variables that the core read before the plugin ran */
	struct codebook_variable *of_variable; /* whose codes and labels come; NULL: none yet */
	size_t of_code; /* the code whose labels come, from 1; 0: the variable's own */
	str language;   /* the project's */
	struct strom_input book_input; /* size 0: there is none, or the core has read it */
	size_t label; /* the first column of text; as many as there are: none is */
	size_t again;                   /* columns that have come for the second time */
	struct store_batch batch;
	struct arena *texts;            /* of the rows in it and of the row at hand */
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
/* Runs the plugin over all files, as often as that needs. False: reported. */
bool store_run(struct store *, struct job *);

/* merge.c: the table of a source that had a database of its own, from its bytes. False: there is no
 * room. */
bool store_merge(sqlite3 *, const struct source_spec *, str database);

/* look_keep.c: keeps what was understood of a source, in a table of the public database. made: its
 * own table is whole. */
void look_keep(struct store *, sqlite3 *public, bool made);

#endif
