/* What number.c keeps and number_words.c uses. For these files only. */
#ifndef STROM_NUMBER_PARTS_H
#define STROM_NUMBER_PARTS_H

#include "message/number.h"

#include <unicode/udat.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>

struct formatter {
	str skeleton;
	UNumberFormatter *icu;           /* NULL: ICU does not take the skeleton */
	size_t wrong;
};

struct date_formatter {
	str pattern;                     /* a skeleton, or empty */
	enum date_style style;
	UDateFormat *icu;
};

struct forms {
	UPluralRules *rules;
	vec(str) names;
};

struct numbers {
	struct arena *arena, *results;
	const char *locale;
	UFormattedNumber *result;
	vec(struct formatter) formatters;
	vec(struct date_formatter) dates;
	struct forms forms[2];           /* cardinal, ordinal */
	const struct language *pack;     /* NULL: none was said */
};

str numbers_to_utf8(struct arena *, const UChar *text, int32_t len);

#endif
