/* Signs in a line that look like markup and were not understood. What was understood, code, escapes
 * and values are opaque here; so a backslash says that a sign is meant. */
#include "text/build/signs.h"

#include "message/message.h"

#include <unicode/uchar.h>

enum { OPAQUE = 0xFFFC };

static struct span place(const struct signs *w, size_t from, size_t len)
{
	size_t i = w->n;
	while (i && w->places[i - 1].at > from)
		i--;
	size_t source = i ? w->places[i - 1].source + (from - w->places[i - 1].at) : from;
	return origin_span(w->origin, source, len);
}

static uint32_t code_at(str s, size_t at)
{
	str rest = str_from(s, at);
	return rest.len ? utf8_next(&rest) : 0;
}

static uint32_t code_before(str s, size_t at)
{
	str before = str_sub(s, 0, at);
	return utf8_last(&before);
}

static bool is_space(uint32_t code)
{
	return !code || u_isUWhiteSpace((UChar32)code);
}

/* A letter, a digit, or what a value or other markup stands for. */
static bool is_word(uint32_t code)
{
	return code == OPAQUE || (code >= 0xFDD0 && code <= 0xFDEF) ||
	       (code && u_isalnum((UChar32)code));
}

static bool is_one_of(uint32_t code, const char *signs)
{
	return code && code < 0x80 && str_has(str_of(signs), (char)code);
}

static void hint(struct builder *b, const struct signs *w, const char *otherwise)
{
	diag_hint(b->diags, "%s",
	          w->title ? "Titles are plain words, in which no signs mark anything."
	                   : otherwise);
}

/* ---- ** and its like ---- */

struct mark_run { size_t at, len; uint32_t before, after; };

static size_t run_of(str s, size_t at)
{
	size_t n = 1;
	while (at + n < s.len && s.ptr[at + n] == s.ptr[at])
		n++;
	return n;
}

/* The next run of two or three from `at` on. Longer ones are stars, or a line to write on. */
static bool next_run(str s, size_t at, char sign, struct mark_run *out)
{
	for (size_t n; at < s.len; at += n) {
		n = run_of(s, at);
		if (s.ptr[at] != sign || n < 2 || n > (sign == '*' ? 3u : 2u))
			continue;
		*out = (struct mark_run){at, n, code_before(s, at), code_at(s, at + n)};
		return true;
	}
	return false;
}

/* Before a word, as only a beginning stands: "**Note". */
static bool begins(const struct mark_run *r)
{
	bool behind = is_space(r->before) || is_one_of(r->before, "([{\"'/-") ||
	              (r->before >= 0x80 && !is_word(r->before));
	return behind && is_word(r->after);
}

static bool may_begin(const struct mark_run *r)
{
	return !is_space(r->after) && !is_one_of(r->after, ",.;:!?)]}/");
}

static bool may_end(const struct mark_run *r)
{
	return !is_space(r->before) && !is_one_of(r->before, "([{/") && !is_word(r->after);
}

static bool has_letter(str s)
{
	while (s.len) {
		uint32_t code = utf8_next(&s);
		if (code == OPAQUE || u_isalpha((UChar32)code))
			return true;
	}
	return false;
}

/* "** so **", and a pair around signs, beside letters: "so**(yes)**". Two footnote marks are no
 * pair, nor are two lines to write on. */
static bool is_pair(str s, const struct mark_run *a, const struct mark_run *b)
{
	bool apart = s.ptr[a->at] != '_' && is_space(a->before) && is_space(a->after) &&
	             !is_word(b->after);
	bool around = may_begin(a) && may_end(b);
	return a->len == b->len && (apart || around) &&
	       has_letter(str_sub(s, a->at + a->len, b->at));
}

static void check_marks(struct builder *b, const struct signs *w, char sign)
{
	struct mark_run run, next;
	for (size_t at = 0; next_run(w->text, at, sign, &run); at = run.at + run.len) {
		bool paired = next_run(w->text, run.at + run.len, sign, &next) &&
		              is_pair(w->text, &run, &next);
		if (!paired && !begins(&run))
			continue;
		diag_warn(b->diags, place(w, run.at, run.len), "text/looks-like-mark",
		          "'%.*s' is printed as it stands",
		          STR_ARG(str_sub(w->text, run.at, run.at + run.len)));
		hint(b, w,
		     "It marks words when it stands right before and right behind them; a "
		     "backslash before it says that it is meant.");
		return;
	}
}

/* A code that is never closed: "`so". An accent behind a letter is a foreign apostrophe. */
static void check_code(struct builder *b, const struct signs *w)
{
	for (size_t at = 0; at < w->text.len; at++) {
		if (w->text.ptr[at] != '`' || !is_word(code_at(w->text, at + 1)) ||
		    is_word(code_before(w->text, at)))
			continue;
		diag_warn(b->diags, place(w, at, 1), "text/looks-like-mark",
		          "'`' is printed as it stands");
		hint(b, w,
		     "Words between two of them are code; a backslash before it says that it is "
		     "meant.");
		return;
	}
}

/* ---- [words](path with spaces) ---- */

/* The bracket that the one at `close` closes; SIZE_MAX: none is open. */
static size_t opening(str s, size_t close)
{
	size_t depth = 0;
	for (size_t at = close; at--;) {
		depth += s.ptr[at] == ']';
		if (s.ptr[at] == '[' && !depth--)
			return at;
	}
	return SIZE_MAX;
}

static void check_links(struct builder *b, const struct signs *w)
{
	str s = w->text;
	for (size_t at = 0, next; (next = str_find(str_from(s, at), S("]("))) != SIZE_MAX;
	     at += next + 2) {
		size_t close = at + next, open = opening(s, close);
		if (open == SIZE_MAX)
			continue;
		bool picture = open && s.ptr[open - 1] == '!';
		str path = str_until(str_from(s, close + 2), ')');
		diag_warn(b->diags, place(w, close + 2, path.len), "text/looks-like-link",
		          "this makes no %s", picture ? "picture" : "link");
		if (str_has(path, ' ') && !w->title)
			diag_hint(b->diags,
			          "A path with spaces stands in angle brackets: (<%.*s>).",
			          STR_ARG(utf8_prefix(path, 60)));
		else
			hint(b, w,
			     "Write (path) or (path \"words\") behind the brackets; \\[ is the "
			     "sign itself.");
	}
}

/* ---- Links and pictures as others write them ---- */

static bool is_address(uint32_t code, str rest)
{
	return code == OPAQUE || str_starts(rest, S("http"));
}

/* "[A] (https://x.eu)", "(A)[https://x.eu]", "[A][ref]", "[[A]]", "![[a.png]]"; what has "](" is
 * told of. SIZE_MAX: none. */
static size_t next_other_link(str s, size_t from, bool *picture)
{
	for (size_t at = from; at + 1 < s.len; at++) {
		str rest = str_from(s, at), two = str_sub(rest, 0, 2), third = str_from(rest, 3);
		*picture = str_eq(two, S("!["));
		size_t close = *picture ? str_find(rest, S("]")) : SIZE_MAX;
		str behind = close == SIZE_MAX ? S("") : str_from(rest, close + 1);
		if (*picture && (str_starts(behind, S(" (")) || str_starts(behind, S("[")) ||
		                 str_starts(behind, S("]"))))
			return at;
		if (str_starts(rest, S("] (")) && is_address(code_at(rest, 3), third))
			return at;
		if (str_eq(two, S(")[")) && is_address(code_at(rest, 2), str_from(rest, 2)))
			return at;
		if (str_eq(two, S("][")) && u_isalpha((UChar32)code_at(rest, 2)) &&
		    str_has(third, ']') && opening(s, at) != SIZE_MAX)
			return at;
		if (str_eq(two, S("[[")) && str_find(rest, S("]]")) != SIZE_MAX)
			return at;
	}
	return SIZE_MAX;
}

static void check_other_links(struct builder *b, const struct signs *w)
{
	bool picture;
	size_t at = next_other_link(w->text, 0, &picture);
	if (at == SIZE_MAX)
		return;
	diag_warn(b->diags, place(w, at, 2), "text/looks-like-link", "this makes no %s",
	          picture ? "picture" : "link");
	hint(b, w,
	     "A link is [words](path), a picture ![words](path), without a space between; \\[ is "
	     "the sign itself.");
}

/* ---- Notes, formulas and citations as others write them ---- */

static void check_others(struct builder *b, const struct signs *w)
{
	static const struct {
		const char *sign, *hint;
	} signs[] = {
	        {"^[", "A note is [^name] here, and [^name]: its words in a paragraph of its own."},
	        {"$$", "There are no formulas: let one be a picture."},
	        {"[@", "A citation needs the document's bibliography; \\@ is the sign itself."}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t at = str_find(w->text, str_of(signs[i].sign));
		uint32_t next = at == SIZE_MAX ? 0 : code_at(w->text, at + 2);
		if (!next || is_space(next) || next == ']')
			continue;
		diag_warn(b->diags, place(w, at, 2), "text/looks-like-mark",
		          "'%s' is printed as it stands", signs[i].sign);
		hint(b, w, signs[i].hint);
	}
}

/* ---- Ends of comments ---- */

static void check_comments(struct builder *b, const struct signs *w)
{
	static const char *const ends[] = {"-->", "<!-", "<! -", "<! \xE2\x80\x93",
	                                   "<! \xE2\x80\x94"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t at = str_find(w->text, str_of(ends[i]));
		if (at == SIZE_MAX)
			continue;
		diag_warn(b->diags, place(w, at, strlen(ends[i])), "text/looks-like-comment",
		          "'%s' is printed as it stands", ends[i]);
		hint(b, w,
		     "A comment is <!-- so -->; an arrow is \xE2\x86\x92, and a backslash before "
		     "the signs says that they are meant.");
		return;
	}
}

/* ---- @tab-x ---- */

/* What may be an id, up to the sentence's own signs. */
static str id_at(str s)
{
	str rest = s;
	while (rest.len) {
		str next = rest;
		uint32_t code = utf8_next(&next);
		if (code == UTF8_BAD || !(u_isalnum((UChar32)code) || is_one_of(code, "-_:.")))
			break;
		rest = next;
	}
	s.len -= rest.len;
	while (s.len && str_has(S(".:"), s.ptr[s.len - 1]))
		s.len--;
	return s;
}

/* Whether it names anything is known when all ids are. */
static void note_references(struct builder *b, const struct signs *w)
{
	for (size_t at = 0; at < w->text.len; at++) {
		if (w->text.ptr[at] != '@' || is_word(code_before(w->text, at)))
			continue;
		str id = id_at(str_from(w->text, at + 1));
		if (id.len)
			vec_push(b->arena, &b->resolve->signs,
			         (struct sign_reference){arena_str(b->arena, id),
			                                 place(w, at, id.len + 1)});
	}
}

/* ---- All ---- */

/* Every paragraph passes here: letters take the short way. */
bool signs_possible(str source)
{
	static const bool is_sign[256] = {
	        ['*'] = true, ['_'] = true, ['~'] = true, ['@'] = true, [']'] = true,
	        ['-'] = true, ['['] = true, ['!'] = true, [')'] = true, ['<'] = true,
	        ['`'] = true, ['^'] = true, ['$'] = true};
	for (size_t i = 0; i < source.len; i++) {
		if (!is_sign[(unsigned char)source.ptr[i]])
			continue;
		char c = source.ptr[i], next = i + 1 < source.len ? source.ptr[i + 1] : 0;
		bool pair =
		        (c == '*' || c == '_' || c == '~' || c == '-' || c == '[' || c == '$') &&
		        next == c;
		bool bracket = (c == ']' && next && str_has(S("([ "), next)) ||
		               ((c == '!' || c == ')' || c == '^') && next == '[');
		if (pair || c == '@' || c == '`' || bracket || (c == '<' && next == '!'))
			return true;
	}
	return false;
}

void signs_check(struct builder *b, const struct signs *w)
{
	check_marks(b, w, '*');
	check_marks(b, w, '_');
	check_marks(b, w, '~');
	check_code(b, w);
	check_links(b, w);
	check_other_links(b, w);
	check_others(b, w);
	check_comments(b, w);
	note_references(b, w);
}
