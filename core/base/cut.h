/* Files that are cut while they are read.
 *
 * Files are mapped, and what is read beyond a mapped file's new end is no fault of the reader, but
 * ends the process (SIGBUS). Its name is all that can be told then, and by another process, or by
 * nobody but the handler. Not told by mistake: a plugin's own wild pointer is another signal, or
 * lies in no file. */
#ifndef STROM_CUT_H
#define STROM_CUT_H

#include "base/diag.h"

/* How a process ends that read such a file: no exit code of a command. */
enum { FILE_CUT_EXIT = 37 };

/* In a child, first thing: if it is so, the file's path goes to the descriptor. In main, to stderr
 * as a sentence (and the exit code is 1): `to` is STDERR_FILENO. Returns a descriptor that it
 * needs, or 0. */
int file_cut_tell(int to);
/* In main: the child's last words are in `from`, an open file, behind `at_byte`. "file/changed".
 * False: they are not; the child ended otherwise. */
bool file_cut_told(struct diags *, struct span at, int status, int from, uint64_t at_byte);

#endif
