/* Where code and escapes stand, in which no sign means anything; and comments within a text, as
 * CommonMark 0.31.2 has them (6.6); cmark-gfm, of an earlier version, takes none with two hyphens
 * in it. */
#include "text/markdown/comments.h"

static size_t run_of(str text, size_t at, char c)
{
	size_t n = 0;
	while (at + n < text.len && text.ptr[at + n] == c)
		n++;
	return n;
}

/* Behind a code span that begins at `at`; behind its backticks, where no span does. */
static size_t skip_code(str text, size_t at)
{
	size_t ticks = run_of(text, at, '`'), n;
	for (size_t i = at + ticks; i < text.len; i += n ? n : 1) {
		n = run_of(text, i, '`');
		if (n == ticks)
			return i + n;
	}
	return at + ticks;
}

/* Where the first comment from `at` on begins; text.len: none does. Code and escapes hold none. */
static size_t find(str text, size_t at)
{
	while (at < text.len) {
		if (text.ptr[at] == '\\')
			at += 2;
		else if (text.ptr[at] == '`')
			at = skip_code(text, at);
		else if (str_starts(str_from(text, at), S("<!--")))
			return at;
		else
			at++;
	}
	return text.len;
}

/* Behind a comment; SIZE_MAX: it is never closed. */
static size_t end_of(str text, size_t at)
{
	str inner = str_from(text, at + 4);
	if (str_starts(inner, S(">")))
		return at + 5;
	if (str_starts(inner, S("->")))
		return at + 6;
	size_t end = str_find(inner, S("-->"));
	return end == SIZE_MAX ? SIZE_MAX : at + 4 + end + 3;
}

str markdown_masked(struct arena *arena, str text)
{
	if (!str_has(text, '`') && !str_has(text, '\\'))
		return text;
	char *out = arena_cstr(arena, text);
	for (size_t at = 0; at < text.len;) {
		bool escape =
		        text.ptr[at] == '\\' && at + 1 < text.len && !(text.ptr[at + 1] & 0x80);
		size_t end = escape ? at + 2 : text.ptr[at] == '`' ? skip_code(text, at) : at + 1;
		if (end > at + 1)
			memset(out + at, 'x', end - at);
		at = end;
	}
	return (str){out, text.len};
}

static bool is_space_at(str text, size_t at)
{
	return at >= text.len || text.ptr[at] == ' ' || text.ptr[at] == '\n';
}

static void keep(struct buf *out, struct origin_builder *b, str text, const struct origin *origin,
                 size_t from, size_t to)
{
	buf_put(out, str_sub(text, from, to));
	origin_add_through(b, to - from, origin, from, to - from);
}

size_t markdown_drop_comments(struct arena *arena, str *text, struct origin *origin)
{
	/* Nearly no text has the sign at all. */
	bool none = !str_has(*text, '<') || str_find(*text, S("<!--")) == SIZE_MAX;
	size_t at = none ? text->len : find(*text, 0), from = 0, end = 0;
	struct origin_builder b = {.arena = arena, .file = origin->file, .end = origin->end};
	struct buf out = {0};
	if (at == text->len)
		return SIZE_MAX;
	for (; at < text->len && (end = end_of(*text, at)) != SIZE_MAX; at = find(*text, end)) {
		keep(&out, &b, *text, origin, from, at);
		/* Of the spaces on both sides one is enough. */
		bool spaced = !out.len || is_space_at(buf_str(&out), out.len - 1);
		from = end + (spaced && end < text->len && is_space_at(*text, end));
	}
	size_t open = end == SIZE_MAX ? out.len + at - from : SIZE_MAX;
	keep(&out, &b, *text, origin, from, text->len);
	*text = arena_str(arena, buf_str(&out));
	*origin = origin_built(&b);
	buf_drop(&out);
	return open;
}
