/* Fonts: faces of the manifest, opened once a process. */
#ifndef STROM_FONT_H
#define STROM_FONT_H

#include "project/theme.h"

#include <hb.h>

struct font {
	uint32_t index; /* among the fonts of this process, in order of first use */
	const struct font_face *face;
	str bytes;                       /* the file */
	str postscript_name;
	bool cff;                        /* outlines are CFF */
	bool whole; /* its licence forbids that files have some of its glyphs only */
	bool coloured;                   /* some glyphs may have no outlines, only pictures */
	uint32_t upem;
	/* In font units, y up. */
	int32_t ascent, descent, cap_height, x_height;
	int32_t bbox[4];                 /* x min, y min, x max, y max */
	double italic_angle;
	uint32_t weight;
	hb_face_t *hb_face;
	hb_font_t *hb_font;              /* scale: upem */
};

struct fonts;
struct fonts *fonts_new(struct arena *, struct diags *); /* libraries' objects go with the arena */
/* NULL: reported. The same face gives the same font. */
const struct font *fonts_open(struct fonts *, const struct font_face *);
/* By style or family. */
const struct font *fonts_find(struct fonts *, str family, bool bold, bool italic);

/* Whether a glyph's outlines draw something: what else a font has of it is not in a PDF. */
bool font_draws(const struct font *, uint32_t glyph);

/* Whether it has small capitals of its own, the feature smcp, for all small letters of a text; if
 * not, *lacks is the first that has none, 0 where there are none at all. */
bool font_has_small_caps(const struct font *, str text, uint32_t *lacks);

/* Font units to a length at a size, rounded half away from zero. */
static inline strom_len font_scale(const struct font *f, int64_t units, strom_len size)
{
	int64_t n = units * size, d = f->upem;
	return n >= 0 ? (n + d / 2) / d : -((-n + d / 2) / d);
}

#endif
