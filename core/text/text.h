/* Texts, translations and values into editions. */
#ifndef STROM_TEXT_H
#define STROM_TEXT_H

#include "edition/edition.h"

/* Makes the edition: reads its texts, applies its PO, merges values, numbers captions and resolves
 * references. All errors in one go; NULL: reported. */
struct edition *edition_make(struct arena *, struct diags *, const struct project *,
                             const struct edition_spec *, struct tables *);

#endif
