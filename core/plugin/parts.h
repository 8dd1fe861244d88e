/* What the files of this room tell each other. For this room only. */
#ifndef STROM_PLUGIN_PARTS_H
#define STROM_PLUGIN_PARTS_H

#include "base/file.h"
#include "plugin/plugin.h"

#include <sys/types.h>

/* Copies a struct that begins with its size: as much as the sender's size covers, the rest zero.
 * `from` may be larger (a newer sender) or smaller (an older one). */
void plugin_copy_sized(void *to, size_t to_size, const void *from, size_t from_size);

/* A description into a plugin, checked. False: reported at `at`. */
bool plugin_describe(struct diags *, struct span at, const struct strom_plugin *, struct plugin *);
/* The same without its functions. The description is whole: of this version's size. */
bool plugin_describe_words(struct diags *, struct span at, const struct strom_plugin *,
                           struct plugin *);

/* ---- find.c ---- */

/* A file in a folder of plugins, looked at from outside. */
struct candidate {
	str path;
	const char *real;                /* links resolved */
	struct file_stamp stamp;
	str id;                          /* its build-id; empty: it has none, or was not asked */
	bool good;                       /* it may be opened; and, later: it is a plugin */
	bool known;                      /* which is known */
	struct diags *diags;             /* why not; for whoever wants to know */
	struct span at;                  /* in them */
	struct plugin plugin;
};
typedef vec(struct candidate) candidate_list;

struct folder_id { dev_t device; ino_t number; };
typedef vec(struct folder_id) seen_folders;      /* the same folder may be named twice */

/* Adds a folder's. The install's own need not be there: a program without plugins still says what
 * it is. False: something is wrong with the folder; reported. */
bool candidates_find(struct arena *, struct diags *, str folder, bool needed, seen_folders *,
                     candidate_list *);

/* Looks into the good ones that are not known: whether they are shared objects, and whole. */
void candidates_check(struct arena *, candidate_list *);

/* Everybody may write to it, or nobody knows. */
bool candidate_open_to_all(struct diags *, str path);

/* ---- index.c ---- */

/* Makes those known that the folder's index knows, and looks into the others. */
void candidates_from_index(struct arena *, str folder, candidate_list *);

/* ---- probe.c ---- */

/* Opens the good ones that are not known, in a child, and describes them; what is none is good no
 * longer. */
void candidates_probe(struct arena *, struct diags *, candidate_list *);

/* ---- open.c ---- */

/* Opens a file in this process, and describes what is in it. False: reported. */
bool plugin_open_file(struct diags *, struct span at, const char *real, struct plugin *out);

/* ---- pack.c ---- */

/* A description, without its functions. False: reported. */
void plugin_pack(const struct plugin *, struct buf *);
bool plugin_unpack(struct arena *, struct diags *, struct span at, str *rest, struct plugin *out);

enum { OPTION_SHOWN = 60 };              /* of a wrong value, so many bytes are quoted */

/* Text as the type of `declared` has it, range and choices included. False: reported at `at`. */
bool option_parse(struct diags *, struct span at, const struct strom_option *declared, str text,
                  struct option_value *out);
/* Of an option of charts elsewhere that misleads: what to write instead. NULL: it is none. */
const char *option_better(str name);
/* False, and reported: the text is no value of the option's type. */
bool option_wrong_type(struct diags *, struct span at, const struct strom_option *declared,
                       str text);

#endif
