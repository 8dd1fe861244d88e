/* Numbers and dates as a language writes them (CLDR through ICU): grouping, decimal sign, minus
 * sign (always U+2212), percent with its space. Ties are rounded away from zero. The non-breaking
 * spaces that the language asks for are kept. A `struct numbers` keeps ICU's formatters, which are
 * costly to make. */
#ifndef STROM_NUMBER_H
#define STROM_NUMBER_H

#include "base/arena.h"

struct numbers;

/* What a column of a table or figure holds. */
enum column_format { FORMAT_TEXT, FORMAT_NUMBER, FORMAT_PERCENT, FORMAT_DATE };

/* For a BCP 47 language; it and its results live in the arena. An unknown language writes as
 * CLDR's root does, whatever the machine's locale. */
struct numbers *numbers_new(struct arena *, str language);

/* Results live in this arena from now on; NULL: in numbers_new's. */
void numbers_results(struct numbers *, struct arena *);

/* How the numbers of a column are written. group_all: thousands are grouped also where the language
 * groups from five digits on, because a number beside them has so many. */
struct number_form { enum column_format format; int decimals; bool group_all; };
str numbers_write(struct numbers *, struct number_form, double);
/* How many decimals a number needs in a format, at most `most`. */
int number_decimals(enum column_format, double, int most);

/* For cells and axes: FORMAT_TEXT has no grouping ("2015"), FORMAT_DATE is as FORMAT_NUMBER (a date
 * is text: numbers_date). decimals -1: as many as the number needs, at most 3; else 0 to 15. */
str numbers_format(struct numbers *, enum column_format, int decimals, double);
str numbers_integer(struct numbers *, int64_t);            /* grouped */

enum date_style { DATE_SHORT, DATE_MEDIUM, DATE_LONG, DATE_FULL };

/* An ISO date, 2015-10-31; false: it is none (nothing is reported). */
bool numbers_date(struct numbers *, enum date_style, str iso, str *out);
/* Whether this is an ISO date that the calendar has. */
bool number_date_is_iso(str);
/* A skeleton of ICU's for dates ("yMMMM"). False: ICU does not take it. */
bool numbers_date_skeleton(struct numbers *, str skeleton, str iso, str *out);

/* "Latvija": a country's name in a language, by its ISO 3166 code. */
str number_country(struct arena *, str code, str language);

/* ---- For messages ---- */

/* What a number is written as and which plural form it has: both depend on the digits shown. */
struct number_shown {
	str text;
	str form;                        /* "zero" "one" "two" "few" "many" "other" */
};
enum plural_kind { PLURAL_NONE, PLURAL_CARDINAL, PLURAL_ORDINAL };

/* A number: whole ones exactly, others as doubles. */
struct number {
	bool whole;
	int64_t integer;
	double real;
};
/* Skeleton: ICU's number skeleton without "::"; empty: a plain number, at most 3 decimals. False:
 * ICU does not take it; *wrong is the offset in it where the mistake is. */
bool numbers_show(struct numbers *, str skeleton, struct number, enum plural_kind,
                  struct number_shown *, size_t *wrong);
/* The form of a number that is written plainly. */
str numbers_form(struct numbers *, enum plural_kind, struct number);
/* The plural forms that the language has. */
size_t numbers_forms(struct numbers *, enum plural_kind, const str **forms);

#endif
