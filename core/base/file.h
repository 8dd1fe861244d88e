/* Reading and writing whole files. Functions that return false have reported. */
#ifndef STROM_FILE_H
#define STROM_FILE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/inputs.h"

/* Maps a file read-only for the arena's life. A missing file, a folder, or one above `limit`
 * bytes (0: none) is reported at `at` ("file/missing", "file/unreadable", "file/too-large"); so is
 * one that the role may not have ("file/outside", "file/sensitive"): what may be read, the diags
 * know (diag_reads). */
bool file_map_as(struct arena *, struct diags *, enum file_role, struct span at, str path,
                 uint64_t limit, str *bytes);
bool file_map(struct arena *, struct diags *, struct span at, str path, uint64_t limit,
              str *bytes); /* FILE_INPUT */
/* What the path leads to, for FILE_INPUT. */
enum file_found file_look(const struct diags *, str path);
/* The same. False: the machine cannot tell, which is reported at `at`. */
bool file_seen(struct diags *, struct span at, str path, enum file_found *);
/* Reports FOUND_OUTSIDE, FOUND_SENSITIVE and FOUND_ODD; false. */
bool file_refuse(struct diags *, struct span at, str path, enum file_found);
/* What an open file holds from an offset on, a multiple of 4096. False: nothing, or it cannot be.
 */
bool file_map_number(struct arena *, int fd, uint64_t from, str *bytes);
/* Gives back the memory of mapped bytes that have been read. They may be read again: the pages come
 * from the file as they did before. */
void file_let_go(str mapped);
/* For FILE_GIVEN. Where the machine cannot tell, there may be one: opening it will tell why. */
bool file_exists(str path);
/* A file's size and when it last changed, in nanoseconds: to tell whether it is the one that
 * something was made from. False: there is none. */
struct file_stamp { uint64_t bytes; int64_t changed; };
bool file_stamp(str path, struct file_stamp *);
struct stat;
struct file_stamp file_stamp_of(const struct stat *);
bool folder_exists(str path);
bool path_is_link(str path);
bool folder_make(struct diags *, str path);      /* with parents; one that is there is fine */
/* Names in a folder, sorted by bytes, without "." and "..". */
bool folder_list_as(struct arena *, struct diags *, enum file_role, str path, str **names,
                    size_t *n);
bool folder_list(struct arena *, struct diags *, str path, str **names, size_t *n); /* FILE_INPUT */

/* A file that appears under its name only when it is whole: written without a name (or beside,
 * where the file system has no such files), then named. One process may make it, a child fill it,
 * and the first name it: a child that is locked in can open no file for writing. */
struct file_out;
struct file_out *file_out_new(struct diags *, str path);    /* NULL: reported */
struct file_out *file_out_nowhere(struct diags *); /* takes all and keeps nothing: to be dropped */
bool file_out_put(struct file_out *, str bytes);
int file_out_number(const struct file_out *);    /* its descriptor */
/* What was put is in the file: in a child, before it ends. False: reported. */
bool file_out_flush(struct file_out *);
uint64_t file_out_bytes(const struct file_out *);    /* in the file so far, by whomever */
/* On the disk, and named beside: what is left can hardly fail. For files that belong together: all
 * of them first, then keep each. False: reported. */
bool file_out_ready(struct file_out *);
bool file_out_keep(struct file_out *);           /* ready, then renamed; frees; false: reported */
void file_out_drop(struct file_out *);           /* as if it had never been; NULL is fine */

/* The same over a descriptor that is there, which stays open: it gets no name, and is dropped. */
struct file_out *file_out_over(struct diags *, int fd);

/* A file without a name, in memory where the disk has none such; -1: neither. */
int file_unnamed(void);

/* Room for what is larger than memory should hold, made ahead, as a process that is locked in can
 * make none: one file without a name, for one process at a time, in parts. Making it is what
 * costs. */
enum { FILE_SPARES = 8 };
#define FILE_SPARE ((uint64_t)256 << 20)        /* bytes of a part; less under 'ulimit -f' */
struct file_spares { int fd; uint64_t each; bool taken[FILE_SPARES], lent; };
/* A part: `most` bytes from `from` on are its own. What is there, another may have left. */
struct file_spare { int fd; size_t number; uint64_t from, most; };
/* The file may not be had: then there are no parts. */
void file_spares_open(struct file_spares *);
void file_spares_none(struct file_spares *);
/* False: no more. NULL: a process that is free, which makes a file. */
bool file_spare_take(struct file_spares *, struct file_spare *);
void file_spare_give(struct file_spares *, const struct file_spare *);
void file_spares_empty(struct file_spares *);    /* for another process */
void file_spares_close(struct file_spares *);

str path_join(struct arena *, str folder, str name);   /* an absolute name stays as it is */
str path_folder(str path);                       /* "." where there is none */
str path_name(str path);                         /* after the last slash */
/* The install's root, found from the program's own place: bin/strom, lib/strom/plugins,
 * share/strom. The build folder has the same shape. */
str place_root(struct arena *);
str place_share(struct arena *, str name);       /* ROOT/share/strom/NAME */

#endif
