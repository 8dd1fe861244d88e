/* What most charts do in the same way, compiled into the plugin: rows as series, scales with round
 * ticks, names that give way, keys, labels that push each other apart, what is missing or counts
 * too few, notes below.
 *
 * All of it goes through struct strom_canvas: where it does not fit, call that, or copy from here.
 * A drawing begins with strom_chart_begin, goes down the page from y = 0, and ends with
 * strom_chart_end. Errors have the plugin's name before them: "bar/rows". How it reads cells, and
 * paints words, rules and bars is in figure_chart.h, with the options that charts share: one that a
 * plugin does not list is as if nothing were said. Rows as series, and their numbers, are in
 * figure_series.h, scales in figure_scale.h, bars and dots on them in figure_marks.h, times in
 * figure_time.h. A chart of other columns begins with strom_chart_open.
 *
 * The order of calls: strom_chart_begin; checks of your own, with strom_chart_error at a datum's
 * pos; strom_option_int and its like; strom_range, strom_scale_of, strom_names_cut,
 * strom_names_width; strom_key_put; strom_axis_level or strom_axis_upright; the marks;
 * strom_name_put and strom_put; strom_chart_end. docs/figures.md, which is installed beside
 * README.md, has a whole chart in that order. */
#ifndef STROM_FIGURE_HELP_H
#define STROM_FIGURE_HELP_H

#include <strom/figure_marks.h>
#include <strom/figure_scale.h>
#include <strom/figure_time.h>

#ifdef __cplusplus
extern "C" {
#endif

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
