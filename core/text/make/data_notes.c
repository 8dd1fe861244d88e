/* Notes that tables and charts from data get by themselves: what has been done to their numbers. */
#include "text/make/maker.h"

/* A chart may stand anywhere: what is to be read with it goes into its caption, or below, where
 * that is a claim. */
static strom_node below(struct edition *e, strom_node of)
{
	struct span at = node_at(e, of)->span;
	bool claims = node_at(e, of)->kind == NODE_FIGURE && node_at(e, of)->figure->claim.len;
	if (node_at(e, of)->kind == NODE_TABLE || claims) {
		strom_node note = edition_add(e, node_at(e, of)->parent, NODE_PARAGRAPH, at);
		node_edit(e, note)->flags = NODE_TABLE_NOTE;
		if (claims)
			node_edit(e, note)->style = S("caption-source");
		return note;
	}
	strom_node caption = 0;
	for (EACH_CHILD(c, e, of))
		if (node_at(e, c)->kind == NODE_CAPTION)
			caption = c;
	if (!caption)
		return edition_add(e, of, NODE_CAPTION, at);
	edition_add(e, caption, NODE_BREAK, at);
	return caption;
}

static void add_note(struct maker *m, strom_node of, str text)
{
	struct edition *e = m->b.edition;
	if (!text.len)
		return;
	strom_node parent = below(e, of);
	strom_node words = edition_add_text(e, parent, text);
	node_edit(e, words)->lang = 0;
	/* Generated words of a caption are its label, which is set bold. */
	if (node_at(e, parent)->kind != NODE_CAPTION)
		node_edit(e, words)->flags |= NODE_GENERATED;
}

/* ---- Signs ---- */

void make_signs_begin(struct maker *m, struct make_signs *s, size_t columns)
{
	s->told = arena_array(m->b.arena, bool, columns + 1);
}

static void tell_few(struct maker *m, const struct make_signs *s, const struct column *c,
                     size_t row)
{
	bool refused = s->notes.small == SMALL_BASE_REFUSE;
	const char *what = "the share in row %zu of column '%.*s' is of fewer than %lld answers";
	if (refused)
		diag_error(m->b.diags, c->at, "data/small-base", what, row + 1, STR_ARG(c->name),
		           (long long)s->notes.few);
	else
		diag_warn(m->b.diags, c->at, "data/small-base", what, row + 1, STR_ARG(c->name),
		          (long long)s->notes.few);
	diag_hint(m->b.diags,
	          "small-base: of the data entry says what becomes of such shares: counts, "
	          "or allow, for a sign at them.");
}

void make_sign(struct maker *m, struct make_signs *s, const struct column *c, size_t column,
               size_t row, const struct cell *sign)
{
	if (sign->type != CELL_TEXT)
		return;
	str text = sign->text;
	if (!text.len && !s->told[column]) {
		s->told[column] = true;
		tell_few(m, s, c, row);
	}
	bool below = str_starts(text, S("<")), hidden = str_eq(text, S("c"));
	s->below |= below;
	s->hidden |= hidden;
	s->star |= str_eq(text, S("*"));
	s->counts |= str_has(text, '/');
}

/* ---- Notes ---- */

static str with_number(struct maker *m, const char *word, int64_t number)
{
	str pattern = language_word(m->b.edition->language, str_of(word));
	size_t at = str_find(pattern, S("{n}"));
	if (at == SIZE_MAX)
		return pattern;
	return arena_printf(m->b.arena, "%.*s%lld%.*s", STR_ARG(str_sub(pattern, 0, at)),
	                    (long long)number, STR_ARG(str_from(pattern, at + 3)));
}

static void note_hidden(struct maker *m, strom_node of, const struct make_signs *s)
{
	str word = language_word(m->b.edition->language, S("suppressed"));
	str less =
	        s->below ? arena_printf(m->b.arena, "<%lld", (long long)s->notes.suppress) : S("");
	if (s->below || s->hidden)
		add_note(m, of,
		         arena_printf(m->b.arena, "%.*s%s%s: %.*s", STR_ARG(less),
		                      s->below && s->hidden ? ", " : "", s->hidden ? "c" : "",
		                      STR_ARG(word)));
}

void make_notes_below(struct maker *m, strom_node of, const struct make_signs *s)
{
	const struct language *l = m->b.edition->language;
	note_hidden(m, of, s);
	add_note(m, of, make_states_note(m, s));
	if (s->star)
		add_note(m, of,
		         arena_printf(m->b.arena, "*: %.*s",
		                      STR_ARG(with_number(m, "small-base", s->notes.few))));
	if (s->counts)
		add_note(m, of, with_number(m, "small-counts", s->notes.few));
	if (s->notes.weighted)
		add_note(m, of, language_word(l, S("weighted")));
}
