/* Attributes behind inlines and references, @tbl-x, as an inline extension of cmark-gfm: each
 * becomes one custom inline that knows its exact place in the text. */
#include "text/markdown/marks.h"

#include <unicode/uchar.h>

static bool is_word_byte(unsigned char c)
{
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Letters of any script: automatic ids are made of a heading's words. */
static size_t id_len(str s)
{
	str rest = s;
	while (rest.len) {
		str next = rest;
		uint32_t code = utf8_next(&next);
		if (code == UTF8_BAD || (code < 0x80 ? !attributes_id_byte((char)code)
		                                     : !u_isalnum((UChar32)code)))
			break;
		rest = next;
	}
	return s.len - rest.len;
}

/* A capital is for the beginning of a sentence. */
static bool has_prefix(str s)
{
	static const char *const all[] = {"tbl-", "Tbl-", "fig-", "Fig-",
	                                  "sec-", "Sec-", "gls-", "Gls-"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_starts(s, str_of(all[i])))
			return true;
	return false;
}

static size_t reference_len(str text, size_t from)
{
	str rest = str_from(text, from + 1);
	if (from && is_word_byte((unsigned char)text.ptr[from - 1]))
		return 0;
	if (!has_prefix(rest))
		return 0;
	size_t len = id_len(rest);
	/* The full stop or colon behind a reference is the sentence's. */
	while (len && (rest.ptr[len - 1] == '.' || rest.ptr[len - 1] == ':' ||
	               rest.ptr[len - 1] == '-'))
		len--;
	return len > 4 ? len + 1 : 0;
}

/* Pandoc's keys: a letter, a digit or "_" begins and ends them; marks stand inside. */
static size_t citation_len(str text, size_t from)
{
	str rest = str_from(text, from + 1);
	size_t len = 0;
	if (from && is_word_byte((unsigned char)text.ptr[from - 1]))
		return 0;
	while (rest.len) {
		uint32_t code = utf8_next(&rest);
		bool word = code != UTF8_BAD && (code == '_' || u_isalnum((UChar32)code));
		if (word)
			len = text.len - rest.len - from;
		else if (!len || code >= 0x80 || !strchr(":.#$%&-+?<>~/", (int)code))
			break;
	}
	return len;
}

size_t mark_reference_len(str text, size_t at)
{
	return text.ptr[at] == '@' ? reference_len(text, at) : 0;
}

size_t mark_citation_len(str text, size_t at)
{
	return text.ptr[at] == '@' && !reference_len(text, at) ? citation_len(text, at) : 0;
}

static size_t read_at(struct inline_state *s, size_t at, struct mark *out)
{
	size_t len = reference_len(s->text, at);
	out->kind = MARK_REFERENCE;
	if (!len && s->cites) {
		len = citation_len(s->text, at);
		out->kind = MARK_CITATION;
	}
	out->target = str_sub(s->text, at + 1, at + len);
	return len;
}

/* ---- ~2~, ^2^ and ~~ ---- */

static bool is_space(char c)
{
	return !c || c == ' ' || c == '\n' || c == '\t';
}

/* An address may hold any of these signs. */
static bool in_address(str text, size_t at)
{
	size_t from = at;
	while (from && !is_space(text.ptr[from - 1]))
		from--;
	str word = str_sub(text, from, at);
	return str_find(word, S("://")) != SIZE_MAX || str_find(word, S("www.")) != SIZE_MAX;
}

/* Letters, digits or a value; or, behind something, an ion's sign. */
static bool may_stand_apart(str inner, char before)
{
	for (size_t i = 0; i < inner.len; i++)
		if (is_word_byte((unsigned char)inner.ptr[i]))
			return true;
	return !is_space(before) && (str_eq(inner, S("+")) || str_eq(inner, S("-")));
}

/* "a^2+b^2": the second sign begins another power. */
static bool goes_on(str inner, char after)
{
	bool sums = str_has(inner, '+') || str_has(inner, '=') || str_has(inner, '/');
	return sums && is_word_byte((unsigned char)after);
}

/* ~2~ or ^2^, no space in it: its length; 0: it is none. */
static size_t read_apart(struct inline_state *s, size_t at, char sign, struct mark *out)
{
	char before = at ? s->text.ptr[at - 1] : 0;
	size_t end = at + 1;
	while (end < s->text.len && !is_space(s->text.ptr[end]) &&
	       !str_has(S("~^*`[]<>\\{}"), s->text.ptr[end]))
		end++;
	str inner = str_sub(s->text, at + 1, end);
	bool closed = end < s->text.len && s->text.ptr[end] == sign;
	char after = end + 1 < s->text.len ? s->text.ptr[end + 1] : 0;
	if (!closed || after == sign || (sign == '^' && (before == '[' || goes_on(inner, after))) ||
	    !may_stand_apart(inner, before))
		return 0;
	out->kind = sign == '~' ? MARK_SUB : MARK_SUP;
	out->target = inner;
	return inner.len + 2;
}

/* One end of ~~so~~. */
static size_t read_strike(struct inline_state *s, size_t at, struct mark *out)
{
	char before = at ? s->text.ptr[at - 1] : 0,
	     after = at + 2 < s->text.len ? s->text.ptr[at + 2] : 0;
	if (before == '~' || after == '~' || (is_space(before) && is_space(after)))
		return 0;
	out->kind = MARK_STRIKE;
	out->opens = !is_space(after);
	out->closes = !is_space(before);
	return 2;
}

static size_t read_sign(struct inline_state *s, size_t at, char sign, struct mark *out)
{
	if (in_address(s->text, at))
		return 0;
	if (str_starts(str_from(s->text, at), S("~~")))
		return read_strike(s, at, out);
	return read_apart(s, at, sign, out);
}

static size_t read_mark(struct inline_state *s, size_t at, unsigned char c, struct mark *out)
{
	char before = at ? s->text.ptr[at - 1] : 0;
	if (c == '@')
		return read_at(s, at, out);
	if (c == '~' || c == '^')
		return read_sign(s, at, (char)c, out);
	if (c != '{' || (before != ']' && before != ')' && before != '`'))
		return 0;
	return attributes_read(s->arena, s->text, s->origin, at, &out->attributes);
}

static cmark_node *match(cmark_syntax_extension *extension, cmark_parser *parser,
                         cmark_node *parent, unsigned char c, cmark_inline_parser *inlines)
{
	struct markdown *m = cmark_syntax_extension_get_private(extension);
	size_t at = (size_t)cmark_inline_parser_get_offset(inlines);
	struct mark mark = {.from = at, .kind = MARK_ATTRIBUTES};
	(void)parser, (void)parent;
	if (!m->inlines || !c || !strchr("@{~^", c))
		return NULL;
	mark.len = read_mark(m->inlines, at, c, &mark);
	if (!mark.len)
		return NULL;
	struct mark *kept = arena_make(m->inlines->arena, struct mark);
	*kept = mark;
	cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
	node->user_data = kept;
	cmark_inline_parser_set_offset(inlines, (int)(at + mark.len));
	return node;
}

void marks_attach(cmark_syntax_extension *extension)
{
	cmark_mem *mem = cmark_get_default_mem_allocator();
	cmark_llist *chars = cmark_llist_append(mem, NULL, (void *)(size_t)'{');
	chars = cmark_llist_append(mem, chars, (void *)(size_t)'@');
	chars = cmark_llist_append(mem, chars, (void *)(size_t)'~');
	chars = cmark_llist_append(mem, chars, (void *)(size_t)'^');
	cmark_syntax_extension_set_match_inline_func(extension, match);
	cmark_syntax_extension_set_special_inline_chars(extension, chars);
}

/* ---- A text ---- */

/* cmark looks for the end of each of these through the whole text. */
size_t markdown_much_html(str text)
{
	size_t n = 0;
	for (size_t i = 0; i + 1 < text.len; i++) {
		bool opens =
		        text.ptr[i] == '<' && (text.ptr[i + 1] == '?' || text.ptr[i + 1] == '!');
		if (opens && ++n > MARKDOWN_DEPTH)
			return i;
	}
	return SIZE_MAX;
}

cmark_node *markdown_inlines(struct markdown *m, struct arena *arena, str text,
                             const struct origin *origin, bool cites)
{
	struct inline_state state = {arena, text, origin, cites};
	cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
	/* Columns count from these. */
	paragraph->start_line = paragraph->start_column = 1;
	cmark_node_set_string_content(paragraph, arena_cstr(arena, text));
	m->inlines = &state;
	/* cmark's table of special bytes is the process's: ours are in it for this call only. */
	cmark_manage_extensions_special_characters(m->parser, 1);
	cmark_parse_inlines(m->parser, paragraph, m->parser->refmap, CMARK_OPT_DEFAULT);
	cmark_manage_extensions_special_characters(m->parser, 0);
	m->inlines = NULL;
	return paragraph;
}
