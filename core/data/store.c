/* Filling a table: every promise of the plugin's is checked before SQLite sees a cell. */
#include "data/store.h"

enum { SOURCE_COLUMNS = 2000 };
#define SOURCE_ROWS 5000000             /* and 1 GiB in all, which is SQLite's own limit */

static struct store *store_of(struct strom_job *job)
{
	return job_of(job)->context;
}

static struct span span_of(const struct store *s, struct strom_pos pos)
{
	return pos.known ? (struct span){s->job->file, pos.len, pos.off} : s->job->at;
}

/* Counted as the plugin's own, so that its `false` counts as reported. */
static bool fail(struct store *s)
{
	s->job->errors++;
	s->failed = true;
	return false;
}

static bool broken(struct store *s, struct strom_pos pos, const char *what)
{
	diag_error(s->job->diags, span_of(s, pos), "data/broken-source", "the source plugin '%.*s' %s",
	           STR_ARG(s->plugin->name), what);
	diag_hint(s->job->diags, "This is a fault of the plugin: report it to its author.");
	return fail(s);
}

static bool sqlite_failed(struct store *s, int rc)
{
	struct diags *d = s->job->diags;
	if (s->failed)
		return false;
	if (rc == SQLITE_FULL || rc == SQLITE_NOMEM)
		diag_error(d, span_of(s, s->row_pos), "data/too-large", "the tables need more than 1 GiB");
	else if (rc == SQLITE_TOOBIG)
		diag_error(d, span_of(s, s->row_pos), "data/too-large", "a cell is longer than %d bytes",
		           MOST_TEXT);
	else
		diag_error(d, s->job->at, "data/loader-failed", "%s", sqlite3_errmsg(s->db));
	return fail(s);
}

/* ---- Columns ---- */

static bool column_good(struct store *s, const struct strom_column *c)
{
	if (c->type < STROM_COLUMN_TEXT || c->type > STROM_COLUMN_DATE)
		return broken(s, c->pos, "gives a column an unknown type");
	if (!c->name.len || utf8_check(c->name) < c->name.len || str_has(c->name, 0))
		return broken(s, c->pos, "gives a column an impossible name");
	for (size_t i = 0; i < s->columns.n; i++) {
		if (!sql_same(s->columns.at[i].name, c->name))
			continue;
		diag_error(s->job->diags, span_of(s, c->pos), "data/duplicate-column",
		           "a column '%.*s' is there already", STR_ARG(s->columns.at[i].name));
		diag_hint(s->job->diags, "Give each column a name of its own; capital letters make no "
		          "difference.");
		return fail(s);
	}
	if (s->columns.n < SOURCE_COLUMNS)
		return true;
	diag_error(s->job->diags, span_of(s, c->pos), "data/too-many-columns",
	           "more than %d columns", SOURCE_COLUMNS);
	return fail(s);
}

static bool host_column(struct strom_job *job, const struct strom_column *theirs)
{
	struct store *s = store_of(job);
	struct strom_column c = {0};
	memcpy(&c, theirs, theirs->size < sizeof c ? theirs->size : sizeof c);
	if (s->insert)
		return broken(s, c.pos, "gives a column after the first row");
	if (!column_good(s, &c))
		return false;
	c.name = arena_str(s->job->arena, c.name);
	vec_push(s->job->arena, &s->columns, c);
	return true;
}

/* The types' names make SQLite's affinity (integer, real, text) and say more to us. */
static const char *declared(uint32_t type)
{
	switch (type) {
	case STROM_COLUMN_INT:
		return "INTEGER";
	case STROM_COLUMN_REAL:
		return "REAL";
	case STROM_COLUMN_BOOL:
		return "BOOL_INT";
	case STROM_COLUMN_DATE:
		return "DATE_TEXT";
	default:
		return "TEXT";
	}
}

static void quote(struct buf *out, str name)
{
	buf_byte(out, '"');
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == '"')
			buf_byte(out, '"');
		buf_byte(out, name.ptr[i]);
	}
	buf_byte(out, '"');
}

static int prepare(struct store *s, struct buf *sql, sqlite3_stmt **out)
{
	return sqlite3_prepare_v2(s->db, sql->ptr, (int)sql->len, out, NULL);
}

static int create(struct store *s)
{
	struct buf sql = {0};
	sqlite3_stmt *statement = NULL;
	buf_put(&sql, S("create table "));
	quote(&sql, s->source->name.text);
	for (size_t i = 0; i < s->columns.n; i++) {
		buf_put(&sql, i ? S(", ") : S(" ("));
		quote(&sql, s->columns.at[i].name);
		buf_printf(&sql, " %s", declared(s->columns.at[i].type));
	}
	buf_byte(&sql, ')');
	int rc = prepare(s, &sql, &statement);
	if (!rc && sqlite3_step(statement) != SQLITE_DONE)
		rc = sqlite3_errcode(s->db);
	sqlite3_finalize(statement);
	buf_drop(&sql);
	return rc;
}

static int prepare_inserts(struct store *s)
{
	struct buf sql = {0};
	buf_put(&sql, S("insert into "));
	quote(&sql, s->source->name.text);
	for (size_t i = 0; i < s->columns.n; i++)
		buf_put(&sql, i ? S(", ?") : S(" values (?"));
	buf_byte(&sql, ')');
	int rc = prepare(s, &sql, &s->insert);
	buf_drop(&sql);
	return rc ? rc : places_begin(&s->places, s->db, s->number);
}

static bool make_table(struct store *s)
{
	if (s->insert)
		return true;
	if (!s->columns.n)
		return broken(s, (struct strom_pos){0}, "gives no column");
	int rc = create(s);
	if (!rc)
		rc = prepare_inserts(s);
	return !rc || sqlite_failed(s, rc);
}

/* ---- Rows ---- */

static bool finish_row(struct store *s)
{
	if (s->cells < 0)
		return true;
	if ((size_t)s->cells != s->columns.n)
		return broken(s, s->row_pos, "gives a row too few cells");
	s->rows++;
	if (sqlite3_step(s->insert) != SQLITE_DONE)
		return sqlite_failed(s, sqlite3_errcode(s->db));
	sqlite3_reset(s->insert);
	int rc = places_add(&s->places, s->row_pos.known, s->row_pos.off, s->row_pos.len);
	if (rc)
		return sqlite_failed(s, rc);
	s->cells = -1;
	return true;
}

static bool host_row(struct strom_job *job, struct strom_pos pos)
{
	struct store *s = store_of(job);
	if (s->failed || !make_table(s) || !finish_row(s))
		return false;
	if (s->rows == SOURCE_ROWS) {
		diag_error(s->job->diags, span_of(s, pos), "data/too-many-rows", "more than %d rows",
		           SOURCE_ROWS);
		return fail(s);
	}
	s->row_pos = pos;
	s->cells = 0;
	return true;
}

static int bind(struct store *s, const struct strom_cell *c, uint32_t type)
{
	int at = s->cells + 1;
	if (c->null)
		return sqlite3_bind_null(s->insert, at);
	switch (type) {
	case STROM_COLUMN_INT:
		return sqlite3_bind_int64(s->insert, at, c->integer);
	case STROM_COLUMN_BOOL:
		return sqlite3_bind_int64(s->insert, at, c->integer != 0);
	case STROM_COLUMN_REAL:
		return sqlite3_bind_double(s->insert, at, c->real);
	default:
		return sqlite3_bind_text64(s->insert, at, c->text.ptr ? c->text.ptr : "", c->text.len,
		                           SQLITE_TRANSIENT, SQLITE_UTF8);
	}
}

static bool host_cell(struct strom_job *job, const struct strom_cell *theirs)
{
	struct store *s = store_of(job);
	struct strom_cell c = {0};
	memcpy(&c, theirs, theirs->size < sizeof c ? theirs->size : sizeof c);
	if (s->failed)
		return false;
	if (s->cells < 0 || (size_t)s->cells >= s->columns.n)
		return broken(s, c.pos, "gives a cell beyond its columns");
	uint32_t type = s->columns.at[s->cells].type;
	bool text = type == STROM_COLUMN_TEXT || type == STROM_COLUMN_DATE;
	if (!c.null && text && (utf8_check(c.text) < c.text.len || str_has(c.text, 0)))
		return broken(s, c.pos, "gives a text that is not UTF-8 or holds NUL");
	if (!c.null && type == STROM_COLUMN_REAL && c.real - c.real != 0)
		return broken(s, c.pos, "gives a number that is not finite");
	int rc = bind(s, &c, type);
	if (rc)
		return sqlite_failed(s, rc);
	s->cells++;
	return true;
}

static void host_encoding(struct strom_job *job, strom_str name)
{
	diag_encoding(store_of(job)->shown, job_of(job)->file, name);
}

const struct strom_source_host store_host = {
	.size = sizeof store_host,
	.column = host_column,
	.row = host_row,
	.cell = host_cell,
	.encoding = host_encoding,
};

/* ---- A source from begin to end ---- */

sqlite3 *store_open(void)
{
	sqlite3 *db = NULL;
	/* memdb: what SQLite can hand over as bytes without a copy. */
	int rc = sqlite3_open_v2("strom", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
	                         SQLITE_OPEN_NOMUTEX, "memdb");
	if (!rc)
		rc = sqlite3_exec(db, "pragma journal_mode = off; pragma synchronous = off", NULL, NULL,
		                  NULL);
	if (!rc)
		rc = sqlite3_exec(db, places_schema, NULL, NULL, NULL);
	if (!rc)
		rc = sqlite3_exec(db, "begin", NULL, NULL, NULL);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, MOST_TEXT);
	if (!rc)
		return db;
	sqlite3_close(db);
	return NULL;
}

void store_begin(struct store *s, struct job *job)
{
	s->job = job;
	s->cells = -1;
	job->context = s;
}

bool store_end(struct store *s, bool good)
{
	good = good && !s->failed && make_table(s) && finish_row(s);
	int rc = places_end(&s->places);
	if (good && rc)
		good = sqlite_failed(s, rc);
	sqlite3_finalize(s->insert);
	return good;
}
