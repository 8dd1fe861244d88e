/* An arena that all inputs share, one after the other: its memory stays, so that the machine need
 * not find and clear pages for each. To be reset at an input's end. */
#ifndef TESTS_FUZZ_KEPT_H
#define TESTS_FUZZ_KEPT_H

#include "base/arena.h"

static inline struct arena *fuzz_arena(void)
{
	static struct arena *kept;
	if (!kept)
		kept = arena_new();
	return kept;
}

#endif
