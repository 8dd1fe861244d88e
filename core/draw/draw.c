/* Pages through Cairo: one painter, two surfaces. */
#include "draw/draw.h"
#include "picture/vector.h"

#include <cairo-svg.h>
#include <cairo.h>

struct drawer {
	struct arena *arena;
	struct diags *diags;
	cairo_t *cr;
	hb_draw_funcs_t *outlines;       /* what HarfBuzz calls to draw a glyph on cr */
};

static double points(strom_len v)
{
	return (double)v / 65536;
}

static void set_colour(cairo_t *cr, struct colour c)
{
	cairo_set_source_rgba(cr, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

/* ---- Glyphs: outlines from HarfBuzz, in font units ---- */

static void draw_move(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y,
                      void *user)
{
	(void)f, (void)st, (void)user;
	cairo_move_to(data, (double)x, (double)y);
}

static void draw_line(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y,
                      void *user)
{
	(void)f, (void)st, (void)user;
	cairo_line_to(data, (double)x, (double)y);
}

static void draw_cubic(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x1, float y1,
                       float x2, float y2, float x, float y, void *user)
{
	(void)f, (void)st, (void)user;
	cairo_curve_to(data, (double)x1, (double)y1, (double)x2, (double)y2, (double)x, (double)y);
}

static void draw_close(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, void *user)
{
	(void)f, (void)st, (void)user;
	cairo_close_path(data);
}

/* Quadratic curves are left out: HarfBuzz turns them into cubic ones itself. */
static hb_draw_funcs_t *outline_funcs(void)
{
	hb_draw_funcs_t *f = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(f, draw_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(f, draw_line, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(f, draw_cubic, NULL, NULL);
	hb_draw_funcs_set_close_path_func(f, draw_close, NULL, NULL);
	return f;
}

static void draw_glyphs(struct drawer *d, const struct item *i)
{
	double scale = points(i->size) / i->font->upem;
	strom_len x = i->x;
	set_colour(d->cr, i->colour);
	for (size_t k = 0; k < i->n; k++) {
		const struct glyph *g = &i->glyphs[k];
		cairo_save(d->cr);
		cairo_translate(d->cr, points(x + g->dx), points(i->y + g->dy));
		cairo_scale(d->cr, scale, -scale);
		hb_font_get_glyph_shape(i->font->hb_font, g->id, d->outlines, d->cr);
		cairo_restore(d->cr);
		cairo_fill(d->cr);
		x += g->advance;
	}
}

/* ---- Paths and pictures ---- */

static void draw_steps(cairo_t *cr, const struct item *i)
{
	for (size_t k = 0; k < i->steps_n; k++) {
		const struct path_step *s = &i->steps[k];
		double x = points(i->x + s->x[0]), y = points(i->y + s->y[0]);
		if (s->op == PATH_MOVE)
			cairo_move_to(cr, x, y);
		else if (s->op == PATH_LINE)
			cairo_line_to(cr, x, y);
		else if (s->op == PATH_CURVE)
			cairo_curve_to(cr, x, y, points(i->x + s->x[1]), points(i->y + s->y[1]),
			               points(i->x + s->x[2]), points(i->y + s->y[2]));
		else
			cairo_close_path(cr);
	}
}

static void add_stop(cairo_pattern_t *p, double at, struct colour c)
{
	cairo_pattern_add_color_stop_rgba(p, at, c.r / 255.0, c.g / 255.0, c.b / 255.0,
	                                  c.a / 255.0);
}

static void fill_steps(cairo_t *cr, const struct item *i)
{
	const struct path_look *l = i->look;
	if (!l || !l->shaded) {
		set_colour(cr, i->colour);
		cairo_fill_preserve(cr);
		return;
	}
	cairo_pattern_t *p =
	        cairo_pattern_create_linear(points(i->x + l->x1), points(i->y + l->y1),
	                                    points(i->x + l->x2), points(i->y + l->y2));
	add_stop(p, 0, i->colour);
	add_stop(p, 1, l->to);
	cairo_set_source(cr, p);
	cairo_fill_preserve(cr);
	cairo_pattern_destroy(p);
}

static void set_line(cairo_t *cr, const struct path_look *l)
{
	static const struct path_look plain = {0};
	double dash[6];
	l = l ? l : &plain;
	for (int i = 0; i < l->dashes; i++)
		dash[i] = points(l->dash[i]);
	cairo_set_dash(cr, dash, l->dashes, points(l->phase));
	cairo_set_line_cap(cr, (cairo_line_cap_t)l->cap);
	cairo_set_line_join(cr, (cairo_line_join_t)l->join);
}

static void draw_path(struct drawer *d, const struct item *i)
{
	draw_steps(d->cr, i);
	if (i->fill)
		fill_steps(d->cr, i);
	if (i->stroke) {
		set_colour(d->cr, i->stroke_colour);
		cairo_set_line_width(d->cr, points(i->stroke));
		set_line(d->cr, i->look);
		cairo_stroke_preserve(d->cr);
	}
	cairo_new_path(d->cr);
}

/* What follows is clipped, or turned, until its CLOSE. */
static void open_item(struct drawer *d, const struct item *i)
{
	const struct path_look *l = i->look;
	cairo_save(d->cr);
	if (l && l->turned) {
		double x = points(i->x + l->x1), y = points(i->y + l->y1);
		cairo_translate(d->cr, x, y);
		cairo_rotate(d->cr, l->degrees * 3.14159265358979323846 / 180);
		cairo_translate(d->cr, -x, -y);
		return;
	}
	draw_steps(d->cr, i);
	cairo_clip(d->cr);
}

/* Cairo wants native-endian words with alpha multiplied in. */
static void fill_surface(cairo_surface_t *surface, const struct pixels *p)
{
	unsigned char *out = cairo_image_surface_get_data(surface);
	int stride = cairo_image_surface_get_stride(surface);
	bool grey = p->channels < 3, alpha = p->channels % 2 == 0;
	for (uint32_t y = 0; y < p->h; y++) {
		uint32_t *row = (uint32_t *)(void *)(out + (size_t)y * (size_t)stride);
		const unsigned char *in = p->at + (size_t)y * p->w * p->channels;
		for (uint32_t x = 0; x < p->w; x++, in += p->channels) {
			uint32_t a = alpha ? in[p->channels - 1] : 255;
			uint32_t r = in[0] * a / 255, g = in[grey ? 0 : 1] * a / 255,
			         b = in[grey ? 0 : 2] * a / 255;
			row[x] = a << 24 | r << 16 | g << 8 | b;
		}
	}
	cairo_surface_mark_dirty(surface);
}

static bool draw_pixels(struct drawer *d, const struct picture *picture, double w, double h)
{
	struct pixels p;
	if (!picture_decode(d->arena, d->diags, picture, &p))
		return false;
	cairo_surface_t *surface =
	        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)p.w, (int)p.h);
	if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
		fill_surface(surface, &p);
	cairo_scale(d->cr, w / p.w, h / p.h);
	cairo_set_source_surface(d->cr, surface, 0, 0);
	cairo_pattern_set_extend(cairo_get_source(d->cr), CAIRO_EXTEND_PAD);
	cairo_rectangle(d->cr, 0, 0, p.w, p.h);
	cairo_fill(d->cr);
	cairo_surface_destroy(surface);
	return true;
}

static bool draw_svg(struct drawer *d, const struct picture *picture, str bytes, double w, double h)
{
	struct vector_fonts fonts;
	const struct vector_reader *reader = vector_open(d->arena, d->diags, picture->path_at);
	return reader && vector_fonts(d->arena, d->diags, &fonts)
	       && reader->draw(d->arena, d->diags, picture, bytes, &fonts, d->cr, (double[]){w, h});
}

/* A page of a PDF: previews show its outline and diagonals, as layout programs do without the file.
 */
static void draw_page_outline(struct drawer *d, double w, double h)
{
	cairo_rectangle(d->cr, 0, 0, w, h);
	cairo_set_source_rgb(d->cr, 0.95, 0.95, 0.95);
	cairo_fill_preserve(d->cr);
	cairo_move_to(d->cr, 0, 0);
	cairo_line_to(d->cr, w, h);
	cairo_move_to(d->cr, w, 0);
	cairo_line_to(d->cr, 0, h);
	cairo_set_source_rgb(d->cr, 0.6, 0.6, 0.6);
	cairo_set_line_width(d->cr, 0.5);
	cairo_stroke(d->cr);
}

static bool draw_picture(struct drawer *d, const struct item *i)
{
	struct picture_info info;
	double w = points(i->w), h = points(i->h);
	if (!picture_size(d->arena, d->diags, i->picture, &info))
		return false;
	picture_begin(d->diags, i->picture);
	cairo_save(d->cr);
	cairo_translate(d->cr, points(i->x), points(i->y));
	if (info.format == PICTURE_PDF)
		draw_page_outline(d, w, h);
	bool good = info.format == PICTURE_PDF   ? true
	            : info.format == PICTURE_SVG ? draw_svg(d, i->picture, info.bytes, w, h)
	                                         : draw_pixels(d, i->picture, w, h);
	cairo_restore(d->cr);
	picture_end();
	return good;
}

static void draw_item(struct drawer *d, const struct item *i)
{
	switch ((enum item_kind)i->kind) {
	case ITEM_GLYPHS:
		draw_glyphs(d, i);
		break;
	case ITEM_PATH:
		draw_path(d, i);
		break;
	case ITEM_PICTURE:
		draw_picture(d, i);
		break;
	case ITEM_OPEN:
		open_item(d, i);
		break;
	case ITEM_CLOSE:
		cairo_restore(d->cr);
		break;
	}
}

static bool draw_items(struct drawer *d, const struct page *page)
{
	size_t met = diag_met(d->diags);
	cairo_set_source_rgb(d->cr, 1, 1, 1);
	cairo_paint(d->cr);
	for (size_t k = 0; k < page->n; k++)
		if (page->items[k].black != BLACK_ONLY)
			draw_item(d, &page->items[k]);
	return diag_met(d->diags) == met;
}

/* ---- Surfaces ---- */

static cairo_status_t put(void *file, const unsigned char *bytes, unsigned n)
{
	return file_out_put(file, (str){(const char *)bytes, n}) ? CAIRO_STATUS_SUCCESS
	                                                         : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_surface_t *surface_for(const struct page *page, enum draw_format format, double dpi,
                                    struct file_out *file)
{
	double w = points(page->w), h = points(page->h);
	if (format == DRAW_SVG)
		return cairo_svg_surface_create_for_stream(put, file, w, h);
	return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(w * dpi / 72 + 0.5),
	                                  (int)(h * dpi / 72 + 0.5));
}

/* A failed cairo_t stays failed: one check after the page will do. */
static bool check(struct diags *d, cairo_t *cr)
{
	cairo_status_t status = cairo_status(cr);
	if (status == CAIRO_STATUS_SUCCESS || status == CAIRO_STATUS_WRITE_ERROR)
		return status == CAIRO_STATUS_SUCCESS;
	return diag_error(d, (struct span){0}, "draw/failed", "cannot draw the page: %s",
	                  cairo_status_to_string(status));
}

bool draw_page(struct arena *arena, struct diags *diags, const struct edition *e,
               const struct page *page, enum draw_format format, double dpi, struct file_out *file)
{
	(void)e;
	cairo_surface_t *surface = surface_for(page, format, dpi, file);
	cairo_t *cr = cairo_create(surface);
	struct drawer d = {.arena = arena, .diags = diags, .cr = cr, .outlines = outline_funcs()};
	if (format == DRAW_PNG)
		cairo_scale(cr, dpi / 72, dpi / 72);
	else
		cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PT);
	bool good = draw_items(&d, page) && check(diags, cr) &&
	            (format != DRAW_PNG ||
	             cairo_surface_write_to_png_stream(surface, put, file) == CAIRO_STATUS_SUCCESS);
	hb_draw_funcs_destroy(d.outlines);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	cairo_surface_destroy(surface);
	return good;
}

/* ---- A sink that waits for its page ---- */

struct waiting {
	struct arena *arena;
	struct diags *diags;
	const struct edition *edition;
	uint32_t index;
	enum draw_format format;
	double dpi;
	struct file_out *file;
	bool *drawn;
};

static bool take_page(void *self, const struct page *page)
{
	struct waiting *w = self;
	if (page->index != w->index)
		return true;
	*w->drawn = true;
	return draw_page(w->arena, w->diags, w->edition, page, w->format, w->dpi, w->file);
}

struct page_sink draw_sink(struct arena *arena, struct diags *diags, const struct edition *e,
                           uint32_t index, enum draw_format format, double dpi,
                           struct file_out *file, bool *drawn)
{
	struct waiting *w = arena_make(arena, struct waiting);
	*w = (struct waiting){arena, diags, e, index, format, dpi, file, drawn};
	return (struct page_sink){w, take_page};
}
