/* Runs: text as it is to be shaped, and who shapes it. */
#ifndef STROM_RUN_H
#define STROM_RUN_H

#include "page/pages.h"

/* What stands on a line among its words and is none: a picture. */
struct line_box {
	const struct picture *picture;
	strom_len w, above, below;       /* of the baseline */
};
#define LINE_BOX_TEXT S("\uFFFC")

/* A stretch of text in one font, colour and language; or a box. It has more than 20 fields as it is
 * all that lines are told of a text, flat, so that itemize.c can part one by copying it. */
struct run {
	str text;                        /* UTF-8; white space is collapsed by the caller */
	const struct line_box
	        *box; /* else NULL; the text is LINE_BOX_TEXT, the font that around it */
	const struct font *font;
	strom_len size, rise, tracking;  /* rise: baseline shift, up */
	struct colour colour;
	str features;
	strom_node node;
	uint16_t lang;                   /* index into edition.languages */
	uint8_t artifact;
	bool copied;                     /* code: no hyphen is ever made in it */
	bool hyphenate, upper; /* upper: set in the language's capitals, and read so too */
	bool strike;                     /* a line goes through it */
	bool break_after;                /* a forced line break ends this run */
	bool as_written; /* code: a line of text in no language, not of its direction */
	/* Made by itemize.c where a paragraph needs it; callers leave them 0. */
	uint8_t level;                   /* of embedding (UAX 9); odd: from right to left */
	bool parted;                     /* one font and direction do */
	bool inset;                      /* its direction is not the paragraph's */
	struct span span;                /* for messages: a glyph that no font has */
};

/* Word cache, hyphenation, fonts of one edition. A language is loaded when a run first has it;
 * where that fails, what needs it is reported once and returns false, or sets nothing. Results
 * depend on the arguments alone, never on what is cached. */
struct setter;
struct setter *setter_new(struct arena *, struct edition *, struct fonts *);

/* Reports go there from now on: for what is set again, and said already. */
void setter_reports(struct setter *, struct diags *);
/* Whether a language of the edition is written from right to left. */
bool setter_rtl(struct setter *, uint16_t lang);

#endif
