/* Charts where black is all there is: series are told apart by patterns, lines by their dashes,
 * markers by their shapes. The drawing is one: what differs stands in it twice, and a writer leaves
 * one of the two out (enum item_black). */
#include "typeset/blocks/canvas_parts.h"

enum { SERIES = BLACK_SERIES_END - BLACK_SERIES };

static bool same(struct colour a, struct colour b)
{
	return a.r == b.r && a.g == b.g && a.b == b.b;
}

uint8_t canvas_black(const struct drawing *d, struct colour c)
{
	if (!d->black)
		return BLACK_NONE;
	for (uint32_t i = 0; i < SERIES; i++)
		if (same(c, theme_palette(d->t->theme, PALETTE_CATEGORIES, i, SERIES)))
			return (uint8_t)(BLACK_SERIES + i);
	return BLACK_TONE;
}

uint8_t canvas_black_text(const struct drawing *d, struct colour c)
{
	uint8_t black = canvas_black(d, c);
	return black >= BLACK_SERIES ? BLACK_DARK : black;
}

void canvas_black_pattern(struct strom_job *pub, uint8_t black)
{
	if (black < BLACK_SERIES)
		return;
	unsigned series = (unsigned)(black - BLACK_SERIES);
	struct colour ink = {0, 0, 0, 255, 0};
	if (series == 1 || series == 3)
		canvas_pattern(pub, &(struct canvas_pattern){.dots = series == 3,
		                                             .turn = 45,
		                                             .colour = ink,
		                                             .black = BLACK_ONLY});
	if (series != 0 && series != 2)
		canvas_put(pub, (struct item){.stroke = STROM_PT(0.4),
		                              .stroke_colour = ink,
		                              .black = BLACK_ONLY});
}

/* ---- Markers ---- */

struct marker {
	struct strom_job *pub;
	strom_len x, y, r;
};

/* Four curves: 0.5523 of the radius is as near to a circle as they come. */
static void circle(const struct marker *m)
{
	strom_len x = m->x, y = m->y, r = m->r, k = r * 5523 / 10000;
	canvas_move(m->pub, x + r, y);
	canvas_curve(m->pub, x + r, y + k, x + k, y + r, x, y + r);
	canvas_curve(m->pub, x - k, y + r, x - r, y + k, x - r, y);
	canvas_curve(m->pub, x - r, y - k, x - k, y - r, x, y - r);
	canvas_curve(m->pub, x + k, y - r, x + r, y - k, x + r, y);
	canvas_close(m->pub);
}

/* Corners in thousandths of the radius: shapes that look as large as the circle. */
static void corners(const struct marker *m, const int16_t (*at)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		(i ? canvas_line : canvas_move)(m->pub, m->x + m->r * at[i][0] / 1000,
		                                m->y + m->r * at[i][1] / 1000);
	canvas_close(m->pub);
}

static void shape(const struct marker *m, uint32_t series)
{
	static const int16_t square[][2] = {{-880, -880}, {880, -880}, {880, 880}, {-880, 880}},
	                     triangle[][2] = {{0, -1200}, {1100, 800}, {-1100, 800}},
	                     diamond[][2] = {{0, -1250}, {1250, 0}, {0, 1250}, {-1250, 0}};
	switch (series % 4) {
	case 1:
		corners(m, square, 4);
		break;
	case 2:
		corners(m, triangle, 3);
		break;
	case 3:
		corners(m, diamond, 4);
		break;
	default:
		circle(m);
	}
}

static void put(const struct marker *m, bool open, struct colour c, uint8_t black)
{
	struct drawing *d = canvas_drawing(m->pub);
	struct colour paper = canvas_ours(d, canvas_colour(m->pub, "paper"));
	strom_len line = m->r * 42 / 100;
	uint8_t inside =
	        black == BLACK_ONLY || black == BLACK_NEVER || !black ? black : BLACK_PAPER;
	if (!open) {
		canvas_put(m->pub, (struct item){.colour = c, .fill = true, .black = black});
	} else {
		canvas_put(m->pub, (struct item){.colour = paper, .fill = true, .black = inside});
		canvas_put(m->pub,
		           (struct item){.stroke = line, .stroke_colour = c, .black = black});
	}
	canvas_empty(d);
}

/* An open one is as wide as a filled one: half of its line lies outside of its path. */
void canvas_marker(struct strom_job *pub, strom_len x, strom_len y, strom_len radius, uint32_t kind,
                   strom_colour colour, uint32_t series)
{
	struct drawing *d = canvas_drawing(pub);
	struct colour c = canvas_ours(d, colour);
	bool open = kind == STROM_MARKER_RING, twice = d->black && kind == STROM_MARKER_SERIES;
	struct marker m = {pub, x, y, open ? radius * 82 / 100 : radius};
	circle(&m);
	put(&m, open, c, twice ? BLACK_NEVER : canvas_black_text(d, c));
	if (!twice)
		return;
	m.r = radius * 82 / 100;
	shape(&m, series);
	put(&m, series % 4 != 3, (struct colour){0, 0, 0, 255, 0}, BLACK_ONLY);
}
