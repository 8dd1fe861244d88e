/* What an open set of tables holds, and what its files share. For this room only. */
#ifndef STROM_TABLES_PARTS_H
#define STROM_TABLES_PARTS_H

#include "data/collate.h"
#include "data/sql/sql.h"
#include "data/tables.h"
#include "data/typed/typed.h"

#include <sqlite3.h>

enum {
	MOST_STEPS = 50000000, /* of SQLite's machine, for one query */
	STEPS_A_LOOK = 1000,
	STEPS_A_ROW = 250,   /* that each row adds to them */
	MOST_TEXT = 4 << 20, /* bytes of one cell, in tables and queries */
	LONG_TEXT = 1 << 10, /* bytes from which on what is done with a text counts as steps */
	MOST_SQL = 64 << 10
};
#ifdef STROM_HOSTILE
#define MOST_ROWS 1000u                 /* there a list of many is copied for each row */
#else
#define MOST_ROWS 100000u               /* of an answer */
#endif
#define MOST_ANSWER (64u << 20)         /* bytes of its text */
#define STREAM_ROWS 1000000u            /* the same where rows are read one by one */
#define STREAM_TEXT (256u << 20)
#define MOST_HEAP (256ll << 20)         /* of SQLite, for the process */
#define MOST_SPILL MOST_HEAP            /* of what it sorts in, as a file */

/* A language that a query sorted by. */
struct order { str language; struct collator *collator; };

struct table {
	str name;
	const struct source_spec *source;       /* NULL: a view */
	const str *columns, *types;     /* "text", "int", "real", "percent", "bool", "date" */
	size_t n;
	const struct codebook *book; /* NULL: its source has none */
	bool set;                    /* made of a source's answers: its rows have no places */
	/* What its source says of measures; of a view, what its tables say together. */
	const struct measured_said *measured;
	size_t weight;               /* the column of weights; n: none */
};

struct tables {
	sqlite3 *db;
	const struct project *project;
	struct table *tables;           /* the public ones, as strom.yml orders them */
	size_t n;
	struct typed typed;             /* of the same tables, by the same numbers */
	struct tables_seen *seen;              /* may be NULL */
	vec(str) modules;               /* SQLite's own table-valued functions */
	struct file_spares *spares;     /* for sorts; NULL: made as they are wanted */
	tables_other_words *other_words; /* of labels; NULL: nobody is asked */
	void *other_context;
	struct arena *arena;
	vec(struct order) orders;
	/* Of the query that runs: */
	uint64_t steps, most_steps;
	bool too_much, clock;
	str making;                     /* the view that is being filled; empty: none */
	const char *refused; /* what kind of thing the authorizer refused; NULL: nothing */
	char refused_name[80];
	struct order order; /* for COLLATE language; no collator yet until it is asked */
};

/* A query's words and place, for complaints. */
struct asked {
	struct tables *tables;
	struct diags *diags;
	struct span at;
	str sql;
	const struct yaml *yaml;
	const struct query_part *parts;
	size_t parts_n;
	const struct binding *bindings;
	size_t bindings_n;
};

/* What is asked, its words in the arena or the query's own. */
struct asked asked_of(struct tables *, struct arena *, struct diags *, struct query,
                      const struct binding *, size_t n);

/* ---- asked.c ---- */

/* A scalar's words with the line ends that folding made spaces of. */
str asked_lines(struct arena *, const struct yaml *);

/* ---- prepare.c ---- */

/* The statement with all its parameters bound, to be finalized. NULL: reported. *kinds: of the
 * answer's columns. */
sqlite3_stmt *asked_prepare(const struct asked *, struct typed_kinds *kinds);
/* A statement for the columns' names alone, where asked_prepare put other words for casts; else
 * NULL. */
sqlite3_stmt *asked_as_written(const struct asked *);
/* All its parameters. False: reported. */
bool asked_bind(const struct asked *, sqlite3_stmt *);
/* The same with the states of its columns behind them, where it can have them; else itself. */
sqlite3_stmt *asked_with_states(const struct asked *, sqlite3_stmt *);
/* order.c: a prepared query's words where numbers that are codes have the order of their book; its
 * own, where they have it. */
str asked_in_book_order(const struct asked *, struct arena *, sqlite3_stmt *);
/* Whether no text is taken for a number in a query that SQLite has prepared, whose answer has so
 * many columns; false: reported. */
bool asked_check(const struct asked *, size_t columns, struct typed_kinds *);
/* Whether no percent is divided by 100 (percents.c); false: reported. */
bool asked_percents(const struct asked *);
/* Whether an answer of so many rows has the order that its use demands; false: reported. */
bool asked_ordered(const struct asked *, uint64_t rows, unsigned flags);

/* ---- seen.c ---- */

/* A query's words, and all else that its check depends on, as a number. */
uint64_t tables_seen_key(str words);
bool tables_has_seen(const struct tables *, uint64_t key);
/* False: it is not remembered. */
bool tables_see(struct tables *, uint64_t key);

/* ---- cursor.c ---- */

struct bounds { uint64_t rows, bytes; };

/* As tables_cursor. What `asked` points to but the bindings must outlive it. */
struct cursor *cursor_within(const struct asked *, struct arena *, unsigned flags, struct bounds);

/* ---- spill.c ---- */

/* A file for a sort: a part of the spares or, NULL, a new one; and the size of SQLite's object for
 * it. SQLite's code. */
struct file_spares;
int spill_open(struct file_spares *, sqlite3_file *);
extern const int spill_size;

/* ---- guard.c ---- */

/* A connection in memory that can reach no file and knows no clock. NULL: out of memory. */
sqlite3 *guard_open(struct arena *, struct tables *);
/* From here on only SELECT over the public tables. */
void guard_close_door(struct tables *);
void guard_open_door(struct tables *);
/* Before each query. */
void guard_begin(struct tables *);
/* Texts are compared by this language from now on, where the query says COLLATE language. */
void guard_language(struct tables *, str language);

/* ---- books.c ---- */

/* Reads the code books of all tables; adds the tables of their sets. False: it is no database of
 * ours. */
bool tables_read_books(struct arena *, struct tables *);
/* Whether the names in calls of label() are there; false: reported. */
bool asked_labels(const struct asked *);
/* Of a statement's column; NULL: it is none of a code book. */
const struct codebook *tables_book_of(const struct tables *, sqlite3_stmt *, int column);
const struct codebook_variable *tables_column_variable(const struct tables *, sqlite3_stmt *,
                                                       int column);
/* label(name), label(name, code), and the orders of codes. SQLite's code. */
int functions_add_label(struct tables *);

/* ---- views_origin.c ---- */

/* What views have of the tables that they read: the meaning of columns that are theirs as they
 * stand, and what is said of measures. The door is open. */
void tables_derive(struct arena *, struct tables *);

/* ---- origins.c ---- */

/* The tables that some SQL reads; the door is open. In the arena. */
size_t origins_read(struct tables *, struct arena *, str sql, const str **names);

/* ---- complain.c ---- */

/* The place of a part of the SQL. */
struct span asked_at(const struct asked *, size_t off, size_t len);
/* Reports why SQLite refused or broke off a query. Always false. */
bool asked_complain(const struct asked *, int rc);

#endif
