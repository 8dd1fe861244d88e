/* The funders' rules, held against the pages: logos by the places of their pictures, sentences by
 * the letters that the pages show. */
#include "judge/parts.h"

#include <stdarg.h>
#include <stdio.h>

/* ---- What a page says ---- */

/* Spaces and hyphens that lines made do not count, and both apostrophes are the same. */
static void put_plain(struct buf *out, str text)
{
	while (text.len) {
		str rest = text;
		uint32_t c = utf8_next(&rest);
		bool made = c <= ' ' || c == 0xA0 || c == 0xAD || c == 0x061C || c == 0xFEFF ||
		            (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
		            (c >= 0x205F && c <= 0x206F);
		if (c == 0x2019)
			buf_byte(out, '\'');
		else if (!made)
			buf_put(out, str_sub(text, 0, text.len - rest.len));
		text = rest;
	}
}

static str plain(struct arena *a, str text)
{
	struct buf b = {0};
	put_plain(&b, text);
	str s = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return s;
}

static void put_glyphs(struct buf *out, const struct item *item)
{
	size_t from = 0, to = 0;
	for (size_t i = 0; i < item->n; i++) {
		const struct glyph *g = &item->glyphs[i];
		if (!g->text_len || g->flags & GLYPH_SOFT_HYPHEN)
			continue;
		if (g->text_off != to) {
			put_plain(out, str_sub(item->text, from, to));
			from = g->text_off;
		}
		to = g->text_off + g->text_len;
	}
	put_plain(out, str_sub(item->text, from, to));
}

static str page_words(struct judge *j, const struct page *page)
{
	struct buf b = {0};
	for (size_t i = 0; i < page->n; i++)
		if (page->items[i].kind == ITEM_GLYPHS)
			put_glyphs(&b, &page->items[i]);
	str s = arena_str(j->scratch, buf_str(&b));
	buf_drop(&b);
	return s;
}

/* ---- Complaints ---- */

static double mm(strom_len v)
{
	return (double)v / (double)STROM_MM(1);
}

__attribute__((format(printf, 4, 5))) static bool tell(struct judge *j, const struct funder *f,
                                                       const char *code, const char *format, ...)
{
	va_list list;
	if (!judge_may_tell(j))
		return false;
	char said[400];
	va_start(list, format);
	vsnprintf(said, sizeof said, format, list);
	va_end(list);
	const struct edition_spec *e = j->edition->spec;
	diag_error(j->edition->diags, f->rules_name.at, code, "%s (%.*s, %.*s %.*s)", said,
	           STR_ARG(utf8_prefix(f->name.text, 60)), STR_ARG(e->document->id.text),
	           STR_ARG(e->id));
	return true;
}

/* ---- Logos ---- */

/* Where a logo stands on the page. */
struct stands {
	size_t funder, item;
	struct paper_box box;
};
typedef vec(struct stands) standing;

static bool is_logo(const struct item *item, const struct funder *f)
{
	return item->kind == ITEM_PICTURE && f->logo.text.len &&
	       str_eq(item->picture->path, f->logo.text);
}

static standing find_logos(struct judge *j, const struct page *page)
{
	const struct project *p = j->edition->project;
	standing out = {0};
	for (size_t i = 0; i < page->n; i++)
		for (size_t k = 0; k < p->funders_n; k++)
			if (is_logo(&page->items[i], &p->funders[k])) {
				struct stands s = {k, i, judge_box(&page->items[i])};
				vec_push(j->scratch, &out, s);
				break;
			}
	return out;
}

static strom_len high(struct paper_box b)
{
	return b.y1 - b.y0;
}

static strom_len wide(struct paper_box b)
{
	return b.x1 - b.x0;
}

/* What rounding takes is no fault. */
static bool less(strom_len is, strom_len wanted)
{
	return is + STROM_MM(1) / 20 < wanted;
}

static void judge_size(struct judge *j, const struct page *page, const struct funder *f,
                       struct paper_box b)
{
	const struct funder_rules *r = f->rules;
	if (less(high(b), r->least_height) &&
	    tell(j, f, "judge/funder-size", "page %u: the logo is %.1f mm high, %.1f mm wanted",
	         page->index + 1, mm(high(b)), mm(r->least_height)))
		diag_hint(j->edition->diags, "Make the theme's style logos higher (its leading).");
	if (less(wide(b), r->least_width) &&
	    tell(j, f, "judge/funder-size", "page %u: the logo is %.1f mm wide, %.1f mm wanted",
	         page->index + 1, mm(wide(b)), mm(r->least_width)))
		diag_hint(j->edition->diags, "Make the theme's style logos higher (its leading).");
}

/* As large as the largest of the others: in height or in width. */
static void judge_share(struct judge *j, const struct page *page, const struct stands *s,
                        const standing *all)
{
	const struct funder *f = &j->edition->project->funders[s->funder];
	strom_len h = 0, w = 0;
	for (size_t i = 0; i < all->n; i++) {
		if (all->at[i].funder == s->funder)
			continue;
		h = high(all->at[i].box) > h ? high(all->at[i].box) : h;
		w = wide(all->at[i].box) > w ? wide(all->at[i].box) : w;
	}
	strom_len least_h = (strom_len)((double)h * f->rules->of_largest),
	          least_w = (strom_len)((double)w * f->rules->of_largest);
	if (less(high(s->box), least_h) && less(wide(s->box), least_w) &&
	    tell(j, f, "judge/funder-share",
	         "page %u: the logo is %.1f mm by %.1f mm, and the largest other %.1f mm wide or "
	         "%.1f mm high: %.10g times one of these is wanted",
	         page->index + 1, mm(wide(s->box)), mm(high(s->box)), mm(w), mm(h),
	         f->rules->of_largest))
		diag_hint(j->edition->diags, "Crop the empty edge of this logo's picture, or leave "
		                             "one around the others.");
}

/* In rows: below another, or to the right of one beside it. */
static bool is_behind(struct paper_box a, struct paper_box b)
{
	return a.y0 >= b.y1 || (a.y1 > b.y0 && a.x0 > b.x0);
}

static void judge_order(struct judge *j, const struct page *page, const struct stands *s,
                        const standing *all)
{
	const struct project *p = j->edition->project;
	const struct funder *f = &p->funders[s->funder];
	bool first = f->rules->order == FUNDER_FIRST;
	for (size_t i = 0; f->rules->order && i < all->n; i++) {
		const struct stands *o = &all->at[i];
		if (o->funder == s->funder ||
		    is_behind(first ? o->box : s->box, first ? s->box : o->box))
			continue;
		str name = utf8_prefix(p->funders[o->funder].name.text, 60);
		if (tell(j, f, "judge/funder-order", "page %u: the logo stands %s that of %.*s",
		         page->index + 1, first ? "behind" : "before", STR_ARG(name)))
			diag_hint(j->edition->diags, "Put the funder %s in strom.yml.",
			          first ? "first" : "last");
		return;
	}
}

static strom_len apart(struct paper_box a, struct paper_box b)
{
	strom_len x = a.x0 > b.x1 ? a.x0 - b.x1 : b.x0 > a.x1 ? b.x0 - a.x1 : 0;
	strom_len y = a.y0 > b.y1 ? a.y0 - b.y1 : b.y0 > a.y1 ? b.y0 - a.y1 : 0;
	return x > y ? x : y;
}

static bool is_shown(const struct item *item)
{
	return item->kind == ITEM_PICTURE || (item->kind == ITEM_GLYPHS && item->n);
}

/* Of letters and pictures; grounds and art of the theme may go behind. */
static void judge_space(struct judge *j, const struct page *page, const struct stands *s)
{
	const struct funder *f = &j->edition->project->funders[s->funder];
	strom_len wanted = (strom_len)((double)high(s->box) * f->rules->clear), least = wanted;
	for (size_t i = 0; wanted && i < page->n; i++) {
		if (i == s->item || !is_shown(&page->items[i]))
			continue;
		strom_len d = apart(s->box, judge_box(&page->items[i]));
		least = d < least ? d : least;
	}
	if (less(least, wanted) && tell(j, f, "judge/funder-space",
	                                "page %u: %.1f mm are free around the logo, %.1f mm wanted",
	                                page->index + 1, mm(least), mm(wanted)))
		diag_hint(j->edition->diags,
		          "Give the theme's style logos more space (its padding, space-before).");
}

/* ---- Whether all is there ---- */

static void look(struct funder_found *found, const struct page *page, bool is)
{
	found->any |= is;
	found->cover |= is && !page->index;
	found->imprint |= is && (page->index < 2 || page->index + 1 == page->of);
	found->back |= is && page->index + 1 == page->of;
	if (!is && !found->missed)
		found->missed = page->index + 1;
	found->pages = page->index + 1;
}

/* Why it is not where it must be; NULL: it is. */
static const char *missing(const struct funder_found *f, unsigned where, uint32_t *page)
{
	*page = where & FUNDER_COVER && !f->cover        ? 1
	        : where & FUNDER_BACK && !f->back        ? f->pages
	        : where & FUNDER_EVERY_PAGE && f->missed ? f->missed
	                                                 : 0;
	if (*page)
		return "is not on this page";
	if (where & FUNDER_IMPRINT && !f->imprint)
		return "is neither on the first two pages nor on the last";
	return !f->any ? "is on no page" : NULL;
}

static void tell_missing(struct judge *j, const struct funder *f, const struct funder_found *found,
                         unsigned where, const char *code, const char *what, str words)
{
	uint32_t page;
	const char *why = missing(found, where, &page);
	if (!why)
		return;
	bool told = page ? tell(j, f, code, "page %u: %s %s", page, what, why)
	                 : tell(j, f, code, "%s %s", what, why);
	if (told && words.len)
		diag_hint(j->edition->diags,
		          "The words wanted are \"%.*s\". Write them as the funder's statement, or "
		          "as "
		          "its translation.",
		          STR_ARG(words));
	else if (told)
		diag_hint(j->edition->diags, "Choose a layout whose pages there have the logos.");
}

static const struct funder_text *wanted(const struct judge *j, const struct funder_texts *t)
{
	return project_funder_text(t, j->edition->languages.at[0]);
}

static bool settled(const struct funder_found *f, unsigned where)
{
	uint32_t page;
	return !(where & FUNDER_EVERY_PAGE) && !missing(f, where, &page);
}

/* The page's words are put together when the first is looked for: behind the cover mostly none. */
static void look_for(struct judge *j, const struct page *page, struct funder_found *found,
                     const struct funder_texts *texts, unsigned where, str *words)
{
	const struct funder_text *t = wanted(j, texts);
	if (!t || settled(found, where))
		return;
	if (!words->len)
		*words = page_words(j, page);
	look(found, page, str_find(*words, plain(j->scratch, t->text)) != SIZE_MAX);
}

/* ---- The pages, and the end ---- */

static bool has_rules(struct judge *j)
{
	const struct project *p = j->edition->project;
	for (size_t i = 0; p && i < p->funders_n; i++)
		if (p->funders[i].rules)
			return true;
	return false;
}

static void judge_logo(struct judge *j, const struct page *page, const struct stands *s,
                       const standing *all)
{
	const struct funder *f = &j->edition->project->funders[s->funder];
	if (!f->rules)
		return;
	judge_size(j, page, f, s->box);
	judge_share(j, page, s, all);
	judge_order(j, page, s, all);
	judge_space(j, page, s);
}

static bool stands_here(const standing *all, size_t funder)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].funder == funder)
			return true;
	return false;
}

void judge_funders(struct judge *j, const struct page *page)
{
	if (!has_rules(j))
		return;
	const struct project *p = j->edition->project;
	standing all = find_logos(j, page);
	str words = {0};
	if (!j->funders)
		j->funders = arena_array(j->edition->arena, struct funder_seen, p->funders_n);
	for (size_t i = 0; i < all.n; i++)
		judge_logo(j, page, &all.at[i], &all);
	for (size_t i = 0; i < p->funders_n; i++) {
		const struct funder_rules *r = p->funders[i].rules;
		struct funder_seen *s = &j->funders[i];
		if (!r)
			continue;
		look(&s->logo, page, stands_here(&all, i));
		look_for(j, page, &s->sentence, &r->sentence, r->where, &words);
		look_for(j, page, &s->disclaimer, &r->disclaimer, 0, &words);
	}
}

static void end_text(struct judge *j, const struct funder *f, const struct funder_found *found,
                     const struct funder_texts *texts, unsigned where, const char *code,
                     const char *what)
{
	const struct funder_text *t = wanted(j, texts);
	str language = j->edition->languages.at[0];
	if (t)
		tell_missing(j, f, found, where, code, what, t->text);
	else if (texts->n && tell(j, f, "judge/funder-language", "the rules have no %s in %.*s",
	                          what + strlen("the "), STR_ARG(language)))
		diag_hint(j->edition->diags, "Ask the funder for it, and add it to the rules.");
}

void judge_funders_end(struct judge *j)
{
	const struct project *p = j->edition->project;
	for (size_t i = 0; j->funders && i < p->funders_n; i++) {
		const struct funder *f = &p->funders[i];
		const struct funder_seen *s = &j->funders[i];
		if (!f->rules)
			continue;
		if (f->logo.text.len)
			tell_missing(j, f, &s->logo, f->rules->where, "judge/funder-logo",
			             "the logo", S(""));
		end_text(j, f, &s->sentence, &f->rules->sentence, f->rules->where,
		         "judge/funder-sentence", "the sentence");
		end_text(j, f, &s->disclaimer, &f->rules->disclaimer, 0, "judge/funder-disclaimer",
		         "the disclaimer");
	}
}
