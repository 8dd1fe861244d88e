/* Themes: templates/themes/NAME.yml, or NAME.yml in the project's folder themes/. */
#include "project/theme_parts.h"

#include "base/file.h"

/* Everything that the core sets by name, and what it is like where a theme leaves it out. */
static const struct { const char *name, *like;
} core_styles[] = {
        {"body", ""},
        {"sidenote", "note"},
        {"logos", "figure"},
        {"p", "body"},
        {"h1", "body"},
        {"h2", "h1"},
        {"h3", "h2"},
        {"h4", "h3"},
        {"h5", "h4"},
        {"h6", "h5"},
        {"list", "body"},
        {"item", "body"},
        {"quote", "body"},
        {"code", "body"},
        {"div", "body"},
        {"rule", "body"},
        {"link", "body"},
        {"caption", "body"},
        {"table", "body"},
        {"table-head", "table"},
        {"table-group", "table-head"},
        {"table-note", "caption"},
        {"figure", "body"},
        {"figure-label", "caption"},
        {"toc-title", "h1"},
        {"toc-1", "body"},
        {"toc-2", "toc-1"},
        {"toc-3", "toc-2"},
        {"cover-title", "body"},
        {"cover-subtitle", "body"},
        {"cover-edition", "body"},
        {"cover-date", "body"},
        {"cover-author", "body"},
        {"cover-funder", "body"},
        {"notice", "body"},
        {"folio", "body"},
        {"running-head", "folio"},
        {"reference", "body"},
        {"index-letter", "h3"},
        {"index-1", "body"},
        {"index-2", "index-1"},
        {"note", "body"},
        {"note-rule", "rule"},
        {"term", "body"},
        {"definition", "body"},
};
enum { CORE_STYLES = sizeof core_styles / sizeof *core_styles };

/* ---- Names ---- */

static const char *const *own_styles(const struct plugin *layout)
{
	static const char *const none[] = {NULL};
	return layout && layout->styles ? layout->styles : none;
}

static void add_own(struct loading *l, const struct plugin *layout, vec_str *names)
{
	for (const char *const *s = own_styles(layout); *s; s++)
		vec_push(l->arena, names, str_of(*s));
}

static void add_core(struct loading *l, vec_str *names)
{
	for (size_t i = 0; i < CORE_STYLES; i++)
		vec_push(l->arena, names, str_of(core_styles[i].name));
}

static bool among(const vec_str *names, str name)
{
	for (size_t i = 0; i < names->n; i++)
		if (str_eq(names->at[i], name))
			return true;
	return false;
}

static const struct plugin *layout_named(const struct project *p, str name)
{
	for (size_t i = 0; p && p->plugins && i < plugins_count(p->plugins); i++) {
		const struct plugin *it = plugins_at(p->plugins, i);
		if (it->kind == STROM_KIND_LAYOUT && str_eq(it->name, name))
			return it;
	}
	return NULL;
}

static void check_names(struct loading *l, const struct yaml *styles, const vec_str *known)
{
	for (size_t i = 0; styles && i < styles->n; i++) {
		const struct yaml_entry *e = &styles->entries[i];
		if (among(known, e->key))
			continue;
		diag_error(l->diags, e->key_at, "theme/unknown-style", "unknown style '%.*s'",
		           STR_ARG(utf8_prefix(e->key, 60)));
		if (!diag_did_you_mean(l->diags, e->key, known->at, known->n))
			diag_hint(l->diags,
			          "Styles of the texts' own classes stand under 'classes:'.");
	}
}

/* A theme serves several layouts: under `styles:` the names of all of them are known. */
static void check_general(struct loading *l, const struct project *p, const struct plugin *layout)
{
	vec_str known = {0};
	add_core(l, &known);
	add_own(l, layout, &known);
	for (size_t i = 0; p && p->plugins && i < plugins_count(p->plugins); i++)
		if (plugins_at(p->plugins, i)->kind == STROM_KIND_LAYOUT)
			add_own(l, plugins_at(p->plugins, i), &known);
	check_names(l, yaml_get(l->root, "styles"), &known);
}

static void unknown_layout(struct loading *l, const struct project *p, const struct yaml_entry *e)
{
	vec_str names = {0};
	for (size_t i = 0; i < plugins_count(p->plugins); i++)
		if (plugins_at(p->plugins, i)->kind == STROM_KIND_LAYOUT)
			vec_push(l->arena, &names, plugins_at(p->plugins, i)->name);
	diag_warn(l->diags, e->key_at, "theme/unknown-layout", "no layout '%.*s' is installed",
	          STR_ARG(utf8_prefix(e->key, 60)));
	diag_did_you_mean(l->diags, e->key, names.at, names.n);
}

static void check_layouts(struct loading *l, const struct project *p, const struct plugin *layout)
{
	const struct yaml *layouts = yaml_get(l->root, "layouts");
	for (size_t i = 0; layouts && i < layouts->n; i++) {
		const struct yaml_entry *e = &layouts->entries[i];
		const struct plugin *it =
		        layout && str_eq(layout->name, e->key) ? layout : layout_named(p, e->key);
		vec_str known = {0};
		if (!it && p && p->plugins)
			unknown_layout(l, p, e);
		if (!it)
			continue;
		add_core(l, &known);
		add_own(l, it, &known);
		check_names(l, yaml_get(&e->value, "styles"), &known);
	}
}

/* ---- The sheet: every name with what the theme says of it ---- */

static struct sheet_style *put(struct loading *l, str name, str like)
{
	uint32_t index = (uint32_t)l->sheet.n;
	if (map_add(l->names, name, &index))
		vec_push(l->arena, &l->sheet, (struct sheet_style){.name = name, .like = like});
	return &l->sheet.at[index];
}

static void put_styles(struct loading *l, const struct yaml *styles, bool over)
{
	for (size_t i = 0; styles && i < styles->n; i++) {
		const struct yaml_entry *e = &styles->entries[i];
		uint32_t index;
		/* Another layout's name: not for these pages. */
		if (!map_get(l->names, e->key, &index))
			continue;
		struct sheet_style *s = &l->sheet.at[index];
		*(over ? &s->over : &s->said) = &e->value;
		s->at = e->key_at;
		s->like = S("body");
	}
}

static void put_classes(struct loading *l, const struct yaml *classes, bool over)
{
	for (size_t i = 0; classes && i < classes->n; i++) {
		const struct yaml_entry *e = &classes->entries[i];
		uint32_t index;
		if (map_get(l->names, e->key, &index) && !l->sheet.at[index].is_class) {
			diag_error(l->diags, e->key_at, "theme/class-is-style",
			           "'%.*s' is a style, not a class", STR_ARG(e->key));
			diag_hint(l->diags, "Put it under 'styles:'.");
			continue;
		}
		struct sheet_style *s = put(l, e->key, S("body"));
		s->is_class = true;
		s->at = e->key_at;
		*(over ? &s->over : &s->said) = &e->value;
	}
}

static void make_sheet(struct loading *l, const struct plugin *layout)
{
	const struct yaml *own = NULL, *layouts = yaml_get(l->root, "layouts");
	for (size_t i = 0; layout && layouts && i < layouts->n; i++)
		if (str_eq(layouts->entries[i].key, layout->name))
			own = &layouts->entries[i].value;
	for (size_t i = 0; i < CORE_STYLES; i++)
		put(l, str_of(core_styles[i].name), str_of(core_styles[i].like));
	for (const char *const *s = own_styles(layout); *s; s++)
		put(l, str_of(*s), S("body"));
	put_styles(l, yaml_get(l->root, "styles"), false);
	put_classes(l, yaml_get(l->root, "classes"), false);
	put_styles(l, yaml_get(own, "styles"), true);
	put_classes(l, yaml_get(own, "classes"), true);
}

static void check_effects(struct loading *l)
{
	const struct yaml *layouts = yaml_get(l->root, "layouts");
	styles_check_effects(l, yaml_get(l->root, "styles"));
	for (size_t i = 0; layouts && i < layouts->n; i++)
		styles_check_effects(l, yaml_get(&layouts->entries[i].value, "styles"));
}

/* They are like body then: a fill, a rule or a picture that the layout counts on is not there. The
 * install's own layouts do without. */
static void tell_missing(struct loading *l, const struct said *theme, const struct plugin *layout)
{
	struct buf names = {0};
	for (const char *const *s = own_styles(layout); layout && layout->foreign && *s; s++) {
		uint32_t index;
		if (map_get(l->names, str_of(*s), &index) && !l->sheet.at[index].said &&
		    !l->sheet.at[index].over)
			buf_printf(&names, "%s%s", names.len ? ", " : "", *s);
	}
	if (names.len) {
		diag_warn(l->diags, theme->at, "theme/no-style",
		          "theme '%.*s' says nothing of the layout's styles %.*s",
		          STR_ARG(utf8_prefix(theme->text, 60)), STR_ARG(buf_str(&names)));
		diag_hint(l->diags,
		          "Say what they are like in a theme of the project, under 'layouts: %.*s: "
		          "styles:'.",
		          STR_ARG(layout->name));
	}
	buf_drop(&names);
}

/* ---- The whole ---- */

static bool list_themes(struct arena *arena, struct diags *d, enum file_role role, str folder,
                        vec_str *names)
{
	str *files;
	size_t n;
	if (inputs_look(diag_inputs(d), role, folder, NULL) != FOUND_FOLDER)
		return true;
	if (!folder_list_as(arena, d, role, folder, &files, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (str_ends(files[i], S(".yml")))
			vec_push(arena, names, str_sub(files[i], 0, files[i].len - 4));
	return true;
}

/* The project's own comes first: where it is a link that leads out, it is not the shared one
 * either. */
static const struct yaml *theme_file(struct arena *arena, struct diags *d, const struct project *p,
                                     const struct said *name)
{
	str file = arena_printf(arena, "%.*s.yml", STR_ARG(utf8_prefix(name->text, 80)));
	str own = p ? path_join(arena, p->folder, S("themes")) : S("");
	str shared = place_share(arena, S("templates/themes"));
	vec_str names = {0};
	bool plain = !str_has(name->text, '/') && name->text.len && name->text.len <= 80;
	str path = path_join(arena, own, file);
	enum file_found found = plain && own.len ? file_look(d, path) : FOUND_NONE;
	if (found == FOUND_UNSEEN)
		file_refuse(d, name->at, path, found);
	if (found != FOUND_NONE)
		return found == FOUND_UNSEEN ? NULL : yaml_file(arena, d, name->at, path);
	if (plain && file_exists(path_join(arena, shared, file)))
		return yaml_file_given(arena, d, name->at, path_join(arena, shared, file));
	diag_error(d, name->at, "project/unknown-theme", "no theme '%.*s'",
	           STR_ARG(utf8_prefix(name->text, 60)));
	if (own.len)
		list_themes(arena, d, FILE_INPUT, own, &names);
	list_themes(arena, d, FILE_GIVEN, shared, &names);
	struct buf list = {0};
	for (size_t i = 0; i < names.n; i++)
		buf_printf(&list, "%s%.*s", i ? ", " : "", STR_ARG(names.at[i]));
	if (!diag_did_you_mean(d, name->text, names.at, names.n))
		diag_hint(d, "There are: %.*s.", STR_ARG(buf_str(&list)));
	buf_drop(&list);
	return NULL;
}

const struct theme *theme_load(struct arena *arena, struct diags *diags, const struct project *p,
                               const struct said *name, const struct plugin *layout)
{
	struct loading l = {.arena = arena, .diags = diags, .names = map_new(arena)};
	size_t before = diag_met(diags);
	l.root = theme_file(arena, diags, p, name);
	if (!l.root || !yaml_check(diags, l.root, &yaml_shape_theme))
		return NULL;
	check_general(&l, p, layout);
	check_layouts(&l, p, layout);
	colours_load(&l);
	make_sheet(&l, layout);
	check_effects(&l);
	tell_missing(&l, name, layout);
	struct theme *t = arena_make(arena, struct theme);
	*t = (struct theme){.name = *name, .colours = l.colours.at, .colours_n = l.colours.n,
	                    .inks = l.inks.at, .inks_n = l.inks.n};
	if (manifest_list(arena, diags, &l.faces, &l.faces_n))
		styles_resolve(&l, t);
	return diag_met(diags) == before ? t : NULL;
}

const struct style *theme_style(const struct theme *t, str name)
{
	for (size_t i = 0; name.len && i < t->styles_n; i++)
		if (str_eq(t->styles[i].name, name))
			return &t->styles[i];
	return &t->styles[0];
}
