/* data:, protect: and values: of strom.yml. */
#include "project/parts.h"
#include "project/trust.h"

bool project_load_options(struct project_loader *l, const struct plugin *plugin,
                          const struct yaml_entry *owner, struct options *out)
{
	const struct setting *settings;
	size_t n;
	const struct yaml *map = yaml_get(&owner->value, "options");
	bool good = yaml_settings(l->arena, l->diags, map, &settings, &n);
	if (!plugin)
		return false;
	return option_check(l->arena, l->diags, plugin, owner->key_at, settings, good ? n : 0,
	                    out) &&
	       good;
}

bool project_reserved(struct project_loader *l, const struct said *name, const char *why)
{
	diag_error(l->diags, name->at, "project/reserved-name", "the name '%.*s' is taken",
	           STR_ARG(name->text));
	diag_hint(l->diags, "%s", why);
	return false;
}

/* ---- How cells are written ---- */

static void load_numbers(struct project_loader *l, const struct yaml *map, struct reading_said *r)
{
	struct said said = said_at(map, "numbers");
	struct buf samples = {0};
	if (!said.text.len || reading_numbers(said.text, &r->custom, &r->minus))
		return;
	for (size_t i = 0; reading_samples(i).len; i++)
		buf_printf(&samples, "%s\"%.*s\"", i ? ", " : "", STR_ARG(reading_samples(i)));
	r->custom = 0;
	diag_error(l->diags, said.at, "project/numbers",
	           "'%.*s' is not one of the ways to write numbers",
	           STR_ARG(utf8_prefix(said.text, 60)));
	diag_hint(l->diags,
	          "Write one of %.*s, in parentheses or with a minus behind where that means less "
	          "than zero.",
	          STR_ARG(buf_str(&samples)));
	buf_drop(&samples);
}

static void load_dates(struct project_loader *l, const struct yaml *map, struct reading_said *r)
{
	said_list list = said_items(l, yaml_get(map, "dates"));
	str *patterns = arena_array(l->arena, str, list.n);
	for (size_t i = 0; i < list.n; i++) {
		patterns[i] = list.at[i].text;
		if (reading_date_pattern(patterns[i]))
			continue;
		diag_error(l->diags, list.at[i].at, "project/dates",
		           "'%.*s' is no pattern of a date", STR_ARG(utf8_prefix(patterns[i], 60)));
		diag_hint(l->diags, "Write dd for the day, mm for the month (mmm for its name) and "
		                    "yyyy for the year, such as dd.mm.yyyy.");
	}
	r->dates = patterns;
	r->dates_n = list.n;
}

static void load_types(struct project_loader *l, const struct yaml *map, struct reading_said *r)
{
	const struct yaml *types = yaml_get(map, "types"), *out = yaml_get(map, "leave-out");
	size_t n = types && types->kind == YAML_MAP ? types->n : 0;
	size_t left = !out ? 0 : out->kind == YAML_LIST ? out->n : 1;
	struct type_spec *list = arena_array(l->arena, struct type_spec, n + left);
	/* Nobody asks what their cells mean: they are text. */
	for (size_t i = 0; i < left; i++) {
		const struct yaml *one = out->kind == YAML_LIST ? &out->items[i] : out;
		list[n + i] = (struct type_spec){
		        {one->text, one->at}, READ_TEXT, one->at, .left_out = true};
	}
	for (size_t i = 0; i < n; i++) {
		const struct yaml_entry *e = &types->entries[i];
		list[i] = (struct type_spec){{e->key, e->key_at},
		                             reading_type_named(e->value.text),
		                             e->value.at,
		                             .left_out = false};
	}
	r->types = list;
	r->types_n = n + left;
}

static const struct said *words(struct project_loader *l, const struct yaml *map, const char *key,
                                size_t *n)
{
	said_list list = said_items(l, yaml_get(map, key));
	*n = list.n;
	return list.at;
}

static void load_reading(struct project_loader *l, const struct yaml *map, struct reading_said *r)
{
	load_numbers(l, map, r);
	load_dates(l, map, r);
	load_types(l, map, r);
	r->nulls = words(l, map, "null", &r->nulls_n);
	r->yes = words(l, map, "yes", &r->yes_n);
	r->no = words(l, map, "no", &r->no_n);
	r->keep_total = str_eq(yaml_text(map, "total-row"), S("keep"));
	r->drop_total = str_eq(yaml_text(map, "total-row"), S("drop"));
	r->keep_notes = str_eq(yaml_text(map, "notes-below"), S("keep"));
	r->drop_notes = str_eq(yaml_text(map, "notes-below"), S("drop"));
}

/* ---- Files ---- */

static bool connects(struct project_loader *l, const struct source_spec *s, said_list paths)
{
	if (!paths.n)
		return true;
	diag_error(l->diags, paths.at[0].at, "project/path-without-file",
	           "the source plugin '%.*s' reads no file: it connects to a server",
	           STR_ARG(s->plugin->name));
	diag_hint(l->diags, "Take path away; where it connects to is said under options.");
	return false;
}

static bool no_path(struct project_loader *l, const struct source_spec *s)
{
	diag_error(l->diags, s->name.at, "yaml/missing-key", "'path' is missing");
	diag_hint(l->diags,
	          "The file with the data, or a list of files whose rows follow each other.");
	return false;
}

/* Its rows would count twice. */
static bool is_new(struct project_loader *l, said_list paths, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (!str_eq(paths.at[k].text, paths.at[i].text))
			continue;
		diag_error(l->diags, paths.at[i].at, "project/same-file-twice",
		           "'%.*s' is in the list already", STR_ARG(paths.at[i].text));
		diag_hint(l->diags, "Name each file once, or its rows count twice.");
		return false;
	}
	return true;
}

static void load_files(struct project_loader *l, const struct yaml *map, struct source_spec *s)
{
	said_list paths = said_paths(l, map, "path");
	if (s->plugin && s->plugin->server ? !connects(l, s, paths) : !paths.n && !no_path(l, s))
		return;
	for (size_t i = 0; i < paths.n; i++)
		if (is_new(l, paths, i))
			project_file_wanted(l->arena, l->diags,
			                    s->sensitive ? FILE_SENSITIVE : FILE_INPUT,
			                    paths.at[i].at, paths.at[i].text, "the data");
	if (!paths.n)
		return;
	s->path = paths.at[0];
	s->more = paths.at + 1;
	s->more_n = paths.n - 1;
}

/* ---- Servers ---- */

static bool is_in(const str *list, size_t n, str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i], name))
			return true;
	return false;
}

bool project_may_connect(const struct consent *c)
{
	return c && (c->connect_n || (c->trust && c->trust->hosts_n));
}

/* A server is asked when the user said so, by the source's name or the server's. */
static void load_server(struct project_loader *l, struct source_spec *s)
{
	const struct consent *c = l->consent;
	for (size_t i = 0; i < s->options.n; i++)
		if (s->options.values[i].set &&
		    str_eq(str_of(s->options.values[i].declared.name), str_of(s->plugin->server)))
			s->server =
			        (struct said){s->options.values[i].text, s->options.values[i].at};
	s->agreed = s->server.text.len && c &&
	            (is_in(c->connect, c->connect_n, s->name.text) ||
	             (c->trust && trust_has_host(c->trust, s->server.text)));
}

/* Code books are read by one plugin, whatever the data are. */
static void load_codebook(struct project_loader *l, const struct yaml *map, struct source_spec *s)
{
	s->codebook = said_path(l, map, "codebook");
	if (!s->codebook.text.len)
		return;
	project_file_wanted(l->arena, l->diags, FILE_INPUT, s->codebook.at, s->codebook.text,
	                    "the code book");
	s->book_plugin = plugin_find(l->p->plugins, l->diags, s->codebook.at, STROM_KIND_SOURCE,
	                             S("survey"));
	if (s->book_plugin)
		option_check(l->arena, l->diags, s->book_plugin, s->codebook.at, NULL, 0,
		             &s->book_options);
}

/* ---- How it is measured ---- */

static enum small_base small_base_of(str word)
{
	static const char *const words[] = {"warn", "counts", "refuse", "allow"};
	for (int i = 0; i < (int)(sizeof words / sizeof *words); i++)
		if (str_eq(word, str_of(words[i])))
			return (enum small_base)i;
	return SMALL_BASE_WARN;
}

static struct measured_said load_measured(const struct yaml *map)
{
	const struct yaml *suppress = yaml_get(map, "suppress"),
	                  *few = yaml_get(map, "small-base-below");
	struct measured_said m = {.weight = said_at(map, "weight"),
	                          .few = PROJECT_FEW,
	                          .small = small_base_of(yaml_text(map, "small-base"))};
	if (suppress)
		yaml_int(suppress, &m.suppress);
	if (few)
		yaml_int(few, &m.few);
	return m;
}

static void load_units(struct project_loader *l, const struct yaml *map, struct source_spec *s)
{
	const struct yaml *units = yaml_get(map, "units");
	size_t n = units && units->kind == YAML_MAP ? units->n : 0;
	struct unit_said *list = arena_array(l->arena, struct unit_said, n);
	for (size_t i = 0; i < n; i++) {
		const struct yaml_entry *e = &units->entries[i];
		list[i] = (struct unit_said){{e->key, e->key_at}, {e->value.text, e->value.at}};
	}
	s->units = list;
	s->units_n = n;
}

static void load_source(struct project_loader *l, const struct yaml_entry *e, struct source_spec *s)
{
	struct said plugin = said_at(&e->value, "source");
	s->name = (struct said){e->key, e->key_at};
	/* What is not said counts as sensitive, should anybody go on after the error. */
	if (!yaml_bool(yaml_get(&e->value, "sensitive"), &s->sensitive))
		s->sensitive = true;
	if (str_starts(e->key, S("sqlite_")))
		project_reserved(l, &s->name, "Names that begin with sqlite_ belong to SQLite.");
	if (plugin.text.len)
		s->plugin = plugin_find(l->p->plugins, l->diags, plugin.at, STROM_KIND_SOURCE,
		                        plugin.text);
	project_load_options(l, s->plugin, e, &s->options);
	load_reading(l, &e->value, &s->reading);
	s->measured = load_measured(&e->value);
	load_units(l, &e->value, s);
	s->checks = project_load_checks(l, &e->value);
	load_files(l, &e->value, s);
	if (s->plugin && s->plugin->server)
		load_server(l, s);
	load_codebook(l, &e->value, s);
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
		const struct yaml *query =
		        e->value.kind == YAML_MAP ? yaml_get(&e->value, "query") : &e->value;
		values[i] = (struct value_spec){{e->key, e->key_at}, query ? query : &e->value,
		                                yaml_get(&e->value, "max") != NULL};
		for (size_t k = 0; k < sizeof taken / sizeof *taken; k++)
			if (str_eq(e->key, str_of(taken[k])))
				project_reserved(l, &values[i].name,
				         "Every edition has this value already: choose "
				         "another name.");
	}
	l->p->values = values;
	l->p->values_n = n;
}

void project_load_data(struct project_loader *l)
{
	const struct yaml_entry *protect = yaml_entry_get(l->root, "protect");
	if (protect) {
		diag_error(l->diags, protect->key_at, "project/protect-unavailable",
		           "disclosure control is not available yet");
		diag_hint(l->diags,
		          "Remove 'protect:', and use data in which no person can be recognised.");
	}
	load_sources(l);
	load_values(l);
}
