/* Telling of files that are cut while they are read. */
#include "base/cut.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a signal's handler must know can only be a static. Descriptors; 0: none. */
static volatile sig_atomic_t cut_to;
static volatile sig_atomic_t cut_maps;

/* One line of /proc/self/maps (proc(5)): "start-end mode offset device inode      path". */
struct line_of_maps {
	uintptr_t start, end, number;
	int field;
	bool is_path;
	char path[512];
	size_t n;
};

static void take_digit(struct line_of_maps *l, char c)
{
	int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
	if (c == '-')
		l->start = l->number;
	else if (c == ' ')
		l->end = l->number;
	l->number = digit >= 0 ? l->number << 4 | (unsigned)digit : 0;
}

static void take_char(struct line_of_maps *l, char c)
{
	if (l->is_path || (l->field > 3 && c == '/')) {
		l->is_path = true;
		if (l->n < sizeof l->path)
			l->path[l->n++] = c;
		return;
	}
	if (!l->field)
		take_digit(l, c);
	l->field += c == ' ';
}

static void say(const char *bytes, size_t n)
{
	/* There is nobody to tell of a failure. */
	if (write(cut_to, bytes, n) < 0)
		cut_to = 0;
}

_Noreturn static void end(const struct line_of_maps *l)
{
	static const char before[] = "strom: '", after[] = "' became shorter while it was read\n";
	bool alone = cut_to == STDERR_FILENO;
	if (alone)
		say(before, sizeof before - 1);
	say(l->path, l->n);
	if (alone)
		say(after, sizeof after - 1);
	_exit(alone ? 1 : FILE_CUT_EXIT);
}

/* Calls nothing that a handler may not (signal-safety(7)). */
static void on_bus(int number, siginfo_t *info, void *context)
{
	char bytes[1024];
	struct line_of_maps line = {.field = 0};
	uintptr_t at = (uintptr_t)info->si_addr;
	(void)context;
	for (ssize_t n;
	     info->si_code == BUS_ADRERR && (n = read(cut_maps, bytes, sizeof bytes)) > 0;)
		for (ssize_t i = 0; i < n; i++) {
			if (bytes[i] != '\n') {
				take_char(&line, bytes[i]);
				continue;
			}
			if (line.is_path && at >= line.start && at < line.end)
				end(&line);
			line = (struct line_of_maps){.field = 0};
		}
	/* Something else: as if there were no handler. */
	signal(number, SIG_DFL);
	raise(number);
}

int file_cut_tell(int to)
{
	struct sigaction act = {.sa_flags = SA_SIGINFO | SA_NODEFER};
	act.sa_sigaction = on_bus;
	/* Opened now: a process may lose the right to. Of this process, not of the one before a
	 * fork. */
	if (cut_maps)
		close(cut_maps);
	int maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
	cut_maps = maps > 0 ? maps : 0;
	cut_to = to;
	if (cut_maps)
		sigaction(SIGBUS, &act, NULL);
	return cut_maps;
}

bool file_cut_told(struct diags *d, struct span at, int status, int from, uint64_t at_byte)
{
	char path[512];
	if (!WIFEXITED(status) || WEXITSTATUS(status) != FILE_CUT_EXIT)
		return false;
	ssize_t n = pread(from, path, sizeof path, (off_t)at_byte);
	if (n <= 0 || path[0] != '/')
		return false;
	diag_error(d, at, "file/changed", "'%.*s' became shorter while it was read", (int)n, path);
	diag_hint(d, "Run strom again when whoever writes the file has done so.");
	return true;
}
