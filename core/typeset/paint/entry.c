/* Entries of the contents: the pages that they lead to, and the dots before them. */
#include "typeset/paint/entry.h"

/* How far the last line's items reach to the right. */
static strom_len end_of_last(const items *list, size_t from, strom_len otherwise)
{
	strom_len end = otherwise;
	for (size_t k = from; k < list->n; k++) {
		const struct item *item = &list->at[k];
		strom_len x = item->x;
		if (item->y != list->at[list->n - 1].y || item->kind != ITEM_GLYPHS)
			continue;
		for (size_t i = 0; i < item->n; i++)
			x += item->glyphs[i].advance;
		x = x > item->x ? x : item->x;
		end = x > end ? x : end;
	}
	return end;
}

/* Dots on a grid that all entries share, so that they stand below one another. */
static void paint_leader(struct typesetter *t, struct arena *arena, const struct block *b,
                         strom_len from, strom_len to, strom_len y, items *out)
{
	struct run dot = run_of(t, b->style, S("."), 1);
	strom_len step = b->style->size * 3 / 5, first = (from + step) / step * step + step;
	size_t before = out->n;
	for (strom_len x = first; x + step < to; x += step)
		line_put(t->setter, arena, &dot, 1, x, y, out);
	for (size_t i = before; i < out->n; i++) {
		out->at[i].artifact = ARTIFACT_LAYOUT;
		out->at[i].node = 0;
	}
}

static strom_len width_of(struct typesetter *t, const struct style *s, str text)
{
	struct run run = run_of(t, s, text, 1);
	return line_width(t->setter, &run, 1);
}

void paint_entry_page(struct typesetter *t, const struct pagination *p, struct arena *arena,
                      const struct block *b, size_t from, strom_len x, strom_len y, items *out)
{
	uint32_t page;
	str target = str_from(node_at(t->edition, b->node)->target, 1);
	if (!b->page_ref || !paginate_page_of(t, p, edition_find(t->edition, target), &page))
		return;
	str text = arena_printf(arena, " %u", page + 1);
	struct run run = run_of(t, b->style, text, b->page_ref);
	strom_len wide = line_width(t->setter, &run, 1), at = x + b->w - wide;
	strom_len end = end_of_last(out, from, x);
	if (b->style->folio == FOLIO_START) /* the space in front stands outside */
		at = x - run_entry_indent(t, b->style, b->node) - wide +
		     width_of(t, b->style, str_from(text, 1));
	line_put(t->setter, arena, &run, 1, at, y, out);
	if (b->style->folio == FOLIO_DOTS)
		paint_leader(t, arena, b, end, at, y, out);
}
