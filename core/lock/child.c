/* Starting children, and what they answer. */
#include "lock/parts.h"

#include "base/cut.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

/* The track comes first in the answer's file, on a page of its own. */
enum { ANSWER = 4096 };

/* ---- In the child ---- */

/* Up to `end`, or all (-1). Kernels before 5.9 cannot close many at once. */
static void close_from_to(int from, int end)
{
	if (!close_range((unsigned)from, end < 0 ? ~0U : (unsigned)end - 1, 0))
		return;
	long most = end < 0 ? sysconf(_SC_OPEN_MAX) : end;
	for (int fd = from; fd < most; fd++)
		close(fd);
}

/* All but these: no descriptor of another child's, nor of what the parent was started with. */
static void close_others(const int *keep, size_t n)
{
	for (int from = 3;;) {
		int next = -1;
		for (size_t i = 0; i < n; i++)
			if (keep[i] >= from && (next < 0 || keep[i] < next))
				next = keep[i];
		if (next != from)
			close_from_to(from, next);
		if (next < 0)
			return;
		from = next + 1;
	}
}

/* What the kernel has and this child cannot take ends it: it would run free. */
static void must(bool taken)
{
	if (taken)
		return;
	track_ends(TRACK_UNLOCKED, (uint32_t)errno);
	_exit(1);
}

static void die_with(pid_t parent)
{
	must(!prctl(PR_SET_PDEATHSIG, SIGKILL));
	if (getppid() != parent)
		_exit(1);
}

/* A sanitizer's report is for whoever runs the tests. */
static void keep_reports(void)
{
#ifdef __SANITIZE_ADDRESS__
	int fd = fcntl(STDERR_FILENO, F_DUPFD, STDERR_FILENO + 1);
	__sanitizer_set_report_fd((void *)(intptr_t)fd);
#endif
}

/* First come descriptors: where the parent had no more, what follows could open none. */
static void lock_in(const struct child_start *s, int fd)
{
	unsigned can = lock_kernel();
	int rules = lock_descriptor(s->lock), keep[CHILD_DESCRIPTORS + 2];
	memcpy(keep, s->keep, s->keep_n * sizeof *keep);
	keep[s->keep_n] = fd;
	keep[s->keep_n + 1] = rules;
	close_others(keep, s->keep_n + 2);
	keep_reports();
	must(limits_take(&s->limits));
	file_cut_tell(fd);
	must(lock_take(s->lock));
	if (rules >= 0)
		close(rules);
	must(!(can & LOCK_CALLS) || filter_take(can & LOCK_FILES, s));
}

void child_put(int answer, str bytes)
{
	while (bytes.len) {
		ssize_t n = write(answer, bytes.ptr, bytes.len < 1 << 30 ? bytes.len : 1 << 30);
		if (n < 0 && errno == EINTR)
			continue;
		/* Foreign code has closed it: then that is what it was at. */
		if (n <= 0)
			_exit(n < 0 && errno == EBADF ? 1 : TRACK_UNTOLD_EXIT);
		bytes = str_from(bytes, (size_t)n);
	}
}

/* Of exit(), which honest code here does not call: what was registered before the fork is the
 * parent's. */
static void leave(int status, void *nothing)
{
	(void)nothing;
	_exit(status);
}

_Noreturn static void run(const struct child_start *s, pid_t parent, int fd)
{
	track_into(fd);
	die_with(parent);
	must(lseek(fd, ANSWER, SEEK_SET) == ANSWER);
	on_exit(leave, NULL);
	lock_in(s, fd);
	s->run(s->self, fd);
	track_ends(TRACK_WHOLE, 0);
	/* No exit(): what was registered since the fork is foreign. */
	_exit(0);
}

/* ---- In the parent ---- */

static bool open_answer(struct child *c)
{
	c->fd = memfd_create("strom-child", MFD_CLOEXEC);
	if (c->fd < 0)
		return false;
	void *at = ftruncate(c->fd, ANSWER) ? MAP_FAILED
	           : mmap(NULL, ANSWER, PROT_READ, MAP_SHARED, c->fd, 0);
	if (at == MAP_FAILED)
		return false;
	c->track = at;
	return true;
}

bool child_begin(struct child *c, const struct child_start *s)
{
	pid_t parent = getpid();
	/* Else the child would have it to write, too, and foreign code be blamed for it. */
	fflush(stdout);
	*c = (struct child){.fd = -1, .over_fd = -1, .limits = s->limits};
	c->pid = open_answer(c) ? fork() : -1;
	if (!c->pid)
		run(s, parent, c->fd);
	if (c->pid > 0) {
		c->over_fd = (int)syscall(SYS_pidfd_open, c->pid, 0);
		return true;
	}
	int error = errno;
	c->pid = 0;
	child_drop(c);
	errno = error;
	return false;
}

bool child_untold(const struct child *c)
{
	return c->over && WIFEXITED(c->status) && WEXITSTATUS(c->status) == TRACK_UNTOLD_EXIT;
}

bool child_cut(const struct child *c, struct diags *d, struct span at)
{
	return c->over && file_cut_told(d, at, c->status, c->fd, ANSWER);
}

bool child_whole(const struct child *c)
{
	return c->over && WIFEXITED(c->status) && !WEXITSTATUS(c->status) &&
	       c->track->end == TRACK_WHOLE;
}

bool child_answer(struct arena *a, const struct child *c, str *bytes)
{
	*bytes = S("");
	return c->fd >= 0 && file_map_number(a, c->fd, ANSWER, bytes);
}

void child_drop(struct child *c)
{
	if (c->track)
		munmap((void *)(uintptr_t)c->track, ANSWER);
	if (c->fd >= 0)
		close(c->fd);
	if (c->over_fd >= 0)
		close(c->over_fd);
	c->track = NULL;
	c->fd = c->over_fd = -1;
}
