/* Layout plugins: an edition into page masters, frames, flows, and where each part goes.
 *
 * The layout owns paper, masters, flows and which generated parts exist; the theme owns fonts,
 * sizes, colours and spacing, by style name; the core sets lines, notes, floats and breaks. A
 * layout never sees a line. Pages are made until every flow is empty. */
#ifndef STROM_LAYOUT_H
#define STROM_LAYOUT_H

#include <strom/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- What a layout reads ---- */

enum strom_node_kind {
	STROM_NODE_OTHER = 0,
	STROM_NODE_DOCUMENT = 1,   /* its children are blocks, headings among them */
	STROM_NODE_HEADING = 2,
	STROM_NODE_PARAGRAPH = 3,
	STROM_NODE_LIST = 4,
	STROM_NODE_TABLE = 5,
	STROM_NODE_FIGURE = 6,
	STROM_NODE_PICTURE = 7,
	STROM_NODE_DIV = 8,        /* ::: {.class} */
	STROM_NODE_PART = 9        /* made by `add` */
};

struct strom_node_info {
	uint32_t size;
	uint32_t kind;
	uint32_t level;            /* headings: 1 to 6 */
	strom_str style;           /* the first class, or empty */
	strom_str id;
};

/* ---- What a layout declares ---- */

enum strom_part_kind {
	STROM_PART_TEXT = 0,
	STROM_PART_COVER = 1,      /* title, subtitle, edition, date, authors, funders */
	STROM_PART_CONTENTS = 2,
	STROM_PART_IMPRINT = 3,
	STROM_PART_INDEX = 4,
	STROM_PART_TABLES = 5,     /* lists of what has a caption, with page numbers */
	STROM_PART_FIGURES = 6,
	STROM_PART_BACK = 7        /* since 1.6: the description, and the licence */
};

struct strom_part {
	uint32_t size;
	uint32_t kind;
	strom_str style;           /* of its text */
	strom_str message;         /* the name of a localised word ("contents"); may be empty */
};

enum { STROM_OVERSET_MORE_PAGES = 0, STROM_OVERSET_ERROR = 1 };

struct strom_flow {
	uint32_t size;
	strom_str name;
	uint32_t overset;          /* what to do when its frames are full */
	uint32_t anchored;         /* sidenotes: each passage placed in it stands beside the
	                              beginning of what comes before it in its parent's flow */
	uint32_t balance;          /* columns end level */
	uint32_t inserted; /* what is placed in it begins on a page of its own, behind the page
	                      that its place in the text falls on; the text goes on after it */
	uint32_t notes;            /* anchored: footnotes too stand in it, beside their reference */
};

struct strom_master {
	uint32_t size;
	strom_str name;
	strom_len w, h, bleed;
};

enum {
	STROM_FRAME_NOTES = 1,
	STROM_FRAME_FLOATS_TOP = 2,
	STROM_FRAME_FLOATS_BOTTOM = 4,
	/* Since 1.6, of a flow with this frame alone: where it is not full, headings within it get
	 * more space above them, up to a line; what its last division is stands at its foot. */
	STROM_FRAME_SPREAD = 8,
	STROM_FRAME_FOOT = 16
};

struct strom_frame {
	uint32_t size;
	strom_str master, flow;    /* a master's frames of one flow are filled in order */
	strom_box box;
	uint32_t columns, flags;
	strom_len gap;
	/* Lines of this leading stand on a grid that begins at the frame's top: 0 none;
	 * STROM_GRID_BODY the leading of the theme's running text. */
	strom_len grid;
	/* Since 1.6, of one column: so far beyond the box, at its right, or, below 0, at its left,
	 * stands what is placed with a span. It leaves the passages of anchored flows there room
	 * above and below it. */
	strom_len wide;
};

#define STROM_GRID_BODY ((strom_len)-1)

enum strom_fixed_align { STROM_ALIGN_START = 0, STROM_ALIGN_CENTRE = 1, STROM_ALIGN_END = 2 };

/* Something on every page of a master: an artifact, read by no screen reader. */
struct strom_fixed {
	uint32_t size;
	strom_str master;
	strom_box box;
	strom_str style;   /* text style; "rule" and "fill" paint the box in the style's colour */
	strom_str content; /* text with "{folio}", "{title}", "{chapter}", "{chapter-number}"
	                      (empty in appendices); any other such word is an error. Empty: the
	                      style's fill with its art, or its rule */
	uint32_t align;
	/* A thumb index: on pages of the first chapter it stands at `box`, with each later one
	 * `step` lower, and at `box` again after `steps` of them. Before the first chapter it is
	 * not there. steps 0: it stands still. */
	uint32_t steps;
	strom_len step;
};

enum strom_start { STROM_START_ANY = 0, STROM_START_COLUMN = 1, STROM_START_FRAME = 2,
                   STROM_START_PAGE = 3, STROM_START_RECTO = 4,
                   /* Since 1.6. A right-hand page where what begins takes more than two pages,
                    * else the next; the last page of a sheet of four, with empty ones before it,
                    * behind all other flows: for a flow of its own. */
                   STROM_START_LONG = 5, STROM_START_BACK = 6 };

/* Where a node goes, with all below it. A node that is not placed goes with its parent. */
struct strom_place {
	uint32_t size;
	strom_node node;
	strom_str flow;            /* empty: as its parent */
	strom_str style;           /* empty: by its kind */
	uint32_t start;
	uint32_t span;             /* columns; 0: one; 2 of a frame that is `wide`: all of that */
	uint32_t keep;             /* on one page, if it can */
	strom_str master;          /* the master of pages that begin with it; empty: no change */
};

struct strom_layout_host {
	uint32_t size;
	/* Reading. */
	strom_node (*child)(struct strom_job *, strom_node parent);   /* 0: none */
	strom_node (*next)(struct strom_job *, strom_node);
	bool (*info)(struct strom_job *, strom_node, struct strom_node_info *);
	/* Generated parts: a new child of the document, before `before` (0: at the end). */
	strom_node (*add)(struct strom_job *, strom_node before, const struct strom_part *);
	/* Declaring. */
	bool (*master)(struct strom_job *, const struct strom_master *);
	bool (*flow)(struct strom_job *, const struct strom_flow *);
	bool (*frame)(struct strom_job *, const struct strom_frame *);
	bool (*fixed)(struct strom_job *, const struct strom_fixed *);
	bool (*place)(struct strom_job *, const struct strom_place *);
	/* An error at a node's place in the source. */
	bool (*error)(struct strom_job *, strom_node, const char *code, const char *message,
	              const char *hint);
};

struct strom_page_ask {
	uint32_t size;
	uint32_t index;            /* from 0 */
	uint32_t recto;            /* a right-hand page */
	uint32_t blank;            /* made only to reach a right-hand page */
	strom_node first;          /* the first node on it; 0: not known */
	strom_str master;          /* as `place` asked for; empty: none */
};

struct strom_layout {
	uint32_t size;
	/* The text styles that it places or prints; NULL-terminated. */
	const char *const *styles;
	bool (*arrange)(struct strom_job *, const struct strom_layout_host *, strom_node document);
	/* The master of a page. Pure: asked in any order, also for pages that are never made. */
	bool (*page)(struct strom_job *, const struct strom_page_ask *, strom_str *master);
	/* The classes of divisions that mean something to it, beside the theme's: authors are
	 * warned of any other. NULL-terminated; may be NULL. */
	const char *const *classes;
};

#ifdef __cplusplus
}
#endif
#endif
