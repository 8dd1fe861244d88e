/* Between the files of the module:
 *
 * module.c   what it offers             svg.c      an SVG read, measured and drawn
 * art.c      a theme's art
 * scan.c     what an SVG refers to      page.c     a page of a PDF: its box, its form
 * copy.c     a page's objects, copied   content.c  drawing operators, rewritten
 * svg_fonts.c  fonts of SVGs             pdf_fonts.c  fonts of PDFs
 */
#ifndef STROM_PICTURE_MODULE_H
#define STROM_PICTURE_MODULE_H

#include "picture/parts.h"
#include "picture/vector.h"

#include <qpdf/qpdf-c.h>

/* ---- SVG ---- */

/* A list of families, as CSS has it. */
struct svg_family { str list; struct span at; };
struct svg_said {
	bool text, foreign;              /* it has some; of scripts that need fonts to stand in */
	vec(struct svg_family) families;
};

bool svg_is(str bytes);
/* Well formed, and sufficient in itself. */
bool svg_scan(struct arena *, struct diags *, const struct picture *, str bytes, struct svg_said *);
bool svg_measure(struct diags *, const struct picture *, str bytes, double size[2]);
/* As a PDF of one page, of 300 pixels an inch where a filter makes pixels. */
bool svg_to_pdf(struct arena *, struct diags *, const struct picture *, str bytes, str *pdf);
bool svg_draw(struct diags *, const struct picture *, str bytes, void *cairo, const double size[2]);

/* Between these SVGs' text is set in the manifest's fonts. Warns of families that it lacks. */
void svg_fonts_begin(struct arena *, struct diags *, const struct svg_said *, const struct vector_fonts *);
void svg_fonts_end(void);

/* ---- PDF ---- */

/* Deeper values and states are refused: PDF/A allows 28 states (ISO 19005-2, 6.1.13), and the page
 * that the picture stands on needs some. */
enum { MOST_DEPTH = 64, MOST_STATES = 20, MOST_COPIED = 200000 };

/* An object that was given a number in the other file. */
struct copied {
	int id, generation;
	uint32_t number;
	bool content;                    /* a stream of operators that does not say so */
	bool mask;                       /* a group whose lightness masks */
};

struct vector_source {
	struct arena *arena;
	struct diags *diags;
	const struct picture *picture;
	const struct vector_writer *out;
	qpdf_data q;
	str bytes;
	struct map *known;               /* "id generation" -> index into copied */
	vec(struct copied) copied;
	size_t written;                  /* of them */
	qpdf_oh page_resources;
	bool failed;                     /* reported */
};

/* NULL: reported. */
struct vector_source *pdf_open(struct arena *, struct diags *, const struct picture *, str bytes);
bool pdf_measure(struct vector_source *, const struct picture *, double size[2]);
bool pdf_form(struct vector_source *, const struct picture *, uint32_t number);
/* The content of the first page, and page_resources. */
bool pdf_content(struct vector_source *, struct buf *);
/* A theme's art as text, from the PDF that was made of it. */
bool svg_to_art(struct vector_source *, struct buf *);
/* False. Says so once. */
bool source_refuse(struct vector_source *, const char *code, const char *what, const char *hint);
bool source_broken(struct vector_source *, const char *why);
qpdf_oh pdf_key(struct vector_source *, qpdf_oh dict, const char *key);    /* null where there is none */
bool pdf_is(struct vector_source *, qpdf_oh, const char *name);

/* ---- Content ---- */

struct content_said {
	vec(str) fonts;                  /* resources, without slashes, that visible text is set in */
	bool cmyk;                       /* DeviceCMYK is used by an operator */
};

/* Operators as they may stand in a form: no marks, states in balance, for print no DeviceRGB that a
 * flat colour is in. Text that is not to be seen, as scanners add it, goes. False: reported. */
bool content_rewrite(struct vector_source *, str content, struct buf *out, struct content_said *);
/* A stream's bytes as they lie in the file; decoded. */
bool content_bytes(struct vector_source *, qpdf_oh stream, str *out);
bool content_read(struct vector_source *, qpdf_oh stream, str *out);

/* ---- Copying ---- */

void copy_value(struct vector_source *, qpdf_oh, unsigned depth, struct buf *);
/* "/Resources<<...>>" for operators that say this. */
void copy_resources(struct vector_source *, qpdf_oh resources, const struct content_said *, struct buf *);
void copy_group(struct vector_source *, qpdf_oh group, bool mask, struct buf *);
uint32_t copy_object(struct vector_source *, qpdf_oh indirect, bool content, bool mask);
/* What is waiting to be copied. */
bool copy_rest(struct vector_source *);
/* Whether a font may go into the file, and what its dictionary lacks. */
bool font_check(struct vector_source *, qpdf_oh font, const char **add);

#endif
