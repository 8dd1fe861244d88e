/* Queries are typed. What SQLite forgives is found before a query runs: text in a sum, in
 * arithmetic, in a condition or where it meets a number, whole numbers divided by whole numbers,
 * names of columns in single quotes, dates that are none.
 *
 * SQLite compiles a query into byte code, which EXPLAIN shows. The program is walked over sets of
 * types, one for each register and for each column of what a cursor reads, until nothing grows;
 * then each instruction that would convert a text to a number, or compare the two, is a problem. So
 * the check sees what SQLite will do, whatever words led there: subqueries, common tables, windows,
 * joins by an index of SQLite's own. An instruction or function that is not in the tables
 * (opcodes.c, functions.c) is a problem too: that keeps the check sound where SQLite has learnt
 * something new.
 *
 * The code has no places. A problem stands at the word that, were it a number, would make the
 * problem go away: the check asks SQLite again, once a word, for queries that failed. */
#ifndef STROM_TYPED_H
#define STROM_TYPED_H

#include "base/arena.h"

#include <sqlite3.h>

enum typed_type {
	TYPED_NULL = 1,
	TYPED_INT = 2,
	TYPED_REAL = 4,
	TYPED_TEXT = 8,
	TYPED_DATE = 16, /* text that begins like 2015-10-31 */
	TYPED_BLOB = 32,
	/* Of an answer's numbers: some are a column's of years; some are others. */
	TYPED_YEAR = 64,
	TYPED_COUNT = 128
};

struct typed_table {
	str name;
	int root;                        /* its page, by which byte code calls it */
	const str *columns;
	const uint8_t *types;            /* of each column; TYPED_NULL may be in all */
	const bool *years;               /* its numbers are years */
	size_t n;
};

/* A connection and its tables. */
struct typed {
	sqlite3 *db;
	const struct typed_table *tables;
	size_t n;
	struct map *ops, *functions;     /* typed_open's, as the next */
	uint8_t **orders; /* of each table's columns: what facts.c found out of their order */
};

/* The connection has SQLITE_DBCONFIG_ENABLE_QPSG, so that no plan depends on what is bound, and the
 * functions of data/functions.h. */
void typed_open(struct arena *, struct typed *);

/* A named parameter and the types of what is bound to it. */
struct typed_parameter { str name; unsigned types; };

struct typed_problem {
	const char *code;                /* "data/text-as-number" */
	int at;                          /* the instruction */
	str message, hint;
	str word; /* the column, literal, parameter or sign that it is about */
	size_t off, len;                 /* in the SQL */
	const struct typed_table *table; /* whose column is at fault; NULL: none */
	size_t column;
	bool warning;
};

/* By bits: columns of the answer that can hold nothing but dates; whose numbers are all years. */
struct typed_kinds {
	uint64_t dates, years;
};
struct typed_problems {
	struct typed_problem *at;
	size_t n, cap;
	struct typed_kinds kinds;
};

/* Finds all problems of a query that SQLite has prepared without a complaint. They live in the
 * arena. True: there are none but warnings. */
bool typed_check(const struct typed *, struct arena *, str sql, const struct typed_parameter *,
                 size_t n, struct typed_problems *);

/* The types that each of the n columns of a query's answer may have. The query has no parameters,
 * and no problem. */
void typed_results(const struct typed *, struct arena *, str sql, uint8_t *types, size_t n);

static inline bool typed_is_years(unsigned types)
{
	return (types & (TYPED_YEAR | TYPED_COUNT)) == TYPED_YEAR;
}

/* The SQL to prepare instead, as long and with the same places: CAST to a number becomes a call of
 * a function that refuses texts that are none. The SQL itself, if it has no such cast. */
str typed_casts(struct arena *, str sql);
#define TYPED_CAST_INT "→i"
#define TYPED_CAST_REAL "→r"
#define TYPED_CAST_NUMBER "→n"

/* Whether a text is a date, or a date with a time, or a time, as ISO 8601 has them. */
bool typed_is_date(str text);

/* The functions that a query may use: one, by its name as it was registered; all. */
bool typed_function_allowed(const struct typed *, str name);
const str *typed_function_names(struct arena *, size_t *n);

/* Whether the check was held against this version of SQLite (those of Debian 12 and Ubuntu 24.04),
 * watched from inside before each instruction of random queries (tests/oracle/typed): none that it
 * lets pass takes a text for a number, and no register holds what it must not. A trial on thousands
 * of queries, not a proof. Another version is read by the same tables, and what they do not name is
 * refused; of 3.46.1 it refuses right queries, too. */
#define TYPED_TRIED "3.40.1 and 3.45.1"
bool typed_is_tried(str version);

#endif
