/* Segments as written. */
#ifndef STROM_DRAFT_RAW_H
#define STROM_DRAFT_RAW_H

#include "project/yaml.h"
#include "text/draft/segment.h"

struct raw {
	enum segment_kind kind;
	str text;                        /* the msgid; empty: no segment */
	struct origin origin;
	str context;                     /* msgctxt */
	struct span at;
	bool shared; /* strom.yml says it: it is in the project's catalogue */
};

/* Whether there is anything to translate: a letter, or a message that has words of its own. */
bool draft_raw_has_words(str text);
/* "Share {ctx=verb}": the context that the author gives the words, which is no part of them. */
void draft_raw_context(struct arena *, struct raw *);
/* A scalar's words as a segment. */
struct raw draft_raw_of_yaml(struct arena *, const struct yaml *, enum segment_kind, str context);

#endif
