/* Which shape a cell has: a number is tried first, then a date, then words. */
#include "data/read/shape.h"

#include "data/read/words.h"

_Static_assert(sizeof(struct shape) == 8, "shapes are compared as one number");

static bool minus_is_said(const struct shape_rules *r, const struct amount *a)
{
	return (!a->after || r->minus == MINUS_AFTER) &&
	       (!a->parentheses || r->minus == MINUS_PARENTHESES);
}

/* Digits that no number keeps are a number in no custom. */
static bool is_kept(const struct amount *a, unsigned customs, unsigned *whole)
{
	int64_t integer;
	double real;
	enum reading_custom any = (enum reading_custom)(customs & (0u - customs));
	if (a->long_digits && *whole &&
	    !amount_int(a, (enum reading_custom)(*whole & (0u - *whole)), &integer))
		*whole = 0;
	return (!a->scaled && !a->long_digits) || amount_real(a, any, &real);
}

static struct shape of_amount(const struct shape_rules *r, const struct amount *a)
{
	unsigned whole, customs = amount_customs(a, &whole);
	if (customs && !is_kept(a, customs, &whole))
		customs = whole = 0;
	struct shape s = {.customs = (uint16_t)customs,
	                  .whole = (uint16_t)whole,
	                  .unit = a->unit,
	                  .orders = amount_is_month(a) ? LIKE_MONTH : 0};
	bool by_point = customs & amount_decimal_customs('.'),
	     by_comma = customs & amount_decimal_customs(',');
	for (unsigned i = 1; i < a->n; i++)
		s.splits |= by_point && by_comma && (a->sign[i] == '.' || a->sign[i] == ',');
	s.kind = !customs && amount_is_dated(a)  ? SHAPE_TEXT
	         : !customs || amount_is_code(a) ? SHAPE_CODE
	         : amount_is_cut(a)              ? SHAPE_CUT
	         : minus_is_said(r, a)           ? SHAPE_NUMBER
	                                         : SHAPE_MINUS;
	return s;
}

/* 2014-11-03T14:30:00: sorted as it is, and SQL's functions take it. */
static bool is_iso_time(str s)
{
	return s.len > 10 && s.ptr[4] == '-' && s.ptr[7] == '-' &&
	       (s.ptr[10] == 'T' || s.ptr[10] == ' ');
}

static struct shape of_date(str text, const struct day *d)
{
	struct shape s = {
	        .kind = SHAPE_DATE, .orders = (uint8_t)d->orders, .splits = day_is_split(d)};
	if (d->short_year)
		s.kind = SHAPE_SHORT_DATE;
	else if (d->time && !d->midnight)
		s.kind = is_iso_time(text) ? SHAPE_TEXT : SHAPE_TIME;
	return s.kind == SHAPE_TEXT ? (struct shape){0} : s;
}

bool read_day(const struct shape_rules *r, str text, struct day *d)
{
	for (size_t i = 0; i < r->dates_n; i++)
		if (day_match(r->months, r->dates[i], text, d))
			return true;
	if (!r->dates_n)
		return day_read(r->months, text, d);
	return day_match(r->months, S("yyyy-mm-dd"), text, d);
}

static bool has_digit(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
			return true;
	return false;
}

struct shape read_shape_of(const struct shape_rules *r, str text)
{
	struct amount a;
	struct day d;
	int64_t plain;
	if (amount_is_plain(text, &plain))
		return (struct shape){.customs = CUSTOM_ALL,
		                      .whole = CUSTOM_ALL,
		                      .kind = SHAPE_NUMBER,
		                      .orders = shape_like_year(plain)};
	bool digits = has_digit(text), amount = digits && amount_read(text, &a);
	struct shape shape = amount ? of_amount(r, &a) : (struct shape){0};
	if (shape.customs)
		return shape;
	if (digits && read_day(r, text, &d))
		return of_date(text, &d);
	if (amount)
		return shape;
	if (words_no_value(text))
		return (struct shape){.kind = SHAPE_NO_VALUE};
	return (struct shape){.kind = words_error(text) ? SHAPE_ERROR : SHAPE_TEXT};
}
