/* The source of SQLite databases: a table or a view of a file. */
#include "database.h"

/* Tables of modules are programs of their own, and are not read. */
static const char tables[] = "select name from pragma_table_list where schema = 'main' and type in "
                             "('table', 'view') and name not like 'sqlite@_%' escape '@' order by "
                             "name limit 4000";

static bool tell_tables(struct database *d, sqlite3_stmt *s, strom_str *names, uint32_t most,
                        uint32_t *n)
{
	int rc;
	while ((rc = sqlite3_step(s)) == SQLITE_ROW && *n < most) {
		size_t len = (size_t)sqlite3_column_bytes(s, 0);
		char *name = d->job->host->alloc(d->job, len + 1);
		struct strom_sheet sheet = {
		        .size = sizeof sheet, .number = *n, .kind = STROM_SHEET_ROWS};
		if (len)
			memcpy(name, sqlite3_column_text(s, 0), len);
		sheet.name = names[(*n)++] = (strom_str){name, len};
		if (strom_first_bad(sheet.name) < sheet.name.len)
			return strom_fault(
			        &d->faults,
			        (struct strom_pos){d->told ? STROM_AT(STROM_SHEETS - 1, 0, 0) : 0,
			                           0, 1},
			        "sqlite/encoding", "Rename the table.",
			        "a table's name is not UTF-8");
		if (!d->host->sheet(d->job, &sheet))
			return false;
		d->told = true;
	}
	return rc == SQLITE_DONE || rc == SQLITE_ROW || database_failed(d);
}

static bool choose(struct database *d, const char **name)
{
	enum { MOST = 4000 };
	sqlite3_stmt *s = NULL;
	strom_str *names = d->job->host->alloc(d->job, MOST * sizeof *names);
	uint32_t n = 0;
	bool good = sqlite3_prepare_v2(d->db, tables, -1, &s, NULL)
	                    ? database_failed(d)
	                    : tell_tables(d, s, names, MOST, &n);
	sqlite3_finalize(s);
	if (!good || !d->host->choose(d->job, "table", &d->table))
		return false;
	*name = names[d->table].ptr;
	return true;
}

static bool sqlite_read(struct strom_job *job, const struct strom_source_host *host,
                        const struct strom_input *input)
{
	struct database d = {
	        .job = job, .host = host, .faults = {.job = job}, .bytes = input->bytes};
	const char *name = NULL;
	if (!STROM_HAS(host, choose))
		return strom_old(&d.faults, "sqlite/old-strom", "source-sqlite");
	bool good = database_open(&d) && choose(&d, &name) && database_rows(&d, name);
	database_close(&d);
	return good;
}

static const struct strom_option table = {
	.size = sizeof table, .type = STROM_TYPE_TEXT, .name = "table",
	.help = "The table or view to read; needed where the file has several.",
};
static const struct strom_option *const options[] = {&table, NULL};
static const struct strom_source functions = {
        .size = sizeof functions, .read = sqlite_read, .once = 1};
static const struct strom_plugin description = {
	.size = sizeof description, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_SOURCE,
	.name = "sqlite", .version = "1.0", .summary = "Tables and views of SQLite databases.",
	.options = options, .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
