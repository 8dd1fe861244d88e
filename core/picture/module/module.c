/* What the module offers to core/picture/vector.h. */
#include "picture/module/module.h"

static bool measure(struct arena *a, struct diags *d, const struct picture *p, str bytes,
                    const struct vector_fonts *fonts, double size[2])
{
	struct svg_said said = {0};
	if (svg_is(bytes))
		return svg_scan(a, d, p, bytes, fonts, &said) &&
		       svg_measure(d, p, said.written, size);
	struct arena *scratch = arena_new();
	struct vector_source *s = source_open(scratch, d, p, bytes);
	bool good = s && source_measure(s, p, size);
	arena_drop(scratch);
	return good;
}

/* Draws an SVG: onto a cairo_t, or as a PDF where that is NULL. */
static bool with_fonts(struct arena *a, struct diags *d, const struct picture *p, str bytes,
                       const struct vector_fonts *fonts, void *cairo, const double size[2],
                       str *pdf)
{
	struct svg_said said = {0};
	if (!svg_scan(a, d, p, bytes, fonts, &said))
		return false;
	if (said.text)
		svg_fonts_begin(a, d, &said, fonts);
	bool good =
	        cairo ? svg_draw(d, p, said.written, cairo, size) : svg_to_pdf(a, d, p, &said, pdf);
	if (said.text)
		svg_fonts_end();
	return good;
}

static struct vector_source *open_source(struct arena *a, struct diags *d, const struct picture *p,
                                         str bytes, const struct vector_fonts *fonts,
                                         const struct vector_writer *out)
{
	if (svg_is(bytes) && !with_fonts(a, d, p, bytes, fonts, NULL, NULL, &bytes))
		return NULL;
	struct vector_source *s = source_open(a, d, p, bytes);
	if (s) {
		s->out = out;
		s->fonts = *fonts;
	}
	return s;
}

static bool draw(struct arena *a, struct diags *d, const struct picture *p, str bytes,
                 const struct vector_fonts *fonts, void *cairo, const double size[2])
{
	return with_fonts(a, d, p, bytes, fonts, cairo, size, NULL);
}

static bool art(struct arena *a, struct diags *d, const struct picture *p, str bytes,
                struct buf *out)
{
	struct svg_said said = {0};
	str pdf;
	if (!svg_scan(a, d, p, bytes, NULL, &said))
		return false;
	if (said.text) {
		diag_error(d, p->path_at, "picture/art",
		           "'%.*s' cannot be a theme's art: it has text",
		           STR_ARG(path_name(p->path)));
		diag_hint(d, "Words belong into the texts, where they are translated; or turn them "
		             "into paths.");
		return false;
	}
	if (!svg_to_pdf(a, d, p, &said, &pdf))
		return false;
	struct vector_source *s = source_open(a, d, p, pdf);
	return s && svg_to_art(s, out);
}

extern const struct vector_reader strom_vector;
__attribute__((visibility("default"))) const struct vector_reader strom_vector = {
	.size = sizeof strom_vector,
	.measure = measure,
	.open = open_source,
	.form = source_form,
	.draw = draw,
	.art = art,
};
