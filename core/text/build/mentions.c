/* References, citations, links and terms in words that may be printed nowhere, as they are written.
 */
#include "text/build/build.h"

#include "text/markdown/marks.h"

struct mentioning {
	struct builder *b;
	str text;
	const struct origin *origin;
};

static void add(const struct mentioning *m, enum mention_kind kind, str word, size_t from,
                size_t to)
{
	struct mention mention = {kind, arena_str(m->b->arena, word),
	                          origin_span(m->origin, from, to - from)};
	vec_push(m->b->arena, &m->b->resolve->mentions, mention);
}

/* Behind a run of backticks and what it holds; behind a comment. */
static size_t past(str text, size_t at)
{
	if (str_starts(str_from(text, at), S("<!--"))) {
		size_t end = str_find(str_from(text, at), S("-->"));
		return end == SIZE_MAX ? text.len : at + end + 3;
	}
	size_t n = 0;
	while (at + n < text.len && text.ptr[at + n] == '`')
		n++;
	size_t end = n ? str_find(str_from(text, at + n), str_sub(text, at, at + n)) : SIZE_MAX;
	return at + n + (end == SIZE_MAX ? 0 : end + n);
}

static size_t sign(const struct mentioning *m, size_t at)
{
	size_t reference = mark_reference_len(m->text, at);
	size_t len = reference            ? reference
	             : m->b->resolve->csl ? mark_citation_len(m->text, at)
	                                  : 0;
	if (len)
		add(m, reference ? MENTION_REFERENCE : MENTION_CITATION,
		    str_sub(m->text, at + 1, at + len), at, at + len);
	return at + (len ? len : 1);
}

/* [words]{term=name}, [words]{.term} */
static void term(const struct mentioning *m, size_t open, size_t at, size_t end)
{
	str inside = str_sub(m->text, at + 2, end), words = str_sub(m->text, open + 1, at);
	size_t named = str_find(inside, S("term="));
	if (named != SIZE_MAX) {
		words = str_until(str_from(inside, named + 5), ' ');
		bool quoted = words.len && (*words.ptr == '"' || *words.ptr == '\'');
		if (quoted)
			words = str_until(str_from(inside, named + 6), *words.ptr);
	} else if (!str_eq(str_until(str_trim(inside), ' '), S(".term"))) {
		return;
	}
	for (size_t i = 0; i < words.len; i++)
		if (str_has(S("{}*_[]\\<"), words.ptr[i]))
			return;
	add(m, MENTION_TERM, words, open, end + 1);
}

/* ](#id) and ]{...} */
static void behind_bracket(const struct mentioning *m, size_t open, size_t at)
{
	str rest = str_from(m->text, at + 1);
	size_t end = str_find(rest, str_starts(rest, S("{")) ? S("}") : S(")"));
	if (end == SIZE_MAX)
		return;
	if (str_starts(rest, S("(#")) && end > 2)
		add(m, MENTION_LINK, str_until(str_sub(rest, 2, end), ' '), open, at + end + 2);
	else if (str_starts(rest, S("{")))
		term(m, open, at, at + 1 + end);
}

void builder_mention(struct builder *b, str text, const struct origin *origin)
{
	struct mentioning m = {b, text, origin};
	size_t open = 0;
	for (size_t at = 0; at < text.len;) {
		char c = text.ptr[at];
		bool escaped = at && text.ptr[at - 1] == '\\';
		if (c == '`' || (c == '<' && past(text, at) > at)) {
			at = past(text, at);
		} else if (c == '@' && !escaped) {
			at = sign(&m, at);
		} else {
			if (c == ']' && !escaped)
				behind_bracket(&m, open, at);
			open = c == '[' ? at : open;
			at++;
		}
	}
}
