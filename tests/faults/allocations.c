/* A library that is loaded before others (LD_PRELOAD): it counts allocations, and one of them fails.
 *
 * Processes count in the order in which they are started, and the allocations of each from 1. The
 * counts stand in a file, FAULT_PAGE, that all processes have mapped; FAULT_AT is PROCESS:ALLOCATION,
 * and with a + behind it all that follow fail too. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The names behind malloc and its like: the program itself stands before those (core/base/memory.c). */
#define FOR_ALL __attribute__((visibility("default")))
FOR_ALL void *__libc_malloc(size_t);
FOR_ALL void *__libc_calloc(size_t, size_t);
FOR_ALL void *__libc_realloc(void *, size_t);
FOR_ALL void *__libc_memalign(size_t, size_t);

enum { MOST = 256 };

struct page { uint32_t processes, met, counts[MOST]; };

static struct page *page;
static uint32_t self, at_process, at_count;
static bool on, wanted, lasting;

static uint32_t next;
static void before_fork(void) { next = ++page->processes; }
static void in_child(void) { self = next; }

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("FAULT_PAGE"), *at = getenv("FAULT_AT");
	char more = 0;
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	if (fd < 0)
		return;
	page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (page == MAP_FAILED)
		return;
	wanted = at && sscanf(at, "%u:%u%c", &at_process, &at_count, &more) >= 2;
	lasting = more == '+';
	pthread_atfork(before_fork, NULL, in_child);
	on = true;
}

static bool fails(void)
{
	if (!on || self >= MOST)
		return false;
	uint32_t n = ++page->counts[self];
	if (!wanted || self != at_process || (lasting ? n < at_count : n != at_count))
		return false;
	page->met = 1;
	errno = ENOMEM;
	return true;
}

static void *next_of(const char *name)
{
	void *at = dlsym(RTLD_NEXT, name);
	if (!at)
		abort();
	return at;
}

void *__libc_malloc(size_t n)
{
	static void *(*next)(size_t);
	if (!next)
		next = (void *(*)(size_t))next_of("__libc_malloc");
	return fails() ? NULL : next(n);
}

void *__libc_calloc(size_t n, size_t size)
{
	static void *(*next)(size_t, size_t);
	if (!next)
		next = (void *(*)(size_t, size_t))next_of("__libc_calloc");
	return fails() ? NULL : next(n, size);
}

void *__libc_realloc(void *old, size_t n)
{
	static void *(*next)(void *, size_t);
	if (!next)
		next = (void *(*)(void *, size_t))next_of("__libc_realloc");
	return fails() ? NULL : next(old, n);
}

void *__libc_memalign(size_t align, size_t n)
{
	static void *(*next)(size_t, size_t);
	if (!next)
		next = (void *(*)(size_t, size_t))next_of("__libc_memalign");
	return fails() ? NULL : next(align, n);
}
