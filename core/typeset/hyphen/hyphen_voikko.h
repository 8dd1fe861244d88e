/* Finnish: words are taken apart by libvoikko, which knows where compounds join. For hyphen.c. */
#ifndef STROM_HYPHEN_VOIKKO_H
#define STROM_HYPHEN_VOIKKO_H

#include "base/diag.h"

struct voikko;

/* `path` is the transducer of a dictionary: ROOT/5/NAME/mor.vfst, with an index.txt beside it.
 * NULL: reported ("hyphen/dictionary", file/...). */
struct voikko *voikko_open(struct arena *, struct diags *, struct span at, str path);
/* As hyphen_points, without minima and count; n is at most HYPHEN_LETTERS. */
void voikko_points(struct voikko *, const uint32_t *letters, size_t n, bool *points);

#endif
