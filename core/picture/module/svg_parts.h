/* Between the files that read an SVG before librsvg does:
 *
 * scan.c           elements, one after the other, written anew
 * svg_attributes.c  their attributes                    svg_report.c  complaints
 * svg_known.c      what librsvg 2.54 cannot draw        svg_css.c     style sheets and style
 * attributes svg_text.c       baselines, places of letters, glyphs  svg_image.c   pictures within
 * it svg_filter.c     shadows                              svg_cost.c    what drawing it takes
 *
 * What is not drawn is told at its place, and what can be said in another way is rewritten: librsvg
 * is given what is written here, so that no second reader of XML sees the file. */
#ifndef STROM_PICTURE_SVG_PARTS_H
#define STROM_PICTURE_SVG_PARTS_H

#include "picture/module/module.h"

#include <expat.h>

struct svg_attribute { str name, value; };
struct svg_attributes { struct svg_attribute *at; size_t n, cap; };

/* What an element is while it is open. */
enum {
	SVG_WRITTEN = 1,                 /* it wants an end */
	SVG_WORDS = 2,                   /* its characters are text that is drawn */
	SVG_SWITCH = 4,                  /* the first of its children that fits is drawn, */
	SVG_CHOSEN = 8,                  /* which has come, */
	SVG_ASKS = 16,                   /* and some ask for a language */
	SVG_CLIP = 32,                   /* it is a clip path, or in one */
	SVG_PRESERVE = 64,               /* xml:space */
	SVG_HIDDEN = 128
};

/* Where letters stand: of x, y, dx and dy what is left of each list. */
enum { SVG_LISTS = 4 };
struct svg_lists { str rest[SVG_LISTS]; bool own[SVG_LISTS], begun; };

struct svg_open {
	const char *name;
	unsigned flags;
	uint32_t thing;                  /* of struct svg_cost */
	double shift;                    /* of the baseline, in em */
	str family;
	struct svg_lists lists;
};

/* Something that is not drawn, at its first place. */
struct svg_lost { str what; struct span at; uint32_t times; bool words; };

struct svg_cost;

/* What is found in an SVG and in those within it. */
struct svg_found {
	struct map *lost_known;
	vec(struct svg_lost) lost;
	struct map *letters_known;
	vec(struct svg_letter) letters;
	bool html_told;
};

/* A style element. */
struct svg_style { bool open; struct buf text; struct span at; };

/* It has many fields, as Expat hands one pointer to whatever it calls. */
struct svg_scan {
	struct arena *arena;
	struct diags *diags;
	const struct picture *picture;
	const struct vector_fonts *fonts;        /* NULL: only the size is asked for */
	struct svg_said *said;
	XML_Parser parser;
	uint32_t file;
	const struct span *within;       /* of an SVG in an SVG: where it stands */
	bool failed, seen;
	unsigned depth, inner;           /* inner: SVGs in SVGs */
	unsigned skipped;                /* the depth at which what is not taken began */
	vec(struct svg_open) open;
	struct buf *out;
	bool letter_open, listed;        /* listed: some letters have places */
	char last;                       /* of text whose letters have places */
	struct svg_style style;
	struct svg_found *found;
	struct svg_cost *cost;
	str result;                      /* of the last filter primitive */
	unsigned results;
	/* Reads one within another: an image's. False: reported. */
	bool (*scan_inner)(struct svg_scan *, str bytes, struct buf *out);
};

/* ---- svg_attributes.c ---- */

bool svg_same(str, const char *);                /* letters of either case */
str svg_attribute(const struct svg_attributes *, const char *name); /* empty: it is not there */
void svg_set(struct arena *, struct svg_attributes *, str name, str value);
/* An element's beginning; all of it if it is closed. */
void svg_put(struct svg_scan *, const char *name, const struct svg_attributes *, bool closed);

/* ---- svg_report.c ---- */

struct span svg_here(const struct svg_scan *);
bool svg_fail(struct svg_scan *, const char *code, const char *what, const char *hint); /* false */
/* Something outside of the file. */
void svg_outside(struct svg_scan *, struct span, str what);
bool svg_is_inside(str target);
void svg_lose(struct svg_scan *, struct span, str what, bool words);
void svg_report_lost(struct svg_scan *);

/* ---- svg_known.c ---- */

enum svg_kind { SVG_DRAWN, SVG_SILENT, SVG_MOVES, SVG_LOST_WORDS, SVG_LOST };
/* name: as it is written; of what is not drawn it is the argument's. */
enum svg_kind svg_element(str local, const char **name);
/* Tells of an attribute, or a property that an attribute, a style or a rule has. */
void svg_check_attribute(struct svg_scan *, const char *element, const struct svg_attributes *,
                         size_t i);
void svg_check_property(struct svg_scan *, str name, str value, struct span);

/* ---- svg_css.c ---- */

/* A style attribute's declarations, rewritten, with what they say of the element's family and
 * baseline. inherited: the baseline's shift that is there already. */
str svg_style(struct svg_scan *, str text, struct svg_open *, double inherited);
void svg_sheet(struct svg_scan *, str text, struct span, struct buf *out);
void svg_family(struct svg_scan *, str list, struct span);

/* ---- svg_text.c ---- */

/* How far a baseline's name moves text, in em, downwards. False: it is none. */
bool svg_baseline(struct svg_scan *, str name, str family, double *em);
/* Takes lists of places off a text's attributes. */
void svg_take_lists(struct svg_scan *, struct svg_attributes *, struct svg_open *);
void svg_characters(struct svg_scan *, str text);
void svg_close_letter(struct svg_scan *);
/* All letters have a glyph in some font. False: reported. */
bool svg_check_letters(struct svg_scan *);

/* ---- svg_filter.c ---- */

/* Bounds a filter and its steps, and names these. True: it was a shadow, and is written. */
bool svg_filter(struct svg_scan *, const char *name, struct svg_attributes *);

/* ---- svg_image.c ---- */

/* A picture given as data: checked, and an SVG rewritten. False: it is not to be drawn. */
bool svg_image(struct svg_scan *, str *href);

/* ---- svg_cost.c ---- */

struct svg_cost *svg_cost_new(struct arena *);
/* An element: its own thing if it has an id. */
uint32_t svg_cost_element(struct svg_scan *, uint32_t parent, const char *name,
                          const struct svg_attributes *);
void svg_cost_pixels(struct svg_scan *, struct extent);
/* A rule that draws what it fits through a filter or a mask. */
void svg_cost_rule(struct svg_scan *, str selectors, str value);
void svg_cost_rules(struct svg_scan *, size_t rules);
/* False: reported. size: in points. */
bool svg_cost_check(struct svg_scan *);

#endif
