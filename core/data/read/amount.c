/* Numbers as people write them, taken apart; the customs in which the parts are a number. */
#include "data/read/amount.h"

#include <stdio.h>

/* ---- Units ---- */

enum { NO_PENCE = 24 };

static const struct { str text; uint8_t unit;
} units[] = {
#define U(text, unit) {{text, sizeof text - 1}, unit}
        U("%", UNIT_PERCENT),
        U("EUR", 2),
        U("€", 2),
        U("euro", 2),
        U("euros", 2),
        U("eiro", 2),
        U("евро", 2),
        U("kr", 3),
        U("kr.", 3),
        U("DKK", 4),
        U("NOK", 5),
        U("SEK", 6),
        U("ISK", 7),
        U("PLN", 8),
        U("zł", 8),
        U("RUB", 9),
        U("₽", 9),
        U("руб", 9),
        U("руб.", 9),
        U("р.", 9),
        U("EEK", 10),
        U("LVL", 11),
        U("Ls", 11),
        U("LTL", 12),
        U("Lt", 12),
        U("CHF", 13),
        U("Fr.", 13),
        U("CZK", 14),
        U("Kč", 14),
        U("HUF", 15),
        U("Ft", 15),
        U("UAH", 16),
        U("₴", 16),
        U("BYN", 17),
        U("RON", 18),
        U("lei", 18),
        U("BGN", 19),
        U("TRY", 20),
        U("₺", 20),
        U("GBP", 21),
        U("£", 21),
        U("USD", 22),
        U("$", 22),
        U("US$", 22),
        U("JPY", 23),
        U("¥", 23),
        /* 300,-  300:-  300.– */
        U(",-", NO_PENCE),
        U(",–", NO_PENCE),
        U(",—", NO_PENCE),
        U(":-", NO_PENCE),
        U(":–", NO_PENCE),
        U(".-", NO_PENCE),
        U(".–", NO_PENCE),
        U(".—", NO_PENCE),
#undef U
};
enum { UNITS = sizeof units / sizeof *units };

str amount_unit(unsigned unit)
{
	for (size_t i = 0; i < UNITS; i++)
		if (units[i].unit == unit)
			return units[i].text;
	return S("");
}

static bool same_unit(str text, str unit)
{
	for (size_t i = 0; i < unit.len; i++) {
		char a = text.ptr[i], b = unit.ptr[i];
		if (a != b && ((a | 0x20) != (b | 0x20) || (a | 0x20) < 'a' || (a | 0x20) > 'z'))
			return false;
	}
	return true;
}

/* The longest unit that a text begins with, or that all of it is. */
static unsigned unit_of(str text, bool all, size_t *len)
{
	unsigned unit = UNIT_NONE;
	*len = 0;
	for (size_t i = 0; text.len && i < UNITS; i++) {
		str one = units[i].text;
		if ((*one.ptr | 0x20) != (*text.ptr | 0x20) || one.len <= *len ||
		    one.len > text.len || (all && one.len < text.len) || !same_unit(text, one))
			continue;
		unit = units[i].unit;
		*len = one.len;
	}
	return unit;
}

/* ---- Signs ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The length of a sign of several bytes at a text's beginning, and what it is to us: ' ' for each
 * space, '\'' for a curly apostrophe, '-' for a minus; 0 for what nobody sees. */
static size_t odd_sign(str s, char *sign)
{
	static const struct { str bytes; char sign;
	} signs[] = {
#define S3(bytes, sign) {{bytes, sizeof bytes - 1}, sign}
	        S3("\xC2\xA0", ' '),     S3("\xE2\x80\x87", ' '),  S3("\xE2\x80\x89", ' '),
	        S3("\xE2\x80\xAF", ' '), S3("\xE2\x80\x99", '\''), S3("\xE2\x88\x92", '-'),
	        S3("\xE2\x80\x93", '-'), S3("\xE2\x80\x8B", 0),    S3("\xEF\xBB\xBF", 0),
	        S3("\xC2\xAD", 0),       S3("\xE2\x81\xA0", 0),    S3("\xE2\x80\x8E", 0),
	        S3("\xE2\x80\x8F", 0),
#undef S3
	};
	if (!s.len || (unsigned char)*s.ptr < 0xC2)
		return 0;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_starts(s, signs[i].bytes)) {
			*sign = signs[i].sign;
			return signs[i].bytes.len;
		}
	return 0;
}

static bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t blank_before(str s)
{
	char sign = 'x';
	size_t n = odd_sign(s, &sign);
	if (s.len && is_white(*s.ptr))
		return 1;
	return n && (sign == ' ' || !sign) ? n : 0;
}

static size_t blank_after(str s)
{
	char sign = 'x';
	if (s.len && is_white(s.ptr[s.len - 1]))
		return 1;
	for (size_t n = 2; n <= 3 && n <= s.len; n++)
		if (odd_sign(str_from(s, s.len - n), &sign) == n && (sign == ' ' || !sign))
			return n;
	return 0;
}

str read_trim_odd(str s)
{
	for (size_t n; (n = blank_before(s));)
		s = str_from(s, n);
	for (size_t n; (n = blank_after(s));)
		s = str_sub(s, 0, s.len - n);
	return s;
}

static bool take(str *s, char byte)
{
	if (!s->len || *s->ptr != byte)
		return false;
	*s = str_from(*s, 1);
	return true;
}

static bool take_minus(str *s)
{
	char sign = 0;
	size_t n = odd_sign(*s, &sign);
	if (take(s, '-'))
		return true;
	if (!n || sign != '-')
		return false;
	*s = str_from(*s, n);
	return true;
}

/* ---- The parts ---- */

static void take_digit(struct amount *a, char c)
{
	a->long_digits |= a->digits_n >= 18;
	if (a->digits_n || c != '0')
		a->digits_n++;
	if (!a->long_digits)
		a->digits = a->digits * 10 + (uint64_t)(c - '0');
}

/* A sign between digits; 0: what comes is no part of the digits. */
static size_t between(str s, char *sign)
{
	size_t n = 1;
	*sign = *s.ptr;
	if (*s.ptr != '.' && *s.ptr != ',' && *s.ptr != ' ' && *s.ptr != '\'')
		n = odd_sign(s, sign);
	if (!n || !*sign || *sign == '-' || n >= s.len || !is_digit(s.ptr[n]))
		return 0;
	return n;
}

static bool take_digits(str *s, struct amount *a)
{
	char sign;
	if (s->len)
		a->first = *s->ptr;
	for (;;) {
		size_t i = 0;
		for (; i < s->len && is_digit(s->ptr[i]); i++)
			take_digit(a, s->ptr[i]);
		if (i > UINT8_MAX)
			return false;
		a->len[a->n++] = (uint8_t)i;
		*s = str_from(*s, i);
		size_t n = s->len ? between(*s, &sign) : 0;
		if (!n)
			return true;
		if (a->n == AMOUNT_GROUPS)
			return false;
		a->sign[a->n] = sign;
		*s = str_from(*s, n);
	}
}

static bool take_exponent(str *s, struct amount *a)
{
	str rest = str_from(*s, 1);
	bool minus = rest.len && *rest.ptr == '-';
	if (!s->len || (*s->ptr | 0x20) != 'e')
		return true;
	a->exponent_sign = minus || (rest.len && *rest.ptr == '+');
	rest = str_from(rest, a->exponent_sign);
	for (; rest.len && is_digit(*rest.ptr); rest = str_from(rest, 1)) {
		if (++a->exponent_n > 3)
			return false;
		a->exponent = a->exponent * 10 + (*rest.ptr - '0');
	}
	/* "300 EUR" begins like an exponent too. */
	if (!a->exponent_n)
		return true;
	a->scaled = true;
	a->capital = *s->ptr == 'E';
	a->exponent = minus ? -a->exponent : a->exponent;
	*s = rest;
	return true;
}

static void take_front(str *s, struct amount *a)
{
	size_t len;
	a->minus = take_minus(s);
	a->plus = !a->minus && take(s, '+');
	if (s->len && is_digit(*s->ptr))
		return;
	a->unit = (uint8_t)unit_of(*s, false, &len);
	if (a->unit == UNIT_PERCENT)
		len = a->unit = 0;
	*s = read_trim(str_from(*s, len));
	if (a->unit && !a->minus && !a->plus)
		a->minus = take_minus(s);
}

static bool take_back(str s, struct amount *a)
{
	size_t len;
	if (!s.len)
		return true;
	if (take_minus(&s)) {
		a->after = true;
		return !s.len && !a->minus && !a->plus;
	}
	s = read_trim(s);
	if (unit_of(s, false, &len) == NO_PENCE) {
		a->unit = a->unit ? a->unit : NO_PENCE;
		s = read_trim(str_from(s, len));
	}
	if (!s.len)
		return true;
	unsigned unit = unit_of(s, true, &len);
	a->unit = a->unit == NO_PENCE ? UNIT_NONE : a->unit;
	if (!unit || unit == NO_PENCE || (a->unit && a->unit != unit))
		return false;
	a->unit = (uint8_t)unit;
	return true;
}

bool amount_read(str text, struct amount *a)
{
	*a = (struct amount){.text = text};
	str s = text;
	if (take(&s, '(')) {
		if (!s.len || s.ptr[s.len - 1] != ')')
			return false;
		a->parentheses = true;
		s = read_trim(str_sub(s, 0, s.len - 1));
	}
	take_front(&s, a);
	if (!s.len || !(is_digit(*s.ptr) ||
	                ((*s.ptr == '.' || *s.ptr == ',') && s.len > 1 && is_digit(s.ptr[1]))))
		return false;
	return take_digits(&s, a) && take_exponent(&s, a) && take_back(s, a);
}

/* ---- Customs ---- */

enum {
	BY_POINT = CUSTOM_POINT | CUSTOM_SPACE_POINT | CUSTOM_COMMA_POINT |
	           CUSTOM_APOSTROPHE_POINT | CUSTOM_INDIAN,
	BY_COMMA = CUSTOM_ALL - BY_POINT
};

static char thousands(enum reading_custom custom)
{
	switch (custom) {
	case CUSTOM_SPACE_POINT: case CUSTOM_SPACE_COMMA:
		return ' ';
	case CUSTOM_COMMA_POINT: case CUSTOM_INDIAN:
		return ',';
	case CUSTOM_POINT_COMMA:
		return '.';
	case CUSTOM_APOSTROPHE_POINT: case CUSTOM_APOSTROPHE_COMMA:
		return '\'';
	default:
		return 0;
	}
}

static char decimal(enum reading_custom custom)
{
	return custom & BY_POINT ? '.' : ',';
}

/* Groups behind the first are of three digits; in India only the last is, the others are of two. */
static bool grouped(const struct amount *a, unsigned n, char sign, bool indian)
{
	if (!a->len[0] || a->len[0] > (indian ? 2 : 3) || a->first == '0')
		return false;
	for (unsigned i = 1; i < n; i++)
		if (a->sign[i] != sign || a->len[i] != (indian && i + 1 < n ? 2 : 3))
			return false;
	return true;
}

unsigned amount_decimal_customs(char sign)
{
	return sign == '.' ? BY_POINT : sign == ',' ? BY_COMMA : CUSTOM_ALL;
}

unsigned amount_grouped_customs(char sign)
{
	return sign == '.'   ? CUSTOM_POINT_COMMA
	       : sign == ',' ? CUSTOM_COMMA_POINT | CUSTOM_INDIAN
	                     : 0;
}

static size_t mantissa_decimals(const struct amount *a)
{
	return a->n > 1 ? a->len[a->n - 1] : 0;
}

bool amount_is_code(const struct amount *a)
{
	/* 12E4 is a code of a product, 1e-05 a number as programs write it. */
	bool scaled = a->scaled && !a->exponent_sign && a->n == 1;
	bool zero = a->first == '0' && a->len[0] > 1;
	int64_t value;
	if (a->plus || zero || scaled || (a->n > 1 && a->digits_n > 15))
		return true;
	return a->long_digits && !amount_int(a, CUSTOM_POINT, &value);
}

bool amount_is_month(const struct amount *a)
{
	unsigned year_first = a->len[0] == 4;
	uint64_t year = year_first ? a->digits / 100 : a->digits % 10000;
	uint64_t month = year_first ? a->digits % 100 : a->digits / 10000;
	if (a->n != 2 || a->sign[1] != '.' || a->unit || a->minus || a->after || a->parentheses ||
	    a->scaled)
		return false;
	return (year_first ? a->len[1] == 2 : a->len[0] <= 2 && a->len[1] == 4) && year >= 1900 &&
	       year < 2100 && month >= 1 && month <= 12;
}

bool amount_is_dated(const struct amount *a)
{
	bool points = a->n == 3 && a->sign[1] == '.' && a->sign[2] == '.';
	return points && !a->unit && a->len[1] <= 2 && a->len[0] <= 4 && a->len[2] <= 4;
}

bool amount_is_cut(const struct amount *a)
{
	return a->scaled && a->capital && a->exponent > (int)mantissa_decimals(a);
}

static bool fits(const struct amount *a, enum reading_custom custom, bool *whole)
{
	unsigned n = a->n;
	*whole = a->n == 1 || a->sign[n - 1] != decimal(custom);
	if (!*whole)
		n--;
	if (n == 1)
		return a->len[0] || !*whole;
	return thousands(custom) && grouped(a, n, thousands(custom), custom == CUSTOM_INDIAN);
}

/* Of two groups, as most numbers with a sign have: the sign begins decimals, or parts thousands. */
static unsigned customs_of_two(const struct amount *a, unsigned *whole)
{
	char sign = a->sign[1];
	unsigned customs = sign == '.' ? BY_POINT : sign == ',' ? BY_COMMA : 0, thousands = 0;
	if (a->len[0] && a->len[0] <= 3 && a->first != '0' && a->len[1] == 3)
		thousands = sign == '.' ? CUSTOM_POINT_COMMA
		            : sign == ','
		                    ? CUSTOM_COMMA_POINT | (a->len[0] < 3 ? CUSTOM_INDIAN : 0u)
		            : sign == ' ' ? CUSTOM_SPACE_POINT | CUSTOM_SPACE_COMMA
		                          : CUSTOM_APOSTROPHE_POINT | CUSTOM_APOSTROPHE_COMMA;
	*whole = a->scaled ? 0 : thousands;
	return customs | thousands;
}

unsigned amount_customs(const struct amount *a, unsigned *whole)
{
	unsigned customs = 0;
	*whole = 0;
	if (a->n == 1) {
		*whole = a->scaled ? 0 : CUSTOM_ALL;
		return CUSTOM_ALL;
	}
	if (a->n == 2)
		return customs_of_two(a, whole);
	for (unsigned custom = 1; custom <= CUSTOM_INDIAN; custom *= 2) {
		bool is_whole;
		if (!fits(a, (enum reading_custom)custom, &is_whole))
			continue;
		customs |= custom;
		*whole |= is_whole && !a->scaled ? custom : 0;
	}
	return customs;
}

/* ---- Values ---- */

static unsigned decimals(const struct amount *a, enum reading_custom custom)
{
	return a->n > 1 && a->sign[a->n - 1] == decimal(custom) ? a->len[a->n - 1] : 0;
}

static bool negative(const struct amount *a)
{
	return a->minus || a->after || a->parentheses;
}

/* More digits than a number of 64 bits keeps: as text, with its own point. */
static bool long_real(const struct amount *a, unsigned decimals, int exponent, double *value)
{
	char digits[352];
	size_t n = 0, all = 0, seen = 0;
	for (unsigned i = 0; i < a->n; i++)
		all += a->len[i];
	for (size_t i = 0; i < a->text.len && seen < all && n < sizeof digits - 16; i++) {
		if (!is_digit(a->text.ptr[i]))
			continue;
		if (seen++ == all - decimals)
			digits[n++] = '.';
		digits[n++] = a->text.ptr[i];
	}
	if (seen < all)
		return false;
	n += (size_t)snprintf(digits + n, sizeof digits - n, "e%d", exponent);
	return str_to_double((str){digits, n}, value);
}

/* A double holds 15 digits and powers of ten up to 22 exactly, so that one operation rounds once.
 */
static bool exact(uint64_t digits, int exponent, double *value)
{
	static const double powers[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
	                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
	                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
	if (digits >> 53 || exponent > 22 || exponent < -22)
		return false;
	*value = exponent < 0 ? (double)digits / powers[-exponent]
	                      : (double)digits * powers[exponent];
	return true;
}

bool amount_is_decimal(str s, enum reading_custom custom, double *value)
{
	char sign = decimal(custom);
	uint64_t n = 0;
	int tail = -1;
	for (size_t i = 0; i < s.len; i++) {
		unsigned digit = (unsigned)(unsigned char)s.ptr[i] - '0';
		if (digit > 9 && (s.ptr[i] != sign || tail >= 0 || !i))
			return false;
		n = digit > 9 ? n : n * 10 + digit;
		tail += digit > 9 || tail >= 0;
	}
	return tail > 0 && s.len <= 16 && exact(n, -tail, value);
}

bool amount_real(const struct amount *a, enum reading_custom custom, double *value)
{
	unsigned tail = decimals(a, custom);
	int exponent = a->exponent - (a->unit == UNIT_PERCENT ? 2 : 0);
	if ((a->long_digits || !exact(a->digits, exponent - (int)tail, value)) &&
	    !long_real(a, tail, exponent, value))
		return false;
	if (negative(a))
		*value = -*value;
	return true;
}

bool amount_int(const struct amount *a, enum reading_custom custom, int64_t *value)
{
	char digits[24];
	size_t n = 0;
	if (a->scaled || decimals(a, custom) || a->unit == UNIT_PERCENT)
		return false;
	if (!a->long_digits) {
		*value = negative(a) ? -(int64_t)a->digits : (int64_t)a->digits;
		return true;
	}
	if (negative(a))
		digits[n++] = '-';
	for (size_t i = 0; i < a->text.len && n < sizeof digits; i++)
		if (is_digit(a->text.ptr[i]))
			digits[n++] = a->text.ptr[i];
	return n < sizeof digits && str_to_int((str){digits, n}, value);
}
