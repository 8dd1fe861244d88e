/* The index: the marks of the text with the pages that they are on.
 *
 * It is made when pages are known, as further nodes in its part, and the pages are set again with
 * it. It mostly stands last, and so moves nothing. */
#ifndef STROM_INDEX_FILL_H
#define STROM_INDEX_FILL_H

#include "typeset/pages/paginate.h"

/* Fills the part, with the pages that its marks are on. False: it says so already. */
bool fill_index(struct typesetter *, const struct pagination *);

#endif
