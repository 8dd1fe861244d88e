/* A view: a query's rows as a table, whose columns have the types that the check of queries finds.
 */
#include "data/derive.h"


/* ---- Its columns ---- */

static bool columns_good(const struct asked *q, const struct view_spec *view, sqlite3_stmt *s)
{
	int n = sqlite3_column_count(s);
	for (int i = 0; i < n; i++) {
		str name = str_of(sqlite3_column_name(s, i));
		int k = 0;
		while (k < i && !sql_same(name, str_of(sqlite3_column_name(s, k))))
			k++;
		if (k == i)
			continue;
		diag_error(q->diags, view->sql->at, "data/view-columns",
		           "view '%.*s' has two columns '%.*s'", STR_ARG(view->name.text),
		           STR_ARG(name));
		diag_hint(q->diags, "Give one of them another name, with AS.");
		return false;
	}
	return true;
}

static bool is_declared(str type)
{
	static const char *const known[] = {"INTEGER",  "REAL",      "PERCENT_REAL", "BOOL_INT",
	                                    "YEAR_INT", "DATE_TEXT", "TEXT"};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eq(type, str_of(known[i])))
			return true;
	return false;
}

/* A column's own type, where it is one of another table's; else what the check has found. NULL:
 * numbers and texts both. "": whole numbers, or real ones. */
static const char *type_of(sqlite3_stmt *s, int i, unsigned types)
{
	str declared = str_of(sqlite3_column_decltype(s, i));
	bool numbers = types & (TYPED_INT | TYPED_REAL), texts = types & (TYPED_TEXT | TYPED_DATE);
	if (is_declared(declared))
		return declared.ptr;
	if ((numbers && texts) || (types & TYPED_BLOB))
		return NULL;
	if (numbers && (types & TYPED_REAL))
		return types & TYPED_INT ? "" : "REAL";
	if (numbers)
		return typed_is_years(types) ? "YEAR_INT" : "INTEGER";
	return (types & TYPED_DATE) && !(types & TYPED_TEXT) ? "DATE_TEXT" : "TEXT";
}

static bool mixed(const struct asked *q, const struct view_spec *view, str column)
{
	diag_error(q->diags, view->sql->at, "data/view-columns",
	           "column '%.*s' of view '%.*s' may hold numbers and texts", STR_ARG(column),
	           STR_ARG(view->name.text));
	diag_hint(q->diags, "Make it all numbers, or all texts with cast(... as text).");
	return false;
}

static uint64_t rows_of(struct tables *t, const struct table *table)
{
	struct buf b = {0};
	sqlite3_stmt *s = NULL;
	buf_put(&b, S("select max(rowid) from "));
	sql_put_name(&b, table->name);
	bool one = !sqlite3_prepare_v2(t->db, b.ptr, (int)b.len, &s, NULL) &&
	           sqlite3_step(s) == SQLITE_ROW;
	sqlite3_int64 rows = one ? sqlite3_column_int64(s, 0) : 0;
	sqlite3_finalize(s);
	buf_drop(&b);
	return rows > 0 ? (uint64_t)rows : 0;
}

/* Steps for the rows of all tables: a view of many may be made of many, and a recursion in a small
 * project ends soon. */
static void begin_work(struct tables *t)
{
	uint64_t rows = 0;
	guard_open_door(t);
	for (size_t i = 0; i < t->n && rows < STREAM_ROWS; i++)
		rows += rows_of(t, &t->tables[i]);
	guard_close_door(t);
	guard_begin(t);
	t->most_steps += (rows < STREAM_ROWS ? rows : STREAM_ROWS) * STEPS_A_ROW;
}

/* A sum of whole numbers is whole, unless it is too large; the check of types allows for both. */
static const char *found_type(const struct asked *q, struct arena *scratch, str column)
{
	struct buf b = {0};
	sqlite3_stmt *s = NULL;
	buf_put(&b, S("select min(typeof("));
	sql_put_name(&b, column);
	buf_printf(&b, ") = 'integer') from (%.*s\n) where ",
	           STR_ARG(typed_casts(scratch, q->sql)));
	sql_put_name(&b, column);
	buf_put(&b, S(" is not null"));
	begin_work(q->tables);
	bool whole = !sqlite3_prepare_v2(q->tables->db, b.ptr, (int)b.len, &s, NULL) &&
	             sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int(s, 0);
	sqlite3_finalize(s);
	buf_drop(&b);
	return whole ? "INTEGER" : "REAL";
}

/* Codes of another table's column keep their order. */
static void put_order(sqlite3 *db, sqlite3_stmt *s, int i, struct buf *b)
{
	const char *table = sqlite3_column_table_name(s, i), *order = NULL;
	const char *column = sqlite3_column_origin_name(s, i);
	if (!table || !column ||
	    sqlite3_table_column_metadata(db, "main", table, column, NULL, &order, NULL, NULL,
	                                  NULL) ||
	    !order || !str_starts(str_of(order), S("strom ")))
		return;
	buf_put(b, S(" COLLATE "));
	sql_put_name(b, str_of(order));
}

static bool put_columns(const struct asked *q, const struct view_spec *view, sqlite3_stmt *s,
                        struct buf *b)
{
	struct arena *scratch = arena_new();
	size_t n = (size_t)sqlite3_column_count(s);
	uint8_t *types = arena_array(scratch, uint8_t, n);
	size_t met = diag_met(q->diags);
	typed_results(&q->tables->typed, scratch, q->sql, types, n);
	for (size_t i = 0; i < n; i++) {
		str name = str_of(sqlite3_column_name(s, (int)i));
		const char *type = type_of(s, (int)i, types[i]);
		if (!type)
			mixed(q, view, name);
		if (type && !*type)
			type = found_type(q, scratch, name);
		buf_put(b, i ? S(", ") : S("("));
		sql_put_name(b, name);
		buf_printf(b, " %s", type ? type : "TEXT");
		put_order(q->tables->db, s, (int)i, b);
	}
	buf_byte(b, ')');
	arena_drop(scratch);
	return diag_met(q->diags) == met;
}

/* ---- Its rows ---- */

static bool fill(const struct asked *q, const struct view_spec *view)
{
	struct tables *t = q->tables;
	struct arena *scratch = arena_new();
	struct buf b = {0};
	sqlite3_stmt *s = NULL;
	buf_put(&b, S("insert into "));
	sql_put_name(&b, view->name.text);
	buf_printf(&b, " %.*s", STR_ARG(typed_casts(scratch, q->sql)));
	t->making = view->name.text;
	begin_work(t);
	int rc = sqlite3_prepare_v2(t->db, b.ptr, (int)b.len, &s, NULL);
	rc = rc ? rc : sqlite3_step(s);
	bool good = (rc == SQLITE_DONE && !t->clock) || asked_complain(q, rc);
	t->making = S("");
	sqlite3_finalize(s);
	buf_drop(&b);
	arena_drop(scratch);
	return good;
}

static bool create(const struct asked *q, const struct view_spec *view, sqlite3_stmt *s)
{
	struct tables *t = q->tables;
	struct buf b = {0};
	buf_put(&b, S("create table "));
	sql_put_name(&b, view->name.text);
	buf_byte(&b, ' ');
	bool good = columns_good(q, view, s) && put_columns(q, view, s, &b);
	buf_byte(&b, 0);
	guard_open_door(t);
	bool made = good && (!sqlite3_exec(t->db, b.ptr, NULL, NULL, NULL) ||
	                     diag_error(q->diags, view->name.at, "data/view-columns", "%s",
	                                sqlite3_errmsg(t->db)));
	guard_close_door(t);
	buf_drop(&b);
	return made;
}

bool view_make(struct tables *t, struct diags *d, const struct view_spec *view)
{
	struct arena *scratch = arena_new();
	struct asked q = asked_of(t, scratch, d, query_of(view->sql), NULL, 0);
	struct typed_kinds kinds;
	sqlite3_stmt *s = asked_prepare(&q, &kinds);
	sqlite3_stmt *as_written = s ? asked_as_written(&q) : NULL;
	bool good = s && asked_ordered(&q, 0, 0) && create(&q, view, as_written ? as_written : s) &&
	            fill(&q, view);
	sqlite3_finalize(as_written);
	sqlite3_finalize(s);
	arena_drop(scratch);
	return good && derive_again(t);
}
