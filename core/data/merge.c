/* Tables of sources that were read in processes of their own, put together in one database. */
#include "data/store.h"

static bool run(sqlite3 *db, char *sql)
{
	bool good = sql && !sqlite3_exec(db, sql, NULL, NULL, NULL);
	sqlite3_free(sql);
	return good;
}

static bool create_as(sqlite3 *db, sqlite3_stmt *s, str table)
{
	sqlite3_bind_text(s, 1, table.ptr, (int)table.len, SQLITE_STATIC);
	return sqlite3_step(s) == SQLITE_ROW &&
	       run(db, sqlite3_mprintf("%s", (const char *)sqlite3_column_text(s, 0)));
}

/* Its own declaration of the table, which names the columns' types. */
static bool create(sqlite3 *db, str table)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(
	            db, "select sql from apart.sqlite_schema where type = 'table' and name = ?", -1,
	            &s, NULL))
		return false;
	bool good = create_as(db, s, table);
	sqlite3_finalize(s);
	return good;
}

static bool copy(sqlite3 *db, str table)
{
	return create(db, table) &&
	       run(db, sqlite3_mprintf("insert into main.\"%.*w\" select * from apart.\"%.*w\"",
	                               (int)table.len, table.ptr, (int)table.len, table.ptr)) &&
	       run(db,
	           sqlite3_mprintf("insert into main.strom_rows select * from apart.strom_rows")) &&
	       run(db,
	           sqlite3_mprintf("insert into main.strom_files select * from apart.strom_files"));
}

bool store_merge(sqlite3 *db, const struct source_spec *source, str database)
{
	unsigned char *bytes = (unsigned char *)(uintptr_t)database.ptr;
	/* A transaction is open, in which nothing can be attached. */
	bool good =
	        run(db, sqlite3_mprintf("commit")) &&
	        run(db, sqlite3_mprintf("attach ':memory:' as apart")) &&
	        !sqlite3_deserialize(db, "apart", bytes, (sqlite3_int64)database.len,
	                             (sqlite3_int64)database.len, SQLITE_DESERIALIZE_READONLY) &&
	        run(db, sqlite3_mprintf("begin")) && copy(db, source->name.text) &&
	        run(db, sqlite3_mprintf("commit"));
	run(db, sqlite3_mprintf("detach apart"));
	return run(db, sqlite3_mprintf("begin")) && good;
}
