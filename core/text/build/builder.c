/* What inlines and blocks write down while the tree grows: ids, terms, index entries and citations.
 */
#include "text/build/build.h"

#include <unicode/uchar.h>

/* ---- Ids ---- */

void builder_name_node(struct builder *b, strom_node node, str id, struct span at)
{
	if (!id.len)
		return;
	str kept = arena_str(b->arena, id);
	node_edit(b->edition, node)->id = kept;
	vec_push(b->arena, &b->resolve->named, (struct named){kept, at, node});
}

str builder_slug_of(struct arena *arena, str text)
{
	struct buf out = {0};
	bool gap = false;
	buf_put(&out, S("sec-"));
	size_t start = out.len;
	while (text.len) {
		uint32_t code = utf8_next(&text);
		if (code == UTF8_BAD || !u_isalnum((UChar32)code)) {
			gap = out.len > start;
			continue;
		}
		if (gap)
			buf_byte(&out, '-');
		gap = false;
		buf_utf8(&out, (uint32_t)u_tolower((UChar32)code));
	}
	if (out.len == start)
		buf_put(&out, S("1"));
	str slug = arena_str(arena, buf_str(&out));
	buf_drop(&out);
	return slug;
}

str builder_term_id(struct builder *b, str words)
{
	str slug = builder_slug_of(b->arena, words);
	return arena_printf(b->arena, "gls-%.*s", STR_ARG(str_from(slug, 4)));
}

/* ---- Marks ---- */

void builder_term_mark(struct builder *b, strom_node span, const struct attributes *a)
{
	const struct attribute *said = attributes_get(a, "term");
	struct node *n = node_edit(b->edition, span);
	bool by_class = str_eq(n->style, S("term"));
	if (!said && !by_class)
		return;
	n->kind = NODE_LINK;
	if (by_class)
		n->style = S("");
	vec_push(b->arena, &b->resolve->terms,
	         (struct builder_term_mark){span, said ? arena_str(b->arena, said->value) : S(""),
	                                    said ? said->value_at : n->span});
}

/* "Entry" or "Entry!Subentry". */
static bool entry_ok(str entry)
{
	str main = str_until(entry, '!'), sub = str_from(entry, main.len + 1);
	return str_trim(main).len && !str_has(sub, '!') &&
	       (main.len == entry.len || str_trim(sub).len);
}

strom_node builder_index_mark(struct builder *b, strom_node span, const struct attributes *a)
{
	struct edition *e = b->edition;
	const struct attribute *said = attributes_get(a, "index");
	bool by_class = str_eq(node_at(e, span)->style, S("index"));
	if (!said && !by_class)
		return span;
	if (said && !entry_ok(said->value)) {
		diag_error(b->diags, said->value_at, "text/bad-index",
		           "'%.*s' is no entry of an index", STR_ARG(utf8_prefix(said->value, 60)));
		diag_hint(b->diags, "Write an entry, or an entry and what it is divided by: "
		                    "\"Police!training\".");
		return span;
	}
	if (by_class)
		node_edit(e, span)->style = S("");
	if (node_at(e, span)->kind == NODE_LINK) {
		struct node outer = *node_at(e, span);
		span = edition_add(e, span, NODE_SPAN, outer.span);
		node_edit(e, span)->lang = outer.lang;
	}
	node_edit(e, span)->target = said ? arena_str(b->arena, said->value) : S("");
	vec_push(b->arena, &b->resolve->index, span);
	return span;
}

void builder_note_out_of_place(struct builder *b, struct span at)
{
	diag_error(b->diags, at, "text/note-out-of-place", "a footnote cannot stand here");
	diag_hint(b->diags,
	          "Footnotes stand in paragraphs, items, cells and captions, not in headings, "
	          "column titles or other footnotes.");
}

void builder_cite(struct builder *b, strom_node ref, str key, enum cite_form form, struct span at)
{
	vec_push(b->arena, &b->resolve->cited,
	         (struct cited){ref, arena_str(b->arena, key), form, at});
}
