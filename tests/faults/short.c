/* Whether memory that cannot be had ends a process, whichever function asks for it: base/memory.c, built
 * without sanitizers. */
#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MUCH = 200 << 20, EXHAUSTED = 3 };

static void *volatile kept;

static void by_malloc(void) { kept = malloc(MUCH); }
static void by_calloc(void) { kept = calloc(2, MUCH / 2); }
static void by_realloc(void) { kept = realloc(malloc(10), MUCH); }
static void by_array(void) { kept = reallocarray(NULL, 2, MUCH / 2); }
static void by_memalign(void) { kept = memalign(64, MUCH); }
static void by_aligned(void) { kept = aligned_alloc(64, MUCH); }

static void by_posix(void)
{
	void *at;
	if (!posix_memalign(&at, 64, MUCH))
		kept = at;
}

/* The C library's own calls pass here too. */
static void by_library(void)
{
	for (int i = 0; i < 2000000; i++)
		kept = strndup("a name that is kept, and kept, and kept, and kept, and kept again", 60);
}

/* What nobody can have is told to whoever asked. */
static void by_nobody(void)
{
	volatile size_t large = SIZE_MAX / 4;    /* the compiler would know better */
	errno = 0;
	bool told = !malloc(large) && errno == ENOMEM && !calloc(large, 5) &&
	            !reallocarray(NULL, large, 5) && !realloc(NULL, large);
	_exit(told ? 40 : 41);
}

static int status_of(void (*ask)(void), int *said)
{
	int ends[2], status;
	char text[200] = "";
	if (pipe(ends))
		return -1;
	pid_t pid = fork();
	if (!pid) {
		struct rlimit most = {64 << 20, 64 << 20};
		setrlimit(RLIMIT_AS, &most);
		dup2(ends[1], STDERR_FILENO);
		ask();
		_exit(0);
	}
	close(ends[1]);
	*said = read(ends[0], text, sizeof text - 1) > 0 && !strcmp(text, "strom: out of memory\n");
	close(ends[0]);
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int main(void)
{
	static const struct { const char *name; void (*ask)(void); int status, said; } asked[] = {
		{"malloc", by_malloc, EXHAUSTED, 1}, {"calloc", by_calloc, EXHAUSTED, 1},
		{"realloc", by_realloc, EXHAUSTED, 1}, {"reallocarray", by_array, EXHAUSTED, 1},
		{"memalign", by_memalign, EXHAUSTED, 1}, {"aligned_alloc", by_aligned, EXHAUSTED, 1},
		{"posix_memalign", by_posix, EXHAUSTED, 1}, {"the C library", by_library, EXHAUSTED, 1},
		{"what nobody can have", by_nobody, 40, 0},
	};
	int wrong = 0;
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		int said = 0, status = status_of(asked[i].ask, &said);
		bool good = status == asked[i].status && said == asked[i].said;
		printf("%s: %s: status %d\n", good ? "ok" : "WRONG", asked[i].name, status);
		wrong += !good;
	}
	return wrong;
}
