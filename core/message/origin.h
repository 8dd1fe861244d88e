/* Where the bytes of a text stand in its file.
 *
 * A text that went through unescaping, joining of lines or merging of values no longer has its
 * file's offsets: its origin has them, run by run, so that a complaint about any byte of it is
 * reported at its exact column. */
#ifndef STROM_ORIGIN_H
#define STROM_ORIGIN_H

#include "base/diag.h"

/* The text's bytes from `at` up to the next run's come from `len` bytes at `off` of the file. Are
 * these as many as the run has: byte by byte. Otherwise all of the run is all of them (an escape,
 * a merged value). */
struct origin_run {
	size_t at;
	uint64_t off;
	size_t len;
};

/* Runs ascend by `at`; the first is at 0, and none is empty; `text_len` ends the last one. No runs:
 * an empty text, or a text without a place (file 0); `end` is where an empty text stands. */
struct origin {
	uint32_t file;
	const struct origin_run *runs;
	size_t n, text_len;
	uint64_t end;                    /* offset in the file just behind the text */
};

/* A text that stands in its file as it is: at.len bytes at at.off. */
struct origin origin_of(struct arena *, struct span at);
/* Where text[from, from + len) stands; bounds are clamped; len 0 gives a point. */
struct span origin_span(const struct origin *, size_t from, size_t len);
/* A part of the text, its offsets counted from `from`. */
struct origin origin_part(struct arena *, const struct origin *, size_t from, size_t len);

/* Building one: runs are added in the text's order; neighbours that continue each other merge.
 * `origin_add(b, n, off, len)`: the next n bytes of the text come from len bytes at off. */
struct origin_builder {
	struct arena *arena;
	uint32_t file;
	uint64_t end;
	size_t text_len;
	vec(struct origin_run) runs;
};
void origin_add(struct origin_builder *, size_t text_len, uint64_t off, size_t len);
struct origin origin_built(const struct origin_builder *);
/* The next n bytes of the text come from inner[from, from + len): for a text made of a text. */
void origin_add_through(struct origin_builder *, size_t text_len, const struct origin *inner,
                        size_t from, size_t len);

#endif
