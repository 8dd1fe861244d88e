/* What typesetting adds to the words of an edition, and readers go by: the signs of items, the
 * numbers of notes, the pages that the contents lead to. */
#include "judge/parts.h"

static bool shows(struct judge *j, strom_node n, str text)
{
	struct sum wanted = {0};
	sum_add(&wanted, text, 0);
	return sum_same(wanted, judge_seen(j, n)->text);
}

/* A task's box is a path, and its tick another. */
static void judge_task(struct judge *j, strom_node n)
{
	bool done = node_at(j->edition, n)->flags & NODE_DONE;
	if (judge_seen(j, n)->paths != 1u + done)
		judge_tell(j, n, judge_seen(j, n)->paths > 1u + done, "the box before the item",
		           S(""));
}

static void judge_item(struct judge *j, strom_node n, str sign)
{
	if (!shows(j, n, sign))
		judge_tell(j, n, judge_seen(j, n)->text.n > sign.len, "the sign before the item",
		           sign);
}

/* Bullets are the theme's, whichever style of it the list has. */
static str bullet_shown(struct judge *j, strom_node n)
{
	const struct theme *t = j->theme;
	for (size_t i = 0; t && i < t->styles_n; i++)
		for (size_t k = 0; k < STYLE_BULLETS && t->styles[i].bullets[k].len; k++)
			if (shows(j, n, t->styles[i].bullets[k]))
				return t->styles[i].bullets[k];
	return S("\u2022");
}

void judge_list(struct judge *j, strom_node list)
{
	uint16_t flags = node_at(j->edition, list)->flags;
	int32_t number = node_at(j->edition, list)->number;
	if (flags & NODE_PLAIN)
		return;
	for (EACH_CHILD(c, j->edition, list)) {
		arena_reset(j->scratch);
		str sign = flags & NODE_ORDERED ? arena_printf(j->scratch, "%d.", number++)
		                                : bullet_shown(j, c);
		if (node_at(j->edition, c)->flags & NODE_TASK)
			judge_task(j, c);
		else
			judge_item(j, c, sign);
	}
}

/* One without words stands nowhere. */
void judge_note(struct judge *j, strom_node note)
{
	str number = arena_printf(j->scratch, "%d", node_at(j->edition, note)->number);
	if (node_at(j->edition, note)->first && !shows(j, note, number))
		judge_tell(j, note, judge_seen(j, note)->text.n > number.len, "the note's number",
		           number);
}

/* Where a node begins, + 1; 0: nowhere. */
static uint32_t page_of(struct judge *j, strom_node n)
{
	uint32_t page = judge_seen(j, n)->first;
	for (strom_node c = node_at(j->edition, n)->first; c && !page;
	     c = node_at(j->edition, c)->next)
		page = page_of(j, c);
	return page;
}

/* In an index the number is a text of its own, and judged as that. */
void judge_page_ref(struct judge *j, strom_node ref)
{
	const struct node *node = node_at(j->edition, ref);
	strom_node target = edition_find(j->edition, str_from(node->target, 1));
	if (node->first || !target)
		return;
	uint32_t page = page_of(j, target);
	str number = arena_printf(j->scratch, "%u", page);
	if (page && !shows(j, ref, number))
		judge_tell(j, ref, judge_seen(j, ref)->text.n > number.len,
		           "the page number in the contents", number);
}
