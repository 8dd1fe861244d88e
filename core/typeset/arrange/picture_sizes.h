/* How large pictures are printed: as their author says, in their own shape, and no wider than their
 * column. */
#ifndef STROM_PICTURE_SIZES_H
#define STROM_PICTURE_SIZES_H

#include "edition/edition.h"

struct picture_sizes;

/* What is known of files lives in the arena: each is looked into once. */
struct picture_sizes *run_pictures_new(struct arena *);
/* What a picture may be. */
struct picture_room {
	strom_len most, share;           /* most: its width; share: what percentages are of */
	strom_len high;                  /* where its author says no size; 0: its natural one */
};
/* False: reported, once a picture. */
bool run_picture_fit(struct picture_sizes *, struct diags *, const struct edition *, strom_node,
                     const struct picture_room *, strom_len *w, strom_len *h);
/* Warns, once a picture, that there is less room than its author says. */
void run_picture_tell(struct picture_sizes *, struct diags *, const struct edition *, strom_node);

#endif
