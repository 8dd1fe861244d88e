/* Where an answer comes from: the tables that its query reads, and their rows. */
#include "data/origins.h"

#include "data/tables_parts.h"

struct collected {
	struct arena *arena;
	const struct tables *tables;
	vec(str) names;
};

static int collect(void *context, int action, const char *first, const char *second,
                   const char *database, const char *inner)
{
	struct collected *c = context;
	(void)second, (void)database, (void)inner;
	for (size_t i = 0; action == SQLITE_READ && i < c->tables->n; i++) {
		str name = c->tables->tables[i].name;
		bool there = !sql_same(name, str_of(first));
		for (size_t k = 0; !there && k < c->names.n; k++)
			there = str_eq(c->names.at[k], name);
		if (!there)
			vec_push(c->arena, &c->names, name);
	}
	return SQLITE_OK;
}

/* SQLite itself tells what it would read. */
size_t origins_read(struct tables *t, struct arena *a, str sql, const str **names)
{
	struct collected c = {.arena = a, .tables = t};
	sqlite3_stmt *s = NULL;
	str words = typed_casts(a, sql);
	sqlite3_set_authorizer(t->db, collect, &c);
	sqlite3_prepare_v2(t->db, words.ptr, (int)words.len, &s, NULL);
	sqlite3_finalize(s);
	sqlite3_set_authorizer(t->db, NULL, NULL);
	*names = c.names.at;
	return c.names.n;
}

size_t origins_tables(struct tables *t, struct arena *a, str sql, const str **names)
{
	guard_open_door(t);
	size_t n = origins_read(t, a, sql, names);
	guard_close_door(t);
	return n;
}

uint64_t origins_count(struct tables *t, str table)
{
	sqlite3_stmt *s = NULL;
	char *sql = sqlite3_mprintf("select count(*) from \"%.*w\"", (int)table.len, table.ptr);
	uint64_t n = 0;
	guard_open_door(t);
	if (!sqlite3_prepare_v2(t->db, sql, -1, &s, NULL) && sqlite3_step(s) == SQLITE_ROW)
		n = (uint64_t)sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	guard_close_door(t);
	sqlite3_free(sql);
	return n;
}

/* ---- Rows of a simple query: one SELECT over one table ---- */

/* From FROM up to what only sorts and sums its rows. Empty: it is not so simple. */
str origins_part(str sql)
{
	struct sql_scan scan = {sql, 0, 0};
	size_t selects = 0, from = SIZE_MAX, end = sql.len;
	for (struct sql_token t; sql_next(&scan, &t);) {
		bool word = t.kind == SQL_WORD;
		selects += word && sql_same(t.text, S("select"));
		if ((word && (sql_same(t.text, S("join")) || sql_same(t.text, S("union")) ||
		              sql_same(t.text, S("with")))) ||
		    (from != SIZE_MAX && end == sql.len && !t.depth && str_eq(t.text, S(","))))
			return S("");
		if (word && !t.depth && sql_same(t.text, S("from")) && from == SIZE_MAX)
			from = t.off;
		else if (((word && (sql_same(t.text, S("group")) || sql_same(t.text, S("order")) ||
		                    sql_same(t.text, S("limit")))) ||
		          str_eq(t.text, S(";"))) &&
		         !t.depth && end == sql.len)
			end = t.off;
	}
	return selects == 1 && from != SIZE_MAX ? str_sub(sql, from, end) : S("");
}

str origins_rows_sql(struct arena *a, str sql)
{
	str part = origins_part(sql);
	return part.len ? arena_printf(a, "select rowid %.*s order by rowid", STR_ARG(part))
	                : S("");
}
