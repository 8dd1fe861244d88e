/* Where the row of an answer stands in its source: its query is asked for the rows' numbers. */
#include "data/origins.h"

#include "data/measure_parts.h"

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

static bool numbers_of(struct tables *t, struct arena *a, struct diags *d,
                       const struct asked_query *q, size_t rows, struct rows *numbers, str *table)
{
	const str *names;
	struct diags *quiet = diags_like(a, d);
	str part = ordered_part(q->sql);
	if (!part.len || origins_tables(t, a, q->sql, &names) != 1)
		return false;
	struct query query = {.sql = arena_printf(a, "select rowid %.*s", STR_ARG(part))};
	*table = names[0];
	return tables_query(t, a, quiet, query, q->bindings, q->n, 0, numbers) &&
	       numbers->n == rows;
}

bool origins_number(struct tables *t, struct arena *a, struct diags *d, const struct asked_query *q,
                    size_t row, size_t rows, int64_t *number)
{
	struct rows numbers;
	str table;
	if (!numbers_of(t, a, d, q, rows, &numbers, &table) || row >= rows ||
	    numbers.cells[row].type != CELL_INT)
		return false;
	*number = numbers.cells[row].integer;
	return true;
}

bool origins_place(struct tables *t, struct arena *a, struct diags *d, const struct asked_query *q,
                   size_t row, size_t rows, struct span *at)
{
	struct rows numbers;
	str table;
	return numbers_of(t, a, d, q, rows, &numbers, &table) && row < rows &&
	       numbers.cells[row].type == CELL_INT &&
	       tables_place(t, d, table, numbers.cells[row].integer, at);
}

/* ---- The rows that are put together in one of an answer ---- */

static size_t column_named(const struct table *t, str name)
{
	size_t i = 0;
	while (i < t->n && !sql_same(t->columns[i], name))
		i++;
	return i;
}

/* The table's column that an answer's is; as many as it has: none. */
static size_t origin_of(const struct table *t, sqlite3_stmt *s, int column)
{
	const char *name = sqlite3_column_origin_name(s, column);
	return name ? column_named(t, str_of(name)) : t->n;
}

static void put_value(struct buf *b, const struct cell *cell)
{
	if (cell->type == CELL_TEXT)
		sql_put_text(b, cell->text);
	else if (cell->type == CELL_INT)
		buf_int(b, cell->integer);
	else if (cell->type == CELL_REAL)
		buf_printf(b, "%.17g", cell->real);
	else
		buf_put(b, S("null"));
}

static void put_equal(struct buf *b, struct arena *a, const struct table *t, size_t column,
                      const struct cell *cell)
{
	struct buf name = {0}, value = {0};
	sql_put_name(&name, t->columns[column]);
	put_value(&value, cell);
	buf_put(b, S(" and "));
	if (measure_is_set(t, column))
		measure_put_in_set(b, buf_str(&name), buf_str(&value));
	else
		buf_put(b, arena_printf(a, "%.*s is %.*s", STR_ARG(buf_str(&name)),
		                        STR_ARG(buf_str(&value))));
	buf_drop(&name);
	buf_drop(&value);
}

/* A measure's groups and answers have the columns' names; its numbers have those of statistics. */
static size_t column_of(const struct table *t, sqlite3_stmt *s, const struct rows *answer, size_t i,
                        bool measure)
{
	str name = answer->names[i];
	if (!measure)
		return origin_of(t, s, (int)i);
	for (int k = MEASURE_SHARE; k < MEASURE_NONE; k++)
		if (str_eq(name, str_of(measure_statistic_name((enum measure_statistic)k))))
			return t->n;
	return str_eq(name, S("n")) ? t->n : column_named(t, name);
}

str origins_row_sql(struct tables *t, struct arena *a, const struct rows *answer,
                    const struct cell *cells, str sql, str table, str rows, bool measure)
{
	const struct table *of = measure_table(t, table);
	struct buf b = {0};
	sqlite3_stmt *s = NULL;
	size_t known = 0;
	str words = typed_casts(a, sql);
	if (!of || !rows.len)
		return S("");
	buf_put(&b, S("select rowid from "));
	sql_put_name(&b, table);
	buf_printf(&b, " where rowid in (%.*s)", STR_ARG(rows));
	guard_open_door(t);
	sqlite3_prepare_v2(t->db, words.ptr, (int)words.len, &s, NULL);
	guard_close_door(t);
	for (size_t i = 0; s && i < answer->columns && i < (size_t)sqlite3_column_count(s); i++) {
		size_t column = column_of(of, s, answer, i, measure);
		if (column < of->n && ++known)
			put_equal(&b, a, of, column, &cells[i]);
	}
	sqlite3_finalize(s);
	buf_put(&b, S(" order by rowid"));
	str out = known ? arena_str(a, buf_str(&b)) : S("");
	buf_drop(&b);
	return out;
}
