/* Pages: what typesetting makes and the writers take, one at a time.
 *
 * Every item holds the node that it belongs to, or is an artifact. Items of a page are in painting
 * order. A node may have items on several pages. */
#ifndef STROM_PAGES_H
#define STROM_PAGES_H

#include "edition/edition.h"
#include "page/font.h"

/* One glyph. The first glyph of a cluster carries the cluster's text, as a range of the run's text;
 * the others have text_len 0. */
struct glyph {
	uint32_t id;
	strom_len advance; /* kerning, tracking and justification included; negative where
	                      the pen goes to the left */
	int32_t dx, dy;                  /* offset from the pen, strom_len; y down */
	uint32_t text_off;
	uint16_t text_len;
	uint16_t flags;
};

enum { GLYPH_SOFT_HYPHEN = 1 };      /* its text is U+00AD: a hyphen that the line end made */

/* Between OPEN and its CLOSE nothing is painted outside of OPEN's steps, or all is turned: by its
 * look. They lie within each other. */
enum item_kind { ITEM_GLYPHS, ITEM_PATH, ITEM_PICTURE, ITEM_OPEN, ITEM_CLOSE };
enum artifact { ARTIFACT_NONE, ARTIFACT_HEADER, ARTIFACT_FOOTER, ARTIFACT_BACKGROUND,
                ARTIFACT_LAYOUT, ARTIFACT_PAGE };

enum path_op { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE };
/* MOVE and LINE use [0], CURVE all three. */
struct path_step {
	enum path_op op;
	strom_len x[3], y[3];
};

/* What few paths have. Lengths and places are relative to the item's x, y. */
struct path_look {
	uint8_t cap, join;               /* of lines, as in PDF: butt, round, square; mitre, ... */
	uint8_t dashes;                  /* how many of dash[] count */
	strom_len dash[6], phase;
	bool shaded;                     /* the fill goes from its colour at 1 over to `to` at 2 */
	struct colour to;
	strom_len x1, y1, x2, y2;
	bool halo;                       /* of the letters that follow */
	bool turned;                     /* OPEN: around x1, y1 */
	double degrees;                  /* clockwise */
};

/* Charts in black alone (print_spec.charts_black): what an item is there. TONE: as dark as it is;
 * DARK, PAPER: black, nothing; SERIES and the next four: the first series of a chart, which are
 * told apart by patterns. ONLY is painted there alone, NEVER elsewhere alone. */
enum item_black { BLACK_NONE, BLACK_TONE, BLACK_DARK, BLACK_PAPER, BLACK_ONLY, BLACK_NEVER,
                  BLACK_SERIES, BLACK_SERIES_END = BLACK_SERIES + 5 };

/* One struct for glyphs, paths and pictures, as a page is one array of them. So it has the fields
 * of all, those of one kind alone in one place. */
struct item {
	uint8_t kind, artifact;
	uint16_t lang;                   /* index into edition.languages */
	strom_node node;                 /* the innermost inline or block; 0 with an artifact */
	uint32_t cell;                   /* of a data table, which is the node: 1 + row * columns +
	                                    column, rows from 0 behind the header; else 0 */
	uint32_t datum;                  /* of a figure, which is the node: the same of its rows */
	uint8_t black;                   /* enum item_black */
	strom_len x, y;                  /* glyphs: the pen on the baseline; else the top left */
	struct colour colour;            /* of glyphs; a path's fill */
	union {
		struct {
			const struct font *font;
			strom_len size;
			strom_len spacing;   /* so much of the advances is letter-space */
			str text;
			const struct glyph *glyphs;
			size_t n;
		};
		struct {                 /* steps are relative to x, y */
			const struct path_step *steps;
			size_t steps_n;
			bool fill;
			strom_len stroke;    /* width; 0: none */
			struct colour stroke_colour;
			const struct path_look *look;    /* NULL: plain */
			const uint32_t *data; /* what the end of each step shows; NULL: the
			                         same as all of it */
		};
		struct {
			const struct picture *picture;
			strom_len w, h;
		};
	};
};

typedef vec(struct item) items;

struct page {
	uint32_t index, of;              /* from 0; how many there are */
	str label;                       /* the folio */
	strom_len w, h, bleed;
	const struct item *items;
	size_t n;
	const struct theme *theme;     /* its inks print the items' colours; NULL: there are none */
	const struct edition *edition; /* whose nodes the items belong to: the one that was typeset,
	                                  and over it what layouts add; NULL: that one alone */
};

/* Takes finished pages. Each returns false when it has reported. */
struct page_sink {
	void *self;
	bool (*page)(void *self, const struct page *);
};

/* A sink that writes pages as text: strom dump pages. */
struct page_sink pages_dump_sink(struct arena *, const struct edition *, struct buf *out);

#endif
