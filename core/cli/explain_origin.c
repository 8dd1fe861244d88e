/* strom explain: of what a value or a table is made: query, views, sources, files and rows. */
#include "cli/explain_parts.h"
#include "cli/printed.h"
#include "data/measure.h"
#include "data/origins.h"

enum { ROWS_SHOWN = 5 };

str explain_place(struct session *s, struct span at)
{
	str place = diag_row_place(s->diags, s->arena, at);
	return place.len ? place : diag_path(s->diags, at.file);
}

/* ---- Rows ---- */

/* "survey.xlsx:Answers!" of "survey.xlsx:Answers!A7", "a.db:towns, " of "a.db:towns, row 7". */
static str sheet_of(str place)
{
	size_t mark = str_find(place, S("!")), row = str_find(place, S(", row "));
	return row < place.len ? str_sub(place, 0, row + 2)
	       : mark < place.len ? str_sub(place, 0, mark + 1)
	                          : S("");
}

/* Of a file with sheets only the cell, behind another of the same sheet. */
static str row_place(struct explained *e, str table, int64_t row, str *sheet)
{
	struct span at = {0};
	struct diags *d = e->all->session->diags;
	str place = tables_place(e->tables, d, table, row, &at)
	                    ? diag_row_place(d, e->arena, at)
	                    : S("");
	if (!place.len)
		place = arena_printf(e->arena, "row %lld", (long long)row);
	bool again = sheet->len && str_eq(sheet_of(place), *sheet);
	*sheet = sheet_of(place);
	return again ? str_from(place, sheet->len) : place;
}

static void put_rows(struct explained *e, str table, const struct rows *rows)
{
	struct buf *out = e->all->out;
	str sheet = S("");
	buf_printf(out, "  rows        %zu of '%.*s'", rows->n, STR_ARG(table));
	for (size_t i = 0; i < rows->n && i < ROWS_SHOWN; i++) {
		buf_put(out, i ? S(", ") : S(": "));
		buf_put(out, row_place(e, table, rows->cells[i * rows->columns].integer, &sheet));
	}
	buf_put(out, rows->n > ROWS_SHOWN ? S(", ...\n") : S("\n"));
}

static void put_rows_json(struct explained *e, str table, const struct rows *rows, uint64_t count,
                          bool first)
{
	struct buf *out = e->all->out;
	buf_put(out, first ? S("{\"table\":") : S(",{\"table\":"));
	buf_json(out, table);
	buf_printf(out, ",\"count\":%llu,\"first\":[", (unsigned long long)count);
	for (size_t i = 0; rows && i < rows->n && i < ROWS_SHOWN; i++) {
		str sheet = S("");
		buf_put(out, i ? S(",") : S(""));
		buf_json(out, row_place(e, table, rows->cells[i * rows->columns].integer, &sheet));
	}
	buf_put(out, S("]}"));
}

/* Where a query is not simple enough to say which rows, all of its tables are looked at. */
static void put_which_rows(struct explained *e, str table, struct query query, bool first)
{
	struct rows rows;
	struct diags *quiet = diags_like(e->arena, e->all->session->diags);
	bool known = query.sql.len && tables_query(e->tables, e->arena, quiet, query, e->bindings,
	                                           e->bindings_n, 0, &rows);
	uint64_t count = known ? rows.n : origins_count(e->tables, table);
	if (e->all->session->line->json)
		put_rows_json(e, table, known ? &rows : NULL, count, first);
	else if (known)
		put_rows(e, table, &rows);
	else
		buf_printf(e->all->out, "  rows        all %llu of '%.*s'\n",
		           (unsigned long long)count, STR_ARG(table));
}

static void put_all_rows(struct explained *e, str name, str sql, const struct explain_rows *own)
{
	struct measured m;
	const str *names;
	if (own && own->few && !e->all->session->line->json)
		buf_put(e->all->out, S("  rows        not told: there are few\n"));
	if (own && (own->few || own->sql.len)) {
		if (!own->few)
			put_which_rows(e, own->table, (struct query){.sql = own->sql}, true);
		return;
	}
	struct diags *quiet = diags_like(e->arena, e->all->session->diags);
	if (str_has(name, '.') && measure_value(e->tables, e->arena, quiet, name, (struct span){0},
	                                        e->bindings, e->bindings_n, &m)) {
		if (m.weight.len && !e->all->session->line->json)
			buf_printf(e->all->out, "  weights     weighted by '%.*s'\n",
			           STR_ARG(m.weight));
		if (m.suppressed && !e->all->session->line->json)
			buf_put(e->all->out, S("  rows        not told: there are few\n"));
		else if (!m.suppressed)
			put_which_rows(e, m.table, m.rows, true);
		return;
	}
	size_t n = origins_tables(e->tables, e->arena, sql, &names);
	struct query rows = {.sql = n == 1 ? origins_rows_sql(e->arena, sql) : S("")};
	for (size_t i = 0; i < n; i++)
		put_which_rows(e, names[i], rows, !i);
}

/* ---- Tables ---- */

static const struct view_spec *view_of(const struct project *p, str name)
{
	for (size_t i = 0; i < p->views_n; i++)
		if (str_eq(p->views[i].name.text, name))
			return &p->views[i];
	return NULL;
}

static void put_source(struct explained *e, str name)
{
	const struct project *p = e->edition->project;
	const struct said *file;
	for (size_t i = 0; i < p->sources_n; i++)
		for (size_t k = 0; str_eq(p->sources[i].name.text, name) &&
		                   (file = project_source_file(&p->sources[i], k));
		     k++)
			buf_printf(e->all->out, "  source      %.*s: %.*s\n", STR_ARG(name),
			           STR_ARG(file->text));
}

static str one_line(struct arena *a, str text)
{
	char *out = arena_cstr(a, str_trim(text));
	for (char *c = out; *c; c++)
		*c = (unsigned char)*c < 0x20 ? ' ' : *c;
	return str_of(out);
}

static void put_tables(struct explained *e, str sql, unsigned depth)
{
	const str *names;
	size_t n = origins_tables(e->tables, e->arena, sql, &names);
	for (size_t i = 0; i < n && depth < 8; i++) {
		const struct view_spec *view = view_of(e->edition->project, names[i]);
		if (!view) {
			put_source(e, names[i]);
			continue;
		}
		buf_printf(e->all->out, "  view        %.*s: %.*s\n", STR_ARG(names[i]),
		           STR_ARG(one_line(e->arena, view->sql->text)));
		put_tables(e, view->sql->text, depth + 1);
	}
}

void explain_origin(struct explained *e, str name, str sql, const struct explain_rows *own)
{
	struct buf *out = e->all->out;
	if (e->all->session->line->json) {
		printed_origin(e->all->session, e->tables, e->arena, sql, out);
		buf_put(out, S(",\"rows\":["));
		put_all_rows(e, name, sql, own);
		buf_byte(out, ']');
		return;
	}
	buf_printf(out, "  query       %.*s\n", STR_ARG(one_line(e->arena, sql)));
	put_tables(e, sql, 0);
	put_all_rows(e, name, sql, own);
}

/* ---- Values ---- */

static void put_text(struct explained *e, const struct printed_value *p)
{
	struct session *s = e->all->session;
	struct buf *out = e->all->out;
	buf_printf(out, "%.*s: %.*s\n", STR_ARG(p->name), STR_ARG(p->text));
	buf_printf(out, "  printed     %.*s %.*s, %.*s\n",
	           STR_ARG(e->edition->spec->document->id.text), STR_ARG(e->edition->spec->id),
	           STR_ARG(explain_place(s, p->at)));
	buf_printf(out, "  written as  %.*s\n", STR_ARG(p->form));
	if (p->base >= 0)
		buf_printf(out, "  base        %lld\n", (long long)p->base);
	if (p->sql.len)
		explain_origin(e, p->name, p->sql, NULL);
}

static void put_json(struct explained *e, const struct printed_value *p)
{
	struct buf *out = e->all->out;
	struct session *s = e->all->session;
	buf_put(out, S("{\"event\":\"value\",\"name\":"));
	buf_json(out, p->name);
	buf_put(out, S(",\"text\":"));
	buf_json(out, p->text);
	buf_put(out, S(",\"form\":"));
	buf_json(out, p->form);
	buf_put(out, S(",\"document\":"));
	buf_json(out, e->edition->spec->document->id.text);
	buf_put(out, S(",\"edition\":"));
	buf_json(out, e->edition->spec->id);
	buf_put(out, S(",\"at\":"));
	buf_json(out, explain_place(s, p->at));
	if (p->base >= 0)
		buf_printf(out, ",\"base\":%lld", (long long)p->base);
	if (p->sql.len)
		explain_origin(e, p->name, p->sql, NULL);
	buf_put(out, S("}\n"));
}

void explain_value(struct explained *e, const struct printed_value *p)
{
	struct explaining *all = e->all;
	uint32_t number = 0;
	str key = arena_printf(all->session->arena, "%.*s %.*s %.*s %.*s %.*s", STR_ARG(p->name),
	                       STR_ARG(p->text), STR_ARG(p->form),
	                       STR_ARG(e->edition->spec->document->id.text),
	                       STR_ARG(e->edition->spec->id));
	if (!map_add(all->told, key, &number) || all->n++ >= EXPLAIN_SHOWN)
		return;
	if (all->session->line->json)
		put_json(e, p);
	else
		put_text(e, p);
}
