/* Marks for the index: which words are listed, and under what. The index itself is made of them
 * when pages are known (typeset/arrange/index.c). */
#include "text/resolve/resolve.h"

static void no_words(struct builder *b, strom_node mark)
{
	diag_error(b->diags, node_at(b->edition, mark)->span, "text/empty-index",
	           "no words stand where the index is to lead");
	diag_hint(b->diags, "Mark the words that a reader looks for: [words]{.index}.");
}

void resolve_index(struct builder *b)
{
	struct edition *e = b->edition;
	for (size_t i = 0; i < b->resolve->index.n; i++) {
		strom_node mark = b->resolve->index.at[i];
		uint32_t value = mark;
		str words = edition_text(e, b->arena, mark);
		if (!words.len) {
			no_words(b, mark);
			continue;
		}
		if (!node_at(e, mark)->target.len)
			node_edit(e, mark)->target = words;
		if (node_at(e, mark)->id.len)
			continue;
		/* A space: no author can write it. */
		str id = arena_printf(b->arena, "index %zu", i + 1);
		node_edit(e, mark)->id = id;
		map_add(e->ids, id, &value);
	}
}
