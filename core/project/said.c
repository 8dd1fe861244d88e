/* What strom.yml says under a key: words, paths, lists of them; and that a file which it names is
 * there. */
#include "project/parts.h"

#include "base/file.h"

struct said said_at(const struct yaml *map, const char *key)
{
	const struct yaml *y = yaml_get(map, key);
	return y && y->kind == YAML_SCALAR ? (struct said){y->text, y->at}
	                                   : (struct said){S(""), {0}};
}

str project_words(struct said s)
{
	size_t open = str_find(s.text, S(" {ctx="));
	bool has = str_ends(s.text, S("}")) && open != SIZE_MAX;
	return has ? str_trim(str_sub(s.text, 0, open)) : s.text;
}

struct said said_path(struct project_loader *l, const struct yaml *map, const char *key)
{
	struct said s = said_at(map, key);
	if (s.text.len)
		s.text = path_join(l->arena, l->p->folder, s.text);
	return s;
}

said_list said_items(struct project_loader *l, const struct yaml *y)
{
	said_list list = {0};
	if (y && y->kind == YAML_SCALAR)
		vec_push(l->arena, &list, (struct said){y->text, y->at});
	for (size_t i = 0; y && y->kind == YAML_LIST && i < y->n; i++)
		if (y->items[i].kind == YAML_SCALAR)
			vec_push(l->arena, &list, (struct said){y->items[i].text, y->items[i].at});
	return list;
}

said_list said_paths(struct project_loader *l, const struct yaml *map, const char *key)
{
	said_list all = said_items(l, yaml_get(map, key)), list = {0};
	for (size_t i = 0; i < all.n; i++) {
		struct said *s = &all.at[i];
		if (s->text.len)
			vec_push(l->arena, &list,
			         (struct said){path_join(l->arena, l->p->folder, s->text), s->at});
	}
	return list;
}

/* ---- Files that must be there ---- */

static void near_name(struct arena *arena, struct diags *d, str path)
{
	str folder = path_folder(path), *names;
	size_t n;
	if (file_look(d, folder) != FOUND_FOLDER)
		diag_hint(d, "There is no folder '%.*s'; paths count from strom.yml's folder.",
		          STR_ARG(folder));
	else if (!folder_list(arena, d, folder, &names, &n) ||
	         !diag_did_you_mean(d, path_name(path), names, n))
		diag_hint(d, "Paths count from strom.yml's folder.");
}

bool project_file_wanted(struct arena *arena, struct diags *d, enum file_role role, struct span at,
                         str path, const char *what)
{
	enum file_found found = inputs_look(diag_inputs(d), role, path, NULL);
	if (found == FOUND_FILE)
		return true;
	if (found != FOUND_FOLDER && found != FOUND_NONE)
		return file_refuse(d, at, path, found);
	if (found == FOUND_FOLDER) {
		diag_error(d, at, "project/missing-file", "'%.*s' is a folder", STR_ARG(path));
		diag_hint(d, "Name %s: a file.", what);
		return false;
	}
	diag_error(d, at, "project/missing-file", "%s '%.*s' is not there", what, STR_ARG(path));
	near_name(arena, d, path);
	return false;
}
