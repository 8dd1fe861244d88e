/* Reading cells as offices write them. A source whose columns' types are to be found is read twice:
 * first its cells are only looked at; when it is settled what each column holds, they are turned
 * into values.
 *
 * Nothing is guessed. What is not said in strom.yml is found where the cells of a column have one
 * reading; else the reader reports an error that shows a cell, and what to write. */
#ifndef STROM_DATA_READ_H
#define STROM_DATA_READ_H

#include "project/project.h"

#include <strom/source.h>

struct reader;

/* `file` is the source's, for places. It and its reports live in the arena. Reports of a sensitive
 * source hold no word of its cells or names. */
struct reader *reader_new(struct arena *, struct diags *, const struct source_spec *,
                          uint32_t file);

/* ---- The first time ---- */

/* The next column, which may have no name. `said`: its type, where the source's own options say it.
 * `sign` begins its decimals, where they say that; else 0. */
void reader_column(struct reader *, str name, struct span at, enum reading_type said,
                   struct span said_at, char sign);
/* A cell of the row at hand. A quoted one without text is no value, and yet somebody wrote it. */
void reader_cell(struct reader *, size_t column, str text, bool quoted, struct span at);
/* One whose type the file gives: of enum strom_column_type, or 0. integer: INT and BOOL; real: REAL
 * and PERCENT. */
struct read_given {
	uint32_t type;
	str text;
	int64_t integer;
	double real;
};
void reader_given(struct reader *, size_t column, const struct read_given *, bool quoted,
                  struct span at);
void reader_row_end(struct reader *, struct span at);
/* What the columns are. False: reported. */
bool reader_settle(struct reader *);

/* ---- What was found ---- */

size_t reader_columns(const struct reader *);
str reader_name(const struct reader *, size_t column);
struct span reader_place(const struct reader *, size_t column);
/* READ_FOUND: without name and cells; it is left out. */
enum reading_type reader_type(const struct reader *, size_t column);
/* Without the empty ones at the end. */
uint64_t reader_rows(const struct reader *);
/* How many cells a column has with a value, without one, and of another kind; and some as they are
 * written. Returns how many of these. */
size_t reader_seen(const struct reader *, size_t column, uint64_t *values, uint64_t *empty,
                   uint64_t *odd, str *samples, size_t most);

/* ---- The second time ---- */

/* A cell's value in its column; its text is good until the next call. False: it was another cell
 * the first time. */
bool reader_value(struct reader *, size_t column, str text, struct strom_cell *);
bool reader_given_value(struct reader *, size_t column, const struct read_given *,
                        struct strom_cell *);

/* A name as queries write it: one space between words, composed letters. */
str reader_clean_name(struct arena *, str);

#endif
