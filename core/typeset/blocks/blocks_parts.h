/* The walk over an edition that makes its blocks: what blocks.c, objects.c and notes.c share. */
#ifndef STROM_BLOCKS_PARTS_H
#define STROM_BLOCKS_PARTS_H

#include "typeset/blocks/blocks.h"

/* Where the walk is: what a node inherits from its ancestors. */
struct where {
	uint32_t flow, group;
	uint32_t beside, unit; /* of a passage beside the text: the text's flow + 1, and its unit
	                          there; 0: it is the text */
	strom_len x, w;
	bool keep;                       /* all of it on one page */
	bool span;                       /* over all columns of the frame */
	bool wide;                       /* beyond the frame's box */
	bool hanging;                    /* in an item or note: x has its indent already */
	const char *text_style;          /* of paragraphs here: "body", "item", "quote" */
	str moved;                       /* the style of a passage whose indents x and w have */
	uint32_t lists;                  /* in how many lists */
	struct label label;              /* of the item or note that begins here */
};

/* What one flow's list needs to know of what came before. */
struct tail {
	strom_len after;                 /* of the last block */
	bool keep_next, keep_group;
	enum break_rule pending;         /* a forced break asked for by a placement */
	bool open;                       /* something is in it */
	bool span;                       /* its last unit spans columns */
	bool box_top; /* a box's padding is all the space above the first block */
	/* The last paragraph: how many units there were behind it, and how it stood. */
	uint32_t behind;
	const struct style *para;
	strom_len para_x;
};

struct block_walk {
	struct typesetter *t;
	struct tail *tails;              /* of each flow, and of the notes */
};

/* Moves in at the side where lines begin, and at the other. */
static inline void move_in(struct where *at, bool rtl, strom_len start, strom_len end)
{
	at->x += rtl ? end : start;
	at->w -= start + end;
}

/* The label of the item or note that begins here, for the block that takes it. */
static inline struct label block_take_label(struct where *at)
{
	struct label label = at->label;
	at->label = (struct label){0};
	return label;
}

/* What the signs and numbers before items, or notes, of a style are set in. */
static inline const struct style *block_marker_style(const struct typesetter *t,
                                                     const struct style *s)
{
	return s->marker_like.len ? theme_style(t->theme, s->marker_like) : s;
}

/* ---- push.c ---- */

uint32_t block_push(struct block_walk *, const struct where *, struct block);
void block_push_unit(struct block_walk *, const struct where *, uint32_t block, uint32_t index,
               strom_len before, strom_len height, enum break_rule);
/* A block that stays whole. */
void block_push_single(struct block_walk *, const struct where *, struct block, strom_len before,
                 strom_len height);
/* The rule for a break before a block's first unit. */
enum break_rule block_first_rule(struct tail *);
strom_len block_space_before(const struct tail *, const struct style *);
void block_end(struct tail *, const struct style *, const struct where *);
/* A block's lines, its label on the first. */
void block_push_lines(struct block_walk *, const struct where *, const struct block *);
/* Whether a style fills or rules a box; what is walked in between stands in it. */
bool block_is_box(const struct style *);
/* More than a rule above it. */
bool block_has_sides(const struct style *);
void block_box_open(struct block_walk *, struct where *, strom_node, const struct style *);
void block_box_close(struct block_walk *, const struct where *, strom_node, const struct style *);

/* ---- blocks.c ---- */

void block_text(struct block_walk *, struct where *, strom_node, const char *by_kind);
/* Returns the item's label, where no child has taken it. */
struct label block_walk_children(struct block_walk *, struct where, strom_node parent);

/* ---- code.c ---- */

void block_code(struct block_walk *, struct where, strom_node);

/* ---- objects.c: what may float ---- */

void block_table(struct block_walk *, struct where *, strom_node);
void block_figure(struct block_walk *, struct where *, strom_node);
void block_picture(struct block_walk *, struct where *, strom_node);

/* ---- logos.c ---- */

/* A generated division of pictures, in rows. */
void block_logos(struct block_walk *, struct where *, strom_node);
/* When all blocks are made: logos get smaller, down to half, where a cover's frame has no room for
 * all. */
void block_fit_logos(struct typesetter *);

/* ---- spread.c ---- */

/* When all blocks are made: what a frame has room left for goes above headings, and above what
 * stands at its foot. */
void block_spread(struct typesetter *);

/* ---- tiles.c ---- */

/* Whether a division holds tiles. */
bool block_is_tiles(const struct edition *, strom_node);
void block_tiles(struct block_walk *, struct where *, strom_node);

/* ---- anchored.c ---- */

/* Where a passage of an anchored flow begins, beside a unit of the text's flow. */
struct where anchored_where(struct block_walk *, uint32_t flow, uint32_t beside, uint32_t unit);
/* The passage is what was added to the flow from unit `from` on. It stands beside `unit` of `flow`.
 */
void anchored_add(struct block_walk *, uint32_t flow, uint32_t unit, uint32_t beside,
                  uint32_t from);
/* The unit of a flow at which its last block begins. */
uint32_t anchored_last_block_unit(const struct block_walk *, uint32_t flow);
/* The anchored flow that takes footnotes of a flow: one that stands beside it on some page;
 * UINT32_MAX: none does. */
uint32_t block_notes_flow(const struct arrangement *, uint32_t flow);

/* ---- keep.c ---- */

/* When all blocks are made: each BREAK_KEPT becomes BREAK_NEVER, or BREAK_FREE where no page has
 * room. */
void block_settle_keeps(struct typesetter *);
/* The height of a flow's highest frame; 0: it has none. */
strom_len block_room(const struct typesetter *, uint32_t flow);
/* Of the lowest frame, such as a chapter's first: what waits for a page may come to stand in it. */
strom_len block_least_room(const struct typesetter *, uint32_t flow);

/* ---- notes.c ---- */

/* The footnotes that a paragraph's lines, or a table's row, refer to first. `unit`: the flow's
 * unit of the first line, or of the row. */
void block_notes_of_lines(struct block_walk *, const struct where *, const struct galley *,
                          uint32_t unit);
/* The same of text that stands in one unit. */
void block_notes_of_unit(struct block_walk *, const struct where *, const struct galley *,
                         uint32_t unit);
void block_notes_of_row(struct block_walk *, const struct where *, const struct table_set *,
                        uint32_t index, strom_node row, uint32_t first);
/* Where a flow has no frame that takes notes, they stand at its end. */
void block_notes_at_end(struct block_walk *);

#endif
