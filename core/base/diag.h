/* Diagnostics: what was wrong, where, and what to do about it.
 *
 * A place is a byte range of a file. Lines and columns are worked out when a report is shown, so
 * every room only carries offsets. Functions that return false have reported: do not report again.
 */
#ifndef STROM_DIAG_H
#define STROM_DIAG_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/track.h"

struct diags;

/* file 0: no place. len 0: a point. */
struct span {
	uint32_t file, len;
	uint64_t off;
};

/* A remark is good to know, and asks for nothing: --strict leaves it. */
enum severity { DIAG_WARNING, DIAG_ERROR, DIAG_REMARK };

enum {
	DIAG_SECRET = 1, /* a sensitive source: positions are shown, its lines never */
	DIAG_BINARY = 2, /* not text: only its name is shown */
	DIAG_GIVEN =
	        4 /* of the install, or named by the user: its lines are shown wherever it lies */
};

struct inputs;

struct diags *diags_new(struct arena *);
/* What may be read (base/inputs.h), and shown: all who read are told it with the diags. NULL:
 * everything. */
void diag_reads(struct diags *, const struct inputs *);
const struct inputs *diag_inputs(const struct diags *);
/* An empty set that may read what the other may, for what is to be dropped or told later. */
struct diags *diags_like(struct arena *, const struct diags *);
/* The number of a file; the same path gives the same number. `path` is shown and opened as it is.
 */
uint32_t diag_file(struct diags *, str path, unsigned flags);
str diag_path(const struct diags *, uint32_t file);
bool diag_is_given(const struct diags *, uint32_t file); /* DIAG_GIVEN: and so is what it names */
/* The place, as a child process writes down where it is. */
struct track_place diag_track(const struct diags *, struct span);
/* What the file's bytes are, so that its lines can be shown: a name that iconv knows. Places in a
 * file of UTF-16 count the bytes of its text in UTF-8. */
void diag_encoding(struct diags *, uint32_t file, str encoding);
str diag_encoding_of(const struct diags *, uint32_t file);   /* empty: UTF-8 */

/* Files that are no text: places count cells, as STROM_AT of <strom/source.h> packs them, and are
 * told by the sheet's name; of a secret file by its number alone. kind: of enum strom_sheet_kind.
 */
void diag_sheet(struct diags *, uint32_t file, uint32_t number, uint32_t kind, str name);
/* The same sheets, without their names, of another set's file. */
void diag_sheets_like(struct diags *, uint32_t file, const struct diags *from, uint32_t from_file);

/* Code: "room/what-is-wrong", stable. The message is short, lower case, without a full stop. */
__attribute__((format(printf, 4, 5)))
bool diag_error(struct diags *, struct span, const char *code, const char *format, ...);
__attribute__((format(printf, 4, 5)))
void diag_warn(struct diags *, struct span, const char *code, const char *format, ...);
__attribute__((format(printf, 4, 5)))
void diag_remark(struct diags *, struct span, const char *code, const char *format, ...);
/* Adds to the last report: a full sentence that says what to do; a second place. */
__attribute__((format(printf, 2, 3))) void diag_hint(struct diags *, const char *format, ...);
__attribute__((format(printf, 3, 4)))
void diag_note(struct diags *, struct span, const char *format, ...);
/* "did you mean 'x'?" as a hint, when one of the words is near enough. Returns whether. */
bool diag_did_you_mean(struct diags *, str wrong, const str *words, size_t n);
/* The same; where none is near enough, the hint says which there are. */
void diag_one_of(struct diags *, str wrong, const str *words, size_t n);
/* A report with everything given: for plugins and for reports from another process. */
struct report {
	enum severity severity;
	struct span at;
	str code, message, hint;
};
void diag_add(struct diags *, const struct report *);

/* Errors that were met, those that another edition had told before too. A stage that goes on after
 * an error, to find the next, has failed when this has grown. */
size_t diag_met(const struct diags *);
size_t diag_errors(const struct diags *);
size_t diag_warnings(const struct diags *);
/* Reports so far; the i-th, for tests and for the build report. */
size_t diag_count(const struct diags *);
const struct report *diag_at(const struct diags *, size_t i);

/* Where a word first stands in a place; the whole place where it does not. For messages alone: the
 * file is read. */
struct span diag_narrow(struct diags *, struct span, str word);

/* Places for what is printed: where the file cannot be read again, that is reported.
 *
 * 1-based line, and column in characters; {0, 0} where there is no place. */
struct line_column { uint64_t line, column; };
struct line_column diag_position(struct diags *, struct span);
/* A row's, in words: "a.csv:7", "a.xlsx:Answers!A7", "a.db:towns, row 7". Empty: none is known. */
str diag_row_place(struct diags *, struct arena *, struct span);

/* The place behind its file's name, without the column: ":7", ":Answers!C7"; of no place nothing.
 */
void diag_put_line(struct diags *, struct span, struct buf *);

/* Forgets all reports, not the files: a child process begins with none, so that it fails for what
 * it finds itself alone, and finds again what another has found. Pack and unpack carry the reports
 * of one process to another; equal reports are kept once. */
void diag_forget(struct diags *);
void diag_pack(const struct diags *, struct buf *);
bool diag_unpack(struct diags *, str packed);

/* Shows all reports from number `from` on, as text with the line and a caret, or as JSON, one
 * object a line. Returns how many reports there are now. */
enum diag_style { DIAG_PLAIN, DIAG_COLOUR, DIAG_JSON };
size_t diag_show(struct diags *, enum diag_style, size_t from, struct buf *out);
/* Turns every warning into an error (--strict). */
void diag_strict(struct diags *);

#endif
