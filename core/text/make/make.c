/* Drafts, translations and values into an edition. */
#include "text/resolve/bibliography.h"
#include "text/resolve/terms.h"

#include "base/file.h"
#include "text/markdown/typography.h"

enum { PO_FILE = 16 << 20 };

/* ---- Segments ---- */

static const struct message *translation(struct maker *m, const struct raw *raw,
                                         const struct message *source, bool *found)
{
	const struct po_entry *entry = NULL;
	enum po_state state = m->po ? po_find(m->po, raw->context, raw->text, &entry) : PO_MISSING;
	*found = state == PO_TRANSLATED;
	if (!*found)
		return NULL;
	const struct message *t = message_parse(m->b.scratch, m->b.diags, entry->text,
	                                        &entry->text_origin);
	if (t && source && !message_compare(m->b.scratch, m->b.diags, source, t))
		return NULL;
	if (t && m->b.csl && !bibliography_compare(&m->b, raw, entry))
		return NULL;
	return t;
}

/* Fills in which message is printed, and in which language. NULL: reported. */
static const struct message *choose(struct maker *m, const struct raw *raw, uint16_t *lang)
{
	struct edition *e = m->b.edition;
	const struct message *source = message_parse(m->b.scratch, m->b.diags, raw->text,
	                                             &raw->origin);
	bool words = draft_raw_has_words(raw->text), found = false;
	*lang = m->said_lang;
	if (m->said)
		return source;
	e->segments += words && !m->again;
	if (!m->translate || !words)
		return source;
	const struct message *t = translation(m, raw, source, &found);
	if (found)
		return source ? t : NULL;
	e->untranslated += !m->again;
	*lang = m->source_lang;
	return source;
}

bool maker_evaluate(struct maker *m, const struct raw *raw, struct message_text *out,
                    uint16_t *lang)
{
	*lang = 0;
	if (!raw->text.len || builder_full(&m->b))
		return false;
	const struct message *message = choose(m, raw, lang);
	struct numbers *numbers = m->said ? m->said : *lang ? m->source : m->own;
	if (message && message_eval(m->b.scratch, m->b.diags, message, numbers, edition_values(m->values),
	                            out))
		return true;
	return builder_fail(&m->b);
}

static bool pass_over(void *context, const struct segment *s)
{
	struct maker *m = context;
	if (m->po)
		po_find(m->po, s->context, s->id, NULL);
	make_notes_pass_over(m, s->id);
	return true;
}

void maker_pass_over(struct maker *m, const struct draft_block *b)
{
	draft_visit(b, pass_over, m);
}

void maker_mark(struct maker *m, strom_node node, uint16_t lang)
{
	struct node *n = node_at(m->b.edition, node);
	n->lang = lang;
	n->flags |= lang && !m->said ? NODE_UNTRANSLATED : 0;
}

void maker_inlines(struct maker *m, strom_node block, const struct raw *raw)
{
	struct message_text text;
	uint16_t lang;
	if (!maker_evaluate(m, raw, &text, &lang))
		return;
	maker_mark(m, block, lang);
	strom_node from = (strom_node)m->b.edition->nodes.n;
	inlines_add(&m->b, m->markdown, block, &text, lang);
	if (node_at(m->b.edition, block)->kind != NODE_HEADING && !m->in_note)
		make_notes(m, from);
}

str maker_plain(struct maker *m, const struct raw *raw, uint16_t *lang)
{
	struct message_text text;
	if (!maker_evaluate(m, raw, &text, lang))
		return S("");
	return inlines_plain(&m->b, m->markdown, &text, *lang);
}

void maker_caption(struct maker *m, strom_node parent, const struct raw *raw)
{
	if (!raw->text.len)
		return;
	strom_node caption = edition_add(m->b.edition, parent, NODE_CAPTION, raw->at);
	maker_inlines(m, caption, raw);
}

/* ---- Blocks ---- */

/* The words as written, in every language: the same id in all editions. */
static void name_heading(struct maker *m, strom_node node, const struct draft_block *b)
{
	if (b->attributes.id.len) {
		builder_name_node(&m->b, node, b->attributes.id, b->attributes.id_at);
		return;
	}
	struct message_text raw = {.text = b->raw.text, .origin = b->raw.origin};
	m->b.naming = true;
	str slug = builder_slug_of(m->b.arena, inlines_plain(&m->b, m->markdown, &raw, 0));
	m->b.naming = false;
	vec_push(m->b.arena, &m->b.unnamed, (struct unnamed){slug, node});
}

/* Several pages of a PDF are a picture each, of which the first is what is referred to. */
static void make_pages(struct maker *m, strom_node node, const struct draft_block *b, str alt,
                       uint32_t from, uint32_t to)
{
	const struct picture_said *said = b->picture;
	struct attributes attributes = b->attributes;
	strom_node parent = node_at(m->b.edition, node)->parent;
	uint16_t lang = node_at(m->b.edition, node)->lang;
	for (uint32_t page = from; page <= to; page++) {
		str numbered = str_trim(alt).len
			? arena_printf(m->b.arena, "%.*s (%u/%u)", STR_ARG(alt), page - from + 1, to - from + 1)
			: alt;
		if (page > from)
			node = edition_add(m->b.edition, parent, NODE_PICTURE, b->at);
		node_at(m->b.edition, node)->lang = lang;
		builder_picture_fill(&m->b, node, said->target, said->target_at, numbered,
		                     &attributes, page);
		attributes.id = (str){0};
		if (!m->b.good)          /* what is wrong with one is wrong with all */
			return;
	}
}

static void make_picture(struct maker *m, strom_node node, const struct draft_block *b)
{
	uint16_t lang = 0;
	uint32_t from, to;
	str alt = maker_plain(m, &b->picture->alt, &lang);
	maker_mark(m, node, lang);
	builder_picture_pages(&m->b, &b->attributes, &from, &to);
	maker_caption(m, node, &b->picture->caption);
	if (from == to)
		builder_picture_fill(&m->b, node, b->picture->target, b->picture->target_at, alt,
		                     &b->attributes, from);
	else
		make_pages(m, node, b, alt, from, to);
}

static void make_directive(struct maker *m, strom_node node, const struct draft_block *b)
{
	if (b->directive->is_figure)
		make_data_figure(m, node, b->directive);
	else
		make_data_table(m, node, b->directive);
}

static void late_front(struct maker *m, const struct draft *d)
{
	if (!d->front)
		return;
	m->b.good = diag_error(m->b.diags, d->front->at, "text/late-front-matter",
	                       "front matter stands in the document's first text only");
}

/* All of a file; then the file around it goes on. */
static void make_draft(struct maker *m, struct draft *d, strom_node parent)
{
	struct draft *outer = m->draft;
	m->draft = d;
	m->markdown = d->markdown;
	maker_children(m, d->root, parent);
	abbreviations_make(m, d);
	make_notes_unused(m, d);
	m->draft = outer;
	m->markdown = outer ? outer->markdown : NULL;
}

/* Level 1 alone: an appendix is a chapter. */
static void mark_appendix(struct maker *m, strom_node node, const struct draft_block *b)
{
	struct node *n = node_at(m->b.edition, node);
	if (!str_eq(n->style, S("appendix")))
		return;
	n->style = S("");
	n->flags |= NODE_APPENDIX;
	if (n->level == 1)
		return;
	m->b.good = diag_error(m->b.diags, b->attributes.style_at, "text/appendix-level",
	                       "only a heading of the first level begins an appendix");
}

/* What came with the text, and is to outlive it. */
static str kept(struct maker *m, str s)
{
	return s.len ? arena_str(m->b.arena, s) : s;
}

static void fill_block(struct maker *m, strom_node node, const struct draft_block *b)
{
	if (b->kind == NODE_HEADING) {
		mark_appendix(m, node, b);
		glossary_heading(m, node);
		bibliography_heading(&m->b, node);
		name_heading(m, node, b);
	} else {
		builder_name_node(&m->b, node, b->attributes.id, b->attributes.id_at);
	}
	maker_caption(m, node, &b->caption);
	maker_inlines(m, node, &b->raw);
	if (b->kind == NODE_DEFINITIONS && m->glossary)
		glossary_make(m, b, node);
	else
		maker_children(m, b, node);
}

strom_node maker_block(struct maker *m, const struct draft_block *b, strom_node parent)
{
	struct edition *e = m->b.edition;
	if (b->included) {
		late_front(m, b->included);
		make_draft(m, b->included, parent);
		return 0;
	}
	if (make_is_passage(b)) {
		make_passage(m, b, parent);
		return 0;
	}
	arena_reset(m->b.scratch);
	strom_node node = edition_add(e, parent, b->kind, b->at);
	struct node *n = node_at(e, node);
	n->level = b->level;
	n->flags = b->flags;
	n->number = b->number;
	n->align = (uint16_t)b->align;
	n->column = b->column;
	if (b->kind == NODE_CELL) {
		n->covers.columns = b->columns;
		n->covers.rows = b->rows;
	}
	n->text = kept(m, b->text);
	n->style = kept(m, b->attributes.style);
	n->lang = m->said_lang;
	if (b->picture)
		make_picture(m, node, b);
	else if (b->directive)
		make_directive(m, node, b);
	else
		fill_block(m, node, b);
	return node;
}

/* A passage in a language of its own is printed as it stands in every edition. */
static void make_said(struct maker *m, const struct draft_block *b, strom_node parent)
{
	uint16_t outer_lang = m->said_lang;
	struct numbers *outer = m->said;
	const struct language *typography = m->b.said_typography;
	if (b->lang.len) {
		const struct language *own = language_of_text(m->b.arena, m->b.diags, b->lang);
		m->said_lang = edition_language(m->b.edition, b->lang);
		m->said = numbers_new(m->b.arena, b->lang);
		m->b.said_typography = own && own->name.len && m->b.typography[0] ? own : NULL;
	}
	m->b.said = m->said != NULL;
	maker_block(m, b, parent);
	m->said_lang = outer_lang;
	m->said = outer;
	m->b.said = outer != NULL;
	m->b.said_typography = typography;
}

/* Depth is bounded by the reader of blocks. */
void maker_children(struct maker *m, const struct draft_block *b, strom_node parent)
{
	for (const struct draft_block *c = b->first; c; c = c->next)
		make_said(m, c, parent);
}

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
	bibliography_read(m, &titles.bibliography);
	make_titles(m, &titles);
	for (size_t i = 0; i < document->texts_n; i++) {
		if (i)
			d = read_text(m, &document->texts[i]);
		if (d && i)
			late_front(m, d);
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
	struct maker m = {.b = {.edition = e, .arena = arena, .diags = diags, .good = true,
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
