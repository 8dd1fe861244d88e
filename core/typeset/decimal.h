/* Numbers that stand below one another: where the parts of a text with a number in it begin. */
#ifndef STROM_DECIMAL_H
#define STROM_DECIMAL_H

#include "typeset/blocks.h"

/* "−1 234,5 %" is "−1 234", ",5" and " %". A word without digits ("n/a", a dash) is the first part
 * alone. */
struct decimal {
	size_t middle, tail;             /* offsets: where the second and third part begin */
	bool number;
};

/* False: the text is neither a number with little around it nor one short word. */
bool decimal_find(str text, str sign, struct decimal *);

/* The sign before decimals in a language of the edition. */
str decimal_sign(struct typesetter *, uint16_t lang);

#endif
