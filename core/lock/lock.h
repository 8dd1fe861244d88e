/* Locks: what a process may still open, once it has taken one on.
 *
 * A lock is made of rules by a process that is free, and taken on by itself or by a child, for
 * good: what is not ruled in is refused, whatever code runs there later. It is Landlock's; where
 * the kernel has none, or an older one, less is kept out (lock_kernel tells). */
#ifndef STROM_LOCK_H
#define STROM_LOCK_H

#include "base/arena.h"

struct lock;
struct lock *lock_new(struct arena *);           /* nothing may be opened; goes with the arena */
/* The same, but for TCP, which it says nothing of: for main, where a child of it is to connect, and
 * that child. */
struct lock *lock_new_connecting(struct arena *);

/* Rules. What is not there needs none. A link is followed when the rule is made, and what it leads
 * to is meant. */
void lock_read(struct lock *, str path);         /* a file, or all beneath a folder */
/* The same, but for these files, by device and inode. Nothing can be taken out of a rule again, so
 * the folders that lead to them (all folders, where a file has a second hard link) are ruled in
 * entry by entry, as they are now. */
void lock_read_but(struct lock *, str folder, const str *files, size_t n);
/* Whatever a program needs of the machine: libraries, fonts, dictionaries, the install. */
void lock_read_system(struct lock *);
/* How names of servers are found and their certificates are judged. */
void lock_read_network(struct lock *);
void lock_write(struct lock *, str folder); /* and make, name and remove files and folders in it */
void lock_empty(struct lock *, str folder);      /* empty folders in it may be removed */
void lock_write_file(struct lock *, str path);   /* one that is there: /dev/null */
void lock_run(struct lock *, str path);          /* programs, which keep the lock */

/* On this process and all that it starts. False: the kernel has it, and refused. */
bool lock_take(const struct lock *);
/* Of main, behind its lock: system calls that neither it nor a child of it needs. `connects`: a
 * child is to have the network; `runs`: one is to become a program. False: as lock_take. */
bool lock_calls(bool connects, bool runs);

/* What this kernel can keep a child from: files; TCP; other processes' sockets and signals; system
 * calls. */
enum { LOCK_FILES = 1, LOCK_NETWORK = 2, LOCK_SCOPE = 4, LOCK_CALLS = 8 };
unsigned lock_kernel(void);
int lock_landlock(void);                         /* Landlock's version; 0: none */

/* What a refused system call was for: "start a program". */
const char *lock_call_name(uint32_t call);

#endif
