/* What a translation refers to: links, pictures, footnotes, references, citations, terms and other
 * marks. */
#include "text/compare/compare_parts.h"

#include "text/markdown/attributes.h"
#include "text/markdown/marks.h"

/* ---- Links, pictures, notes ---- */

struct compare_links {
	const struct message_link *at;
	size_t n;
};

static struct compare_links links_of(const struct compare_pair *p, const struct compare_said *said)
{
	struct compare_links l = {NULL, 0};
	if (str_has(said->text, ']') || str_has(said->text, '<'))
		l.n = message_links(p->arena, said->text, said->origin, &l.at);
	return l;
}

static bool has_link(const struct compare_links *l, str target)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->at[i].target, target))
			return true;
	return false;
}

/* What strom.yml says that a link leads to in this language is the source's link. */
static void take_places(const struct compare_pair *p, struct compare_links *own,
                        const struct compare_links *source)
{
	if (!p->c->project || !p->c->project->links_n || !own->n)
		return;
	struct message_link *list = arena_array(p->arena, struct message_link, own->n);
	for (size_t i = 0; i < own->n; i++) {
		list[i] = own->at[i];
		for (size_t k = 0; k < source->n; k++)
			if (str_eq(project_link(p->c->project, source->at[k].target,
			                        p->c->language),
			           list[i].target))
				list[i].target = source->at[k].target;
	}
	own->at = list;
}

static const char *kind_of(const struct message_link *l)
{
	return l->note ? "footnote" : l->picture ? "picture to" : "link to";
}

static const char *code_of(const struct message_link *l)
{
	return l->note ? "po/note-changed" : "po/link-changed";
}

static void extra_link(const struct compare_pair *p, const struct message_link *l,
                       const struct compare_links *wanted)
{
	str *names = arena_array(p->arena, str, wanted->n);
	if (!compare_once(p, "link", l->target))
		return;
	for (size_t i = 0; i < wanted->n; i++)
		names[i] = wanted->at[i].target;
	diag_error(p->diags, l->at, code_of(l), "the source has no %s '%.*s'", kind_of(l),
	           STR_ARG(l->target));
	if (!diag_did_you_mean(p->diags, l->target, names, wanted->n))
		diag_hint(p->diags, "Copy it from the source as it is.");
}

static void missing_link(const struct compare_pair *p, const struct message_link *l)
{
	if (!compare_once(p, "link", l->target))
		return;
	diag_error(p->diags, compare_all(&p->own), code_of(l),
	           "the translation lacks the %s '%.*s'", kind_of(l), STR_ARG(l->target));
	diag_note(p->diags, l->at, "the source has it");
	diag_hint(p->diags,
	          l->note      ? "Put [%.*s] where the footnote's number is to stand."
	          : l->picture ? "Copy it from the source: ![text](%.*s)."
	                       : "Copy it from the source: [text](%.*s).",
	          STR_ARG(l->target));
}

static unsigned times(const struct compare_links *l, str picture)
{
	unsigned n = 0;
	for (size_t i = 0; i < l->n; i++)
		n += l->at[i].picture && str_eq(l->at[i].target, picture);
	return n;
}

/* A sign that a sentence shows twice; a link may be there once more in another order of words. */
static void compare_times(const struct compare_pair *p, const struct message_link *l,
                          const struct compare_links *source, const struct compare_links *own)
{
	unsigned wanted = times(source, l->target), n = times(own, l->target);
	if (!n || !wanted || n == wanted || !compare_once(p, "link", l->target))
		return;
	diag_error(p->diags, l->at, code_of(l),
	           "the translation has the picture '%.*s' %u time%s, the source %u",
	           STR_ARG(l->target), n, n == 1 ? "" : "s", wanted);
	diag_hint(p->diags, "Show it as often as the source does.");
}

/* An address in the world, which may be another for those who read another language. */
static bool is_address(const struct message_link *l)
{
	return !l->note && !l->picture &&
	       (str_find(l->target, S("://")) != SIZE_MAX || str_starts(l->target, S("mailto:")));
}

static bool is_lone(const struct message_link *l, const struct compare_links *other)
{
	return is_address(l) && !has_link(other, l->target);
}

static size_t lone(const struct compare_links *l, const struct compare_links *other)
{
	size_t n = 0;
	for (size_t i = 0; i < l->n; i++)
		n += is_lone(&l->at[i], other);
	return n;
}

static void other_address(const struct compare_pair *p, const struct message_link *l,
                          const struct compare_links *source, const struct compare_links *own)
{
	str from = S("ADDRESS");
	if (!compare_once(p, "link", l->target))
		return;
	diag_warn(p->diags, l->at, "po/link-changed",
	          "the source's link leads elsewhere than to '%.*s'", STR_ARG(l->target));
	for (size_t i = 0; i < source->n; i++)
		if (is_lone(&source->at[i], own)) {
			diag_note(p->diags, source->at[i].at, "the source has '%.*s'",
			          STR_ARG(source->at[i].target));
			from = lone(source, own) == 1 ? source->at[i].target : from;
		}
	diag_hint(p->diags,
	          "If it is the same page in '%.*s', write it into strom.yml: links: {%.*s: {%.*s: "
	          "%.*s}}.",
	          STR_ARG(p->c->language), STR_ARG(from), STR_ARG(p->c->language),
	          STR_ARG(l->target));
}

static void compare_links(const struct compare_pair *p, const struct compare_way *way)
{
	struct compare_links own = links_of(p, &way->own), source = links_of(p, &way->source);
	take_places(p, &own, &source);
	size_t there = lone(&own, &source);
	bool exchanged = there && there == lone(&source, &own), told = false;
	for (size_t i = 0; i < own.n; i++) {
		const struct message_link *l = &own.at[i];
		if (has_link(&source, l->target)) {
			compare_times(p, l, &source, &own);
			continue;
		}
		if (exchanged && is_address(l)) {
			other_address(p, l, &source, &own);
			continue;
		}
		extra_link(p, l, &source);
		told = true;
	}
	for (size_t i = 0; i < source.n && !told; i++)
		if (!has_link(&own, source.at[i].target) &&
		    !(exchanged && is_address(&source.at[i])))
			missing_link(p, &source.at[i]);
}

/* ---- Words behind @ and in braces ---- */

enum word_kind { WORD_REFERENCE, WORD_CITATION, WORD_MARK };

/* What stands in a text: "tbl-x", "smith2014", ".term". */
struct compare_word {
	enum word_kind kind;
	str key;
	size_t at, len;
};

struct compare_words { vec(struct compare_word) list; };

static size_t ticks(str s, size_t at)
{
	size_t n = 0;
	while (at + n < s.len && s.ptr[at + n] == '`')
		n++;
	return n;
}

/* Behind the code that begins at `at`; behind its ticks, when they close nowhere. */
static size_t past_code(str s, size_t at)
{
	size_t n = ticks(s, at);
	for (size_t end = at + n; end < s.len;) {
		size_t run = ticks(s, end);
		end += run ? run : 1;
		if (run == n)
			return end;
	}
	return at + n;
}

/* "Tbl-x" begins a sentence, and is tbl-x. */
static str reference_key(const struct compare_pair *p, str written)
{
	char *key = arena_cstr(p->arena, written);
	if (*key >= 'A' && *key <= 'Z')
		*key = (char)(*key | 32);
	return (str){key, written.len};
}

static size_t read_sign(const struct compare_pair *p, str s, size_t at, struct compare_words *out)
{
	size_t len = mark_reference_len(s, at);
	enum word_kind kind = len ? WORD_REFERENCE : WORD_CITATION;
	if (!len && p->c->cites)
		len = mark_citation_len(s, at);
	if (!len)
		return 1;
	str key = str_sub(s, at + 1, at + len);
	vec_push(p->arena, &out->list,
	         (struct compare_word){kind, kind == WORD_REFERENCE ? reference_key(p, key) : key,
	                               at, len});
	return len;
}

/* A term and what the index lists have other words in each language: only that they are there
 * counts. */
static void read_marks(const struct compare_pair *p, const struct attributes *a, size_t at,
                       size_t len, struct compare_words *out)
{
	static const char *const named[] = {"term", "index"};
	if (a->style.len)
		vec_push(p->arena, &out->list, (struct compare_word){WORD_MARK, a->style, at, len});
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (attributes_get(a, named[i]) && !str_eq(a->style, str_of(named[i])))
			vec_push(p->arena, &out->list,
			         (struct compare_word){WORD_MARK, str_of(named[i]), at, len});
}

static struct compare_words words_of(const struct compare_pair *p, const struct compare_said *said)
{
	struct compare_words out = {{0}};
	str s = said->text;
	size_t len;
	for (size_t at = 0; at < s.len; at += len) {
		struct attributes a = {0};
		char c = s.ptr[at];
		len = 1;
		if (c == '\\')
			len = 2;
		else if (c == '`')
			len = past_code(s, at) - at;
		else if (c == '@')
			len = read_sign(p, s, at, &out);
		else if (c == '{' && at && s.ptr[at - 1] == ']' &&
		         (len = attributes_read(p->arena, s, said->origin, at, &a)))
			read_marks(p, &a, at, len, &out);
		len += !len;
	}
	return out;
}

static size_t count(const struct compare_words *w, const struct compare_word *like)
{
	size_t n = 0;
	for (size_t i = 0; i < w->list.n; i++)
		n += w->list.at[i].kind == like->kind && str_eq(w->list.at[i].key, like->key);
	return n;
}

static void lost_mark(const struct compare_pair *p, const struct compare_way *way,
                      const struct compare_word *w)
{
	if (!compare_once(p, "mark", w->key))
		return;
	diag_warn(p->diags, compare_all(&p->own), "po/mark-lost",
	          "the translation lacks a mark '%.*s'", STR_ARG(w->key));
	diag_note(p->diags, origin_span(way->source.origin, w->at, w->len), "the source has it");
	if (str_eq(w->key, S("term")))
		diag_hint(p->diags, "Mark the same word: [word]{term=name}, with the name that the "
		                    "glossary has.");
	else if (str_eq(w->key, S("index")))
		diag_hint(p->diags, "Mark the same word, for the index: [word]{index=\"Entry\"}.");
	else
		diag_hint(p->diags, "Mark the same words: [words]{.%.*s}.", STR_ARG(w->key));
}

static void lost_word(const struct compare_pair *p, const struct compare_way *way,
                      const struct compare_word *w)
{
	bool reference = w->kind == WORD_REFERENCE;
	str written = str_sub(way->source.text, w->at, w->at + w->len);
	if (!compare_once(p, "word", w->key))
		return;
	diag_error(p->diags, compare_all(&p->own),
	           reference ? "po/reference-changed" : "po/citation-changed",
	           "the translation lacks '%.*s'", STR_ARG(written));
	diag_note(p->diags, origin_span(way->source.origin, w->at, w->len), "the source has it");
	diag_hint(
	        p->diags,
	        reference
	                ? "Put it where the sentence needs it; [words %.*s] has words of your own."
	                : "Put %.*s where the sentence needs it; what stands around it may differ.",
	        STR_ARG(written));
}

static void extra_word(const struct compare_pair *p, const struct compare_way *way,
                       const struct compare_word *w)
{
	struct span at = origin_span(way->own.origin, w->at, w->len);
	str written = str_sub(way->own.text, w->at, w->at + w->len);
	if (w->kind == WORD_MARK || !compare_once(p, "word", w->key))
		return;
	diag_error(p->diags, at,
	           w->kind == WORD_REFERENCE ? "po/reference-changed" : "po/citation-changed",
	           "the source has no '%.*s'", STR_ARG(written));
	diag_hint(p->diags, "Remove it, or write \\@ for the sign.");
}

static void compare_words(const struct compare_pair *p, const struct compare_way *way)
{
	struct compare_words own = words_of(p, &way->own), source = words_of(p, &way->source);
	for (size_t i = 0; i < source.list.n; i++) {
		const struct compare_word *w = &source.list.at[i];
		size_t have = count(&own, w);
		if (w->kind == WORD_MARK && have < count(&source, w))
			lost_mark(p, way, w);
		else if (!have && w->kind != WORD_MARK)
			lost_word(p, way, w);
	}
	for (size_t i = 0; i < own.list.n; i++)
		if (!count(&source, &own.list.at[i]))
			extra_word(p, way, &own.list.at[i]);
}

/* ---- Signs that are left over ---- */

/* How often ** begins or ends something; code and escapes are none. */
static size_t strong_signs(str s)
{
	size_t n = 0, len;
	for (size_t at = 0; at < s.len; at += len) {
		char c = s.ptr[at];
		len = c == '\\' ? 2 : 1;
		if (c == '`')
			len = past_code(s, at) - at;
		while (c == '*' && at + len < s.len && s.ptr[at + len] == '*')
			len++;
		n += c == '*' && (len == 2 || len == 3);
	}
	return n;
}

/* Builds tell of the branch that they print; here each is tried. */
static void compare_signs(const struct compare_pair *p, const struct compare_way *way)
{
	if (!way->n || strong_signs(way->own.text) % 2 == 0 || strong_signs(way->source.text) % 2 ||
	    !compare_once(p, "signs", S("")))
		return;
	diag_warn(p->diags, compare_all(&p->own), "po/sign-left",
	          "a '**' is left over for some values");
	diag_hint(p->diags, "Close it in each branch that begins it.");
}

/* Most texts have nothing of this: one look at each byte. */
static bool has_signs(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == '@' || s.ptr[i] == '{')
			return true;
	return false;
}

void compare_marks_of_way(const struct compare_pair *p, const struct compare_way *way)
{
	compare_links(p, way);
	compare_signs(p, way);
	if (has_signs(way->source.text) || has_signs(way->own.text))
		compare_words(p, way);
}
