/* The funders' logos: a row of pictures that weigh alike.
 *
 * Equal heights would let a wide logo outshout a round one, equal widths the other way about. So
 * from twice as wide as high on, logos lose height as they gain width, and keep their area. */
#include "typeset/blocks/blocks_parts.h"
#include "picture/picture.h"

enum { WIDE = 2 };                   /* a logo wider than so many heights is made lower */

struct logo_row { strom_len x, y, h, gap; };

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

static void put_logo(struct typesetter *t, struct logo_row *row, struct item item,
                     strom_len measure, items *out)
{
	if (row->x && row->x + item.w > measure) {
		row->x = 0;
		row->y += row->h + row->gap;
	}
	item.x = row->x;
	item.y = row->y + (row->h - item.h) / 2;
	row->x += item.w + row->gap;
	vec_push(t->arena, out, item);
}

/* Rows of that height below each other; all of their height. */
static strom_len lay_logos(struct typesetter *t, strom_node n, struct logo_row row,
                           strom_len measure, items *out)
{
	out->n = 0;
	for (EACH_CHILD(c, t->edition, n)) {
		const struct picture *p = node_at(t->edition, c)->picture;
		struct item item = {.kind = ITEM_PICTURE, .node = c, .picture = p};
		if (size_logo(t, p, row.h, measure, &item))
			put_logo(t, &row, item, measure, out);
	}
	return row.y + row.h;
}

void block_logos(struct block_walk *w, struct where *at, strom_node n)
{
	struct typesetter *t = w->t;
	struct tail *tail = &w->tails[at->flow];
	const struct style *s = theme_style(t->theme, S("logos"));
	struct block b = {.kind = BLOCK_LOGOS, .node = n, .style = s, .x = at->x, .w = at->w,
	                  .logos = arena_make(t->arena, items)};
	b.h = lay_logos(t, n, (struct logo_row){.h = s->leading, .gap = s->pad}, at->w, b.logos);
	if (!b.logos->n)
		return;
	block_push_single(w, at, b, block_space_before(tail, s), b.h);
	block_end(tail, s, at);
}

/* ---- More of them than a cover has room for ---- */

enum {
	SMALLEST = 50,
	SMALLER = 5
}; /* percent of the height that the theme says, and of each step */

static void shrink(struct typesetter *t, struct vertical *v, uint32_t unit, strom_len room)
{
	struct block *b = &t->lists->blocks.at[v->units.at[unit].block];
	strom_len others = vertical_height(v, 0, (uint32_t)v->units.n) - b->h;
	strom_len full = b->h;
	for (int percent = 100 - SMALLER; percent >= SMALLEST && others + b->h > room;
	     percent -= SMALLER)
		b->h = lay_logos(t, b->node,
		                 (struct logo_row){.h = b->style->leading * percent / 100,
		                                   .gap = b->style->pad * percent / 100},
		                 b->w, b->logos);
	if (others + b->h > room)            /* no help: the words are too many, and are told of */
		b->h = lay_logos(t, b->node,
		                 (struct logo_row){.h = b->style->leading, .gap = b->style->pad},
		                 b->w, b->logos);
	v->units.at[unit].height += b->h - full;
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
			if (t->lists->blocks.at[v->units.at[i].block].kind == BLOCK_LOGOS)
				shrink(t, v, i, room);
	}
}
