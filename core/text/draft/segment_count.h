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
	struct po *shared;               /* the project's; NULL: there is none */
	str language;                    /* of a shared file alone: what lacks it counts */
	const str *countries;            /* segment_countries' */
	size_t countries_n;
	size_t segments, translated, fuzzy, empty;
};

/* The countries of the document's editions in this language; NULL: of all documents'. */
size_t segment_countries(struct arena *, const struct project *, const struct document_spec *,
                         str language, const str **countries);
/* What becomes of a segment, by a document's file and the project's, which may be NULL: shared
 * words are looked for in the project's first, others in the document's. *entry as po_find has it.
 */
enum po_state segment_find(struct po *po, struct po *shared, bool is_shared, str context, str id,
                           const struct po_entry **entry);

/* A segment_visit. Marks the entries that are there as used. */
bool segment_count(void *counter, const struct segment *);

#endif
