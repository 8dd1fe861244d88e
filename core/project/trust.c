/* Folders of plugins that the user trusts. */
#include "project/trust.h"

#include "base/file.h"
#include "base/hash.h"
#include "project/parts.h"
#include "project/shape.h"

#include <errno.h>

enum { MOST_FILES = 10000, DEEPEST = 16 };
#define MOST_BYTES ((uint64_t)1 << 30)

/* ---- What a folder holds ---- */

struct looker {
	struct arena *arena;
	struct diags *diags;
	str folder;
	vec(struct trusted_file) files;
};

str trust_real(struct arena *a, str folder)
{
	char *real = folder.len ? realpath(arena_cstr(a, folder), NULL) : NULL;
	str path = real && folder_exists(str_of(real)) ? arena_str(a, str_of(real)) : S("");
	free(real);
	return path;
}

static bool cannot_trust(struct looker *l, str name, const char *why)
{
	return diag_error(l->diags, (struct span){0}, "trust/odd-file",
	                  "'%.*s' in a folder of plugins %s", STR_ARG(utf8_prefix(name, 80)), why);
}

static bool add_file(struct looker *l, str name, str path)
{
	struct arena *scratch = arena_new();
	char hex[65];
	str bytes;
	bool good = file_map_as(scratch, l->diags, FILE_GIVEN, (struct span){0}, path, MOST_BYTES,
	                        &bytes);
	if (good) {
		struct hash hash = hash_of(bytes);
		hash_hex(&hash, hex);
		struct trusted_file f = {arena_str(l->arena, name),
		                         arena_str(l->arena, str_of(hex))};
		vec_push(l->arena, &l->files, f);
	}
	arena_drop(scratch);
	return good;
}

static bool look_into(struct looker *l, str below, int depth)
{
	str *names, path = below.len ? path_join(l->arena, l->folder, below) : l->folder;
	size_t n;
	if (!folder_list_as(l->arena, l->diags, FILE_GIVEN, path, &names, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		str name = below.len ? path_join(l->arena, below, names[i]) : names[i];
		str file = path_join(l->arena, path, names[i]);
		if (l->files.n >= MOST_FILES || depth > DEEPEST)
			return cannot_trust(l, name, "is one of too many");
		if (utf8_check(name) < name.len)
			return cannot_trust(l, name, "has a name that is not UTF-8");
		if (folder_exists(file) ? !path_is_link(file) && !look_into(l, name, depth + 1)
		                        : file_exists(file) && !add_file(l, name, file))
			return false;
	}
	return true;
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(((const struct trusted_file *)a)->name,
	               ((const struct trusted_file *)b)->name);
}

bool trust_look(struct arena *a, struct diags *d, str folder, struct trusted *out)
{
	struct looker l = {.arena = a, .diags = d, .folder = folder};
	bool good = look_into(&l, S(""), 0);
	if (l.files.n)
		qsort(l.files.at, l.files.n, sizeof *l.files.at, by_name);
	*out = (struct trusted){folder, l.files.at, l.files.n};
	return good;
}

/* ---- Comparing ---- */

const struct trusted *trust_find(const struct trust_list *list, str folder)
{
	for (size_t i = 0; list && i < list->n; i++)
		if (str_eq(list->at[i].folder, folder))
			return &list->at[i];
	return NULL;
}

str trust_change(const struct trusted *then, const struct trusted *now)
{
	for (size_t i = 0; i < then->n || i < now->n; i++) {
		if (i >= then->n)
			return now->files[i].name;
		if (i >= now->n)
			return then->files[i].name;
		int order = str_cmp(then->files[i].name, now->files[i].name);
		if (order || !str_eq(then->files[i].hash, now->files[i].hash))
			return order > 0 ? now->files[i].name : then->files[i].name;
	}
	return S("");
}

/* ---- The file ---- */

/* Lists, not keys: YAML's keys have at most 1024 characters, paths more. */
static const struct yaml_key file_keys[] = {
	{"name", "The file, from its folder.", true, {.type = YAML_TYPE_TEXT}},
	{"sha256", "Its hash when it was trusted.", true, {.type = YAML_TYPE_TEXT}},
	{.name = NULL}};
static const struct yaml_shape file = {.type = YAML_TYPE_MAP, .keys = file_keys};
static const struct yaml_key folder_keys[] = {
        {"folder", "A folder of plugins, as it is really called.", true, {.type = YAML_TYPE_TEXT}},
        {"files",
         "All that it held when it was trusted.",
         true,
         {.type = YAML_TYPE_LIST, .item = &file}},
        {.name = NULL}};
static const struct yaml_shape folder = {.type = YAML_TYPE_MAP, .keys = folder_keys};
static const struct yaml_shape host = {.type = YAML_TYPE_TEXT};
static const struct yaml_key keys[] = {{"folders",
                                        "Folders whose plugins may run.",
                                        true,
                                        {.type = YAML_TYPE_LIST, .item = &folder}},
                                       {"hosts",
                                        "Servers that sources may connect to.",
                                        false,
                                        {.type = YAML_TYPE_LIST, .item = &host}},
                                       {.name = NULL}};
static const struct yaml_shape shape = {.type = YAML_TYPE_MAP, .keys = keys};

static int by_folder(const void *a, const void *b)
{
	return str_cmp(((const struct trusted *)a)->folder, ((const struct trusted *)b)->folder);
}

static struct trusted folder_of(struct arena *a, const struct yaml *y)
{
	const struct yaml *all = yaml_get(y, "files");
	struct trusted_file *list = arena_array(a, struct trusted_file, all->n);
	for (size_t i = 0; i < all->n; i++)
		list[i] = (struct trusted_file){yaml_text(&all->items[i], "name"),
		                                yaml_text(&all->items[i], "sha256")};
	if (all->n)
		qsort(list, all->n, sizeof *list, by_name);
	return (struct trusted){yaml_text(y, "folder"), list, all->n};
}

bool trust_read(struct arena *a, struct diags *d, str path, struct trust_list *out)
{
	*out = (struct trust_list){0};
	enum file_found found = path.len ? inputs_look(NULL, FILE_GIVEN, path, NULL) : FOUND_NONE;
	/* Another user's home, which is said to be ours: nothing is trusted. */
	if (found == FOUND_NONE || (found == FOUND_UNSEEN && errno == EACCES))
		return true;
	if (found == FOUND_UNSEEN)
		return file_refuse(d, (struct span){0}, path, found);
	size_t met = diag_met(d);
	const struct yaml *y = yaml_file_given(a, d, (struct span){0}, path);
	/* Also where a key is there twice: the list is written anew of what was read. */
	if (!y || !yaml_check(d, y, &shape) || diag_met(d) > met)
		return false;
	const struct yaml *folders = yaml_get(y, "folders");
	struct trusted *list = arena_array(a, struct trusted, folders->n);
	for (size_t i = 0; i < folders->n; i++)
		list[i] = folder_of(a, &folders->items[i]);
	if (folders->n)
		qsort(list, folders->n, sizeof *list, by_folder);
	*out = (struct trust_list){.at = list, .n = folders->n};
	trust_take_hosts(a, yaml_get(y, "hosts"), out);
	return true;
}

void trust_write(const struct trust_list *list, struct buf *out)
{
	buf_put(out,
	        S("# Folders whose plugins may run, their files with their SHA-256, and servers "
	          "that sources may\n# connect to. Written by 'strom trust'.\n"));
	buf_put(out, list->n ? S("folders:\n") : S("folders: []\n"));
	for (size_t i = 0; i < list->n; i++) {
		const struct trusted *t = &list->at[i];
		buf_put(out, S("  - folder: "));
		buf_json(out, t->folder);
		buf_put(out, t->n ? S("\n    files:\n") : S("\n    files: []\n"));
		for (size_t k = 0; k < t->n; k++) {
			buf_put(out, S("      - {name: "));
			buf_json(out, t->files[k].name);
			buf_put(out, S(", sha256: "));
			buf_json(out, t->files[k].hash);
			buf_put(out, S("}\n"));
		}
	}
	trust_put_hosts(list, out);
}

struct trust_list trust_without(struct arena *a, const struct trust_list *list, str folder)
{
	struct trusted *others = arena_array(a, struct trusted, list->n + 1);
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++)
		if (!str_eq(list->at[i].folder, folder))
			others[n++] = list->at[i];
	return (struct trust_list){others, n, list->hosts, list->hosts_n};
}

struct trust_list trust_with(struct arena *a, const struct trust_list *list,
                             const struct trusted *one)
{
	struct trust_list others = trust_without(a, list, one->folder);
	struct trusted *all = arena_array(a, struct trusted, others.n + 1);
	size_t n = 0;
	for (; n < others.n; n++)
		all[n] = others.at[n];
	all[n++] = *one;
	qsort(all, n, sizeof *all, by_folder);
	return (struct trust_list){all, n, list->hosts, list->hosts_n};
}
