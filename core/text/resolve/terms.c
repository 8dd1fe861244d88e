/* Glossaries, and the terms in the text that lead to their entries.
 *
 * An entry's id is made of its term as written, in every language, so that a translator who needs
 * another form of the word can name it: [cietušajam]{term=victim}. */
#include "text/resolve/terms.h"

#include "data/collate.h"

#include <unicode/uchar.h>

/* ---- The entries ---- */

static str id_of(struct builder *b, str words)
{
	str slug = builder_slug_of(b->arena, words);
	return arena_printf(b->arena, "gls-%.*s", STR_ARG(str_from(slug, 4)));
}

void glossary_heading(struct maker *m, strom_node heading)
{
	struct node *n = node_at(m->b.edition, heading);
	bool begins = str_eq(n->style, S("glossary"));
	if (m->glossary && n->level <= m->glossary)
		m->glossary = 0;
	if (!begins)
		return;
	n->style = S("");
	m->glossary = n->level;
	m->b.has_glossary = true;
}

/* A term and the blocks behind it, up to the next. */
struct term_entry { const struct draft_block *term; str key; };

/* The term as it is printed. What is wrong with it is told when it is made. */
static str key_of(struct maker *m, const struct draft_block *term)
{
	struct diags *diags = m->b.diags;
	size_t errors = m->b.errors;
	bool good = m->b.good, again = m->again;
	uint16_t lang;
	m->b.diags = diags_new(m->texts);
	m->b.errors = 0;
	m->b.naming = m->again = true;
	arena_reset(m->b.scratch);
	str key = maker_plain(m, &term->raw, &lang);
	m->b.naming = false;
	m->b.diags = diags, m->b.errors = errors, m->b.good = good, m->again = again;
	return key;
}

static void make_entry(struct maker *m, const struct draft_block *term, strom_node list)
{
	struct message_text raw = {.text = term->raw.text, .origin = term->raw.origin};
	arena_reset(m->b.scratch);
	m->b.naming = true;
	str id = id_of(&m->b, inlines_plain(&m->b, m->markdown, &raw, 0));
	m->b.naming = false;
	strom_node node = maker_block(m, term, list);
	builder_name_node(&m->b, node, id, term->at);
	vec_push(m->b.arena, &m->b.glossary, node);
	for (const struct draft_block *c = term->next; c && c->kind != NODE_TERM; c = c->next)
		maker_block(m, c, list);
}

void glossary_make(struct maker *m, const struct draft_block *b, strom_node list)
{
	vec(struct term_entry) entries = {0};
	for (const struct draft_block *c = b->first; c; c = c->next)
		if (c->kind == NODE_TERM)
			vec_push(m->texts, &entries, (struct term_entry){c, key_of(m, c)});
	str *keys = arena_array(m->texts, str, entries.n + 1);
	for (size_t i = 0; i < entries.n; i++)
		keys[i] = entries.at[i].key;
	struct collator *c = collator_new(m->texts, m->b.edition->languages.at[0]);
	const uint32_t *order = collator_order(c, m->texts, keys, entries.n);
	for (size_t i = 0; i < entries.n; i++)
		make_entry(m, entries.at[order[i]].term, list);
}

/* ---- The terms in the text ---- */

void builder_term_mark(struct builder *b, strom_node span, const struct attributes *a)
{
	const struct attribute *said = attributes_get(a, "term");
	struct node *n = node_at(b->edition, span);
	bool by_class = str_eq(n->style, S("term"));
	if (!said && !by_class)
		return;
	n->kind = NODE_LINK;
	if (by_class)
		n->style = S("");
	vec_push(b->arena, &b->terms,
	         (struct builder_term_mark){span, said ? arena_str(b->arena, said->value) : S(""),
	                                    said ? said->value_at : n->span});
}

/* Small letters and capitals are one, and so are all spaces. */
static str folded(struct arena *arena, str text)
{
	struct buf out = {0};
	while (text.len) {
		uint32_t code = utf8_next(&text);
		if (code != UTF8_BAD && !u_isUWhiteSpace((UChar32)code))
			buf_utf8(&out, (uint32_t)u_foldCase((UChar32)code, U_FOLD_CASE_DEFAULT));
		else if (out.len && out.ptr[out.len - 1] != ' ')
			buf_byte(&out, ' ');
	}
	str s = arena_str(arena, str_trim_end(buf_str(&out)));
	buf_drop(&out);
	return s;
}

static struct map *entries_by_words(struct builder *b, str **words)
{
	struct map *map = map_new(b->arena);
	*words = arena_array(b->arena, str, b->glossary.n + 1);
	for (size_t i = 0; i < b->glossary.n; i++) {
		uint32_t node = b->glossary.at[i];
		(*words)[i] = edition_text(b->edition, b->arena, node);
		map_add(map, folded(b->arena, (*words)[i]), &node);
	}
	return map;
}

static void unknown(struct builder *b, const struct builder_term_mark *t, str word,
                    const str *words)
{
	builder_fail(b);
	diag_error(b->diags, t->at, "text/unknown-term", "the glossary has no term '%.*s'",
	           STR_ARG(utf8_prefix(word, 60)));
	if (!b->has_glossary)
		diag_hint(b->diags, "The glossary is a list of definitions under a heading {.glossary}.");
	else if (!diag_did_you_mean(b->diags, word, words, b->glossary.n))
		diag_hint(b->diags, "Where the word has another form there, name its term: "
		                    "[words]{term=name}.");
}

void terms_resolve(struct builder *b)
{
	struct edition *e = b->edition;
	str *words = NULL;
	struct map *map = b->terms.n ? entries_by_words(b, &words) : NULL;
	for (size_t i = 0; i < b->terms.n && !builder_full(b); i++) {
		const struct builder_term_mark *t = &b->terms.at[i];
		str word = t->word.len ? t->word : edition_text(e, b->arena, t->node);
		uint32_t node = 0;
		if (!map_get(map, folded(b->arena, word), &node))
			node = edition_find(e, id_of(b, word));
		if (node)
			node_at(e, t->node)->target = arena_printf(b->arena, "#%.*s", STR_ARG(node_at(e, node)->id));
		else
			unknown(b, t, word, words);
	}
}
