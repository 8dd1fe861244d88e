/* Tiles: ::: {.tiles} around a list of definitions, the terms the figures, the definitions their
 * labels.
 */
#include "text/draft/draft_parts.h"

enum { MOST_TILES = 6 }; /* more are no longer read at a glance */

static void bad_tile(struct draft_reader *r, struct span at, const char *what)
{
	diag_error(r->diags, at, "text/bad-tile", "%s", what);
	diag_hint(r->diags, "Write the figure on a line, and below it \": \" and its label, in one "
	                    "paragraph.");
}

static bool is_label(const struct draft_block *b)
{
	return b && b->kind == NODE_DEFINITION && b->first && !b->first->next &&
	       b->first->kind == NODE_PARAGRAPH;
}

static void check_tiles(struct draft_reader *r, const struct draft_block *list)
{
	size_t n = 0;
	for (const struct draft_block *b = list->first; b; b = b->next) {
		n += b->kind == NODE_TERM;
		if (b->kind == NODE_TERM && !is_label(b->next))
			bad_tile(r, b->at, "a tile's label is more than a paragraph");
		if (b->kind == NODE_DEFINITION && b->next && b->next->kind == NODE_DEFINITION)
			bad_tile(r, b->next->at, "a tile has two labels");
	}
	if (n <= MOST_TILES)
		return;
	diag_error(r->diags, list->at, "text/too-many-tiles", "there are %zu tiles", n);
	diag_hint(r->diags,
	          "At most %d are read at a glance: leave some to the text, or make a "
	          "table of them.",
	          MOST_TILES);
}

static void read_bars(struct draft_reader *r, struct draft_block *div)
{
	const struct attribute *bars = attributes_get(&div->attributes, "bars");
	if (!bars)
		return;
	div->flags |= NODE_BARS;
	if (str_eq(bars->value, S("shares")))
		return;
	diag_error(r->diags, bars->value_at, "text/bad-tile", "tiles have no bars of '%.*s'",
	           STR_ARG(bars->value));
	diag_hint(r->diags, "Write bars=shares: figures that are percents get a bar.");
}

void draft_tiles(struct draft_reader *r, struct draft_block *div)
{
	const struct draft_block *list = div->first;
	read_bars(r, div);
	if (!list) {
		bad_tile(r, div->at, "there are no tiles");
		return;
	}
	for (const struct draft_block *b = list; b; b = b->next)
		if (b->kind != NODE_DEFINITIONS)
			bad_tile(r, b->at, "tiles hold figures with their labels alone");
	if (list->kind == NODE_DEFINITIONS)
		check_tiles(r, list);
}
