/* The best breaks of a paragraph (Knuth and Plass, Breaking Paragraphs into Lines, Software:
 * Practice and Experience 11, 1981), in integers throughout.
 *
 * A line from break a to break b is end(b) - start(a) wide; stretch and shrink are differences of
 * sums likewise. So words, spaces and hyphens need not be known here, and time is linear in the
 * breaks: only those that the current lines could reach are kept in view.
 *
 * Where a word may be divided is asked for only when a line could end inside it: to find out costs
 * more than all the rest. */
#ifndef STROM_KNUTH_PLASS_H
#define STROM_KNUTH_PLASS_H

#include "base/arena.h"

struct kp_break {
	strom_len end; /* where a line that is broken here ends, hyphen included */
	strom_len solid;                 /* no later break can end before it */
	strom_len start;                 /* where the next line begins */
	strom_len stretch, shrink;       /* sums up to here */
	strom_len next_stretch, next_shrink;     /* sums before the next line's first word */
	strom_len hang;                  /* how far the line may stand out at the right */
	int32_t cost;                    /* 1024: as much as a line whose spaces stretch by half */
	uint32_t run, off;               /* the caller's: where in the text it is */
	bool hyphen;                     /* costs more after another one, and before a last line */
	bool forced;                     /* between letters that belong together: the caller's */
	bool made;     /* the line that ends here gets a hyphen: the caller's too */
	uint32_t word; /* not 0: no break, but a word from `solid` to `end` that may be
	                  divided; the caller's number of it */
};
typedef vec(struct kp_break) kp_breaks;

/* A cost from here on is a last resort: inside an address, which a reader copies whole. Such a
 * break is seen only when the paragraph cannot be set without. */
enum { KP_LAST_RESORT = 1 << 23 };

struct kp_paragraph {
	const struct kp_break *at;       /* [0]: the start; [n - 1]: the end */
	size_t n;
	strom_len measure;
	strom_len slack;   /* ragged lines: what counts as their stretch; 0: justified */
	bool balance;      /* a title: its last line is not much shorter than others */
	strom_len squeeze; /* what a line's letters may give way where its spaces cannot:
	                      it costs as if they could */
	/* Adds the breaks within a word, in order. */
	void (*divide)(const void *context, const struct kp_break *word, kp_breaks *out);
	const void *context;
};

struct kp_line {
	uint32_t at;                     /* the break that ends it, in kp.breaks */
	bool overfull;
};

/* Memory of the optimiser, kept from paragraph to paragraph. */
struct kp_node;
struct kp {
	vec(struct kp_node) nodes;
	kp_breaks breaks; /* the paragraph's, with those of the words that were divided */
	vec(struct kp_line) lines;       /* the answer, first line first */
};

void kp_solve(struct kp *, struct arena *, const struct kp_paragraph *);

#endif
