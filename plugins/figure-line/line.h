/* figure-line's own: what the files of this plugin share. */
#ifndef STROM_FIGURE_LINE_H
#define STROM_FIGURE_LINE_H

#include "../lines/lines.h"

/* What a series' label is written in: its colour, where that can be read on paper. */
strom_colour line_ink(const struct lines *, uint32_t series);

/* ends.c: how much room the labels at the lines' ends take, and these. */
strom_len line_ends_width(struct lines *);
void line_ends_put(const struct lines *);
/* axis.c: the numbers below; returns where what follows begins. */
strom_len line_axis_put(const struct lines *);

#endif
