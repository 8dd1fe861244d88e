/* Deliveries: a BagIt bag (RFC 8493) in a zip, the same bytes for the same files. */
#ifndef STROM_PACKAGE_H
#define STROM_PACKAGE_H

#include "base/file.h"
#include "project/project.h"

/* A file of the delivery: `path` on disk, `name` below data/. */
struct delivered { str path, name; };

/* Writes PROJECT-DATE.zip: the bag's one folder is called like the project. False: reported. */
bool package_write(struct arena *, struct diags *, const struct project *,
                   const struct delivered *, size_t n, struct file_out *);

#endif
