/* Ids, captions' numbers, and the references to them. */
#include "text/resolve/resolve.h"
#include "text/markdown/typography.h"

#include <unicode/uchar.h>

/* ---- Ids ---- */

static void add_ids(struct builder *b, uint32_t *by_node)
{
	struct edition *e = b->edition;
	for (size_t i = 0; i < b->resolve->named.n && !builder_full(b); i++) {
		struct named *name = &b->resolve->named.at[i];
		uint32_t node = name->node;
		by_node[name->node] = (uint32_t)i;
		if (map_add(e->ids, name->id, &node))
			continue;
		diag_error(b->diags, name->at, "text/duplicate-id", "id '%.*s' is used twice",
		           STR_ARG(name->id));
		diag_note(b->diags, b->resolve->named.at[by_node[node]].at, "first used here");
	}
}

/* Headings of the same words get -2, -3, ... in reading order. */
static void name_headings(struct builder *b)
{
	struct map *slugs = map_new(b->arena);
	unsigned *last = arena_array(b->arena, unsigned, b->resolve->unnamed.n + 1);
	for (size_t i = 0; i < b->resolve->unnamed.n; i++) {
		const struct unnamed *u = &b->resolve->unnamed.at[i];
		uint32_t first = (uint32_t)i, node = u->node;
		str id = u->slug;
		map_add(slugs, u->slug, &first);
		if (!last[first])
			last[first] = 1;
		else
			id = arena_printf(b->arena, "%.*s-%u", STR_ARG(u->slug), ++last[first]);
		while (!map_add(b->edition->ids, id, &node)) {
			node = u->node;
			id = arena_printf(b->arena, "%.*s-%u", STR_ARG(u->slug), ++last[first]);
		}
		node_edit(b->edition, u->node)->id = id;
	}
}

/* ---- Numbers ---- */

static bool is_figure(const struct node *n)
{
	return n->kind == NODE_FIGURE || n->kind == NODE_PICTURE;
}

static str word(const struct builder *b, const char *name, str otherwise)
{
	const struct language *l = b->edition->language;
	str found = l ? language_word(l, str_of(name)) : S("");
	return found.len ? found : otherwise;
}

/* The pattern with {n} or {title} filled in. */
static str fill(struct builder *b, str pattern, const char *name, str value)
{
	size_t at = str_find(pattern, str_of(name)), len = strlen(name);
	if (at == SIZE_MAX)
		return pattern;
	return arena_printf(b->arena, "%.*s%.*s%.*s", STR_ARG(str_sub(pattern, 0, at)),
	                    STR_ARG(value), STR_ARG(str_from(pattern, at + len)));
}

#define NO_BREAK "\xC2\xA0"

/* In running text no line ends between a number and the word that says what it counts. */
static str fill_number(struct builder *b, str pattern, str number)
{
	size_t at = str_find(pattern, S("{n}"));
	if (at == SIZE_MAX)
		return pattern;
	str before = str_sub(pattern, 0, at), after = str_from(pattern, at + 3);
	bool left = str_ends(before, S(" ")), right = str_starts(after, S(" "));
	return arena_printf(b->arena, "%.*s%s%.*s%s%.*s", STR_ARG(str_sub(before, 0, at - left)),
	                    left ? NO_BREAK : "", STR_ARG(number), right ? NO_BREAK : "",
	                    STR_ARG(str_from(after, right)));
}

static str label_pattern(struct builder *b, const struct node *n)
{
	return is_figure(n) ? word(b, "figure", S("Figure {n}")) : word(b, "table", S("Table {n}"));
}

static str caption_label(struct builder *b, const struct node *n)
{
	return fill(b, label_pattern(b, n), "{n}", arena_printf(b->arena, "%d", n->number));
}

static str caption_reference(struct builder *b, const struct node *n)
{
	str pattern = word(b, is_figure(n) ? "figure-ref" : "table-ref", label_pattern(b, n));
	return fill_number(b, pattern, arena_printf(b->arena, "%d", n->number));
}

static void add_generated(struct builder *b, strom_node caption, strom_node before, str text)
{
	struct edition *e = b->edition;
	struct span at = node_at(e, caption)->span;
	if (!text.len)
		return;
	strom_node node = edition_insert(e, caption, before, NODE_TEXT, at);
	node_edit(e, node)->text = text;
	node_edit(e, node)->flags |= NODE_GENERATED;
}

/* The language's pattern around the caption's own words: "{label}. {text}". */
static void label_caption(struct builder *b, strom_node node, strom_node caption)
{
	struct edition *e = b->edition;
	str label = caption_label(b, node_at(e, node));
	str pattern = fill(b, word(b, "caption", S("{label}. {text}")), "{label}", label);
	size_t at = str_find(pattern, S("{text}"));
	add_generated(b, caption, node_at(e, caption)->first, str_sub(pattern, 0, at));
	if (at != SIZE_MAX)
		add_generated(b, caption, 0, str_from(pattern, at + 6));
}

static strom_node caption_of(const struct edition *e, strom_node node)
{
	strom_node first = node_at(e, node)->first;
	return first && node_at(e, first)->kind == NODE_CAPTION ? first : 0;
}

/* Nodes of a document come into being in reading order. */
static void number_captions(struct builder *b)
{
	struct edition *e = b->edition;
	int32_t tables = 0, figures = 0;
	for (strom_node i = 1, n = (strom_node)e->nodes.n; i < n; i++) {
		struct node *node = node_edit(e, i);
		strom_node caption = node->kind == NODE_TABLE || is_figure(node) ? caption_of(e, i)
		                                                                 : 0;
		if (!caption)
			continue;
		node->number = is_figure(node) ? ++figures : ++tables;
		label_caption(b, i, caption);
	}
}

/* ---- References ---- */

static str letter_of(str letters, size_t index)
{
	while (index--)
		utf8_next(&letters);
	str rest = letters;
	utf8_next(&rest);
	return str_sub(letters, 0, letters.len - rest.len);
}

/* "A", "B", ... "Z", then "AA", "AB", ... in the language's letters. */
static str letters_of(struct builder *b, int32_t number)
{
	str letters = word(b, "appendix-letters", S("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), out = S("");
	size_t n = utf8_count(letters);
	for (size_t rest = (size_t)number; rest; rest = (rest - 1) / n)
		out = arena_printf(b->arena, "%.*s%.*s",
		                   STR_ARG(letter_of(letters, (rest - 1) % n)), STR_ARG(out));
	return out;
}

static void label_appendices(struct builder *b)
{
	struct edition *e = b->edition;
	int32_t number = 0;
	for (strom_node i = 1, n = (strom_node)e->nodes.n; i < n; i++) {
		if (!(node_at(e, i)->flags & NODE_APPENDIX) || node_at(e, i)->kind != NODE_HEADING)
			continue;
		node_edit(e, i)->number = ++number;
		str label = fill(b, word(b, "appendix", S("Appendix {n}")), "{n}",
		                 letters_of(b, number));
		add_generated(b, i, node_at(e, i)->first,
		              arena_printf(b->arena, "%.*s. ", STR_ARG(label)));
	}
}

void references_unknown(struct builder *b, struct span at, str id)
{
	vec(str) words = {0};
	for (size_t i = 0; i < b->resolve->named.n; i++)
		vec_push(b->arena, &words, b->resolve->named.at[i].id);
	for (size_t i = 0; i < b->resolve->unnamed.n; i++)
		vec_push(b->arena, &words, node_at(b->edition, b->resolve->unnamed.at[i].node)->id);
	diag_error(b->diags, at, "text/unknown-reference", "nothing has the id '%.*s'",
	           STR_ARG(id));
	str meant = resolve_meant(b, id);
	if (meant.len)
		diag_hint(b->diags, "Did you mean '%.*s'?", STR_ARG(meant));
	else
		diag_one_of(b->diags, id, words.at, words.n);
}

/* Without the words that the language puts around it. */
static bool bare_text(struct builder *b, strom_node target, str *out)
{
	const struct node *n = node_at(b->edition, target);
	bool captioned = n->number && (n->kind == NODE_TABLE || is_figure(n));
	if (n->kind == NODE_HEADING && n->flags & NODE_APPENDIX)
		*out = letters_of(b, n->number);
	else if (n->kind == NODE_HEADING || n->kind == NODE_TERM)
		*out = edition_text(b->edition, b->arena, target);
	else if (captioned)
		*out = arena_printf(b->arena, "%d", n->number);
	return captioned || n->kind == NODE_HEADING || n->kind == NODE_TERM;
}

static str capital(struct arena *arena, str text)
{
	struct buf out = {0};
	str rest = text;
	uint32_t code = rest.len ? utf8_next(&rest) : 0;
	buf_utf8(&out, code ? (uint32_t)u_totitle((UChar32)code) : ' ');
	buf_put(&out, rest);
	str s = text.len ? arena_str(arena, buf_str(&out)) : text;
	buf_drop(&out);
	return s;
}

static bool reference_text(struct builder *b, strom_node target, str *out)
{
	const struct node *n = node_at(b->edition, target);
	if (n->kind == NODE_HEADING) {
		if (n->flags & NODE_APPENDIX) {
			*out = fill_number(b, word(b, "appendix-ref", S("Appendix {n}")),
			                   letters_of(b, n->number));
			return true;
		}
		str pattern = word(b, "section-ref", S("{title}"));
		if (str_find(pattern, S("{title}")) == SIZE_MAX)
			pattern = S("{title}");
		str title = edition_text(b->edition, b->arena, target);
		if (b->typography && str_find(pattern, b->typography->quotes[0]) != SIZE_MAX)
			title = typography_within(b->arena, b->typography, title);
		*out = fill(b, pattern, "{title}", title);
		return true;
	}
	if (n->kind == NODE_TERM) {
		*out = edition_text(b->edition, b->arena, target);
		return true;
	}
	if (!n->number || (n->kind != NODE_TABLE && !is_figure(n)))
		return false;
	*out = caption_reference(b, n);
	return true;
}

/* @Tbl-x names tbl-x, or what an author has called so. */
static strom_node find_target(struct builder *b, strom_node ref)
{
	struct edition *e = b->edition;
	str id = node_at(e, ref)->target;
	strom_node target = edition_find(e, id);
	if (target || !id.len || id.ptr[0] >= 'a')
		return target;
	id = arena_printf(b->arena, "%c%.*s", id.ptr[0] | 0x20, STR_ARG(str_from(id, 1)));
	target = edition_find(e, id);
	if (target)
		node_edit(e, ref)->target = id;
	return target;
}

/* The author's own words before a number: "[in table @tbl-x]". */
static void bind_words(struct builder *b, strom_node ref)
{
	struct node *last = node_edit(b->edition, node_at(b->edition, ref)->last);
	if (last->kind == NODE_TEXT && str_ends(last->text, S(" ")))
		last->text = arena_printf(b->arena, "%.*s" NO_BREAK,
		                          STR_ARG(str_sub(last->text, 0, last->text.len - 1)));
}

static bool is_numbered(const struct node *n)
{
	return n->kind != NODE_TERM && (n->kind != NODE_HEADING || n->flags & NODE_APPENDIX);
}

static void resolve(struct builder *b, const struct sentences *sentences, strom_node ref)
{
	struct edition *e = b->edition;
	str id = node_at(e, ref)->target, text;
	struct span at = node_at(e, ref)->span;
	enum ref_form form = node_at(e, ref)->level;
	strom_node target = find_target(b, ref);
	if (!target) {
		references_unknown(b, at, id);
		return;
	}
	if (!(form == REF_BARE ? bare_text(b, target, &text) : reference_text(b, target, &text))) {
		diag_error(
		        b->diags, at, "text/no-caption",
		        "'%.*s' has neither a caption nor a heading, so nothing to refer to it by",
		        STR_ARG(id));
		diag_hint(b->diags, "Give it a caption, or link to it: [words](#%.*s).",
		          STR_ARG(id));
		return;
	}
	if (form == REF_BARE && is_numbered(node_at(e, target)))
		bind_words(b, ref);
	else if (form == REF_CAPITAL || (form == REF_WHOLE && sentences_begins(sentences, ref)))
		text = capital(b->arena, text);
	strom_node child = edition_add_text(e, ref, text);
	node_edit(e, child)->flags |= NODE_GENERATED;
	node_edit(e, child)->span = at;
}

static void check_link(struct builder *b, strom_node link)
{
	const struct node *n = node_at(b->edition, link);
	if (n->target.len > 1 && n->target.ptr[0] == '#' &&
	    !edition_find(b->edition, str_from(n->target, 1)))
		references_unknown(b, n->span, str_from(n->target, 1));
}

void references_resolve(struct builder *b)
{
	struct edition *e = b->edition;
	add_ids(b, arena_array(b->arena, uint32_t, e->nodes.n));
	name_headings(b);
	number_captions(b);
	label_appendices(b);
	terms_resolve(b);
	resolve_index(b);
	resolve_signs(b);
	const struct sentences *sentences = sentences_new(b->arena, e);
	for (strom_node i = 1, n = (strom_node)e->nodes.n; i < n && !builder_full(b); i++) {
		if (node_at(e, i)->kind == NODE_REF &&
		    (!node_at(e, i)->first || node_at(e, i)->level == REF_BARE))
			resolve(b, sentences, i);
		else if (node_at(e, i)->kind == NODE_NOTE_REF && !node_at(e, i)->number)
			builder_note_out_of_place(b, node_at(e, i)->span);
		else if (node_at(e, i)->kind == NODE_LINK)
			check_link(b, i);
	}
}
