/* Levels of embedding of a paragraph's text (UAX 9), through ICU. */
#include "typeset/lines/itemize.h"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>

enum { LRI = 0x2066, RLI = 0x2067, PDI = 0x2069, PARAGRAPH = 0x2029 };

/* The text as ICU takes it. */
struct wide {
	struct arena *arena;
	vec(UChar) text;
	vec(uint32_t) at;                /* each unit's byte; UINT32_MAX: it is ours */
};

static void add_sign(struct wide *w, UChar sign)
{
	vec_push(w->arena, &w->text, sign);
	vec_push(w->arena, &w->at, UINT32_MAX);
}

static void add_text(struct wide *w, str text, size_t base)
{
	for (str rest = text; rest.len;) {
		uint32_t at = (uint32_t)(base + text.len - rest.len);
		uint32_t code = utf8_next(&rest);
		UChar units[2];
		int32_t n = 0;
		if (code == UTF8_BAD)
			code = 0xFFFD;
		U16_APPEND_UNSAFE(units, n, code);
		for (int32_t i = 0; i < n; i++) {
			vec_push(w->arena, &w->text, units[i]);
			vec_push(w->arena, &w->at, at);
		}
	}
}

static size_t add_runs(struct wide *w, struct setter *s, const struct run *runs, size_t n, bool rtl)
{
	size_t base = 0;
	bool isolated = false;
	for (size_t i = 0; i < n; i++) {
		bool other = !runs[i].as_written && setter_rtl(s, runs[i].lang) != rtl;
		if (other != isolated)
			add_sign(w, isolated ? PDI : rtl ? LRI : RLI);
		isolated = other;
		add_text(w, runs[i].text, base);
		if (runs[i].as_written)
			add_sign(w, PARAGRAPH);
		base += runs[i].text.len;
	}
	return base;
}

/* ---- Numbers ---- */

static bool is_digit(const struct wide *w, size_t i)
{
	return i < w->text.n && w->text.at[i] >= '0' && w->text.at[i] <= '9';
}

static bool joins_digits(UChar c)
{
	return c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F || c == '-' || c == 0x2010 ||
	       c == 0x2011;
}

/* What stands between groups of digits, and a sign before them, counts as a digit: the groups of
 * "+371 2000 0000" would else stand in the order of words, and the minus behind its number. */
static void join_numbers(struct wide *w)
{
	for (size_t i = 0; i + 1 < w->text.n; i++) {
		UChar *c = &w->text.at[i];
		if ((*c == '+' || *c == 0x2212) && is_digit(w, i + 1))
			*c = '0';
		else if (i && is_digit(w, i - 1) && is_digit(w, i + 1) && joins_digits(*c))
			*c = '0';
	}
}

/* ---- Levels ---- */

static void spread_levels(const struct wide *w, const UBiDiLevel *levels, uint8_t *out, size_t n)
{
	for (size_t i = 0; i < w->text.n; i++)
		if (w->at.at[i] != UINT32_MAX)
			out[w->at.at[i]] = levels[i];
	for (size_t i = 1; i < n; i++)
		if (out[i] == UINT8_MAX)
			out[i] = out[i - 1];
}

const uint8_t *levels_of(struct setter *s, struct arena *arena, const struct run *runs, size_t n,
                         bool rtl)
{
	UErrorCode status = U_ZERO_ERROR;
	struct wide w = {.arena = arena};
	size_t bytes = add_runs(&w, s, runs, n, rtl);
	uint8_t *out = arena_alloc(arena, bytes + 1);
	memset(out, rtl, bytes + 1);
	if (!bytes || w.text.n > INT32_MAX)
		return out;
	join_numbers(&w);
	UBiDi *bidi = ubidi_open();
	ubidi_setPara(bidi, w.text.at, (int32_t)w.text.n, rtl, NULL, &status);
	const UBiDiLevel *levels = ubidi_getLevels(bidi, &status);
	if (U_SUCCESS(status)) {
		memset(out, UINT8_MAX, bytes);
		spread_levels(&w, levels, out, bytes);
	}
	ubidi_close(bidi);
	return out;
}
