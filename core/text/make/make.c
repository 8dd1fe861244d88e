/* Drafts, translations and values into an edition. */
#include "text/make/maker.h"

#include "base/file.h"
#include "text/draft/titles.h"
#include "text/markdown/typography.h"
#include "text/resolve/bibliography.h"
#include "text/resolve/resolve.h"

enum { PO_FILE = 16 << 20 };

/* ---- Titles ---- */

/* Titles of strom.yml are messages, but not Markdown. */
static str make_title(struct maker *m, const struct raw *raw, uint16_t *lang)
{
	struct message_text text;
	*lang = 0;
	if (!maker_evaluate(m, raw, &text, lang))
		return S("");
	const struct language *language = m->b.typography[*lang != 0];
	str title = language ? typography_text(m->b.scratch, language, text.text) : text.text;
	return arena_str(m->b.arena, message_plain(m->b.scratch, &text, title));
}

static const str *make_list(struct maker *m, const struct raw *list, size_t n)
{
	str *out = arena_array(m->b.arena, str, n);
	uint16_t lang;
	for (size_t i = 0; i < n; i++)
		out[i] = make_title(m, &list[i], &lang);
	return out;
}

static void make_titles(struct maker *m, const struct titles *t)
{
	struct edition *e = m->b.edition;
	uint16_t lang;
	e->title = make_title(m, &t->title, &lang);
	e->title_language = e->languages.at[lang];
	e->subtitle = make_title(m, &t->subtitle, &lang);
	e->description = make_title(m, &t->description, &lang);
	e->notice = make_title(m, &t->notice, &lang);
	e->publisher = make_title(m, &t->publisher, &lang);
	e->authors = make_list(m, t->authors, t->authors_n);
	e->authors_n = t->authors_n;
	e->credits = make_list(m, t->credits, t->credits_n);
	e->credits_n = t->credits_n;
	e->date = t->date.text;
	if (number_date_is_iso(t->date.text))
		numbers_date(m->own, DATE_LONG, t->date.text, &e->date);
}

/* ---- The edition ---- */

static struct edition *new_edition(struct arena *arena, struct diags *diags,
                                   const struct project *project, const struct edition_spec *spec,
                                   struct tables *tables, const struct language *language)
{
	struct edition *e = arena_make(arena, struct edition);
	*e = (struct edition){.spec = spec, .project = project, .arena = arena, .diags = diags,
	                      .tables = tables, .language = language, .ids = map_new(arena)};
	struct span at = spec->document->texts_n ? spec->document->texts[0].at : project->at;
	vec_push(arena, &e->nodes, (struct node){0});
	vec_push(arena, &e->nodes, (struct node){.kind = NODE_DOCUMENT, .span = at});
	edition_language(e, spec->language);
	return e;
}

static void read_po(struct maker *m, const struct edition_spec *spec)
{
	str folder = m->project->translations.text, bytes;
	if (!m->translate || !folder.len)
		return;
	str name = arena_printf(m->b.arena, "%.*s.%.*s.po", STR_ARG(spec->document->id.text),
	                        STR_ARG(spec->language));
	str path = path_join(m->b.arena, folder, name);
	if (!file_exists(path) && !folder_exists(path))
		return;
	if (file_map(m->b.arena, m->b.diags, m->project->translations.at, path, PO_FILE, &bytes))
		m->po = po_read(m->b.arena, m->b.diags, diag_file(m->b.diags, path, 0), bytes);
	m->b.good &= m->po != NULL;
}

static struct draft *read_text(struct maker *m, const struct said *path)
{
	struct draft *d = draft_read(m->texts, m->b.arena, m->b.diags, path);
	m->b.good &= d && d->good;
	return d;
}

/* One text after the other, each gone before the next: a document may be long. */
static void make_texts(struct maker *m, const struct document_spec *document)
{
	struct titles titles;
	struct draft *d = document->texts_n ? read_text(m, &document->texts[0]) : NULL;
	m->b.good &= titles_read(m->texts, m->b.diags, m->project, document, d, &titles);
	m->values = edition_values_new(m->b.edition, titles.date.text);
	bibliography_read(&m->b, &titles.bibliography);
	make_titles(m, &titles);
	for (size_t i = 0; i < document->texts_n; i++) {
		if (i)
			d = read_text(m, &document->texts[i]);
		if (d && i)
			make_late_front(m, d);
		if (d)
			make_draft(m, d, 1);
		arena_reset(m->texts);
	}
	bibliography_make(&m->b);
	headings_check(&m->b);
	references_resolve(&m->b);
	abbreviations_apply(&m->b);
	if (m->po)
		po_report_unused(m->po, m->b.diags);
}

struct edition *edition_make_with(struct arena *arena, struct diags *diags,
                                  const struct project *project, const struct edition_spec *spec,
                                  struct tables *tables, const struct language *language)
{
	struct edition *e = new_edition(arena, diags, project, spec, tables, language);
	struct resolve resolve = {0};
	struct maker m = {.b = {.edition = e, .arena = arena, .diags = diags, .resolve = &resolve, .good = true,
	                        .errors = diag_errors(diags)},
	                  .project = project};
	m.translate = !str_eq(spec->language, project->language);
	m.source_lang = m.translate ? edition_language(e, project->language) : 0;
	const struct language *source = m.translate ? language_load(arena, diags, project->at,
	                                                            project->language) : language;
	if (!source)
		return NULL;
	if (spec->document->typography) {
		m.b.typography[0] = language;
		m.b.typography[1] = source;
	}
	m.own = numbers_new(arena, language->locale);
	m.source = m.translate ? numbers_new(arena, source->locale) : m.own;
	m.b.scratch = arena_new();
	m.texts = arena_new();
	read_po(&m, spec);
	make_texts(&m, spec->document);
	arena_drop(m.texts);
	arena_drop(m.b.scratch);
	return m.b.good ? e : NULL;
}

struct edition *edition_make(struct arena *arena, struct diags *diags,
                             const struct project *project, const struct edition_spec *spec,
                             struct tables *tables)
{
	const struct language *language = language_load(arena, diags, project->at, spec->language);
	return language ? edition_make_with(arena, diags, project, spec, tables, language) : NULL;
}
