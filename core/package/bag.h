/* The text of a bag's own files (RFC 8493), written and read. For this room only. */
#ifndef STROM_PACKAGE_BAG_H
#define STROM_PACKAGE_BAG_H

#include "base/buf.h"
#include "base/hash.h"
#include "package/package.h"

/* A file of the bag: its name below the bag's folder ("data/strom-lv.pdf", "bagit.txt"). */
struct bag_file {
	str name;
	struct hash hash;
	uint64_t size;
	bool listed;                    /* in a manifest, when one is checked */
};

/* "YYYY-MM-DD" to seconds since 1970, at midnight UTC. False: no date from 1980 to 2037, which is
 * what a zip's clocks can say. */
bool bag_time(str date, int64_t *seconds);
/* A path below a folder that every system can make: relative, no "..", no backslash, no control
 * characters, UTF-8. */
bool bag_name_good(str name);

void bag_put_declaration(struct buf *);
void bag_put_info(struct buf *, const struct project *, uint64_t bytes, size_t files);
void bag_put_manifest(struct buf *, const struct bag_file *, size_t n);

/* One line of a manifest; the name decoded into the arena. */
bool bag_take_line(struct arena *, str line, struct hash *, str *name);
/* The value of a bag-info.txt label; false: it is not there. */
bool bag_info_value(str info, str label, str *value);

#endif
