/* What a printer would send back: lines too thin, too much ink, pictures too coarse. Reported where
 * the author can mend it, each once. */
#include "pdf/parts.h"

/* Thinner lines break on the plate: 0.2 pt. */
enum { HAIRLINE = 20, MOST_TOLD = 200 };

/* The item's place in the texts; strom.yml for what the theme and the layout paint. */
static struct span place_of(const struct content *c, const struct item *i)
{
	const struct edition *e = c->pdf->edition;
	if (i && i->node && i->node < e->nodes.n && node_at(e, i->node)->span.file)
		return node_at(e, i->node)->span;
	return press_spec(c->pdf->print.press)->at;
}

/* Whether this is new. What is told says in which way two complaints are the same. */
static bool tell(struct pdf *p, struct told told)
{
	for (size_t i = 0; i < p->print.told.n; i++)
		if (p->print.told.at[i].what == told.what &&
		    p->print.told.at[i].number == told.number)
			return false;
	if (p->print.told.n == MOST_TOLD)
		return false;
	vec_push(p->arena, &p->print.told, told);
	return true;
}

void pdf_check_ink(struct content *c, struct colour v, const uint16_t cmyk[4], bool spot)
{
	int64_t sum = 0, limit = press_spec(c->pdf->print.press)->ink_limit;
	for (int i = 0; i < 4 && !spot; i++)
		sum += cmyk[i];
	/* Half a percent is within what a profile's tables are exact to. */
	if (sum <= limit * 10 + 5)
		return;
	uint64_t colour = (uint64_t)v.ink << 24 | (uint64_t)v.r << 16 | (uint64_t)v.g << 8 | v.b;
	if (!tell(c->pdf, (struct told){TOLD_INK, colour}))
		return;
	diag_warn(
	        c->pdf->diags, place_of(c, c->now), "print/ink",
	        "page %u: the colour #%02x%02x%02x takes %lld %% of ink, and %lld %% is the limit",
	        c->page->index + 1, v.r, v.g, v.b, (long long)(sum + 5) / 10, (long long)limit);
	diag_hint(c->pdf->diags,
	          "Give the theme's colour a cmyk with less ink, or raise 'ink-limit' below "
	          "'print:' if the paper takes it.");
}

void pdf_check_line(struct content *c, const struct item *i, centi width)
{
	if (width >= HAIRLINE)
		return;
	uint64_t which = i->node ? i->node : UINT64_C(1) << 32 | (uint32_t)width;
	if (!tell(c->pdf, (struct told){TOLD_HAIRLINE, which}))
		return;
	diag_warn(c->pdf->diags, place_of(c, i), "print/hairline",
	          "page %u: a line of %d.%02d pt may break in print", c->page->index + 1,
	          width / 100, width % 100);
	diag_hint(c->pdf->diags,
	          "Draw lines of 0.2 pt or more; in a theme they are called rule-width.");
}

void pdf_check_picture(struct content *c, const struct item *i, const struct pdf_image *image)
{
	struct pdf *p = c->pdf;
	int64_t limit = press_spec(p->print.press)->resolution,
	        ink = press_spec(p->print.press)->ink_limit;
	/* The coarser of the two directions counts. */
	int64_t across = (int64_t)image->w * STROM_PT(72) / i->w;
	int64_t down = (int64_t)image->h * STROM_PT(72) / i->h, dpi = across < down ? across : down;
	uint64_t which = (uint64_t)(uintptr_t)i->picture;
	if (!image->vector && dpi < limit && tell(p, (struct told){TOLD_COARSE, which})) {
		diag_warn(p->diags, i->picture->path_at, "print/low-resolution",
		          "page %u: '%.*s' has %lld pixels an inch, and %lld are wanted",
		          c->page->index + 1, STR_ARG(path_name(i->picture->path)), (long long)dpi,
		          (long long)limit);
		diag_hint(p->diags, "Take a picture of more pixels, or show it smaller.");
	}
	if (image->ink > ink * 10 + 5 && tell(p, (struct told){TOLD_PICTURE_INK, which})) {
		diag_warn(p->diags, i->picture->path_at, "print/ink",
		          "page %u: '%.*s' takes %lld %% of ink, and %lld %% is the limit",
		          c->page->index + 1, STR_ARG(path_name(i->picture->path)),
		          (long long)(image->ink + 5) / 10, (long long)ink);
		diag_hint(p->diags,
		          "Make its darkest places lighter, or raise 'ink-limit' below 'print:'.");
	}
	bool reaches =
	        i->x <= 0 || i->y <= 0 || i->x + i->w >= c->page->w || i->y + i->h >= c->page->h;
	centi b = p->page_now.bleed;
	bool bleeds = (i->x > 0 || centi_of(i->x) <= -b) && (i->y > 0 || centi_of(i->y) <= -b)
	              && (i->x + i->w < c->page->w || centi_of(i->x + i->w - c->page->w) >= b)
	              && (i->y + i->h < c->page->h || centi_of(i->y + i->h - c->page->h) >= b);
	if (reaches && !bleeds && tell(p, (struct told){TOLD_NO_BLEED, which})) {
		diag_warn(p->diags, i->picture->path_at, "print/no-bleed",
		          "page %u: '%.*s' ends at the cut, and a white edge may show",
		          c->page->index + 1, STR_ARG(path_name(i->picture->path)));
		diag_hint(p->diags, "Let it go on into the bleed, or end well inside the page.");
	}
}
