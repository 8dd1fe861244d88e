/* fonts/manifest.yml: which faces there are. Nothing else on the machine is ever used. */
#include "project/shape.h"
#include "project/theme.h"

#include "base/file.h"

static const struct { const char *key; bool bold, italic; } faces_of[] = {
	{"regular", false, false}, {"italic", false, true}, {"bold", true, false},
	{"bold-italic", true, true},
};

typedef vec(struct font_face) face_list;

static void add_family(struct arena *arena, const struct yaml_entry *e, str share, face_list *list)
{
	const struct yaml *faces = yaml_get(&e->value, "faces");
	str folder = path_join(arena, share, yaml_text(&e->value, "folder"));
	for (size_t i = 0; i < sizeof faces_of / sizeof *faces_of; i++) {
		const struct yaml *file = yaml_get(faces, faces_of[i].key);
		if (file)
			vec_push(arena, list,
			         (struct font_face){e->key, path_join(arena, folder, file->text),
			                            faces_of[i].bold, faces_of[i].italic, file->at,
			                            yaml_text(&e->value, "fallback")});
	}
}

void manifest_families(struct arena *arena, const struct yaml *y, str path,
                    const struct font_face **faces, size_t *n)
{
	face_list list = {0};
	const struct yaml *families = yaml_get(y, "families");
	for (size_t i = 0; families && i < families->n; i++)
		add_family(arena, &families->entries[i], path_folder(path), &list);
	*faces = list.at;
	*n = list.n;
}

bool manifest_read(struct arena *arena, struct diags *diags, str path,
                   const struct font_face **faces, size_t *n)
{
	const struct yaml *y = yaml_file_given(arena, diags, (struct span){0}, path);
	bool good = y && yaml_check(diags, y, &yaml_shape_fonts);
	manifest_families(arena, good ? y : NULL, path, faces, n);
	return good;
}

bool manifest_list(struct arena *arena, struct diags *diags, const struct font_face **faces,
                   size_t *n)
{
	return manifest_read(arena, diags,
	                     path_join(arena, place_share(arena, S("fonts")), S("manifest.yml")),
	                     faces, n);
}

/* Every folder that is named, without reading the file as YAML: who edits the install is trusted,
 * and most documents need the second list for nothing else. */
static void lock_folders(struct lock *lock, struct arena *scratch, const char *name)
{
	str share = place_share(scratch, S("fonts")), key = S("folder:"), text;
	if (!file_map_as(scratch, diags_new(scratch), FILE_GIVEN, (struct span){0},
	                 path_join(scratch, share, str_of(name)), 0, &text))
		return;
	for (size_t at; (at = str_find(text, key)) != SIZE_MAX;) {
		text = str_from(text, at + key.len);
		str line = str_until(text, '\n'),
		    folder = str_trim(str_until(str_until(line, ','), '}'));
		if (folder.len > 2 && (*folder.ptr == '"' || *folder.ptr == '\''))
			folder = str_sub(folder, 1, folder.len - 1);
		if (!str_starts(folder, S("/usr/")))
			lock_read(lock, path_join(scratch, share, folder));
	}
}

void manifest_lock(struct lock *lock)
{
	struct arena *scratch = arena_new();
	lock_folders(lock, scratch, "manifest.yml");
	lock_folders(lock, scratch, "fallback.yml");
	arena_drop(scratch);
}

/* A wrong weight shows more than a wrong slope. */
static unsigned distance(const struct font_face *f, bool bold, bool italic)
{
	return (f->bold != bold) * 2u + (f->italic != italic);
}

static const struct font_face *unknown(struct arena *arena, struct diags *diags, str family,
                                       const struct font_face *faces, size_t n)
{
	vec(str) names = {0};
	struct buf list = {0};
	for (size_t i = 0; i < n; i++) {
		if (names.n && str_eq(names.at[names.n - 1], faces[i].family))
			continue;
		buf_printf(&list, "%s%.*s", names.n ? ", " : "", STR_ARG(faces[i].family));
		vec_push(arena, &names, faces[i].family);
	}
	diag_error(diags, (struct span){0}, "fonts/unknown-family", "no font family '%.*s'",
	           STR_ARG(utf8_prefix(family, 60)));
	if (!diag_did_you_mean(diags, family, names.at, names.n))
		diag_hint(diags, "The families of fonts/manifest.yml are: %.*s.",
		          STR_ARG(buf_str(&list)));
	buf_drop(&list);
	return NULL;
}

const struct font_face *font_face_find(struct arena *arena, struct diags *diags, str family,
                                       bool bold, bool italic)
{
	const struct font_face *faces;
	size_t n;
	if (!manifest_list(arena, diags, &faces, &n))
		return NULL;
	return font_face_pick(arena, diags, faces, n, family, bold, italic);
}

const struct font_face *font_face_pick(struct arena *arena, struct diags *diags,
                                       const struct font_face *faces, size_t n, str family,
                                       bool bold, bool italic)
{
	const struct font_face *best = NULL;
	for (size_t i = 0; i < n; i++)
		if (str_eq(faces[i].family, family) &&
		    (!best || distance(&faces[i], bold, italic) < distance(best, bold, italic)))
			best = &faces[i];
	if (!best)
		return unknown(arena, diags, family, faces, n);
	if (file_exists(best->path))
		return best;
	diag_error(diags, best->at, "fonts/missing-file", "no font file '%.*s'",
	           STR_ARG(best->path));
	diag_hint(diags, "Install the package that is named there for the family %.*s.",
	          STR_ARG(family));
	return NULL;
}
