/* A theme's file, and the files of those that it is like. */
#include "project/theme_parts.h"

#include "base/file.h"

enum { MOST_THEMES = 16 }; /* that are like one another */

/* Where a theme may lie: the project's own folder comes first. */
struct shelf { str own, shared; };

static bool list_themes(struct arena *arena, struct diags *d, enum file_role role, str folder,
                        vec_str *names)
{
	str *files;
	size_t n;
	enum file_found found = inputs_look(diag_inputs(d), role, folder, NULL);
	if (found == FOUND_UNSEEN)
		return file_refuse(d, (struct span){0}, folder, found);
	if (found != FOUND_FOLDER)
		return true;
	if (!folder_list_as(arena, d, role, folder, &files, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (str_ends(files[i], S(".yml")))
			vec_push(arena, names, str_sub(files[i], 0, files[i].len - 4));
	return true;
}

static const struct yaml *unknown_theme(struct loading *l, const struct shelf *shelf,
                                        const struct said *name)
{
	vec_str names = {0};
	struct buf list = {0};
	diag_error(l->diags, name->at, "project/unknown-theme", "no theme '%.*s'",
	           STR_ARG(utf8_prefix(name->text, 60)));
	if (shelf->own.len)
		list_themes(l->arena, l->diags, FILE_INPUT, shelf->own, &names);
	list_themes(l->arena, l->diags, FILE_GIVEN, shelf->shared, &names);
	for (size_t i = 0; i < names.n; i++)
		buf_printf(&list, "%s%.*s", i ? ", " : "", STR_ARG(names.at[i]));
	if (!diag_did_you_mean(l->diags, name->text, names.at, names.n))
		diag_hint(l->diags, "There are: %.*s.", STR_ARG(buf_str(&list)));
	buf_drop(&list);
	return NULL;
}

/* Where the project's own is a link that leads out, it is not the shared one either. */
static const struct yaml *theme_file(struct loading *l, const struct shelf *shelf,
                                     const struct said *name)
{
	str file = arena_printf(l->arena, "%.*s.yml", STR_ARG(utf8_prefix(name->text, 80)));
	str path = path_join(l->arena, shelf->own, file);
	bool plain = !str_has(name->text, '/') && name->text.len && name->text.len <= 80;
	enum file_found found = plain && shelf->own.len ? file_look(l->diags, path) : FOUND_NONE;
	if (found == FOUND_UNSEEN) {
		file_refuse(l->diags, name->at, path, found);
		return NULL;
	}
	if (found != FOUND_NONE)
		return yaml_file(l->arena, l->diags, name->at, path);
	path = path_join(l->arena, shelf->shared, file);
	if (plain && file_exists(path))
		return yaml_file_given(l->arena, l->diags, name->at, path);
	return unknown_theme(l, shelf, name);
}

static const struct yaml *tell_circle(struct loading *l, const struct yaml *like)
{
	diag_error(l->diags, like->at, "theme/like-circle", "the theme is like itself in the end");
	diag_hint(l->diags, "Remove the key from one of the themes.");
	return NULL;
}

static bool is_circle(struct loading *l, const struct yaml *root, const struct yaml *like)
{
	bool met = false;
	for (size_t i = 0; i < l->roots.n; i++)
		met = met || str_eq(diag_path(l->diags, l->roots.at[i]->at.file),
		                    diag_path(l->diags, root->at.file));
	if (!met)
		return false;
	tell_circle(l, like);
	return true;
}

static bool is_shared(struct loading *l, const struct shelf *shelf, str name)
{
	str file = arena_printf(l->arena, "%.*s.yml", STR_ARG(utf8_prefix(name, 80)));
	return !str_has(name, '/') && file_exists(path_join(l->arena, shelf->shared, file));
}

/* A project's own theme may be like the shared one that it stands in the place of. */
static const struct yaml *theme_below(struct loading *l, const struct shelf *shelf,
                                      const struct yaml *like, str name)
{
	struct said below = {.text = like->text, .at = like->at};
	bool shared = diag_is_given(l->diags, like->at.file);
	struct shelf left = *shelf;
	if (!shared && str_eq(like->text, name) && !is_shared(l, shelf, name))
		return tell_circle(l, like);
	if (shared || str_eq(like->text, name))
		left.own = S("");
	return theme_file(l, &left, &below);
}

static bool are_too_many(struct loading *l, const struct yaml *like)
{
	if (l->roots.n < MOST_THEMES)
		return false;
	diag_error(l->diags, like->at, "theme/too-many-likes",
	           "more than %d themes are like one another", MOST_THEMES);
	diag_hint(l->diags, "Let the theme be like one that is nearer to the end of the chain.");
	return true;
}

/* The theme first, then what it is like. */
static bool read_up(struct loading *l, const struct shelf *shelf, const struct said *name)
{
	const struct yaml *like = NULL;
	str last = name->text;
	for (const struct yaml *root = theme_file(l, shelf, name); root;) {
		if ((like && (is_circle(l, root, like) || are_too_many(l, like))) ||
		    !yaml_check(l->diags, root, &yaml_shape_theme))
			return false;
		vec_push(l->arena, &l->roots, root);
		like = yaml_get(root, "like");
		if (!like)
			return true;
		root = theme_below(l, shelf, like, last);
		last = like->text;
	}
	return false;
}

bool theme_roots(struct loading *l, const struct project *p, const struct said *name)
{
	struct shelf shelf = {
	        .own = p ? path_join(l->arena, p->folder, S("themes")) : S(""),
	        .shared = place_share(l->arena, S("templates/themes")),
	};
	if (!read_up(l, &shelf, name))
		return false;
	for (size_t i = 0, n = l->roots.n; i < n / 2; i++) {
		const struct yaml *root = l->roots.at[i];
		l->roots.at[i] = l->roots.at[n - 1 - i];
		l->roots.at[n - 1 - i] = root;
	}
	return true;
}
