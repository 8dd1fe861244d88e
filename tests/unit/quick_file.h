/* A file of a test, as it stands: no disk is waited for, as it is by what must outlive a crash. */
#ifndef TESTS_QUICK_FILE_H
#define TESTS_QUICK_FILE_H

#include "base/file.h"

#include <stdlib.h>

/* Another of that name goes first, so that what has been mapped of it stays. No assertions: a
 * test's own program may call this before Check does. */
static inline void quick_file(struct arena *arena, str path, str bytes)
{
	const char *name = arena_cstr(arena, path);
	remove(name);
	FILE *f = fopen(name, "wbx");
	if (!f || fwrite(bytes.ptr, 1, bytes.len, f) != bytes.len || fclose(f))
		abort();
}

#endif
