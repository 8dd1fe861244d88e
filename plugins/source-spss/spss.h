/* The source of statistics files, SPSS's .sav and .zsav and Stata's .dta: what its files share. For
 * this folder only. */
#ifndef SOURCE_SPSS_H
#define SOURCE_SPSS_H

#include <strom/source_help.h>

#include <readstat.h>

enum {
	MOST_COLUMNS = 32767, /* Stata's own limit */
	MOST_LABELS = 1 << 20,
	MOST_TEXT = STROM_NUMBER
};

/* What a variable's numbers are, by its format. */
enum spss_form {
	FORM_TEXT,
	FORM_NUMBER,
	FORM_PERCENT,
	FORM_YEAR,
	FORM_DAY,
	FORM_DAY_TIME,
	FORM_TIME,
	FORM_MONTH,
	FORM_QUARTER,
	FORM_HALF,
	FORM_WEEK
};

struct spss_variable {
	strom_str name, label, set; /* set: the name of its labels */
	enum spss_form form;
	bool single;        /* its numbers have the precision of a float */
	uint32_t tags;      /* Stata's .a to .z that its cells hold, a bit each */
	uint32_t missing_n; /* what its file says means no value: from and to, or a text */
	double from[4], to[4];
	strom_str missing_text[4];
	struct spss_in *in; /* the sets that it belongs to */
};

/* Several variables that are the answers to one question. */
struct spss_set {
	strom_str name, label;
	strom_str counted; /* what a member holds that was ticked; empty: they hold answers */
	uint32_t *members, n;
	size_t room;
	char *codes; /* of the row at hand, with spaces between */
	size_t len;
	struct spss_set *next;
};

struct spss_in {
	struct spss_set *set;
	struct spss_in *next;
};

/* A label of a set, in the file's order. */
struct spss_label {
	strom_str set, label, text; /* text: the value of a variable of texts */
	double number;
	char tag; /* Stata's .a: 'a' */
	struct spss_label *next;
};

struct spss {
	struct strom_job *job;
	const struct strom_source_host *host;
	strom_str bytes;
	size_t at; /* where the library reads */
	bool stata;
	struct spss_variable **variables;
	uint32_t n, cap;
	struct spss_label *labels, **labels_end;
	uint32_t labels_n;
	struct spss_set *sets, **sets_end;
	uint32_t sets_n;
	int weight; /* the variable of case weights; -1: none */
	uint64_t row;
	bool begun, told; /* told: the core knows the table, and places count its cells */
	bool stopped;     /* the core takes no more */
	struct strom_faults faults;
};

/* ---- report.c ---- */

void *spss_alloc(struct spss *, size_t bytes);
/* Of a text in another encoding than the file says: reported, and false. */
bool spss_not_utf8(struct spss *, struct strom_pos);
strom_str spss_keep(struct spss *, const char *text);
struct strom_pos spss_at(const struct spss *, uint64_t row, uint32_t column);
/* ---- file.c ---- */

/* Has the library read the file, from memory. `book`: variables, labels and which tags there are,
 * else the rows. False: reported. */
bool spss_parse(struct spss *, bool book);

/* ---- value.c ---- */

enum spss_form spss_form_of(const struct spss *, const char *format);
/* A number as text in the variable's form, and its type for the core. False: no such day. */
bool spss_number(const struct spss *, const struct spss_variable *, double number,
                 char out[MOST_TEXT], uint32_t *type);

/* ---- sets.c ---- */

/* Finds the sets, when the variables are known. What is not understood is a warning. */
void spss_sets(struct spss *);
/* A cell's part in the sets that its variable belongs to; behind the row's last cell what came
 * together goes to the core. False: it takes no more. */
void spss_set_cell(const struct spss_variable *, strom_str text, double value);
bool spss_set_cells(struct spss *, uint64_t row);

/* ---- book.c ---- */

/* Hands on columns and the code book. False: reported. */
bool spss_book(struct spss *);

#endif
