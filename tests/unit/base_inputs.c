/* What may be read: paths that stay beneath a folder and paths that do not, by the kernel and
 * without it. */
#include "base/file.h"
#include "base/inputs_parts.h"
#include "unit/base_suite.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static struct arena *arena;
static struct inputs *inputs;
static char top[64];

static const char *at(const char *name)
{
	return arena_cstr(arena, path_join(arena, str_of(top), str_of(name)));
}

static str said(const char *name)
{
	return str_of(at(name));
}

static void put(const char *name)
{
	int fd = open(at(name), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	ck_assert(fd >= 0 && write(fd, name, strlen(name)) == (ssize_t)strlen(name) && !close(fd));
}

static void link_to(const char *name, const char *where)
{
	ck_assert(!symlink(where, at(name)));
}

static void begin(void)
{
	memcpy(top, "/tmp/strom-inputs-XXXXXX", 25);
	arena = arena_new();
	ck_assert_ptr_nonnull(mkdtemp(top));
	static const char *const folders[] = {"in", "in/a", "in/a/b", "in/none", "out"};
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		ck_assert(!mkdir(at(folders[i]), 0700));
	static const char *const files[] = {"in/x",      "in/a/x", "in/a/b/x",
	                                    "in/people", "out/x",  "inside"};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		put(files[i]);
	link_to("in/near", "x");
	link_to("in/up", "a/../x");
	link_to("in/folder", "a/b");
	link_to("in/a/b/back", "../../x");
	link_to("in/chain", "near");
	link_to("in/away", "../out/x");
	link_to("in/far", at("out"));
	link_to("in/whole", at("in/x"));
	link_to("in/loop", "loop");
	link_to("in/nothing", "no/such");
	link_to("in/magic", "/proc/self/root/etc/passwd");
	link_to("in/this", ".");
	link_to("in/said", "people");
	ck_assert(!link(at("in/people"), at("in/hard")));
	ck_assert(!mkfifo(at("in/pipe"), 0600));
	inputs = inputs_new(arena);
	ck_assert(inputs_folder(inputs, said("in")));
}

static void end(void)
{
	char command[128];
	snprintf(command, sizeof command, "rm -r %s", top);
	ck_assert(!system(command));
	arena_drop(arena);
}

/* What stays beneath, and what is there then; EXDEV: it does not. */
static const struct { const char *path; int error; const char *holds;
} paths[] = {
        {"x", 0, "in/x"},
        {"./x", 0, "in/x"},
        {".//a/./b//x", 0, "in/a/b/x"},
        {"a/../x", 0, "in/x"},
        {"a/b/../../x", 0, "in/x"},
        {"near", 0, "in/x"},
        {"up", 0, "in/x"},
        {"folder/x", 0, "in/a/b/x"},
        {"folder/back", 0, "in/x"},
        {"folder/../x", 0, "in/a/x"},
        {"chain", 0, "in/x"},
        {"this/this/this/x", 0, "in/x"},
        {"this/../x", EXDEV, NULL},
        {"..", EXDEV, NULL},
        {"../out/x", EXDEV, NULL},
        {"../in/x", EXDEV, NULL},
        {"a/../../out/x", EXDEV, NULL},
        {"away", EXDEV, NULL},
        {"far/x", EXDEV, NULL},
        {"whole", EXDEV, NULL},
        {"magic", EXDEV, NULL},
        {"/etc/passwd", EXDEV, NULL},
        {"folder/../../../out/x", EXDEV, NULL},
        {"loop", ELOOP, NULL},
        {"nothing", ENOENT, NULL},
        {"no", ENOENT, NULL},
        {"no/../x", ENOENT, NULL},
        {"x/", ENOTDIR, NULL},
        {"x/y", ENOTDIR, NULL},
        {"near/", ENOTDIR, NULL},
};
enum { PATHS = sizeof paths / sizeof *paths };

static void check_path(int (*opens)(int, const char *, int), const char *who, size_t i)
{
	char got[64] = "";
	int folder = open(at("in"), O_PATH | O_DIRECTORY | O_CLOEXEC);
	errno = 0;
	int fd = opens(folder, paths[i].path, O_RDONLY), error = errno;
	ssize_t n = fd < 0 ? 0 : read(fd, got, sizeof got - 1);
	ck_assert_msg(fd < 0 ? error == paths[i].error : !paths[i].error, "%s: %s: %s", who,
	              paths[i].path, fd < 0 ? strerror(error) : got);
	ck_assert(n >= 0 && (fd < 0 || !strcmp(got, paths[i].holds)));
	close(folder);
	if (fd >= 0)
		close(fd);
}

START_TEST(by_the_kernel_and_without)
{
	for (size_t i = 0; i < PATHS; i++) {
		check_path(inputs_beneath, "beneath", i);
		check_path(inputs_walk, "walk", i);
	}
}
END_TEST

static size_t open_files(void)
{
	size_t n = 0;
	for (int fd = 0; fd < 256; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

START_TEST(nothing_stays_open)
{
	struct stat info;
	size_t before = open_files();
	for (size_t i = 0; i < PATHS; i++) {
		int fd, folder = open(at("in"), O_PATH | O_CLOEXEC);
		if ((fd = inputs_walk(folder, paths[i].path, O_RDONLY)) >= 0)
			close(fd);
		close(folder);
		inputs_open(inputs, FILE_INPUT, path_join(arena, said("in"), str_of(paths[i].path)),
		            O_RDONLY, &fd, &info);
		if (fd >= 0)
			close(fd);
	}
	ck_assert_uint_eq(open_files(), before);
}
END_TEST

START_TEST(deep_and_long)
{
	char path[8192] = "";
	int folder = open(at("in"), O_PATH | O_CLOEXEC);
	for (int i = 0; i < 3000; i++)
		memcpy(path + (size_t)i * 2, "./", 3);
	ck_assert(inputs_walk(folder, path, O_RDONLY) < 0 && errno == ENAMETOOLONG);
	path[0] = 0;
	for (size_t i = 0; i < 100; i++)
		memcpy(path + i * 5, "this/", 6);
	ck_assert(inputs_walk(folder, path, O_RDONLY) < 0 && errno == ELOOP);
	close(folder);
}
END_TEST

static enum file_found look(const char *name)
{
	return inputs_look(inputs, FILE_INPUT, said(name), NULL);
}

START_TEST(what_it_is)
{
	ck_assert_int_eq(look("in/x"), FOUND_FILE);
	ck_assert_int_eq(look("in/whole"), FOUND_FILE);
	ck_assert_int_eq(look("out/../in/x"), FOUND_FILE);
	ck_assert_int_eq(look("in/a"), FOUND_FOLDER);
	ck_assert_int_eq(look("in"), FOUND_FOLDER);
	ck_assert_int_eq(look("in/no"), FOUND_NONE);
	ck_assert_int_eq(look("in/pipe"), FOUND_ODD);
	ck_assert_int_eq(look("in/far/x"), FOUND_OUTSIDE);
	ck_assert_int_eq(look("out/x"), FOUND_OUTSIDE);
	ck_assert_int_eq(look("out/no"), FOUND_OUTSIDE);
	/* A name that begins like the folder's. */
	ck_assert_int_eq(look("inside"), FOUND_OUTSIDE);
	ck_assert_int_eq(inputs_look(inputs, FILE_INPUT, S("/dev/null"), NULL), FOUND_OUTSIDE);
	ck_assert_int_eq(inputs_look(inputs, FILE_GIVEN, S("/dev/null"), NULL), FOUND_ODD);
	ck_assert_int_eq(inputs_look(inputs, FILE_GIVEN, said("out/x"), NULL), FOUND_FILE);
	ck_assert_int_eq(inputs_look(inputs, FILE_INPUT, S(""), NULL), FOUND_NONE);
	ck_assert_int_eq(inputs_look(inputs, FILE_INPUT, S("a\0b"), NULL), FOUND_NONE);
}
END_TEST

START_TEST(more_folders)
{
	ck_assert(!inputs_folder(inputs, said("nowhere")));
	ck_assert(!inputs_folder(inputs, said("in/x")));
	ck_assert(inputs_folder(inputs, said("in/far")));
	ck_assert_int_eq(look("out/x"), FOUND_FILE);
	ck_assert_int_eq(look("in/away"), FOUND_FILE);
	ck_assert_int_eq(look("in/far/x"), FOUND_FILE);
	ck_assert_int_eq(look("in/magic"), FOUND_OUTSIDE);
}
END_TEST

START_TEST(from_where_we_are)
{
	struct inputs *here = inputs_new(arena);
	ck_assert(!chdir(at("in")) && inputs_folder(here, S(".")));
	ck_assert_int_eq(inputs_look(here, FILE_INPUT, S("x"), NULL), FOUND_FILE);
	ck_assert_int_eq(inputs_look(here, FILE_INPUT, said("in/x"), NULL), FOUND_FILE);
	ck_assert_int_eq(inputs_look(here, FILE_INPUT, S("../in/x"), NULL), FOUND_FILE);
	ck_assert_int_eq(inputs_look(here, FILE_INPUT, S("../out/x"), NULL), FOUND_OUTSIDE);
	ck_assert_int_eq(inputs_look(here, FILE_INPUT, S(".."), NULL), FOUND_OUTSIDE);
	ck_assert(!chdir("/"));
}
END_TEST

START_TEST(sensitive)
{
	static const char *const names[] = {"in/people", "in/said", "in/hard", "in/a/../people",
	                                    "in/this/people"};
	inputs_sensitive(inputs, said("in/people"));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		ck_assert_msg(look(names[i]) == FOUND_SENSITIVE, "%s", names[i]);
		ck_assert_int_eq(inputs_look(inputs, FILE_GIVEN, said(names[i]), NULL),
		                 FOUND_SENSITIVE);
		ck_assert_int_eq(inputs_look(inputs, FILE_SENSITIVE, said(names[i]), NULL),
		                 FOUND_FILE);
	}
	ck_assert_int_eq(look("in/x"), FOUND_FILE);
	/* Written anew: what stands there, and what stood there under its other name. */
	ck_assert(!unlink(at("in/people")));
	put("in/people");
	ck_assert_int_eq(look("in/said"), FOUND_SENSITIVE);
	ck_assert_int_eq(look("in/hard"), FOUND_SENSITIVE);
}
END_TEST

/* Somebody swaps a file for a link that leads out, all the while. */
static void swap_for_ever(void)
{
	for (;;) {
		(void)!symlink(at("out/x"), at("in/other"));
		(void)!rename(at("in/other"), at("in/swapped"));
		(void)!link(at("in/x"), at("in/other"));
		(void)!rename(at("in/other"), at("in/swapped"));
		(void)!unlink(at("in/other"));
	}
}

START_TEST(swapped_between)
{
	char got[64];
	struct stat info;
	size_t read_n = 0, refused = 0;
	pid_t pid = fork();
	if (!pid)
		swap_for_ever();
	for (int i = 0; i < 20000; i++) {
		int fd;
		enum file_found found =
		        inputs_open(inputs, FILE_INPUT, said("in/swapped"), O_RDONLY, &fd, &info);
		refused += found == FOUND_OUTSIDE;
		if (found != FOUND_FILE)
			continue;
		ssize_t n = read(fd, got, sizeof got);
		ck_assert_msg(n == 4 && !memcmp(got, "in/x", 4), "%.*s", (int)n, got);
		read_n++;
		close(fd);
	}
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	/* Both were met, or it tells nothing. */
	ck_assert_msg(read_n && refused, "%zu read, %zu refused", read_n, refused);
}
END_TEST

int main(void)
{
	return RUN("inputs", begin, end, by_the_kernel_and_without, nothing_stays_open,
	           deep_and_long, what_it_is, more_folders, from_where_we_are, sensitive,
	           swapped_between);
}
