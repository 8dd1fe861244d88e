/* Where the lines of a paragraph may end: its breaks, for those who choose among them (lines.c) and
 * those who measure (line_widths.c). */
#ifndef STROM_LINE_BREAKS_H
#define STROM_LINE_BREAKS_H

#include "typeset/lines/itemize.h"

/* No paper is wider; sums of widths stay far from overflow. */
static inline strom_len line_sane(strom_len length)
{
	const strom_len most = (strom_len)1 << 40;
	return length > most ? most : length < -most ? -most : length;
}

/* Sums of a segment so far: the text between two forced breaks. */
struct line_build {
	struct setter *s;
	const struct para *para;
	bool justify;
	strom_len most; /* a word that is wider may be broken anywhere; 0: none may */
	strom_len x, stretch, shrink;
	/* The last word, and what came after it. */
	const struct form *word;
	const struct run_set *word_set;
	uint8_t end;
	size_t before_points;            /* breaks before it */
	bool gap, gap_bound;
	strom_len gap_x, gap_stretch, gap_shrink;        /* sums before the gap */
};

struct line_build line_build_of(struct setter *, const struct para *);
/* The last run of the segment that begins with run `from`. */
size_t line_segment_end(const struct para *, size_t from);
/* Fills the liner's breaks and divisible; a missing glyph is reported. The segment has text when
 * there is more than one break. */
void line_build_segment(struct line_build *, size_t from, size_t to, const uint8_t *allowed);
/* ICU's breaks, where our own rules would not do; else NULL. */
const uint8_t *line_foreign_breaks(struct setter *, const struct para *);
/* The breaks within a word. For the optimiser: context is the build. */
void line_divide(const void *context, const struct kp_break *word, kp_breaks *out);
/* The segment's breaks in the liner's list, those within words too. */
const kp_breaks *line_all_breaks(const struct line_build *);

#endif
