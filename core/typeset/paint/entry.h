/* Entries of the contents: the pages that they lead to. */
#ifndef STROM_PAINT_ENTRY_H
#define STROM_PAINT_ENTRY_H

#include "typeset/pages/paginate.h"

/* The page of an entry whose words are the items from `from` on, its block's left edge at x; y: the
 * baseline of its last line, or, where the page stands before the words, of the first. */
void paint_entry_page(struct typesetter *, const struct pagination *, struct arena *,
                      const struct block *, size_t from, strom_len x, strom_len y, items *);

#endif
