/* A cover: back, spine and front side by side on one sheet. The front's background covers the
 * spine, as a cloth would.
 *
 * The front is the first page and comes first; the back comes last, if it is to show anything. */
#include "pdf/parts.h"

static bool put_side(struct pdf *p, const struct page *page, centi x, struct edges edges)
{
	struct content c;
	content_begin(&c, p, page);
	sheet_open(&c, x, edges);
	bool good = content_items(&c);
	sheet_close(&c);
	return good;
}

static bool finish(struct pdf *p, const struct page *page)
{
	strom_len thick = p->edition->spec->document->cover.spine;
	centi w = centi_of(page->w), spine = centi_of(thick);
	const centi folds[2] = {w, w + spine};
	struct page sheet = *page;
	struct content c;
	sheet.w = 2 * page->w + thick;
	content_begin(&c, p, &sheet);
	return sheet_marks(&c, folds, 2, S("cover")) && pdf_page_end(p);
}

bool pdf_cover_page(struct pdf *p, const struct page *page)
{
	const struct cover_spec *cover = &p->edition->spec->document->cover;
	centi w = centi_of(page->w), spine = centi_of(cover->spine), b;
	if (!page->index) {
		pdf_page_begin(p, 2 * page->w + cover->spine, page->h, S(""));
		sheet_size(p, page);
		b = p->page_now.bleed;
		if (!put_side(p, page, w + spine, (struct edges){spine, b, b, b}))
			return false;
		return (cover->back_is_last && page->of > 1) || finish(p, page);
	}
	b = p->page_now.bleed;
	return put_side(p, page, 0, (struct edges){b, b, 0, b}) && finish(p, page);
}
