/* What turns cmark's inlines into nodes: inlines.c, inlines_text.c, inlines_links.c and
 * inlines_marks.c. */
#ifndef STROM_INLINES_PARTS_H
#define STROM_INLINES_PARTS_H

#include "text/build/signs.h"
#include "text/draft/draft.h"
#include "text/markdown/marks.h"

struct converter {
	struct builder *builder;
	struct here here;
	const struct message_text *message;
	struct origin origin;            /* of source */
	str source;                      /* what cmark parsed */
	vec(size_t) bases;
	size_t cursor;                   /* all before it is done */
	uint16_t lang;
	unsigned depth;
	bool space;                      /* a space would be one too many here */
	struct buf text;                 /* of the TEXT node to come */
	size_t text_from, text_to;
	bool plain;                      /* no nodes: text alone */
	bool signs_wanted;               /* the texts are kept as they are typed */
	struct buf typed;
	vec(struct sign_place) places;  /* of `typed` */
};

/* ---- inlines_text.c ---- */

struct span inlines_span(const struct converter *, size_t from, size_t to);
size_t inlines_clamp(const struct converter *, size_t at);
/* Where a node begins and ends in the source. */
size_t inlines_start(const struct converter *, cmark_node *);
size_t inlines_end(const struct converter *, cmark_node *);
/* Moves the cursor behind the next line end. */
void inlines_newline(struct converter *);
strom_node inlines_node(struct converter *, strom_node parent, enum node_kind, size_t from,
                        size_t to);
/* The text so far as a node; without its last space. */
void inlines_flush(struct converter *, strom_node parent);
void inlines_trim(struct converter *);
/* Adds to the text; white space collapses, across nodes too. */
void inlines_put(struct converter *, str text, size_t from, size_t to);
/* A literal with its values. */
str inlines_values(const struct converter *, cmark_chunk);
/* A part of the text, which goes with its block. */
str inlines_kept(const struct converter *, str part);
/* Where a link or span begins: emphasis marks that cmark used up may stand before the bracket. */
size_t inlines_link_start(const struct converter *);

/* ---- inlines.c ---- */

/* A node's children. */
void inlines_inside(struct converter *, strom_node node, cmark_node *first);

/* ---- inlines_links.c, inlines_marks.c: a node of cmark's ---- */

void inlines_link(struct converter *, strom_node parent, cmark_node *);
void inlines_image(struct converter *, strom_node parent, cmark_node *);
void inlines_note(struct converter *, strom_node parent, cmark_node *);
void inlines_mark(struct converter *, strom_node parent, cmark_node *);

#endif
