/* Passages: ::: {.each query="..."} stands once for every row of a query, ::: {.only country="LV EE"}
 * in those countries' editions alone. */
#include "text/maker.h"

bool is_passage(const struct block *b)
{
	return b->kind == NODE_DIV && (str_eq(b->attributes.style, S("each")) ||
	                               str_eq(b->attributes.style, S("only")));
}

static const struct attribute *need(struct maker *m, const struct block *b, const char *key)
{
	const struct attribute *a = attributes_get(&b->attributes, key);
	if (a && str_trim(a->value).len)
		return a;
	builder_fail(&m->b);
	diag_error(m->b.diags, b->attributes.style_at, "text/bad-passage", "'%.*s' needs %s=\"...\"",
	           STR_ARG(b->attributes.style), key);
	return NULL;
}

static void make_each(struct maker *m, const struct block *b, strom_node parent)
{
	struct edition *e = m->b.edition;
	const struct attribute *query = need(m, b, "query");
	struct binding bindings[2];
	struct rows rows;
	size_t n = edition_bindings(e, bindings);
	if (!query)
		return;
	if (!e->tables || !tables_query(e->tables, m->b.arena, e->diags, query->value_at, query->value,
	                                bindings, n, QUERY_PRINTED, &rows)) {
		builder_fail(&m->b);
		if (!e->tables)
			diag_error(e->diags, query->value_at, "text/no-tables", "there are no tables to ask");
		return;
	}
	for (size_t i = 0; i < rows.n && !builder_full(&m->b); i++) {
		struct value_row row = {.rows = &rows, .row = i};
		values_enter(m->values, &row);
		maker_children(m, b, parent);
		values_leave(m->values);
	}
}

static bool is_country(const struct project *p, str code)
{
	for (size_t i = 0; i < p->editions_n; i++)
		if (str_eq(p->editions[i].country, code))
			return true;
	return false;
}

static bool names_country(struct maker *m, const struct attribute *list, bool *found)
{
	const struct edition_spec *spec = m->b.edition->spec;
	for (str rest = str_trim(list->value); rest.len;) {
		str code = str_until(rest, ' ');
		*found |= spec->country.len && str_eq(code, spec->country);
		if (!is_country(m->project, code) && !str_eq(code, spec->country)) {
			builder_fail(&m->b);
			diag_error(m->b.diags, list->value_at, "text/unknown-country",
			           "no edition is for the country '%.*s'", STR_ARG(code));
			diag_hint(m->b.diags, "Write codes from countries: in strom.yml, with spaces between them.");
			return false;
		}
		rest = str_trim(str_from(rest, code.len));
	}
	return true;
}

void make_passage(struct maker *m, const struct block *b, strom_node parent)
{
	bool found = false;
	if (str_eq(b->attributes.style, S("each"))) {
		make_each(m, b, parent);
		return;
	}
	const struct attribute *list = need(m, b, "country");
	if (list && names_country(m, list, &found) && found)
		maker_children(m, b, parent);
}
