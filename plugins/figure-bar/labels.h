/* Names on a chart: on several lines where they are long, and shortened where even that is not
 * enough. For this folder only. */
#ifndef FIGURE_BAR_LABELS_H
#define FIGURE_BAR_LABELS_H

#include <strom/figure.h>

enum { MOST_LABEL_LINES = 4 };

struct label {
	strom_str lines[MOST_LABEL_LINES];
	uint32_t n;                      /* 0: there is no room for a letter */
	strom_len width;                 /* of the widest line */
	bool cut; /* not all of it is there: the last line ends in an ellipsis */
};

/* Sets a text into lines that are no wider than `room`, so many at most. */
struct label label_of(struct strom_job *, const struct strom_canvas *, strom_str text,
                      strom_len size, strom_len room, uint32_t most);
/* y: the first line's baseline. */
void label_put(struct strom_job *, const struct strom_canvas *, const struct label *, strom_len x,
               strom_len y, uint32_t anchor, strom_len size, strom_colour);
/* From one baseline to the next. */
strom_len label_leading(strom_len size);

#endif
