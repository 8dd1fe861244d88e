/* Which master a page has, and what may begin on it. */
#include "typeset/pages/masters.h"

/* The node that a page is made for: what comes next, or what of an insertion is owed; 0: none. */
static strom_node node_ahead(const struct typesetter *t, uint32_t flow, const struct standing *s)
{
	const struct vertical *v = &t->lists->flows[flow];
	uint32_t next = s ? s->next : 0, n = s ? (uint32_t)v->units.n : 0;
	if (next < n && s->waiting_n && v->units.at[next].rule >= BREAK_PAGE)
		next = s->waiting[0];
	if (next >= n && n && t->arrangement.flows.at[flow].inserted)
		next = n - 1;
	return next < n ? t->lists->blocks.at[v->units.at[next].block].node : 0;
}

static str master_asked(const struct typesetter *t, strom_node n)
{
	for (; n; n = node_at(t->edition, n)->parent) {
		const struct placement *p = arrangement_place(&t->arrangement, n);
		if (p && p->master.len)
			return p->master;
	}
	return S("");
}

/* A table's note has no place of its own, but comes with the table, and so do the footnotes. */
static str master_inserted(const struct typesetter *t, uint32_t flow, const struct standing *s)
{
	strom_node n = 0;
	for (size_t i = 0; s && i < t->lists->insertions.n; i++) {
		const struct insertion *in = &t->lists->insertions.at[i];
		if (in->flow == flow && in->from <= s->next)
			n = in->placed;
	}
	return master_asked(t, n);
}

bool master_is_more(const struct typesetter *t, uint32_t page)
{
	const struct more_pages *more = &t->lists->more;
	return more->n && page > more->after && page <= more->after + more->n;
}

const struct master *master_ask(struct typesetter *t, uint32_t flow, const struct standing *s,
                                uint32_t page, bool blank)
{
	if (master_is_more(t, page))
		return &t->lists->more.master;
	strom_node first = node_ahead(t, flow, s);
	str asked = first && !blank ? master_asked(t, first) : S("");
	if (first && !blank && !asked.len)
		asked = master_inserted(t, flow, s);
	struct strom_page_ask ask = {.size = sizeof ask,
	                             .index = page,
	                             .recto = page % 2 == 0,
	                             .blank = blank,
	                             .first = first,
	                             .master = asked};
	return arrangement_page(&t->arrangement, &ask);
}

bool master_wants_more(const struct vertical *v, const struct standing *s, uint32_t page,
                       bool page_top, bool frame_top)
{
	if (s->next >= v->units.n)
		return true;
	uint8_t rule = v->units.at[s->next].rule;
	/* What was left behind belongs before what begins a page of its own. */
	if (s->waiting_n && rule >= BREAK_PAGE)
		return true;
	return (rule == BREAK_FRAME && !frame_top) || (rule == BREAK_PAGE && !page_top) ||
	       (rule == BREAK_RECTO && (!page_top || page % 2)) ||
	       (rule == BREAK_BACK && (!page_top || page % 4 != 3));
}
