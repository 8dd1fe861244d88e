/* figure-bar's own: what the files of this plugin share. */
#ifndef STROM_FIGURE_BAR_H
#define STROM_FIGURE_BAR_H

#include <strom/figure_help.h>

#define PART_GAP STROM_PT(0.75)          /* paper between the parts of a stack */

enum form { GROUPED, STACKED, FULL, DIVERGING };

struct bars {
	struct strom_chart h;
	enum form form;
	bool values;                     /* at the bars, and no axis */
	struct strom_scale scale;
	strom_len top;                   /* below the key */
};

/* What a part is of its row, as it is drawn: of 1 where all rows are as long. */
double bar_number(const struct bars *, uint32_t series, uint32_t row);
/* A part of a stack from here on; returns where it ends. A value stands in it where it has room. */
strom_len bar_part(const struct bars *, uint32_t series, uint32_t row, strom_len from, strom_len y,
                   strom_len length, strom_len thick, bool upright);

bool bar_level(struct bars *);
bool bar_upright(struct bars *);

#endif
