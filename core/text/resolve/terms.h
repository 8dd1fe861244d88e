/* What the classes `term` and `index` of words ask for, the glossary that terms lead to, and
 * abbreviations. */
#ifndef STROM_TERMS_H
#define STROM_TERMS_H

#include "text/make/maker.h"

/* ---- terms.c ---- */

/* [words]{.term} and [words]{term=name}: the span becomes a link, which terms_resolve leads to its
 * entry. */
void builder_term_mark(struct builder *, strom_node span, const struct attributes *);
/* When all ids are known. What no glossary has is an error. */
void terms_resolve(struct builder *);

/* A heading {.glossary} begins the glossary, up to the next of its level or above. */
void glossary_heading(struct maker *, strom_node heading);
/* A list of definitions in the glossary: its terms in the edition's order, each with an id. */
void glossary_make(struct maker *, const struct draft_block *list, strom_node node);

/* ---- index.c ---- */

/* [words]{.index} and [words]{index="Entry!Subentry"}: the span's target is what it is listed under.
 * Returns the node that the words go into: the index's own, where the span is a link. */
strom_node builder_index_mark(struct builder *, strom_node span, const struct attributes *);
/* Entries that are the words themselves, and ids for all marks. */
void resolve_index(struct builder *);

/* ---- abbreviations.c ---- */

/* The abbreviations of a file, in the edition's language and, for passages that are not translated,
 * in the source's. */
void abbreviations_make(struct maker *, const struct draft *);
/* Where they stand in the text: a span whose alt is what they are short for. */
void abbreviations_apply(struct builder *);

#endif
