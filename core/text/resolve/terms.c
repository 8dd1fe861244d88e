/* The terms in the text, which lead to the glossary's entries. */
#include "text/resolve/resolve.h"

#include <unicode/uchar.h>

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
	*words = arena_array(b->arena, str, b->resolve->glossary.n + 1);
	for (size_t i = 0; i < b->resolve->glossary.n; i++) {
		uint32_t node = b->resolve->glossary.at[i];
		(*words)[i] = edition_text(b->edition, b->arena, node);
		map_add(map, folded(b->arena, (*words)[i]), &node);
	}
	return map;
}

static void unknown(struct builder *b, const struct builder_term_mark *t, str word,
                    const str *words)
{
	diag_error(b->diags, t->at, "text/unknown-term", "the glossary has no term '%.*s'",
	           STR_ARG(utf8_prefix(word, 60)));
	if (!b->resolve->has_glossary)
		diag_hint(b->diags,
		          "The glossary is a list of definitions under a heading {.glossary}.");
	else if (!diag_did_you_mean(b->diags, word, words, b->resolve->glossary.n))
		diag_hint(b->diags, "Where the word has another form there, name its term: "
		                    "[words]{term=name}.");
}

/* 0: the glossary has no such. */
static uint32_t entry_of(struct builder *b, struct map *map, str word)
{
	uint32_t node = 0;
	if (!map_get(map, folded(b->arena, word), &node))
		node = edition_find(b->edition, builder_term_id(b, word));
	return node;
}

void terms_resolve(struct builder *b)
{
	struct edition *e = b->edition;
	str *words = NULL;
	struct map *map = b->resolve->terms.n ? entries_by_words(b, &words) : NULL;
	for (size_t i = 0; i < b->resolve->terms.n && !builder_full(b); i++) {
		const struct builder_term_mark *t = &b->resolve->terms.at[i];
		str word = t->word.len ? t->word : edition_text(e, b->arena, t->node);
		uint32_t node = entry_of(b, map, word);
		if (node)
			node_edit(e, t->node)->target =
			        arena_printf(b->arena, "#%.*s", STR_ARG(node_at(e, node)->id));
		else
			unknown(b, t, word, words);
	}
}

void terms_mentioned(struct builder *b, const struct mention *m)
{
	str *words = NULL;
	struct builder_term_mark mark = {.word = m->word, .at = m->at};
	struct map *map = entries_by_words(b, &words);
	if (!entry_of(b, map, m->word))
		unknown(b, &mark, m->word, words);
}
