/* Numbers and dates as a language writes them (CLDR through ICU): grouping, decimal sign, minus
 * sign (always U+2212), percent with its space. Ties are rounded away from zero. The non-breaking
 * spaces that the language asks for are kept. A `struct numbers` keeps ICU's formatters, which are
 * costly to make. */
#ifndef STROM_NUMBER_H
#define STROM_NUMBER_H

#include "base/arena.h"

struct numbers;
struct language;

/* What a column of a table or figure holds. */
enum column_format { FORMAT_TEXT, FORMAT_NUMBER, FORMAT_PERCENT, FORMAT_DATE };

/* For a BCP 47 language; it and its results live in the arena. An unknown language writes as
 * CLDR's root does, whatever the machine's locale. */
struct numbers *numbers_new(struct arena *, str language);

/* For a language with its pack, which has what CLDR lacks: months and countries in cases. */
struct numbers *numbers_of(struct arena *, const struct language *);

/* Results live in this arena from now on; NULL: in numbers_new's. */
void numbers_results(struct numbers *, struct arena *);

/* How the numbers of a column are written. group_all: thousands are grouped also where the language
 * groups from five digits on, because a number beside them has so many. */
struct number_form {
	enum column_format format;
	int decimals;
	bool group_all, year; /* a year is never grouped */
	bool points;          /* of percents: the number without its sign */
};
str numbers_write(struct numbers *, struct number_form, double);
/* Three; of a number that three would show as 0, so many that its first three figures are seen.
 * What is smaller than a billionth is what sums of decimals leave over: nothing. */
int number_most_decimals(double number);
/* How many decimals a number needs in a format, at most `most`. */
int number_decimals(enum column_format, double, int most);

/* "12 pp", a difference of percents that is written already, as the language abbreviates it. */
str numbers_points(struct numbers *, str number);

/* For cells and axes: FORMAT_TEXT has no grouping ("2015"), FORMAT_DATE is as FORMAT_NUMBER (a date
 * is text: numbers_date). decimals -1: as many as the number needs, at most 3; else 0 to 15. */
str numbers_format(struct numbers *, enum column_format, int decimals, double);
str numbers_integer(struct numbers *, int64_t);            /* grouped */
str numbers_join(struct numbers *, str text, str behind);  /* as one result */

enum date_style { DATE_SHORT, DATE_MEDIUM, DATE_LONG, DATE_FULL };

/* An ISO date, 2015-10-31; false: it is none (nothing is reported). */
bool numbers_date(struct numbers *, enum date_style, str iso, str *out);
/* Whether this is an ISO date that the calendar has. */
bool number_date_is_iso(str);
/* A skeleton of ICU's for dates ("yMMMM"). False: ICU does not take it. */
bool numbers_date_skeleton(struct numbers *, str skeleton, str iso, str *out);

/* A date as above, or by the skeleton where there is one, with its month's name by the list of
 * twelve (NULL: CLDR's). False: it is no date, the skeleton is none, or no name of a month is in
 * what it writes (but a number or an abbreviation). */
struct date_format {
	enum date_style style;
	str skeleton;
};
bool numbers_date_with(struct numbers *, struct date_format, const str *months, str iso, str *out);

/* ---- In words ---- */

/* The twelve months in a case ("genitive"); NULL: the pack has no such. */
const str *numbers_months(struct numbers *, str form);
/* The cases that the pack has: "genitive, locative"; empty: none. */
str numbers_month_forms(struct numbers *, struct arena *);
bool numbers_has_country_form(struct numbers *, str form);
str numbers_country_forms(struct numbers *, struct arena *);

/* A country by its code, in a case; empty: as CLDR names it. */
enum country_named {
	COUNTRY_NAMED,
	COUNTRY_UNKNOWN,         /* the code is no country's */
	COUNTRY_WITHOUT_FORM     /* the pack has not this country in the case; *out: its name */
};
enum country_named numbers_country(struct numbers *, str code, str form, str *out);

/* "Čiekure, Liepāja un Rīga"; alternatives: "... vai ...". False: there are too many. */
bool numbers_list(struct numbers *, const str *items, size_t n, bool alternatives, str *out);

/* A number: whole ones exactly, others as doubles. */
struct number {
	bool whole;
	int64_t integer;
	double real;
	bool year; /* where nothing else is said, it is not grouped */
};
/* Form: empty, "feminine", "ordinal neuter" and so on, as CLDR's rules are named. False: the
 * language has no such; *known are those that it has. */
bool numbers_spellout(struct numbers *, str form, struct number, str *out, str *known);

/* "Latvija": a country's name in a language, by its ISO 3166 code. */
str number_country(struct arena *, str code, str language);

/* ---- For messages ---- */

/* What a number is written as and which plural form it has: both depend on the digits shown. */
struct number_shown {
	str text;
	str form;                        /* "zero" "one" "two" "few" "many" "other" */
};
enum plural_kind { PLURAL_NONE, PLURAL_CARDINAL, PLURAL_ORDINAL };

/* Skeleton: ICU's number skeleton without "::"; empty: a plain number, at most 3 decimals. False:
 * ICU does not take it; *wrong is the offset in it where the mistake is. */
bool numbers_show(struct numbers *, str skeleton, struct number, enum plural_kind,
                  struct number_shown *, size_t *wrong);
/* The form of a number that is written plainly. */
str numbers_form(struct numbers *, enum plural_kind, struct number);
/* The plural forms that the language has. */
size_t numbers_forms(struct numbers *, enum plural_kind, const str **forms);

#endif
