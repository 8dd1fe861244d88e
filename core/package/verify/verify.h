/* Judging deliveries: any BagIt bag (RFC 8493). */
#ifndef STROM_VERIFY_H
#define STROM_VERIFY_H

#include "base/diag.h"

/* What was found out of a bag. */
struct verdict {
	size_t files;                   /* of the payload */
	str version, sums;              /* "1.0"; "sha256, sha512": what its files are known by */
	bool own;                       /* byte for byte what package_write makes */
};

/* Judges any bag, of BagIt 0.93 to 1.0, a folder, a zip or a tar, whoever packed it: structure,
 * manifests, every checksum, names. Every fault is reported by name ("bag/checksum",
 * "bag/missing-file", "bag/to-fetch", "bag/unlisted-file", ...); what is whole but asks for trouble
 * is a warning. False: it is not a valid bag. */
bool verify_bag(struct arena *, struct diags *, str path, struct verdict *);

#endif
