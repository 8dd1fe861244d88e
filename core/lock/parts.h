/* What the files of this room tell each other. For this room only. */
#ifndef STROM_LOCK_PARTS_H
#define STROM_LOCK_PARTS_H

#include "lock/child.h"

#include <sys/types.h>

/* ---- landlock.c ---- */

void lock_list(struct lock *, str folder);       /* its entries' names */
/* It could not be made as it was wanted: where the fault is the machine's, it cannot be taken on.
 */
void lock_failed(struct lock *, int error);
int lock_descriptor(const struct lock *);        /* of its rules; -1: none */

/* ---- calls.c: what becomes of each system call ---- */

enum lock_answer {
	CALL_REFUSED, /* EPERM: an honest caller goes on without */
	CALL_ALLOWED,
	CALL_CRIME,   /* never by accident: the process ends, and says what it was */
	CALL_MISSING, /* ENOSYS: the C library goes back to an older call */
	/* By an argument. */
	CALL_OPENAT,
	CALL_OPEN,   /* to read alone */
	CALL_CLONE,  /* a thread, not a process */
	CALL_FORK,   /* either, but with no world of its own */
	CALL_SELF,   /* about this process */
	CALL_SOCKET, /* as if nobody listened */
	CALL_CONNECT, /* a socket to a server, and none to look at the network with */
	CALL_IOCTL,  /* as if no terminal were there */
	CALL_PRCTL,  /* a thread's name */
	CALL_LIMIT,  /* to look */
	CALL_MAP,    /* no memory that counts for nobody */
	CALL_ACTION, /* all signals but the one that refuses */
};

/* Calls from CALLS_END on are newer than this list. */
enum { CALLS_END = 448 };
void calls_answers(bool files, const struct child_start *, uint8_t answers[CALLS_END]);
/* Of main, whose filter lies below those of its children: what none of them needs is refused, and
 * never a crime, for a child is to tell of that. */
void calls_of_main(bool connects, bool runs, uint8_t answers[CALLS_END]);

/* ---- filter.c ---- */

/* Puts the filter in. False: the kernel has none, or refused. `files`: Landlock is on. */
bool filter_take(bool files, const struct child_start *);

/* ---- limits.c ---- */

bool limits_take(const struct limits *);         /* false: errno */

#endif
