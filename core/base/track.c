/* Writing down where a child process is. */
#include "base/track.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/* What a signal's handler must know can only be a static. A descriptor, 0: none. */
static volatile sig_atomic_t track_file;

static void put(size_t at, const void *bytes, size_t n)
{
	ssize_t put = 0;
	while (track_file && (put = pwrite(track_file, bytes, n, (off_t)at)) < 0 && errno == EINTR)
		;
	/* Closed by foreign code, perhaps: then there is nothing to tell. */
	if (put < 0 && errno == EBADF)
		track_file = 0;
	else if (put < 0)
		_exit(TRACK_UNTOLD_EXIT);
}

void track_into(int fd)
{
	track_file = fd;
}

static uint64_t time_used(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

void track_enter(enum track_act act, uint32_t plugin, bool foreign, struct track_place at)
{
	struct track t = {.foreign = plugin,
	                  .plugin = plugin,
	                  .act = act,
	                  .inside = 1,
	                  .len = at.len,
	                  .off = at.off};
	size_t head = offsetof(struct track, path),
	       n = at.path.len < sizeof t.path ? at.path.len : 0;
	if (!track_file)
		return;
	if (n)
		memcpy(t.path, at.path.ptr, n);
	t.began = time_used();
	/* What was written until now is another's. */
	lseek(STDERR_FILENO, 0, SEEK_SET);
	/* Who came from elsewhere stays known. */
	size_t from = foreign ? 0 : offsetof(struct track, plugin);
	put(from, (const char *)&t + from, head + n + 1 - from);
}

bool track_heard(void)
{
	if (!track_file)
		return false;
	fflush(stdout);
	return lseek(STDERR_FILENO, 0, SEEK_CUR) > 0;
}

void track_leave(void)
{
	uint32_t none = 0;
	put(offsetof(struct track, inside), &none, sizeof none);
}

void track_ends(enum track_end end, uint32_t call)
{
	uint32_t both[2] = {end, call};
	put(offsetof(struct track, end), both, sizeof both);
}
