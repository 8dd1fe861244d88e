/* Words that an edition does not print, and perhaps none: they are looked at all the same. */
#include "text/make/maker.h"

/* Each branch of a message that it has. */
void make_mentions(struct maker *m, struct here here, const struct message *message)
{
	const struct origin *origin;
	str source = message_source(message, &origin);
	if (here.judged && !message_is_plain(message))
		builder_mention(&m->b, source, origin);
}

/* ---- Passages ---- */

struct unprinted {
	struct maker *maker;
	bool values; /* it has no rows of its own whose values are not known */
};

static bool has_rows(const struct draft_block *b)
{
	bool rows = b->kind == NODE_DIV && str_eq(b->attributes.style, S("each"));
	for (const struct draft_block *c = b->first; c && !rows; c = c->next)
		rows = has_rows(c);
	return rows;
}

static enum value_found stand_in(void *context, str name, struct span at, struct value *out)
{
	const struct unprinted *u = context;
	const struct values *known = edition_values(u->maker->values);
	bool measure = str_has(name, '.');
	*out = (struct value){.type = VALUE_STAND_IN, .text = name};
	for (size_t i = 0; i < known->names_n; i++)
		if (str_eq(known->names[i], name))
			return VALUE_FOUND;
	return measure ? known->find(known->context, name, at, out) : VALUE_UNKNOWN;
}

/* [words]{#id} */
static void note_ids(struct builder *b, str text)
{
	size_t at;
	while ((at = str_find(text, S("{#"))) != SIZE_MAX) {
		text = str_from(text, at + 2);
		vec_push(b->arena, &b->resolve->elsewhere,
		         arena_str(b->arena, str_until(str_until(text, '}'), ' ')));
	}
}

static bool visit(void *context, const struct segment *s)
{
	struct unprinted *u = context;
	struct maker *m = u->maker;
	struct origin whole = origin_of(m->b.scratch, s->at);
	struct message_text text;
	const struct origin *origin = s->origin ? s->origin : &whole;
	const struct message *message = message_parse(m->b.scratch, m->b.diags, s->id, origin);
	const struct values *known = edition_values(m->values);
	struct values values = {stand_in, u, known->names, known->names_n};
	if (message && u->values)
		message_eval(m->b.scratch, m->b.diags, message, m->source.numbers, &values, &text);
	builder_mention(&m->b, s->id, origin);
	note_ids(&m->b, s->id);
	return true;
}

static void note_block_ids(struct maker *m, const struct draft_block *b)
{
	str id = b->directive ? b->directive->id : b->attributes.id;
	if (!id.len && b->kind == NODE_HEADING)
		id = builder_slug_of(m->b.scratch, b->raw.text);
	if (id.len)
		vec_push(m->b.arena, &m->b.resolve->elsewhere, arena_str(m->b.arena, id));
	for (const struct draft_block *c = b->first; c; c = c->next)
		note_block_ids(m, c);
}

void make_unprinted(struct maker *m, struct here here, const struct draft_block *b, bool rows_known)
{
	struct unprinted u = {m, true};
	for (const struct draft_block *c = b->first; c; c = c->next)
		u.values &= !has_rows(c);
	u.values &= rows_known || !has_rows(b);
	note_block_ids(m, b);
	if (here.judged)
		draft_visit(b, visit, &u);
}
