/* Cells that are codes: those that mean no value, those that the code book does not have, and sets
 * of them, which get a table of their own. */
#include "data/store_parts.h"

enum { MOST_LISTED = 5 };

/* ---- Columns ---- */

/* What became of cells without a value stands in a column behind: its codes are a variable too. */
static struct codebook_variable of_missing(struct store *s, const struct codebook_variable *v)
{
	struct arena *a = s->job->arena;
	struct codebook_variable own = {.kind = STROM_VARIABLE_FLAGS, .of = v->name, .at = v->at};
	own.name = arena_printf(a, "%.*s_missing", STR_ARG(v->name));
	for (size_t i = 0; i < v->codes.n; i++)
		if (v->codes.at[i].missing)
			vec_push(a, &own.codes, v->codes.at[i]);
	for (size_t i = 0; i < own.codes.n; i++)
		own.codes.at[i].missing = false;
	codebook_sort(a, &own);
	return own;
}

static bool is_taken(const struct store *s, str name)
{
	for (size_t i = 0; i < s->columns.n; i++)
		if (sql_same(s->columns.at[i].said.name, name))
			return true;
	return false;
}

static struct store_set *set_new(struct store *s, const struct codebook_variable *v)
{
	struct store_set *set = arena_make(s->job->arena, struct store_set);
	set->column = v->name;
	set->table = arena_printf(s->job->arena, "%.*s_%.*s", STR_ARG(s->source->name.text),
	                          STR_ARG(v->name));
	return set;
}

static const struct unit_said *unit_of(const struct store *s, str column)
{
	for (size_t i = 0; i < s->source->units_n; i++)
		if (sql_same(reader_clean_name(s->job->arena, s->source->units[i].column.text),
		             column))
			return &s->source->units[i];
	return NULL;
}

/* What strom.yml says of a column makes it a variable. */
static void take_unit(struct store *s, str column)
{
	const struct unit_said *said = unit_of(s, column);
	if (!said)
		return;
	for (size_t i = 0; i < s->book.variables.n; i++)
		if (sql_same(s->book.variables.at[i].name, column)) {
			s->book.variables.at[i].unit = said->unit.text;
			return;
		}
	vec_push(s->job->arena, &s->book.variables,
	         (struct codebook_variable){.kind = STROM_VARIABLE_ONE,
	                                    .name = column,
	                                    .unit = said->unit.text,
	                                    .at = said->unit.at});
}

bool store_codes_column(struct store *s, struct store_column *c)
{
	struct codebook_variable *v = NULL;
	take_unit(s, c->said.name);
	for (size_t i = 0; i < s->book.variables.n && !v; i++)
		if (sql_same(s->book.variables.at[i].name, c->said.name))
			v = &s->book.variables.at[i];
	if (!v)
		return true;
	codebook_sort(s->job->arena, v);
	c->missing = codebook_has_missing(v);
	c->variable = arena_make(s->job->arena, struct codebook_variable);
	*(struct codebook_variable *)(uintptr_t)c->variable = *v;
	if (v->kind == STROM_VARIABLE_SET)
		c->set = set_new(s, v);
	if (!c->missing)
		return true;
	struct codebook_variable missing = of_missing(s, v);
	if (!is_taken(s, missing.name) && !codebook_find(&s->book, missing.name)) {
		vec_push(s->job->arena, &s->book.variables, missing);
		return true;
	}
	diag_error(s->shown, v->at, "data/duplicate-column", "a column '%.*s' is there already",
	           STR_ARG(missing.name));
	diag_hint(s->shown,
	          "It is for the answers that mean no value: give the other column another "
	          "name.");
	return false;
}

bool store_leaves_out(const struct store *s, const struct store_column *c)
{
	const struct reading_said *r = &s->source->reading;
	for (size_t i = 0; i < r->types_n; i++)
		if (r->types[i].left_out &&
		    sql_same(reader_clean_name(s->job->arena, r->types[i].column.text),
		             c->said.name))
			return true;
	return c->written && reader_type(s->reader, c->reader) == READ_FOUND;
}

/* ---- Cells ---- */

static bool number_of(const struct read_given *g, double *number)
{
	/* Cells that were kept have their numbers alone. */
	switch (g->type) {
	case STROM_COLUMN_INT:
		*number = (double)g->integer;
		return true;
	case STROM_COLUMN_REAL:
		*number = g->real;
		return true;
	default:
		return str_to_double(str_trim(g->text), number);
	}
}

bool store_codes_missing(const struct store_column *c, const struct read_given *g)
{
	double number = 0;
	if (!c->missing || (!g->text.len && !g->type))
		return false;
	bool is_number = number_of(g, &number);
	return codebook_is_missing(c->variable, str_trim(g->text), is_number, number);
}

static str code_text(struct arena *a, const struct read_given *g)
{
	if (g->text.len)
		return arena_str(a, str_trim(g->text));
	if (g->type == STROM_COLUMN_INT)
		return arena_printf(a, "%lld", (long long)g->integer);
	return arena_printf(a, "%.15g", g->real);
}

int store_codes_bind(struct store *s, const struct store_column *c, const struct read_given *g)
{
	if (c->set)
		c->set->codes = arena_str(s->texts, g->text);
	if (!c->missing_place)
		return SQLITE_OK;
	str code = store_codes_missing(c, g) ? code_text(s->texts, g) : S("");
	return code.len ? store_batch_text(&s->batch, c->missing_place, code)
	                : sqlite3_bind_null(s->batch.insert,
	                                    store_batch_place(&s->batch, c->missing_place));
}

static str next_code(str *rest)
{
	*rest = str_trim(*rest);
	str code = str_until(*rest, ' ');
	*rest = str_from(*rest, code.len);
	return code;
}

/* A cell of a set is several. Of words alone: of numbers a book often names only the ends. */
void store_codes_check(struct store *s, int column, str text, struct strom_pos pos)
{
	struct store_column *c = &s->columns.at[column];
	const struct codebook_variable *v = c->variable;
	str rest = text, code = S("");
	if (!v || !v->codes.n || c->strange || (c->said.type != STROM_COLUMN_TEXT && !c->set))
		return;
	do {
		code = c->set ? next_code(&rest) : text;
		if (!c->set)
			rest = S("");
		if (!code.len || codebook_code_of(v, code))
			continue;
		c->strange = true;
		bool secret = s->source->sensitive;
		diag_warn(s->shown, job_span(s->job, pos), "data/unknown-code",
		          "'%.*s' of '%.*s' is not in the code book",
		          STR_ARG(secret ? S("a cell") : utf8_prefix(code, 60)), STR_ARG(v->name));
		diag_hint(s->shown, "It is printed as it is, and stands behind all others: correct "
		                    "the cell, or "
		                    "add the code.");
		return;
	} while (str_trim(rest).len);
}

/* ---- Sets ---- */

static int run(struct store *s, char *sql)
{
	int rc = sql ? sqlite3_exec(s->db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
	sqlite3_free(sql);
	return rc;
}

static int create(struct store *s, struct store_set *set)
{
	str table = set->table, column = set->column;
	int rc = run(s, sqlite3_mprintf("create table \"%.*w\" (row INTEGER, \"%.*w\" TEXT COLLATE "
	                                "\"strom %.*w.%.*w\")",
	                                (int)table.len, table.ptr, (int)column.len, column.ptr,
	                                (int)s->source->name.text.len, s->source->name.text.ptr,
	                                (int)column.len, column.ptr));
	char *sql =
	        sqlite3_mprintf("insert into \"%.*w\" values (?, ?)", (int)table.len, table.ptr);
	if (!rc)
		rc = sql ? sqlite3_prepare_v2(s->db, sql, -1, &set->insert, NULL) : SQLITE_NOMEM;
	sqlite3_free(sql);
	return rc;
}

int store_codes_create(struct store *s)
{
	int rc = SQLITE_OK;
	for (size_t i = 0; i < s->columns.n && !rc; i++)
		if (s->columns.at[i].set && s->columns.at[i].place)
			rc = create(s, s->columns.at[i].set);
	return rc;
}

static int add_codes(struct store_set *set, int64_t row)
{
	str rest = set->codes;
	int rc = SQLITE_OK;
	for (str code; !rc && (code = next_code(&rest)).len;) {
		sqlite3_bind_int64(set->insert, 1, row);
		sqlite3_bind_text64(set->insert, 2, code.ptr, code.len, SQLITE_STATIC, SQLITE_UTF8);
		sqlite3_step(set->insert);
		rc = sqlite3_reset(set->insert);
	}
	set->codes = S("");
	return rc;
}

int store_codes_row(struct store *s)
{
	int rc = SQLITE_OK;
	int64_t row = 0;
	for (size_t i = 0; i < s->columns.n && !rc; i++) {
		struct store_set *set = s->columns.at[i].set;
		if (!set || !set->insert)
			continue;
		row = row ? row : store_batch_row_number(&s->batch);
		rc = add_codes(set, row);
	}
	return rc;
}

void store_codes_end(struct store *s)
{
	for (size_t i = 0; i < s->columns.n; i++)
		if (s->columns.at[i].set)
			sqlite3_finalize(s->columns.at[i].set->insert);
}

/* ---- The book ---- */

static bool has_column(const struct store *s, const struct codebook_variable *v)
{
	for (size_t i = 0; i < s->columns.n; i++) {
		const struct store_column *c = &s->columns.at[i];
		if (sql_same(c->said.name, v->name) ||
		    (c->missing && v->of.len && sql_same(c->said.name, v->of)))
			return true;
	}
	return false;
}

static void tell_variables(struct store *s)
{
	struct buf list = {0};
	const struct codebook_variable *first = NULL;
	size_t n = 0;
	for (size_t i = 0; i < s->book.variables.n; i++) {
		const struct codebook_variable *v = &s->book.variables.at[i];
		if (has_column(s, v))
			continue;
		first = first ? first : v;
		if (n++ < MOST_LISTED)
			buf_printf(&list, "%s%.*s", list.len ? ", " : "", STR_ARG(v->name));
	}
	if (n > MOST_LISTED)
		buf_printf(&list, " and %zu more", n - MOST_LISTED);
	if (first) {
		diag_warn(s->shown, first->at, "data/variable-without-column",
		          "the code book has %zu variable%s without a column: %.*s", n,
		          n == 1 ? "" : "s", STR_ARG(buf_str(&list)));
		diag_hint(s->shown,
		          "Is it the code book of this file, and are the columns' names its own?");
	}
	buf_drop(&list);
}

bool store_codes_good(struct store *s)
{
	size_t met = diag_met(s->shown);
	vec(str) names = {0};
	for (size_t i = 0; i < s->columns.n; i++)
		vec_push(s->job->arena, &names, s->columns.at[i].said.name);
	for (size_t i = 0; i < s->source->units_n; i++) {
		const struct said *column = &s->source->units[i].column;
		if (is_taken(s, reader_clean_name(s->job->arena, column->text)))
			continue;
		diag_error(s->shown, column->at, "data/unknown-column",
		           "units names '%.*s', which is no column", STR_ARG(column->text));
		if (!s->source->sensitive)
			diag_one_of(s->shown, column->text, names.at, names.n);
	}
	return diag_met(s->shown) == met;
}

int store_codes_keep(struct store *s)
{
	struct buf b = {0};
	sqlite3_stmt *insert = NULL;
	if (!s->book.variables.n)
		return SQLITE_OK;
	tell_variables(s);
	codebook_pack(&s->book, &b);
	int rc = sqlite3_prepare_v2(s->db, "insert into strom_books values (?, ?)", -1, &insert,
	                            NULL);
	if (!rc) {
		sqlite3_bind_int64(insert, 1, s->number);
		sqlite3_bind_blob64(insert, 2, b.ptr, b.len, SQLITE_STATIC);
		sqlite3_step(insert);
	}
	rc = rc ? rc : sqlite3_reset(insert);
	sqlite3_finalize(insert);
	buf_drop(&b);
	return rc;
}
