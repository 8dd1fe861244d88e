/* Which inline the attributes belong to: the picture, link or code before them, or the brackets
 * that they close, which become a span; and which citations stand between brackets. */
#include "text/markdown/marks.h"

/* "\\[" and "&#91;" take more bytes than they give. Columns alone tell, so that this can be asked
 * before the lines above are done. */
bool mark_is_escaped(cmark_node *n)
{
	return n->end_column - n->start_column + 1 > n->as.literal.len;
}

bool mark_is_bracket(cmark_node *n, const char *text)
{
	str literal = {(const char *)n->as.literal.data, (size_t)n->as.literal.len};
	return n->type == CMARK_NODE_TEXT && str_eq(literal, str_of(text)) && !mark_is_escaped(n);
}

static bool takes_attributes(cmark_node *n)
{
	return n->type == CMARK_NODE_IMAGE || n->type == CMARK_NODE_LINK ||
	       n->type == CMARK_NODE_CODE;
}

static cmark_node *opening(cmark_node *closing)
{
	size_t depth = 0;
	for (cmark_node *n = closing->prev; n; n = n->prev) {
		bool picture = mark_is_bracket(n, "![");
		if (mark_is_bracket(n, "]"))
			depth++;
		else if ((picture || mark_is_bracket(n, "[")) && !depth--)
			return picture ? NULL : n;
	}
	return NULL;
}

/* "[", nodes, "]", attributes become a span that holds the nodes. */
static cmark_node *make_span(cmark_node *open, cmark_node *close, cmark_node *attributes)
{
	struct mark *mark = attributes->user_data;
	cmark_node *span = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
	mark->kind = MARK_SPAN;
	span->user_data = mark;
	cmark_node_insert_before(open, span);
	while (open->next != close)
		cmark_node_append_child(span, open->next);
	cmark_node_free(open);
	cmark_node_free(close);
	cmark_node_free(attributes);
	return span;
}

struct mark *mark_of(cmark_node *n, enum mark_kind kind)
{
	struct mark *mark = n->type == CMARK_NODE_CUSTOM_INLINE ? n->user_data : NULL;
	return mark && mark->kind == kind ? mark : NULL;
}

/* Gives attributes to what stands before them. Returns the node to go on behind. */
static cmark_node *attach(cmark_node *n)
{
	cmark_node *before = n->prev, *open;
	if (before && takes_attributes(before) && !before->user_data) {
		before->user_data = n->user_data;
		cmark_node_free(n);
		return before;
	}
	if (!before || !mark_is_bracket(before, "]") || !(open = opening(before)))
		return n;
	return make_span(open, before, n);
}

void marks_settle(cmark_node *first)
{
	for (cmark_node *n = first; n; n = n->next)
		if (mark_of(n, MARK_ATTRIBUTES))
			n = attach(n);
}

/* ---- ~~so~~ ---- */

void marks_settle_strikes(cmark_node *parent)
{
	cmark_node *open = NULL, *next;
	for (cmark_node *n = parent->first_child; n; n = next) {
		struct mark *close = mark_of(n, MARK_STRIKE);
		next = n->next;
		if (!close || close->grouped)
			continue;
		if (!open || n == open->next || !close->closes) {
			open = close->opens ? n : open;
			continue;
		}
		while (open->next != n)
			cmark_node_append_child(open, open->next);
		struct mark *mark = open->user_data;
		mark->grouped = true;
		mark->len = close->from + close->len - mark->from;
		cmark_node_free(n);
		open = NULL;
	}
}

/* ---- Citations ---- */

static cmark_node *closing(cmark_node *n)
{
	size_t depth = 0;
	for (n = n->next; n; n = n->next) {
		if (mark_is_bracket(n, "[") || mark_is_bracket(n, "!["))
			depth++;
		else if (mark_is_bracket(n, "]") && !depth--)
			return n;
	}
	return NULL;
}

/* "[see -@smith]": the hyphen leaves the name out. */
static bool takes_hyphen(cmark_node *before)
{
	str text = {NULL, 0};
	if (before->type == CMARK_NODE_TEXT)
		text = (str){(const char *)before->as.literal.data, (size_t)before->as.literal.len};
	if (!str_ends(text, S("-")) || mark_is_escaped(before))
		return false;
	before->as.literal.len--;
	return true;
}

static void group(cmark_node *open, cmark_node *close)
{
	for (cmark_node *n = open->next; n != close; n = n->next) {
		struct mark *mark = mark_of(n, MARK_CITATION);
		if (!mark)
			continue;
		mark->grouped = true;
		mark->year = takes_hyphen(n->prev);
	}
	cmark_node_set_literal(open, "(");
	cmark_node_set_literal(close, ")");
}

void marks_settle_citations(cmark_node *first)
{
	for (cmark_node *n = first; n; n = n->next) {
		struct mark *mark = mark_of(n, MARK_CITATION);
		cmark_node *open = mark && !mark->grouped ? opening(n) : NULL;
		cmark_node *close = open ? closing(n) : NULL;
		if (close)
			group(open, close);
	}
}

/* ---- References, as Quarto has them: [words @tbl-x], [-@tbl-x], [@tbl-x; @tbl-y] ---- */

static bool holds_citation(const cmark_node *open, const cmark_node *close)
{
	for (cmark_node *n = open->next; n != close; n = n->next)
		if (mark_of(n, MARK_CITATION))
			return true;
	return false;
}

/* Parts a text: what stands behind its first `len` bytes becomes a text of its own. */
static cmark_node *part_text(struct arena *arena, cmark_node *n, size_t len)
{
	cmark_node *rest = cmark_node_new(CMARK_NODE_TEXT);
	str text = {(const char *)n->as.literal.data, (size_t)n->as.literal.len};
	const char *first = arena_cstr(arena, str_sub(text, 0, len));
	cmark_node_set_literal(rest, arena_cstr(arena, str_from(text, len)));
	rest->start_line = n->start_line, rest->end_line = n->end_line;
	rest->start_column = n->start_column + (int)len, rest->end_column = n->end_column;
	cmark_node_set_literal(n, first);
	n->end_column = rest->start_column - 1;
	cmark_node_insert_after(n, rest);
	return rest;
}

/* Where the words of a reference begin: behind a semicolon and its space, or where the brackets
 * open. */
static cmark_node *words_of(struct arena *arena, cmark_node *open, cmark_node *ref)
{
	for (cmark_node *n = ref->prev; n != open; n = n->prev) {
		str text = n->type == CMARK_NODE_TEXT ? (str){(const char *)n->as.literal.data,
		                                              (size_t)n->as.literal.len}
		                                      : S("");
		size_t at = text.len;
		while (at && text.ptr[at - 1] != ';')
			at--;
		if (mark_of(n, MARK_REFERENCE))
			return n->next;
		if (!at || mark_is_escaped(n))
			continue;
		at += at < text.len && text.ptr[at] == ' ';
		return at < text.len ? part_text(arena, n, at) : n->next;
	}
	return open->next;
}

static bool has_words(cmark_node *from, const cmark_node *ref)
{
	for (; from != ref; from = from->next)
		if (from->type != CMARK_NODE_TEXT ||
		    str_trim((str){(const char *)from->as.literal.data,
		                   (size_t)from->as.literal.len})
		            .len)
			return true;
	return false;
}

static void take_words(struct arena *arena, cmark_node *open, cmark_node *ref, struct mark *mark)
{
	bool hyphen = ref->prev != open && takes_hyphen(ref->prev);
	cmark_node *from = words_of(arena, open, ref);
	bool words = has_words(from, ref);
	mark->grouped = true;
	mark->bare = hyphen || words;
	for (cmark_node *next; words && from != ref; from = next) {
		next = from->next;
		cmark_node_append_child(ref, from);
	}
}

void marks_settle_references(struct arena *arena, cmark_node *parent)
{
	for (cmark_node *n = parent->first_child; n; n = n->next) {
		struct mark *mark = mark_of(n, MARK_REFERENCE);
		cmark_node *open = mark && !mark->grouped ? opening(n) : NULL;
		cmark_node *close = open ? closing(n) : NULL;
		if (!close || holds_citation(open, close))
			continue;
		for (cmark_node *ref = n; ref != close; ref = ref->next)
			if (mark_of(ref, MARK_REFERENCE))
				take_words(arena, open, ref, mark_of(ref, MARK_REFERENCE));
		cmark_node_free(open);
		cmark_node_free(close);
	}
}
