/* A chart's beginnings, of <strom/figure_help.h>, which includes this: the options that charts
 * share, cells, colours, bars and rules, words. */
#ifndef STROM_FIGURE_CHART_H
#define STROM_FIGURE_CHART_H

#include <strom/figure.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
	STROM_SERIES = 5,          /* more are told apart by nobody: small multiples */
	STROM_TICKS = 7,           /* at most */
	STROM_SMALL_BASE = 10      /* a share of fewer is none */
};
#define STROM_FLOOR STROM_PT(6.5)        /* smaller letters are refused */
#define STROM_WIDE STROM_MM(90)          /* from here on figures have more room for labels */

/* ---- Options that charts share ---- */

#define STROM_OPTION_SCALE                                                                        \
	{.size = sizeof(struct strom_option), .type = STROM_TYPE_CHOICE, .name = "scale",         \
	 .help = "How series differ: in kind, from little to much, or to two sides.",             \
	 .fallback = "categories", .choices = "categories,ordered,diverging"}
#define STROM_OPTION_HIGHLIGHT                                                                    \
	{.size = sizeof(struct strom_option), .type = STROM_TYPE_TEXT, .name = "highlight",       \
	 .help = "The row, by the first column as the query gives it, or the series, by its "     \
	         "column's name, that the claim is about.",                                       \
	 .fallback = ""}
#define STROM_OPTION_SMALL_BASE                                                                   \
	{.size = sizeof(struct strom_option), .type = STROM_TYPE_CHOICE, .name = "small-base",    \
	 .help = "Whether shares of fewer than ten are refused, or hatched.",                     \
	 .fallback = "refuse", .choices = "refuse,allow"}

/* ---- A chart: the first column names the rows, each other one is a series ---- */

/* It has more than 20 fields, so that a drawing hands on one thing. */
struct strom_chart {
	struct strom_job *job;
	const struct strom_canvas *c;
	const char *name;          /* the plugin's, for its errors */
	uint32_t rows, series;
	uint32_t first;            /* its first row in the table: of a panel of several */
	uint32_t names;            /* the column that names rows; those behind it are series */
	uint32_t bases;            /* of how many each row counts, where rows differ: behind their
	                              names; the column + 1, 0: in none */
	uint32_t column[STROM_SERIES]; /* of each series: bounds and bases are none */
	struct strom_field field[STROM_SERIES];
	strom_len width;
	bool wide;
	strom_len size;            /* of labels, values and axes */
	struct strom_style label, value, axis, note;
	strom_colour text, muted, grid, paper, accent, warm, fog;
	uint32_t scale;            /* enum strom_palette, by the option `scale` */
	strom_str highlight;
	bool small, small_seen;    /* small-base: allow; there is one */
};

static inline struct strom_pos strom_chart_nowhere(void)
{
	struct strom_pos pos;
	memset(&pos, 0, sizeof pos);
	return pos;
}

/* "bar/rows": NAME/what. */
static inline const char *strom_chart_code(const struct strom_chart *h, const char *what)
{
	size_t a = strlen(h->name), b = strlen(what);
	char *code = (char *)h->job->host->alloc(h->job, a + b + 2);
	memcpy(code, h->name, a);
	code[a] = '/';
	memcpy(code + a + 1, what, b);
	return code;
}

static inline bool strom_chart_error(const struct strom_chart *h, struct strom_pos pos,
                                     const char *what, const char *message, const char *hint)
{
	return strom_error(h->job, pos, strom_chart_code(h, what), message, hint);
}

static inline void strom_chart_warning_at(const struct strom_chart *h, struct strom_pos pos,
                                          const char *what, const char *message, const char *hint)
{
	struct strom_report r;
	memset(&r, 0, sizeof r);
	r.size = sizeof r;
	r.severity = STROM_WARNING;
	r.pos = pos;
	r.code = strom_text(strom_chart_code(h, what));
	r.message = strom_text(message);
	r.hint = strom_text(hint);
	h->job->host->report(h->job, &r);
}

static inline void strom_chart_warning(const struct strom_chart *h, const char *what,
                                       const char *message, const char *hint)
{
	strom_chart_warning_at(h, strom_chart_nowhere(), what, message, hint);
}

static inline struct strom_datum strom_cell_at(const struct strom_chart *h, uint32_t row,
                                               uint32_t column)
{
	struct strom_datum d;
	memset(&d, 0, sizeof d);
	d.size = sizeof d;
	if (!h->c->datum(h->job, h->first + row, column, &d))
		d.null = 1;
	return d;
}

static inline struct strom_datum strom_value_at(const struct strom_chart *h, uint32_t series,
                                                uint32_t row)
{
	return strom_cell_at(h, row, h->column[series]);
}


/* A word of the edition's language with its value put in; empty: the pack has it not. */
static inline strom_str strom_word_with(const struct strom_chart *h, const char *name,
                                        const char *place, strom_str value)
{
	strom_str word = h->c->word(h->job, name), out;
	size_t n = strlen(place), i;
	char *to;
	for (i = 0; i + n <= word.len; i++)
		if (!memcmp(word.ptr + i, place, n))
			break;
	if (i + n > word.len)
		return word;
	out.len = word.len - n + value.len;
	to = (char *)h->job->host->alloc(h->job, out.len + 1);
	memcpy(to, word.ptr, i);
	if (value.len)
		memcpy(to + i, value.ptr, value.len);
	memcpy(to + i + value.len, word.ptr + i + n, word.len - i - n);
	out.ptr = to;
	return out;
}

/* a, between, b; a 0 is behind it. */
static inline strom_str strom_joined(const struct strom_chart *h, strom_str a, const char *between,
                                     strom_str b)
{
	size_t n = strlen(between);
	char *to = (char *)h->job->host->alloc(h->job, a.len + n + b.len + 1);
	strom_str out;
	if (a.len)
		memcpy(to, a.ptr, a.len);
	memcpy(to + a.len, between, n);
	if (b.len)
		memcpy(to + a.len + n, b.ptr, b.len);
	to[a.len + n + b.len] = 0;
	out.ptr = to;
	out.len = a.len + n + b.len;
	return out;
}

/* The row's name, as the edition prints it; with its base, "Latvia (14)", where rows differ. */
static inline strom_str strom_name(const struct strom_chart *h, uint32_t row)
{
	struct strom_datum base;
	strom_str name = strom_cell_at(h, row, h->names).text;
	if (!h->bases || !name.len)
		return name;
	base = strom_cell_at(h, row, h->bases - 1);
	return base.null ? name
	                 : strom_joined(h, strom_joined(h, name, " (", base.text), ")",
	                                strom_text(""));
}

static inline struct strom_style strom_style_named(const struct strom_chart *h, const char *name)
{
	struct strom_style s;
	memset(&s, 0, sizeof s);
	s.size = sizeof s;
	h->c->style(h->job, name, &s);
	return s;
}

static inline bool strom_chart_type(struct strom_chart *h)
{
	static const char *const names[] = {"figure-label", "figure-value", "figure-axis",
	                                    "figure-note"};
	struct strom_style *at[4];
	int i;
	at[0] = &h->label;
	at[1] = &h->value;
	at[2] = &h->axis;
	at[3] = &h->note;
	for (i = 0; i < 4; i++) {
		*at[i] = strom_style_named(h, names[i]);
		if (at[i]->text_size < STROM_FLOOR)
			return strom_chart_error(
			        h, strom_chart_nowhere(), "small-type",
			        "the theme's letters in charts are smaller than 6.5 pt",
			        "Give figure-label, figure-value, figure-axis and figure-note "
			        "6.5pt or more in the theme.");
	}
	h->size = h->label.text_size;
	if (!h->wide)
		h->size -= STROM_PT(0.4);
	h->size = h->size < STROM_FLOOR ? STROM_FLOOR : h->size;
	return true;
}

static inline bool strom_text_same(strom_str a, strom_str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.ptr, b.ptr, a.len));
}

static inline bool strom_is_highlit(const struct strom_chart *h, uint32_t series, uint32_t row)
{
	return h->highlight.len && (strom_text_same(h->highlight, h->field[series].name) ||
	                            strom_text_same(h->highlight,
	                                            strom_cell_at(h, row, h->names).raw));
}

/* What any chart begins with, whatever its columns are: the canvas, the theme, the options. False:
 * reported. */
static inline bool strom_chart_open(struct strom_chart *h, struct strom_job *job,
                                    const struct strom_canvas *c, const char *name)
{
	strom_str scale;
	memset(h, 0, sizeof *h);
	h->job = job;
	h->c = c;
	h->name = name;
	if (!STROM_HAS(c, alt))
		return strom_chart_error(h, strom_chart_nowhere(), "old-core",
		                         "this version of Strom is older than the figure",
		                         "Install a newer one.");
	h->width = c->width(job);
	h->wide = h->width >= STROM_WIDE;
	h->text = c->colour(job, "text");
	h->muted = c->colour(job, "muted");
	h->grid = c->colour(job, "grid");
	h->paper = c->colour(job, "paper");
	h->accent = c->colour(job, "accent");
	h->warm = c->colour(job, "warm");
	h->fog = c->colour(job, "fog");
	h->fog.b ^= 1; /* no series' own, which black alone gives a pattern */
	scale = strom_option_text(job, "scale");
	h->scale = strom_text_is(scale, "ordered")     ? (uint32_t)STROM_PALETTE_ORDERED
	           : strom_text_is(scale, "diverging") ? (uint32_t)STROM_PALETTE_DIVERGING
	                                               : (uint32_t)STROM_PALETTE_CATEGORIES;
	h->highlight = strom_option_text(job, "highlight");
	h->small = strom_text_is(strom_option_text(job, "small-base"), "allow");
	h->rows = c->rows(job);
	if (!h->rows)
		return strom_chart_error(h, strom_chart_nowhere(), "rows", "the query has no rows",
		                         "Check its conditions.");
	return strom_chart_type(h);
}

/* ---- Colours ---- */

static inline strom_colour strom_series_colour(const struct strom_chart *h, uint32_t series)
{
	if (h->series == 1)
		return h->accent;
	if (h->highlight.len && h->scale == STROM_PALETTE_CATEGORIES)
		return strom_text_same(h->highlight, h->field[series].name) ? h->warm : h->fog;
	return h->c->palette(h->job, h->scale, series, h->series);
}

/* Where each row has one colour, whatever its series are: a slope from one number to the next. What
 * is pointed out is warm, and what is not spoken of stands back. */
static inline strom_colour strom_row_colour(const struct strom_chart *h, uint32_t row)
{
	if (!h->highlight.len)
		return h->accent;
	return strom_is_highlit(h, 0, row) ? h->warm : h->fog;
}

static inline strom_colour strom_colour_at(const struct strom_chart *h, uint32_t series,
                                           uint32_t row)
{
	return h->series > 1 ? strom_series_colour(h, series) : strom_row_colour(h, row);
}

/* Whether a colour is hardly seen on paper, and needs an outline. */
static inline bool strom_is_pale(strom_colour c)
{
	uint32_t light = 2126u * c.r * c.r + 7152u * c.g * c.g + 722u * c.b * c.b;
	return light > 5500u * 65025u;
}

/* ---- Shapes ---- */

static inline void strom_path_box(const struct strom_chart *h, strom_len x, strom_len y,
                                  strom_len w, strom_len high)
{
	h->c->move(h->job, x, y);
	h->c->line(h->job, x + w, y);
	h->c->line(h->job, x + w, y + high);
	h->c->line(h->job, x, y + high);
	h->c->close(h->job);
}

/* Filled; w and high may be negative. hatched: it counts too few. */
static inline void strom_bar(const struct strom_chart *h, strom_len x, strom_len y, strom_len w,
                             strom_len high, strom_colour colour, bool hatched)
{
	struct strom_paint paint;
	x += w < 0 ? w : 0;
	y += high < 0 ? high : 0;
	w = w < 0 ? -w : w;
	high = high < 0 ? -high : high;
	if (!w || !high)
		return;
	strom_path_box(h, x, y, w, high);
	if (!hatched) {
		h->c->fill(h->job, colour);
	} else {
		memset(&paint, 0, sizeof paint);
		paint.size = sizeof paint;
		paint.kind = STROM_FILL_LINES;
		paint.colour = h->paper;
		paint.to = colour;
		paint.turn = 45;
		h->c->fill_paint(h->job, &paint);
	}
	if (!hatched && !strom_is_pale(colour))
		return;
	strom_path_box(h, x, y, w, high);
	h->c->stroke(h->job, hatched ? colour : h->muted, STROM_PT(hatched ? 0.5 : 0.25));
}

static inline void strom_rule(const struct strom_chart *h, strom_len x1, strom_len y1,
                              strom_len x2, strom_len y2, strom_colour colour, strom_len width)
{
	h->c->move(h->job, x1, y1);
	h->c->line(h->job, x2, y2);
	h->c->stroke(h->job, colour, width);
}

/* Between what a number lies: a line that is seen on bars too. */
static inline void strom_whisker(const struct strom_chart *h, strom_len x1, strom_len y1,
                                 strom_len x2, strom_len y2)
{
	struct strom_pen pen;
	memset(&pen, 0, sizeof pen);
	pen.size = sizeof pen;
	pen.colour = h->text;
	pen.width = STROM_PT(0.7);
	pen.halo = STROM_PT(0.35);
	h->c->move(h->job, x1, y1);
	h->c->line(h->job, x2, y2);
	h->c->stroke_pen(h->job, &pen);
}

/* ---- Labels ---- */

/* In a style, of the chart's size. width 0: on one line. */
static inline struct strom_words strom_words_in(const struct strom_chart *h, const char *style,
                                                strom_str text, strom_len width, uint32_t lines)
{
	struct strom_words w;
	memset(&w, 0, sizeof w);
	w.size = sizeof w;
	w.style = style;
	w.text = text;
	w.text_size = strcmp(style, "figure-note") ? h->size : 0;
	w.width = width;
	w.lines = lines;
	w.vertical = STROM_VERTICAL_MIDDLE;
	return w;
}

static inline struct strom_extent strom_measure(const struct strom_chart *h,
                                                const struct strom_words *w)
{
	struct strom_extent e;
	memset(&e, 0, sizeof e);
	e.size = sizeof e;
	h->c->measure(h->job, w, &e);
	return e;
}

static inline strom_len strom_width_of(const struct strom_chart *h, const char *style,
                                       strom_str text, uint32_t flags)
{
	struct strom_words w = strom_words_in(h, style, text, 0, 1);
	w.flags = flags;
	return strom_measure(h, &w).width;
}

static inline void strom_put(const struct strom_chart *h, const struct strom_words *w, strom_len x,
                             strom_len y)
{
	h->c->label(h->job, x, y, w, NULL);
}

#ifdef __cplusplus
}
#endif
#endif
