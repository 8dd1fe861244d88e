/* Dates as people write them: 03.11.2014, 2014-11-03, 3 Nov 2014, 2014. gada 3. novembris. */
#ifndef STROM_READ_DAY_H
#define STROM_READ_DAY_H

#include "data/read/months.h"
#include "project/reading.h"

/* 03/11/2014 is one day where the day stands first, and another where the month does. */
enum day_order { DAY_FIRST = 1, MONTH_FIRST = 2, DAY_ORDERS = 3 };

struct day {
	unsigned orders;                 /* in which it is a date: a sum of enum day_order */
	unsigned year;
	unsigned month[2], day[2];       /* where the day stands first, and where the month does */
	bool short_year; /* two digits: century and order are anybody's guess; no orders */
	bool time, midnight;             /* a time of day follows */
};

/* The whole of a trimmed text; false: it is no date in any order. */
bool day_read(struct months *, str text, struct day *);
/* By a pattern (project/reading.h). A year of two digits lies between 1950 and 2049. */
bool day_match(struct months *, str pattern, str text, struct day *);
/* The orders give two days. */
bool day_is_split(const struct day *);
/* 2014-11-03, of a day that there is, and nothing else. */
bool day_is_iso(str);
void day_put(const struct day *, enum day_order, char out[10]);

#endif
