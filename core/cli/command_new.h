/* What strom new writes of a file of data: strom.yml and a first text. */
#ifndef STROM_COMMAND_NEW_H
#define STROM_COMMAND_NEW_H

#include "data/look.h"

/* What a person has to write in their place; strom pack warns of them. */
#define NEW_FUNDER "Name of the funder"
#define NEW_DATE   "2000-01-01"

/* Data that were looked at, and how they are to be read. */
struct new_project {
	struct arena *arena;
	str id, title;                   /* of the project, made of the folder's name */
	str file, plugin;                /* the data's name in the folder data/, and its source */
	str codebook;                    /* the same of its code book; empty: none, or its own */
	const str *languages;            /* the first is the text's */
	size_t languages_n;
	const struct look *look; /* NULL: there are no data but those of the small project */
	/* Columns as the file calls them, where the source gives them other names. */
	const str *headings;
	size_t headings_n;
	const struct setting *settings;  /* the source's options */
	size_t settings_n;
	const struct type_spec *types;
	size_t types_n;
	bool personal; /* a column seems to tell of single persons */
};

/* What is shown of a column; NEW_SEVERAL has a table with a row an answer. Of NEW_TICKED and
 * NEW_LEFT_OUT nothing is; the first has one answer alone, where it has any. */
enum new_kind {
	NEW_LEFT_OUT,
	NEW_TICKED,
	NEW_YES_NO,
	NEW_CHART,
	NEW_TABLE,
	NEW_NUMBER,
	NEW_DAY,
	NEW_SEVERAL
};
enum { NEW_MOST_BARS = 12, NEW_MOST_QUESTIONS = 80 };
enum new_kind command_new_kind(struct arena *, const struct look_column *);
/* Whether it seems to tell of single persons, by its name or what was asked. */
bool command_new_personal(struct arena *, const struct look_column *);

/* new_groups.c. The group of a question; empty: none. Its name without it, and what heads it. */
str command_new_group(const struct new_project *, const struct look_column *);
str command_new_title(const struct new_project *, str name);
str command_new_heading(const struct new_project *, const struct look_column *);
/* Texts can take it by its name, {survey.staff.mean}: it needs no value. */
bool command_new_is_named(const struct look_column *);
/* A table of its answers has a column of that name already. */
bool command_new_is_taken(const struct look_column *);
/* "Staff" of "Staff 2014", and "Offered" of "Offered/shelter"; empty: it is none of several. */
str command_new_series(str title);
str command_new_several(const struct new_project *, const struct look_column *);
/* Where the columns end that are one question with that of number i. */
size_t command_new_end(const struct new_project *, size_t i);
/* The i-th is a list of answers, "shelter legal", beside columns that have them one by one. */
bool command_new_is_list(const struct new_project *, size_t i);

/* As a title; where no two hyphens may stand; as a name in SQL. */
str command_new_words(struct arena *, str name);
str command_new_remark(struct arena *, str name);
str command_new_quoted(struct arena *, str name);

void command_new_yml(const struct new_project *, struct buf *out);
void command_new_text(const struct new_project *, struct buf *out);

#endif
