/* BagIt 1.0, RFC 8493: declaration, metadata, manifests. */
#include "package/bag.h"

/* Days since 1970 of the Gregorian calendar, by counting years from March so that the leap day is
 * the last of its year (Richards, Explanatory Supplement to the Astronomical Almanac, ch. 15). */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
	year -= month < 3;
	int64_t of_year = (153 * (month + (month < 3 ? 9 : -3)) + 2) / 5 + day - 1;
	return year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719468;
}

bool bag_time(str date, int64_t *seconds)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int64_t year, month, day;
	if (date.len != 10 || date.ptr[4] != '-' || date.ptr[7] != '-' ||
	    !str_to_int(str_sub(date, 0, 4), &year) || !str_to_int(str_sub(date, 5, 7), &month) ||
	    !str_to_int(str_sub(date, 8, 10), &day))
		return false;
	if (year < 1980 || year > 2037 || month < 1 || month > 12 || day < 1 ||
	    day > days[month - 1] + (month == 2 && year % 4 == 0))
		return false;
	*seconds = days_of(year, month, day) * 86400;
	return true;
}

static bool part_good(str part)
{
	return part.len && !str_eq(part, S(".")) && !str_eq(part, S(".."));
}

bool bag_name_good(str name)
{
	if (!name.len || name.len > 1000 || utf8_check(name) < name.len || str_has(name, '\\'))
		return false;
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.ptr[i] < 0x20 || name.ptr[i] == 0x7F)
			return false;
	for (;;) {
		str part = str_until(name, '/');
		if (!part_good(part))
			return false;
		if (part.len == name.len)
			return true;
		name = str_from(name, part.len + 1);
	}
}

/* ---- Writing ---- */

void bag_put_declaration(struct buf *b)
{
	buf_put(b, S("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
}

/* A value stands on one line. */
static void put_value(struct buf *b, const char *label, str value)
{
	value = str_trim(value);
	if (!value.len)
		return;
	buf_printf(b, "%s: ", label);
	for (size_t i = 0; i < value.len; i++)
		buf_byte(b, (unsigned char)value.ptr[i] < 0x20 ? ' ' : value.ptr[i]);
	buf_byte(b, '\n');
}

void bag_put_info(struct buf *b, const struct project *p, uint64_t bytes, size_t files)
{
	put_value(b, "Source-Organization", project_words(p->publisher));
	put_value(b, "External-Description", project_words(p->title));
	put_value(b, "External-Identifier", p->id.text);
	put_value(b, "Bagging-Date", p->date.text);
	buf_printf(b, "Payload-Oxum: %llu.%zu\n", (unsigned long long)bytes, files);
}

void bag_put_manifest(struct buf *b, const struct bag_line *files, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char hex[65];
		hash_hex(&files[i].hash, hex);
		buf_printf(b, "%s  ", hex);
		/* RFC 8493, 2.1.3: line ends and the percent sign, and only those, are encoded. */
		for (size_t k = 0; k < files[i].name.len; k++) {
			char c = files[i].name.ptr[k];
			if (c == '%' || c == '\n' || c == '\r')
				buf_printf(b, "%%%02X", c);
			else
				buf_byte(b, c);
		}
		buf_byte(b, '\n');
	}
}

/* ---- Reading ---- */

bool bag_info_value(str info, str label, str *value)
{
	for (str line; str_next_line(&info, &line);) {
		if (!str_starts(line, label) || !str_starts(str_from(line, label.len), S(":")))
			continue;
		*value = str_trim(str_from(line, label.len + 1));
		return true;
	}
	return false;
}
