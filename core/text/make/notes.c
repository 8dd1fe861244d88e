/* Inlines of blocks with their footnotes: numbers in reading order, and each note behind its first
 * reference. */
#include "text/make/maker.h"

static struct footnote *find(struct draft *d, str name)
{
	uint32_t i = 0;
	return d->note_names && map_get(d->note_names, name, &i) ? &d->notes.at[i] : NULL;
}

static void unknown(struct maker *m, const struct draft *d, struct span at, str name)
{
	vec(str) names = {0};
	for (size_t i = 0; i < d->notes.n; i++)
		vec_push(m->b.arena, &names, d->notes.at[i].name);
	diag_error(m->b.diags, at, "text/unknown-note", "there is no footnote '%.*s' in this file",
	           STR_ARG(name));
	if (!diag_did_you_mean(m->b.diags, name, names.at, names.n))
		diag_hint(m->b.diags,
		          "Write it below as [^%.*s]: and its text, or \\[^ for the signs.",
		          STR_ARG(name));
}

static void make_note(struct maker *m, struct here here, strom_node ref, const struct footnote *f,
                      str id)
{
	struct edition *e = m->b.edition;
	strom_node note =
	        edition_insert(e, node_at(e, ref)->parent, node_at(e, ref)->next, NODE_NOTE, f->at);
	node_edit(e, note)->number = f->number;
	builder_name_node(&m->b, note, id, f->at);
	/* It stands elsewhere in the text, and in its language. */
	here.voice = m->own;
	here.said = false;
	here.in_note = true;
	maker_children(m, here, f->block, note);
}

static void set_reference(struct maker *m, struct here here, strom_node ref)
{
	struct edition *e = m->b.edition;
	struct footnote *f = find(here.draft, node_at(e, ref)->target);
	if (!f) {
		unknown(m, here.draft, node_at(e, ref)->span, node_at(e, ref)->target);
		node_edit(e, ref)->number = -1;    /* told of */
		return;
	}
	bool first = !f->number;
	if (first)
		f->number = ++m->notes;
	str id = arena_printf(m->b.arena, "fn-%d", f->number);
	node_edit(e, ref)->number = f->number;
	node_edit(e, ref)->target = arena_printf(m->b.arena, "#%.*s", STR_ARG(id));
	strom_node text = edition_add_text(e, ref, arena_printf(m->b.arena, "%d", f->number));
	node_edit(e, text)->flags |= NODE_GENERATED;
	node_edit(e, text)->lang = node_at(e, ref)->lang;
	if (first)
		make_note(m, here, ref, f, id);
}

static void make_notes(struct maker *m, struct here here, strom_node from)
{
	strom_node end = (strom_node)m->b.edition->nodes.n;
	for (strom_node n = from; n < end && !builder_full(&m->b); n++)
		if (node_at(m->b.edition, n)->kind == NODE_NOTE_REF)
			set_reference(m, here, n);
}

/* ---- Blocks that hold inlines ---- */

void maker_inlines(struct maker *m, struct here here, strom_node block, const struct raw *raw)
{
	struct message_text text;
	if (!maker_evaluate(m, &here, raw, &text))
		return;
	maker_mark(m, here, block);
	here.cell = node_at(m->b.edition, block)->kind == NODE_CELL;
	strom_node from = (strom_node)m->b.edition->nodes.n;
	inlines_add(&m->b, here, block, &text);
	if (node_at(m->b.edition, block)->kind != NODE_HEADING && !here.in_note)
		make_notes(m, here, from);
}

void maker_caption(struct maker *m, struct here here, strom_node parent, const struct raw *raw)
{
	if (!raw->text.len)
		return;
	strom_node caption = edition_add(m->b.edition, parent, NODE_CAPTION, raw->at);
	maker_inlines(m, here, caption, raw);
}

/* ---- What is left out ---- */

static void pass_over_notes(struct draft *d, str text)
{
	size_t at;
	while ((at = str_find(text, S("[^"))) != SIZE_MAX) {
		text = str_from(text, at + 2);
		struct footnote *f = find(d, str_until(text, ']'));
		if (f)
			f->passed_over = true;
	}
}

static bool pass_over(void *context, const struct segment *s)
{
	pass_over_notes(context, s->id);
	return true;
}

void maker_pass_over(struct here here, const struct draft_block *b)
{
	draft_visit(b, pass_over, here.draft);
}

void make_notes_unused(struct maker *m, struct here here)
{
	const struct draft *d = here.draft;
	for (size_t i = 0; i < d->notes.n; i++) {
		const struct footnote *f = &d->notes.at[i];
		if (f->number || f->passed_over)
			continue;
		diag_warn(m->b.diags, f->at, "text/unused-note",
		          "nothing refers to footnote '%.*s'", STR_ARG(f->name));
		diag_hint(m->b.diags, "Write [^%.*s] where its number is to stand.",
		          STR_ARG(f->name));
	}
	for (size_t i = 0; i < d->notes.n; i++)
		if (!d->notes.at[i].number)
			maker_pass_over(here, d->notes.at[i].block);
}
