/* Which numbers, rows and texts differ between two values.json, of which one may be anybody's. */
#ifndef STROM_PRINTED_COMPARE_H
#define STROM_PRINTED_COMPARE_H

#include "base/buf.h"
#include "base/diag.h"

/* *n changes into `out`, as text or as lines of JSON. False: one of them has another form; nothing
 * is reported. */
bool printed_compare(struct arena *, const struct diags *, str old, str new, bool json,
                     struct buf *out, uint64_t *n);

#endif
