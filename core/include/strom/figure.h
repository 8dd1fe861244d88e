/* Figure plugins: a table into a drawing on a small canvas.
 *
 * One drawing gives PDF, PNG and SVG. Origin at the top left, y down, lengths in strom_len. The
 * whole figure is one Figure to a screen reader, with the author's alt text: what is drawn needs
 * no tags of its own. */
#ifndef STROM_FIGURE_H
#define STROM_FIGURE_H

#include <strom/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A colour by the theme's names ("text", "accent", "series-1" ... "grid", "paper"), or its own. */
typedef struct strom_colour {
	uint8_t r, g, b, a;        /* a 255: opaque */
} strom_colour;

enum strom_anchor { STROM_ANCHOR_START = 0, STROM_ANCHOR_MIDDLE = 1, STROM_ANCHOR_END = 2 };

struct strom_field {
	uint32_t size;
	uint32_t numeric;          /* the column holds numbers */
	strom_str name;            /* the query's name of it */
	strom_str title;           /* in the edition's language */
};

struct strom_datum {
	uint32_t size;
	uint32_t null;
	double number;             /* numeric columns */
	strom_str text;            /* formatted in the edition's language and the column's format */
};

struct strom_canvas {
	uint32_t size;
	/* The table. */
	uint32_t (*columns)(struct strom_job *);
	uint32_t (*rows)(struct strom_job *);
	bool (*field)(struct strom_job *, uint32_t column, struct strom_field *);
	bool (*datum)(struct strom_job *, uint32_t row, uint32_t column, struct strom_datum *);
	/* A number in the edition's language and the column's format: for axes. */
	strom_str (*format)(struct strom_job *, uint32_t column, double number);
	/* The room: width is given; the drawing says how high it is, once. */
	strom_len (*width)(struct strom_job *);
	void (*height)(struct strom_job *, strom_len);
	/* The theme. */
	strom_colour (*colour)(struct strom_job *, const char *name);
	strom_len (*text_size)(struct strom_job *);          /* of the figure's labels */
	/* Paths: built up, then painted, which empties them. */
	void (*move)(struct strom_job *, strom_len x, strom_len y);
	void (*line)(struct strom_job *, strom_len x, strom_len y);
	void (*curve)(struct strom_job *, strom_len x1, strom_len y1, strom_len x2, strom_len y2,
	              strom_len x, strom_len y);
	void (*close)(struct strom_job *);
	void (*fill)(struct strom_job *, strom_colour);
	void (*stroke)(struct strom_job *, strom_colour, strom_len width);
	/* Text on one line; x, y is the anchor on the baseline. flags: STROM_TEXT_BOLD. */
	strom_len (*text_width)(struct strom_job *, strom_str, strom_len text_size, uint32_t flags);
	void (*text)(struct strom_job *, strom_len x, strom_len y, uint32_t anchor, strom_str,
	             strom_len text_size, strom_colour, uint32_t flags);
	/* A text that the drawing shows in part: the alternative text gets it as a whole. */
	void (*shortened)(struct strom_job *, strom_str whole);
};

enum { STROM_TEXT_BOLD = 1, STROM_TEXT_ITALIC = 2 };

struct strom_figure {
	uint32_t size;
	bool (*draw)(struct strom_job *, const struct strom_canvas *);
};

#ifdef __cplusplus
}
#endif
#endif
