/* Queries whose whole answer is held: small ones, and single values. */
#include "data/tables_parts.h"

static struct cell copied(struct arena *a, struct cell cell)
{
	if (cell.type == CELL_TEXT)
		cell.text = arena_str(a, cell.text);
	return cell;
}

static bool take_rows(struct cursor *c, struct arena *a, struct rows *out)
{
	vec(struct cell) all = {0};
	const struct cell *cells;
	for (;; out->n++) {
		if (!cursor_row(c, out->n, &cells))
			return false;
		if (!cells)
			break;
		for (size_t i = 0; i < out->columns; i++)
			vec_push(a, &all, copied(a, cells[i]));
	}
	out->cells = all.at;
	return true;
}

static bool take_names(struct cursor *c, struct arena *a, struct rows *out)
{
	const str *names;
	out->columns = cursor_columns(c, &names);
	str *copies = arena_array(a, str, out->columns);
	for (size_t i = 0; i < out->columns; i++)
		copies[i] = arena_str(a, names[i]);
	out->names = copies;
	const struct codebook_variable **variables =
	        arena_array(a, const struct codebook_variable *, out->columns + 1);
	if (out->columns)
		memcpy(variables, cursor_variables(c), out->columns * sizeof *variables);
	out->variables = variables;
	return true;
}

bool tables_query(struct tables *t, struct arena *a, struct diags *d, struct query query,
                  const struct binding *bindings, size_t n, unsigned flags, struct rows *out)
{
	struct arena *scratch = arena_new();
	struct asked q = asked_of(t, scratch, d, query, bindings, n);
	struct cursor *c =
	        cursor_within(&q, scratch, flags, (struct bounds){MOST_ROWS, MOST_ANSWER});
	*out = (struct rows){0};
	bool good = c && take_names(c, a, out) && take_rows(c, a, out);
	arena_drop(scratch);
	return good;
}

static void put_cell(struct buf *b, const struct cell *cell)
{
	if (cell->type == CELL_TEXT)
		buf_printf(b, "'%.*s'", STR_ARG(cell->text));
	else if (cell->type == CELL_INT)
		buf_int(b, cell->integer);
	else if (cell->type == CELL_REAL)
		buf_printf(b, "%.15g", cell->real);
	else
		buf_put(b, S("NULL"));
}

/* ":country 'LV', :language 'lv'": which edition it is that has no row. */
static str bound_values(struct arena *a, const struct asked *q)
{
	struct buf b = {0};
	for (size_t i = 0; i < q->bindings_n; i++) {
		const struct binding *one = &q->bindings[i];
		struct sql_scan scan = {q->sql, 0, 0};
		bool used = false;
		for (struct sql_token t; !used && sql_next(&scan, &t);)
			used = t.kind == SQL_PARAMETER && str_eq(t.text, one->name);
		if (!used)
			continue;
		buf_printf(&b, "%s%.*s ", b.len ? ", " : " for ", STR_ARG(one->name));
		put_cell(&b, &one->value);
	}
	str s = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return s;
}

bool tables_values(struct tables *t, struct arena *a, struct diags *d, struct query query,
                   const struct binding *bindings, size_t n, struct rows *out)
{
	if (!tables_query(t, a, d, query, bindings, n, QUERY_PRINTED, out))
		return false;
	struct asked q = asked_of(t, a, d, query, bindings, n);
	struct span at = query.at;
	if (out->columns == 1 && out->n)
		return true;
	if (out->columns != 1)
		diag_error(d, at, "data/not-one-value",
		           "a value is one cell, but the query gives %zu columns", out->columns);
	else
		diag_error(d, at, "data/not-one-value", "the query gives no row%.*s",
		           STR_ARG(bound_values(a, &q)));
	diag_hint(d, "Select one column, and one row by WHERE or by count, sum, avg, min or max.");
	return false;
}

bool tables_check(struct tables *t, struct diags *d, struct query query,
                  const struct binding *bindings, size_t n)
{
	struct arena *scratch = arena_new();
	struct asked q = asked_of(t, scratch, d, query, bindings, n);
	struct typed_kinds kinds;
	sqlite3_stmt *s = asked_prepare(&q, &kinds);
	bool good = s && asked_ordered(&q, 0, 0);
	sqlite3_finalize(s);
	arena_drop(scratch);
	return good;
}
