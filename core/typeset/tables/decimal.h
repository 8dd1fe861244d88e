/* Numbers that stand below one another: where the decimals of a text with a number in it begin. */
#ifndef STROM_DECIMAL_H
#define STROM_DECIMAL_H

#include "typeset/arrange/typesetter.h"

/* Up to where the units go: "−1 234" of "−1 234,5 %", all of a word without digits ("n/a", a dash).
 * False: the text is neither a number with little around it nor one short word. */
bool decimal_find(str text, str sign, size_t *units);

/* The sign before decimals in a language of the edition. */
str decimal_sign(struct typesetter *, uint16_t lang);

#endif
