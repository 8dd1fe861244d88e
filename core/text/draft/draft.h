/* A Markdown file as written: blocks with the raw source of their segments, before any language.
 *
 * Editions are made from it, and the segments for translators are listed from it. */
#ifndef STROM_DRAFT_H
#define STROM_DRAFT_H

#include "text/draft/draft_raw.h"
#include "text/markdown/attributes.h"

struct markdown;

struct picture_said {
	struct raw alt, caption;
	str target;
	struct span target_at;
};

/* {table} or {figure} with what its YAML says. A column's fields are its keys: more than 20. */
struct column_said {
	str name;
	struct span at;
	struct raw title;
	enum column_format format;
	bool typed;                      /* the format is said */
	int decimals;
	bool year;                       /* a number that is never grouped */
	bool above;                      /* max: none: percents above 100 are meant */
	enum text_align align;
	double width;
	struct raw unit;
	bool unit_said;                  /* be it that there is none */
	struct raw group;                /* a title over this column and its neighbours */
	struct said low, high, base;     /* names of columns: its bounds, and of how many it is */
	enum column_sense sense;
	str suppressed;
	enum column_drawing drawing;
	bool points;
	uint32_t of;
	double full;
	/* Of a column that a crosstab makes of this one: what is in place of its title, and of the
	 * title over it, in the edition's language; empty: nothing is. */
	str head, over;
};

/* How a measure by several columns is shown: a row for each group of all, or the last one's groups
 * beside each other. */
enum directive_form { FORM_FOUND, FORM_LIST, FORM_CROSSTAB };

/* Its fields are the keys of its YAML: more than 20, as both kinds are read in one place. */
struct directive {
	bool is_figure;
	str id, type;
	struct span at, id_at, type_at;
	const struct yaml *query, *measure;      /* one of them; the other is NULL */
	const struct said *by;                   /* of a measure */
	size_t by_n;
	enum directive_form form; /* of a measure by two columns or more */
	struct raw total;         /* of a measure: the name of all groups together */
	struct said order;        /* of a measure: the column that its rows go by; may be empty */
	bool falling;
	const struct column_said *columns;
	size_t columns_n;
	struct raw caption, alt, note;
	struct raw claim, measured, source;      /* figures: above and below the drawing */
	str group;                       /* tables: the column whose values head groups of rows */
	struct span group_at;
	bool landscape;
	bool decoration;                 /* figures: alt is "" */
	const struct yaml *options;      /* figures: the plugin's; may be NULL */
};

struct draft;

/* One struct for all kinds, as of the edition's nodes that are made from it: so it has the fields
 * of all. */
struct draft_block {
	enum node_kind kind;
	uint8_t level;
	uint16_t flags;
	int32_t number;
	enum text_align align;
	uint32_t column, columns, rows;  /* cells: where, and how many they cover */
	struct span at;
	struct attributes attributes;
	str lang; /* said in the attributes: not to be translated; empty: none */
	struct raw raw;                  /* headings, paragraphs, cells */
	struct raw caption;              /* tables written in Markdown */
	struct raw shorter; /* headings: what running heads have instead; empty: the heading */
	str text;                        /* code blocks */
	const struct picture_said *picture;
	const struct directive *directive;
	struct draft *included;          /* ```{include}: all of it stands here */
	struct draft_block *first, *last, *next;
};

/* [^name]: a footnote's text. */
struct footnote {
	str name;
	struct span at;
	struct draft_block *block;
	int32_t number;                  /* given at its first reference; 0: none yet */
	bool passed_over;                /* a passage that is left out refers to it */
};

struct draft {
	struct markdown *markdown;
	vec(struct footnote) notes;      /* names are a file's own */
	struct map *note_names;          /* name -> its footnote; NULL: there are none */
	vec(struct raw) abbreviations;   /* a line each, "*[" included */
	const struct yaml *front;        /* front matter; NULL: none */
	struct draft_block *root;
	bool good;                       /* nothing was reported */
};

/* Reads a file; `at`: who asked for it. Its directives live in `lasting`, all else of it in the
 * first arena. NULL: reported, and nothing can be made of it. */
struct draft *draft_read(struct arena *, struct arena *lasting, struct diags *,
                         const struct said *path);

/* draft_abbreviations.c: the length of "*[NGO]:"; 0: the line is no abbreviation. */
size_t draft_abbreviation_head(str line);
void draft_bad_abbreviation(struct diags *, struct span);

/* directive.c: `info` is the fence's, from its '{' on. NULL: reported. */
const struct directive *draft_directive_read(struct arena *, struct diags *, str info,
                                       struct span info_at, str body, const struct origin *,
                                       str context);

/* segments.c: a block's segments and those below it, as segments_walk. */
bool draft_visit(const struct draft_block *, segment_visit *, void *context);
/* All of a file's, its footnotes and what it includes too. */
bool draft_visit_all(const struct draft *, segment_visit *, void *context);

#endif
