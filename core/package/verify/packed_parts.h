/* The two kinds of readers. For this room only. */
#ifndef STROM_PACKED_PARTS_H
#define STROM_PACKED_PARTS_H

#include "package/verify/packed.h"

enum { PACKED_PIECE = 1 << 16 };

struct packed_kind {
	void (*again)(void *self);
	enum packed_step (*next)(void *self, struct packed_entry *);
	enum packed_step (*data)(void *self, char *piece, size_t *len);
	str (*error)(const void *self);
};

struct packed {
	const struct packed_kind *kind;
	void *self;
	char *piece;                    /* PACKED_PIECE bytes */
};

struct packed *packed_new(struct arena *, const struct packed_kind *, void *self);

#endif
