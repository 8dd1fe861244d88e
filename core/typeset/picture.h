/* Pictures: PNG and JPEG files, read with care.
 *
 * Typesetting asks for the size alone, core/draw and core/pdf for the pixels. Errors are reported
 * at picture.path_at: "picture/broken", "picture/too-large", "picture/unknown-format",
 * "picture/unsupported", and file_map's. */
#ifndef STROM_PICTURE_H
#define STROM_PICTURE_H

#include "base/file.h"
#include "text/edition.h"

enum picture_format { PICTURE_PNG, PICTURE_JPEG };

struct picture_info {
	enum picture_format format;
	uint32_t w, h;                   /* pixels; both at least 1 */
	/* Pixels an inch; 96, as browsers have it, where the file does not say. */
	double dpi_x, dpi_y;
	uint8_t channels;                /* as decoded: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha */
	str bytes;                       /* the file; mapped for the arena's life */
};

/* Decoded: 8 bits a channel, sRGB, alpha not premultiplied, rows without padding, top first. */
struct pixels {
	uint32_t w, h;
	uint8_t channels;
	const unsigned char *at;         /* in the arena */
};

/* Reads the header and checks that the file is whole, without decoding. */
bool picture_size(struct arena *, struct diags *, const struct picture *, struct picture_info *);
bool picture_decode(struct arena *, struct diags *, const struct picture *, struct pixels *);

#endif
