/* Reading and writing whole files. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct mapping { void *at; size_t len; };

static void unmap(void *object)
{
	struct mapping *m = object;
	munmap(m->at, m->len);
}

static bool cannot(struct diags *d, struct span at, str path, int error)
{
	if (error == ENOENT || error == ENOTDIR)
		return diag_error(d, at, "file/missing", "no file '%.*s'", STR_ARG(path));
	return diag_error(d, at, "file/unreadable", "cannot read '%.*s': %s", STR_ARG(path),
	                  strerror(error));
}

bool file_map_number(struct arena *a, int fd, uint64_t from, str *bytes)
{
	struct stat info;
	*bytes = S("");
	errno = 0;
	if (fstat(fd, &info) || (uint64_t)info.st_size <= from)
		return false;
	struct mapping *m = arena_make(a, struct mapping);
	m->len = (size_t)((uint64_t)info.st_size - from);
	m->at = mmap(NULL, m->len, PROT_READ, MAP_PRIVATE, fd, (off_t)from);
	if (m->at == MAP_FAILED)
		return false;
	arena_cleanup(a, unmap, m);
	*bytes = (str){m->at, m->len};
	return true;
}

void file_let_go(str mapped)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t begin = ((uintptr_t)mapped.ptr + page - 1) / page * page;
	size_t end = ((uintptr_t)mapped.ptr + mapped.len) / page * page;
	if (begin < end)
		madvise((void *)begin, end - begin, MADV_DONTNEED);
}

bool file_refuse(struct diags *d, struct span at, str path, enum file_found found)
{
	str folder = path_folder(path);
	switch (found) {
	case FOUND_OUTSIDE:
		diag_error(d, at, "file/outside", "'%.*s' leads out of the project's folder",
		           STR_ARG(path));
		diag_hint(d,
		          "Copy the file into the project; or, if the project may read all of that "
		          "folder: --allow %.*s.",
		          STR_ARG(folder));
		return false;
	case FOUND_SENSITIVE:
		diag_error(d, at, "file/sensitive", "'%.*s' is the file of a sensitive source",
		           STR_ARG(path));
		diag_hint(d, "Nothing but that source may read it, under whatever name: take it "
		             "out here.");
		return false;
	case FOUND_UNSEEN: return cannot(d, at, path, errno);
	default:
		return diag_error(d, at, "file/unreadable", "'%.*s' is not a file", STR_ARG(path));
	}
}

/* The open file's bytes; closes it. */
static bool map_open(struct arena *a, struct diags *d, struct span at, str path, int fd, str *bytes)
{
	bool good = file_map_number(a, fd, 0, bytes);
	int error = errno;
	close(fd);
	return good || cannot(d, at, path, error);
}

bool file_map_as(struct arena *a, struct diags *d, enum file_role role, struct span at, str path,
                 uint64_t limit, str *bytes)
{
	struct stat info;
	int fd;
	enum file_found found = inputs_open(diag_inputs(d), role, path, O_RDONLY, &fd, &info);
	*bytes = S("");
	if (found == FOUND_NONE || found == FOUND_UNSEEN)
		return cannot(d, at, path, errno);
	if (found != FOUND_FILE) {
		if (fd >= 0)
			close(fd);
		return file_refuse(d, at, path, found);
	}
	if (limit && (uint64_t)info.st_size > limit) {
		close(fd);
		return diag_error(d, at, "file/too-large",
		                  "'%.*s' has %lld bytes, the limit is %llu", STR_ARG(path),
		                  (long long)info.st_size, (unsigned long long)limit);
	}
	if (info.st_size)
		return map_open(a, d, at, path, fd, bytes);
	close(fd);
	return true;
}

bool file_map(struct arena *a, struct diags *d, struct span at, str path, uint64_t limit,
              str *bytes)
{
	return file_map_as(a, d, FILE_INPUT, at, path, limit, bytes);
}

enum file_found file_look(const struct diags *d, str path)
{
	return inputs_look(diag_inputs(d), FILE_INPUT, path, NULL);
}

bool file_seen(struct diags *d, struct span at, str path, enum file_found *found)
{
	*found = file_look(d, path);
	return *found != FOUND_UNSEEN || file_refuse(d, at, path, FOUND_UNSEEN);
}

static bool stat_of(str path, struct stat *info)
{
	char name[4096];
	if (path.len >= sizeof name)
		return false;
	memcpy(name, path.ptr, path.len);
	name[path.len] = 0;
	return !stat(name, info);
}

static bool stat_is(str path, mode_t kind)
{
	struct stat info;
	errno = 0;
	return stat_of(path, &info) ? (info.st_mode & S_IFMT) == kind : inputs_fault(errno);
}

struct file_stamp file_stamp_of(const struct stat *info)
{
	return (struct file_stamp){(uint64_t)info->st_size,
	                           info->st_mtim.tv_sec * (int64_t)1000000000 +
	                                   info->st_mtim.tv_nsec};
}

bool file_stamp(str path, struct file_stamp *stamp)
{
	struct stat info;
	if (!stat_of(path, &info) || !S_ISREG(info.st_mode))
		return false;
	*stamp = file_stamp_of(&info);
	return true;
}

bool file_exists(str path)
{
	return stat_is(path, S_IFREG);
}

bool folder_exists(str path)
{
	return stat_is(path, S_IFDIR);
}

bool path_is_link(str path)
{
	char one;
	char name[4096];
	if (path.len >= sizeof name)
		return false;
	memcpy(name, path.ptr, path.len);
	name[path.len] = 0;
	return readlink(name, &one, 1) >= 0;
}

bool folder_make(struct diags *d, str path)
{
	char name[4096];
	if (path.len >= sizeof name)
		return diag_error(d, (struct span){0}, "file/unwritable", "the path is too long");
	for (size_t i = 1; i <= path.len; i++) {
		if (i < path.len && path.ptr[i] != '/')
			continue;
		memcpy(name, path.ptr, i);
		name[i] = 0;
		if (mkdir(name, 0777) && errno != EEXIST)
			return diag_error(d, (struct span){0}, "file/unwritable",
			                  "cannot make folder '%s': %s", name, strerror(errno));
	}
	return folder_exists(path) ||
	       diag_error(d, (struct span){0}, "file/unwritable", "'%.*s' is not a folder",
	                  STR_ARG(path));
}

static int by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const str *)a, *(const str *)b);
}

static DIR *open_folder(struct diags *d, enum file_role role, str path)
{
	const struct span nowhere = {0};
	struct stat info;
	int fd;
	enum file_found found =
	        inputs_open(diag_inputs(d), role, path, O_RDONLY | O_DIRECTORY, &fd, &info);
	DIR *folder = found == FOUND_FOLDER ? fdopendir(fd) : NULL;
	if (folder)
		return folder;
	if (found == FOUND_OUTSIDE)
		file_refuse(d, nowhere, path, found);
	else
		cannot(d, nowhere, path,
		       found == FOUND_FILE || found == FOUND_ODD ? ENOTDIR : errno);
	if (fd >= 0)
		close(fd);
	return NULL;
}

bool folder_list_as(struct arena *a, struct diags *d, enum file_role role, str path, str **names,
                    size_t *n)
{
	vec(str) list = {0};
	DIR *folder = open_folder(d, role, path);
	if (!folder)
		return false;
	errno = 0;
	for (struct dirent *e; (e = readdir(folder)); errno = 0) {
		str name = str_of(e->d_name);
		if (!str_eq(name, S(".")) && !str_eq(name, S("..")))
			vec_push(a, &list, arena_str(a, name));
	}
	int error = errno;
	closedir(folder);
	if (error)
		return cannot(d, (struct span){0}, path, error);
	if (list.n)
		qsort(list.at, list.n, sizeof *list.at, by_bytes);
	*names = list.at;
	*n = list.n;
	return true;
}

bool folder_list(struct arena *a, struct diags *d, str path, str **names, size_t *n)
{
	return folder_list_as(a, d, FILE_INPUT, path, names, n);
}

/* ---- Paths and places ---- */

str path_join(struct arena *a, str folder, str name)
{
	if (str_starts(name, S("/")) || !folder.len || str_eq(folder, S(".")))
		return arena_str(a, name);
	while (str_starts(name, S("./")))
		name = str_from(name, 2);
	return arena_printf(a, "%.*s%s%.*s", STR_ARG(folder), str_ends(folder, S("/")) ? "" : "/",
	                    STR_ARG(name));
}

str path_name(str path)
{
	const char *slash = path.len ? memrchr(path.ptr, '/', path.len) : NULL;
	return slash ? str_from(path, (size_t)(slash - path.ptr) + 1) : path;
}

str path_folder(str path)
{
	str name = path_name(path);
	if (name.len == path.len)
		return S(".");
	str folder = str_sub(path, 0, path.len - name.len - 1);
	return folder.len ? folder : S("/");
}

str place_root(struct arena *a)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self);
	str program = S("/usr/bin/strom");
	if (n > 0)
		program = (str){self, (size_t)n};
	else if (realpath((const char *)(uintptr_t)getauxval(AT_EXECFN), self))
		program = str_of(self);          /* no /proc: a bare chroot */
	/* ROOT/bin/strom, and ROOT/bin/tests in the build folder. */
	return arena_str(a, path_folder(path_folder(program)));
}

str place_share(struct arena *a, str name)
{
	return path_join(a, path_join(a, place_root(a), S("share/strom")), name);
}
