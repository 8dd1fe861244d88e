/* Numbers of statistics files: what a format says that they are, and the text that the core takes
 * for it.
 *
 * SPSS counts seconds from 14 October 1582, whatever part of a date a format shows; Stata counts
 * days, and each format's own months, quarters, half-years and weeks, from the beginning of 1960,
 * and milliseconds for a time. */
#include "spss.h"

#include <math.h>
#include <stdio.h>

/* Days before 1970. */
#define SPSS_EPOCH 141428
#define STATA_EPOCH 3653

struct form_name {
	const char *name;
	enum spss_form form;
};

static bool begins(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

/* "%td", "%-tdDD/NN/CCYY", "%d": the letter behind t says what is counted. */
static enum spss_form stata_form(const char *format)
{
	static const struct form_name forms[] = {
	        {"td", FORM_DAY},      {"d", FORM_DAY},    {"tc", FORM_DAY_TIME},
	        {"tC", FORM_DAY_TIME}, {"tm", FORM_MONTH}, {"tq", FORM_QUARTER},
	        {"th", FORM_HALF},     {"tw", FORM_WEEK},  {"ty", FORM_YEAR},
	};
	format += *format == '%';
	format += *format == '-';
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (begins(format, forms[i].name))
			return forms[i].form;
	return FORM_NUMBER;
}

/* Longer names come before those that they begin with. */
static enum spss_form sav_form(const char *format)
{
	static const struct form_name forms[] = {
	        {"DATETIME", FORM_DAY_TIME}, {"YMDHMS", FORM_DAY_TIME}, {"DATE", FORM_DAY},
	        {"ADATE", FORM_DAY},         {"EDATE", FORM_DAY},       {"SDATE", FORM_DAY},
	        {"JDATE", FORM_DAY},         {"WKYR", FORM_DAY},        {"MOYR", FORM_MONTH},
	        {"QYR", FORM_QUARTER},       {"TIME", FORM_TIME},       {"MTIME", FORM_TIME},
	        {"DTIME", FORM_TIME},        {"PCT", FORM_PERCENT},
	};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (begins(format, forms[i].name))
			return forms[i].form;
	return FORM_NUMBER;
}

enum spss_form spss_form_of(const struct spss *s, const char *format)
{
	return s->stata ? stata_form(format) : sav_form(format);
}

/* ---- Days ---- */

struct day {
	int64_t year;
	int month, day;
};

/* Of the number of days since 1970-01-01 (H. Hinnant, chrono-compatible low-level date algorithms).
 */
static struct day day_of(int64_t days)
{
	days += 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t of_era = days - era * 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;
	struct day d = {year + era * 400, (int)(month < 10 ? month + 3 : month - 9),
	                (int)(of_year - (153 * month + 2) / 5 + 1)};
	d.year += d.month <= 2;
	return d;
}

static bool put_day(char out[MOST_TEXT], double days)
{
	if (!(days > -800000 && days < 3000000))
		return false;
	struct day d = day_of((int64_t)floor(days));
	snprintf(out, MOST_TEXT, "%04d-%02d-%02d", (int)d.year, d.month, d.day);
	return d.year >= 1 && d.year <= 9999;
}

static bool put_time(char *out, size_t room, double seconds)
{
	if (!(seconds >= 0 && seconds < 1e9))
		return false;
	int64_t whole = (int64_t)floor(seconds);
	snprintf(out, room, "%02d:%02d:%02d", (int)(whole / 3600), (int)(whole / 60 % 60),
	         (int)(whole % 60));
	return true;
}

static bool put_day_time(char out[MOST_TEXT], double days)
{
	double day = floor(days), seconds = round((days - day) * 86400);
	if (seconds >= 86400)
		day++, seconds = 0;
	if (!put_day(out, day))
		return false;
	out[10] = ' ';
	return put_time(out + 11, MOST_TEXT - 11, seconds);
}

/* Of months, quarters, half-years or weeks since 1960: `of` of them are a year. */
static bool put_part(char out[MOST_TEXT], double number, int of)
{
	if (!(number > -1959.0 * of && number < 8000.0 * of))
		return false;
	int64_t n = (int64_t)floor(number) + (int64_t)1960 * of;
	int year = (int)(n / of), part = (int)(n % of) + 1;
	if (of == 12)
		snprintf(out, MOST_TEXT, "%04d-%02d", year, part);
	else
		snprintf(out, MOST_TEXT,
		         of == 52  ? "%04d-W%02d"
		         : of == 4 ? "%04d-Q%d"
		                   : "%04d-H%d",
		         year, part);
	return true;
}

/* ---- Numbers ---- */

static bool put_number(char out[MOST_TEXT], double number, bool single, uint32_t *type)
{
	if (!isfinite(number))
		return false;
	bool whole = fabs(number) < 9e15 && number >= floor(number) && number <= floor(number);
	*type = whole ? STROM_COLUMN_INT : STROM_COLUMN_REAL;
	if (whole)
		strom_put_int(out, (int64_t)number);
	else
		strom_put_real(out, number, single);
	return true;
}

static double days_of(const struct spss *s, enum spss_form form, double number)
{
	if (!s->stata)
		return number / 86400 - SPSS_EPOCH;
	return (form == FORM_DAY_TIME ? number / 86400000 : number) - STATA_EPOCH;
}

/* SPSS has the first second of a month or quarter. */
static bool sav_part(char out[MOST_TEXT], double days, bool quarter)
{
	if (!put_day(out, days))
		return false;
	struct day d = day_of((int64_t)floor(days));
	if (quarter)
		snprintf(out, MOST_TEXT, "%04d-Q%d", (int)d.year, (d.month + 2) / 3);
	else
		snprintf(out, MOST_TEXT, "%04d-%02d", (int)d.year, d.month);
	return true;
}

bool spss_number(const struct spss *s, const struct spss_variable *v, double number,
                 char out[MOST_TEXT], uint32_t *type)
{
	double days = days_of(s, v->form, number);
	*type = STROM_COLUMN_TEXT;
	switch (v->form) {
	case FORM_DAY:
		*type = STROM_COLUMN_DATE;
		return put_day(out, days);
	case FORM_DAY_TIME:
		return put_day_time(out, days);
	case FORM_TIME:
		return put_time(out, MOST_TEXT, number);
	case FORM_MONTH:
		return s->stata ? put_part(out, number, 12) : sav_part(out, days, false);
	case FORM_QUARTER:
		return s->stata ? put_part(out, number, 4) : sav_part(out, days, true);
	case FORM_HALF:
		return put_part(out, number, 2);
	case FORM_WEEK:
		return put_part(out, number, 52);
	case FORM_PERCENT:
		*type = STROM_COLUMN_PERCENT;
		strom_put_real(out, number / 100, v->single);
		return isfinite(number);
	default:
		return put_number(out, number, v->single, type);
	}
}
