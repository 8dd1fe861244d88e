/* Looking things up in a tree, and maps as settings of plugins. */
#include "project/yaml.h"

const struct yaml_entry *yaml_entry_get(const struct yaml *map, const char *key)
{
	str name = str_of(key);
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->n; i++)
		if (str_eq(map->entries[i].key, name))
			return &map->entries[i];
	return NULL;
}

const struct yaml *yaml_get(const struct yaml *map, const char *key)
{
	const struct yaml_entry *e = yaml_entry_get(map, key);
	return e ? &e->value : NULL;
}

str yaml_text(const struct yaml *map, const char *key)
{
	const struct yaml *y = yaml_get(map, key);
	return y && y->kind == YAML_SCALAR ? y->text : S("");
}

const char *yaml_kind_name(const struct yaml *y)
{
	switch (y ? y->kind : YAML_NULL) {
	case YAML_SCALAR:
		return "text";
	case YAML_MAP:
		return "a map";
	case YAML_LIST:
		return "a list";
	default:
		return "nothing";
	}
}

/* ---- Settings ---- */

static bool bad_setting(struct diags *diags, const struct yaml_entry *e)
{
	diag_error(diags, e->value.at, "yaml/wrong-type", "'%.*s' cannot be %s", STR_ARG(e->key),
	           yaml_kind_name(&e->value));
	diag_hint(diags, "An option is a text, a number, or a map of names to texts.");
	return false;
}

static bool settings(struct arena *arena, struct diags *diags, const struct yaml *map, bool inner,
                     const struct setting **out)
{
	struct setting *list = arena_array(arena, struct setting, map->n);
	size_t met = diag_met(diags);
	*out = list;
	for (size_t i = 0; i < map->n; i++) {
		const struct yaml_entry *e = &map->entries[i];
		list[i] = (struct setting){.key = e->key,
		                           .key_at = e->key_at,
		                           .value = e->value.text,
		                           .value_at = e->value.at};
		if (e->value.kind == YAML_MAP && !inner) {
			list[i].is_map = true;
			list[i].map_n = e->value.n;
			settings(arena, diags, &e->value, true, &list[i].map);
		} else if (e->value.kind != YAML_SCALAR) {
			bad_setting(diags, e);
		}
	}
	return diag_met(diags) == met;
}

bool yaml_settings(struct arena *arena, struct diags *diags, const struct yaml *map,
                   const struct setting **out, size_t *n)
{
	*out = NULL;
	*n = 0;
	if (!map || map->kind != YAML_MAP)
		return true;
	*n = map->n;
	return settings(arena, diags, map, false, out);
}
