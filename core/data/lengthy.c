/* SQLite's functions of texts, anew: its own cannot be broken off, and some take the product of two
 * texts' lengths, or ask for as many letters as a number says. These count what they do as steps of
 * the query. Their results are those of SQLite's own. */
#include "data/functions.h"
#include "data/tables_parts.h"

/* What one step of SQLite's machine is worth, about. */
enum { BYTES_A_STEP = 32 };

static str text_of(sqlite3_value *v)
{
	return (str){(const char *)sqlite3_value_text(v), (size_t)sqlite3_value_bytes(v)};
}

static bool is_null(sqlite3_value *v)
{
	return sqlite3_value_type(v) == SQLITE_NULL;
}

static bool is_blob(sqlite3_value *v)
{
	return sqlite3_value_type(v) == SQLITE_BLOB;
}

static bool may(sqlite3_context *context, uint64_t bytes)
{
	return functions_work(context, sqlite3_user_data(context), bytes / BYTES_A_STEP);
}

/* ---- Finding ---- */

/* Short needles are found in the product of both lengths at worst (glibc). */
static uint64_t to_find(str text, str part)
{
	return text.len * (1 + (part.len < 256 ? part.len : 256) / 32);
}

static size_t find(str text, str part, size_t from)
{
	const char *at = NULL;
	if (part.len == 1 && from < text.len)
		at = memchr(text.ptr + from, part.ptr[0], text.len - from);
	else if (from + part.len <= text.len)
		at = memmem(text.ptr + from, text.len - from, part.ptr, part.len);
	return at ? (size_t)(at - text.ptr) : SIZE_MAX;
}

static bool inside_a_letter(str text, size_t at)
{
	return at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

/* Letters up to a place, by their first bytes. */
static int64_t letters_before(str text, size_t at)
{
	int64_t n = 0;
	for (size_t i = 0; i < at; i++)
		n += !i || !inside_a_letter(text, i);
	return n;
}

static void instr_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	bool bytes = is_blob(argv[0]) && is_blob(argv[1]);
	(void)argc;
	if (is_null(argv[0]) || is_null(argv[1]))
		return;
	str text = bytes ? (str){sqlite3_value_blob(argv[0]), (size_t)sqlite3_value_bytes(argv[0])}
	                 : text_of(argv[0]);
	str part = bytes ? (str){sqlite3_value_blob(argv[1]), (size_t)sqlite3_value_bytes(argv[1])}
	                 : text_of(argv[1]);
	if (!may(context, to_find(text, part)))
		return;
	size_t at = part.len ? find(text, part, 0) : 0;
	while (!bytes && at && at != SIZE_MAX && inside_a_letter(text, at))
		at = find(text, part, at + 1);
	if (at == SIZE_MAX)
		sqlite3_result_int(context, 0);
	else
		sqlite3_result_int64(context, (bytes ? (int64_t)at : letters_before(text, at)) + 1);
}

static void put_replaced(sqlite3_context *context, str text, str part, str by, size_t room)
{
	char *out = sqlite3_malloc64(room + 1), *to = out;
	if (!out) {
		sqlite3_result_error_nomem(context);
		return;
	}
	for (size_t from = 0, at;; from = at + part.len) {
		at = find(text, part, from);
		size_t n = (at == SIZE_MAX ? text.len : at) - from;
		memcpy(to, text.ptr + from, n);
		to += n;
		if (at == SIZE_MAX)
			break;
		if (by.len)
			memcpy(to, by.ptr, by.len);
		to += by.len;
	}
	sqlite3_result_text64(context, out, (sqlite3_uint64)(to - out), sqlite3_free, SQLITE_UTF8);
}

static void replace_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	str text = text_of(argv[0]), part = text_of(argv[1]), by = text_of(argv[2]);
	size_t most = (size_t)sqlite3_limit(sqlite3_context_db_handle(context), SQLITE_LIMIT_LENGTH,
	                                    -1),
	       n = 0;
	(void)argc;
	if (!text.ptr || !part.ptr)
		return;
	if (!part.len || !part.ptr[0]) {
		sqlite3_result_text64(context, text.ptr, text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
		return;
	}
	if (is_null(argv[2]) || !may(context, 2 * to_find(text, part)))
		return;
	for (size_t at = find(text, part, 0); at != SIZE_MAX; at = find(text, part, at + part.len))
		n++;
	size_t room = text.len - n * part.len + n * by.len;
	if (room > most)
		sqlite3_result_error_toobig(context);
	else
		put_replaced(context, text, part, by, room);
}

/* ---- Trimming ---- */

enum { AT_START = 1, AT_END = 2, TRIM_ENDS = 3 };

static str first_letter(str text)
{
	size_t n = text.len > 0;
	while (inside_a_letter(text, n))
		n++;
	return str_sub(text, 0, n);
}

/* The letter of the set that the text begins or ends with; empty: none. */
static str letter_at(str text, str set, bool end)
{
	for (str rest = set; rest.len;) {
		str letter = first_letter(rest);
		if (end ? str_ends(text, letter) : str_starts(text, letter))
			return letter;
		rest = str_from(rest, letter.len);
	}
	return (str){0};
}

static void trim(sqlite3_context *context, int argc, sqlite3_value **argv, unsigned ends)
{
	str text = text_of(argv[0]), set = argc == 2 ? str_until(text_of(argv[1]), 0) : S(" ");
	if (is_null(argv[0]) || (argc == 2 && is_null(argv[1])) || !text.ptr)
		return;
	for (unsigned end = AT_START; end <= AT_END; end++)
		for (str letter; (ends & end) && text.len;
		     text = end == AT_END ? str_sub(text, 0, text.len - letter.len)
		                          : str_from(text, letter.len)) {
			/* Each letter of the set is a comparison. */
			if (set.len > BYTES_A_STEP && !may(context, set.len * BYTES_A_STEP / 4))
				return;
			letter = letter_at(text, set, end == AT_END);
			if (!letter.len)
				break;
		}
	sqlite3_result_text64(context, text.ptr, text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void trim_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	trim(context, argc, argv, TRIM_ENDS);
}

static void ltrim_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	trim(context, argc, argv, AT_START);
}

static void rtrim_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	trim(context, argc, argv, AT_END);
}

/* ---- Counting letters ---- */

/* A byte of no letter is one by itself. */
static size_t skip_letter(str text, size_t at)
{
	bool lead = (unsigned char)text.ptr[at++] >= 0xC0;
	while (lead && inside_a_letter(text, at))
		at++;
	return at;
}

static int64_t letters(str text)
{
	int64_t n = 0;
	for (size_t at = 0; at < text.len; at = skip_letter(text, at))
		n++;
	return n;
}

static void length_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	(void)argc;
	if (is_null(argv[0]))
		return;
	if (sqlite3_value_type(argv[0]) != SQLITE_TEXT) {
		sqlite3_result_int(context, sqlite3_value_bytes(argv[0]));
		return;
	}
	str text = text_of(argv[0]);
	if (text.ptr && may(context, text.len * 4))
		sqlite3_result_int64(context, letters(str_until(text, 0)));
}

/* Letters, or bytes, from a place on; both may be counted backwards (SQLite's substr). */
static void bounds_of(int64_t length, sqlite3_value **argv, int argc, int64_t most, int64_t *from,
                      int64_t *n)
{
	*from = sqlite3_value_int(argv[1]);
	*n = argc == 3 ? sqlite3_value_int(argv[2]) : most;
	bool back = *n < 0;
	*n = back ? -*n : *n;
	if (*from < 0) {
		*from += length;
		if (*from < 0) {
			*n = *n + *from < 0 ? 0 : *n + *from;
			*from = 0;
		}
	} else if (*from > 0) {
		--*from;
	} else if (*n > 0) {
		--*n;
	}
	if (back) {
		*from -= *n;
		if (*from < 0) {
			*n += *from;
			*from = 0;
		}
	}
}

/* Bytes of so many letters. */
static size_t bytes_of(str text, int64_t n)
{
	size_t at = 0;
	for (; n > 0 && at < text.len; n--)
		at = skip_letter(text, at);
	return at;
}

static void substr_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	int64_t most = sqlite3_limit(sqlite3_context_db_handle(context), SQLITE_LIMIT_LENGTH, -1),
	        from, n;
	bool bytes = is_blob(argv[0]);
	if (is_null(argv[0]) || is_null(argv[1]) || (argc == 3 && is_null(argv[2])))
		return;
	str text = bytes ? (str){sqlite3_value_blob(argv[0]), (size_t)sqlite3_value_bytes(argv[0])}
	                 : str_until(text_of(argv[0]), 0);
	int64_t place = sqlite3_value_int(argv[1]);
	uint64_t passed = bytes                                     ? 1
	                  : place < 0 || (uint64_t)place > text.len ? text.len
	                                                            : (uint64_t)place;
	if (!text.ptr || !may(context, passed * 4))
		return;
	bounds_of(bytes ? (int64_t)text.len : letters(place < 0 ? text : S("")), argv, argc, most,
	          &from, &n);
	size_t start =
	        bytes ? (from > (int64_t)text.len ? text.len : (size_t)from) : bytes_of(text, from);
	str rest = str_from(text, start);
	str part = str_sub(rest, 0, bytes ? (size_t)n : bytes_of(rest, n));
	if (bytes)
		sqlite3_result_blob64(context, part.ptr, part.len, SQLITE_TRANSIENT);
	else
		sqlite3_result_text64(context, part.ptr, part.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* ---- GLOB ---- */

/* Whether a set's letters, from after its '[' on, have this one; *set is what follows it. False: it
 * has no end. */
static bool in_set(str *set, uint32_t c, bool *seen)
{
	uint32_t before = 0, x = set->len ? utf8_next(set) : 0;
	bool other = x == '^';
	*seen = false;
	if (other)
		x = set->len ? utf8_next(set) : 0;
	if (x == ']') {
		*seen = c == ']';
		x = set->len ? utf8_next(set) : 0;
	}
	for (; x && x != ']'; x = set->len ? utf8_next(set) : 0)
		if (x == '-' && before && set->len && set->ptr[0] != ']') {
			x = utf8_next(set);
			*seen |= c >= before && c <= x;
			before = 0;
		} else {
			*seen |= c == x;
			before = x;
		}
	*seen ^= other;
	return x == ']';
}

/* One letter against what the pattern says of one. */
static bool fits_one(str *pattern, str *text)
{
	uint32_t p = utf8_next(pattern), c = text->len ? utf8_next(text) : 0;
	bool seen;
	if (p == '[')
		return c && in_set(pattern, c, &seen) && seen;
	return c && (p == '?' || p == c);
}

/* Where it breaks off, the last '*' takes one letter more. */
static bool is_glob(sqlite3_context *context, str pattern, str text)
{
	enum { A_LOOK = 1024 };
	str after = {0}, left = {0};
	for (uint64_t done = 0;;) {
		str p = pattern, rest = text;
		done++;
		if (done > A_LOOK && !may(context, done * BYTES_A_STEP))
			return false;
		done = done > A_LOOK ? 0 : done;
		if (p.len && p.ptr[0] == '*') {
			pattern = after = str_from(p, 1);
			left = text;
			if (!pattern.len)
				return true;
		} else if (p.len ? fits_one(&p, &rest) : !text.len) {
			if (!p.len && !pattern.len)
				return true;
			pattern = p;
			text = rest;
		} else {
			if (!left.len)
				return false;
			/* Sets are gone through to their end. */
			done += pattern.len - p.len;
			utf8_next(&left);
			pattern = after;
			text = left;
		}
	}
}

static void glob_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	int most = sqlite3_limit(sqlite3_context_db_handle(context),
	                         SQLITE_LIMIT_LIKE_PATTERN_LENGTH, -1);
	bool bytes = is_blob(argv[0]) || is_blob(argv[1]);
	str pattern = str_until(text_of(argv[0]), 0), text = str_until(text_of(argv[1]), 0);
	(void)argc;
	if (bytes) {
		sqlite3_result_int(context, 0);
		return;
	}
	if (is_null(argv[0]) || is_null(argv[1]))
		return;
	if ((int)pattern.len > most) {
		sqlite3_result_error(context, "LIKE or GLOB pattern too complex", -1);
		return;
	}
	bool fits = is_glob(context, pattern, text);
	/* An error that was set before stays one only if nothing is set after it. */
	if (functions_may_go_on(sqlite3_user_data(context)))
		sqlite3_result_int(context, fits);
}

bool functions_add_lengthy(sqlite3 *db, struct tables *t)
{
	static const struct {
		const char *name;
		int n;
		void (*call)(sqlite3_context *, int, sqlite3_value **);
	} all[] = {
	        {"instr", 2, instr_function},      {"replace", 3, replace_function},
	        {"trim", 1, trim_function},        {"trim", 2, trim_function},
	        {"ltrim", 1, ltrim_function},      {"ltrim", 2, ltrim_function},
	        {"rtrim", 1, rtrim_function},      {"rtrim", 2, rtrim_function},
	        {"length", 1, length_function},    {"substr", 2, substr_function},
	        {"substr", 3, substr_function},    {"substring", 2, substr_function},
	        {"substring", 3, substr_function}, {"glob", 2, glob_function},
	};
	int rc = 0;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		rc |= sqlite3_create_function(db, all[i].name, all[i].n,
		                              SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
		                              t, all[i].call, NULL, NULL);
	return !rc;
}
