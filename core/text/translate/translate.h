/* Translators' files: po/DOCUMENT.pot, and po/DOCUMENT.LANGUAGE.po for each other language.
 *
 * A PO file that is there is merged with the template by gettext's msgmerge, run as a program: what
 * was translated stays, what changed is marked fuzzy and keeps its old source beside it, what is
 * gone becomes obsolete. Files appear whole or not at all.
 *
 * Codes: text/no-translations text/unknown-language text/msgmerge-missing text/msgmerge-failed;
 * warning text/stray-po. */
#ifndef STROM_TRANSLATE_H
#define STROM_TRANSLATE_H

#include "edition/edition.h"

/* What became of one language's file. */
struct translated {
	str language, path;
	bool made;                       /* it was not there before */
	size_t segments;                 /* that its editions print, in some country */
	size_t translated, fuzzy, empty; /* of these */
	size_t elsewhere; /* of the template, for countries where the language is not read */
};

/* The languages that a document's editions need translations for, in the matrix' order. */
size_t translate_languages(struct arena *, const struct project *, const struct document_spec *,
                           const str **languages);

/* Warns of PO files in the folder that no document reads. False: reported. */
bool translate_strays(struct arena *, struct diags *, const struct project *);

/* Writes the template and all PO files, or only `language`'s (empty: all). `out` has room for
 * translate_languages; *n is how many were written. False: reported; files already written stay. */
bool translate_document(struct arena *, struct diags *, const struct project *,
                        const struct document_spec *, str language, struct translated *out,
                        size_t *n);

#endif
