/* Code, escapes and comments in a text. */
#ifndef STROM_COMMENTS_H
#define STROM_COMMENTS_H

#include "message/origin.h"

/* The text, with every byte of code and escapes an x. */
str markdown_masked(struct arena *, str text);
/* Takes comments out of a text. Returns where one begins that is never closed, and stays;
 * SIZE_MAX: none does. */
size_t markdown_drop_comments(struct arena *, str *text, struct origin *);

#endif
