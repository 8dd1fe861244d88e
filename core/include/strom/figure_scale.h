/* Scales with round ticks, of <strom/figure_help.h>, which includes this. */
#ifndef STROM_FIGURE_SCALE_H
#define STROM_FIGURE_SCALE_H

#include <strom/figure_series.h>

#ifdef __cplusplus
extern "C" {
#endif

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
	n.decimals = n.value == 0 && s->decimals > 3 ? 0 : s->decimals;
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

#ifdef __cplusplus
}
#endif
#endif
