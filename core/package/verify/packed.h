/* The files of a bag, one after the other: from a folder, a zip or a tar (plain or compressed). */
#ifndef STROM_PACKED_H
#define STROM_PACKED_H

#include "base/arena.h"
#include "base/diag.h"

enum packed_what {
	PACKED_FILE,
	PACKED_FOLDER,
	PACKED_SAME, /* a tar's hard link: the bytes of an earlier file, `target` */
	PACKED_LINK,
	PACKED_LOCKED,
	PACKED_OTHER /* symbolic, encrypted, a device */
};

/* The name as it stands there; it lasts until the next step. */
struct packed_entry {
	str name, target;
	str listed;                     /* another name in a zip's directory; else empty */
	enum packed_what kind;
};

enum packed_step { PACKED_MORE, PACKED_END, PACKED_FAULT };

struct packed;

/* Of a folder's files, in the order of their names. NULL: reported. */
struct packed *packed_folder(struct arena *, struct diags *, struct span at, str path);
/* Of an archive's; the bytes must outlive it. */
struct packed *packed_bytes(struct arena *, str bytes);
/* Back to the first file. */
void packed_again(struct packed *);
enum packed_step packed_next(struct packed *, struct packed_entry *);
/* The file's bytes, piece by piece. */
enum packed_step packed_data(struct packed *, str *bytes);
/* What the fault was. */
str packed_error(const struct packed *);

#endif
