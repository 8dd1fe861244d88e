/* Typesetting an edition: arrange, make blocks, paginate, paint. */
#include "typeset/arrange/index_part.h"
#include "typeset/arrange/picture_sizes.h"
#include "typeset/blocks/canvas.h"
#include "typeset/pages/index_fill.h"
#include "typeset/paint/paint.h"
#include "typeset/typeset.h"

enum { MOST_ROUNDS = 4 };

static bool set(struct typesetter *t, struct pagination *p)
{
	return blocks_make(t) && paginate(t, p);
}

/* Reports of pages that are set again: those that were not made before. */
static void tell_new(struct diags *diags, const struct diags *again)
{
	for (size_t i = 0; i < diag_count(again); i++) {
		const struct report *r = diag_at(again, i);
		bool told = false;
		for (size_t k = 0; k < diag_count(diags) && !told; k++) {
			const struct report *old = diag_at(diags, k);
			told = str_eq(old->code, r->code) && str_eq(old->message, r->message) &&
			       old->at.file == r->at.file && old->at.off == r->at.off;
		}
		if (!told)
			diag_add(diags, r);
	}
}

/* Pages with the index, until none of its numbers changes; `t` is as it was before any was set. */
static bool set_index(struct typesetter *t, const struct typesetter *fresh, struct pagination *p)
{
	for (unsigned i = 0; i < MOST_ROUNDS && fill_index(t, p); i++) {
		struct diags *again = diags_like(t->arena, t->diags);
		*t = *fresh;
		t->diags = again;
		t->errors = 0;
		setter_reports(t->setter, again);
		bool good = set(t, p);
		t->diags = fresh->diags;
		t->errors = fresh->errors;
		setter_reports(t->setter, fresh->diags);
		tell_new(fresh->diags, again);
		if (!good)
			return false;
	}
	return true;
}

bool typeset(const struct edition *edition, struct fonts *fonts, const struct theme *theme,
             struct page_sink sink)
{
	struct edition *e = edition_over(edition->arena, edition);
	struct typesetter t = {.edition = e, .arena = e->arena, .diags = e->diags, .fonts = fonts,
	                       .theme = theme, .errors = diag_met(e->diags)};
	struct pagination p;
	if (!arrangement_make(e, t.theme, &t.arrangement))
		return false;
	t.setter = setter_new(e->arena, e, fonts);
	t.pictures = run_pictures_new(e->arena);
	t.drawings = canvas_drawings(e->arena);
	struct typesetter fresh = t;
	if (!t.setter || !set(&t, &p) || (part_index_wanted(e) && !set_index(&t, &fresh, &p)))
		return false;
	return paint_pages(&t, &p, sink);
}
