/* Crosstabs: the values of the last column of groups stand beside each other, each with the numbers
 * that are asked for. */
#include "data/measure_parts.h"

enum { MOST_ACROSS = 60 };

static str across_name(const struct measure_shape *shape)
{
	return shape->said->by[shape->said->by_n - 1].text;
}

static bool is_across(const struct measure_shape *shape, str name)
{
	return sql_same(name, across_name(shape));
}

/* Of what each value has a column. */
static bool is_number(const struct measure_shape *shape, str name)
{
	size_t by;
	return !measure_is_own(shape, name) && !measure_is_by(shape->said, name, &by);
}

/* ---- What is wrong ---- */

static bool no_head(const struct measure_asker *a, const struct measure_shape *shape, str name,
                    struct span at)
{
	(void)shape;
	diag_error(a->diags, at, "data/crosstab", "'%.*s' heads rows, and is not under columns",
	           STR_ARG(name));
	diag_hint(a->diags, "Add it to columns with a title.");
	return false;
}

static bool is_shown(const struct measure_shape *shape, str name)
{
	bool shown = false;
	for (size_t i = 0; i < shape->said->columns_n; i++)
		shown |= sql_same(shape->said->columns[i].text, name);
	return shown;
}

static bool check(const struct measure_asker *a, const struct measure_shape *shape)
{
	const struct measure_rows *said = shape->said;
	bool numbers = false;
	for (size_t i = 0; i + 1 < said->by_n; i++)
		if (!is_shown(shape, said->by[i].text))
			return no_head(a, shape, said->by[i].text, said->by[i].at);
	if (shape->answers && !is_shown(shape, measure_subject(shape->m)))
		return no_head(a, shape, measure_subject(shape->m), said->at);
	for (size_t i = 0; i < said->columns_n; i++)
		numbers |= is_number(shape, said->columns[i].text);
	if (numbers)
		return true;
	diag_error(a->diags, said->at, "data/crosstab", "no number stands under columns");
	diag_hint(a->diags, "Add share, count, n, mean, median, sum, min or max with a title.");
	return false;
}

static bool too_many(const struct measure_asker *a, const struct measure_shape *shape, size_t n)
{
	const struct said *last = &shape->said->by[shape->said->by_n - 1];
	diag_error(a->diags, last->at, "data/crosstab",
	           "'%.*s' has %zu values, and no more than %d stand beside each other",
	           STR_ARG(last->text), n, MOST_ACROSS);
	diag_hint(a->diags, "Let it head the rows: put it first under by:, or write form: list.");
	return false;
}

/* ---- The values ---- */

static struct query values_query(const struct measure_asker *a, const struct measure_shape *shape)
{
	struct measure_sql q = {.arena = a->arena};
	const struct measure_rows *said = shape->said;
	char value[32];
	snprintf(value, sizeof value, "r.g%zu", said->by_n);
	buf_printf(&q.text, "select %s from ", value);
	measure_put_rows(&q, shape->m, shape->m->table->n, said->by, said->by_n);
	buf_put(&q.text, shape->answers ? S(" r where r.x is not null") : S(" r where 1"));
	for (size_t i = 0; i < said->by_n; i++)
		buf_printf(&q.text, " and r.g%zu is not null", i + 1);
	buf_printf(&q.text, " group by %s order by ", value);
	measure_put_order(&q, shape->m->table, across_name(shape), value);
	return measure_sql_end(&q, said->at);
}

static void take_columns(const struct measure_asker *a, const struct measure_shape *shape,
                         size_t values, struct measure_notes *notes)
{
	const struct measure_rows *said = shape->said;
	vec(struct measure_column) columns = {0};
	for (size_t i = 0; i < said->columns_n; i++)
		if (!is_number(shape, said->columns[i].text) &&
		    !is_across(shape, said->columns[i].text))
			vec_push(a->arena, &columns,
			         ((struct measure_column){i, MEASURE_NO_VALUE}));
	for (size_t k = 0; k < values + (said->total.len != 0); k++)
		for (size_t i = 0; i < said->columns_n; i++)
			if (is_number(shape, said->columns[i].text))
				vec_push(a->arena, &columns, ((struct measure_column){i, k}));
	notes->columns = columns.at;
	notes->columns_n = columns.n;
}

bool measure_across(const struct measure_asker *a, const struct measure_shape *shape,
                    struct measure_notes *notes)
{
	struct rows rows;
	if (!check(a, shape) || !tables_query(a->tables, a->arena, a->diags, values_query(a, shape),
	                                      a->bindings, a->bindings_n, 0, &rows))
		return false;
	if (rows.n > MOST_ACROSS)
		return too_many(a, shape, rows.n);
	notes->heads.values = rows.cells;
	notes->heads.n = rows.n;
	take_columns(a, shape, rows.n, notes);
	return true;
}

/* ---- Its SQL ---- */

/* Of the total: null. */
static const struct cell *head_of(const struct measure_notes *notes, size_t value)
{
	return value < notes->heads.n ? &notes->heads.values[value] : NULL;
}

/* "share.small": no other column is called so. The total's ends with the point. */
static str column_name(struct arena *a, str said, const struct measure_notes *notes, size_t value)
{
	const struct cell *cell = head_of(notes, value);
	str text = !cell ? S("") : cell->type == CELL_TEXT ? cell->text : measure_literal(a, cell);
	return arena_printf(a, "%.*s.%.*s", STR_ARG(said), STR_ARG(text));
}

static bool is_count(enum measure_statistic s)
{
	return s == MEASURE_COUNT || s == MEASURE_BASE || s == MEASURE_ROWS;
}

/* What no row has is counted as 0, and has no share. */
static void put_number(struct measure_sql *q, const struct measure_shape *shape,
                       const struct measure_notes *notes, const struct measure_column *column)
{
	str name = shape->said->columns[column->said].text;
	str value = measure_literal(q->arena, head_of(notes, column->value));
	bool counts = is_count(measure_column_statistic(name));
	char g[32];
	snprintf(g, sizeof g, "t.g%zu", shape->said->by_n);
	if (counts)
		buf_printf(&q->text, "iif(count(iif(%s is %.*s, 1, null)), ", g, STR_ARG(value));
	buf_printf(&q->text, "max(iif(%s is %.*s, t.s%zu, null))", g, STR_ARG(value),
	           column->said + 1);
	buf_put(&q->text, counts ? S(", 0)") : S(""));
	buf_put(&q->text, S(" as "));
	sql_put_name(&q->text, column_name(q->arena, name, notes, column->value));
}

static void put_head(struct measure_sql *q, const struct measure_shape *shape, size_t column)
{
	str name = shape->said->columns[column].text;
	size_t by = 0;
	if (measure_is_by(shape->said, name, &by))
		buf_printf(&q->text, "t.g%zu", by + 1);
	else
		buf_put(&q->text, S("t.x"));
	buf_put(&q->text, S(" as "));
	sql_put_name(&q->text, name);
}

/* A row's own name, where it is of all groups. */
static bool put_total(struct measure_sql *q, const struct measure_shape *shape, size_t column)
{
	size_t by;
	if (!shape->said->total.len ||
	    !measure_is_by(shape->said, shape->said->columns[column].text, &by))
		return false;
	buf_printf(&q->text, ", iif(t.g%zu is null, ", by + 1);
	sql_put_text(&q->text, shape->said->total);
	buf_put(&q->text, S(", null)"));
	return true;
}

static void put_signs(struct measure_sql *q, const struct measure_shape *shape,
                      struct measure_notes *notes)
{
	uint32_t *signs = arena_array(q->arena, uint32_t, notes->columns_n + 1);
	bool *totals = arena_array(q->arena, bool, notes->columns_n + 1);
	for (size_t i = 0; i < notes->columns_n; i++) {
		const struct measure_column *c = &notes->columns[i];
		str name = shape->said->columns[c->said].text;
		totals[i] = c->value == MEASURE_NO_VALUE && put_total(q, shape, c->said);
		if (!totals[i]) {
			if (c->value == MEASURE_NO_VALUE ||
			    !measure_has_sign(shape->m->table->measured,
			                      measure_column_statistic(name)))
				continue;
			buf_printf(&q->text, ", max(iif(t.g%zu is %.*s, t.z%zu, null))",
			           shape->said->by_n,
			           STR_ARG(measure_literal(q->arena, head_of(notes, c->value))),
			           c->said + 1);
		}
		buf_printf(&q->text, " as sign%zu", i + 1);
		signs[i] = (uint32_t)(notes->columns_n + notes->signs_n++);
	}
	notes->signs = signs;
	notes->totals = totals;
}

void measure_put_across(struct measure_sql *q, const struct measure_shape *shape,
                        struct measure_notes *notes)
{
	size_t groups = measure_row_groups(shape->said);
	for (size_t i = 0; i < notes->columns_n; i++) {
		buf_put(&q->text, i ? S(", ") : S(" select "));
		if (notes->columns[i].value == MEASURE_NO_VALUE)
			put_head(q, shape, notes->columns[i].said);
		else
			put_number(q, shape, notes, &notes->columns[i]);
	}
	put_signs(q, shape, notes);
	buf_put(&q->text, S(" from t"));
	measure_put_groups(q, " group by ", "t.", groups);
	if (shape->answers)
		buf_put(&q->text, groups ? S(", t.x") : S(" group by t.x"));
	measure_put_row_order(q, shape, "t.", "t.x");
}
