/* Boxes on lines: pictures among words. A line is as high as its leading, unless a box needs more.
 */
#include "typeset/lines/lines.h"

#include "base/buf.h"

static bool is_too_wide(const struct para *para, size_t i)
{
	const struct line_box *box = para->runs[i].box;
	return box && para->measure > 0 && box->w > para->measure;
}

static const struct line_box *narrowed(struct arena *arena, const struct line_box *box, strom_len w)
{
	struct line_box *out = arena_make(arena, struct line_box);
	double share = (double)w / (double)box->w;
	*out = *box;
	out->w = w;
	out->above = (strom_len)((double)box->above * share);
	out->below = (strom_len)((double)box->below * share);
	return out;
}

const struct run *lines_fit_boxes(struct arena *arena, struct para *para)
{
	struct run *runs = NULL;
	size_t first = 0;
	while (first < para->n && !is_too_wide(para, first))
		first++;
	if (first == para->n)
		return NULL;
	runs = arena_array(arena, struct run, para->n);
	memcpy(runs, para->runs, para->n * sizeof *runs);
	for (size_t i = first; i < para->n; i++)
		if (is_too_wide(para, i))
			runs[i].box = narrowed(arena, runs[i].box, para->measure);
	para->runs = runs;
	return &runs[first];
}

/* ---- Room ---- */

static bool has_boxes(const struct para *para)
{
	for (size_t i = 0; i < para->n; i++)
		if (para->runs[i].box)
			return true;
	return false;
}

static strom_len whole(strom_len room, strom_len step)
{
	return (room + step - 1) / step * step;
}

static void grow(strom_len *room, strom_len needs, strom_len has, strom_len step)
{
	if (needs > has && whole(needs - has, step) > *room)
		*room = whole(needs - has, step);
}

void galley_make_room(struct arena *arena, struct galley *g, strom_len above, strom_len below,
                      strom_len step)
{
	if (!g->lines || !has_boxes(g->para))
		return;
	struct line_room *rooms = arena_array(arena, struct line_room, g->lines);
	size_t line = 0;
	for (uint32_t i = 0; i < g->para->n; i++) {
		const struct run *r = &g->para->runs[i];
		while (line + 1 < g->lines && !galley_holds(g, line, i))
			line++;
		if (!r->box)
			continue;
		grow(&rooms[line].above, r->box->above + r->rise, above, step);
		grow(&rooms[line].below, r->box->below - r->rise, below, step);
	}
	g->rooms = rooms;
}

const struct run *galley_highest_box(const struct galley *g, size_t line)
{
	const struct run *highest = NULL;
	for (uint32_t i = 0; i < g->para->n; i++) {
		const struct run *r = &g->para->runs[i];
		if (!r->box || !galley_holds(g, line, i) || (line && galley_holds(g, line - 1, i)))
			continue;
		if (!highest || r->box->above > highest->box->above)
			highest = r;
	}
	return highest;
}

strom_len galley_height(const struct galley *g, size_t from, size_t to, strom_len leading)
{
	strom_len height = (strom_len)(to - from) * leading;
	for (size_t i = from; g->rooms && i < to; i++)
		height += g->rooms[i].above + g->rooms[i].below;
	return height;
}

strom_len galley_base(const struct galley *g, size_t line, strom_len leading)
{
	strom_len above = g->rooms && line < g->lines ? g->rooms[line].above : 0;
	return galley_height(g, 0, line, leading) + above;
}
