/* What a message refers to: arguments, and targets of links and pictures. */
#include "message/message_parts.h"

enum { MOST_PARENS = 32, MOST_TICKS = 80 };

static bool prints(const struct message *m, const struct body *body, str name)
{
	for (size_t i = 0; i < body->pieces.n; i++) {
		const struct message_piece *p = &body->pieces.at[i];
		const struct message_argument *a = &m->arguments.at[p->argument];
		if (p->kind == PIECE_NUMBER_SIGN)
			return true;
		if (p->kind == PIECE_ARGUMENT && str_eq(a->name, name) && !a->branches.n)
			return true;
	}
	return false;
}

static const struct argument_branch *branches_of(struct arena *arena, const struct message *m,
                                                 const struct message_argument *a)
{
	struct argument_branch *list = arena_array(arena, struct argument_branch, a->branches.n);
	for (size_t i = 0; i < a->branches.n; i++) {
		const struct branch *b = &a->branches.at[i];
		size_t key = (size_t)(b->key.ptr - m->text.ptr), end = b->off + b->len;
		list[i] = (struct argument_branch){b->key,
		                                   b->exact,
		                                   b->number,
		                                   prints(m, &b->body, a->name),
		                                   origin_span(&m->origin, key, b->key.len),
		                                   str_sub(m->text, b->off, end),
		                                   origin_span(&m->origin, b->off, b->len)};
	}
	return list;
}

size_t message_arguments(struct arena *arena, const struct message *m, const struct argument **out)
{
	struct argument *list = arena_array(arena, struct argument, m->arguments.n + 1);
	for (size_t i = 0; i < m->arguments.n; i++) {
		const struct message_argument *a = &m->arguments.at[i];
		list[i] = (struct argument){
		        .name = a->name,
		        .written = str_sub(m->text, a->off, a->off + a->len),
		        .type = a->type,
		        .at = origin_span(&m->origin, a->name_off, a->name.len),
		        .skeleton = a->skeleton,
		        .form = a->form,
		        .date = a->date,
		        .offset = a->offset,
		        .branches = branches_of(arena, m, a),
		        .branches_n = a->branches.n,
		};
	}
	*out = list;
	return m->arguments.n;
}

str message_source(const struct message *m, const struct origin **origin)
{
	*origin = &m->origin;
	return m->text;
}

bool message_is_plain(const struct message *m)
{
	return !m->arguments.n;
}

bool message_is_icu(const struct message *m)
{
	return !m->attributes;
}

bool message_is_quoted(const struct message *m, str name)
{
	for (size_t i = 0; i < m->quoted.n; i++)
		if (str_eq(m->quoted.at[i].name, name))
			return true;
	return false;
}

/* ---- Links: as CommonMark 0.30 writes inline links, pictures and autolinks (6.3, 6.4, 6.5) ----
 */

struct bracket { size_t at; bool picture; };

struct message_scan {
	struct arena *arena;
	const struct origin *origin;
	str text;
	size_t at;
	vec(struct bracket) open;
	vec(struct message_link) links;
	bool no_ticks[MOST_TICKS + 1];   /* no run of that length is ahead */
};

static size_t run_of(str s, size_t at, char c)
{
	size_t n = 0;
	while (at + n < s.len && s.ptr[at + n] == c)
		n++;
	return n;
}

/* Moves behind the code span, or behind its ticks when they close nowhere. */
static void skip_code(struct message_scan *s)
{
	size_t n = run_of(s->text, s->at, '`'), at = s->at + n;
	s->at = at;
	if (n > MOST_TICKS || s->no_ticks[n])
		return;
	while (at < s->text.len) {
		size_t run = run_of(s->text, at, '`');
		at += run ? run : 1;
		if (run == n) {
			s->at = at;
			return;
		}
	}
	s->no_ticks[n] = true;
}

static void add_link(struct message_scan *s, size_t from, size_t to, bool picture)
{
	vec_push(s->arena, &s->links, (struct message_link){
	         str_sub(s->text, from, to), origin_span(s->origin, from, to - from), picture,
	         false});
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_spaces(str s, size_t at)
{
	while (at < s.len && is_space(s.ptr[at]))
		at++;
	return at;
}

/* Behind a target that begins at `at`; SIZE_MAX: there is none. */
static size_t target_end(str s, size_t at)
{
	int depth = 0;
	if (at < s.len && s.ptr[at] == '<') {
		for (at++; at < s.len && s.ptr[at] != '\n' && s.ptr[at] != '<'; at++) {
			if (s.ptr[at] == '>')
				return at + 1;
			at += s.ptr[at] == '\\';
		}
		return SIZE_MAX;
	}
	for (; at < s.len && !is_space(s.ptr[at]); at++) {
		if (s.ptr[at] == '\\')
			at++;
		else if (s.ptr[at] == '(' && ++depth > MOST_PARENS)
			return SIZE_MAX;
		else if (s.ptr[at] == ')' && --depth < 0)
			return at;
	}
	return depth ? SIZE_MAX : at < s.len ? at : s.len;
}

/* "](" was met at s->at; where it is a link, moves into the target's end. */
static void take_target(struct message_scan *s, bool picture)
{
	str t = s->text;
	size_t from = skip_spaces(t, s->at + 2), to = target_end(t, from);
	if (to == SIZE_MAX)
		return;
	size_t next = skip_spaces(t, to);
	bool titled = next > to && next < t.len && memchr("\"'(", t.ptr[next], 3);
	if (next >= t.len || (t.ptr[next] != ')' && !titled))
		return;
	if (t.ptr[from] == '<')
		add_link(s, from + 1, to - 1, picture);
	else
		add_link(s, from, to, picture);
	s->at = to - 1;
}

static void close_bracket(struct message_scan *s)
{
	struct bracket b = {0};
	if (s->open.n) {
		b = s->open.at[--s->open.n];
		if (s->at + 1 < s->text.len && s->text.ptr[s->at + 1] == '(')
			take_target(s, b.picture);
	}
	s->at++;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* <https://...> or <someone@example.org>: no space, and a colon behind a scheme, or an @. */
static void take_autolink(struct message_scan *s)
{
	size_t from = s->at + 1, to = from;
	bool colon = false, address = false;
	for (; to < s->text.len && !is_space(s->text.ptr[to]) && s->text.ptr[to] != '<' &&
	       s->text.ptr[to] != '>'; to++) {
		colon |= s->text.ptr[to] == ':' && to > from + 1;
		address |= s->text.ptr[to] == '@' && to > from;
	}
	s->at = from;
	if (to >= s->text.len || s->text.ptr[to] != '>' || to == from || !(colon || address) ||
	    (!address && !is_letter(s->text.ptr[from])))
		return;
	add_link(s, from, to, false);
	s->at = to + 1;
}

/* [^name]: what a translation must keep, like a link's target. */
static void take_note(struct message_scan *s)
{
	size_t from = s->at + 1, to = from;
	while (to < s->text.len && s->text.ptr[to] != ']' && !is_space(s->text.ptr[to]))
		to++;
	if (to < s->text.len && s->text.ptr[to] == ']') {
		add_link(s, from, to, false);
		s->links.at[s->links.n - 1].note = true;
	}
	s->at = to;
}

static void scan_links(struct message_scan *s)
{
	while (s->at < s->text.len) {
		char c = s->text.ptr[s->at];
		if (c == '\\')
			s->at += 2;
		else if (c == '`')
			skip_code(s);
		else if (c == '<')
			take_autolink(s);
		else if (c == ']')
			close_bracket(s);
		else if (c == '[' && s->at + 1 < s->text.len && s->text.ptr[s->at + 1] == '^')
			take_note(s);
		else if (c == '[') {
			bool picture = s->at && s->text.ptr[s->at - 1] == '!';
			vec_push(s->arena, &s->open, (struct bracket){s->at++, picture});
		} else
			s->at++;
	}
}

size_t message_links(struct arena *arena, str text, const struct origin *origin,
                     const struct message_link **out)
{
	struct message_scan s = {.arena = arena, .origin = origin, .text = text};
	scan_links(&s);
	*out = s.links.at;
	return s.links.n;
}
