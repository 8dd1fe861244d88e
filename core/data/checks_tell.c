/* What checks share: rows that fail, and how they are told. */
#include "data/checks.h"

#include "data/measure_parts.h"
#include "data/places.h"

/* ---- Telling ---- */

void check_fail(const struct checked *c, struct check_failed *f, int64_t row, str value)
{
	if (f->n < CHECKS_SHOWN) {
		f->row[f->n] = row;
		f->value[f->n] = arena_str(c->arena, utf8_prefix(value, 60));
	}
	f->n++;
}

static bool place_of(const struct checked *c, int64_t row, struct span *at)
{
	const struct project *p = c->project;
	struct place place;
	if (c->number >= p->sources_n || !places_find(c->db, c->number, row, &place))
		return false;
	const struct said *file = project_source_file(&p->sources[c->number], place.file);
	*at = (struct span){file ? diag_file(c->diags, file->text, 0) : 0, place.len, place.off};
	return file != NULL;
}

/* A long value is looked for in its row, so that its column is shown. */
static void tell_row(const struct checked *c, int64_t row, str value, str column)
{
	enum { SURE = 3 };
	struct span at = {0};
	if (!place_of(c, row, &at))
		diag_note(c->diags, at, "row %lld of '%.*s': '%.*s'", (long long)row,
		          STR_ARG(c->table.name), STR_ARG(value));
	else if (!value.len)
		diag_note(c->diags, at, "row %lld, column '%.*s'", (long long)row, STR_ARG(column));
	else
		diag_note(c->diags, value.len < SURE ? at : diag_narrow(c->diags, at, value),
		          "row %lld, column '%.*s': '%.*s'", (long long)row, STR_ARG(column),
		          STR_ARG(value));
}

/* Of a sensitive table where they are, and no word. */
static void tell_numbers(const struct checked *c, const struct check_failed *f)
{
	struct buf b = {0};
	for (uint64_t i = 0; i < f->n && i < CHECKS_SHOWN; i++)
		buf_printf(&b, "%s%lld", i ? ", " : "", (long long)f->row[i]);
	diag_hint(c->diags, "Counted without the header, %s %.*s%s.",
	          f->n == 1 ? "it is row" : "they are rows", STR_ARG(buf_str(&b)),
	          f->n > CHECKS_SHOWN ? " and more" : "");
	buf_drop(&b);
}

void check_tell_rows(const struct checked *c, const struct check_failed *f, str column)
{
	for (uint64_t i = 0; !c->secret && i < f->n && i < CHECKS_SHOWN; i++)
		tell_row(c, f->row[i], f->value[i], column);
	if (c->secret)
		tell_numbers(c, f);
	else if (f->n > CHECKS_SHOWN)
		diag_hint(c->diags, "These are the first %d.", CHECKS_SHOWN);
}

/* ---- What checks share ---- */

void check_put_select(struct buf *b, const char *select, str column, str table)
{
	buf_put(b, str_of(select));
	sql_put_name(b, column);
	buf_put(b, S(" from "));
	sql_put_name(b, table);
}

sqlite3_stmt *check_ask(const struct checked *c, struct buf *sql)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(c->db, sql->ptr, (int)sql->len, &s, NULL))
		diag_error(c->diags, c->project->at, "data/loader-failed",
		           "cannot check '%.*s'%s%s", STR_ARG(c->table.name), c->secret ? "" : ": ",
		           c->secret ? "" : sqlite3_errmsg(c->db));
	buf_drop(sql);
	return s;
}

size_t check_column(const struct checked *c, const struct said *name)
{
	const struct table *t = &c->table;
	for (size_t i = 0; i < t->n; i++)
		if (sql_same(t->columns[i], name->text))
			return i;
	diag_error(c->diags, name->at, "data/unknown-column", "table '%.*s' has no column '%.*s'",
	           STR_ARG(t->name), STR_ARG(name->text));
	if (c->secret)
		diag_hint(c->diags, "It is sensitive: the names of its columns are not shown.");
	else
		diag_one_of(c->diags, name->text, t->columns, t->n);
	return SIZE_MAX;
}

bool check_is_text(const struct checked *c, size_t column)
{
	str type = c->table.types[column];
	return str_eq(type, S("text")) || str_eq(type, S("date"));
}

bool check_type(const struct checked *c, struct span at, str column, const char *what)
{
	diag_error(c->diags, at, "data/check-type", "column '%.*s' holds %s", STR_ARG(column),
	           what);
	diag_hint(c->diags, "Say the column's type under types:, or leave this check out.");
	return false;
}
