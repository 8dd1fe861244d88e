/* Evaluated text into inline nodes.
 *
 * cmark parses one paragraph that is made by hand: its block parser never sees the text, so that a
 * text which begins with "1." or "#" or four spaces stays a text. cmark counts a text's columns
 * from the last line end that it met outside of code, links and backslash breaks; `bases` holds
 * those line ends, and so every node's offset is exact. */
#include "text/build/build.h"
#include "text/draft/draft.h"
#include "text/markdown/marks.h"
#include "text/markdown/typography.h"

struct converter {
	struct builder *builder;
	struct here here;
	const struct message_text *message;
	struct origin origin;            /* of source */
	str source;                      /* what cmark parsed */
	vec(size_t) bases;
	size_t cursor;                   /* all before it is done */
	uint16_t lang;
	unsigned depth;
	bool space;                      /* a space would be one too many here */
	struct buf text;                 /* of the TEXT node to come */
	size_t text_from, text_to;
	bool plain;                      /* no nodes: text alone */
};

static struct span span_of(const struct converter *c, size_t from, size_t to)
{
	return origin_span(&c->origin, from, to > from ? to - from : 0);
}

/* ---- Places ---- */

static size_t clamp(const struct converter *c, size_t at)
{
	return at < c->source.len ? at : c->source.len;
}

static size_t offset(const struct converter *c, int line, int column)
{
	size_t i = line > 0 ? (size_t)line - 1 : 0;
	size_t base = c->bases.at[i < c->bases.n ? i : c->bases.n - 1];
	return clamp(c, base + (column > 0 ? (size_t)column : 0));
}

static size_t node_start(const struct converter *c, cmark_node *n)
{
	size_t at = offset(c, n->start_line, n->start_column - 1);
	/* Backticks that open nothing are counted from behind them. */
	if (n->type == CMARK_NODE_TEXT && n->as.literal.len && n->as.literal.data[0] == '`')
		return at > (size_t)n->as.literal.len ? at - (size_t)n->as.literal.len : 0;
	return at;
}

static size_t node_end(const struct converter *c, cmark_node *n)
{
	return offset(c, n->end_line, n->end_column);
}

static void newline(struct converter *c)
{
	size_t at = c->cursor;
	while (at < c->source.len && c->source.ptr[at] != '\n')
		at++;
	bool backslash = at && c->source.ptr[at - 1] == '\\';
	c->cursor = clamp(c, at + 1);
	if (!backslash)
		vec_push(c->builder->scratch, &c->bases, c->cursor);
}

/* ---- Nodes and text ---- */

static strom_node add(struct converter *c, strom_node parent, enum node_kind kind, size_t from,
                      size_t to)
{
	strom_node n = edition_add(c->builder->edition, parent, kind, span_of(c, from, to));
	node_at(c->builder->edition, n)->lang = c->lang;
	return n;
}

static void flush(struct converter *c, strom_node parent)
{
	if (c->plain || !c->text.len)
		return;
	strom_node n = add(c, parent, NODE_TEXT, c->text_from, c->text_to);
	node_at(c->builder->edition, n)->text = arena_str(c->builder->arena, buf_str(&c->text));
	buf_clear(&c->text);
}

static void trim(struct converter *c)
{
	if (c->text.len && c->text.ptr[c->text.len - 1] == ' ')
		c->text.len--;
}

/* White space collapses, across nodes too. */
static void put(struct converter *c, str text, size_t from, size_t to)
{
	if (!c->text.len)
		c->text_from = from;
	c->text_to = to;
	buf_room(&c->text, text.len);
	char *out = c->text.ptr + c->text.len;
	bool before = c->space;
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];
		bool space = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
		if (!space)
			*out++ = byte;
		else if (!before)
			*out++ = ' ';
		before = space;
	}
	c->space = before;
	if (text.len)
		c->text.len = (size_t)(out - c->text.ptr);
}

static str plain(const struct converter *c, cmark_chunk chunk)
{
	str raw = {(const char *)chunk.data, (size_t)chunk.len};
	return message_plain(c->builder->scratch, c->message, raw);
}

/* A part of the text, which goes with its block. */
static str kept(const struct converter *c, str part)
{
	return part.len ? arena_str(c->builder->arena, part) : part;
}

static void convert_all(struct converter *c, strom_node parent, cmark_node *first);

static void inside(struct converter *c, strom_node node, cmark_node *first)
{
	if (c->depth == MARKDOWN_DEPTH) {
		diag_error(c->builder->diags, span_of(c, c->cursor, c->cursor), "text/too-deep",
		     "emphasis, links and spans are nested more than 64 deep");
		diag_hint(c->builder->diags, "Flatten the nesting.");
		return;
	}
	c->depth++;
	convert_all(c, node, first);
	flush(c, node);
	c->depth--;
}

/* ---- Text ---- */

static void convert_text(struct converter *c, cmark_node *n)
{
	size_t from = node_start(c, n), to = node_end(c, n);
	put(c, plain(c, n->as.literal), from, to);
	c->cursor = to;
}

static void convert_code(struct converter *c, strom_node parent, cmark_node *n)
{
	size_t from = node_start(c, n), to = node_end(c, n);
	const struct mark *mark = n->user_data;
	str text = plain(c, n->as.literal);
	c->cursor = to;
	if (c->plain) {
		buf_put(&c->text, text);
	} else {
		flush(c, parent);
		strom_node code = add(c, parent, NODE_CODE, from, to);
		strom_node inner = add(c, code, NODE_TEXT, from, to);
		node_at(c->builder->edition, inner)->text = arena_str(c->builder->arena, text);
		if (mark)
			node_at(c->builder->edition, code)->style = kept(c, mark->attributes.style);
	}
	c->space = false;
}

static void convert_html(struct converter *c, cmark_node *n)
{
	str literal = {(const char *)n->as.literal.data, (size_t)n->as.literal.len};
	size_t from = node_start(c, n);
	c->cursor = node_end(c, n);
	if (str_starts(literal, S("<!--")))
		return;
	diag_error(c->builder->diags, span_of(c, from, c->cursor), "text/raw-html", "raw HTML is not allowed");
	diag_hint(c->builder->diags, "Write \\< for the sign itself, or use [text]{.class}.");
}

/* ---- Links and pictures ---- */

/* The target's own place, where it is written so. */
static struct span target_at(const struct converter *c, str target, size_t from, size_t to)
{
	for (size_t at = to; target.len && at >= from + target.len; at--) {
		size_t start = at - target.len;
		if (str_eq(str_sub(c->source, start, at), target))
			return span_of(c, start, at);
	}
	return span_of(c, from, to);
}

static bool has_scheme(str url)
{
	static const char *const schemes[] = {"https://", "http://", "mailto:", "tel:"};
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_starts(url, str_of(schemes[i])) && url.len > strlen(schemes[i]))
			return true;
	return url.len > 1 && url.ptr[0] == '#';
}

static bool target_ok(struct converter *c, str url, struct span at)
{
	if (message_has_value(url)) {
		diag_error(c->builder->diags, at, "text/value-in-target", "a value stands in a link's or picture's target");
		diag_hint(c->builder->diags, "Values are text: write the target out.");
		return false;
	}
	if (url.len <= MARKDOWN_TARGET)
		return true;
	diag_error(c->builder->diags, at, "text/too-long", "target has more than 2048 bytes");
	return false;
}

static void link_ok(struct converter *c, str url, struct span at)
{
	if (!target_ok(c, url, at) || has_scheme(url))
		return;
	diag_error(c->builder->diags, at, "text/bad-link", "'%.*s' is no link's target", STR_ARG(url));
	diag_hint(c->builder->diags,
	          "Write https://, http://, mailto: or tel: before it, or #id for a place in this "
	          "document.");
}

static str chunk_str(struct arena *arena, cmark_chunk chunk)
{
	return arena_str(arena, (str){(const char *)chunk.data, (size_t)chunk.len});
}

/* Emphasis marks that cmark used up may stand before the bracket. */
static size_t link_start(const struct converter *c)
{
	size_t at = c->cursor;
	while (at < c->source.len && (c->source.ptr[at] == '*' || c->source.ptr[at] == '_'))
		at++;
	return at;
}

static bool is_autolink(const struct converter *c, cmark_node *n)
{
	cmark_node *child = n->first_child;
	if (!child || child->next || child->type != CMARK_NODE_TEXT)
		return false;
	size_t at = node_start(c, child);
	return at && c->source.ptr[at - 1] == '<';
}

static void convert_link(struct converter *c, strom_node parent, cmark_node *n)
{
	struct builder *b = c->builder;
	const struct mark *mark = n->user_data;
	bool autolink = is_autolink(c, n);
	size_t from = link_start(c);
	str url = chunk_str(b->arena, n->as.link.url);
	if (c->plain) {
		inside(c, parent, n->first_child);
		c->cursor = autolink ? clamp(c, c->cursor + 1) : node_end(c, n);
		return;
	}
	flush(c, parent);
	strom_node link = add(c, parent, NODE_LINK, from, from);
	inside(c, link, n->first_child);
	c->cursor = autolink ? clamp(c, c->cursor + 1) : node_end(c, n);
	struct node *node = node_at(b->edition, link);
	node->span = span_of(c, from, c->cursor);
	node->target = url;
	node->alt = arena_str(b->arena, plain(c, n->as.link.title));
	if (mark)
		node->style = kept(c, mark->attributes.style);
	link_ok(c, url, target_at(c, url, from, c->cursor));
}

/* The alt text is the picture's inlines without their markup. */
static void convert_image(struct converter *c, strom_node parent, cmark_node *n)
{
	static const struct attributes none;
	struct builder *b = c->builder;
	const struct mark *mark = n->user_data;
	struct buf outer = c->text;
	bool was_plain = c->plain, was_space = c->space;
	size_t from = link_start(c), outer_from = c->text_from;
	c->text = (struct buf){0}, c->plain = true, c->space = true;
	inside(c, parent, n->first_child);
	trim(c);
	str alt = arena_str(b->arena, buf_str(&c->text));
	buf_drop(&c->text);
	c->text = outer, c->text_from = outer_from, c->plain = was_plain, c->space = was_space;
	c->cursor = node_end(c, n);
	if (c->plain) {
		put(c, alt, from, c->cursor);
		return;
	}
	flush(c, parent);
	str url = chunk_str(b->arena, n->as.link.url);
	struct span at = target_at(c, url, from, c->cursor);
	strom_node image = add(c, parent, NODE_IMAGE, from, c->cursor);
	c->space = false;
	const struct attributes *attributes = mark ? &mark->attributes : &none;
	uint32_t page, last;
	if (target_ok(c, url, at) && builder_picture_pages(b, attributes, &page, &last))
		builder_picture_fill(b, image, url, at, alt, attributes, page);
}

/* ---- Footnotes ---- */

/* [^name]: whose note it is, and its number, notes.c finds out. */
static void convert_note(struct converter *c, strom_node parent, cmark_node *n)
{
	struct builder *b = c->builder;
	str name = {(const char *)n->as.literal.data, (size_t)n->as.literal.len};
	size_t from = c->cursor + str_find(str_from(c->source, c->cursor), S("[^"));
	size_t to = clamp(c, from + name.len + 3);
	c->cursor = to;
	c->space = false;
	if (c->plain) {
		if (!c->here.plain)
			builder_note_out_of_place(b, span_of(c, from, to));
		return;
	}
	flush(c, parent);
	strom_node ref = add(c, parent, NODE_NOTE_REF, from, to);
	node_at(b->edition, ref)->target = arena_str(b->arena, name);
}

/* ---- Marks ---- */

static void convert_reference(struct converter *c, strom_node parent, const struct mark *mark)
{
	struct builder *b = c->builder;
	size_t to = mark->from + mark->len;
	flush(c, parent);
	strom_node ref = add(c, parent, NODE_REF, mark->from, to);
	if (mark->kind == MARK_CITATION)
		builder_cite(b, ref, mark->target,
		             mark->year      ? CITE_YEAR
		             : mark->grouped ? CITE_GROUPED
		                             : CITE_NAMED,
		             span_of(c, mark->from, to));
	else
		node_at(b->edition, ref)->target = arena_str(b->arena, mark->target);
	c->space = false;
}

static void convert_span(struct converter *c, strom_node parent, cmark_node *n, size_t from)
{
	static const char *const known[] = {"index", "lang", "term", NULL};
	struct builder *b = c->builder;
	const struct mark *mark = n->user_data;
	uint16_t outer = c->lang;
	str tag;
	flush(c, parent);
	if (attributes_lang(b->diags, &mark->attributes, &tag) && tag.len)
		c->lang = edition_language(b->edition, tag);
	strom_node span = add(c, parent, NODE_SPAN, from, mark->from + mark->len);
	node_at(b->edition, span)->style = arena_str(b->arena, mark->attributes.style);
	builder_name_node(b, span, mark->attributes.id, mark->attributes.id_at);
	attributes_check(b->diags, &mark->attributes, known);
	builder_term_mark(b, span, &mark->attributes);
	inside(c, builder_index_mark(b, span, &mark->attributes), n->first_child);
	c->lang = outer;
}

static void convert_mark(struct converter *c, strom_node parent, cmark_node *n)
{
	struct builder *b = c->builder;
	struct mark *mark = n->user_data;
	size_t from = mark->kind == MARK_SPAN ? link_start(c) : mark->from;
	size_t to = mark->from + mark->len;
	if (mark->kind == MARK_ATTRIBUTES) {
		diag_error(c->builder->diags, mark->attributes.at, "text/lost-attributes", "attributes belong to nothing");
		diag_hint(b->diags, "Write [text]{.class}, or '{' for a brace.");
	} else if (mark->kind != MARK_SPAN && c->plain) {
		put(c, mark->target, from, to);
	} else if (mark->kind != MARK_SPAN) {
		convert_reference(c, parent, mark);
	} else if (c->plain) {
		inside(c, parent, n->first_child);
	} else {
		convert_span(c, parent, n, from);
	}
	c->cursor = to;
}

/* ---- All of it ---- */

static void convert_wrap(struct converter *c, strom_node parent, cmark_node *n)
{
	size_t from = c->cursor;
	enum node_kind kind = n->type == CMARK_NODE_EMPH ? NODE_EMPH : NODE_STRONG;
	if (c->plain) {
		inside(c, parent, n->first_child);
		return;
	}
	flush(c, parent);
	strom_node wrap = add(c, parent, kind, from, from);
	inside(c, wrap, n->first_child);
	c->cursor = clamp(c, c->cursor + (kind == NODE_EMPH ? 1 : 2));
	node_at(c->builder->edition, wrap)->span = span_of(c, from, c->cursor);
}

static void convert_break(struct converter *c, strom_node parent, bool hard)
{
	size_t from = c->cursor;
	newline(c);
	if (!hard || c->plain) {
		put(c, S(" "), from, c->cursor);
		return;
	}
	trim(c);
	flush(c, parent);
	add(c, parent, NODE_BREAK, from, c->cursor);
	c->space = true;
}

static void convert(struct converter *c, strom_node parent, cmark_node *n)
{
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
		convert_html(c, n);
		break;
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
		convert_wrap(c, parent, n);
		break;
	case CMARK_NODE_LINK:
		convert_link(c, parent, n);
		break;
	case CMARK_NODE_IMAGE:
		convert_image(c, parent, n);
		break;
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		convert_note(c, parent, n);
		break;
	case CMARK_NODE_CUSTOM_INLINE:
		convert_mark(c, parent, n);
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
	if (c->builder->resolve->csl)
		marks_settle_citations(above->first_child);
	for (cmark_node *n = above->first_child; n; n = n->next)
		convert(c, parent, n);
}

static cmark_node *parse(struct converter *c)
{
	cmark_node *paragraph = markdown_inlines(c->here.draft->markdown, c->builder->scratch, c->source,
	                                         &c->origin, c->builder->resolve->csl != NULL);
	const struct language *language = c->here.voice.typography;
	if (language && !c->here.plain)
		typography_inlines(c->builder->scratch, language, paragraph, c->source);
	return paragraph;
}

static bool html_ok(struct converter *c)
{
	size_t at = markdown_much_html(c->source);
	return at == SIZE_MAX || diag_error(c->builder->diags, span_of(c, at, at + 2), "text/raw-html",
	                                    "raw HTML is not allowed");
}

static bool begin(struct converter *c)
{
	str text = c->message->text;
	struct origin origin = c->message->origin;
	size_t open = markdown_drop_comments(c->builder->scratch, &text, &origin);
	c->source = str_trim(text);
	size_t start = c->source.len ? (size_t)(c->source.ptr - text.ptr) : 0;
	c->origin = origin_part(c->builder->scratch, &origin, start, c->source.len);
	c->space = true;
	vec_push(c->builder->scratch, &c->bases, 0);
	if (open != SIZE_MAX) {
		diag_error(c->builder->diags, origin_span(&origin, open, 4), "text/unclosed-comment",
		           "comment is never closed");
		diag_hint(c->builder->diags, "End it with -->, or write \\< for the sign.");
		return false;
	}
	if (c->source.len <= MARKDOWN_SEGMENT)
		return c->source.len > 0 && html_ok(c);
	diag_error(c->builder->diags, span_of(c, 0, 0), "text/too-long", "text has more than 32768 bytes");
	diag_hint(c->builder->diags, "Split the paragraph.");
	return false;
}

void inlines_add(struct builder *b, struct here here, strom_node parent, const struct message_text *text)
{
	struct converter c = {.builder = b, .here = here, .message = text, .lang = here.voice.lang};
	if (!begin(&c))
		return;
	cmark_node *paragraph = parse(&c);
	convert_all(&c, parent, paragraph->first_child);
	trim(&c);
	flush(&c, parent);
	cmark_node_free(paragraph);
	buf_drop(&c.text);
}

str inlines_plain(struct builder *b, struct here here, const struct message_text *text)
{
	struct converter c = {.builder = b, .here = here, .message = text, .lang = here.voice.lang, .plain = true};
	if (!begin(&c))
		return S("");
	cmark_node *paragraph = parse(&c);
	convert_all(&c, 0, paragraph->first_child);
	trim(&c);
	str out = arena_str(b->arena, buf_str(&c.text));
	cmark_node_free(paragraph);
	buf_drop(&c.text);
	return out;
}
