/* SVG, drawn by librsvg and Cairo.
 *
 * librsvg is given no address to resolve references against, so it opens no other file. */
#include "picture/module/module.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

/* Text becomes outlines: the dynamic linker finds this function before Pango's own, as the module
 * comes first among what it loads. A figure is read out by its alternative text, and fonts that
 * Cairo embeds are not those of an archive. */
__attribute__((visibility("default"))) void pango_cairo_show_layout(cairo_t *cr,
                                                                    PangoLayout *layout)
{
	double x, y;
	cairo_fill_rule_t rule = cairo_get_fill_rule(cr);
	cairo_get_current_point(cr, &x, &y);
	cairo_new_path(cr);
	cairo_move_to(cr, x, y);
	pango_cairo_layout_path(cr, layout);
	cairo_set_fill_rule(cr, CAIRO_FILL_RULE_WINDING);
	cairo_fill(cr);
	cairo_set_fill_rule(cr, rule);
	cairo_move_to(cr, x, y);
}

/* CSS has 96 pixels an inch. More than this many, or one so much longer than wide, is no picture.
 */
static const double dpi = 96, longest = 100000, most_aspect = 10000;

static RsvgHandle *load(struct diags *d, const struct picture *p, str bytes)
{
	GError *error = NULL;
	GInputStream *in = g_memory_input_stream_new_from_data(bytes.ptr, (gssize)bytes.len, NULL);
	RsvgHandle *handle =
	        rsvg_handle_new_from_stream_sync(in, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, &error);
	g_object_unref(in);
	if (handle) {
		rsvg_handle_set_dpi(handle, dpi);
		return handle;
	}
	picture_broken(d, p, error ? error->message : "it is no SVG");
	g_clear_error(&error);
	return NULL;
}

/* In pixels. A size in percent is that of the view box, as there is no page to be a part of. */
static bool intrinsic(RsvgHandle *handle, double size[2])
{
	gboolean has_w, has_h, has_box;
	RsvgLength w, h;
	RsvgRectangle box;
	if (rsvg_handle_get_intrinsic_size_in_pixels(handle, &size[0], &size[1]))
		return true;
	rsvg_handle_get_intrinsic_dimensions(handle, &has_w, &w, &has_h, &h, &has_box, &box);
	if (has_box) {
		size[0] = box.width;
		size[1] = box.height;
	}
	return has_box;
}

static bool sensible(const double size[2])
{
	return size[0] > 0 && size[1] > 0 && size[0] <= longest && size[1] <= longest
	       && size[0] <= size[1] * most_aspect && size[1] <= size[0] * most_aspect;
}

static bool sized(struct diags *d, const struct picture *p, RsvgHandle *handle, double size[2])
{
	if (intrinsic(handle, size) && sensible(size)) {
		size[0] *= 72 / dpi;
		size[1] *= 72 / dpi;
		return true;
	}
	diag_error(d, p->path_at, "picture/no-size", "'%.*s' does not say of what size it is",
	           STR_ARG(path_name(p->path)));
	diag_hint(d, "Give its first element a viewBox, or a width and a height.");
	return false;
}

bool svg_measure(struct diags *d, const struct picture *p, str bytes, double size[2])
{
	RsvgHandle *handle = load(d, p, bytes);
	bool good = handle && sized(d, p, handle, size);
	if (handle)
		g_object_unref(handle);
	return good;
}

static bool render(struct diags *d, const struct picture *p, RsvgHandle *handle, cairo_t *cr,
                   double w, double h)
{
	GError *error = NULL;
	RsvgRectangle view = {0, 0, w, h};
	bool good = rsvg_handle_render_document(handle, cr, &view, &error);
	if (!good)
		picture_broken(d, p, error ? error->message : "it cannot be drawn");
	g_clear_error(&error);
	return good && (!cairo_status(cr) ||
	                picture_broken(d, p, cairo_status_to_string(cairo_status(cr))));
}

static cairo_status_t put(void *out, const unsigned char *bytes, unsigned n)
{
	enum { MOST_WRITTEN = 256 << 20 };
	struct buf *b = out;
	if (b->len > MOST_WRITTEN)
		return CAIRO_STATUS_WRITE_ERROR;
	buf_put(b, (str){(const char *)bytes, n});
	return CAIRO_STATUS_SUCCESS;
}

bool svg_page(struct diags *d, const struct picture *p, const double size[2], svg_painter paint,
              void *self, struct buf *out)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(put, out, size[0], size[1]);
	cairo_t *cr = cairo_create(surface);
	bool good = paint(self, cr);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	cairo_status_t status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	return good && (!status || picture_broken(d, p, cairo_status_to_string(status)));
}

struct svg_drawing {
	struct diags *diags;
	const struct picture *picture;
	RsvgHandle *handle;
	double size[2];
};

static bool paint_drawing(void *self, void *cairo)
{
	const struct svg_drawing *d = self;
	return render(d->diags, d->picture, d->handle, cairo, d->size[0], d->size[1]);
}

static bool to_pdf(struct diags *d, const struct picture *p, const struct svg_said *said,
                   RsvgHandle *handle, struct buf *out)
{
	double size[2];
	double fineness;
	if (!sized(d, p, handle, size) || !svg_fineness(d, p, said, size, &fineness))
		return false;
	struct svg_drawing drawing = {
	        d, p, handle, {size[0] * fineness / 72, size[1] * fineness / 72}};
	return svg_page(d, p, drawing.size, paint_drawing, &drawing, out);
}

bool svg_to_pdf(struct arena *a, struct diags *d, const struct picture *p,
                const struct svg_said *said, str *pdf)
{
	struct buf out = {0};
	RsvgHandle *handle = load(d, p, said->written);
	bool good = handle && to_pdf(d, p, said, handle, &out);
	if (handle)
		g_object_unref(handle);
	*pdf = arena_str(a, buf_str(&out));
	buf_drop(&out);
	return good;
}

bool svg_draw(struct diags *d, const struct picture *p, str bytes, void *cairo,
              const double size[2])
{
	RsvgHandle *handle = load(d, p, bytes);
	bool good = handle && render(d, p, handle, cairo, size[0], size[1]);
	if (handle)
		g_object_unref(handle);
	return good;
}
