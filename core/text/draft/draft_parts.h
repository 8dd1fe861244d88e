/* What the readers of a draft share: draft.c, abbreviations.c, draft_lists.c, includes.c,
 * pipe_tables.c and table_captions.c. */
#ifndef STROM_DRAFT_PARTS_H
#define STROM_DRAFT_PARTS_H

#include "text/draft/draft.h"
#include "text/markdown/markdown.h"

/* What one text of the document has included so far, at any depth. */
struct included {
	size_t files, bytes;
	struct arena *lasting;           /* draft_read's */
};

/* The files that include one another, the innermost first. */
struct chain {
	str path;
	const struct chain *outer;
	struct included *included;
};

struct draft_reader {
	struct arena *arena;
	struct diags *diags;
	struct markdown *markdown;
	struct draft *draft;
	const struct chain *chain;
	size_t errors;                   /* diag_met, before this file */
};

enum { DRAFT_ERRORS = 1000 };            /* of a file that are told; behind them it is given up */

/* What surrounds a block. */
struct draft_place {
	str context;                     /* ctx of the div around */
	bool in_item, in_note;
};

struct draft_block *draft_add(struct draft_reader *, struct draft_block *parent, enum node_kind,
                              struct span at);
/* A leaf's lines [piece, end), as one text. */
struct raw draft_join(struct draft_reader *, const struct leaf *, size_t piece, size_t end);
struct raw draft_part(struct draft_reader *, const struct raw *, size_t from, size_t to);
struct raw draft_trimmed(struct draft_reader *, const struct raw *);
struct raw draft_without_comments(struct draft_reader *, const struct raw *);
struct raw draft_joined(struct draft_reader *, const struct raw *, const struct raw *below);
/* Of a heading: ctx, which goes to the segment, and short. */
void draft_context(struct draft_reader *, const struct attributes *, struct raw *);

/* A file that the chain's innermost one includes; NULL: as draft_read. */
struct draft *draft_file(struct arena *, struct diags *, const struct said *path,
                         const struct chain *, struct included *);
/* includes.c: the fence of an {include} with what stands behind it. */
void draft_includes(struct draft_reader *, const struct leaf *, struct draft_block *parent,
                    str name);

/* picture_read.c: a paragraph that is one picture, ![alt](path "caption"){attributes}. False: it is
 * none; nothing is reported. */
bool draft_picture_read(struct draft_reader *, const struct raw *, struct picture_said *,
                        struct attributes *);

/* draft_abbreviations.c: a paragraph of abbreviations, which is no block. False: it is none. */
bool draft_abbreviations(struct draft_reader *, const struct raw *);

/* draft_code.c: a code block, or what stands in its place. */
void draft_code(struct draft_reader *, cmark_node *, struct draft_block *parent,
                struct draft_place);

/* draft_typed.c: warns of a paragraph's lines that look like other blocks; the rule of a table that
 * is none is an error. */
void draft_check_lines(struct draft_reader *, const struct raw *);

/* draft_lists.c: a task, where CommonMark sees an item that begins with brackets. */
void draft_task(struct draft_reader *, struct draft_block *item);
/* The list that a definition here belongs to: the paragraph above becomes its term. NULL: reported
 * that there is none. */
struct draft_block *draft_definitions(struct draft_reader *, struct draft_block *parent,
                                      struct span at);
/* Terms that follow one another's definitions are one list. */
void draft_join_definitions(struct draft_block *parent);

/* pipe_tables.c: GFM's tables. */
void draft_table(struct draft_reader *, cmark_node *, struct draft_block *parent,
                 struct draft_place);
/* How many of a table's first lines are rows of its header; the lines above are a paragraph. */
size_t draft_header_rows(const struct draft_reader *, const struct leaf *);
/* table_captions.c: captions and notes of tables, among the paragraphs beside them. */
void draft_captions(struct draft_reader *, struct draft_block *parent);

/* ---- draft_tiles.c ---- */

/* Checks what a division of tiles holds. */
void draft_tiles(struct draft_reader *, struct draft_block *div);

/* ---- draft_drawn.c ---- */

/* What a column's YAML says of its drawing: its format too, where it has one. */
void draft_drawn_read(struct diags *, const struct yaml *, bool figure, struct column_said *out);

#endif
