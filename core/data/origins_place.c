/* Where the row of an answer stands in its source: its query is asked for the rows' numbers. */
#include "data/origins.h"

#include "data/sql/sql.h"

/* From FROM to the end, of one SELECT over one table whose rows are not put together. */
static str ordered_part(str sql)
{
	static const char *const no[] = {"group", "distinct", "having", "except", "intersect"};
	struct sql_scan scan = {sql, 0, 0};
	str part = origins_part(sql);
	for (struct sql_token t; part.len && sql_next(&scan, &t);)
		for (size_t i = 0; t.kind == SQL_WORD && i < sizeof no / sizeof *no; i++)
			if (sql_same(t.text, str_of(no[i])))
				return S("");
	return part.len ? str_from(sql, (size_t)(part.ptr - sql.ptr)) : S("");
}

bool origins_place(struct tables *t, struct arena *a, struct diags *d, const struct asked_query *q,
                   size_t row, size_t rows, struct span *at)
{
	const str *names;
	struct rows numbers;
	struct diags *quiet = diags_like(a, d);
	str part = ordered_part(q->sql);
	if (!part.len || origins_tables(t, a, q->sql, &names) != 1)
		return false;
	struct query query = {.sql = arena_printf(a, "select rowid %.*s", STR_ARG(part))};
	if (!tables_query(t, a, quiet, query, q->bindings, q->n, 0, &numbers) ||
	    numbers.n != rows || row >= numbers.n || numbers.cells[row].type != CELL_INT)
		return false;
	return tables_place(t, d, names[0], numbers.cells[row].integer, at);
}
