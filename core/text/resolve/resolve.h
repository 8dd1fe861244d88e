/* Passes over the finished tree: each reads what was written down while it grew (struct resolve).
 */
#ifndef STROM_RESOLVE_H
#define STROM_RESOLVE_H

#include "text/build/build.h"

/* references.c: registers ids, numbers captions, fills references in. */
void references_resolve(struct builder *);

/* signs_resolve.c: the id that a word behind @ means under another prefix or spelling; empty: none.
 */
str resolve_meant(struct builder *, str word);
/* What was noted of such words: "text/unknown-reference", "text/looks-like-reference". */
void resolve_signs(struct builder *);

/* ---- sentences.c ---- */

struct sentences;
/* Of the tree as it stands: nodes that are inserted later are not seen. */
struct sentences *sentences_new(struct arena *, const struct edition *);
/* Whether an inline begins a sentence, or its block: a paragraph, an item, a cell. */
bool sentences_begins(const struct sentences *, strom_node);

/* terms.c: leads terms to their entries, when all ids are known. What no glossary has is an error.
 */
void terms_resolve(struct builder *);

/* index.c: entries that are the words themselves, and ids for all marks. */
void resolve_index(struct builder *);

/* abbreviations.c: where they stand in the text: a span whose alt is what they are short for. */
void abbreviations_apply(struct builder *);

/* mentions.c: what is mentioned and not printed, when all else is told. */
void resolve_mentions(struct builder *);
/* "text/unknown-reference" */
void references_unknown(struct builder *, struct span at, str id);
/* "text/unknown-term", if it is */
void terms_mentioned(struct builder *, const struct mention *);

/* headings.c: "text/heading-gap": a level is left out. */
void headings_check(struct builder *);

#endif
