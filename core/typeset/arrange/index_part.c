/* The index as a part of the edition: its title, until pages are known. */
#include "typeset/arrange/index_part.h"

#include <strom/layout.h>

bool part_is_index_mark(const struct node *n)
{
	return n->kind == NODE_SPAN && n->target.len;
}

strom_node part_index(const struct edition *e)
{
	for (EACH_CHILD(n, e, 1))
		if (node_at(e, n)->kind == NODE_PART && node_at(e, n)->number == STROM_PART_INDEX)
			return n;
	return 0;
}

static bool has_marks(const struct edition *e)
{
	for (strom_node n = 1; n < e->nodes.n; n++)
		if (part_is_index_mark(node_at(e, n)))
			return true;
	return false;
}

bool part_index_wanted(const struct edition *e)
{
	strom_node part = part_index(e);
	return part && node_at(e, part)->first;
}

strom_node part_index_add(struct edition *e, strom_node parent, enum node_kind kind,
                          const char *style, unsigned flags)
{
	strom_node n = edition_add(e, parent, kind, (struct span){0});
	node_edit(e, n)->style = str_of(style);
	node_edit(e, n)->flags = (uint16_t)(NODE_GENERATED | flags);
	return n;
}

void part_index_begin(struct edition *e, strom_node part)
{
	str title = language_word(e->language, S("index"));
	uint32_t heading;
	if (!has_marks(e))
		return;
	heading = part_index_add(e, part, NODE_HEADING, "", 0);
	node_edit(e, heading)->level = 1;
	/* A space: no author can write it. */
	node_edit(e, heading)->id = S("the index");
	map_add(e->ids, node_at(e, heading)->id, &heading);
	edition_add_text(e, heading, title.len ? title : S("Index"));
}
