/* What a query may do: read the public tables, with functions that depend on nothing else.
 *
 * Three fences: the connection's file system opens no file that has a name and knows no time; the
 * authorizer lets only SELECT, READ of public tables and listed functions pass; SQLite's limits,
 * the progress handler and the heap limit bound the work. */
#include "data/functions.h"
#include "data/tables_parts.h"

/* ---- No files, no clock ---- */

/* But for what SQLite sorts in, which has no name. */
static int no_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct tables *t = vfs->pAppData;
	if (!name && (flags & SQLITE_OPEN_DELETEONCLOSE)) {
		if (out)
			*out = flags;
		return spill_open(t->spares, file);
	}
	file->pMethods = NULL;
	return SQLITE_CANTOPEN;
}

static int no_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	(void)vfs, (void)name, (void)sync;
	return SQLITE_IOERR_DELETE;
}

static int no_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	(void)vfs, (void)name, (void)flags;
	*out = 0;
	return SQLITE_OK;
}

static int same_path(sqlite3_vfs *vfs, const char *name, int room, char *out)
{
	(void)vfs;
	sqlite3_snprintf(room, out, "%s", name);
	return SQLITE_OK;
}

/* date('now') however its argument came about: SQLite then gives NULL, and we complain. */
static int no_time(sqlite3_vfs *vfs, sqlite3_int64 *out)
{
	struct tables *t = vfs->pAppData;
	t->clock = true;
	*out = 0;
	return SQLITE_ERROR;
}

static int no_day(sqlite3_vfs *vfs, double *out)
{
	sqlite3_int64 time;
	*out = 0;
	return no_time(vfs, &time);
}

static int no_random(sqlite3_vfs *vfs, int n, char *out)
{
	(void)vfs;
	memset(out, 0, (size_t)n);
	return n;
}

static int no_sleep(sqlite3_vfs *vfs, int microseconds)
{
	(void)vfs;
	return microseconds;
}

static int no_error(sqlite3_vfs *vfs, int room, char *out)
{
	(void)vfs, (void)room, (void)out;
	return 0;
}

static void close_tables(void *object)
{
	struct tables *t = object;
	sqlite3_close(t->db);
}

static void set_limits(sqlite3 *db)
{
	static const struct { int id, value; } limits[] = {
		{SQLITE_LIMIT_LENGTH, MOST_TEXT}, {SQLITE_LIMIT_SQL_LENGTH, MOST_SQL},
		{SQLITE_LIMIT_EXPR_DEPTH, 200}, {SQLITE_LIMIT_COMPOUND_SELECT, 50},
		{SQLITE_LIMIT_VDBE_OP, 100000}, {SQLITE_LIMIT_ATTACHED, 0},
		{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000}, {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
		{SQLITE_LIMIT_TRIGGER_DEPTH, 0}, {SQLITE_LIMIT_WORKER_THREADS, 0},
	};
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		sqlite3_limit(db, limits[i].id, limits[i].value);
}

static void configure(sqlite3 *db)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	/* "x" is a name, always: else a misspelt column is a text, and nobody hears of it. */
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	/* What the check of types has seen is what runs: no plan depends on what is bound. */
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
	sqlite3_extended_result_codes(db, 0);
	sqlite3_hard_heap_limit64(MOST_HEAP);
	sqlite3_exec(db, "pragma temp_store = file", NULL, NULL, NULL);
}

/* ---- COLLATE language: the order of the edition's language ---- */

void guard_language(struct tables *t, str language)
{
	t->order = (struct order){language, NULL};
}

/* Few queries ask, and an edition has one language: it is looked for once a query. */
static struct collator *collator_of(struct tables *t)
{
	for (size_t i = 0; !t->order.collator && i < t->orders.n; i++)
		if (str_eq(t->orders.at[i].language, t->order.language))
			t->order = t->orders.at[i];
	if (!t->order.collator) {
		str language = arena_str(t->arena, t->order.language);
		t->order = (struct order){language, collator_new(t->arena, language)};
		vec_push(t->arena, &t->orders, t->order);
	}
	return t->order.collator;
}

static int by_language(void *tables, int a_len, const void *a, int b_len, const void *b)
{
	struct tables *t = tables;
	/* A comparison cannot fail: the query is broken off after it. */
	if (a_len > LONG_TEXT && b_len > LONG_TEXT &&
	    !functions_work(NULL, t, (uint64_t)(a_len < b_len ? a_len : b_len) / 4))
		sqlite3_interrupt(t->db);
	return collator_compare(collator_of(t), (str){a, (size_t)a_len}, (str){b, (size_t)b_len});
}

sqlite3 *guard_open(struct arena *a, struct tables *t)
{
	sqlite3_vfs *vfs = arena_make(a, sqlite3_vfs);
	*vfs = (sqlite3_vfs){
		.iVersion = 2, .szOsFile = spill_size, .mxPathname = 512,
		.zName = arena_printf(a, "strom-%p", (void *)t).ptr, .pAppData = t,
		.xOpen = no_open, .xDelete = no_delete, .xAccess = no_access,
		.xFullPathname = same_path, .xRandomness = no_random, .xSleep = no_sleep,
		.xCurrentTime = no_day, .xGetLastError = no_error, .xCurrentTimeInt64 = no_time,
	};
	/* The name is only needed while it is opened. */
	if (sqlite3_vfs_register(vfs, 0))
		return NULL;
	int rc = sqlite3_open_v2(":memory:", &t->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
	                         SQLITE_OPEN_NOMUTEX, vfs->zName);
	sqlite3_vfs_unregister(vfs);
	arena_cleanup(a, close_tables, t);
	if (rc)
		return NULL;
	t->arena = a;
	configure(t->db);
	sqlite3_create_collation(t->db, "language", SQLITE_UTF8, t, by_language);
	return functions_add(t->db, t) && !functions_add_label(t) ? t->db : NULL;
}

/* ---- The authorizer ---- */

static bool is_public(const struct tables *t, str name)
{
	for (size_t i = 0; i < t->n; i++)
		if (sql_same(t->tables[i].name, name))
			return true;
	return false;
}

static bool is_module(const struct tables *t, str name)
{
	for (size_t i = 0; i < t->modules.n; i++)
		if (sql_same(t->modules.at[i], name))
			return true;
	return false;
}

static bool begins(str name, str prefix)
{
	return name.len >= prefix.len && sql_same(str_sub(name, 0, prefix.len), prefix);
}

/* A common table or subquery that is only counted comes by its alias and without a column: what
 * is neither public nor ours nor SQLite's can be nothing else, as unknown tables failed before. */
static bool table_allowed(const struct tables *t, str name, str column)
{
	if (is_public(t, name))
		return true;
	return !column.len && !begins(name, S("sqlite_")) && !begins(name, S("strom_")) &&
	       !begins(name, S("pragma_")) && !is_module(t, name);
}

static int refuse(struct tables *t, const char *what, const char *name)
{
	t->refused = what;
	sqlite3_snprintf((int)sizeof t->refused_name, t->refused_name, "%s", name ? name : "");
	return SQLITE_DENY;
}

static int authorize(void *context, int action, const char *first, const char *second,
                     const char *database, const char *inner)
{
	struct tables *t = context;
	(void)database, (void)inner;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_READ:
		return table_allowed(t, str_of(first), str_of(second)) ? SQLITE_OK
		                                                       : refuse(t, "table", first);
	case SQLITE_INSERT:
		if (t->making.len && sql_same(t->making, str_of(first)))
			return SQLITE_OK;
		return refuse(t, "statement", "");
	case SQLITE_FUNCTION:
		return typed_function_allowed(&t->typed, str_of(second))
		               ? SQLITE_OK
		               : refuse(t, "function", second);
	default:
		return refuse(t, "statement", "");
	}
}

/* Steps that move texts of megabytes count for more: how large they were, the largest piece of
 * memory tells that was asked for since the last look. */
static uint64_t moved(void)
{
	enum { SMALL = 64 << 10, BYTES_A_STEP = 128 };
	sqlite3_int64 now, largest;
	sqlite3_status64(SQLITE_STATUS_MALLOC_SIZE, &now, &largest, 1);
	largest = largest < MOST_TEXT ? largest : MOST_TEXT;
	return largest > SMALL ? (uint64_t)largest / BYTES_A_STEP * (STEPS_A_LOOK / 10) : 0;
}

static int watch(void *context)
{
	struct tables *t = context;
	return !functions_work(NULL, t, STEPS_A_LOOK + moved());
}

void guard_close_door(struct tables *t)
{
	set_limits(t->db);
	sqlite3_set_authorizer(t->db, authorize, t);
	sqlite3_progress_handler(t->db, STEPS_A_LOOK, watch, t);
}

void guard_open_door(struct tables *t)
{
	sqlite3_progress_handler(t->db, 0, NULL, NULL);
	sqlite3_set_authorizer(t->db, NULL, NULL);
}

void guard_begin(struct tables *t)
{
	t->steps = 0;
	t->most_steps = MOST_STEPS;
	t->too_much = t->clock = false;
	t->refused = NULL;
}
