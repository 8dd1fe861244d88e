/* figure-timeline's own: what happened when, in order, and the scale that it stands on. */
#ifndef STROM_FIGURE_TIMELINE_H
#define STROM_FIGURE_TIMELINE_H

#include <strom/figure_help.h>

enum { MOST_ROWS = 40, MOST_LANES = 3, MOST_TICKS = 24 };
#define DOT STROM_PT(2.6)
#define SPAN STROM_PT(6)                 /* how thick a time that lasts is */

struct event {
	uint32_t row, digits;            /* how exact it is told: 4 a year, 7 a month, 10 a day */
	double from, to;                 /* days; the same: it lasts no time */
	bool lasts;
	strom_str when, what;
	uint32_t lane;                   /* of what lasts no time, from 0, the lowest */
	bool before;                     /* its label stands before it */
};

struct timeline {
	struct strom_chart h;
	struct event *event;             /* in order */
	uint32_t n, lasting;             /* how many; of these how many last */
	uint32_t digits;                 /* of what is told most exactly */
	double first, last;              /* days */
};

strom_colour timeline_colour(const struct timeline *, const struct event *);
strom_len timeline_x(const struct timeline *, double days);

/* The date, in semibold, and what happened, below it or behind it. */
struct strom_words timeline_when(const struct timeline *, const struct event *);
struct strom_words timeline_what(const struct timeline *, const struct event *, strom_len width,
                                 uint32_t lines);

/* scale.c: the line, its ticks with numbers below, and their lines down to the bottom. Returns
 * where what follows begins. */
strom_len timeline_scale_put(const struct timeline *, strom_len y, strom_len bottom);
strom_len timeline_scale_height(const struct timeline *);

/* lanes.c: along a line. False: labels have no room there, and nothing is drawn. */
bool timeline_lanes(struct timeline *, strom_len *height);
/* list.c: one below the other. */
strom_len timeline_list(const struct timeline *);

#endif
