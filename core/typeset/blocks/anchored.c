/* Anchored flows: sidenotes, each beside the line that it belongs to.
 *
 * The walk over the edition gives every passage an anchor, a unit of the flow around it; when that
 * flow has its pages, pages/anchored_fill.c puts the passages beside them. */
#include "typeset/blocks/blocks_parts.h"

struct where anchored_where(struct block_walk *w, uint32_t flow, uint32_t beside, uint32_t unit)
{
	w->tails[flow] = (struct tail){.pending = BREAK_FREE};
	return (struct where){.flow = flow, .beside = beside + 1, .unit = unit,
	                      .w = w->t->lists->measures[flow], .text_style = "sidenote"};
}

void anchored_add(struct block_walk *w, uint32_t flow, uint32_t unit, uint32_t beside,
                  uint32_t from)
{
	uint32_t to = (uint32_t)w->t->lists->flows[beside].units.n;
	if (to > from && flow != beside)
		vec_push(w->t->arena, &w->t->lists->anchors,
		         (struct anchor){flow, unit, beside, from, to});
}

uint32_t anchored_last_block_unit(const struct block_walk *w, uint32_t flow)
{
	const struct vertical *v = &w->t->lists->flows[flow];
	size_t i = v->units.n ? v->units.n - 1 : 0;
	while (i && v->units.at[i - 1].block == v->units.at[i].block)
		i--;
	return (uint32_t)i;
}

static bool has_frame(const struct master *m, uint32_t flow)
{
	for (size_t f = 0; f < m->frames.n; f++)
		if (m->frames.at[f].flow == flow)
			return true;
	return false;
}

uint32_t block_notes_flow(const struct arrangement *a, uint32_t flow)
{
	for (uint32_t i = 0; i < a->flows.n; i++)
		for (size_t m = 0; a->flows.at[i].notes && m < a->masters.n; m++)
			if (has_frame(&a->masters.at[m], flow) && has_frame(&a->masters.at[m], i))
				return i;
	return UINT32_MAX;
}
