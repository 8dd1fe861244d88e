/* Footnotes: each is a stretch of the list of notes; the unit that refers to it has a call. */
#include "typeset/blocks/blocks_parts.h"
#include "typeset/tables/table.h"

/* Calls are in the order of units and of the notes' numbers. */
static void add_call(struct typesetter *t, struct vertical *v, uint32_t unit)
{
	uint32_t last = v->calls.n ? v->calls.at[v->calls.n - 1].unit : 0;
	vec_push(t->arena, &v->calls,
	         (struct call){unit > last ? unit : last, (uint32_t)t->lists->notes.n - 1});
}

static void make_note(struct block_walk *w, const struct where *at, strom_node note, uint32_t unit)
{
	struct typesetter *t = w->t;
	/* At the foot stand the notes of the text, and of what stands beside it. */
	uint32_t text = at->beside ? at->beside - 1 : at->flow,
	         beside = block_notes_flow(&t->arrangement, text);
	uint32_t flow = beside == UINT32_MAX ? (uint32_t)t->arrangement.flows.n : beside;
	const struct style *s = run_style(t, note, "note");
	struct run *number = arena_make(t->arena, struct run);
	*number = run_of(t, block_marker_style(t, s),
	                 arena_printf(t->arena, "%d", node_at(t->edition, note)->number), note);
	if (!number->font)
		return;
	strom_len measure = t->lists->measures[beside == UINT32_MAX ? text : beside];
	struct where inside = {.flow = flow,
	                       .x = s->start,
	                       .w = measure - s->start,
	                       .hanging = true,
	                       .text_style = "note",
	                       .label = {.kind = LABEL_TEXT,
	                                 .run = number,
	                                 .node = note,
	                                 .w = line_width(t->setter, number, 1)}};
	uint32_t from = (uint32_t)t->lists->flows[flow].units.n;
	if (at->flow != flow)
		w->tails[flow] = (struct tail){.pending = BREAK_FREE};
	block_walk_children(w, inside, note);
	uint32_t to = (uint32_t)t->lists->flows[flow].units.n;
	if (to == from)
		return;
	if (beside != UINT32_MAX) {
		anchored_add(w, at->flow, unit, beside, from);
		return;
	}
	vec_push(t->arena, &t->lists->notes, (struct note_set){note, from, to});
	add_call(t, &t->lists->flows[text], at->beside ? at->unit : unit);
}

/* The note that a run's number refers to first; 0: it is no such number. */
static strom_node note_of_run(const struct edition *e, strom_node n)
{
	strom_node ref = n ? node_at(e, n)->parent : 0;
	if (!ref || node_at(e, ref)->kind != NODE_NOTE_REF)
		return 0;
	strom_node next = node_at(e, ref)->next;
	return next && node_at(e, next)->kind == NODE_NOTE ? next : 0;
}

void block_notes_of_lines(struct block_walk *w, const struct where *at, const struct galley *g,
                          uint32_t unit)
{
	if (!w->t->lists->has_notes || !g->lines)
		return;
	uint32_t line = 0;
	for (uint32_t i = 0; i < g->para->n; i++) {
		strom_node note = note_of_run(w->t->edition, g->para->runs[i].node);
		if (!note)
			continue;
		while (line + 1 < g->lines && !galley_holds(g, line, i))
			line++;
		make_note(w, at, note, unit + line);
	}
}

void block_notes_of_unit(struct block_walk *w, const struct where *at, const struct galley *g,
                         uint32_t unit)
{
	if (!w->t->lists->has_notes || !g->lines)
		return;
	for (uint32_t i = 0; i < g->para->n; i++) {
		strom_node note = note_of_run(w->t->edition, g->para->runs[i].node);
		if (note)
			make_note(w, at, note, unit);
	}
}

struct row_notes {
	struct block_walk *w;
	const struct where *at;
	uint32_t first;                  /* the table's first unit */
};

static void visit_run(void *context, strom_node run, uint32_t unit)
{
	const struct row_notes *r = context;
	strom_node note = note_of_run(r->w->t->edition, run);
	if (note)
		make_note(r->w, r->at, note, r->first + unit);
}

static bool holds_note(const struct edition *e, strom_node top)
{
	for (EACH_CHILD(c, e, top))
		if (node_at(e, c)->kind == NODE_NOTE || holds_note(e, c))
			return true;
	return false;
}

void block_notes_of_row(struct block_walk *w, const struct where *at, const struct table_set *set,
                        uint32_t index, strom_node row, uint32_t first)
{
	struct row_notes r = {w, at, first};
	if (w->t->lists->has_notes && row && holds_note(w->t->edition, row))
		table_visit_row(w->t, set, index, visit_run, &r);
}

static bool takes_notes(const struct arrangement *a, uint32_t flow)
{
	for (size_t m = 0; m < a->masters.n; m++)
		for (size_t f = 0; f < a->masters.at[m].frames.n; f++) {
			const struct frame *frame = &a->masters.at[m].frames.at[f];
			if (frame->flow == flow && frame->flags & STROM_FRAME_NOTES)
				return true;
		}
	return false;
}

static void append(struct typesetter *t, struct vertical *v, const struct note_set *note,
                   strom_len before)
{
	const struct vertical *notes = notes_list(t);
	for (uint32_t i = note->from; i < note->to; i++) {
		struct unit u = notes->units.at[i];
		if (i == note->from) {
			u.before = (int32_t)before;
			u.rule = BREAK_FREE;
		}
		vec_push(t->arena, &v->units, u);
	}
}

void block_notes_at_end(struct block_walk *w)
{
	struct typesetter *t = w->t;
	const struct style *rule = theme_style(t->theme, S("note-rule"));
	for (uint32_t f = 0; f < t->arrangement.flows.n; f++) {
		struct vertical *v = &t->lists->flows[f];
		if (!v->calls.n || takes_notes(&t->arrangement, f))
			continue;
		for (size_t i = 0; i < v->calls.n; i++)
			append(t, v, &t->lists->notes.at[v->calls.at[i].note],
			       i ? rule->after : rule->before);
		v->calls.n = 0;
	}
}
