/* What somebody who checks a document's translation should look at: each text that is not
 * translated, how each plural and selection reads, and all that builds tell of it, for every
 * country at once. */
#ifndef STROM_REVIEW_H
#define STROM_REVIEW_H

#include "text/compare/fill.h"
#include "text/draft/segment_count.h"

struct review_text {
	enum po_state state;             /* PO_TRANSLATED: it has branches, which `filled` has */
	str source, translation;         /* translation: of a fuzzy one too */
	struct span source_at, at;       /* at: in the PO file; nowhere, where it has no entry */
	const struct filled *filled;
	size_t filled_n;
};

struct review {
	str path;                        /* the PO file; empty: this is the source's language */
	bool found;                      /* the file is there */
	struct segment_counter count;
	vec(struct review_text) texts;
};

struct pot;
/* A document without what is `shared` (NULL: with it); of no document, what is. Faults are reported
 * as in builds. False: the document's text could not be read, which is
 * reported. */
bool translate_review(struct arena *, struct diags *, const struct project *,
                      const struct document_spec *, const struct pot *shared, str language,
                      struct review *);

#endif
