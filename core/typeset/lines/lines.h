/* Paragraphs into lines: shaping through a word cache, hyphenation, Knuth-Plass over the whole
 * paragraph (Knuth and Plass, Breaking Paragraphs into Lines, 1981), with integer costs. */
#ifndef STROM_LINES_H
#define STROM_LINES_H

#include "typeset/shape/run.h"

struct para {
	const struct run *runs;
	size_t n;
	strom_len measure;               /* line width */
	strom_len first;                 /* indent of the first line, may be negative */
	enum text_align align;
	bool balance;                    /* a title: lines of about the same length */
	bool rtl; /* from right to left: start, indents and ends are mirrored */
};

/* What a line takes beyond its leading, so that its boxes touch nothing. */
struct line_room { strom_len above, below; };

/* A broken paragraph: compact, keeps only breaks; para and what it points to must outlive it. */
struct galley {
	const struct para *para;
	size_t lines;
	const struct line_room *rooms;           /* of each line; NULL: all take their leading */
	const struct line_break *breaks;         /* lines.c's own */
	strom_len widest;                        /* natural width of the widest line */
	bool broken;                             /* a word wider than the measure had to be */
};

/* Breaks a paragraph. A line that cannot be set within its measure is reported once as a warning
 * ("lines/overfull") with its text; a word that is wider is broken between any letters, with a
 * warning too ("lines/broken-word"), in columns of four ems or more; a glyph that neither the run's
 * font nor one of fonts/fallback.yml has is an error ("font/missing-glyph") naming
 * character, language and place; the galley can be put all the same. False: reported.
 *
 * Justified lines let hyphens, commas and full stops at their end stand out at the right, by about
 * half their width. Words of the language's lists keep the space after or before them, initials and
 * ordinals the one after, numbers the one before their unit; dashes do not begin a line. A soft
 * hyphen (U+00AD) in a word stands for the dictionary's points. An empty paragraph has no lines. */
bool lines_break(struct setter *, struct arena *, const struct para *, struct galley *);

/* A line for each run, however wide it is: code. Runs have break_after. Characters that no font has
 * are told of as above. */
bool lines_as_written(struct setter *, struct arena *, const struct para *, struct galley *);

/* Whether the beginning of a run stands on a line, or before it. */
bool galley_holds(const struct galley *, size_t line, uint32_t run);

/* Whether a line ends with a hyphen, the text's or one that the line end makes. */
bool galley_hyphen(const struct galley *, size_t line);

/* ---- Boxes on lines ---- */

/* Makes boxes that are wider than a measure narrower, and lower by as much. Runs that change are
 * new ones, in the arena. Returns the first that changed; NULL: all fit. */
const struct run *lines_fit_boxes(struct arena *, struct para *);
/* Room for boxes that reach beyond what a line has above and below its baseline. step: what rooms
 * are whole multiples of, where lines stand on a grid; else 1. */
void galley_make_room(struct arena *, struct galley *, strom_len above, strom_len below,
                      strom_len step);
/* The height of lines [from, to). */
strom_len galley_height(const struct galley *, size_t from, size_t to, strom_len leading);
/* The highest box on a line; NULL: it has none. */
const struct run *galley_highest_box(const struct galley *, size_t line);
/* How far the baseline of a line lies below where that of the first would be without room. */
strom_len galley_base(const struct galley *, size_t line, strom_len leading);

/* Puts lines [from, to) as items: the first baseline at y, or lower where it has room above it, one
 * `leading` and its room below another. A line
 * keeps its last space as a glyph, so that words stay apart for readers, and its hyphen extracts
 * as U+00AD. Advances of a justified line add up to the measure exactly; elsewhere each is within
 * 1/65536 pt of the scaled one, and their sum is what line_width says.
 *
 * One item a run and line; where the paragraph had to be parted by font or direction, one a part.
 * Items are in reading order. One from right to left begins at its right end, and its advances are
 * negative. Its text is the run's (or its capitals, which live as long as the
 * setter), so runs' texts must outlive the items; a line with a hyphen has a copy in the arena. */
void galley_put(struct setter *, struct arena *, const struct galley *, size_t from, size_t to,
                strom_len x, strom_len y, strom_len leading, items *);

/* One line without breaking: its natural width, and its glyphs at x, y. */
strom_len line_width(struct setter *, const struct run *, size_t n);
void line_put(struct setter *, struct arena *, const struct run *, size_t n, strom_len x,
              strom_len y, items *);

/* Least and natural widths: the widest unbreakable piece, the whole on one line (forced breaks
 * apart). Where runs may be hyphenated, pieces are parts of words with their hyphens. A measure of
 * `least` is never overfull, one of `natural` gives one line. For columns of tables. */
void lines_widths(struct setter *, const struct para *, strom_len *least, strom_len *natural);

/* A place where a line may end: a line from after a to b is b.end - a.start wide. The first begins
 * at [0], which ends nothing; forced: the line ends here in any case, and what follows counts from
 * its own beginning. For finding out how many lines a width takes without setting them. */
struct line_step {
	strom_len end, start;
	bool forced;
	bool last_resort;                /* inside an address */
};
/* Returns how many; 0: the paragraph is empty, or it was reported. */
size_t lines_steps(struct setter *, struct arena *, const struct para *, const struct line_step **);

#endif
