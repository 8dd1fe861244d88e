/* What few paths have: dashes, ends, corners, gradients; clips and turns that hold for a while. */
#include "pdf/parts.h"

#include <math.h>

/* ---- Lines ---- */

static void put_dashes(struct content *c, const struct path_look *l)
{
	buf_byte(c->out, '[');
	for (unsigned i = 0; i < l->dashes; i++) {
		buf_put(c->out, i ? S(" ") : S(""));
		put_centi(c->out, centi_of(l->dash[i]));
	}
	buf_put(c->out, S("]"));
	put_centi(c->out, centi_of(l->phase));
	buf_put(c->out, S(" d\n"));
}

void content_line_look(struct content *c, const struct path_look *l, bool on)
{
	if (l->cap)
		buf_printf(c->out, "%u J\n", on ? l->cap : 0u);
	if (l->join)
		buf_printf(c->out, "%u j\n", on ? l->join : 0u);
	if (l->dashes && on)
		put_dashes(c, l);
	else if (l->dashes)
		buf_put(c->out, S("[]0 d\n"));
}

/* ---- Gradients ---- */

/* Six digits: a matrix's own are multiplied by a page's lengths. */
static void put_factor(struct buf *b, double v)
{
	pdf_put_decimal(b, (int64_t)(v * 1e6 + (v < 0 ? -0.5 : 0.5)), 6);
	buf_byte(b, ' ');
}

static void put_matrix(struct content *c, const double m[6])
{
	for (int i = 0; i < 6; i++)
		put_factor(c->out, m[i]);
	buf_put(c->out, S("cm\n"));
}

/* As long as 1 and level: what places it stands before it. So that a few are enough for all. */
static str shading_of(struct content *c, struct colour from, struct colour to)
{
	struct buf b = {0};
	buf_printf(&b,
	           "<</ShadingType 2/ColorSpace/Device%s/Coords[0 0 1 0]/Extend[true true]"
	           "/Function<</FunctionType 2/Domain[0 1]/N 1/C0[",
	           c->pdf->print.press ? "CMYK" : "RGB");
	pdf_colour_levels(c, from, &b);
	buf_put(&b, S("]/C1["));
	pdf_colour_levels(c, to, &b);
	buf_put(&b, S("]>>>>"));
	str kept = arena_str(c->pdf->arena, buf_str(&b));
	buf_drop(&b);
	return kept;
}

static size_t shading_use(struct content *c, str shading)
{
	struct pdf *p = c->pdf;
	size_t i = 0;
	while (i < p->pictures.shadings.n && !str_eq(p->pictures.shadings.at[i], shading))
		i++;
	if (i == p->pictures.shadings.n)
		vec_push(p->arena, &p->pictures.shadings, shading);
	return i;
}

void pdf_shadings_put(struct pdf *p, struct buf *b)
{
	for (size_t i = 0; i < p->pictures.shadings.n; i++)
		buf_printf(b, "/H%zu%.*s", i, STR_ARG(p->pictures.shadings.at[i]));
}

static double paper_x(const struct item *i, strom_len x)
{
	return (double)(i->x + x) / 65536;
}

static double paper_y(const struct content *c, const struct item *i, strom_len y)
{
	return (double)(c->page->h - i->y - y) / 65536;
}

void content_shade(struct content *c, const struct item *i)
{
	const struct path_look *l = i->look;
	double x = paper_x(i, l->x1), y = paper_y(c, i, l->y1);
	double dx = paper_x(i, l->x2) - x, dy = paper_y(c, i, l->y2) - y;
	size_t shading = shading_use(c, shading_of(c, i->colour, l->to));
	if (i->colour.a == 255)
		state_plain(c);
	else
		pdf_colour_fill(c, i->colour);
	buf_put(c->out, S("q\n"));
	content_steps(c, i);
	buf_put(c->out, S("W n\n"));
	put_matrix(c, (double[]){dx, dy, -dy, dx, x, y});
	buf_printf(c->out, "/H%zu sh\nQ\n", shading);
}

/* ---- What holds until its end ---- */

void content_open(struct content *c, const struct item *i)
{
	const struct path_look *l = i->look;
	struct content_saved *s =
	        &c->saved[c->saved_n < CONTENT_DEEP ? c->saved_n : CONTENT_DEEP - 1];
	c->saved_n++;
	*s = (struct content_saved){c->font,   c->size,  c->spacing,      c->fill,
	                            c->stroke, c->state, c->stroke_width, c->rise};
	buf_put(c->out, S("q\n"));
	if (l && l->turned) {
		double x = paper_x(i, l->x1), y = paper_y(c, i, l->y1);
		double angle = -l->degrees * 3.14159265358979323846 / 180, a = cos(angle),
		       b = sin(angle);
		put_matrix(c, (double[]){a, b, -b, a, x - a * x + b * y, y - b * x - a * y});
		return;
	}
	content_steps(c, i);
	buf_put(c->out, S("W n\n"));
}

void content_close(struct content *c)
{
	if (!c->saved_n)
		return;
	const struct content_saved *s = &c->saved[--c->saved_n];
	buf_put(c->out, S("Q\n"));
	c->font = s->font;
	c->size = s->size;
	c->spacing = s->spacing;
	c->fill = s->fill;
	c->stroke = s->stroke;
	c->state = s->state;
	c->stroke_width = s->stroke_width;
	c->rise = s->rise;
}

/* ---- Charts in black alone ---- */

static uint8_t root(uint32_t v)
{
	uint32_t r = 0;
	while ((r + 1) * (r + 1) <= v)
		r++;
	return (uint8_t)(r < 255 ? r : 255);
}

/* As dark as it is: relative luminance, its gamma taken as 2. What has black ink alone keeps it. */
static struct colour tone(const struct content *c, struct colour v)
{
	const struct theme *t = c->page->theme;
	const struct ink *ink = v.ink && t && v.ink <= t->inks_n ? &t->inks[v.ink - 1] : NULL;
	if (ink && !ink->spot.len && !ink->cmyk[0] && !ink->cmyk[1] && !ink->cmyk[2])
		return v;
	uint8_t grey = root((2126u * v.r * v.r + 7152u * v.g * v.g + 722u * v.b * v.b) / 10000);
	return (struct colour){grey, grey, grey, v.a, 0};
}

static struct colour in_black(const struct content *c, uint8_t black, struct colour v)
{
	static const uint8_t series[] = {26, 255, 140, 255, 217}; /* K90, 0, 45, 0, 15 */
	uint8_t grey = black == BLACK_PAPER ? 255 : 0;
	if (black >= BLACK_SERIES && black < BLACK_SERIES_END)
		grey = series[black - BLACK_SERIES];
	return black == BLACK_TONE ? tone(c, v) : (struct colour){grey, grey, grey, v.a, 0};
}

const struct item *content_black(struct content *c, const struct item *i, struct item *room)
{
	bool black = c->pdf->print.press && press_spec(c->pdf->print.press)->charts_black;
	if (i->black == BLACK_NONE || !black)
		return i->black == BLACK_ONLY ? NULL : i;
	if (i->black == BLACK_NEVER || i->black == BLACK_ONLY)
		return i->black == BLACK_ONLY ? i : NULL;
	*room = *i;
	room->colour = in_black(c, i->black, i->colour);
	if (i->kind != ITEM_PATH)
		return room;
	room->stroke_colour = in_black(c, i->black, i->stroke_colour);
	if (i->look && i->look->shaded) {
		struct path_look *look = arena_make(c->pdf->scratch, struct path_look);
		*look = *i->look;
		look->to = in_black(c, i->black, look->to);
		room->look = look;
	}
	return room;
}
