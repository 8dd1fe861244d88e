/* Times on a scale, of <strom/figure_help.h>, which includes this: "2015", "2015-10", "2015-10-31"
 * as days, and days as the edition prints them. */
#ifndef STROM_FIGURE_TIME_H
#define STROM_FIGURE_TIME_H

#include <strom/figure_chart.h>

#ifdef __cplusplus
extern "C" {
#endif

struct strom_day {
	int32_t year, month, day;
};

static inline bool strom_digits_at(strom_str s, size_t from, size_t n, int32_t *out)
{
	size_t i;
	*out = 0;
	for (i = from; i < from + n; i++) {
		if (i >= s.len || s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		*out = *out * 10 + (s.ptr[i] - '0');
	}
	return true;
}

static inline int32_t strom_days_in(int32_t year, int32_t month)
{
	static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return month == 2 && leap ? 29 : days[month - 1];
}

/* Days since 0000-03-01 in the Gregorian calendar. */
static inline double strom_days_of(struct strom_day d)
{
	int32_t y = d.month > 2 ? d.year : d.year - 1, m = d.month > 2 ? d.month - 3 : d.month + 9;
	return 365.0 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d.day - 1;
}

/* A day, or the first of a month or a year. digits: how it is written, 4, 7 or 10. */
static inline bool strom_day_of(strom_str s, struct strom_day *d, uint32_t *digits)
{
	d->month = d->day = 1;
	if ((s.len != 4 && s.len != 7 && s.len != 10) || !strom_digits_at(s, 0, 4, &d->year))
		return false;
	if (s.len > 4 && (s.ptr[4] != '-' || !strom_digits_at(s, 5, 2, &d->month) || d->month < 1 ||
	                  d->month > 12))
		return false;
	if (s.len > 7 && (s.ptr[7] != '-' || !strom_digits_at(s, 8, 2, &d->day) || d->day < 1 ||
	                  d->day > strom_days_in(d->year, d->month)))
		return false;
	*digits = (uint32_t)s.len;
	return true;
}

static inline bool strom_time_of(strom_str s, double *days, uint32_t *digits)
{
	struct strom_day d;
	if (!strom_day_of(s, &d, digits))
		return false;
	*days = strom_days_of(d);
	return true;
}

static inline struct strom_day strom_day_after(struct strom_day d, uint32_t digits)
{
	if (digits == 10 && ++d.day <= strom_days_in(d.year, d.month))
		return d;
	d.day = 1;
	if (digits >= 7 && ++d.month <= 12)
		return d;
	d.month = 1;
	d.year++;
	return d;
}

static inline strom_str strom_iso_of(const struct strom_chart *h, struct strom_day d,
                                     uint32_t digits)
{
	char *out = (char *)h->job->host->alloc(h->job, 11);
	int32_t parts[10], i;
	strom_str s;
	for (i = 3; i >= 0; i--, d.year /= 10)
		parts[i] = d.year % 10;
	parts[5] = d.month / 10;
	parts[6] = d.month % 10;
	parts[8] = d.day / 10;
	parts[9] = d.day % 10;
	for (i = 0; i < 10; i++)
		out[i] = i == 4 || i == 7 ? '-' : (char)('0' + parts[i]);
	s.ptr = out;
	s.len = digits;
	return s;
}

/* As the edition prints a month of a year, or a day; a year as it stands, in numerals alone. */
static inline strom_str strom_time_text(const struct strom_chart *h, strom_str iso)
{
	uint32_t form = iso.len == 7 ? STROM_DATE_MONTH_YEAR : STROM_DATE_MEDIUM;
	strom_str text;
	return iso.len > 4 && h->c->date(h->job, iso, form, &text) ? text : iso;
}

#ifdef __cplusplus
}
#endif
#endif
