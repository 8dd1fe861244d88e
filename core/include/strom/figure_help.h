/* What most charts do in the same way, compiled into the plugin: rows as series, scales with round
 * ticks, names that give way, keys, labels that push each other apart, what is missing or counts
 * too few, notes below.
 *
 * All of it goes through struct strom_canvas: where it does not fit, call that, or copy from here.
 * A drawing begins with strom_chart_begin, goes down the page from y = 0, and ends with
 * strom_chart_end. Errors have the plugin's name before them: "bar/rows". How it reads cells, and
 * paints words, rules and bars is in figure_chart.h, with the options that charts share: one that a
 * plugin does not list is as if nothing were said. Rows as series, and their numbers, are in
 * figure_series.h, times in figure_time.h. A chart of other columns begins with strom_chart_open.
 */
#ifndef STROM_FIGURE_HELP_H
#define STROM_FIGURE_HELP_H

#include <strom/figure_series.h>
#include <strom/figure_time.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Scales ---- */

/* From low to high, which are ticks: multiples of 1, 2, 2.5 or 5 and a power of ten. */
struct strom_scale {
	double low, high, step;
	uint32_t ticks;
	int32_t decimals;
	uint32_t column;
};

static inline double strom_floor(double v)
{
	double whole;
	if (v > 9e15 || v < -9e15)
		return v;
	whole = (double)(int64_t)v;
	return whole > v ? whole - 1 : whole;
}

/* The least round step with which a range takes no more than so many. */
static inline double strom_round_step(double range, uint32_t steps, bool whole)
{
	static const double round[] = {1, 2, 2.5, 5, 10};
	double power = 1;
	int i = 0;
	while (power * 10 * steps < range)
		power *= 10;
	while (power * steps >= range && power > 1e-15)
		power /= 10;
	while (i < 4 && (round[i] * power * steps < range * (1 - 1e-9) ||
	                 (whole && round[i] * power - strom_floor(round[i] * power) > 1e-9)))
		i++;
	if (whole && round[i] * power < 1)
		return 1;
	return round[i] * power;
}

/* How many digits behind the point a step needs. A share's count for percents. */
static inline int32_t strom_step_decimals(double step, bool percent)
{
	int32_t n = 0;
	double v = percent ? step * 100 : step;
	while (n < 12 && v - strom_floor(v + 1e-6) > 1e-6 * (v < 1 ? v : 1)) {
		v *= 10;
		n++;
	}
	return n;
}

/* A scale that holds low and high: from zero where these are on both sides of it, or `zero`.
 * steps: how many at most, 3 to 6. */
static inline struct strom_scale strom_scale_of(const struct strom_chart *h, uint32_t column,
                                                double low, double high, uint32_t steps, bool zero)
{
	struct strom_scale s;
	struct strom_field f;
	double n;
	memset(&f, 0, sizeof f);
	f.size = sizeof f;
	h->c->field(h->job, column, &f);
	if (zero) {
		low = low > 0 ? 0 : low;
		high = high < 0 ? 0 : high;
	}
	if (!(high > low)) {
		double beside = low ? (low < 0 ? -low : low) / 2 : 1;
		low -= zero && low >= 0 ? 0 : beside;
		high += zero && high <= 0 && low < 0 ? 0 : beside;
	}
	s.step = strom_round_step(high - low, steps, false);
	for (;;) {
		s.low = strom_floor(low / s.step + 1e-9) * s.step;
		n = -strom_floor(-(high - s.low) / s.step + 1e-9);
		if (n <= steps || n > 1e6)
			break;
		s.step = strom_round_step((high - low) * n / steps * 1.01, steps, false);
	}
	s.ticks = (uint32_t)(n < 1 ? 2 : n + 1);
	s.high = s.low + s.step * (s.ticks - 1);
	s.column = column;
	s.decimals = strom_step_decimals(s.step, f.holds == STROM_HOLDS_PERCENT);
	return s;
}

static inline strom_len strom_along(const struct strom_scale *s, double value, strom_len room)
{
	double share = (value - s->low) / (s->high - s->low);
	return (strom_len)(share * (double)room + (share < 0 ? -0.5 : 0.5));
}

static inline double strom_tick(const struct strom_scale *s, uint32_t i)
{
	double v = s->low + s->step * i;
	return v < s->step * 1e-9 && v > -s->step * 1e-9 ? 0 : v;
}

/* The unit stands at the last tick alone. */
static inline strom_str strom_tick_text(const struct strom_chart *h, const struct strom_scale *s,
                                        uint32_t i)
{
	struct strom_number n;
	memset(&n, 0, sizeof n);
	n.size = sizeof n;
	n.column = s->column;
	n.value = strom_tick(s, i);
	n.decimals = s->decimals;
	n.flags = i + 1 < s->ticks ? STROM_NUMBER_BARE : 0;
	return h->c->number(h->job, &n);
}

/* The least and the most of all series, with their bounds; stacked: of rows' sums. False: nothing
 * has a number. */
static inline bool strom_range(const struct strom_chart *h, bool stacked, double *low, double *high)
{
	uint32_t r, s;
	bool any = false;
	for (r = 0; r < h->rows; r++) {
		double up = 0, down = 0;
		for (s = 0; s < h->series; s++) {
			struct strom_datum d = strom_value_at(h, s, r);
			double a = d.number, b = d.number;
			if (d.null)
				continue;
			if (!stacked)
				strom_bounds(h, s, r, &a, &b);
			if (d.number < 0)
				down += d.number;
			else
				up += d.number;
			a = stacked ? down : a < d.number ? a : d.number;
			b = stacked ? up : b > d.number ? b : d.number;
			*low = !any || a < *low ? a : *low;
			*high = !any || b > *high ? b : *high;
			any = true;
		}
	}
	return any;
}

/* Grid and numbers of a level scale, the numbers below. Returns where what follows begins. */
static inline strom_len strom_axis_level(const struct strom_chart *h, const struct strom_scale *s,
                                         strom_len left, strom_len room, strom_len top,
                                         strom_len bottom)
{
	strom_len last = left - h->width;
	uint32_t i;
	for (i = s->ticks; i-- > 0;) {
		strom_str text = strom_tick_text(h, s, i);
		struct strom_words w = strom_words_in(h, "figure-axis", text, 0, 1);
		strom_len x = left + strom_along(s, strom_tick(s, i), room);
		strom_len half = strom_measure(h, &w).width / 2, at = x;
		bool zero = strom_tick(s, i) == 0;
		strom_rule(h, x, top, x, bottom, zero ? h->text : h->grid,
		           STROM_PT(zero ? 0.7 : 0.35));
		if (at + half > h->width)
			at = h->width - half;
		at = at < half ? half : at;
		if (i + 1 < s->ticks && at + half + h->size / 2 > last)
			continue;            /* no room beside the one before */
		w.anchor = STROM_ANCHOR_MIDDLE;
		strom_put(h, &w, at, bottom + h->size);
		last = at - half;
	}
	return bottom + h->size * 8 / 5;
}

/* Grid and numbers of an upright scale: each number stands on its line, at the start. */
static inline void strom_axis_upright(const struct strom_chart *h, const struct strom_scale *s,
                                      strom_len top, strom_len room, strom_len left,
                                      strom_len right)
{
	strom_len last = top + room + h->size * 4;
	uint32_t i;
	for (i = 0; i < s->ticks; i++) {
		strom_len y = top + room - strom_along(s, strom_tick(s, i), room);
		struct strom_words w =
		        strom_words_in(h, "figure-axis", strom_tick_text(h, s, i), 0, 1);
		bool zero = strom_tick(s, i) == 0;
		strom_rule(h, left, y, right, y, zero ? h->text : h->grid,
		           STROM_PT(zero ? 0.7 : 0.35));
		if (i && last - y < h->size * 3 / 2 && i + 1 < s->ticks)
			continue;
		w.vertical = STROM_VERTICAL_BASELINE;
		if (i || s->low != 0)
			strom_put(h, &w, left, y - h->size * 3 / 10);
		last = y;
	}
}

/* ---- Labels that make room for each other ---- */

/* Moves n places, which are in order, apart by `gap` and within low to high, each as little as that
 * takes: those that meet stand around the middle of where they were. */
static inline void strom_push_apart(strom_len *at, uint32_t n, strom_len gap, strom_len low,
                                    strom_len high)
{
	uint32_t i, pass;
	for (pass = 0; pass < 60; pass++) {
		bool moved = false;
		for (i = 0; i + 1 < n; i++) {
			strom_len over = at[i] + gap - at[i + 1];
			if (over <= 0)
				continue;
			at[i] -= over / 2;
			at[i + 1] += over - over / 2;
			moved = over > 16 || moved;
		}
		if (n && at[0] < low)
			at[0] = low;
		if (n && at[n - 1] > high)
			at[n - 1] = high;
		if (!moved)
			break;
	}
	for (i = 1; i < n; i++)
		if (at[i] < at[i - 1] + gap)
			at[i] = at[i - 1] + gap;
}

/* ---- Names of rows, at the start ---- */

/* How wide the names are, in at most two lines and so much of the width (34: a third). */
static inline strom_len strom_names_width(const struct strom_chart *h, uint32_t percent)
{
	strom_len most = 0, room = h->width * percent / 100;
	uint32_t r;
	for (r = 0; r < h->rows; r++) {
		struct strom_words w = strom_words_in(h, "figure-label", strom_name(h, r), room, 2);
		strom_len wide = strom_measure(h, &w).width;
		most = wide > most ? wide : most;
	}
	return most < room ? most : room;
}

/* Whether some name has no room there, even in two lines: names stand above their rows then. */
static inline bool strom_names_cut(const struct strom_chart *h, uint32_t percent)
{
	strom_len room = h->width * percent / 100;
	uint32_t r;
	for (r = 0; r < h->rows; r++) {
		struct strom_words w = strom_words_in(h, "figure-label", strom_name(h, r), room, 2);
		if (strom_measure(h, &w).shortened)
			return true;
	}
	return false;
}

/* How high a row's name is, in a column so wide. */
static inline strom_len strom_name_height(const struct strom_chart *h, uint32_t row, strom_len room)
{
	struct strom_words w = strom_words_in(h, "figure-label", strom_name(h, row), room, 2);
	return strom_measure(h, &w).height;
}

/* Level in its middle with y, and ending at `end` (else beginning at 0). */
static inline void strom_name_put(const struct strom_chart *h, uint32_t row, strom_len room,
                                  strom_len y, bool end)
{
	struct strom_words w = strom_words_in(h, "figure-label", strom_name(h, row), room, 2);
	w.anchor = end ? STROM_ANCHOR_END : STROM_ANCHOR_START;
	w.halo = room == h->width ? STROM_PT(1.5) : 0;   /* it may stand on lines of a grid */
	strom_put(h, &w, end ? room : 0, y);
}

/* ---- Shapes ---- */

/* Four curves: 0.5523 of the radius is as near to a circle as they come. */
static inline void strom_path_circle(const struct strom_chart *h, strom_len x, strom_len y,
                                     strom_len r)
{
	strom_len k = r * 5523 / 10000;
	h->c->move(h->job, x + r, y);
	h->c->curve(h->job, x + r, y + k, x + k, y + r, x, y + r);
	h->c->curve(h->job, x - k, y + r, x - r, y + k, x - r, y);
	h->c->curve(h->job, x - r, y - k, x - k, y - r, x, y - r);
	h->c->curve(h->job, x + k, y - r, x + r, y - k, x + r, y);
	h->c->close(h->job);
}

/* ---- The key: what the series are called, one after the other, in lines ---- */

enum strom_key { STROM_KEY_BOX = 0, STROM_KEY_LINE = 1, STROM_KEY_DOT = 2 };

static inline void strom_key_sign(const struct strom_chart *h, uint32_t series, uint32_t kind,
                                  strom_len x, strom_len y, strom_len w)
{
	strom_colour colour = strom_series_colour(h, series);
	if (kind == STROM_KEY_BOX)
		strom_bar(h, x, y - w / 2, w, w, colour, false);
	else if (kind == STROM_KEY_LINE)
		strom_rule(h, x, y, x + w, y, colour, STROM_PT(1.7));
	else
		h->c->marker(h->job, x + w / 2, y, w / 2, STROM_MARKER_SERIES, colour, series);
}

/* From y on; returns where what follows begins. */
static inline strom_len strom_key_put(const struct strom_chart *h, uint32_t kind, strom_len y)
{
	strom_len x = 0, line = h->size * 8 / 5;
	strom_len sign = kind == STROM_KEY_LINE ? h->size * 2 : h->size * 4 / 5;
	strom_len gap = h->size / 2;
	uint32_t s;
	for (s = 0; s < h->series; s++) {
		struct strom_words w = strom_words_in(h, "figure-label", h->field[s].title,
		                                      h->width - sign - gap, 1);
		strom_len wide = sign + gap + strom_measure(h, &w).width;
		if (x && x + wide > h->width) {
			x = 0;
			y += line;
		}
		strom_key_sign(h, s, kind, x, y + line / 2, sign);
		strom_put(h, &w, x + sign + gap, y + line / 2);
		x += wide + h->size * 3 / 2;
	}
	return y + line + STROM_PT(4);
}

/* ---- The end: notes, the height ---- */

/* The series that rows are in the order of, from the most or from the least; the number of series:
 * they are in no such order. */
static inline uint32_t strom_ordered_by(const struct strom_chart *h)
{
	uint32_t s, r;
	for (s = 0; s < h->series && h->rows > 2; s++) {
		bool up = true, down = true;
		for (r = 1; r < h->rows; r++) {
			struct strom_datum a = strom_value_at(h, s, r - 1);
			struct strom_datum b = strom_value_at(h, s, r);
			up = up && !a.null && !b.null && a.number <= b.number;
			down = down && !a.null && !b.null && a.number >= b.number;
		}
		if (up != down)
			return s;
	}
	return h->series;
}

static inline strom_len strom_note_put(const struct strom_chart *h, strom_str text, strom_len y)
{
	struct strom_words w = strom_words_in(h, "figure-note", text, h->width, 0);
	struct strom_extent e;
	if (!text.len)
		return y;
	memset(&e, 0, sizeof e);
	e.size = sizeof e;
	w.vertical = STROM_VERTICAL_TOP;
	h->c->label(h->job, 0, y, &w, &e);
	return y + e.height;
}

/* What hatched marks are, where there are any; returns where what follows begins. */
static inline strom_len strom_small_note_put(const struct strom_chart *h, strom_len y)
{
	if (!h->small_seen)
		return y;
	return strom_note_put(h, strom_word_with(h, "chart-small-base", "{n}", STROM_S("10")),
	                      y + STROM_PT(4));
}

/* Says what rows are in the order of, and what hatched marks are, and how high the figure is. */
static inline bool strom_chart_end(const struct strom_chart *h, strom_len y)
{
	uint32_t order = h->series > 1 ? strom_ordered_by(h) : h->series;
	/* Who names a source says what there is to say. */
	if (order < h->series && !h->c->said(h->job, STROM_SAID_SOURCE).len)
		y = strom_note_put(h, strom_word_with(h, "chart-order", "{text}",
		                                      h->field[order].title),
		                   y + STROM_PT(4));
	h->c->height(h->job, strom_small_note_put(h, y));
	return true;
}

#ifdef __cplusplus
}
#endif
#endif
