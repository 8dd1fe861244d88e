/* Figure plugins: a table into a drawing on a canvas.
 *
 * One drawing gives PDF for screens, for presses (inks, or black alone), PNG and SVG. Origin at the
 * top left, y down, lengths in strom_len, angles in degrees, clockwise. The whole figure is one
 * Figure to a screen reader, with the author's alternative text or one made from the data: what is
 * drawn needs no tags of its own. A figure is drawn twice, once for its height and once for its
 * page: the same calls must follow.
 *
 * <strom/figure_help.h> has what charts share: scales with round ticks, rows as series, keys,
 * labels that make room for one another; docs/figures.md has a chart made of it, and the order of
 * calls. A whole plugin, which a test builds as it stands here:
 *
 *     #include <strom/figure.h>
 *
 *     // The name of each row, and a line as long as its number.
 *     static bool draw(struct strom_job *job, const struct strom_canvas *c)
 *     {
 *         strom_len left = c->width(job) * 34 / 100, room = c->width(job) - left, y = 0;
 *         double most = 0;
 *         if (!STROM_HAS(c, label))
 *             return strom_error(job, (struct strom_pos){0}, "steps/old-core",
 *                                "this Strom is older than the figure",
 *                                "Install version 0.1 or later.");
 *         for (uint32_t pass = 0; pass < 2; pass++)
 *             for (uint32_t r = 0; r < c->rows(job); r++) {
 *                 struct strom_datum name = STROM_DATUM_INIT, n = STROM_DATUM_INIT;
 *                 struct strom_words label = STROM_WORDS_INIT;
 *                 struct strom_extent extent = STROM_EXTENT_INIT;
 *                 struct strom_pen pen = STROM_PEN_INIT;
 *                 c->datum(job, r, 0, &name);
 *                 c->datum(job, r, 1, &n);
 *                 if (n.number < 0)
 *                     return strom_error(job, n.pos, "steps/negative", "a step goes down",
 *                                        "Leave such rows out of the query.");
 *                 if (!pass) {
 *                     most = n.number > most ? n.number : most;
 *                     continue;
 *                 }
 *                 label.text = name.text;
 *                 label.width = left - STROM_PT(6);
 *                 label.lines = 2;
 *                 label.vertical = STROM_VERTICAL_TOP;
 *                 c->label(job, 0, y, &label, &extent);
 *                 pen.colour = c->colour(job, "accent");
 *                 pen.width = STROM_PT(1.7);
 *                 pen.cap = STROM_CAP_ROUND;
 *                 c->move(job, left, y + extent.height / 2);
 *                 c->line(job, left + (strom_len)(n.number / most * (double)room),
 *                         y + extent.height / 2);
 *                 c->stroke_pen(job, &pen);
 *                 y += extent.height + STROM_PT(4);
 *             }
 *         c->height(job, y);
 *         return true;
 *     }
 *
 *     static const struct strom_figure figure = {
 *         .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED,
 *     };
 *
 *     static const struct strom_plugin plugin = {
 *         .size = sizeof plugin, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_FIGURE,
 *         .name = "steps", .version = "1.0.0", .summary = "A line for each row",
 *         .functions = &figure,
 *     };
 *
 *     const struct strom_plugin *strom_plugin_1(void)
 *     {
 *         return &plugin;
 *     }
 */
#ifndef STROM_FIGURE_H
#define STROM_FIGURE_H

#include <strom/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A colour by the theme's names ("text", "accent", "series-1" ... "grid", "paper"), or its own. */
typedef struct strom_colour {
	uint8_t r, g, b, a;        /* a 255: opaque; 0: none */
} strom_colour;

enum strom_anchor { STROM_ANCHOR_START = 0, STROM_ANCHOR_MIDDLE = 1, STROM_ANCHOR_END = 2 };

/* ---- The table ---- */

/* Since 1.4: what a column holds, and what it is to another. */
enum strom_holds { STROM_HOLDS_TEXT = 0, STROM_HOLDS_NUMBER = 1, STROM_HOLDS_PERCENT = 2,
                   STROM_HOLDS_DATE = 3 };
enum strom_role { STROM_ROLE_VALUE = 0, STROM_ROLE_LOW = 1, STROM_ROLE_HIGH = 2,
                  STROM_ROLE_BASE = 3 };
/* Whether more of it is good: STROM_SENSE_BAD makes large numbers a warning. */
enum strom_sense { STROM_SENSE_NONE = 0, STROM_SENSE_GOOD = 1, STROM_SENSE_BAD = 2 };

struct strom_field {
	uint32_t size;
	uint32_t numeric;          /* the column holds numbers */
	strom_str name;            /* the query's name of it */
	strom_str title;           /* in the edition's language */
	/* Since 1.4. */
	uint32_t holds;            /* enum strom_holds */
	uint32_t role;             /* enum strom_role */
	uint32_t low, high, base;  /* the columns that bound it, and of how many it is a share:
	                              their numbers + 1; 0: there is none */
	uint32_t sense;            /* enum strom_sense */
	/* Since 1.5. */
	strom_str unit;            /* "EUR", in the edition's language; `number` writes it; may be
	                              empty, and is so where it holds percents */
};

/* Since 1.4: why a cell has no number. */
enum strom_missing { STROM_THERE = 0, STROM_MISSING = 1, STROM_SUPPRESSED = 2 };

struct strom_datum {
	uint32_t size;
	uint32_t null;
	double number;             /* numeric columns; a share of 45 % is 0.45 */
	strom_str text;            /* formatted in the edition's language and the column's format,
	                              dates too; an en dash or the sign of what is suppressed where
	                              there is no number */
	/* Since 1.4. */
	struct strom_pos pos;      /* for strom_report.pos: where its row stands */
	strom_str raw;             /* as the query gives it: "2015-10-31", "LV" */
	uint32_t missing;          /* enum strom_missing */
};

/* ---- Since 1.4: how things are written, painted and set ---- */

enum strom_number_flag {
	STROM_NUMBER_BARE = 1,  /* without its unit: 45, not 45 %, or 45 EUR */
	STROM_NUMBER_SIGNED = 2 /* +3 */
};

struct strom_number {
	uint32_t size;
	uint32_t column;           /* whose format it has */
	double value;
	int32_t decimals;          /* of a percent those of 45.5 %; -1: as the column */
	uint32_t flags;            /* enum strom_number_flag */
};

enum strom_date_form {
	STROM_DATE_SHORT = 0, STROM_DATE_MEDIUM = 1, STROM_DATE_LONG = 2,
	STROM_DATE_YEAR = 3,       /* 2015 */
	STROM_DATE_MONTH = 4,      /* Oct */
	STROM_DATE_MONTH_YEAR = 5, /* Oct 2015 */
	STROM_DATE_DAY_MONTH = 6   /* 31 Oct */
};

enum strom_palette {
	STROM_PALETTE_CATEGORIES = 0, /* without order: series-1, ... */
	STROM_PALETTE_ORDERED = 1,    /* from little to much */
	STROM_PALETTE_DIVERGING = 2   /* from one side over the middle to the other */
};

/* How the theme sets a kind of label, and the measures of its font at that size. */
struct strom_style {
	uint32_t size;
	uint32_t flags;            /* STROM_TEXT_BOLD, STROM_TEXT_ITALIC */
	strom_len text_size, leading;
	strom_len ascent, descent; /* above and below the baseline, both positive */
	strom_len cap_height, x_height;
	strom_colour colour;
};

enum strom_cap { STROM_CAP_BUTT = 0, STROM_CAP_ROUND = 1, STROM_CAP_SQUARE = 2 };
enum strom_join { STROM_JOIN_MITRE = 0, STROM_JOIN_ROUND = 1, STROM_JOIN_BEVEL = 2 };
enum { STROM_DASHES = 6 };

struct strom_pen {
	uint32_t size;
	uint32_t cap, join;        /* enum strom_cap, enum strom_join */
	uint32_t dashes;           /* how many of dash[] count; 0: a line without gaps */
	strom_colour colour;
	strom_len width;
	strom_len dash[STROM_DASHES]; /* line, gap, line, gap ...; a line of 0, round: a dot */
	strom_len phase;           /* how far into the dashes it begins */
	strom_len halo;            /* paper at both sides, so wide: where lines cross */
};

enum strom_fill {
	STROM_FILL_FLAT = 0,
	STROM_FILL_GRADIENT = 1,   /* from `colour` at x1, y1 to `to` at x2, y2, flat beyond */
	STROM_FILL_LINES = 2,      /* lines in `to` over `colour`: `turn`, `step`, `thick` */
	STROM_FILL_DOTS = 3        /* dots in `to`, `step` apart, `thick` wide */
};

struct strom_paint {
	uint32_t size;
	uint32_t kind;             /* enum strom_fill */
	strom_colour colour, to;   /* colour.a 0: what lies below shows */
	strom_len x1, y1, x2, y2;
	strom_len step, thick;     /* 0: 2.2 and 0.5 pt for lines, 2.6 and 0.9 pt for dots */
	double turn;               /* of lines: 0 lies level, 45 rises to the end */
};

enum strom_vertical {
	STROM_VERTICAL_BASELINE = 0, /* y is the first line's baseline */
	STROM_VERTICAL_TOP = 1,      /* y is the top of the first line's leading */
	STROM_VERTICAL_MIDDLE = 2,   /* the capitals' height of all lines is level with y */
	STROM_VERTICAL_BOTTOM = 3    /* y is the bottom of the last line's leading */
};

/* Text of one or more lines. */
struct strom_words {
	uint32_t size;
	uint32_t anchor;           /* enum strom_anchor: what x is, of each line */
	uint32_t vertical;         /* enum strom_vertical: what y is */
	uint32_t flags;            /* STROM_TEXT_BOLD, STROM_TEXT_ITALIC, beside the style's own */
	const char *style;         /* "figure-value"; NULL: "figure-label" */
	strom_str text;
	strom_len text_size;       /* 0: the style's */
	strom_len width;           /* lines are broken to it; 0: one line */
	uint32_t lines;            /* at most so many, then an ellipsis; 0: as many as it takes */
	strom_colour colour;       /* a 0: the style's */
	strom_colour on;           /* it stands on this: written in what is read there best, text or
	                              paper, else black or white; a 0: it stands on paper */
	strom_len halo;            /* paper around the letters, so wide */
};

/* What a label takes. */
struct strom_extent {
	uint32_t size;
	uint32_t lines;
	strom_len width, height;   /* of the widest line; lines times leading */
	uint32_t shortened;        /* it has an ellipsis, or nothing of it had room */
};

enum strom_marker {
	STROM_MARKER_DOT = 0,      /* filled */
	STROM_MARKER_RING = 1,     /* open, paper inside */
	STROM_MARKER_SERIES = 2    /* a dot; its series' shape where black is all there is */
};

/* What stands around the drawing, as text. */
enum strom_said { STROM_SAID_CLAIM = 0, STROM_SAID_MEASURED = 1, STROM_SAID_SOURCE = 2 };

/* Parts of the alternative text, where the author wrote none. */
enum strom_alt {
	STROM_ALT_TYPE = 1,        /* what it is, in the edition's language: "Bars, stacked" */
	STROM_ALT_MORE = 2         /* a sentence behind all others */
};

/* A struct as it is handed over: its size is set, all else is nothing. */
#define STROM_FIELD_INIT {.size = sizeof(struct strom_field)}
#define STROM_DATUM_INIT {.size = sizeof(struct strom_datum)}
#define STROM_NUMBER_INIT {.size = sizeof(struct strom_number), .decimals = -1}
#define STROM_STYLE_INIT {.size = sizeof(struct strom_style)}
#define STROM_PEN_INIT {.size = sizeof(struct strom_pen)}
#define STROM_PAINT_INIT {.size = sizeof(struct strom_paint)}
#define STROM_WORDS_INIT {.size = sizeof(struct strom_words)}
#define STROM_EXTENT_INIT {.size = sizeof(struct strom_extent)}

/* All that a figure can do. It has more than 20 fields as each is a function, and a plugin is given
 * one table of them, whose size tells how many there are. */
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

	/* ---- Since 1.4: a core that lacks them has a smaller size. STROM_HAS(canvas, alt) ---- */
	/* The edition: its language (BCP 47), and whether that is written from right to left. */
	strom_str (*language)(struct strom_job *);
	bool (*right_to_left)(struct strom_job *);
	/* A word of the edition's language: "total", "no-data", or one of a figure's own that the
	 * pack has. Empty: it has not. */
	strom_str (*word)(struct strom_job *, const char *name);
	/* what: enum strom_said; empty: the author says nothing of it. The core sets these. */
	strom_str (*said)(struct strom_job *, uint32_t what);
	strom_str (*number)(struct strom_job *, const struct strom_number *);
	/* An ISO date, "2015-10-31", "2015-10" or "2015" (then form counts no farther); false: it
	 * is none. */
	bool (*date)(struct strom_job *, strom_str iso, uint32_t form, strom_str *out);
	/* The theme. False: it has no such style, and *style is that of figure-label. */
	bool (*style)(struct strom_job *, const char *name, struct strom_style *);
	/* The i-th, from 0, of n. */
	strom_colour (*palette)(struct strom_job *, uint32_t palette, uint32_t i, uint32_t n);
	/* Paths. */
	void (*stroke_pen)(struct strom_job *, const struct strom_pen *);
	void (*fill_paint)(struct strom_job *, const struct strom_paint *);
	/* Until `restore`, nothing is painted outside of the path; and all is turned around a
	 * point. Both may lie within each other, eight deep. */
	void (*clip)(struct strom_job *);
	void (*turn)(struct strom_job *, strom_len x, strom_len y, double degrees);
	void (*restore)(struct strom_job *);
	/* kind: enum strom_marker; series: from 0, which shape it has in black. */
	void (*marker)(struct strom_job *, strom_len x, strom_len y, strom_len radius,
	               uint32_t kind, strom_colour, uint32_t series);
	/* What a label would take; and the same drawn. extent may be NULL. */
	void (*measure)(struct strom_job *, const struct strom_words *, struct strom_extent *);
	void (*label)(struct strom_job *, strom_len x, strom_len y, const struct strom_words *,
	              struct strom_extent *);
	/* part: enum strom_alt. */
	void (*alt)(struct strom_job *, uint32_t part, strom_str);

	/* ---- Since 1.5 ---- */
	/* The whole of a file of the project, whose path an option says: outlines of a map. From
	 * then on a position of which `known` is 1 counts bytes in it. Empty: the option is unset.
	 * False: reported: there is none, it is none of the project's, it has more bytes. */
	bool (*file)(struct strom_job *, const char *option, uint64_t most, strom_str *bytes);
	/* What is drawn from here on shows this datum: `strom explain --at` tells of it. A row or
	 * column that there is not, UINT32_MAX: none, as at the beginning. Said between the points
	 * of a path, each shows what was said before it: a line through many. */
	void (*about)(struct strom_job *, uint32_t row, uint32_t column);
};

enum { STROM_TEXT_BOLD = 1, STROM_TEXT_ITALIC = 2 };

/* Since 1.4. */
enum strom_figure_flag {
	/* Drawn as if from left to right: where the language is not, the core mirrors all that is
	 * drawn, start is at the right, and turns go the other way. */
	STROM_FIGURE_MIRRORED = 1
};

struct strom_figure {
	uint32_t size;
	bool (*draw)(struct strom_job *, const struct strom_canvas *);
	/* Since 1.4. */
	uint32_t flags;            /* enum strom_figure_flag */
	uint32_t unused;           /* 0 */
};

#ifdef __cplusplus
}
#endif
#endif
