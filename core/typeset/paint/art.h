/* A theme's art on a page. */
#ifndef STROM_TYPESET_ART_H
#define STROM_TYPESET_ART_H

#include "page/pages.h"

/* As wide as the box and on its lower edge; as high as the box where it would be higher, and then
 * at its right. Artifacts. False: reported at art.at. */
bool paint_art_items(struct arena *, struct diags *, const struct theme *, const struct said *art,
                     strom_box, items *out);

#endif
