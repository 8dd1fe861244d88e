/* What the files of this room share.
 *
 * judge.c   pages in and on, the verdict    sums.c    texts as sums
 * seen.c    what pages show of nodes        tell.c    complaints, and their places
 * whole.c   nothing lost, nothing twice     places.c  within the page, over nothing
 * signs.c   what typesetting adds: signs of items, numbers of notes, pages in the contents
 * boxes.c   what items cover                grounds.c what letters stand on
 * funders.c the funders' rules */
#ifndef STROM_JUDGE_PARTS_H
#define STROM_JUDGE_PARTS_H

#include "judge/judge.h"
#include "project/funders.h"

/* ---- sums.c: texts as sums ---- */

/* How many bytes a text has that leave a mark on paper, and their sum, each weighed by its value
 * and by what it belongs to. Sums of parts add up to the whole's in any order, so that a paragraph
 * may be divided over lines, pages, and directions of writing. Spaces, line ends, soft hyphens and
 * signs of direction do not count: lines make and take them. */
struct sum { uint32_t n, weight; };

void sum_add(struct sum *, str text, uint32_t of);
/* The same of an item's glyphs: what can be copied from the page, without the hyphens that lines
 * made. */
void sum_add_glyphs(struct sum *, const struct item *, uint32_t of);
bool sum_same(struct sum, struct sum);

/* ---- boxes.c ---- */

/* A box on the page, its edges. */
struct paper_box { strom_len x0, y0, x1, y1; };

/* Of a path without steps x0 lies beyond x1. */
struct paper_box judge_box(const struct item *);
/* Of letters in their box, from capitals' height to below the baseline, without the sides. */
struct paper_box judge_core(const struct item *, struct paper_box);
bool judge_boxes_meet(struct paper_box, struct paper_box);

/* ---- The judge ---- */

/* Letters and what is behind them, which were told of. */
struct told_pair { struct colour letters, ground; };

/* What the pages show of a node. */
struct seen {
	struct sum text;
	uint32_t first, last;            /* pages + 1; 0: it is on none */
	uint32_t pictures, paths;
};

/* Where what a funder wants is; missed: the first page without it, from 1. */
struct funder_found {
	bool any, cover, imprint, back;
	uint32_t missed, pages;
};
struct funder_seen { struct funder_found logo, sentence, disclaimer; };

struct judge {
	const struct edition *edition;   /* with what the layout adds, from the first page on */
	struct page_sink next;
	struct arena *scratch;           /* one page's */
	vec(struct seen) seen;           /* by node */
	const struct theme *theme;       /* of the pages, from the first on */
	struct colour fine;              /* letters that can be read on paper; a 0: none */
	vec(struct told_pair) pale;      /* each pair of colours is told of once */
	struct funder_seen *funders;     /* one a funder; NULL: none has rules */
	size_t told;                     /* complaints, of which the first MOST_TOLD are shown */
};

/* ---- seen.c ---- */

void judge_see(struct judge *, const struct page *);
struct seen *judge_seen(struct judge *, strom_node);

/* ---- tell.c ---- */

/* Whether a further complaint is to be shown; it is counted. */
bool judge_may_tell(struct judge *);
/* The place of the nearest node that has one in the source, or else the document's. */
struct span judge_span(const struct judge *, strom_node);
/* That it is lost, or is there twice. */
void judge_tell(struct judge *, strom_node, bool twice, const char *what, str text);
/* The verdict. Says how many complaints were not shown. */
bool judge_told_nothing(const struct judge *);

/* ---- whole.c ---- */

void judge_whole(struct judge *);

/* ---- signs.c ---- */

/* Those of a list's items. */
void judge_list(struct judge *, strom_node list);
void judge_note(struct judge *, strom_node note);
/* The page that an entry of the contents leads to. */
void judge_page_ref(struct judge *, strom_node ref);

/* ---- places.c ---- */

void judge_places(struct judge *, const struct page *);

/* ---- grounds.c ---- */

void judge_grounds(struct judge *, const struct page *);

/* ---- funders.c ---- */

void judge_funders(struct judge *, const struct page *);
void judge_funders_end(struct judge *);

#endif
