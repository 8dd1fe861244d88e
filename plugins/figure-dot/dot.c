/* figure-dot: a dot for each number, on one scale. Two in a row are joined by a bar: what lies
 * between them is what the chart is about. The scale need not begin at zero, so it always stands
 * there. */
#include <strom/figure_help.h>

#define PITCH STROM_PT(15)
#define FIRST STROM_PT(3.1)
#define LAST STROM_PT(3.6)
enum { MOST_ROWS = 120, MOST_DOTS = 3, NAMES = 34 };

static const struct strom_option zero_option = {
        .size = sizeof zero_option,
        .type = STROM_TYPE_BOOL,
        .name = "zero",
        .help = "Whether the scale begins at zero.",
        .fallback = "true",
};
static const struct strom_option values_option = {
        .size = sizeof values_option,
        .type = STROM_TYPE_BOOL,
        .name = "values",
        .help = "Whether each dot has its number beside it.",
        .fallback = "true",
};
static const struct strom_option scale_option = STROM_OPTION_SCALE,
                                 highlight_option = STROM_OPTION_HIGHLIGHT,
                                 small_option = STROM_OPTION_SMALL_BASE;
static const struct strom_option *const options[] = {
        &zero_option, &values_option, &scale_option, &highlight_option, &small_option, NULL};

struct dots {
	struct strom_chart h;
	struct strom_scale scale;
	bool values, above; /* names stand above their dots */
	strom_len names, left, room, top;
};

static strom_len at(const struct dots *d, double value)
{
	return d->left + strom_along(&d->scale, value, d->room);
}

/* ---- Places ---- */

static strom_len widest_value(const struct dots *d)
{
	strom_len most = 0;
	for (uint32_t r = 0; r < d->h.rows && d->values; r++)
		for (uint32_t s = 0; s < d->h.series; s++) {
			strom_len w = strom_width_of(&d->h, "figure-value",
			                             strom_value_text(&d->h, s, r, r || s),
			                             STROM_TEXT_BOLD);
			most = w > most ? w : most;
		}
	return most;
}

static void place(struct dots *d)
{
	const struct strom_chart *h = &d->h;
	strom_len value = widest_value(d) + LAST + STROM_PT(4);
	d->above = strom_names_cut(h, NAMES);
	d->names = d->above ? h->width : strom_names_width(h, NAMES);
	d->left = (d->above ? 0 : d->names + STROM_PT(6)) + (h->series > 1 ? value : LAST);
	d->room = h->width - d->left - value;
}

static strom_len row_height(const struct dots *d, uint32_t r)
{
	strom_len name = strom_name_height(&d->h, r, d->names);
	if (d->above)
		return name + PITCH;
	return name + STROM_PT(4) > PITCH ? name + STROM_PT(4) : PITCH;
}

/* ---- A row ---- */

static void put_value(const struct dots *d, uint32_t s, uint32_t r, strom_len x, strom_len y,
                      bool end, bool bold)
{
	struct strom_words w =
	        strom_words_in(&d->h, "figure-value", strom_value_text(&d->h, s, r, r != 0), 0, 1);
	w.anchor = end ? STROM_ANCHOR_START : STROM_ANCHOR_END;
	w.flags = bold ? STROM_TEXT_BOLD : 0;
	w.halo = STROM_PT(1); /* where it stands on a line of the grid */
	strom_put(&d->h, &w, x + (end ? LAST + STROM_PT(3) : -LAST - STROM_PT(3)), y);
}

static void put_missing(const struct dots *d, uint32_t s, uint32_t r, strom_len y)
{
	struct strom_words w =
	        strom_words_in(&d->h, "figure-value", strom_value_text(&d->h, s, r, true), 0, 1);
	w.colour = d->h.muted;
	strom_put(&d->h, &w, d->left + STROM_PT(4), y);
}

static strom_len value_end(const struct dots *d, uint32_t s, uint32_t r)
{
	double low, high, v = strom_value_at(&d->h, s, r).number;
	if (d->h.series == 1 && strom_bounds(&d->h, s, r, &low, &high) && high > v)
		v = high;
	return at(d, v);
}

static void put_row(const struct dots *d, uint32_t r, strom_len y)
{
	uint32_t first = strom_outer(&d->h, r, false), last = strom_outer(&d->h, r, true),
	         n = d->h.series;
	struct strom_level level = {&d->h, &d->scale, d->left, d->room};
	strom_level_dots(&level, r, y, LAST);
	for (uint32_t s = 0; s < n; s++)
		if (strom_value_at(&d->h, s, r).null && (n == 1 || first == n))
			put_missing(d, s, r, y);
	if (!d->values || last == n)
		return;
	bool claim = n < 2 || last == n - 1;
	strom_about(&d->h, last, r);
	put_value(d, last, r, value_end(d, last, r), y, true,
	          n > 1 ? claim : strom_is_highlit(&d->h, last, r));
	strom_about(&d->h, first, r);
	if (first != last)
		put_value(d, first, r, at(d, strom_value_at(&d->h, first, r).number), y, false,
		          !claim);
}

/* ---- What the dots are: above the first row, or a key ---- */

static bool heads_fit(const struct dots *d, strom_len *at_x)
{
	const struct strom_chart *h = &d->h;
	strom_len wide[2];
	for (uint32_t s = 0; s < 2; s++) {
		if (strom_value_at(h, s, 0).null)
			return false;
		wide[s] = strom_width_of(h, "figure-label", h->field[s].title, STROM_TEXT_BOLD);
		at_x[s] = at(d, strom_value_at(h, s, 0).number);
	}
	uint32_t low = at_x[0] <= at_x[1] ? 0 : 1;
	strom_len least = (wide[0] + wide[1]) / 2 + h->size, apart = at_x[!low] - at_x[low];
	if (apart < least) {
		at_x[low] -= (least - apart) / 2;
		at_x[!low] += (least - apart + 1) / 2;
	}
	for (uint32_t s = 0; s < 2; s++)
		if (at_x[s] - wide[s] / 2 < (d->above ? 0 : d->names / 2) ||
		    at_x[s] + wide[s] / 2 > h->width)
			return false;
	return apart > least / 3;
}

static strom_len put_heads(const struct dots *d)
{
	const struct strom_chart *h = &d->h;
	strom_len x[2];
	if (h->series == 1)
		return 0;
	if (h->series > 2)
		return strom_key_put(h, STROM_KEY_DOT, 0);
	if (!heads_fit(d, x)) {
		strom_len y = 0;
		for (uint32_t s = 0; s < 2; s++) {
			struct strom_words w = strom_words_in(h, "figure-label", h->field[s].title,
			                                      h->width - STROM_PT(14), 2);
			strom_len high = strom_measure(h, &w).height + STROM_PT(2);
			h->c->marker(h->job, LAST, y + h->size * 3 / 4, s ? LAST : FIRST,
			             s ? STROM_MARKER_DOT : STROM_MARKER_RING,
			             strom_dot_colour(&d->h, s, 0), s);
			w.vertical = STROM_VERTICAL_TOP;
			strom_put(h, &w, STROM_PT(14), y);
			y += high;
		}
		return y + STROM_PT(4);
	}
	for (uint32_t s = 0; s < 2; s++) {
		struct strom_words w = strom_words_in(h, "figure-label", h->field[s].title, 0, 1);
		w.anchor = STROM_ANCHOR_MIDDLE;
		w.flags = s ? STROM_TEXT_BOLD : 0;
		w.colour = s ? strom_dot_colour(&d->h, s, 0) : h->muted;
		strom_put(h, &w, x[s], h->size * 6 / 10);
	}
	return h->size * 3 / 2;
}

/* ---- ---- */

static bool check(const struct dots *d)
{
	if (d->h.series > MOST_DOTS)
		return strom_error(d->h.job, strom_chart_nowhere(), "dot/columns",
		                   "more than three dots stand in a row",
		                   "Show two of them, or each in a chart of its own: type: "
		                   "multiples.");
	if (d->h.rows > MOST_ROWS)
		return strom_error(d->h.job, strom_cell_at(&d->h, MOST_ROWS, 0).pos, "dot/rows",
		                   "the query has more than 120 rows",
		                   "Show the largest, and put the rest together in one row.");
	return true;
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct dots d = {.above = false};
	double low = 0, high = 0;
	if (!strom_chart_begin(&d.h, job, canvas, "dot", STROM_SERIES) || !check(&d))
		return false;
	strom_chart_names(&d.h);
	d.values = strom_option_int(job, "values", 1);
	strom_range(&d.h, false, &low, &high);
	d.scale = strom_scale_of(&d.h, d.h.column[0], low, high, d.h.wide ? 5 : 3,
	                         strom_option_int(job, "zero", 1));
	place(&d);
	d.top = put_heads(&d);
	strom_len bottom = d.top, y = d.top;
	for (uint32_t r = 0; r < d.h.rows; r++)
		bottom += row_height(&d, r);
	strom_len end = strom_axis_level(&d.h, &d.scale, d.left, d.room, d.top, bottom);
	for (uint32_t r = 0; r < d.h.rows; r++) {
		strom_len high_of = row_height(&d, r), name = strom_name_height(&d.h, r, d.names);
		strom_about(&d.h, UINT32_MAX, r);
		strom_name_put(&d.h, r, d.names, d.above ? y + name / 2 : y + high_of / 2, false);
		put_row(&d, r, d.above ? y + name + PITCH / 2 - STROM_PT(2) : y + high_of / 2);
		y += high_of;
	}
	strom_about_none(&d.h);
	return strom_chart_end(&d.h, end);
}

static const struct strom_figure figure = {
        .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED};

static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "dot",
        .version = "0.1.0",
        .summary = "Dots on one scale: one a row, two joined by a bar, or three",
        .options = options,
        .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
