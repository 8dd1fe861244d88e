/* Nodes out of inlines and pictures, and what is written down on the way. */
#ifndef STROM_BUILD_H
#define STROM_BUILD_H

#include "text/markdown/attributes.h"
#include "edition/edition.h"
#include "message/message.h"

struct draft;

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

/* @word that is no reference to anything by its form. */
struct sign_reference {
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

/* What words say that may be printed nowhere: branches that are not taken, passages left out. */
enum mention_kind { MENTION_REFERENCE, MENTION_LINK, MENTION_CITATION, MENTION_TERM };
struct mention { enum mention_kind kind; str word; struct span at; };

struct csl;
struct meant;

/* What is written down while the tree grows, for the passes over the finished one (text/resolve).
 */
struct resolve {
	vec(struct named) named;
	vec(struct unnamed) unnamed;
	vec(struct builder_term_mark) terms;
	vec(strom_node) glossary;        /* its terms */
	bool has_glossary;
	vec(strom_node) index;           /* marks for it */
	vec(struct sign_reference) signs;
	vec(struct mention) mentions;
	vec(str) elsewhere;              /* ids of passages that are left out */
	const struct meant *meant;       /* resolve_meant's; NULL: nothing was asked yet */
	vec(struct abbreviation) abbreviations;
	const struct csl *csl; /* NULL: the document has no bibliography, and @ is a sign */
	vec(struct cited) cited;
	strom_node references_at;        /* the heading that their list stands below; 0: the end */
};

/* The language that words are in. */
struct voice {
	uint16_t lang;                   /* an index of the edition's; 0: its own */
	struct numbers *numbers;         /* as it writes values */
	const struct language *typography;       /* as it prints typed signs; NULL: as typed */
};

/* What holds for the words at hand: handed down by value, so that it ends where it was said. */
struct here {
	struct draft *draft; /* the file that they are from; NULL: they are strom.yml's */
	struct voice voice;
	bool said;                       /* the passage says its language: nothing is translated */
	bool judged;                     /* its translations are: not in a row behind the first */
	bool in_note;
	bool cell;                       /* of a table, in which <br> ends a line */
	bool plain;                      /* an id is made of them: signs as typed, and no notes */
};

struct builder {
	struct edition *edition;
	struct arena *arena;
	struct arena *scratch;           /* of one block: messages, their text, places */
	struct diags *diags;
	struct resolve *resolve;
	const struct language
	        *typography; /* of the edition's language; NULL: signs are printed as typed */
	size_t errors;                   /* diag_met, before this edition */
};

/* Errors of one edition that are told; behind them it is given up. */
enum { BUILD_ERRORS = 1000 };

static inline bool builder_full(const struct builder *b)
{
	return diag_met(b->diags) >= b->errors + BUILD_ERRORS;
}

/* ---- builder.c ---- */

/* Gives the node its id, when there is one, and remembers the place. */
void builder_name_node(struct builder *, strom_node, str id, struct span at);
/* "sec-" and the words in small letters, with hyphens between them; in the arena. */
str builder_slug_of(struct arena *, str text);
/* The id of a glossary's term, by its words: "gls-", and the same. */
str builder_term_id(struct builder *, str words);
/* mentions.c: notes what a text as it is written refers to; `origin` is its own. */
void builder_mention(struct builder *, str text, const struct origin *origin);

/* [words]{.term} and [words]{term=name}: the span becomes a link, which terms_resolve leads to its
 * entry. */
void builder_term_mark(struct builder *, strom_node span, const struct attributes *);
/* [words]{.index} and [words]{index="Entry!Subentry"}: the span's target is what it is listed
 * under. Returns the node that the words go into: the index's own, where the span is a link. */
strom_node builder_index_mark(struct builder *, strom_node span, const struct attributes *);
/* A reference that the inlines have made to a key. */
void builder_cite(struct builder *, strom_node ref, str key, enum cite_form, struct span at);
void builder_note_out_of_place(struct builder *, struct span);

/* ---- inlines.c ---- */

/* Parses an evaluated text's inlines into children of parent. Tokens become text here. Mistakes are
 * reported. */
void inlines_add(struct builder *, struct here, strom_node parent, const struct message_text *);
/* Their text alone: for alt texts, titles and ids. */
str inlines_plain(struct builder *, struct here, const struct message_text *);

/* ---- pictures.c ---- */

/* The pages of a PDF that the attributes ask for, from 1; 0: they ask for none. False: reported. */
bool builder_picture_pages(struct builder *, const struct attributes *, uint32_t *from,
                           uint32_t *to);
/* A picture's node is filled in from its parts. `target` is the path as written. */
void builder_picture_fill(struct builder *, strom_node, str target, struct span target_at, str alt,
                  const struct attributes *, uint32_t page);

#endif
