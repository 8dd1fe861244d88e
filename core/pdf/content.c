/* A page's items into its content stream (ISO 32000-1, 8 and 9). */
#include "pdf/parts.h"

/* ---- Paths and pictures ---- */

static void show_path(struct content *c, const struct item *i)
{
	bool shaded = i->look && i->look->shaded && i->fill, flat = i->fill && !shaded;
	if (shaded)
		content_shade(c, i);
	if (!flat && i->stroke <= 0)
		return;
	if (flat)
		pdf_colour_fill(c, i->colour);
	if (i->stroke > 0) {
		centi width = centi_of(i->stroke);
		pdf_colour_stroke(c, i->stroke_colour);
		if (width != c->stroke_width) {
			put_centi(c->out, width);
			buf_put(c->out, S(" w\n"));
			c->stroke_width = width;
		}
	}
	if (i->look && i->stroke > 0)
		content_line_look(c, i->look, true);
	content_steps(c, i);
	buf_put(c->out, !flat ? S("S\n") : i->stroke > 0 ? S("B\n") : S("f\n"));
	if (i->look && i->stroke > 0)
		content_line_look(c, i->look, false);
}

/* A camera held on its side: what is stored is turned within its square, and stays as it is. */
static void put_turn(struct content *c, unsigned turn)
{
	static const char *const matrix[] = {
	        [2] = "-1 0 0 1 1 0",  [3] = "-1 0 0 -1 1 1", [4] = "1 0 0 -1 0 1",
	        [5] = "0 -1 -1 0 1 1", [6] = "0 -1 1 0 0 1",  [7] = "0 1 1 0 0 0",
	        [8] = "0 1 -1 0 1 0",
	};
	if (turn > 1)
		buf_printf(c->out, "%s cm\n", matrix[turn]);
}

static bool show_picture(struct content *c, const struct item *i)
{
	uint32_t image;
	if (!image_use(c->pdf, i->picture, i->w, i->h, &image))
		return false;
	if (c->pdf->print.press)
		pdf_check_picture(c, i, &c->pdf->pictures.list.at[image]);
	c->pdf->page_now.transparent |= c->pdf->pictures.list.at[image].transparent;
	state_plain(c);
	buf_put(c->out, S("q\n"));
	put_centi(c->out, centi_of(i->w));
	buf_put(c->out, S(" 0 0 "));
	put_centi(c->out, centi_of(i->h));
	buf_byte(c->out, ' ');
	put_centi(c->out, centi_of(i->x));
	buf_byte(c->out, ' ');
	put_centi(c->out, centi_of(c->page->h - i->y - i->h));
	buf_put(c->out, S(" cm\n"));
	put_turn(c, c->pdf->pictures.list.at[image].turn);
	buf_put(c->out, S("/I"));
	buf_int(c->out, image);
	buf_put(c->out, S(" Do\nQ\n"));
	return true;
}

/* ---- Where items are, for links and figures ---- */

static struct quad glyphs_box(const struct content *c, const struct item *i)
{
	strom_len w = 0, x = i->x;
	for (size_t k = 0; k < i->n; k++)
		w += i->glyphs[k].advance;
	if (w < 0) {             /* from right to left */
		x += w;
		w = -w;
	}
	strom_len top = i->y - font_scale(i->font, i->font->ascent, i->size);
	strom_len bottom = i->y - font_scale(i->font, i->font->descent, i->size);
	return (struct quad){centi_of(x), centi_of(c->page->h - bottom), centi_of(x + w),
	                     centi_of(c->page->h - top), i->y};
}

static struct quad path_box(const struct content *c, const struct item *i)
{
	strom_len x0 = INT64_MAX, y0 = INT64_MAX, x1 = INT64_MIN, y1 = INT64_MIN;
	for (size_t k = 0; k < i->steps_n; k++) {
		const struct path_step *s = &i->steps[k];
		for (int n = 0; s->op != PATH_CLOSE && n < (s->op == PATH_CURVE ? 3 : 1); n++) {
			x0 = s->x[n] < x0 ? s->x[n] : x0;
			x1 = s->x[n] > x1 ? s->x[n] : x1;
			y0 = s->y[n] < y0 ? s->y[n] : y0;
			y1 = s->y[n] > y1 ? s->y[n] : y1;
		}
	}
	if (x0 > x1)
		x0 = x1 = y0 = y1 = 0;
	return (struct quad){centi_of(i->x + x0), centi_of(c->page->h - i->y - y1),
	                     centi_of(i->x + x1), centi_of(c->page->h - i->y - y0), i->y + y1};
}

static struct quad box_of(const struct content *c, const struct item *i)
{
	if (i->kind == ITEM_GLYPHS)
		return glyphs_box(c, i);
	if (i->kind != ITEM_PICTURE)
		return path_box(c, i);
	return (struct quad){centi_of(i->x), centi_of(c->page->h - i->y - i->h),
	                     centi_of(i->x + i->w), centi_of(c->page->h - i->y), i->y + i->h};
}

/* A figure's box is that of its first page. */
static void grow_figure(struct pdf *p, strom_node figure, struct quad q)
{
	uint32_t *at = &p->tags.info[figure].also, page = p->page_now.object;
	if (!*at) {
		vec_push(p->arena, &p->tags.boxes,
		         (struct figure_box){page, q.x0, q.y0, q.x1, q.y1});
		*at = (uint32_t)p->tags.boxes.n;
	}
	struct figure_box *b = &p->tags.boxes.at[*at - 1];
	if (b->page != page)
		return;
	b->x0 = q.x0 < b->x0 ? q.x0 : b->x0;
	b->y0 = q.y0 < b->y0 ? q.y0 : b->y0;
	b->x1 = q.x1 > b->x1 ? q.x1 : b->x1;
	b->y1 = q.y1 > b->y1 ? q.y1 : b->y1;
}

static void note_place(struct content *c, const struct item *i)
{
	const struct node_info *info = &c->pdf->tags.info[i->node];
	/* What is clipped is as large as its clip, and what is turned stands beside what is not. */
	if (i->artifact || !(info->link || info->figure) || info->decoration || c->saved_n)
		return;
	if ((i->kind == ITEM_OPEN && !i->steps_n) || i->kind == ITEM_CLOSE)
		return;
	struct quad box = box_of(c, i);
	if (info->figure)
		grow_figure(c->pdf, info->figure, box);
	if (info->link)
		link_item(c->pdf, info->link, box);
}

static bool paints(const struct item *i)
{
	if (i->kind == ITEM_GLYPHS)
		return i->n && i->size > 0;
	if (i->kind == ITEM_PATH)
		return i->steps_n && (i->fill || i->stroke > 0);
	if (i->kind != ITEM_PICTURE)
		return true;
	return i->w > 0 && i->h > 0;
}

/* ---- Items ---- */

static bool show_kind(struct content *c, const struct item *i)
{
	if (i->kind == ITEM_GLYPHS)
		return pdf_text_show(c, i);
	if (i->kind == ITEM_PICTURE)
		return show_picture(c, i);
	if (i->kind == ITEM_OPEN)
		content_open(c, i);
	else if (i->kind == ITEM_CLOSE)
		content_close(c);
	else
		show_path(c, i);
	return true;
}

static bool show_item(struct content *c, const struct item *i)
{
	if (!pdf_mark_item(c, i))
		return false;
	note_place(c, i);
	return show_kind(c, i);
}

/* A background, or a rule that is a rectangle. */
static void press_rectangle(struct content *c, const struct item *i)
{
	struct quad q = path_box(c, i);
	centi w = q.x1 - q.x0, h = q.y1 - q.y0;
	pdf_check_line(c, i, w < h ? w : h);
	sheet_bleed(c, &q);
	pdf_colour_fill(c, i->colour);
	put_centi(c->out, q.x0);
	buf_byte(c->out, ' ');
	put_centi(c->out, q.y0);
	buf_byte(c->out, ' ');
	put_centi(c->out, q.x1 - q.x0);
	buf_byte(c->out, ' ');
	put_centi(c->out, q.y1 - q.y0);
	buf_put(c->out, S(" re f\n"));
}

/* Nothing is tagged for a printer. */
static bool press_item(struct content *c, const struct item *i)
{
	c->now = i;
	if (i->kind == ITEM_GLYPHS)
		pdf_text_begin(c);
	else
		pdf_text_end(c);
	if (i->kind == ITEM_PATH && i->fill && !i->look && i->stroke <= 0 &&
	    content_is_rectangle(i)) {
		press_rectangle(c, i);
		return true;
	}
	if (i->kind == ITEM_PATH && i->stroke > 0)
		pdf_check_line(c, i, centi_of(i->stroke));
	return show_kind(c, i);
}

static bool show_items(struct content *c)
{
	struct item room;
	for (size_t i = 0; i < c->page->n; i++) {
		const struct item *item = &c->page->items[i];
		if (item->black && !(item = content_black(c, item, &room)))
			continue;
		if (paints(item) &&
		    !(c->pdf->print.press ? press_item(c, item) : show_item(c, item)))
			return false;
	}
	return true;
}

bool content_items(struct content *c)
{
	bool good = show_items(c);
	pdf_mark_close(c);
	pdf_text_end(c);
	return good;
}

/* Screens show the page alone, printers a sheet around it. */
bool content_page(struct pdf *p, const struct page *page)
{
	struct content c;
	content_begin(&c, p, page);
	if (!p->print.press)
		return content_items(&c);
	centi b = p->page_now.bleed;
	sheet_open(&c, 0, (struct edges){b, b, b, b});
	bool good = content_items(&c);
	sheet_close(&c);
	str what = arena_printf(p->scratch, "%.*s / %u", STR_ARG(page->label), page->of);
	return good && sheet_marks(&c, NULL, 0, what);
}
