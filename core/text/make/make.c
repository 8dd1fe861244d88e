/* Drafts, translations and values into an edition. */
#include "text/make/maker.h"

#include "base/file.h"
#include "text/build/signs.h"
#include "text/draft/segment_count.h"
#include "text/draft/titles.h"
#include "text/markdown/comments.h"
#include "text/markdown/typography.h"
#include "text/resolve/bibliography.h"
#include "text/resolve/resolve.h"

enum { PO_FILE = 16 << 20 };

/* ---- Titles ---- */

/* Comments are dropped; what looks like markup is told of. */
static bool title_ok(struct maker *m, struct message_text *text)
{
	size_t open = markdown_drop_comments(m->b.scratch, &text->text, &text->origin);
	struct sign_place start = {0, 0};
	struct signs words = {text->text, &start, 1, &text->origin, true};
	if (open != SIZE_MAX) {
		diag_error(m->b.diags, origin_span(&text->origin, open, 4), "text/unclosed-comment",
		           "comment is never closed");
		diag_hint(m->b.diags, "End it with -->.");
		return false;
	}
	if (signs_possible(text->text))
		signs_check(&m->b, &words);
	return true;
}

/* Titles of strom.yml are messages, but not Markdown. *lang: what it is in. */
static str make_title(struct maker *m, const struct raw *raw, uint16_t *lang)
{
	struct here here = {.voice = m->own, .judged = true};
	struct message_text text;
	bool made = maker_evaluate(m, &here, raw, &text);
	if (lang)
		*lang = made ? here.voice.lang : 0;
	if (!made || !title_ok(m, &text))
		return S("");
	const struct language *language = here.voice.typography;
	str title = language ? typography_text(m->b.scratch, language, text.text) : text.text;
	return arena_str(m->b.arena, message_plain(m->b.scratch, &text, title));
}

static const str *make_list(struct maker *m, const struct raw *list, size_t n)
{
	str *out = arena_array(m->b.arena, str, n);
	for (size_t i = 0; i < n; i++)
		out[i] = make_title(m, &list[i], NULL);
	return out;
}

static void make_titles(struct maker *m, const struct titles *t)
{
	struct edition *e = m->b.edition;
	uint16_t lang;
	e->title = make_title(m, &t->title, &lang);
	e->title_language = e->languages.at[lang];
	e->subtitle = make_title(m, &t->subtitle, NULL);
	e->description = make_title(m, &t->description, NULL);
	e->notice = make_title(m, &t->notice, NULL);
	e->publisher = make_title(m, &t->publisher, NULL);
	e->authors = make_list(m, t->authors, t->authors_n);
	e->authors_n = t->authors_n;
	e->credits = make_list(m, t->credits, t->credits_n);
	e->credits_n = t->credits_n;
	e->date = t->date.text;
	if (number_date_is_iso(t->date.text))
		numbers_date(m->own.numbers, DATE_LONG, t->date.text, &e->date);
}

/* ---- The edition ---- */

struct edition_labels {
	str language;
	struct po *po;
};

static struct edition *new_edition(struct arena *arena, struct diags *diags,
                                   const struct project *project, const struct edition_spec *spec,
                                   struct tables *tables, const struct language *language)
{
	struct edition *e = arena_make(arena, struct edition);
	*e = (struct edition){.spec = spec, .project = project, .arena = arena, .diags = diags,
	                      .tables = tables, .language = language, .ids = map_new(arena)};
	struct span at = spec->document->texts_n ? spec->document->texts[0].at : project->at;
	edition_begin(e, at);
	edition_language(e, spec->language);
	return e;
}

/* NULL: there is none, or it was reported. */
static struct po *read_po(struct maker *m, str name, str language)
{
	str folder = m->project->translations.text, bytes;
	struct po *po = NULL;
	if (!m->translate || !folder.len)
		return NULL;
	str path = path_join(
	        m->b.arena, folder,
	        arena_printf(m->b.arena, "%.*s.%.*s.po", STR_ARG(name), STR_ARG(language)));
	enum file_found found = file_look(m->b.diags, path);
	if (found == FOUND_UNSEEN)
		file_refuse(m->b.diags, m->project->translations.at, path, found);
	if (found == FOUND_NONE || found == FOUND_UNSEEN)
		return NULL;
	if (file_map(m->b.arena, m->b.diags, m->project->translations.at, path, PO_FILE, &bytes))
		po = po_read(m->b.arena, m->b.diags, diag_file(m->b.diags, path, 0), bytes);
	if (po) {
		po_check_language(po, m->b.diags, language);
		po_check_ends(po, m->b.diags);
	}
	return po;
}

/* A label that the code book lacks in the edition's language. */
static bool label(void *context, str language, str text, str *out)
{
	const struct edition_labels *l = context;
	const struct po_entry *entry;
	if (!str_eq(l->language, language) || po_find(l->po, S(""), text, &entry) != PO_TRANSLATED)
		return false;
	*out = entry->text;
	return true;
}

static void read_translations(struct maker *m, const struct edition_spec *spec)
{
	struct edition_labels *labels = arena_make(m->b.arena, struct edition_labels);
	m->po = read_po(m, spec->document->id.text, spec->language);
	m->shared = read_po(m, S(PROJECT_CATALOGUE), spec->language);
	*labels = (struct edition_labels){spec->language, m->shared};
	if (m->b.edition->tables)
		tables_translate(m->b.edition->tables, m->shared ? label : NULL, labels);
}

static struct draft *read_text(struct maker *m, const struct said *path)
{
	return draft_read(m->texts, m->b.arena, m->b.diags, path);
}

static struct segment_counter counter_of(struct maker *m)
{
	const struct edition_spec *spec = m->b.edition->spec;
	struct segment_counter c = {.arena = arena_new(), .po = m->po, .shared = m->shared};
	c.seen = map_new(c.arena);
	c.countries_n = segment_countries(m->b.arena, m->project, spec->document, spec->language,
	                                  &c.countries);
	return c;
}

/* The words that were counted go: they are as long as the texts. */
static void keep_count(struct maker *m, const struct segment_counter *c)
{
	m->b.edition->segments = c->segments;
	m->b.edition->untranslated = m->translate ? c->segments - c->translated : 0;
	arena_drop(c->arena);
}

/* One text after the other, each gone before the next: a document may be long. */
static void make_texts(struct maker *m, const struct document_spec *document)
{
	struct titles titles;
	struct draft *d = document->texts_n ? read_text(m, &document->texts[0]) : NULL;
	titles_read(m->texts, m->b.diags, m->project, document, d, &titles);
	m->values = edition_values_new(m->b.edition, titles.date.text);
	bibliography_read(&m->b, &titles.bibliography);
	m->compare.cites = m->b.resolve->csl != NULL;
	struct segment_counter counter = counter_of(m);
	titles_visit(&titles, segment_count, &counter);
	make_titles(m, &titles);
	for (size_t i = 0; i < document->texts_n; i++) {
		if (i)
			d = read_text(m, &document->texts[i]);
		if (d && i)
			make_late_front(m, d);
		if (d) {
			draft_visit_all(d, segment_count, &counter);
			make_draft(m, (struct here){.voice = m->own, .judged = true}, d, 1);
		}
		arena_reset(m->texts);
	}
	keep_count(m, &counter);
	bibliography_make(&m->b);
	headings_check(&m->b);
	references_resolve(&m->b);
	resolve_mentions(&m->b);
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
	struct maker m = {.b = {.edition = e, .arena = arena, .diags = diags, .resolve = &resolve,
	                        .errors = diag_met(diags)},
	                  .project = project};
	m.translate = !str_eq(spec->language, project->language);
	const struct language *source = m.translate ? language_load(arena, diags, project->at,
	                                                            project->language) : language;
	if (!source)
		return NULL;
	m.written_in = source;
	bool typography = spec->document->typography;
	m.b.typography = typography ? language : NULL;
	m.own = (struct voice){0, numbers_of(arena, language), m.b.typography};
	m.source = m.own;
	if (m.translate)
		m.source = (struct voice){edition_language(e, project->language),
		                          numbers_of(arena, source),
		                          typography ? source : NULL};
	m.b.scratch = arena_new();
	m.texts = arena_new();
	read_translations(&m, spec);
	if (m.po || m.shared) {
		m.compare = compare_new(arena, diags, source, language);
		m.compare.countries = &spec->country;
		m.compare.countries_n = spec->country.len != 0;
		m.compare.project = project;
		m.compare.language = spec->language;
	}
	make_texts(&m, spec->document);
	arena_drop(m.texts);
	arena_drop(m.b.scratch);
	return diag_met(diags) == m.b.errors ? e : NULL;
}

struct edition *edition_make(struct arena *arena, struct diags *diags,
                             const struct project *project, const struct edition_spec *spec,
                             struct tables *tables)
{
	const struct language *language = language_load(arena, diags, project->at, spec->language);
	return language ? edition_make_with(arena, diags, project, spec, tables, language) : NULL;
}
