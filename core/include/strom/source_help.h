/* What most sources do in the same way, compiled into the plugin: places; faults, of which the
 * first are told and all are counted; texts, which must be UTF-8; numbers as text.
 *
 * Nothing here keeps a state of its own, and all goes through struct strom_host: where it does not
 * fit, call that. docs/sources.md has a source that is made with it, from beginning to end. */
#ifndef STROM_SOURCE_HELP_H
#define STROM_SOURCE_HELP_H

#include <strom/source.h>

#include <stdarg.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Places ---- */

/* Bytes of the input, from one to another. */
static inline struct strom_pos strom_at_bytes(uint64_t from, uint64_t to)
{
	struct strom_pos pos = {from, 0, 1};
	uint64_t len = to > from ? to - from : 0;
	pos.len = len < UINT32_MAX ? (uint32_t)len : UINT32_MAX;
	return pos;
}

/* A cell, of a file with sheets; rows and columns from 0. */
static inline struct strom_pos strom_at_cell(uint32_t sheet, uint64_t row, uint32_t column)
{
	struct strom_pos pos = {STROM_AT(sheet, row, column), 1, 1};
	return pos;
}

/* The file as a whole. sheets: host->sheet was called, and places count cells. */
static inline struct strom_pos strom_at_file(bool sheets)
{
	struct strom_pos pos = {sheets ? STROM_AT(STROM_SHEETS - 1, 0, 0) : 0, 0, 1};
	return pos;
}

/* No place in the input: what is shown is where strom.yml names the source. */
static inline struct strom_pos strom_nowhere(void)
{
	struct strom_pos pos = {0, 0, 0};
	return pos;
}

/* ---- Texts ---- */

static inline bool strom_same(strom_str a, strom_str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.ptr, b.ptr, a.len));
}

/* Capitals of ASCII make no difference. */
static inline bool strom_alike(strom_str a, strom_str b)
{
	size_t i;
	if (a.len != b.len)
		return false;
	for (i = 0; i < a.len; i++) {
		char x = a.ptr[i], y = b.ptr[i];
		if (x != y && ((x | 0x20) != (y | 0x20) || (x | 0x20) < 'a' || (x | 0x20) > 'z'))
			return false;
	}
	return true;
}

static inline bool strom_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Without spaces, tabs and line ends around it. */
static inline strom_str strom_trim(strom_str s)
{
	while (s.len && strom_is_space(s.ptr[s.len - 1]))
		s.len--;
	while (s.len && strom_is_space(*s.ptr)) {
		s.ptr++;
		s.len--;
	}
	return s;
}

/* A copy in the job's memory, with a NUL behind it. */
static inline strom_str strom_keep(struct strom_job *job, strom_str s)
{
	char *copy = (char *)job->host->alloc(job, s.len + 1);
	if (s.len)
		memcpy(copy, s.ptr, s.len);
	s.ptr = copy;
	return s;
}

/* How many bytes the letter takes that a text begins with; 0: it is no UTF-8 (RFC 3629). */
static inline size_t strom_letter(strom_str s)
{
	unsigned char c = s.len ? (unsigned char)*s.ptr : 0;
	unsigned char second = s.len > 1 ? (unsigned char)s.ptr[1] : 0;
	size_t len = c < 0x80                ? 1
	             : c >= 0xC2 && c < 0xE0 ? 2
	             : c >= 0xE0 && c < 0xF0 ? 3
	             : c >= 0xF0 && c < 0xF5 ? 4
	                                     : 0,
	       i;
	if (!len || len > s.len || (c == 0xE0 && second < 0xA0) || (c == 0xED && second >= 0xA0) ||
	    (c == 0xF0 && second < 0x90) || (c == 0xF4 && second >= 0x90))
		return 0;
	for (i = 1; i < len; i++)
		if (((unsigned char)s.ptr[i] & 0xC0) != 0x80)
			return 0;
	return len;
}

/* The first byte that is no UTF-8, or a NUL; s.len: all are good. */
static inline size_t strom_first_bad(strom_str s)
{
	size_t i = 0, len;
	for (; i < s.len; i += len) {
		strom_str rest = {s.ptr + i, s.len - i};
		len = *rest.ptr ? strom_letter(rest) : 0;
		if (!len)
			return i;
	}
	return s.len;
}

/* At most so many bytes of UTF-8, cut between letters. */
static inline size_t strom_cut(strom_str s, size_t most)
{
	size_t n = s.len < most ? s.len : most;
	while (n && n < s.len && ((unsigned char)s.ptr[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* For "%.*s" in a message: what is shown of somebody's text, at most 60 bytes. */
static inline int strom_clip(strom_str s)
{
	return (int)strom_cut(s, 60);
}

/* A code point as UTF-8; how many bytes that takes. */
static inline size_t strom_put_code(char out[4], uint32_t code)
{
	static const unsigned char heads[] = {0, 0xC0, 0xE0, 0xF0};
	size_t more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3, i;
	for (i = more; i; i--, code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3F));
	out[0] = (char)(heads[more] | code);
	return more + 1;
}

/* ---- Faults ---- */

enum { STROM_ERRORS_TOLD = 50, STROM_WARNINGS_TOLD = 10, STROM_MESSAGE = 400 };

/* What was found wrong with an input. Begin with {job}. */
struct strom_faults {
	struct strom_job *job;
	uint64_t errors, warnings; /* found, whether they were told or not */
	bool quiet;                /* the input is only tried: nothing is told or counted */
	bool stopped;              /* there were too many to read on */
};

/* Signs that a message cannot hold: control signs become spaces, what is no UTF-8 '?'. */
static inline void strom_clean(char *text, size_t len)
{
	size_t i = 0, n;
	for (; i < len; i += n) {
		strom_str rest = {text + i, len - i};
		unsigned char c = (unsigned char)text[i];
		n = strom_letter(rest);
		if (!n) {
			text[i] = '?';
			n = 1;
		} else if (c < 0x20 || c == 0x7F) {
			text[i] = ' ';
		} else if (c == 0xC2 && (unsigned char)text[i + 1] < 0xA0) {
			text[i] = text[i + 1] = ' ';
		}
	}
}

/* Formatted into a buffer, and cut to it between letters. */
static inline strom_str strom_message(char out[STROM_MESSAGE], const char *format, va_list list)
{
	int len = vsnprintf(out, STROM_MESSAGE, format, list);
	strom_str message = {out, len < 0 ? 0 : (size_t)len};
	if (message.len >= STROM_MESSAGE) {
		message.len = STROM_MESSAGE - 1;
		message.len = strom_cut(message, STROM_MESSAGE - 4);
		memcpy(out + message.len, "...", 3);
		message.len += 3;
	}
	strom_clean(out, message.len);
	return message;
}

static inline void strom_tell(struct strom_job *job, uint32_t severity, struct strom_pos pos,
                              const char *code, const char *hint, const char *format, va_list list)
{
	char message[STROM_MESSAGE];
	struct strom_report r;
	memset(&r, 0, sizeof r);
	r.size = sizeof r;
	r.severity = severity;
	r.pos = pos;
	r.code = strom_text(code);
	r.message = strom_message(message, format, list);
	r.hint = strom_text(hint);
	job->host->report(job, &r);
}

/* An error; the message is formatted. Beyond the first they are counted. Always false. */
__attribute__((format(printf, 5, 6))) static inline bool
strom_fault(struct strom_faults *f, struct strom_pos pos, const char *code, const char *hint,
            const char *format, ...)
{
	va_list list;
	if (f->quiet || f->errors++ >= STROM_ERRORS_TOLD)
		return false;
	va_start(list, format);
	strom_tell(f->job, STROM_ERROR, pos, code, hint, format, list);
	va_end(list);
	return false;
}

__attribute__((format(printf, 5, 6))) static inline void
strom_warn(struct strom_faults *f, struct strom_pos pos, const char *code, const char *hint,
           const char *format, ...)
{
	va_list list;
	if (f->quiet || f->warnings++ >= STROM_WARNINGS_TOLD)
		return;
	va_start(list, format);
	strom_tell(f->job, STROM_WARNING, pos, code, hint, format, list);
	va_end(list);
}

/* ---- Texts ---- */

/* Of a sequence that begins so the second byte is from least to most. */
static inline bool strom_second_fits(const unsigned char *p)
{
	unsigned char least = *p == 0xE0 ? 0xA0 : *p == 0xF0 ? 0x90 : 0x80;
	unsigned char most = *p == 0xED ? 0x9F : *p == 0xF4 ? 0x8F : 0xBF;
	return p[1] >= least && p[1] <= most;
}

/* Well-formed (Unicode 15, table 3-7), which texts that go to the host must be. Libraries often
 * take more: halves of pairs, forms that are too long, whatever a file says is in UTF-8. */
static inline bool strom_is_utf8(strom_str text)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	for (size_t i = 0, n; i < text.len; i += n) {
		unsigned char c = p[i];
		n = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
		if (!n || n > text.len - i || (n > 1 && !strom_second_fits(p + i)))
			return false;
		for (size_t k = 2; k < n; k++)
			if ((p[i + k] & 0xC0) != 0x80)
				return false;
	}
	return true;
}

/* At the end: how many errors were not told. */
static inline void strom_faults_rest(struct strom_faults *f, struct strom_pos pos, const char *code)
{
	struct strom_faults last = {f->job, 0, 0, f->quiet, false};
	uint64_t rest = f->errors > STROM_ERRORS_TOLD ? f->errors - STROM_ERRORS_TOLD : 0;
	if (rest)
		strom_fault(&last, pos, code, "Mend the errors above first.",
		            "%llu more error%s in this source %s not shown%s",
		            (unsigned long long)rest, rest > 1 ? "s" : "", rest > 1 ? "are" : "is",
		            f->stopped ? ", and it was read no further" : "");
}

/* For a source that needs what a core of 1.0 does not have:
 * if (!STROM_HAS(host, written)) return strom_old(...) */
static inline bool strom_old(struct strom_faults *f, const char *code, const char *plugin)
{
	return strom_fault(f, strom_nowhere(), code, "Use the plugin that came with it.",
	                   "this Strom is older than its plugin %s", plugin);
}

/* ---- Numbers as text, for WRITTEN cells with a type ---- */

enum { STROM_NUMBER = 40 };             /* bytes that a number takes at most */

/* What a text such as -12.5e-3 is: INT or REAL; TEXT, where it has more digits than a machine
 * keeps: it is a code of some kind, or a mistake; 0: no number. */
static inline uint32_t strom_number_type(strom_str s)
{
	size_t i = s.len && (*s.ptr == '-' || *s.ptr == '+'), digits = 0, any = 0, powers = 0;
	bool whole = true;
	int power = 0;
	for (; i < s.len && (s.ptr[i] == '.' ? whole : s.ptr[i] >= '0' && s.ptr[i] <= '9'); i++) {
		whole = whole && s.ptr[i] != '.';
		any += s.ptr[i] != '.';
		/* Zeros before the first digit count for nothing. */
		digits += s.ptr[i] != '.' && (digits || s.ptr[i] != '0');
	}
	if (any && i < s.len && (s.ptr[i] == 'e' || s.ptr[i] == 'E')) {
		whole = false;
		i++;
		i += i < s.len && (s.ptr[i] == '-' || s.ptr[i] == '+');
		for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++, powers++)
			power = power < 1000 ? power * 10 + (s.ptr[i] - '0') : power;
		any = powers;
	}
	if (!any || i < s.len)
		return 0;
	if (digits > (whole ? 18 : 17) || power > 280)
		return STROM_COLUMN_TEXT;
	return whole ? STROM_COLUMN_INT : STROM_COLUMN_REAL;
}

/* What digits such as -12.5e-3 mean. Exact, where they are at most 15 and the power of ten at most
 * 22: then both are numbers without an error, and one division or product rounds as it must. */
static inline bool strom_exact(const char *digits, double *out)
{
	double whole = 0, scale = 1;
	int power = 0, exponent = 0, n;
	bool minus = *digits == '-', point = false;
	for (digits += minus; *digits && *digits != 'e'; digits++) {
		if (*digits == '.') {
			point = true;
			continue;
		}
		whole = whole * 10 + (*digits - '0');
		power -= point;
	}
	if (*digits == 'e') {
		const char *at;
		for (at = digits + 2; *at; at++)
			exponent = exponent * 10 + (*at - '0');
		power += digits[1] == '-' ? -exponent : exponent;
	}
	if (power < -22 || power > 22)
		return false;
	for (n = power < 0 ? -power : power; n; n--)
		scale *= 10;
	whole = power < 0 ? whole / scale : whole * scale;
	*out = minus ? -whole : whole;
	return true;
}

/* In few digits, where they surely give the same number again; it must be finite. single: it has
 * the precision of a float. */
static inline strom_str strom_put_real(char out[STROM_NUMBER], double number, bool single)
{
	int digits = single ? 6 : 15, most = single ? 9 : 15;
	double again = 0;
	for (; digits <= most; digits++) {
		snprintf(out, STROM_NUMBER, "%.*g", digits, number);
		if (!strom_exact(out, &again))
			continue;
		if (single ? (float)again >= (float)number && (float)again <= (float)number
		           : again >= number && again <= number)
			return strom_text(out);
	}
	snprintf(out, STROM_NUMBER, "%.17g", number);
	return strom_text(out);
}

static inline strom_str strom_put_int(char out[STROM_NUMBER], int64_t number)
{
	snprintf(out, STROM_NUMBER, "%lld", (long long)number);
	return strom_text(out);
}

/* ---- What statistical offices say of a number ---- */

static inline bool strom_state_begins(strom_str s, const char *word)
{
	size_t n = 0;
	while (word[n] && n < s.len && (s.ptr[n] | 0x20) == word[n])
		n++;
	return !word[n];
}

/* One state, or several in a word as Eurostat has them: "bc". Q of SDMX is a suppressed value. */
static inline bool strom_state_word_withholds(strom_str word)
{
	bool withholds = strom_state_begins(word, "confiden") ||
	                 strom_state_begins(word, "suppress");
	for (size_t i = 0; word.len <= 3 && i < word.len; i++)
		withholds |= memchr("cCqQ", word.ptr[i], 4) != NULL;
	return withholds;
}

/* Whether a state is, or holds, that of a confidential value: "c", "bc", "E;C", "[c]". Of what
 * cannot be told apart it is one: a value too few can be asked for, one too many is out. */
static inline bool strom_state_withholds(strom_str s)
{
	for (size_t at = 0, n; at < s.len; at += n + 1) {
		for (n = 0; at + n < s.len && (((s.ptr[at + n] | 0x20) >= 'a' &&
		                                (s.ptr[at + n] | 0x20) <= 'z'));)
			n++;
		if (strom_state_word_withholds((strom_str){s.ptr + at, n}))
			return true;
	}
	return false;
}

#ifdef __cplusplus
}
#endif
#endif
