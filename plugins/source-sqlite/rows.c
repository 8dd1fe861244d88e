/* Rows of a table or a view, each value as the database has it. */
#include "database.h"

#include <stdio.h>

static bool holds(const char *declared, const char *part)
{
	size_t len = strlen(part);
	for (; *declared; declared++)
		if (!sqlite3_strnicmp(declared, part, (int)len))
			return true;
	return false;
}

/* What the schema says of a column: a text is one, also where it looks like a number. What SQLite
 * has no type for, dates, is found in the cells. */
static uint32_t said_of(const char *declared)
{
	if (!declared || holds(declared, "INT"))
		return 0;
	if (holds(declared, "CHAR") || holds(declared, "CLOB") || holds(declared, "TEXT"))
		return STROM_COLUMN_TEXT;
	return holds(declared, "BOOL") ? STROM_COLUMN_BOOL : 0;
}

static bool push_columns(struct database *d, sqlite3_stmt *s)
{
	for (int i = 0; i < sqlite3_column_count(s); i++) {
		struct strom_column c = {.size = sizeof c,
		                         .type = STROM_COLUMN_WRITTEN,
		                         .pos = database_at(d, 0, (uint32_t)i),
		                         .name = strom_text(sqlite3_column_name(s, i))};
		c.said = said_of(sqlite3_column_decltype(s, i));
		c.said_pos = c.pos;
		if (strom_first_bad(c.name) < c.name.len)
			return strom_fault(&d->faults, c.pos, "sqlite/encoding",
			                   "Rename the column.", "the column's name is not UTF-8");
		if (!d->host->column(d->job, &c))
			return false;
	}
	return true;
}

static bool is_finite(double real)
{
	return real - real >= 0;
}

/* False: reported. */
static bool value_of(struct database *d, sqlite3_stmt *s, int i, struct strom_written *w,
                     char room[40])
{
	switch (sqlite3_column_type(s, i)) {
	case SQLITE_NULL:
		return true;
	case SQLITE_INTEGER:
		w->type = STROM_COLUMN_INT;
		snprintf(room, 40, "%lld", (long long)sqlite3_column_int64(s, i));
		w->text = strom_text(room);
		return true;
	case SQLITE_FLOAT:
		w->type = STROM_COLUMN_REAL;
		snprintf(room, 40, "%.17g", sqlite3_column_double(s, i));
		w->text = strom_text(room);
		return is_finite(sqlite3_column_double(s, i)) ||
		       strom_fault(&d->faults, w->pos, "sqlite/not-finite", "Correct the row.",
		                   "the number is not finite");
	case SQLITE_BLOB:
		return strom_fault(&d->faults, w->pos, "sqlite/blob",
		                   "Make a view without the column, and name it as the table.",
		                   "the cell holds bytes, not a value");
	default:
		w->text.ptr = (const char *)sqlite3_column_text(s, i);
		w->text.len = (size_t)sqlite3_column_bytes(s, i);
		w->quoted = 1;
		return strom_first_bad(w->text) == w->text.len ||
		       strom_fault(&d->faults, w->pos, "sqlite/encoding", "Correct the row.",
		                   "the text is not UTF-8, or holds a NUL");
	}
}

static bool push_row(struct database *d, sqlite3_stmt *s, uint64_t row)
{
	struct strom_pos pos = database_at(d, row, 0);
	int n = sqlite3_column_count(s);
	pos.len = (uint32_t)n;
	d->looks = 0;
	if (!d->host->row(d->job, pos))
		return false;
	for (int i = 0; i < n; i++) {
		char room[40];
		struct strom_written w = {.size = sizeof w,
		                          .pos = database_at(d, row, (uint32_t)i)};
		if (!value_of(d, s, i, &w, room))
			w.text.len = w.type = 0;
		if (!d->host->written(d->job, &w))
			return false;
	}
	return true;
}

static bool push_rows(struct database *d, sqlite3_stmt *s)
{
	int rc;
	for (uint64_t row = 0; (rc = sqlite3_step(s)) == SQLITE_ROW; row++)
		if (!push_row(d, s, row))
			return false;
	if (rc != SQLITE_DONE && !d->job->host->cancelled(d->job))
		return database_failed(d);
	strom_faults_rest(&d->faults, strom_at_file(true), "sqlite/more-errors");
	return rc == SQLITE_DONE && !d->faults.errors;
}

bool database_rows(struct database *d, const char *name)
{
	sqlite3_stmt *s = NULL;
	char *sql = sqlite3_mprintf("select * from main.\"%w\"", name);
	int rc = sql ? sqlite3_prepare_v2(d->db, sql, -1, &s, NULL) : SQLITE_NOMEM;
	bool good = rc ? database_failed(d) : push_columns(d, s) && push_rows(d, s);
	sqlite3_finalize(s);
	sqlite3_free(sql);
	return good;
}
