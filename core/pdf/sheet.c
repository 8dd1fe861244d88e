/* The sheet around a page: bleed, marks, and the boxes that tell them apart.
 *
 * The cut is the TrimBox, the bleed around it the BleedBox, and outside of that stand the marks, in
 * the colour of all plates. Contents keep their places: the sheet's corner is moved, not they. */
#include "pdf/parts.h"

#define MM(mm) ((centi)((mm) * 7200 / 25.4 + 0.5))

/* Outside of the bleed. */
enum { GAP = MM(1.0), LENGTH = MM(5.0), ROOM = MM(10.0), PATCH = MM(5.0), THIN = 25 };

static centi bleed_of(const struct pdf *p, const struct page *page)
{
	strom_len least = STROM_MM(3), bleed = press_spec(p->print.press)->bleed;
	if (bleed < 0)
		bleed = page->bleed > least ? page->bleed : least;
	return centi_of(bleed);
}

void sheet_size(struct pdf *p, const struct page *page)
{
	p->page_now.bleed = bleed_of(p, page);
	p->page_now.margin = p->page_now.bleed + (press_spec(p->print.press)->marks ? ROOM : 0);
}

static void put_box(struct buf *b, const char *name, centi from_x, centi from_y, centi w, centi h)
{
	buf_put(b, str_of(name));
	buf_byte(b, '[');
	put_centi(b, from_x);
	buf_byte(b, ' ');
	put_centi(b, from_y);
	buf_byte(b, ' ');
	put_centi(b, from_x + w);
	buf_byte(b, ' ');
	put_centi(b, from_y + h);
	buf_byte(b, ']');
}

void sheet_boxes(const struct pdf *p, struct buf *b)
{
	const struct pdf_page *now = &p->page_now;
	centi m = now->margin, around = m - now->bleed;
	put_box(b, "/MediaBox", 0, 0, now->w + 2 * m, now->h + 2 * m);
	put_box(b, "/BleedBox", around, around, now->w + 2 * now->bleed, now->h + 2 * now->bleed);
	put_box(b, "/TrimBox", m, m, now->w, now->h);
}

/* ---- What is inside ---- */

static void put_numbers(struct buf *b, const centi *v, size_t n, const char *op)
{
	for (size_t i = 0; i < n; i++) {
		put_centi(b, v[i]);
		buf_byte(b, ' ');
	}
	buf_put(b, str_of(op));
	buf_byte(b, '\n');
}

void sheet_open(struct content *c, centi x, struct edges edges)
{
	centi m = c->pdf->page_now.margin, w = centi_of(c->page->w), h = centi_of(c->page->h);
	centi at[2] = {m + x, m};
	centi clip[4] = {-edges.left, -edges.bottom, w + edges.left + edges.right,
	                 h + edges.top + edges.bottom};
	c->edges = edges;
	buf_put(c->out, S("q\n1 0 0 1 "));
	put_numbers(c->out, at, 2, "cm");
	put_numbers(c->out, clip, 4, "re W n");
	content_forget(c);
}

void sheet_close(struct content *c)
{
	pdf_text_end(c);
	buf_put(c->out, S("Q\n"));
	content_forget(c);
}

/* A rectangle that reaches the cut goes on to the end of the bleed. */
void sheet_bleed(const struct content *c, struct quad *q)
{
	centi w = centi_of(c->page->w), h = centi_of(c->page->h);
	if (q->x0 <= 0 && q->x0 > -c->edges.left)
		q->x0 = -c->edges.left;
	if (q->y0 <= 0 && q->y0 > -c->edges.bottom)
		q->y0 = -c->edges.bottom;
	if (q->x1 >= w && q->x1 < w + c->edges.right)
		q->x1 = w + c->edges.right;
	if (q->y1 >= h && q->y1 < h + c->edges.top)
		q->y1 = h + c->edges.top;
}

/* ---- Marks: from the cut's corner as origin ---- */

static void put_line(struct buf *b, centi x0, centi y0, centi x1, centi y1)
{
	put_numbers(b, (centi[]){x0, y0}, 2, "m");
	put_numbers(b, (centi[]){x1, y1}, 2, "l");
}

/* Two at each corner, in line with the cut, and two at each fold of a cover. */
static void crop_marks(const struct pdf *p, struct buf *b, const centi *folds, size_t n)
{
	centi w = p->page_now.w, h = p->page_now.h, from = p->page_now.bleed + GAP,
	      to = from + LENGTH;
	buf_put(b, S("/All CS 1 SCN\n"));
	put_numbers(b, (centi[]){THIN}, 1, "w");
	for (int top = 0; top < 2; top++) {
		centi y = top ? h : 0, sign = top ? 1 : -1;
		put_line(b, -from, y, -to, y);
		put_line(b, w + from, y, w + to, y);
		put_line(b, 0, y + sign * from, 0, y + sign * to);
		put_line(b, w, y + sign * from, w, y + sign * to);
		for (size_t i = 0; i < n; i++)
			put_line(b, folds[i], y + sign * from, folds[i], y + sign * to);
	}
	buf_put(b, S("S\n"));
}

/* Each ink full, black also in steps, overprints, and the spot inks. */
static void colour_bar(const struct pdf *p, struct buf *b)
{
	static const char *const patches[] = {"1 0 0 0",  "0 1 0 0",  "0 0 1 0",  "0 0 0 1",
	                                      "1 1 0 0",  "1 0 1 0",  "0 1 1 0",  ".5 0 0 0",
	                                      "0 .5 0 0", "0 0 .5 0", "0 0 0 .5", "0 0 0 .25"};
	size_t n = sizeof patches / sizeof *patches, fit = 0;
	centi x = MM(8.0), y = p->page_now.h + p->page_now.bleed + GAP + MM(1.5);
	centi room = p->page_now.w - 2 * x;
	for (size_t i = 0; i < n + p->print.spots.n && (centi)(fit + 1) * PATCH <= room;
	     i++, fit++) {
		if (i < n)
			buf_printf(b, "%s k\n", patches[i]);
		else
			buf_printf(b, "/S%zu cs 1 scn\n", i - n);
		put_numbers(b, (centi[]){x + (centi)fit * PATCH, y, PATCH, PATCH}, 4, "re f");
	}
}

/* ---- Page information ---- */

/* One line of glyphs as the font's characters give them: kerning does not matter here. Characters
 * that it lacks are left out, and what has no room. */
static struct item plain_line(struct arena *a, const struct font *font, str text, strom_len size,
                              strom_len room)
{
	struct glyph *glyphs = arena_array(a, struct glyph, text.len);
	size_t n = 0;
	for (str rest = text; rest.len && room > 0;) {
		uint32_t off = (uint32_t)(rest.ptr - text.ptr), c = utf8_next(&rest), glyph;
		if (!hb_font_get_nominal_glyph(font->hb_font, c, &glyph) || !glyph)
			continue;
		strom_len w =
		        font_scale(font, hb_font_get_glyph_h_advance(font->hb_font, glyph), size);
		glyphs[n++] = (struct glyph){.id = glyph, .text_off = off, .advance = w,
		        .text_len = (uint16_t)(rest.ptr - text.ptr - off)};
		room -= w;
	}
	return (struct item){.kind = ITEM_GLYPHS,
	                     .colour = {0, 0, 0, 255, 0},
	                     .font = font,
	                     .size = size,
	                     .text = text,
	                     .glyphs = glyphs,
	                     .n = n};
}

/* In the font of the first line that has been set. */
static const struct font *font_of(struct content *c)
{
	struct pdf *p = c->pdf;
	for (size_t i = 0; !p->fonts.first && i < c->page->n; i++)
		if (c->page->items[i].kind == ITEM_GLYPHS && c->page->items[i].n)
			p->fonts.first = c->page->items[i].font;
	return p->fonts.first;
}

static bool page_line(struct content *c, str what)
{
	struct pdf *p = c->pdf;
	const struct edition *e = p->edition;
	const struct font *font = font_of(c);
	if (!font)
		return true;
	str date = e->date.len ? e->date : e->project ? e->project->date.text : S("");
	str text = arena_printf(p->scratch, "%.*s | %.*s | %.*s | %.*s | %.*s", STR_ARG(e->title),
	                        STR_ARG(e->spec ? e->spec->id : e->languages.at[0]), STR_ARG(what),
	                        STR_ARG(press_spec(p->print.press)->condition.text), STR_ARG(date));
	struct item line = plain_line(p->scratch, font, text, STROM_PT(6),
	                              c->page->w - STROM_MM(18));
	line.x = STROM_MM(8);
	line.y = c->page->h + STROM_MM(5) + (strom_len)p->page_now.bleed * 65536 / 100;
	pdf_text_begin(c);
	bool good = pdf_text_show(c, &line);
	pdf_text_end(c);
	return good;
}

bool sheet_marks(struct content *c, const centi *folds, size_t n, str what)
{
	struct pdf *p = c->pdf;
	unsigned marks = press_spec(p->print.press)->marks;
	if (!marks)
		return true;
	buf_put(c->out, S("q\n1 0 0 1 "));
	put_numbers(c->out, (centi[]){p->page_now.margin, p->page_now.margin}, 2, "cm");
	if (marks & MARKS_CROP)
		crop_marks(p, c->out, folds, n);
	if (marks & MARKS_COLOURS)
		colour_bar(p, c->out);
	content_forget(c);
	bool good = !(marks & MARKS_PAGE) || page_line(c, what);
	buf_put(c->out, S("Q\n"));
	return good;
}
