/* Messages filled with numbers and words, for those who check how they read. */
#ifndef STROM_COMPARE_FILL_H
#define STROM_COMPARE_FILL_H

#include "message/message.h"

struct filled {
	bool counts;                     /* it has a plural, and this is its number */
	double number;
	str key;                         /* the word of its selections; empty: it has none */
	str text;                        /* other values as {name} */
};

/* A message once for each of 0, 0.5, 1, 2, 5, 21 and 1000, and each word that it chooses by. 0: it
 * has no branches. */
size_t compare_fill(struct arena *, const struct message *, struct numbers *,
                    const struct filled **);

/* The same, each handed on as it is made. number NULL: it has no plural. False: it has no branches.
 */
typedef void compare_way_taken(void *context, const double *number, str key,
                               const struct message_text *);
bool compare_each(struct arena *, const struct message *, struct numbers *, compare_way_taken *,
                  void *context);

#endif
