/* The canvas of figure plugins: what they draw becomes page items. */
#ifndef STROM_CANVAS_H
#define STROM_CANVAS_H

#include "typeset/blocks.h"

/* Runs the node's figure plugin for a width; items lie at the origin. False: reported. */
bool canvas_draw(struct typesetter *, strom_node, strom_len width, const struct item **, size_t *n,
                 strom_len *height);

#endif
