/* What marks.c and cmark find beyond CommonMark: footnotes, references, citations and spans. */
#include "text/build/inlines_parts.h"
#include "text/markdown/typography.h"

/* [^name]: whose note it is, and its number, notes.c finds out. */
void inlines_note(struct converter *c, strom_node parent, cmark_node *n)
{
	struct builder *b = c->builder;
	str name = {(const char *)n->as.literal.data, (size_t)n->as.literal.len};
	size_t from = c->cursor + str_find(str_from(c->source, c->cursor), S("[^"));
	size_t to = inlines_clamp(c, from + name.len + 3);
	c->cursor = to;
	c->space = false;
	if (c->plain) {
		if (!c->here.plain)
			builder_note_out_of_place(b, inlines_span(c, from, to));
		return;
	}
	inlines_flush(c, parent);
	strom_node ref = inlines_node(c, parent, NODE_NOTE_REF, from, to);
	node_edit(b->edition, ref)->target = arena_str(b->arena, name);
}

/* ---- Marks ---- */

/* "@tbl-x{n}" would read as one number. */
static void check_behind(struct converter *c, size_t from, size_t to)
{
	str rest = str_from(c->source, to);
	uint32_t index;
	if (!message_token(&rest, &index))
		return;
	diag_warn(c->builder->diags, inlines_span(c, from, c->source.len - rest.len),
	          "text/glued-value", "a value stands right behind a reference");
	diag_hint(c->builder->diags, "Leave a space. A reference has other forms: [words @tbl-x], "
	                             "[-@tbl-x] and @Tbl-x.");
}

/* The words in brackets before it are its own. */
static size_t words_start(const struct converter *c, size_t from)
{
	size_t at = c->cursor;
	while (at < from && str_has(S("[; "), c->source.ptr[at]))
		at++;
	return at;
}

static void convert_reference(struct converter *c, strom_node parent, cmark_node *n)
{
	struct builder *b = c->builder;
	const struct mark *mark = n->user_data;
	size_t to = mark->from + mark->len,
	       from = n->first_child ? words_start(c, mark->from) : mark->from;
	inlines_flush(c, parent);
	strom_node ref = inlines_node(c, parent, NODE_REF, from, to);
	check_behind(c, mark->from, to);
	inlines_inside(c, ref, n->first_child);
	node_edit(b->edition, ref)->level = mark->bare                            ? REF_BARE
	                                  : c->source.ptr[mark->from + 1] < 'a' ? REF_CAPITAL
	                                                                        : REF_WHOLE;
	if (mark->kind == MARK_CITATION)
		builder_cite(b, ref, mark->target,
		             mark->year      ? CITE_YEAR
		             : mark->grouped ? CITE_GROUPED
		                             : CITE_NAMED,
		             inlines_span(c, mark->from, to));
	else
		node_edit(b->edition, ref)->target = arena_str(b->arena, mark->target);
	if (mark->kind == MARK_CITATION)
		node_edit(b->edition, ref)->level = REF_WHOLE;
	c->space = false;
}

static void convert_span(struct converter *c, strom_node parent, cmark_node *n, size_t from)
{
	static const char *const known[] = {"index", "lang", "term", NULL};
	struct builder *b = c->builder;
	const struct mark *mark = n->user_data;
	uint16_t outer = c->lang;
	str tag;
	inlines_flush(c, parent);
	if (attributes_lang(b->diags, &mark->attributes, &tag) && tag.len)
		c->lang = edition_language(b->edition, tag);
	strom_node span = inlines_node(c, parent, NODE_SPAN, from, mark->from + mark->len);
	node_edit(b->edition, span)->style = arena_str(b->arena, mark->attributes.style);
	builder_name_node(b, span, mark->attributes.id, mark->attributes.id_at);
	attributes_check(b->diags, &mark->attributes, known);
	builder_term_mark(b, span, &mark->attributes);
	inlines_inside(c, builder_index_mark(b, span, &mark->attributes), n->first_child);
	c->lang = outer;
}

/* CO~2~ and m^2^ */
static void convert_apart(struct converter *c, strom_node parent, const struct mark *mark)
{
	struct builder *b = c->builder;
	size_t to = mark->from + mark->len;
	const struct language *language = c->here.voice.typography;
	str typed = language && !c->here.plain ? typography_text(b->scratch, language, mark->target)
	                                       : mark->target;
	str text = message_plain(b->scratch, c->message, typed);
	if (c->plain) {
		inlines_put(c, text, mark->from, to);
		return;
	}
	inlines_flush(c, parent);
	strom_node apart = inlines_node(c, parent, mark->kind == MARK_SUB ? NODE_SUB : NODE_SUP,
	                                mark->from, to);
	strom_node inner = inlines_node(c, apart, NODE_TEXT, mark->from + 1, to - 1);
	node_edit(b->edition, inner)->text = arena_str(b->arena, text);
	c->space = false;
}

/* ~~so~~; one end alone is text. */
static void convert_strike(struct converter *c, strom_node parent, cmark_node *n)
{
	const struct mark *mark = n->user_data;
	size_t to = mark->from + mark->len;
	if (!mark->grouped) {
		inlines_put(c, S("~~"), mark->from, to);
		return;
	}
	c->cursor = mark->from + 2;
	if (c->plain) {
		inlines_inside(c, parent, n->first_child);
		return;
	}
	inlines_flush(c, parent);
	inlines_inside(c, inlines_node(c, parent, NODE_STRIKE, mark->from, to), n->first_child);
}

void inlines_mark(struct converter *c, strom_node parent, cmark_node *n)
{
	struct builder *b = c->builder;
	struct mark *mark = n->user_data;
	size_t from = mark->kind == MARK_SPAN ? inlines_link_start(c) : mark->from;
	size_t to = mark->from + mark->len;
	if (mark->kind == MARK_ATTRIBUTES) {
		diag_error(c->builder->diags, mark->attributes.at, "text/lost-attributes",
		           "attributes belong to nothing");
		diag_hint(b->diags, "Write [text]{.class}, or '{' for a brace.");
	} else if (mark->kind == MARK_SUB || mark->kind == MARK_SUP) {
		convert_apart(c, parent, mark);
	} else if (mark->kind == MARK_STRIKE) {
		convert_strike(c, parent, n);
	} else if (mark->kind != MARK_SPAN && c->plain) {
		inlines_inside(c, parent, n->first_child);
		inlines_put(c, mark->target, from, to);
	} else if (mark->kind != MARK_SPAN) {
		convert_reference(c, parent, n);
	} else if (c->plain) {
		inlines_inside(c, parent, n->first_child);
	} else {
		convert_span(c, parent, n, from);
	}
	c->cursor = to;
}
