/* What the makers of lines share beside the setter: the paragraph at hand. For this room only. */
#ifndef STROM_LINER_H
#define STROM_LINER_H

#include "typeset/lines/knuth_plass.h"
#include "typeset/lines/lines.h"
#include "typeset/shape/setter.h"

/* Where a line ends and the next begins. */
struct line_break {
	uint32_t run, off;
	bool hyphen;                     /* the line gets one */
	bool last;                       /* of the paragraph, or before a forced break */
};

/* A space on the line being put: glyph is counted from the line's first. */
struct gap { size_t glyph; strom_len width; int64_t weight; };
/* A run's glyphs on it. */
struct stretch { uint32_t run; size_t from, to; };

struct liner {
	struct arena *scratch;
	kp_breaks breaks;                /* of a segment */
	vec(struct form *) divisible;    /* words of it that may be divided */
	struct kp kp;
	vec(struct glyph) glyphs;
	vec(struct gap) gaps;
	vec(struct stretch) stretches;
};

/* Makes runs ready, as setter_runs, and setter.liner. */
bool liner_runs(struct setter *, const struct run *, size_t n);

/* How far a space stretches and shrinks (the proportions of TeX's fonts, in words): half and a
 * third of its width, after punctuation more. */
static inline strom_len space_stretch(strom_len width, uint32_t flags_before)
{
	return width * (flags_before & WORD_STOP ? 6 : flags_before & WORD_COMMA ? 5 : 4) / 8;
}

enum { SHRINKS = 3 };                    /* by a part of so many */
static inline strom_len space_shrink(strom_len width)
{
	return width / SHRINKS;
}

/* How much the letters of a line may be set closer or farther apart, all together, where its spaces
 * alone would make it tight or loose: a two-hundredth of an em a letter, which nobody sees. */
static inline strom_len letter_room(strom_len measure)
{
	return measure > 0 ? measure / 80 : 0;
}

/* ---- scan.c: pieces of a paragraph ---- */

enum scan_piece_kind { PIECE_WORD, PIECE_SPACE, PIECE_BOUND_SPACE };
/* What the piece's end allows. END_REPEAT: before a hyphen, which a break there repeats at the
 * line's end. */
enum piece_end { END_NONE, END_HYPHEN, END_REPEAT, END_DASH, END_SLASH, END_URL, END_FREE };

struct scan_piece {
	uint32_t run, off, len;
	uint8_t kind, end;
};

struct scan {
	const struct run_set *sets;
	size_t n;
	const uint8_t *allowed; /* a bit a byte of the paragraph: breaks found by ICU, or NULL */
	uint32_t run, off;
	bool url;
};

/* The next piece; false at the end. Pieces never cross runs. */
bool scan_next(struct scan *, struct scan_piece *);
/* The word that a piece is, or the box. */
static inline struct form *word_of_piece(struct setter *s, const struct run_set *set,
                                         const struct scan_piece *p)
{
	return set->box ? set->box
	                : word_get(s, set->style, str_sub(set->text, p->off, p->off + p->len));
}
/* Whether our own rules do; else ICU's are asked. */
bool scan_is_simple(str text);
/* Whether a character is written from right to left; *at: the first such. */
bool scan_right_to_left(str text, size_t *at);
/* ICU's breaks over the runs' texts. */
const uint8_t *scan_icu(struct setter *, struct arena *, uint16_t lang);

#endif
