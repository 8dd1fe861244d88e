/* What is typed into what the language prints: "..." and '...' into its quotation marks, nested as
 * it nests them; ' into an apostrophe; - and -- between words into its dash; 10-20 into a range; -5
 * into a negative number; ... into an ellipsis; 35% and 35 % with the space that it wants.
 *
 * Code, addresses and values from data stay as they are; so does what is escaped (\", \-), and what
 * is written with its own sign already. It is done once, before inlines become nodes; a text that
 * has none of these signs costs one look at each byte. */
#ifndef STROM_TYPOGRAPHY_H
#define STROM_TYPOGRAPHY_H

#include "project/theme.h"

/* The text itself where nothing changes. Tokens of messages count as words and numbers. */
str typography_text(struct arena *, const struct language *, str text);

/* cmark's node of a parsed paragraph: the literals of its texts are replaced. */
struct cmark_node;
void typography_inlines(struct arena *scratch, const struct language *,
                        struct cmark_node *paragraph, str source);

/* A text that is to stand between the language's quotation marks: those in it become inner ones. */
str typography_within(struct arena *, const struct language *, str text);

#endif
