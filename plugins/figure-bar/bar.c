/* figure-bar: categories (the first column) and one or more series of numbers (the others).
 *
 * The scale always begins at zero: a bar's length is the number. Where values are printed at the
 * bars there is no axis, since it would say the same thing less exactly; where values would stand
 * in one another's way there is an axis instead. */
#include "labels.h"

enum { MOST_SERIES = 8 };
#define PART_GAP STROM_PT(0.75)          /* between the parts of a stack */

static const struct strom_option orientation_option = {
        .size = sizeof orientation_option,
        .type = STROM_TYPE_CHOICE,
        .name = "orientation",
        .help = "Which way the bars lie.",
        .fallback = "horizontal",
        .choices = "horizontal,vertical",
};
static const struct strom_option stacked_option = {
	.size = sizeof stacked_option, .type = STROM_TYPE_BOOL, .name = "stacked",
	.help = "Whether the series of a category share one bar.", .fallback = "false",
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
static const struct strom_option *const options[] = {&orientation_option, &stacked_option,
                                                     &values_option, &height_option, NULL};

struct bars {
	struct strom_job *job;
	const struct strom_canvas *c;
	uint32_t rows, series;
	bool stacked, values;
	double low, high, step;          /* the scale: low <= 0 <= high */
	strom_len size, width;           /* of text, of the figure */
	strom_len top;                   /* below the legend */
	strom_len group;                 /* vertical: the room of a category, beside the axis */
	strom_colour text, muted, grid;
};

static strom_colour series_colour(const struct bars *b, uint32_t i)
{
	static const char *const names[MOST_SERIES] = {"series-1", "series-2", "series-3",
	                                               "series-4", "series-5", "series-6",
	                                               "series-7", "series-8"};
	return b->c->colour(b->job, names[i % MOST_SERIES]);
}

static struct strom_datum datum_of(const struct bars *b, uint32_t row, uint32_t column)
{
	struct strom_datum d = {.size = sizeof d};
	if (!b->c->datum(b->job, row, column, &d))
		d.null = 1;
	return d;
}

static double number_of(const struct bars *b, uint32_t row, uint32_t series)
{
	struct strom_datum d = datum_of(b, row, series + 1);
	return d.null ? 0 : d.number;
}

static strom_len width_of(const struct bars *b, strom_str text)
{
	return b->c->text_width(b->job, text, b->size, 0);
}

static void put_text(const struct bars *b, strom_len x, strom_len y, uint32_t anchor,
                     strom_str text, strom_colour colour)
{
	b->c->text(b->job, x, y, anchor, text, b->size, colour, 0);
}

static void put_bar(const struct bars *b, strom_len x, strom_len y, strom_len w, strom_len h,
                    strom_colour colour)
{
	if (w < 0) {
		x += w;
		w = -w;
	}
	if (h < 0) {
		y += h;
		h = -h;
	}
	if (!w || !h)
		return;
	b->c->move(b->job, x, y);
	b->c->line(b->job, x + w, y);
	b->c->line(b->job, x + w, y + h);
	b->c->line(b->job, x, y + h);
	b->c->close(b->job);
	b->c->fill(b->job, colour);
}

static void put_line(const struct bars *b, strom_len x1, strom_len y1, strom_len x2, strom_len y2,
                     strom_colour colour)
{
	b->c->move(b->job, x1, y1);
	b->c->line(b->job, x2, y2);
	b->c->stroke(b->job, colour, STROM_PT(0.5));
}

/* Parts of a stack are told apart by a strip of paper as well as by their colours; each ends where
 * its value is, so that it gives way at its start. */
static strom_len gap_before(const struct bars *b, strom_len zero, strom_len from, strom_len length)
{
	strom_len high = length < 0 ? -length : length;
	if (!b->stacked || from == zero || high <= 2 * PART_GAP)
		return 0;
	return length < 0 ? -PART_GAP : PART_GAP;
}

/* ---- The scale ---- */

static void widen(struct bars *b, double value)
{
	b->low = value < b->low ? value : b->low;
	b->high = value > b->high ? value : b->high;
}

/* A step of 1, 2 or 5 times a power of ten that divides the range in four to eight. */
static double nice_step(double range)
{
	double step = 1;
	while (step * 8 < range)
		step *= 10;
	while (step * 0.8 >= range)
		step /= 10;
	if (step * 1.6 >= range)
		return step / 5;
	return step * 4 >= range ? step / 2 : step;
}

static void scale(struct bars *b)
{
	b->low = b->high = 0;
	for (uint32_t r = 0; r < b->rows; r++) {
		double up = 0, down = 0;
		for (uint32_t s = 0; s < b->series; s++) {
			double v = number_of(b, r, s);
			widen(b, v);
			*(v < 0 ? &down : &up) += v;
		}
		if (b->stacked) {
			widen(b, up);
			widen(b, down);
		}
	}
	if (b->high <= b->low)
		b->high = b->low + 1;
	b->step = nice_step(b->high - b->low);
	/* An axis ends on a step; without one the longest bar takes all the room. */
	if (b->values)
		return;
	double steps = (double)(int64_t)(b->high / b->step);
	b->high = steps * b->step < b->high - b->step * 1e-6 ? (steps + 1) * b->step
	                                                     : steps * b->step;
}

static strom_len along(const struct bars *b, double value, strom_len room)
{
	return (strom_len)(value / (b->high - b->low) * (double)room);
}

/* ---- Names ---- */

/* All of a name is in the attached data and the alternative text, so the figure is printed. */
static void cut(const struct bars *b, const struct label *label, strom_str whole)
{
	struct strom_report r = {.size = sizeof r, .severity = STROM_WARNING};
	if (!label->cut)
		return;
	r.code = STROM_S("bar/long-label");
	r.message = STROM_S("a name has no room in the figure, and is shortened");
	r.hint = STROM_S("Shorten the names in the query's first column and the columns' titles; "
	                 "horizontal bars leave more room for them.");
	b->job->host->report(b->job, &r);
	if (STROM_HAS(b->c, shortened))
		b->c->shortened(b->job, whole);
}

static struct label name_of(const struct bars *b, uint32_t row, strom_len room)
{
	return label_of(b->job, b->c, datum_of(b, row, 0).text, b->size, room, MOST_LABEL_LINES);
}

/* ---- The legend: one line, or more when they do not fit ---- */

static void legend(struct bars *b)
{
	strom_len x = 0, key = b->size * 4 / 5, line = b->size * 3 / 2;
	if (b->series < 2)
		return;
	b->top = line;
	for (uint32_t s = 0; s < b->series; s++) {
		struct strom_field f = {.size = sizeof f};
		b->c->field(b->job, s + 1, &f);
		struct label title =
		        label_of(b->job, b->c, f.title, b->size, b->width - key - b->size / 2, 1);
		strom_len w = key + b->size / 2 + title.width;
		cut(b, &title, f.title);
		if (x && x + w > b->width) {
			x = 0;
			b->top += line;
		}
		put_bar(b, x, b->top - line + b->size / 5, key, key, series_colour(b, s));
		label_put(b->job, b->c, &title, x + key + b->size / 2,
		          b->top - line + b->size * 9 / 10, STROM_ANCHOR_START, b->size, b->text);
		x += w + b->size * 3 / 2;
	}
	b->top += b->size / 2;
}

/* ---- Horizontal ---- */

static strom_len widest_name(const struct bars *b, strom_len room)
{
	strom_len most = 0;
	for (uint32_t r = 0; r < b->rows; r++) {
		struct label name = name_of(b, r, room);
		most = name.width > most ? name.width : most;
		cut(b, &name, datum_of(b, r, 0).text);
	}
	return most;
}

static strom_len widest_value(const struct bars *b)
{
	strom_len most = 0;
	for (uint32_t r = 0; r < b->rows && b->values; r++)
		for (uint32_t s = 0; s < b->series; s++) {
			strom_len w = width_of(b, datum_of(b, r, s + 1).text) + b->size / 2;
			most = w > most ? w : most;
		}
	return b->stacked ? 0 : most;
}

/* The paper's colour on a dark bar, the text's on a light one: by relative luminance (WCAG 2.1),
 * its gamma taken as 2. */
static strom_colour contrast(const struct bars *b, strom_colour on)
{
	double luminance =
	        (0.2126 * on.r * on.r + 0.7152 * on.g * on.g + 0.0722 * on.b * on.b) / 65025;
	return luminance > 0.3 ? b->text : b->c->colour(b->job, "paper");
}

static void value_inside(const struct bars *b, uint32_t series, strom_str text, strom_len x,
                         strom_len w, strom_len y)
{
	if (b->values && width_of(b, text) + b->size / 2 < (w < 0 ? -w : w))
		put_text(b, x + w / 2, y, STROM_ANCHOR_MIDDLE, text,
		         contrast(b, series_colour(b, series)));
}

static void horizontal_row(const struct bars *b, uint32_t r, strom_len zero, strom_len room,
                           strom_len y, strom_len bar)
{
	strom_len up = zero, down = zero;
	for (uint32_t s = 0; s < b->series; s++) {
		struct strom_datum d = datum_of(b, r, s + 1);
		strom_len w = d.null ? 0 : along(b, d.number, room);
		strom_len from = !b->stacked ? zero : w < 0 ? down : up;
		strom_len at = b->stacked ? y : y + (strom_len)s * bar;
		strom_len gap = gap_before(b, zero, from, w);
		put_bar(b, from + gap, at, w - gap,
		        b->stacked || b->series == 1 ? bar : bar * 9 / 10, series_colour(b, s));
		if (b->stacked)
			value_inside(b, s, d.text, from, w, at + bar / 2 + b->size / 3);
		else if (b->values)
			put_text(b, zero + (w > 0 ? w : 0) + b->size / 3,
			         at + bar / 2 + b->size / 3, STROM_ANCHOR_START,
			         d.null ? STROM_S("\xE2\x80\x93") : d.text, b->text);
		*(w < 0 ? &down : &up) += w;
	}
}

static strom_len axis_width(const struct bars *b)
{
	strom_len most = 0;
	for (double v = b->low; !b->values && v <= b->high + b->step / 2; v += b->step) {
		strom_len w = width_of(b, b->c->format(b->job, 1, v)) + b->size / 2;
		most = w > most ? w : most;
	}
	return most;
}

/* Every so many steps have a number, so that each has so much room. */
static int steps_apart(const struct bars *b, strom_len room, strom_len needs)
{
	strom_len step = along(b, b->step, room);
	return step > 0 && needs > step ? (int)((needs + step - 1) / step) : 1;
}

static void horizontal_axis(const struct bars *b, strom_len zero, strom_len room, strom_len bottom)
{
	int first = (int)(b->low / b->step), last = (int)(b->high / b->step + 0.5);
	int apart = steps_apart(b, room, axis_width(b));
	for (int i = first; !b->values && i <= last; i++) {
		strom_len x = zero + along(b, i * b->step, room);
		put_line(b, x, b->top, x, bottom, b->grid);
		if (i % apart == 0)
			put_text(b, x, bottom + b->size * 5 / 4, STROM_ANCHOR_MIDDLE,
			         b->c->format(b->job, 1, i * b->step), b->muted);
	}
}

static strom_len bars_height(const struct bars *b)
{
	strom_len bar = b->series == 1 || b->stacked ? b->size * 13 / 10 : b->size * 11 / 10;
	return b->stacked ? bar : bar * b->series;
}

/* A category's bars and its name, level in the middle. Returns how high both are. */
static strom_len horizontal_category(const struct bars *b, uint32_t r, strom_len names,
                                     strom_len zero, strom_len room, strom_len y)
{
	struct label name = name_of(b, r, b->width * 2 / 5);
	strom_len bars = bars_height(b), text = name.n * label_leading(b->size);
	strom_len high = text > bars ? text : bars;
	label_put(b->job, b->c, &name, names,
	          y + (high - text + label_leading(b->size)) / 2 + b->size / 3, STROM_ANCHOR_END,
	          b->size, b->text);
	horizontal_row(b, r, zero, room, y + (high - bars) / 2,
	               bars / (b->stacked ? 1 : b->series));
	return high;
}

static strom_len names_height(const struct bars *b)
{
	strom_len h = 0, bars = bars_height(b);
	for (uint32_t r = 0; r < b->rows; r++) {
		struct label name = name_of(b, r, b->width * 2 / 5);
		strom_len text = name.n * label_leading(b->size);
		h += (text > bars ? text : bars) + b->size * 3 / 5;
	}
	return h;
}

static bool horizontal(struct bars *b)
{
	strom_len names = widest_name(b, b->width * 2 / 5), left = names + b->size * 3 / 5;
	strom_len room = b->width - left - widest_value(b) - (b->values ? 0 : b->size);
	strom_len zero = left + along(b, -b->low, room), bottom = b->top + names_height(b);
	horizontal_axis(b, zero, room, bottom);
	for (strom_len r = 0, y = b->top + b->size * 3 / 10; r < b->rows; r++)
		y += horizontal_category(b, (uint32_t)r, names, zero, room, y) + b->size * 3 / 5;
	put_line(b, zero, b->top, zero, bottom, b->muted);
	b->c->height(b->job, bottom + (b->values ? b->size / 4 : b->size * 3 / 2));
	return true;
}

/* ---- Vertical ---- */

static void vertical_axis(const struct bars *b, strom_len left, strom_len zero, strom_len room)
{
	int first = (int)(b->low / b->step), last = (int)(b->high / b->step + 0.5);
	int apart = steps_apart(b, room, label_leading(b->size));
	for (int i = first; !b->values && i <= last; i++) {
		strom_len y = zero - along(b, i * b->step, room);
		put_line(b, left, y, b->width, y, b->grid);
		if (i % apart == 0)
			put_text(b, left - b->size / 3, y + b->size / 3, STROM_ANCHOR_END,
			         b->c->format(b->job, 1, i * b->step), b->muted);
	}
}

static void vertical_group(const struct bars *b, uint32_t r, strom_len x, strom_len bar,
                           strom_len zero, strom_len room)
{
	strom_len up = zero, down = zero;
	for (uint32_t s = 0; s < b->series; s++) {
		struct strom_datum d = datum_of(b, r, s + 1);
		strom_len h = d.null ? 0 : along(b, d.number, room),
		          at = b->stacked ? x : x + (strom_len)s * bar;
		strom_len from = !b->stacked ? zero : h < 0 ? down : up;
		put_bar(b, at, from - h, b->stacked || b->series == 1 ? bar : bar * 9 / 10,
		        h - gap_before(b, zero, from, h), series_colour(b, s));
		if (b->values && !b->stacked)
			put_text(b, at + bar / 2, zero - (h > 0 ? h : 0) - b->size / 4,
			         STROM_ANCHOR_MIDDLE, d.null ? STROM_S("\xE2\x80\x93") : d.text,
			         b->text);
		*(h < 0 ? &down : &up) -= h;
	}
}

/* Below the bars; returns how high they are. */
static strom_len vertical_names(const struct bars *b, strom_len left, strom_len y)
{
	uint32_t lines = 1;
	for (uint32_t r = 0; r < b->rows; r++) {
		struct label name = name_of(b, r, b->group - b->size / 3);
		label_put(b->job, b->c, &name, left + b->group * r + b->group / 2, y,
		          STROM_ANCHOR_MIDDLE, b->size, b->text);
		cut(b, &name, datum_of(b, r, 0).text);
		lines = name.n > lines ? name.n : lines;
	}
	return lines * label_leading(b->size);
}

static bool vertical(struct bars *b)
{
	strom_len left = axis_width(b);
	b->group = (b->width - left) / b->rows;
	strom_len bar = b->group * 7 / 10 / (b->stacked ? 1 : (strom_len)b->series);
	strom_len room = strom_option_int(b->job, "height", STROM_MM(45));
	strom_len top = b->top + (b->values ? b->size * 5 / 4 : b->size / 2);
	strom_len zero = top + along(b, b->high, room);
	vertical_axis(b, left, zero, room);
	for (uint32_t r = 0; r < b->rows; r++)
		vertical_group(b, r, left + b->group * r + b->group * 3 / 20, bar, zero, room);
	strom_len names = vertical_names(b, left, top + room + b->size * 5 / 4);
	put_line(b, left, zero, b->width, zero, b->muted);
	b->c->height(b->job, top + room + b->size * 11 / 20 + names);
	return true;
}

/* ---- */

static bool check(const struct bars *b)
{
	struct strom_pos nowhere = {0, 0, 0};
	if (!b->series || b->series > MOST_SERIES)
		return strom_error(b->job, nowhere, "bar/columns",
		                   "the query has no series, or more than eight",
		                   "Its first column names the categories; each other is a series "
		                   "of numbers.");
	if (!b->rows || b->rows > 200)
		return strom_error(b->job, nowhere, "bar/rows",
		                   "the query has no rows, or more than 200",
		                   "Check its conditions, or group the rest into one category.");
	for (uint32_t s = 0; s < b->series; s++) {
		struct strom_field f = {.size = sizeof f};
		b->c->field(b->job, s + 1, &f);
		if (!f.numeric)
			return strom_error(b->job, nowhere, "bar/not-a-number",
			                   "a series holds text",
			                   "All columns but the first must be numbers.");
	}
	return true;
}

/* Whether each value has room beside its bar. */
static bool values_fit(const struct bars *b, bool upright)
{
	strom_len widest = widest_value(b), bar = b->width / b->rows * 7 / 10 / b->series;
	return upright ? b->stacked || widest <= bar : widest < b->width / 4;
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct bars b = {.job = job, .c = canvas};
	b.rows = canvas->rows(job);
	b.series = canvas->columns(job) ? canvas->columns(job) - 1 : 0;
	b.stacked = strom_option_int(job, "stacked", 0);
	b.values = strom_option_int(job, "values", 1);
	b.size = canvas->text_size(job);
	b.width = canvas->width(job);
	b.text = canvas->colour(job, "text");
	b.muted = canvas->colour(job, "muted");
	b.grid = canvas->colour(job, "grid");
	if (!check(&b))
		return false;
	bool upright = *strom_option_text(job, "orientation").ptr == 'v';
	b.values = b.values && values_fit(&b, upright);
	scale(&b);
	legend(&b);
	return upright ? vertical(&b) : horizontal(&b);
}

static const struct strom_figure figure = {.size = sizeof figure, .draw = draw};

static const struct strom_plugin plugin = {
	.size = sizeof plugin, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_FIGURE,
	.name = "bar", .version = "0.1.0",
	.summary = "Bars: categories and one or more series of numbers",
	.options = options, .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
