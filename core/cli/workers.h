/* Workers: one forked process an edition, so that a crash costs that edition alone. */
#ifndef STROM_WORKERS_H
#define STROM_WORKERS_H

#include "cli/session.h"

/* What a worker did. */
struct done {
	const struct edition_spec *edition;
	bool good;
	uint32_t pages;
	uint64_t bytes;
	uint32_t segments, untranslated;
};

/* Runs in the worker; fills `done` in. */
typedef bool work(struct session *, const struct edition_spec *, struct done *);
/* Runs here, as each ends. */
typedef void ended(struct session *, const struct done *, size_t number, size_t of);

/* Works on all editions, --jobs at a time. Reports come in the editions' order whatever the order
 * of ending. Returns how many were good; sets *faults to how many workers crashed. */
size_t workers_run(struct session *, const struct edition_spec **, size_t n, work *, ended *,
                   size_t *faults, struct done *results);

/* Builds all editions that the command line asks for (build.c); *results and *n are what they did.
 * Returns an exit code. */
int build_editions(struct session *, struct done **results, size_t *n);

#endif
