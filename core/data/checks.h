/* Checks of tables: what strom.yml says that must hold of their rows, held against all of them.
 *
 * Rows without a value pass all checks but `required`. Each check that fails is one error, with how
 * many rows fail, and the first five of them; of a sensitive table their places alone.
 *
 * Codes: data/check-required data/check-unique data/check-range data/check-pattern
 * data/check-values data/check-key data/check-rows data/check-sum; data/check-type: it cannot be
 * asked of such a column; data/bad-pattern data/bad-weight. */
#ifndef STROM_CHECKS_H
#define STROM_CHECKS_H

#include "data/tables_parts.h"

/* A table that is held against its checks. */
struct checked {
	struct arena *arena; /* of the check at hand */
	struct diags *diags;
	const struct project *project;
	sqlite3 *db;
	struct tables *public; /* where keys are looked up; NULL: nowhere */
	struct table table;
	uint32_t number; /* of the source; UINT32_MAX: a view */
	bool secret;
};

/* All public tables and views. False: reported. */
bool checks_public(struct tables *, struct diags *);
/* A sensitive table, in the database that holds it alone. `tables`: the public ones, as bytes;
 * empty: they could not be read. False: reported. */
bool checks_secret(struct diags *, const struct project *, uint32_t number, sqlite3 *, str tables);

/* ---- For its own files ---- */

enum { CHECKS_SHOWN = 5 };

/* Rows that fail, as they are found. */
struct check_failed {
	uint64_t n;
	int64_t row[CHECKS_SHOWN];
	str value[CHECKS_SHOWN];
};

void check_fail(const struct checked *, struct check_failed *, int64_t row, str value);
/* The rows of the error that was just reported. */
void check_tell_rows(const struct checked *, const struct check_failed *, str column);
/* "select rowid, COLUMN from TABLE" */
void check_put_select(struct buf *, const char *select, str column, str table);
/* A statement of ours over the table; NULL: reported. */
sqlite3_stmt *check_ask(const struct checked *, struct buf *sql);
/* A column's number; SIZE_MAX: reported. */
size_t check_column(const struct checked *, const struct said *);
bool check_is_text(const struct checked *, size_t column);
bool check_type(const struct checked *, struct span at, str column, const char *what);

/* checks_column.c */
void check_one_column(const struct checked *, const struct column_checks *);
/* A column of weights: a number in each row, none below zero. */
void check_weight(const struct checked *, const struct said *column);
/* checks_rows.c */
void check_rows(const struct checked *, const struct checks_said *);
void check_key(const struct checked *, const struct said *columns, size_t n, struct span at);
void check_sums(const struct checked *, const struct checks_said *);

/* checks_pattern.c */
struct check_pattern;
/* NULL: reported. */
struct check_pattern *check_pattern_new(const struct checked *, const struct said *);
/* 1 the whole text matches, 0 it does not, -1 it took too long. */
int check_pattern_matches(struct check_pattern *, str text);

#endif
