/* The SQL functions that Strom adds, and those of SQLite's own that it exchanges: median; div and
 * number; min, max and char of several values, and casts, that do not take texts for numbers;
 * lower, upper, LIKE and NOCASE for all letters; and those whose work must be counted, or would go
 * on without end. */
#ifndef STROM_FUNCTIONS_H
#define STROM_FUNCTIONS_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

struct tables;

/* False: out of memory. The tables count the steps. */
bool functions_add(sqlite3 *, struct tables *);
bool functions_add_letters(sqlite3 *, struct tables *);
bool functions_add_lengthy(sqlite3 *, struct tables *);
bool functions_add_format(sqlite3 *, struct tables *);

/* Counts steps that SQLite does not see. False: they are too many, and the call has failed. */
bool functions_work(sqlite3_context *, struct tables *, uint64_t steps);
bool functions_may_go_on(const struct tables *);

/* How a message begins of a text that is no number: what follows is the text. */
#define FUNCTIONS_NO_NUMBER "no number: "

#endif
