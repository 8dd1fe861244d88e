/* An arena, reports and a folder of its own for each test of the room of packages. */
#ifndef TESTS_PACKAGE_FOLDER_H
#define TESTS_PACKAGE_FOLDER_H

#include "base/file.h"

#include <check.h>
#include <unistd.h>

static struct arena *arena;
static struct diags *diags;
static char folder[] = "/tmp/strom-package-XXXXXX";

static inline void folder_begin(void)
{
	arena = arena_new();
	diags = diags_new(arena);
	memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static inline void folder_end(void)
{
	str *names;
	size_t n = 0;
	if (folder_list(arena, diags, str_of(folder), &names, &n))
		for (size_t i = 0; i < n; i++)
			unlink(arena_cstr(arena, path_join(arena, str_of(folder), names[i])));
	rmdir(folder);
	arena_drop(arena);
}

static inline str path_of(const char *name)
{
	return path_join(arena, str_of(folder), str_of(name));
}

static inline str slurp(str path)
{
	str bytes;
	ck_assert(file_map(arena, diags, (struct span){0}, path, 0, &bytes));
	return bytes;
}

#endif
