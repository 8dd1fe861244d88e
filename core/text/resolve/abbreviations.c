/* Abbreviations where they stand in the text. */
#include "text/resolve/resolve.h"

#include <unicode/uchar.h>

static bool is_word_at(str text, size_t at)
{
	str rest = str_from(text, at);
	uint32_t code = rest.len ? utf8_next(&rest) : UTF8_BAD;
	return code != UTF8_BAD && u_isalnum((UChar32)code);
}

static bool is_word_before(str text, size_t at)
{
	str before = str_sub(text, 0, at);
	uint32_t code = utf8_last(&before);
	return code != UTF8_BAD && u_isalnum((UChar32)code);
}

/* The longest that stands there as a whole word. */
static const struct abbreviation *found_at(const struct builder *b, str text, size_t at,
                                           uint16_t lang)
{
	const struct abbreviation *best = NULL;
	for (size_t i = 0; i < b->resolve->abbreviations.n; i++) {
		const struct abbreviation *a = &b->resolve->abbreviations.at[i];
		if (a->lang != lang || !str_starts(str_from(text, at), a->shorter) ||
		    (best && best->shorter.len >= a->shorter.len))
			continue;
		if (!is_word_at(text, at + a->shorter.len) ||
		    !is_word_before(a->shorter, a->shorter.len))
			best = a;
	}
	return best;
}

/* Puts a piece of a text behind node *last, which it becomes. */
static void put_piece(struct builder *b, strom_node *last, str text, const struct abbreviation *a)
{
	struct edition *e = b->edition;
	struct node of = *node_at(e, *last);
	strom_node n = edition_insert(e, of.parent, of.next, a ? NODE_SPAN : NODE_TEXT, of.span);
	node_edit(e, n)->lang = of.lang;
	*last = n;
	if (!a) {
		node_edit(e, n)->text = text;
		return;
	}
	node_edit(e, n)->alt = a->longer;
	strom_node inner = edition_add(e, n, NODE_TEXT, of.span);
	node_edit(e, inner)->text = text;
	node_edit(e, inner)->lang = of.lang;
}

static void apply(struct builder *b, strom_node n)
{
	struct edition *e = b->edition;
	str text = node_at(e, n)->text;
	uint16_t lang = node_at(e, n)->lang;
	strom_node last = n;
	size_t done = 0;
	for (size_t at = 0; at < text.len; at++) {
		const struct abbreviation *a =
		        is_word_before(text, at) ? NULL : found_at(b, text, at, lang);
		if (!a)
			continue;
		if (last == n)
			node_edit(e, n)->text = str_sub(text, 0, at);
		else if (at > done)
			put_piece(b, &last, str_sub(text, done, at), NULL);
		put_piece(b, &last, a->shorter, a);
		done = at + a->shorter.len;
		at = done - 1;
	}
	if (last != n && done < text.len)
		put_piece(b, &last, str_from(text, done), NULL);
}

void abbreviations_apply(struct builder *b)
{
	struct edition *e = b->edition;
	for (strom_node n = 1, end = (strom_node)e->nodes.n; b->resolve->abbreviations.n && n < end;
	     n++) {
		const struct node *node = node_at(e, n);
		if (node->kind == NODE_TEXT && !(node->flags & NODE_GENERATED) &&
		    node_at(e, node->parent)->kind != NODE_CODE)
			apply(b, n);
	}
}
