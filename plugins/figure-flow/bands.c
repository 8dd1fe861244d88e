/* The bands: from stage to stage, and those that bend down, as thick all along as they begin. */
#include "flow.h"

#define GAP STROM_PT(0.75)
#define THIN STROM_PT(0.5)

strom_len flow_high(const struct flow *f, double n)
{
	strom_len high = (strom_len)(n / f->stage[0].n * (double)f->height + 0.5);
	return n > 0 && high < THIN ? THIN : high;
}

strom_len flow_stage_x(const struct flow *f, uint32_t stage)
{
	return f->pitch * stage;
}

/* ---- Losses: quarters of circles around one point, then straight down ---- */

struct bow {
	strom_len x, y;         /* the point that it bends around */
	strom_len inner, outer; /* how far it is from it, upwards */
	strom_len narrow;       /* across, where there is less room: of 4096 */
};

static strom_len across(const struct bow *b, strom_len radius)
{
	return radius * b->narrow / 4096;
}

static struct bow bow_of(const struct flow *f, uint32_t loss)
{
	const struct loss *l = &f->loss[loss];
	const struct stage *s = &f->stage[l->stage];
	strom_len all = flow_high(f, s->n) - flow_high(f, s[1].n), room = f->pitch - NODE - GAP * 6;
	struct bow b = {.x = flow_stage_x(f, l->stage) + NODE, .narrow = 4096};
	b.y = f->top + flow_high(f, s->n) + f->bend;
	b.inner = f->bend;
	for (uint32_t i = loss; i-- > 0 && f->loss[i].stage == l->stage;)
		b.inner += flow_high(f, f->loss[i].n);
	b.outer = b.inner + flow_high(f, l->n);
	if (b.outer - b.inner > 2 * GAP)
		b.outer -= GAP;
	if (f->bend + all > room)
		b.narrow = room * 4096 / (f->bend + all);
	return b;
}

void flow_place_losses(struct flow *f)
{
	for (uint32_t i = 0; i < f->losses; i++) {
		struct bow b = bow_of(f, i);
		f->loss[i].from = b.x + across(&b, b.inner);
		f->loss[i].to = b.x + across(&b, b.outer);
	}
	f->end = f->top + f->height + f->bend + STROM_PT(4);
}

/* 0.5523 of the radius is as near to a quarter of a circle as a curve comes. */
static void arc(const struct flow *f, const struct bow *b, strom_len radius, bool down)
{
	strom_len wide = across(b, radius), k = radius * 4477 / 10000, kx = across(b, radius - k);
	if (down)
		f->h.c->curve(f->h.job, b->x + kx, b->y - radius, b->x + wide, b->y - (radius - k),
		              b->x + wide, b->y);
	else
		f->h.c->curve(f->h.job, b->x + wide, b->y - (radius - k), b->x + kx, b->y - radius,
		              b->x, b->y - radius);
}

static void put_loss(const struct flow *f, uint32_t i, strom_colour colour)
{
	const struct strom_canvas *c = f->h.c;
	struct bow b = bow_of(f, i);
	if (b.outer <= b.inner)
		return;
	c->move(f->h.job, b.x, b.y - b.outer);
	arc(f, &b, b.outer, true);
	c->line(f->h.job, f->loss[i].to, f->end);
	c->line(f->h.job, f->loss[i].from, f->end);
	c->line(f->h.job, f->loss[i].from, b.y);
	arc(f, &b, b.inner, false);
	c->close(f->h.job);
	c->fill(f->h.job, colour);
}

/* ---- ---- */

static void put_box(const struct flow *f, strom_len x, strom_len wide, strom_len high,
                    strom_colour colour)
{
	if (!high)
		return;
	strom_path_box(&f->h, x, f->top, wide, high);
	f->h.c->fill(f->h.job, colour);
}

/* Of the palette, so that in black alone what goes on is grey and what is lost is hatched; where
 * all is grey, what is lost is darker. */
static strom_colour pale(const struct flow *f, uint32_t series, uint8_t opaque)
{
	strom_colour c = f->h.c->palette(f->h.job, STROM_PALETTE_CATEGORIES, series, STROM_SERIES);
	c.a = opaque;
	return c;
}

void flow_bands_put(const struct flow *f)
{
	strom_colour on = pale(f, 2, 90), off = pale(f, 1, 128);
	for (uint32_t i = 0; i < f->losses; i++) {
		strom_about_column(&f->h, f->number, f->loss[i].row);
		put_loss(f, i, off);
	}
	for (uint32_t i = 0; i + 1 < f->stages; i++) {
		strom_about_column(&f->h, f->number, f->stage[i + 1].row);
		put_box(f, flow_stage_x(f, i) + NODE, f->pitch - NODE,
		        flow_high(f, f->stage[i + 1].n), on);
	}
	for (uint32_t i = 0; i < f->stages; i++) {
		strom_about_column(&f->h, f->number, f->stage[i].row);
		put_box(f, flow_stage_x(f, i), NODE, flow_high(f, f->stage[i].n),
		        i + 1 < f->stages ? f->h.c->colour(f->h.job, "deep") : f->h.accent);
	}
	strom_about_none(&f->h);
}
