/* How the cells of a source are written, as strom.yml says it beside `path`. What is not said is
 * found in the cells, where only one reading exists (core/data/read). */
#ifndef STROM_READING_H
#define STROM_READING_H

#include "base/diag.h"

/* A custom of writing numbers is a decimal sign and what stands between thousands; a set of them is
 * a sum of these. Spaces of all widths are one, and so are straight and curly apostrophes. */
enum reading_custom {
	CUSTOM_POINT = 1,                /* 1234.5 */
	CUSTOM_COMMA = 2,                /* 1234,5 */
	CUSTOM_SPACE_POINT = 4,          /* 1 234.5 */
	CUSTOM_SPACE_COMMA = 8,          /* 1 234,5 */
	CUSTOM_COMMA_POINT = 16,         /* 1,234.5 */
	CUSTOM_POINT_COMMA = 32,         /* 1.234,5 */
	CUSTOM_APOSTROPHE_POINT = 64,    /* 1'234.5 */
	CUSTOM_APOSTROPHE_COMMA = 128,   /* 1'234,5 */
	CUSTOM_INDIAN = 256,             /* 12,34,567.8 */
	CUSTOM_ALL = 511
};

/* A minus that stands elsewhere than before the number: -5, 5-, (5). */
enum reading_minus { MINUS_BEFORE, MINUS_AFTER, MINUS_PARENTHESES };

/* `numbers:` is one number, written as the file writes them: "1 234,5", "(1,234.5)". False: it is
 * not one of the samples. */
bool reading_numbers(str sample, enum reading_custom *, enum reading_minus *);
/* The sample of a custom, for hints: "1 234,5". */
str reading_sample(enum reading_custom);
/* All samples with a minus before the number, one after the other, until it returns empty. */
str reading_samples(size_t i);

/* `dates:` is a pattern of d, dd, m, mm, mmm (a month's name), yy and yyyy, in either case, with
 * what stands between them: "dd.mm.yyyy". False: it lacks a part, or has one twice. */
bool reading_date_pattern(str);

/* `types:` */
enum reading_type {
	READ_FOUND,
	READ_TEXT,
	READ_INT,
	READ_REAL,
	READ_PERCENT,
	READ_BOOL,
	READ_DATE,
	READ_YEAR, /* whole numbers, never grouped */
	READ_UNKNOWN
};
enum reading_type reading_type_named(str);
str reading_type_name(enum reading_type);

#endif
