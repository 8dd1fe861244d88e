/* Making an edition: what the recursion over blocks shares. */
#ifndef STROM_MAKER_H
#define STROM_MAKER_H

#include "text/build/build.h"
#include "text/draft/draft.h"
#include "data/measure.h"
#include "message/number.h"
#include "po/po.h"
#include "text/build/values.h"
#include "text/compare/compare.h"
#include "text/text.h"

struct maker {
	struct builder b;
	const struct project *project;
	struct voice own, source;       /* the edition's; that of the text as written */
	struct edition_values *values;
	struct po *po;                   /* NULL: there is none */
	struct po *shared;               /* the project's, as well */
	struct compare compare;          /* where there is one */
	struct compare alone;            /* of the source's plurals, once there is one */
	const struct language *written_in; /* the language of the source */
	bool translate;                  /* the edition is not in the source's language */
	struct arena *texts;             /* of one text of the document: drafts */
	size_t rows;                     /* that passages were repeated for */
	int32_t notes;                   /* numbers that footnotes have had */
	uint8_t glossary;                /* the level of the heading above it; 0: this is none */
};

/* ---- maker.c ---- */

/* Translates and evaluates a segment. Without a translation the text is in the source's
 * language, which is so here then. False: there is no text, or it was reported. */
bool maker_evaluate(struct maker *, struct here *, const struct raw *, struct message_text *);
/* The same as plain text. */
str maker_plain(struct maker *, struct here *, const struct raw *);
/* Untranslated, where the language is not the edition's and the passage does not say it. */
void maker_mark(struct maker *, struct here, strom_node);

/* ---- branches.c ---- */

/* Signs that look like markup in branches of a message that this edition does not print. */
void make_branches(struct maker *, struct here, const struct message *,
                   const struct message_text *printed);

/* ---- unprinted.c ---- */

/* What all branches of a message refer to. */
void make_mentions(struct maker *, struct here, const struct message *);
/* A passage that this edition leaves out; rows_known: values_enter has its columns. */
void make_unprinted(struct maker *, struct here, const struct draft_block *, bool rows_known);

/* ---- notes.c ---- */

/* A segment as inline children of a block, which is marked when it is untranslated; with the
 * footnotes of which these are the first references. */
void maker_inlines(struct maker *, struct here, strom_node block, const struct raw *);
/* Adds a CAPTION when there is one. */
void maker_caption(struct maker *, struct here, strom_node parent, const struct raw *);
/* A passage that this edition leaves out: its footnotes are not unused. */
void maker_pass_over(struct here, const struct draft_block *);
/* Warns of the file's notes that nothing refers to. */
void make_notes_unused(struct maker *, struct here);

/* ---- make_blocks.c ---- */

/* All of a file; then the file around it goes on. */
void make_draft(struct maker *, struct here, struct draft *, strom_node parent);
/* "text/late-front-matter": it stands in a text that is not the document's first. */
void make_late_front(struct maker *, const struct draft *);
/* Makes a block with all in it; 0: it stands for others. */
strom_node maker_block(struct maker *, struct here, const struct draft_block *, strom_node parent);
void maker_children(struct maker *, struct here, const struct draft_block *, strom_node parent);

/* ---- glossary.c ---- */

/* A heading {.glossary} begins the glossary, up to the next of its level or above. */
void make_glossary_heading(struct maker *, strom_node heading);
/* A list of definitions in the glossary: its terms in the edition's order, each with an id. */
void make_glossary(struct maker *, struct here, const struct draft_block *list, strom_node node);

/* ---- abbreviations_make.c ---- */

/* The abbreviations of a file, in the edition's language and, for passages that are not translated,
 * in the source's. */
void make_abbreviations(struct maker *, struct here);

/* ---- passages.c: divs that depend on data or on the edition ---- */

bool make_is_passage(const struct draft_block *);
void make_passage(struct maker *, struct here, const struct draft_block *, strom_node parent);

/* ---- data_blocks.c ---- */

void make_data_table(struct maker *, struct here, strom_node table, const struct directive *);
void make_data_figure(struct maker *, struct here, strom_node figure, const struct directive *);

/* ---- data_columns.c ---- */

/* A column as the edition has it; its title is evaluated once, for cell and dataset. */
struct made_column {
	struct message_text title;
	bool titled, unit; /* unit: it stands behind the title */
	bool head;         /* of a crosstab: what is in its place */
	str plain;
	struct here here;  /* of the title */
};

/* The query's or measure's place. */
struct span make_asked_at(const struct directive *);
/* What is said of a column; NULL: nothing. */
const struct column_said *make_column_said(const struct directive *, str name);
/* Whether all columns have a title, and there is a column for each; false: reported. */
bool make_columns_check(struct maker *, const struct directive *, const struct rows *);
/* The column of groups is taken out of those that are printed. */
void make_columns_group(struct maker *, const struct directive *, struct dataset *,
                        const struct measure_notes *);
struct column *make_columns(struct maker *, struct here, const struct directive *,
                            const struct rows *, struct made_column *);
/* Of ASCII, or a byte of another. */
bool make_is_letter(char);

/* ---- crosstab.c ---- */

/* Whether a measure's last groups stand beside each other. */
bool make_is_crosstab(const struct directive *);
/* What a measure's query is asked by. */
bool make_measure_query(struct maker *, struct here, const struct directive *,
                        const struct binding *, size_t n, struct query *, struct measure_notes *);
/* The directive with a column for each that the measure gives; itself, where it is a query. */
const struct directive *make_crosstab(struct maker *, struct here, const struct directive *,
                                      const struct rows *, const struct measure_notes *);

/* ---- data_notes.c ---- */

/* What is found out of a measure's signs while its rows are read. */
struct make_signs {
	struct measure_notes notes;
	bool hidden, below, star, counts; /* which there are: "c", "<5", "*", "3/7" */
	bool *told;                       /* of each column: that a share is of few answers */
	const struct codebook_variable **states; /* of the query's columns; NULL: a measure's */
	uint32_t *confidence;             /* as in struct column */
	uint32_t letters;                 /* of states: bit 0 is an a */
	bool missing;                     /* a state says that there is no data */
};

void make_signs_begin(struct maker *, struct make_signs *, size_t columns);
/* A cell's sign; the row counts from 0. */
void make_sign(struct maker *, struct make_signs *, const struct column *, size_t column,
               size_t row, const struct cell *sign);
/* What the numbers are, in the edition's language: below a table, and under a chart's caption. */
void make_notes_below(struct maker *, strom_node, const struct make_signs *);

/* ---- data_states.c ---- */

/* Takes columns off a query's end that say what the values of others are, and have no title. */
void make_states(struct maker *, const struct directive *, const struct dataset *,
                 struct make_signs *);
/* Gives columns their signs. */
void make_signs_take(struct maker *, const struct dataset *, struct column *,
                     const struct make_signs *);
/* The sign of a value, as a table or a chart prints it. */
str make_state_sign(const struct dataset *, const struct column *, const struct cell *value,
                    const struct cell *row);
/* A cell's state. */
void make_state(struct maker *, struct make_signs *, const struct column *, size_t column,
                str sign);
/* What the states' signs mean; empty: there are none. */
str make_states_note(struct maker *, const struct make_signs *);

/* ---- figures.c ---- */

/* Which columns bound others, or count what these are shares of. */
void make_figure_columns(struct maker *, const struct directive *, struct dataset *,
                         struct column *);
/* Its alternative text from its data. */
str make_figure_alt(struct maker *, struct figure *);

/* ---- figure_kinds.c ---- */

/* What draws it; NULL: reported. */
const struct plugin *make_figure_plugin(struct maker *, const struct directive *);

/* ---- make.c ---- */

/* Like edition_make, with the language pack given. */
struct edition *edition_make_with(struct arena *, struct diags *, const struct project *,
                                  const struct edition_spec *, struct tables *,
                                  const struct language *);

/* ---- data_drawn.c ---- */

struct make_numbers;

/* Notes a cell of a column that is drawn. */
void make_drawn_cell(struct maker *, struct make_numbers *, size_t column, size_t row,
                     const struct cell *);
/* Behind the last row: tells of cells that cannot be drawn, where they stand; and titles of lists
 * get the least and the most of their numbers. */
void make_drawn(struct maker *, strom_node table, const struct dataset *,
                const struct make_numbers *);

/* ---- even.c: the numbers of a table or chart ---- */

/* The first cell of a column that is not what the column draws. */
struct make_wrong {
	bool any;
	size_t row;
	struct cell cell;
};

struct make_numbers {
	struct column *columns;
	struct make_wrong *wrong;
	size_t n;
	int *decimals;                   /* that the column's numbers need so far */
	bool *told;                      /* of a percent above 100 */
	bool *years, *counts;            /* some of its numbers are years; are none */
	bool wide;                       /* one has thousands that are grouped in every language */
};

struct make_numbers *make_numbers_new(struct arena *, struct column *, size_t n);
/* Each cell of each row; what is no number counts for nothing. */
void make_number(struct maker *, struct make_numbers *, size_t column, size_t row,
                 const struct cell *);
/* Behind the last row: the columns know now how their cells are written. */
void make_numbers_even(struct make_numbers *);

#endif
