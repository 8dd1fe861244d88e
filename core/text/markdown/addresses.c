/* Bare addresses into links, in the text before cmark reads it (GitHub Flavored Markdown
 * 0.29, 6.9): each gets the angle brackets that CommonMark wants, and one that begins with www. its
 * scheme. */
#include "text/markdown/addresses.h"

#include "message/message.h"
#include "text/markdown/comments.h"
#include "text/markdown/markdown.h"

#include <unicode/uchar.h>

struct addresses {
	str text, masked; /* masked: code and escapes are x, and so is all that holds no address */
	struct buf out;
	const struct origin *origin;
	struct origin_builder built;
	size_t from;                     /* what is kept already */
};

/* ---- Where none can stand ---- */

static void mask(const struct addresses *a, size_t from, size_t to)
{
	memset((char *)a->masked.ptr + from, 'x', to - from);
}

/* Behind (target "title"), <a target> or {attributes} that begins at `at`; at: it never ends. */
static size_t behind(str masked, size_t at, char open, char close)
{
	size_t depth = 0;
	for (size_t i = at; i < masked.len; i++) {
		depth += masked.ptr[i] == open;
		depth -= masked.ptr[i] == close;
		if (!depth)
			return i + 1;
	}
	return at;
}

static size_t behind_brackets(str masked, size_t at, bool *link)
{
	char next = at < masked.len ? masked.ptr[at] : 0;
	*link = next == '(' || next == '[';
	return next == '('   ? behind(masked, at, '(', ')')
	       : next == '[' ? behind(masked, at, '[', ']')
	       : next == '{' ? behind(masked, at, '{', '}')
	                     : at;
}

/* Links with their text, pictures, attributes. */
static void mask_brackets(struct addresses *a, struct arena *arena)
{
	size_t *open = arena_array(arena, size_t, MARKDOWN_DEPTH), depth = 0;
	for (size_t i = 0; i < a->text.len; i++) {
		char c = a->masked.ptr[i];
		if (c == '[' && depth < MARKDOWN_DEPTH)
			open[depth++] = i;
		if (c != ']' || !depth)
			continue;
		bool link;
		size_t from = open[--depth], end = behind_brackets(a->masked, i + 1, &link);
		if (end > i + 1)
			mask(a, link ? from : i + 1, end);
	}
}

/* <https://example.org>, and HTML, which is told of. */
static void mask_angles(struct addresses *a)
{
	for (size_t i = 0; i + 1 < a->text.len; i++) {
		char next = a->masked.ptr[i + 1];
		bool opens = a->masked.ptr[i] == '<' &&
		             (next == '/' || next == '!' || (next | 32) >= 'a');
		size_t end = opens ? behind(a->masked, i, '<', '>') : i;
		mask(a, i, end);
		i = end > i ? end - 1 : i;
	}
}

/* ---- Addresses ---- */

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Letters of any script stand before none, and neither does what goes on from an address. */
static bool may_begin(const struct addresses *a, size_t at)
{
	str before = str_sub(a->text, 0, at);
	if (!at)
		return true;
	uint32_t code = utf8_last(&before);
	return !u_isalnum((UChar32)code) && (code >= 0x80 || !strchr("/.@-+&=#?%\\{}_", (int)code));
}

/* An address ends before a space, a quotation mark, a bracket, a value. */
static size_t address_end(const struct addresses *a, size_t at)
{
	while (at < a->text.len) {
		str rest = str_from(a->text, at);
		uint32_t code = utf8_next(&rest);
		bool mark = code < 0x80 ? strchr("<>\"[]{}|`\\ \t\n", (int)code) != NULL
		                        : code == UTF8_BAD || !u_isalnum((UChar32)code);
		if (mark)
			break;
		at = a->text.len - rest.len;
	}
	return at;
}

/* Signs at the end are the sentence's, and so is a bracket that the address does not open. */
static size_t without_sentence(str text, size_t from, size_t end)
{
	while (end > from) {
		str address = str_sub(text, from, end);
		char last = text.ptr[end - 1];
		size_t opened = 0, closed = 0;
		for (size_t i = 0; i < address.len; i++) {
			opened += address.ptr[i] == '(';
			closed += address.ptr[i] == ')';
		}
		if (!strchr("?!.,:;*_~'-", last) && (last != ')' || closed <= opened))
			break;
		end--;
	}
	return end;
}

static bool meets_value(const struct addresses *a, size_t from, size_t end)
{
	return message_has_value(str_sub(a->text, from, end)) ||
	       message_token(&(str){a->text.ptr + end, a->text.len - end}, &(uint32_t){0});
}

static size_t web_end(const struct addresses *a, size_t at, size_t scheme)
{
	size_t end = address_end(a, at);
	if (meets_value(a, at, end))
		return at;
	end = without_sentence(a->text, at, end);
	return end > at + scheme && is_alnum(a->text.ptr[at + scheme]) ? end : at;
}

/* www.example.org: at least one more dot, with words around it. */
static size_t www_end(const struct addresses *a, size_t at)
{
	size_t end = web_end(a, at, 4);
	size_t dot = end > at ? str_find(str_sub(a->text, at + 4, end), S(".")) : SIZE_MAX;
	return dot != SIZE_MAX && at + 5 + dot < end && is_alnum(a->text.ptr[at + 5 + dot]) ? end
	                                                                                    : at;
}

static bool is_mail_byte(char c, bool local)
{
	return is_alnum(c) || c == '-' || c == '_' || c == '.' || (local && c == '+');
}

/* sign: of the @. Back to the name's first letter. */
static size_t mail_start(const struct addresses *a, size_t sign)
{
	size_t at = sign;
	while (at > a->from && is_mail_byte(a->masked.ptr[at - 1], true) &&
	       a->masked.ptr[at - 1] == a->text.ptr[at - 1])
		at--;
	while (at < sign && !is_alnum(a->text.ptr[at]))
		at++;
	return at < sign && may_begin(a, at) ? at : sign;
}

/* The domain has a dot, and ends in letters. */
static size_t mail_end(const struct addresses *a, size_t sign)
{
	size_t end = sign + 1, dots = 0;
	while (end < a->text.len && is_mail_byte(a->text.ptr[end], false))
		end++;
	while (end > sign + 1 && !is_alnum(a->text.ptr[end - 1]))
		end--;
	for (size_t i = sign + 1; i < end; i++)
		dots += a->text.ptr[i] == '.' && i > sign + 1;
	return dots ? end : sign;
}

/* ---- Into links ---- */

static void keep_up_to(struct addresses *a, size_t to)
{
	buf_put(&a->out, str_sub(a->text, a->from, to));
	origin_add_through(&a->built, to - a->from, a->origin, a->from, to - a->from);
	a->from = to;
}

/* Signs that stand nowhere: what is told of them is told of the address. */
static void put_signs(struct addresses *a, str signs, size_t at, size_t end)
{
	buf_put(&a->out, signs);
	origin_add_through(&a->built, signs.len, a->origin, at, end - at);
}

static void put_angled(struct addresses *a, size_t at, size_t end)
{
	keep_up_to(a, at);
	put_signs(a, S("<"), at, at + 1);
	keep_up_to(a, end);
	put_signs(a, S(">"), end - 1, end);
}

/* [www\.example\.org](http://www.example.org): its letters as typed. */
static void put_www(struct addresses *a, size_t at, size_t end)
{
	keep_up_to(a, at);
	put_signs(a, S("["), at, at + 1);
	for (size_t i = at; i < end; i++) {
		char c = a->text.ptr[i];
		if (!(c & 0x80) && !is_alnum(c))
			put_signs(a, S("\\"), i, i + 1);
		keep_up_to(a, i + 1);
	}
	put_signs(a, S("](<http://"), end - 1, end);
	put_signs(a, str_sub(a->text, at, end), end - 1, end);
	put_signs(a, S(">)"), end - 1, end);
}

static void link_at(struct addresses *a, size_t i)
{
	str here = str_from(a->masked, i);
	size_t scheme = str_starts(here, S("https://"))  ? 8
	                : str_starts(here, S("http://")) ? 7
	                                                 : 0;
	size_t web = scheme && may_begin(a, i) ? web_end(a, i, scheme) : i;
	size_t www = str_starts(here, S("www.")) && may_begin(a, i) ? www_end(a, i) : i;
	size_t from = a->masked.ptr[i] == '@' ? mail_start(a, i) : i,
	       mail = from < i ? mail_end(a, i) : i;
	if (web > i)
		put_angled(a, i, web);
	else if (www > i)
		put_www(a, i, www);
	else if (from < i && mail > i && !meets_value(a, from, mail))
		put_angled(a, from, mail);
}

/* Nearly no text has one: letters that are rare are looked for first, many at a time. */
static bool is_possible(str text)
{
	if (str_has(text, '@') || (str_has(text, ':') && str_find(text, S("://")) != SIZE_MAX))
		return true;
	const char *end = text.ptr + text.len, *w = text.ptr;
	for (; text.len && (w = memchr(w, 'w', (size_t)(end - w))); w++)
		if (str_starts((str){w, (size_t)(end - w)}, S("www.")))
			return true;
	return false;
}

void markdown_link_addresses(struct arena *arena, str *text, struct origin *origin)
{
	if (text->len > MARKDOWN_SEGMENT / 2 || !is_possible(*text))
		return;
	struct addresses a = {.text = *text, .origin = origin,
	                      .built = {.arena = arena, .file = origin->file, .end = origin->end}};
	a.masked = arena_str(arena, markdown_masked(arena, *text));
	mask_brackets(&a, arena);
	mask_angles(&a);
	for (size_t i = 0; i < text->len; i = i < a.from ? a.from : i + 1)
		if (a.masked.ptr[i] == a.text.ptr[i] && a.masked.ptr[i] &&
		    strchr("hw@", a.masked.ptr[i]))
			link_at(&a, i);
	if (!a.from)
		return;
	keep_up_to(&a, text->len);
	*text = arena_str(arena, buf_str(&a.out));
	*origin = origin_built(&a.built);
	buf_drop(&a.out);
}
