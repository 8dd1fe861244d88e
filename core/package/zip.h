/* A zip that depends on names, bytes and one date alone: what package_write writes and what
 * package_verify compares a delivery with.
 *
 * Files are stored, not compressed: PDFs hardly shrink, and stored bytes do not change with the
 * compressor's version. So each byte of the zip is either a file's, which a manifest covers, or a
 * header's, which follows from the rest. */
#ifndef STROM_PACKAGE_ZIP_H
#define STROM_PACKAGE_ZIP_H

#include "base/arena.h"

struct zip_out;

/* Where the bytes go; false stops the writing. */
typedef bool zip_put(void *context, str bytes);

/* `time`: of every file, in seconds since 1970 UTC. Goes with the arena. NULL: out of memory. */
struct zip_out *zip_out_new(struct arena *, int64_t time, zip_put *, void *context);
/* Begins a file; then its bytes, `size` in all; then its end. What is written has gone to `put`
 * when a call returns. False: zip_out_error says why. */
bool zip_out_file(struct zip_out *, str name, uint64_t size);
bool zip_out_data(struct zip_out *, str bytes);
bool zip_out_file_end(struct zip_out *);
bool zip_out_end(struct zip_out *);
str zip_out_error(const struct zip_out *);

#endif
