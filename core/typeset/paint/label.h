/* The signs before items and notes. */
#ifndef STROM_TYPESET_LABEL_H
#define STROM_TYPESET_LABEL_H

#include "typeset/blocks/blocks.h"

/* Before a block at x, its baseline at y. */
void paint_label(struct typesetter *, struct arena *, const struct block *, strom_len x,
                 strom_len y, items *);
/* Before a block without text, its top at y: level with a table's first line, else at the top. */
void paint_label_above(struct typesetter *, struct arena *, const struct block *, strom_len x,
                       strom_len y, items *);

#endif
