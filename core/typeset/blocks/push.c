/* Blocks and their units into the list of their flow: space and breaks between them. */
#include "typeset/blocks/blocks_parts.h"

enum break_rule block_first_rule(struct tail *tail)
{
	enum break_rule forced = tail->pending;
	tail->pending = BREAK_FREE;
	if (forced > BREAK_FREE)
		return forced;
	if (tail->keep_next)
		return BREAK_NEVER;
	return tail->keep_group && tail->open ? BREAK_KEPT : BREAK_FREE;
}

/* No frame is half as high; longer ones are told of as too tall. */
static int32_t bounded(strom_len length)
{
	return length > INT32_MAX ? INT32_MAX : (int32_t)length;
}

void block_push_unit(struct block_walk *w, const struct where *at, uint32_t block, uint32_t index,
               strom_len before, strom_len height, enum break_rule rule)
{
	struct tail *tail = &w->tails[at->flow];
	if (at->span != tail->span && rule < BREAK_BAND)
		rule = BREAK_BAND;
	tail->span = at->span;
	vec_push(w->t->arena, &w->t->lists->flows[at->flow].units,
	         (struct unit){block, index, bounded(before), bounded(height), 0, (uint8_t)rule,
	                       at->span});
}

uint32_t block_push(struct block_walk *w, const struct where *at, struct block b)
{
	b.group = at->group;
	b.wide = at->wide;
	vec_push(w->t->arena, &w->t->lists->blocks, b);
	return (uint32_t)w->t->lists->blocks.n - 1;
}

strom_len block_space_before(const struct tail *tail, const struct style *s)
{
	return tail->box_top ? 0 : larger(tail->after, s->before);
}

void block_end(struct tail *tail, const struct style *s, const struct where *at)
{
	tail->after = s->after;
	tail->keep_next = s->keep_next;
	tail->keep_group = at->keep;
	tail->open = true;
	tail->box_top = false;
}

void block_push_single(struct block_walk *w, const struct where *at, struct block b,
                       strom_len before, strom_len height)
{
	enum break_rule rule = block_first_rule(&w->tails[at->flow]);
	block_push_unit(w, at, block_push(w, at, b), 0, before, height, rule);
}

/* ---- Lines ---- */

/* A break inside a paragraph leaves at least two lines on either side (widows and orphans). */
static enum break_rule line_rule(const struct style *s, size_t line, size_t lines, bool keep)
{
	if (line < 2 || lines - line < 2)
		return BREAK_NEVER;
	return keep || s->keep || s->keep_next ? BREAK_KEPT : BREAK_FREE;
}

void block_push_lines(struct block_walk *w, const struct where *at, const struct block *b)
{
	struct tail *tail = &w->tails[at->flow];
	const struct style *s = b->style;
	size_t lines = b->galley.lines ? b->galley.lines : 1;
	uint32_t block = block_push(w, at, *b);
	for (size_t i = 0; i < lines; i++)
		block_push_unit(w, at, block, (uint32_t)i, i ? 0 : block_space_before(tail, s),
		                galley_height(&b->galley, i, i + 1, s->leading),
		                i ? line_rule(s, i, lines, at->keep) : block_first_rule(tail));
	block_end(tail, s, at);
}

/* ---- Boxes ---- */

static void strut(struct block_walk *w, const struct where *at, strom_node n,
                  const struct style *s, bool opens)
{
	struct tail *tail = &w->tails[at->flow];
	strom_len before = opens ? block_space_before(tail, s) : 0;
	if (!opens)
		tail->keep_next = true;          /* the bottom padding stays with the last line */
	/* Of the box's node: a page may begin with it, and is made for it. */
	block_push_single(w, at, (struct block){.kind = BLOCK_STRUT, .node = n, .style = s}, before,
	                  s->box_pad[opens ? SIDE_TOP : SIDE_BOTTOM]);
	tail->after = opens ? 0 : s->after;
	tail->keep_next = opens;
	tail->box_top = opens;
}

bool block_is_box(const struct style *s)
{
	return (s->box_rule[SIDE_TOP].a && s->rule_width) || block_has_sides(s);
}

bool block_has_sides(const struct style *s)
{
	return s->fill.a || (s->box_rule[SIDE_START].a && s->rule_start) ||
	       (s->box_rule[SIDE_END].a && s->rule_end) ||
	       (s->box_rule[SIDE_BOTTOM].a && s->rule_below);
}

void block_box_open(struct block_walk *w, struct where *at, strom_node n, const struct style *s)
{
	struct typesetter *t = w->t;
	bool rtl = run_rtl(t, n);
	strom_len start = s->box_pad[SIDE_START] + s->rule_start,
	          end = s->box_pad[SIDE_END] + s->rule_end;
	if (s->outdent)
		move_in(at, rtl, -start, -end);
	else
		at->label.out += start;
	vec_push(t->arena, &t->lists->groups,
	         (struct group){at->group, n, s, at->x, at->w, at->wide});
	at->group = (uint32_t)t->lists->groups.n;
	move_in(at, rtl, start, end);
	strut(w, at, n, s, true);
}

void block_box_close(struct block_walk *w, const struct where *at, strom_node n,
                     const struct style *s)
{
	strut(w, at, n, s, false);
}
