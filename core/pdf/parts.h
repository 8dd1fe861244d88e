/* What the files of this room share: the document being written.
 *
 * pdf.c    begins and ends the document    page.c     one page, and its group
 * content.c  items into operators          cover.c    one sheet of two pages and a spine
 * colour.c colours, graphics state         press.c    colours into inks
 * path.c   a path                          look.c     dashes, gradients, clips; black alone
 * sheet.c  bleed, marks and boxes          check.c    what a printer would send back
 * mark.c   marked content, artifacts       text.c     glyphs into TJ
 * tree.c   what each node becomes          struct.c   the structure tree
 * element.c  one element and its kids      grid.c     rows of data tables
 * heads.c    header cells of tables
 * font.c   codes, subsets                  image.c    pictures
 * link.c   annotations, destinations       outline.c  bookmarks, page labels
 * keys.c   name and number trees           meta.c     XMP, Info, output intent
 * icc.c    profiles                        attach.c   attached files
 * form.c   SVG pictures, pages of other PDFs
 *
 * Documents are long: of a page 20 bytes are kept for each of its marks, and of a node 40. */
#ifndef STROM_PDF_PARTS_H
#define STROM_PDF_PARTS_H

#include "pdf/object.h"
#include "pdf/pdf.h"
#include "pdf/press.h"
#include "picture/picture.h"

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

/* A glyph's first code, if its text is of one to four bytes. */
struct quick {
	uint32_t text;                   /* the bytes, the first one lowest */
	uint16_t code;                   /* 0: none */
	uint16_t len;
	char bytes[4];                   /* the code as it stands in a string, so many of them */
	uint8_t bytes_n;
};

struct pdf_font {
	const struct font *font;
	uint32_t number, object;         /* its name in pages: F0 */
	vec(struct code) codes;          /* [0] is unused */
	uint32_t glyphs;
	uint32_t *first;                 /* glyph -> its first code; 0: none */
	struct quick *quick;             /* by glyph */
	int32_t *width;                  /* glyph -> millionths of the size */
	uint32_t *character;             /* glyph -> its character; made when first asked for */
};

/* ---- Marked content ---- */

/* One marked-content sequence that belongs to a node, or one annotation of a link. */
struct pdf_mark {
	uint32_t page;                   /* the page's object */
	uint32_t what;                   /* its MCID; or MARK_ANNOT and the annotation's object */
	uint32_t next;                   /* the node's next, in the order of the pages; 0: none */
	centi x, y;                      /* the top left of its first item */
};

#define MARK_ANNOT (UINT32_C(1) << 31)

/* What a node is to this writer. */
struct node_info {
	strom_node holder;               /* itself or the nearest above that is an element */
	strom_node lead;                 /* first of neighbouring texts; they may share one mark */
	strom_node link;                 /* the outermost link that it is in; 0: none */
	strom_node figure;               /* the figure that it is painted in; 0: none */
	uint32_t object;                 /* outermost element; 0: nobody asked for it yet */
	uint32_t mark, last_mark;        /* its first and last; 0: none */
	/* Contents entries: the TOC above. Figures and data tables: in boxes or grids, plus one.
	 * Cells of headers: their ID's number. Notes: the reference. Lists of definitions: the last
	 * term; terms: the first definition, and that one: its term. */
	uint32_t also;
	uint8_t type;                    /* enum element_type */
	bool decoration, kept, wrapped;  /* wrapped: a figure in a Div with its caption */
	bool drawn;                      /* an item whose label is a path */
};

struct quad { centi x0, y0, x1, y1; strom_len baseline; };

struct annot {
	strom_node node;
	vec(struct quad) quads;
};

/* The page being written. Its lists go with the scratch memory. */
struct pdf_page {
	uint32_t object;
	centi w, h;
	centi bleed, margin;             /* for print: margin is from the sheet's edge to the cut */
	bool transparent;
	vec(uint32_t) elements;          /* by MCID: the element that it belongs to */
	vec(struct annot) annots;
};

/* The place of a figure on its first page. */
struct figure_box {
	uint32_t page;
	centi x0, y0, x1, y1;
};

struct pdf_image {
	uint32_t object;
	uint32_t w, h;                   /* the picture's pixels, */
	struct extent has;               /* and those of them that are in the file */
	uint32_t next;                   /* another copy of it, + 1; 0: none */
	uint32_t ink;                    /* for print: the most in any pixel, in thousandths */
	uint8_t turn;                    /* picture_info.turn; 0: upright */
	bool transparent;
	bool vector;                     /* a form; w, h: VECTOR_UNITS */
};

/* A file that forms are taken from. */
struct vector_reader;
struct vector_source;
struct form_source {
	str path;
	const struct vector_reader *reader;
	struct vector_source *source;
};

struct pdf_profile { struct hash hash; uint32_t object; };

/* A name or number tree (ISO 32000-1, 7.9.6 and 7.9.7), its keys given in order. Full leaves are
 * written; their references stay. */
struct key_tree {
	const char *what;                /* "Names", "Nums" */
	struct buf leaf, first, last, leaves;
	uint32_t leaf_n;
};

struct grid;

/* A header cell and what it covers. */
struct head {
	strom_node cell;
	uint32_t row, rows, column, columns;
};

/* Header cells that others name. */
struct heads {
	uint32_t ids;
	struct key_tree tree;
	strom_node table;                /* the one at hand */
	bool needed;
	vec(struct head) list;           /* of its header */
};

/* A table whose rows are attached, by the object of its file's description. */
struct attached { strom_node table; uint32_t object; };

/* Something that is led to, in reading order. */
struct pdf_place { strom_node node; uint32_t mark; };

/* over: what lies below shows through where the colour has no ink. For print only. */
struct pdf_state { uint8_t fill, stroke; bool over_fill, over_stroke; };

/* A complaint that was made, so that it is made once. */
enum told_what { TOLD_INK, TOLD_HAIRLINE, TOLD_COARSE, TOLD_PICTURE_INK, TOLD_NO_BLEED };
struct told { enum told_what what; uint64_t number; };

/* How far what is painted may go beyond the cut. */
struct edges { centi left, top, right, bottom; };

/* Tags: what each node becomes in the structure tree, and where on the pages it is. For screens. */
struct tags {
	struct node_info *info;          /* by node */
	struct buf marks;                /* struct pdf_mark, from 1 */
	uint32_t marks_n, last_mark;     /* last_mark: of content */
	struct key_tree parents;         /* of each page's marks */
	uint32_t next_key;
	struct key_tree ids;             /* of notes */
	uint32_t notes;
	struct heads heads;
	struct buf kids;                 /* of the element being written */
	uint32_t kids_n, kids_page;
	vec(struct grid *) grids;
	vec(struct pdf_place) places;
	vec(struct figure_box) boxes;
};

/* The page tree: pages hang in groups. */
struct page_groups {
	uint32_t object;                 /* the tree's root */
	uint32_t at;                     /* the group that is being filled */
	struct buf kids, done;           /* its pages; the groups that are full */
	uint32_t n;                      /* pages */
};

/* Page labels: a new range where a viewer would count otherwise. */
struct page_labels {
	struct buf out;
	int64_t next;                    /* what a viewer would count; -1: nothing */
};

struct pdf_fonts {
	vec(struct pdf_font *) list;     /* by font.index; some NULL */
	uint32_t n;
	const struct font *first;        /* of the first line on any page */
};

struct pdf_pictures {
	vec(str) shadings;               /* gradients, as they are written */
	struct map *by_path;             /* path -> index */
	vec(struct pdf_image) list;
	vec(struct pdf_profile) profiles;
	vec(struct form_source) sources;
	const struct picture *largest;   /* in bytes, of which it has `most`; NULL: there is none */
	uint64_t most;
	uint32_t form_ink; /* the most of any flat colour in the form at hand, in thousandths */
};

/* Tables whose rows are attached, in reading order. */
struct attached_list {
	vec(struct attached) list;
	size_t next;                     /* to be tied to its element */
};

struct print_job {
	struct press *press;             /* NULL: the file is for screens */
	bool cover;                      /* the file of the cover alone */
	vec(struct ink) spots;
	vec(struct told) told;
	strom_len first_w, first_h, last_w, last_h;    /* of the first and of the last page */
};

/* The document. The object streams, then what each of the files of this room keeps. */
struct pdf {
	struct arena *arena, *scratch;   /* scratch: one page's */
	struct diags *diags;
	const struct edition *edition;
	struct objects out;
	struct buf page, value;          /* reused */
	uint32_t root, resources, outline;
	bool begun;                      /* the tree is final: tags.info is made */
	struct pdf_page page_now;
	struct page_groups groups;
	struct page_labels labels;
	struct tags tags;
	struct attached_list files;
	struct pdf_fonts fonts;
	struct pdf_pictures pictures;
	vec(struct pdf_state) states;
	struct print_job print;
};

/* ---- Lengths ---- */

static inline centi centi_of(strom_len v)
{
	return (centi)((v * 100 + (v < 0 ? -32768 : 32768)) / 65536);
}

static inline void put_centi(struct buf *b, centi v)
{
	pdf_put_decimal(b, v, CENTI);
}

/* ---- tree.c ---- */

enum element_type {
	EL_NONE,
	EL_DOCUMENT,
	EL_SECT,
	EL_INDEX,
	EL_DIV,
	EL_H1,
	EL_H2,
	EL_H3,
	EL_H4,
	EL_H5,
	EL_H6,
	EL_P,
	EL_L,
	EL_LI,
	EL_QUOTE,
	EL_CODE_BLOCK,
	EL_TABLE,
	EL_TR,
	EL_TH,
	EL_TD,
	EL_FIGURE,
	EL_CAPTION,
	EL_TOC_ENTRY,
	EL_SPAN,
	EL_EM,
	EL_STRONG,
	EL_CODE,
	EL_LINK,
	EL_REFERENCE,
	EL_NOTE,
	EL_TERM,
	EL_DEFINITION
};

/* Works out info for all nodes: at the first page, when the edition is final. */
void tree_begin(struct pdf *);
/* At the end: which nodes have content, and where the places that are led to are. */
void tree_end(struct pdf *);
/* Numbers for a node's elements, at the first call. Outermost first, in a row. */
uint32_t element_take(struct pdf *, strom_node);
uint32_t element_count(const struct pdf *, strom_node);
/* The innermost of a node's elements: what its children and its content go into. */
uint32_t element_inner(struct pdf *, strom_node);
/* The element that content painted for the node itself belongs to. */
uint32_t element_of_mark(struct pdf *, strom_node);
/* Only groups elements: content right in it would belong to nobody. */
bool element_groups(enum element_type);
/* The standard structure type of the element that holds the content. */
const char *element_name(enum element_type);

/* ---- element.c ---- */

/* One element at a time: begin, attributes into pdf.value, kids, end. */
void element_begin(struct pdf *, const char *type, uint32_t parent);
void element_kid(struct pdf *, uint32_t object);
void element_mark(struct pdf *, uint32_t page, uint32_t mcid);
void element_annot(struct pdf *, uint32_t page, uint32_t annot);
void element_end(struct pdf *, uint32_t object);

/* ---- grid.c ---- */

/* The element of a data table's cell. The rows before its own are written: false, reported, when
 * its own was. */
bool grid_cell(struct pdf *, const struct item *, uint32_t *element);
/* The cell's content has this MCID on the page being written. */
void grid_mark(struct pdf *, const struct item *, uint32_t mcid);
bool grid_has(const struct edition *, const struct item *);
/* The type of the cells of the row that is open. */
const char *grid_type(const struct pdf *, strom_node table);
/* Writes a table's last rows, where it is a data table. */
void grid_end(struct pdf *, strom_node table);
/* The rows as kids of the table's element, which is begun. */
void grid_kids(struct pdf *, strom_node table);

/* ---- attach.c ---- */

/* Notes a table or a chart that is there, where its rows are to be attached. */
void attach_data(struct pdf *, strom_node);
bool attachments_write(struct pdf *);                 /* false: reported */
uint32_t attachments_names(struct pdf *);             /* the tree of files, by name */
void attachment_of(struct pdf *, strom_node table, struct buf *);    /* in the order of the notes */

/* ---- heads.c ---- */

/* Whether a table's cells name their header cells. */
bool heads_needed(const struct edition *, strom_node table);
/* The number of a new ID, of an element. */
uint32_t head_add(struct pdf *, uint32_t element);
void head_put(struct buf *, uint32_t id);
/* The IDs of the header cells over some columns, of the header's rows above `below`. */
void heads_put(struct pdf *, struct buf *, strom_node table, uint32_t column, uint32_t columns,
               uint32_t below);
/* What is said of a cell that is a node: scope, spans, ID, header cells; into pdf.value. */
void grid_cell_attributes(struct pdf *, strom_node cell);

/* ---- keys.c ---- */

void key_put(struct pdf *, struct key_tree *, str key, uint32_t object);
/* The same with a value of any kind. */
void key_put_value(struct pdf *, struct key_tree *, str key, str value);
/* Puts another tree's keys, which all come later, behind a tree's own. */
void keys_join(struct pdf *, struct key_tree *, struct key_tree *other);
void keys_write(struct pdf *, struct key_tree *, uint32_t number);
void keys_drop(struct key_tree *);

/* ---- content.c, mark.c, text.c ---- */

/* Marked content now open. */
struct open_mark {
	bool open, in_text;
	strom_node node;
	uint32_t cell;
	uint16_t lang;
	uint8_t artifact;
};

/* What a viewer goes back to: a content's graphics state. */
enum { CONTENT_DEEP = 12 };
struct content_saved {
	const struct pdf_font *font;
	int64_t size, spacing;
	struct colour fill, stroke;
	struct pdf_state state;
	int32_t stroke_width;
	strom_len rise;
};

/* A page's content while it is written. It has many fields as it is a viewer's state, which the
 * next operator is told from: what is as it should be already is not written again. */
struct content {
	struct pdf *pdf;
	struct buf *out;
	const struct page *page;
	bool text_open;
	struct open_mark mark;
	/* The graphics state as a viewer has it. */
	const struct pdf_font *font;
	int64_t size;                    /* 1/1000 pt */
	int64_t spacing;                 /* 1e-6 pt */
	struct colour fill, stroke;
	struct pdf_state state;
	int32_t stroke_width;            /* centi */
	strom_len rise;
	bool line_open;                  /* line_x, line_y are set in this text object */
	centi line_x, line_y;
	int64_t pen;                     /* where the next glyph falls: 1e-9 pt */
	struct content_saved saved[CONTENT_DEEP];
	size_t saved_n;
	/* For print. */
	const struct item *now;          /* being painted */
	struct edges edges;
};

bool content_items(struct content *);
/* Appends the page's items as one whole, into pdf.page. */
bool content_page(struct pdf *, const struct page *);
/* Opens the mark that an item belongs to, unless it is open. outside: not within a text object. */
bool pdf_mark_item(struct content *, const struct item *);
void pdf_mark_close(struct content *);
static inline struct pdf_mark *mark_at(const struct pdf *p, uint32_t mark)
{
	return &((struct pdf_mark *)(void *)p->tags.marks.ptr)[mark];
}
void pdf_mark_add(struct pdf *, strom_node, uint32_t what, centi x, centi y);
uint32_t pdf_mark_first(const struct pdf *, strom_node); /* its first content; 0: none is painted */
void pdf_text_begin(struct content *);
void pdf_text_end(struct content *);
bool pdf_text_show(struct content *, const struct item *);

/* ---- colour.c ---- */

void content_begin(struct content *, struct pdf *, const struct page *);
/* The graphics state is what a page begins with: 8.4.1. */
void content_forget(struct content *);
void pdf_colour_fill(struct content *, struct colour);
void pdf_colour_stroke(struct content *, struct colour);
void pdf_colour_levels(struct content *, struct colour, struct buf *);      /* of RGB, or inks */
void state_plain(struct content *);                   /* fills are opaque and cover: for pictures */
void states_put(struct pdf *, struct buf *);          /* entries of the resources: ExtGState, */
void spots_put(struct pdf *, struct buf *);           /* ColorSpace */
enum { NO_INK = 255 }; /* of a colour that nothing has: not yet set */

/* ---- path.c, look.c ---- */

bool content_is_rectangle(const struct item *);       /* along the axes */
void content_steps(struct content *, const struct item *);   /* a path, not painted yet */

void content_line_look(struct content *, const struct path_look *, bool on);  /* off: plain */
void content_shade(struct content *, const struct item *);            /* a path with a gradient */
void content_open(struct content *, const struct item *);
void content_close(struct content *);
void pdf_shadings_put(struct pdf *, struct buf *);    /* entries of the resources: Shading */
/* In this file an item is this, perhaps in *room; NULL: nothing. */
const struct item *content_black(struct content *, const struct item *, struct item *room);

/* ---- sheet.c, check.c, cover.c: for print ---- */

void sheet_size(struct pdf *, const struct page *);   /* page_now.bleed and margin */
void sheet_boxes(const struct pdf *, struct buf *);
/* What follows is painted with the page's cut at x, and not beyond the edges. */
void sheet_open(struct content *, centi x, struct edges);
void sheet_close(struct content *);
void sheet_bleed(const struct content *, struct quad *);
/* folds: marked beside the corners. what: "page 3 of 12". */
bool sheet_marks(struct content *, const centi *folds, size_t n, str what);
void pdf_check_ink(struct content *, struct colour, const uint16_t cmyk[4], bool spot);
void pdf_check_line(struct content *, const struct item *, centi width);
void pdf_check_picture(struct content *, const struct item *, const struct pdf_image *);
bool pdf_cover_page(struct pdf *, const struct page *);

/* ---- page.c ---- */

void pdf_page_begin(struct pdf *, strom_len w, strom_len h, str label);
bool pdf_page_end(struct pdf *);                          /* with what is in pdf.page */
void pdf_group_end(struct pdf *); /* of pages: the last one may have fewer */
bool pdf_fits(struct pdf *);      /* false: more objects than PDF/A allows, and reported */

/* ---- font.c ---- */

struct pdf_font *pdf_font_use(struct pdf *, const struct font *);
/* 0: there is none yet. */
uint32_t pdf_font_find_code(const struct pdf_font *, uint32_t glyph, str text);

/* A code as it stands in a string: at most four bytes. Returns how many. */
size_t pdf_font_code_bytes(char *out, uint32_t code);
/* len: one at least. */
static inline uint32_t quick_text(str text, size_t off, size_t len)
{
	uint32_t bytes = (unsigned char)text.ptr[off];
	for (size_t k = 1; k < len; k++)
		bytes |= (uint32_t)(unsigned char)text.ptr[off + k] << 8 * k;
	return bytes;
}
/* 0: the font is full, reported. text is copied when it is new. */
uint32_t pdf_font_code(struct pdf *, struct pdf_font *, uint32_t glyph, str text);
/* The character that the font has for a glyph; 0xE000 where there is none. */
uint32_t pdf_font_character(struct pdf *, struct pdf_font *, uint32_t glyph);
bool pdf_fonts_write(struct pdf *);
/* cff.c: what CID each glyph of a CFF font that is keyed by CIDs has; cids of another stay as they
 * are. False: it is damaged. */
bool pdf_cff_charset(str cff, uint32_t glyphs, uint32_t *cids);

/* ---- icc.c ---- */

/* The stream of an ICC profile, written once. */
uint32_t icc_profile_write(struct pdf *, str bytes, unsigned channels);

/* ---- image.c ---- */

/* For a place of that size. */
bool image_use(struct pdf *, const struct picture *, strom_len w, strom_len h, uint32_t *index);
/* Warns of a file of 4 MB a page or more, unless strom.yml says how many pixels they may have. */
void image_check_weight(struct pdf *);

/* ---- form.c ---- */

bool form_write(struct pdf *, const struct picture *, const struct picture_info *,
                struct pdf_image *);

/* ---- link.c ---- */

/* An item inside a link: grows the link's rectangles on this page. Box: centi, y up. */
void link_item(struct pdf *, strom_node link, struct quad);
/* Writes the page's annotations. Their list's object; 0: there are none. */
uint32_t link_page(struct pdf *);
void link_dests_write(struct pdf *, uint32_t number);

/* ---- struct.c, outline.c, meta.c ---- */

void pdf_struct_write(struct pdf *, uint32_t number);
bool outline_write(struct pdf *, uint32_t number);    /* false: there is nothing to write */
void outline_label_add(struct pdf *, str label);              /* of the next page */
void outline_labels_write(struct pdf *, uint32_t number);
void link_put_dest(struct pdf *, struct buf *, uint32_t mark);
uint32_t pdf_metadata_write(struct pdf *);
/* The stream of XMP: what is true of all files of the edition, behind a file's own properties,
 * whose namespaces are these; and what comes behind all, or NULL. */
uint32_t pdf_xmp_write(struct pdf *, const char *spaces, void (*own)(struct pdf *, struct buf *),
                   void (*behind)(struct buf *));
uint32_t pdf_info_write(struct pdf *);
void pdf_put_dates(struct pdf *, struct buf *);           /* CreationDate, ModDate */
uint32_t pdf_intent_write(struct pdf *);

/* ---- print.c ---- */

uint32_t pdf_print_metadata_write(struct pdf *);
uint32_t pdf_print_intent_write(struct pdf *);

#endif
