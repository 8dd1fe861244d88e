/* Abbreviations: *[NGO]: non-governmental organisation, as in PHP Markdown Extra. A line is one
 * segment, so that a translation may shorten other words. */
#include "text/resolve/terms.h"

#include "text/draft/draft_parts.h"

#include <unicode/uchar.h>

/* Each word of the text is compared with all of them. */
enum { MOST_ABBREVIATIONS = 1000 };

/* ---- As written ---- */

/* Behind "*[NGO]:"; 0: the line is none. */
static size_t head_len(str line)
{
	size_t end = str_find(line, S("]:"));
	bool good = str_starts(line, S("*[")) && end != SIZE_MAX && str_trim(str_sub(line, 2, end)).len;
	return good && str_trim(str_from(line, end + 2)).len ? end + 2 : 0;
}

static void bad(struct diags *diags, struct span at)
{
	diag_error(diags, at, "text/bad-abbreviation", "this is no abbreviation and what it is short for");
	diag_hint(diags, "Write *[NGO]: non-governmental organisation, each on a line of its own.");
}

bool draft_abbreviations(struct draft_reader *r, const struct raw *raw)
{
	str rest = raw->text, line;
	if (!str_starts(rest, S("*[")) || !head_len(str_until(rest, '\n')))
		return false;
	while (rest.len) {
		size_t from = raw->text.len - rest.len;
		line = str_until(rest, '\n');
		rest = str_from(rest, line.len + 1);
		struct raw one = draft_part(r, raw, from, from + line.len);
		one = draft_trimmed(r, &one);
		one.kind = SEGMENT_ABBREVIATION;
		if (head_len(one.text)) {
			vec_push(r->arena, &r->draft->abbreviations, one);
			continue;
		}
		r->good = false;
		bad(r->diags, one.at);
	}
	return true;
}

/* ---- In the edition's language ---- */

static const struct abbreviation *known(const struct builder *b, str shorter, uint16_t lang)
{
	for (size_t i = 0; i < b->abbreviations.n; i++)
		if (b->abbreviations.at[i].lang == lang && str_eq(b->abbreviations.at[i].shorter, shorter))
			return &b->abbreviations.at[i];
	return NULL;
}

static void add(struct builder *b, const struct message_text *text, uint16_t lang)
{
	size_t head = head_len(text->text);
	struct span at = origin_span(&text->origin, 0, text->text.len);
	if (!head) {
		builder_fail(b);
		bad(b->diags, at);
		return;
	}
	str shorter = message_plain(b->scratch, text, str_trim(str_sub(text->text, 2, head - 2)));
	str longer = message_plain(b->scratch, text, str_trim(str_from(text->text, head)));
	const struct abbreviation *old = known(b, shorter, lang);
	if (!old) {
		vec_push(b->arena, &b->abbreviations,
		         (struct abbreviation){arena_str(b->arena, shorter), arena_str(b->arena, longer), lang, at});
		return;
	}
	if (str_eq(old->longer, longer))
		return;
	builder_fail(b);
	diag_error(b->diags, at, "text/abbreviation-twice", "'%.*s' is short for two things", STR_ARG(shorter));
	diag_note(b->diags, old->at, "first written here");
}

/* As written, for passages that are not translated. */
static void add_source(struct maker *m, const struct raw *raw)
{
	struct message_text text;
	const struct message *message = message_parse(m->b.scratch, m->b.diags, raw->text, &raw->origin);
	if (message && message_eval(m->b.scratch, m->b.diags, message, m->source, edition_values(m->values),
	                            &text))
		add(&m->b, &text, m->source_lang);
}

static bool too_many(struct builder *b, struct span at)
{
	if (b->abbreviations.n < MOST_ABBREVIATIONS)
		return false;
	builder_fail(b);
	diag_error(b->diags, at, "text/too-many-abbreviations", "the document has more than 1000 abbreviations");
	diag_hint(b->diags, "Leave out those that stand in no text.");
	return true;
}

void abbreviations_make(struct maker *m, const struct draft *d)
{
	for (size_t i = 0; i < d->abbreviations.n; i++) {
		const struct raw *raw = &d->abbreviations.at[i];
		struct message_text text;
		uint16_t lang;
		arena_reset(m->b.scratch);
		if (too_many(&m->b, raw->at))
			return;
		if (!maker_evaluate(m, raw, &text, &lang))
			continue;
		add(&m->b, &text, lang);
		if (m->translate && !lang)
			add_source(m, raw);
	}
}

/* ---- In the text ---- */

static bool is_word_at(str text, size_t at)
{
	str rest = str_from(text, at);
	uint32_t code = rest.len ? utf8_next(&rest) : UTF8_BAD;
	return code != UTF8_BAD && u_isalnum((UChar32)code);
}

static bool is_word_before(str text, size_t at)
{
	while (at && ((unsigned char)text.ptr[at - 1] & 0xC0) == 0x80)
		at--;
	return at && is_word_at(text, at - 1);
}

/* The longest that stands there as a whole word. */
static const struct abbreviation *found_at(const struct builder *b, str text, size_t at, uint16_t lang)
{
	const struct abbreviation *best = NULL;
	for (size_t i = 0; i < b->abbreviations.n; i++) {
		const struct abbreviation *a = &b->abbreviations.at[i];
		if (a->lang != lang || !str_starts(str_from(text, at), a->shorter) ||
		    (best && best->shorter.len >= a->shorter.len))
			continue;
		if (!is_word_at(text, at + a->shorter.len) || !is_word_before(a->shorter, a->shorter.len))
			best = a;
	}
	return best;
}

/* Puts a piece of a text behind node *last, which it becomes. */
static void put_piece(struct builder *b, strom_node *last, str text, const struct abbreviation *a)
{
	struct edition *e = b->edition;
	struct node of = *node_at(e, *last);
	strom_node n = edition_insert(e, of.parent, of.next, a ? NODE_SPAN : NODE_TEXT, of.span);
	node_at(e, n)->lang = of.lang;
	*last = n;
	if (!a) {
		node_at(e, n)->text = text;
		return;
	}
	node_at(e, n)->alt = a->longer;
	strom_node inner = edition_add(e, n, NODE_TEXT, of.span);
	node_at(e, inner)->text = text;
	node_at(e, inner)->lang = of.lang;
}

static void apply(struct builder *b, strom_node n)
{
	struct edition *e = b->edition;
	str text = node_at(e, n)->text;
	uint16_t lang = node_at(e, n)->lang;
	strom_node last = n;
	size_t done = 0;
	for (size_t at = 0; at < text.len; at++) {
		const struct abbreviation *a = is_word_before(text, at) ? NULL : found_at(b, text, at, lang);
		if (!a)
			continue;
		if (last == n)
			node_at(e, n)->text = str_sub(text, 0, at);
		else if (at > done)
			put_piece(b, &last, str_sub(text, done, at), NULL);
		put_piece(b, &last, a->shorter, a);
		done = at + a->shorter.len;
		at = done - 1;
	}
	if (last != n && done < text.len)
		put_piece(b, &last, str_from(text, done), NULL);
}

void abbreviations_apply(struct builder *b)
{
	struct edition *e = b->edition;
	for (strom_node n = 1, end = (strom_node)e->nodes.n; b->abbreviations.n && n < end; n++) {
		const struct node *node = node_at(e, n);
		if (node->kind == NODE_TEXT && !(node->flags & NODE_GENERATED) &&
		    node_at(e, node->parent)->kind != NODE_CODE)
			apply(b, n);
	}
}
