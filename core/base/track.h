/* Where a child process is, for its parent to see: what can be told when it ends badly.
 *
 * A child that runs foreign code writes down, in a file that both have, what it begins and whose it
 * is. Whoever reads it checks it like any foreign input: the foreign code may have written there.
 * In a process that was given no such file, all of this does nothing. */
#ifndef STROM_TRACK_H
#define STROM_TRACK_H

#include "base/str.h"

enum track_act { TRACK_NOTHING, TRACK_OPEN, TRACK_READ, TRACK_ARRANGE, TRACK_PAGE, TRACK_DRAW,
                 TRACK_PICTURE, TRACK_ACTS };

enum track_end { TRACK_UNKNOWN, TRACK_WHOLE, TRACK_MEMORY, TRACK_REFUSED, TRACK_UNLOCKED };

/* How a process ends that could not write down where it is, or hand its answer over. */
enum { TRACK_UNTOLD_EXIT = 38 };

struct track {
	uint32_t foreign; /* the last plugin from elsewhere that ran: its number; 0: none */
	uint32_t plugin;  /* whose this is: its number in the list, from 1; 0: no plugin's */
	uint32_t act;                    /* enum track_act */
	uint32_t inside;                 /* it is at it now; else it was the last */
	uint32_t end;                    /* enum track_end */
	uint32_t call; /* that was refused; or why there is no lock, or no program (UNLOCKED) */
	uint32_t len;                    /* the place: path, offset, length */
	uint64_t off;
	uint64_t began; /* how much time the process had used when this began: ns */
	char path[512];                  /* empty: no place */
};

/* The file that this process writes into, from its beginning. */
void track_into(int fd);
/* A place in the input: bytes of a file. */
struct track_place { str path; uint64_t off; uint32_t len; };
/* foreign: the plugin is none of the install's own. */
void track_enter(enum track_act, uint32_t plugin, bool foreign, struct track_place);
/* Whether anything was written to standard output or error since track_enter: those of a process
 * that tracks lead to a file that nobody reads. */
bool track_heard(void);
void track_leave(void);
void track_ends(enum track_end, uint32_t call);

#endif
