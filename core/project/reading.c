/* The words of `numbers:`, `dates:` and `types:`. */
#include "project/reading.h"

static const str samples[] = {
        {"1234.5", 6},  {"1234,5", 6},  {"1 234.5", 7}, {"1 234,5", 7},      {"1,234.5", 7},
        {"1.234,5", 7}, {"1'234.5", 7}, {"1'234,5", 7}, {"12,34,567.8", 11},
};
enum { SAMPLES = sizeof samples / sizeof *samples };

/* The custom's own sign for the many that look alike. */
static char plain(uint32_t code)
{
	switch (code) {
	case 0xA0: case 0x2007: case 0x2009: case 0x202F:
		return ' ';
	case 0x2019:
		return '\'';
	default:
		return code < 0x80 ? (char)code : '?';
	}
}

static bool is_sample(str text, str sample)
{
	size_t i = 0;
	while (text.len && i < sample.len)
		if (plain(utf8_next(&text)) != sample.ptr[i++])
			return false;
	return !text.len && i == sample.len;
}

bool reading_numbers(str text, enum reading_custom *custom, enum reading_minus *minus)
{
	*minus = MINUS_BEFORE;
	if (str_starts(text, S("(")) && str_ends(text, S(")"))) {
		*minus = MINUS_PARENTHESES;
		text = str_sub(text, 1, text.len - 1);
	} else if (str_ends(text, S("-"))) {
		*minus = MINUS_AFTER;
		text = str_sub(text, 0, text.len - 1);
	}
	for (size_t i = 0; i < SAMPLES; i++) {
		*custom = (enum reading_custom)(1u << i);
		if (is_sample(text, samples[i]))
			return true;
	}
	return false;
}

str reading_sample(enum reading_custom custom)
{
	size_t i = 0;
	while (i < SAMPLES && custom != (enum reading_custom)(1u << i))
		i++;
	return reading_samples(i);
}

str reading_samples(size_t i)
{
	return i < SAMPLES ? samples[i] : S("");
}

bool reading_date_pattern(str pattern)
{
	static const struct { char letter; size_t least, most; } parts[] = {
		{'d', 1, 2}, {'m', 1, 4}, {'y', 2, 4},
	};
	size_t found[3] = {0};
	for (size_t i = 0; i < pattern.len;) {
		char letter = (char)(pattern.ptr[i] | 0x20);
		size_t n = 1, part = 0;
		while (part < 3 && parts[part].letter != letter)
			part++;
		if (part == 3) {
			if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))
				return false;
			i++;
			continue;
		}
		while (i + n < pattern.len && (pattern.ptr[i + n] | 0x20) == letter)
			n++;
		if (found[part]++ || n < parts[part].least || n > parts[part].most ||
		    (part == 2 && n == 3))
			return false;
		i += n;
	}
	return found[0] && found[1] && found[2];
}

static const str types[] = {
        {"", 0},        {"text", 4}, {"int", 3},  {"real", 4},
        {"percent", 7}, {"bool", 4}, {"date", 4}, {"year", 4},
};

enum reading_type reading_type_named(str name)
{
	for (unsigned i = READ_TEXT; i < READ_UNKNOWN; i++)
		if (str_eq(types[i], name))
			return (enum reading_type)i;
	return READ_UNKNOWN;
}

str reading_type_name(enum reading_type type)
{
	return type < READ_UNKNOWN ? types[type] : S("");
}
