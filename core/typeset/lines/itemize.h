/* Runs parted where one font or one direction does not do: characters that the run's font lacks,
 * and text from right to left (UAX 9). Plain paragraphs are never seen here. */
#ifndef STROM_ITEMIZE_H
#define STROM_ITEMIZE_H

#include "typeset/lines/liner.h"

/* Whether the runs must be parted before they are shaped: one is written from right to left, or
 * stands in a paragraph that is. Lacking characters are found by shaping: setter.lacking. */
bool itemize_wanted(const struct run *, size_t n, bool rtl);
/* The runs parted, in the arena; texts are slices of theirs. A cluster of characters stays whole,
 * and so has one font: the run's own where it has them all, else one that stands in for it. Where
 * the language's script is one that the run's font lacks, spaces and punctuation go with the
 * letters beside them. */
void itemize(struct setter *, struct arena *, const struct run *, size_t n, bool rtl,
             const struct run **out, size_t *out_n);
/* The paragraph parted, if it must be; else itself. */
const struct para *itemize_para(struct setter *, struct arena *, const struct para *, bool lacking);

/* ---- levels.c ---- */

/* The level of each byte of the runs' texts, one text after the other. Runs in a language of the
 * other direction than the paragraph's are isolated. Numbers with spaces or hyphens between their
 * groups, telephone numbers mostly, stay in one piece. */
const uint8_t *levels_of(struct setter *, struct arena *, const struct run *, size_t n, bool rtl);

/* ---- visual.c: the line being put ---- */

/* Where the line's stretches begin, in visual order (UAX 9, L2), when its left end is at `left`.
 * `solid`: glyphs up to the last word's end; what is behind them is at the paragraph's level (L1).
 */
const strom_len *stretches_place(struct setter *, const struct run *, size_t solid, bool rtl,
                                 strom_len left);
/* The width of all of it. */
strom_len stretches_width(const struct setter *);
/* Glyphs in reading order, for a pen that goes to the left: advances become negative. */
void line_glyphs_turn(struct glyph *, size_t n);

#endif
