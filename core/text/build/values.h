/* Values for messages: those of strom.yml, asked once an edition, and what every edition knows. */
#ifndef STROM_VALUES_H
#define STROM_VALUES_H

#include "edition/edition.h"
#include "message/message.h"

struct edition_values;

/* `title` is known once the edition has it, so its own message cannot name it. `date` is ISO. */
struct edition_values *edition_values_new(struct edition *, str date);
const struct values *edition_values(struct edition_values *);
/* A query's row: its columns are values by their names, before all others. Whoever entered it moves
 * it from row to row. */
struct value_row {
	const struct rows *rows;
	size_t row;
	const struct value_row *outer;   /* values_enter's, as the next */
	struct values shown;
};
void values_enter(struct edition_values *, struct value_row *);
void values_leave(struct edition_values *);
/* For queries here: the rows' columns as ":name", then edition_bindings. */
const struct binding *values_bindings(const struct edition_values *, size_t *n);
/* Where a value that was found comes from: its SQL, or nothing; and a measure's base, or -1. */
void values_origin(const struct edition_values *, str name, str *sql, int64_t *base);
/* Warns of a query of a table whose small counts are suppressed: "data/not-suppressed". */
void values_tell_bypassed(struct diags *, struct span, str table);
/* country (where there is one) and language, for queries. */
size_t edition_bindings(const struct edition *, struct binding out[2]);

#endif
