/* Opening a database from its bytes: no file is opened, and nothing in its schema may do anything
 * but read. */
#include "database.h"

#include <stdarg.h>
#include <stdio.h>

enum { HEADER = 100 };

struct strom_pos database_at(const struct database *d, uint64_t row, uint32_t column)
{
	struct strom_pos pos = {STROM_AT(d->table, row, column), 1, 1};
	return pos;
}

bool database_failed(struct database *d)
{
	struct strom_pos nowhere = {d->told ? STROM_AT(STROM_SHEETS - 1, 0, 0) : 0, 0, 1};
	if (d->too_much)
		return strom_fault(&d->faults, nowhere, "sqlite/too-much-work",
		                   "Name a table, or a simpler view.", "the view takes too long");
	/* What SQLite says of a damaged file hangs on where in memory it met the damage. */
	return strom_fault(&d->faults, nowhere, "sqlite/damaged",
	                   "Try 'pragma integrity_check' on it, or get the file again.",
	                   "the database cannot be read: %s",
	                   d->damaged || sqlite3_errcode(d->db) == SQLITE_CORRUPT
	                           ? "it is damaged"
	                           : sqlite3_errmsg(d->db));
}

static int enough(void *context)
{
	struct database *d = context;
	d->too_much |= ++d->looks > MOST_LOOKS;
	return d->too_much || d->job->host->cancelled(d->job);
}

static uint64_t number_at(strom_str s, size_t at, size_t n)
{
	uint64_t number = 0;
	for (size_t i = 0; i < n; i++)
		number = number << 8 | (unsigned char)s.ptr[at + i];
	return number;
}

/* https://www.sqlite.org/fileformat2.html, 1.3 */
static bool is_database(struct database *d)
{
	struct strom_pos begin = {0, 0, 1};
	strom_str s = d->bytes;
	if (s.len < 16 || memcmp(s.ptr, "SQLite format 3", 16))
		return strom_fault(&d->faults, begin, "sqlite/no-database",
		                   "Check the path; a database with a password cannot be read.",
		                   s.len ? "the file is no SQLite database" : "the file is empty");
	uint64_t page = s.len < HEADER ? 0 : number_at(s, 16, 2),
	         pages = s.len < HEADER ? 1 : number_at(s, 28, 4);
	page = page == 1 ? 65536 : page;
	if (s.len < HEADER || page * pages > s.len)
		return strom_fault(&d->faults, begin, "sqlite/truncated",
		                   "Get the file again: its end is missing.",
		                   "the file is cut off");
	return true;
}

/* What was written last may lie in a second file, beside it; nobody can tell from here. The copy
 * says that it does not. */
static const char *without_log(struct database *d)
{
	struct strom_report r = {
	        .size = sizeof r,
	        .severity = STROM_WARNING,
	        .pos = {0, 0, 1},
	        .code = STROM_S("sqlite/write-ahead-log"),
	        .message = STROM_S(
	                "the last changes may lie in the file's log beside it, which is not read"),
	        .hint = STROM_S("Close the programs that use it, or run 'pragma journal_mode = "
	                        "delete' on it.")};
	if (d->bytes.ptr[18] != 2 && d->bytes.ptr[19] != 2)
		return d->bytes.ptr;
	d->job->host->report(d->job, &r);
	char *copy = d->job->host->alloc(d->job, d->bytes.len);
	memcpy(copy, d->bytes.ptr, d->bytes.len);
	copy[18] = copy[19] = 1;
	return copy;
}

/* A schema from elsewhere must not do more than read. */
static void lock_in(struct database *d)
{
	sqlite3_db_config(d->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(d->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(d->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_limit(d->db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(d->db, SQLITE_LIMIT_LENGTH, 64 << 20);
}

/* A cell that is no number where the schema wants one is for the checks of strom.yml. */
static bool tells_damage(const char *line)
{
	static const char *const begins[] = {"*** ", "Tree ", "Page ", "Freelist", "row "};
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (!strncmp(line, begins[i], strlen(begins[i])))
			return true;
	return false;
}

/* SQLite reads what it can of a damaged file, and from beyond a page's cells what happens to lie
 * there. */
static bool is_whole(struct database *d)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(d->db, "pragma quick_check(1000)", -1, &s, NULL);
	while (!rc && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		const char *line = (const char *)sqlite3_column_text(s, 0);
		d->damaged |= !line || tells_damage(line);
		rc = SQLITE_OK;
	}
	sqlite3_finalize(s);
	d->damaged |= rc == SQLITE_CORRUPT || rc == SQLITE_NOTADB;
	return (rc == SQLITE_DONE && !d->damaged) || database_failed(d);
}

bool database_open(struct database *d)
{
	if (!is_database(d))
		return false;
	unsigned char *bytes = (unsigned char *)(uintptr_t)without_log(d);
	int rc = sqlite3_open_v2(":memory:", &d->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
	                         NULL);
	if (!rc)
		rc = sqlite3_deserialize(d->db, "main", bytes, (sqlite3_int64)d->bytes.len,
		                         (sqlite3_int64)d->bytes.len, SQLITE_DESERIALIZE_READONLY);
	if (rc)
		return database_failed(d);
	lock_in(d);
	sqlite3_exec(d->db, "pragma cell_size_check = on; pragma ignore_check_constraints = on",
	             NULL, NULL, NULL);
	if (!is_whole(d))
		return false;
	sqlite3_progress_handler(d->db, STEPS_A_LOOK, enough, d);
	return true;
}

void database_close(struct database *d)
{
	sqlite3_close(d->db);
}
