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
        {"table-dots", "table"},
        {"figure", "body"},
        {"figure-label", "caption"},
        {"figure-value", "figure-label"},
        {"figure-axis", "figure-label"},
        {"figure-note", "figure-label"},
        {"caption-claim", "caption"},
        {"caption-measure", "caption"},
        {"caption-source", "caption"},
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
        {"back-text", "body"},
        {"back-rights", "body"},
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
        {"tiles", "body"},
        {"tile-figure", "h2"},
        {"tile-label", "caption"},
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
	for (size_t i = 0; i < l->roots.n; i++)
		check_names(l, yaml_get(l->roots.at[i], "styles"), &known);
}

static void unknown_layout(struct loading *l, const struct project *p, const struct yaml_entry *e)
{
	vec_str names = {0};
	for (size_t i = 0; i < plugins_count(p->plugins); i++)
		if (plugins_at(p->plugins, i)->kind == STROM_KIND_LAYOUT)
			vec_push(l->arena, &names, plugins_at(p->plugins, i)->name);
	diag_warn(l->diags, e->key_at, "theme/unknown-layout", "no layout '%.*s' is installed",
	          STR_ARG(utf8_prefix(e->key, 60)));
	diag_one_of(l->diags, e->key, names.at, names.n);
}

static void check_layouts(struct loading *l, const struct project *p, const struct plugin *layout,
                          const struct yaml *layouts)
{
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

/* A theme that says anew what a style is like begins it anew: what the themes below said goes. */
static void say(struct loading *l, struct sheet_style *s, const struct yaml_entry *e, size_t theme)
{
	while (yaml_get(&e->value, "like") && s->said.n && s->said.at[s->said.n - 1].theme < theme)
		s->said.n--;
	vec_push(l->arena, &s->said, (struct sheet_said){&e->value, theme});
	s->at = e->key_at;
	s->like = S("body");
}

static void put_styles(struct loading *l, const struct yaml *styles, size_t theme)
{
	for (size_t i = 0; styles && i < styles->n; i++) {
		uint32_t index;
		/* Another layout's name: not for these pages. */
		if (map_get(l->names, styles->entries[i].key, &index))
			say(l, &l->sheet.at[index], &styles->entries[i], theme);
	}
}

static void put_classes(struct loading *l, const struct yaml *classes, size_t theme)
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
		say(l, s, e, theme);
	}
}

/* What a theme says of a layout stands over what it says of all. */
static void put_theme(struct loading *l, const struct plugin *layout, size_t theme)
{
	const struct yaml *root = l->roots.at[theme], *own = NULL,
	                  *layouts = yaml_get(root, "layouts");
	for (size_t i = 0; layout && layouts && i < layouts->n; i++)
		if (str_eq(layouts->entries[i].key, layout->name))
			own = &layouts->entries[i].value;
	put_styles(l, yaml_get(root, "styles"), theme);
	put_classes(l, yaml_get(root, "classes"), theme);
	put_styles(l, yaml_get(own, "styles"), theme);
	put_classes(l, yaml_get(own, "classes"), theme);
}

static void make_sheet(struct loading *l, const struct plugin *layout)
{
	for (size_t i = 0; i < CORE_STYLES; i++)
		put(l, str_of(core_styles[i].name), str_of(core_styles[i].like));
	for (const char *const *s = own_styles(layout); *s; s++)
		put(l, str_of(*s), S("body"));
	for (size_t i = 0; i < l->roots.n; i++)
		put_theme(l, layout, i);
}

static void check_effects(struct loading *l, const struct yaml *root)
{
	const struct yaml *layouts = yaml_get(root, "layouts");
	styles_check_effects(l, yaml_get(root, "styles"));
	styles_check_classes(l, yaml_get(root, "classes"));
	for (size_t i = 0; layouts && i < layouts->n; i++) {
		styles_check_effects(l, yaml_get(&layouts->entries[i].value, "styles"));
		styles_check_classes(l, yaml_get(&layouts->entries[i].value, "classes"));
	}
}

/* They are like body then: a fill, a rule or a picture that the layout counts on is not there. The
 * install's own layouts do without. */
static void tell_missing(struct loading *l, const struct said *theme, const struct plugin *layout)
{
	struct buf names = {0};
	for (const char *const *s = own_styles(layout); layout && layout->foreign && *s; s++) {
		uint32_t index;
		if (map_get(l->names, str_of(*s), &index) && !l->sheet.at[index].said.n)
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

const struct theme *theme_load(struct arena *arena, struct diags *diags, const struct project *p,
                               const struct said *name, const struct plugin *layout)
{
	struct loading l = {.arena = arena, .diags = diags, .names = map_new(arena)};
	size_t before = diag_met(diags);
	if (!theme_roots(&l, p, name))
		return NULL;
	check_general(&l, p, layout);
	for (size_t i = 0; i < l.roots.n; i++)
		check_layouts(&l, p, layout, yaml_get(l.roots.at[i], "layouts"));
	colours_load(&l);
	theme_lengths_load(&l);
	make_sheet(&l, layout);
	for (size_t i = 0; i < l.roots.n; i++)
		check_effects(&l, l.roots.at[i]);
	tell_missing(&l, name, layout);
	struct theme *t = arena_make(arena, struct theme);
	*t = (struct theme){.name = *name, .colours = l.colours.at, .colours_n = l.colours.n,
	                    .inks = l.inks.at, .inks_n = l.inks.n};
	if (manifest_list(arena, diags, &l.faces, &l.faces_n))
		styles_resolve(&l, t);
	if (diag_met(diags) == before) {
		styles_check_widths(&l);
		styles_check_floor(&l);
	}
	return diag_met(diags) == before ? t : NULL;
}

const struct style *theme_style(const struct theme *t, str name)
{
	for (size_t i = 0; name.len && i < t->styles_n; i++)
		if (str_eq(t->styles[i].name, name))
			return &t->styles[i];
	return &t->styles[0];
}
