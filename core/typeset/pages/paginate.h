/* Pass 1: units into frames. Keeps only breaks, masters and the pages of nodes. */
#ifndef STROM_PAGINATE_H
#define STROM_PAGINATE_H

#include "typeset/pages/pagination.h"

/* False: reported ("pages/overset", "pages/too-tall"). Notes that find no room on the page of their
 * reference follow on later ones, and are warned of ("pages/late-notes"). */
bool paginate(struct typesetter *, struct pagination *);

/* The page on which a node begins, from 0; false: it prints nowhere. */
bool paginate_page_of(const struct typesetter *, const struct pagination *, strom_node,
                      uint32_t *page);

#endif
