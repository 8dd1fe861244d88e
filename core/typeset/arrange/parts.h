/* Generated parts: cover, contents, imprint as nodes of the edition, like any other text. */
#ifndef STROM_PARTS_H
#define STROM_PARTS_H

#include "edition/edition.h"

#include <strom/layout.h>

/* Adds a part to the document before a child (0: at the end) and fills it from the edition. An
 * empty part is still a node. */
strom_node part_add(struct edition *, strom_node before, enum strom_part_kind, str style,
                    str message);

#endif
