/* Lines over time, for the figures that draw them: rows at their places, and a line, with its band,
 * in a plot. */
#ifndef STROM_LINES_H
#define STROM_LINES_H

#include <strom/figure_help.h>

struct lines {
	struct strom_chart h;
	struct strom_scale scale;
	double *x;                       /* of each row: days, or its number */
	double from, to;                 /* what the plot begins and ends with */
	bool time;                       /* rows are at their true distance */
	uint32_t digits;                 /* of the dates as they are written: 4, 7, 10 */
	strom_len left, top, width, room;        /* of the plot */
	bool area;                       /* they stand on each other */
	bool names;                      /* series are named at the lines' ends */
};

/* times.c: fills x, from and to. False: reported. */
bool lines_times(struct lines *);
/* What stands below a row. first: it is the first that is written. */
strom_str lines_time_text(const struct lines *, uint32_t row, bool first);

/* plot.c: where a row and a number are. */
strom_len lines_x(const struct lines *, uint32_t row);
strom_len lines_y(const struct lines *, double value);
/* The line alone, broken where a number is missing; and with a dot at its end. */
void lines_path_put(const struct lines *, uint32_t series, const struct strom_pen *);
void lines_put(const struct lines *, uint32_t series, strom_colour, strom_len halo);
/* Between the columns that bound it. */
void lines_band_put(const struct lines *, uint32_t series, strom_colour);

#endif
