/* layout-report: what report.c, which places the parts, and side.c share. */
#ifndef REPORT_H
#define REPORT_H

#include <strom/layout_help.h>

/* Millimetres. inner to outer: pages with a column for notes, which add up to the width. */
struct paper { double w, h, inner, main, gap, side, outer; };

enum { BLEED = 3 };

/* ---- side.c: pages of two columns ---- */

/* Masters: cover, imprint, recto and verso, opener-recto and opener-verso, blank, back; with index,
 * index-recto and index-verso. Flows: main, side, cover, imprint, back. */
bool side_declare(const struct strom_arranger *, const struct paper *, bool index);
/* Behind `first` all that has the class "side" is placed beside the text. */
bool side_place(const struct strom_arranger *, strom_node first);
strom_str side_page(const struct strom_page_ask *);

#endif
