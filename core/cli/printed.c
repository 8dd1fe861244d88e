/* What editions print: values, rows of tables and charts, and texts, each with its origin. */
#include "cli/printed.h"

#include "cli/apart.h"
#include "data/origins.h"

/* ---- Origins ---- */

static const struct source_spec *source_of(const struct project *p, str name)
{
	for (size_t i = 0; i < p->sources_n; i++)
		if (str_eq(p->sources[i].name.text, name))
			return &p->sources[i];
	return NULL;
}

static str relative(const struct session *s, str path)
{
	str folder = s->project->folder;
	bool below = folder.len && str_starts(path, folder) && path.len > folder.len &&
	             path.ptr[folder.len] == '/';
	path = below ? str_from(path, folder.len + 1) : path;
	return str_starts(path, S("./")) ? str_from(path, 2) : path;
}

static void put_files(const struct session *s, const str *names, size_t n, struct buf *b)
{
	const struct said *file;
	size_t count = 0;
	buf_put(b, S(",\"files\":["));
	for (size_t i = 0; i < n; i++) {
		const struct source_spec *source = source_of(s->project, names[i]);
		for (size_t k = 0; source && (file = project_source_file(source, k)); k++) {
			buf_put(b, count++ ? S(",") : S(""));
			buf_json(b, relative(s, file->text));
		}
	}
	buf_byte(b, ']');
}

void printed_origin(struct session *s, struct tables *t, struct arena *a, str sql, struct buf *b)
{
	const str *names;
	size_t n = origins_tables(t, a, sql, &names);
	buf_put(b, S(",\"query\":"));
	buf_json(b, sql);
	buf_put(b, S(",\"tables\":["));
	for (size_t i = 0; i < n; i++) {
		buf_put(b, i ? S(",") : S(""));
		buf_json(b, names[i]);
	}
	buf_byte(b, ']');
	put_files(s, names, n, b);
}

/* ---- An edition ---- */

static void put_member(struct buf *b, const char *name, str text)
{
	buf_printf(b, "\"%s\":", name);
	buf_json(b, text);
}

static void put_at(struct session *s, struct span at, struct buf *b)
{
	struct line_column p = diag_position(s->diags, at);
	buf_put(b, S(",\"at\":"));
	struct buf place = {0};
	buf_printf(&place, "%.*s:%llu", STR_ARG(relative(s, diag_path(s->diags, at.file))),
	           (unsigned long long)p.line);
	buf_json(b, buf_str(&place));
	buf_drop(&place);
}

static void put_value(struct session *s, const struct edition *e, const struct printed_value *p,
                      struct buf *b)
{
	buf_byte(b, '{');
	put_member(b, "name", p->name);
	buf_byte(b, ',');
	put_member(b, "text", p->text);
	buf_byte(b, ',');
	put_member(b, "form", p->form);
	if (p->base >= 0)
		buf_printf(b, ",\"base\":%lld", (long long)p->base);
	put_at(s, p->at, b);
	if (p->sql.len)
		printed_origin(s, e->tables, e->arena, p->sql, b);
	buf_byte(b, '}');
}

static void put_row(const struct edition *e, const struct dataset *d, uint32_t row, struct arena *a,
                    struct buf *b)
{
	size_t n = d->rows.columns;
	str *texts = arena_array(a, str, n + 1);
	(void)e;
	if (d->cursor && !dataset_row(d, a, row, texts))
		return;
	for (size_t i = 0; !d->cursor && i < n; i++)
		texts[i] = dataset_text(d, a, (uint32_t)i, &d->rows.cells[row * n + i]);
	struct buf line = {0};
	for (size_t i = 0; i < n && (!i || !d->cursor || !dataset_is_heading(d, row)); i++)
		buf_printf(&line, "%s%.*s", i ? " | " : "", STR_ARG(texts[i]));
	buf_json(b, buf_str(&line));
	buf_drop(&line);
}

static void put_table(struct session *s, const struct edition *e, strom_node node,
                      const struct dataset *d, struct buf *b)
{
	struct arena *a = arena_new();
	buf_byte(b, '{');
	put_member(b, "id", node_at(e, node)->id);
	buf_put(b, S(",\"rows\":["));
	for (uint32_t i = 0; i < dataset_rows(d); i++) {
		buf_put(b, i ? S(",") : S(""));
		put_row(e, d, i, a, b);
	}
	buf_byte(b, ']');
	put_at(s, node_at(e, node)->span, b);
	printed_origin(s, e->tables, e->arena, d->sql, b);
	buf_byte(b, '}');
	arena_drop(a);
}

static bool is_text(const struct node *n)
{
	return n->kind == NODE_HEADING || n->kind == NODE_PARAGRAPH || n->kind == NODE_CAPTION ||
	       n->kind == NODE_CELL || n->kind == NODE_TERM;
}

static void put_texts(const struct edition *e, struct buf *b)
{
	size_t count = 0;
	struct arena *a = arena_new();
	buf_put(b, S(",\"texts\":["));
	for (strom_node n = edition_next(e, 1, 1); n; n = edition_next(e, 1, n)) {
		str text = is_text(node_at(e, n)) ? edition_text(e, a, n) : node_at(e, n)->alt;
		if (!text.len)
			continue;
		buf_put(b, count++ ? S(",") : S(""));
		buf_json(b, text);
	}
	buf_byte(b, ']');
	arena_drop(a);
}

static void put_tables(struct session *s, const struct edition *e, struct buf *b)
{
	size_t count = 0;
	buf_put(b, S(",\"tables\":["));
	for (strom_node n = edition_next(e, 1, 1); n; n = edition_next(e, 1, n)) {
		const struct dataset *d = dataset_of(e, n);
		if (!d)
			continue;
		buf_put(b, count++ ? S(",") : S(""));
		put_table(s, e, n, d, b);
	}
	buf_byte(b, ']');
}

static void put_edition(struct session *s, const struct edition *e, struct buf *b)
{
	buf_byte(b, '{');
	put_member(b, "document", e->spec->document->id.text);
	buf_byte(b, ',');
	put_member(b, "edition", e->spec->id);
	buf_byte(b, ',');
	put_member(b, "language", e->spec->language);
	buf_put(b, S(",\"values\":["));
	for (size_t i = 0; i < e->printed.n; i++) {
		buf_put(b, i ? S(",\n") : S("\n"));
		put_value(s, e, &e->printed.at[i], b);
	}
	buf_byte(b, ']');
	put_tables(s, e, b);
	put_texts(e, b);
	buf_byte(b, '}');
}

/* ---- All of them ---- */

static bool add_edition(struct session *s, const struct edition_spec *spec, struct buf *b)
{
	struct session one = *s;
	one.arena = arena_new();
	struct edition *e = session_make(&one, spec);
	if (e)
		put_edition(&one, e, b);
	arena_drop(one.arena);
	return e != NULL;
}

bool printed_put(struct session *s, struct buf *b)
{
	size_t made = 0, met = diag_met(s->diags);
	buf_put(b, S("{\"format\":\"strom-values-1\","));
	put_member(b, "project", s->project->id.text);
	buf_byte(b, ',');
	put_member(b, "date", s->project->date.text);
	buf_put(b, S(",\"editions\":["));
	for (size_t i = 0; i < s->project->editions_n; i++) {
		buf_put(b, i ? S(",\n") : S("\n"));
		made += add_edition(s, &s->project->editions[i], b);
	}
	buf_put(b, S("]}\n"));
	return made == s->project->editions_n && diag_met(s->diags) == met;
}

static bool put_apart(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	(void)self, (void)none;
	return printed_put(s, said);
}

int printed_json(struct session *s, str *json)
{
	struct task task = {.run = put_apart, .what = S("the values that are printed")};
	return apart_run(s, &task, json);
}
