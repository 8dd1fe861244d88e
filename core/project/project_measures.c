/* measures: and views: of strom.yml. */
#include "project/parts.h"

/* ---- Names ---- */

static bool is_table(const struct project *p, str name)
{
	for (size_t i = 0; i < p->sources_n; i++)
		if (str_eq(p->sources[i].name.text, name))
			return true;
	for (size_t i = 0; i < p->views_n; i++)
		if (str_eq(p->views[i].name.text, name))
			return true;
	return false;
}

static void unknown_table(struct project_loader *l, const struct yaml_entry *e)
{
	vec(str) names = {0};
	for (size_t i = 0; i < l->p->sources_n; i++)
		vec_push(l->arena, &names, l->p->sources[i].name.text);
	for (size_t i = 0; i < l->p->views_n; i++)
		vec_push(l->arena, &names, l->p->views[i].name.text);
	diag_error(l->diags, e->key_at, "project/unknown-table",
	           "there is no table '%.*s' to measure", STR_ARG(e->key));
	if (!diag_did_you_mean(l->diags, e->key, names.at, names.n))
		diag_hint(l->diags,
		          "Measures stand under the name of a source of 'data:', or of a view.");
}

/* ---- measures: ---- */

static void say_kind(struct project_loader *l, const struct yaml_entry *e, bool both)
{
	diag_error(l->diags, e->key_at, "project/measure-kind",
	           both ? "measure '%.*s' is a condition and a number"
	                : "measure '%.*s' is neither a condition nor a number",
	           STR_ARG(e->key));
	diag_hint(l->diags,
	          "Say is: for a condition that rows are counted by, or of: for a number.");
}

static void check_measure(struct project_loader *l, const struct yaml_entry *e,
                          const struct measure_spec *m)
{
	if ((m->is != NULL) == (m->of != NULL))
		say_kind(l, e, m->is != NULL);
	else if (m->round && m->is) {
		diag_error(l->diags, e->key_at, "project/measure-kind",
		           "a condition is not rounded");
		diag_hint(l->diags,
		          "Shares are rounded where they are printed: {name, number, percent}.");
	}
	if (str_eq(e->key, S("rows")))
		project_reserved(l, &m->name,
		                 "Every table has its rows already: choose another name.");
}

static void load_measure(struct project_loader *l, const struct yaml_entry *table,
                         const struct yaml_entry *e, struct measure_spec *m)
{
	bool map = e->value.kind == YAML_MAP;
	const struct yaml *round = yaml_get(&e->value, "round");
	*m = (struct measure_spec){.table = {table->key, table->key_at},
	                           .name = {e->key, e->key_at}};
	m->is = map ? yaml_get(&e->value, "is") : &e->value;
	m->of = yaml_get(&e->value, "of");
	m->where = yaml_get(&e->value, "where");
	if (round)
		yaml_int(round, &m->round);
	check_measure(l, e, m);
}

static void load_measures(struct project_loader *l)
{
	const struct yaml *map = yaml_get(l->root, "measures");
	vec(struct measure_spec) list = {0};
	for (size_t i = 0; map && map->kind == YAML_MAP && i < map->n; i++) {
		const struct yaml_entry *table = &map->entries[i];
		if (!is_table(l->p, table->key))
			unknown_table(l, table);
		for (size_t k = 0; table->value.kind == YAML_MAP && k < table->value.n; k++) {
			struct measure_spec m;
			load_measure(l, table, &table->value.entries[k], &m);
			vec_push(l->arena, &list, m);
		}
	}
	l->p->measures = list.at;
	l->p->measures_n = list.n;
}

/* ---- views: ---- */

static void load_views(struct project_loader *l)
{
	const struct yaml *map = yaml_get(l->root, "views");
	size_t n = map && map->kind == YAML_MAP ? map->n : 0;
	struct view_spec *views = arena_array(l->arena, struct view_spec, n);
	for (size_t i = 0; i < n; i++) {
		const struct yaml_entry *e = &map->entries[i];
		const struct yaml *query =
		        e->value.kind == YAML_MAP ? yaml_get(&e->value, "query") : &e->value;
		views[i] = (struct view_spec){.name = {e->key, e->key_at},
		                              .sql = query ? query : &e->value,
		                              .checks = project_load_checks(l, &e->value)};
	}
	l->p->views = views;
	l->p->views_n = n;
}

void project_load_measures(struct project_loader *l)
{
	load_views(l);
	load_measures(l);
}
