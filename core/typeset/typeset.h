/* An edition into pages. */
#ifndef STROM_TYPESET_H
#define STROM_TYPESET_H

#include "page/pages.h"

/* Typesets the edition: runs its layout, makes pages and gives each to the sink once, in order. The
 * edition stays as it is: what the layout adds (cover, contents, lists, index) lies over it, in
 * page.edition, which is final from the first page on and lives in the edition's arena, as all that
 * is made here. */
bool typeset(const struct edition *, struct fonts *, const struct theme *, struct page_sink);

/* Warns of the classes that the text uses and the theme does not know. */
void typeset_check_classes(const struct edition *, const struct theme *);

#endif
