/* Judging finished pages: whether all that an edition says stands on them, once, where it can be
 * read.
 *
 * A judge stands between typesetting and the writer of a file. It counts what each page shows of
 * each node, hands the page on, and compares with the edition when the last page has passed. It
 * believes neither of the two: the edition is read as text, the pages as glyphs.
 *
 * Told, at the node's place in the source, and false:
 *   judge/lost      a text, a cell, a picture, a figure, an item's sign, a note's number or a page
 *                   number in the contents is not on the pages, or in part
 *   judge/twice     more of it is there than the edition has
 *   judge/off-page  it lies beyond the trim, art beyond the bleed
 *   judge/overlap   a text stands over another
 *   judge/over-art  an edge of a theme's art goes through it
 *   judge/contrast  its colour is too near to what is behind it
 * and, where funders have rules (project/funders.h), at the place where strom.yml names these:
 *   judge/funder-logo, judge/funder-sentence, judge/funder-disclaimer
 *                   it is not on the page that it must be on
 *   judge/funder-size, judge/funder-share, judge/funder-space, judge/funder-order
 *                   the logo is too small, smaller than others, crowded, in the wrong place
 *   judge/funder-language   the rules have no words for the edition's language
 *
 * What a page repeats (running heads, a table's header where it goes on) are artifacts: they belong
 * to no node, and need only stand within the page and over nothing. */
#ifndef STROM_JUDGE_H
#define STROM_JUDGE_H

#include "page/pages.h"

struct judge;

/* Pages go on to `next`. The judge lives in the edition's arena. */
struct judge *judge_new(const struct edition *, struct page_sink next);
struct page_sink judge_sink(struct judge *);
/* After the last page. False: reported. */
bool judge_end(struct judge *);

#endif
