/* What a document says of itself: strom.yml, and front matter over it. */
#ifndef STROM_TITLES_H
#define STROM_TITLES_H

#include "text/draft/draft.h"

/* The parts of strom.yml that a document prints, front matter over them; empty where absent. */
struct titles {
	struct raw title, subtitle, description, notice, publisher;
	const struct raw *authors, *credits;
	size_t authors_n, credits_n;
	struct said date;
	struct said bibliography;        /* joined path */
};
bool titles_read(struct arena *, struct diags *, const struct project *,
                 const struct document_spec *, const struct draft *first, struct titles *out);
/* Their segments. */
bool titles_visit(const struct titles *, segment_visit *, void *context);

#endif
