/* What the text of a word says about breaking: flags for the line breaker, hyphenation points. */
#include "typeset/shape/setter.h"

#include <unicode/uchar.h>

static bool is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code | 32) - 'a' < 26;
	return u_isalpha((UChar32)code);
}

static bool is_mark(uint32_t code)
{
	return code >= 0x300 && U_GET_GC_MASK((UChar32)code) & U_GC_M_MASK;
}

static bool is_digit(uint32_t code)
{
	return code - '0' < 10;
}

static bool is_among(uint32_t code, str set)
{
	char utf8[4];
	if (code < 0x80)
		return str_has(set, (char)code);
	if (code > 0x10FFFF)
		return false;
	return memmem(set.ptr, set.len, utf8, utf8_put(utf8, code)) != NULL;
}

static bool is_ascii_letter(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26;
}

/* ---- Numbers and units ---- */

/* Signs and abbreviations that a number must not lose at a line's end. */
#define UNITS \
	" " \
	"% ‰ ° °C °F € $ £ EUR USD SEK NOK DKK PLN RUB LVL LTL EEK Ls Lt kr zł " \
	"km m cm mm kg g mg t l ml ha h min s kW kWh MW MWh MB GB tk mln mlrd mrd km² m² m³ " \
	"км м см мм кг г т л га ч мин с руб тыс млн млрд км² м² milj mljrd tūkst "
enum {
	MOST_UNIT = 8,    /* bytes */
	LONGEST_UNIT = 5, /* letters */
	MOST_CLOSING = 8, /* bytes */
	MOST_ROMAN = 9,   /* bytes */
};

/* Offset of the first closing sign; the first character is never one. */
static size_t before_closing(str text)
{
	str rest = text;
	utf8_next(&rest);
	while (rest.len) {
		size_t at = text.len - rest.len;
		if (is_ascii_letter(*rest.ptr)) {
			rest = str_from(rest, 1);
			continue;
		}
		if (is_among(utf8_next(&rest), S(".,;:!?)]»”…")))
			return at;
	}
	return text.len;
}

static bool is_unit(str text)
{
	char padded[MOST_UNIT + 2];
	size_t len = before_closing(text);
	if (len > MOST_UNIT)
		return false;
	padded[0] = padded[len + 1] = ' ';
	memcpy(padded + 1, text.ptr, len);
	return memmem(UNITS, sizeof UNITS - 1, padded, len + 2) != NULL;
}

/* Of a text that has digits. */
static uint32_t number_flags(str text)
{
	size_t digits = 0, lead = 0;
	uint32_t code = 0, flags = 0;
	while (lead < text.len && is_digit((unsigned char)text.ptr[lead]))
		lead++;
	for (str rest = text; rest.len;) {
		code = utf8_next(&rest);
		if (is_digit(code))
			digits++;
		else if (!is_among(code, S("+-−–.,/(~≈±<>≤≥")))
			digits = SIZE_MAX / 2;
	}
	if (digits && digits < SIZE_MAX / 2 && is_digit(code))
		flags |= WORD_NUMBER;
	if (flags && lead == text.len && lead <= 3)
		flags |= WORD_HEAD;
	return lead == 3 ? flags | WORD_GROUP : flags;
}

/* ---- Binding words ---- */

static str after_opening(str text)
{
	while (text.len && is_among((unsigned char)*text.ptr, S("([{\"'")))
		text = str_from(text, 1);
	while (str_starts(text, S("«")) || str_starts(text, S("„")) || str_starts(text, S("“")))
		utf8_next(&text);
	return text;
}

static unsigned listed(const struct tongue *t, str text)
{
	char lower[256];
	size_t n = 0;
	uint32_t at;
	if (!text.len || text.len > t->longest_binder || text.len * 4 > sizeof lower)
		return 0;
	while (text.len) {
		uint32_t code = utf8_next(&text);
		bool capital = code - 'A' < 26;
		n += utf8_put(lower + n, code < 0x80 ? code | (capital ? 32 : 0)
		                                     : (uint32_t)u_tolower((UChar32)code));
	}
	return map_get(t->binders, (str){lower, n}, &at) ? t->binds.at[at] : 0;
}

static uint32_t list_flags(const struct tongue *t, str text)
{
	str opened = after_opening(text);
	size_t closed = text.len ? before_closing(text) : 0;
	unsigned kinds = listed(t, opened);
	/* What closes a phrase is no part of the word, and keeps it from the next. */
	if (closed < text.len || opened.len < text.len)
		kinds |= listed(t, str_sub(text, 0, closed)) & ~(unsigned)BIND_NEXT;
	return (kinds & BIND_NEXT ? WORD_BINDS : 0) | (kinds & BIND_PREVIOUS ? WORD_FOLLOWS : 0) |
	       (kinds & BIND_NUMBER ? WORD_UNIT : 0) | (kinds & BIND_NAME ? WORD_BINDS_NAME : 0);
}

/* "XX", "II,", "XIV.": of centuries, chapters and rulers. L is the greatest sign: "CD" and "MD" are
 * other things, and what the language lists is a word ("I"). */
static uint32_t roman_flags(const struct tongue *t, str text)
{
	str bare = after_opening(text);
	bare = bare.len ? str_sub(bare, 0, before_closing(bare)) : bare;
	for (size_t i = 0; i < bare.len; i++)
		if (!str_has(S("IVXL"), bare.ptr[i]))
			return 0;
	return bare.len && bare.len < MOST_ROMAN && !listed(t, bare) ? WORD_ROMAN : 0;
}

/* "J.", "J.K.", "J.-P.": capitals with a full stop each. */
static bool is_initials(str text)
{
	text = after_opening(text);
	bool any = false;
	while (text.len) {
		if (any && *text.ptr == '-')
			text = str_from(text, 1);
		uint32_t code = text.len ? utf8_next(&text) : 0;
		if (!u_isupper((UChar32)code) || !text.len || *text.ptr != '.')
			return false;
		text = str_from(text, 1);
		any = true;
	}
	return any;
}

/* "12." and "2015.": what is counted by them stays on their line. */
static uint32_t ordinal_flags(const struct tongue *t, str text)
{
	enum { MOST_DAYS = 2, MOST_YEARS = 4 };
	size_t digits = 0;
	text = after_opening(text);
	while (digits < text.len && is_digit((unsigned char)text.ptr[digits]))
		digits++;
	if (!digits || digits > MOST_YEARS || !str_eq(str_from(text, digits), S(".")))
		return 0;
	return WORD_ORDINAL | (t->pack->ordinal_point && digits <= MOST_DAYS ? WORD_BINDS : 0);
}

/* ---- Flags ---- */

struct traits {
	uint32_t first, last, digits, letters, upper, lower, stretch;
	uint16_t longest;
};

static void count_case(struct traits *t, uint32_t code)
{
	bool upper = code < 0x80 ? code < 'a' : u_isupper((UChar32)code);
	t->letters++;
	t->upper += upper;
	t->lower += !upper && (code < 0x80 || u_islower((UChar32)code));
}

static void count_code(struct traits *t, uint32_t code)
{
	bool letter = is_letter(code);
	t->last = code;
	t->digits += is_digit(code);
	if (letter)
		count_case(t, code);
	t->stretch = letter || is_mark(code) || (t->stretch && code == 0xAD) ? t->stretch + 1 : 0;
	if (t->stretch > t->longest)
		t->longest = (uint16_t)t->stretch;
}

/* The last character that is not a closing quotation mark or bracket. */
static uint32_t sentence_end(str text)
{
	uint32_t end = 0;
	while (text.len) {
		uint32_t code = utf8_next(&text);
		if (!is_among(code, S(")]}\"'’”»“")))
			end = code;
	}
	return end;
}

/* Most words begin and end with letters, and have nothing of this. */
static uint32_t punctuation_flags(const struct traits *t, str text)
{
	uint32_t flags = 0, end = is_letter(t->last) ? t->last : sentence_end(text);
	bool bare = !t->letters && !t->digits;
	if (!is_letter(t->first) &&
	    (is_among(t->first, S(")]}")) || (bare && is_among(t->first, S("!?;:,.%‰…/»”")))))
		flags |= WORD_CLOSING;
	if (bare && is_among(t->last, S("([{¿¡„«")))
		flags |= WORD_OPENING;
	if (bare && t->first == t->last && is_among(t->first, S("-–—―")) && utf8_count(text) == 1)
		flags |= WORD_DASH;
	if (end == ',')
		flags |= WORD_COMMA;
	else if (!is_letter(end) && is_among(end, S(".:;!?…")))
		flags |= WORD_STOP;
	return flags;
}

void word_classify(const struct tongue *tongue, struct form *w)
{
	struct traits t = {0};
	str rest = w->text;
	t.first = rest.len ? utf8_next(&rest) : 0;
	for (rest = w->text; rest.len;)
		count_code(&t, utf8_next(&rest));
	w->letters = t.longest;
	w->flags |= punctuation_flags(&t, w->text);
	if (t.digits)
		w->flags |= number_flags(w->text) | ordinal_flags(tongue, w->text);
	if (is_letter(t.first))
		w->flags |= WORD_LETTER;
	if (is_letter(t.last) || is_mark(t.last))
		w->flags |= WORD_ENDS_LETTER;
	if (t.upper > 1 && !t.lower)
		w->flags |= WORD_CAPITALS;
	if (t.upper && !t.lower && !t.digits && t.letters < MOST_ROMAN)
		w->flags |= roman_flags(tongue, w->text);
	if (t.upper && t.lower && u_isupper((UChar32)t.first))
		w->flags |= WORD_NAME;
	if (t.longest <= LONGEST_UNIT && w->text.len <= MOST_UNIT + 8 && is_unit(w->text))
		w->flags |= WORD_UNIT;
	if (w->text.len <= tongue->longest_binder + MOST_CLOSING)
		w->flags |= list_flags(tongue, w->text);
	if (t.last == '.' && t.upper && !t.lower && is_initials(w->text))
		w->flags |= WORD_BINDS;
}

/* ---- Hyphenation ---- */

/* A stretch of letters: lower case, and where each stands. */
struct word_letters {
	uint32_t code[HYPHEN_LETTERS];
	uint16_t off[HYPHEN_LETTERS];
	size_t n;
	bool camel; /* a capital after a small letter: a name as its owner writes it */
	bool acronym;                    /* two capitals side by side */
};

/* Letters at both sides of a point: "example.org". */
static bool goes_on(str text, size_t i)
{
	unsigned before = (unsigned char)text.ptr[i - 1] | 32,
	         after = (unsigned char)text.ptr[i + 1] | 32;
	return (before - 'a' < 26 || before >= 0x80) && after - 'a' < 26;
}

/* Names of files and places on the net, formulas: not words. */
static bool is_word(str text)
{
	if (str_find(text, S("://")) < text.len || str_starts(text, S("www.")))
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (is_digit((unsigned char)text.ptr[i]) ||
		    is_among((unsigned char)text.ptr[i], S("@_\\=")) ||
		    (text.ptr[i] == '.' && i && i + 2 < text.len && goes_on(text, i)))
			return false;
	return true;
}

/* The longest stretch; false: none, or one beyond all words. */
static bool longest_letters(str text, struct word_letters *best)
{
	struct word_letters l = {.n = 0};
	bool small = false, capital = false, too_long = false;
	best->n = 0;
	for (str rest = text;;) {
		uint16_t off = (uint16_t)(text.len - rest.len);
		uint32_t code = rest.len ? utf8_next(&rest) : 0;
		if (!code || !(is_letter(code) || is_mark(code))) {
			if (l.n > best->n)
				*best = l;
			l.n = 0;
			l.camel = l.acronym = small = capital = false;
			if (!code)
				break;
			continue;
		}
		if (l.n == HYPHEN_LETTERS) {
			too_long = true;
			continue;
		}
		bool upper = u_isupper((UChar32)code);
		l.camel |= small && upper;
		l.acronym |= capital && upper;
		capital = upper;
		small = u_islower((UChar32)code);
		l.off[l.n] = off;
		l.code[l.n++] = (uint32_t)u_tolower((UChar32)code);
	}
	return !too_long && best->n;
}

/* Text in capitals is made of words, but CBSS is none, nor are CBSS's. */
static bool has_points(const struct tongue *t, const struct form *w, const struct word_letters *l)
{
	return t->hyphenator && l->n >= 5 && !l->camel && (!l->acronym || w->flags & WORD_CAPITALS);
}

static size_t dictionary_points(const struct tongue *t, const struct form *w,
                                struct word_point *out)
{
	struct word_letters l;
	bool points[HYPHEN_LETTERS] = {false};
	size_t n = 0;
	if (!is_word(w->text) || !longest_letters(w->text, &l))
		return 0;
	if (has_points(t, w, &l))
		hyphen_points(t->hyphenator, l.code, l.n, t->pack->hyphen_start,
		              t->pack->hyphen_end, points);
	if (t->exceptions)
		exceptions_apply(t->exceptions, l.code, l.n, points);
	for (size_t i = 1; i < l.n; i++)
		if (points[i] && !is_mark(l.code[i]))
			out[n++] = (struct word_point){.off = l.off[i]};
	return n;
}

/* The author's own points stand for the dictionary's. */
static size_t written_points(str text, struct word_point *out)
{
	static const char sign[] = "\xC2\xAD";
	size_t n = 0;
	for (size_t i = 0; i + 1 < text.len && n < HYPHEN_LETTERS; i++)
		if (!memcmp(text.ptr + i, sign, 2)) {
			bool again = i > 1 && !memcmp(text.ptr + i - 2, sign, 2);
			if (i && i + 2 < text.len && !again)
				out[n++] = (struct word_point){.off = (uint16_t)i, .written = true};
			i++;
		}
	return n;
}

size_t word_hyphens(const struct tongue *t, const struct form *w, struct word_point *out)
{
	if (str_find(w->text, S("\xC2\xAD")) < w->text.len)
		return written_points(w->text, out);
	return dictionary_points(t, w, out);
}

/* ---- Joints ---- */

static bool ends_in_diphthong(str text)
{
	static const char *const ends[] = {"au", "eu", "äu", "ei", "ai",
	                                   "ie", "Au", "Eu", "Äu", "Ei"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(text, str_of(ends[i])))
			return true;
	return false;
}

/* A doubled f is one sound ("hof-fen") behind a short vowel, which is one letter. */
static bool may_double(str before)
{
	size_t n = before.len;
	while (n && ((unsigned char)before.ptr[n - 1] & 0xC0) == 0x80)
		n--;
	bool vowel = n < before.len ? n > 0 : n && str_has(S("aeiouyAEIOUY"), before.ptr[n - 1]);
	return vowel && !ends_in_diphthong(before);
}

/* Fonts join f to these. Where a word may be divided between them two words meet, but for a doubled
 * f. */
static bool is_joint(str text, size_t at, size_t next)
{
	char after = next < text.len ? text.ptr[next] : 0;
	if (!at || text.ptr[at - 1] != 'f' || !str_has(S("ilfjbhk"), after))
		return false;
	return after != 'f' || !may_double(str_sub(text, 0, at - 1));
}

size_t word_joints(const struct tongue *t, const struct form *w, uint16_t *out)
{
	struct word_point points[HYPHEN_LETTERS];
	bool any = false;
	for (size_t i = 0; t->pack->part_ligatures && i + 1 < w->text.len && !any; i++)
		any = w->text.ptr[i] == 'f' && str_has(S("ilfjbhk\xC2"), w->text.ptr[i + 1]);
	size_t n = 0, points_n = any ? word_hyphens(t, w, points) : 0;
	for (size_t i = 0; i < points_n; i++) {
		size_t next = points[i].off + (points[i].written ? 2u : 0u);
		if (is_joint(w->text, points[i].off, next))
			out[n++] = (uint16_t)next;
	}
	return n;
}
