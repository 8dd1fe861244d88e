/* Letters on a panel that a layout fills. */
#ifndef STROM_RECOLOUR_H
#define STROM_RECOLOUR_H

#include "page/pages.h"

/* Letters and lines of items [from, n) that stand on a panel, with nothing between, and cannot be
 * read there, take the colour of its style, if that can. */
void paint_recolour(items *, size_t from, strom_box panel, const struct style *);

#endif
