/* The funders' logos: a row of pictures that weigh alike.
 *
 * Equal heights would let a wide logo outshout a round one, equal widths the other way about. So
 * from twice as wide as high on, logos lose height as they gain width, and keep their area. */
#include "typeset/blocks/blocks_parts.h"
#include "picture/picture.h"

enum { WIDE = 2 }; /* a logo wider than so many heights is made lower */

static strom_len square_root(double of)
{
	uint64_t n = (uint64_t)of, root = 0;
	for (uint64_t bit = 1u << 31; bit; bit >>= 1)
		if ((root | bit) * (root | bit) <= n)
			root |= bit;
	return (strom_len)root;
}

/* In a row of that height; no wider than the measure. False: reported. */
static bool size_logo(struct typesetter *t, const struct picture *p, strom_len h, strom_len measure,
                      struct item *item)
{
	struct picture_info info;
	if (!picture_size(t->arena, t->diags, p, &info))
		return false;
	double aspect = info.w * info.dpi_y / (info.h * info.dpi_x);
	double high = aspect > WIDE ? (double)square_root((double)h * (double)h * WIDE / aspect)
	                            : (double)h;
	if (high * aspect > (double)measure)
		high = (double)measure / aspect;
	item->h = (strom_len)high;
	item->w = (strom_len)(high * aspect);
	return true;
}

/* In the last row, or in a new one. */
static void put_logo(struct typesetter *t, struct item item, strom_len measure, strom_len *x,
                     struct logo_rows *out)
{
	if (!out->ends.n || *x + item.w > measure) {
		vec_push(t->arena, &out->ends, out->items.n);
		*x = 0;
	}
	item.x = *x;
	item.y = (out->h - item.h) / 2;
	*x += item.w + out->gap;
	vec_push(t->arena, &out->items, item);
	out->ends.at[out->ends.n - 1] = out->items.n;
}

static strom_len rows_height(const struct logo_rows *rows)
{
	strom_len n = (strom_len)rows->ends.n;
	return n ? n * rows->h + (n - 1) * rows->gap : 0;
}

/* Rows of so many per cent of the height that the theme says. */
static void lay_logos(struct typesetter *t, const struct block *b, int percent)
{
	struct logo_rows *out = b->logos;
	strom_len x = 0;
	out->items.n = out->ends.n = 0;
	out->h = b->style->leading * percent / 100;
	out->gap = b->style->pad * percent / 100;
	for (EACH_CHILD(c, t->edition, b->node)) {
		const struct picture *p = node_at(t->edition, c)->picture;
		struct item item = {.kind = ITEM_PICTURE, .node = c, .picture = p};
		if (size_logo(t, p, out->h, b->w, &item))
			put_logo(t, item, b->w, &x, out);
	}
}

void block_logos(struct block_walk *w, struct where *at, strom_node n)
{
	struct typesetter *t = w->t;
	struct tail *tail = &w->tails[at->flow];
	const struct style *s = theme_style(t->theme, S("logos"));
	struct block b = {.kind = BLOCK_LOGOS, .node = n, .style = s, .x = at->x, .w = at->w};
	b.logos = arena_make(t->arena, struct logo_rows);
	lay_logos(t, &b, 100);
	if (!b.logos->ends.n)
		return;
	uint32_t block = block_push(w, at, b);
	for (uint32_t i = 0; i < b.logos->ends.n; i++)
		block_push_unit(w, at, block, i, i ? b.logos->gap : block_space_before(tail, s),
		                b.logos->h, i ? BREAK_FREE : block_first_rule(tail));
	block_end(tail, s, at);
}

void block_logos_put(struct arena *arena, const struct logo_rows *rows, uint32_t from, uint32_t to,
                     strom_len x, strom_len y, items *out)
{
	for (uint32_t i = from; i < to; i++, y += rows->h + rows->gap)
		for (size_t k = i ? rows->ends.at[i - 1] : 0; k < rows->ends.at[i]; k++) {
			struct item item = rows->items.at[k];
			item.x += x;
			item.y += y;
			vec_push(arena, out, item);
		}
}

/* ---- More of them than a cover has room for ---- */

enum { SMALLEST = 50, SMALLER = 5 }; /* per cent of that height, and of each step */

/* The units of the rows as they are now: smaller logos stand in no more rows than before. */
static void set_rows(struct vertical *v, uint32_t first, uint32_t had, const struct logo_rows *rows)
{
	uint32_t n = (uint32_t)rows->ends.n;
	for (uint32_t i = 0; i < n; i++) {
		v->units.at[first + i].height = (int32_t)rows->h;
		if (i)
			v->units.at[first + i].before = (int32_t)rows->gap;
	}
	memmove(&v->units.at[first + n], &v->units.at[first + had],
	        (v->units.n - first - had) * sizeof *v->units.at);
	v->units.n -= had - n;
}

/* As small as it takes, down to half; where that is not enough they keep their height, and go on
 * to another page. */
static void shrink(struct typesetter *t, struct vertical *v, uint32_t first, strom_len room)
{
	struct block *b = &t->lists->blocks.at[v->units.at[first].block];
	uint32_t had = (uint32_t)b->logos->ends.n;
	strom_len full = rows_height(b->logos);
	strom_len others = vertical_height(v, 0, (uint32_t)v->units.n) - full;
	for (int percent = 100 - SMALLER; percent >= SMALLEST; percent -= SMALLER) {
		lay_logos(t, b, percent);
		if (others + rows_height(b->logos) <= room) {
			set_rows(v, first, had, b->logos);
			return;
		}
	}
	lay_logos(t, b, 100);
}

void block_fit_logos(struct typesetter *t)
{
	for (uint32_t f = 0; f < t->arrangement.flows.n; f++) {
		struct vertical *v = &t->lists->flows[f];
		strom_len room = block_room(t, f);
		if (!t->arrangement.flows.at[f].overset_error ||
		    vertical_height(v, 0, (uint32_t)v->units.n) <= room)
			continue;
		for (uint32_t i = 0; i < v->units.n; i++)
			if (t->lists->blocks.at[v->units.at[i].block].kind == BLOCK_LOGOS &&
			    !v->units.at[i].index)
				shrink(t, v, i, room);
	}
}
