/* Pass 1: filling frames.
 *
 * Each frame takes as much as fits and gives back to the last place where a break is free. Where
 * there is none, the rules give way before the text does: nothing is ever lost. */
#include "typeset/paginate.h"

enum { MOST_PAGES = 100000, MOST_PAGES_WITHOUT_FRAME = 16 };

struct filler {
	struct typesetter *t;
	struct pagination *p;
	uint32_t flow;
	const struct vertical *v;
	uint32_t next;                   /* unit */
};

static const struct unit *unit_at(const struct filler *f, uint32_t i)
{
	return &f->v->units.at[i];
}

/* ---- Pages and their masters ---- */

static str master_asked(const struct filler *f)
{
	if (f->next >= f->v->units.n)
		return S("");
	const struct typesetter *t = f->t;
	strom_node n = t->blocks.at[unit_at(f, f->next)->block].node;
	for (; n; n = node_at(t->edition, n)->parent) {
		const struct placement *p = arrangement_place(&t->arrangement, n);
		if (p && p->master.len)
			return p->master;
	}
	return S("");
}

/* The master of a page, asked for when the page is first reached. NULL: reported. */
static const struct master *master_of(struct filler *f, uint32_t page, bool blank)
{
	struct pagination *p = f->p;
	while (p->masters.n <= page) {
		uint32_t index = (uint32_t)p->masters.n;
		bool at_next = index == page && f->next < f->v->units.n;
		struct strom_page_ask ask = {
			.size = sizeof ask, .index = index, .recto = index % 2 == 0, .blank = blank,
			.first = at_next ? f->t->blocks.at[unit_at(f, f->next)->block].node : 0,
			.master = at_next && !blank ? master_asked(f) : S("")};
		const struct master *m = arrangement_page(&f->t->arrangement, &ask);
		if (!m)
			return NULL;
		vec_push(f->t->arena, &p->masters, m);
		vec_push(f->t->arena, &p->blanks, blank);
	}
	return p->masters.at[page];
}

/* ---- Filling one column ---- */

static strom_len height_with(const struct filler *f, uint32_t from, uint32_t i)
{
	const struct unit *u = unit_at(f, i);
	return u->height + (i == from ? block_repeat_height(f->t, u->block, u->index) : u->before);
}

/* How many units fit from f->next on: the end of what goes into a column of this height. */
static uint32_t fit(const struct filler *f, strom_len room, bool *overfull)
{
	uint32_t from = f->next, free_at = from, i = from;
	strom_len used = 0;
	*overfull = false;
	for (; i < f->v->units.n; i++) {
		const struct unit *u = unit_at(f, i);
		if (i > from && u->rule > BREAK_FREE)
			return i;
		if (i > from && u->rule == BREAK_FREE)
			free_at = i;
		used += height_with(f, from, i);
		if (used > room)
			break;
	}
	if (i == f->v->units.n)
		return i;
	if (free_at > from)
		return free_at;
	*overfull = i == from;
	return i > from ? i : from + 1;
}

static bool too_tall(struct filler *f, strom_len room)
{
	const struct block *b = &f->t->blocks.at[unit_at(f, f->next)->block];
	diag_error(f->t->diags, node_at(f->t->edition, b->node)->span, "pages/too-tall",
	           "%s is higher than the page's frame (%d mm, the frame has %d mm)",
	           node_kind_name(node_at(f->t->edition, b->node)->kind),
	           (int)((double)unit_at(f, f->next)->height / 65536 * 25.4 / 72),
	           (int)((double)room / 65536 * 25.4 / 72));
	diag_hint(f->t->diags, "Make it smaller, or divide it.");
	return false;
}

static void fill_column(struct filler *f, uint32_t page, uint32_t frame, uint32_t column,
                        strom_len room)
{
	bool overfull;
	uint32_t to = fit(f, room, &overfull);
	if (overfull && !too_tall(f, room))
		f->t->failed = true;
	vec_push(f->t->arena, &f->p->flows[f->flow],
	         (struct fragment){page, frame, column, f->next, to});
	f->next = to;
}

/* Whether the next unit wants to begin further on than this column. */
static bool wants_more(const struct filler *f, uint32_t page, bool page_top, bool frame_top)
{
	if (f->next >= f->v->units.n)
		return true;
	uint8_t rule = unit_at(f, f->next)->rule;
	return (rule == BREAK_FRAME && !frame_top) || (rule == BREAK_PAGE && !page_top) ||
	       (rule == BREAK_RECTO && (!page_top || page % 2));
}

/* Fills this flow's frames of a page. *had: the page has such a frame. */
static bool fill_page(struct filler *f, uint32_t page, bool *had)
{
	const struct master *m = master_of(f, page, false);
	bool page_top = true;
	if (!m)
		return false;
	*had = false;
	for (uint32_t i = 0; i < m->frames.n; i++) {
		const struct frame *frame = &m->frames.at[i];
		if (frame->flow != f->flow)
			continue;
		*had = true;
		for (uint32_t c = 0; c < frame->columns; c++) {
			if (wants_more(f, page, page_top && !c, !c))
				continue;
			fill_column(f, page, i, c, frame->box.h);
			page_top = false;
		}
	}
	return true;
}

/* ---- Flows ---- */

static strom_len rest_height(const struct filler *f)
{
	strom_len h = 0;
	for (uint32_t i = f->next; i < f->v->units.n; i++)
		h += height_with(f, f->next, i);
	return h;
}

static bool overset(struct filler *f)
{
	const struct flow *flow = &f->t->arrangement.flows.at[f->flow];
	const struct block *b = &f->t->blocks.at[unit_at(f, f->next)->block];
	int mm = (int)((double)rest_height(f) / 65536 * 25.4 / 72 + 1);
	diag_error(f->t->diags, node_at(f->t->edition, b->node)->span, "pages/overset",
	           "%.*s: the text of '%.*s' is %d mm too long", STR_ARG(f->t->edition->spec->id),
	           STR_ARG(flow->name), mm);
	diag_hint(f->t->diags, "Shorten it from here on, or set it in a smaller style.");
	return false;
}

static bool fill_flow(struct filler *f)
{
	uint32_t without = 0;
	bool error = f->t->arrangement.flows.at[f->flow].overset_error, seen = false, had;
	for (uint32_t page = 0; f->next < f->v->units.n; page++) {
		uint8_t rule = unit_at(f, f->next)->rule;
		bool blank = rule == BREAK_RECTO && page % 2 && page == f->p->masters.n;
		if (blank && !master_of(f, page, true))
			return false;
		if (blank || (page < f->p->blanks.n && f->p->blanks.at[page]))
			continue;
		if (error && seen)
			return overset(f);
		if (!fill_page(f, page, &had))
			return false;
		seen |= had;
		without = had ? 0 : without + 1;
		if (without > MOST_PAGES_WITHOUT_FRAME || page >= MOST_PAGES)
			return diag_error(f->t->diags, f->t->edition->spec->document->id.at, "pages/no-frame",
			                  "no page takes the rest of flow '%.*s'",
			                  STR_ARG(f->t->arrangement.flows.at[f->flow].name));
	}
	return true;
}

static void note_pages(struct typesetter *t, struct pagination *p)
{
	p->nodes = t->edition->nodes.n;
	p->page_of = arena_array(t->arena, uint32_t, p->nodes);
	for (size_t f = 0; f < t->arrangement.flows.n; f++)
		for (size_t i = 0; i < p->flows[f].n; i++) {
			const struct fragment *g = &p->flows[f].at[i];
			for (uint32_t u = g->from; u < g->to; u++) {
				strom_node n = t->blocks.at[t->flows[f].units.at[u].block].node;
				if (n && !p->page_of[n])
					p->page_of[n] = g->page + 1;
			}
		}
}

bool paginate(struct typesetter *t, struct pagination *p)
{
	bool good = true;
	*p = (struct pagination){.flows = arena_array(t->arena, fragments, t->arrangement.flows.n)};
	for (uint32_t i = 0; i < t->arrangement.flows.n; i++) {
		struct filler f = {t, p, i, &t->flows[i], 0};
		good &= fill_flow(&f);
		if (!p->masters.n)               /* an empty document is one empty page */
			good &= master_of(&f, 0, false) != NULL;
	}
	if (good)
		note_pages(t, p);
	return good && !t->failed;
}

bool page_of_node(const struct typesetter *t, const struct pagination *p, strom_node n, uint32_t *page)
{
	if (!n || n >= p->nodes)
		return false;
	if (p->page_of[n]) {
		*page = p->page_of[n] - 1;
		return true;
	}
	for (strom_node c = node_at(t->edition, n)->first; c; c = node_at(t->edition, c)->next)
		if (page_of_node(t, p, c, page))
			return true;
	return false;
}
