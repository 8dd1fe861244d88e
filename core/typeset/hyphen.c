/* The pattern dictionaries: reading them, and the vote of the patterns over a word.
 *
 * A level is a trie. Its edges live in one hash table keyed by (node, letter), where letters are
 * numbered in order of first use: an edge takes eight bytes, and a file is read in one pass
 * without sorting. A node at which patterns end names their digits. */
#include "typeset/hyphen.h"

#include "base/file.h"

#include <unicode/ucnv.h>

enum {
	MOST_BYTES = 64 << 20,
	MOST_PATTERN = 64,               /* letters; no dictionary comes near */
	DOT = 1,                         /* the letter number of a word's edge */
	CHANGES = 0x80                   /* a digit of a pattern that would change letters */
};

struct edge {
	uint32_t key;                    /* node << 8 | letter; 0: free, since no letter is 0 */
	uint32_t node;
};

struct level {
	struct edge *edges;
	size_t room, used;               /* room: a power of two */
	vec(uint32_t) votes;             /* by node: offset into digits, 0 none */
	vec(uint8_t) digits;             /* at a node's offset: skip, count, digits */
	uint8_t latin[0x600];            /* code point -> letter, 0: in no pattern */
	vec(uint32_t) others;            /* code point << 8 | letter, above 0x5FF */
	uint32_t letters;
};

struct hyphenator {
	struct level level[2];           /* one level: [0] alone */
	bool two;
	uint32_t start, end, part_start, part_end;
};

/* ---- The trie ---- */

static size_t slot_of(const struct level *v, uint32_t key)
{
	size_t i = (key * 0x9E3779B97F4A7C15u) >> 32 & (v->room - 1);
	while (v->edges[i].key && v->edges[i].key != key)
		i = (i + 1) & (v->room - 1);
	return i;
}

static void level_begin(struct arena *a, struct level *v, size_t bytes)
{
	v->room = 1024;
	while (v->room < bytes)
		v->room *= 2;
	v->edges = arena_array(a, struct edge, v->room);
	v->letters = DOT;
	vec_push(a, &v->votes, 0);
	vec_push(a, &v->digits, 0);
}

static void level_grow(struct arena *a, struct level *v)
{
	struct edge *old = v->edges;
	size_t room = v->room;
	v->room *= 2;
	v->edges = arena_array(a, struct edge, v->room);
	for (size_t i = 0; i < room; i++)
		if (old[i].key)
			v->edges[slot_of(v, old[i].key)] = old[i];
}

static uint32_t letter_of(const struct level *v, uint32_t code)
{
	if (code < sizeof v->latin)
		return v->latin[code];
	for (size_t i = 0; i < v->others.n; i++)
		if (v->others.at[i] >> 8 == code)
			return v->others.at[i] & 0xFF;
	return 0;
}

/* 0: more letters than there are in any alphabet; the pattern is left out. */
static uint32_t letter_add(struct arena *a, struct level *v, uint32_t code)
{
	uint32_t letter = code == '.' ? DOT : letter_of(v, code);
	if (letter || v->letters == 0xFF)
		return letter;
	letter = ++v->letters;
	if (code < sizeof v->latin)
		v->latin[code] = (uint8_t)letter;
	else
		vec_push(a, &v->others, code << 8 | letter);
	return letter;
}

static uint32_t child_add(struct arena *a, struct level *v, uint32_t node, uint32_t letter)
{
	uint32_t key = node << 8 | letter;
	size_t i = slot_of(v, key);
	if (v->edges[i].key)
		return v->edges[i].node;
	if ((v->used + 1) * 4 > v->room * 3) {
		level_grow(a, v);
		i = slot_of(v, key);
	}
	uint32_t child = (uint32_t)v->votes.n;
	v->edges[i] = (struct edge){key, child};
	v->used++;
	vec_push(a, &v->votes, 0);
	return child;
}

static void vote_set(struct arena *a, struct level *v, uint32_t node, const uint8_t *digits, size_t n)
{
	size_t skip = 0;
	/* A pattern given again stands for the earlier one, also where it takes its digits away. */
	v->votes.at[node] = 0;
	while (n && !digits[n - 1])
		n--;
	while (skip < n && !digits[skip])
		skip++;
	if (skip == n)
		return;
	v->votes.at[node] = (uint32_t)v->digits.n;
	vec_push(a, &v->digits, (uint8_t)skip);
	vec_push(a, &v->digits, (uint8_t)(n - skip));
	for (size_t i = skip; i < n; i++)
		vec_push(a, &v->digits, digits[i]);
}

/* "a1bc3d" gives the letters abcd and the digits 0 1 0 3 0. */
static void pattern_add(struct arena *a, struct level *v, str line)
{
	uint32_t letters[MOST_PATTERN];
	uint8_t digits[MOST_PATTERN + 1] = {0};
	size_t n = 0;
	str pattern = str_until(line, '/');
	uint8_t changes = pattern.len < line.len ? CHANGES : 0;
	while (pattern.len) {
		uint32_t code = utf8_next(&pattern);
		if (code >= '0' && code <= '9') {
			digits[n] = (uint8_t)(code - '0');
			if (digits[n] & 1)
				digits[n] |= changes;
			continue;
		}
		if (n == MOST_PATTERN || v->votes.n + n >= 1 << 24)
			return;
		letters[n] = letter_add(a, v, code);
		if (!letters[n++])
			return;
	}
	uint32_t node = 0;
	for (size_t i = 0; i < n; i++)
		node = child_add(a, v, node, letters[i]);
	vote_set(a, v, node, digits, n + 1);
}

/* ---- The file ---- */

static bool charset_table(str name, uint32_t table[256])
{
	char cstr[64];
	UErrorCode status = U_ZERO_ERROR;
	if (!name.len || name.len >= sizeof cstr)
		return false;
	memcpy(cstr, name.ptr, name.len);
	cstr[name.len] = 0;
	/* libhyphen's spelling, which ICU does not know. */
	UConverter *cnv = ucnv_open(str_starts(name, S("microsoft-cp")) ? cstr + 10 : cstr, &status);
	bool single = U_SUCCESS(status) && ucnv_getMaxCharSize(cnv) == 1;
	for (int i = 0; single && i < 256; i++) {
		char byte = (char)i;
		const char *from = &byte;
		UErrorCode bad = U_ZERO_ERROR;
		UChar32 code = ucnv_getNextUChar(cnv, &from, &byte + 1, &bad);
		table[i] = U_SUCCESS(bad) ? (uint32_t)code : 0xFFFD;
	}
	ucnv_close(cnv);
	return single;
}

static str recode(struct buf *out, const uint32_t *table, str line)
{
	if (!table)
		return line;
	buf_clear(out);
	for (size_t i = 0; i < line.len; i++)
		buf_utf8(out, table[(unsigned char)line.ptr[i]]);
	return buf_str(out);
}

static bool keyword(str line, str word, uint32_t *value)
{
	int64_t n;
	if (!str_starts(line, word) || line.len == word.len || line.ptr[word.len] != ' ')
		return false;
	if (str_to_int(str_trim(str_from(line, word.len)), &n) && n > 0 && n < 100)
		*value = (uint32_t)n;
	return true;
}

/* Patterns are lower case, so a capital begins a keyword. */
static bool keyword_line(struct hyphenator *h, str line)
{
	return keyword(line, S("LEFTHYPHENMIN"), &h->start) ||
	       keyword(line, S("RIGHTHYPHENMIN"), &h->end) ||
	       keyword(line, S("COMPOUNDLEFTHYPHENMIN"), &h->part_start) ||
	       keyword(line, S("COMPOUNDRIGHTHYPHENMIN"), &h->part_end) || str_starts(line, S("NOHYPHEN"));
}

static void read_lines(struct arena *a, struct hyphenator *h, str rest, const uint32_t *table)
{
	struct buf recoded = {0};
	str line;
	level_begin(a, &h->level[0], rest.len / 2);
	while (str_next_line(&rest, &line)) {
		line = str_trim(line);
		if (!line.len || *line.ptr == '%' || *line.ptr == '#' || keyword_line(h, line))
			continue;
		if (!str_starts(line, S("NEXTLEVEL"))) {
			pattern_add(a, &h->level[h->two], recode(&recoded, table, line));
			continue;
		}
		if (!h->two)
			level_begin(a, &h->level[1], rest.len / 2);
		h->two = true;
	}
	buf_drop(&recoded);
}

struct hyphenator *hyphenator_read(struct arena *a, struct diags *d, struct span at, str path,
                                   str bytes)
{
	uint32_t table[256];
	str charset, rest = bytes;
	if (str_starts(rest, S("\xEF\xBB\xBF")))
		rest = str_from(rest, 3);
	if (!str_next_line(&rest, &charset))
		charset = S("");
	charset = str_trim(charset);
	bool utf8 = str_eq(charset, S("UTF-8"));
	if (!utf8 && !charset_table(charset, table)) {
		diag_error(d, at, "hyphen/charset", "'%.*s' begins with no charset that is known",
		           STR_ARG(path));
		diag_hint(d, "The first line of a hyphenation dictionary names its charset.");
		return NULL;
	}
	if (utf8 && utf8_check(rest) != rest.len) {
		diag_error(d, at, "hyphen/not-text", "'%.*s' says UTF-8, but is not", STR_ARG(path));
		return NULL;
	}
	struct hyphenator *h = arena_make(a, struct hyphenator);
	h->start = h->end = h->part_start = h->part_end = 2;
	read_lines(a, h, rest, utf8 ? NULL : table);
	return h;
}

struct hyphenator *hyphenator_load(struct arena *a, struct diags *d, struct span at, str path)
{
	str bytes;
	if (!file_map(a, d, at, path, MOST_BYTES, &bytes))
		return NULL;
	return hyphenator_read(a, d, at, path, bytes);
}

/* ---- The vote ---- */

/* letters[0] and letters[n + 1] are edges. votes[i] is for the place before letter i, from 1. */
static void vote(const struct level *v, const uint32_t *letters, size_t n, uint8_t *votes)
{
	for (size_t from = 0; from < n + 2; from++) {
		uint32_t node = 0;
		for (size_t i = from; i < n + 2 && letters[i]; i++) {
			size_t slot = slot_of(v, node << 8 | letters[i]);
			if (!v->edges[slot].key)
				break;
			node = v->edges[slot].node;
			const uint8_t *digits = v->digits.at + v->votes.at[node];
			if (!v->votes.at[node])
				continue;
			uint8_t *to = votes + from + digits[0];
			for (size_t k = 0; k < digits[1]; k++)
				if ((digits[2 + k] & 0x7F) > (to[k] & 0x7F))
					to[k] = digits[2 + k];
		}
	}
}

/* Points of one level. */
static void level_points(const struct level *v, const uint32_t *codes, size_t n, uint32_t start,
                         uint32_t end, bool *points)
{
	uint32_t letters[HYPHEN_LETTERS + 2];
	uint8_t votes[HYPHEN_LETTERS + 3] = {0};
	letters[0] = letters[n + 1] = DOT;
	for (size_t i = 0; i < n; i++)
		letters[i + 1] = letter_of(v, codes[i]);
	vote(v, letters, n, votes);
	for (size_t i = 1; i < n; i++)
		points[i] = (votes[i + 1] & (CHANGES | 1)) == 1 && i >= start && n - i >= end;
}

/* Between the joints of a compound, by the second level. */
static void part_points(const struct hyphenator *h, const uint32_t *codes, size_t n, bool *points)
{
	for (size_t from = 0; from < n;) {
		size_t to = from + 1;
		while (to < n && !points[to])
			to++;
		level_points(&h->level[1], codes + from, to - from, h->part_start, h->part_end,
		             points + from);
		if (from)
			points[from] = true;
		from = to;
	}
}

size_t hyphen_points(const struct hyphenator *h, const uint32_t *letters, size_t n, uint32_t start,
                     uint32_t end, bool *points)
{
	size_t count = 0;
	if (n > HYPHEN_LETTERS)
		n = 0;
	memset(points, 0, n * sizeof *points);
	start = start ? start : h->start;
	end = end ? end : h->end;
	if (n < 2 || n < start + end)
		return 0;
	level_points(&h->level[0], letters, n, h->two ? 1 : start, h->two ? 1 : end, points);
	if (h->two)
		part_points(h, letters, n, points);
	for (size_t i = 1; i < n; i++) {
		points[i] = points[i] && i >= start && n - i >= end;
		count += points[i];
	}
	return count;
}
