/* The types of a query, checked once for its words and the types of what is bound to it. */
#include "data/tables_parts.h"

static unsigned type_of(const struct cell *cell)
{
	if (cell->type == CELL_TEXT)
		return typed_is_date(cell->text) ? TYPED_DATE : TYPED_TEXT;
	return cell->type == CELL_INT    ? TYPED_INT
	       : cell->type == CELL_REAL ? TYPED_REAL
	                                 : TYPED_NULL;
}

/* The first cell that made a column one of texts: what a person has to look at. */
static void show_cell(const struct asked *q, const struct typed_table *t, size_t column)
{
	sqlite3_stmt *s = NULL;
	str name = t->columns[column];
	char *sql = sqlite3_mprintf(
	        "select rowid, \"%.*w\" from \"%.*w\" where \"%.*w\" is not null limit 10000",
	        (int)name.len, name.ptr, (int)t->name.len, t->name.ptr, (int)name.len, name.ptr);
	struct span at;
	sqlite3_prepare_v2(q->tables->db, sql, -1, &s, NULL);
	while (s && sqlite3_step(s) == SQLITE_ROW) {
		str text = str_of((const char *)sqlite3_column_text(s, 1));
		double number;
		if (str_to_double(str_trim(text), &number))
			continue;
		if (tables_place(q->tables, q->diags, t->name, sqlite3_column_int64(s, 0), &at))
			diag_note(q->diags, at, "'%.*s' is no number",
			          STR_ARG(utf8_prefix(text, 60)));
		break;
	}
	sqlite3_finalize(s);
	sqlite3_free(sql);
}

static void report(const struct asked *q, const struct typed_problem *p)
{
	struct span at = p->len == q->sql.len ? q->at : asked_at(q, p->off, p->len);
	if (p->warning)
		diag_warn(q->diags, at, p->code, "%.*s", STR_ARG(p->message));
	else
		diag_error(q->diags, at, p->code, "%.*s", STR_ARG(p->message));
	diag_hint(q->diags, "%.*s", STR_ARG(p->hint));
	if (p->table)
		show_cell(q, p->table, p->column);
}

static bool check(const struct asked *q, struct arena *a, const struct typed_parameter *parameters,
                  struct typed_kinds *kinds)
{
	struct typed_problems problems;
	bool good = typed_check(&q->tables->typed, a, q->sql, parameters, q->bindings_n, &problems);
	for (size_t i = 0; i < problems.n; i++)
		report(q, &problems.at[i]);
	*kinds = problems.kinds;
	return good;
}

/* ---- What was found good before ---- */

/* Bits are kept one by one, dates before years. */
enum { KINDS = 128 };

static uint64_t kind_key(uint64_t key, unsigned i)
{
	return (key + (i + 1) * 0x9E3779B97F4A7C15u) | 1;
}

static uint64_t *kind_word(struct typed_kinds *kinds, unsigned i)
{
	return i < 64 ? &kinds->dates : &kinds->years;
}

/* The columns go first: whoever sees the query sees them. */
static void remember(const struct asked *q, uint64_t key, size_t columns, struct typed_kinds kinds)
{
	bool all = true;
	for (unsigned i = 0; i < KINDS; i++)
		if (i % 64 < columns && (*kind_word(&kinds, i) >> i % 64 & 1))
			all &= tables_see(q->tables, kind_key(key, i));
	if (all)
		tables_see(q->tables, key);
}

static bool recall(const struct asked *q, uint64_t key, size_t columns, struct typed_kinds *kinds)
{
	*kinds = (struct typed_kinds){0, 0};
	if (!tables_has_seen(q->tables, key))
		return false;
	for (unsigned i = 0; i < KINDS; i++)
		if (i % 64 < columns && tables_has_seen(q->tables, kind_key(key, i)))
			*kind_word(kinds, i) |= (uint64_t)1 << i % 64;
	return true;
}

/* What has a warning is asked again, so that each edition has it. */
bool asked_check(const struct asked *q, size_t columns, struct typed_kinds *kinds)
{
	struct arena *a = arena_new();
	struct buf words = {0};
	struct typed_parameter *parameters =
	        arena_array(a, struct typed_parameter, q->bindings_n + 1);
	buf_slice(&words, q->sql);
	for (size_t i = 0; i < q->bindings_n; i++) {
		parameters[i] = (struct typed_parameter){q->bindings[i].name,
		                                         type_of(&q->bindings[i].value)};
		buf_slice(&words, parameters[i].name);
		buf_u32(&words, parameters[i].types);
	}
	uint64_t key = tables_seen_key(buf_str(&words));
	size_t reports = diag_count(q->diags);
	bool seen = recall(q, key, columns, kinds), good = seen || check(q, a, parameters, kinds);
	if (good && !seen && diag_count(q->diags) == reports)
		remember(q, key, columns, *kinds);
	buf_drop(&words);
	arena_drop(a);
	return good;
}
