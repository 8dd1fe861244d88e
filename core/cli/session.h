/* What the commands share: a project read, its tables loaded, messages shown, editions chosen. */
#ifndef STROM_SESSION_H
#define STROM_SESSION_H

#include "cli/options.h"
#include "edition/edition.h"
#include "page/pages.h"

struct session {
	const struct command_line *line;
	struct arena *arena;
	struct diags *diags;
	size_t shown;                    /* reports shown so far */
	const struct project *project;
	str database;
	struct tables_seen *seen;               /* for all that opens the database */
	bool loaded;                     /* the tables are there */
};

void session_begin(struct session *, const struct command_line *);
/* Reads the project; false: failed, and shown. */
bool session_project(struct session *);
/* Reads the project and runs its sources. */
bool session_load(struct session *);
/* What there is to ask, once more for each process. NULL: reported. */
struct tables *session_tables(struct session *);
/* Shows what has not been shown. Returns the exit code: `code`, or that errors were reported. */
int session_end(struct session *, int code);
void session_show(struct session *);

/* The editions that the command line asks for: a document's id as its first word (or all), and
 * --edition. False: none fits; reported. */
bool session_editions(struct session *, const struct edition_spec ***list, size_t *n);
/* Reports that there is no such document; false. */
bool session_no_document(struct session *, str id);
/* The only one, or an error that lists them. */
const struct edition_spec *session_edition(struct session *, const char *document);

/* An edition in memory, in this process. NULL: reported. */
struct edition *session_make(struct session *, const struct edition_spec *);
/* Typesets into a sink. */
bool session_typeset(const struct edition *, struct page_sink);

/* Where results go: --out, or the project's folder out/. */
str session_out(struct session *);
/* Nothing has been reported that keeps a result from being used. */
bool session_good(const struct session *);

#endif
