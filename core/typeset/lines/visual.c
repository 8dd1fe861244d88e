/* A line's stretches in the order in which they stand on it (UAX 9, L1 and L2). */
#include "typeset/lines/itemize.h"

#include <unicode/ubidi.h>

static strom_len width_of(const struct setter *s, const struct stretch *t)
{
	strom_len width = 0;
	for (size_t i = t->from; i < t->to; i++)
		width += s->liner->glyphs.at[i].advance;
	return width;
}

strom_len stretches_width(const struct setter *s)
{
	strom_len width = 0;
	for (size_t i = 0; i < s->liner->stretches.n; i++)
		width += width_of(s, &s->liner->stretches.at[i]);
	return width;
}

/* The spaces at a line's end are parted from the words before them. */
static void part_end(struct setter *s, size_t solid)
{
	for (size_t i = 0; i < s->liner->stretches.n; i++) {
		struct stretch t = s->liner->stretches.at[i];
		if (t.from >= solid || t.to <= solid)
			continue;
		s->liner->stretches.at[i].to = solid;
		vec_push(s->liner->scratch, &s->liner->stretches, (struct stretch){0});
		memmove(&s->liner->stretches.at[i + 2], &s->liner->stretches.at[i + 1],
		        (s->liner->stretches.n - i - 2) * sizeof t);
		s->liner->stretches.at[i + 1] = (struct stretch){t.run, solid, t.to};
		return;
	}
}

const strom_len *stretches_place(struct setter *s, const struct run *runs, size_t solid, bool rtl,
                                 strom_len left)
{
	part_end(s, solid);
	size_t n = s->liner->stretches.n;
	UBiDiLevel *levels = arena_array(s->liner->scratch, UBiDiLevel, n);
	int32_t *order = arena_array(s->liner->scratch, int32_t, n);
	strom_len *at = arena_array(s->liner->scratch, strom_len, n);
	for (size_t i = 0; i < n; i++)
		levels[i] = s->liner->stretches.at[i].from >= solid
		                    ? rtl
		                    : runs[s->liner->stretches.at[i].run].level;
	ubidi_reorderVisual(levels, (int32_t)n, order);
	for (size_t i = 0; i < n; i++) {
		at[order[i]] = left;
		left += width_of(s, &s->liner->stretches.at[order[i]]);
	}
	return at;
}

void line_glyphs_turn(struct glyph *glyphs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		glyphs[i].dx -= (int32_t)glyphs[i].advance;
		glyphs[i].advance = -glyphs[i].advance;
	}
}
