/* What targets that open tables share: a project with one source, and a database as a loader hands
 * it over. */
#ifndef STROM_FUZZ_DATABASE_H
#define STROM_FUZZ_DATABASE_H

#include "data/places.h"
#include "data/tables.h"
#include "fuzz/fuzz.h"

#include <sqlite3.h>

static const struct plugin database_plugin = {
        .name = {"any", 3}, .kind = STROM_KIND_SOURCE, .number = 1};
static struct source_spec database_source = {.name = {{"survey", 6}, {0}},
                                             .path = {{"survey.csv", 10}, {0}},
                                             .plugin = &database_plugin};

static const char database_sql[] =
        "create table survey(country TEXT, policy BOOL_INT, inhabitants INTEGER, share "
        "PERCENT_REAL, "
        "day DATE_TEXT);"
        "insert into survey values('LV', 1, 49325, 0.42, '2015-03-02'), ('EE', 0, 58663, null, "
        "'2015-03-04'), ('LT', 1, 105610, 0.31, null), ('LV', 0, 7, 0.5, '2015-02-28');"
        "create table strom_books(source integer primary key, book blob);";

static inline str database_bytes(void)
{
	static str bytes;
	if (!bytes.len) {
		sqlite3 *db;
		sqlite3_int64 n = 0;
		promise(!sqlite3_open(":memory:", &db) &&
		                !sqlite3_exec(db, places_schema, NULL, NULL, NULL) &&
		                !sqlite3_exec(db, database_sql, NULL, NULL, NULL),
		        "there is a database");
		bytes.ptr = (const char *)sqlite3_serialize(db, "main", &n, 0);
		bytes.len = (size_t)n;
		sqlite3_close(db);
	}
	return bytes;
}

/* strom.yml is file 1 of these diagnostics, the source's file 2. */
static inline struct project database_project(struct diags *d)
{
	struct project p = {.folder = {"/", 1},
	                    .language = {"en", 2},
	                    .sources = &database_source,
	                    .sources_n = 1};
	p.at.file = diag_file(d, S("strom.yml"), 0);
	diag_file(d, S("survey.csv"), 0);
	return p;
}

enum { DATABASE_TIMES = 500 }; /* that tables are asked until they are opened anew */

struct database {
	struct arena *arena;
	struct diags *diags;
	struct project project;
	struct tables *tables;
};

/* The tables, which take longer to open than most inputs to be read. */
static inline const struct database *database_opened(void)
{
	static struct database o;
	static unsigned times;
	if (times++ % DATABASE_TIMES == 0) {
		if (o.arena)
			arena_drop(o.arena);
		o.arena = arena_new();
		o.diags = diags_new(o.arena);
		o.project = database_project(o.diags);
		o.tables = tables_open(o.arena, o.diags, &o.project, database_bytes());
		promise(o.tables, "there are tables");
	}
	return &o;
}

#endif
