/* checks: of strom.yml, under a source or a view. */
#include "project/parts.h"

static struct span wanted_at(const struct yaml *map, const char *key)
{
	const struct yaml *y = yaml_get(map, key);
	bool wanted = false;
	return y && yaml_bool(y, &wanted) && wanted ? y->at : (struct span){0};
}

static const struct said *said_list_of(struct project_loader *l, const struct yaml *map,
                                       const char *key, size_t *n)
{
	said_list list = said_items(l, yaml_get(map, key));
	*n = list.n;
	return list.at;
}

static void load_column(struct project_loader *l, const struct yaml_entry *e,
                        struct column_checks *c)
{
	const struct yaml *map = &e->value, *values = yaml_get(map, "values");
	*c = (struct column_checks){.column = {e->key, e->key_at},
	                            .least = said_at(map, "min"),
	                            .most = said_at(map, "max"),
	                            .pattern = said_at(map, "pattern"),
	                            .in = said_at(map, "in"),
	                            .required_at = wanted_at(map, "required"),
	                            .unique_at = wanted_at(map, "unique")};
	c->values = said_list_of(l, map, "values", &c->values_n);
	if (values)
		c->values_at = values->at;
}

static void load_columns(struct project_loader *l, const struct yaml *map, struct checks_said *c)
{
	size_t n = map && map->kind == YAML_MAP ? map->n : 0;
	struct column_checks *list = arena_array(l->arena, struct column_checks, n);
	for (size_t i = 0; i < n; i++)
		load_column(l, &map->entries[i], &list[i]);
	c->columns = list;
	c->columns_n = n;
}

static void load_rows(const struct yaml *rows, struct checks_said *c)
{
	const struct yaml *least = yaml_get(rows, "min"), *most = yaml_get(rows, "max");
	c->least_rows = c->most_rows = -1;
	if (!rows)
		return;
	c->rows_at = rows->at;
	if (yaml_int(rows, &c->least_rows))
		c->most_rows = c->least_rows;
	if (least)
		yaml_int(least, &c->least_rows);
	if (most)
		yaml_int(most, &c->most_rows);
}

static void load_sum(struct project_loader *l, const struct yaml *map, struct sum_check *s)
{
	const struct yaml *within = yaml_get(map, "within");
	*s = (struct sum_check){.to = said_at(map, "to"), .within = 1e-9};
	s->of = said_list_of(l, map, "of", &s->of_n);
	s->by = said_list_of(l, map, "by", &s->by_n);
	if (str_eq(yaml_text(map, "by"), S("all"))) {
		s->all = true;
		s->by_n = 0;
	}
	if (within)
		yaml_real(within, &s->within);
}

static void load_sums(struct project_loader *l, const struct yaml *list, struct checks_said *c)
{
	size_t n = list && list->kind == YAML_LIST ? list->n : 0;
	struct sum_check *sums = arena_array(l->arena, struct sum_check, n);
	for (size_t i = 0; i < n; i++)
		load_sum(l, &list->items[i], &sums[i]);
	c->sums = sums;
	c->sums_n = n;
}

const struct checks_said *project_load_checks(struct project_loader *l, const struct yaml *owner)
{
	const struct yaml *map = yaml_get(owner, "checks");
	if (!map || map->kind != YAML_MAP)
		return NULL;
	struct checks_said *c = arena_make(l->arena, struct checks_said);
	load_columns(l, yaml_get(map, "columns"), c);
	load_rows(yaml_get(map, "rows"), c);
	c->key = said_list_of(l, map, "unique", &c->key_n);
	load_sums(l, yaml_get(map, "sums"), c);
	return c;
}
