/* Blocks: an edition's nodes, broken to lines and boxes, as one vertical list a flow.
 *
 * A flow's list is made of units: the smallest pieces that stay whole on a page, a line of a
 * paragraph, a row of a table, a figure. A block is what units belong to and are painted by. */
#ifndef STROM_BLOCKS_H
#define STROM_BLOCKS_H

#include "typeset/arrange/typesetter.h"

enum block_kind {
	BLOCK_TEXT,              /* units: lines */
	BLOCK_ENTRY,             /* a line of the contents: text, leader, page number */
	BLOCK_ROWS,              /* units: rows of a table */
	BLOCK_DRAWING,           /* one unit: drawn when its page is painted */
	BLOCK_PICTURE,           /* one unit */
	BLOCK_LOGOS,             /* units: rows of pictures */
	BLOCK_TILES,             /* units: rows of tiles */
	BLOCK_RULE,              /* one unit: the style's rule */
	BLOCK_STRUT              /* one unit: a box's padding */
};

/* A filled or ruled box around blocks: `::: {.practice}`. */
struct group {
	uint32_t parent;                 /* index + 1; 0: none */
	strom_node node;
	const struct style *style;
	strom_len x, w;
	bool wide;
};

enum label_kind { LABEL_NONE, LABEL_TEXT, LABEL_BOX, LABEL_TICKED };

/* An item's bullet, number or box; a note's number. */
struct label {
	enum label_kind kind;
	const struct run *run;           /* TEXT: one */
	strom_len w;
	strom_node node;
	strom_len out;                   /* so much farther out: a box's padding lies between */
};

/* Pictures in rows; each row's are recorded at the row's top left. */
struct logo_rows {
	items items;
	vec(size_t) ends;                /* of each row, in items */
	strom_len h, gap;                /* of a row, and between rows */
};

struct tile_rows;

struct block {
	enum block_kind kind;
	strom_node node;
	const struct style *style;
	uint32_t group;                  /* index + 1; 0: none */
	strom_len x, w;                  /* from the frame's left edge */
	bool wide;                       /* from where its spans begin */
	struct galley galley;            /* TEXT, ENTRY */
	const strom_len *moved; /* TEXT of code: how far in each line stands; 0: it begins one */
	struct label label;              /* set left of the first line */
	strom_node page_ref;             /* ENTRY: the node of its page number */
	const struct table_set *table;   /* ROWS */
	strom_len h;                     /* DRAWING, PICTURE */
	uint64_t sum;                    /* DRAWING: of what was drawn (canvas_sum) */
	const struct picture *picture;
	struct logo_rows *logos;         /* LOGOS */
	const struct tile_rows *tiles;   /* TILES */
};

enum break_rule {
	BREAK_NEVER, /* stays with the unit before it */
	BREAK_KEPT,  /* stays with it where there is room; only until keep.c has settled it */
	BREAK_FREE,
	BREAK_BAND, /* from what stands in a column to what spans all of them, or back */
	BREAK_COLUMN,
	BREAK_FRAME,
	BREAK_PAGE,
	BREAK_RECTO,
	BREAK_LONG, /* on the right, where what begins is long; only until keep.c has settled it */
	BREAK_BACK  /* the last page of a sheet of four */
};

struct unit {
	uint32_t block, index;           /* line, row, or 0 */
	int32_t before;                  /* space above, dropped at a frame's top */
	int32_t height;                  /* strom_len, both */
	uint16_t floats; /* so many units from here may move on together: a captioned
	                    figure or short table; 0: none */
	uint8_t rule;                    /* enum break_rule, for a break before it */
	bool span;                       /* as wide as the frame, over all its columns */
};

/* A unit in which a footnote is referred to for the first time. */
struct call { uint32_t unit, note; };

/* A flow's content. calls: by unit. */
struct vertical {
	vec(struct unit) units;
	vec(struct call) calls;
};

/* How high units [from, to) are below one another, without the space above the first. */
static inline strom_len vertical_height(const struct vertical *v, uint32_t from, uint32_t to)
{
	strom_len h = 0;
	for (uint32_t i = from; i < to; i++)
		h += v->units.at[i].height + (i > from ? v->units.at[i].before : 0);
	return h;
}

/* What stands on pages of its own: units of a flow from `from` on, up to those of the next
 * insertion or the end. They come behind the page on which the units of another flow before `unit`
 * end. */
struct insertion {
	uint32_t flow, from;
	uint32_t host, unit;
	strom_node placed;               /* by the layout: what stands below it came along */
};

/* A passage of an anchored flow, its units [from, to), and the unit of another flow that it stands
 * beside. */
struct anchor {
	uint32_t flow, unit;
	uint32_t beside, from, to;       /* beside: the anchored flow */
};

/* A footnote: units of the list of notes. Its first may not be parted from its second. */
struct note_set {
	strom_node node;
	uint32_t from, to;
};

/* Pages behind page `after`, which take what a cover has more of than its frame: funders. */
struct more_pages {
	uint32_t after, n;               /* n 0: there are none */
	struct master master;
};

/* All that is made of an edition, before it is parted into pages. */
struct lists {
	vec(struct block) blocks;
	vec(struct group) groups;
	struct vertical *flows;          /* one for each of the arrangement's, and one of notes */
	vec(struct note_set) notes;
	vec(struct insertion) insertions;        /* in the order of the text */
	vec(struct anchor) anchors;      /* in reading order */
	struct more_pages more;
	bool has_notes;                  /* the edition has any */
	strom_len *measures;             /* of each flow: its first frame's column */
	strom_len *widths;               /* of each flow: its narrowest frame of most columns */
	strom_len *wides;                /* of each flow: how far all its frames let spans out */
	bool has_wide;                   /* anything is */
};

/* Makes typesetter.lists. False: reported. */
bool blocks_make(struct typesetter *);

/* The height of what a table repeats at the top of a later frame: "continued" and its header. */
strom_len block_repeat_height(const struct typesetter *, uint32_t block, uint32_t index);

/* The list that all notes' units are in. */
static inline const struct vertical *notes_list(const struct typesetter *t)
{
	return &t->lists->flows[t->arrangement.flows.n];
}

/* ---- Pieces for the files that make blocks ---- */

/* "Table 3 (continued)", as a run of the caption's style. False: the table has no caption. */
bool block_continued_run(struct typesetter *, struct arena *, strom_node table, struct run *);
strom_len block_continued_height(const struct typesetter *, strom_node table); /* 0: no caption */
/* Put rows [from, to), the first one's top left at x, y. */
void block_logos_put(struct arena *, const struct logo_rows *, uint32_t from, uint32_t to,
                     strom_len x, strom_len y, items *);
void block_tiles_put(struct typesetter *, struct arena *, const struct tile_rows *, uint32_t from,
                     uint32_t to, strom_len x, strom_len y, items *);
/* The side of a task's box. */
static inline strom_len label_box_size(const struct style *s)
{
	return s->box ? s->box : s->size * 7 / 10;
}
/* Calls for each run of a row of tiles. */
typedef void block_visit_run(void *context, strom_node run);
void block_tiles_visit(const struct tile_rows *, uint32_t row, block_visit_run *, void *context);

#endif
