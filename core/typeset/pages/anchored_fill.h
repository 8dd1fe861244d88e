/* Passages beside the text, such as notes in a side column. */
#ifndef STROM_ANCHORED_FILL_H
#define STROM_ANCHORED_FILL_H

#include "typeset/pages/pagination.h"

/* Puts the passages of anchored flows beside what they belong to, once that has its places: each as
 * high as the line, or lower, where the one before it ends; higher where the page would end before
 * them. What a page cannot hold goes on at the top of the next. False: reported. */
bool fill_anchored(struct typesetter *, struct pagination *);

#endif
