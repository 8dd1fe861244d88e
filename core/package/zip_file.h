/* A zip that goes into a file, and reports. For this room and those of its wing. */
#ifndef STROM_ZIP_FILE_H
#define STROM_ZIP_FILE_H

#include "base/file.h"
#include "package/zip.h"

struct zip_file {
	struct diags *diags;
	struct span at;                  /* where it is reported that it cannot be written */
	struct file_out *out;
	struct zip_out *zip;
	bool out_failed;                 /* reported by the file */
};

/* Begins it; it goes with the arena. Reports "file/unwritable"; false, as those below. */
bool zip_file_begin(struct zip_file *, struct arena *, int64_t time);
bool zip_file_put(struct zip_file *, str name, str bytes);
bool zip_file_end(struct zip_file *);

#endif
