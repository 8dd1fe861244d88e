/* Numbers and texts of JSON (RFC 8259). */
#include "jsons.h"

enum { MOST_WHOLE = 18, MOST_PARTED = 17, MOST_EXPONENT = 280 };

struct figures { size_t digits; bool whole; long exponent; };

static struct figures figures_of(strom_str s)
{
	struct figures f = {.whole = true};
	size_t i = s.len && *s.ptr == '-';
	bool leading = true;
	for (; i < s.len && s.ptr[i] != 'e' && s.ptr[i] != 'E'; i++) {
		f.whole &= s.ptr[i] != '.';
		leading &= s.ptr[i] == '0' || s.ptr[i] == '.';
		f.digits += s.ptr[i] != '.' && !leading;
	}
	f.whole &= i == s.len;
	for (i += i < s.len; i < s.len; i++)
		if (s.ptr[i] >= '0' && s.ptr[i] <= '9' && f.exponent < 1000)
			f.exponent = f.exponent * 10 + (s.ptr[i] - '0');
	return f;
}

uint32_t json_number_type(strom_str s)
{
	struct figures f = figures_of(s);
	if (f.digits > (f.whole ? MOST_WHOLE : MOST_PARTED) || f.exponent > MOST_EXPONENT)
		return STROM_COLUMN_TEXT;
	return f.whole ? STROM_COLUMN_INT : STROM_COLUMN_REAL;
}

/* A quote within a text has an odd number of backslashes before it. */
static bool is_escaped(strom_str bytes, uint64_t at)
{
	uint64_t n = 0;
	while (n < at && bytes.ptr[at - 1 - n] == '\\')
		n++;
	return n % 2;
}

uint64_t json_text_start(strom_str bytes, uint64_t end)
{
	uint64_t at = end > bytes.len ? bytes.len : end;
	at -= at > 0;
	while (at > 0) {
		at--;
		if (bytes.ptr[at] == '"' && !is_escaped(bytes, at))
			return at;
	}
	return 0;
}
