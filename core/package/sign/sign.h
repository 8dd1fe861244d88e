/* Signing a parcel: its tag manifest, which holds the checksum of the manifest, which holds that of
 * each file. A signature is a file of the bag, signatures/ID.minisig, so that it goes where the
 * parcel goes, and there may be several. */
#ifndef STROM_SIGN_PARCEL_H
#define STROM_SIGN_PARCEL_H

#include "base/file.h"
#include "package/minisign.h"

/* Writes the zip at `path` anew with one signature more; one by the same key is replaced. Without a
 * comment (empty) the parcel's name and date are signed as one. Reports what is wrong with the
 * parcel ("bag/...") and "sign/not-ours": it must be one that strom packed, as no other can be
 * written anew byte for byte. False: reported. */
bool sign_parcel(struct arena *, struct diags *, str path, const struct minisign_secret *,
                 str comment, struct file_out *);

#endif
