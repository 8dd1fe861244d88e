/* Pass 2: fragments into page items, one page at a time. */
#ifndef STROM_PAINT_H
#define STROM_PAINT_H

#include "typeset/pages/paginate.h"

/* Gives every page to the sink. False: reported. */
bool paint_pages(struct typesetter *, const struct pagination *, struct page_sink);

#endif
