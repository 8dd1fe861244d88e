/* The index: the marks of the text (text/resolve/index.c) with the pages that they are on.
 *
 * It is made when pages are known, as further nodes in its part, and the pages are set again with
 * it. It mostly stands last, and so moves nothing. */
#ifndef STROM_INDEX_H
#define STROM_INDEX_H

#include "typeset/pages/paginate.h"

/* The part, when it is added: its title, where anything is marked. */
void arrange_index_begin(struct edition *, strom_node part);

/* Whether the edition has a part that is to be filled. */
bool arrange_index_wanted(const struct edition *);

/* Fills the part, with the pages that its marks are on. False: it says so already. */
bool arrange_index_fill(struct typesetter *, const struct pagination *);

#endif
