/* Pictures: PNG and JPEG files, read with care; SVG files and pages of PDFs (vector.h).
 *
 * Typesetting asks for the size alone, core/draw and core/pdf for what is in them. Errors are
 * reported at picture.path_at: "picture/broken", "picture/too-large", "picture/unknown-format",
 * "picture/unsupported", and file_map's; a profile that is of no use is a warning,
 * "picture/bad-profile". */
#ifndef STROM_PICTURE_H
#define STROM_PICTURE_H

#include "base/file.h"
#include "edition/edition.h"

enum picture_format { PICTURE_PNG, PICTURE_JPEG, PICTURE_SVG, PICTURE_PDF };
/* Of the units that a vector picture's size is counted in, an inch has so many. */
enum { VECTOR_UNITS = 7200 };

static inline bool picture_is_vector(enum picture_format f)
{
	return f == PICTURE_SVG || f == PICTURE_PDF;
}

struct picture_info {
	enum picture_format format;
	uint32_t w, h;                   /* pixels, upright, or VECTOR_UNITS; both at least 1 */
	/* Pixels an inch; 96, as browsers have it, where the file does not say. */
	double dpi_x, dpi_y;
	uint8_t channels; /* as decoded: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha */
	uint8_t turn;                    /* how pixels lie, as in Exif: 1 upright, to 8 */
	bool inks;                       /* a JPEG of cyan, magenta, yellow, black; */
	bool inverted;                   /* of what they leave of the paper's white */
	str profile;                     /* where a profile lies in the file; empty: it has none */
	str bytes;                       /* the file; mapped for the arena's life */
};

/* Decoded and upright: 8 bits a channel, values as the file has them (gamma is ignored), alpha not
 * premultiplied, rows without padding, top first. Inks have become RGB, roughly. */
struct pixels {
	uint32_t w, h;
	uint8_t channels;
	const unsigned char *at;         /* in the arena */
};

/* Around all work with a picture's bytes: should it end the process, its parent can name the
 * picture. */
void picture_begin(const struct diags *, const struct picture *);
void picture_end(void);

/* Reads the header and checks that the file is whole, without decoding. */
bool picture_size(struct arena *, struct diags *, const struct picture *, struct picture_info *);
/* The size of what is stored. */
struct extent { uint32_t w, h; };
struct extent picture_stored(const struct picture_info *);
/* The picture's own ICC profile. False: it has none of use for its channels. */
bool picture_profile(struct arena *, struct diags *, const struct picture *,
                     const struct picture_info *, str *out);
void picture_bad_profile(struct diags *, const struct picture *, const char *why);
/* Decoded, and brought down to `want` in each direction that has more. Inks stay four, 255 being
 * all, where `inks` says so. */
bool picture_decode_to(struct arena *, struct diags *, const struct picture *,
                       const struct picture_info *, struct extent want, bool inks, struct pixels *);
/* Brings pixels down; they may be inks. */
void picture_scale(struct arena *, struct pixels *, bool inks, struct extent want);
/* A PNG's rows as they are stored, each behind the number of its filter (ISO 15948, 9): for those
 * of which decoding would lose something, deep ones and palettes. */
struct png_rows {
	str bytes;
	uint8_t depth, colours;          /* bits and samples of a pixel; palette: indexes */
	str palette;                     /* RGB, of as many entries as the depth allows */
};
/* False: decode it, as it has alpha, is interlaced, or has plain bytes. Nothing is reported. */
bool picture_png_rows(struct arena *, const struct picture_info *, struct png_rows *);
bool picture_decode(struct arena *, struct diags *, const struct picture *, struct pixels *);

#endif
