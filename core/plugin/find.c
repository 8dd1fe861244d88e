/* Finding files that may be opened as plugins.
 *
 * Opening a shared object runs code of its own, so what is opened is decided from outside, by
 * folder and permissions: a file or a folder that everybody may write to is refused. */
#include "plugin/parts.h"

#include "base/file.h"

#include <elf.h>
#include <errno.h>
#include <sys/stat.h>

/* ---- Who may write ---- */

static bool open_to_all(struct diags *d, struct span at, const char *path, const char *what,
                        struct file_stamp *stamp)
{
	struct stat info;
	if (stat(path, &info)) {
		diag_error(d, at, "plugin/unloadable", "the %s cannot be looked at: %m", what);
		diag_hint(
		        d,
		        "A plugin is opened when it is known that not everybody may write to it.");
		return true;
	}
	*stamp = file_stamp_of(&info);
	if (!(info.st_mode & S_IWOTH))
		return false;
	diag_error(d, at, "plugin/world-writable", "everybody may write to the %s", what);
	diag_hint(d, "Anybody could have put code there: look at it, then run 'chmod o-w %s'.",
	          path);
	return true;
}

bool candidate_open_to_all(struct diags *d, str path)
{
	char name[4096];
	struct file_stamp none;
	if (path.len >= sizeof name)
		return true;
	memcpy(name, path.ptr, path.len);
	name[path.len] = 0;
	return open_to_all(d, (struct span){0}, name, "index of plugins", &none);
}

/* The file, and the folder that it really lies in, where that is not the one that was looked at: a
 * link may lead elsewhere. */
static bool safe_file(struct arena *a, struct candidate *c, const char *real_folder)
{
	struct file_stamp none;
	str folder = path_folder(str_of(c->real));
	return !open_to_all(c->diags, c->at, c->real, "plugin's file", &c->stamp) &&
	       ((real_folder && str_eq(folder, str_of(real_folder))) ||
	        !open_to_all(c->diags, c->at, arena_cstr(a, folder), "plugin's folder", &none));
}

/* ---- Is it a shared object at all, and whole ---- */

/* The dynamic linker maps what the headers say without looking at the file's length: a cut file
 * would end us with a bus error. */
static const char *why_not_elf(str bytes)
{
	Elf64_Ehdr head;
	Elf64_Phdr part;
	if (bytes.len < sizeof head || memcmp(bytes.ptr, ELFMAG, SELFMAG))
		return "not a shared object";
	memcpy(&head, bytes.ptr, sizeof head);
	if (head.e_ident[EI_CLASS] != ELFCLASS64 || head.e_type != ET_DYN ||
	    head.e_phentsize != sizeof part)
		return "not a shared object of this kind of machine";
	if (head.e_phoff > bytes.len || (bytes.len - head.e_phoff) / sizeof part < head.e_phnum)
		return "cut short";
	for (size_t i = 0; i < head.e_phnum; i++) {
		memcpy(&part, bytes.ptr + head.e_phoff + i * sizeof part, sizeof part);
		if (part.p_offset > bytes.len || part.p_filesz > bytes.len - part.p_offset)
			return "cut short";
	}
	return NULL;
}

/* A note's name and words are padded to four bytes each (elf(5)). Empty: none is a build-id. */
static str id_in(str notes)
{
	Elf64_Nhdr head;
	while (notes.len >= sizeof head) {
		memcpy(&head, notes.ptr, sizeof head);
		size_t name = ((size_t)head.n_namesz + 3) & ~(size_t)3, at = sizeof head + name;
		size_t end = at + (((size_t)head.n_descsz + 3) & ~(size_t)3);
		if (end > notes.len)
			return S("");
		if (head.n_type == NT_GNU_BUILD_ID &&
		    str_starts(str_from(notes, sizeof head), (str){ELF_NOTE_GNU, 4}))
			return str_sub(notes, at, at + head.n_descsz);
		notes = str_from(notes, end);
	}
	return S("");
}

/* Of a file whose headers are right. */
static str build_id(str bytes)
{
	Elf64_Ehdr head;
	Elf64_Phdr part;
	str id = S("");
	memcpy(&head, bytes.ptr, sizeof head);
	for (size_t i = 0; i < head.e_phnum && !id.len; i++) {
		memcpy(&part, bytes.ptr + head.e_phoff + i * sizeof part, sizeof part);
		if (part.p_type == PT_NOTE)
			id = id_in(str_sub(bytes, part.p_offset, part.p_offset + part.p_filesz));
	}
	return id;
}

static bool check_elf(struct arena *a, struct candidate *c)
{
	struct arena *scratch = arena_new();
	str bytes;
	bool good = file_map_as(scratch, c->diags, FILE_GIVEN, c->at, str_of(c->real), 0, &bytes);
	const char *why = good ? why_not_elf(bytes) : NULL;
	if (good && !why)
		c->id = arena_str(a, build_id(bytes));
	if (why) {
		diag_error(c->diags, c->at, "plugin/not-a-plugin", "the file is %s", why);
		diag_hint(c->diags, "Keep plugins alone in this folder, built for this machine.");
	}
	arena_drop(scratch);
	return good && !why;
}

void candidates_check(struct arena *a, candidate_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct candidate *c = &list->at[i];
		if (c->good && !c->known)
			c->good = check_elf(a, c);
	}
}

/* ---- Files ---- */

/* The linker wants a name with a slash, and finds what is loaded already by its real one. Of a
 * file that is no link, the folder's tells it. */
static const char *real_of(struct arena *a, const char *real_folder, str path)
{
	if (real_folder && !path_is_link(path))
		return arena_cstr(a, path_join(a, str_of(real_folder), path_name(path)));
	char *real = realpath(arena_cstr(a, path), NULL);
	const char *kept = real ? arena_cstr(a, str_of(real)) : NULL;
	int error = errno;
	free(real);
	errno = error;
	return kept;
}

static void look_at(struct arena *a, candidate_list *list, const char *real_folder, str path)
{
	struct candidate c = {.path = arena_str(a, path), .diags = diags_new(a)};
	c.at.file = diag_file(c.diags, path, DIAG_BINARY);
	c.real = real_of(a, real_folder, c.path);
	if (c.real) {
		c.good = safe_file(a, &c, real_folder);
	} else if (errno != ENOENT) {
		file_refuse(c.diags, c.at, path, FOUND_UNSEEN);
	} else {
		diag_error(c.diags, c.at, "plugin/unloadable", "the link leads nowhere");
		diag_hint(c.diags, "Remove the link, or put back what it leads to.");
	}
	vec_push(a, list, c);
}

/* ---- Folders ---- */

static bool seen_before(struct arena *a, seen_folders *seen, const struct stat *info)
{
	for (size_t i = 0; i < seen->n; i++)
		if (seen->at[i].device == info->st_dev && seen->at[i].number == info->st_ino)
			return true;
	vec_push(a, seen, (struct folder_id){info->st_dev, info->st_ino});
	return false;
}

bool candidates_find(struct arena *a, struct diags *d, str folder, bool needed, seen_folders *seen,
                     candidate_list *list)
{
	struct stat info;
	str *names;
	size_t n;
	char *name = arena_cstr(a, folder);
	bool seen_it = !stat(name, &info);
	if (!seen_it && errno != ENOENT && errno != ENOTDIR)
		return file_refuse(d, (struct span){0}, folder, FOUND_UNSEEN);
	if (!seen_it || !S_ISDIR(info.st_mode)) {
		if (!needed)
			return true;
		diag_error(d, (struct span){0}, "plugin/no-folder", "no plugin folder '%s'", name);
		diag_hint(d, "Make the folder, or take its name out of the project.");
		return false;
	}
	struct span at = {.file = diag_file(d, folder, DIAG_BINARY)};
	if (seen_before(a, seen, &info))
		return true;
	struct file_stamp none;
	if (open_to_all(d, at, name, "plugin folder", &none) ||
	    !folder_list_as(a, d, FILE_GIVEN, folder, &names, &n))
		return false;
	char *real = realpath(name, NULL);
	for (size_t i = 0; i < n; i++)
		if (str_ends(names[i], S(".so")))
			look_at(a, list, real, path_join(a, folder, names[i]));
	free(real);
	return true;
}
