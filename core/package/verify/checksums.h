/* Checksums by the names that manifests have (RFC 8493, 2.4): md5, sha1, sha256, sha512, sha3256
 * and the other hashes that nettle knows. */
#ifndef STROM_CHECKSUMS_H
#define STROM_CHECKSUMS_H

#include "base/arena.h"

struct nettle_hash;

/* "SHA-256" as a manifest writes it: "sha256". */
str checksum_name(struct arena *, str name);
/* NULL: not known. `name` as above. */
const struct nettle_hash *checksum_find(str name);
size_t checksum_bytes(const struct nettle_hash *);

/* Several checksums of the same bytes at once. */
struct checksums;
struct checksums *checksums_new(struct arena *, const struct nettle_hash *const *kinds, size_t n);
void checksums_begin(struct checksums *);
void checksums_put(struct checksums *, str bytes);
/* The i-th; after it the sums begin anew. */
str checksums_end(struct checksums *, struct arena *, size_t i);

#endif
