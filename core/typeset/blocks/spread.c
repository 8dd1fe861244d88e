/* Frames that are to be full: room that is left goes above headings, and above the last box. */
#include "typeset/blocks/blocks_parts.h"

/* The only frame that a flow has on any master; NULL: there are more, or none. */
static const struct frame *only_frame(const struct typesetter *t, uint32_t flow)
{
	const struct arrangement *a = &t->arrangement;
	const struct frame *found = NULL;
	for (size_t m = 0; m < a->masters.n; m++)
		for (size_t f = 0; f < a->masters.at[m].frames.n; f++) {
			const struct frame *frame = &a->masters.at[m].frames.at[f];
			if (frame->flow != flow)
				continue;
			if (found)
				return NULL;
			found = frame;
		}
	return found;
}

static const struct block *block_of(const struct typesetter *t, const struct vertical *v,
                                    uint32_t i)
{
	return &t->lists->blocks.at[v->units.at[i].block];
}

/* Headings that something stands above. */
static bool takes_space(const struct typesetter *t, const struct vertical *v, uint32_t i)
{
	const struct block *b = block_of(t, v, i);
	return i && !v->units.at[i].index && b->kind == BLOCK_TEXT &&
	       node_at(t->edition, b->node)->kind == NODE_HEADING;
}

static strom_len spread(const struct typesetter *t, struct vertical *v, strom_len room)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < v->units.n; i++)
		n += takes_space(t, v, i);
	strom_len most = theme_style(t->theme, S("body"))->leading, more = n ? room / n : 0;
	more = more < most ? more : most;
	for (uint32_t i = 0; i < v->units.n; i++)
		if (takes_space(t, v, i))
			v->units.at[i].before += (int32_t)more;
	return room - more * n;
}

/* The first unit of the box that the flow ends with; 0: it ends with none, or is nothing else. */
static uint32_t last_box(const struct typesetter *t, const struct vertical *v)
{
	uint32_t i = v->units.n ? (uint32_t)v->units.n - 1 : 0;
	uint32_t group = i ? block_of(t, v, i)->group : 0;
	while (group && i && block_of(t, v, i - 1)->group == group)
		i--;
	return group ? i : 0;
}

void block_spread(struct typesetter *t)
{
	for (uint32_t f = 0; f < t->arrangement.flows.n; f++) {
		struct vertical *v = &t->lists->flows[f];
		const struct frame *frame = only_frame(t, f);
		if (!frame || frame->columns > 1 || !v->units.n ||
		    !(frame->flags & (STROM_FRAME_SPREAD | STROM_FRAME_FOOT)))
			continue;
		strom_len room = frame->box.h - vertical_height(v, 0, (uint32_t)v->units.n);
		if (room > 0 && frame->flags & STROM_FRAME_SPREAD)
			room = spread(t, v, room);
		uint32_t last = last_box(t, v);
		if (room > 0 && last && frame->flags & STROM_FRAME_FOOT)
			v->units.at[last].before += (int32_t)room;
	}
}
