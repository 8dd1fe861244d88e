/* Pass 1: pages and their masters; each column of each frame is filled in turn. Where no break is
 * allowed, the rules give way before the text does: nothing is ever lost. */
#include "typeset/pages/paginate.h"
#include "typeset/pages/anchored_fill.h"
#include "typeset/pages/bands.h"
#include "typeset/pages/choose.h"

enum { MOST_PAGES = 100000, MOST_PAGES_WITHOUT_FRAME = 16 };

struct filler {
	struct typesetter *t;
	struct pagination *p;
	uint32_t flow;
	const struct vertical *v;
	struct standing s;
	struct chooser chooser;          /* without scratch memory: each column as full as can be */
	bool spans;                      /* some of its units span columns */
	size_t inserted;                 /* of the insertions, those that are behind it */
	struct standing *standings;      /* of every flow that is inserted */
};

static const struct unit *unit_at(const struct filler *f, uint32_t i)
{
	return &f->v->units.at[i];
}

/* ---- Pages and their masters ---- */

/* The master of a page, asked for when the page is first reached. NULL: reported. */
static const struct master *master_of(struct filler *f, uint32_t page, bool blank)
{
	struct pagination *p = f->p;
	while (p->masters.n <= page) {
		uint32_t index = (uint32_t)p->masters.n;
		const struct master *m =
		        master_ask(f->t, f->flow, index == page ? &f->s : NULL, index, blank);
		if (!m)
			return NULL;
		vec_push(f->t->arena, &p->masters, m);
		vec_push(f->t->arena, &p->blanks, blank);
	}
	return p->masters.at[page];
}

/* ---- Columns ---- */

/* Of a paragraph's line it is a picture that is so high. */
static const struct node *tall_node(const struct filler *f, const struct unit *u)
{
	const struct block *b = &f->t->lists->blocks.at[u->block];
	const struct run *box =
	        b->galley.lines > u->index ? galley_highest_box(&b->galley, u->index) : NULL;
	return node_at(f->t->edition, box ? box->node : b->node);
}

static void too_tall(struct filler *f, const struct vertical *v, uint32_t unit, strom_len room)
{
	const struct node *n = tall_node(f, &v->units.at[unit]);
	diag_error(f->t->diags, n->span, "pages/too-tall",
	           "%s is higher than the page's frame (%d mm, the frame has %d mm)",
	           node_kind_name(n->kind),
	           (int)((double)unit_height(f->t, v, unit, true) / 65536 * 25.4 / 72),
	           (int)((double)room / 65536 * 25.4 / 72));
	diag_hint(f->t->diags, "Make it smaller, or divide it.");
}

static void warn_late(struct filler *f, uint32_t late, uint32_t page)
{
	/* Of bands the first is late, and the last of all may have been set since. */
	size_t call = f->s.call < f->v->calls.n ? f->s.call : f->v->calls.n - 1;
	const struct note_set *n = &f->t->lists->notes.at[f->v->calls.at[call].note];
	diag_warn(f->t->diags, node_at(f->t->edition, n->node)->span, "pages/late-notes",
	          "%u footnotes of page %u begin on a later page, for want of room", late,
	          page + 1);
	diag_hint(f->t->diags, "Shorten the notes, or have fewer of them in one place.");
}

/* Where the column's text is to end, as it was chosen for the chapter. */
static bool chosen(struct filler *f, const struct column_at *at, uint32_t *until)
{
	struct chooser *c = &f->chooser;
	*until = 0;
	if (!c->scratch)
		return true;
	if (c->next == c->choices.n && !choose_pages(c, &f->s, *at))
		return false;
	if (c->next < c->choices.n && c->choices.at[c->next].from == f->s.next)
		*until = c->choices.at[c->next++].to;
	else
		c->next = c->choices.n = 0;
	return true;
}

static void tell(struct filler *f, const struct column_at *at, uint32_t tall, uint32_t tall_note,
                 uint32_t late)
{
	strom_len room = at->master->frames.at[at->frame].box.h;
	if (tall)
		too_tall(f, f->v, tall - 1, room);
	if (tall_note)
		too_tall(f, notes_list(f->t), tall_note - 1, room);
	if (late)
		warn_late(f, late, at->page);
}

/* The fragments from this one on stand in the frame. */
static void place(struct filler *f, const struct column_at *at, size_t from)
{
	fragments *out = &f->p->flows[f->flow];
	for (size_t i = from; i < out->n; i++) {
		out->at[i].page = at->page;
		out->at[i].frame = (uint16_t)at->frame;
	}
}

static bool place_column(struct filler *f, const struct column_at *at, bool text)
{
	const struct frame *of = &at->master->frames.at[at->frame];
	fragments *out = &f->p->flows[f->flow];
	size_t from = out->n;
	struct standing before = f->s;
	struct column_set c = {.t = f->t,
	                       .v = f->v,
	                       .arena = f->t->arena,
	                       .room = of->box.h,
	                       .text = text,
	                       .grid = of->grid,
	                       .notes = of->flags & STROM_FRAME_NOTES,
	                       .out = out};
	if (!chosen(f, at, &c.until))
		return false;
	fill_column(&c, &f->s);
	if (c.missed) {                  /* another page than it was chosen for */
		out->n = from;
		f->s = before;
		c.until = c.too_tall = c.tall_note = 0;
		fill_column(&c, &f->s);
	}
	tell(f, at, c.too_tall, c.tall_note, c.late);
	for (size_t i = from; i < out->n; i++)
		out->at[i].column = (uint16_t)at->column;
	place(f, at, from);
	return true;
}

static bool is_banded(const struct filler *f, const struct frame *frame)
{
	return frame->columns > 1 && (f->t->arrangement.flows.at[f->flow].balance || f->spans);
}

static void fill_bands(struct filler *f, struct column_at *at)
{
	const struct frame *frame = &at->master->frames.at[at->frame];
	fragments *out = &f->p->flows[f->flow];
	size_t from = out->n;
	struct band_set b = {.t = f->t, .v = f->v, .frame = frame, .page = at->page,
	                     .page_top = at->page_top, .out = out,
	                     .balance = f->t->arrangement.flows.at[f->flow].balance};
	bands_fill(&b, &f->s);
	tell(f, at, b.too_tall, b.tall_note, b.late);
	place(f, at, from);
	at->page_top &= !b.filled;
}

/* Fills this flow's frames of a page. *had: the page has such a frame. */
static bool fill_page(struct filler *f, uint32_t page, bool *had)
{
	struct column_at at = {.page = page, .page_top = true, .master = master_of(f, page, false)};
	if (!at.master)
		return false;
	*had = false;
	for (; at.frame < at.master->frames.n; at.frame++) {
		const struct frame *frame = &at.master->frames.at[at.frame];
		if (frame->flow != f->flow)
			continue;
		*had = true;
		if (is_banded(f, frame)) {
			fill_bands(f, &at);
			continue;
		}
		for (at.column = 0; at.column < frame->columns; at.column++) {
			bool more = master_wants_more(f->v, &f->s, page, at.page_top && !at.column,
			                              !at.column);
			if (more && !fill_owes(f->v, &f->s))
				continue;
			if (!place_column(f, &at, !more))
				return false;
			at.page_top = false;
		}
	}
	return true;
}

/* ---- Flows ---- */

static strom_len rest_height(const struct filler *f)
{
	strom_len h = 0;
	for (uint32_t i = f->s.next; i < f->v->units.n; i++)
		h += unit_height(f->t, f->v, i, i == f->s.next);
	return h;
}

static bool overset(struct filler *f)
{
	const struct flow *flow = &f->t->arrangement.flows.at[f->flow];
	uint32_t at = f->s.next < f->v->units.n ? f->s.next : (uint32_t)f->v->units.n - 1;
	const struct block *b = &f->t->lists->blocks.at[unit_at(f, at)->block];
	int mm = (int)((double)rest_height(f) / 65536 * 25.4 / 72 + 1);
	struct span at_node = node_at(f->t->edition, b->node)->span;
	diag_error(f->t->diags, at_node.file ? at_node : f->t->edition->spec->document->id.at,
	           "pages/overset", "%.*s: the text of '%.*s' is %d mm too long",
	           STR_ARG(f->t->edition->spec->id), STR_ARG(flow->name), mm);
	diag_hint(f->t->diags, "Shorten it from here on, or set it in a smaller style.");
	return false;
}

static bool no_frame(const struct filler *f)
{
	return diag_error(f->t->diags, f->t->edition->spec->document->id.at, "pages/no-frame",
	                  "no page takes the rest of flow '%.*s'",
	                  STR_ARG(f->t->arrangement.flows.at[f->flow].name));
}

static bool has_spans(const struct vertical *v)
{
	for (size_t i = 0; i < v->units.n; i++)
		if (v->units.at[i].span)
			return true;
	return false;
}

/* Where an insertion's units end. */
static uint32_t insertion_end(const struct typesetter *t, size_t i)
{
	const struct insertion *in = &t->lists->insertions.at[i];
	for (size_t k = i + 1; k < t->lists->insertions.n; k++)
		if (t->lists->insertions.at[k].flow == in->flow)
			return t->lists->insertions.at[k].from;
	return (uint32_t)t->lists->flows[in->flow].units.n;
}

/* Pages behind *page, which becomes the last of them. */
static bool insert(struct filler *host, size_t i, uint32_t *page)
{
	struct typesetter *t = host->t;
	uint32_t flow = t->lists->insertions.at[i].flow, end = insertion_end(t, i), without = 0;
	struct filler f = {.t = t, .p = host->p, .flow = flow, .v = &t->lists->flows[flow],
	                   .s = host->standings[flow], .spans = has_spans(&t->lists->flows[flow])};
	while (f.s.next < end || fill_owes(f.v, &f.s)) {
		bool had;
		if (*page >= MOST_PAGES || without++ > MOST_PAGES_WITHOUT_FRAME)
			return no_frame(&f);
		if (!fill_page(&f, ++*page, &had))
			return false;
		without = had ? 0 : without;
	}
	host->standings[flow] = f.s;
	return true;
}

/* What is inserted where the flow has come to. */
static bool insert_pages(struct filler *f, uint32_t *page)
{
	for (; f->inserted < f->t->lists->insertions.n; f->inserted++) {
		const struct insertion *in = &f->t->lists->insertions.at[f->inserted];
		if (in->host != f->flow)
			continue;
		if (in->unit > f->s.next)
			return true;
		if (!insert(f, f->inserted, page))
			return false;
	}
	return true;
}

/* Nothing has begun there yet, though the layout's own first pages are made. */
static bool is_behind_more(const struct filler *f, uint32_t page)
{
	const struct more_pages *more = &f->t->lists->more;
	return more->n && page > more->after + more->n;
}

/* What comes next begins on another page than this: one on the right, or the last of a sheet. */
static bool waits(const struct filler *f, uint32_t page)
{
	bool seen = f->s.next < f->v->units.n;
	uint8_t rule = seen ? unit_at(f, f->s.next)->rule : BREAK_FREE;
	return (rule == BREAK_RECTO && page % 2) || (rule == BREAK_BACK && page % 4 != 3);
}

/* It comes behind all others, which may take no page of the sheet from it. */
static bool is_back(const struct vertical *v)
{
	return v->units.n && v->units.at[0].rule == BREAK_BACK;
}

static bool fill_flow(struct filler *f)
{
	uint32_t without = 0;
	bool error = f->t->arrangement.flows.at[f->flow].overset_error, seen = false, had;
	for (uint32_t page = 0; f->s.next < f->v->units.n || fill_owes(f->v, &f->s); page++) {
		bool more = master_is_more(f->t, page);
		bool blank = waits(f, page) && !more &&
		             (seen || is_behind_more(f, page) || is_back(f->v)) &&
		             page == f->p->masters.n && !fill_owes(f->v, &f->s);
		if (blank && !master_of(f, page, true))
			return false;
		if (blank || (page < f->p->blanks.n && f->p->blanks.at[page]))
			continue;
		if (error && seen && !more)
			return overset(f);
		if (!fill_page(f, page, &had))
			return false;
		seen |= had;
		/* Pages that other flows have made are passed over, however many. */
		without = had || page + 1 < f->p->masters.n ? 0 : without + 1;
		if (without > MOST_PAGES_WITHOUT_FRAME || page >= MOST_PAGES)
			return no_frame(f);
		if (!insert_pages(f, &page))
			return false;
	}
	uint32_t last = f->p->masters.n ? (uint32_t)f->p->masters.n - 1 : 0;
	return insert_pages(f, &last);
}

static void note_pages(struct typesetter *t, struct pagination *p)
{
	p->nodes = t->edition->nodes.n;
	p->page_of = arena_array(t->arena, uint32_t, p->nodes);
	for (size_t f = 0; f < t->arrangement.flows.n; f++)
		for (size_t i = 0; i < p->flows[f].n; i++) {
			const struct fragment *g = &p->flows[f].at[i];
			const struct vertical *v = g->note ? notes_list(t) : &t->lists->flows[f];
			for (uint32_t u = g->from; u < g->to; u++) {
				strom_node n = t->lists->blocks.at[v->units.at[u].block].node;
				if (n && !p->page_of[n])
					p->page_of[n] = g->page + 1;
			}
		}
}

/* ---- More funders than a cover has room for ---- */

enum { MOST_MORE = 40 };

static bool holds_funders(const struct typesetter *t, const struct vertical *v)
{
	for (size_t i = 0; i < v->units.n; i++) {
		const struct block *b = &t->lists->blocks.at[v->units.at[i].block];
		if (b->kind == BLOCK_LOGOS ||
		    str_eq(node_at(t->edition, b->node)->style, S("cover-funder")))
			return true;
	}
	return false;
}

/* A page like the one with the flow's frame, of which nothing but the frame is left: from as far
 * below the top as it is from the sides, as far down as before. */
static struct master further_master(struct arena *arena, const struct master *of, uint32_t flow)
{
	struct master more = {.name = of->name, .w = of->w, .h = of->h, .bleed = of->bleed};
	for (size_t i = 0; i < of->frames.n; i++) {
		struct frame f = of->frames.at[i];
		strom_len bottom = f.box.y + f.box.h;
		if (f.flow != flow || more.frames.n)
			continue;
		f.box.y = f.box.x < f.box.y ? f.box.x : f.box.y;
		f.box.h = bottom - f.box.y;
		vec_push(arena, &more.frames, f);
	}
	return more;
}

/* Fills the flow's own page, and counts those that it needs behind it. */
static bool count_more(struct filler *f, struct more_pages *more)
{
	bool had = false;
	uint32_t page = 0;
	for (; !had && page <= MOST_PAGES_WITHOUT_FRAME; page++)
		if (!fill_page(f, page, &had))
			return false;
	if (!had)
		return true;
	more->after = page - 1;
	more->master = further_master(f->t->arena, f->p->masters.at[page - 1], f->flow);
	while (f->s.next < f->v->units.n && more->n < MOST_MORE) {
		more->n++;
		if (!fill_page(f, page++, &had))
			return false;
	}
	return true;
}

/* Before any flow is filled, as the pages behind take other numbers. What there is to say is said
 * when the flow is. */
static void plan_more(struct typesetter *t)
{
	struct diags *lasting = t->diags;
	for (uint32_t i = 0; i < t->arrangement.flows.n && !t->lists->more.n; i++) {
		struct vertical *v = &t->lists->flows[i];
		struct pagination probe = {
		        .flows = arena_array(t->arena, fragments, t->arrangement.flows.n)};
		struct filler f = {.t = t, .p = &probe, .flow = i, .v = v};
		if (!t->arrangement.flows.at[i].overset_error || !holds_funders(t, v))
			continue;
		t->diags = diags_like(t->arena, lasting);
		count_more(&f, &t->lists->more);
		t->diags = lasting;
	}
}

/* The flows that are the back, or those that are not. */
static void fill_flows(struct typesetter *t, struct pagination *p, struct standing *standings,
                       bool back)
{
	for (uint32_t i = 0; i < t->arrangement.flows.n; i++) {
		const struct flow *flow = &t->arrangement.flows.at[i];
		struct filler f = {.t = t, .p = p, .flow = i, .v = &t->lists->flows[i],
		                   .standings = standings, .spans = has_spans(&t->lists->flows[i])};
		if (flow->inserted || flow->anchored || is_back(f.v) != back)
			continue;
		f.chooser = (struct chooser){.t = t, .p = p, .v = f.v, .flow = i};
		if (!flow->overset_error)
			f.chooser.scratch = arena_new();
		fill_flow(&f);
		arena_drop(f.chooser.scratch);
		if (!p->masters.n)               /* an empty document is one empty page */
			master_of(&f, 0, false);
	}
}

bool paginate(struct typesetter *t, struct pagination *p)
{
	size_t met = diag_met(t->diags);
	*p = (struct pagination){.flows = arena_array(t->arena, fragments, t->arrangement.flows.n)};
	struct standing *standings = arena_array(t->arena, struct standing, t->arrangement.flows.n);
	plan_more(t);
	fill_flows(t, p, standings, false);
	if (diag_met(t->diags) > met || !fill_anchored(t, p))
		return false;
	fill_flows(t, p, standings, true);
	note_pages(t, p);
	return diag_met(t->diags) == met && !typesetter_failed(t);
}

bool paginate_page_of(const struct typesetter *t, const struct pagination *p, strom_node n,
                      uint32_t *page)
{
	if (!n || n >= p->nodes)
		return false;
	if (p->page_of[n]) {
		*page = p->page_of[n] - 1;
		return true;
	}
	for (EACH_CHILD(c, t->edition, n))
		if (paginate_page_of(t, p, c, page))
			return true;
	return false;
}
