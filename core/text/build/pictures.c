/* Pictures: the paragraph that is one, and what must hold for each. */
#include "base/file.h"
#include "text/build/build.h"
#include "text/draft/draft.h"

/* ---- ![alt](path "caption"){#fig-id width=50%} ---- */

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

/* ---- What must hold ---- */

enum { MOST_PAGES = 9999 };

static bool read_width(str text, double *width)
{
	double percent;
	if (!str_ends(text, S("%")) || !str_to_double(str_sub(text, 0, text.len - 1), &percent))
		return false;
	*width = percent / 100;
	return percent > 0 && percent <= 100;
}

/* The words stand in the brackets, where they are translated; alt="" says that there are none. */
static bool says_decoration(struct builder *b, const struct attributes *a)
{
	const struct attribute *alt = attributes_get(a, "alt");
	if (!alt || !alt->value.len)
		return alt != NULL;
	builder_fail(b);
	diag_error(b->diags, alt->value_at, "text/alt-outside",
	           "a picture's alternative text stands in its brackets");
	diag_hint(b->diags, "Write ![%.*s](...).", STR_ARG(alt->value));
	return false;
}

static bool read_page(str text, uint32_t *page)
{
	int64_t n;
	bool good = str_to_int(str_trim(text), &n) && n >= 1 && n <= MOST_PAGES;
	*page = good ? (uint32_t)n : 0;
	return good;
}

/* "3", or "1-4". */
static bool read_pages(str text, uint32_t *from, uint32_t *to)
{
	str first = str_until(text, '-');
	if (!read_page(first, from))
		return false;
	*to = *from;
	return first.len == text.len || (read_page(str_from(text, first.len + 1), to) && *to >= *from);
}

bool builder_picture_pages(struct builder *b, const struct attributes *a, uint32_t *from,
                           uint32_t *to)
{
	const struct attribute *pages = attributes_get(a, "pages");
	const struct attribute *said = pages ? pages : attributes_get(a, "page");
	*from = *to = 0;
	if (!said || (read_pages(said->value, from, to) && (pages || *from == *to)))
		return true;
	*from = *to = 0;
	builder_fail(b);
	diag_error(b->diags, said->value_at, "text/bad-page", "'%.*s' is no page of a PDF",
	           STR_ARG(said->value));
	diag_hint(b->diags, "Write page=2, or pages=1-3 for pages one after another, which are counted from 1.");
	return false;
}

static void check_attributes(struct builder *b, const struct attributes *a, struct picture *picture)
{
	static const char *const known[] = {"width", "alt", "ctx", "page", "pages", NULL};
	const struct attribute *width = attributes_get(a, "width");
	if (!attributes_check(b->diags, a, known))
		builder_fail(b);
	if (!width || read_width(width->value, &picture->width))
		return;
	builder_fail(b);
	diag_error(b->diags, width->value_at, "text/bad-width", "'%.*s' is no width",
	           STR_ARG(width->value));
	diag_hint(b->diags, "Write a share of the text's width, from 1%% to 100%%.");
}

static void check_file(struct builder *b, const struct picture *picture, str target)
{
	if (file_exists(picture->path))
		return;
	builder_fail(b);
	if (str_find(target, S("://")) != SIZE_MAX) {
		diag_error(b->diags, picture->path_at, "text/missing-picture",
		           "'%.*s' is not a file of the project", STR_ARG(target));
		diag_hint(b->diags, "Save the picture in the project's folder and name that file.");
		return;
	}
	diag_error(b->diags, picture->path_at, "text/missing-picture",
	           "there is no picture '%.*s'", STR_ARG(target));
	diag_hint(b->diags, "Paths count from the folder of strom.yml.");
}

/* Messages are not evaluated in a path, nor shall they be. */
static bool target_ok(struct builder *b, str target, struct span at)
{
	if (!str_has(target, '{'))
		return true;
	builder_fail(b);
	diag_error(b->diags, at, "text/value-in-target", "a value stands in a picture's path");
	diag_hint(b->diags, "Values are text: write the path out.");
	return false;
}

void builder_picture_fill(struct builder *b, strom_node node, str target, struct span target_at,
                          str alt, const struct attributes *a, uint32_t page)
{
	struct picture *picture = arena_make(b->arena, struct picture);
	bool decoration = says_decoration(b, a) || str_eq(a->style, S("decoration"));
	picture->path = path_join(b->arena, b->edition->project->folder, target);
	picture->path_at = target_at;
	picture->page = page;
	check_attributes(b, a, picture);
	if (target_ok(b, target, target_at))
		check_file(b, picture, target);
	struct node *n = node_at(b->edition, node);
	n->picture = picture;
	n->alt = decoration ? S("") : alt;
	n->style = decoration || !a->style.len ? S("") : arena_str(b->arena, a->style);
	n->flags |= decoration ? NODE_DECORATION : 0;
	builder_name_node(b, node, a->id, a->id_at);
	if (decoration || str_trim(alt).len)
		return;
	builder_fail(b);
	diag_error(b->diags, target_at, "text/missing-alt", "picture has no alternative text");
	diag_hint(b->diags, "Say in ![...] what it shows, or mark it as ![](...){alt=\"\"}.");
}
