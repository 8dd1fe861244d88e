/* Words whose hyphens are known: a language pack's and a project's. They stand for the dictionary's
 * points: "paš-val-dī-ba", "Strom" (never divided), "paš-val-dī-b*" for all words that begin so. */
#ifndef STROM_EXCEPTIONS_H
#define STROM_EXCEPTIONS_H

#include "base/arena.h"

struct exceptions;

struct exceptions *exceptions_new(struct arena *);
/* As written (exception_wrong finds nothing in it). One that is there already stays. */
void exceptions_add(struct exceptions *, str word);
/* Puts in the points of the word that the letters, small ones, are or begin with; without one all
 * stay. The longest beginning counts; it leaves no single letter at the end. */
void exceptions_apply(const struct exceptions *, const uint32_t *letters, size_t n, bool *points);

#endif
