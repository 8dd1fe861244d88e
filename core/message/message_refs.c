/* What a message refers to: arguments, and targets of links and pictures; and whether a
 * translation refers to the same. */
#include "message/message_parts.h"

enum { MOST_PARENS = 32, MOST_TICKS = 80, MOST_REPORTS = 20 };

size_t message_arguments(struct arena *arena, const struct message *m, const struct argument **out)
{
	struct argument *list = arena_array(arena, struct argument, m->arguments.n + 1);
	for (size_t i = 0; i < m->arguments.n; i++) {
		const struct message_argument *a = &m->arguments.at[i];
		list[i] = (struct argument){a->name, a->type,
		                            origin_span(&m->origin, a->name_off, a->name.len)};
	}
	*out = list;
	return m->arguments.n;
}

/* ---- Links: as CommonMark 0.30 writes inline links, pictures and autolinks (6.3, 6.4, 6.5) ---- */

struct bracket { size_t at; bool picture; };

struct message_scan {
	struct arena *arena;
	const struct message *message;
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
	         str_sub(s->text, from, to), origin_span(&s->message->origin, from, to - from), picture,
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

size_t message_links(struct arena *arena, const struct message *m, const struct message_link **out)
{
	struct message_scan s = {.arena = arena, .message = m, .text = m->text};
	scan_links(&s);
	*out = s.links.at;
	return s.links.n;
}

/* ---- Comparing ---- */

struct message_names {
	struct map *map;
	vec(str) list;
};

static void add_name(struct arena *arena, struct message_names *n, str name)
{
	uint32_t index = (uint32_t)n->list.n;
	if (map_add(n->map, name, &index))
		vec_push(arena, &n->list, name);
}

static bool has_name(const struct message_names *n, str name)
{
	uint32_t index;
	return map_get(n->map, name, &index);
}

static struct message_names argument_names(struct arena *arena, const struct message *m)
{
	struct message_names n = {.map = map_new(arena)};
	for (size_t i = 0; i < m->arguments.n; i++)
		add_name(arena, &n, m->arguments.at[i].name);
	return n;
}

static struct span all_of(const struct message *m)
{
	return origin_span(&m->origin, 0, m->text.len);
}

static bool is_quoted(const struct message *m, str name)
{
	for (size_t i = 0; i < m->quoted.n; i++)
		if (str_eq(m->quoted.at[i].name, name))
			return true;
	return false;
}

static bool compare_arguments(struct arena *arena, struct diags *d, const struct message *source,
                              const struct message *m)
{
	struct message_names ours = argument_names(arena, m),
	                     theirs = argument_names(arena, source);
	bool fine = true;
	unsigned told = 0;
	for (size_t i = 0; i < theirs.list.n && told < MOST_REPORTS; i++) {
		str name = theirs.list.at[i];
		if (has_name(&ours, name))
			continue;
		fine = diag_error(d, all_of(m), "po/placeholder-missing", "the translation lacks {%.*s}",
		                  STR_ARG(name));
		diag_note(d, all_of(source), "the source has it");
		if (is_quoted(m, name))
			diag_hint(d, "An apostrophe before its brace makes it plain text: write ''{%.*s}''.", STR_ARG(name));
		else
			diag_hint(d, "Put {%.*s} where the sentence needs it; its format may differ.", STR_ARG(name));
		told++;
	}
	for (size_t i = 0; i < m->arguments.n && told < MOST_REPORTS; i++) {
		const struct message_argument *a = &m->arguments.at[i];
		if (has_name(&theirs, a->name))
			continue;
		fine = diag_error(d, origin_span(&m->origin, a->name_off, a->name.len),
		                  "po/placeholder-extra", "the source has no {%.*s}", STR_ARG(a->name));
		if (!diag_did_you_mean(d, a->name, theirs.list.at, theirs.list.n))
			diag_hint(d, "Remove it, or add it to the source text.");
		told++;
	}
	return fine;
}

static struct message_names targets(struct arena *arena, const struct message_link *links, size_t n)
{
	struct message_names names = {.map = map_new(arena)};
	for (size_t i = 0; i < n; i++)
		add_name(arena, &names, links[i].target);
	return names;
}

static const char *kind_of(const struct message_link *l)
{
	return l->note ? "footnote" : l->picture ? "picture to" : "link to";
}

static void tell_extra(struct diags *d, const struct message_link *l,
                       const struct message_names *want)
{
	diag_error(d, l->at, l->note ? "po/note-changed" : "po/link-changed",
	           "the source has no %s '%.*s'", kind_of(l), STR_ARG(l->target));
	if (!diag_did_you_mean(d, l->target, want->list.at, want->list.n))
		diag_hint(d, "Copy it from the source as it is.");
}

static void tell_missing(struct diags *d, const struct message *m, const struct message_link *l)
{
	diag_error(d, all_of(m), l->note ? "po/note-changed" : "po/link-changed",
	           "the translation lacks the %s '%.*s'", kind_of(l), STR_ARG(l->target));
	diag_note(d, l->at, "the source has it");
	diag_hint(d, l->note ? "Put [%.*s] where the footnote's number is to stand."
	                     : "Copy it from the source: [text](%.*s).", STR_ARG(l->target));
}

static bool compare_links(struct arena *arena, struct diags *d, const struct message *source,
                          const struct message *m)
{
	const struct message_link *ours, *theirs;
	size_t n = message_links(arena, m, &ours), theirs_n = message_links(arena, source, &theirs);
	struct message_names have = targets(arena, ours, n),
	                     want = targets(arena, theirs, theirs_n);
	unsigned told = 0;
	for (size_t i = 0; i < n && told < MOST_REPORTS; i++)
		if (!has_name(&want, ours[i].target)) {
			tell_extra(d, &ours[i], &want);
			told++;
		}
	for (size_t i = 0; i < theirs_n && !told; i++)
		if (!has_name(&have, theirs[i].target)) {
			tell_missing(d, m, &theirs[i]);
			told++;
		}
	return !told;
}

bool message_compare(struct arena *arena, struct diags *d, const struct message *source,
                     const struct message *translation)
{
	bool arguments = compare_arguments(arena, d, source, translation);
	return compare_links(arena, d, source, translation) && arguments;
}
