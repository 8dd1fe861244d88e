/* Files that appear under their name only when they are whole: written without one, then named. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct file_out {
	struct arena *arena;
	struct diags *diags;
	const char *name, *beside;
	FILE *file;
	bool unnamed, ready;
	bool told;                       /* that it cannot be written: nothing more is */
};

static bool cannot_write(struct file_out *f)
{
	int error = errno;
	if (f->told)
		return false;
	f->told = true;
	diag_error(f->diags, (struct span){0}, "file/unwritable", "cannot write '%s': %s", f->name,
	           strerror(error));
	if (error == EFBIG)
		diag_hint(f->diags, "There is a limit on the size of files: see 'ulimit -f'.");
	if (error == ENOSPC || error == EDQUOT)
		diag_hint(f->diags, "Make room on the disk, and build again.");
	return false;
}

/* Not every file system has files without a name: then it is written beside. A name that is there
 * already was left by a process of our number that was killed, or put there by somebody: what it
 * is, and where a link leads, does not matter. */
static int open_beside(const char *name)
{
	unlink(name);
	return open(name, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0666);
}

static FILE *open_out(struct file_out *f, str path)
{
	int fd =
	        open(arena_cstr(f->arena, path_folder(path)), O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
	f->unnamed = fd >= 0;
	if (fd < 0)
		fd = open_beside(f->beside);
	return fd < 0 ? NULL : fdopen(fd, "w+b");
}

static struct file_out *begin(struct diags *d, str path)
{
	struct arena *a = arena_new();
	struct file_out *f = arena_make(a, struct file_out);
	*f = (struct file_out){.arena = a, .diags = d};
	f->name = arena_cstr(a, path);
	f->beside = arena_printf(a, "%.*s.part-%ld", STR_ARG(path), (long)getpid()).ptr;
	return f;
}

struct file_out *file_out_new(struct diags *d, str path)
{
	struct file_out *f = begin(d, path);
	f->file = open_out(f, path);
	if (f->file)
		return f;
	cannot_write(f);
	arena_drop(f->arena);
	return NULL;
}

struct file_out *file_out_nowhere(struct diags *d)
{
	struct file_out *f = begin(d, S("/dev/null"));
	f->unnamed = true;
	f->file = fopen(f->name, "r+be");
	if (f->file)
		return f;
	cannot_write(f);
	arena_drop(f->arena);
	return NULL;
}

struct file_out *file_out_over(struct diags *d, int fd)
{
	struct file_out *f = begin(d, S("a file without a name"));
	int again = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	f->unnamed = true;
	f->file = again < 0 ? NULL : fdopen(again, "w+b");
	if (f->file)
		return f;
	cannot_write(f);
	arena_drop(f->arena);
	return NULL;
}

bool file_out_put(struct file_out *f, str bytes)
{
	if (f->told)
		return false;
	return fwrite(bytes.ptr, 1, bytes.len, f->file) == bytes.len || cannot_write(f);
}

int file_out_number(const struct file_out *f)
{
	return fileno(f->file);
}

bool file_out_flush(struct file_out *f)
{
	return !f->told && (!fflush(f->file) || cannot_write(f));
}

uint64_t file_out_bytes(const struct file_out *f)
{
	struct stat info;
	return fstat(fileno(f->file), &info) ? 0 : (uint64_t)info.st_size;
}

/* Where a file without a name cannot get one (no /proc: a bare chroot), its bytes can. */
static bool copy_beside(struct file_out *f)
{
	char bytes[65536];
	ssize_t n = 0;
	off_t at = 0;
	int fd = open_beside(f->beside);
	if (fd < 0)
		return false;
	while ((n = pread(fileno(f->file), bytes, sizeof bytes, at)) > 0) {
		if (write(fd, bytes, (size_t)n) != n)
			break;
		at += n;
	}
	bool whole = !n && (!fsync(fd) || errno == EINVAL);
	return !close(fd) && whole;
}

/* Gives an unnamed file the name beside; renaming that is what replaces an older file at once. */
static bool name_beside(struct file_out *f)
{
	char link[64];
	if (!f->unnamed)
		return true;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fileno(f->file));
	/* Linking replaces nothing: see open_beside. */
	unlink(f->beside);
	return !linkat(AT_FDCWD, link, AT_FDCWD, f->beside, AT_SYMLINK_FOLLOW) ||
	       !linkat(fileno(f->file), "", AT_FDCWD, f->beside, AT_EMPTY_PATH) || copy_beside(f);
}

/* Renaming would find out, when files that belong to this one have their names already. */
static bool name_is_free(const struct file_out *f)
{
	struct stat info;
	bool folder = !lstat(f->name, &info) && S_ISDIR(info.st_mode);
	if (folder)
		errno = EISDIR;
	return !folder;
}

/* A name that outlives a power cut must not lead to a file that did not. Not every file system can
 * say when it is written. */
static bool sync_out(struct file_out *f)
{
	return !fsync(fileno(f->file)) || errno == EINVAL || errno == ENOSYS;
}

bool file_out_ready(struct file_out *f)
{
	if (f->ready || f->told)
		return f->ready;
	f->ready = !fflush(f->file) && name_is_free(f) && sync_out(f) && name_beside(f);
	return f->ready || cannot_write(f);
}

bool file_out_keep(struct file_out *f)
{
	bool ready = file_out_ready(f);
	bool closed = !fclose(f->file);
	bool kept = ready && ((closed && !rename(f->beside, f->name)) || cannot_write(f));
	if (!kept)
		unlink(f->beside);
	arena_drop(f->arena);
	return kept;
}

void file_out_drop(struct file_out *f)
{
	if (!f)
		return;
	fclose(f->file);
	if (f->ready || !f->unnamed)
		unlink(f->beside);
	arena_drop(f->arena);
}
