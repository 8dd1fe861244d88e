/* figure-line's own: what the files of this plugin share. */
#ifndef STROM_FIGURE_LINE_H
#define STROM_FIGURE_LINE_H

#include <strom/figure_help.h>

enum form { LINES, AREA };

struct lines {
	struct strom_chart h;
	enum form form;
	struct strom_scale scale;
	double *x;                       /* of each row: days, or its number */
	bool time;                       /* rows are at their true distance */
	uint32_t digits;                 /* of the dates as they are written: 4, 7, 10 */
	strom_len left, top, width, room;        /* of the plot */
	bool names;                      /* stand at the lines' ends; else there is a key */
};

/* times.c: fills x. False: reported. */
bool line_times(struct lines *);
/* What stands below a row. first: it is the first that is written. */
strom_str line_time_text(const struct lines *, uint32_t row, bool first);

strom_len line_x(const struct lines *, uint32_t row);
strom_len line_y(const struct lines *, double value);
/* What a series' label is written in: its colour, where that can be read on paper. */
strom_colour line_ink(const struct lines *, uint32_t series);

/* ends.c: how much room the labels at the lines' ends take, and these. */
strom_len line_ends_width(struct lines *);
void line_ends_put(const struct lines *);
/* axis.c: the numbers below; returns where what follows begins. */
strom_len line_axis_put(const struct lines *);

#endif
