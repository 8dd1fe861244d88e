/* Programs of the machine's, each in a child: locked in first, and then it becomes the program. */
#include "lock/parts.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_OUTPUT = 64 << 20 };

struct program_start {
	const char *path;
	char **words, **environment;
	int errors; /* what it writes to standard error */
};

/* ---- In the child ---- */

static void become(void *self, int answer)
{
	const struct program_start *p = self;
	if (dup2(answer, STDOUT_FILENO) >= 0 && dup2(p->errors, STDERR_FILENO) >= 0) {
		/* From here on it is the program's status that tells. */
		track_ends(TRACK_WHOLE, 0);
		execve(p->path, p->words, p->environment);
	}
	track_ends(TRACK_UNLOCKED, (uint32_t)errno);
	_exit(1);
}

/* ---- In the parent ---- */

/* As a shell finds it. NULL: nowhere. */
static const char *find_program(struct arena *a, str name)
{
	const char *path = getenv("PATH");
	str rest = str_of(path ? path : "/usr/local/bin:/usr/bin:/bin");
	while (rest.len) {
		str folder = str_until(rest, ':');
		struct stat info;
		const char *at =
		        arena_cstr(a, arena_printf(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name)));
		if (folder.len && !access(at, X_OK) && !stat(at, &info) && S_ISREG(info.st_mode))
			return at;
		rest = str_from(rest, folder.len + (folder.len < rest.len));
	}
	return NULL;
}

/* Its language and habits must not depend on the machine's. */
static void prepare(struct arena *a, struct program_start *p, const str *words, size_t n)
{
	const char *path = getenv("PATH");
	p->words = arena_array(a, char *, n + 1);
	for (size_t i = 0; i < n; i++)
		p->words[i] = arena_cstr(a, words[i]);
	p->environment = arena_array(a, char *, 3);
	p->environment[0] = arena_cstr(a, S("LC_ALL=C.UTF-8"));
	if (path)
		p->environment[1] = arena_cstr(a, arena_printf(a, "PATH=%s", path));
}

static int status_of(const struct child *c, int *error)
{
	*error = c->track->end == TRACK_UNLOCKED ? (int)c->track->call : 0;
	return c->track->end == TRACK_WHOLE && WIFEXITED(c->status) ? WEXITSTATUS(c->status) : -1;
}

static bool take_output(struct arena *a, const struct child *c, int errors, str *out, str *said)
{
	bool there = child_answer(a, c, out) || !errno;
	return (file_map_number(a, errors, 0, said) || !errno) && there;
}

static int run_program(struct arena *a, const struct program_start *p, const struct lock *lock,
                       const struct limits *limits, str *out, str *said)
{
	struct child c, *const only = &c;
	int error, status;
	struct child_start start = {.lock = lock,
	                            .limits = *limits,
	                            .runs = true,
	                            .keep = {p->errors},
	                            .keep_n = 1,
	                            .run = become,
	                            .self = (void *)(uintptr_t)p};
	start.limits.written = MOST_OUTPUT;
	if (!child_begin(&c, &start))
		return -1;
	child_wait(&only, 1);
	status = status_of(&c, &error);
	if (status >= 0 && !take_output(a, &c, p->errors, out, said))
		status = -1;
	child_drop(&c);
	errno = error;
	return status;
}

int child_program(struct arena *a, const struct lock *lock, const struct limits *limits,
                  const str *words, size_t n, str *out, str *errors)
{
	struct program_start p = {.path = find_program(a, words[0])};
	*out = *errors = S("");
	if (!p.path) {
		errno = ENOENT;
		return -1;
	}
	prepare(a, &p, words, n);
	p.errors = memfd_create("strom-errors", MFD_CLOEXEC);
	if (p.errors < 0)
		return -1;
	int status = run_program(a, &p, lock, limits, out, errors), error = errno;
	close(p.errors);
	errno = error;
	return status;
}
