/* A Markdown file as written: blocks with the raw source of their segments, before any language.
 *
 * Editions are made from it, and the segments for translators are listed from it. */
#ifndef STROM_DRAFT_H
#define STROM_DRAFT_H

#include "project/yaml.h"
#include "text/markdown/attributes.h"
#include "text/draft/segment.h"

struct markdown;

/* A segment as written. */
struct raw {
	enum segment_kind kind;
	str text;                        /* the msgid; empty: no segment */
	struct origin origin;
	str context;                     /* msgctxt */
	struct span at;
};

struct picture_said {
	struct raw alt, caption;
	str target;
	struct span target_at;
};

/* {table} or {figure} with what its YAML says. */
struct column_said {
	str name;
	struct span at;
	struct raw title;
	enum column_format format;
	int decimals;
	enum text_align align;
	double width;
	struct raw group;                /* a title over this column and its neighbours */
};

struct directive {
	bool is_figure;
	str id, query, type;
	struct span at, id_at, query_at, type_at;
	const struct column_said *columns;
	size_t columns_n;
	struct raw caption, alt, note;
	str group;                       /* tables: the column whose values head groups of rows */
	struct span group_at;
	bool landscape;
	bool decoration;                 /* figures: alt is "" */
	const struct yaml *options;      /* figures: the plugin's; may be NULL */
};

struct draft;

struct draft_block {
	enum node_kind kind;
	uint8_t level;
	uint16_t flags;
	int32_t number;
	enum text_align align;
	uint32_t column, columns, rows;  /* cells: where, and how many they cover */
	struct span at;
	struct attributes attributes;
	str lang;                        /* said in the attributes: not to be translated; empty: none */
	struct raw raw;                  /* headings, paragraphs, cells */
	struct raw caption;              /* tables written in Markdown */
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

/* pictures.c: a paragraph that is one picture, ![alt](path "caption"){attributes}. False: it is
 * none; nothing is reported. */
bool draft_picture_read(struct arena *, const struct raw *, struct picture_said *,
                        struct attributes *);

/* directive.c: `info` is the fence's, from its '{' on. NULL: reported. */
const struct directive *draft_directive_read(struct arena *, struct diags *, str info,
                                       struct span info_at, str body, const struct origin *,
                                       str context);

/* The parts of strom.yml that a document prints, front matter over them; empty where absent. */
struct titles {
	struct raw title, subtitle, description, notice, publisher;
	const struct raw *authors, *credits;
	size_t authors_n, credits_n;
	struct said date;
	struct said bibliography;        /* joined path */
};
bool titles_read(struct arena *, struct diags *, const struct project *,
                 const struct document_spec *, const struct draft *first, struct titles *out);

/* segments.c: a block's segments and those below it, as segments_walk. */
bool draft_visit(const struct draft_block *, segment_visit *, void *context);

/* Whether there is anything to translate: a letter, or a message that has words of its own. */
bool draft_raw_has_words(str text);
/* A scalar's words as a segment. */
struct raw draft_raw_of_yaml(struct arena *, const struct yaml *, enum segment_kind, str context);

#endif
