/* What a child gives up beside files and calls: time, memory, rights, signals. */
#include "lock/parts.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

const struct limits limits_usual = {.process_seconds = 600, .call_seconds = 10,
                                    .memory = (uint64_t)4 << 30};

/* What is written by one process: the largest answer and output. */
#define MOST_WRITTEN ((uint64_t)4 << 30)
/* Maps of files, threads' stacks: room that is only reserved. */
#define MOST_RESERVED ((uint64_t)16 << 30)
enum { MOST_OPEN = 256 };

/* Handlers of the parent's, of a sanitizer's, and what the parent was started with: nohup. */
static void default_signals(void)
{
	sigset_t none;
	for (int i = 1; i < SIGRTMIN; i++)
		if (i != SIGKILL && i != SIGSTOP && i < 32)
			signal(i, SIG_DFL);
	/* A limit on the size of files is a failing write, which can be told. */
	signal(SIGXFSZ, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static bool move_to(int fd, int to)
{
	bool moved = fd >= 0 && dup2(fd, to) == to;
	if (fd > STDERR_FILENO)
		close(fd);
	return moved;
}

/* Standard output and error are one file, which nobody reads, and which cannot grow. Where it is
 * now tells whether anything was written (track_heard). */
static bool silence(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC),
	    quiet = memfd_create("strom-quiet", MFD_ALLOW_SEALING);
	if (quiet < 0 || ftruncate(quiet, 4096) ||
	    fcntl(quiet, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL))
		quiet = fcntl(null, F_DUPFD, STDERR_FILENO + 1);
	bool out = move_to(quiet, STDOUT_FILENO);
	return move_to(null, STDIN_FILENO) && out && dup2(STDOUT_FILENO, STDERR_FILENO) >= 0;
}

/* Where memory is short, it is a child that goes, not main or somebody's browser. */
static void go_first(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	if (write(fd, "1000", 4) < 0) {
		/* Not allowed here: then it is the kernel's choice. */
	}
	close(fd);
}

/* Both, where what is allowed now is not less. */
static bool set_limit(int what, uint64_t soft, uint64_t hard)
{
	struct rlimit r;
	if (getrlimit(what, &r))
		return false;
	r.rlim_max = r.rlim_max < hard ? r.rlim_max : hard;
	r.rlim_cur = r.rlim_max < soft ? r.rlim_max : soft;
	return !setrlimit(what, &r);
}

static bool set_limits(const struct limits *l)
{
	uint64_t written = l->written ? l->written : MOST_WRITTEN;
	/* At the first second it gets a signal, which it may ignore; at the second it is gone. */
	return set_limit(RLIMIT_CORE, 0, 0) &&
	       set_limit(RLIMIT_CPU, l->process_seconds, (uint64_t)l->process_seconds + 1) &&
	       set_limit(RLIMIT_NOFILE, MOST_OPEN, MOST_OPEN) &&
	       set_limit(RLIMIT_FSIZE, written, written)
	/* The address sanitizer reserves terabytes, and its shadow counts as data. */
#ifndef __SANITIZE_ADDRESS__
	       && set_limit(RLIMIT_DATA, l->memory, l->memory) &&
	       set_limit(RLIMIT_AS, l->memory + MOST_RESERVED, l->memory + MOST_RESERVED)
#endif
	        ;
}

/* A build that runs as root keeps the right to others' files, and no other. */
static void drop_rights(void)
{
	struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct have[2], want[2] = {{0}};
	uint32_t files = 1U << CAP_DAC_OVERRIDE | 1U << CAP_DAC_READ_SEARCH;
	if (syscall(SYS_capget, &head, have) || !(have[0].permitted | have[1].permitted))
		return;
	want[0].effective = want[0].permitted = have[0].permitted & files;
	syscall(SYS_capset, &head, want);
}

bool limits_take(const struct limits *l)
{
	default_signals();
	if (!silence())
		return false;
	/* Its own files in /proc are root's while it is not dumpable; main is not. */
	prctl(PR_SET_DUMPABLE, 1);
	go_first();
	if (prctl(PR_SET_DUMPABLE, 0) || !set_limits(l))
		return false;
	drop_rights();
	return true;
}
