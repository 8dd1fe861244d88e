/* Vector pictures: SVG files and pages of PDFs.
 *
 * What reads them (librsvg, Cairo, qpdf) takes longer to load than a short document takes to set.
 * So it is a module of its own, lib/strom/vector.so, built from core/picture/module and opened with
 * the first such picture: "picture/no-reader" where that fails. All other errors are reported at
 * the picture's place, or in the SVG file itself. */
#ifndef STROM_VECTOR_H
#define STROM_VECTOR_H

#include "picture/picture.h"

/* The file that a picture goes into. Numbers are those of its objects. */
struct vector_writer {
	void *self;
	bool print;                      /* colours become inks; else sRGB is what colours mean */
	uint32_t (*object)(void *self);
	void (*value)(void *self, uint32_t number, str body);
	/* dict: without Length; with Filter where `packed`. */
	void (*stream)(void *self, uint32_t number, str dict, str bytes, bool packed);
	void (*ink)(void *self, struct colour, uint16_t cmyk[4]);    /* for print; in thousandths */
	/* The stream of a profile: sRGB for 3 channels, the press's for 4. 0: reported. */
	uint32_t (*profile)(void *self, unsigned channels);
};

struct vector_source;

/* The faces that an SVG's text may be set in: all of fonts/, those that stand in for others last.
 */
struct vector_fonts { const struct font_face *faces; size_t own, n; };
bool vector_fonts(struct arena *, struct diags *, struct vector_fonts *);

/* What the module has. All return false, or NULL, when they have reported. */
struct vector_reader {
	size_t size;                     /* of this struct: a module of another build is refused */
	/* Width and height in points; an SVG's pixels are 1/96 inch. bytes: the file's. */
	bool (*measure)(struct arena *, struct diags *, const struct picture *, str bytes,
	                const struct vector_fonts *fonts, double size[2]);
	/* A file from which forms are taken into another. What it is given lives as long as the
	 * arena. */
	struct vector_source *(*open)(struct arena *, struct diags *, const struct picture *,
	                              str bytes, const struct vector_fonts *fonts,
	                              const struct vector_writer *);
	/* Writes a page as a form XObject that fills the unit square. */
	bool (*form)(struct vector_source *, const struct picture *, uint32_t number);
	/* An SVG onto a cairo_t, from its origin. */
	bool (*draw)(struct arena *, struct diags *, const struct picture *, str bytes,
	             const struct vector_fonts *fonts, void *cairo, const double size[2]);
	/* A theme's art: picture/art.h. */
	bool (*art)(struct arena *, struct diags *, const struct picture *, str bytes,
	            struct buf *);
};

const struct vector_reader *vector_open(struct arena *, struct diags *, struct span at);

#endif
