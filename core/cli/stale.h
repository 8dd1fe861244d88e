/* Files of earlier builds, beside those of this one: none is taken for new.
 *
 * What a build is going to write it lists in OUT/.strom-files, before the first file has its name:
 * so the files of a document that was renamed are known for what they are. A file that this build
 * should have written and did not is called NAME.stale afterwards, and told; when it is written
 * again, that goes. */
#ifndef STROM_STALE_H
#define STROM_STALE_H

#include "cli/workers.h"

/* Before the first file is named: lists what there will be, and clears away what killed builds
 * left. An older parcel goes aside, where there is to be one. False: reported. */
bool stale_begin(struct session *, const struct edition_spec **, size_t n, bool packs);
/* After the last: the files of editions that failed, and of those that there are no more. */
void stale_end(struct session *, const struct done *, size_t n, bool packs);
/* Nothing could be built: all files that were asked for. The project may not have been read. */
void stale_all(struct session *, bool packs);
/* After packing. Where it failed, the older parcel is told. */
void stale_parcel(struct session *, bool good);
/* Where the parcel goes: OUT/PROJECT.zip. */
str stale_parcel_path(struct session *);

#endif
