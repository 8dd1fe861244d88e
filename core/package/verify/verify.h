/* Judging deliveries: any BagIt bag (RFC 8493). */
#ifndef STROM_VERIFY_H
#define STROM_VERIFY_H

#include "base/diag.h"
#include "package/minisign.h"

/* Whose signatures are asked for. */
struct verify_keys {
	const struct minisign_public *at;
	size_t n;
};

/* A signature of the bag's tag manifest: signatures/ID.minisig. */
struct verify_signature {
	str id, comment;
	bool checked;                   /* it is by one of the keys, and good; else by another's */
};

/* What was found out of a bag. */
struct verdict {
	size_t files;                   /* of the payload */
	str version, sums;              /* "1.0"; "sha256, sha512": what its files are known by */
	bool own; /* byte for byte what package_write makes, or sign_parcel of it */
	const struct verify_signature *signatures;
	size_t signatures_n;
};

/* Judges any bag, of BagIt 0.93 to 1.0, a folder, a zip or a tar, whoever packed it: structure,
 * manifests, every checksum, names. Every fault is reported by name ("bag/checksum",
 * "bag/missing-file", "bag/to-fetch", "bag/unlisted-file", ...); what is whole but asks for trouble
 * is a warning. A signature that one of the keys contradicts is a fault ("sign/altered"), and so is
 * a key without one ("sign/unsigned", "sign/other-key"); NULL: no keys. False: it is not a valid
 * bag, or not signed as it should be. The verdict's lists are in the arena. */
bool verify_bag(struct arena *, struct diags *, str path, const struct verify_keys *,
                struct verdict *);

#endif
