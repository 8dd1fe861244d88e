/* The index as a part of the edition, from the marks of the text (text/resolve/index.c). Its
 * entries come when pages are known: pages/index_fill.h. */
#ifndef STROM_INDEX_PART_H
#define STROM_INDEX_PART_H

#include "edition/edition.h"

/* The part, when it is added: its title, where anything is marked. */
void part_index_begin(struct edition *, strom_node part);
/* Whether the edition has a part that is to be filled. */
bool part_index_wanted(const struct edition *);
/* 0: there is none. */
strom_node part_index(const struct edition *);
bool part_is_index_mark(const struct node *);
/* A generated node below a parent. */
strom_node part_index_add(struct edition *, strom_node parent, enum node_kind, const char *style,
                          unsigned flags);

#endif
