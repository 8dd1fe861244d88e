/* A panel's plot: what the other panels show stands behind, pale; then its own marks. Numbers stand
 * before and below the outer panels alone. */
#include "multiples.h"

#include <strom/figure_marks.h>

#define GHOST STROM_PT(0.7)

strom_len multiples_axis_height(const struct multiples *m)
{
	return m->h.size * 8 / 5;
}

static bool is_first(const struct multiples *m, uint32_t panel)
{
	return panel % m->across == 0;
}

/* ---- Lines ---- */

static struct lines in_plot_of(const struct multiples *m, uint32_t other, uint32_t panel)
{
	struct lines l = m->panel[other].l;
	l.left = m->panel[panel].l.left;
	l.top = m->panel[panel].l.top;
	return l;
}

static void put_ghosts(const struct multiples *m, uint32_t panel)
{
	struct strom_pen pen = STROM_PEN_INIT;
	pen.colour = m->h.fog;
	pen.width = GHOST;
	pen.join = STROM_JOIN_ROUND;
	for (uint32_t i = 0; i < m->n && m->ghosts; i++) {
		struct lines l = in_plot_of(m, i, panel);
		if (i != panel)
			lines_path_put(&l, 0, &pen);
	}
}

static void put_time(const struct lines *l, uint32_t row, uint32_t anchor)
{
	struct strom_words w = strom_words_in(&l->h, "figure-axis", lines_time_text(l, row, true),
	                                      l->width / 2, 1);
	w.anchor = anchor;
	strom_put(&l->h, &w, anchor == STROM_ANCHOR_END ? l->left + l->width : l->left,
	          l->top + l->room + l->h.size * 11 / 10);
}

/* The first and the last of all panels' times, of the panel that has them. */
static void put_times(const struct multiples *m, uint32_t panel)
{
	uint32_t first = 0, last = 0;
	for (uint32_t i = 1; i < m->n; i++) {
		const struct lines *l = &m->panel[i].l;
		const struct lines *a = &m->panel[first].l, *b = &m->panel[last].l;
		first = l->x[0] < a->x[0] ? i : first;
		last = l->x[l->h.rows - 1] > b->x[b->h.rows - 1] ? i : last;
	}
	struct lines begins = in_plot_of(m, first, panel), ends = in_plot_of(m, last, panel);
	put_time(&begins, 0, STROM_ANCHOR_START);
	if (ends.x[ends.h.rows - 1] > begins.x[0])
		put_time(&ends, ends.h.rows - 1, STROM_ANCHOR_END);
}

static void put_grid(const struct lines *l)
{
	for (uint32_t i = 0; i < l->scale.ticks; i++) {
		double v = strom_tick(&l->scale, i);
		strom_rule(&l->h, l->left, lines_y(l, v), l->left + l->width, lines_y(l, v),
		           v == 0 ? l->h.text : l->h.grid, STROM_PT(v == 0 ? 0.7 : 0.35));
	}
}

static void put_lines(const struct multiples *m, uint32_t panel, bool below)
{
	const struct lines *l = &m->panel[panel].l;
	put_grid(l);
	put_ghosts(m, panel);
	for (uint32_t s = 0; s < l->h.series; s++)
		lines_band_put(l, s, strom_series_colour(&l->h, s));
	for (uint32_t s = 0; s < l->h.series; s++)
		lines_put(l, s, strom_series_colour(&l->h, s), STROM_PT(0.8));
	if (is_first(m, panel))
		strom_axis_upright(&l->h, &l->scale, l->top, l->room, l->left, l->left);
	if (below)
		put_times(m, panel);
}

/* ---- Bars and dots ---- */

static strom_len row_y(const struct multiples *m, const struct lines *l, uint32_t row)
{
	return l->top + m->pitch * row + m->pitch / 2;
}

static void put_row_ghosts(const struct multiples *m, const struct strom_level *level,
                           uint32_t panel, uint32_t row, strom_len y)
{
	for (uint32_t i = 0; i < m->n && m->ghosts; i++) {
		struct strom_datum d = strom_value_at(&m->panel[i].l.h, 0, row);
		strom_len x = strom_level_at(level, d.number);
		if (i == panel || d.null)
			continue;
		if (m->form == DOT)
			m->h.c->marker(m->h.job, x, y, STROM_PT(1.3), STROM_MARKER_DOT, m->h.fog,
			               0);
		else
			strom_rule(&m->h, x, y - m->pitch * 2 / 5, x, y + m->pitch * 2 / 5,
			           m->h.fog, STROM_PT(0.9));
	}
}

static void put_missing(const struct strom_level *level, uint32_t row, strom_len y)
{
	struct strom_words w = strom_words_in(level->h, "figure-value",
	                                      strom_value_text(level->h, 0, row, true), 0, 1);
	w.colour = level->h->muted;
	if (strom_outer(level->h, row, true) == level->h->series)
		strom_put(level->h, &w, strom_level_at(level, level->scale->low) + STROM_PT(3), y);
}

static void put_row(const struct multiples *m, uint32_t panel, uint32_t row)
{
	const struct lines *l = &m->panel[panel].l;
	struct strom_level level = {&l->h, &l->scale, l->left, l->width};
	strom_len y = row_y(m, l, row), thick = l->h.series > 1 ? STROM_PT(5) : STROM_PT(7.2);
	put_row_ghosts(m, &level, panel, row, y);
	if (m->form == DOT)
		strom_level_dots(&level, row, y, STROM_PT(2.8));
	else
		strom_level_bars(&level, row, y - (thick * l->h.series) / 2, thick, 0);
	strom_about(&l->h, 0, row);
	put_missing(&level, row, y);
	strom_about(&l->h, UINT32_MAX, row);
	if (is_first(m, panel))
		strom_name_put(&l->h, row, m->names, y, false);
	strom_about_none(&l->h);
}

/* Those that have room beside the one before, and within their panel. */
static void put_numbers(const struct lines *l)
{
	strom_len last = -l->h.width, over = STROM_PT(3), right = l->left + l->width + over;
	right = right > l->h.width ? l->h.width : right;
	for (uint32_t i = 0; i < l->scale.ticks; i++) {
		struct strom_words w = strom_words_in(&l->h, "figure-axis",
		                                      strom_tick_text(&l->h, &l->scale, i), 0, 1);
		strom_len x = l->left + strom_along(&l->scale, strom_tick(&l->scale, i), l->width);
		strom_len half = strom_measure(&l->h, &w).width / 2, left = l->left + half - over;
		x = x + half > right ? right - half : x;
		x = x < left ? left : x;
		if (x - half < last + l->h.size / 2 || x + half > right)
			continue;
		w.anchor = STROM_ANCHOR_MIDDLE;
		strom_put(&l->h, &w, x, l->top + l->room + l->h.size);
		last = x + half;
	}
}

static void put_level(const struct multiples *m, uint32_t panel, bool below)
{
	const struct lines *l = &m->panel[panel].l;
	for (uint32_t i = 0; i < l->scale.ticks; i++) {
		double v = strom_tick(&l->scale, i);
		strom_len x = l->left + strom_along(&l->scale, v, l->width);
		strom_rule(&l->h, x, l->top, x, l->top + l->room, v == 0 ? l->h.text : l->h.grid,
		           STROM_PT(v == 0 ? 0.7 : 0.35));
	}
	if (below)
		put_numbers(l);
	for (uint32_t r = 0; r < l->h.rows; r++)
		put_row(m, panel, r);
}

void multiples_plot(const struct multiples *m, uint32_t panel, bool below)
{
	if (m->form == LINE)
		put_lines(m, panel, below);
	else
		put_level(m, panel, below);
}
