/* Code books: what the codes in a source's columns mean, in the languages that it says it in. */
#ifndef STROM_DATA_CODEBOOK_H
#define STROM_DATA_CODEBOOK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/* In a language (BCP 47); empty: the source does not say which. */
struct codebook_label {
	str language, text;
	struct span at;
};
typedef vec(struct codebook_label) codebook_labels;

struct codebook_code {
	str code;
	bool missing; /* it means that there is no value */
	bool number;  /* it is one, and `value` */
	double value;
	codebook_labels labels;
	struct span at;
};

struct codebook_variable {
	uint32_t kind;      /* enum strom_variable_kind */
	str name, of, unit; /* as struct strom_variable has them */
	bool year;
	bool range; /* numbers from `from` to `to` mean that there is no value */
	double from, to;
	codebook_labels labels;
	vec(struct codebook_code) codes; /* in their order */
	uint32_t *sorted;                /* their numbers by code: codebook_sort's */
	struct span at;
};

struct codebook {
	vec(struct codebook_variable) variables;
};

/* Capital letters of ASCII make no difference, as in SQL. NULL: there is none. */
const struct codebook_variable *codebook_find(const struct codebook *, str name);
/* For lookups: when all codes are there. */
void codebook_sort(struct arena *, struct codebook_variable *);
/* NULL: it has no such code. The number 2 is the code "2". */
const struct codebook_code *codebook_code_of(const struct codebook_variable *, str code);
const struct codebook_code *codebook_number(const struct codebook_variable *, double);
/* Whether some of its cells mean that there is no value; whether this one does. */
bool codebook_has_missing(const struct codebook_variable *);
bool codebook_is_missing(const struct codebook_variable *, str text, bool number, double value);
/* The order of two cells: as the codes stand in the book; others behind them, by their bytes. */
int codebook_compare(const struct codebook_variable *, str a, str b);

/* The label in a language: its own, or that of the same language in another country; then NULL. */
const struct codebook_label *codebook_label_in(const codebook_labels *, str language);

/* As bytes, and back, in the arena. False: they are none of ours. */
void codebook_pack(const struct codebook *, struct buf *);
bool codebook_unpack(struct arena *, str bytes, struct codebook *);

#endif
