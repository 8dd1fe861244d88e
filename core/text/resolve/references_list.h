/* The list of references: an entry a work, as paragraphs of the style "reference". */
#ifndef STROM_REFERENCES_LIST_H
#define STROM_REFERENCES_LIST_H

#include "text/build/build.h"
#include "text/resolve/csl.h"

/* A work that is cited. */
struct reference {
	const struct csl_item *item;
	str title;                       /* without its markup: for their order */
	str label;                       /* in citations: "Smith and Jones" */
	str head; /* before the year in the list; empty: the title stands there */
	str year;                        /* with its letter, where there are several */
};

/* "ref-KEY" */
str reference_id(struct arena *, const struct csl_item *);
/* "Smith, Ann; Jones, Bo": so that in any language the names fall in their order. */
str reference_head(const struct builder *, const struct csl_item *, str label);
/* Below the heading that asks for it, or under one of its own at the document's end. */
void references_list(struct builder *, const struct reference *, size_t n);

#endif
