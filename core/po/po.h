/* PO files: read, looked up, and what is wrong with them.
 *
 * Ours and not gettext's, for exact places: a msgstr has an origin, so that a mistake inside it is
 * reported at its column in the file, escapes and line joins counted. Read are comments, flags,
 * msgctxt, msgid, msgstr; msgid_plural is an error (plurals are {n, plural, ...} here); obsolete
 * entries (#~) are skipped; fuzzy ones are kept but never given out as translations. UTF-8 only; a
 * byte order mark and CR LF are fine; the header is optional.
 *
 * Codes: po/not-utf8 po/charset po/plural po/duplicate po/bad-line po/bad-escape po/unclosed
 * po/missing-msgid po/missing-msgstr po/repeated po/nul po/line-end po/language; warnings po/unused
 * po/mixed-ends. */
#ifndef STROM_PO_H
#define STROM_PO_H

#include "message/origin.h"

struct po_entry {
	str context, id, text;           /* context is empty where there is none */
	str remarks;                     /* translators' comments, where all is read */
	bool fuzzy;
	bool used;                       /* po_find asked for it */
	struct span context_at, id_at;   /* of the strings, quotes included */
	struct span text_at;
	struct origin id_origin, text_origin;
};

struct po;

/* `file` is the file's number in the diags; `bytes` must outlive the result. All errors in one
 * go; NULL: reported. */
struct po *po_read(struct arena *, struct diags *, uint32_t file, str bytes);

/* For comparing: as much as can be made out, obsolete entries and the header too, the forms of a
 * plural as one text. */
struct po *po_read_all(struct arena *, uint32_t file, str bytes);
/* Of a file, and of what msgmerge made of it, which has been seen to end well with a hole in what
 * it wrote: whether each translation is still there with its remarks, as its own or as the fuzzy
 * one of a changed text, and none became good by itself. NULL: yes; else the old file's entry of
 * which that cannot be said, or a new entry that is not like it was. */
const struct po_entry *po_lost(struct arena *, const struct po *old, const struct po *merged);

/* EMPTY: of nothing but blanks. */
enum po_state { PO_MISSING, PO_EMPTY, PO_FUZZY, PO_TRANSLATED };
enum po_state po_state_of(const struct po_entry *);

/* Marks the entry as used. *entry (may be NULL) is set unless PO_MISSING. Only PO_TRANSLATED may
 * be printed. The header is never found. */
enum po_state po_find(struct po *, str context, str id, const struct po_entry **entry);

/* What entries are told apart by: two with one key are one. */
str po_key(struct arena *, str context, str id);

/* In the file's order, the header left out. */
size_t po_count(const struct po *);
const struct po_entry *po_at(const struct po *, size_t i);
/* A field of the header ("Language"), trimmed; empty: none. */
str po_field(const struct po *, str name);

/* Whether the header names this language (BCP 47), in whatever spelling, or none. False: reported.
 */
bool po_check_language(const struct po *, struct diags *, str language);
/* Warns where some lines end with CR LF and some do not. */
void po_check_ends(const struct po *, struct diags *);
/* More lines end with CR LF than with LF. */
bool po_has_crlf(const struct po *);

/* One warning a file, when translated entries were not asked for ("po/unused"). */
void po_report_unused(const struct po *, struct diags *);

/* Writes text as PO strings, as gettext does with --no-wrap: `keyword "text"`, or, when it holds a
 * line end before its last byte, `keyword ""` and a string a line. */
void po_put(struct buf *, str keyword, str text);

#endif
