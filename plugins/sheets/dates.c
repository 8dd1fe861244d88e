/* Days since an epoch, and the formats that make a number one. */
#include "sheets.h"

#include <stdio.h>

/* Days since 0000-03-01 into a date (H. Hinnant, "chrono-compatible low-level date algorithms",
 * 2013). */
static void civil(int64_t days, int *year, int *month, int *day)
{
	int64_t era = days / 146097, of_era = days - era * 146097;
	int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t shifted = (5 * of_year + 2) / 153;
	*day = (int)(of_year - (153 * shifted + 2) / 5 + 1);
	*month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	*year = (int)(year_of_era + era * 400 + (*month <= 2));
}

/* The number 60 is a day that never was, and those before it are one less. */
static int64_t day_number(int64_t serial, bool since_1904)
{
	enum { SINCE_1899_12_30 = 693899, SINCE_1904 = 695361 };
	if (since_1904)
		return serial + SINCE_1904;
	return serial + SINCE_1899_12_30 + (serial < 60);
}

static bool put_day(char out[40], int64_t serial, bool since_1904)
{
	int year, month, day;
	if (serial < (since_1904 ? 0 : 1) || serial > 2958465 || (!since_1904 && serial == 60))
		return false;
	civil(day_number(serial, since_1904), &year, &month, &day);
	snprintf(out, 40, "%04d-%02d-%02d", year, month, day);
	return year <= 9999;
}

static void put_time(char *out, int64_t seconds)
{
	snprintf(out, 24, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
	         (int)(seconds % 60));
}

bool date_put(char out[40], enum date_kind kind, double serial, bool since_1904)
{
	if (!(serial >= 0 && serial < 3e6))
		return false;
	int64_t seconds = (int64_t)(serial * 86400 + 0.5), days = seconds / 86400;
	if (kind == DATE_DAY)
		return put_day(out, (int64_t)serial == days ? days : (int64_t)(serial + 1e-6),
		               since_1904);
	if (kind == DATE_TIME || kind == DATE_DURATION ||
	    (kind == DATE_DAY_TIME && !days && !since_1904)) {
		put_time(out, kind == DATE_DURATION ? seconds : seconds % 86400);
		return true;
	}
	if (!put_day(out, days, since_1904))
		return false;
	out[10] = ' ';
	put_time(out + 11, seconds % 86400);
	return true;
}

bool date_is_day(strom_str s)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	unsigned part[3] = {0}, n = 0;
	for (size_t i = 0; i < s.len; i++) {
		bool dash = i == 4 || i == 7;
		if (s.len != 10 || (dash ? s.ptr[i] != '-' : s.ptr[i] < '0' || s.ptr[i] > '9'))
			return false;
		n += dash;
		part[n] = dash ? 0 : part[n] * 10 + (unsigned)(s.ptr[i] - '0');
	}
	bool leap = part[0] % 4 == 0 && (part[0] % 100 || part[0] % 400 == 0);
	return s.len && part[1] >= 1 && part[1] <= 12 && part[2] >= 1 &&
	       part[2] <= days[part[1] - 1] + (unsigned)(leap && part[1] == 2);
}

/* ---- Formats: ECMA-376 part 1, 18.8.31 ---- */

/* Behind what is in quotes or brackets, or behind a sign that makes the next one plain. */
static size_t behind(strom_str s, size_t i)
{
	char end = s.ptr[i] == '"' ? '"' : ']';
	if (strchr("\\_*", s.ptr[i]))
		return i + 1;
	for (i++; i < s.len && s.ptr[i] != end; i++)
		;
	return i;
}

static bool is_elapsed(strom_str s, size_t i)
{
	return i + 1 < s.len && strchr("hmsHMS", s.ptr[i + 1]) &&
	       (i + 2 >= s.len || s.ptr[i + 2] == ']' || s.ptr[i + 2] == s.ptr[i + 1]);
}

static bool is_word(strom_str s, size_t i, const char *word)
{
	strom_str part = {s.ptr + i, strlen(word)};
	return s.len - i >= part.len && strom_alike(part, strom_text(word));
}

enum date_kind date_kind_of(strom_str s)
{
	bool day = false, month = false, time = false;
	for (size_t i = 0; i < s.len && s.ptr[i] != ';'; i++) {
		if (s.ptr[i] == '[' && is_elapsed(s, i))
			return DATE_DURATION;
		if (strchr("\"[\\_*", s.ptr[i])) {
			i = behind(s, i);
			continue;
		}
		if (is_word(s, i, "general") || is_word(s, i, "AM/PM"))
			i += s.ptr[i] == 'A' || s.ptr[i] == 'a' ? 4 : 6;
		else if (s.ptr[i] == '%')
			return DATE_PERCENT;
		else if (strchr("yYdD", s.ptr[i]))
			day = true;
		else if (strchr("mM", s.ptr[i]))
			month = true;
		else if (strchr("hHsS", s.ptr[i]))
			time = true;
	}
	if (time)
		return day ? DATE_DAY_TIME : DATE_TIME;
	return day || month ? DATE_DAY : DATE_NONE;
}

static bool is_digit(strom_str s, size_t i)
{
	return i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
}

bool date_number(strom_str s, double *value)
{
	bool minus = s.len && *s.ptr == '-';
	size_t i = minus, digits = 0;
	double n = 0, scale = 1;
	int exponent = 0, sign = 1;
	for (; is_digit(s, i); i++, digits++)
		n = n * 10 + (s.ptr[i] - '0');
	if (i < s.len && s.ptr[i] == '.')
		for (i++; is_digit(s, i); i++, digits++) {
			n = n * 10 + (s.ptr[i] - '0');
			scale *= 10;
		}
	if (digits && i < s.len && (s.ptr[i] == 'E' || s.ptr[i] == 'e')) {
		i++;
		sign = i < s.len && s.ptr[i] == '-' ? -1 : 1;
		i += i < s.len && (s.ptr[i] == '-' || s.ptr[i] == '+');
		if (!is_digit(s, i))
			return false;
		for (; is_digit(s, i) && exponent < 400; i++)
			exponent = exponent * 10 + (s.ptr[i] - '0');
	}
	n /= scale;
	for (; exponent && n < 1e300; exponent--)
		n = sign > 0 ? n * 10 : n / 10;
	*value = minus ? -n : n;
	return digits && i == s.len && !exponent && n < 1e307;
}
