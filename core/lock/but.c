/* Reading all of a folder but some files. */
#include "lock/parts.h"

#include "base/file.h"

#include <errno.h>
#include <sys/stat.h>

enum { MOST_DEEP = 64 };

struct file_id { dev_t device; ino_t number; };
typedef vec(struct file_id) id_list;

/* The files, and every folder that one of them lies in: so only what leads to them is looked at. */
struct but {
	struct lock *lock;
	struct arena *arena;
	id_list files, folders;
	bool everywhere;                 /* one has another hard link: it may lie in any folder */
};

static bool has(const id_list *list, const struct stat *info)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].device == info->st_dev && list->at[i].number == info->st_ino)
			return true;
	return false;
}

static void add_id(struct but *b, id_list *list, const struct stat *info)
{
	if (!has(list, info))
		vec_push(b->arena, list, (struct file_id){info->st_dev, info->st_ino});
}

/* Not at what a link leads to. What cannot be looked at may be one of the files. */
static bool look(struct but *b, str path, struct stat *info)
{
	bool seen = !lstat(arena_cstr(b->arena, path), info);
	if (!seen)
		lock_failed(b->lock, errno);
	return seen;
}

static void add_file(struct but *b, str path)
{
	struct stat info;
	char *real = realpath(arena_cstr(b->arena, path), NULL);
	if (!real) {
		lock_failed(b->lock, errno);
		return;
	}
	if (look(b, str_of(real), &info)) {
		add_id(b, &b->files, &info);
		b->everywhere |= info.st_nlink > 1;
	}
	for (str up = path_folder(str_of(real)); up.len > 1; up = path_folder(up))
		if (look(b, up, &info))
			add_id(b, &b->folders, &info);
	free(real);
}

static void allow(struct but *b, str folder, int deep)
{
	str *names;
	size_t n;
	struct stat info;
	if (deep > MOST_DEEP)
		return;
	if (!folder_list_as(b->arena, diags_new(b->arena), FILE_GIVEN, folder, &names, &n)) {
		lock_failed(b->lock, errno);
		return;
	}
	lock_list(b->lock, folder);
	for (size_t i = 0; i < n; i++) {
		str path = path_join(b->arena, folder, names[i]);
		/* What a link leads to is judged where it lies. */
		if (!look(b, path, &info) || S_ISLNK(info.st_mode) ||
		    has(&b->files, &info))
			continue;
		if (S_ISDIR(info.st_mode) && (b->everywhere || has(&b->folders, &info)))
			allow(b, path, deep + 1);
		else
			lock_read(b->lock, path);
	}
}

void lock_read_but(struct lock *l, str folder, const str *files, size_t n)
{
	struct stat info;
	struct but b = {.lock = l, .arena = arena_new()};
	for (size_t i = 0; i < n; i++)
		add_file(&b, files[i]);
	if (stat(arena_cstr(b.arena, folder), &info))
		lock_failed(l, errno);
	else if (b.everywhere || has(&b.folders, &info))
		allow(&b, folder, 0);
	else
		lock_read(l, folder);
	arena_drop(b.arena);
}
