/* Evaluated text into inline nodes.
 *
 * cmark parses one paragraph that is made by hand: its block parser never sees the text, so that a
 * text which begins with "1." or "#" or four spaces stays a text. */
#include "text/build/inlines_parts.h"
#include "text/markdown/addresses.h"
#include "text/markdown/typography.h"

static void convert_all(struct converter *c, strom_node parent, cmark_node *first);

void inlines_inside(struct converter *c, strom_node node, cmark_node *first)
{
	if (c->depth == MARKDOWN_DEPTH) {
		diag_error(c->builder->diags, inlines_span(c, c->cursor, c->cursor),
		           "text/too-deep",
		           "emphasis, links and spans are nested more than 64 deep");
		diag_hint(c->builder->diags, "Flatten the nesting.");
		return;
	}
	c->depth++;
	convert_all(c, node, first);
	inlines_flush(c, node);
	c->depth--;
}

/* ---- Text ---- */

/* n: a text; any other node, and a sign that is escaped, is opaque. */
static void keep_typed(struct converter *c, cmark_node *n, size_t from)
{
	str text = {(const char *)n->as.literal.data, (size_t)n->as.literal.len};
	bool read = n->type == CMARK_NODE_TEXT && !mark_is_escaped(n);
	const struct mark *strike = mark_of(n, MARK_STRIKE);
	if (strike)
		text = S("~~"), read = true, from = strike->from;
	vec_push(c->builder->scratch, &c->places, (struct sign_place){c->typed.len, from});
	buf_put(&c->typed, read ? text : n->type == CMARK_NODE_SOFTBREAK ? S(" ") : S("\uFFFC"));
}

static void convert_text(struct converter *c, cmark_node *n)
{
	size_t from = inlines_start(c, n), to = inlines_end(c, n);
	if (c->signs_wanted)
		keep_typed(c, n, from);
	inlines_put(c, inlines_values(c, n->as.literal), from, to);
	c->cursor = to;
}

static void convert_code(struct converter *c, strom_node parent, cmark_node *n)
{
	size_t from = inlines_start(c, n), to = inlines_end(c, n);
	const struct mark *mark = n->user_data;
	str text = inlines_values(c, n->as.literal);
	c->cursor = to;
	if (c->plain) {
		buf_put(&c->text, text);
	} else {
		inlines_flush(c, parent);
		strom_node code = inlines_node(c, parent, NODE_CODE, from, to);
		strom_node inner = inlines_node(c, code, NODE_TEXT, from, to);
		node_edit(c->builder->edition, inner)->text = arena_str(c->builder->arena, text);
		if (mark)
			node_edit(c->builder->edition, code)->style =
			        inlines_kept(c, mark->attributes.style);
	}
	c->space = false;
}

static bool is_line_break(str html)
{
	str inner = str_sub(html, 1, html.len - 1);
	bool named = inner.len > 1 && (inner.ptr[0] | 0x20) == 'b' && (inner.ptr[1] | 0x20) == 'r';
	inner = str_trim(str_from(inner, 2));
	return named && (!inner.len || str_eq(inner, S("/")));
}

/* A line ends here, and so do its last spaces. */
static void end_line(struct converter *c, strom_node parent, size_t from)
{
	if (c->plain) {
		inlines_put(c, S(" "), from, c->cursor);
		return;
	}
	inlines_trim(c);
	inlines_flush(c, parent);
	inlines_node(c, parent, NODE_BREAK, from, c->cursor);
	c->space = true;
}

/* What Markdown has for a tag. */
static const char *hint_for(str tag)
{
	static const struct { const char *name, *hint; } known[] = {
		{"sub", "Write ~2~ for what stands below the line: CO~2~."},
		{"sup", "Write ^2^ for what stands above the line: m^2^."},
		{"s", "Write ~~words~~ for what is struck through."},
		{"del", "Write ~~words~~ for what is struck through."},
		{"strike", "Write ~~words~~ for what is struck through."},
		{"i", "Write *words* for emphasis."},
		{"em", "Write *words* for emphasis."},
		{"b", "Write **words** for what is strong."},
		{"strong", "Write **words** for what is strong."},
		{"code", "Write `words` for code."},
		{"a", "Write [words](https://example.org) for a link."},
		{"img", "Write ![what it shows](path) for a picture."},
	};
	str name = str_from(tag, str_starts(tag, S("</")) ? 2 : 1);
	size_t len = 0;
	while (len < name.len && !str_has(S(" \t\n/>"), name.ptr[len]))
		len++;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strlen(known[i].name) == len && !strncasecmp(name.ptr, known[i].name, len))
			return known[i].hint;
	return "Write \\< for the sign itself, or use [text]{.class}.";
}

/* Of HTML there is <br> alone, in cells, where Markdown has no other sign for it. */
static void convert_html(struct converter *c, strom_node parent, cmark_node *n)
{
	str literal = {(const char *)n->as.literal.data, (size_t)n->as.literal.len};
	size_t from = inlines_start(c, n);
	bool line_break = is_line_break(literal);
	c->cursor = inlines_end(c, n);
	if (line_break && c->here.cell) {
		end_line(c, parent, from);
		return;
	}
	diag_error(c->builder->diags, inlines_span(c, from, c->cursor), "text/raw-html",
	           "raw HTML is not allowed");
	diag_hint(c->builder->diags, "%s",
	          line_break ? "End the line with a backslash; <br> is for the cells of tables."
	                     : hint_for(literal));
}

/* ---- All of it ---- */

static void convert_wrap(struct converter *c, strom_node parent, cmark_node *n)
{
	size_t from = c->cursor;
	enum node_kind kind = n->type == CMARK_NODE_EMPH ? NODE_EMPH : NODE_STRONG;
	if (c->plain) {
		inlines_inside(c, parent, n->first_child);
		return;
	}
	inlines_flush(c, parent);
	strom_node wrap = inlines_node(c, parent, kind, from, from);
	inlines_inside(c, wrap, n->first_child);
	c->cursor = inlines_clamp(c, c->cursor + (kind == NODE_EMPH ? 1 : 2));
	node_edit(c->builder->edition, wrap)->span = inlines_span(c, from, c->cursor);
}

static void convert_break(struct converter *c, strom_node parent, bool hard)
{
	size_t from = c->cursor;
	inlines_newline(c);
	if (hard)
		end_line(c, parent, from);
	else
		inlines_put(c, S(" "), from, c->cursor);
}

static void convert(struct converter *c, strom_node parent, cmark_node *n)
{
	bool holds = n->first_child && n->type != CMARK_NODE_IMAGE;
	if (c->signs_wanted && n->type != CMARK_NODE_TEXT && !holds)
		keep_typed(c, n, c->cursor);
	switch (n->type) {
	case CMARK_NODE_TEXT:
		convert_text(c, n);
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		convert_break(c, parent, n->type == CMARK_NODE_LINEBREAK);
		break;
	case CMARK_NODE_CODE:
		convert_code(c, parent, n);
		break;
	case CMARK_NODE_HTML_INLINE:
		convert_html(c, parent, n);
		break;
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
		convert_wrap(c, parent, n);
		break;
	case CMARK_NODE_LINK:
		inlines_link(c, parent, n);
		break;
	case CMARK_NODE_IMAGE:
		inlines_image(c, parent, n);
		break;
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		inlines_note(c, parent, n);
		break;
	case CMARK_NODE_CUSTOM_INLINE:
		inlines_mark(c, parent, n);
		break;
	default:
		break;
	}
}

static void convert_all(struct converter *c, strom_node parent, cmark_node *first)
{
	cmark_node *above = first ? first->parent : NULL;
	if (!above)
		return;
	marks_settle(first);
	marks_settle_strikes(above);
	if (c->builder->resolve->csl)
		marks_settle_citations(above->first_child);
	marks_settle_references(c->builder->scratch, above);
	for (cmark_node *n = above->first_child; n; n = n->next)
		convert(c, parent, n);
}

static cmark_node *parse(struct converter *c)
{
	cmark_node *paragraph =
	        markdown_inlines(c->here.draft->markdown, c->builder->scratch, c->source,
	                         &c->origin, c->builder->resolve->csl != NULL);
	const struct language *language = c->here.voice.typography;
	if (language && !c->here.plain)
		typography_inlines(c->builder->scratch, language, paragraph, c->source);
	return paragraph;
}

static bool html_ok(struct converter *c)
{
	size_t at = markdown_much_html(c->source);
	return at == SIZE_MAX || diag_error(c->builder->diags, inlines_span(c, at, at + 2),
	                                    "text/raw-html", "raw HTML is not allowed");
}

static bool begin(struct converter *c)
{
	str text = c->message->text;
	struct origin origin = c->message->origin;
	size_t open = markdown_drop_comments(c->builder->scratch, &text, &origin);
	if (open == SIZE_MAX)
		markdown_link_addresses(c->builder->scratch, &text, &origin);
	c->source = str_trim(text);
	size_t start = c->source.len ? (size_t)(c->source.ptr - text.ptr) : 0;
	c->origin = origin_part(c->builder->scratch, &origin, start, c->source.len);
	c->space = true;
	c->signs_wanted = !c->here.plain && signs_possible(c->source);
	vec_push(c->builder->scratch, &c->bases, 0);
	if (open != SIZE_MAX) {
		diag_error(c->builder->diags, origin_span(&origin, open, 4),
		           "text/unclosed-comment", "comment is never closed");
		diag_hint(c->builder->diags, "End it with -->, or write \\< for the sign.");
		return false;
	}
	if (c->source.len <= MARKDOWN_SEGMENT)
		return c->source.len > 0 && html_ok(c);
	diag_error(c->builder->diags, inlines_span(c, 0, 0), "text/too-long",
	           "text has more than 32768 bytes");
	diag_hint(c->builder->diags, "Split the paragraph.");
	return false;
}

static void finish(struct converter *c)
{
	struct signs words = {buf_str(&c->typed), c->places.at, c->places.n, &c->origin, false};
	if (c->signs_wanted)
		signs_check(c->builder, &words);
	buf_drop(&c->typed);
	buf_drop(&c->text);
}

void inlines_add(struct builder *b, struct here here, strom_node parent,
                 const struct message_text *text)
{
	struct converter c = {.builder = b, .here = here, .message = text, .lang = here.voice.lang};
	if (!begin(&c))
		return;
	cmark_node *paragraph = parse(&c);
	convert_all(&c, parent, paragraph->first_child);
	inlines_trim(&c);
	inlines_flush(&c, parent);
	cmark_node_free(paragraph);
	finish(&c);
}

str inlines_plain(struct builder *b, struct here here, const struct message_text *text)
{
	struct converter c = {.builder = b,
	                      .here = here,
	                      .message = text,
	                      .lang = here.voice.lang,
	                      .plain = true};
	if (!begin(&c))
		return S("");
	cmark_node *paragraph = parse(&c);
	convert_all(&c, 0, paragraph->first_child);
	inlines_trim(&c);
	str out = arena_str(b->arena, buf_str(&c.text));
	cmark_node_free(paragraph);
	finish(&c);
	return out;
}
