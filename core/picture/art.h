/* A theme's art: an SVG of flat shapes, which lie on pages as shapes do that a layout draws itself,
 * so that its colours are the theme's inks in print.
 *
 * Strokes, gradients, pictures and what reaches over the edges are refused ("picture/art"): art is
 * drawn so that nothing needs cutting off. Art in templates/themes/art is read ahead when Strom is
 * built (setup/art.c), as librsvg takes longer to load than a cover to set. */
#ifndef STROM_ART_H
#define STROM_ART_H

#include "picture/picture.h"

/* The width in ART_UNITS; lengths of art count in them, from the top left, y down. */
enum { ART_UNITS = 1 << 20 };
enum art_op { ART_MOVE, ART_LINE, ART_CURVE, ART_CLOSE };

struct art_step {
	enum art_op op;
	int32_t x[3], y[3];              /* as struct path_step has them */
};

struct art_shape {
	struct colour colour;
	const struct art_step *steps;
	size_t n;
};

struct art {
	int32_t height;
	const struct art_shape *shapes;
	size_t n;
};

/* False: reported. */
bool art_load(struct arena *, struct diags *, struct span at, str path, struct art *);
/* What the module makes of an SVG, as text: one shape a line. */
bool art_make(struct arena *, struct diags *, struct span at, str path, str bytes, struct buf *);
/* False: it is not art's text. */
bool art_read(struct arena *, str text, struct art *);

#endif
