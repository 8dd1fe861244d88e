/* States of values (estimated, provisional, confidential), which follow their column as its labels
 * do: a query that has the column as it stands is asked for them too, behind all that it gives. */
#include "data/tables_parts.h"

#include <strom/source.h>

/* Those that statistical offices say: what a code book's missing values mean has a column that is
 * asked for by name. */
static bool is_state(const struct codebook_variable *v, const struct codebook_variable *of)
{
	return v->kind == STROM_VARIABLE_FLAGS && !v->codes.n && str_eq(v->of, of->name);
}

static bool is_confidence(const struct codebook_variable *v)
{
	return str_eq(v->unit, S("confidentiality"));
}

static bool is_asked(const struct asked *q, sqlite3_stmt *s, const struct codebook_variable *v)
{
	for (int i = 0; i < sqlite3_column_count(s); i++)
		if (tables_column_variable(q->tables, s, i) == v)
			return true;
	return false;
}

/* Two at most, and none where the author has chosen: a state, and whether it is confidential. */
static void put_states(const struct asked *q, sqlite3_stmt *s, int column, struct buf *b)
{
	const struct codebook_variable *of = tables_column_variable(q->tables, s, column);
	for (int i = 0; i < column; i++)
		if (of == tables_column_variable(q->tables, s, i))
			return;
	const struct codebook *book = of ? tables_book_of(q->tables, s, column) : NULL;
	const struct codebook_variable *found[2] = {NULL, NULL};
	for (size_t i = 0; book && i < book->variables.n; i++) {
		const struct codebook_variable *v = &book->variables.at[i];
		if (!is_state(v, of))
			continue;
		if (is_asked(q, s, v))
			return;
		if (!found[is_confidence(v)])
			found[is_confidence(v)] = v;
	}
	for (int i = 0; i < 2; i++) {
		if (!found[i])
			continue;
		buf_put(b, S(", "));
		sql_put_name(b, found[i]->name);
	}
}

/* Where the outermost SELECT's columns end; NULL in it: rows that are put together, or taken from
 * several, have no states of their own. */
static str columns_of(str sql)
{
	static const char *const no[] = {"union", "except",   "intersect",
	                                 "group", "distinct", "having"};
	struct sql_scan scan = {sql, 0, 0};
	str columns = S("");
	for (struct sql_token t; sql_next(&scan, &t);) {
		if (t.kind != SQL_WORD || t.depth)
			continue;
		for (size_t i = 0; i < sizeof no / sizeof *no; i++)
			if (sql_same(t.text, str_of(no[i])))
				return S("");
		if (!columns.len && sql_same(t.text, S("from")))
			columns = str_sub(sql, 0, t.off);
	}
	return columns;
}

static str words_with(struct arena *a, str sql, str states)
{
	str columns = columns_of(sql);
	return !states.len || !columns.len
	               ? S("")
	               : arena_printf(a, "%.*s%.*s %.*s", STR_ARG(str_trim(columns)),
	                              STR_ARG(states), STR_ARG(str_from(sql, columns.len)));
}

/* All that was there is as it was, and behind it stand states. */
static bool is_the_same(const struct asked *q, sqlite3_stmt *s, sqlite3_stmt *with)
{
	int n = sqlite3_column_count(s);
	for (int i = 0; i < n; i++)
		if (tables_column_variable(q->tables, s, i) !=
		    tables_column_variable(q->tables, with, i))
			return false;
	for (int i = n; i < sqlite3_column_count(with); i++) {
		const struct codebook_variable *v = tables_column_variable(q->tables, with, i);
		if (!v || v->kind != STROM_VARIABLE_FLAGS)
			return false;
	}
	return true;
}

sqlite3_stmt *asked_with_states(const struct asked *q, sqlite3_stmt *s)
{
	struct arena *a = arena_new();
	struct buf states = {0};
	sqlite3_stmt *with = NULL;
	for (int i = 0; i < sqlite3_column_count(s); i++)
		put_states(q, s, i, &states);
	str sql = words_with(a, str_of(sqlite3_sql(s)), buf_str(&states));
	bool good = sql.len &&
	            !sqlite3_prepare_v2(q->tables->db, sql.ptr, (int)sql.len, &with, NULL) &&
	            is_the_same(q, s, with) && asked_bind(q, with);
	buf_drop(&states);
	arena_drop(a);
	sqlite3_finalize(good ? s : with);
	return good ? with : s;
}
