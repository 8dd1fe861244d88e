/* Custom inlines: what marks.c finds and inlines.c turns into nodes. */
#ifndef STROM_MARKS_H
#define STROM_MARKS_H

#include "text/markdown.h"
#include "text/message.h"

/* The text that cmark is parsing, for the extension. */
struct inline_state {
	struct arena *arena;
	str text;
	const struct origin *origin;
};

enum mark_kind {
	MARK_ATTRIBUTES,                 /* {.class} behind what it belongs to */
	MARK_REFERENCE,                  /* @tbl-x */
	MARK_SPAN                        /* [text]{.class}, made from the two */
};

/* The user data of a custom inline; also of a link, picture or code span with attributes. */
struct mark {
	enum mark_kind kind;
	size_t from, len;                /* in the text */
	struct attributes attributes;
	str target;
};

#endif
