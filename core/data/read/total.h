/* Whether the last row sums those before it. */
#ifndef STROM_READ_TOTAL_H
#define STROM_READ_TOTAL_H

#include "base/arena.h"

struct total;

/* `labels`: a column of the table is text. */
struct total *total_new(struct arena *, size_t columns, bool labels);
/* Cells of the row at hand: a number, or the text of the table's first column of text. No value: no
 * call. */
void total_number(struct total *, size_t column, double value);
void total_label(struct total *, str text);
/* The row is one of those that are summed. */
void total_row(struct total *);
/* The row at hand is the sum of all before. */
bool total_is_sum(const struct total *);
/* Whether the row at hand is labelled as one, the first time. */
bool total_is_named(struct total *);

#endif
