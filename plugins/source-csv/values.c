/* What a CSV cell's text means: numbers, dates, truth; and what an undeclared column holds.
 *
 * The rule for undeclared columns looks at every cell, never at a sample, and takes a number only
 * where nothing is lost by it: "0150" and "+37160000000" stay text. */
#include "csv.h"

#include <locale.h>
#include <stdlib.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

strom_str csv_trim(strom_str s)
{
	while (s.len && is_space(s.ptr[s.len - 1]))
		s.len--;
	while (s.len && is_space(*s.ptr))
		s.ptr++, s.len--;
	return s;
}

static bool same(strom_str a, strom_str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.ptr, b.ptr, a.len));
}

bool csv_is_null(const struct csv *c, strom_str text)
{
	return !text.len || (c->null.len && same(csv_trim(text), csv_trim(c->null)));
}

bool csv_int(strom_str s, int64_t *value)
{
	bool minus = s.len && *s.ptr == '-';
	uint64_t limit = minus ? (uint64_t)INT64_MAX + 1 : INT64_MAX, n = 0;
	if (s.len && (*s.ptr == '-' || *s.ptr == '+'))
		s.ptr++, s.len--;
	if (!s.len)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned digit = (unsigned)(s.ptr[i] - '0');
		if (digit > 9 || n > (limit - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	*value = minus ? (int64_t)(0 - n) : (int64_t)n;
	return true;
}

/* Sign, digits, the decimal sign, digits, exponent. */
static bool looks_real(strom_str s, char decimal)
{
	size_t i = 0, digits = 0;
	if (i < s.len && (s.ptr[i] == '-' || s.ptr[i] == '+'))
		i++;
	for (; i < s.len && is_digit(s.ptr[i]); i++)
		digits++;
	if (i < s.len && s.ptr[i] == decimal)
		for (i++; i < s.len && is_digit(s.ptr[i]); i++)
			digits++;
	if (!digits)
		return false;
	if (i < s.len && (s.ptr[i] == 'e' || s.ptr[i] == 'E')) {
		i++;
		if (i < s.len && (s.ptr[i] == '-' || s.ptr[i] == '+'))
			i++;
		size_t exponent = i;
		while (i < s.len && is_digit(s.ptr[i]))
			i++;
		if (i == exponent)
			return false;
	}
	return i == s.len;
}

bool csv_real(strom_str s, char decimal, double *value)
{
	char digits[352];
	if (s.len >= sizeof digits || !looks_real(s, decimal))
		return false;
	for (size_t i = 0; i < s.len; i++)
		digits[i] = s.ptr[i] == decimal ? '.' : s.ptr[i];
	digits[s.len] = 0;
	/* The C locale is a constant of the C library: nothing to free. */
	*value = strtod_l(digits, NULL, newlocale(LC_ALL_MASK, "C", (locale_t)0));
	return *value - *value == 0;
}

/* YYYY-MM-DD of the Gregorian calendar (ISO 8601). */
bool csv_date(strom_str s)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	unsigned n[3] = {0}, part = 0;
	if (s.len != 10)
		return false;
	for (size_t i = 0; i < 10; i++) {
		if (i == 4 || i == 7) {
			if (s.ptr[i] != '-')
				return false;
			part++;
		} else if (!is_digit(s.ptr[i])) {
			return false;
		} else {
			n[part] = n[part] * 10 + (unsigned)(s.ptr[i] - '0');
		}
	}
	bool leap = (n[0] % 4 == 0 && n[0] % 100 != 0) || n[0] % 400 == 0;
	if (!n[0] || n[1] < 1 || n[1] > 12 || n[2] < 1)
		return false;
	return n[2] <= days[n[1] - 1] + (unsigned)(leap && n[1] == 2);
}

static bool is_word(strom_str s, const char *word)
{
	size_t n = strlen(word);
	if (s.len != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((s.ptr[i] | 0x20) != (word[i] | 0x20))
			return false;
	return true;
}

bool csv_bool(strom_str s, int64_t *value)
{
	*value = is_word(s, "true") || is_word(s, "yes") || (s.len == 1 && *s.ptr == '1');
	return *value || is_word(s, "false") || is_word(s, "no") || (s.len == 1 && *s.ptr == '0');
}

/* A number that is written the way numbers are counted, not the way codes are: no plus sign, no
 * zero in front, no exponent. */
static bool is_plain(strom_str s)
{
	size_t i = s.len && *s.ptr == '-';
	if (i >= s.len || *s.ptr == '+')
		return false;
	if (s.ptr[i] == '0' && i + 1 < s.len && is_digit(s.ptr[i + 1]))
		return false;
	for (; i < s.len; i++)
		if (s.ptr[i] == 'e' || s.ptr[i] == 'E')
			return false;
	return true;
}

/* Beyond 15 digits a double is no longer what was written. */
static bool is_exact(strom_str s)
{
	size_t digits = 0;
	for (size_t i = 0; i < s.len; i++)
		digits += is_digit(s.ptr[i]);
	return digits <= 15;
}

void csv_infer(struct csv *c, struct csv_column *column, strom_str text, struct strom_pos pos)
{
	strom_str s = csv_trim(text);
	int64_t integer;
	double real;
	bool number = false;
	if (!s.len)
		return;
	column->values++;
	column->dates += csv_date(s);
	if (is_plain(s) && csv_int(s, &integer)) {
		number = true;
		column->ints++;
		column->reals++;
	} else if (is_plain(s) && is_exact(s)) {
		number = csv_real(s, c->decimal, &real);
		column->reals += number;
		if (!number && csv_real(s, c->decimal == '.' ? ',' : '.', &real))
			column->other_reals++;
	}
	if (!number && !column->odd.known)
		column->odd = pos;
}

static void warn_of_text(struct csv *c, const struct csv_column *column)
{
	int clip = csv_clip(column->name);
	if (column->other_reals && column->ints + column->other_reals == column->values)
		csv_warn(c, column->odd, "csv/decimal-sign",
		         "Set the option decimal, or declare the column in types.",
		         "column '%.*s' is read as text: its numbers have a decimal %s", clip,
		         column->name.ptr, c->decimal == '.' ? "comma" : "point");
	else if (column->reals * 2 > column->values)
		csv_warn(c, column->odd, "csv/mixed-column",
		         "Correct the cell, name what means no value in the option null, or declare the "
		         "column in types.",
		         "column '%.*s' is read as text: this cell is no number, %llu other%s", clip,
		         column->name.ptr, (unsigned long long)column->reals,
		         column->reals > 1 ? "s are" : " is");
}

void csv_settle(struct csv *c, struct csv_column *column)
{
	column->type = STROM_COLUMN_TEXT;
	if (!column->values)
		return;
	if (column->ints == column->values)
		column->type = STROM_COLUMN_INT;
	else if (column->reals == column->values)
		column->type = STROM_COLUMN_REAL;
	else if (column->dates == column->values)
		column->type = STROM_COLUMN_DATE;
	else
		warn_of_text(c, column);
}

bool csv_value(const struct csv *c, uint32_t type, strom_str text, struct strom_cell *cell)
{
	strom_str s = type == STROM_COLUMN_TEXT ? text : csv_trim(text);
	cell->null = !s.len || csv_is_null(c, text);
	cell->text = s;
	if (cell->null)
		return true;
	switch (type) {
	case STROM_COLUMN_INT:
		return csv_int(s, &cell->integer);
	case STROM_COLUMN_REAL:
		return csv_real(s, c->decimal, &cell->real);
	case STROM_COLUMN_BOOL:
		return csv_bool(s, &cell->integer);
	case STROM_COLUMN_DATE:
		return csv_date(s);
	default:
		return true;
	}
}
