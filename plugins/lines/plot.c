/* A line in a plot, broken where a number is missing, and the band that it lies in. */
#include "lines.h"

#define THICK STROM_PT(1.7)
#define DOT STROM_PT(2.3)

strom_len lines_x(const struct lines *l, uint32_t row)
{
	double range = l->to - l->from, share = range > 0 ? (l->x[row] - l->from) / range : 0.5;
	return l->left + (strom_len)(share * (double)l->width);
}

strom_len lines_y(const struct lines *l, double value)
{
	return l->top + l->room - strom_along(&l->scale, value, l->room);
}

static bool there(const struct lines *l, uint32_t s, uint32_t r)
{
	return r < l->h.rows && !strom_value_at(&l->h, s, r).null;
}

void lines_path_put(const struct lines *l, uint32_t s, const struct strom_pen *pen)
{
	const struct strom_chart *h = &l->h;
	bool begun = false, any = false;
	for (uint32_t r = 0; r < h->rows; r++) {
		if (!there(l, s, r))
			continue;
		bool goes_on = r && there(l, s, r - 1);
		strom_about(h, s, r);
		(goes_on ? h->c->line : h->c->move)(h->job, lines_x(l, r),
		                                    lines_y(l, strom_value_at(h, s, r).number));
		begun = begun || goes_on;
		any = true;
	}
	if (begun)
		h->c->stroke_pen(h->job, pen);
	else if (any) /* a path of nothing but moves is used up */
		h->c->stroke(h->job, pen->colour, pen->width);
	strom_about_none(h);
}

/* A dot at the last number, and where one stands alone. */
static void put_dots(const struct lines *l, uint32_t s, strom_colour colour)
{
	const struct strom_chart *h = &l->h;
	uint32_t last = h->rows;
	for (uint32_t r = 0; r < h->rows; r++)
		last = there(l, s, r) ? r : last;
	for (uint32_t r = 0; r < h->rows; r++)
		if (there(l, s, r) &&
		    (r == last || (!there(l, s, r + 1) && !(r && there(l, s, r - 1))))) {
			strom_about(h, s, r);
			h->c->marker(h->job, lines_x(l, r),
			             lines_y(l, strom_value_at(h, s, r).number), DOT,
			             STROM_MARKER_SERIES, colour, s);
		}
	strom_about_none(h);
}

void lines_put(const struct lines *l, uint32_t s, strom_colour colour, strom_len halo)
{
	struct strom_pen pen = STROM_PEN_INIT;
	pen.colour = colour;
	pen.width = THICK;
	pen.join = STROM_JOIN_ROUND;
	pen.halo = halo;
	lines_path_put(l, s, &pen);
	put_dots(l, s, colour);
}

/* From one missing row to the next. */
void lines_band_put(const struct lines *l, uint32_t s, strom_colour colour)
{
	const struct strom_chart *h = &l->h;
	double low, high;
	colour.a = 51;
	for (uint32_t r = 0, end; r < h->rows; r = end + 1) {
		for (end = r; end < h->rows && strom_bounds(h, s, end, &low, &high); end++)
			(end > r ? h->c->line : h->c->move)(h->job, lines_x(l, end),
			                                    lines_y(l, high));
		for (uint32_t k = end; k-- > r;) {
			strom_bounds(h, s, k, &low, &high);
			h->c->line(h->job, lines_x(l, k), lines_y(l, low));
		}
		if (end > r) {
			h->c->close(h->job);
			h->c->fill(h->job, colour);
		}
	}
}
