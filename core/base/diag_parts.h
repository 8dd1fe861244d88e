/* What diag.c collects and diag_show.c shows. For these two files only. */
#ifndef STROM_DIAG_PARTS_H
#define STROM_DIAG_PARTS_H

#include "base/diag.h"

struct diag_sheet {
	uint32_t number, kind;
	str name;
};

struct diag_file {
	str path, encoding;
	vec(struct diag_sheet) sheets;   /* some: its places count cells */
	unsigned flags;
	bool tried;                      /* to read it */
	struct diags *unread;            /* why it could not be; NULL: it could, or that is told */
	str bytes;
	/* The place asked for last: counting goes on from it, as reports mostly come in order. */
	struct { size_t off, characters; uint64_t line; } last;
	struct diag_keys *keys;          /* the same of what is JSON */
};

struct diag_note {
	struct span at;
	str message;
};

struct diag_entry {
	struct report report;
	vec(struct diag_note) notes;
};

struct diags {
	struct arena *arena;
	const struct inputs *inputs;     /* what may be read; NULL: all */
	struct map *paths, *seen;
	vec(struct diag_file) files;
	vec(struct diag_entry) reports;
	size_t met;                      /* errors, each as often as it came */
	bool last_is_new;                /* hints and notes belong to it */
};

/* The file of a place; of one that another set knows, the nameless one that each set has. */
static inline struct diag_file *diag_file_at(const struct diags *d, uint32_t file)
{
	return &d->files.at[file < d->files.n ? file : 0];
}

/* diag_place.c: the place in words, as ":7:3" or ":Answers!C7", and as keys of JSON. The position
 * is that of diag_position. */
void diag_put_place(const struct diags *, struct span, struct line_column, struct buf *);
/* ":Answers!C7", ":towns, row 7"; false: it is in no sheet. */
bool diag_put_row(const struct diags *, struct span, struct buf *);
void diag_put_place_json(const struct diags *, struct span, struct line_column, struct buf *);

/* diag_keys.c: the place in a file of JSON, as "$.rows[3].n"; nothing where it is none, or at its
 * top. */
void diag_put_keys(struct arena *, struct diag_file *, str bytes, size_t off, struct buf *);

#endif
