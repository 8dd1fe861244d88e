/* A passphrase, from a file or from who sits at the terminal. */
#include "cli/passphrase.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

enum { MOST_PASSPHRASE = 1024 };

static bool from_file(struct arena *a, struct diags *d, const char *file, str *out)
{
	struct span at = {.file = diag_file(d, str_of(file), DIAG_SECRET)};
	str text;
	*out = S("");
	if (!file_map_as(a, d, FILE_GIVEN, at, str_of(file), 1 << 16, &text))
		return false;
	str_next_line(&text, out);
	return true;
}

/* What is typed, without its line end; -1: nothing more comes. */
static ssize_t read_line(int fd, char *line)
{
	ssize_t n = 0, got = 0;
	while (n < MOST_PASSPHRASE && (got = read(fd, line + n, 1)) > 0 && line[n] != '\n')
		n++;
	return got < 0 || (!got && !n) ? -1 : n;
}

static bool ask(int fd, const char *question, struct arena *a, str *out)
{
	struct termios seen, unseen;
	char line[MOST_PASSPHRASE + 1];
	if (tcgetattr(fd, &seen))
		return false;
	unseen = seen;
	unseen.c_lflag &= ~(tcflag_t)ECHO;
	dprintf(fd, "%s", question);
	tcsetattr(fd, TCSAFLUSH, &unseen);
	ssize_t n = read_line(fd, line);
	tcsetattr(fd, TCSAFLUSH, &seen);
	dprintf(fd, "\n");
	if (n >= 0)
		*out = arena_str(a, (str){line, (size_t)n});
	return n >= 0;
}

static bool from_terminal(struct arena *a, struct diags *d, int fd, bool is_new, str *out)
{
	str again;
	if (!ask(fd, "passphrase of the key: ", a, out))
		return false;
	if (!is_new)
		return true;
	if (ask(fd, "once more: ", a, &again) && str_eq(*out, again))
		return true;
	return diag_error(d, (struct span){0}, "sign/no-passphrase", "the two are not the same");
}

bool passphrase_ask(struct arena *a, struct diags *d, const char *file, bool is_new, str *out)
{
	size_t met = diag_met(d);
	if (file)
		return from_file(a, d, file, out);
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	bool good = fd >= 0 && from_terminal(a, d, fd, is_new, out);
	if (fd >= 0)
		close(fd);
	if (good || diag_met(d) > met)
		return good;
	diag_error(d, (struct span){0}, "sign/no-passphrase",
	           "there is no terminal to ask for a "
	           "passphrase");
	diag_hint(d,
	          "--passphrase FILE names a file whose first line it is; of an empty one there is "
	          "none.");
	return false;
}
