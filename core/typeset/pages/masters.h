/* Which master a page has, and what may begin on it. */
#ifndef STROM_MASTERS_H
#define STROM_MASTERS_H

#include "typeset/pages/fill.h"

struct standing;

/* Whether the next unit wants to begin further on than this column. */
bool master_wants_more(const struct vertical *, const struct standing *, uint32_t page,
                       bool page_top, bool frame_top);
/* Whether a page takes only what a cover has more of (lists.more). */
bool master_is_more(const struct typesetter *, uint32_t page);
/* Asks the layout for a page's master, unless it is such a page. NULL: reported. */
const struct master *master_ask(struct typesetter *, uint32_t flow, const struct standing *,
                                uint32_t page, bool blank);

#endif
