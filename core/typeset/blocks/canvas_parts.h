/* What the files of the canvas share: a drawing being made.
 *
 * canvas.c        the table, the room, the call   canvas_theme.c  colours, styles, numbers, dates
 * canvas_put.c    steps and items                 canvas_paths.c  pens, paints, clips, turns
 * canvas_fill.c   patterns                        canvas_black.c  where black is all there is
 * canvas_text.c   labels                          canvas_halo.c   paper around letters
 * canvas_judge.c  how far it reaches */
#ifndef STROM_CANVAS_PARTS_H
#define STROM_CANVAS_PARTS_H

#include "typeset/blocks/canvas.h"

#include <strom/figure.h>

/* How points are moved: x' = a x - b y + e, y' = b x + a y + f. Only for what is judged: items keep
 * their places, and are turned where they are painted. */
struct canvas_matrix {
	double a, b, e, f;
};

enum { CANVAS_DEEP = 8 };

/* What `restore` goes back to. */
struct canvas_state {
	const struct path_look *look; /* of the item that opened it */
	struct canvas_matrix matrix;
	struct canvas_extent clip; /* any: nothing is seen outside */
};

/* A datum as figures get it. */
struct canvas_written {
	bool there;
	str text, raw;
};

/* All that a figure is drawn with: more than 20 fields, as its functions get this alone. */
struct drawing {
	struct typesetter *t;
	const struct figure *figure;
	strom_node node;
	const struct style *style; /* of its labels */
	strom_len width, height;
	bool mirrored; /* x counts from the right */
	bool black;    /* files for the press have black alone in charts */
	vec(struct path_step) path;
	vec(uint32_t) data; /* of its steps, from the first that shows another */
	uint32_t first;     /* what its first step shows */
	items items;
	struct canvas_written *written; /* rows one after the other; NULL: none was asked for */
	uint32_t datum; /* that is drawn, as in struct item */
	size_t known;   /* the first item that does not have it yet */
	vec(str) shortened;
	str alt[STROM_ALT_MORE + 1];
	struct canvas_extent extent; /* of what it drew */
	struct canvas_state states[CANVAS_DEEP + 1];
	size_t deep;
	const char *code, *mistake; /* the first that the plugin made; NULL: none */
};

static inline struct drawing *canvas_drawing(struct strom_job *pub)
{
	return job_of(pub)->context;
}

/* x as it is on paper. */
static inline strom_len canvas_x(const struct drawing *d, strom_len x)
{
	return d->mirrored ? d->width - x : x;
}

/* ---- canvas_put.c ---- */

/* The rest of what it draws is looked at all the same: it is told when the call has ended. */
void canvas_mistake(struct drawing *, const char *code, const char *what);
/* Copies what a plugin's struct covers of it into ours, which is zeroed; false: it covers not even
 * `least`, reported. */
bool canvas_take(struct strom_job *, void *ours, size_t room, const void *theirs, size_t least,
                 const char *what);
/* Ours into what the plugin's struct covers; its size says how much that is. */
void canvas_give(void *theirs, const void *ours, size_t room);

void canvas_move(struct strom_job *, strom_len x, strom_len y);
void canvas_line(struct strom_job *, strom_len x, strom_len y);
void canvas_curve(struct strom_job *, strom_len x1, strom_len y1, strom_len x2, strom_len y2,
                  strom_len x, strom_len y);
void canvas_close(struct strom_job *);
/* Puts an item whose steps are those built up, and leaves them; false: there are none. */
bool canvas_put(struct strom_job *, struct item);
/* What was built up is gone. */
void canvas_empty(struct drawing *);
/* Opens and closes a clip to steps for items between. */
void canvas_open(struct strom_job *, const struct path_step *, size_t n, const struct path_look *,
                 uint8_t black);
void canvas_end(struct strom_job *, const struct path_look *, uint8_t black);
/* A point that is seen, as far as a clip lets it be. */
void canvas_reach(struct drawing *, strom_len x, strom_len y);
/* What steps cover, as they are turned. */
struct canvas_extent canvas_extent_of(struct strom_job *, const struct path_step *, size_t n);

/* ---- canvas_theme.c ---- */

strom_str canvas_language(struct strom_job *);
bool canvas_right_to_left(struct strom_job *);
strom_str canvas_word(struct strom_job *, const char *name);
strom_str canvas_number(struct strom_job *, const struct strom_number *);
bool canvas_date(struct strom_job *, strom_str iso, uint32_t form, strom_str *out);
bool canvas_style(struct strom_job *, const char *name, struct strom_style *);
strom_colour canvas_palette(struct strom_job *, uint32_t palette, uint32_t i, uint32_t n);
strom_colour canvas_colour(struct strom_job *, const char *name);
/* A style by name, its letters as they are on a canvas. */
struct style canvas_style_of(const struct drawing *, const char *name);
/* Figures hold colours as a screen shows them. The theme's own keep their inks all the same. */
struct colour canvas_ours(const struct drawing *, strom_colour);
/* Of text and paper the one that is read better on a colour; black or white, where neither is. */
struct colour canvas_legible(const struct drawing *, strom_colour on);
/* A colour, darkened as far as letters in it need to be read on paper. */
struct colour canvas_on_paper(const struct drawing *, strom_colour);

/* ---- canvas_paths.c ---- */

void canvas_fill(struct strom_job *, strom_colour);
void canvas_stroke(struct strom_job *, strom_colour, strom_len width);
void canvas_stroke_pen(struct strom_job *, const struct strom_pen *);
void canvas_fill_paint(struct strom_job *, const struct strom_paint *);
void canvas_clip(struct strom_job *);
void canvas_turn(struct strom_job *, strom_len x, strom_len y, double degrees);
void canvas_restore(struct strom_job *);

/* ---- canvas_fill.c: patterns ---- */

struct canvas_pattern {
	bool dots;
	strom_len step, thick;
	double turn;
	struct colour colour;
	uint8_t black;
};
/* Over the steps built up, which stay. */
void canvas_pattern(struct strom_job *, const struct canvas_pattern *);

/* ---- canvas_black.c ---- */

/* What a fill, a line or letters of a colour are in black alone: enum item_black. */
uint8_t canvas_black(const struct drawing *, struct colour);
uint8_t canvas_black_text(const struct drawing *, struct colour);
/* What a fill of a series' colour has over it in black alone. */
void canvas_black_pattern(struct strom_job *, uint8_t black);
void canvas_marker(struct strom_job *, strom_len x, strom_len y, strom_len radius, uint32_t kind,
                   strom_colour, uint32_t series);

/* ---- canvas_text.c, canvas_halo.c ---- */

strom_len canvas_text_width(struct strom_job *, strom_str, strom_len size, uint32_t flags);
void canvas_text(struct strom_job *, strom_len x, strom_len y, uint32_t anchor, strom_str,
                 strom_len size, strom_colour, uint32_t flags);
void canvas_measure(struct strom_job *, const struct strom_words *, struct strom_extent *);
void canvas_label(struct strom_job *, strom_len x, strom_len y, const struct strom_words *,
                  struct strom_extent *);
/* Paper around the letters of items from `from` on, below them. */
void canvas_halo(struct strom_job *, size_t from, strom_len width, uint8_t black);

#endif
