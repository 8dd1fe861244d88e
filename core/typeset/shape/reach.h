/* How far a font's rules reach: which glyphs they change, and beside which others.
 *
 * Most words have none of them: no ligature, no accent to place, nothing but kerning. Such words
 * can be put together from their letters and pairs (pairs.h). What is read here is only where rules
 * may begin (OpenType 1.9, chapters GSUB, GPOS and Common Table Formats): what they do then is
 * HarfBuzz's business. */
#ifndef STROM_REACH_H
#define STROM_REACH_H

#include "base/arena.h"

#include <hb.h>

struct reach;

/* NULL: a rule of the plan could do anything. */
struct reach *reach_new(struct arena *, hb_face_t *, hb_shape_plan_t *);
/* A rule may change or move the glyph whatever stands beside it. */
bool reach_glyph(const struct reach *, uint32_t glyph);
/* A rule other than kerning may change a word that has these two, one after the other. */
bool reach_pair(const struct reach *, uint32_t first, uint32_t second);
/* A rule that begins at another glyph may look at this one. */
bool reach_around(const struct reach *, uint32_t glyph);

#endif
