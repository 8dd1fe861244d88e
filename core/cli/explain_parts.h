/* What the files of strom explain share: explain.c the command and a word, explain_at.c a place,
 * explain_origin.c what is told of both. */
#ifndef STROM_EXPLAIN_PARTS_H
#define STROM_EXPLAIN_PARTS_H

#include "cli/pointed.h"

enum { EXPLAIN_SHOWN = 20 };

/* What is asked, and what has been told of it. */
struct explaining {
	struct session *session;
	str word;
	struct pointed *pointed; /* a place is asked about, in: */
	const struct edition_spec *edition;
	struct buf *out;
	struct map *told;
	size_t n;
	vec(str) names; /* of all values that were met: for "did you mean" */
};

/* One edition's, with its tables. */
struct explained {
	struct explaining *all;
	struct edition *edition;
	struct tables *tables;
	struct arena *arena;
	struct binding bindings[2];
	size_t bindings_n;
};

/* ---- explain_origin.c ---- */

/* "text/report.md:3" */
str explain_place(struct session *, struct span);
/* The rows of a table's own row, or a chart's datum. */
struct explain_rows {
	str table, sql; /* a query for their numbers; empty: it is not known which */
	bool few;       /* they are not told */
};
/* Query, views, sources and rows, as lines or as members of an object; name: of a measure or
 * value, or empty; own: what of the rows is meant, NULL: all. */
void explain_origin(struct explained *, str name, str sql, const struct explain_rows *own);
/* Tells of a value, once. */
void explain_value(struct explained *, const struct printed_value *);

/* ---- explain_data.c ---- */

/* A member of a JSON object, behind another. */
void explain_member(struct buf *, const char *name, str text);

/* Tells of a table or chart, the node or one above it; cell: the one that is meant, or 0. */
void explain_data(struct explained *, strom_node, uint32_t cell);

/* ---- explain_at.c ---- */

/* Reports that a document must be named; false. */
bool explain_which(struct session *);
/* Finds what stands there, and tells. */
void explain_pointed(struct explained *, struct pointed *);

#endif
