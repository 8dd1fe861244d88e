/* Notes that tables and charts from data get by themselves: what has been done to their numbers. */
#include "data/measure.h"
#include "text/make/maker.h"

/* A chart may stand anywhere: what is to be read with it goes into its caption, or below, where
 * that is a claim. */
static strom_node below(struct edition *e, strom_node of)
{
	struct span at = node_at(e, of)->span;
	bool claims = node_at(e, of)->kind == NODE_FIGURE && node_at(e, of)->figure->claim.len;
	if (node_at(e, of)->kind == NODE_TABLE || claims) {
		strom_node note = edition_add(e, node_at(e, of)->parent, NODE_PARAGRAPH, at);
		node_edit(e, note)->flags = NODE_TABLE_NOTE;
		if (claims)
			node_edit(e, note)->style = S("caption-source");
		return note;
	}
	strom_node caption = 0;
	for (EACH_CHILD(c, e, of))
		if (node_at(e, c)->kind == NODE_CAPTION)
			caption = c;
	if (!caption)
		return edition_add(e, of, NODE_CAPTION, at);
	edition_add(e, caption, NODE_BREAK, at);
	return caption;
}

static void add_note(struct maker *m, strom_node of, str text)
{
	struct edition *e = m->b.edition;
	if (!text.len)
		return;
	strom_node words = edition_add_text(e, below(e, of), text);
	node_edit(e, words)->lang = 0;
	node_edit(e, words)->flags |= NODE_GENERATED;
}

void make_notes_below(struct maker *m, strom_node of, const struct measure_notes *notes)
{
	const struct language *l = m->b.edition->language;
	if (notes->weighted)
		add_note(m, of, language_word(l, S("weighted")));
}
