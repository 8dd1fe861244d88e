/* Reading a bag that is a folder. Links are told, never followed. */
#include "package/verify/packed_parts.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 200, MOST_LISTED = 1000001 };

struct folder_file { str name; enum packed_what kind; };

struct folder {
	struct arena *arena;
	struct diags *diags;
	struct span at;
	str path;
	vec(struct folder_file) files;
	size_t next;
	int fd;
	int error;
};

static enum packed_what kind_of(const struct stat *info)
{
	return S_ISREG(info->st_mode) ? PACKED_FILE : S_ISDIR(info->st_mode) ? PACKED_FOLDER
	       : S_ISLNK(info->st_mode) ? PACKED_LINK : PACKED_OTHER;
}

static bool list(struct folder *f, str below, int depth)
{
	str *names;
	size_t n;
	str path = below.len ? path_join(f->arena, f->path, below) : f->path;
	/* What is not looked at would be neither missing nor too much. */
	if (depth > DEEPEST)
		return diag_error(f->diags, f->at, "bag/too-large",
		                  "folders lie in one another more than %d deep", DEEPEST);
	if (!folder_list_as(f->arena, f->diags, FILE_GIVEN, path, &names, &n))
		return false;
	for (size_t i = 0; i < n && f->files.n < MOST_LISTED; i++) {
		struct folder_file found = {.name = below.len ? path_join(f->arena, below, names[i])
		                                              : names[i]};
		struct stat info;
		bool there = !lstat(arena_cstr(f->arena, path_join(f->arena, f->path, found.name)),
		                    &info);
		found.kind = there ? kind_of(&info) : PACKED_OTHER;
		vec_push(f->arena, &f->files, found);
		if (found.kind == PACKED_FOLDER && !list(f, found.name, depth + 1))
			return false;
	}
	return true;
}

static void leave(struct folder *f)
{
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
}

static void drop(void *self)
{
	leave(self);
}

static void again(void *self)
{
	struct folder *f = self;
	leave(f);
	f->next = 0;
}

static enum packed_step next(void *self, struct packed_entry *entry)
{
	struct folder *f = self;
	leave(f);
	if (f->next == f->files.n)
		return PACKED_END;
	const struct folder_file *found = &f->files.at[f->next++];
	entry->name = found->name;
	entry->kind = found->kind;
	return PACKED_MORE;
}

static enum packed_step data(void *self, char *piece, size_t *len)
{
	struct folder *f = self;
	if (f->fd < 0) {
		str name = path_join(f->arena, f->path, f->files.at[f->next - 1].name);
		f->fd = open(arena_cstr(f->arena, name),
		             O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	}
	ssize_t n = f->fd < 0 ? -1 : read(f->fd, piece, PACKED_PIECE);
	f->error = errno;
	*len = n > 0 ? (size_t)n : 0;
	return n < 0 ? PACKED_FAULT : n ? PACKED_MORE : PACKED_END;
}

static str error(const void *self)
{
	return str_of(strerror(((const struct folder *)self)->error));
}

struct packed *packed_folder(struct arena *a, struct diags *d, struct span at, str path)
{
	static const struct packed_kind kind = {again, next, data, error};
	struct folder *f = arena_make(a, struct folder);
	*f = (struct folder){.arena = a, .diags = d, .at = at, .path = path, .fd = -1};
	arena_cleanup(a, drop, f);
	return list(f, S(""), 0) ? packed_new(a, &kind, f) : NULL;
}
