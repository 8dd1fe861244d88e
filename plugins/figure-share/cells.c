/* Squares and circles, row by row from the bottom, those of a part in its colour. */
#include "share.h"

strom_colour shares_colour(const struct shares *s, uint32_t part)
{
	const struct strom_chart *h = &s->h;
	if (part == h->rows)
		return h->paper;
	if (h->highlight.len)
		return strom_text_same(h->highlight, strom_cell_at(h, part, 0).raw) ? h->warm
		                                                                    : h->fog;
	return h->rows == 1 ? h->accent : h->c->palette(h->job, h->scale, part, h->rows);
}

static bool is_hatched(const struct shares *s, uint32_t whole, uint32_t part)
{
	return part < s->h.rows && strom_small_base(&s->h, whole, part);
}

/* An outline lies within: pale cells are as large as others. */
static void cell(const struct shares *s, strom_len x, strom_len y, strom_len inset)
{
	strom_len size = s->pitch * 5 / 6 - 2 * inset;
	x += inset;
	y += inset;
	if (s->counts)
		strom_path_circle(&s->h, x + size / 2, y + size / 2, size / 2);
	else
		strom_path_box(&s->h, x, y, size, size);
}

/* All cells of a part are one path. */
static void path(const struct shares *s, const uint32_t *range, strom_len x, strom_len y,
                 strom_len inset)
{
	for (uint32_t i = range[0]; i < range[1]; i++)
		cell(s, x + s->pitch * (i % s->along),
		     y - s->pitch * (i / s->along) - s->pitch * 5 / 6, inset);
}

static void paint(const struct shares *s, strom_colour colour, bool hatched)
{
	struct strom_paint lines = STROM_PAINT_INIT;
	if (!hatched) {
		s->h.c->fill(s->h.job, colour);
		return;
	}
	lines.kind = STROM_FILL_LINES;
	lines.colour = s->h.paper;
	lines.to = colour;
	lines.turn = 45;
	lines.step = STROM_PT(1.5);
	s->h.c->fill_paint(s->h.job, &lines);
}

void shares_put_cells(const struct shares *s, uint32_t whole, strom_len x, strom_len y)
{
	uint32_t range[2] = {0, 0};
	for (uint32_t p = 0; p <= s->h.rows; p++, range[0] = range[1]) {
		strom_colour colour = shares_colour(s, p);
		bool hatched = is_hatched(s, whole, p);
		range[1] += s->cells[whole][p];
		if (range[1] == range[0])
			continue;
		strom_about(&s->h, whole, p < s->h.rows ? p : UINT32_MAX);
		path(s, range, x, y, 0);
		paint(s, colour, hatched);
		if (!hatched && !strom_is_pale(colour))
			continue;
		path(s, range, x, y, STROM_PT(0.125));
		s->h.c->stroke(s->h.job, hatched ? colour : s->h.muted, STROM_PT(0.25));
	}
	strom_about_none(&s->h);
}

void shares_put_sign(const struct shares *s, uint32_t part, strom_len x, strom_len y)
{
	strom_len size = s->h.size * 4 / 5;
	strom_colour colour = shares_colour(s, part);
	for (int outline = 0; outline < 1 + strom_is_pale(colour); outline++) {
		if (s->counts)
			strom_path_circle(&s->h, x + size / 2, y, size / 2);
		else
			strom_path_box(&s->h, x, y - size / 2, size, size);
		if (outline)
			s->h.c->stroke(s->h.job, s->h.muted, STROM_PT(0.25));
		else
			s->h.c->fill(s->h.job, colour);
	}
}
