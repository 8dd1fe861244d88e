/* What makes texts differ that look the same: spaces, capitals, signs that nobody sees, letters
 * that were read in a wrong encoding. */
#ifndef STROM_READ_DIRT_H
#define STROM_READ_DIRT_H

#include "base/diag.h"

struct dirt;

/* For one column of texts. `budget`: how many different texts may be kept, of all columns together.
 */
struct dirt *dirt_new(struct arena *, size_t *budget);
void dirt_look(struct dirt *, str text, struct span at);

struct dirt_pair {
	str text, other;                 /* other: as it is elsewhere, or as it may be meant */
	struct span at, other_at;
};
enum { DIRT_PAIRS = 3 };

/* What was found, at most DIRT_PAIRS of each. */
enum dirt_kind { DIRT_VARIANT, DIRT_UNSEEN, DIRT_MISREAD };
size_t dirt_found(const struct dirt *, enum dirt_kind, const struct dirt_pair **);

#endif
