/* Finding plugins and loading them.
 *
 * Loading a shared object runs code of its own, so what is loaded is decided by folder and
 * permissions alone, before the file is opened as a library: a file or a folder that everybody may
 * write to is refused. */
#include "plugin/parts.h"
#include "base/file.h"

#include <dlfcn.h>
#include <elf.h>
#include <sys/stat.h>

struct folder_id { dev_t device; ino_t number; };

struct plugins {
	struct arena *arena;
	struct diags *diags;
	vec(struct plugin *) list;
	vec(struct folder_id) folders;   /* read already: the same folder may be named twice */
};

/* ---- Who may write ---- */

static bool open_to_all(struct diags *d, struct span at, const char *path, const char *what)
{
	struct stat info;
	if (stat(path, &info) || !(info.st_mode & S_IWOTH))
		return false;
	diag_error(d, at, "plugin/world-writable", "everybody may write to the %s", what);
	diag_hint(d, "Anybody could have put code there: look at it, then run 'chmod o-w %s'.", path);
	return true;
}

/* The file, and the folder that it really lies in: a link may lead elsewhere. */
static bool safe_file(struct plugins *l, struct span at, const char *real)
{
	str folder = path_folder(str_of(real));
	return !open_to_all(l->diags, at, real, "plugin's file") &&
	       !open_to_all(l->diags, at, arena_cstr(l->arena, folder), "plugin's folder");
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

static bool check_elf(struct plugins *l, struct span at, const char *real)
{
	struct arena *scratch = arena_new();
	str bytes;
	bool good = file_map_as(scratch, l->diags, FILE_GIVEN, at, str_of(real), 0, &bytes);
	const char *why = good ? why_not_elf(bytes) : NULL;
	if (why) {
		good = diag_error(l->diags, at, "plugin/not-a-plugin", "the file is %s", why);
		diag_hint(l->diags, "Keep plugins alone in this folder, built for this machine.");
	}
	arena_drop(scratch);
	return good;
}

/* ---- Loading ---- */

static void *open_library(struct plugins *l, struct span at, const char *real)
{
	void *library = dlopen(real, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (library)
		return library;
	const char *why = dlerror();
	diag_error(l->diags, at, "plugin/unloadable", "the plugin cannot be loaded");
	diag_hint(l->diags, "The dynamic linker says: %s.", why ? why : "nothing");
	return NULL;
}

/* The entry's name carries the major version: another number tells what it was built for. */
static strom_entry *no_entry(struct plugins *l, struct span at, void *library)
{
	for (int major = 0; major < 100; major++) {
		char name[32];
		snprintf(name, sizeof name, "strom_plugin_%d", major);
		if (!dlsym(library, name))
			continue;
		diag_error(l->diags, at, "plugin/other-abi",
		           "the plugin is built for interface %d, and this is interface %d", major,
		           STROM_ABI_MAJOR);
		diag_hint(l->diags, "Install the %s version of the plugin.",
		          major < STROM_ABI_MAJOR ? "newer" : "older");
		return NULL;
	}
	diag_error(l->diags, at, "plugin/no-entry", "the library has no function strom_plugin_%d",
	           STROM_ABI_MAJOR);
	diag_hint(l->diags, "A plugin exports that function; other libraries do not belong here.");
	return NULL;
}

static strom_entry *find_entry(struct plugins *l, struct span at, const char *real)
{
	strom_entry *entry;
	void *library = open_library(l, at, real);
	if (!library)
		return NULL;
	/* A major version of its own, spelled here: the test of versions builds newer headers. */
	void *symbol = dlsym(library, "strom_plugin_1");
	if (!symbol)
		return no_entry(l, at, library);
	/* ISO C has no cast from an object's pointer to a function's; POSIX says the bytes agree. */
	memcpy(&entry, &symbol, sizeof entry);
	return entry;
}

static struct plugin *same_name(const struct plugins *l, enum strom_kind kind, str name)
{
	for (size_t i = 0; i < l->list.n; i++)
		if (l->list.at[i]->kind == kind && str_eq(l->list.at[i]->name, name))
			return l->list.at[i];
	return NULL;
}

static bool load_file(struct plugins *l, str path)
{
	struct span at = {.file = diag_file(l->diags, path, DIAG_BINARY)};
	/* The linker wants a name with a slash, and finds what is loaded already by its real one. */
	char *given = arena_cstr(l->arena, path), *real = realpath(given, NULL);
	if (!real) {
		diag_error(l->diags, at, "plugin/unloadable", "the link leads nowhere");
		diag_hint(l->diags, "Remove the link, or put back what it leads to.");
		return false;
	}
	char *kept = arena_cstr(l->arena, str_of(real));
	free(real);
	if (!safe_file(l, at, kept) || !check_elf(l, at, kept))
		return false;
	strom_entry *entry = find_entry(l, at, kept);
	struct plugin *p = arena_make(l->arena, struct plugin), *first;
	if (!entry || !plugin_describe(l->diags, at, entry(), p))
		return false;
	p->path = arena_str(l->arena, path);
	if ((first = same_name(l, p->kind, p->name))) {
		str kind = plugin_kind_name(p->kind);
		diag_error(l->diags, at, "plugin/duplicate", "there is a %.*s plugin '%.*s' already",
		           STR_ARG(kind), STR_ARG(p->name));
		diag_hint(l->diags, "Keep one of the two: the other is %.*s.", STR_ARG(first->path));
		return false;
	}
	vec_push(l->arena, &l->list, p);
	return true;
}

/* ---- Folders ---- */

static bool seen_before(struct plugins *l, const struct stat *info)
{
	for (size_t i = 0; i < l->folders.n; i++)
		if (l->folders.at[i].device == info->st_dev && l->folders.at[i].number == info->st_ino)
			return true;
	vec_push(l->arena, &l->folders, (struct folder_id){info->st_dev, info->st_ino});
	return false;
}

/* The install's own folder may be missing: a program without plugins still says what it is. */
static bool load_folder(struct plugins *l, str folder, bool needed)
{
	struct stat info;
	str *names;
	size_t n;
	char *name = arena_cstr(l->arena, folder);
	if (stat(name, &info) || !S_ISDIR(info.st_mode)) {
		if (!needed)
			return true;
		diag_error(l->diags, (struct span){0}, "plugin/no-folder", "no plugin folder '%s'", name);
		diag_hint(l->diags, "Make the folder, or take its name out of the project.");
		return false;
	}
	struct span at = {.file = diag_file(l->diags, folder, DIAG_BINARY)};
	if (seen_before(l, &info))
		return true;
	if (open_to_all(l->diags, at, name, "plugin folder") ||
	    !folder_list_as(l->arena, l->diags, FILE_GIVEN, folder, &names, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (str_ends(names[i], S(".so")))
			load_file(l, path_join(l->arena, folder, names[i]));
	return true;
}

static int by_kind_and_name(const void *a, const void *b)
{
	const struct plugin *p = *(struct plugin *const *)a, *q = *(struct plugin *const *)b;
	return p->kind != q->kind ? (p->kind > q->kind) - (p->kind < q->kind)
	                          : str_cmp(p->name, q->name);
}

struct plugins *plugins_load(struct arena *a, struct diags *d, const str *folders, size_t n)
{
	struct plugins *l = arena_make(a, struct plugins);
	l->arena = a;
	l->diags = d;
	load_folder(l, path_join(a, place_root(a), S("lib/strom/plugins")), false);
	for (size_t i = 0; i < n; i++)
		load_folder(l, folders[i], true);
	if (l->list.n)
		qsort(l->list.at, l->list.n, sizeof *l->list.at, by_kind_and_name);
	l->diags = NULL;
	return l;
}

size_t plugins_count(const struct plugins *l)
{
	return l->list.n;
}

const struct plugin *plugins_at(const struct plugins *l, size_t i)
{
	return l->list.at[i];
}

/* "csv, xlsx" */
static void put_names(const struct plugins *l, enum strom_kind kind, struct buf *out)
{
	for (size_t i = 0; i < l->list.n; i++)
		if (l->list.at[i]->kind == kind) {
			if (out->len)
				buf_put(out, S(", "));
			buf_put(out, l->list.at[i]->name);
		}
}

const struct plugin *plugin_find(const struct plugins *l, struct diags *d, struct span at,
                                 enum strom_kind kind, str name)
{
	const struct plugin *p = same_name(l, kind, name);
	str kind_name = plugin_kind_name(kind), *names;
	struct buf list = {0};
	size_t n = 0;
	if (p)
		return p;
	struct arena *scratch = arena_new();
	names = arena_array(scratch, str, l->list.n + 1);
	for (size_t i = 0; i < l->list.n; i++)
		if (l->list.at[i]->kind == kind)
			names[n++] = l->list.at[i]->name;
	diag_error(d, at, "plugin/unknown", "no %.*s plugin '%.*s'", STR_ARG(kind_name),
	           STR_ARG(utf8_prefix(name, 80)));
	put_names(l, kind, &list);
	if (!diag_did_you_mean(d, name, names, n))
		diag_hint(d, n ? "Installed %.*s plugins: %.*s." : "No %.*s plugin is installed.%.*s",
		          STR_ARG(kind_name), STR_ARG(buf_str(&list)));
	buf_drop(&list);
	arena_drop(scratch);
	return NULL;
}
