/* Cells that a table draws: bars, lines of lists, dots, changes; what is drawn, and their text. */
#ifndef STROM_DRAWN_H
#define STROM_DRAWN_H

#include "edition/edition.h"

/* The most numbers that a list may have, and the most dots of a cell. */
enum { DRAWN_MOST_NUMBERS = 1000, DRAWN_MOST_DOTS = 12 };

/* A list of numbers, as json_group_array makes one: "[3, 4.5, null]". */
struct drawn_list {
	str rest;
	bool bad;
};

struct drawn_list drawn_list_of(str json);
/* The next number, NAN for null. False: there are no more, or the text is no such list (bad). */
bool drawn_list_next(struct drawn_list *, double *number);

/* Whether a cell is what the column's drawing shows. */
bool drawn_fits(const struct column *, const struct cell *);
/* The cell's text: of a list its last number, of dots their signs, of a change its number with a
 * sign and an arrow. In the numbers' results. No value, and what is no number: empty. */
str drawn_text(struct numbers *, const struct column *, const struct cell *, struct number_form);
/* Whether the text of a column of dots is dots, and no sign for a number that is not there. */
bool drawn_is_dots(str text);
/* What is drawn of a cell: one number, or a list's, NAN where it has none; 0: nothing is drawn. In
 * the arena. */
size_t drawn_numbers(const struct column *, const struct cell *, struct arena *,
                     const double **numbers);
/* Makes a scale wider. */
void drawn_scale_add(struct column_scale *, const struct column *, const struct cell *);
/* From which number to which a bar of the column can reach: zero is one of them, or between. */
struct column_scale drawn_bar_scale(const struct column *);

#endif
