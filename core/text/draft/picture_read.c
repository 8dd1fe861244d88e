/* The paragraph that is one picture: ![alt](path "caption"){#fig-id width=50%}
 *
 * cmark says that it is, and what its path is; where its words stand, which are segments of their
 * own, is found from its end backwards, as all is known to be in order. */
#include "text/draft/draft_parts.h"
#include "text/markdown/marks.h"

struct picture_reader {
	struct draft_reader *r;
	const struct raw *raw;
	str text;                        /* up to its closing bracket */
	size_t at;                       /* what stands behind has been read */
};

static bool is_escaped(str text, size_t at)
{
	size_t n = 0;
	while (n < at && text.ptr[at - n - 1] == '\\')
		n++;
	return n % 2;
}

/* The last byte `c` before `end` that is none of an escape; SIZE_MAX: there is none. */
static size_t last(str text, size_t end, char c)
{
	while (end--)
		if (text.ptr[end] == c && !is_escaped(text, end))
			return end;
	return SIZE_MAX;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void trim(struct picture_reader *p)
{
	while (p->at && is_space(p->text.ptr[p->at - 1]))
		p->at--;
}

static struct raw part(const struct picture_reader *p, enum segment_kind kind, size_t from,
                       size_t to)
{
	struct raw out = draft_part(p->r, p->raw, from, to);
	out.kind = kind;
	return out;
}

/* The title's quotes are escaped in it; for its message they are plain. */
static struct raw unescape(const struct picture_reader *p, size_t from, size_t to, char quote)
{
	struct raw out = part(p, SEGMENT_CAPTION, from, to);
	struct origin_builder b = {.arena = p->r->arena, .file = out.origin.file};
	struct buf text = {0};
	for (size_t i = from; i < to; i++) {
		bool escape = p->text.ptr[i] == '\\' && i + 1 < to && p->text.ptr[i + 1] == quote;
		origin_add_through(&b, 1, &p->raw->origin, i, escape ? 2 : 1);
		i += escape;
		buf_byte(&text, p->text.ptr[i]);
	}
	out.text = arena_str(p->r->arena, buf_str(&text));
	out.origin = origin_built(&b);
	buf_drop(&text);
	return out;
}

/* "caption", 'caption' or (caption), with a space before it. */
static void read_title(struct picture_reader *p, const cmark_node *image, struct picture_said *out)
{
	char close = p->at ? p->text.ptr[p->at - 1] : 0;
	size_t end = p->at - 1, open = close == '"' || close == '\'' || close == ')'
	                             ? last(p->text, end, close == ')' ? '(' : close) : SIZE_MAX;
	bool nothing = open + 1 == end;
	if (open == SIZE_MAX || !open || !is_space(p->text.ptr[open - 1]) ||
	    (!nothing && !image->as.link.title.len))
		return;
	out->caption = unescape(p, open + 1, end, close);
	p->at = open;
	trim(p);
}

/* Where the target begins: behind a bracket that it does not close, or a space; "<" in the other
 * form. */
static size_t target_start(const struct picture_reader *p)
{
	size_t at = p->at, depth = 0, angle = last(p->text, at, '<');
	bool angled = at && p->text.ptr[at - 1] == '>' && angle != SIZE_MAX &&
	              str_ends(str_trim_end(str_sub(p->text, 0, angle)), S("]("));
	if (angled)
		return angle;
	for (; at && !is_space(p->text.ptr[at - 1]); at--) {
		char c = is_escaped(p->text, at - 1) ? 0 : p->text.ptr[at - 1];
		if (c == '(' && !depth)
			break;
		depth += c == ')';
		depth -= c == '(';
	}
	return at;
}

/* ![alt](path): false, where it is written otherwise. */
static bool read_inline(struct picture_reader *p, const cmark_node *image, struct picture_said *out)
{
	if (!str_ends(p->text, S(")")))
		return false;
	p->at = p->text.len - 1;
	trim(p);
	read_title(p, image, out);
	size_t from = target_start(p), angled = from < p->at && p->text.ptr[from] == '<';
	out->target_at = origin_span(&p->raw->origin, from + angled, p->at - from - 2 * angled);
	p->at = from;
	trim(p);
	out->alt = part(p, SEGMENT_ALT, 2, p->at - 2);
	return true;
}

/* ![alt][name], ![alt][] and ![alt]: the path and the caption stand elsewhere. */
static void read_named(struct picture_reader *p, const cmark_node *image, struct picture_said *out)
{
	size_t end = p->text.len - 1, open = last(p->text, end, '[');
	if (open > 1 && open != SIZE_MAX && p->text.ptr[open - 1] == ']')
		end = open - 1;
	out->alt = part(p, SEGMENT_ALT, 2, end);
	out->target_at = p->raw->at;
	str title = {(const char *)image->as.link.title.data, (size_t)image->as.link.title.len};
	struct origin_builder b = {.arena = p->r->arena, .file = p->raw->origin.file};
	origin_add_through(&b, title.len, &p->raw->origin, 0, p->text.len);
	out->caption = *p->raw;
	out->caption.kind = SEGMENT_CAPTION;
	out->caption.text = arena_str(p->r->arena, title);
	out->caption.origin = origin_built(&b);
}

/* The image, when nothing but its attributes stands beside it. */
static cmark_node *alone(cmark_node *paragraph, struct mark **attributes)
{
	cmark_node *image = paragraph->first_child, *next = image ? image->next : NULL;
	*attributes = next ? mark_of(next, MARK_ATTRIBUTES) : NULL;
	bool only =
	        image && image->type == CMARK_NODE_IMAGE && (!next || (*attributes && !next->next));
	return only ? image : NULL;
}

bool draft_picture_read(struct draft_reader *r, const struct raw *raw, struct picture_said *out,
                        struct attributes *attributes)
{
	struct mark *mark;
	*out = (struct picture_said){0};
	*attributes = (struct attributes){0};
	if (!str_starts(raw->text, S("![")) || markdown_much_html(raw->text) != SIZE_MAX)
		return false;
	cmark_node *paragraph =
	        markdown_inlines(r->markdown, r->arena, raw->text, &raw->origin, false);
	cmark_node *image = alone(paragraph, &mark);
	if (image) {
		struct picture_reader p = {r, raw,
		                           mark ? str_sub(raw->text, 0, mark->from) : raw->text, 0};
		if (mark)
			*attributes = mark->attributes;
		out->target = arena_str(r->arena, (str){(const char *)image->as.link.url.data,
		                                        (size_t)image->as.link.url.len});
		if (!read_inline(&p, image, out))
			read_named(&p, image, out);
	}
	cmark_node_free(paragraph);
	return image != NULL;
}
