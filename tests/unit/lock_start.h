/* A child to be started, and what is looked at afterwards. */
#include "base/file.h"
#include "lock/child.h"
#include "unit/base_suite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct arena *arena;
static struct lock *lock;
static struct child_start start;
static struct child child;
static char file[40];

static void begin(void)
{
	arena = arena_new();
	lock = lock_new(arena);
	lock_read_system(lock);
	lock_read(lock, S("/tmp"));
	start = (struct child_start){.lock = lock, .limits = limits_usual};
	snprintf(file, sizeof file, "/tmp/strom-lock-XXXXXX");
}

static void finish(void)
{
	child_drop(&child);
	unlink(file);
	arena_drop(arena);
}

__attribute__((unused)) static int make_file(void)
{
	int fd = mkstemp(file);
	ck_assert_int_ge(fd, 0);
	return fd;
}

__attribute__((unused)) static str answer_of(struct arena *a, const struct child *c)
{
	str bytes;
	child_answer(a, c, &bytes);
	return bytes;
}

__attribute__((unused)) static void run_child(void (*run)(void *self, int answer), void *self)
{
	struct child *const only = &child;
	start.run = run;
	start.self = self;
	ck_assert(child_begin(&child, &start));
	ck_assert_uint_eq(child_wait(&only, 1), 0);
}

__attribute__((unused)) static void fault_is(const char *wanted)
{
	struct buf b = {0};
	child_fault(&child, &b);
	is(buf_str(&b), wanted);
	buf_drop(&b);
}

/* It runs: it is there, and no zombie. */
__attribute__((unused)) static bool alive(pid_t pid)
{
	char name[40], text[400];
	snprintf(name, sizeof name, "/proc/%ld/stat", (long)pid);
	int fd = open(name, O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
	if (fd >= 0)
		close(fd);
	text[n > 0 ? n : 0] = 0;
	const char *end = strrchr(text, ')');
	return end && end[2] != 'Z' && end[2] != 'X';
}
