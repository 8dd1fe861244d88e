/* The names in a zip as its directory has them. libarchive composes letters anew (NFC) where it
 * reads UTF-8, so that names which differ in that alone would be one. */
#ifndef STROM_PACKAGE_ZIP_NAMES_H
#define STROM_PACKAGE_ZIP_NAMES_H

#include "base/arena.h"

/* In the order in which the files stand in the zip. None, where the directory cannot be read. */
size_t verify_zip_names(struct arena *, str zip, const str **names);

#endif
