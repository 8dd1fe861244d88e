/* Filling a table: every promise of the plugin's is checked before SQLite sees a cell. */
#include "data/store_parts.h"

#include "data/read/day.h"
#include "data/read/total.h"

#define SOURCE_ROWS 5000000             /* and 1 GiB in all, which is SQLite's own limit */

struct store *store_of(struct strom_job *job)
{
	return job_of(job)->context;
}

struct span store_span(const struct store *s, struct strom_pos pos)
{
	return job_span(s->job, pos);
}

bool store_fail(struct store *s)
{
	job_found(s->job);
	s->failed = true;
	return false;
}

bool store_broken(struct store *s, struct strom_pos pos, const char *what)
{
	diag_error(s->job->diags, store_span(s, pos), "data/broken-source",
	           "the source plugin '%.*s' %s", STR_ARG(s->plugin->name), what);
	diag_hint(s->job->diags, "This is a fault of the plugin: report it to its author.");
	return store_fail(s);
}

static bool sqlite_failed(struct store *s, int rc)
{
	struct diags *d = s->job->diags;
	if (s->failed)
		return false;
	if (rc == SQLITE_FULL || rc == SQLITE_NOMEM)
		diag_error(d, store_span(s, s->row_pos), "data/too-large",
		           "the tables need more than 1 GiB");
	else if (rc == SQLITE_TOOBIG)
		diag_error(d, store_span(s, s->row_pos), "data/too-large",
		           "a %s is longer than %d bytes", s->cells < 0 ? "row" : "cell",
		           MOST_TEXT);
	else
		diag_error(d, s->job->at, "data/loader-failed", "%s", sqlite3_errmsg(s->db));
	return store_fail(s);
}

bool store_too_large(struct store *s)
{
	return sqlite_failed(s, SQLITE_FULL);
}

bool store_other_columns(struct store *s, struct strom_pos pos, str name)
{
	size_t i = s->again;
	const struct said *first = &s->source->path;
	if (i < s->columns.n && name.len)
		diag_error(s->job->diags, store_span(s, pos), "data/other-columns",
		           "column %zu is '%.*s', and in the first file '%.*s'", i + 1,
		           STR_ARG(name), STR_ARG(s->columns.at[i].said.name));
	else
		diag_error(s->job->diags, store_span(s, pos), "data/other-columns",
		           "the file has %s columns than the first, which has %zu",
		           i < s->columns.n ? "fewer" : "more", s->columns.n);
	diag_hint(s->job->diags,
	          "Rows of several files follow each other where their columns are those of "
	          "'%.*s', in the same order; else make two entries under data.",
	          STR_ARG(first->text));
	return store_fail(s);
}

static bool has_columns(struct store *s)
{
	return !s->file || s->again >= s->columns.n ||
	       store_other_columns(s, (struct strom_pos){0}, S(""));
}

/* ---- The table ---- */

/* The types' names make SQLite's affinity (integer, real, text) and say more to us. */
static const char *declared(const struct store_column *c)
{
	switch (c->said.type) {
	case STROM_COLUMN_INT:
		return c->year ? "YEAR_INT" : "INTEGER";
	case STROM_COLUMN_REAL:
		return "REAL";
	case STROM_COLUMN_BOOL:
		return "BOOL_INT";
	case STROM_COLUMN_PERCENT:
		return "PERCENT_REAL";
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

/* Texts that are codes are in the order of their book. */
static void declare_codes(const struct store *s, const struct store_column *c, struct buf *sql)
{
	struct buf name = {0};
	if (c->said.type == STROM_COLUMN_TEXT && c->variable->codes.n) {
		buf_printf(&name, "strom %.*s.%.*s", STR_ARG(s->source->name.text),
		           STR_ARG(c->variable->name));
		buf_put(sql, S(" COLLATE "));
		quote(sql, buf_str(&name));
	}
	if (c->missing_place) {
		buf_clear(&name);
		buf_printf(&name, "%.*s_missing", STR_ARG(c->variable->name));
		buf_put(sql, S(", "));
		quote(sql, buf_str(&name));
		buf_put(sql, S(" TEXT"));
	}
	buf_drop(&name);
}

static int create(struct store *s)
{
	struct buf sql = {0};
	sqlite3_stmt *statement = NULL;
	buf_put(&sql, S("create table "));
	quote(&sql, s->source->name.text);
	for (size_t i = 0; i < s->columns.n; i++) {
		const struct store_column *c = &s->columns.at[i];
		if (!c->place)
			continue;
		buf_put(&sql, c->place > 1 ? S(", ") : S(" ("));
		quote(&sql, c->said.name);
		buf_printf(&sql, " %s", declared(c));
		if (c->variable)
			declare_codes(s, c, &sql);
	}
	buf_byte(&sql, ')');
	int rc = prepare(s, &sql, &statement);
	if (!rc && sqlite3_step(statement) != SQLITE_DONE)
		rc = sqlite3_errcode(s->db);
	sqlite3_finalize(statement);
	buf_drop(&sql);
	return rc;
}

static int prepare_inserts(struct store *s, int width)
{
	struct buf sql = {0};
	buf_put(&sql, S("insert into "));
	quote(&sql, s->source->name.text);
	int rc = store_batch_begin(&s->batch, s->db, buf_str(&sql), width);
	buf_drop(&sql);
	return rc ? rc : places_begin(&s->places, s->db, s->number);
}

/* How many columns the table has. */
static int number_places(struct store *s)
{
	int place = 0;
	for (size_t i = 0; i < s->columns.n; i++) {
		struct store_column *c = &s->columns.at[i];
		c->place = store_leaves_out(s, c) ? 0 : ++place;
		c->missing_place = c->place && c->missing ? ++place : 0;
	}
	return place;
}

static bool no_column(struct store *s)
{
	diag_error(s->shown, s->job->at, "data/no-column", "no column of the table has a value");
	diag_hint(s->shown, "Is it the right sheet or table, and does its first row name columns?");
	return store_fail(s);
}

static bool make_table(struct store *s)
{
	if (s->batch.insert)
		return true;
	if (!s->columns.n)
		return store_broken(s, (struct strom_pos){0}, "gives no column");
	int width = number_places(s);
	if (!width)
		return no_column(s);
	s->texts = arena_new();
	int rc = create(s);
	if (!rc)
		rc = prepare_inserts(s, width);
	if (!rc)
		rc = store_codes_create(s);
	return !rc || sqlite_failed(s, rc);
}

/* ---- Rows ---- */

/* In which of the source's files a place is. */
static size_t file_of(const struct store *s, struct strom_pos pos)
{
	for (size_t i = 1; pos.known > 1 && i < s->files.n; i++)
		if (s->files.at[i].input.known == pos.known)
			return i;
	return s->file;
}

/* Of the rows that went together, the longest is the one that is too long. */
static bool batch_failed(struct store *s, int rc)
{
	s->row_pos = s->batch.longest_pos;
	return sqlite_failed(s, rc);
}

static bool insert_row(struct store *s)
{
	int rc = store_batch_row(&s->batch, s->row_pos);
	if (rc)
		return batch_failed(s, rc);
	int of_sets = store_codes_row(s);
	struct place place = {(uint32_t)file_of(s, s->row_pos), s->row_pos.len, s->row_pos.off};
	rc = places_add(&s->places, s->row_pos.known != 0, place);
	rc = rc ? rc : of_sets;
	return !rc || sqlite_failed(s, rc);
}

/* The last row, if it sums the others, is what strom.yml says: a sum of the column would count all
 * twice. False: reported. */
static bool judge_last(struct store *s, bool *kept)
{
	bool sum = total_is_sum(s->total), drop = s->source->reading.drop_total;
	*kept = !(sum && drop);
	if (sum && !drop) {
		diag_error(s->shown, store_span(s, s->row_pos), "data/total-row",
		           "the last row sums those before it");
		diag_hint(s->shown,
		          "Write total-row: drop beside path to leave it out, or total-row: keep.");
		return store_fail(s);
	}
	if (!sum && drop) {
		diag_warn(s->shown, store_span(s, s->row_pos), "data/no-total-row",
		          "total-row says drop, but the last row is no sum of the others");
		diag_hint(s->shown, "Nothing is left out: take the key away, or look what has "
		                    "become of the sum.");
	}
	return true;
}

/* Empty rows at the end are left out. False: reported. */
static bool judge_row(struct store *s, bool *kept)
{
	bool keep = s->source->reading.keep_total;
	*kept = s->phase != STORE_AGAIN || (uint64_t)s->rows <= reader_rows(s->reader);
	if (s->phase != STORE_AGAIN || !*kept)
		return true;
	if ((uint64_t)s->rows == reader_rows(s->reader) && !keep)
		return judge_last(s, kept);
	if (total_is_named(s->total) && !keep) {
		diag_warn(s->shown, store_span(s, s->row_pos), "data/total-between",
		          "the row says that it is a total of others");
		diag_hint(s->shown, "Queries count it too: leave it out by WHERE, and write "
		                    "total-row: keep beside path.");
	}
	total_row(s->total);
	return true;
}

static bool finish_row(struct store *s)
{
	if (s->cells < 0)
		return true;
	if ((size_t)s->cells != s->columns.n)
		return store_broken(s, s->row_pos, "gives a row too few cells");
	s->rows++;
	s->cells = -1;
	if (s->phase == STORE_LOOK) {
		reader_row_end(s->reader, store_span(s, s->row_pos));
		return true;
	}
	bool kept;
	return judge_row(s, &kept) && (!kept || insert_row(s));
}

static bool all_written(const struct store *s)
{
	for (size_t i = 0; i < s->columns.n; i++)
		if (!s->columns.at[i].written)
			return false;
	return true;
}

/* For when it is no longer known which file was being read. */
static struct strom_pos in_its_file(const struct store *s, struct strom_pos pos)
{
	if (pos.known == 1)
		pos.known = s->files.at[s->file].input.known;
	return pos;
}

bool store_row(struct store *s, struct strom_pos pos)
{
	if (s->failed || !has_columns(s) || (s->phase != STORE_LOOK && !make_table(s)) ||
	    !finish_row(s))
		return false;
	if (s->rows == SOURCE_ROWS) {
		diag_error(s->job->diags, store_span(s, pos), "data/too-many-rows",
		           "more than %d rows", SOURCE_ROWS);
		return store_fail(s);
	}
	s->row_pos = pos;
	store_let_go(&s->files.at[file_of(s, pos)], pos.off);
	s->cells = 0;
	if (s->texts && store_batch_is_empty(&s->batch))
		arena_reset(s->texts);
	if (!s->rows && s->phase == STORE_LOOK && s->functions.once && all_written(s))
		s->kept = kept_new(s->job->arena);
	return s->phase != STORE_LOOK || !s->kept || kept_row(s->kept, in_its_file(s, pos)) ||
	       store_too_large(s);
}

bool store_host_row(struct strom_job *job, struct strom_pos pos)
{
	return store_row(store_of(job), pos);
}

static int bind(struct store *s, const struct strom_cell *c, const struct store_column *column)
{
	sqlite3_stmt *insert = s->batch.insert;
	int at = store_batch_place(&s->batch, column->place);
	if (!column->place)
		return SQLITE_OK;
	if (c->null)
		return sqlite3_bind_null(insert, at);
	switch (column->said.type) {
	case STROM_COLUMN_INT:
		return sqlite3_bind_int64(insert, at, c->integer);
	case STROM_COLUMN_BOOL:
		return sqlite3_bind_int64(insert, at, c->integer != 0);
	case STROM_COLUMN_REAL:
	case STROM_COLUMN_PERCENT:
		return sqlite3_bind_double(insert, at, c->real);
	default:
		return store_batch_text(&s->batch, column->place, arena_str(s->texts, c->text));
	}
}

const struct store_column *store_next_column(struct store *s, struct strom_pos pos, bool written)
{
	if (s->cells < 0 || (size_t)s->cells >= s->columns.n) {
		store_broken(s, pos, "gives a cell beyond its columns");
		return NULL;
	}
	const struct store_column *c = &s->columns.at[s->cells];
	if (c->written == written)
		return c;
	store_broken(s, pos, written ? "gives a cell as it is written to a column of another kind"
	                       : "gives a value to a column of cells as they are written");
	return NULL;
}

bool store_bind(struct store *s, const struct strom_cell *c, const struct store_column *column)
{
	int rc = bind(s, c, column);
	return !rc || sqlite_failed(s, rc);
}

bool store_host_cell(struct strom_job *job, const struct strom_cell *theirs)
{
	struct store *s = store_of(job);
	struct strom_cell c = {0};
	if (!job_sized(s->job, theirs->size, JOB_UP_TO(strom_cell, null), "a cell"))
		return store_fail(s);
	memcpy(&c, theirs, theirs->size < sizeof c ? theirs->size : sizeof c);
	const struct store_column *column = s->failed ? NULL : store_next_column(s, c.pos, false);
	if (!column)
		return false;
	uint32_t type = column->said.type;
	bool text = type == STROM_COLUMN_TEXT || type == STROM_COLUMN_DATE;
	bool real = type == STROM_COLUMN_REAL || type == STROM_COLUMN_PERCENT;
	if (!c.null && text && (utf8_check(c.text) < c.text.len || str_has(c.text, 0)))
		return store_broken(s, c.pos, "gives a text that is not UTF-8 or holds NUL");
	if (!c.null && real && c.real - c.real != 0)
		return store_broken(s, c.pos, "gives a number that is not finite");
	/* '2015-10-31' = '2015-10-31T00:00' is false, and date('2015-02-30') is in March. */
	if (!c.null && type == STROM_COLUMN_DATE && !day_is_iso(c.text))
		return store_broken(s, c.pos, "gives a date that is not written as 2015-10-31");
	struct read_given g = {.type = c.null ? 0 : type,
	                       .text = c.null || !text ? S("") : c.text,
	                       .integer = c.integer,
	                       .real = c.real};
	c.null |= store_codes_missing(column, &g);
	if (s->phase != STORE_LOOK && !store_bind(s, &c, column))
		return false;
	if (s->phase != STORE_LOOK && column->variable && store_codes_bind(s, column, &g))
		return store_too_large(s);
	s->cells++;
	return true;
}

void store_host_encoding(struct strom_job *job, strom_str name)
{
	diag_encoding(store_of(job)->shown, job_of(job)->file, name);
}

/* ---- A source from begin to end ---- */

static const char books_schema[] =
        "create table strom_books(source integer primary key, book blob)";

/* Whoever asks has orders of codes; here nothing is sorted. */
static int by_bytes(void *nothing, int a_len, const void *a, int b_len, const void *b)
{
	(void)nothing;
	return str_cmp((str){a, (size_t)a_len}, (str){b, (size_t)b_len});
}

static void any_order(void *nothing, sqlite3 *db, int encoding, const char *name)
{
	(void)nothing, (void)encoding;
	sqlite3_create_collation(db, name, SQLITE_UTF8, NULL, by_bytes);
}

sqlite3 *store_open(void)
{
	sqlite3 *db = NULL;
	/* memdb: what SQLite can hand over as bytes without a copy. */
	int rc = sqlite3_open_v2("strom", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
	                         SQLITE_OPEN_NOMUTEX, "memdb");
	if (!rc)
		rc = sqlite3_exec(db, "pragma journal_mode = off; pragma synchronous = off", NULL,
		                  NULL, NULL);
	if (!rc)
		rc = sqlite3_exec(db, places_schema, NULL, NULL, NULL);
	if (!rc)
		rc = sqlite3_exec(db, books_schema, NULL, NULL, NULL);
	sqlite3_collation_needed(db, NULL, any_order);
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

void store_file(struct store *s, struct job *job, size_t i)
{
	store_begin(s, job);
	s->file = i;
	s->again = 0;
	s->sheets.n = 0;
}

bool store_file_end(struct store *s, bool good)
{
	/* A plugin that failed may have left its last row half done. */
	bool finished = good && !s->failed && has_columns(s) && finish_row(s);
	s->cells = -1;
	return finished;
}

bool store_wants_more(const struct store *s)
{
	return s->phase == STORE_LOOK;
}

/* What strom.yml says of cells says nothing where the plugin gives values. */
static bool nothing_unheard(struct store *s)
{
	const struct reading_said *r = &s->source->reading;
	size_t types = 0;
	for (size_t i = 0; i < r->types_n; i++)
		types += !r->types[i].left_out;
	bool said = r->custom || r->dates_n || r->nulls_n || r->yes_n || r->no_n || types ||
	            r->keep_total || r->drop_total || r->keep_notes || r->drop_notes;
	if (!said || s->reader)
		return true;
	diag_error(s->shown, s->source->name.at, "data/no-effect",
	           "the source plugin '%.*s' gives values: how cells are written has no effect",
	           STR_ARG(s->plugin->name));
	diag_hint(s->shown,
	          "Take away numbers, dates, null, yes, no, types, total-row and notes-below.");
	return store_fail(s);
}

static uint32_t column_type(enum reading_type type)
{
	static const unsigned char types[] = {
	        STROM_COLUMN_TEXT,    STROM_COLUMN_TEXT, STROM_COLUMN_INT,  STROM_COLUMN_REAL,
	        STROM_COLUMN_PERCENT, STROM_COLUMN_BOOL, STROM_COLUMN_DATE, STROM_COLUMN_INT};
	return types[type];
}

bool store_settle(struct store *s, bool good)
{
	bool settled = reader_settle(s->reader) && !s->refused;
	s->label = s->columns.n;
	for (size_t i = s->columns.n; i--;) {
		struct store_column *c = &s->columns.at[i];
		if (!c->written)
			continue;
		c->said.type = column_type(reader_type(s->reader, c->reader));
		c->year = reader_type(s->reader, c->reader) == READ_YEAR;
		if (c->said.type == STROM_COLUMN_TEXT &&
		    reader_type(s->reader, c->reader) == READ_TEXT)
			s->label = i;
	}
	return good && settled;
}

void store_again(struct store *s, struct job *job)
{
	store_begin(s, job);
	s->phase = STORE_AGAIN;
	s->rows = 0;
	s->file = 0;
	s->total = total_new(job->arena, s->columns.n, s->label < s->columns.n);
}

bool store_end(struct store *s, bool good)
{
	bool finished = good && !s->failed && nothing_unheard(s) && make_table(s) &&
	                finish_row(s) && store_codes_good(s);
	int rc = finished ? store_batch_flush(&s->batch) : SQLITE_OK;
	if (rc)
		finished = batch_failed(s, rc);
	rc = places_end(&s->places);
	if (finished && !rc)
		rc = store_codes_keep(s);
	store_codes_end(s);
	bool ended = finished && (!rc || sqlite_failed(s, rc));
	store_batch_end(&s->batch);
	if (s->texts)
		arena_drop(s->texts);
	return ended;
}
