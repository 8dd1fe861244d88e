/* Opening a file below a folder, without leaving that folder. */
#include "base/inputs_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MOST_PATH = 4096, MOST_DEPTH = 64, MOST_LINKS = 40, MOST_TRIES = 16 };

/* ---- Where openat2 is missing: before Linux 5.6, and where a container's filter refuses it ----
 */

/* The folders passed are held open: ".." goes back to where we came from, wherever that has been
 * moved to. */
struct walk {
	int folders[MOST_DEPTH];
	size_t n;
	char rest[MOST_PATH];            /* of the path, links put in */
	unsigned links;
};

static int fail(int error)
{
	errno = error;
	return -1;
}

static void leave(struct walk *w, size_t n)
{
	int error = errno;
	while (w->n > n)
		close(w->folders[--w->n]);
	errno = error;
}

/* What a link says stands in its place; the rest is empty, or begins with a slash. */
static bool follow(struct walk *w, int link)
{
	char to[MOST_PATH];
	ssize_t n = readlinkat(link, "", to, sizeof to);
	size_t left = strlen(w->rest);
	if (n <= 0 || ++w->links > MOST_LINKS || (size_t)n + left >= sizeof w->rest) {
		errno = n < 0 ? errno : ELOOP;
		return false;
	}
	if (to[0] == '/') {
		errno = EXDEV;
		return false;
	}
	memmove(w->rest + n, w->rest, left + 1);
	memcpy(w->rest, to, (size_t)n);
	return true;
}

/* The next part of the path into `part`. False: there is none, and the path leads to the folder on
 * top. */
static bool next_part(struct walk *w, char *part, bool *last)
{
	size_t skip = strspn(w->rest, "/"), n = strcspn(w->rest + skip, "/");
	memcpy(part, w->rest + skip, n);
	part[n] = 0;
	*last = !w->rest[skip + n];
	memmove(w->rest, w->rest + skip + n, strlen(w->rest + skip + n) + 1);
	return n > 0;
}

static bool is_link(int fd)
{
	struct stat info;
	return !fstat(fd, &info) && S_ISLNK(info.st_mode);
}

/* Returns -2 where the walk goes on. */
static int step(struct walk *w, int folder, const char *part, bool last, int flags)
{
	int top = w->n ? w->folders[w->n - 1] : folder;
	if (!strcmp(part, "."))
		return -2;
	if (!strcmp(part, "..")) {
		if (!w->n)
			return fail(EXDEV);
		leave(w, w->n - 1);
		return -2;
	}
	int fd = openat(top, part, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return -1;
	if (is_link(fd)) {
		bool good = follow(w, fd);
		int error = errno;
		close(fd);
		return good ? -2 : fail(error);
	}
	if (last) {
		close(fd);
		return openat(top, part, flags | O_NOFOLLOW | O_CLOEXEC);
	}
	if (w->n == MOST_DEPTH) {
		close(fd);
		return fail(ENAMETOOLONG);
	}
	w->folders[w->n++] = fd;
	return -2;
}

int inputs_walk(int folder, const char *path, int flags)
{
	struct walk w = {.n = 0};
	char part[MOST_PATH];
	bool last;
	int fd = -2;
	if (*path == '/')
		return fail(EXDEV);
	if (strlen(path) >= sizeof w.rest)
		return fail(ENAMETOOLONG);
	memcpy(w.rest, path, strlen(path) + 1);
	while (fd == -2 && next_part(&w, part, &last))
		fd = step(&w, folder, part, last, flags);
	if (fd == -2)
		fd = openat(w.n ? w.folders[w.n - 1] : folder, ".", flags | O_CLOEXEC);
	leave(&w, 0);
	return fd;
}

/* ---- By the kernel ---- */

int inputs_beneath(int folder, const char *path, int flags)
{
	struct open_how how = {.flags = (uint64_t)(unsigned)flags | O_CLOEXEC,
	                       .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
	for (int tries = 0;; tries++) {
		int fd = (int)syscall(SYS_openat2, folder, *path ? path : ".", &how, sizeof how);
		if (fd < 0 && (errno == ENOSYS || errno == EPERM))
			return inputs_walk(folder, path, flags);
		/* Something was renamed meanwhile, and the kernel cannot vouch for "..": again. */
		if (fd >= 0 || errno != EAGAIN || tries == MOST_TRIES)
			return fd;
	}
}
