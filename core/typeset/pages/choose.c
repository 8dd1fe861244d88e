/* Choosing where pages end, over a chapter (Plass, Optimal Pagination Techniques for Automatic
 * Typesetting Systems, 1981): the cheapest way from here to the next forced page break.
 *
 * A state is what is still to be set when a column has been filled: the next unit, floats that
 * wait, notes that go on. From each, the best few ways to fill the next column lead to others; of
 * those that a column leaves, the cheapest STATES live on. So a page may end a line early, if that
 * spares a later one a hole, a chapter two lines on a page of their own, or pages that face each
 * other unequal ends. */
#include "typeset/pages/choose.h"

enum {
	STATES = 12,
	COLUMNS = 48, /* looked ahead; of them SURE are chosen, if no end is in sight */
	SURE = 36,
	PAGES_WITHOUT_FRAME = 4,
	/* Costs are points squared, as those of a column. */
	COLUMN_COST = 500, /* each column more */
	WAIT_COST = 300,   /* a float that waits for the next */
	LEVEL = 2,         /* times the difference of columns seen side by side */
	SHORT_END = 90     /* points: a chapter's last page with less looks lost */
};

/* A column as filled, on one of the ways. */
struct choose_step {
	uint32_t parent;                 /* index + 1; 0: the first column */
	struct choice choice;
	int64_t cost;                    /* from the first column on */
	struct standing after;
	struct column_at at;             /* of the next column, perhaps */
	uint32_t page;                   /* of this one */
	strom_len empty;
	bool end;
};

struct choose_search {
	struct chooser *c;
	uint32_t stop;                   /* the unit that the chapter ends before */
	vec(struct choose_step) steps;
	uint32_t live[STATES], live_n;   /* indexes into steps */
	uint32_t next[STATES], next_n;
	uint32_t done;                   /* the cheapest complete way's last step + 1; 0: none */
	fragments passing;
	size_t met;                      /* diag_met, before it began */
};

/* ---- The next column ---- */

/* NULL: reported; or, with *blank, a page that takes nothing. */
static const struct master *master_for(struct choose_search *s, const struct standing *after,
                                       uint32_t page, bool *blank)
{
	const struct pagination *p = s->c->p;
	*blank = page < p->masters.n && p->blanks.at[page];
	if (page < p->masters.n)
		return p->masters.at[page];
	return master_ask(s->c->t, s->c->flow, after, page, false);
}

static bool seek_on_page(const struct choose_search *s, const struct standing *after,
                         struct column_at *at, bool *text)
{
	for (; at->frame < at->master->frames.n; at->frame++, at->column = 0) {
		const struct frame *frame = &at->master->frames.at[at->frame];
		if (frame->flow != s->c->flow)
			continue;
		for (; at->column < frame->columns; at->column++) {
			*text = !master_wants_more(s->c->v, after, at->page,
			                           at->page_top && !at->column, !at->column);
			if (*text || fill_owes(s->c->v, after))
				return true;
		}
	}
	return false;
}

/* Moves on to the next column that takes something; false: none is in reach. */
static bool seek(struct choose_search *s, const struct standing *after, struct column_at *at,
                 bool *text)
{
	for (int pages = 0; pages < PAGES_WITHOUT_FRAME; pages++) {
		bool blank = false;
		if (!at->master)
			at->master = master_for(s, after, at->page, &blank);
		if (!at->master)
			return false;
		if (!blank && seek_on_page(s, after, at, text))
			return true;
		*at = (struct column_at){.page = at->page + 1, .page_top = true};
	}
	return false;
}

/* ---- Costs ---- */

static int64_t squared(strom_len difference)
{
	return (difference >> 16) * (difference >> 16);
}

/* Columns of one page, and of a left-hand page and the one to its right, are seen together. */
static int64_t unlevel_cost(const struct choose_step *before, const struct choose_step *now)
{
	bool together =
	        before->page == now->page || (before->page + 1 == now->page && before->page % 2);
	if (!together || before->end || now->end)
		return 0;
	return LEVEL * squared(now->empty - before->empty);
}

static int64_t short_end_cost(const struct choose_step *before, const struct choose_step *now,
                              strom_len height)
{
	strom_len lacks = STROM_PT(SHORT_END) - height;
	return before->page != now->page && now->end && lacks > 0 ? squared(lacks) : 0;
}

/* ---- States ---- */

static bool same_state(const struct choose_step *a, const struct choose_step *b)
{
	return !memcmp(&a->after, &b->after, sizeof a->after) && a->at.page == b->at.page &&
	       a->at.frame == b->at.frame && a->at.column == b->at.column;
}

static int64_t cost_of(const struct choose_search *s, uint32_t step)
{
	return s->steps.at[step].cost;
}

/* Among the next column's states: once, by its cheapest way; in the order of their costs. */
static void keep(struct choose_search *s, const struct choose_step *step)
{
	uint32_t i = 0, *next = s->next;
	for (; i < s->next_n; i++)
		if (same_state(&s->steps.at[next[i]], step))
			break;
	if (i < s->next_n ? cost_of(s, next[i]) <= step->cost
	                  : s->next_n == STATES && cost_of(s, next[STATES - 1]) <= step->cost)
		return;
	if (i == s->next_n && s->next_n < STATES)
		s->next_n++;
	else if (i == STATES)
		i--;
	vec_push(s->c->scratch, &s->steps, *step);
	for (; i && cost_of(s, next[i - 1]) > step->cost; i--)
		next[i] = next[i - 1];
	next[i] = (uint32_t)s->steps.n - 1;
}

static void take_done(struct choose_search *s, const struct choose_step *step)
{
	if (s->done && cost_of(s, s->done - 1) <= step->cost)
		return;
	vec_push(s->c->scratch, &s->steps, *step);
	s->done = (uint32_t)s->steps.n;
}

static bool is_complete(const struct choose_search *s, const struct standing *after)
{
	return after->next >= s->stop && !fill_owes(s->c->v, after);
}

/* All good ways on from a state. */
static void expand(struct choose_search *s, uint32_t parent, const struct choose_step *from)
{
	struct column_try tries[MOST_TRIES];
	struct column_at at = from->at;
	struct choose_step before = *from;
	bool text;
	if (!seek(s, &before.after, &at, &text))
		return;
	const struct frame *frame = &at.master->frames.at[at.frame];
	struct column_set c = {.t = s->c->t,
	                       .v = s->c->v,
	                       .arena = s->c->scratch,
	                       .room = frame->box.h,
	                       .grid = frame->grid,
	                       .text = text,
	                       .notes = frame->flags & STROM_FRAME_NOTES,
	                       .out = &s->passing};
	size_t n = fill_tries(&c, &before.after, tries);
	s->passing.n = 0;
	for (size_t i = 0; i < n; i++) {
		struct choose_step step = {.parent = parent,
		                           .choice = {before.after.next, tries[i].to},
		                           .after = tries[i].after,
		                           .at = at,
		                           .page = at.page,
		                           .empty = tries[i].empty,
		                           .end = tries[i].end};
		step.at.column++;
		step.at.page_top = false;
		step.cost = before.cost + COLUMN_COST + tries[i].cost +
		            WAIT_COST * (int64_t)step.after.waiting_n;
		if (parent)
			step.cost += unlevel_cost(&before, &step) +
			             short_end_cost(&before, &step, tries[i].height);
		if (is_complete(s, &step.after))
			take_done(s, &step);
		else
			keep(s, &step);
	}
}

/* ---- The search ---- */

static uint32_t chapter_end(const struct vertical *v, uint32_t from)
{
	uint32_t i = from + 1;
	while (i < v->units.n && v->units.at[i].rule < BREAK_PAGE)
		i++;
	return i < v->units.n ? i : (uint32_t)v->units.n;
}

/* The choices on the way to a step, but for the last `leave` of a long one. */
static void take_choices(struct choose_search *s, uint32_t last, size_t leave)
{
	size_t n = 0;
	for (uint32_t i = last; i; i = s->steps.at[i - 1].parent)
		n++;
	s->c->choices.n = s->c->choices.cap = n > leave ? n - leave : n;
	s->c->choices.at = arena_array(s->c->scratch, struct choice, n);
	for (uint32_t i = last; i; i = s->steps.at[i - 1].parent)
		s->c->choices.at[--n] = s->steps.at[i - 1].choice;
}

static bool search_failed(const struct choose_search *s)
{
	return diag_met(s->c->t->diags) > s->met;
}

bool choose_pages(struct chooser *c, const struct standing *from, struct column_at at)
{
	arena_reset(c->scratch);
	c->next = c->choices.n = 0;
	struct choose_search s = {.c = c, .stop = chapter_end(c->v, from->next),
	                          .met = diag_met(c->t->diags)};
	struct choose_step start = {.after = *from, .at = at};
	if (from->next >= c->v->units.n)
		return true;
	expand(&s, 0, &start);
	for (int column = 1; column < COLUMNS && s.next_n && !search_failed(&s); column++) {
		if (s.done && cost_of(&s, s.done - 1) <= cost_of(&s, s.next[0]))
			break;
		memcpy(s.live, s.next, s.next_n * sizeof *s.live);
		s.live_n = s.next_n;
		s.next_n = 0;
		for (uint32_t i = 0; i < s.live_n; i++)
			expand(&s, s.live[i] + 1, &s.steps.at[s.live[i]]);
	}
	if (search_failed(&s))
		return false;
	if (s.done)
		take_choices(&s, s.done, 0);
	else if (s.next_n)
		take_choices(&s, s.next[0] + 1, COLUMNS - SURE);
	return true;
}
