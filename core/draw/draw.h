/* Pages into PNG and SVG, through Cairo. Glyphs are drawn as outlines taken from HarfBuzz, so no
 * font system plays a part. */
#ifndef STROM_DRAW_H
#define STROM_DRAW_H

#include "base/file.h"
#include "page/pages.h"

enum draw_format { DRAW_PNG, DRAW_SVG };

/* One page; dpi counts for PNG. False: reported. */
bool draw_page(struct arena *, struct diags *, const struct edition *, const struct page *,
               enum draw_format, double dpi, struct file_out *);

/* A sink that draws page `index` (from 0) alone; *drawn says whether it came by. */
struct page_sink draw_sink(struct arena *, struct diags *, const struct edition *, uint32_t index,
                           enum draw_format, double dpi, struct file_out *, bool *drawn);

#endif
