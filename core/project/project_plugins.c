/* plugins: of strom.yml. A plugin is a program: what a project brings is opened when the user has
 * agreed to it, by
 * --plugin-dir or by strom trust, and is only named otherwise. */
#include "project/parts.h"

#include "base/file.h"
#include "project/trust.h"

static bool is_given(struct arena *a, const struct consent *consent, str real)
{
	for (size_t i = 0; consent && i < consent->plugin_folders_n; i++)
		if (real.len && str_eq(trust_real(a, consent->plugin_folders[i]), real))
			return true;
	return false;
}

/* "figure-bar.so, source-ledger.so". A folder outside of the project is not looked into. */
static str wanted(struct project_loader *l, str folder)
{
	str *names;
	size_t n = 0;
	struct buf list = {0};
	if (file_look(l->diags, folder) != FOUND_FOLDER ||
	    !folder_list(l->arena, l->diags, folder, &names, &n))
		return S("");
	for (size_t i = 0; i < n; i++)
		if (str_ends(names[i], S(".so")))
			buf_printf(&list, "%s%.*s", list.len ? ", " : "",
			           STR_ARG(utf8_prefix(names[i], 80)));
	str all = arena_str(l->arena, utf8_prefix(buf_str(&list), 1000));
	buf_drop(&list);
	return all;
}

static void ask(struct project_loader *l, const struct said *folder, str path)
{
	str names = wanted(l, path);
	diag_error(l->diags, folder->at, "plugin/untrusted",
	           "the project brings plugins of its own in '%.*s'%s%.*s", STR_ARG(path),
	           names.len ? ": " : "", STR_ARG(names));
	diag_hint(l->diags,
	          "Plugins are programs. If you trust whoever made them: strom trust '%.*s'; for "
	          "this time alone: --plugin-dir '%.*s'.",
	          STR_ARG(path), STR_ARG(path));
}

static void ask_again(struct project_loader *l, const struct said *folder, str path, str change)
{
	diag_error(l->diags, folder->at, "plugin/changed",
	           "'%.*s' in the trusted folder '%.*s' has changed",
	           STR_ARG(utf8_prefix(change, 200)), STR_ARG(path));
	diag_hint(l->diags, "If you trust what is there now: strom trust '%.*s'.", STR_ARG(path));
}

/* Whether it may be opened. What has been given is opened already. */
static bool may_open(struct project_loader *l, const struct consent *consent,
                     const struct said *folder, str path)
{
	str real = trust_real(l->arena, path);
	const struct trusted *then = consent ? trust_find(consent->trust, real) : NULL;
	struct trusted now;
	if (is_given(l->arena, consent, real))
		return false;
	if (!then) {
		ask(l, folder, path);
		return false;
	}
	if (!trust_look(l->arena, l->diags, real, &now))
		return false;
	str change = trust_change(then, &now);
	if (change.len)
		ask_again(l, folder, path, change);
	return !change.len;
}

static void missing(struct project_loader *l, const struct said *folder, str path)
{
	diag_error(l->diags, folder->at, "project/missing-file",
	           "the plugin folder '%.*s' is not there", STR_ARG(path));
	diag_hint(l->diags, "Paths count from strom.yml's folder.");
}

void project_load_plugins(struct project_loader *l, const struct consent *consent)
{
	vec(str) all = {0};
	said_list own = said_items(l, yaml_get(l->root, "plugins"));
	for (size_t i = 0; consent && i < consent->plugin_folders_n; i++)
		vec_push(l->arena, &all, consent->plugin_folders[i]);
	for (size_t i = 0; i < own.n; i++) {
		str path = path_join(l->arena, l->p->folder, own.at[i].text);
		enum file_found found = file_look(l->diags, path);
		if (found == FOUND_UNSEEN)
			file_refuse(l->diags, own.at[i].at, path, found);
		else if (found != FOUND_FOLDER && found != FOUND_OUTSIDE)
			missing(l, &own.at[i], path);
		else if (may_open(l, consent, &own.at[i], path))
			vec_push(l->arena, &all, trust_real(l->arena, path));
	}
	l->p->plugins = plugins_load(l->arena, l->diags, all.at, all.n);
}
