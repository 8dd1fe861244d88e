/* strom.yml: the project and its edition matrix. */
#ifndef STROM_PROJECT_H
#define STROM_PROJECT_H

#include "plugin/plugin.h"
#include "project/reading.h"

/* Words of the author's, with their place: what is printed, or searched, or opened. */
struct said {
	str text;
	struct span at;
};

struct funder_rules;                                 /* project/funders.h */

struct funder {
	struct said name, logo, grant, statement;    /* logo: a path; all but name may be empty */
	struct said rules_name;
	const struct funder_rules *rules;            /* NULL: there are none */
};

/* types: of a column. */
struct type_spec {
	struct said column;
	enum reading_type type;
	struct span at;                              /* of the type */
	bool left_out;                               /* leave-out: nothing of it is kept */
};

/* What a source's entry says of its cells. Not said: 0 and nothing. */
struct reading_said {
	enum reading_custom custom;
	enum reading_minus minus;
	const str *dates;                            /* patterns */
	size_t dates_n;
	const struct said *nulls, *yes, *no;         /* words */
	size_t nulls_n, yes_n, no_n;
	const struct type_spec *types;
	size_t types_n;
	bool keep_total, drop_total;                 /* total-row: */
	bool keep_notes, drop_notes;                 /* notes-below: */
};

/* po/project.LANGUAGE.po has what all documents share; no document has its name. */
#define PROJECT_CATALOGUE "project"

enum { PROJECT_FEW = 10 };

/* What becomes of a share of few answers. */
enum small_base { SMALL_BASE_WARN, SMALL_BASE_COUNTS, SMALL_BASE_REFUSE, SMALL_BASE_ALLOW };

/* How a source is measured, and the views that are made of it. */
struct measured_said {
	struct said weight; /* a column; empty: each row counts once */
	int64_t suppress;   /* counts below this are not told; 0: all are */
	int64_t few;        /* answers: fewer are a small base */
	enum small_base small;
};

/* What a column's numbers are counted in. */
struct unit_said {
	struct said column, unit;
};

/* data: one source. */
struct source_spec {
	struct said name, path;  /* of its first file, joined with the folder */
	const struct said *more; /* its other files */
	size_t more_n;
	const struct plugin *plugin;
	struct options options;
	struct reading_said reading;
	const struct checks_said *checks;            /* NULL: none */
	struct said codebook;             /* what its codes mean: a joined path; or empty */
	const struct plugin *book_plugin; /* that reads it, where the source does not */
	struct options book_options;
	struct measured_said measured;
	const struct unit_said *units;
	size_t units_n;
	bool sensitive;
	bool given; /* the user has named the file: it may lie anywhere */
	struct said server;              /* that it connects to; empty: it reads files */
	bool agreed;                     /* the user has agreed to that */
};

/* The i-th of its files, from 0; NULL: there are no more. One that connects to a server has none.
 */
static inline const struct said *project_source_file(const struct source_spec *s, size_t i)
{
	if (!i)
		return s->path.text.len ? &s->path : NULL;
	return i <= s->more_n ? &s->more[i - 1] : NULL;
}

/* values: a name for one cell. */
struct value_spec {
	struct said name;
	const struct yaml *sql;
	bool above;                                  /* max: none: a percent above 100 is meant */
};

/* checks: of a column. Not said: empty, false. */
struct column_checks {
	struct said column, least, most, pattern, in;        /* in: "TABLE.COLUMN" */
	const struct said *values;
	size_t values_n;
	struct span required_at, unique_at, values_at;       /* file 0: not asked for */
};

/* checks: sums. */
struct sum_check {
	const struct said *of, *by;
	size_t of_n, by_n;
	bool all;                                    /* by: all */
	struct said to;
	double within;
};

/* checks: of a table. */
struct checks_said {
	const struct column_checks *columns;
	size_t columns_n;
	const struct said *key;                      /* unique: */
	size_t key_n;
	struct span rows_at;                         /* file 0: not said */
	int64_t least_rows, most_rows;               /* -1: any */
	const struct sum_check *sums;
	size_t sums_n;
};

/* views: a table that a query of others makes. */
struct view_spec {
	struct said name;
	const struct yaml *sql;
	const struct checks_said *checks;            /* NULL: none */
};

/* measures: of a table, a condition (is) or a number (of), as SQL. */
struct measure_spec {
	struct said table, name;
	const struct yaml *is, *of;                  /* one of them */
	const struct yaml *where;                    /* may be NULL */
	int64_t round;                               /* to multiples of this; 0: not */
};

enum edition_axis { EDITIONS_LANGUAGES, EDITIONS_COUNTRIES };

/* A document's cover, in a file of its own. */
struct cover_spec {
	bool wanted, back_is_last;                   /* the back: the last page, or nothing */
	strom_len spine;
	struct span at;
};

struct document_spec {
	struct said id, title, subtitle, description, date; /* title falls back on the project's */
	struct said isbn;                            /* as written; its check digit fits */
	const struct plugin *layout;
	struct options options;                      /* the layout's */
	struct said theme;
	struct said bibliography;                    /* CSL-JSON; joined path; empty: none */
	const struct said *texts;                    /* Markdown files, in order; joined paths */
	size_t texts_n;
	const struct said *languages;                /* on the languages axis */
	size_t languages_n;
	enum edition_axis axis;
	bool typography;  /* typed signs are printed as the language does */
	bool attachments; /* the rows of data tables go into the PDF as CSV */
	struct cover_spec cover;
	int64_t pages_multiple;                      /* for print: of this number; 1: any */
};

/* hyphenation: words of a language with their hyphens, as written: "pol-i-cy", "paš-val-dī-b*". */
struct hyphenation {
	str language;
	const str *words;
	size_t n;
};

/* links: where the page that a link leads to is in another language. */
struct link_spec { str target, language, there; };

/* One cell of the matrix. */
struct edition_spec {
	const struct document_spec *document;
	str id;                                      /* "lv", "lv-LV" */
	str language;                                /* BCP 47 */
	str country;                                 /* ISO 3166; empty on the languages axis */
};

/* print: how the files for the press are made. */
enum print_marks { MARKS_CROP = 1, MARKS_COLOURS = 2, MARKS_PAGE = 4 };

struct print_spec {
	struct span at;                              /* deliver's word print, or strom.yml */
	struct said condition;                       /* "FOGRA39" */
	struct said profile;                         /* a joined path; empty: the condition's own */
	strom_len bleed;                             /* -1: as the layout says, at least 3 mm */
	unsigned marks;                              /* MARKS_... */
	bool overprint;                              /* black prints on what lies below */
	bool charts_black;                           /* charts are of black alone, with patterns */
	int64_t ink_limit, resolution;               /* percent; pixels an inch */
};

/* pictures: the most pixels an inch that they have in files for each use; 0: all that they have. */
struct pictures_spec { int64_t screen, print; };

/* strom.yml as it is read: its fields are the keys of the file, which a struct for every few would
 * only hide. */
struct project {
	str folder;                                  /* where strom.yml lies, as given */
	struct span at;                              /* strom.yml itself */
	struct said id, title, subtitle, date, publisher, licence, notice;
	const struct said *authors;
	size_t authors_n;
	const struct funder *funders;
	size_t funders_n;
	str language;                                /* of the text as written */
	const struct hyphenation *hyphenation;
	size_t hyphenation_n;
	const struct link_spec *links;
	size_t links_n;
	struct said translations;                    /* folder of the PO files; joined path */
	const struct source_spec *sources;
	size_t sources_n;
	const str *credentials; /* as of the consent; for sources that connect */
	size_t credentials_n;
	const struct view_spec *views;
	size_t views_n;
	const struct measure_spec *measures;
	size_t measures_n;
	const struct value_spec *values;
	size_t values_n;
	const struct document_spec *documents;
	size_t documents_n;
	const struct edition_spec *editions; /* by document, then as strom.yml orders them */
	size_t editions_n;
	const struct said *deliver_profiles;
	size_t deliver_profiles_n;
	struct print_spec print;
	struct pictures_spec pictures;
	const struct plugins *plugins;
};

struct trust_list;

/* What the user has agreed to, whatever a project says. */
struct consent {
	const str *plugin_folders;                   /* opened, besides the install's */
	size_t plugin_folders_n;
	const struct trust_list
	        *trust;     /* folders of plugins that a project may bring; may be NULL */
	const str *allowed; /* folders that inputs may lie in, besides the project's */
	size_t allowed_n;
	const str *connect;              /* sources that may connect to their servers */
	size_t connect_n;
	const str *credentials;          /* files in which the user keeps what servers ask for; none
	                                    where nothing may connect */
	size_t credentials_n;
};

/* Whether a source that connects may be there: by its name, or as its server is trusted. */
bool project_may_connect(const struct consent *);

/* Reads and checks everything that strom.yml says, files that it names included; all errors in
 * one go. `path` is strom.yml or its folder. From then on the diags say what may be read
 * (diag_reads). consent NULL: none. NULL: reported. */
const struct project *project_load(struct arena *, struct diags *, str path,
                                   const struct consent *);

/* https://, http://, mailto: or tel: before something. */
bool project_is_address(str target);
/* Printed words without their context for translators: "Share {ctx=verb}" is Share. */
str project_words(struct said);
/* Where a link of the text leads in editions in this language. */
str project_link(const struct project *, str target, str language);

/* The JSON Schema (2020-12) of strom.yml, from the same declarations that check it. */
void project_schema(const struct plugins *, struct buf *out);
/* Of a theme, a language pack or a funder's rules. False: there is none of that name. */
bool project_schema_of(str name, struct buf *out);

#endif
