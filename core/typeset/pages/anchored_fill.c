/* Anchored flows: sidenotes, each beside the line that it belongs to.
 *
 * When a flow has its pages, the passages anchored in a page are put into the page's frame, in the
 * order of their anchors: from above downwards, so that none covers the one before it, then from
 * the frame's foot upwards, so that none leaves it. */
#include "typeset/pages/anchored_fill.h"
#include "typeset/pages/paginate.h"

enum { MOST_PAGES_WITHOUT_FRAME = 16 };

/* ---- Where anchors are ---- */

/* A passage and where it would stand: the page, and how high its first line's top. */
struct spot {
	uint32_t page, order;
	strom_len y;                     /* from the page's top */
	uint32_t from, to;
};

/* What reaches into the column, from where to where on its page. */
struct wide_piece {
	uint32_t page;
	strom_len top, bottom;
};

struct beside {
	struct typesetter *t;
	struct pagination *p;
	uint32_t flow;
	const struct vertical *v;
	vec(struct spot) spots;          /* in the order of pages and places */
	size_t next;                     /* the first that is not set to its end */
	vec(struct wide_piece) wides;    /* in the order of pages and places */
	size_t wide;                     /* the first that is on no earlier page */
};

/* Baselines are level: the passage's first with that of the line beside it. */
static strom_len level(const struct typesetter *t, const struct unit *line, const struct unit *own)
{
	const struct block *a = &t->lists->blocks.at[line->block],
	                   *b = &t->lists->blocks.at[own->block];
	if (a->kind != BLOCK_TEXT || b->kind != BLOCK_TEXT)
		return 0;
	return run_baseline(t, a->style) - run_baseline(t, b->style);
}

static void add_spot(struct beside *b, const struct fragment *g, strom_len top, uint32_t index)
{
	const struct anchor *a = &b->t->lists->anchors.at[index];
	const struct unit *line = &b->t->lists->flows[a->flow].units.at[a->unit];
	strom_len y = top + level(b->t, line, &b->v->units.at[a->from]);
	vec_push(b->t->arena, &b->spots, (struct spot){g->page, index, y, a->from, a->to});
}

/* chain[unit]: the first anchor there, +1; next: the one after it. */
static void spots_of_fragment(struct beside *b, const struct vertical *v, const struct fragment *g,
                              const uint32_t *chain, const uint32_t *next)
{
	const struct master *m = b->p->masters.at[g->page];
	strom_len y = m->frames.at[g->frame].box.y + g->y;
	for (uint32_t i = g->from; i < g->to; i++) {
		y += i == g->from ? 0 : v->units.at[i].before;
		for (uint32_t a = chain[i]; a; a = next[a - 1])
			add_spot(b, g, y, a - 1);
		y += v->units.at[i].height;
	}
}

static void spots_of_flow(struct beside *b, uint32_t flow)
{
	const struct vertical *v = &b->t->lists->flows[flow];
	size_t n = b->t->lists->anchors.n;
	uint32_t *chain = arena_array(b->t->arena, uint32_t, v->units.n + 1);
	uint32_t *next = arena_array(b->t->arena, uint32_t, n + 1);
	bool any = false;
	for (size_t i = n; i--;) {
		const struct anchor *a = &b->t->lists->anchors.at[i];
		if (a->flow != flow || a->beside != b->flow)
			continue;
		next[i] = chain[a->unit];
		chain[a->unit] = (uint32_t)i + 1;
		any = true;
	}
	for (size_t i = 0; any && i < b->p->flows[flow].n; i++)
		if (!b->p->flows[flow].at[i].note)
			spots_of_fragment(b, v, &b->p->flows[flow].at[i], chain, next);
}

static int by_place(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	if (x->y != y->y)
		return x->y < y->y ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* ---- What is wide ---- */

static void add_wides(struct beside *b, const struct vertical *v, const struct fragment *g)
{
	strom_len y = b->p->masters.at[g->page]->frames.at[g->frame].box.y + g->y;
	for (uint32_t i = g->from; i < g->to; i++) {
		strom_len before = i == g->from ? 0 : v->units.at[i].before,
		          top = y + (i == g->from ? 0 : before);
		y = top + v->units.at[i].height;
		if (!b->t->lists->blocks.at[v->units.at[i].block].wide)
			continue;
		struct wide_piece *last = b->wides.n ? &b->wides.at[b->wides.n - 1] : NULL;
		if (last && last->page == g->page && last->bottom == top - before)
			last->bottom = y;
		else
			vec_push(b->t->arena, &b->wides,
			         (struct wide_piece){g->page, top, y});
	}
}

static int wides_by_place(const void *a, const void *b)
{
	const struct wide_piece *x = a, *y = b;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	return x->top < y->top ? -1 : x->top > y->top;
}

static void find_wides(struct beside *b)
{
	if (!b->t->lists->has_wide)
		return;
	for (uint32_t f = 0; f < b->t->arrangement.flows.n; f++)
		for (size_t i = 0; i < b->p->flows[f].n; i++)
			if (!b->p->flows[f].at[i].note)
				add_wides(b, &b->t->lists->flows[f], &b->p->flows[f].at[i]);
	if (b->wides.n)
		qsort(b->wides.at, b->wides.n, sizeof *b->wides.at, wides_by_place);
}

static bool has_wide(struct beside *b, uint32_t page)
{
	while (b->wide < b->wides.n && b->wides.at[b->wide].page < page)
		b->wide++;
	return b->wide < b->wides.n && b->wides.at[b->wide].page == page;
}

/* ---- One page ---- */

static strom_len gap_between(const struct beside *b)
{
	return theme_style(b->t->theme, S("sidenote"))->after;
}

static void put(struct beside *b, uint32_t page, uint32_t frame, struct spot *s, uint32_t to,
                strom_len y)
{
	struct fragment g = {
	        .page = page, .frame = (uint16_t)frame, .from = s->from, .to = to, .y = y};
	vec_push(b->t->arena, &b->p->flows[b->flow], g);
	s->from = to;
}

/* Asked first, so that a page with very many notes does not cost their number on every later one.
 */
static bool has_room(const struct beside *b, size_t end, strom_len room)
{
	strom_len used = -gap_between(b);
	for (size_t i = b->next; i < end && used <= room; i++)
		used += vertical_height(b->v, b->spots.at[i].from, b->spots.at[i].to) +
		        gap_between(b);
	return used <= room;
}

/* The spots [next, end) at their places. */
static void put_level(struct beside *b, uint32_t page, uint32_t frame, size_t end, strom_box box)
{
	strom_len gap = gap_between(b), y = 0;
	strom_len *at = arena_array(b->t->arena, strom_len, end - b->next);
	for (size_t i = b->next; i < end; i++) {
		const struct spot *s = &b->spots.at[i];
		strom_len wanted = s->page == page ? s->y - box.y : 0;
		at[i - b->next] = larger(wanted, y);
		y = at[i - b->next] + vertical_height(b->v, s->from, s->to) + gap;
	}
	strom_len foot = box.h;
	for (size_t i = end; i-- > b->next;) {
		strom_len h = vertical_height(b->v, b->spots.at[i].from, b->spots.at[i].to);
		strom_len *own = &at[i - b->next];
		*own = *own + h > foot ? foot - h : *own;
		foot = *own - gap;
	}
	for (size_t i = b->next; i < end; i++)
		put(b, page, frame, &b->spots.at[i], b->spots.at[i].to, at[i - b->next]);
	b->next = end;
}

/* How far a passage goes in the room that is left; where nothing else stands, rules give way. */
static uint32_t fits(const struct beside *b, const struct spot *s, strom_len room, bool first)
{
	uint32_t free_to = s->from, i = s->from;
	strom_len h = 0;
	for (; i < s->to; i++) {
		const struct unit *u = &b->v->units.at[i];
		if (i > s->from && u->rule != BREAK_NEVER)
			free_to = i;
		h += u->height + (i > s->from ? u->before : 0);
		if (h > room)
			break;
	}
	return i == s->to || (first && free_to == s->from) ? i : free_to;
}

static bool too_tall(struct beside *b, const struct spot *s, strom_len room)
{
	const struct unit *u = &b->v->units.at[s->from];
	strom_node n = b->t->lists->blocks.at[u->block].node;
	diag_error(b->t->diags, node_at(b->t->edition, n)->span, "pages/too-tall",
	           "%s is higher than the room beside the text (%d mm, there are %d mm)",
	           node_kind_name(node_at(b->t->edition, n)->kind),
	           (int)((double)u->height / 65536 * 25.4 / 72),
	           (int)((double)room / 65536 * 25.4 / 72));
	diag_hint(b->t->diags, "Make it smaller, or divide it.");
	return false;
}

/* One below the other from the top, as many as there is room for. */
static bool put_tight(struct beside *b, uint32_t page, uint32_t frame, size_t end, strom_box box)
{
	strom_len y = 0;
	for (bool first = true; b->next < end; first = false) {
		struct spot *s = &b->spots.at[b->next];
		uint32_t from = s->from, to = fits(b, s, box.h - y, first);
		if (to == from)
			return !first || too_tall(b, s, box.h);
		put(b, page, frame, s, to, y);
		if (to < s->to)
			return true;
		y += vertical_height(b->v, from, to) + gap_between(b);
		b->next++;
	}
	return true;
}

/* The room of a frame from y on down to what is wide, or to its foot; false: there is none. */
static bool room_below(const struct beside *b, uint32_t page, strom_box box, size_t *piece,
                       strom_len *top, strom_len *foot)
{
	strom_len gap = gap_between(b), bottom = box.y + box.h;
	for (; *top < bottom; ++*piece) {
		bool more = *piece < b->wides.n && b->wides.at[*piece].page == page;
		*foot = more ? b->wides.at[*piece].top - gap : bottom;
		if (*top < *foot || !more)
			return *top < *foot;
		*top = larger(*top, b->wides.at[*piece].bottom + gap);
	}
	return false;
}

/* Above, between and below what is wide; what has no room left goes on to the next page. */
static void put_between(struct beside *b, uint32_t page, uint32_t frame, size_t end, strom_box box)
{
	strom_len top = box.y, foot = 0;
	size_t piece = b->wide;
	while (b->next < end && room_below(b, page, box, &piece, &top, &foot)) {
		struct spot *s = &b->spots.at[b->next];
		strom_len h = vertical_height(b->v, s->from, s->to);
		strom_len y = larger(s->page == page ? s->y : 0, top);
		y = y + h > foot ? larger(foot - h, top) : y;
		if (y + h > foot) {
			top = foot;
			continue;
		}
		put(b, page, frame, s, s->to, y - box.y);
		top = y + h + gap_between(b);
		b->next++;
	}
}

/* ---- All pages ---- */

static bool frame_of(const struct beside *b, uint32_t page, uint32_t *frame)
{
	const struct master *m = b->p->masters.at[page];
	for (*frame = 0; *frame < m->frames.n; ++*frame)
		if (m->frames.at[*frame].flow == b->flow)
			return !b->p->blanks.at[page];
	return false;
}

/* Pages behind the text's last, where notes go on. */
static bool add_page(struct beside *b)
{
	uint32_t index = (uint32_t)b->p->masters.n;
	struct strom_page_ask ask = {.size = sizeof ask, .index = index, .recto = index % 2 == 0,
	                             .master = S("")};
	const struct master *m = arrangement_page(&b->t->arrangement, &ask);
	if (!m)
		return false;
	vec_push(b->t->arena, &b->p->masters, m);
	vec_push(b->t->arena, &b->p->blanks, false);
	return true;
}

static bool no_frame(const struct beside *b)
{
	return diag_error(b->t->diags, b->t->edition->spec->document->id.at, "pages/no-frame",
	                  "no page takes the rest of flow '%.*s'",
	                  STR_ARG(b->t->arrangement.flows.at[b->flow].name));
}

static bool fill_pages(struct beside *b)
{
	uint32_t frame, without = 0;
	size_t end = 0;
	for (uint32_t page = b->spots.n ? b->spots.at[0].page : 0; b->next < b->spots.n; page++) {
		bool added = page == b->p->masters.n;
		if (added && !add_page(b))
			return false;
		while (end < b->spots.n && b->spots.at[end].page <= page)
			end++;
		if (end == b->next)
			continue;
		if (!frame_of(b, page, &frame)) {
			/* Pages that other flows have made are passed over, however many. */
			without += added;
			if (without > MOST_PAGES_WITHOUT_FRAME)
				return no_frame(b);
			continue;
		}
		strom_box box = b->p->masters.at[page]->frames.at[frame].box;
		if (has_wide(b, page))
			put_between(b, page, frame, end, box);
		else if (has_room(b, end, box.h))
			put_level(b, page, frame, end, box);
		else if (!put_tight(b, page, frame, end, box))
			return false;
	}
	return true;
}

bool fill_anchored(struct typesetter *t, struct pagination *p)
{
	size_t met = diag_met(t->diags);
	for (uint32_t i = 0; t->lists->anchors.n && i < t->arrangement.flows.n; i++) {
		struct beside b = {.t = t, .p = p, .flow = i, .v = &t->lists->flows[i]};
		if (!t->arrangement.flows.at[i].anchored)
			continue;
		for (uint32_t f = 0; f < t->arrangement.flows.n; f++)
			spots_of_flow(&b, f);
		if (b.spots.n)
			qsort(b.spots.at, b.spots.n, sizeof *b.spots.at, by_place);
		find_wides(&b);
		fill_pages(&b);
	}
	return diag_met(t->diags) == met;
}
