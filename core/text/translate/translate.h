/* Translators' files: po/DOCUMENT.pot, and po/DOCUMENT.LANGUAGE.po for each other language; and
 * po/project.pot and its files, for what all documents share.
 *
 * A PO file that is there is merged with the template by gettext's msgmerge: what was translated
 * stays, what changed is marked fuzzy and keeps its old source beside it, what is gone becomes
 * obsolete. Texts and PO files are read in a child, which can neither write nor run a program: it
 * says what is to be merged, and, asked again with what has been merged, how the files are to be.
 *
 * Codes: text/no-translations text/unknown-language text/msgmerge-missing text/msgmerge-failed;
 * warnings text/stray-po text/translations-differ. */
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

/* A label of a code book, and the languages that have it, with spaces between. */
struct translate_label {
	bool question; /* of a variable; else of one of its codes */
	str text, has;
	struct span at;
};

/* What all documents share is translated once, in po/project.LANGUAGE.po: the titles that strom.yml
 * says, and labels that code books lack in a language. */
struct pot;
struct pot *translate_shared_words(struct arena *, struct diags *, const struct project *,
                                   const struct translate_label *, size_t n);

/* The languages that a document's editions need translations for, in the matrix' order. NULL: those
 * of all documents. */
size_t translate_languages(struct arena *, const struct project *, const struct document_spec *,
                           const str **languages);

/* Warns of PO files in the folder that no document reads. False: reported. */
bool translate_strays(struct arena *, struct diags *, const struct project *);

/* DOCUMENT.LANGUAGE.po, in the project's folder of translations; without a language the template.
 * NULL: what all documents share. */
str translate_path(struct arena *, const struct project *, const struct document_spec *,
                   str language);

/* What msgmerge made of a language's file. */
struct translate_merged {
	str language;
	int status, error; /* of child_program; error: errno, where it could not be run */
	str bytes, errors;
};

/* A file as it is to be; without a language the template. */
struct translate_file {
	str language, bytes;
};

struct translate_work {
	struct arena *arena;
	struct diags *diags;
	const struct project *project;
	const struct document_spec *document; /* NULL: what all documents share */
	const struct pot *shared; /* what that is; NULL, of a document: it has it, too */
	str language; /* only its file is wanted; empty: all */
	const struct translate_merged *merged;
	size_t merged_n;
	/* What came of it: */
	vec(struct translate_file) files;
	vec(struct translated) done;
	vec(str) unmerged; /* languages of files that wait for msgmerge: all else is not final */
};

/* The template and all PO files. Of the project's: where titles are still translated in files of
 * documents, which is how it was once, that comes over. False: reported; what is good is to be
 * written all the same. */
bool translate_document(struct translate_work *);

#endif
