/* Between the readers of pictures: for this room alone. */
#ifndef STROM_PICTURE_PARTS_H
#define STROM_PICTURE_PARTS_H

#include "picture/picture.h"

/* A small file may unfold into any number of pixels, four bytes each. No profile in use is larger
 * than that; a bomb would be. */
enum { MOST_PIXELS = 128 << 20, PROFILE_LIMIT = 8 << 20 };

bool picture_broken(struct diags *, const struct picture *, const char *why);      /* false */
static inline uint32_t picture_big(str s, size_t off, unsigned bytes)
{
	uint32_t v = 0;
	for (unsigned i = 0; i < bytes; i++)
		v = v << 8 | (unsigned char)s.ptr[off + i];
	return v;
}

/* Fill info but for its bytes. Why the file cannot be read; NULL: it is whole. */
const char *png_read(struct picture_info *);
const char *jpeg_read(struct picture_info *);
/* Takes the turn, and the density where the file itself has not said it. */
void picture_exif(struct picture_info *, str tiff);
/* Pixels as they are stored; out has room. */
bool png_pixels(struct arena *, struct diags *, const struct picture *, const struct picture_info *,
                unsigned char *out);
bool jpeg_pixels(struct arena *, struct diags *, const struct picture *,
                 const struct picture_info *, unsigned char *out);
/* The profile's bytes from picture_info.profile; empty: it is damaged. */
str png_profile(struct arena *, str chunk);
str jpeg_profile(struct arena *, str file);

#endif
