/* A chart's beginnings, of <strom/figure_help.h>, which includes this: rows as series, what is
 * wrong with them, colours, bars and rules, words, numbers. */
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

static inline void strom_chart_warning(const struct strom_chart *h, const char *what,
                                       const char *message, const char *hint)
{
	struct strom_report r;
	memset(&r, 0, sizeof r);
	r.size = sizeof r;
	r.severity = STROM_WARNING;
	r.code = strom_text(strom_chart_code(h, what));
	r.message = strom_text(message);
	r.hint = strom_text(hint);
	h->job->host->report(h->job, &r);
}

static inline struct strom_datum strom_cell_at(const struct strom_chart *h, uint32_t row,
                                               uint32_t column)
{
	struct strom_datum d;
	memset(&d, 0, sizeof d);
	d.size = sizeof d;
	if (!h->c->datum(h->job, row, column, &d))
		d.null = 1;
	return d;
}

static inline struct strom_datum strom_value_at(const struct strom_chart *h, uint32_t series,
                                                uint32_t row)
{
	return strom_cell_at(h, row, h->column[series]);
}

/* The row's name, as the edition prints it. */
static inline strom_str strom_name(const struct strom_chart *h, uint32_t row)
{
	return strom_cell_at(h, row, 0).text;
}

/* Between what the number lies; false: nobody says. */
static inline bool strom_bounds(const struct strom_chart *h, uint32_t series, uint32_t row,
                                double *low, double *high)
{
	const struct strom_field *f = &h->field[series];
	struct strom_datum a, b;
	if (!f->low || !f->high)
		return false;
	a = strom_cell_at(h, row, f->low - 1);
	b = strom_cell_at(h, row, f->high - 1);
	*low = a.number;
	*high = b.number;
	return !a.null && !b.null;
}

/* Of how many it is a share; -1: nobody says. */
static inline double strom_base_of(const struct strom_chart *h, uint32_t series, uint32_t row)
{
	const struct strom_field *f = &h->field[series];
	struct strom_datum d;
	if (!f->base)
		return -1;
	d = strom_cell_at(h, row, f->base - 1);
	return d.null ? -1 : d.number;
}

static inline bool strom_small_base(const struct strom_chart *h, uint32_t series, uint32_t row)
{
	double n = strom_base_of(h, series, row);
	return h->field[series].holds == STROM_HOLDS_PERCENT && n >= 0 && n < STROM_SMALL_BASE;
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
	memcpy(to + i, value.ptr, value.len);
	memcpy(to + i + value.len, word.ptr + i + n, word.len - i - n);
	out.ptr = to;
	return out;
}

static inline struct strom_style strom_style_named(const struct strom_chart *h, const char *name)
{
	struct strom_style s;
	memset(&s, 0, sizeof s);
	s.size = sizeof s;
	h->c->style(h->job, name, &s);
	return s;
}

/* What a number lies between is two columns of numbers. */
static inline bool strom_chart_bounds(const struct strom_chart *h, const struct strom_field *f)
{
	const uint32_t bound[] = {f->low, f->high};
	uint32_t i;
	for (i = 0; i < 2; i++) {
		struct strom_field b;
		if (!bound[i] != !bound[1 - i])
			return strom_chart_error(h, strom_chart_nowhere(), "bounds",
			                         "a series has one bound alone",
			                         "Say both of the column, low and high.");
		memset(&b, 0, sizeof b);
		b.size = sizeof b;
		if (!bound[i])
			continue;
		h->c->field(h->job, bound[i] - 1, &b);
		if (!b.numeric)
			return strom_chart_error(h, strom_cell_at(h, 0, bound[i] - 1).pos, "bounds",
			                         "what a number lies between holds text",
			                         "low and high name columns of numbers.");
	}
	return true;
}

static inline bool strom_chart_columns(struct strom_chart *h, uint32_t most)
{
	uint32_t i, n = h->c->columns(h->job);
	for (i = 1; i < n; i++) {
		struct strom_field f;
		memset(&f, 0, sizeof f);
		f.size = sizeof f;
		h->c->field(h->job, i, &f);
		if (f.role != STROM_ROLE_VALUE)
			continue;
		if (h->series == most || h->series == STROM_SERIES)
			return strom_chart_error(
			        h, strom_chart_nowhere(), "columns",
			        "the query has more series than can be told apart",
			        "Show fewer columns, or each in a chart of its own: type: "
			        "multiples.");
		if (!f.numeric)
			return strom_chart_error(h, strom_cell_at(h, 0, i).pos, "not-a-number",
			                         "a series holds text",
			                         "All columns but the first must be numbers.");
		if (h->series && f.holds != h->field[0].holds)
			return strom_chart_error(h, strom_cell_at(h, 0, i).pos, "two-scales",
			                         "shares and numbers would stand on one scale",
			                         "Draw two charts, one below the other, or show "
			                         "both as shares.");
		if (!strom_chart_bounds(h, &f))
			return false;
		h->field[h->series] = f;
		h->column[h->series++] = i;
	}
	return h->series ||
	       strom_chart_error(h, strom_chart_nowhere(), "columns", "the query has no series",
	                         "Its first column names the rows; each other is a series of "
	                         "numbers.");
}

/* Letters of more digits have no room in any chart, and sums of them would have no end. */
static inline bool strom_chart_number(const struct strom_chart *h, struct strom_pos pos,
                                      double number)
{
	return (number >= -1e15 && number <= 1e15) ||
	       strom_chart_error(h, pos, "not-a-number", "a number is too large to be drawn",
	                         "Leave it out of the query, or show thousands or millions.");
}

static inline bool strom_chart_between(const struct strom_chart *h, const struct strom_datum *d,
                                       double low, double high)
{
	if (!strom_chart_number(h, d->pos, low) || !strom_chart_number(h, d->pos, high))
		return false;
	return (low <= d->number && d->number <= high) ||
	       strom_chart_error(h, d->pos, "bounds", "a number does not lie between its bounds",
	                         "Look at the columns that low and high name, and at their "
	                         "units: 30 % is 0.3.");
}

/* What nobody can draw: numbers without an end, shares of too few. */
static inline bool strom_chart_cells(struct strom_chart *h)
{
	uint32_t r, s;
	for (r = 0; r < h->rows; r++)
		for (s = 0; s < h->series; s++) {
			struct strom_datum d = strom_value_at(h, s, r);
			double low, high;
			if (!d.null && !strom_chart_number(h, d.pos, d.number))
				return false;
			if (!d.null && strom_bounds(h, s, r, &low, &high) &&
			    !strom_chart_between(h, &d, low, high))
				return false;
			if (d.null || !strom_small_base(h, s, r))
				continue;
			if (!h->small)
				return strom_chart_error(
				        h, d.pos, "small-base",
				        "a share of fewer than ten is shown",
				        "Show counts, put rows together, or say small-base: "
				        "allow, and it is hatched.");
			h->small_seen = true;
		}
	return true;
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
	return a.len == b.len && !memcmp(a.ptr, b.ptr, a.len);
}

static inline bool strom_is_highlit(const struct strom_chart *h, uint32_t series, uint32_t row)
{
	return h->highlight.len && (strom_text_same(h->highlight, h->field[series].name) ||
	                            strom_text_same(h->highlight, strom_cell_at(h, row, 0).raw));
}

/* Whether anything is: a series, or a row. */
static inline bool strom_chart_is_highlit(const struct strom_chart *h)
{
	uint32_t i;
	for (i = 0; i < h->series; i++)
		if (strom_text_same(h->highlight, h->field[i].name))
			return true;
	for (i = 0; i < h->rows; i++)
		if (strom_is_highlit(h, 0, i))
			return true;
	return false;
}

/* False: reported. most: series that this chart can show. */
static inline bool strom_chart_begin(struct strom_chart *h, struct strom_job *job,
                                     const struct strom_canvas *c, const char *name,
                                     uint32_t most)
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
	if (!strom_chart_columns(h, most) || !strom_chart_cells(h) || !strom_chart_type(h))
		return false;
	if (h->highlight.len && !strom_chart_is_highlit(h))
		strom_chart_warning(h, "highlight",
		                    "nothing in the chart is called what highlight says",
		                    "Write what the first column has in that row, as the query "
		                    "gives it, or the name of a series' column.");
	return true;
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

/* What is pointed out is warm, and what is not spoken of stands back. */
static inline strom_colour strom_colour_at(const struct strom_chart *h, uint32_t series,
                                           uint32_t row)
{
	if (h->series > 1 || !h->highlight.len)
		return strom_series_colour(h, series);
	return strom_is_highlit(h, series, row) ? h->warm : h->fog;
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

/* ---- Numbers as the edition prints them ---- */

static inline int32_t strom_decimals(const struct strom_chart *h, uint32_t series, uint32_t row)
{
	double n = strom_base_of(h, series, row);
	bool whole = h->field[series].holds == STROM_HOLDS_PERCENT && n >= 0 && n < 1000;
	return whole ? 0 : -1;
}

/* bare: without its unit, which the first value has. What is missing is a dash, what is kept back
 * its sign. */
static inline strom_str strom_value_text(const struct strom_chart *h, uint32_t series, uint32_t row,
                                         bool bare)
{
	struct strom_datum d = strom_value_at(h, series, row);
	struct strom_number n;
	if (d.null)
		return d.text;
	memset(&n, 0, sizeof n);
	n.size = sizeof n;
	n.column = h->column[series];
	n.value = d.number;
	n.decimals = strom_decimals(h, series, row);
	n.flags = bare ? STROM_NUMBER_BARE : 0;
	return h->c->number(h->job, &n);
}

#ifdef __cplusplus
}
#endif
#endif
