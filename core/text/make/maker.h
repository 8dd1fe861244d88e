/* Making an edition: what the recursion over blocks shares. */
#ifndef STROM_MAKER_H
#define STROM_MAKER_H

#include "text/build/build.h"
#include "text/draft/draft.h"
#include "message/number.h"
#include "po/po.h"
#include "text/build/values.h"
#include "text/text.h"

struct maker {
	struct builder b;
	const struct project *project;
	struct numbers *own, *source;    /* of the edition's language; of the text as written */
	struct edition_values *values;
	struct po *po;                   /* NULL: nothing is translated */
	bool translate;                  /* the edition is not in the source's language */
	uint16_t source_lang;
	uint16_t said_lang;              /* of the passage, where it says one: not translated */
	struct numbers *said;            /* of that language */
	struct arena *texts;             /* of one text of the document: drafts */
	struct markdown *markdown;       /* of the file that is being made */
	struct draft *draft;             /* the same file */
	size_t rows;                     /* that passages were repeated for */
	bool again;                      /* in a row behind the first: its segments are counted */
	int32_t notes;                   /* numbers that footnotes have had */
	bool in_note;
	uint8_t glossary;                /* the level of the heading above it; 0: this is none */
};

/* ---- maker.c ---- */

/* Translates and evaluates a segment, and counts it. *lang: 0, or the source's where there is no
 * translation, or what the passage says. False: there is no text, or it was reported. */
bool maker_evaluate(struct maker *, const struct raw *, struct message_text *, uint16_t *lang);
/* The same as plain text. */
str maker_plain(struct maker *, const struct raw *, uint16_t *lang);
/* Untranslated, where the language is not the edition's and the passage does not say it. */
void maker_mark(struct maker *, strom_node, uint16_t lang);

/* ---- notes.c ---- */

/* A segment as inline children of a block, which is marked when it is untranslated; with the footnotes
 * of which these are the first references. */
void maker_inlines(struct maker *, strom_node block, const struct raw *);
/* Adds a CAPTION when there is one. */
void maker_caption(struct maker *, strom_node parent, const struct raw *);
/* A passage that this edition leaves out: its translations and footnotes are not unused. */
void maker_pass_over(struct maker *, const struct draft_block *);
/* Warns of a file's notes that nothing refers to. */
void make_notes_unused(struct maker *, const struct draft *);

/* ---- make_blocks.c ---- */

/* All of a file; then the file around it goes on. */
void make_draft(struct maker *, struct draft *, strom_node parent);
/* "text/late-front-matter": it stands in a text that is not the document's first. */
void make_late_front(struct maker *, const struct draft *);
/* Makes a block with all in it; 0: it stands for others. */
strom_node maker_block(struct maker *, const struct draft_block *, strom_node parent);
void maker_children(struct maker *, const struct draft_block *, strom_node parent);

/* ---- glossary.c ---- */

/* A heading {.glossary} begins the glossary, up to the next of its level or above. */
void make_glossary_heading(struct maker *, strom_node heading);
/* A list of definitions in the glossary: its terms in the edition's order, each with an id. */
void make_glossary(struct maker *, const struct draft_block *list, strom_node node);

/* ---- abbreviations_make.c ---- */

/* The abbreviations of a file, in the edition's language and, for passages that are not translated,
 * in the source's. */
void make_abbreviations(struct maker *, const struct draft *);

/* ---- passages.c: divs that depend on data or on the edition ---- */

bool make_is_passage(const struct draft_block *);
void make_passage(struct maker *, const struct draft_block *, strom_node parent);

/* ---- data_blocks.c ---- */

void make_data_table(struct maker *, strom_node table, const struct directive *);
void make_data_figure(struct maker *, strom_node figure, const struct directive *);

/* ---- make.c ---- */

/* Like edition_make, with the language pack given. */
struct edition *edition_make_with(struct arena *, struct diags *, const struct project *,
                                  const struct edition_spec *, struct tables *,
                                  const struct language *);

#endif
