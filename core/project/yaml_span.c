/* Where a character of an evaluated scalar stands in the file.
 *
 * Escapes, folded lines and indentation make the text shorter than its source. The source is
 * walked beside the text, only when somebody asks: that is, for an error message. */
#include "project/yaml_parts.h"

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* libfyaml's marks of what it refuses may lie beyond the end. */
struct span yaml_place(const struct yaml_source *s, size_t from, size_t to)
{
	struct span at = {.file = s->base.file};
	from = smaller(from, s->bytes.len);
	to = to < from ? from : smaller(to, s->bytes.len);
	at.off = s->map ? s->map(s->context, from) : s->base.off + from;
	uint64_t end = s->map ? s->map(s->context, to) : s->base.off + to;
	uint64_t len = end > at.off ? end - at.off : 0;
	at.len = len < UINT32_MAX ? (uint32_t)len : UINT32_MAX;
	return at;
}

enum yaml_style { PLAIN, SINGLE, DOUBLE, BLOCK };

struct span_walk {
	str raw, text;
	size_t r, i;              /* the next character of both */
	size_t end;               /* in raw: after the last character that was taken */
	enum yaml_style style;
};

static enum yaml_style style_of(const struct yaml *y)
{
	if (!y->quoted)
		return PLAIN;
	char before = y->raw ? y->source->bytes.ptr[y->raw - 1] : 0;
	return before == '"' ? DOUBLE : before == '\'' ? SINGLE : BLOCK;
}

static char raw_at(const struct span_walk *w, size_t r)
{
	return r < w->raw.len ? w->raw.ptr[r] : 0;
}

static char text_at(const struct span_walk *w, size_t i)
{
	return i < w->text.len ? w->text.ptr[i] : 0;
}

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* White space of the source with a line break in it becomes a space, breaks, or nothing. */
static bool at_fold(const struct span_walk *w)
{
	size_t r = w->r;
	while (w->style != BLOCK && is_blank(raw_at(w, r)))
		r++;
	return is_break(raw_at(w, r));
}

static size_t leading_spaces(str s, size_t from)
{
	size_t n = 0;
	while (from + n < s.len && s.ptr[from + n] == ' ')
		n++;
	return n;
}

/* Over the source's white space; then back over the spaces that belong to the text, which are
 * those of a line deeper than its block. */
static void skip_space(struct span_walk *w)
{
	size_t line = w->r;
	for (; is_blank(raw_at(w, w->r)) || is_break(raw_at(w, w->r)); w->r++)
		if (is_break(w->raw.ptr[w->r]))
			line = w->r + 1;
	if (w->style != BLOCK)
		return;
	size_t own = leading_spaces(w->text, w->i), there = w->r - line;
	w->r -= own < there ? own : there;
}

static void take_fold(struct span_walk *w)
{
	size_t i = w->i;
	while (text_at(w, w->i) == '\n')
		w->i++;
	if (w->i == i && text_at(w, w->i) == ' ')
		w->i++;
	w->end = w->r + 1;
	skip_space(w);
}

static size_t escape_length(char c)
{
	return c == 'x' ? 4 : c == 'u' ? 6 : c == 'U' ? 10 : 2;
}

static void take_one(struct span_walk *w)
{
	str rest = str_from(w->text, w->i);
	utf8_next(&rest);
	size_t bytes = w->text.len - w->i - rest.len, raw = bytes;
	if (w->style == DOUBLE && raw_at(w, w->r) == '\\')
		raw = escape_length(raw_at(w, w->r + 1));
	else if (w->style == SINGLE && raw_at(w, w->r) == '\'')
		raw = 2;
	w->i += bytes;
	w->r += raw;
	w->end = w->r;
}

/* A backslash at the end of a line joins it with the next. */
static bool at_join(const struct span_walk *w)
{
	return w->style == DOUBLE && raw_at(w, w->r) == '\\' && is_break(raw_at(w, w->r + 1));
}

static void take(struct span_walk *w)
{
	if (at_join(w)) {
		w->r++;
		skip_space(w);
	} else if (at_fold(w)) {
		take_fold(w);
	} else {
		take_one(w);
	}
}

static void walk_to(struct span_walk *w, size_t target)
{
	while (w->i < target && w->r < w->raw.len)
		take(w);
}

/* At the first character that is not a block's leading line end; `most` bounds it. */
static struct span_walk begin(const struct yaml *y, size_t most)
{
	struct span_walk w = {.raw = str_sub(y->source->bytes, y->raw, y->raw + y->raw_len),
	                      .text = y->text, .style = style_of(y)};
	if (w.style == BLOCK) {
		while (text_at(&w, w.i) == '\n' && w.i < most)
			w.i++;
		skip_space(&w);
	}
	return w;
}

static bool has_places(const struct yaml *y)
{
	return y->source && (y->kind == YAML_SCALAR || y->kind == YAML_NULL);
}

struct span yaml_span(const struct yaml *y, size_t from, size_t to)
{
	if (!has_places(y))
		return y->at;
	from = from < y->text.len ? from : y->text.len;
	to = to < from ? from : to < y->text.len ? to : y->text.len;
	struct span_walk w = begin(y, from);
	walk_to(&w, from);
	size_t start = w.r < w.raw.len ? w.r : w.raw.len;
	if (from == w.text.len && w.end)
		start = w.end;
	w.end = start;
	walk_to(&w, to);
	/* A letter of several bytes may be taken where the source has fewer left. */
	size_t end = smaller(w.end, w.raw.len);
	start = smaller(start, w.raw.len);
	return yaml_place(y->source, y->raw + start, y->raw + (end > start ? end : start));
}

str yaml_lines(struct arena *arena, const struct yaml *y)
{
	if (!has_places(y))
		return y->text;
	char *lines = arena_cstr(arena, y->text);
	for (struct span_walk w = begin(y, y->text.len); w.i < w.text.len && w.r < w.raw.len;) {
		size_t i = w.i;
		bool fold = !at_join(&w) && at_fold(&w);
		take(&w);
		if (fold && w.i == i + 1 && lines[i] == ' ')
			lines[i] = '\n';
	}
	return (str){lines, y->text.len};
}
