/* Tables: what the sources hold, in one SQLite database in memory.
 *
 * The loader child runs the source plugins and hands back the public tables as bytes; each worker
 * opens them read-only. Sensitive tables never leave the loader. */
#ifndef STROM_TABLES_H
#define STROM_TABLES_H

#include "data/codebook/codebook.h"
#include "project/project.h"
#include "project/yaml.h"

enum cell_type { CELL_NULL, CELL_INT, CELL_REAL, CELL_TEXT };

struct cell {
	enum cell_type type;
	int64_t integer;
	double real;
	str text;
	bool date; /* of a text: its column can hold nothing but dates */
	str sign;  /* what is printed in place of no value, or behind one; may be empty */
	bool year; /* of a number: it is a year, and its thousands are never grouped */
};

/* A query's answer. cells[row * columns + column] */
struct rows {
	size_t columns, n;
	const str *names;
	const struct cell *cells;
	/* Of columns that are a table's as they stand, where its code book has them; NULL: others.
	 */
	const struct codebook_variable *const *variables;
};

/* Runs the sources in child processes. `database`: the serialized public tables, in the arena.
 * A child that crashes is reported, naming the plugin ("data/source-crashed"). */
bool tables_load(struct arena *, struct diags *, const struct project *, str *database);
/* The same within limits of the caller's, to which a second is added for each megabyte to read. */
bool tables_load_within(struct arena *, struct diags *, const struct project *,
                        const struct limits *, str *database);

struct tables;
/* Opens the bytes read-only; they must outlive it. Closed with the arena. NULL: reported. */
struct tables *tables_open(struct arena *, struct diags *, const struct project *, str database);

/* Remembers which queries were found good: made before processes part, it is one for all of them.
 * In the arena. NULL: no memory; each process then finds out for itself. */
struct tables_seen *tables_seen_new(struct arena *);
void tables_share(struct tables *, struct tables_seen *);
/* Where large sorts are spilled, in a process that can make no files. */
struct file_spares;
void tables_spill(struct tables *, struct file_spares *);

/* A named parameter, ":country", and what is bound to it: a cell of its own type. */
struct binding { str name; struct cell value; };

/* A query as it was asked. */
struct asked_query {
	str sql;
	const struct binding *bindings;
	size_t n;
};

/* A part of SQL that an author wrote, where the rest was made. */
struct query_part {
	size_t off, len;
	const struct yaml *yaml;
};

/* SQL and its place. Where it is a YAML scalar, all of its places are exact, escaped and folded
 * ones too, and comments end at the file's line ends: then `sql` is not read. Where it has parts,
 * what is wrong in one stands there, and all else at `at`. Else `at` is the place of `sql` itself,
 * byte for byte. */
struct query {
	str sql;
	struct span at;
	const struct yaml *yaml;         /* may be NULL */
	const struct query_part *parts;
	size_t parts_n;
};

static inline struct query query_of(const struct yaml *yaml)
{
	return (struct query){.sql = yaml->text, .at = yaml->at, .yaml = yaml};
}

static inline struct binding binding_text(str name, str text)
{
	return (struct binding){name, {.type = CELL_TEXT, .text = text}};
}

/* Its order is seen: ORDER BY is demanded of the outermost SELECT when rows > 1. LIMIT demands it
 * always. */
enum query_flag {
	QUERY_PRINTED = 1,
	QUERY_STATES = 2 /* what offices say of its columns stands behind them, in more columns */
};

/* Runs one SELECT. SQLite's functions that depend on their arguments alone are there, and one more,
 * median(x). A quotient by zero and a mean of nothing are CELL_NULL: say what that prints. The
 * columns' names and all texts are copied into the arena.
 *
 * Errors are at the query, narrowed to the word in it where that can be told. Steps and rows are
 * limited ("data/too-much-work", "data/too-many-rows", "data/too-large"). A parameter without a
 * binding is an error ("data/unbound"). */
bool tables_query(struct tables *, struct arena *, struct diags *, struct query,
                  const struct binding *, size_t n, unsigned flags, struct rows *out);

/* An answer of many rows, read one by one: only the row at hand is held. */
struct cursor;

/* As tables_query, but nothing is run yet: what is wrong in the rows shows when they are read, the
 * want of an order at their end. The bounds are wider. NULL: reported. Closed with the arena, which
 * must not outlive the tables; the query and diags must outlive it. */
struct cursor *tables_cursor(struct tables *, struct arena *, struct diags *, struct query,
                             const struct binding *, size_t n, unsigned flags);

size_t cursor_columns(const struct cursor *, const str **names);
/* As in rows. */
const struct codebook_variable *const *cursor_variables(const struct cursor *);

/* A row, from 0; its texts are good until the next call. *cells NULL: the answer ends before it.
 * In order, each row is a step; for one that has gone by the query begins anew, and gives the same
 * rows. False: reported, the first time. */
bool cursor_row(struct cursor *, uint64_t row, const struct cell **cells);

/* One column; one row or several, in an order that the query gives. */
bool tables_values(struct tables *, struct arena *, struct diags *, struct query,
                   const struct binding *, size_t n, struct rows *out);

/* "survey.obstacle": of the code book of a table; NULL: there is none. */
const struct codebook_variable *tables_variable(const struct tables *, str name);
/* Whether both are of the same code book. */
bool tables_one_book(const struct tables *, const struct codebook_variable *,
                     const struct codebook_variable *);
/* What a cell of a variable means in a language: the label of its code, or else that in the
 * project's language. False: it is no code, or has no label. */
bool tables_label(const struct tables *, const struct codebook_variable *, const struct cell *,
                  str language, str *label);
/* What a variable is, or asks. False: its code book does not say. */
bool tables_question(const struct tables *, const struct codebook_variable *, str language,
                     str *text);

/* What a variable's numbers are counted in: "EUR", "hours", in a language. Empty: it is not said.
 */
str tables_unit(const struct tables *, const struct codebook_variable *, str language);

/* Asked for a label that a code book lacks in a language: whether there is another text for it. The
 * context must outlive the asking; NULL: nobody is asked. */
typedef bool tables_other_words(void *context, str language, str text, str *out);
void tables_translate(struct tables *, tables_other_words *, void *context);

/* A label as it is written, of a variable or one of its codes, with all that it is in other
 * languages. */
typedef void tables_label_visit(void *context, const struct codebook_variable *,
                                const struct codebook_code *, const codebook_labels *,
                                const struct codebook_label *written);
/* All labels of the public sources' code books, in their order. */
void tables_labels(const struct tables *, tables_label_visit *, void *context);

/* Checks that a query can be run, without running it. */
bool tables_check(struct tables *, struct diags *, struct query, const struct binding *, size_t n);

/* Names, types and rows of every public table, as text: strom dump tables. */
void tables_dump(struct tables *, struct buf *out);

/* The place in its source of a table's row, counted from 1 (SQLite's rowid); false: not known. */
bool tables_place(struct tables *, struct diags *, str table, int64_t row, struct span *at);

#endif
