/* The SQL functions that Strom adds, and those of SQLite's own that it exchanges: median; div and
 * number; min, max and char of several values, and casts, that do not take texts for numbers; lower, upper,
 * LIKE and NOCASE for all letters. */
#ifndef STROM_FUNCTIONS_H
#define STROM_FUNCTIONS_H

#include <sqlite3.h>
#include <stdbool.h>

/* False: out of memory. */
bool functions_add(sqlite3 *);
bool functions_add_letters(sqlite3 *);

/* How a message begins of a text that is no number: what follows is the text. */
#define FUNCTIONS_NO_NUMBER "no number: "

#endif
