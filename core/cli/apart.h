/* Working apart: in a child that is locked in, with its reports and an answer coming back.
 *
 * All that runs plugins or reads what is foreign (data, texts, pictures, deliveries) runs so. Main
 * reads strom.yml, says what there is to do, and names files. */
#ifndef STROM_APART_H
#define STROM_APART_H

#include "cli/outputs.h"
#include "cli/session.h"

/* What is done apart. */
struct task {
	/* In the child: fills the outputs' files, and what it says into `said`. False: reported. */
	bool (*run)(struct session *, void *self, struct outputs *, struct buf *said);
	void *self;
	str what;                        /* for messages: "report en" */
	struct outputs outputs;          /* made before it starts; all-zero: none */
	const struct lock *lock;         /* its own; NULL: session_lock_child's */
	const int *room;                 /* a file that it has beside outputs; NULL: none */
};

struct apart {
	struct child child;
	struct task task;
	struct diags *diags;             /* what went wrong with its files, here in main */
	struct file_spares *spares;      /* for sorts that are larger than memory */
	bool settled, good, whole;       /* good: it said so, and its files are named */
	int unread;                      /* why its answer could not be read; 0: it could */
	uint64_t bytes;                  /* in all files that were named */
	str answer, said;                /* as they came; said: to be checked by who asked */
};

/* False: it could not be started; collect it all the same. */
bool apart_begin(struct session *, struct apart *, const struct task *);
/* Once it is over: its answer is read, and its files are named or dropped. */
void apart_settle(struct session *, struct apart *);
/* Its reports join the session's. False: it ended badly, by a fault of a plugin's or Strom's. */
bool apart_collect(struct session *, struct apart *);

/* All of it, one alone. *said lives as long as the session. Returns an exit code. */
int apart_run(struct session *, const struct task *, str *said);

#endif
