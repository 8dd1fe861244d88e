/* Glossaries: a heading and its lists of definitions, in the order of the edition's language.
 *
 * An entry's id is made of its term as written, in every language, so that a translator who needs
 * another form of the word can name it: [cietušajam]{term=victim}. */
#include "text/make/maker.h"

#include "data/collate.h"

void make_glossary_heading(struct maker *m, strom_node heading)
{
	struct node *n = node_edit(m->b.edition, heading);
	bool begins = str_eq(n->style, S("glossary"));
	if (m->glossary && n->level <= m->glossary)
		m->glossary = 0;
	if (!begins)
		return;
	n->style = S("");
	m->glossary = n->level;
	m->b.resolve->has_glossary = true;
}

/* A term and the blocks behind it, up to the next. */
struct term_entry { const struct draft_block *term; str key; };

/* The term as it is printed. What is wrong with it is told when it is made: here another set takes
 * it. */
static str key_of(const struct maker *m, struct here here, const struct draft_block *term)
{
	struct maker quiet = *m;
	quiet.b.diags = diags_like(m->texts, m->b.diags);
	quiet.b.errors = 0;
	here.judged = false;
	here.plain = true;
	arena_reset(m->b.scratch);
	return maker_plain(&quiet, &here, &term->raw);
}

static str id_of(struct maker *m, struct here here, const struct draft_block *term)
{
	struct message_text raw = {.text = term->raw.text, .origin = term->raw.origin};
	here.plain = true;
	arena_reset(m->b.scratch);
	return builder_term_id(&m->b, inlines_plain(&m->b, here, &raw));
}

static void make_entry(struct maker *m, struct here here, const struct draft_block *term,
                       strom_node list)
{
	str id = id_of(m, here, term);
	strom_node node = maker_block(m, here, term, list);
	builder_name_node(&m->b, node, id, term->at);
	vec_push(m->b.arena, &m->b.resolve->glossary, node);
	for (const struct draft_block *c = term->next; c && c->kind != NODE_TERM; c = c->next)
		maker_block(m, here, c, list);
}

void make_glossary(struct maker *m, struct here here, const struct draft_block *b, strom_node list)
{
	vec(struct term_entry) entries = {0};
	for (const struct draft_block *c = b->first; c; c = c->next)
		if (c->kind == NODE_TERM)
			vec_push(m->texts, &entries, (struct term_entry){c, key_of(m, here, c)});
	str *keys = arena_array(m->texts, str, entries.n + 1);
	for (size_t i = 0; i < entries.n; i++)
		keys[i] = entries.at[i].key;
	struct collator *c = collator_new(m->texts, m->b.edition->languages.at[0]);
	const uint32_t *order = collator_order(c, m->texts, keys, entries.n);
	for (size_t i = 0; i < entries.n; i++)
		make_entry(m, here, entries.at[order[i]].term, list);
}
