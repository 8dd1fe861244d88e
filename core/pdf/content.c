/* A page's items into its content stream (ISO 32000-1, 8 and 9). */
#include "pdf/parts.h"

static void put_level(struct buf *b, uint8_t level)
{
	put_decimal(b, (level * 1000 + 127) / 255, 3);
	buf_byte(b, ' ');
}

/* Greys need one number. */
static void put_colour(struct buf *b, struct colour v, const char *grey, const char *rgb)
{
	put_level(b, v.r);
	if (v.r == v.g && v.g == v.b) {
		buf_put(b, str_of(grey));
		return;
	}
	put_level(b, v.g);
	put_level(b, v.b);
	buf_put(b, str_of(rgb));
}

static bool same_colour(struct colour a, struct colour b)
{
	return a.r == b.r && a.g == b.g && a.b == b.b;
}

void alpha_set(struct content *c, uint8_t fill, uint8_t stroke)
{
	struct pdf *p = c->pdf;
	uint32_t k = 0;
	if (c->alpha.fill == fill && c->alpha.stroke == stroke)
		return;
	c->alpha = (struct alpha){fill, stroke};
	while (k < p->alphas.n && (p->alphas.at[k].fill != fill || p->alphas.at[k].stroke != stroke))
		k++;
	if (k == p->alphas.n)
		vec_push(p->arena, &p->alphas, c->alpha);
	buf_put(c->out, S("/G"));
	buf_int(c->out, k);
	buf_put(c->out, S(" gs\n"));
}

void colour_fill(struct content *c, struct colour v)
{
	alpha_set(c, v.a, c->alpha.stroke);
	if (same_colour(c->fill, v))
		return;
	put_colour(c->out, v, "g\n", "rg\n");
	c->fill = v;
}

void colour_stroke(struct content *c, struct colour v)
{
	alpha_set(c, c->alpha.fill, v.a);
	if (same_colour(c->stroke, v))
		return;
	put_colour(c->out, v, "G\n", "RG\n");
	c->stroke = v;
}

/* ---- Paths ---- */

static void put_point(struct content *c, const struct item *i, const struct path_step *s, int k)
{
	put_centi(c->out, centi_of(i->x + s->x[k]));
	buf_byte(c->out, ' ');
	put_centi(c->out, centi_of(c->page->h - i->y - s->y[k]));
	buf_byte(c->out, ' ');
}

/* Four lines along the axes: one operator. */
static bool put_rectangle(struct content *c, const struct item *i)
{
	const struct path_step *s = i->steps;
	if (i->steps_n != 5 || s[0].op != PATH_MOVE || s[4].op != PATH_CLOSE)
		return false;
	for (int k = 1; k < 4; k++)
		if (s[k].op != PATH_LINE)
			return false;
	bool across = s[0].y[0] == s[1].y[0] && s[1].x[0] == s[2].x[0] && s[2].y[0] == s[3].y[0]
	              && s[3].x[0] == s[0].x[0];
	bool down = s[0].x[0] == s[1].x[0] && s[1].y[0] == s[2].y[0] && s[2].x[0] == s[3].x[0]
	            && s[3].y[0] == s[0].y[0];
	if (!across && !down)
		return false;
	put_point(c, i, &s[0], 0);
	put_centi(c->out, centi_of(i->x + s[2].x[0]) - centi_of(i->x + s[0].x[0]));
	buf_byte(c->out, ' ');
	put_centi(c->out, centi_of(c->page->h - i->y - s[2].y[0])
	                  - centi_of(c->page->h - i->y - s[0].y[0]));
	buf_put(c->out, S(" re\n"));
	return true;
}

static void put_steps(struct content *c, const struct item *i)
{
	for (size_t k = 0; k < i->steps_n; k++) {
		const struct path_step *s = &i->steps[k];
		for (int n = 0; s->op != PATH_CLOSE && n < (s->op == PATH_CURVE ? 3 : 1); n++)
			put_point(c, i, s, n);
		buf_put(c->out, s->op == PATH_MOVE ? S("m\n") : s->op == PATH_LINE ? S("l\n")
		              : s->op == PATH_CURVE ? S("c\n") : S("h\n"));
	}
}

static void show_path(struct content *c, const struct item *i)
{
	if (i->fill)
		colour_fill(c, i->colour);
	if (i->stroke > 0) {
		centi width = centi_of(i->stroke);
		colour_stroke(c, i->stroke_colour);
		if (width != c->stroke_width) {
			put_centi(c->out, width);
			buf_put(c->out, S(" w\n"));
			c->stroke_width = width;
		}
	}
	if (!put_rectangle(c, i))
		put_steps(c, i);
	buf_put(c->out, !i->fill ? S("S\n") : i->stroke > 0 ? S("B\n") : S("f\n"));
}

static bool show_picture(struct content *c, const struct item *i)
{
	uint32_t image;
	if (!image_use(c->pdf, i->picture, &image))
		return false;
	alpha_set(c, 255, c->alpha.stroke);
	buf_put(c->out, S("q\n"));
	put_centi(c->out, centi_of(i->w));
	buf_put(c->out, S(" 0 0 "));
	put_centi(c->out, centi_of(i->h));
	buf_byte(c->out, ' ');
	put_centi(c->out, centi_of(i->x));
	buf_byte(c->out, ' ');
	put_centi(c->out, centi_of(c->page->h - i->y - i->h));
	buf_put(c->out, S(" cm\n/I"));
	buf_int(c->out, image);
	buf_put(c->out, S(" Do\nQ\n"));
	return true;
}

/* ---- Where items are, for links and figures ---- */

static struct quad glyphs_box(const struct content *c, const struct item *i)
{
	strom_len w = 0;
	for (size_t k = 0; k < i->n; k++)
		w += i->glyphs[k].advance;
	strom_len top = i->y - font_scale(i->font, i->font->ascent, i->size);
	strom_len bottom = i->y - font_scale(i->font, i->font->descent, i->size);
	return (struct quad){centi_of(i->x), centi_of(c->page->h - bottom), centi_of(i->x + w),
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
	if (i->kind == ITEM_PATH)
		return path_box(c, i);
	return (struct quad){centi_of(i->x), centi_of(c->page->h - i->y - i->h), centi_of(i->x + i->w),
	                     centi_of(c->page->h - i->y), i->y + i->h};
}

/* A figure's box is that of its first page. */
static void grow_figure(struct pdf *p, strom_node figure, struct quad q)
{
	uint32_t *at = &p->info[figure].also, page = p->page_now.object;
	if (!*at) {
		vec_push(p->arena, &p->boxes, (struct figure_box){page, q.x0, q.y0, q.x1, q.y1});
		*at = (uint32_t)p->boxes.n;
	}
	struct figure_box *b = &p->boxes.at[*at - 1];
	if (b->page != page)
		return;
	b->x0 = q.x0 < b->x0 ? q.x0 : b->x0;
	b->y0 = q.y0 < b->y0 ? q.y0 : b->y0;
	b->x1 = q.x1 > b->x1 ? q.x1 : b->x1;
	b->y1 = q.y1 > b->y1 ? q.y1 : b->y1;
}

static void note_place(struct content *c, const struct item *i)
{
	const struct node_info *info = &c->pdf->info[i->node];
	if (i->artifact || !(info->link || info->figure) || info->decoration)
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
	return i->w > 0 && i->h > 0;
}

static bool show_item(struct content *c, const struct item *i)
{
	if (!paints(i))
		return true;
	if (!mark_item(c, i))
		return false;
	note_place(c, i);
	if (i->kind == ITEM_GLYPHS)
		return text_show(c, i);
	if (i->kind == ITEM_PICTURE)
		return show_picture(c, i);
	show_path(c, i);
	return true;
}

bool content_page(struct pdf *p, const struct page *page)
{
	/* What a page begins with: black, opaque, one point (8.4.1). */
	struct content c = {.pdf = p, .out = &p->page, .page = page,
	                    .alpha = {255, 255}, .stroke_width = 100};
	bool good = true;
	buf_clear(&p->page);
	for (size_t i = 0; i < page->n && good; i++)
		good = show_item(&c, &page->items[i]);
	mark_close(&c);
	text_end(&c);
	return good;
}
