/* What fuzz targets share: promises, and files that are written anew for each input. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "base/diag.h"
#include "base/file.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static inline void promise(bool kept, const char *what)
{
	if (kept)
		return;
	fprintf(stderr, "broken promise: %s\n", what);
	abort();
}

/* In memory where there is such a place: a disk would be most of a run. */
static char fuzz_folder[32];

static int fuzz_remove(const char *path, const struct stat *info, int kind, struct FTW *at)
{
	(void)info, (void)kind, (void)at;
	return remove(path);
}

static void fuzz_clean(void)
{
	nftw(fuzz_folder, fuzz_remove, 8, FTW_DEPTH | FTW_PHYS);
}

static bool fuzz_make(const char *template)
{
	snprintf(fuzz_folder, sizeof fuzz_folder, "%s", template);
	return mkdtemp(fuzz_folder) != NULL;
}

/* A file of that name in a folder of its own, with this content. The same each time: to make and
 * unlink one takes longer than to read it. */
static inline str fuzz_file(struct arena *a, const char *name, const uint8_t *bytes, size_t len)
{
	static bool made;
	if (!made)
		promise((fuzz_make("/dev/shm/strom-fuzz-XXXXXX") ||
		         fuzz_make("/tmp/strom-fuzz-XXXXXX")) && !atexit(fuzz_clean),
		        "there is room for a folder");
	made = true;
	str path = arena_printf(a, "%s/%s", fuzz_folder, name);
	int fd = open(path.ptr, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	promise(fd >= 0 && !ftruncate(fd, 0) && pwrite(fd, bytes, len, 0) == (ssize_t)len,
	        "there is room for a file");
	close(fd);
	return path;
}

/* Reports have codes, and lie inside of the file. */
static inline void fuzz_reports(struct diags *d, uint32_t file, size_t len)
{
	for (size_t i = 0; i < diag_count(d); i++) {
		const struct report *r = diag_at(d, i);
		promise(r->code.len && r->message.len, "a report says something");
		promise(utf8_check(r->message) == r->message.len &&
		                utf8_check(r->hint) == r->hint.len,
		        "a report is UTF-8");
		promise(r->at.file != file || r->at.off + r->at.len <= len,
		        "a report lies inside of its file");
	}
}

/* And can be shown: in one of two ways, as chance has it, which is the same each time. */
static inline void fuzz_show(struct diags *d)
{
	struct buf out = {0};
	if (diag_count(d))
		diag_show(d, diag_at(d, 0)->at.off % 2 ? DIAG_JSON : DIAG_PLAIN, 0, &out);
	buf_drop(&out);
}

#endif
