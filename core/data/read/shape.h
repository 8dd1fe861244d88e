/* Shapes: what a cell could be, in eight bytes. The cells of a column have few, so that a column is
 * known by its shapes and how many cells have each. */
#ifndef STROM_READ_SHAPE_H
#define STROM_READ_SHAPE_H

#include "data/read/amount.h"
#include "data/read/day.h"

enum shape_kind {
	SHAPE_TEXT,
	SHAPE_NUMBER,                    /* surely a number, in its customs */
	SHAPE_CODE,                      /* digits as codes have them */
	SHAPE_CUT,                       /* 3,71E+11 */
	SHAPE_MINUS,                     /* (5) or 5-: negative perhaps */
	SHAPE_DATE,                      /* a day, in its orders */
	SHAPE_SHORT_DATE,                /* of a year in two digits */
	SHAPE_TIME,                      /* a day with a time of day */
	SHAPE_NO_VALUE, SHAPE_ERROR,     /* words.h */
	SHAPE_TRUE, SHAPE_FALSE          /* in a column that is said to be bool */
};

/* A number that may be a month (11.2014), or a year from 1900 to 2100. */
enum shape_like { LIKE_MONTH = 1, LIKE_YEAR = 2 };

struct shape {
	uint16_t customs, whole;         /* numbers, codes, MINUS, CUT */
	uint8_t kind, unit;
	uint8_t orders;                  /* dates; of a number: enum shape_like */
	bool splits;                     /* its customs or orders give different values */
};

static inline uint8_t shape_like_year(int64_t whole)
{
	return whole >= 1900 && whole <= 2100 ? LIKE_YEAR : 0;
}

static inline bool shape_same(struct shape a, struct shape b)
{
	uint64_t x, y;
	memcpy(&x, &a, sizeof x);
	memcpy(&y, &b, sizeof y);
	return x == y;
}

/* What strom.yml says that a shape depends on. */
struct shape_rules {
	enum reading_minus minus;
	const str *dates;                /* patterns */
	size_t dates_n;
	struct months *months;
};

/* Of a trimmed text that is not empty. */
struct shape read_shape_of(const struct shape_rules *, str);
/* A date as the rules say; false: it is none. */
bool read_day(const struct shape_rules *, str, struct day *);

#endif
