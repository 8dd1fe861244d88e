/* Counting a document's segments for one language: equal ones once, of all countries in which the
 * language is read, whatever of them one edition prints. So builds, translators' files and reviews
 * say one number. */
#ifndef STROM_SEGMENT_COUNT_H
#define STROM_SEGMENT_COUNT_H

#include "text/draft/segment.h"
#include "po/po.h"

struct segment_counter {
	struct arena *arena;             /* the segments' words live in it */
	struct map *seen;
	struct po *po;                   /* NULL: nothing is translated */
	const str *countries;            /* segment_countries' */
	size_t countries_n;
	size_t segments, translated, fuzzy, empty;
};

/* The countries of the document's editions in this language. */
size_t segment_countries(struct arena *, const struct project *, const struct document_spec *,
                         str language, const str **countries);
/* A segment_visit. Marks the entries that are there as used. */
bool segment_count(void *counter, const struct segment *);

#endif
