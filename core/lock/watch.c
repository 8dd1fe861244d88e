/* Watching over children: what takes too long, and what is never going to end.
 *
 * Time is processor time, which a loaded machine, a slow disk or a sleeping laptop does not make
 * longer; no clock on the wall is read. */
#include "lock/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Looks, one a second. A look at which it worked less than this counts as sleep. */
enum { USUAL_STILL = 10, LEAST_WORK = 50000000, LOOK = 1000, LOOK_BLIND = 10 };

static uint64_t time_used(pid_t pid)
{
	clockid_t clock;
	struct timespec t;
	if (clock_getcpuclockid(pid, &clock) || clock_gettime(clock, &t))
		return 0;
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

/* It waits for something: not for its turn, a disk, or somebody's SIGCONT. */
static bool sleeps(pid_t pid)
{
	char name[40], text[400];
	snprintf(name, sizeof name, "/proc/%ld/stat", (long)pid);
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
	if (fd >= 0)
		close(fd);
	text[n > 0 ? n : 0] = 0;
	const char *name_end = strrchr(text, ')');
	return n < 0 || (name_end && name_end[1] == ' ' && name_end[2] == 'S');
}

static void stop(struct child *c)
{
	c->stopped = true;
	kill(c->pid, SIGKILL);
}

/* What it writes there it may write wrongly: then the limit of the whole process holds. */
static void look(struct child *c, bool second)
{
	const volatile struct track *t = c->track;
	uint64_t used = time_used(c->pid), before = c->used;
	if (!t->inside || c->stopped) {
		c->still = 0;
		return;
	}
	if (used > t->began && used - t->began > (uint64_t)c->limits.call_seconds * 1000000000)
		stop(c);
	if (!second)
		return;
	c->used = used;
	c->still = used - before < LEAST_WORK && sleeps(c->pid) ? c->still + 1 : 0;
	if (c->still == (c->limits.still_seconds ? c->limits.still_seconds : USUAL_STILL))
		stop(c);
}

static bool ended(struct child *c)
{
	pid_t pid;
	struct rusage usage;
	memset(&usage, 0, sizeof usage);
	do {
		pid = wait4(c->pid, &c->status, WNOHANG, &usage);
	} while (pid < 0 && errno == EINTR);
	c->over = pid != 0;
	c->tired =
	        usage.ru_utime.tv_sec + usage.ru_stime.tv_sec >= (time_t)c->limits.process_seconds;
	return c->over;
}

size_t child_wait(struct child *const *list, size_t n)
{
	struct arena *scratch = arena_new();
	struct pollfd *ready = arena_array(scratch, struct pollfd, n);
	size_t found = n, blind = 0;
	while (found == n) {
		size_t at_work = 0;
		int time = LOOK;
		for (size_t i = 0; i < n; i++) {
			if (list[i]->over)
				continue;
			/* Kernels before 5.3, and some containers, have no such descriptor. */
			if (list[i]->over_fd < 0)
				time = LOOK_BLIND;
			ready[at_work++] = (struct pollfd){list[i]->over_fd, POLLIN, 0};
		}
		bool second = !poll(ready, at_work, time);
		if (second && time == LOOK_BLIND)
			second = ++blind % (LOOK / LOOK_BLIND) == 0;
		for (size_t i = 0; i < n && found == n; i++)
			if (!list[i]->over && ended(list[i]))
				found = i;
		for (size_t i = 0; i < n && found == n; i++)
			if (!list[i]->over)
				look(list[i], second);
	}
	arena_drop(scratch);
	return found;
}

static void crash(const struct child *c, struct buf *b)
{
	int signal = WTERMSIG(c->status);
	const char *name = sigabbrev_np(signal);
	if (signal == SIGSYS)
		buf_put(b, S("tried to start a program, or another thing that it may not"));
	else if (c->stopped || signal == SIGXCPU || (signal == SIGKILL && c->tired))
		buf_put(b, S("ran without end and was stopped"));
	else
		buf_printf(b, "crashed (SIG%s)", name ? name : "");
}

bool child_starved(const struct child *c)
{
	return c->track->end == TRACK_MEMORY || c->track->end == TRACK_UNLOCKED;
}

void child_fault(const struct child *c, struct buf *b)
{
	if (c->track->end == TRACK_REFUSED)
		buf_printf(b, "tried to %s (system call %u)", lock_call_name(c->track->call),
		           c->track->call);
	else if (c->track->end == TRACK_MEMORY)
		buf_printf(
		        b,
		        "wanted more memory than there is, or than the %llu MiB that it may have",
		        (unsigned long long)(c->limits.memory >> 20));
	else if (c->track->end == TRACK_UNLOCKED)
		buf_printf(b, "could not be locked in: %s", strerror((int)c->track->call));
	else if (WIFSIGNALED(c->status))
		crash(c, b);
	else
		buf_printf(b, "ended the process with status %d", WEXITSTATUS(c->status));
}
