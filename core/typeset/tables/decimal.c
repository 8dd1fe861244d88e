/* Numbers in a text, as a column needs them: up to the units, and the rest. */
#include "typeset/tables/decimal.h"
#include "message/number.h"

enum { MOST_NUMBER = 40, MOST_WORD = 24 };   /* bytes: longer texts are sentences, and wrap */

static bool is_digit(str text, size_t i)
{
	return i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9';
}

/* What may stand between groups of three digits; its length, or 0. */
static size_t separator_at(str text, size_t i)
{
	static const str separators[] = {{" ", 1}, {".", 1}, {",", 1}, {"'", 1}, {"\u00A0", 2},
	                                 {"\u2009", 3}, {"\u202F", 3}, {"\u2019", 3}};
	for (size_t k = 0; k < sizeof separators / sizeof *separators; k++)
		if (str_starts(str_from(text, i), separators[k]))
			return separators[k].len;
	return 0;
}

static bool three_digits(str text, size_t i)
{
	return is_digit(text, i) && is_digit(text, i + 1) && is_digit(text, i + 2) &&
	       !is_digit(text, i + 3);
}

static size_t skip_digits(str text, size_t i)
{
	while (is_digit(text, i))
		i++;
	return i;
}

/* Digits in groups; the decimal sign ends them. */
static size_t skip_whole(str text, size_t i, str sign)
{
	for (i = skip_digits(text, i);;) {
		size_t len = str_starts(str_from(text, i), sign) ? 0 : separator_at(text, i);
		if (!len || !three_digits(text, i + len))
			return i;
		i = skip_digits(text, i + len);
	}
}

bool decimal_find(str text, str sign, size_t *units)
{
	size_t i = 0;
	*units = text.len;
	while (i < text.len && !is_digit(text, i))
		i++;
	if (i == text.len)
		return text.len <= MOST_WORD && !str_has(text, ' ');
	if (text.len > MOST_NUMBER)
		return false;
	*units = skip_whole(text, i, sign);
	return true;
}

/* It stands between the digits of one half. */
static str find_sign(struct arena *arena, str language)
{
	str half = numbers_format(numbers_new(arena, language), FORMAT_NUMBER, 1, 0.5);
	size_t from = skip_digits(half, 0), to = from;
	while (to < half.len && !is_digit(half, to))
		to++;
	return str_sub(half, from, to);
}

str decimal_sign(struct typesetter *t, uint16_t lang)
{
	const struct edition *e = t->edition;
	if (!t->decimal_signs)
		t->decimal_signs = arena_array(t->arena, str, e->languages.n);
	str *sign = &t->decimal_signs[lang];
	if (!sign->len)
		*sign = find_sign(t->arena, lang || !e->language ? e->languages.at[lang]
		                                                 : e->language->locale);
	return *sign;
}
