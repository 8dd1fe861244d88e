/* The canvas of figure plugins: what they draw becomes page items. */
#ifndef STROM_CANVAS_H
#define STROM_CANVAS_H

#include "typeset/blocks/blocks.h"

/* Runs the node's figure plugin for a width. Items lie at the origin and in the arena: a drawing is
 * made twice, for its height and for its page, and so keeps no memory between. False: reported to
 * the diags. */
bool canvas_draw(struct typesetter *, struct arena *, struct diags *, strom_node, strom_len width,
                 items *, strom_len *height);

#endif
