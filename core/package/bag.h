/* The text of a bag's own files (RFC 8493), written and read. For this room only. */
#ifndef STROM_PACKAGE_BAG_H
#define STROM_PACKAGE_BAG_H

#include "base/buf.h"
#include "base/hash.h"
#include "package/package.h"

/* A line of a manifest: a name below the bag's folder ("data/strom-lv.pdf", "bagit.txt"). */
struct bag_line {
	str name;
	struct hash hash;
	uint64_t size;
};

/* "YYYY-MM-DD" to seconds since 1970, at midnight UTC. False: no date from 1980 to 2037, which is
 * what a zip's clocks can say. */
bool bag_time(str date, int64_t *seconds);
/* A path below a folder that every system can make: relative, no "..", no backslash, no control
 * characters, UTF-8. */
bool bag_name_good(str name);

void bag_put_declaration(struct buf *);
void bag_put_info(struct buf *, const struct project *, uint64_t bytes, size_t files);
void bag_put_manifest(struct buf *, const struct bag_line *, size_t n);

/* The value of a bag-info.txt label; false: it is not there. */
bool bag_info_value(str info, str label, str *value);

#endif
