/* Blocks and their units into the list of their flow: space and breaks between them. */
#include "typeset/blocks/blocks_parts.h"

enum break_rule block_first_rule(struct tail *tail)
{
	enum break_rule forced = tail->pending;
	tail->pending = BREAK_FREE;
	if (forced > BREAK_FREE)
		return forced;
	return tail->keep_next || (tail->keep_group && tail->open) ? BREAK_NEVER : BREAK_FREE;
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
	vec_push(w->t->arena, &w->t->flows[at->flow].units,
	         (struct unit){block, index, bounded(before), bounded(height), 0, (uint8_t)rule, at->span});
}

uint32_t block_push(struct block_walk *w, const struct where *at, struct block b)
{
	b.group = at->group;
	vec_push(w->t->arena, &w->t->blocks, b);
	return (uint32_t)w->t->blocks.n - 1;
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
