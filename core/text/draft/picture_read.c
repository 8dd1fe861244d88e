/* The paragraph that is one picture: ![alt](path "caption"){#fig-id width=50%} */
#include "text/draft/draft.h"

struct picture_reader {
	struct arena *arena;
	const struct raw *raw;
	str text;
	size_t at;
};

static char here(const struct picture_reader *r)
{
	return r->at < r->text.len ? r->text.ptr[r->at] : 0;
}

static bool skip(struct picture_reader *r, const char *what)
{
	if (!str_starts(str_from(r->text, r->at), str_of(what)))
		return false;
	r->at += strlen(what);
	return true;
}

static bool spaces(struct picture_reader *r)
{
	size_t from = r->at;
	while (here(r) == ' ' || here(r) == '\t' || here(r) == '\n')
		r->at++;
	return r->at > from;
}

/* Behind a code span, in which brackets do not count; or behind backticks that open none. */
static void skip_code(struct picture_reader *r)
{
	size_t from = r->at;
	while (here(r) == '`')
		r->at++;
	str ticks = str_sub(r->text, from, r->at);
	for (size_t at = r->at; at < r->text.len; at++) {
		size_t run = at;
		while (run < r->text.len && r->text.ptr[run] == '`')
			run++;
		if (run - at == ticks.len) {
			r->at = run;
			break;
		}
		at = run > at ? run - 1 : at;
	}
	r->at--;
}

/* Up to `close`, which is taken; nested pairs are passed over. False: the text ends before. */
static bool until(struct picture_reader *r, char open, char close, size_t *end)
{
	for (size_t depth = 1; r->at < r->text.len; r->at++) {
		char c = here(r);
		if (c == '\\' && r->at + 1 < r->text.len)
			r->at++;
		else if (c == '`' && close == ']')
			skip_code(r);
		else if (c == close && !--depth) {
			*end = r->at++;
			return true;
		} else if (c == open)
			depth++;
	}
	return false;
}

static struct raw part(const struct picture_reader *r, enum segment_kind kind, size_t from,
                       size_t to)
{
	struct raw out = {.kind = kind, .context = r->raw->context};
	out.text = str_sub(r->text, from, to);
	out.origin = origin_part(r->arena, &r->raw->origin, from, to - from);
	out.at = origin_span(&r->raw->origin, from, to - from);
	return out;
}

/* The title's quotes are escaped in it; for its message they are plain. */
static struct raw unescape(const struct picture_reader *r, size_t from, size_t to, char quote)
{
	struct raw out = part(r, SEGMENT_CAPTION, from, to);
	struct origin_builder b = {.arena = r->arena, .file = out.origin.file};
	struct buf text = {0};
	for (size_t i = from; i < to; i++) {
		bool escape = r->text.ptr[i] == '\\' && i + 1 < to && r->text.ptr[i + 1] == quote;
		origin_add_through(&b, 1, &r->raw->origin, i, escape ? 2 : 1);
		i += escape;
		buf_byte(&text, r->text.ptr[i]);
	}
	out.text = arena_str(r->arena, buf_str(&text));
	out.origin = origin_built(&b);
	buf_drop(&text);
	return out;
}

static bool is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
	       (c >= '{' && c <= '~');
}

static str plain_path(struct arena *arena, str path)
{
	struct buf out = {0};
	for (size_t i = 0; i < path.len; i++) {
		i += path.ptr[i] == '\\' && i + 1 < path.len && is_punctuation(path.ptr[i + 1]);
		buf_byte(&out, path.ptr[i]);
	}
	str done = arena_str(arena, buf_str(&out));
	buf_drop(&out);
	return done;
}

static bool read_target(struct picture_reader *r, struct picture_said *out)
{
	size_t from = r->at, end;
	if (skip(r, "<")) {
		from++;
		if (!until(r, 0, '>', &end))
			return false;
	} else {
		for (size_t depth = 0; r->at < r->text.len; r->at++) {
			char c = here(r);
			if (c == ' ' || c == '\n' || c == '\t' || (c == ')' && !depth))
				break;
			depth += c == '(';
			depth -= c == ')';
			r->at += c == '\\' && r->at + 1 < r->text.len;
		}
		end = r->at < r->text.len ? r->at : r->text.len;
	}
	out->target = plain_path(r->arena, str_sub(r->text, from, end));
	out->target_at = origin_span(&r->raw->origin, from, end - from);
	return true;
}

static bool read_title(struct picture_reader *r, struct picture_said *out)
{
	char quote = here(r);
	if (quote != '"' && quote != '\'')
		return true;
	size_t from = ++r->at, end;
	if (!until(r, 0, quote, &end))
		return false;
	out->caption = unescape(r, from, end, quote);
	return true;
}

bool draft_picture_read(struct arena *arena, const struct raw *raw, struct picture_said *out,
                  struct attributes *attributes)
{
	struct picture_reader r = {arena, raw, raw->text, 0};
	size_t end;
	*out = (struct picture_said){0};
	*attributes = (struct attributes){0};
	if (!skip(&r, "![") || !until(&r, '[', ']', &end) || !skip(&r, "("))
		return false;
	out->alt = part(&r, SEGMENT_ALT, 2, end);
	spaces(&r);
	if (!read_target(&r, out))
		return false;
	if (spaces(&r) && !read_title(&r, out))
		return false;
	spaces(&r);
	if (!skip(&r, ")"))
		return false;
	if (here(&r) == '{')
		r.at += attributes_read(arena, r.text, &raw->origin, r.at, attributes);
	return r.at == r.text.len;
}
