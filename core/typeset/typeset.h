/* An edition into pages. */
#ifndef STROM_TYPESET_H
#define STROM_TYPESET_H

#include "page/pages.h"

/* Typesets the edition: runs its layout, makes pages and gives each to the sink once, in order.
 * Adds generated nodes to the edition before the first page; the edition is final from then on.
 * scratch memory is taken from the edition's arena and from per-page arenas. */
bool typeset(struct edition *, struct fonts *, const struct theme *, struct page_sink);

/* Warns of the classes that the text uses and the theme does not know. */
void typeset_check_classes(const struct edition *, const struct theme *);

#endif
