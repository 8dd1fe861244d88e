/* What a run may read. All that a project names passes through here: it lies beneath the project's
 * folder, or beneath one that the user has allowed, whatever dots and links its path has; it is a
 * file or a folder, not a device, a pipe or a socket; and what is sensitive is known by the file,
 * under every name that it has. */
#ifndef STROM_INPUTS_H
#define STROM_INPUTS_H

#include "base/arena.h"

#include <sys/stat.h>

/* For what a file is read. */
enum file_role {
	FILE_INPUT,     /* a project names it: text, picture, theme, public data, ... */
	FILE_SENSITIVE, /* a project names it: data of a sensitive source, for that source alone */
	FILE_GIVEN      /* the user names it, or the install: it may lie anywhere */
};

/* What a path leads to, in a role. */
enum file_found {
	FOUND_NONE,
	FOUND_UNSEEN, /* it cannot be looked at: errno */
	FOUND_FILE,
	FOUND_FOLDER,
	FOUND_ODD,     /* a device, a pipe, a socket */
	FOUND_OUTSIDE, /* where a project's files do not lie; whether there is anything is not asked
	                */
	FOUND_SENSITIVE /* the file of a sensitive source, which this role may not have */
};

/* An error of the machine's, not of what was asked for: no memory, no descriptor, a broken disk. */
bool inputs_fault(int error);

struct inputs;

struct inputs *inputs_new(struct arena *);
/* Files may lie beneath this folder. It may be a link: who names it is asked once. False:
 * there is none, and nothing is read beneath it. */
bool inputs_folder(struct inputs *, str folder);
/* The file, by whatever name, is for FILE_SENSITIVE alone: before anything else is read. */
void inputs_sensitive(struct inputs *, str path);

/* What the path leads to; nothing is opened that would notice. `info` may be NULL. inputs NULL: all
 * may be read. */
enum file_found inputs_look(const struct inputs *, enum file_role, str path, struct stat *info);
/* Opens a file or folder for reading; `flags` as for open(). FOUND_FILE and FOUND_FOLDER: *fd is
 * the caller's; what it is has been found out of the open file. Else *fd is -1. */
enum file_found inputs_open(const struct inputs *, enum file_role, str path, int flags, int *fd,
                            struct stat *info);

#endif
