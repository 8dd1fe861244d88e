/* Opening the tables and asking them. */
#include "data/tables_parts.h"

/* ---- Opening ---- */

static str column_str(sqlite3_stmt *s, int i)
{
	const char *text = (const char *)sqlite3_column_text(s, i);
	return (str){text ? text : "", text ? (size_t)sqlite3_column_bytes(s, i) : 0};
}

static str type_of(str declared)
{
	if (str_eq(declared, S("INTEGER")))
		return S("int");
	if (str_eq(declared, S("REAL")))
		return S("real");
	if (str_eq(declared, S("BOOL_INT")))
		return S("bool");
	return str_eq(declared, S("DATE_TEXT")) ? S("date") : S("text");
}

static bool read_columns(struct arena *a, sqlite3 *db, struct table *t)
{
	vec(str) names = {0}, types = {0};
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(db, "select name, type from pragma_table_info(?) order by cid", -1, &s,
	                       NULL))
		return false;
	sqlite3_bind_text(s, 1, t->name.ptr, (int)t->name.len, SQLITE_STATIC);
	while (sqlite3_step(s) == SQLITE_ROW) {
		vec_push(a, &names, arena_str(a, column_str(s, 0)));
		vec_push(a, &types, type_of(column_str(s, 1)));
	}
	sqlite3_finalize(s);
	t->columns = names.at;
	t->types = types.at;
	t->n = names.n;
	return t->n > 0;
}

static bool read_modules(struct arena *a, struct tables *t)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(t->db, "select name from pragma_module_list", -1, &s, NULL))
		return false;
	while (sqlite3_step(s) == SQLITE_ROW)
		vec_push(a, &t->modules, arena_str(a, column_str(s, 0)));
	sqlite3_finalize(s);
	return true;
}

static bool read_catalogue(struct arena *a, struct tables *t)
{
	const struct project *p = t->project;
	t->tables = arena_array(a, struct table, p->sources_n + 1);
	for (size_t i = 0; i < p->sources_n; i++) {
		if (p->sources[i].sensitive)
			continue;
		struct table *table = &t->tables[t->n];
		*table = (struct table){.name = p->sources[i].name.text, .source = &p->sources[i]};
		if (!read_columns(a, t->db, table))
			return false;
		t->n++;
	}
	return read_modules(a, t);
}

struct tables *tables_open(struct arena *a, struct diags *d, const struct project *p, str database)
{
	struct tables *t = arena_make(a, struct tables);
	/* SQLite takes the bytes as writable, but does not write into a READONLY database. */
	unsigned char *bytes = (unsigned char *)(uintptr_t)database.ptr;
	t->project = p;
	if (guard_open(a, t) &&
	    !sqlite3_deserialize(t->db, "main", bytes, (sqlite3_int64)database.len,
	                         (sqlite3_int64)database.len, SQLITE_DESERIALIZE_READONLY) &&
	    read_catalogue(a, t)) {
		guard_close_door(t);
		return t;
	}
	diag_error(d, p->at, "data/database-broken", "the tables cannot be opened: %s",
	           t->db ? sqlite3_errmsg(t->db) : "out of memory");
	return NULL;
}

static bool place_of(struct tables *t, uint32_t source, int64_t row, struct span *at)
{
	sqlite3_stmt *s = NULL;
	bool found = false;
	if (!sqlite3_prepare_v2(t->db, "select off, len from strom_rows where source = ? and row = ?", -1,
	                        &s, NULL)) {
		sqlite3_bind_int64(s, 1, source);
		sqlite3_bind_int64(s, 2, row);
		found = sqlite3_step(s) == SQLITE_ROW;
		at->off = (uint64_t)sqlite3_column_int64(s, 0);
		at->len = (uint32_t)sqlite3_column_int64(s, 1);
	}
	sqlite3_finalize(s);
	return found;
}

bool tables_place(struct tables *t, struct diags *d, str table, int64_t row, struct span *at)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct source_spec *source = t->tables[i].source;
		if (!sql_same(t->tables[i].name, table))
			continue;
		guard_open_door(t);
		bool found = place_of(t, (uint32_t)(source - t->project->sources), row, at);
		guard_close_door(t);
		at->file = diag_file(d, source->path.text, 0);
		return found;
	}
	return false;
}

/* ---- Preparing ---- */

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
			return diag_error(q->diags, asked_at(q, t.off, t.text.len), "data/not-a-select",
			                  "text after the end of the query");
	return true;
}

static bool sound_text(const struct asked *q)
{
	if (q->sql.len > MOST_SQL)
		return diag_error(q->diags, q->at, "data/too-large", "the query is longer than %d bytes",
		                  MOST_SQL);
	if (str_has(q->sql, 0))
		return diag_error(q->diags, q->at, "data/syntax", "NUL byte in a query");
	return begins_select(q);
}

/* ---- Binding ---- */

static void hint_bound(const struct asked *q, str name)
{
	struct buf list = {0};
	for (size_t i = 0; i < q->bindings_n; i++)
		if (q->bindings[i].value.len)
			buf_printf(&list, "%s%.*s", list.len ? ", " : "", STR_ARG(q->bindings[i].name));
	if (str_eq(name, S(":country")))
		diag_hint(q->diags, "Only editions by country have one; bound here: %.*s.",
		          STR_ARG(list.len ? buf_str(&list) : S("nothing")));
	else
		diag_hint(q->diags, "Bound here: %.*s.", STR_ARG(list.len ? buf_str(&list) : S("nothing")));
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
		diag_error(q->diags, at, "data/unbound", "nothing is bound to '%.*s'", STR_ARG(name));
	else
		diag_error(q->diags, at, "data/unbound", "a parameter without a name");
	hint_bound(q, name);
	return false;
}

static bool bind_one(const struct asked *q, sqlite3_stmt *s, int i)
{
	str name = str_of(sqlite3_bind_parameter_name(s, i));
	for (size_t k = 0; k < q->bindings_n; k++) {
		str value = q->bindings[k].value;
		if (!str_eq(q->bindings[k].name, name) || !value.len)
			continue;
		sqlite3_bind_text(s, i, value.ptr, (int)value.len, SQLITE_STATIC);
		return true;
	}
	return unbound(q, name);
}

static bool bind_all(const struct asked *q, sqlite3_stmt *s)
{
	bool good = true;
	for (int i = 1; i <= sqlite3_bind_parameter_count(s); i++)
		good &= bind_one(q, s, i);
	return good;
}

/* NULL: reported. */
static sqlite3_stmt *prepare(const struct asked *q)
{
	sqlite3_stmt *s = NULL;
	const char *tail = NULL;
	if (!sound_text(q))
		return NULL;
	guard_begin(q->tables);
	struct buf sql = {0};
	buf_put(&sql, q->sql);
	buf_byte(&sql, 0);
	int rc = sqlite3_prepare_v2(q->tables->db, sql.ptr, (int)sql.len, &s, &tail);
	bool good = rc ? complain(q, rc)
	               : one_statement(q, (size_t)(tail - sql.ptr)) && bind_all(q, s);
	buf_drop(&sql);
	if (good)
		return s;
	sqlite3_finalize(s);
	return NULL;
}

/* ---- Running ---- */

struct answer {
	struct arena *arena;
	vec(struct cell) cells;
	struct rows *rows;
	size_t bytes;
};

static bool take_text(const struct asked *q, struct answer *to, sqlite3_stmt *s, int i,
                      struct cell *cell)
{
	/* Before the text is asked for, which turns a blob into one. */
	bool blob = sqlite3_column_type(s, i) == SQLITE_BLOB;
	str text = column_str(s, i);
	if (blob || utf8_check(text) < text.len ||
	    str_has(text, 0))
		return diag_error(q->diags, q->at, "data/not-text", "column '%.*s' holds what is no text",
		                  STR_ARG(to->rows->names[i]));
	to->bytes += text.len;
	if (to->bytes > MOST_ANSWER)
		return diag_error(q->diags, q->at, "data/too-large", "the answer has more than %u MiB",
		                  MOST_ANSWER >> 20);
	*cell = (struct cell){.type = CELL_TEXT, .text = arena_str(to->arena, text)};
	return true;
}

static bool take_cell(const struct asked *q, struct answer *to, sqlite3_stmt *s, int i)
{
	struct cell cell = {.type = CELL_NULL};
	switch (sqlite3_column_type(s, i)) {
	case SQLITE_NULL:
		break;
	case SQLITE_INTEGER:
		cell = (struct cell){.type = CELL_INT, .integer = sqlite3_column_int64(s, i)};
		break;
	case SQLITE_FLOAT:
		cell = (struct cell){.type = CELL_REAL, .real = sqlite3_column_double(s, i)};
		if (cell.real - cell.real != 0)
			return diag_error(q->diags, q->at, "data/infinite",
			                  "column '%.*s' holds a number beyond all bounds",
			                  STR_ARG(to->rows->names[i]));
		break;
	default:
		if (!take_text(q, to, s, i, &cell))
			return false;
	}
	vec_push(to->arena, &to->cells, cell);
	return true;
}

static bool take_row(const struct asked *q, struct answer *to, sqlite3_stmt *s)
{
	if (to->rows->n == MOST_ROWS) {
		diag_error(q->diags, q->at, "data/too-many-rows", "the query gives more than %u rows",
		           MOST_ROWS);
		diag_hint(q->diags, "Narrow it with WHERE, or sum up with GROUP BY.");
		return false;
	}
	to->rows->n++;
	for (size_t i = 0; i < to->rows->columns; i++)
		if (!take_cell(q, to, s, (int)i))
			return false;
	return true;
}

static void take_names(struct answer *to, sqlite3_stmt *s)
{
	to->rows->columns = (size_t)sqlite3_column_count(s);
	str *names = arena_array(to->arena, str, to->rows->columns);
	for (size_t i = 0; i < to->rows->columns; i++)
		names[i] = arena_str(to->arena, str_of(sqlite3_column_name(s, (int)i)));
	to->rows->names = names;
}

static bool run(const struct asked *q, struct answer *to, sqlite3_stmt *s)
{
	int rc;
	take_names(to, s);
	while ((rc = sqlite3_step(s)) == SQLITE_ROW)
		if (!take_row(q, to, s))
			return false;
	if (rc != SQLITE_DONE || q->tables->clock)
		return complain(q, rc);
	to->rows->cells = to->cells.at;
	return true;
}

/* Tables have no order of their own: rows that are printed, or cut off by LIMIT, need one. */
static bool ordered(const struct asked *q, size_t rows, unsigned flags)
{
	bool limited = sql_has_keyword(q->sql, S("limit"));
	if (!(limited || ((flags & QUERY_PRINTED) && rows > 1)) || sql_has_keyword(q->sql, S("order")))
		return true;
	diag_error(q->diags, q->at, "data/unordered",
	           limited ? "LIMIT without ORDER BY takes any rows"
	                   : "the query gives more than one row, in no certain order");
	diag_hint(q->diags, "Add ORDER BY at its end, so that the rows always come in the same order.");
	return false;
}

bool tables_query(struct tables *t, struct arena *a, struct diags *d, struct span at, str sql,
                  const struct binding *bindings, size_t n, unsigned flags, struct rows *out)
{
	struct asked q = {t, d, at, sql, bindings, n};
	*out = (struct rows){0};
	struct answer to = {.arena = a, .rows = out};
	sqlite3_stmt *s = prepare(&q);
	if (!s)
		return false;
	bool good = run(&q, &to, s) && ordered(&q, out->n, flags);
	sqlite3_finalize(s);
	return good;
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
		if (used)
			buf_printf(&b, "%s%.*s '%.*s'", b.len ? ", " : " for ", STR_ARG(one->name),
			           STR_ARG(one->value));
	}
	str s = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return s;
}

bool tables_value(struct tables *t, struct arena *a, struct diags *d, struct span at, str sql,
                  const struct binding *bindings, size_t n, struct cell *out)
{
	struct rows rows;
	struct asked q = {t, d, at, sql, bindings, n};
	if (!tables_query(t, a, d, at, sql, bindings, n, 0, &rows))
		return false;
	if (rows.columns == 1 && rows.n == 1) {
		*out = rows.cells[0];
		return true;
	}
	if (rows.columns != 1)
		diag_error(d, at, "data/not-one-value", "a value is one cell, but the query gives %zu columns",
		           rows.columns);
	else if (!rows.n)
		diag_error(d, at, "data/not-one-value", "the query gives no row%.*s",
		           STR_ARG(bound_values(a, &q)));
	else
		diag_error(d, at, "data/not-one-value", "a value is one cell, but the query gives %zu rows%.*s",
		           rows.n, STR_ARG(bound_values(a, &q)));
	diag_hint(d, "Select one column, and one row by WHERE or by count, sum, avg, min or max.");
	return false;
}

bool tables_check(struct tables *t, struct diags *d, struct span at, str sql,
                  const struct binding *bindings, size_t n)
{
	struct asked q = {t, d, at, sql, bindings, n};
	sqlite3_stmt *s = prepare(&q);
	bool good = s && ordered(&q, 0, 0);
	sqlite3_finalize(s);
	return good;
}
