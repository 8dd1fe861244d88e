/* Marks for the index: which words are listed, and under what. The index itself is made of them
 * when pages are known (typeset/arrange/index.c). */
#include "text/resolve/terms.h"

/* "Entry" or "Entry!Subentry". */
static bool entry_ok(str entry)
{
	str main = str_until(entry, '!'), sub = str_from(entry, main.len + 1);
	return str_trim(main).len && !str_has(sub, '!') && (main.len == entry.len || str_trim(sub).len);
}

strom_node builder_index_mark(struct builder *b, strom_node span, const struct attributes *a)
{
	struct edition *e = b->edition;
	const struct attribute *said = attributes_get(a, "index");
	bool by_class = str_eq(node_at(e, span)->style, S("index"));
	if (!said && !by_class)
		return span;
	if (said && !entry_ok(said->value)) {
		builder_fail(b);
		diag_error(b->diags, said->value_at, "text/bad-index", "'%.*s' is no entry of an index",
		           STR_ARG(utf8_prefix(said->value, 60)));
		diag_hint(b->diags, "Write an entry, or an entry and what it is divided by: \"Police!training\".");
		return span;
	}
	if (by_class)
		node_at(e, span)->style = S("");
	if (node_at(e, span)->kind == NODE_LINK) {
		struct node outer = *node_at(e, span);
		span = edition_add(e, span, NODE_SPAN, outer.span);
		node_at(e, span)->lang = outer.lang;
	}
	node_at(e, span)->target = said ? arena_str(b->arena, said->value) : S("");
	vec_push(b->arena, &b->index, span);
	return span;
}

static void no_words(struct builder *b, strom_node mark)
{
	builder_fail(b);
	diag_error(b->diags, node_at(b->edition, mark)->span, "text/empty-index",
	           "no words stand where the index is to lead");
	diag_hint(b->diags, "Mark the words that a reader looks for: [words]{.index}.");
}

void resolve_index(struct builder *b)
{
	struct edition *e = b->edition;
	for (size_t i = 0; i < b->index.n; i++) {
		strom_node mark = b->index.at[i];
		uint32_t value = mark;
		str words = edition_text(e, b->arena, mark);
		if (!words.len) {
			no_words(b, mark);
			continue;
		}
		if (!node_at(e, mark)->target.len)
			node_at(e, mark)->target = words;
		if (node_at(e, mark)->id.len)
			continue;
		/* A space: no author can write it. */
		str id = arena_printf(b->arena, "index %zu", i + 1);
		node_at(e, mark)->id = id;
		map_add(e->ids, id, &value);
	}
}
