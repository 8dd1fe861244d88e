/* Templates for translators: segments collected into a .pot, the same bytes for the same text.
 *
 * No clock, no line numbers, no rewrapping: an entry changes only when its words do. A reference
 * is the file alone; where in it the words stand is told by the heading that they are under, as
 * an extracted comment, with their kind and their placeholders. Equal texts are one entry. */
#ifndef STROM_POT_H
#define STROM_POT_H

#include "text/draft/segment.h"

struct pot;

/* `folder`: paths are written relative to it. */
struct pot *pot_new(struct arena *, struct diags *, str folder);
/* False: its message was wrong; that is reported, and the segment is left out. */
bool pot_add(struct pot *, const struct segment *);
size_t pot_count(const struct pot *);
/* The file. `name` goes into Project-Id-Version. With a language it is that language's PO file
 * before the first word is translated. */
void pot_write(const struct pot *, str name, str language, struct buf *out);

/* All segments of a document. NULL: reported. */
struct pot *template_collect(struct arena *, struct diags *, const struct project *,
                             const struct document_spec *);
/* What the document's files say they belong to: "strom leaflet". */
str template_name(struct arena *, const struct project *, const struct document_spec *);

#endif
