/* Values that have new names: in translators' files, so that what is translated stays. */
#ifndef STROM_RENAME_H
#define STROM_RENAME_H

#include "message/message.h"
#include "po/po.h"
#include "project/project.h"

struct rename_value {
	str old, new;
};

/* The file's bytes with the new names, in sources and translations, fuzzy ones too; all else stays.
 * How many places there were. */
size_t translate_rename(struct arena *, const struct po *, str bytes, const struct rename_value *,
                        size_t n, struct buf *out);

/* A file, and in how many places it has an old name. */
struct rename_file {
	str path;
	size_t places;
};

/* All PO files of a document, written anew where they have old names, unless it is a rehearsal
 * (`dry`). An old name that the text still has is an error ("text/renamed-value-used"):
 * translations would fit it no longer. `out` has room for translate_languages. False: reported. */
bool translate_rename_files(struct arena *, struct diags *, const struct project *,
                            const struct document_spec *, const struct rename_value *, size_t n,
                            bool dry, struct rename_file *out, size_t *files);

#endif
