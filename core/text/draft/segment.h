/* Segments: the pieces of a document that are translated, in reading order.
 *
 * A segment is a paragraph, heading, list item's or footnote's paragraph, cell, caption, alt text,
 * column title, label or title, without its block markup. Its raw source is the msgid. */
#ifndef STROM_SEGMENT_H
#define STROM_SEGMENT_H

#include "edition/edition.h"
#include "message/origin.h"

enum segment_kind {
	SEGMENT_TITLE, /* the document's or project's: title, subtitle, ... */
	SEGMENT_HEADING,
	SEGMENT_PARAGRAPH,
	SEGMENT_ITEM, /* a paragraph directly in a list item */
	SEGMENT_CELL,
	SEGMENT_CAPTION,
	SEGMENT_ALT,
	SEGMENT_COLUMN,       /* a data table's or figure's column title */
	SEGMENT_LABEL,        /* other words that are printed */
	SEGMENT_NOTE,         /* a paragraph of a footnote */
	SEGMENT_TABLE_NOTE,   /* a note under a table */
	SEGMENT_ABBREVIATION, /* *[NGO]: non-governmental organisation */
	SEGMENT_SHORT_TITLE,  /* a heading's, for running heads */
	SEGMENT_QUESTION,     /* of a code book: what a variable is, or asks */
	SEGMENT_ANSWER        /* what one of its codes means */
};

struct segment {
	enum segment_kind kind;
	str id;                          /* the msgid; an empty one is left out of the template */
	str context;                     /* the msgctxt; empty: none */
	struct span at;                  /* in the text or in strom.yml */
	const struct origin *origin;     /* of id; NULL: it stands at `at` as it is */
	str only; /* countries that it is printed for, with spaces between; empty: all */
	bool shared; /* all documents have it: it is translated in the project's own files */
	bool plain;  /* a code book's words: no message, whatever braces it holds */
	str lacks;   /* languages that it has to be translated into, so; empty: all */
};

/* Called for each segment, in reading order. False: stop; it has reported. */
typedef bool segment_visit(void *context, const struct segment *);

/* Walks a document's segments as written, without translations or values: titles of strom.yml that
 * the document prints first, then its texts. False: reported. (The Markdown walk's part.) */
bool segments_walk(struct arena *, struct diags *, const struct project *,
                   const struct document_spec *, segment_visit *, void *context);

/* The titles alone. Reports nothing. */
bool segments_titles(struct arena *, struct diags *, const struct project *,
                     const struct document_spec *, segment_visit *, void *context);

/* Whether the document has a bibliography, so that @key cites. Reports nothing. */
bool segments_cite(struct arena *, struct diags *, const struct project *,
                   const struct document_spec *);

const char *segment_kind_name(enum segment_kind);        /* "heading", "table cell", "alt text" */

#endif
