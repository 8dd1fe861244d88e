/* A row's bars and dots on a level scale, of <strom/figure_help.h>, which includes this. */
#ifndef STROM_FIGURE_MARKS_H
#define STROM_FIGURE_MARKS_H

#include <strom/figure_scale.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A level scale in its place. */
struct strom_level {
	const struct strom_chart *h;
	const struct strom_scale *scale;
	strom_len left, room;
};

static inline strom_len strom_level_at(const struct strom_level *l, double value)
{
	return l->left + strom_along(l->scale, value, l->room);
}

/* One below the other from y on, from zero, with what they lie between. Hatched: it counts too
 * few. */
static inline void strom_level_bars(const struct strom_level *l, uint32_t row, strom_len y,
                                    strom_len thick, strom_len between)
{
	const struct strom_chart *h = l->h;
	strom_len zero = strom_level_at(l, 0);
	uint32_t s;
	for (s = 0; s < h->series; s++, y += thick + between) {
		struct strom_datum d = strom_value_at(h, s, row);
		double low, high;
		strom_about(h, s, row);
		if (!d.null)
			strom_bar(h, zero, y, strom_level_at(l, d.number) - zero, thick,
			          strom_colour_at(h, s, row), strom_small_base(h, s, row));
		if (strom_bounds(h, s, row, &low, &high))
			strom_whisker(h, strom_level_at(l, low), y + thick / 2,
			              strom_level_at(l, high), y + thick / 2);
	}
}

/* The series of a row that lies farthest to the start, or to the end; the number of series: none
 * has a number. */
static inline uint32_t strom_outer(const struct strom_chart *h, uint32_t row, bool end)
{
	uint32_t found = h->series, s;
	double most = 0;
	for (s = 0; s < h->series; s++) {
		struct strom_datum v = strom_value_at(h, s, row);
		if (v.null || (found < h->series && (end ? v.number < most : v.number >= most)))
			continue;
		found = s;
		most = v.number;
	}
	return found;
}

/* Two are of one colour, the first of them open: what lies between is what they are about. */
static inline strom_colour strom_dot_colour(const struct strom_chart *h, uint32_t series,
                                            uint32_t row)
{
	if (h->series == 2 && h->scale == STROM_PALETTE_CATEGORIES && !h->highlight.len)
		return h->accent;
	return strom_colour_at(h, series, row);
}

/* A row's dots, with what they lie between: their bounds, and a bar from the first to the last. */
static inline void strom_level_dots(const struct strom_level *l, uint32_t row, strom_len y,
                                    strom_len radius)
{
	const struct strom_chart *h = l->h;
	uint32_t s, first = strom_outer(h, row, false), last = strom_outer(h, row, true);
	double low, high;
	strom_about(h, UINT32_MAX, row);
	for (s = 0; s < h->series; s++)
		if (strom_bounds(h, s, row, &low, &high))
			strom_rule(h, strom_level_at(l, low), y, strom_level_at(l, high), y,
			           h->text, STROM_PT(0.7));
	if (first < h->series && first != last)
		strom_rule(h, strom_level_at(l, strom_value_at(h, first, row).number), y,
		           strom_level_at(l, strom_value_at(h, last, row).number), y, h->fog,
		           radius * 11 / 18);
	for (s = 0; s < h->series; s++) {
		struct strom_datum d = strom_value_at(h, s, row);
		bool open = h->series == 2 && s == 0;
		uint32_t kind = open || strom_small_base(h, s, row) ? STROM_MARKER_RING
		                : h->series > 2                     ? STROM_MARKER_SERIES
		                                                    : STROM_MARKER_DOT;
		strom_about(h, s, row);
		if (!d.null)
			h->c->marker(h->job, strom_level_at(l, d.number), y,
			             open ? radius * 25 / 24 : radius, kind,
			             strom_dot_colour(h, s, row), s);
	}
}

#ifdef __cplusplus
}
#endif
#endif
