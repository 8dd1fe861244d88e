/* figure-multiples' own: panels, each a chart of its own with a part of the rows or one column, and
 * where they stand. */
#ifndef STROM_FIGURE_MULTIPLES_H
#define STROM_FIGURE_MULTIPLES_H

#include "../lines/lines.h"

enum { MOST_PANELS = 20, MOST_ROWS = 400, MOST_LEVEL = 30 };
enum form { LINE, BAR, DOT };

/* lines.h is what is drawn; bars and dots use its chart alone. */
struct panel {
	struct lines l;
	strom_str title;
};

struct multiples {
	struct strom_chart h;            /* of all rows */
	enum form form;
	bool ghosts;                     /* what the other panels show stands behind each */
	struct panel panel[MOST_PANELS];
	uint32_t n, across;
	struct strom_scale scale;
	strom_len names, left;           /* names of rows, before the first column of panels */
	strom_len wide, high, beside;    /* of a plot; between two */
	strom_len pitch;                 /* from row to row of bars and dots */
};

/* read.c: which panels there are, and what is on them. False: reported. */
bool multiples_read(struct multiples *, bool rows);
/* plot.c: a panel's plot, with its axes where nothing stands below or before it. */
void multiples_plot(const struct multiples *, uint32_t panel, bool below);
/* How high numbers below are. */
strom_len multiples_axis_height(const struct multiples *);

#endif
