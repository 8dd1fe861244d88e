/* figure-heat's own: what the files of this plugin share. */
#ifndef STROM_FIGURE_HEAT_H
#define STROM_FIGURE_HEAT_H

#include <strom/figure_classes.h>

enum { MOST_COLUMNS = 24, HEAD_LINES = 2 };

struct heat_column {
	uint32_t at; /* in the table */
	struct strom_field field;
	strom_str abbreviation;
};

struct heat {
	struct strom_chart h;
	struct strom_classes classes;
	struct heat_column column[MOST_COLUMNS], total; /* total.at 0: there is none */
	uint32_t columns;
	bool abbreviated;                         /* no head has more than a letter or a few */
	strom_len names, left, cell, total_width; /* a cell with its gap */
};

/* False: a head has no room above its cells. */
bool heat_heads_fit(const struct heat *);
/* "P" for "Policy", "Pr" where others begin so; else numbers. */
void heat_abbreviate(struct heat *);
/* The heads, level with each other at their bottom; returns where what follows begins. */
strom_len heat_put_heads(const struct heat *);
/* What abbreviations are. */
strom_len heat_put_names(const struct heat *, strom_len y);

#endif
