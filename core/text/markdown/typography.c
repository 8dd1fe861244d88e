/* Typed signs into printed ones, from left to right. */
#include "text/markdown/typography.h"

#include "text/markdown/markdown.h"
#include "text/markdown/marks.h"
#include "message/message.h"

#include <unicode/uchar.h>

enum {
	DEPTH = 16,     /* of quotations in one another; deeper ones stay as typed */
	OPAQUE = 0xFFFC /* stands for what is not touched */
};

/* A place in the input, and where it went in the output. */
struct cut {
	cmark_node *node;                /* whose text begins there; NULL: nobody's */
	size_t in, out;
};

struct quotation { char typed; bool inner; };

struct rewriter {
	const struct language *l;
	str in;
	size_t at;
	struct buf out;
	uint32_t prev;                   /* the character before `at`; 0: none */
	bool opened;                     /* it is an opening mark that we put there */
	struct quotation open[DEPTH];
	size_t depth;
	size_t last_close;               /* the last ' that can close a quotation */
	vec(struct cut) cuts;
	size_t cut;                      /* the first that is not reached */
};

/* ---- Characters ---- */

static uint32_t code_at(str s, size_t i)
{
	str rest = str_from(s, i);
	return rest.len ? utf8_next(&rest) : 0;
}

static bool is_space(uint32_t code)
{
	return !code || code == ' ' || code == '\n' || code == '\t' || code == 0xA0 ||
	       code == 0x202F || code == 0x2009;
}

static bool is_digit(uint32_t code)
{
	return code - '0' < 10;
}

/* A value's token ends like this. */
static bool is_token(uint32_t code)
{
	return code >= 0xFDD0 && code <= 0xFDEF;
}

static bool is_wordy(uint32_t code)
{
	return code == OPAQUE || is_token(code) || (code && u_isalnum((UChar32)code));
}

/* What a quotation may begin behind. */
static bool is_before_opening(const struct rewriter *r)
{
	char utf8[4];
	if (r->opened || is_space(r->prev))
		return true;
	str sign = {utf8, utf8_put(utf8, r->prev)};
	return str_find(S("([{-–—/=„«‚‹“‘"), sign) != SIZE_MAX;
}

/* ---- Output ---- */

/* Takes so many bytes of the input, which become these. */
static void replace(struct rewriter *r, size_t len, str by)
{
	size_t before = r->at + len;
	while (before > r->at && ((unsigned char)r->in.ptr[before - 1] & 0xC0) == 0x80)
		before--;
	r->prev = len ? code_at(r->in, before - 1) : r->prev;
	r->opened = false;
	r->at += len;
	buf_put(&r->out, by);
	for (; r->cut < r->cuts.n && r->cuts.at[r->cut].in <= r->at; r->cut++)
		r->cuts.at[r->cut].out = r->out.len;
}

static void keep(struct rewriter *r, size_t len)
{
	replace(r, len, str_sub(r->in, r->at, r->at + len));
}

/* ---- Quotation marks ---- */

static str mark(const struct rewriter *r, bool inner, bool close)
{
	return r->l->quotes[2 * inner + close];
}

static void open_quotation(struct rewriter *r, char typed)
{
	if (r->depth == DEPTH) {
		keep(r, 1);
		return;
	}
	bool inner = r->depth ? !r->open[r->depth - 1].inner : typed == '\'';
	r->open[r->depth++] = (struct quotation){typed, inner};
	replace(r, 1, mark(r, inner, false));
	r->opened = true;
}

static bool close_quotation(struct rewriter *r, char typed)
{
	size_t depth = r->depth;
	while (depth && r->open[depth - 1].typed != typed)
		depth--;
	/* A ' that is still open within was none that opens. */
	if (!depth || (typed == '\'' && depth != r->depth))
		return false;
	r->depth = depth - 1;
	replace(r, 1, mark(r, r->open[r->depth].inner, true));
	return true;
}

static size_t digits_at(str in, size_t at)
{
	size_t n = 0;
	while (at + n < in.len && is_digit((unsigned char)in.ptr[at + n]))
		n++;
	return n;
}

/* 6'2: feet and inches; three digits are thousands, as the Swiss part them. */
static bool is_feet(const struct rewriter *r)
{
	size_t n = digits_at(r->in, r->at + 1);
	return is_digit(r->prev) && n && n < 3 && !is_wordy(code_at(r->in, r->at + 1 + n));
}

/* The " of 6'2". */
static bool is_inches(const struct rewriter *r)
{
	size_t at = r->at;
	while (at && is_digit((unsigned char)r->in.ptr[at - 1]))
		at--;
	return at > 1 && at < r->at && r->in.ptr[at - 1] == '\'' &&
	       is_digit((unsigned char)r->in.ptr[at - 2]);
}

/* What an apostrophe stands before in English, where a letter is left out. */
static bool is_shortened(str word)
{
	static const char *const all[] = {"tis",   "twas", "twere", "til", "em",
	                                  "cause", "cos",  "bout",  "n"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_eq(word, str_of(all[i])))
			return true;
	return false;
}

/* '90s, '14 and 'tis, but no word or number between two marks. 'n' has an apostrophe on both sides.
 */
static bool is_left_out(const struct rewriter *r)
{
	size_t from = r->at + 1, n = digits_at(r->in, from), to = from;
	while (to < r->in.len && is_wordy((unsigned char)r->in.ptr[to]) && !(r->in.ptr[to] & 0x80))
		to++;
	str word = str_sub(r->in, from, to), tail = str_from(word, n);
	bool closed = to < r->in.len && r->in.ptr[to] == '\'';
	if (n == 2)
		return !closed && (!tail.len || str_eq(tail, S("s")));
	bool and = str_eq(word, S("n")) && closed && r->at && is_space(r->prev) &&
	           code_at(r->in, to + 1) == ' ';
	return and || (!closed && str_starts(r->l->tag, S("en")) && is_shortened(word));
}

static void put_double(struct rewriter *r)
{
	if (is_inches(r)) {
		keep(r, 1);
		return;
	}
	if (is_before_opening(r) && !is_space(code_at(r->in, r->at + 1)))
		open_quotation(r, '"');
	else if (!close_quotation(r, '"'))
		keep(r, 1);              /* inches */
}

static void put_single(struct rewriter *r)
{
	bool more = is_wordy(code_at(r->in, r->at + 1));
	if (is_feet(r)) {
		keep(r, 1);
		return;
	}
	if (is_before_opening(r) && is_left_out(r)) {
		bool both = str_starts(str_from(r->in, r->at), S("'n'"));
		replace(r, both ? 3 : 1, both ? S("’n’") : S("’"));
		return;
	}
	if (is_before_opening(r)) {
		if (r->at < r->last_close && !is_space(code_at(r->in, r->at + 1)))
			open_quotation(r, '\'');
		else
			replace(r, 1, more ? S("’") : S("'"));
		return;
	}
	if (!more && close_quotation(r, '\''))
		return;
	replace(r, 1, is_digit(r->prev) && !more ? S("'") : S("’"));
}

static size_t last_closing(str in)
{
	for (size_t i = in.len; i--;)
		if (in.ptr[i] == '\'' && i && !is_space((unsigned char)in.ptr[i - 1]) &&
		    !is_wordy(code_at(in, i + 1)))
			return i;
	return 0;
}

/* ---- Dashes ---- */

static size_t run_of(str in, size_t at, char sign)
{
	size_t n = 0;
	while (at + n < in.len && in.ptr[at + n] == sign)
		n++;
	return n;
}

/* A number of one to four digits that begins with no zero, between what belongs to no longer one.
 */
static bool number_of(str digits, unsigned *out)
{
	*out = 0;
	for (size_t i = 0; i < digits.len; i++)
		*out = *out * 10 + (unsigned)(digits.ptr[i] - '0');
	return digits.len && digits.len <= 4 && digits.ptr[0] != '0';
}

static bool joins_number(uint32_t code)
{
	return is_wordy(code) || (code && code < 0x80 && str_has(S("-+./,:_#"), (char)code));
}

/* 2014-2015, but no telephone number, date or code: two numbers, the first below the second. */
static bool is_range(const struct rewriter *r)
{
	size_t from = r->at, to = r->at + 1;
	unsigned low, high;
	while (from && is_digit((unsigned char)r->in.ptr[from - 1]))
		from--;
	while (to < r->in.len && is_digit((unsigned char)r->in.ptr[to]))
		to++;
	if (!number_of(str_sub(r->in, from, r->at), &low) ||
	    !number_of(str_sub(r->in, r->at + 1, to), &high) || low >= high)
		return false;
	str before = str_sub(r->in, 0, from);
	uint32_t after = code_at(r->in, to), further = code_at(r->in, to + 1);
	bool ends = !joins_number(after) ||
	            (after < 0x80 && str_has(S(".,:"), (char)after) && !is_digit(further)) ||
	            (after == '-' && !is_digit(further));
	return ends && !joins_number(utf8_last(&before));
}

static bool is_negative(const struct rewriter *r, uint32_t next)
{
	return is_digit(next) && (is_space(r->prev) || r->prev == '(' || r->prev == '[');
}

static void put_hyphen(struct rewriter *r)
{
	size_t n = run_of(r->in, r->at, '-');
	uint32_t next = code_at(r->in, r->at + n);
	bool apart = is_space(r->prev) && next && is_space(next);
	bool joined = is_wordy(r->prev) && is_wordy(next);
	if (n == 1 && r->at && apart)
		replace(r, n, r->l->dash);
	else if (n == 1 && is_digit(r->prev) && is_range(r))
		replace(r, n, S("–"));
	else if (n == 1 && is_negative(r, next))
		replace(r, n, S("−"));
	else if (n == 2 && (apart || joined))
		replace(r, n, apart ? r->l->dash : S("–"));
	else if (n == 3 && (apart || joined))
		replace(r, n, S("—"));
	else
		keep(r, n);
}

/* ---- The rest ---- */

static void put_points(struct rewriter *r)
{
	size_t n = run_of(r->in, r->at, '.');
	if (n == 3)
		replace(r, n, S("…"));
	else
		keep(r, n);
}

/* "100%-ig" and "%d" are words. */
static bool is_share(const struct rewriter *r, size_t at)
{
	uint32_t next = code_at(r->in, at + 1);
	return (is_digit(r->prev) || is_token(r->prev)) && at < r->in.len && r->in.ptr[at] == '%' &&
	       !is_wordy(next) && next != '-';
}

static void put_percent(struct rewriter *r)
{
	if (r->l->space_percent && is_share(r, r->at))
		replace(r, 1, S("\u00A0%"));
	else
		keep(r, 1);
}

static bool is_address(str text)
{
	return str_starts(text, S("http://")) || str_starts(text, S("https://")) ||
	       str_starts(text, S("www.")) || str_starts(text, S("mailto:"));
}

static size_t address_len(str text)
{
	size_t n = 0;
	while (n < text.len && !is_space((unsigned char)text.ptr[n]) &&
	       !str_has(S("\"<>"), text.ptr[n]))
		n++;
	return n;
}

static void put_one(struct rewriter *r)
{
	str rest = str_from(r->in, r->at);
	char c = *rest.ptr;
	if (c == '"')
		put_double(r);
	else if (c == '\'')
		put_single(r);
	else if (c == '-')
		put_hyphen(r);
	else if (c == '.')
		put_points(r);
	else if (c == '%')
		put_percent(r);
	else if (c == ' ' && is_share(r, r->at + 1))
		replace(r, 2, S("\u00A0%"));
	else if ((c == 'h' || c == 'w' || c == 'm') && !is_wordy(r->prev) && is_address(rest))
		keep(r, address_len(rest));
	else {
		str after = rest;
		utf8_next(&after);
		keep(r, rest.len - after.len);
	}
}

/* Whether there is anything to do. */
static bool is_typed(str s)
{
	static const bool looked_at[256] = {
	        ['"'] = true, ['\''] = true, ['%'] = true, ['.'] = true, ['-'] = true};
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (!looked_at[(unsigned char)c])
			continue;
		if (c == '"' || c == '\'' || c == '%')
			return true;
		char next = i + 1 < s.len ? s.ptr[i + 1] : ' ';
		if (c == '.' && next == '.')
			return true;
		if (c == '-' &&
		    (next == '-' || next == ' ' || next == '\n' || is_digit((unsigned char)next)))
			return true;
	}
	return false;
}

static void rewrite(struct rewriter *r)
{
	r->last_close = last_closing(r->in);
	for (; r->cut < r->cuts.n && !r->cuts.at[r->cut].in; r->cut++)
		;
	while (r->at < r->in.len)
		put_one(r);
}

str typography_text(struct arena *a, const struct language *l, str text)
{
	struct rewriter r = {.l = l, .in = text};
	if (!is_typed(text))
		return text;
	rewrite(&r);
	str out = arena_str(a, buf_str(&r.out));
	buf_drop(&r.out);
	return out;
}

/* ---- A paragraph's nodes ---- */

static bool has_typed(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (str_has(S("\"'-.%"), s.ptr[i]))
			return true;
	return false;
}

/* Adds what a node prints to the text; what is not to be touched comes as one opaque sign. A
 * picture has one on either side of its alternative text, which begins and ends for itself. */
static void gather(struct arena *a, struct rewriter *r, struct buf *text, cmark_node *n,
                   bool enters)
{
	str literal = {(const char *)n->as.literal.data, (size_t)n->as.literal.len};
	struct cut cut = {NULL, text->len, 0};
	switch (n->type) {
	case CMARK_NODE_TEXT:
		if (!mark_is_escaped(n))
			cut.node = n;
		buf_put(text, cut.node || !has_typed(literal) ? literal : S("\uFFFC"));
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		buf_byte(text, ' ');
		break;
	case CMARK_NODE_IMAGE:
		buf_put(text, enters ? S("\uFFFC ") : S(" \uFFFC"));
		break;
	case CMARK_NODE_CODE:
	case CMARK_NODE_CUSTOM_INLINE:
		buf_put(text, S("\uFFFC"));
		break;
	default:
		return;
	}
	vec_push(a, &r->cuts, cut);
}

static void give_back(struct arena *a, const struct rewriter *r)
{
	for (size_t i = 0; i < r->cuts.n; i++) {
		const struct cut *c = &r->cuts.at[i];
		size_t end = i + 1 < r->cuts.n ? c[1].out : r->out.len;
		size_t in_end = i + 1 < r->cuts.n ? c[1].in : r->in.len;
		str out = str_sub(buf_str(&r->out), c->out, end);
		if (c->node && !str_eq(out, str_sub(r->in, c->in, in_end)))
			cmark_node_set_literal(c->node, arena_cstr(a, out));
	}
}

void typography_inlines(struct arena *a, const struct language *l, cmark_node *paragraph,
                        str source)
{
	struct rewriter r = {.l = l};
	struct buf text = {0};
	if (!is_typed(source))
		return;
	cmark_iter *iter = cmark_iter_new(paragraph);
	for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *n = cmark_iter_get_node(iter);
		if (e == CMARK_EVENT_ENTER || n->type == CMARK_NODE_IMAGE)
			gather(a, &r, &text, n, e == CMARK_EVENT_ENTER);
	}
	cmark_iter_free(iter);
	r.in = buf_str(&text);
	rewrite(&r);
	give_back(a, &r);
	buf_drop(&text);
	buf_drop(&r.out);
}

/* ---- Between marks ---- */

str typography_within(struct arena *a, const struct language *l, str text)
{
	struct buf out = {0};
	while (text.len) {
		bool open = l->quotes[0].len && str_starts(text, l->quotes[0]);
		bool close = l->quotes[1].len && str_starts(text, l->quotes[1]);
		/* Where one sign does both, the inner one does too. */
		size_t len = open ? l->quotes[0].len : close ? l->quotes[1].len : 1;
		buf_put(&out, open ? l->quotes[2] : close ? l->quotes[3] : str_sub(text, 0, 1));
		text = str_from(text, len);
	}
	str result = arena_str(a, buf_str(&out));
	buf_drop(&out);
	return result;
}
