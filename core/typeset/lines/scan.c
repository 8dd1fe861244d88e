/* Pieces of a paragraph: where words end and lines may break, by bytes where that will do.
 *
 * The rules are those of UAX 14 for the scripts that put spaces between words, with a typesetter's
 * scruples: no break after a hyphen that follows a single letter ("e-mail") or that a digit follows
 * ("COVID-19"), none in a range of numbers. Paragraphs in other scripts ask ICU. A piece is shaped
 * as one word, so it also ends where the script changes. */
#include "typeset/lines/liner.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

/* What a byte may begin. Scripts come first: a piece has one. */
enum {
	BYTE_PLAIN, BYTE_LATIN, BYTE_GREEK, BYTE_CYRILLIC, BYTE_SCRIPTS = BYTE_CYRILLIC,
	BYTE_SPACE, BYTE_HYPHEN, BYTE_SLASH, BYTE_URL, BYTE_C2, BYTE_E1, BYTE_E2, BYTE_WIDE
};

static const uint8_t byte_kind[256] = {
	['\t'] = BYTE_SPACE, ['\n'] = BYTE_SPACE, ['\r'] = BYTE_SPACE, [' '] = BYTE_SPACE,
	['-'] = BYTE_HYPHEN, ['/'] = BYTE_SLASH,
	['.'] = BYTE_URL, ['?'] = BYTE_URL, ['&'] = BYTE_URL, ['='] = BYTE_URL, ['#'] = BYTE_URL,
	['_'] = BYTE_URL, ['@'] = BYTE_URL, [':'] = BYTE_URL, ['%'] = BYTE_URL,
	['A' ... 'Z'] = BYTE_LATIN, ['a' ... 'z'] = BYTE_LATIN,
	[0xC2] = BYTE_C2, [0xC3 ... 0xC9] = BYTE_LATIN, [0xCE ... 0xCF] = BYTE_GREEK,
	[0xD0 ... 0xD3] = BYTE_CYRILLIC, [0xD4 ... 0xDF] = BYTE_WIDE, [0xE0] = BYTE_WIDE,
	[0xE1] = BYTE_E1, [0xE2] = BYTE_E2, [0xE3 ... 0xF4] = BYTE_WIDE,
};

/* ---- Looking at bytes ---- */

static unsigned byte_at(str s, size_t i)
{
	return i < s.len ? (unsigned char)s.ptr[i] : 0;
}

static bool letter_at(str s, size_t i)
{
	str rest = str_from(s, i);
	uint32_t code = rest.len ? utf8_next(&rest) : 0;
	return code && code != UTF8_BAD && u_isalpha((UChar32)code);
}

/* The first run after this one that has text decides, where a run ends in a hyphen. */
static bool letter_after(const struct scan *s, str text, size_t i)
{
	if (i < text.len)
		return letter_at(text, i);
	for (size_t run = s->run + 1; run < s->n; run++)
		if (s->sets[run].text.len)
			return letter_at(s->sets[run].text, 0);
	return false;
}

static size_t code_len(unsigned lead)
{
	return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Code points in [from, to), as far as two. */
static bool two_codes(str text, size_t from, size_t to)
{
	return from < to && from + code_len(byte_at(text, from)) < to;
}

static bool is_url_start(str text, size_t i)
{
	str rest = str_from(text, i);
	return str_starts(rest, S("www.")) || str_starts(rest, S("http://")) ||
	       str_starts(rest, S("https://"));
}

/* name@place.example, also in brackets: it may be broken at its dots, the first of which come
 * before the @. */
static bool is_mail_start(str text, size_t i)
{
	size_t at = i, end;
	while (at < text.len && byte_kind[(unsigned char)text.ptr[at]] != BYTE_SPACE &&
	       text.ptr[at] != '@')
		at++;
	for (end = at; end < text.len && byte_kind[(unsigned char)text.ptr[end]] != BYTE_SPACE;
	     end++)
		if (end > at + 1 && text.ptr[end] == '.' && end + 1 < text.len)
			return at > i && text.ptr[at] == '@';
	return false;
}

bool scan_is_simple(str text)
{
	for (size_t i = 0; (i += utf8_ascii(str_from(text, i))) < text.len; i++) {
		unsigned c = (unsigned char)text.ptr[i], next = byte_at(text, i + 1);
		if (c < 0xE0)
			continue;
		bool simple = (c == 0xE1 && next >= 0xB8) || (c == 0xE2 && next < 0xBA) ||
		              (c == 0xEF && (next == 0xAC || next == 0xBB || next == 0xBF)) ||
		              (c == 0xEF && next == 0xB8 && byte_at(text, i + 2) < 0x90);
		if (!simple)
			return false;
	}
	return true;
}

bool scan_right_to_left(str text, size_t *at)
{
	for (size_t i = 0; (i += utf8_ascii(str_from(text, i))) < text.len; i++) {
		/* Hebrew, the first of them, begins at U+0590: D6 90. */
		if ((unsigned char)text.ptr[i] < 0xD6)
			continue;
		str rest = str_from(text, i);
		uint32_t code = utf8_next(&rest);
		UCharDirection direction =
		        code == UTF8_BAD ? U_LEFT_TO_RIGHT : u_charDirection((UChar32)code);
		*at = i;
		if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
			return true;
		i = text.len - rest.len - 1;
	}
	return false;
}

/* ---- ICU ---- */

const uint8_t *scan_icu(struct setter *s, struct arena *arena, uint16_t lang)
{
	struct tongue *t = setter_tongue(s, lang);
	UErrorCode status = U_ZERO_ERROR;
	struct buf text = {0};
	for (size_t i = 0; i < s->sets.n; i++)
		buf_put(&text, s->sets.at[i].text);
	uint8_t *allowed = arena_alloc(arena, text.len / 8 + 1);
	if (t && !t->breaks)
		t->breaks = ubrk_open(UBRK_LINE, t->locale, NULL, 0, &status);
	UText *u = utext_openUTF8(NULL, text.ptr, (int64_t)text.len, &status);
	if (t && t->breaks && U_SUCCESS(status)) {
		ubrk_setUText(t->breaks, u, &status);
		for (int32_t at = ubrk_first(t->breaks); at != UBRK_DONE && U_SUCCESS(status);
		     at = ubrk_next(t->breaks))
			allowed[at / 8] |= (uint8_t)(1 << at % 8);
	}
	utext_close(u);
	buf_drop(&text);
	return allowed;
}

static bool is_allowed(const struct scan *s, size_t i)
{
	size_t at = s->sets[s->run].base + i;
	return s->allowed[at / 8] >> at % 8 & 1;
}

/* ---- Ends of pieces ---- */

/* What is found at a place in a piece: go on after `len` bytes, or end there or before. */
struct scan_step {
	size_t len;
	bool before, after;
	uint8_t end;
};

static struct scan_step hyphen_step(const struct scan *s, str text, size_t from, size_t i,
                                    size_t len)
{
	const struct language *pack = s->sets[s->run].style->tongue->pack;
	bool repeats = pack && pack->repeat_hyphen;
	size_t first = from + (repeats && byte_at(text, from) == '-');
	bool good = two_codes(text, first, i) && letter_at(text, first) &&
	            letter_after(s, text, i + len);
	if (good && repeats && i + len < text.len)
		return (struct scan_step){.before = true, .end = END_REPEAT};
	return (struct scan_step){len, false, good, good ? END_HYPHEN : END_NONE};
}

/* In an address: before a sign that joins its parts, after a slash, never too near its start. */
static struct scan_step url_step(str text, size_t from, size_t i)
{
	unsigned c = byte_at(text, i), next = byte_at(text, i + 1);
	if (i < from + 3 || byte_at(text, i - 1) == '/' || next == ' ' || !next)
		return (struct scan_step){.len = 1};
	if (c == '/')
		return (struct scan_step){1, false, next != '/', END_URL};
	if (c == ':' || c == '-')
		return (struct scan_step){.len = 1};
	return (struct scan_step){1, true, false, END_URL};
}

static struct scan_step slash_step(const struct scan *s, str text, size_t from, size_t i)
{
	if (s->url)
		return url_step(text, from, i);
	bool good = two_codes(text, from, i) && letter_at(text, i + 1) &&
	            letter_at(text, i + 1 + code_len(byte_at(text, i + 1)));
	return (struct scan_step){1, false, good, good ? END_SLASH : END_NONE};
}

/* U+2000 to U+2BFF. */
static struct scan_step e2_step(const struct scan *s, str text, size_t from, size_t i)
{
	unsigned b = byte_at(text, i + 1), c = byte_at(text, i + 2);
	if (b != 0x80)
		return (struct scan_step){.len = 3};
	if (c <= 0x8B && c != 0x87)      /* spaces of a fixed width, and the one of none */
		return (struct scan_step){3, false, true, END_FREE};
	if (c == 0x90)
		return hyphen_step(s, text, from, i, 3);
	if (c == 0x93 || c == 0x94) {
		bool good = letter_after(s, text, i + 3);
		return (struct scan_step){3, false, good, good ? END_DASH : END_NONE};
	}
	return (struct scan_step){.len = 3};
}

/* The script of what is neither Latin nor Greek nor Cyrillic; 0: it goes with any. */
static unsigned wide_script(str text, size_t i, size_t *len)
{
	UErrorCode status = U_ZERO_ERROR;
	str rest = str_from(text, i);
	uint32_t code = utf8_next(&rest);
	*len = text.len - i - rest.len;
	if (code == UTF8_BAD)
		return 0;
	UScriptCode script = uscript_getScript((UChar32)code, &status);
	if (U_FAILURE(status) || script <= USCRIPT_INHERITED || script == USCRIPT_UNKNOWN)
		return 0;
	return script == USCRIPT_LATIN ? BYTE_LATIN : script == USCRIPT_GREEK ? BYTE_GREEK
	       : script == USCRIPT_CYRILLIC ? BYTE_CYRILLIC : BYTE_SCRIPTS + 1 + (unsigned)script;
}

static bool is_space_at(str text, size_t i)
{
	unsigned c = byte_at(text, i);
	return byte_kind[c] == BYTE_SPACE || (c == 0xC2 && byte_at(text, i + 1) == 0xA0);
}

/* One step of a word; *script is the piece's, 0 so far. */
static struct scan_step word_step(struct scan *s, str text, size_t from, size_t i, unsigned *script)
{
	unsigned c = (unsigned char)text.ptr[i], kind = byte_kind[c], found = 0;
	size_t len = 1;
	switch (kind) {
	case BYTE_SPACE:
		return (struct scan_step){.before = true};
	case BYTE_HYPHEN:
		return s->url ? url_step(text, from, i) : hyphen_step(s, text, from, i, 1);
	case BYTE_SLASH:
		return slash_step(s, text, from, i);
	case BYTE_URL:
		if (c == '@')
			s->url = true;
		return s->url ? url_step(text, from, i) : (struct scan_step){.len = 1};
	case BYTE_C2:
		return (struct scan_step){.len = 2, .before = byte_at(text, i + 1) == 0xA0};
	case BYTE_E2:
		return e2_step(s, text, from, i);
	case BYTE_E1:
	case BYTE_WIDE:
		found = wide_script(text, i, &len);
		break;
	default:
		found = kind;
		len = code_len(c);
	}
	if (found && *script && found != *script)
		return (struct scan_step){.before = true};
	if (found)
		*script = found;
	return (struct scan_step){.len = len};
}

/* Past the letters of the piece's script, of which nearly all text is: of two bytes where they are
 * beyond ASCII. */
static size_t skip_letters(str text, size_t i, size_t end, unsigned script)
{
	for (unsigned c; i < end && byte_kind[c = (unsigned char)text.ptr[i]] == script;)
		i += 1 + (c >> 7);
	return i;
}

/* Most words are letters up to a space, which is no address and has no place to break. */
static bool scan_letters(const struct scan *s, str text, size_t limit, struct scan_piece *p)
{
	unsigned script = byte_kind[(unsigned char)text.ptr[s->off]];
	if (s->url || s->allowed || !script || script > BYTE_SCRIPTS)
		return false;
	size_t end = skip_letters(text, s->off, limit, script);
	p->len = (uint32_t)((end < text.len ? end : text.len) - s->off);
	return end >= text.len || text.ptr[end] == ' ';
}

static void scan_word(struct scan *s, str text, struct scan_piece *p)
{
	size_t from = s->off, i = from, limit = from + MOST_PIECE - 4;
	unsigned script = 0;
	if (limit > text.len)
		limit = text.len;
	if (scan_letters(s, text, limit, p))
		return;
	s->url = s->url || is_url_start(text, from) ||
	         (s->sets[s->run].mails && is_mail_start(text, from));
	while (i < text.len) {
		if (script && script <= BYTE_SCRIPTS && !s->allowed)
			i = skip_letters(text, i, limit, script);
		if (i >= text.len)
			break;
		struct scan_step step = word_step(s, text, from, i, &script);
		if (s->allowed && i > from && is_allowed(s, i)) {
			p->end = END_FREE;
			break;
		}
		if (step.before) {
			p->end = step.end;
			break;
		}
		if (i + step.len > from + MOST_PIECE)
			break;
		i += step.len;
		if (step.after && !s->allowed) {
			p->end = step.end;
			break;
		}
	}
	p->len = (uint32_t)((i < text.len ? i : text.len) - from);
	if (s->allowed && i >= text.len && s->run + 1 < s->n && is_allowed(s, text.len))
		p->end = END_FREE;
}

/* Pictures side by side may come to stand one below the other. */
static void scan_box(struct scan *s, str text, struct scan_piece *p)
{
	bool next = s->run + 1 < s->n && s->sets[s->run + 1].box;
	p->len = (uint32_t)text.len;
	p->end = next || (s->allowed && is_allowed(s, text.len)) ? END_FREE : END_NONE;
	s->url = false;
}

bool scan_next(struct scan *s, struct scan_piece *p)
{
	while (s->run < s->n && s->off >= s->sets[s->run].text.len) {
		s->run++;
		s->off = 0;
		s->url = false;
	}
	if (s->run == s->n)
		return false;
	str text = s->sets[s->run].text;
	*p = (struct scan_piece){.run = s->run, .off = s->off};
	if (s->sets[s->run].box) {
		scan_box(s, text, p);
	} else if (is_space_at(text, s->off)) {
		bool bound = byte_at(text, s->off) == 0xC2;
		p->kind = bound ? PIECE_BOUND_SPACE : PIECE_SPACE;
		p->len = bound ? 2 : 1;
		s->url = false;
	} else {
		scan_word(s, text, p);
	}
	s->off += p->len;
	return true;
}
