/* What the files of this room share: the document being written.
 *
 * pdf.c    begins and ends the document    content.c  items into operators
 * mark.c   marked content, artifacts       text.c     glyphs into TJ
 * tree.c   what each node becomes          struct.c   the structure tree
 * font.c   codes, subsets                  image.c    pictures
 * link.c   annotations, destinations       outline.c  bookmarks, page labels
 * meta.c   XMP, Info, output intent        icc.c      the sRGB profile
 */
#ifndef STROM_PDF_PARTS_H
#define STROM_PDF_PARTS_H

#include "pdf/object.h"
#include "pdf/pdf.h"
#include "typeset/picture.h"

/* Lengths on paper as written: 1/100 pt, y up. 3.5 micrometres are enough. */
typedef int32_t centi;
enum { CENTI = 2 };

/* ---- Fonts ---- */

/* A code of a page's text: one glyph that stands for one text. */
struct code {
	uint32_t glyph;
	uint32_t next;                   /* another code of this glyph; 0: none */
	str text;
};

struct pdf_font {
	const struct font *font;
	uint32_t number, object;         /* its name in pages: F0 */
	vec(struct code) codes;          /* [0] is unused */
	uint32_t glyphs;
	uint32_t *first;                 /* glyph -> its first code; 0: none */
	int32_t *width;                  /* glyph -> millionths of the size */
	uint32_t *character;             /* glyph -> its character; made when first asked for */
};

/* ---- Marked content ---- */

/* One marked-content sequence that belongs to a node. Its MCID is its place among those of its
 * page. */
struct mark {
	strom_node node;
	uint32_t page;
	centi x, y;                      /* the top left of its first item */
};

/* What a node is to this writer, worked out once. */
struct node_info {
	strom_node holder;               /* itself or the nearest above that is an element */
	strom_node lead;                 /* first of neighbouring texts; they may share one mark */
	strom_node link;                 /* the outermost link that it is in; 0: none */
	strom_node figure;               /* the figure that it is painted in; 0: none */
	uint32_t object;                 /* outermost element; 0: left out */
	uint32_t toc;                    /* contents entries: the TOC above */
	uint32_t mark, marks;            /* in `ordered` */
	uint32_t link_from, links;       /* in `annots` */
	uint32_t dest;                   /* mark of the first content at or after it, plus one */
	uint8_t type;                    /* enum element_type */
	bool decoration, kept, wrapped;  /* wrapped: a figure in a Div with its caption */
};

struct pdf_page {
	uint32_t object, first_mark, marks, annots;   /* annots: object; 0: none */
	uint32_t key;                    /* in the parent tree */
	bool has_key;
	centi w, h;
	str label;
};

struct quad { centi x0, y0, x1, y1; strom_len baseline; };

struct annot {
	strom_node node;
	uint32_t page, object, key;
	vec(struct quad) quads;          /* dropped with the page */
};

/* The place of a figure on its first page. */
struct figure_box {
	strom_node node;
	uint32_t page;
	centi x0, y0, x1, y1;
};

struct pdf_image {
	uint32_t object;
};

/* An entry of the parent tree. */
struct parent { bool annot; uint32_t index; };

struct alpha { uint8_t fill, stroke; };

struct pdf {
	struct arena *arena, *scratch;   /* scratch: one page's */
	struct diags *diags;
	const struct edition *edition;
	struct objects out;
	struct buf page, value;          /* reused */
	uint32_t root, page_tree, resources;
	bool begun;                      /* the tree is final: info is made */
	strom_node *order;               /* preorder */
	size_t order_n;
	struct node_info *info;
	vec(struct pdf_page) pages;
	vec(struct mark) marks;
	uint32_t *ordered;               /* marks by node, then in order */
	vec(struct annot) annots;
	uint32_t page_annots;            /* the first of this page */
	vec(struct parent) parents;
	vec(struct figure_box) boxes;
	vec(struct pdf_font *) fonts;    /* by font.index; some NULL */
	uint32_t fonts_n;
	struct map *images;              /* path -> index */
	vec(struct pdf_image) image;
	vec(struct alpha) alphas;
	uint32_t outline;
};

/* ---- Lengths ---- */

static inline centi centi_of(strom_len v)
{
	return (centi)((v * 100 + (v < 0 ? -32768 : 32768)) / 65536);
}

static inline void put_centi(struct buf *b, centi v)
{
	put_decimal(b, v, CENTI);
}

/* ---- tree.c ---- */

enum element_type {
	EL_NONE, EL_DOCUMENT, EL_SECT, EL_DIV, EL_H1, EL_H2, EL_H3, EL_H4, EL_H5, EL_H6, EL_P, EL_L,
	EL_LI, EL_QUOTE, EL_CODE_BLOCK, EL_TABLE, EL_TR, EL_TH, EL_TD, EL_FIGURE, EL_CAPTION,
	EL_TOC_ENTRY, EL_SPAN, EL_EM, EL_STRONG, EL_CODE, EL_LINK
};

/* Works out info for all nodes: at the first page, when the edition is final. */
void tree_begin(struct pdf *);
/* At the end: which nodes have content, and where the first of it is. */
void tree_end(struct pdf *);
/* Only groups elements: content right in it would belong to nobody. */
bool element_groups(enum element_type);
/* The standard structure type of the element that holds the content. */
const char *element_name(enum element_type);

/* ---- content.c, mark.c, text.c ---- */

struct content {
	struct pdf *pdf;
	struct buf *out;
	const struct page *page;
	uint32_t number;                 /* of the page */
	/* Marked content now open. */
	bool text_open, mark_open, mark_in_text;
	strom_node mark_node;
	uint16_t mark_lang;
	uint8_t mark_artifact;
	/* The graphics state as a viewer has it. */
	const struct pdf_font *font;
	int64_t size;                    /* 1/1000 pt */
	struct colour fill, stroke;
	struct alpha alpha;
	int32_t stroke_width;            /* centi */
	strom_len rise;
	bool line_open;                  /* line_x, line_y are set in this text object */
	centi line_x, line_y;
	int64_t pen;                     /* where the next glyph falls: 1e-9 pt */
};

bool content_page(struct pdf *, const struct page *, uint32_t number);
/* Opens the mark that an item belongs to, unless it is open. outside: not within a text object. */
bool mark_item(struct content *, const struct item *);
void mark_close(struct content *);
void text_begin(struct content *);
void text_end(struct content *);
bool text_show(struct content *, const struct item *);
void colour_fill(struct content *, struct colour);
void colour_stroke(struct content *, struct colour);
void alpha_set(struct content *, uint8_t fill, uint8_t stroke);

/* ---- font.c ---- */

struct pdf_font *font_use(struct pdf *, const struct font *);
/* 0: the font is full, reported. text is copied when it is new. */
uint32_t font_code(struct pdf *, struct pdf_font *, uint32_t glyph, str text);
/* The character that the font has for a glyph; 0xE000 where there is none. */
uint32_t font_character(struct pdf *, struct pdf_font *, uint32_t glyph);
bool fonts_write(struct pdf *);

/* ---- image.c ---- */

bool image_use(struct pdf *, const struct picture *, uint32_t *index);

/* ---- link.c ---- */

/* An item inside a link: grows the link's rectangles on this page. Box: centi, y up. */
void link_item(struct pdf *, strom_node link, struct quad);
void links_page(struct pdf *, struct pdf_page *);
void dests_write(struct pdf *, uint32_t number);

/* ---- struct.c, outline.c, meta.c, icc.c ---- */

void struct_write(struct pdf *, uint32_t number);
bool outline_write(struct pdf *, uint32_t number);    /* false: there is nothing to write */
void labels_write(struct pdf *, uint32_t number);
void put_dest(struct pdf *, struct buf *, strom_node);
uint32_t metadata_write(struct pdf *);
uint32_t info_write(struct pdf *);
uint32_t intent_write(struct pdf *);
/* A version 4 display profile of sRGB (IEC 61966-2-1). */
void icc_srgb(struct buf *);

#endif
