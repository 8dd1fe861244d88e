/* Slices of text: a pointer and a length, never owned, rarely terminated.
 * The bytes are UTF-8 unless a function says otherwise. */
#ifndef STROM_STR_H
#define STROM_STR_H

#include "base/banned.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <strom/plugin.h>

typedef strom_str str;

/* A literal as a slice. */
#define S(literal) ((str){(literal), sizeof(literal) - 1})
/* For printf's "%.*s". */
#define STR_ARG(s) ((int)(s).len), ((s).ptr ? (s).ptr : "")

str str_of(const char *terminated);            /* NULL gives the empty slice */
static inline bool str_eq(str a, str b)
{
	return a.len == b.len && (!a.len || (*a.ptr == *b.ptr && !memcmp(a.ptr, b.ptr, a.len)));
}
int str_cmp(str a, str b);                     /* by bytes; a prefix sorts first */
static inline bool str_starts(str s, str prefix)
{
	return s.len >= prefix.len &&
	       (!prefix.len || (*s.ptr == *prefix.ptr && !memcmp(s.ptr, prefix.ptr, prefix.len)));
}
bool str_ends(str s, str suffix);
bool str_has(str s, char byte);
/* Bounds are clamped. */
static inline str str_sub(str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return (str){s.ptr ? s.ptr + from : "", to - from};
}

static inline str str_from(str s, size_t from)
{
	return str_sub(s, from, s.len);
}

str str_until(str s, char byte);               /* up to the first such byte, or all */
bool str_has_word(str words, str word);        /* of words with one space between */
str str_trim(str s);                           /* ASCII white space at both ends */
str str_trim_end(str s);
size_t str_find(str s, str part);              /* SIZE_MAX: not there */
bool str_next_line(str *rest, str *line);      /* takes one line off, without its CR LF */
uint64_t str_hash(str s);                      /* for tables in memory, never for files */

/* The whole of s must be the number; the locale plays no part. */
bool str_to_int(str s, int64_t *value);
bool str_to_double(str s, double *value);      /* digits with '.', optional exponent; finite */

/* Edit distance (Damerau-Levenshtein, restricted), at most limit + 1. */
unsigned str_distance(str a, str b, unsigned limit);

/* ---- UTF-8 ---- */

#define UTF8_BAD 0xFFFFFFFFu
/* Takes one code point off the front; UTF8_BAD, one byte taken, when it is malformed. */
uint32_t utf8_next_wide(str *rest);
static inline uint32_t utf8_next(str *rest)
{
	if (!rest->len || (unsigned char)*rest->ptr >= 0x80)
		return utf8_next_wide(rest);
	rest->len--;
	return (unsigned char)*rest->ptr++;
}

/* How many bytes of ASCII a text begins with. */
size_t utf8_ascii(str s);
/* Offset of the first malformed byte, or s.len. */
size_t utf8_check(str s);
/* Writes at most four bytes; returns how many. */
size_t utf8_put(char *out, uint32_t code);
/* Code points; each malformed byte counts as one. */
size_t utf8_count(str s);
/* Takes the last code point off a text, and returns it; 0: there is none. */
uint32_t utf8_last(str *text);
/* The longest prefix of at most len bytes that ends between code points. */
str utf8_prefix(str s, size_t len);

#endif
