/* Deliveries: a BagIt bag (RFC 8493) in a zip, the same bytes for the same files. */
#ifndef STROM_PACKAGE_H
#define STROM_PACKAGE_H

#include "base/file.h"
#include "project/project.h"

/* A file of the delivery, `name` below data/: what is at `path` on disk, or, where that is empty,
 * the bytes of `made`, which is on no disk and the caller's until the delivery is written. */
struct delivered { str path, name, made; };

/* Writes PROJECT-DATE.zip: the bag's one folder is called like the project. False: reported. */
bool package_write(struct arena *, struct diags *, const struct project *,
                   const struct delivered *, size_t n, struct file_out *);

#endif
