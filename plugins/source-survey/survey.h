/* The source of survey tools' exports, and of code books: what its files share. For this folder
 * only. */
#ifndef SOURCE_SURVEY_H
#define SOURCE_SURVEY_H

#include <strom/source_help.h>

enum {
	MOST_LANGUAGES = 64,
	NONE = 0xFFFFFFFFu,
	MOST_CODES = 10000,
	MOST_QUESTIONS = 6000,
	MOST_LISTS = 5000,
	MOST_ROWS_OF_BOOK = 100000
};

/* The descriptions of the sources that are parts of this one. */
const struct strom_plugin *survey_csv_plugin(void);
const struct strom_plugin *survey_xlsx_plugin(void);

/* ---- table.c: a sheet or a CSV file, all of it ---- */

struct survey_cell {
	strom_str text;
	uint32_t type, quoted;
	struct strom_pos pos;
};

struct survey_table {
	struct survey_cell *header;
	uint32_t columns;
	struct survey_row {
		struct strom_pos pos;
		struct survey_cell *cells;
	} * rows;
	uint32_t n, cap;
};

struct survey {
	struct strom_job *job;
	const struct strom_source_host *host;
	struct strom_faults faults;
	struct form *form; /* NULL: there is no code book */
	bool full;         /* a code book has too much: that has been reported */
};

/* Reads a sheet of a workbook, by its name, or a CSV file, which has none. sheet NULL: the
 * option's, or the first. *found: there is such a sheet. False: reported. */
bool table_read(struct survey *, const struct strom_input *, const char *sheet,
                struct survey_table *, bool *found);
bool table_is_workbook(const struct strom_input *);
/* A column by its heading, capitals of ASCII, spaces and underscores alike; NONE: there is none. */
uint32_t table_column(const struct survey_table *, const char *name);
strom_str table_text(const struct survey_table *, uint32_t row, uint32_t column);

/* ---- words.c ---- */

void *survey_alloc(struct survey *, size_t bytes);
/* Capitals of ASCII, spaces and underscores make no difference. */
bool word_alike(strom_str, strom_str);
bool word_begins(strom_str, const char *);
strom_str word_from(strom_str, size_t);
/* Up to a sign, which is taken off with it; all, where there is none. */
strom_str word_until(strom_str *rest, char sign);
/* "Q1_SQ001" */
strom_str word_joined(struct survey *, strom_str, strom_str);
/* A language's code of "English (en)", "en", "English", "latviešu"; empty: it is none. */
strom_str word_language(strom_str);

/* ---- form.c: what a code book says ---- */

struct form_label {
	strom_str language, text;
	struct strom_pos pos;
	struct form_label *next;
};

struct form_code {
	strom_str code;
	struct form_label *labels;
	bool missing;
	struct strom_pos pos;
	int64_t order;
	struct form_code *next;
};

struct form_list {
	strom_str name;
	struct form_code *codes, **end, *last;
	uint32_t n;
	bool named; /* its labels are there */
	struct form_list *next;
};

struct form_question {
	strom_str name, path, unit; /* path: group/name */
	uint32_t kind;              /* enum strom_variable_kind */
	bool year, inside;          /* inside: a repeat, whose rows are in a sheet of their own */
	struct form_label *labels;
	struct form_list *list; /* NULL: any answer */
	struct strom_pos pos;
	struct form_question *next;
};

struct form {
	struct form_question *questions, **questions_end, *last;
	struct form_list *lists;
	uint32_t n, lists_n;
};

/* Of more than MOST_... the last is given again: that has been reported, and nothing comes of the
 * form. */

struct form *form_new(struct survey *);
struct form_question *form_add(struct survey *, struct form *, strom_str name, struct strom_pos);
struct form_question *form_find(const struct form *, strom_str name);
struct form_list *form_list(struct survey *, struct form *, strom_str name);
struct form_code *form_code(struct survey *, struct form_list *, strom_str code, struct strom_pos);
struct form_code *form_code_find(const struct form_list *, strom_str code);
void form_label(struct survey *, struct form_label **, strom_str language, strom_str text,
                struct strom_pos);
/* Reads a code book, of whatever kind it is. NULL: reported. */
struct form *form_read(struct survey *, const struct strom_input *);
/* Hands a question on to the core, under a name. False: the core takes no more. */
bool form_push(struct survey *, const struct form_question *, strom_str name);

/* ---- The kinds of code books: each false, where it was reported ---- */

bool form_xlsform(struct survey *, struct form *, const struct survey_table *survey,
                  const struct survey_table *choices);
bool form_redcap(struct survey *, struct form *, const struct survey_table *);
bool form_table(struct survey *, struct form *, const struct survey_table *);
bool form_lss(struct survey *, struct form *, const struct strom_input *);
bool form_is_lss(const struct strom_input *);

/* ---- The tools ---- */

/* A column that is handed on: out of one of the export's, or of the 0 and 1 of several. */
struct survey_column {
	strom_str name;
	struct strom_pos pos;
	const struct form_question *question;
	uint32_t from; /* NONE: of its parts alone */
	bool labels;   /* its cells are labels, not codes */
	struct survey_part {
		uint32_t from;
		strom_str code;
		struct survey_part *next;
	} * parts;
	struct survey_column *next;
};

struct survey_columns {
	struct survey_column *first, **end;
};

/* The column of a question, which is added if it is not there. */
struct survey_column *column_of(struct survey *, struct survey_columns *,
                                const struct form_question *, strom_str name, struct strom_pos);
void column_part(struct survey *, struct survey_column *, uint32_t from, strom_str code);

/* Whether all cells are codes of the question. */
bool column_all_codes(const struct survey_table *, uint32_t column, const struct form_question *);
/* The code that a label in any language means; NULL: none. */
const struct form_code *column_label(const struct form_list *, strom_str label);
/* 1, Y, Checked. */
bool column_is_ticked(strom_str);

void tool_kobo(struct survey *, const struct survey_table *, struct survey_columns *);
void tool_limesurvey(struct survey *, const struct survey_table *, struct survey_columns *);
void tool_redcap(struct survey *, const struct survey_table *, struct survey_columns *);

#endif
