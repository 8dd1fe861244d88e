/* What is to stay together, and is too high for that.
 *
 * While blocks are made, a break inside something kept (a box, a short table, a paragraph that its
 * style keeps) is BREAK_KEPT. When all heights are known, what has room on a page with its notes
 * stays whole; what has none may be parted like any other text, at the breaks that its own rules
 * allow. */
#include "typeset/blocks/blocks_parts.h"

strom_len block_room(const struct typesetter *t, uint32_t flow)
{
	const struct arrangement *a = &t->arrangement;
	strom_len most = 0;
	for (size_t m = 0; m < a->masters.n; m++)
		for (size_t f = 0; f < a->masters.at[m].frames.n; f++) {
			const struct frame *frame = &a->masters.at[m].frames.at[f];
			if (frame->flow == flow)
				most = larger(most, frame->box.h);
		}
	return most;
}

strom_len block_least_room(const struct typesetter *t, uint32_t flow)
{
	const struct arrangement *a = &t->arrangement;
	strom_len least = block_room(t, flow);
	for (size_t m = 0; m < a->masters.n; m++)
		for (size_t f = 0; f < a->masters.at[m].frames.n; f++) {
			const struct frame *frame = &a->masters.at[m].frames.at[f];
			if (frame->flow == flow && frame->box.h < least)
				least = frame->box.h;
		}
	return least;
}

/* Of the notes that units [from, to) refer to first. */
static strom_len notes_height(const struct typesetter *t, const struct vertical *v, size_t *call,
                              uint32_t to)
{
	const struct style *note = theme_style(t->theme, S("note")),
	                   *rule = theme_style(t->theme, S("note-rule"));
	strom_len h = 0;
	for (; *call < v->calls.n && v->calls.at[*call].unit < to; ++*call) {
		const struct note_set *n = &t->lists->notes.at[v->calls.at[*call].note];
		h += (h ? note->after : rule->before + rule->after) +
		     vertical_height(notes_list(t), n->from, n->to);
	}
	return h;
}

/* A float stays whole wherever it goes, so one that not every page can hold does not float. */
static void bind_float(struct vertical *v, uint32_t i, strom_len room)
{
	struct unit *u = &v->units.at[i];
	if (u->floats && vertical_height(v, i, i + u->floats) > room)
		u->floats = 0;
}

static void settle(struct typesetter *t, struct vertical *v, strom_len room, strom_len least)
{
	size_t call = 0;
	for (uint32_t i = 0, to; i < v->units.n; i = to) {
		for (to = i + 1; to < v->units.n && v->units.at[to].rule <= BREAK_KEPT; to++)
			;
		strom_len h = vertical_height(v, i, to) + notes_height(t, v, &call, to);
		enum break_rule rule = h > room ? BREAK_FREE : BREAK_NEVER;
		for (uint32_t k = i; k < to; k++) {
			bind_float(v, k, least);
			if (v->units.at[k].rule == BREAK_KEPT)
				v->units.at[k].rule = (uint8_t)rule;
		}
	}
}

/* What takes more than two pages begins on the right, to be seen when the book is opened there. */
static void settle_starts(struct vertical *v, strom_len room)
{
	for (uint32_t i = 0, to; i < v->units.n; i = to) {
		for (to = i + 1; to < v->units.n && v->units.at[to].rule < BREAK_PAGE; to++)
			;
		if (v->units.at[i].rule == BREAK_LONG)
			v->units.at[i].rule =
			        vertical_height(v, i, to) > 2 * room ? BREAK_RECTO : BREAK_PAGE;
	}
}

void block_settle_keeps(struct typesetter *t)
{
	strom_len room = 0;
	for (uint32_t f = 0; f < t->arrangement.flows.n; f++) {
		settle(t, &t->lists->flows[f], block_room(t, f), block_least_room(t, f));
		settle_starts(&t->lists->flows[f], block_room(t, f));
		room = larger(room, block_room(t, f));
	}
	settle(t, &t->lists->flows[t->arrangement.flows.n], room, room);
}
