/* Reviewing a translation: its segments walked as written, without values. */
#include "text/translate/review.h"

#include "base/file.h"
#include "text/compare/compare.h"
#include "text/draft/titles.h"
#include "text/translate/pot.h"

enum { REVIEW_FILE = 16 << 20 };

struct reviewing {
	struct arena *arena;
	struct diags *diags;
	struct review *review;
	struct compare compare;
	struct numbers *numbers;
	const struct pot *shared; /* what is looked at elsewhere; may be NULL */
	bool is_source;
};

static void add_filled(struct reviewing *r, const struct message *m, struct review_text *t)
{
	t->filled_n = compare_fill(r->arena, m, r->numbers, &t->filled);
	if (t->filled_n || t->state != PO_TRANSLATED)
		vec_push(r->arena, &r->review->texts, *t);
}

static bool look_at(void *context, const struct segment *s)
{
	struct reviewing *r = context;
	size_t before = r->review->count.segments;
	const struct po_entry *entry = NULL;
	struct po *po = r->review->count.po;
	if (r->shared && pot_has(r->shared, r->arena, s->context, s->id))
		return true;
	segment_count(&r->review->count, s);
	if (r->review->count.segments == before)
		return true;
	struct review_text t = {.state = po ? po_find(po, s->context, s->id, &entry) : PO_MISSING,
	                        .source = arena_str(r->arena, s->id), .source_at = s->at};
	const struct message *source =
	        s->plain ? NULL : message_parse(r->arena, r->diags, t.source, s->origin);
	if (r->is_source)
		t.state = PO_TRANSLATED;
	if (entry) {
		t.translation = entry->text;
		t.at = entry->text_at;
	}
	const struct message *m = r->is_source ? source : NULL;
	if (entry && t.state == PO_TRANSLATED && !s->plain)
		m = message_parse(r->arena, r->diags, entry->text, &entry->text_origin);
	if (source && m && !r->is_source)
		compare_messages(&r->compare, r->arena, source, m);
	if (m)
		add_filled(r, m, &t);
	else if (t.state != PO_TRANSLATED)
		vec_push(r->arena, &r->review->texts, t);
	return true;
}

static bool open_po(struct reviewing *r, const struct project *project,
                    const struct document_spec *document, str language)
{
	struct review *v = r->review;
	str id = document ? document->id.text : S(PROJECT_CATALOGUE);
	str bytes, name = arena_printf(r->arena, "%.*s.%.*s.po", STR_ARG(id), STR_ARG(language));
	v->path = path_join(r->arena, project->translations.text, name);
	if (r->is_source || !project->translations.text.len)
		return true;
	enum file_found found = file_look(r->diags, v->path);
	if (found == FOUND_UNSEEN)
		return file_refuse(r->diags, project->translations.at, v->path, found);
	if (found == FOUND_NONE)
		return true;
	v->found = true;
	if (!file_map(r->arena, r->diags, project->translations.at, v->path, REVIEW_FILE, &bytes))
		return false;
	v->count.po = po_read(r->arena, r->diags, diag_file(r->diags, v->path, 0), bytes);
	if (!v->count.po)
		return false;
	po_check_language(v->count.po, r->diags, language);
	po_check_ends(v->count.po, r->diags);
	return true;
}

static bool walk(struct reviewing *r, const struct project *project,
                 const struct document_spec *document)
{
	if (document)
		return segments_walk(r->arena, r->diags, project, document, look_at, r);
	const struct pot *pot = r->shared;
	r->shared = NULL;
	pot_visit(pot, look_at, r);
	return true;
}

bool translate_review(struct arena *arena, struct diags *diags, const struct project *project,
                      const struct document_spec *document, const struct pot *shared, str language,
                      struct review *out)
{
	*out = (struct review){
	        .count = {.arena = arena, .seen = map_new(arena), .language = language}};
	struct reviewing r = {.arena = arena,
	                      .diags = diags,
	                      .review = out,
	                      .shared = shared,
	                      .is_source = str_eq(language, project->language)};
	const struct language *own = language_load(arena, diags, project->at, language),
	                      *source = language_load(arena, diags, project->at, project->language);
	if (!own || !source || !open_po(&r, project, document, language))
		return false;
	out->count.countries_n =
	        segment_countries(arena, project, document, language, &out->count.countries);
	r.numbers = numbers_of(arena, own);
	r.compare = compare_new(arena, diags, source, own);
	r.compare.language = language;
	r.compare.countries = out->count.countries;
	r.compare.countries_n = out->count.countries_n;
	r.compare.project = project;
	r.compare.cites = document && segments_cite(arena, diags, project, document);
	bool walked = walk(&r, project, document);
	if (walked && out->count.po)
		po_report_unused(out->count.po, diags);
	return walked;
}
