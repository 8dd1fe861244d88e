/* figure-line: numbers over time, a line for each series; or areas on each other, from zero.
 * Columns that bound a series draw a band around its line. */
#include "line.h"

enum { MOST_ROWS = 2000 };

static const struct strom_option form_option = {
        .size = sizeof form_option,
        .type = STROM_TYPE_CHOICE,
        .name = "form",
        .help = "Lines, or areas that stand on each other.",
        .fallback = "lines",
        .choices = "lines,area",
};
static const struct strom_option zero_option = {
        .size = sizeof zero_option,
        .type = STROM_TYPE_BOOL,
        .name = "zero",
        .help = "Whether the scale begins at zero; that of areas always does.",
        .fallback = "true",
};
static const struct strom_option height_option = {
        .size = sizeof height_option,
        .type = STROM_TYPE_LEN,
        .name = "height",
        .help = "The height of the plot; without it half of its width.",
        .min = 40,
        .max = 2000,
};
static const struct strom_option scale_option = STROM_OPTION_SCALE,
                                 highlight_option = STROM_OPTION_HIGHLIGHT,
                                 small_option = STROM_OPTION_SMALL_BASE;
static const struct strom_option *const options[] = {
        &form_option,  &zero_option, &height_option, &scale_option, &highlight_option,
        &small_option, NULL};

strom_colour line_ink(const struct lines *l, uint32_t series)
{
	strom_colour c = strom_series_colour(&l->h, series);
	uint32_t light = 2126u * c.r * c.r + 7152u * c.g * c.g + 722u * c.b * c.b;
	return light > 3000u * 65025u ? l->h.text : c;
}

/* ---- Lines ---- */

static double last_number(const struct lines *l, uint32_t s)
{
	for (uint32_t r = l->h.rows; r-- > 0;)
		if (!strom_value_at(&l->h, s, r).null)
			return strom_value_at(&l->h, s, r).number;
	return 0;
}

/* ---- Areas ---- */

static double sum_to(const struct lines *l, uint32_t series, uint32_t r)
{
	double sum = 0;
	for (uint32_t s = 0; s < series; s++)
		sum += strom_value_at(&l->h, s, r).number;
	return sum;
}

static void put_area(const struct lines *l, uint32_t s)
{
	const struct strom_chart *h = &l->h;
	for (uint32_t r = 0; r < h->rows; r++) {
		strom_about(h, s, r);
		(r ? h->c->line : h->c->move)(h->job, lines_x(l, r),
		                              lines_y(l, sum_to(l, s + 1, r)));
	}
	for (uint32_t r = h->rows; r-- > 0;) {
		strom_about(h, s, r);
		h->c->line(h->job, lines_x(l, r), lines_y(l, sum_to(l, s, r)));
	}
	h->c->close(h->job);
	h->c->fill(h->job, strom_series_colour(h, s));
	strom_about_none(h);
	for (uint32_t r = 0; r < h->rows && s + 1 < h->series; r++)
		(r ? h->c->line : h->c->move)(h->job, lines_x(l, r),
		                              lines_y(l, sum_to(l, s + 1, r)));
	if (s + 1 < h->series)
		h->c->stroke(h->job, h->paper, STROM_PT(0.75));
}

static bool check_area(const struct lines *l)
{
	for (uint32_t r = 0; r < l->h.rows && l->area; r++)
		for (uint32_t s = 0; s < l->h.series; s++) {
			struct strom_datum d = strom_value_at(&l->h, s, r);
			if (d.null || d.number < 0)
				return strom_error(
				        l->h.job, d.pos, "line/area",
				        "an area stands on a number that is missing or "
				        "negative",
				        "Draw lines: they break where nothing is known.");
		}
	return true;
}

/* ---- ---- */

static bool check(const struct lines *l)
{
	if (l->h.rows > MOST_ROWS)
		return strom_error(l->h.job, strom_cell_at(&l->h, MOST_ROWS, 0).pos, "line/rows",
		                   "the query has more than 2000 rows",
		                   "Group them by month or year.");
	return check_area(l);
}

/* Areas would hide the numbers at the start, which lines leave to be read. */
static strom_len ticks_width(const struct lines *l)
{
	strom_len most = 0;
	for (uint32_t i = 0; i < l->scale.ticks; i++) {
		strom_len w = strom_width_of(&l->h, "figure-axis",
		                             strom_tick_text(&l->h, &l->scale, i), 0);
		most = w > most ? w : most;
	}
	return most + STROM_PT(4);
}

static void place(struct lines *l)
{
	double low = 0, high = 0;
	strom_range(&l->h, l->area, &low, &high);
	l->scale = strom_scale_of(&l->h, l->h.column[0], low, high, l->h.wide ? 5 : 3,
	                          l->area || strom_option_int(l->h.job, "zero", 1));
	l->left = l->area ? ticks_width(l) : STROM_PT(4);
	l->width = l->h.width - l->left - line_ends_width(l);
	strom_len half = l->h.wide ? l->width / 2 : l->width * 9 / 16;
	l->room = strom_option_int(l->h.job, "height", half);
	l->top = l->h.size * 3 / 2;
}

/* The line that ends highest lies on top. */
static void put_lines(const struct lines *l)
{
	bool done[STROM_SERIES] = {false};
	for (uint32_t n = 0; n < l->h.series; n++) {
		uint32_t low = STROM_SERIES;
		for (uint32_t s = 0; s < l->h.series; s++)
			if (!done[s] &&
			    (low == STROM_SERIES || last_number(l, s) < last_number(l, low)))
				low = s;
		done[low] = true;
		lines_put(l, low, strom_series_colour(&l->h, low),
		          l->h.series > 1 ? STROM_PT(0.8) : 0);
	}
}

static void put_series(const struct lines *l)
{
	for (uint32_t s = 0; s < l->h.series; s++) {
		if (l->area)
			put_area(l, s);
		else
			lines_band_put(l, s, strom_series_colour(&l->h, s));
	}
	if (!l->area)
		put_lines(l);
}

/* An empty plot would look like a fault of the page. */
static void put_nothing(const struct lines *l)
{
	struct strom_words w =
	        strom_words_in(&l->h, "figure-note", l->h.c->word(l->h.job, "no-data"), 0, 1);
	w.anchor = STROM_ANCHOR_MIDDLE;
	w.halo = STROM_PT(1.5);
	if (!strom_chart_has_numbers(&l->h))
		strom_put(&l->h, &w, l->left + l->width / 2, l->top + l->room / 2);
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct lines l = {.area = false};
	if (!strom_chart_begin(&l.h, job, canvas, "line", STROM_SERIES))
		return false;
	l.area = strom_option_choice(job, &form_option) == 1;
	if (!check(&l) || !lines_times(&l))
		return false;
	place(&l);
	strom_axis_upright(&l.h, &l.scale, l.top, l.room, 0, l.left + l.width);
	put_series(&l);
	put_nothing(&l);
	line_ends_put(&l);
	strom_len y = line_axis_put(&l);
	if (l.h.series > 1 && !l.names)
		y = strom_key_put(&l.h, l.area ? STROM_KEY_BOX : STROM_KEY_LINE, y + STROM_PT(2));
	return strom_chart_end(&l.h, y);
}

static const struct strom_figure figure = {
        .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED};

static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "line",
        .version = "0.1.0",
        .summary = "Lines over time, areas on each other, bands of what is sure",
        .options = options,
        .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
