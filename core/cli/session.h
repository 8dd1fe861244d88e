/* What the commands share: a project read, its tables loaded, messages shown, editions chosen. */
#ifndef STROM_SESSION_H
#define STROM_SESSION_H

#include "cli/options.h"
#include "data/tables.h"
#include "edition/edition.h"
#include "page/pages.h"

struct session {
	const struct command_line *line;
	struct arena *arena;
	struct diags *diags;
	size_t shown;                    /* reports shown so far */
	struct consent consent;          /* what the user has agreed to; session_consent */
	bool consented;
	const struct project *project;
	str database;
	struct tables_seen *seen;               /* for all that opens the database */
	bool loaded;                     /* the tables are there */
	struct lock *lock;               /* children's; NULL: not made yet */
	struct limits limits;            /* theirs */
	vec(struct file_spares *) spares;    /* for their large sorts: one for each at work */
	struct file_spares *own;         /* in a child, its own; NULL: in main */
	str reads; /* a file beside the project that children read; empty: none */
	str made;  /* the folder for results, made for this run; empty: none */
};

void session_begin(struct session *, const struct command_line *);
/* Reads the user's configuration, before main is locked and can no longer. False: reported. */
bool session_consent(struct session *);
/* Reads the project; false: failed, and shown. */
bool session_project(struct session *);
/* Reads the project and runs its sources. */
bool session_load(struct session *);
/* What there is to ask, once more for each process. NULL: reported. */
struct tables *session_tables(struct session *);
/* Shows what has not been shown. Returns the exit code: `code`, or that errors were reported. */
int session_end(struct session *, int code);
void session_show(struct session *);
/* Lines for standard output: to people without what would command their terminal, to programs
 * (--json) as they are. */
void session_print(const struct session *, str lines);

/* ---- Locks (locks.c) ---- */

/* What a command does to the machine, beside reading the project. */
struct does {
	bool project;                    /* reads the one that the command line names */
	str reads;                       /* another file; empty: none */
	str writes;                      /* the folder that its results go to; empty: none */
	bool makes; /* that folder may have to be made; an empty one does not stay */
	bool runs;                       /* other programs (msgmerge) */
};
/* Locks main, for good, before it reads a word of what is foreign: from here on it can read the
 * project's folder, folders of plugins, and what programs need of the machine; and write where
 * the command says. False: reported; the kernel has such locks and refused, say. */
bool session_lock(struct session *, struct does);
/* The lock of children that make editions: they can read the project but its sensitive files, the
 * plugins and the machine's libraries and fonts, and write nowhere. */
const struct lock *session_lock_child(struct session *);
/* For a program of the machine's: it can read no more than programs need, and what is ruled in. */
struct lock *session_lock_program(struct session *);
/* With --verbose: what this kernel can keep children from, and what it cannot. */
void session_tell_locks(const struct session *);
/* Room for large sorts, lent to a child until it is emptied. */
struct file_spares *session_spares(struct session *);

/* The editions that the command line asks for: a document's id as its first word (or all), and
 * --edition. False: none fits; reported. */
bool session_editions(struct session *, const struct edition_spec ***list, size_t *n);
/* Reports that there is no such document; false. */
bool session_no_document(struct session *, str id);
struct translate_label;
/* In a child: of all code books of public tables; the tables are loaded. In the arena. False:
 * reported. */
bool session_labels_here(struct session *, const struct translate_label **, size_t *n);
/* The only one, or an error that lists them. */
const struct edition_spec *session_edition(struct session *, const char *document);

/* How many children may be at work at once. */
size_t session_jobs(const struct session *);
/* The tables, in this process: a child. NULL: reported. */
struct tables *session_tables(struct session *);
/* An edition in memory, in this process: a child. NULL: reported. */
struct edition *session_make(struct session *, const struct edition_spec *);
/* Typesets into a sink. */
bool session_typeset(const struct edition *, struct page_sink);

/* The project's folder, as the command line says. */
str session_folder(const struct session *);
/* Where results go: --out, or the project's folder out/. */
str session_out(struct session *);
/* Nothing has been reported that keeps a result from being used. */
bool session_good(const struct session *);

#endif
