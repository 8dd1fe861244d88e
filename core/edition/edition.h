/* Editions: one document in one language for one country, as a tree of nodes.
 *
 * Made from Markdown, translations and tables by text/text.h. Layouts add generated parts, which
 * are nodes like all others. The tree's order is the reading order, and so the structure tree's. */
#ifndef STROM_EDITION_H
#define STROM_EDITION_H

#include "data/tables.h"
#include "message/number.h"
#include "project/theme.h"

enum node_kind {
	NODE_NONE,
	NODE_DOCUMENT,
	/* blocks */
	NODE_PART,    /* generated; number: enum strom_part_kind */
	NODE_HEADING, /* level 1..6; alt: what running heads have instead of its words, may be empty
	               */
	NODE_PARAGRAPH,
	NODE_LIST, /* NODE_ORDERED, NODE_TIGHT; number: its start */
	NODE_ITEM,
	NODE_QUOTE,
	NODE_CODE_BLOCK, /* text */
	NODE_DIV,        /* ::: {.style} */
	NODE_RULE,
	NODE_TABLE,   /* children: CAPTION?, ROW...; table: from a query, whose rows behind the
	                 header are no nodes (dataset_row) */
	NODE_ROW,     /* NODE_HEADER */
	NODE_CELL,    /* NODE_HEADER; align; column: its first; covers: how many columns and
	                 rows, a cell that another covers is not there */
	NODE_FIGURE,  /* figure; children: CAPTION? */
	NODE_PICTURE, /* picture; children: CAPTION? */
	NODE_CAPTION,
	NODE_TOC_ENTRY,   /* target: the heading's, table's or figure's id */
	NODE_DEFINITIONS, /* children: TERM, DEFINITION... */
	NODE_TERM,
	NODE_DEFINITION, /* children: blocks */
	/* inlines */
	NODE_TEXT, /* text */
	NODE_EMPH,
	NODE_STRONG,
	NODE_CODE, /* children: TEXT */
	NODE_SPAN, /* [text]{.style}; alt: what it is short for; target: what the index lists
	              it under, "Entry!Subentry" */
	NODE_SUB,
	NODE_SUP, /* CO~2~, m^2^; children: TEXT */
	NODE_STRIKE,
	NODE_LINK,     /* target: a URL, or "#id"; alt: its title */
	NODE_REF,      /* @tbl-x: target the id, text filled in by numbering; level: enum ref_form;
	                  children: inlines */
	NODE_PAGE_REF, /* the page of target: text comes from typesetting; in the index
	                  children: TEXT */
	NODE_BREAK,    /* a hard line break */
	NODE_IMAGE,    /* picture, inside a line */
	NODE_NOTE_REF, /* a footnote's number; target "#fn-NAME"; number; children: TEXT */
	NODE_NOTE,     /* the footnote, right behind its first reference, in the same block; id
	                  "fn-NAME"; number; children: blocks. Not part of the block's text */
	NODE_KINDS
};

/* "Table 1"; the number alone, behind words of the author's; with a capital. */
enum ref_form { REF_WHOLE, REF_BARE, REF_CAPITAL };

enum {
	NODE_ORDERED = 1,
	NODE_TIGHT = 2,
	NODE_HEADER = 4,
	NODE_DECORATION = 8 /* alt: "" */,
	NODE_GENERATED = 16,
	NODE_UNTRANSLATED = 32,
	NODE_APPENDIX = 256, /* a heading of level 1: its label is generated */
	NODE_TASK = 64,
	NODE_DONE = 128,       /* items with a box, and a ticked one */
	NODE_TABLE_NOTE = 512, /* a paragraph: a note of the table right before it */
	NODE_PLAIN = 1024,     /* a list without bullets */
	NODE_BARS = 2048       /* a division of tiles: shares have a bar */
};

/* What a column is to another, and whether more of it is good. */
enum column_role { ROLE_VALUE, ROLE_LOW, ROLE_HIGH, ROLE_BASE };
enum column_sense { SENSE_NONE, SENSE_GOOD, SENSE_BAD };
/* What a table draws of a cell: a bar beside its number; the line of a list's numbers beside the
 * last of them; so many of some dots, or one that is full or not; a number with its sign and an
 * arrow. The latter two are text. */
enum column_drawing { DRAWN_NOT, DRAWN_BAR, DRAWN_SPARK, DRAWN_DOTS, DRAWN_DELTA };
/* Numbers of a column that is drawn; of a list: all of its lists'. */
struct column_scale {
	bool any;
	double least, most;
};

/* A column of a data table or figure: more than 20 fields, as its keys are that many. */
struct column {
	str name, title;
	enum column_format format;
	bool typed;                      /* the format is said */
	int decimals;                    /* as said; -1: as many as the numbers need */
	int even;                        /* of its cells, all of them */
	bool group_all; /* thousands, also where the language groups from five digits on */
	bool above;                      /* percents above 100 are meant */
	bool year;                       /* its numbers are years: said so, or all that it has */
	str unit; /* that its numbers are counted in, in the edition's language; or empty */
	enum column_role role;
	uint32_t low, high, base; /* the columns with its bounds and its n, + 1; 0: none */
	enum column_sense sense;
	enum column_drawing drawing;
	bool points;                     /* DRAWN_DELTA: between percents, in points */
	uint32_t of;                     /* DRAWN_DOTS: how many there are; 0: one */
	double full;                     /* DRAWN_BAR: the number that fills it; 0: not said */
	struct column_scale scale;       /* when all rows have been read */
	str suppressed;                  /* what stands for a number kept back; empty: none is */
	enum text_align align;
	double width;                    /* share of the table's width; 0: from its content */
	const struct codebook_variable
	        *variable;           /* its cells are codes of it; NULL: they are not */
	const struct tables *tables; /* that know their labels */
	str language;                /* of the labels */
	uint32_t sign;               /* the query's column of its cells' signs; 0: they have none */
	bool total;                  /* the signs are the name of all groups together */
	const struct codebook_variable *states; /* the signs are states of it; NULL: a measure's */
	uint32_t confidence; /* the query's column that says alone which are confidential, or 0 */
	struct span at;
};

/* A figure holds its rows. A table does not: its rows are read from its query, one by one and as
 * often as wanted, so that a table may have very many. */
struct dataset {
	const struct column *column;
	struct rows rows; /* of a table all but the cells; the columns that are printed */
	struct cursor *cursor;           /* of a table */
	str sql;                         /* what was asked */
	str measure;                     /* "survey.trained"; empty: it is a query */
	struct asked_query asked;
	struct numbers *numbers;         /* that its cells are written with */
	/* Of a table in groups: */
	const struct column *group;      /* its value heads each group; NULL: there are none */
	uint32_t group_at;               /* the query's column of it, which is no printed one */
	vec(uint32_t) groups;            /* the first row of each */
};

struct figure {
	const struct plugin *plugin;
	struct options options;
	struct dataset data;
	str claim, measured, source;     /* as text; empty: not said */
	size_t alt_type; /* so much of its alternative text says what kind it is; 0: it is the
	                    author's */
};

struct picture {
	str path;                        /* joined with the project's folder */
	struct span path_at;
	double width;                    /* share of the measure, at most 1; 0: not said so */
	strom_len wide, high;            /* as said in lengths; 0: not */
	uint32_t page;                   /* of a PDF, from 1; 0: the first */
	str language;                    /* what a drawing that speaks several is asked for */
};

/* One struct for all kinds: nodes lie in one array and are found by their numbers. So it has the
 * fields of all, those of one kind alone in one place. */
struct node {
	uint8_t kind, level;
	uint16_t flags;
	uint16_t lang;                   /* index into edition.languages; 0: the edition's own */
	uint16_t align;                  /* cells: enum text_align */
	strom_node parent, first, last, next;
	uint32_t column;                 /* cells: 0-based */
	int32_t number;
	str text, id, style, target, alt;
	union {
		const struct dataset *table;
		const struct figure *figure;
		const struct picture *picture;
		struct { uint32_t columns, rows; } covers;   /* cells; 0 is 1 */
	};
	struct span span;
};

/* Nodes by their numbers, in pieces: so an edition over another has those of its pieces that it
 * does not change, and nodes stay where they are when more are added. */
enum { NODES_IN_PIECE = 64 };
struct nodes {
	vec(struct node *) pieces;
	size_t n;                        /* [0] is NODE_NONE; [1] the document */
};

/* A value as it is printed: in a text, a caption, an alternative text, a title. */
struct printed_value {
	str name, form, text;            /* form: as the text has it, "{n, number, percent}" */
	str sql;                         /* what was asked; empty: nothing was */
	int64_t base;                    /* of a measure; -1: none */
	struct span at;                  /* of the segment as written */
};

/* The whole of the second value: its fields are what all later rooms read of it, each by a name of
 * its own. */
struct edition {
	const struct edition_spec *spec;
	const struct project *project;
	struct arena *arena;
	struct diags *diags;
	struct tables *tables;           /* may be NULL in tests */
	const struct language *language;
	str title, subtitle, description, date, notice, publisher;  /* in the edition's language */
	const str *authors, *credits;    /* credits: funders' statements, or their names */
	size_t authors_n, credits_n;
	str title_language; /* tag: the edition's, or the source's where untranslated */
	struct nodes nodes;
	vec(str) languages;              /* BCP 47 tags; [0] is the edition's */
	struct map *ids;                 /* id -> node; edition_find also looks below */
	const struct edition *below;     /* that this one lies over; NULL: none */
	size_t segments, untranslated;   /* of this edition's text */
	vec(struct printed_value) printed;
};

static inline const struct node *node_at(const struct edition *e, strom_node n)
{
	return &e->nodes.pieces.at[n / NODES_IN_PIECE][n % NODES_IN_PIECE];
}
/* The same, to be changed: pointers to it that are older may show what it was. */
struct node *node_edit(struct edition *, strom_node);

/* An edition that has all of another, its nodes under the same numbers, and takes more: nodes are
 * added and changed in it alone, and go with the arena. The one below must outlive it, and not
 * change. What is not changed is shared: most nodes, all tables and figures. */
struct edition *edition_over(struct arena *, const struct edition *below);

/* The first nodes of one that has none: NODE_NONE, and the document. */
void edition_begin(struct edition *, struct span);
/* A new last child of parent. */
strom_node edition_add(struct edition *, strom_node parent, enum node_kind, struct span);
/* The same, before a child (0: at the end). */
strom_node edition_insert(struct edition *, strom_node parent, strom_node before, enum node_kind,
                          struct span);
strom_node edition_add_text(struct edition *, strom_node parent, str text);
uint16_t edition_language(struct edition *, str tag);     /* its index */
strom_node edition_find(const struct edition *, str id);  /* 0: none */
/* Walks in reading order. for (EACH_CHILD(c, edition, n)): those right below a node. */
#define EACH_CHILD(child, edition, parent)                                                         \
	strom_node child = node_at((edition), (parent))->first;                                    \
	child;                                                                                     \
	child = node_at((edition), child)->next
/* The node after n below `top`: into n, or past n and all in it; 0: no more. */
strom_node edition_next(const struct edition *, strom_node top, strom_node n);
strom_node edition_past(const struct edition *, strom_node top, strom_node n);
const char *node_kind_name(enum node_kind);
bool node_is_block(enum node_kind);
/* All text below a node, in order, spaces at breaks: for outlines and titles. */
str edition_text(const struct edition *, struct arena *, strom_node);
/* A number as the edition's language writes it in a column: for axes and labels. */
str dataset_number(const struct dataset *, struct arena *, uint32_t column, double number);
/* A cell as tables and charts print it. */
str dataset_text(const struct dataset *, struct arena *, uint32_t column, const struct cell *);
/* A table's rows behind its header, the headings of groups among them. */
static inline uint32_t dataset_rows(const struct dataset *d)
{
	return (uint32_t)(d->rows.n + d->groups.n);
}
/* Whether a row, from 0, is the heading of a group. */
bool dataset_is_heading(const struct dataset *, uint32_t row);
/* The text of the heading that a row, which is none, stands under; in the arena. False: reported.
 */
bool dataset_group(const struct dataset *, struct arena *, uint32_t row, str *text);
/* The texts of a table's row, one a column, in the arena; a heading's is the first. In order is
 * fast. False: reported. */
bool dataset_row(const struct dataset *, struct arena *, uint32_t row, str *texts);

/* What a data table or a chart shows; NULL: it is neither. */
const struct dataset *dataset_of(const struct edition *, strom_node);
/* A table or a chart as CSV, into a buffer: its titles, under those that stand over several
 * columns; and each of its rows, rows.n in all, with numbers as machines write them. The group's
 * column is the first. False: reported. */
void dataset_csv_titles(const struct edition *, struct arena *, strom_node table, struct buf *out);
bool dataset_csv_row(const struct dataset *, size_t row, struct buf *out);

/* The tree as indented text: strom dump edition. */
void edition_dump(const struct edition *, struct buf *out);

#endif
