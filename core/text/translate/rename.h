/* Values that have new names: in translators' files, so that what is translated stays. */
#ifndef STROM_RENAME_H
#define STROM_RENAME_H

#include "base/diag.h"
#include "project/project.h"

struct translate_value {
	str old, new;
};

/* A language's file, and in how many places it has an old name. */
struct translate_renamed {
	str language, path, bytes;       /* bytes: as it is to be */
	size_t places;
};

/* All PO files of a document (NULL: the project's own) as they are to be, in sources and
 * translations, fuzzy ones too; all other bytes stay. An old name that the text still has is an
 * error
 * ("text/renamed-value-used"): translations would fit it no longer. `out` has room for
 * translate_languages. False: reported. */
bool translate_rename_files(struct arena *, struct diags *, const struct project *,
                            const struct document_spec *, const struct translate_value *, size_t n,
                            struct translate_renamed *out, size_t *files);

#endif
