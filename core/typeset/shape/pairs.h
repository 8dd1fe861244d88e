/* Plain words, put together from what is known of their letters and pairs.
 *
 * HarfBuzz asks every rule of the font about every glyph, which takes microseconds a word, and a
 * long report has a hundred thousand different ones. Where no rule but kerning reaches (reach.h), a
 * word is as wide as its letters and what its pairs add: each pair is shaped once, by HarfBuzz, and
 * the rest is addition. Where letters join ("fi"), HarfBuzz shapes those and their two neighbours,
 * once for all words that have them. The outcome is the same glyph for glyph
 * (tests/unit/typeset_pairs.c). Rules are read here for the time that it saves: with HarfBuzz alone
 * a build of 500 German pages takes 4.4 thousand million instructions instead of 2.4. */
#ifndef STROM_PAIRS_H
#define STROM_PAIRS_H

#include "typeset/shape/setter.h"

struct pairs;

/* For the words of a plan; NULL: its font has rules that reach too far. */
struct pairs *pairs_new(struct setter *, const struct shape_style *, hb_script_t);
/* Fills the word's widths, and its glyphs if letters join; false: it cannot be put together, and
 * nothing is filled. A plain word keeps no glyphs: word_glyphs makes them again. */
bool pairs_shape(struct setter *, struct shape_style *, const struct plan *, struct form *);
/* The width of a plain word's letters before glyph i, if the word ended there. */
int32_t pairs_before(const struct shape_style *, const struct shaped *glyphs, uint32_t i);

#endif
