/* Cells that are kept from looking at them until it is settled what they are, in few bytes: for
 * sources that are dear to read. */
#ifndef STROM_DATA_KEPT_H
#define STROM_DATA_KEPT_H

#include "data/read/read.h"

struct kept;

/* Ends with the arena. */
struct kept *kept_new(struct arena *);
/* False: there are more bytes than may be kept. */
bool kept_row(struct kept *, struct strom_pos);
bool kept_cell(struct kept *, const struct read_given *);

/* Takes them out again, once, in order; what was taken is given back. A row's place, or a cell,
 * whose text is good until the next call. */
enum kept_item { KEPT_END, KEPT_ROW, KEPT_CELL };
enum kept_item kept_next(struct kept *, struct strom_pos *, struct read_given *);

#endif
