/* What an edition is set by, and the runs of its text. */
#ifndef STROM_TYPESETTER_H
#define STROM_TYPESETTER_H

#include "typeset/arrange/arrangement.h"
#include "typeset/arrange/picture_sizes.h"
#include "typeset/lines/lines.h"

typedef vec(struct run) run_list;

struct typesetter {
	struct edition *edition;
	struct arena *arena;
	struct diags *diags;
	struct fonts *fonts;
	const struct theme *theme;
	struct setter *setter;
	struct picture_sizes *pictures;
	struct drawings *drawings;       /* of figures, which are kept: of blocks alone */
	run_list collected;              /* by runs_of, which copies them: most are few */
	struct arrangement arrangement;
	str *decimal_signs;              /* of each language; NULL: nobody asked yet */
	struct lists *lists; /* what is made: of blocks and pages, who come later, alone */
	size_t errors;                   /* diag_met, before anything was set */
};

/* Something was reported; who can goes on to find more. */
static inline bool typesetter_failed(const struct typesetter *t)
{
	return diag_met(t->diags) > t->errors;
}

static inline strom_len larger(strom_len a, strom_len b)
{
	return a > b ? a : b;
}

/* The style of a node: its placement's, its class's, or its kind's. */
const struct style *run_style(const struct typesetter *, strom_node, const char *by_kind);
/* Whether a node's language is written from right to left: then start is at the right. */
bool run_rtl(const struct typesetter *, strom_node);
/* The runs of all inlines below a node, in a style. False: reported. */
bool runs_of(struct typesetter *, strom_node, const struct style *, struct picture_room,
             struct run **, size_t *n);
/* Whether all have a font: of one that cannot be opened this was reported, once. */
bool runs_have_fonts(const struct run *, size_t n);
/* One run of generated text. */
struct run run_of(struct typesetter *, const struct style *, str text, strom_node node);
/* How far an entry of the contents is moved in: as its style says, but by a page's number in front
 * where that is wider. */
strom_len run_entry_indent(struct typesetter *, const struct style *, strom_node);
/* Breaks a node's inlines; the galley's paragraph lives in the arena. */
bool run_galley(struct typesetter *, strom_node, const struct style *, strom_len measure,
               enum text_align, struct galley *);
/* Room for the pictures of lines in a style, of which a flow's may stand on a grid (0: on none). */
void run_make_room(const struct typesetter *, struct arena *, const struct style *, strom_len grid,
                   struct galley *);
/* Where the first baseline lies below a line's top: leading shared above and below. */
strom_len run_baseline(const struct typesetter *, const struct style *);

#endif
