/* A document's segments in reading order, as written: what translators get. */
#include "text/draft/titles.h"

struct segment_walk {
	segment_visit *visit;
	void *context;
	str only;                        /* the countries of the passage at hand */
};

const char *segment_kind_name(enum segment_kind kind)
{
	static const char *const names[] = {"title",
	                                    "heading",
	                                    "paragraph",
	                                    "list item",
	                                    "table cell",
	                                    "caption",
	                                    "alt text",
	                                    "column title",
	                                    "label",
	                                    "footnote",
	                                    "note under a table",
	                                    "abbreviation",
	                                    "short title for running heads",
	                                    "question",
	                                    "answer"};
	return names[kind];
}

static bool visit(const struct segment_walk *w, const struct raw *raw)
{
	struct segment s = {.kind = raw->kind,
	                    .id = raw->text,
	                    .context = raw->context,
	                    .at = raw->at,
	                    .origin = &raw->origin,
	                    .only = w->only,
	                    .shared = raw->shared};
	return !draft_raw_has_words(raw->text) || w->visit(w->context, &s);
}

static bool visit_directive(const struct segment_walk *w, const struct directive *d)
{
	if (!visit(w, &d->alt) || !visit(w, &d->caption) || !visit(w, &d->claim) ||
	    !visit(w, &d->measured))
		return false;
	for (size_t i = 0; i < d->columns_n; i++) {
		const struct column_said *c = &d->columns[i];
		if (!str_eq(c->name, d->group) &&
		    (!visit(w, &c->group) || !visit(w, &c->title) || !visit(w, &c->unit)))
			return false;
	}
	return visit(w, &d->total) && visit(w, &d->source) && visit(w, &d->note);
}

static bool visit_draft(const struct segment_walk *, const struct draft *);

/* Depth is bounded by the reader of blocks. */
static bool visit_block(const struct segment_walk *w, const struct draft_block *b)
{
	/* What is said in a language of its own is the same in all editions. */
	if (b->lang.len)
		return true;
	if (b->directive && !visit_directive(w, b->directive))
		return false;
	if (b->picture && (!visit(w, &b->picture->alt) || !visit(w, &b->picture->caption)))
		return false;
	if (b->included && !visit_draft(w, b->included))
		return false;
	if (!visit(w, &b->caption) || !visit(w, &b->raw) || !visit(w, &b->shorter))
		return false;
	struct segment_walk inner = *w;
	const struct attribute *countries = attributes_get(&b->attributes, "country");
	if (b->kind == NODE_DIV && countries && str_eq(b->attributes.style, S("only")))
		inner.only = countries->value;
	for (const struct draft_block *c = b->first; c; c = c->next)
		if (!visit_block(&inner, c))
			return false;
	return true;
}

static bool visit_draft(const struct segment_walk *w, const struct draft *d)
{
	if (!visit_block(w, d->root))
		return false;
	for (size_t i = 0; i < d->notes.n; i++)
		if (!visit_block(w, d->notes.at[i].block))
			return false;
	for (size_t i = 0; i < d->abbreviations.n; i++)
		if (!visit(w, &d->abbreviations.at[i]))
			return false;
	return true;
}

bool draft_visit(const struct draft_block *b, segment_visit *each, void *context)
{
	struct segment_walk w = {each, context, S("")};
	return visit_block(&w, b);
}

bool draft_visit_all(const struct draft *d, segment_visit *each, void *context)
{
	struct segment_walk w = {each, context, S("")};
	return visit_draft(&w, d);
}

static bool visit_all(const struct segment_walk *w, const struct raw *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!visit(w, &list[i]))
			return false;
	return true;
}

static bool visit_titles(const struct segment_walk *w, const struct titles *t)
{
	return visit(w, &t->title) && visit(w, &t->subtitle) && visit(w, &t->description) &&
	       visit(w, &t->notice) && visit(w, &t->publisher) &&
	       visit_all(w, t->authors, t->authors_n) && visit_all(w, t->credits, t->credits_n);
}

bool titles_visit(const struct titles *t, segment_visit *each, void *context)
{
	struct segment_walk w = {each, context, S("")};
	return visit_titles(&w, t);
}

bool segments_walk(struct arena *arena, struct diags *diags, const struct project *project,
                   const struct document_spec *document, segment_visit *each, void *context)
{
	struct segment_walk w = {each, context, S("")};
	struct draft **drafts = arena_array(arena, struct draft *, document->texts_n + 1);
	struct titles titles;
	size_t before = diag_met(diags);
	for (size_t i = 0; i < document->texts_n; i++)
		drafts[i] = draft_read(arena, arena, diags, &document->texts[i]);
	titles_read(arena, diags, project, document, drafts[0], &titles);
	if (diag_met(diags) > before)
		return false;
	if (!visit_titles(&w, &titles))
		return false;
	for (size_t i = 0; i < document->texts_n; i++)
		if (!visit_draft(&w, drafts[i]))
			return false;
	return true;
}

static bool read_titles(struct arena *arena, struct diags *diags, const struct project *project,
                        const struct document_spec *document, struct titles *out)
{
	struct diags *quiet = diags_like(arena, diags);
	struct draft *first =
	        document->texts_n ? draft_read(arena, arena, quiet, &document->texts[0]) : NULL;
	return titles_read(arena, quiet, project, document, first, out);
}

bool segments_titles(struct arena *arena, struct diags *diags, const struct project *project,
                     const struct document_spec *document, segment_visit *each, void *context)
{
	struct segment_walk w = {each, context, S("")};
	struct titles titles;
	read_titles(arena, diags, project, document, &titles);
	return visit_titles(&w, &titles);
}

bool segments_cite(struct arena *arena, struct diags *diags, const struct project *project,
                   const struct document_spec *document)
{
	struct titles titles;
	return read_titles(arena, diags, project, document, &titles) &&
	       titles.bibliography.text.len;
}
