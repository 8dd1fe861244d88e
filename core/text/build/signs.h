/* What is printed of a text as it was typed, and whether it looks like markup.
 *
 * Codes: text/looks-like-mark text/looks-like-link text/looks-like-comment; what @ stands before is
 * noted for text/resolve/signs_resolve.c. */
#ifndef STROM_SIGNS_H
#define STROM_SIGNS_H

#include "text/build/build.h"

/* The text's bytes from `at` on stand in the source from `source` on. */
struct sign_place { size_t at, source; };

/* The texts of a paragraph; what else it holds is U+FFFC each. */
struct signs {
	str text;
	const struct sign_place *places;        /* ascending */
	size_t n;
	const struct origin *origin;             /* of the source */
	bool title;                              /* it is no Markdown at all */
};

/* Whether there is anything to check: one look at each byte. */
bool signs_possible(str source);
void signs_check(struct builder *, const struct signs *);

#endif
