/* Slices of text. */
#include "base/str.h"

#include <errno.h>
#include <locale.h>

str str_of(const char *terminated)
{
	return (str){terminated ? terminated : "", terminated ? strlen(terminated) : 0};
}

int str_cmp(str a, str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_ends(str s, str suffix)
{
	return s.len >= suffix.len && str_eq(str_from(s, s.len - suffix.len), suffix);
}

bool str_has(str s, char byte)
{
	return s.len && memchr(s.ptr, byte, s.len);
}

str str_until(str s, char byte)
{
	const char *end = s.len ? memchr(s.ptr, byte, s.len) : NULL;
	return end ? str_sub(s, 0, (size_t)(end - s.ptr)) : s;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

str str_trim_end(str s)
{
	while (s.len && is_space(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

bool str_has_word(str words, str word)
{
	for (str rest = words; rest.len;) {
		str one = str_until(rest, ' ');
		if (str_eq(one, word))
			return true;
		rest = str_from(rest, one.len + 1);
	}
	return false;
}

str str_trim(str s)
{
	while (s.len && is_space(*s.ptr))
		s = str_from(s, 1);
	return str_trim_end(s);
}

/* By the first byte: of a part of a few bytes that is faster than memmem, and as linear. */
static size_t find_short(str s, str part)
{
	for (size_t at = 0; at + part.len <= s.len; at++) {
		const char *hit = memchr(s.ptr + at, *part.ptr, s.len - part.len - at + 1);
		if (!hit)
			break;
		at = (size_t)(hit - s.ptr);
		if (!memcmp(hit, part.ptr, part.len))
			return at;
	}
	return SIZE_MAX;
}

size_t str_find(str s, str part)
{
	enum { SHORT = 4 };
	if (!part.len)
		return 0;
	if (part.len <= SHORT)
		return find_short(s, part);
	const char *hit = part.len <= s.len ? memmem(s.ptr, s.len, part.ptr, part.len) : NULL;
	return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

bool str_next_line(str *rest, str *line)
{
	if (!rest->len)
		return false;
	*line = str_until(*rest, '\n');
	*rest = str_from(*rest, line->len + 1);
	if (line->len && line->ptr[line->len - 1] == '\r')
		line->len--;
	return true;
}

uint64_t str_hash(str s)
{
	/* As FNV-1a (Fowler, Noll, Vo), but eight bytes at a time, with a factor that mixes all of
	 * them; what is left of them goes in with its length. */
	uint64_t h = 0xcbf29ce484222325u, eight;
	for (; s.len >= sizeof eight; s.ptr += sizeof eight, s.len -= sizeof eight) {
		memcpy(&eight, s.ptr, sizeof eight);
		h = (h ^ eight) * 0xD6E8FEB86659FD93u;
		h ^= h >> 32;
	}
	eight = s.len;
	for (size_t i = 0; i < s.len; i++)
		eight = eight << 8 | (unsigned char)s.ptr[i];
	h = (h ^ eight) * 0xD6E8FEB86659FD93u;
	return h ^ h >> 32;
}

bool str_to_int(str s, int64_t *value)
{
	bool minus = str_starts(s, S("-"));
	uint64_t limit = minus ? (uint64_t)INT64_MAX + 1 : INT64_MAX, n = 0;
	if (minus || str_starts(s, S("+")))
		s = str_from(s, 1);
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

/* Digits, '.', digits, exponent: what strtod would also take as hex, inf or nan is not a number
 * in a policy project's data. */
static bool looks_decimal(str s)
{
	size_t i = 0, digits = 0;
	if (i < s.len && (s.ptr[i] == '-' || s.ptr[i] == '+'))
		i++;
	for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
		digits++;
	if (i < s.len && s.ptr[i] == '.')
		for (i++; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
			digits++;
	if (!digits)
		return false;
	if (i < s.len && (s.ptr[i] == 'e' || s.ptr[i] == 'E')) {
		i++;
		if (i < s.len && (s.ptr[i] == '-' || s.ptr[i] == '+'))
			i++;
		size_t exponent = i;
		while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9')
			i++;
		if (i == exponent)
			return false;
	}
	return i == s.len;
}

/* A whole number below 2^53, divided by a power of ten that a double holds exactly, is rounded
 * once: as the standard demands (Clinger, "How to read floating point numbers accurately", 1990,
 * section 4). */
static bool short_decimal(str s, double *value)
{
	static const double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
	                                1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	bool minus = s.len && *s.ptr == '-', point = false;
	uint64_t n = 0;
	unsigned decimals = 0;
	if (s.len > 16 || s.len <= (size_t)minus)
		return false;
	for (size_t i = minus; i < s.len; i++) {
		unsigned digit = (unsigned)(unsigned char)s.ptr[i] - '0';
		if (s.ptr[i] == '.' && !point && i + 1 < s.len && i > (size_t)minus) {
			point = true;
			continue;
		}
		if (digit > 9)
			return false;
		n = n * 10 + digit;
		decimals += point;
	}
	if (n >> 53)
		return false;
	*value = (double)n / powers[decimals];
	*value = minus ? -*value : *value;
	return true;
}

bool str_to_double(str s, double *value)
{
	char digits[352];
	if (short_decimal(s, value))
		return true;
	if (s.len >= sizeof digits || !looks_decimal(s))
		return false;
	memcpy(digits, s.ptr, s.len);
	digits[s.len] = 0;
	/* The one conversion in the project. The C locale is a constant of the library: making it
	 * allocates nothing and there is nothing to free. */
	*value = strtod_l(digits, NULL, newlocale(LC_ALL_MASK, "C", (locale_t)0));
	return *value - *value == 0;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned str_distance(str a, str b, unsigned limit)
{
	enum { MOST = 63 };
	unsigned row[3][MOST + 1];
	if (a.len > MOST || b.len > MOST)
		return str_eq(a, b) ? 0 : limit + 1;
	for (unsigned j = 0; j <= b.len; j++)
		row[0][j] = j;
	for (unsigned i = 1; i <= a.len; i++) {
		unsigned *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
		now[0] = i;
		for (unsigned j = 1; j <= b.len; j++) {
			unsigned differs = a.ptr[i - 1] != b.ptr[j - 1];
			now[j] = least(least(now[j - 1], last[j]) + 1, last[j - 1] + differs);
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
			    a.ptr[i - 2] == b.ptr[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
	}
	return least(row[a.len % 3][b.len], limit + 1);
}
