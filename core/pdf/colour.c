/* Colours and the graphics state: the one door through which all colour goes into a page.
 *
 * For screens sRGB, as it is. For print the theme's own inks where a colour has some, else what the
 * press makes of it: DeviceCMYK, which the output intent says the meaning of. */
#include "pdf/parts.h"

static void put_level(struct buf *b, uint8_t level)
{
	pdf_put_decimal(b, (level * 1000 + 127) / 255, 3);
	buf_byte(b, ' ');
}

/* Greys need one number. */
static void put_colour(struct buf *b, struct colour v, const char *grey, const char *rgb)
{
	put_level(b, v.r);
	if (v.r == v.g && v.g == v.b) {
		buf_put(b, str_of(grey));
		return;
	}
	put_level(b, v.g);
	put_level(b, v.b);
	buf_put(b, str_of(rgb));
}

static bool same_colour(struct colour a, struct colour b)
{
	return a.r == b.r && a.g == b.g && a.b == b.b && a.ink == b.ink;
}

/* ---- The graphics state ---- */

static bool same_state(struct pdf_state a, struct pdf_state b)
{
	return a.fill == b.fill && a.stroke == b.stroke && a.over_fill == b.over_fill
	       && a.over_stroke == b.over_stroke;
}

static void state_set(struct content *c, struct pdf_state wanted)
{
	struct pdf *p = c->pdf;
	uint32_t k = 0;
	if (same_state(c->state, wanted))
		return;
	c->state = wanted;
	p->page_now.transparent |= wanted.fill != 255 || wanted.stroke != 255;
	while (k < p->states.n && !same_state(p->states.at[k], wanted))
		k++;
	if (k == p->states.n)
		vec_push(p->arena, &p->states, wanted);
	buf_put(c->out, S("/G"));
	buf_int(c->out, k);
	buf_put(c->out, S(" gs\n"));
}

void state_plain(struct content *c)
{
	state_set(c, (struct pdf_state){255, c->state.stroke, false, c->state.over_stroke});
}

static void put_alpha(struct buf *b, const char *name, uint8_t alpha)
{
	buf_put(b, str_of(name));
	pdf_put_decimal(b, (alpha * 1000 + 127) / 255, 3);
}

/* With mode 1 an ink of which there is nothing leaves what lies below (ISO 32000-1, 11.7.4.3). */
static void put_over(struct buf *b, const struct pdf_state *s)
{
	buf_printf(b, "/op %s/OP %s", s->over_fill ? "true" : "false",
	           s->over_stroke ? "true" : "false");
	if (s->over_fill || s->over_stroke)
		buf_put(b, S("/OPM 1"));
}

void states_put(struct pdf *p, struct buf *b)
{
	for (size_t i = 0; i < p->states.n; i++) {
		buf_printf(b, "/G%zu<<", i);
		put_alpha(b, "/ca ", p->states.at[i].fill);
		put_alpha(b, "/CA ", p->states.at[i].stroke);
		if (p->print.press)
			put_over(b, &p->states.at[i]);
		buf_put(b, S(">>"));
	}
}

/* ---- Inks ---- */

/* What prints a colour. spot: 1 + index into pdf.spots; 0: process inks. */
struct paint { uint16_t cmyk[4]; uint32_t spot; };

static uint32_t spot_use(struct pdf *p, const struct ink *ink)
{
	for (size_t i = 0; i < p->print.spots.n; i++)
		if (str_eq(p->print.spots.at[i].spot, ink->spot))
			return (uint32_t)i + 1;
	vec_push(p->arena, &p->print.spots, *ink);
	return (uint32_t)p->print.spots.n;
}

static struct paint paint_of(struct content *c, struct colour v)
{
	const struct theme *t = c->page->theme;
	struct paint p = {.spot = 0};
	if (!v.ink || !t || v.ink > t->inks_n) {
		press_colour(c->pdf->print.press, v, p.cmyk);
		return p;
	}
	const struct ink *ink = &t->inks[v.ink - 1];
	memcpy(p.cmyk, ink->cmyk, sizeof p.cmyk);
	p.spot = ink->spot.len ? spot_use(c->pdf, ink) : 0;
	return p;
}

static void put_inks(struct buf *b, const uint16_t cmyk[4], const char *between)
{
	for (int i = 0; i < 4; i++) {
		pdf_put_decimal(b, cmyk[i], 3);
		buf_put(b, i < 3 ? S(" ") : str_of(between));
	}
}

static void put_paint(struct content *c, const struct paint *p, bool stroke)
{
	if (p->spot)
		buf_printf(c->out, "/S%u %s\n", p->spot - 1, stroke ? "CS 1 SCN" : "cs 1 scn");
	else
		put_inks(c->out, p->cmyk, stroke ? " K\n" : " k\n");
}

/* Black lies on top: no white gap where the plates do not meet exactly. */
static bool lies_over(const struct content *c, const struct paint *p)
{
	static const uint16_t black[4] = {0, 0, 0, 1000};
	return press_spec(c->pdf->print.press)->overprint && !p->spot &&
	       !memcmp(p->cmyk, black, sizeof black);
}

void spots_put(struct pdf *p, struct buf *b)
{
	for (size_t i = 0; i < p->print.spots.n; i++) {
		buf_printf(b, "/S%zu[/Separation", i);
		pdf_put_name(b, p->print.spots.at[i].spot);
		buf_put(b, S("/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1["));
		put_inks(b, p->print.spots.at[i].cmyk, "]");
		buf_put(b, S(">>]"));
	}
	/* The colour of marks that stand on every plate (ISO 32000-1, 8.6.6.4). */
	buf_put(b, S("/All[/Separation/All/DeviceCMYK"
	             "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[1 1 1 1]>>]"));
}

/* What a gradient begins or ends with: of a spot ink what stands in for it. */
void pdf_colour_levels(struct content *c, struct colour v, struct buf *b)
{
	if (!c->pdf->print.press) {
		put_level(b, v.r);
		put_level(b, v.g);
		put_level(b, v.b);
		return;
	}
	struct paint p = paint_of(c, v);
	pdf_check_ink(c, v, p.cmyk, false);
	put_inks(b, p.cmyk, "");
}

/* ---- Filling and stroking ---- */

static void press_fill(struct content *c, struct colour v)
{
	struct paint p = paint_of(c, v);
	state_set(c,
	          (struct pdf_state){v.a, c->state.stroke, lies_over(c, &p), c->state.over_stroke});
	if (same_colour(c->fill, v))
		return;
	pdf_check_ink(c, v, p.cmyk, p.spot != 0);
	put_paint(c, &p, false);
	c->fill = v;
}

static void press_stroke(struct content *c, struct colour v)
{
	struct paint p = paint_of(c, v);
	state_set(c, (struct pdf_state){c->state.fill, v.a, c->state.over_fill, lies_over(c, &p)});
	if (same_colour(c->stroke, v))
		return;
	pdf_check_ink(c, v, p.cmyk, p.spot != 0);
	put_paint(c, &p, true);
	c->stroke = v;
}

void pdf_colour_fill(struct content *c, struct colour v)
{
	if (c->pdf->print.press) {
		press_fill(c, v);
		return;
	}
	state_set(c, (struct pdf_state){v.a, c->state.stroke, false, false});
	if (same_colour(c->fill, v))
		return;
	put_colour(c->out, v, "g\n", "rg\n");
	c->fill = v;
}

void pdf_colour_stroke(struct content *c, struct colour v)
{
	if (c->pdf->print.press) {
		press_stroke(c, v);
		return;
	}
	state_set(c, (struct pdf_state){c->state.fill, v.a, false, false});
	if (same_colour(c->stroke, v))
		return;
	put_colour(c->out, v, "G\n", "RG\n");
	c->stroke = v;
}

/* ---- Where content begins ---- */

void content_forget(struct content *c)
{
	/* Black, opaque, one point. Black of which device is another matter: for print it is said.
	 */
	c->state = (struct pdf_state){255, 255, false, false};
	c->fill = c->stroke = (struct colour){.ink = c->pdf->print.press ? NO_INK : 0};
	c->stroke_width = 100;
	c->font = NULL;
	c->size = 0;
	c->rise = 0;
}

void content_begin(struct content *c, struct pdf *p, const struct page *page)
{
	*c = (struct content){.pdf = p, .out = &p->page, .page = page};
	content_forget(c);
}
