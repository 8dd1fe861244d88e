/* The walk over an edition that makes its blocks: what blocks.c, objects.c and notes.c share. */
#ifndef STROM_BLOCKS_PARTS_H
#define STROM_BLOCKS_PARTS_H

#include "typeset/blocks/blocks.h"

/* Where the walk is: what a node inherits from its ancestors. */
struct where {
	uint32_t flow, group;
	strom_len x, w;
	bool keep;                       /* all of it on one page */
	bool span;                       /* over all columns of the frame */
	bool hanging;                    /* in an item or note: x has its indent already */
	const char *text_style;          /* of paragraphs here: "body", "item", "quote" */
	struct label label;              /* of the item or note that begins here */
};

/* What one flow's list needs to know of what came before. */
struct tail {
	strom_len after;                 /* of the last block */
	bool keep_next, keep_group;
	enum break_rule pending;         /* a forced break asked for by a placement */
	bool open;                       /* something is in it */
	bool span;                       /* its last unit spans columns */
	bool box_top;                    /* a box's padding is all the space above the first block */
};

struct walk {
	struct typesetter *t;
	struct tail *tails;              /* of each flow, and of the notes */
};

static inline strom_len larger(strom_len a, strom_len b)
{
	return a > b ? a : b;
}

/* Moves in at the side where lines begin, and at the other. */
static inline void move_in(struct where *at, bool rtl, strom_len start, strom_len end)
{
	at->x += rtl ? end : start;
	at->w -= start + end;
}

/* ---- blocks.c ---- */

uint32_t push_block(struct walk *, const struct where *, struct block);
void push_unit(struct walk *, const struct where *, uint32_t block, uint32_t index,
               strom_len before, strom_len height, enum break_rule);
/* A block that stays whole. */
void push_single(struct walk *, const struct where *, struct block, strom_len before,
                 strom_len height);
/* The rule for a break before a block's first unit. */
enum break_rule first_rule(struct tail *);
strom_len space_before(const struct tail *, const struct style *);
void end_block(struct tail *, const struct style *, const struct where *);
void text_block(struct walk *, struct where *, strom_node, const char *by_kind);
void walk_children(struct walk *, struct where, strom_node parent);

/* ---- objects.c: what may float ---- */

void table_block(struct walk *, struct where *, strom_node);
void figure_block(struct walk *, struct where *, strom_node);
void picture_block(struct walk *, struct where *, strom_node);

/* ---- logos.c ---- */

/* A generated division of pictures, in rows. */
void logos_block(struct walk *, struct where *, strom_node);

/* ---- anchored.c ---- */

/* Where a passage of an anchored flow begins. */
struct where anchored_where(struct walk *, uint32_t flow);
/* The passage is what was added to the flow from unit `from` on. It stands beside `unit` of `flow`. */
void anchored_add(struct walk *, uint32_t flow, uint32_t unit, uint32_t beside, uint32_t from);
/* The unit of a flow at which its last block begins. */
uint32_t last_block_unit(const struct walk *, uint32_t flow);
/* The anchored flow that takes footnotes; UINT32_MAX: none. */
uint32_t notes_flow(const struct arrangement *);

/* ---- notes.c ---- */

/* The footnotes that a paragraph's lines, or a table's row, refer to first. `unit`: the flow's
 * unit of the first line, or of the row. */
void notes_of_lines(struct walk *, const struct where *, const struct galley *, uint32_t unit);
void notes_of_row(struct walk *, const struct where *, strom_node row, uint32_t unit);
/* Where a flow has no frame that takes notes, they stand at its end. */
void notes_at_end(struct walk *);

#endif
