/* Nodes out of inlines and pictures, and what is written down on the way. */
#ifndef STROM_BUILD_H
#define STROM_BUILD_H

#include "text/markdown/attributes.h"
#include "edition/edition.h"
#include "message/message.h"

struct markdown;

/* An id as the author wrote it. */
struct named {
	str id;
	struct span at;
	strom_node node;
};

/* A heading without an id: gets one from its words when all ids are known. */
struct unnamed {
	str slug;
	strom_node node;
};

/* [words]{.term}: what it is called in the glossary; empty: by its words. */
struct builder_term_mark {
	strom_node node;
	str word;
	struct span at;
};

/* *[NGO]: non-governmental organisation */
struct abbreviation {
	str shorter, longer;
	uint16_t lang;                   /* of the passages that it is in */
	struct span at;
};

/* How a citation stands in the text: (Smith 2014), Smith (2014), or the year of (2014). */
enum cite_form { CITE_GROUPED, CITE_NAMED, CITE_YEAR };

struct cited {
	strom_node ref;
	str key;
	enum cite_form form;
	struct span at;
};

struct csl;

/* What is written down while the tree grows, for the passes over the finished one (text/resolve). */
struct resolve {
	vec(struct named) named;
	vec(struct unnamed) unnamed;
	vec(struct builder_term_mark) terms;
	vec(strom_node) glossary;        /* its terms */
	bool has_glossary;
	vec(strom_node) index;           /* marks for it */
	vec(struct abbreviation) abbreviations;
	const struct csl *csl;           /* NULL: the document has no bibliography, and @ is a sign */
	vec(struct cited) cited;
	strom_node references_at;        /* the heading that their list stands below; 0: the end */
};

struct builder {
	struct edition *edition;
	struct arena *arena;
	struct arena *scratch;           /* of one block: messages, their text, places */
	struct diags *diags;
	struct resolve *resolve;
	/* How typed signs are printed: by the edition's language, by the source's; NULL: as typed. */
	const struct language *typography[2];
	/* In a passage that says its language: by that. NULL: as typed. */
	bool said;
	const struct language *said_typography;
	bool naming;                     /* an id is made of a heading's words */
	bool good;                       /* nothing was reported yet */
	size_t errors;                   /* of the diags, before this edition */
};

/* Errors of one edition that are told; behind them it is given up. */
enum { BUILD_ERRORS = 1000 };

/* lang: 0, or any other. */
static inline const struct language *builder_typography(const struct builder *b, uint16_t lang)
{
	return b->said ? b->said_typography : b->typography[lang != 0];
}

static inline bool builder_full(const struct builder *b)
{
	return diag_errors(b->diags) >= b->errors + BUILD_ERRORS;
}

/* False, with good set so: for `return builder_fail(b)` behind a report. */
static inline bool builder_fail(struct builder *b)
{
	b->good = false;
	return false;
}

/* ---- builder.c ---- */

/* Gives the node its id, when there is one, and remembers the place. */
void builder_name_node(struct builder *, strom_node, str id, struct span at);
/* "sec-" and the words in small letters, with hyphens between them; in the arena. */
str builder_slug_of(struct arena *, str text);
/* The id of a glossary's term, by its words: "gls-", and the same. */
str builder_term_id(struct builder *, str words);
/* [words]{.term} and [words]{term=name}: the span becomes a link, which terms_resolve leads to its
 * entry. */
void builder_term_mark(struct builder *, strom_node span, const struct attributes *);
/* [words]{.index} and [words]{index="Entry!Subentry"}: the span's target is what it is listed under.
 * Returns the node that the words go into: the index's own, where the span is a link. */
strom_node builder_index_mark(struct builder *, strom_node span, const struct attributes *);
/* A reference that the inlines have made to a key. */
void builder_cite(struct builder *, strom_node ref, str key, enum cite_form, struct span at);
void builder_note_out_of_place(struct builder *, struct span);

/* ---- inlines.c ---- */

/* Parses an evaluated text's inlines into children of parent, every node in language `lang` (an
 * index). Tokens become text here. Mistakes are reported. */
void inlines_add(struct builder *, struct markdown *, strom_node parent, const struct message_text *,
                 uint16_t lang);
/* Their text alone: for alt texts, titles and ids. */
str inlines_plain(struct builder *, struct markdown *, const struct message_text *, uint16_t lang);

/* ---- pictures.c ---- */

/* The pages of a PDF that the attributes ask for, from 1; 0: they ask for none. False: reported. */
bool builder_picture_pages(struct builder *, const struct attributes *, uint32_t *from,
                           uint32_t *to);
/* A picture's node is filled in from its parts. `target` is the path as written. */
void builder_picture_fill(struct builder *, strom_node, str target, struct span target_at, str alt,
                  const struct attributes *, uint32_t page);

#endif
