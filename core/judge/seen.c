/* What the pages show of each node. */
#include "judge/parts.h"

struct seen *judge_seen(struct judge *j, strom_node n)
{
	while (j->seen.n <= n)
		vec_push(j->edition->arena, &j->seen, (struct seen){0});
	return &j->seen.at[n];
}

void judge_see(struct judge *j, const struct page *page)
{
	for (size_t i = 0; i < page->n; i++) {
		const struct item *item = &page->items[i];
		if (!item->node)
			continue;
		struct seen *s = judge_seen(j, item->node);
		s->first = s->first ? s->first : page->index + 1;
		s->last = page->index + 1;
		if (item->kind == ITEM_GLYPHS)
			sum_add_glyphs(&s->text, item, item->cell);
		s->pictures += item->kind == ITEM_PICTURE;
		s->paths += item->kind == ITEM_PATH;
	}
}
