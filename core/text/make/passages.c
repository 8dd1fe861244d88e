/* Passages: ::: {.each query="..."} stands once for every row of a query, ::: {.only country="LV
 * EE"} in those countries' editions alone. */
#include "text/make/maker.h"

enum { MOST_ROWS = 10000 };      /* that passages are repeated for, in one edition */

bool make_is_passage(const struct draft_block *b)
{
	return b->kind == NODE_DIV && (str_eq(b->attributes.style, S("each")) ||
	                               str_eq(b->attributes.style, S("only")));
}

static const struct attribute *need(struct maker *m, const struct draft_block *b, const char *key)
{
	const struct attribute *a = attributes_get(&b->attributes, key);
	if (a && str_trim(a->value).len)
		return a;
	diag_error(m->b.diags, b->attributes.style_at, "text/bad-passage",
	           "'%.*s' needs %s=\"...\"", STR_ARG(b->attributes.style), key);
	return NULL;
}

static bool ask(struct maker *m, const struct attribute *query, struct rows *rows)
{
	struct edition *e = m->b.edition;
	size_t n;
	const struct binding *bindings = values_bindings(m->values, &n);
	const struct query asked = {.sql = query->value, .at = query->value_at};
	if (!e->tables)
		diag_error(e->diags, query->value_at, "text/no-tables",
		           "there are no tables to ask");
	else if (tables_query(e->tables, m->b.arena, e->diags, asked, bindings, n, QUERY_PRINTED,
	                      rows))
		return true;
	return false;
}

static bool too_many(struct maker *m, const struct attribute *query, size_t rows)
{
	m->rows += rows;
	if (m->rows <= MOST_ROWS)
		return false;
	diag_error(m->b.diags, query->value_at, "text/too-many-rows",
	           "passages are repeated for more than 10000 rows");
	diag_hint(m->b.diags, "Print so many rows as a table, or narrow the query.");
	return true;
}

static void pass_over(struct maker *m, struct here here, const struct draft_block *b, bool rows)
{
	maker_pass_over(here, b);
	make_unprinted(m, here, b, rows);
}

/* Every row's passage has the same segments: translations are judged in the first. */
static void make_each(struct maker *m, struct here here, const struct draft_block *b,
                      strom_node parent)
{
	const struct attribute *query = need(m, b, "query");
	struct rows rows;
	if (!query || !ask(m, query, &rows) || too_many(m, query, rows.n))
		return;
	struct value_row row = {.rows = &rows};
	values_enter(m->values, &row);
	if (!rows.n)
		pass_over(m, here, b, true);
	for (; row.row < rows.n && !builder_full(&m->b); row.row++, here.judged = false)
		maker_children(m, here, b, parent);
	values_leave(m->values);
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
			diag_error(m->b.diags, list->value_at, "text/unknown-country",
			           "no edition is for the country '%.*s'", STR_ARG(code));
			diag_hint(m->b.diags, "Write codes from countries: in strom.yml, with "
			                      "spaces between them.");
			return false;
		}
		rest = str_trim(str_from(rest, code.len));
	}
	return true;
}

void make_passage(struct maker *m, struct here here, const struct draft_block *b, strom_node parent)
{
	bool found = false;
	if (str_eq(b->attributes.style, S("each"))) {
		make_each(m, here, b, parent);
		return;
	}
	const struct attribute *list = need(m, b, "country");
	if (!list || !names_country(m, list, &found))
		return;
	if (found)
		maker_children(m, here, b, parent);
	else
		pass_over(m, here, b, false);
}
