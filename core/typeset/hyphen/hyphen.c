/* The pattern dictionaries: reading them, and the vote of the patterns over a word.
 *
 * German has 78,000 patterns, and a short document asks for few of them. So reading only notes
 * where each pattern lies: a level is a hash table of places in the file, keyed by the pattern's
 * letters. A pattern's digits are read when a word has its letters. Letters are compared as the
 * file's own bytes; a word is written in the file's charset first. */
#include "typeset/hyphen/hyphen_parts.h"

#include "base/file.h"
#include "typeset/hyphen/exceptions.h"
#include "typeset/hyphen/hyphen_voikko.h"

#include <unicode/ucnv.h>

enum { BARRIER = '\n' };                 /* for letters that no pattern has */

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
	UConverter *cnv =
	        ucnv_open(str_starts(name, S("microsoft-cp")) ? cstr + 10 : cstr, &status);
	bool single = U_SUCCESS(status) && ucnv_getMaxCharSize(cnv) == 1;
	for (int i = 0; single && i < 256; i++) {
		char byte = (char)i;
		const char *from = &byte;
		UErrorCode bad = U_ZERO_ERROR;
		UChar32 code = ucnv_getNextUChar(cnv, &from, &byte + 1, &bad);
		table[i] = U_SUCCESS(bad) ? (uint32_t)code : 0xFFFD;
	}
	ucnv_close(cnv);
	/* Digits, dots and lines are looked for as they are in ASCII. */
	for (uint32_t i = 0; single && i < 0x80; i++)
		single = table[i] == i;
	return single;
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

/* Patterns are lower case: a capital begins a keyword. False: it does not after all. */
static bool capital_line(struct arena *a, struct hyphenator *h, str line, str rest)
{
	if (!str_starts(line, S("NEXTLEVEL")))
		return keyword(line, S("LEFTHYPHENMIN"), &h->start) ||
		       keyword(line, S("RIGHTHYPHENMIN"), &h->end) ||
		       keyword(line, S("COMPOUNDLEFTHYPHENMIN"), &h->part_start) ||
		       keyword(line, S("COMPOUNDRIGHTHYPHENMIN"), &h->part_end) ||
		       str_starts(line, S("NOHYPHEN"));
	if (!h->two)
		hyphen_level_begin(a, &h->level[1], rest);
	return h->two = true;
}

static bool begins_pattern(unsigned char byte)
{
	return hyphen_is_pattern(byte) && byte != '%' && byte != '#' && byte != '\\' &&
	       (byte < 'A' || byte > 'Z');
}

/* Nearly every line is a pattern and nothing else, and is read once. */
static void read_lines(struct arena *a, struct hyphenator *h, str rest)
{
	str line;
	hyphen_level_begin(a, &h->level[0], rest);
	while (rest.len) {
		if (begins_pattern((unsigned char)*rest.ptr))
			rest = hyphen_pattern_add(h->file, &h->level[h->two], rest);
		if (rest.len && *rest.ptr == '\n') {
			rest = str_from(rest, 1);
			continue;
		}
		bool whole = rest.ptr == h->file.ptr || rest.ptr[-1] == '\n';
		if (!str_next_line(&rest, &line) || !whole)
			continue;
		line = str_trim(line);
		if (str_eq(line, S("\\hyphenation{"))) {
			h->words = (size_t)(rest.ptr - h->file.ptr);
			return;
		}
		if (!line.len || *line.ptr == '%' || *line.ptr == '#')
			continue;
		if (*line.ptr < 'A' || *line.ptr > 'Z' || !capital_line(a, h, line, rest))
			hyphen_pattern_add(h->file, &h->level[h->two], line);
	}
}

static void bytes_of(struct hyphenator *h, const uint32_t table[256])
{
	for (uint32_t i = 0x80; i < 0x100; i++)
		if (table[i] < sizeof h->byte_of)
			h->byte_of[table[i]] = (uint8_t)i;
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
		diag_error(d, at, "hyphen/not-text", "'%.*s' says UTF-8, but is not",
		           STR_ARG(path));
		return NULL;
	}
	struct hyphenator *h = arena_make(a, struct hyphenator);
	h->file = bytes;
	h->utf8 = utf8;
	h->start = h->end = h->part_start = h->part_end = 2;
	if (!utf8)
		bytes_of(h, table);
	read_lines(a, h, rest);
	for (int i = 0; i < 2 && h->two; i++)
		hyphen_beginnings(a, h->file, &h->level[i]);
	hyphen_words(a, h);
	return h;
}

static struct hyphenator *load_voikko(struct arena *a, struct diags *d, struct span at, str path)
{
	struct hyphenator *h = arena_make(a, struct hyphenator);
	h->start = h->end = 2;
	h->voikko = voikko_open(a, d, at, path);
	return h->voikko ? h : NULL;
}

struct hyphenator *hyphenator_load(struct arena *a, struct diags *d, struct span at, str path)
{
	str bytes;
	if (str_ends(path, S(".vfst")))
		return load_voikko(a, d, at, path);
	if (!file_map_as(a, d, FILE_GIVEN, at, path, HYPHEN_MOST_BYTES, &bytes))
		return NULL;
	struct hyphenator *h = hyphen_index_find(a, path, bytes);
	return h ? h : hyphenator_read(a, d, at, path, bytes);
}

/* ---- The vote ---- */

static size_t letter_put(const struct hyphenator *h, unsigned char *to, uint32_t code)
{
	bool ascii = code < 0x80 && code != '.' && !hyphen_is_digit((unsigned char)code);
	*to = BARRIER;
	if (ascii && hyphen_is_pattern((unsigned char)code))
		*to = (unsigned char)code;
	else if (code >= 0x80 && code <= 0x10FFFF && h->utf8)
		return utf8_put((char *)to, code);
	else if (code >= 0x80 && code < sizeof h->byte_of && h->byte_of[code])
		*to = h->byte_of[code];
	return 1;
}

static void word_put(const struct hyphenator *h, struct hyphen_word *w, const uint32_t *codes,
                     size_t n)
{
	size_t at = 0;
	w->letters = n + 2;
	w->bytes[at++] = '.';
	for (size_t i = 0; i < n; i++) {
		w->at[i + 1] = (uint16_t)at;
		at += letter_put(h, w->bytes + at, codes[i]);
	}
	w->at[0] = 0;
	w->at[n + 1] = (uint16_t)at;
	w->bytes[at++] = '.';
	w->at[n + 2] = (uint16_t)at;
}

/* votes[i] is for the place before letter i; letters 0 and the last are the edges. */
static void vote(const struct hyphenator *h, const struct level *v, const struct hyphen_word *w,
                 uint8_t *votes)
{
	for (size_t from = 0; from < w->letters; from++) {
		const unsigned char *letters = w->bytes + w->at[from];
		size_t most = (size_t)(w->at[w->letters] - w->at[from]);
		unsigned lengths = 0xFFFF;
		uint64_t hash = 0;
		for (size_t n = 1;
		     n <= most && letters[n - 1] != BARRIER && lengths >= hyphen_length_bit(n);
		     n++) {
			hash = hyphen_hash(hash, letters[n - 1]);
			if (hyphen_is_beginning(n))
				lengths &= v->lengths[hash >> 48];
			if (lengths & hyphen_length_bit(n))
				hyphen_vote_of(h, v, hash, letters, n, votes + from);
		}
	}
}

/* Points of one level. */
static void level_points(const struct hyphenator *h, const struct level *v, const uint32_t *codes,
                         size_t n, uint32_t start, uint32_t end, bool *points)
{
	struct hyphen_word w;
	uint8_t votes[HYPHEN_LETTERS + 3] = {0};
	word_put(h, &w, codes, n);
	if (v->begins)
		hyphen_vote_longest(h, v, &w, votes);
	else
		vote(h, v, &w, votes);
	for (size_t i = 1; i < n; i++)
		points[i] =
		        (votes[i + 1] & (HYPHEN_CHANGES | 1)) == 1 && i >= start && n - i >= end;
}

/* The first level takes compounds apart until it finds no joint; the second divides what is left.
 */
static void compound_points(const struct hyphenator *h, const uint32_t *codes, size_t n,
                            bool *points)
{
	size_t from = 0;
	level_points(h, &h->level[0], codes, n, 1, 1, points);
	for (size_t to = 1; to <= n; to++) {
		if (to < n && !points[to])
			continue;
		if (!from && to == n)
			level_points(h, &h->level[1], codes, n, h->part_start, h->part_end, points);
		else
			compound_points(h, codes + from, to - from, points + from);
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
	if (h->voikko)
		voikko_points(h->voikko, letters, n, points);
	else if (h->two)
		compound_points(h, letters, n, points);
	else
		level_points(h, &h->level[0], letters, n, start, end, points);
	if (h->exceptions)
		exceptions_apply(h->exceptions, letters, n, points);
	for (size_t i = 1; i < n; i++) {
		points[i] = points[i] && i >= start && n - i >= end;
		count += points[i];
	}
	return count;
}
