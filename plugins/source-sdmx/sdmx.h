/* The source of SDMX-CSV: what its files share. For this folder only. */
#ifndef SOURCE_SDMX_H
#define SOURCE_SDMX_H

#include "../delimited/csv.h"

/* How codes are labelled: not at all, in the same cell ("A: Annual"), in a column behind it. */
enum labels { LABELS_NONE, LABELS_BOTH, LABELS_BEHIND };

/* A dimension, measure or attribute. */
struct component {
	strom_str id;
	size_t column;                  /* of the file */
	bool time, value;               /* TIME_PERIOD, OBS_VALUE */
	bool dimension;                 /* stands before the value: its codes are texts */
	bool labelled;
	bool state;                     /* says what the value is: estimated, confidential */
	bool confidence;                /* says that alone: whether it may be told */
	bool before;                    /* the value before a break: as confidential as it is */
};

struct sdmx {
	struct csv csv;
	enum labels labels;
	struct component *components;   /* [MOST_COLUMNS] */
	size_t components_n;
	size_t structure, action;       /* columns, from 1; 0: there is none */
	strom_str wanted;               /* the option `structure`, or the first row's */
	bool chosen;                    /* it is the option */
	uint64_t taken;                 /* rows */
	bool withheld;                  /* of the row at hand: its value is confidential */
};

/* ---- header.c ---- */

/* What the columns are. False: reported. */
bool sdmx_header(struct sdmx *);
/* "A: Annual" apart; false: the cell is no such thing. */
bool sdmx_split(strom_str cell, strom_str *code, strom_str *label);

/* ---- states.c ---- */

/* Whether a component says what a value is. */
void sdmx_state_take(struct component *);
/* Tells the core of the columns that say what the value is. */
bool sdmx_states(struct sdmx *);
/* Whether the row at hand says that its value is confidential. */
bool sdmx_withholds(struct sdmx *);

/* ---- rows.c ---- */

/* Rows to the core, those of the structure that is wanted. False: reported. */
bool sdmx_rows(struct sdmx *);

#endif
