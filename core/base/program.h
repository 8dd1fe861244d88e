/* Running another program and reading what it writes. */
#ifndef STROM_PROGRAM_H
#define STROM_PROGRAM_H

#include "base/arena.h"
#include "base/buf.h"

/* Runs a program found on PATH, without a shell, and collects what it writes to its two outputs.
 * `words` are its name and arguments. Returns its exit status; -1: it could not be run (errno says
 * why), was killed, or wrote more than 64 MiB. */
int program_run(struct arena *, const str *words, size_t n, struct buf *out, struct buf *errors);

#endif
