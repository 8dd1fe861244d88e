/* What a run may read: folders, and files that are sensitive. */
#include "base/inputs_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { MOST_PATH = 4096 };

struct input_folder { char *said, *real; };
/* As it was when it was named. What stands at its path now counts too: it may have been written
 * anew. */
struct input_sensitive { str path; dev_t device; ino_t number; };

struct inputs {
	struct arena *arena;
	vec(struct input_folder) folders;
	vec(struct input_sensitive) sensitive;
};

bool inputs_fault(int error)
{
	return error == ENOMEM || error == EMFILE || error == ENFILE || error == EIO;
}

struct inputs *inputs_new(struct arena *a)
{
	struct inputs *i = arena_make(a, struct inputs);
	i->arena = a;
	return i;
}

static bool as_name(str path, char name[MOST_PATH])
{
	if (!path.len || path.len >= MOST_PATH || memchr(path.ptr, 0, path.len))
		return false;
	memcpy(name, path.ptr, path.len);
	name[path.len] = 0;
	return true;
}

bool inputs_folder(struct inputs *i, str folder)
{
	char name[MOST_PATH], real[MOST_PATH];
	struct stat info;
	bool there = as_name(folder, name) && realpath(name, real) && !stat(real, &info) &&
	             S_ISDIR(info.st_mode);
	struct input_folder f = {arena_cstr(i->arena, folder),
	                         arena_cstr(i->arena, there ? str_of(real) : folder)};
	vec_push(i->arena, &i->folders, f);
	return there;
}

/* ---- Where a path lies ---- */

/* A path's part below a folder, by their words; NULL: it is not below. */
static const char *rest_of(const char *path, const char *folder)
{
	size_t n = strlen(folder);
	if (!strcmp(folder, "."))
		return *path == '/' ? NULL : path;
	while (n && folder[n - 1] == '/')
		n--;
	if (strncmp(path, folder, n) || (path[n] && path[n] != '/'))
		return NULL;
	path += n;
	return path + strspn(path, "/");
}

static int open_below(const char *folder, const char *rest, int flags)
{
	int at = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	int fd = at < 0 ? -1 : inputs_beneath(at, rest, flags);
	int error = errno;
	if (at >= 0)
		close(at);
	errno = error;
	return fd;
}

static int open_real(const struct inputs *i, const char *name, int flags)
{
	for (size_t k = 0; k < i->folders.n; k++) {
		const char *rest = rest_of(name, i->folders.at[k].real);
		int fd = rest ? open_below(i->folders.at[k].real, rest, flags) : -1;
		if (fd >= 0 || (rest && errno != EXDEV))
			return fd;
	}
	errno = EXDEV;
	return -1;
}

/* As it is written; and, where that leads out, as it really is: a link may well lead back in, or
 * into another of the folders. Between the two nothing is trusted: the second way is opened beneath
 * its folder too. */
static int open_allowed(const struct inputs *i, const char *name, int flags)
{
	char real[MOST_PATH];
	for (size_t k = 0; k < i->folders.n; k++) {
		const char *rest = rest_of(name, i->folders.at[k].said);
		int fd = rest ? open_below(i->folders.at[k].said, rest, flags) : -1;
		if (fd >= 0 || (rest && errno != EXDEV))
			return fd;
	}
	int fd = open_real(i, name, flags);
	if (fd >= 0 || errno != EXDEV)
		return fd;
	if (realpath(name, real))
		return open_real(i, real, flags);
	/* Why there is none out there is not for the project to know. */
	if (!inputs_fault(errno))
		errno = EXDEV;
	return -1;
}

static int open_path(const struct inputs *i, enum file_role role, str path, int flags)
{
	char name[MOST_PATH];
	if (!as_name(path, name)) {
		errno = path.len >= MOST_PATH ? ENAMETOOLONG : ENOENT;
		return -1;
	}
	if (role == FILE_GIVEN || !i)
		return open(name, flags | O_CLOEXEC);
	return open_allowed(i, name, flags);
}

/* ---- What it is ---- */

static bool path_is(const struct inputs *i, str path, const struct stat *info)
{
	struct stat now;
	int fd = open_path(i, FILE_SENSITIVE, path, O_PATH);
	bool same = fd >= 0 && !fstat(fd, &now) && now.st_dev == info->st_dev &&
	            now.st_ino == info->st_ino;
	if (fd >= 0)
		close(fd);
	return same;
}

static bool is_sensitive(const struct inputs *i, const struct stat *info)
{
	for (size_t k = 0; i && k < i->sensitive.n; k++) {
		const struct input_sensitive *s = &i->sensitive.at[k];
		if ((s->device == info->st_dev && s->number == info->st_ino) ||
		    path_is(i, s->path, info))
			return true;
	}
	return false;
}

void inputs_sensitive(struct inputs *i, str path)
{
	struct stat info;
	struct input_sensitive s = {.path = arena_str(i->arena, path)};
	int fd = open_path(i, FILE_SENSITIVE, path, O_PATH);
	if (fd >= 0 && !fstat(fd, &info)) {
		s.device = info.st_dev;
		s.number = info.st_ino;
	}
	if (fd >= 0)
		close(fd);
	vec_push(i->arena, &i->sensitive, s);
}

static enum file_found kind_of(const struct inputs *i, enum file_role role, const struct stat *info)
{
	if (S_ISDIR(info->st_mode))
		return FOUND_FOLDER;
	if (!S_ISREG(info->st_mode))
		return FOUND_ODD;
	return role != FILE_SENSITIVE && is_sensitive(i, info) ? FOUND_SENSITIVE : FOUND_FILE;
}

/* Closes what may not be had; errno stays. */
static enum file_found found(const struct inputs *i, enum file_role role, int *fd,
                             struct stat *info)
{
	enum file_found what = FOUND_UNSEEN;
	if (*fd < 0)
		return errno == EXDEV                        ? FOUND_OUTSIDE
		       : errno == ENOENT || errno == ENOTDIR ? FOUND_NONE
		                                             : FOUND_UNSEEN;
	if (!fstat(*fd, info))
		what = kind_of(i, role, info);
	if (what != FOUND_FILE && what != FOUND_FOLDER) {
		int error = errno;
		close(*fd);
		*fd = -1;
		errno = error;
	}
	return what;
}

enum file_found inputs_look(const struct inputs *i, enum file_role role, str path,
                            struct stat *info)
{
	struct stat room;
	int fd = open_path(i, role, path, O_PATH);
	enum file_found what = found(i, role, &fd, info ? info : &room);
	if (fd >= 0)
		close(fd);
	return what;
}

enum file_found inputs_open(const struct inputs *i, enum file_role role, str path, int flags,
                            int *fd, struct stat *info)
{
	*fd = -1;
	/* Looked at first: to open a device may set it going, a pipe its writer. And what is
	 * sensitive is known as that also where we may not read it. */
	enum file_found what = role == FILE_GIVEN ? FOUND_FILE : inputs_look(i, role, path, info);
	if (what != FOUND_FILE && what != FOUND_FOLDER)
		return what;
	/* O_NONBLOCK: a pipe that has come by that name meanwhile must not make us wait. */
	*fd = open_path(i, role, path, flags | O_NONBLOCK | O_NOCTTY);
	return found(i, role, fd, info);
}
