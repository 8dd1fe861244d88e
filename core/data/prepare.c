/* A query's words into a statement: one SELECT, with all its parameters bound. */
#include "data/tables_parts.h"

struct asked asked_of(struct tables *t, struct arena *a, struct diags *d, struct query q,
                      const struct binding *bindings, size_t n)
{
	return (struct asked){.tables = t, .diags = d, .at = q.at,
	                      .sql = q.yaml ? asked_lines(a, q.yaml) : q.sql, .yaml = q.yaml,
	                      .parts = q.parts, .parts_n = q.parts_n, .bindings = bindings,
	                      .bindings_n = n};
}

static bool begins_select(const struct asked *q)
{
	struct sql_scan scan = {q->sql, 0, 0};
	struct sql_token t;
	bool any = sql_next(&scan, &t);
	while (any && str_eq(t.text, S("(")))
		any = sql_next(&scan, &t);
	if (!any)
		return diag_error(q->diags, q->at, "data/not-a-select", "the query is empty");
	if (sql_same(t.text, S("select")) || sql_same(t.text, S("with")) ||
	    sql_same(t.text, S("values")))
		return true;
	diag_error(q->diags, asked_at(q, t.off, t.text.len), "data/not-a-select",
	           "a query begins with SELECT, not '%.*s'", STR_ARG(t.text));
	diag_hint(q->diags, "Write one SELECT over the tables of 'data:'.");
	return false;
}

static bool one_statement(const struct asked *q, size_t end)
{
	struct sql_scan scan = {q->sql, end, 0};
	struct sql_token t;
	while (sql_next(&scan, &t))
		if (!str_eq(t.text, S(";")))
			return diag_error(q->diags, asked_at(q, t.off, t.text.len),
			                  "data/not-a-select", "text after the end of the query");
	return true;
}

static bool sound_text(const struct asked *q)
{
	if (q->sql.len > MOST_SQL)
		return diag_error(q->diags, q->at, "data/too-large",
		                  "the query is longer than %d bytes", MOST_SQL);
	if (str_has(q->sql, 0))
		return diag_error(q->diags, q->at, "data/syntax", "NUL byte in a query");
	return begins_select(q);
}

/* ---- Binding ---- */

static void hint_bound(const struct asked *q, str name)
{
	struct buf list = {0};
	for (size_t i = 0; i < q->bindings_n; i++)
		buf_printf(&list, "%s%.*s", list.len ? ", " : "", STR_ARG(q->bindings[i].name));
	if (str_eq(name, S(":country")))
		diag_hint(q->diags, "Only editions by country have one; bound here: %.*s.",
		          STR_ARG(list.len ? buf_str(&list) : S("nothing")));
	else
		diag_hint(q->diags, "Bound here: %.*s.",
		          STR_ARG(list.len ? buf_str(&list) : S("nothing")));
	buf_drop(&list);
}

static bool unbound(const struct asked *q, str name)
{
	struct sql_scan scan = {q->sql, 0, 0};
	struct span at = q->at;
	for (struct sql_token t; sql_next(&scan, &t);) {
		if (t.kind == SQL_PARAMETER && (str_eq(t.text, name) || !name.len)) {
			at = asked_at(q, t.off, t.text.len);
			break;
		}
	}
	if (name.len)
		diag_error(q->diags, at, "data/unbound", "nothing is bound to '%.*s'",
		           STR_ARG(name));
	else
		diag_error(q->diags, at, "data/unbound", "a parameter without a name");
	hint_bound(q, name);
	return false;
}

static const struct cell *bound_to(const struct asked *q, str name)
{
	for (size_t i = 0; i < q->bindings_n; i++)
		if (str_eq(q->bindings[i].name, name))
			return &q->bindings[i].value;
	return NULL;
}

static bool bind_one(const struct asked *q, sqlite3_stmt *s, int i)
{
	str name = str_of(sqlite3_bind_parameter_name(s, i));
	const struct cell *cell = bound_to(q, name);
	if (!cell)
		return unbound(q, name);
	if (cell->type == CELL_INT)
		sqlite3_bind_int64(s, i, cell->integer);
	else if (cell->type == CELL_REAL)
		sqlite3_bind_double(s, i, cell->real);
	else if (cell->type == CELL_TEXT)
		sqlite3_bind_text(s, i, cell->text.ptr ? cell->text.ptr : "", (int)cell->text.len,
		                  SQLITE_TRANSIENT);
	return true;
}

bool asked_bind(const struct asked *q, sqlite3_stmt *s)
{
	size_t met = diag_met(q->diags);
	for (int i = 1; i <= sqlite3_bind_parameter_count(s); i++)
		bind_one(q, s, i);
	return diag_met(q->diags) == met;
}

/* The same with ORDER BY as code books have it. All has been checked; what SQLite does not take
 * otherwise stays as it is. */
static sqlite3_stmt *in_book_order(const struct asked *q, struct arena *a, sqlite3_stmt *s)
{
	str sql = asked_in_book_order(q, a, s);
	sqlite3_stmt *ordered = NULL;
	if (sql.ptr == q->sql.ptr)
		return s;
	sql = typed_casts(a, sql);
	if (sqlite3_prepare_v2(q->tables->db, sql.ptr, (int)sql.len, &ordered, NULL) ||
	    !asked_bind(q, ordered)) {
		sqlite3_finalize(ordered);
		return s;
	}
	sqlite3_finalize(s);
	return ordered;
}

sqlite3_stmt *asked_prepare(const struct asked *q, struct typed_kinds *kinds)
{
	sqlite3_stmt *s = NULL;
	const char *tail = NULL;
	if (!sound_text(q))
		return NULL;
	struct arena *a = arena_new();
	const char *sql = arena_cstr(a, typed_casts(a, q->sql));
	guard_begin(q->tables);
	int rc = sqlite3_prepare_v2(q->tables->db, sql, (int)q->sql.len + 1, &s, &tail);
	bool good = rc ? asked_complain(q, rc)
	               : one_statement(q, (size_t)(tail - sql)) && asked_bind(q, s) &&
	                            asked_check(q, (size_t)sqlite3_column_count(s), kinds) &&
	                            asked_percents(q) && asked_labels(q);
	if (good)
		s = in_book_order(q, a, s);
	arena_drop(a);
	if (good)
		return s;
	sqlite3_finalize(s);
	return NULL;
}

sqlite3_stmt *asked_as_written(const struct asked *q)
{
	struct arena *a = arena_new();
	sqlite3_stmt *s = NULL;
	if (typed_casts(a, q->sql).ptr != q->sql.ptr)
		sqlite3_prepare_v2(q->tables->db, q->sql.ptr, (int)q->sql.len, &s, NULL);
	arena_drop(a);
	return s;
}

/* Tables have no order of their own: rows that are printed, or cut off by LIMIT, need one. */
bool asked_ordered(const struct asked *q, uint64_t rows, unsigned flags)
{
	bool limited = sql_has_keyword(q->sql, S("limit"));
	if (!(limited || ((flags & QUERY_PRINTED) && rows > 1)) ||
	    sql_has_keyword(q->sql, S("order")))
		return true;
	diag_error(q->diags, q->at, "data/unordered",
	           limited ? "LIMIT without ORDER BY takes any rows"
	                   : "the query gives more than one row, in no certain order");
	diag_hint(q->diags,
	          "Add ORDER BY at its end, so that the rows always come in the same order.");
	return false;
}
