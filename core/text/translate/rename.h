/* Values that have new names: in translators' files, so that what is translated stays. */
#ifndef STROM_RENAME_H
#define STROM_RENAME_H

#include "base/diag.h"
#include "project/project.h"

struct translate_value {
	str old, new;
};

/* A file, and in how many places it has an old name. */
struct translate_file {
	str path;
	size_t places;
};

/* All PO files of a document, written anew where they have old names, in sources and translations,
 * fuzzy ones too; all other bytes stay. Nothing is written where it is a rehearsal
 * (`dry`). An old name that the text still has is an error ("text/renamed-value-used"):
 * translations would fit it no longer. `out` has room for translate_languages. False: reported. */
bool translate_rename_files(struct arena *, struct diags *, const struct project *,
                            const struct document_spec *, const struct translate_value *, size_t n,
                            bool dry, struct translate_file *out, size_t *files);

#endif
