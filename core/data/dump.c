/* Tables as text: strom dump tables. One JSON array a row, so that text, number and no value stay
 * apart. */
#include "data/tables_parts.h"

static void put_cell(sqlite3_stmt *s, int i, struct buf *out)
{
	str text = S("null");
	if (sqlite3_column_type(s, i) != SQLITE_NULL)
		text = str_of((const char *)sqlite3_column_text(s, i));
	if (sqlite3_column_type(s, i) == SQLITE_TEXT)
		buf_json(out, (str){text.ptr, (size_t)sqlite3_column_bytes(s, i)});
	else
		buf_put(out, text);
}

static void put_rows(sqlite3_stmt *s, struct buf *out)
{
	while (sqlite3_step(s) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(s); i++) {
			buf_put(out, i ? S(", ") : S("  ["));
			put_cell(s, i, out);
		}
		buf_put(out, S("]\n"));
	}
}

static int64_t count_rows(sqlite3 *db, str table)
{
	sqlite3_stmt *s = NULL;
	char *sql = sqlite3_mprintf("select count(*) from \"%.*w\"", (int)table.len, table.ptr);
	int64_t n = 0;
	if (!sqlite3_prepare_v2(db, sql, -1, &s, NULL) && sqlite3_step(s) == SQLITE_ROW)
		n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	sqlite3_free(sql);
	return n;
}

static void put_table(sqlite3 *db, const struct table *t, struct buf *out)
{
	sqlite3_stmt *s = NULL;
	int64_t n = count_rows(db, t->name);
	/* In the order of insertion; "order by rowid" would mean a column of that name. */
	char *sql = sqlite3_mprintf("select * from \"%.*w\"", (int)t->name.len, t->name.ptr);
	buf_printf(out, "table %.*s: %lld row%s\n", STR_ARG(t->name), (long long)n,
	           n == 1 ? "" : "s");
	for (size_t i = 0; i < t->n; i++)
		buf_printf(out, "  %.*s %.*s\n", STR_ARG(t->types[i]), STR_ARG(t->columns[i]));
	if (!sqlite3_prepare_v2(db, sql, -1, &s, NULL))
		put_rows(s, out);
	sqlite3_finalize(s);
	sqlite3_free(sql);
}

void tables_dump(struct tables *t, struct buf *out)
{
	guard_open_door(t);
	for (size_t i = 0; i < t->n; i++)
		put_table(t->db, &t->tables[i], out);
	guard_close_door(t);
}
