/* figure-bar: the first column names the rows, each other one is a series of bars, or a part of
 * one.
 *
 * The scale always begins at zero: a bar's length is the number. Where values are printed at the
 * bars there is no axis, since it would say the same thing less exactly; where values would stand
 * in one another's way there is an axis instead. */
#include "bar.h"

enum { MOST_ROWS = 200, MOST_GROUPED = 3 };

static const struct strom_option orientation_option = {
        .size = sizeof orientation_option,
        .type = STROM_TYPE_CHOICE,
        .name = "orientation",
        .help = "Which way the bars lie: upright ones are for time.",
        .fallback = "horizontal",
        .choices = "horizontal,vertical",
};
static const struct strom_option form_option = {
        .size = sizeof form_option,
        .type = STROM_TYPE_CHOICE,
        .name = "form",
        .help = "Series beside each other, as parts of one bar, of bars of one length, or to two "
                "sides.",
        .fallback = "grouped",
        .choices = "grouped,stacked,full,diverging",
};
static const struct strom_option stacked_option = {
        .size = sizeof stacked_option,
        .type = STROM_TYPE_BOOL,
        .name = "stacked",
        .help = "Whether the series of a row share one bar: the same as form: stacked.",
        .fallback = "false",
};
static const struct strom_option values_option = {
        .size = sizeof values_option,
        .type = STROM_TYPE_BOOL,
        .name = "values",
        .help = "Whether each bar has its number beside it, instead of an axis.",
        .fallback = "true",
};
static const struct strom_option height_option = {
        .size = sizeof height_option,
        .type = STROM_TYPE_LEN,
        .name = "height",
        .help = "The height of the plot, for vertical bars.",
        .fallback = "45mm",
        .min = 40,
        .max = 2000,
};
static const struct strom_option from_option = {
        .size = sizeof from_option,
        .type = STROM_TYPE_REAL,
        .name = "from",
        .help = "Where the scale begins: nowhere but at 0, for a bar's length is its number.",
        .fallback = "0",
};
static const struct strom_option scale_option = STROM_OPTION_SCALE,
                                 highlight_option = STROM_OPTION_HIGHLIGHT,
                                 small_option = STROM_OPTION_SMALL_BASE;
static const struct strom_option *const options[] = {
        &orientation_option, &form_option,  &stacked_option,   &values_option, &height_option,
        &from_option,        &scale_option, &highlight_option, &small_option,  NULL};

/* ---- Numbers ---- */

static double row_sum(const struct bars *b, uint32_t row)
{
	double sum = 0;
	for (uint32_t s = 0; s < b->h.series; s++)
		sum += strom_value_at(&b->h, s, row).number;
	return sum;
}

double bar_number(const struct bars *b, uint32_t series, uint32_t row)
{
	struct strom_datum d = strom_value_at(&b->h, series, row);
	if (b->form != FULL)
		return d.null ? 0 : d.number;
	double sum = row_sum(b, row);
	return d.null || sum == 0 ? 0 : d.number / sum;
}

/* ---- Parts ---- */

static void value_inside(const struct bars *b, uint32_t series, uint32_t row, strom_len x,
                         strom_len y, strom_len along, strom_len high)
{
	const struct strom_chart *h = &b->h;
	struct strom_words w = strom_words_in(
	        h, "figure-value", strom_value_text(h, series, row, row || series), 0, 1);
	if (!b->values || strom_measure(h, &w).width + STROM_PT(4) > along ||
	    high < h->size * 11 / 10)
		return;
	w.anchor = STROM_ANCHOR_MIDDLE;
	w.on = strom_small_base(h, series, row) ? h->paper : strom_series_colour(h, series);
	strom_put(h, &w, x, y);
}

/* Pale parts need no outline: what stands beside them, and the key, show where they end. */
static void put_part(const struct strom_chart *h, strom_len x, strom_len y, strom_len w,
                     strom_len high, strom_colour colour, bool hatched)
{
	if (hatched) {
		strom_bar(h, x, y, w, high, colour, true);
	} else if (w && high) {
		strom_path_box(h, x, y, w, high);
		h->c->fill(h->job, colour);
	}
}

/* Parts are told apart by a strip of paper as well as by their colours; each ends where its value
 * is, so that it gives way at its start. */
strom_len bar_part(const struct bars *b, uint32_t series, uint32_t row, strom_len from, strom_len y,
                   strom_len length, strom_len thick, bool upright)
{
	const struct strom_chart *h = &b->h;
	strom_len size = length < 0 ? -length : length, gap = size > 2 * PART_GAP ? PART_GAP : 0;
	strom_len begins = from + (length < 0 ? -gap : gap), left = length < 0 ? from - size : from;
	strom_colour colour = strom_series_colour(h, series);
	strom_len shown = length < 0 ? length + gap : length - gap;
	bool hatched = strom_small_base(h, series, row);
	if (upright) {
		put_part(h, y, begins, thick, shown, colour, hatched);
		value_inside(b, series, row, y + thick / 2, left + size / 2, thick, size);
	} else {
		put_part(h, begins, y, shown, thick, colour, hatched);
		value_inside(b, series, row, left + size / 2, y + thick / 2, size, thick);
	}
	return from + length;
}

/* ---- ---- */

static bool negative_in_full(struct bars *b)
{
	for (uint32_t r = 0; r < b->h.rows; r++)
		for (uint32_t s = 0; s < b->h.series; s++) {
			struct strom_datum d = strom_value_at(&b->h, s, r);
			if (!d.null && d.number < 0)
				return strom_chart_error(&b->h, d.pos, "negative-part",
				                         "a part of a whole is negative",
				                         "Negative numbers stand in form: grouped "
				                         "or form: stacked.");
		}
	return true;
}

static bool check(struct bars *b, bool upright)
{
	const struct strom_chart *h = &b->h;
	struct strom_value from = STROM_VALUE_INIT;
	if (h->job->host->option(h->job, "from", &from) && from.real != 0)
		return strom_error(h->job, from.pos, "bar/truncated",
		                   "the bars would not begin at zero",
		                   "A bar's length is its number: type: dot compares numbers that "
		                   "are far from zero.");
	if (h->rows > MOST_ROWS)
		return strom_error(h->job, strom_cell_at(h, MOST_ROWS, 0).pos, "bar/rows",
		                   "the query has more than 200 rows",
		                   "Show the largest, and put the rest together in one row.");
	if (b->form == GROUPED && h->series > MOST_GROUPED)
		return strom_error(h->job, strom_chart_nowhere(), "bar/columns",
		                   "more than three bars stand beside each other",
		                   "Use form: stacked or full, type: line for time, or type: "
		                   "multiples.");
	if (b->form == DIVERGING && upright)
		return strom_error(h->job, strom_chart_nowhere(), "bar/upright",
		                   "bars to two sides stand upright",
		                   "Leave the orientation away: they lie.");
	if (b->form == FULL || b->form == DIVERGING)
		return negative_in_full(b);
	return true;
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct bars b = {.form = GROUPED};
	if (!strom_chart_begin(&b.h, job, canvas, "bar", STROM_SERIES))
		return false;
	bool upright = strom_option_choice(job, &orientation_option) == 1;
	b.form = (enum form)strom_option_choice(job, &form_option);
	if (b.form == GROUPED && strom_option_int(job, "stacked", 0))
		b.form = STACKED;
	if (b.h.series == 1 && b.form != FULL)
		b.form = GROUPED;
	if (b.form == DIVERGING && b.h.scale == STROM_PALETTE_CATEGORIES)
		b.h.scale = STROM_PALETTE_DIVERGING;
	b.values = strom_option_int(job, "values", 1);
	if (!check(&b, upright))
		return false;
	strom_chart_names(&b.h);
	if (b.h.series > 1)
		b.top = strom_key_put(&b.h, STROM_KEY_BOX, 0);
	return upright ? bar_upright(&b) : bar_level(&b);
}

static const struct strom_figure figure = {
        .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED};

static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "bar",
        .version = "0.2.0",
        .summary = "Bars: grouped, stacked, of one length, or to two sides",
        .options = options,
        .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
