/* The source of SQLite databases: what its files share. For this folder only. */
#ifndef SOURCE_SQLITE_H
#define SOURCE_SQLITE_H

#include <strom/source_help.h>

#include <sqlite3.h>

enum {
	STEPS_A_LOOK = 10000, /* of SQLite's machine, between two looks whether it is enough */
	MOST_LOOKS = 20000    /* for one row: 200 million steps */
};

struct database {
	struct strom_job *job;
	const struct strom_source_host *host;
	strom_str bytes;
	sqlite3 *db;
	uint32_t table;                 /* that is read */
	struct strom_faults faults;
	uint64_t looks;
	bool damaged;
	bool too_much, told; /* told: the core knows the tables, and places count their cells */
};

/* ---- open.c ---- */

struct strom_pos database_at(const struct database *, uint64_t row, uint32_t column);
/* Opens the bytes, to be read alone. False: reported. database_close in both cases. */
bool database_open(struct database *);
void database_close(struct database *);
/* Says why SQLite gave up. Always false. */
bool database_failed(struct database *);

/* ---- rows.c ---- */

/* Hands on a table's or view's rows. False: reported. */
bool database_rows(struct database *, const char *name);

#endif
