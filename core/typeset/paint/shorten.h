/* Titles that are too long for a line, in running heads. */
#ifndef STROM_TYPESET_SHORTEN_H
#define STROM_TYPESET_SHORTEN_H

#include "typeset/blocks/blocks.h"

/* As many of its words as are no wider than that, and an ellipsis; no comma or the like stands
 * before it. One word that is too wide loses letters. In the arena. */
str paint_shortened(struct typesetter *, struct arena *, const struct style *, str text,
                    strom_len most);

#endif
