/* Answers row by row: the statement is stepped, and stepped again from its start when a row is
 * wanted that has gone by. So memory is one row's, however many there are, and what SQLite needs
 * for sorting. */
#include "data/tables_parts.h"

#include "data/read/words.h"

struct cursor {
	struct asked q;
	unsigned flags;
	struct bounds most;
	sqlite3_stmt *statement;
	str language;                   /* that COLLATE language sorts by */
	size_t columns;
	const str *names;
	const struct codebook_variable **variables;
	const bool *year_names; /* of columns that say that they hold years */
	struct cell *cells;
	struct typed_kinds kinds;
	uint64_t next;                  /* the row that the next step gives */
	uint64_t bytes;                 /* of text in the rows before it */
	uint64_t steps;
	bool clock, checked, over, failed;
};

static void finalize(void *object)
{
	struct cursor *c = object;
	sqlite3_finalize(c->statement);
}

static void take_names(struct arena *a, struct cursor *c)
{
	c->columns = (size_t)sqlite3_column_count(c->statement);
	str *names = arena_array(a, str, c->columns);
	sqlite3_stmt *as_written = asked_as_written(&c->q);
	size_t written = as_written ? (size_t)sqlite3_column_count(as_written) : 0;
	for (size_t i = 0; i < c->columns; i++)
		names[i] = arena_str(a, str_of(sqlite3_column_name(
		                                i < written ? as_written : c->statement, (int)i)));
	sqlite3_finalize(as_written);
	c->names = names;
	bool *year_names = arena_array(a, bool, c->columns + 1);
	for (size_t i = 0; i < c->columns; i++)
		year_names[i] = words_year(names[i]);
	c->year_names = year_names;
	c->variables = arena_array(a, const struct codebook_variable *, c->columns);
	for (size_t i = 0; i < c->columns; i++)
		c->variables[i] = tables_column_variable(c->q.tables, c->statement, (int)i);
	c->cells = arena_array(a, struct cell, c->columns);
}

static str language_of(struct arena *a, const struct asked *q)
{
	for (size_t i = 0; i < q->bindings_n; i++)
		if (str_eq(q->bindings[i].name, S(":language")))
			return arena_str(a, q->bindings[i].value.text);
	return S("");
}

struct cursor *cursor_within(const struct asked *q, struct arena *a, unsigned flags,
                             struct bounds most)
{
	struct cursor *c = arena_make(a, struct cursor);
	*c = (struct cursor){.q = *q, .flags = flags, .most = most};
	c->statement = asked_prepare(q, &c->kinds);
	if (!c->statement)
		return NULL;
	if (flags & QUERY_STATES)
		c->statement = asked_with_states(&c->q, c->statement);
	arena_cleanup(a, finalize, c);
	c->clock = q->tables->clock;
	c->language = language_of(a, q);
	c->q.bindings = NULL;           /* they are bound, and may be gone when rows are read */
	c->q.bindings_n = 0;
	take_names(a, c);
	return c;
}

struct cursor *tables_cursor(struct tables *t, struct arena *a, struct diags *d, struct query query,
                             const struct binding *bindings, size_t n, unsigned flags)
{
	struct asked q = asked_of(t, a, d, query, bindings, n);
	return cursor_within(&q, a, flags, (struct bounds){STREAM_ROWS, STREAM_TEXT});
}

size_t cursor_columns(const struct cursor *c, const str **names)
{
	*names = c->names;
	return c->columns;
}

const struct codebook_variable *const *cursor_variables(const struct cursor *c)
{
	return c->variables;
}

/* ---- One row ---- */

static bool take_text(struct cursor *c, int i)
{
	/* Before the text is asked for, which turns a blob into one. */
	bool blob = sqlite3_column_type(c->statement, i) == SQLITE_BLOB;
	const char *bytes = (const char *)sqlite3_column_text(c->statement, i);
	str text = {bytes ? bytes : "", bytes ? (size_t)sqlite3_column_bytes(c->statement, i) : 0};
	if (blob || utf8_check(text) < text.len || str_has(text, 0))
		return diag_error(c->q.diags, c->q.at, "data/not-text",
		                  "column '%.*s' holds what is no text", STR_ARG(c->names[i]));
	c->bytes += text.len;
	if (c->bytes > c->most.bytes)
		return diag_error(c->q.diags, c->q.at, "data/too-large",
		                  "the answer has more than %u MiB",
		                  (unsigned)(c->most.bytes >> 20));
	c->cells[i] = (struct cell){
	        .type = CELL_TEXT, .text = text, .date = i < 64 && (c->kinds.dates >> i & 1)};
	return true;
}

/* Of a column of years, or of one that has such a name. */
static bool is_year(struct cursor *c, int i, int64_t integer)
{
	bool year = i < 64 && (c->kinds.years >> i & 1);
	return year || (integer >= 1900 && integer <= 2100 && c->year_names[i]);
}

static bool take_cell(struct cursor *c, int i)
{
	struct cell *cell = &c->cells[i];
	switch (sqlite3_column_type(c->statement, i)) {
	case SQLITE_NULL:
		*cell = (struct cell){.type = CELL_NULL};
		return true;
	case SQLITE_INTEGER:
		*cell = (struct cell){.type = CELL_INT,
		                      .integer = sqlite3_column_int64(c->statement, i)};
		cell->year = is_year(c, i, cell->integer);
		return true;
	case SQLITE_FLOAT:
		*cell = (struct cell){.type = CELL_REAL,
		                      .real = sqlite3_column_double(c->statement, i)};
		cell->year = i < 64 && (c->kinds.years >> i & 1);
		if (cell->real - cell->real == 0)
			return true;
		return diag_error(c->q.diags, c->q.at, "data/infinite",
		                  "column '%.*s' holds a number beyond all bounds",
		                  STR_ARG(c->names[i]));
	default:
		return take_text(c, i);
	}
}

static bool take_row(struct cursor *c)
{
	if (c->next == c->most.rows) {
		diag_error(c->q.diags, c->q.at, "data/too-many-rows",
		           "the query gives more than %u rows", (unsigned)c->most.rows);
		diag_hint(c->q.diags, "Narrow it with WHERE, or sum up with GROUP BY.");
		return false;
	}
	c->next++;
	for (size_t i = 0; i < c->columns; i++)
		if (!take_cell(c, (int)i))
			return false;
	return true;
}

/* What the guard counts is the running query's; several may be under way. */
static int guarded_step(struct cursor *c)
{
	struct tables *t = c->q.tables;
	guard_begin(t);
	guard_language(t, c->language);
	t->steps = c->steps;
	t->most_steps = MOST_STEPS + c->next * STEPS_A_ROW;
	t->clock = c->clock;
	int rc = sqlite3_step(c->statement);
	c->steps = t->steps;
	c->clock = t->clock;
	return rc;
}

static bool step(struct cursor *c)
{
	int rc = guarded_step(c);
	if (rc == SQLITE_ROW && !c->clock)
		return take_row(c);
	if (rc != SQLITE_DONE || c->clock)
		return asked_complain(&c->q, rc);
	c->over = true;
	if (!c->checked && !asked_ordered(&c->q, c->next, c->flags))
		return false;
	c->checked = true;
	return true;
}

static void rewind_cursor(struct cursor *c)
{
	sqlite3_reset(c->statement);
	c->next = c->bytes = c->steps = 0;
	c->over = false;
}

bool cursor_row(struct cursor *c, uint64_t row, const struct cell **cells)
{
	*cells = NULL;
	if (!c->failed && (row + 1 < c->next || (c->over && row < c->next)))
		rewind_cursor(c);
	while (!c->failed && !c->over && c->next <= row)
		c->failed = !step(c);
	if (!c->failed && row + 1 == c->next && !c->over)
		*cells = c->cells;
	return !c->failed;
}
