/* Custom inlines: what marks.c finds and inlines.c turns into nodes. */
#ifndef STROM_MARKS_H
#define STROM_MARKS_H

#include "text/markdown/markdown.h"
#include "message/message.h"

/* The text that cmark is parsing, for the extension. */
struct inline_state {
	struct arena *arena;
	str text;
	const struct origin *origin;
	bool cites;                      /* there is a bibliography: @key is a citation */
};

enum mark_kind {
	MARK_ATTRIBUTES,                 /* {.class} behind what it belongs to */
	MARK_REFERENCE,                  /* @tbl-x */
	MARK_CITATION,                   /* @smith2014 */
	MARK_SPAN,                       /* [text]{.class}, made from the two */
	MARK_SUB, MARK_SUP,              /* CO~2~, m^2^: target is what they hold */
	MARK_STRIKE                      /* ~~: one end; when `grouped`, all, with its children */
};

/* The user data of a custom inline; also of a link, picture or code span with attributes. */
struct mark {
	enum mark_kind kind;
	size_t from, len;                /* in the text */
	struct attributes attributes;
	str target;
	bool grouped, year;              /* citations: between brackets; behind a hyphen there */
	bool opens, closes;              /* strikes: words stand right behind, right before */
	bool bare; /* references: the number alone, behind words or a hyphen in brackets */
};

/* ---- marks.c ---- */

/* The length of a reference, "@tbl-x", that stands at text[at]; 0: none does. */
size_t mark_reference_len(str text, size_t at);
/* The length of a citation, "@smith2014", that stands at text[at]; 0: none does. */
size_t mark_citation_len(str text, size_t at);

/* ---- spans.c ---- */

/* Whether a text node was written as an escape or an entity. */
bool mark_is_escaped(cmark_node *);
/* Whether it is this bracket, written plainly. */
bool mark_is_bracket(cmark_node *, const char *text);
/* Gives the attributes among siblings to what they belong to; those that belong to nothing stay. */
void marks_settle(cmark_node *first);
/* Two ~~ among siblings become one, which holds what stood between them. */
void marks_settle_strikes(cmark_node *parent);
/* The brackets around citations among siblings become parentheses. */
void marks_settle_citations(cmark_node *first);
/* Those around references alone go, and the words before each in them become its own: its node's
 * children. */
void marks_settle_references(struct arena *, cmark_node *parent);
struct mark *mark_of(cmark_node *, enum mark_kind);      /* NULL: it is no such mark */

#endif
