/* Templates for translators: segments collected into a .pot, the same bytes for the same text.
 *
 * No clock and no rewrapping. A reference is the file and the line; as extracted comments stand the
 * kind of the words, the heading that they are under and their placeholders. Equal texts are one
 * entry, unless the author gives them contexts. The flag icu-message-format is Weblate's: it
 * compares the arguments of a message and its translation; it stands where there are some, and no
 * attributes of Markdown, which it cannot read. */
#ifndef STROM_POT_H
#define STROM_POT_H

#include "text/draft/segment.h"

struct pot;

/* `folder`: paths are written relative to it. */
struct pot *pot_new(struct arena *, struct diags *, str folder);
/* False: its message was wrong; that is reported, and the segment is left out. */
bool pot_add(struct pot *, const struct segment *);
size_t pot_count(const struct pot *);
/* Each has its line: no file that was read could not be read again, which is reported. */
bool pot_whole(const struct pot *);
/* All that were added, in their order, equal ones too. */
void pot_visit(const struct pot *, segment_visit *, void *context);
/* The file. `name` goes into Project-Id-Version. With a language it is that language's PO file
 * before the first word is translated. */
void pot_write(const struct pot *, str name, str language, struct buf *out);

/* Whether it has this text. */
bool pot_has(const struct pot *, struct arena *scratch, str context, str id);
/* A translators' file, its number, and what msgmerge made of it. */
struct pot_merge {
	uint32_t file;
	str old, merged;
};
/* A merged file of this template as it is kept: with the flags that msgmerge leaves out, without
 * what the language does not lack, and lines that all end alike. False: it is no PO, or something
 * is lost, which is reported. */
bool pot_finish(const struct pot *, const struct pot_merge *, str language, bool crlf,
                struct buf *out);

/* All segments of a document but those of `shared`, which may be NULL. NULL: reported. */
struct pot *template_collect(struct arena *, struct diags *, const struct project *,
                             const struct document_spec *, const struct pot *shared);
/* What the document's files say they belong to: "strom leaflet"; NULL: the project's. */
str template_name(struct arena *, const struct project *, const struct document_spec *);

#endif
