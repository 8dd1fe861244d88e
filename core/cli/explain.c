/* strom explain: where a printed number comes from. */
#include "cli/apart.h"
#include "cli/commands.h"
#include "cli/printed.h"
#include "data/measure.h"
#include "data/origins.h"

enum { MOST_SHOWN = 20, ROWS_SHOWN = 5 };

/* What is asked, and what has been told of it. */
struct explaining {
	struct session *session;
	str word;
	struct buf *out;
	struct map *told;
	size_t n;
	vec(str) names; /* of all values that were met: for "did you mean" */
};

/* One edition's, with its tables. */
struct explained {
	struct explaining *all;
	struct edition *edition;
	struct tables *tables;
	struct arena *arena;
	struct binding bindings[2];
	size_t bindings_n;
};

static str place_of(struct session *s, struct span at)
{
	struct line_column p = diag_position(s->diags, at);
	str path = diag_path(s->diags, at.file);
	return p.line ? arena_printf(s->arena, "%.*s:%llu", STR_ARG(path),
	                             (unsigned long long)p.line)
	              : path;
}

/* ---- Rows ---- */

static void put_rows(struct explained *e, str table, const struct rows *rows)
{
	struct session *s = e->all->session;
	struct buf *out = e->all->out;
	buf_printf(out, "  rows        %zu of '%.*s'", rows->n, STR_ARG(table));
	for (size_t i = 0; i < rows->n && i < ROWS_SHOWN; i++) {
		struct span at = {0};
		int64_t row = rows->cells[i * rows->columns].integer;
		str place = S("");
		if (tables_place(e->tables, s->diags, table, row, &at))
			place = diag_row_place(s->diags, s->arena, at);
		buf_put(out, i ? S(", ") : S(": "));
		if (place.len)
			buf_put(out, place);
		else
			buf_printf(out, "row %lld", (long long)row);
	}
	buf_put(out, rows->n > ROWS_SHOWN ? S(", ...\n") : S("\n"));
}

/* Where a query is not simple enough to say which rows, all of its tables are looked at. */
static void put_which_rows(struct explained *e, str table, struct query query)
{
	struct rows rows;
	struct diags *quiet = diags_like(e->arena, e->all->session->diags);
	if (query.sql.len &&
	    tables_query(e->tables, e->arena, quiet, query, e->bindings, e->bindings_n, 0, &rows))
		put_rows(e, table, &rows);
	else
		buf_printf(e->all->out, "  rows        all %llu of '%.*s'\n",
		           (unsigned long long)origins_count(e->tables, table), STR_ARG(table));
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

static void put_origin(struct explained *e, str name, str sql)
{
	struct measured m;
	const str *names;
	struct diags *quiet = diags_like(e->arena, e->all->session->diags);
	buf_printf(e->all->out, "  query       %.*s\n", STR_ARG(one_line(e->arena, sql)));
	put_tables(e, sql, 0);
	if (str_has(name, '.') && measure_value(e->tables, e->arena, quiet, name, (struct span){0},
	                                        e->bindings, e->bindings_n, &m)) {
		if (m.weight.len)
			buf_printf(e->all->out, "  weights     weighted by '%.*s'\n",
			           STR_ARG(m.weight));
		put_which_rows(e, m.table, m.rows);
		return;
	}
	size_t n = origins_tables(e->tables, e->arena, sql, &names);
	struct query rows = {.sql = n == 1 ? origins_rows_sql(e->arena, sql) : S("")};
	for (size_t i = 0; i < n; i++)
		put_which_rows(e, names[i], rows);
}

/* ---- Values ---- */

static void put_text(struct explained *e, const struct printed_value *p)
{
	struct session *s = e->all->session;
	struct buf *out = e->all->out;
	buf_printf(out, "%.*s: %.*s\n", STR_ARG(p->name), STR_ARG(p->text));
	buf_printf(out, "  printed     %.*s %.*s, %.*s\n",
	           STR_ARG(e->edition->spec->document->id.text), STR_ARG(e->edition->spec->id),
	           STR_ARG(place_of(s, p->at)));
	buf_printf(out, "  written as  %.*s\n", STR_ARG(p->form));
	if (p->base >= 0)
		buf_printf(out, "  base        %lld\n", (long long)p->base);
	if (p->sql.len)
		put_origin(e, p->name, p->sql);
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
	buf_json(out, place_of(s, p->at));
	if (p->base >= 0)
		buf_printf(out, ",\"base\":%lld", (long long)p->base);
	if (p->sql.len)
		printed_origin(s, e->tables, e->arena, p->sql, out);
	buf_put(out, S("}\n"));
}

static void look_at_value(struct explained *e, const struct printed_value *p)
{
	struct explaining *all = e->all;
	uint32_t number = 0;
	vec_push(all->session->arena, &all->names, arena_str(all->session->arena, p->name));
	if (!str_eq(p->name, all->word) && !str_eq(p->text, all->word))
		return;
	str key = arena_printf(all->session->arena, "%.*s %.*s %.*s %.*s %.*s", STR_ARG(p->name),
	                       STR_ARG(p->text), STR_ARG(p->form),
	                       STR_ARG(e->edition->spec->document->id.text),
	                       STR_ARG(e->edition->spec->id));
	if (!map_add(all->told, key, &number) || all->n++ >= MOST_SHOWN)
		return;
	if (all->session->line->json)
		put_json(e, p);
	else
		put_text(e, p);
}

static void look_at_edition(struct explaining *all, const struct edition_spec *spec)
{
	struct session one = *all->session;
	one.arena = arena_new();
	struct explained e = {.all = all, .edition = session_make(&one, spec), .arena = one.arena};
	if (e.edition) {
		e.tables = e.edition->tables;
		e.bindings[e.bindings_n++] = binding_text(S(":language"), spec->language);
		if (spec->country.len)
			e.bindings[e.bindings_n++] = binding_text(S(":country"), spec->country);
		for (size_t i = 0; i < e.edition->printed.n; i++)
			look_at_value(&e, &e.edition->printed.at[i]);
	}
	arena_drop(one.arena);
}

/* ---- The command ---- */

static bool is_meant(const struct session *s, const struct edition_spec *spec)
{
	str edition = str_of(s->line->edition);
	str document = s->line->words_n > 1 ? str_of(s->line->words[1]) : S("");
	return (!edition.len || str_eq(edition, spec->id)) &&
	       (!document.len || str_eq(document, spec->document->id.text)) &&
	       (edition.len || str_eq(spec->language, s->project->language));
}

static bool explain(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	struct explaining all = {.session = s,
	                         .word = str_of(s->line->words[0]),
	                         .out = said,
	                         .told = map_new(s->arena)};
	(void)self, (void)none;
	for (size_t i = 0; i < s->project->editions_n; i++)
		if (is_meant(s, &s->project->editions[i]))
			look_at_edition(&all, &s->project->editions[i]);
	if (all.n > MOST_SHOWN && !s->line->json)
		buf_printf(said, "and %zu more\n", all.n - MOST_SHOWN);
	if (all.n || diag_errors(s->diags))
		return !diag_errors(s->diags);
	diag_error(s->diags, (struct span){0}, "cli/not-printed", "'%.*s' is printed nowhere",
	           STR_ARG(all.word));
	if (!diag_did_you_mean(s->diags, all.word, all.names.at, all.names.n))
		diag_hint(s->diags,
		          "Give a value's name, or a number as it is printed; --edition says in "
		          "which language.");
	return false;
}

int command_explain(const struct command_line *line)
{
	struct session s;
	str said = S("");
	session_begin(&s, line);
	struct task task = {.run = explain, .what = S("the explanation")};
	int code = session_lock(&s, (struct does){.project = true}) && session_load(&s)
	                   ? apart_run(&s, &task, &said)
	                   : EXIT_PROJECT;
	session_print(&s, said);
	return session_end(&s, code);
}
