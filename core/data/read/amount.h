/* Numbers as people write them: 10 791, -1.200,50, EUR 300, 45 %, 3,2e-05. */
#ifndef STROM_READ_AMOUNT_H
#define STROM_READ_AMOUNT_H

#include "project/reading.h"

enum { AMOUNT_GROUPS = 12 };

/* A unit of money, or percent; 0: none. Those of one column are compared, and named in messages. */
enum { UNIT_NONE = 0, UNIT_PERCENT = 1 };
str amount_unit(unsigned unit);

/* What stands in a cell, before it is decided which of its signs begins the decimals. */
struct amount {
	bool minus, plus, after, parentheses;        /* where the minus stood, if not before */
	uint8_t unit;
	uint8_t n;                       /* groups of digits */
	char sign[AMOUNT_GROUPS];        /* before each but the first: '.', ',', ' ', '\'' */
	uint8_t len[AMOUNT_GROUPS];      /* digits in each; the first may have none: ",5" */
	char first;                      /* digit */
	bool long_digits;                /* more than 18 */
	uint64_t digits;                 /* all of them as one number */
	unsigned digits_n;               /* from the first that is not zero */
	bool scaled, capital;            /* has an exponent, behind e or E */
	bool exponent_sign;
	unsigned exponent_n;             /* its digits */
	int exponent;
	str text;
};

/* -12345: digits that are a number in every custom, which most numbers are. False: look closer. */
static inline bool amount_is_plain(str s, int64_t *value)
{
	bool minus = s.len && *s.ptr == '-';
	uint64_t n = 0;
	size_t i = minus;
	if (s.len - i > 18 || s.len == i || (s.ptr[i] == '0' && s.len > i + 1))
		return false;
	for (; i < s.len; i++) {
		unsigned digit = (unsigned)(unsigned char)s.ptr[i] - '0';
		if (digit > 9)
			return false;
		n = n * 10 + digit;
	}
	*value = minus ? -(int64_t)n : (int64_t)n;
	return true;
}

/* The whole of a trimmed text; false: it is no number in any custom. */
bool amount_read(str text, struct amount *);

/* The customs in which it is a number, its thousands in threes; those in which it is whole. */
unsigned amount_customs(const struct amount *, unsigned *whole);
/* Written as codes and telephone numbers are: a plus, a zero in front of other digits, more digits
 * than anybody counts. */
bool amount_is_code(const struct amount *);
/* 11.2014, 2014.11: a month, where all cells of a column are such. */
bool amount_is_month(const struct amount *);
/* 31.11.2014, 3.11.14: written like a day, whether there is one or not. */
bool amount_is_dated(const struct amount *);
/* 3,71E+11: a spreadsheet shows so much of a long number, and the rest is lost. */
bool amount_is_cut(const struct amount *);
/* Customs by the sign of their decimals. */
unsigned amount_decimal_customs(char sign);
/* And by that of their thousands. */
unsigned amount_grouped_customs(char sign);

/* Its value in a custom that is one of its own: false where it has decimals or is too large. */
bool amount_int(const struct amount *, enum reading_custom, int64_t *);
bool amount_real(const struct amount *, enum reading_custom, double *);
/* 1234.5, which most numbers with decimals are: the same value, sooner. False: look closer. */
bool amount_is_decimal(str, enum reading_custom, double *);

/* White space at both ends, of every width, and signs that nobody sees. */
str read_trim_odd(str);
static inline str read_trim(str s)
{
	/* Most cells end and begin with a letter or digit. */
	return s.len && s.ptr[0] > ' ' && s.ptr[s.len - 1] > ' ' ? s : read_trim_odd(s);
}

#endif
