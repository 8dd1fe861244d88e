/* Tables held against their checks: which there are. */
#include "data/checks.h"

#include "data/derive.h"

static void check_weights(struct checked *c)
{
	const struct source_spec *source = c->table.source;
	if (!source || !source->measured.weight.text.len)
		return;
	c->arena = arena_new();
	check_weight(c, &source->measured.weight);
	arena_drop(c->arena);
}

static void check_table(struct checked *c, const struct checks_said *checks)
{
	check_weights(c);
	for (size_t i = 0; checks && i < checks->columns_n; i++) {
		c->arena = arena_new();
		check_one_column(c, &checks->columns[i]);
		arena_drop(c->arena);
	}
	if (!checks)
		return;
	c->arena = arena_new();
	check_rows(c, checks);
	if (checks->key_n)
		check_key(c, checks->key, checks->key_n, checks->key[0].at);
	check_sums(c, checks);
	arena_drop(c->arena);
}

static const struct checks_said *checks_of(const struct project *p, const struct table *t)
{
	for (size_t i = 0; !t->source && i < p->views_n; i++)
		if (str_eq(p->views[i].name.text, t->name))
			return p->views[i].checks;
	return t->source ? t->source->checks : NULL;
}

bool checks_public(struct tables *t, struct diags *d)
{
	const struct project *p = t->project;
	size_t before = diag_met(d);
	guard_open_door(t);
	for (size_t i = 0; i < t->n; i++) {
		const struct source_spec *source = t->tables[i].source;
		const struct checks_said *checks = checks_of(p, &t->tables[i]);
		struct checked c = {.diags = d,
		                    .project = p,
		                    .db = t->db,
		                    .public = t,
		                    .table = t->tables[i],
		                    .number =
		                            source ? (uint32_t)(source - p->sources) : UINT32_MAX};
		if (!t->tables[i].set)
			check_table(&c, checks);
	}
	guard_close_door(t);
	return diag_met(d) == before;
}

bool checks_secret(struct diags *d, const struct project *p, uint32_t number, sqlite3 *db,
                   str tables)
{
	struct arena *a = arena_new();
	const struct source_spec *source = &p->sources[number];
	size_t before = diag_met(d);
	struct checked c = {.diags = d,
	                    .project = p,
	                    .db = db,
	                    .number = number,
	                    .secret = true,
	                    .table = {.name = source->name.text, .source = source}};
	if (tables.len)
		c.public = tables_open(a, d, p, tables);
	if (c.public)
		guard_open_door(c.public);
	bool asked = source->checks || source->measured.weight.text.len;
	if (asked && derive_columns(a, db, &c.table))
		check_table(&c, source->checks);
	arena_drop(a);
	return diag_met(d) == before;
}
