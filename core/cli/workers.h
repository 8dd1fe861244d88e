/* Workers: one forked process an edition, so that a crash costs that edition alone. */
#ifndef STROM_WORKERS_H
#define STROM_WORKERS_H

#include "cli/outputs.h"

/* What a worker did. */
struct done {
	const struct edition_spec *edition;
	bool good;
	uint32_t pages;
	uint64_t bytes;
	uint32_t segments, untranslated;
};

/* What is done with each edition. */
struct work {
	/* In main: the files that the worker is to fill; NULL: none. They are made before it starts
	 * and named when it has ended well: by its end no file of an edition that failed has a
	 * name. */
	struct outputs (*outputs)(struct session *, const struct edition_spec *);
	/* In the worker, which can open no file for writing; fills `done` in. */
	bool (*run)(struct session *, const struct edition_spec *, struct outputs *, struct done *);
	/* In main, in the editions' order, whatever the order of ending. */
	void (*tell)(struct session *, const struct done *, size_t number, size_t of);
};

/* Works on all editions, --jobs at a time. Reports come in the editions' order. Returns how many
 * were good; sets *faults to how many workers crashed. */
size_t workers_run(struct session *, const struct edition_spec **, size_t n, const struct work *,
                   size_t *faults, struct done *results);

/* Builds all editions that the command line asks for (build.c), to be packed or not; *results and
 * *n are what they did. Returns an exit code. */
int build_editions(struct session *, bool packs, struct done **results, size_t *n);

#endif
