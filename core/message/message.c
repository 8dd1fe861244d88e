/* Parsing messages: ICU's syntax (MessagePattern's grammar, apostrophes as DOUBLE_OPTIONAL). */
#include "message/message_parts.h"

enum { MOST_REPORTS = 20 };

struct parser {
	struct arena *arena;
	struct diags *diags;
	struct message *message;
	str text;
	size_t at;
	unsigned reports;
	struct numbers *numbers;         /* made when a skeleton needs checking */
};

static struct span place(const struct parser *p, size_t from, size_t len)
{
	return origin_span(&p->message->origin, from, len);
}

#define complain(p, from, len, code, ...) \
	((p)->reports++, diag_error((p)->diags, place((p), (from), (len)), (code), __VA_ARGS__))
#define hint(p, ...) diag_hint((p)->diags, __VA_ARGS__)

static bool more(const struct parser *p)
{
	return p->at < p->text.len;
}

static char here(const struct parser *p)
{
	return more(p) ? p->text.ptr[p->at] : 0;
}

/* Pattern_White_Space. */
static size_t space_len(str s)
{
	if (!s.len)
		return 0;
	if (*s.ptr == ' ' || (*s.ptr >= '\t' && *s.ptr <= '\r'))
		return 1;
	if (str_starts(s, S("\xC2\x85")))
		return 2;
	if (str_starts(s, S("\xE2\x80\x8E")) || str_starts(s, S("\xE2\x80\x8F")) ||
	    str_starts(s, S("\xE2\x80\xA8")) || str_starts(s, S("\xE2\x80\xA9")))
		return 3;
	return 0;
}

static void skip_space(struct parser *p)
{
	for (size_t n; (n = space_len(str_from(p->text, p->at)));)
		p->at += n;
}

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-' || c == '.' || (unsigned char)c >= 0x80;
}

static str take_word(struct parser *p)
{
	size_t from = p->at;
	while (more(p) && is_name_byte(here(p)) && !space_len(str_from(p->text, p->at)))
		p->at++;
	return str_sub(p->text, from, p->at);
}

static void add_text(struct parser *p, struct body *body, size_t from, size_t to)
{
	struct message_piece *last = body->pieces.n ? &body->pieces.at[body->pieces.n - 1] : NULL;
	if (from == to)
		return;
	if (last && last->kind == PIECE_TEXT && last->off + last->len == from) {
		last->len += to - from;
		return;
	}
	vec_push(p->arena, &body->pieces, (struct message_piece){PIECE_TEXT, from, to - from, 0});
}

/* ---- Quoting ---- */

/* What looks like an argument in quoted text; a backslash before it says that it is meant as text.
 */
static void note_quoted(struct parser *p, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++) {
		str rest = str_sub(p->text, at + 1, to);
		size_t from_name = 0, n;
		while (from_name < rest.len && rest.ptr[from_name] == ' ')
			from_name++;
		for (n = from_name; n < rest.len && is_name_byte(rest.ptr[n]);)
			n++;
		str name = str_sub(rest, from_name, n);
		while (n < rest.len && rest.ptr[n] == ' ')
			n++;
		bool like = p->text.ptr[at] == '{' && name.len && n < rest.len &&
		            (rest.ptr[n] == '}' || rest.ptr[n] == ',');
		if (like && (!at || p->text.ptr[at - 1] != '\\'))
			vec_push(p->arena, &p->message->quoted,
			         (struct message_quoted){at, n + 2, name});
	}
}

/* Quoted text: from behind the opening apostrophe to the closing one, or to the text's end. */
static void take_quoted(struct parser *p, struct body *body)
{
	while (more(p)) {
		size_t from = p->at;
		while (more(p) && here(p) != '\'')
			p->at++;
		add_text(p, body, from, p->at);
		note_quoted(p, from, p->at);
		if (!more(p))
			return;
		p->at++;
		if (here(p) != '\'')
			return;
		add_text(p, body, p->at, p->at + 1);
		p->at++;
	}
}

static void take_apostrophe(struct parser *p, struct body *body, bool plural)
{
	size_t at = p->at++;
	char next = here(p);
	if (next == '\'' && more(p)) {
		add_text(p, body, at, at + 1);
		p->at++;
	} else if (next == '{' || next == '}' || (plural && next == '#')) {
		/* As ICU: an apostrophe right behind the brace belongs to the quoted text. */
		take_quoted(p, body);
	} else {
		add_text(p, body, at, at + 1);
	}
}

/* ---- Attributes of Markdown: [text]{.class}, ![](x.png){width=50%} ---- */

static size_t attribute_len(const struct parser *p)
{
	str s = str_from(p->text, p->at);
	char before = p->at ? p->text.ptr[p->at - 1] : 0;
	size_t i = 1;
	bool quoted = false;
	if (before != ']' && before != ')' && before != '`')
		return 0;
	while (i < s.len && (is_name_byte(s.ptr[i]) || s.ptr[i] == ' '))
		i++;
	bool starts = s.len > 1 && (s.ptr[1] == '.' || s.ptr[1] == '#');
	if (!starts && (i >= s.len || s.ptr[i] != '=' || i == 1))
		return 0;
	for (i = 1; i < s.len && s.ptr[i] != '\n'; i++) {
		if (s.ptr[i] == '"')
			quoted = !quoted;
		else if (!quoted && s.ptr[i] == '}')
			return i + 1;
		else if (!quoted && s.ptr[i] == '{')
			return 0;
	}
	return 0;
}

/* ---- Arguments ---- */

static bool parse_body(struct parser *, unsigned depth, bool plural, struct body *);

static bool unbalanced(struct parser *p, size_t brace)
{
	complain(p, brace, 1, "text/unbalanced-brace", "'{' is not closed");
	hint(p, "Close it with '}'; a literal brace is written '{' with its apostrophes.");
	return false;
}

/* Moves behind the brace that closes the argument at `brace`. */
static bool skip_argument(struct parser *p, size_t brace)
{
	for (size_t depth = 1; more(p); p->at++) {
		depth += here(p) == '{';
		depth -= here(p) == '}';
		if (!depth) {
			p->at++;
			return true;
		}
	}
	return unbalanced(p, brace);
}

static bool bad_argument(struct parser *p, size_t brace, size_t at)
{
	if (at >= p->text.len)
		return unbalanced(p, brace);
	str rest = str_from(p->text, at);
	str seen = rest;
	utf8_next(&rest);
	seen.len -= rest.len;
	complain(p, at, seen.len, "text/bad-argument", "unexpected '%.*s' in an argument",
	         STR_ARG(seen));
	/* {survey.What stands in the way?.share} */
	if (str_has(str_sub(p->text, brace, at), '.'))
		hint(p, "Names of values have no spaces and signs: give the column another name in "
		        "a view, or the measure one under measures:, and print that.");
	else
		hint(p, "Arguments look like {name} or {name, number}; a literal brace is written "
		        "'{' with its apostrophes.");
	return false;
}

/* The style: what stands before the closing brace, which is left. */
static bool take_style(struct parser *p, size_t brace, str *style, size_t *off)
{
	skip_space(p);
	*style = S("");
	*off = p->at;
	if (here(p) == '}' && more(p))
		return true;
	if (here(p) != ',')
		return bad_argument(p, brace, p->at);
	p->at++;
	skip_space(p);
	*off = p->at;
	while (more(p) && here(p) != '}' && here(p) != '{')
		p->at++;
	if (here(p) != '}')
		return bad_argument(p, brace, p->at);
	*style = str_trim_end(str_sub(p->text, *off, p->at));
	return true;
}

/* Behind the type: a style, or none; the closing brace is left. */
static bool parse_styled(struct parser *p, size_t brace, struct message_argument *a)
{
	str style;
	struct wrong_style wrong = {0};
	if (!take_style(p, brace, &style, &a->style_off))
		return false;
	if (!p->numbers)
		p->numbers = numbers_new(p->arena, S("en"));
	if (!style.len || message_style_take(p->numbers, a, style, &wrong))
		return true;
	complain(p, a->style_off + wrong.from, style.len - wrong.from, "text/bad-style",
	         "unknown style '%.*s'", STR_ARG(style));
	hint(p, "Known are %s.", wrong.known);
	return true;
}

/* ---- Branches ---- */

static bool take_number(struct parser *p, str *digits)
{
	size_t from = p->at;
	if (here(p) == '-' || here(p) == '+')
		p->at++;
	while (more(p) && ((here(p) >= '0' && here(p) <= '9') || here(p) == '.'))
		p->at++;
	*digits = str_sub(p->text, from, p->at);
	return digits->len > 0;
}

static bool parse_offset(struct parser *p, size_t brace, struct message_argument *a)
{
	str digits;
	skip_space(p);
	if (!str_starts(str_from(p->text, p->at), S("offset:")))
		return true;
	p->at += 7;
	skip_space(p);
	size_t from = p->at;
	if (!take_number(p, &digits) || !str_to_int(digits, &a->offset))
		return bad_argument(p, brace, from);
	return true;
}

static const str forms[] = {{"zero", 4}, {"one", 3}, {"two", 3}, {"few", 3}, {"many", 4},
                            {"other", 5}};
enum { FORMS = sizeof forms / sizeof *forms };

static bool is_form(str key)
{
	for (size_t i = 0; i < FORMS; i++)
		if (str_eq(key, forms[i]))
			return true;
	return false;
}

static void unknown_form(struct parser *p, size_t off, str key)
{
	complain(p, off, key.len, "text/unknown-form", "unknown plural form '%.*s'", STR_ARG(key));
	if (!diag_did_you_mean(p->diags, key, forms, FORMS))
		hint(p, "Plural forms are zero, one, two, few, many, other, and =N for a number "
		        "itself.");
}

static bool take_key(struct parser *p, size_t brace, bool plural, struct branch *b)
{
	size_t from = p->at;
	str digits;
	if (plural && here(p) == '=') {
		p->at++;
		if (!take_number(p, &digits) || !str_to_double(digits, &b->number))
			return bad_argument(p, brace, from);
		b->exact = true;
		b->key = str_sub(p->text, from, p->at);
		return true;
	}
	b->key = take_word(p);
	if (!b->key.len)
		return bad_argument(p, brace, p->at);
	if (plural && !is_form(b->key))
		unknown_form(p, from, b->key);
	return true;
}

static void check_new(struct parser *p, struct map *keys, str key, size_t off)
{
	uint32_t n = 0;
	if (map_add(keys, key, &n))
		return;
	complain(p, off, key.len, "text/duplicate-branch", "a second branch '%.*s'", STR_ARG(key));
	hint(p, "Keep one of them.");
}

static bool parse_branches(struct parser *p, size_t brace, size_t head, unsigned depth,
                           uint32_t index)
{
	struct message_argument *a = &p->message->arguments.at[index];
	bool plural = a->type != ARGUMENT_SELECT;
	struct map *keys = map_new(p->arena);
	uint32_t other;
	skip_space(p);
	if (here(p) != ',' || !more(p))
		return bad_argument(p, brace, p->at);
	p->at++;
	if (plural && !parse_offset(p, brace, a))
		return false;
	for (skip_space(p); here(p) != '}' || !more(p); skip_space(p)) {
		struct branch b = {0};
		size_t off = p->at;
		if (!take_key(p, brace, plural, &b))
			return false;
		check_new(p, keys, b.key, off);
		skip_space(p);
		if (here(p) != '{')
			return bad_argument(p, brace, p->at);
		size_t open = p->at++;
		if (!parse_body(p, depth + 1, plural, &b.body))
			return false;
		if (!more(p))
			return unbalanced(p, open);
		b.off = open + 1;
		b.len = p->at - b.off;
		p->at++;
		if (p->reports >= MOST_REPORTS)
			return false;
		/* Parsing the branch may have moved the arguments. */
		vec_push(p->arena, &p->message->arguments.at[index].branches, b);
	}
	if (map_get(keys, S("other"), &other))
		return true;
	complain(p, brace, head - brace, "text/missing-other", "the branch 'other' is missing");
	hint(p, "Add other {...}: it is taken when no other branch fits.");
	return true;
}

static const struct {
	str name;
	enum argument_type type;
} types[] = {
        {{"number", 6}, ARGUMENT_NUMBER},
        {{"date", 4}, ARGUMENT_DATE},
        {{"country", 7}, ARGUMENT_COUNTRY},
        {{"list", 4}, ARGUMENT_LIST},
        {{"spellout", 8}, ARGUMENT_SPELLOUT},
        {{"plural", 6}, ARGUMENT_PLURAL},
        {{"selectordinal", 13}, ARGUMENT_ORDINAL},
        {{"select", 6}, ARGUMENT_SELECT},
};
enum { TYPES = sizeof types / sizeof *types };

static bool unknown_format(struct parser *p, size_t brace, size_t off, str name)
{
	str known[TYPES];
	if (!name.len)
		return bad_argument(p, brace, p->at);
	for (size_t i = 0; i < TYPES; i++)
		known[i] = types[i].name;
	complain(p, off, name.len, "text/unknown-format", "unknown format '%.*s'", STR_ARG(name));
	if (!diag_did_you_mean(p->diags, name, known, TYPES))
		hint(p,
		     "Known are number, date, country, list, spellout, plural, selectordinal and "
		     "select.");
	return skip_argument(p, brace);
}

/* Behind the comma: the type and what belongs to it, the closing brace too. */
static bool parse_type(struct parser *p, size_t brace, unsigned depth, uint32_t index)
{
	skip_space(p);
	size_t off = p->at, i = 0;
	str name = take_word(p);
	while (i < TYPES && !str_eq(types[i].name, name))
		i++;
	if (i == TYPES)
		return unknown_format(p, brace, off, name);
	struct message_argument *a = &p->message->arguments.at[index];
	a->type = types[i].type;
	bool fine = argument_has_branches(a->type) ? parse_branches(p, brace, p->at, depth, index)
	                                           : parse_styled(p, brace, a);
	p->at += fine;                   /* the closing brace */
	return fine;
}

static bool parse_argument(struct parser *p, unsigned depth, struct body *body)
{
	size_t brace = p->at++;
	uint32_t index = (uint32_t)p->message->arguments.n;
	if (p->reports >= MOST_REPORTS)
		return false;
	if (depth > MESSAGE_DEPTH) {
		complain(p, brace, 1, "text/too-deep", "arguments are nested more than %d deep",
		         MESSAGE_DEPTH);
		return false;
	}
	skip_space(p);
	struct message_argument a = {.off = brace, .name_off = p->at, .date = DATE_MEDIUM};
	a.name = take_word(p);
	skip_space(p);
	if (!a.name.len || !more(p) || (here(p) != ',' && here(p) != '}'))
		return bad_argument(p, brace, p->at);
	vec_push(p->arena, &p->message->arguments, a);
	if (here(p) == '}')
		p->at++;
	else if (p->at++, !parse_type(p, brace, depth, index))
		return false;
	p->message->arguments.at[index].len = p->at - brace;
	vec_push(p->arena, &body->pieces,
	         (struct message_piece){PIECE_ARGUMENT, brace, p->at - brace, index});
	return true;
}

/* ---- Text ---- */

static bool lone_close(struct parser *p)
{
	complain(p, p->at, 1, "text/unbalanced-brace", "'}' closes nothing");
	hint(p, "Remove it; a literal brace is written '}' with its apostrophes.");
	return false;
}

/* A brace that opens: an attribute, which is text, or an argument. */
static bool parse_brace(struct parser *p, unsigned depth, struct body *body)
{
	size_t attribute = attribute_len(p);
	if (!attribute)
		return parse_argument(p, depth, body);
	add_text(p, body, p->at, p->at + attribute);
	p->message->attributes = true;
	p->at += attribute;
	return true;
}

/* Up to the closing brace, which is left, or the text's end. */
static bool is_sign(char c)
{
	return c == '{' || c == '}' || c == '\'' || c == '#';
}

static bool parse_body(struct parser *p, unsigned depth, bool plural, struct body *body)
{
	while (more(p)) {
		size_t from = p->at;
		char c = here(p);
		if (c == '}')
			return depth ? true : lone_close(p);
		if (c == '{') {
			if (!parse_brace(p, depth, body))
				return false;
		} else if (c == '\'') {
			take_apostrophe(p, body, plural);
		} else if (c == '#' && plural) {
			p->at++;
			vec_push(p->arena, &body->pieces,
			         (struct message_piece){PIECE_NUMBER_SIGN, from, 1, 0});
		} else {
			while (more(p) && !is_sign(here(p)))
				p->at++;
			p->at += p->at == from;          /* a '#' that is text */
			add_text(p, body, from, p->at);
		}
	}
	return true;
}

/* U+FDD0 to U+FDEF, which tokens are made of. */
static size_t find_noncharacter(str s)
{
	for (size_t i = 0; i + 2 < s.len; i++)
		if ((unsigned char)s.ptr[i] == 0xEF && (unsigned char)s.ptr[i + 1] == 0xB7 &&
		    (unsigned char)s.ptr[i + 2] >= 0x90 && (unsigned char)s.ptr[i + 2] <= 0xAF)
			return i;
	return SIZE_MAX;
}

static bool check_text(struct parser *p)
{
	size_t bad = find_noncharacter(p->text);
	if (p->text.len > MESSAGE_LIMIT)
		return complain(p, 0, 0, "text/too-long", "a passage of %zu bytes; the most is %d",
		                p->text.len, MESSAGE_LIMIT);
	if (bad == SIZE_MAX)
		return true;
	complain(p, bad, 3, "text/noncharacter", "U+FD%02X is not a character",
	         (unsigned)(unsigned char)p->text.ptr[bad + 2] + 0x40u);
	hint(p, "Remove it: Unicode keeps it for programs' own use.");
	return false;
}

const struct message *message_parse(struct arena *arena, struct diags *diags, str text,
                                    const struct origin *origin)
{
	struct message *m = arena_make(arena, struct message);
	struct parser p = {.arena = arena, .diags = diags, .message = m, .text = text};
	m->text = text;
	if (origin)
		m->origin = *origin;
	if (!check_text(&p) || !parse_body(&p, 0, false, &m->body) || p.reports)
		return NULL;
	return m;
}
