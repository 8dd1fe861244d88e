/* Running another program and reading what it writes. */
#include "base/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_OUTPUT = 64 << 20, CHUNK = 65536 };

struct pipes { int read[2], write[2]; };         /* standard output, standard error */

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void close_all(struct pipes *p)
{
	for (int i = 0; i < 2; i++) {
		close_end(&p->read[i]);
		close_end(&p->write[i]);
	}
}

static bool open_pipes(struct pipes *p)
{
	*p = (struct pipes){{-1, -1}, {-1, -1}};
	for (int i = 0; i < 2; i++) {
		int ends[2];
		if (pipe2(ends, O_CLOEXEC))
			return false;
		p->read[i] = ends[0];
		p->write[i] = ends[1];
	}
	return true;
}

/* The program's language and habits must not depend on the machine's. */
static char **environment(struct arena *arena)
{
	const char *path = getenv("PATH");
	char **list = arena_array(arena, char *, 3);
	list[0] = arena_cstr(arena, S("LC_ALL=C.UTF-8"));
	str entry = arena_printf(arena, "PATH=%s", path ? path : "/usr/local/bin:/usr/bin:/bin");
	list[1] = arena_cstr(arena, entry);
	return list;
}

static int spawn(struct arena *arena, const str *words, size_t n, const struct pipes *p, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	char **arguments = arena_array(arena, char *, n + 1);
	for (size_t i = 0; i < n; i++)
		arguments[i] = arena_cstr(arena, words[i]);
	if (posix_spawn_file_actions_init(&actions))
		return ENOMEM;
	int wrong = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	for (int i = 0; i < 2 && !wrong; i++)
		wrong = posix_spawn_file_actions_adddup2(&actions, p->write[i], i + 1);
	if (!wrong)
		wrong = posix_spawnp(pid, arguments[0], &actions, NULL, arguments,
		                     environment(arena));
	posix_spawn_file_actions_destroy(&actions);
	return wrong;
}

/* Both at once: a program that waits for one to be read would never end. */
static bool drain(struct pipes *p, struct buf *const out[2])
{
	while (p->read[0] >= 0 || p->read[1] >= 0) {
		struct pollfd ready[2] = {{p->read[0], POLLIN, 0}, {p->read[1], POLLIN, 0}};
		if (poll(ready, 2, -1) < 0) {
			if (errno == EINTR)
				continue;
			return false;
		}
		for (int i = 0; i < 2; i++) {
			if (!ready[i].revents)
				continue;
			buf_room(out[i], CHUNK);
			ssize_t n = read(p->read[i], out[i]->ptr + out[i]->len, CHUNK);
			if (n > 0)
				out[i]->len += (size_t)n;
			else if (n == 0 || errno != EINTR)
				close_end(&p->read[i]);
			if (out[i]->len > MOST_OUTPUT)
				return false;
		}
	}
	return true;
}

static int wait_for(pid_t pid)
{
	int status;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	errno = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int program_run(struct arena *arena, const str *words, size_t n, struct buf *out,
                struct buf *errors)
{
	struct pipes p;
	pid_t pid = 0;
	struct buf *const outputs[2] = {out, errors};
	int wrong = open_pipes(&p) ? spawn(arena, words, n, &p, &pid) : errno;
	if (wrong) {
		close_all(&p);
		errno = wrong;
		return -1;
	}
	close_end(&p.write[0]);
	close_end(&p.write[1]);
	bool whole = drain(&p, outputs);
	/* With its outputs closed it ends by itself. */
	close_all(&p);
	int status = wait_for(pid);
	return whole ? status : -1;
}
