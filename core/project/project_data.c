/* data:, protect: and values: of strom.yml. */
#include "project/parts.h"

bool project_load_options(struct project_loader *l, const struct plugin *plugin,
                          const struct yaml_entry *owner, struct options *out)
{
	const struct setting *settings;
	size_t n;
	const struct yaml *map = yaml_get(&owner->value, "options");
	bool good = yaml_settings(l->arena, l->diags, map, &settings, &n);
	if (!plugin)
		return false;
	return options_check(l->arena, l->diags, plugin, owner->key_at, settings, good ? n : 0, out) &&
	       good;
}

static bool reserved(struct project_loader *l, const struct said *name, const char *why)
{
	diag_error(l->diags, name->at, "project/reserved-name", "the name '%.*s' is taken",
	           STR_ARG(name->text));
	diag_hint(l->diags, "%s", why);
	return false;
}

static void load_source(struct project_loader *l, const struct yaml_entry *e, struct source_spec *s)
{
	struct said plugin = said_at(&e->value, "source");
	s->name = (struct said){e->key, e->key_at};
	s->path = said_path(l, &e->value, "path");
	/* What is not said counts as sensitive, should anybody go on after the error. */
	if (!yaml_bool(yaml_get(&e->value, "sensitive"), &s->sensitive))
		s->sensitive = true;
	if (str_starts(e->key, S("sqlite_")))
		l->good = reserved(l, &s->name, "Names that begin with sqlite_ belong to SQLite.");
	if (plugin.text.len)
		s->plugin = plugin_find(l->p->plugins, l->diags, plugin.at, STROM_KIND_SOURCE, plugin.text);
	l->good &= project_load_options(l, s->plugin, e, &s->options);
	if (s->path.text.len)
		l->good &= project_file_wanted(l->arena, l->diags, s->path.at, s->path.text,
		                               "the data");
}

static void load_sources(struct project_loader *l)
{
	const struct yaml *map = yaml_get(l->root, "data");
	size_t n = map && map->kind == YAML_MAP ? map->n : 0;
	struct source_spec *sources = arena_array(l->arena, struct source_spec, n);
	for (size_t i = 0; i < n; i++)
		load_source(l, &map->entries[i], &sources[i]);
	l->p->sources = sources;
	l->p->sources_n = n;
}

static void load_values(struct project_loader *l)
{
	static const char *const taken[] = {"language", "country", "date", "title"};
	const struct yaml *map = yaml_get(l->root, "values");
	size_t n = map && map->kind == YAML_MAP ? map->n : 0;
	struct value_spec *values = arena_array(l->arena, struct value_spec, n);
	for (size_t i = 0; i < n; i++) {
		const struct yaml_entry *e = &map->entries[i];
		values[i] = (struct value_spec){{e->key, e->key_at}, &e->value};
		for (size_t k = 0; k < sizeof taken / sizeof *taken; k++)
			if (str_eq(e->key, str_of(taken[k])))
				l->good = reserved(l, &values[i].name, "Every edition has this value already: choose "
				                                       "another name.");
	}
	l->p->values = values;
	l->p->values_n = n;
}

void project_load_data(struct project_loader *l)
{
	const struct yaml_entry *protect = yaml_entry_get(l->root, "protect");
	if (protect) {
		l->good = diag_error(l->diags, protect->key_at, "project/protect-unavailable",
		                     "disclosure control is not available yet");
		diag_hint(l->diags, "Remove 'protect:', and use data in which no person can be recognised.");
	}
	load_sources(l);
	load_values(l);
}
