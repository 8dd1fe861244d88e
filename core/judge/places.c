/* Everything within the page, and no text over another. */
#include "judge/parts.h"

struct core_of_letters {
	struct paper_box core;
	const struct item *item;
};
typedef vec(struct core_of_letters) spots;

/* ---- Within the page ---- */

/* Hundredths of a point are nothing that a knife cuts. */
enum { SLACK = 65536 / 20 };

static bool within(struct paper_box b, const struct page *page, strom_len beyond)
{
	beyond += SLACK;
	return b.x0 >= -beyond && b.y0 >= -beyond && b.x1 <= page->w + beyond &&
	       b.y1 <= page->h + beyond;
}

static void tell_off_page(struct judge *j, const struct page *page, const struct item *item)
{
	static const char *const what[] = {"text", "a drawing", "a picture", "a drawing",
	                                   "a drawing"};
	str text = item->kind == ITEM_GLYPHS ? utf8_prefix(item->text, 60) : S("");
	if (!judge_may_tell(j))
		return;
	diag_error(j->edition->diags, judge_span(j, item->node), "judge/off-page",
	           "%s%s%.*s%s lies beyond the edge of page %u", what[item->kind],
	           text.len ? " \"" : "", STR_ARG(text), text.len ? "\"" : "", page->index + 1);
	diag_hint(j->edition->diags, "Shorten it, or make room for it in the layout or the theme.");
}

/* Only art and the marks of the layout may go on beyond the cut, as far as the bleed. */
static strom_len beyond(const struct page *page, const struct item *item)
{
	bool art = item->kind != ITEM_GLYPHS && (item->artifact == ARTIFACT_BACKGROUND ||
	                                         item->artifact == ARTIFACT_LAYOUT);
	return art ? page->bleed : 0;
}

/* ---- Over nothing ---- */

static void add_spot(struct judge *j, spots *list, const struct item *item, struct paper_box box)
{
	struct paper_box core = judge_core(item, box);
	if (core.x1 > core.x0)
		vec_push(j->scratch, list, (struct core_of_letters){core, item});
}

static int by_top(const void *a, const void *b)
{
	const struct core_of_letters *x = a, *y = b;
	if (x->core.y0 != y->core.y0)
		return x->core.y0 < y->core.y0 ? -1 : 1;
	return x->core.x0 < y->core.x0 ? -1 : x->core.x0 > y->core.x0;
}

static void tell_overlap(struct judge *j, const struct page *page, const struct item *a,
                         const struct item *b)
{
	const struct item *named = b->node ? b : a, *other = b->node ? a : b;
	str text = utf8_prefix(named->text, 40), under = utf8_prefix(other->text, 40);
	if (!judge_may_tell(j))
		return;
	diag_error(j->edition->diags, judge_span(j, named->node), "judge/overlap",
	           "text \"%.*s\" stands over \"%.*s\" on page %u", STR_ARG(text), STR_ARG(under),
	           page->index + 1);
	diag_hint(j->edition->diags, "Make room for both in the layout, the theme or the figure.");
}

/* From top to bottom: only those that reach down to a text's top can be under it. One complaint a
 * page. */
static void judge_overlaps(struct judge *j, const struct page *page, spots *list)
{
	size_t open = 0;
	if (list->n > 1)
		qsort(list->at, list->n, sizeof *list->at, by_top);
	for (size_t i = 1; i < list->n; i++) {
		while (open < i && list->at[open].core.y1 <= list->at[i].core.y0)
			open++;
		for (size_t k = open; k < i; k++)
			if (judge_boxes_meet(list->at[k].core, list->at[i].core)) {
				tell_overlap(j, page, list->at[k].item, list->at[i].item);
				return;
			}
	}
}

void judge_places(struct judge *j, const struct page *page)
{
	spots list = {0};
	size_t turned = 0, clipped = 0;
	for (size_t i = 0; i < page->n; i++) {
		const struct item *item = &page->items[i];
		bool holds = item->kind == ITEM_OPEN || item->kind == ITEM_CLOSE;
		if (holds && item->look && item->look->turned)
			turned += item->kind == ITEM_OPEN ? 1 : SIZE_MAX;
		else if (holds)
			clipped += item->kind == ITEM_OPEN ? 1 : SIZE_MAX;
		/* What is turned, or not seen as a whole, is judged where it is drawn, as to its
		 * figure's box: typeset/blocks/canvas. */
		if (turned || (clipped && item->kind != ITEM_GLYPHS))
			continue;
		struct paper_box b = judge_box(item);
		if (b.x0 > b.x1)
			continue;
		if (!within(b, page, beyond(page, item)))
			tell_off_page(j, page, item);
		if (item->kind == ITEM_GLYPHS)
			add_spot(j, &list, item, b);
	}
	judge_overlaps(j, page, &list);
}
