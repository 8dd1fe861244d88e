/* Raw source: the lines of a block, or a scalar of YAML, as one text whose bytes know their places;
 * and the blocks of a draft that hold it. */
#include "text/draft/draft_parts.h"

#include <unicode/uchar.h>

struct draft_block *draft_add(struct draft_reader *r, struct draft_block *parent,
                              enum node_kind kind, struct span at)
{
	struct draft_block *b = arena_make(r->arena, struct draft_block);
	b->kind = kind;
	b->at = at;
	if (parent->last)
		parent->last->next = b;
	else
		parent->first = b;
	parent->last = b;
	return b;
}

/* ---- Out of a file ---- */

/* The lines of a leaf from `piece` on, as one text. */
struct raw draft_join(struct draft_reader *r, const struct leaf *leaf, size_t piece, size_t end)
{
	struct raw raw = {0};
	struct buf text = {0};
	struct origin_builder b = {.arena = r->arena, .file = r->markdown->file};
	for (size_t i = piece; leaf && i < end; i++) {
		const struct markdown_piece *p = &leaf->pieces.at[i];
		if (i > piece) {
			buf_byte(&text, '\n');
			origin_add(&b, 1, leaf->pieces.at[i - 1].off + leaf->pieces.at[i - 1].len,
			           1);
		}
		for (uint32_t pad = 0; pad < p->pad; pad++)
			buf_byte(&text, ' ');
		if (p->pad)
			origin_add(&b, p->pad, p->off ? p->off - 1 : 0, 1);
		buf_put(&text, str_sub(r->markdown->bytes, p->off, p->off + p->len));
		origin_add(&b, p->len, p->off, p->len);
	}
	raw.text = arena_str(r->arena, buf_str(&text));
	raw.origin = origin_built(&b);
	raw.at = origin_span(&raw.origin, 0, raw.text.len);
	buf_drop(&text);
	return raw;
}

/* "text/unclosed-comment": never closed in this paragraph. */
struct raw draft_without_comments(struct draft_reader *r, const struct raw *raw)
{
	struct raw out = *raw;
	size_t open = markdown_drop_comments(r->arena, &out.text, &out.origin);
	if (open == SIZE_MAX)
		return out;
	diag_error(r->diags, origin_span(&out.origin, open, 4), "text/unclosed-comment",
	           "comment is never closed");
	diag_hint(r->diags, "End it with -->; within a paragraph no empty line may stand in it.");
	return out;
}

/* One below the other. */
struct raw draft_joined(struct draft_reader *r, const struct raw *a, const struct raw *b)
{
	struct raw out = *a;
	struct origin_builder o = {.arena = r->arena, .file = a->origin.file};
	origin_add_through(&o, a->text.len, &a->origin, 0, a->text.len);
	origin_add(&o, 1, a->origin.end, 1);
	origin_add_through(&o, b->text.len, &b->origin, 0, b->text.len);
	out.text = arena_printf(r->arena, "%.*s\n%.*s", STR_ARG(a->text), STR_ARG(b->text));
	out.origin = origin_built(&o);
	out.at = origin_span(&out.origin, 0, out.text.len);
	return out;
}

struct raw draft_part(struct draft_reader *r, const struct raw *raw, size_t from, size_t to)
{
	struct raw out = *raw;
	out.text = str_sub(raw->text, from, to);
	out.origin = origin_part(r->arena, &raw->origin, from, to - from);
	out.at = origin_span(&raw->origin, from, to - from);
	return out;
}

struct raw draft_trimmed(struct draft_reader *r, const struct raw *raw)
{
	str inner = str_trim(raw->text);
	size_t from = inner.len ? (size_t)(inner.ptr - raw->text.ptr) : 0;
	return draft_part(r, raw, from, from + inner.len);
}

void draft_raw_context(struct arena *arena, struct raw *raw)
{
	struct attributes a = {0};
	size_t open = raw->text.len;
	if (!str_ends(raw->text, S("}")))
		return;
	while (open && raw->text.ptr[open - 1] != '{')
		open--;
	if (!open || !str_starts(str_from(raw->text, open), S("ctx=")))
		return;
	size_t len = attributes_at_end(arena, raw->text, &raw->origin, &a);
	if (len == raw->text.len || a.n != 1 || a.id.len || a.style.len)
		return;
	raw->context = a.pairs[0].value;
	raw->at = origin_span(&raw->origin, 0, len);
	raw->text = str_sub(raw->text, 0, len);
	raw->origin = origin_part(arena, &raw->origin, 0, len);
}

bool draft_raw_has_words(str text)
{
	size_t depth = 0;
	while (text.len) {
		uint32_t code = utf8_next(&text);
		depth += code == '{';
		depth -= depth && code == '}';
		bool letter = code != UTF8_BAD && u_isalpha((UChar32)code);
		if ((letter && !depth) || (depth && code == ','))
			return true;
	}
	return false;
}

/* ---- Out of YAML ---- */

enum { EXACT = 8192 };   /* yaml_span walks the scalar: longer ones are placed as a whole */

static struct origin exact_origin(struct arena *arena, const struct yaml *y)
{
	struct origin_builder b = {.arena = arena, .file = y->at.file,
	                           .end = y->at.off + y->at.len};
	for (size_t i = 0; i < y->text.len;) {
		str rest = str_from(y->text, i);
		utf8_next(&rest);
		size_t len = (size_t)(rest.ptr - y->text.ptr) - i;
		struct span at = yaml_span(y, i, i + len);
		origin_add(&b, len, at.off, at.len);
		i += len;
	}
	return origin_built(&b);
}

struct raw draft_raw_of_yaml(struct arena *arena, const struct yaml *y, enum segment_kind kind,
                       str context)
{
	struct raw raw = {.kind = kind, .context = context};
	if (!y || y->kind != YAML_SCALAR)
		return raw;
	/* Blocks with | and > end in a line end. */
	raw.text = str_trim_end(y->text);
	raw.at = y->at;
	if (y->text.len == y->at.len || y->text.len > EXACT) {
		struct origin_builder b = {.arena = arena, .file = y->at.file, .end = y->at.off};
		origin_add(&b, y->text.len, y->at.off, y->at.len);
		raw.origin = origin_built(&b);
	} else {
		raw.origin = exact_origin(arena, y);
	}
	raw.origin = origin_part(arena, &raw.origin, 0, raw.text.len);
	markdown_drop_comments(arena, &raw.text, &raw.origin);
	return raw;
}
