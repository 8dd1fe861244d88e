/* Between the files of the module:
 *
 * module.c   what it offers             svg.c      an SVG read, measured and drawn
 * art.c      a theme's art
 * scan.c     what an SVG refers to      page.c     a page of a PDF: its box, its form
 * copy.c     a page's objects, copied   content.c  drawing operators, rewritten
 * source.c   complaints, values
 * looks.c    what lies over a page      unpack.c   streams, within bounds
 * pixels.c   pictures within bounds     weigh.c    how much forms within forms are
 * svg_fonts.c  fonts of SVGs             pdf_fonts.c  fonts of PDFs
 * field.c    what fields of forms say   field_draw.c  and their looks, where they have none
 */
#ifndef STROM_PICTURE_MODULE_H
#define STROM_PICTURE_MODULE_H

#include "picture/parts.h"
#include "picture/vector.h"

#include <qpdf/qpdf-c.h>

/* ---- Weighing ---- */

/* What a reader does: operators and objects that it goes through, pixels that it unpacks; for SVGs
 * pictures of the whole page, and passes over them. */
struct load { uint64_t steps, pixels, rasters, work; };
/* It is named; drawn; the heaviest of those counts, as of a font's glyphs. */
enum weigh_how { WEIGH_HAS, WEIGH_DRAWS, WEIGH_ONE_OF };

struct weigh *weigh_new(struct arena *);
uint32_t weigh_thing(struct weigh *);
void weigh_own(struct weigh *, uint32_t thing, struct load);
void weigh_edge(struct weigh *, uint32_t from, uint32_t to, uint64_t times, enum weigh_how);
/* All together, with what it draws and that draws. Why that cannot be drawn; NULL: it can. */
const char *weigh_total(struct weigh *, uint32_t thing, struct load *);
/* What there is, each once. */
struct load weigh_all(const struct weigh *);

/* ---- SVG ---- */

/* A list of families, as CSS has it. */
struct svg_family { str list; struct span at; };
struct svg_said {
	bool text, foreign;              /* it has some; of scripts that need fonts to stand in */
	vec(struct svg_family) families;
	str written; /* the file anew, as far as it is drawn: what the others are given */
	struct load load;
};

bool svg_is(str bytes);
/* Well formed, sufficient in itself, and bearable. */
bool svg_scan(struct arena *, struct diags *, const struct picture *, str bytes,
              const struct vector_fonts *, struct svg_said *);
/* In points. */
bool svg_measure(struct diags *, const struct picture *, str written, double size[2]);
/* Pixels an inch for what filters and masks make of it: 300, less where they are many. False:
 * reported. */
bool svg_fineness(struct diags *, const struct picture *, const struct svg_said *,
                  const double size[2], double *dpi);
/* As a PDF of one page. */
bool svg_to_pdf(struct arena *, struct diags *, const struct picture *, const struct svg_said *,
                str *pdf);
bool svg_draw(struct diags *, const struct picture *, str written, void *cairo,
              const double size[2]);

/* A page of that size in points, as Cairo writes PDFs. */
typedef bool (*svg_painter)(void *self, void *cairo);
bool svg_page(struct diags *, const struct picture *, const double size[2], svg_painter, void *self,
              struct buf *);

/* Moves those that no font has to the front; how many. */
struct svg_letter { uint32_t code; struct span at; };
size_t svg_letters_left(struct arena *, const struct vector_fonts *, struct svg_letter *, size_t n);

/* Between these SVGs' text is set in the manifest's fonts. Warns of families that it lacks. */
void svg_fonts_begin(struct arena *, struct diags *, const struct svg_said *,
                     const struct vector_fonts *);
void svg_fonts_end(void);

/* ---- PDF ---- */

/* Deeper values and states are refused: PDF/A allows 28 states (ISO 19005-2, 6.1.13), and the page
 * that the picture stands on needs some. */
enum { MOST_DEPTH = 64, MOST_STATES = 20, MOST_COPIED = 200000 };
/* Bytes that a page's streams unfold into. */
enum { MOST_UNFOLDED = 512 << 20 };

/* An object that was given a number in the other file. */
struct copied {
	int id, generation;
	uint32_t number, thing;
	bool content;                    /* a stream of operators that does not say so */
	bool mask;                       /* a group whose lightness masks */
	qpdf_oh resources;               /* of such a stream */
};

struct vector_source {
	struct arena *arena;
	struct arena *scratch;           /* while one object is copied */
	struct diags *diags;
	const struct picture *picture;
	const struct vector_writer *out;
	struct vector_fonts fonts;
	qpdf_data q;
	str bytes;
	struct map *known;               /* "id generation" -> index into copied */
	vec(struct copied) copied;
	size_t written;                  /* of them */
	struct weigh *weights;
	uint32_t thing;                  /* that is being copied, */
	uint64_t times;                  /* and what comes next so often, */
	enum weigh_how how;              /* in this way */
	size_t unfolded;                 /* for this page */
	qpdf_oh page_resources;
	double page_area;                /* in square points */
	bool failed;                     /* reported */
};

/* NULL: reported. */
struct vector_source *source_open(struct arena *, struct diags *, const struct picture *,
                                  str bytes);
bool source_measure(struct vector_source *, const struct picture *, double size[2]);
bool source_form(struct vector_source *, const struct picture *, uint32_t number);
/* The content of the first page, and page_resources. */
bool source_content(struct vector_source *, struct buf *);
/* A theme's art as text, from the PDF that was made of it. */
bool svg_to_art(struct vector_source *, struct buf *);
/* False. Says so once. */
bool source_refuse(struct vector_source *, const char *code, const char *what, const char *hint);
void source_warn(struct vector_source *, const char *code, const char *what, const char *hint);
bool source_broken(struct vector_source *, const char *why);
qpdf_oh source_key(struct vector_source *, qpdf_oh dict,
                   const char *key); /* null where there is none */
bool source_is(struct vector_source *, qpdf_oh, const char *name);
/* False: it is no array of n sensible numbers. */
bool source_numbers(struct vector_source *, qpdf_oh array, double *out, int n);
struct source_box { double x, y, w, h; int turn; };
/* False: it is no rectangle of a point or more. */
bool source_box(struct vector_source *, qpdf_oh array, struct source_box *);
void source_put_numbers(struct buf *, const double *, int n);

/* ---- Streams ---- */

/* Bytes that are still packed in one way, which a stream of pixels may keep. */
struct source_packed { str bytes; qpdf_oh filter, parameters; };        /* null: in none */

/* All filters undone but the last, where that may stay. False: reported. */
bool unpack_outer(struct vector_source *, struct arena *, qpdf_oh stream, struct source_packed *);
bool unpack_all(struct vector_source *, struct arena *, qpdf_oh stream, str *out);
/* Whether deflated bytes unfold into no more than so many. */
bool unpack_fits(str deflated, size_t most);

/* The same of the streams that hold a file's objects, which qpdf unfolds when it opens it. */
bool unpack_objects_fit(str file);

/* Whether a reader can hold a picture of so many pixels. False: reported. */
bool pixels_fit(struct vector_source *, struct extent);
bool pixels_jpeg_fits(struct vector_source *, str bytes);
/* A stream of pixels as it will be stored; how many they are. */
bool pixels_check(struct vector_source *, qpdf_oh dict, const struct source_packed *,
                  uint64_t *pixels);

/* ---- Content ---- */

enum resource {
	RESOURCE_FONT,
	RESOURCE_SPACE,
	RESOURCE_STATE,
	RESOURCE_PATTERN,
	RESOURCE_SHADING,
	RESOURCE_OBJECT,
	RESOURCES
};
struct content_used { str name; uint64_t times; enum resource kind; };     /* without its slash */
struct content_said {
	vec(struct content_used) used;   /* fonts by visible text alone; times: letters, about */
	struct map *known;
	struct load load;
	bool cmyk;                       /* DeviceCMYK is used by an operator */
};

/* Operators as they may stand in a form: no marks, states in balance, for print no DeviceRGB that a
 * flat colour is in. Text that is not to be seen, as scanners add it, goes. False: reported. */
bool copy_operators(struct vector_source *, str content, struct buf *out, struct content_said *);

/* ---- Copying ---- */

void copy_value(struct vector_source *, qpdf_oh, unsigned depth, struct buf *);
/* "/Resources<<...>>" of what operators use. */
void copy_resources(struct vector_source *, qpdf_oh resources, struct content_said *, struct buf *);
void copy_group(struct vector_source *, qpdf_oh group, bool mask, struct buf *);
uint32_t copy_object(struct vector_source *, qpdf_oh indirect, uint64_t times, enum weigh_how);
/* What is waiting to be copied. */
bool copy_rest(struct vector_source *);
/* Whether a font may go into the file, and what its dictionary lacks. */
bool source_font(struct vector_source *, qpdf_oh font, const char **add);

/* What is laid over a page: operators that draw it, and entries of a dictionary of XObjects; the
 * fields that have no look, as field_draw has them, or nothing. */
void source_looks(struct vector_source *, qpdf_oh page, const struct source_box *,
                  struct buf *content, struct buf *names, str *fields);

/* ---- Fields of forms ---- */

enum field_kind { FIELD_LINE, FIELD_LINES, FIELD_COMB, FIELD_LIST, FIELD_MARK };
struct form_line { double w; double rgb[3]; bool there; };
struct form_field {
	enum field_kind kind;
	struct source_box at; /* where on its page; turn: of what is in it, anticlockwise */
	str text;                        /* of a list: a line for each choice, */
	uint64_t chosen;                 /* and which of the first 64 are chosen */
	char mark; /* as ZapfDingbats has it: 4 a tick, 8 a cross, l a disk; 0: it is off */
	uint32_t cells;                  /* of a comb */
	int side;                        /* 0 left, 1 in the middle, 2 right */
	double size;                     /* 0: as large as fits */
	const char *family;
	bool bold, round;
	double rgb[3];
	struct form_line border, ground;
};
typedef vec(struct form_field) form_fields;

/* Whether the annotation is a form's field, or text, that its look does not show. Of a button *look
 * is the look of the state that it is in. */
bool field_read(struct vector_source *, qpdf_oh annotation, qpdf_oh *look, struct form_field *);
/* A PDF's page of that size that shows them all. */
bool field_draw(struct vector_source *, const struct source_box *page, const form_fields *,
                str *pdf);
/* A form that only the program knows that made it. */
bool field_is_foreign(struct vector_source *);

#endif
