/* What RFC 8493 (2.1.3, 5.1, 6.1) says of names in a bag. */
#ifndef STROM_BAGPATH_H
#define STROM_BAGPATH_H

#include "base/arena.h"

/* "./a//b/../c" as "a/c"; *plain: it was so already. False: it leads out of the bag, by "..", as an
 * absolute path, a home folder's or a drive's, in the ways of Unix and of Windows; or it is no
 * text. */
bool bagpath_clean(struct arena *, str name, str *clean, bool *plain);

bool bagpath_climbs(str name);                 /* a part is ".." */

/* A name as a manifest writes it: %0A and %0D are line ends, and %25, from BagIt 1.0 on, a percent
 * sign. Nothing else is encoded (2.1.3), so all else stays as it is. */
str bagpath_decode(struct arena *, str name, bool percent);

/* Names that are the same on some system: without case, composed. */
str bagpath_alike(struct arena *, str name);
/* Composed alone (NFC): they look the same. */
str bagpath_composed(struct arena *, str name);

/* A part that Windows cannot make (6.1.2): CON, nul.txt, a*b, a name that ends with a point. */
bool bagpath_not_windows(str name);
/* What an operating system keeps for itself: .DS_Store, Thumbs.db, __MACOSX/... */
bool bagpath_of_system(str name);

#endif
