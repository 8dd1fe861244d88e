/* Children: processes that run what is foreign, locked in before they do.
 *
 * A child is forked and, first of all, gives up what it does not need: it can open no file for
 * writing, make, name or remove none, reach no network and no other process, start no program and
 * none but threads; it is silent, dies with its parent, and leaves no picture of its memory. What
 * it finds out goes into an answer, a file in memory that the parent reads when it has ended; what
 * it writes, into descriptors that it was given. While it works the parent watches over it. */
#ifndef STROM_CHILD_H
#define STROM_CHILD_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/track.h"
#include "lock/lock.h"

#include <sys/types.h>

/* A backstop against what never ends or is never satisfied, far beyond honest work: no result
 * depends on them but that there is one. */
struct limits {
	unsigned process_seconds;        /* of processor time, of the whole child */
	unsigned call_seconds;           /* of processor time, of one call of a plugin's */
	uint64_t memory;                 /* bytes: private memory that can be written */
	uint64_t written;                /* bytes of a file that it fills; 0: as is usual */
	unsigned still_seconds;          /* that it may sleep inside foreign code; 0: as is usual */
};

extern const struct limits limits_usual;

enum { CHILD_DESCRIPTORS = 32 };

/* What a child is started with. */
struct child_start {
	const struct lock *lock;
	struct limits limits;
	bool connects;                   /* it keeps the network; the lock must be one for that */
	bool runs;                       /* it may become another program (child_program) */
	int keep[CHILD_DESCRIPTORS];     /* descriptors that it has beside its answer */
	size_t keep_n;
	/* Runs in the child. What it puts (child_put) is the answer, which is whole when this
	 * returns. */
	void (*run)(void *self, int answer);
	void *self;
};

struct child {
	pid_t pid;                       /* 0: none */
	int fd, over_fd;                 /* the answer's file; readable when it is over, or -1 */
	const struct track *track;       /* where it is, or was at its end */
	struct limits limits;
	bool over, stopped, tired;       /* it has ended; by the watch; its time was used up */
	int status;                      /* as wait gives it */
	uint64_t used;                   /* processor time at the last look, ns */
	unsigned still;                  /* looks at which it slept inside foreign code */
};

/* In the child: at the answer's end. Where that cannot be, the child ends. */
void child_put(int answer, str bytes);

/* False: it could not be started; errno says why, and nothing is to be dropped. */
bool child_begin(struct child *, const struct child_start *);
/* Waits until one of them is over, and returns which. Those that are over are passed by; at least
 * one must not be. */
size_t child_wait(struct child *const *, size_t n);
/* It could not hand its answer over: files may not be that large. */
bool child_untold(const struct child *);
/* A file was cut while it read it: reported ("file/changed") at `at`. */
bool child_cut(const struct child *, struct diags *, struct span at);
/* It ended of itself, and its answer is whole. */
bool child_whole(const struct child *);
/* The machine had not what it needed: memory, or what its lock is made of. */
bool child_starved(const struct child *);
/* What it answered, mapped for the arena's life. False: nothing, or it cannot be read (errno). */
bool child_answer(struct arena *, const struct child *, str *);
/* What went wrong, as the end of a sentence: "crashed (SIGSEGV)", "tried to use the network". */
void child_fault(const struct child *, struct buf *);
void child_drop(struct child *);                 /* closes its files; it must be over */

/* Runs a program found on PATH, without a shell, locked in like any child, but that it may become
 * other programs (`lock` says which): `words` are its name and arguments. What it writes to its two
 * outputs is in the arena. Returns its exit status; -1: it could not be run (errno says why), or
 * was killed. It can write 64 MiB. */
int child_program(struct arena *, const struct lock *, const struct limits *, const str *words,
                  size_t n, str *out, str *errors);

#endif
