/* Places in the text, and the text of nodes to come.
 *
 * cmark counts a text's columns from the last line end that it met outside of code, links and
 * backslash breaks; `bases` holds those line ends, and so every node's offset is exact. */
#include "text/build/inlines_parts.h"

struct span inlines_span(const struct converter *c, size_t from, size_t to)
{
	return origin_span(&c->origin, from, to > from ? to - from : 0);
}

/* ---- Places ---- */

size_t inlines_clamp(const struct converter *c, size_t at)
{
	return at < c->source.len ? at : c->source.len;
}

static size_t offset(const struct converter *c, int line, int column)
{
	size_t i = line > 0 ? (size_t)line - 1 : 0;
	size_t base = c->bases.at[i < c->bases.n ? i : c->bases.n - 1];
	return inlines_clamp(c, base + (column > 0 ? (size_t)column : 0));
}

size_t inlines_start(const struct converter *c, cmark_node *n)
{
	size_t at = offset(c, n->start_line, n->start_column - 1);
	/* Backticks that open nothing are counted from behind them. */
	if (n->type == CMARK_NODE_TEXT && n->as.literal.len && n->as.literal.data[0] == '`')
		return at > (size_t)n->as.literal.len ? at - (size_t)n->as.literal.len : 0;
	return at;
}

size_t inlines_end(const struct converter *c, cmark_node *n)
{
	return offset(c, n->end_line, n->end_column);
}

void inlines_newline(struct converter *c)
{
	size_t at = c->cursor;
	while (at < c->source.len && c->source.ptr[at] != '\n')
		at++;
	bool backslash = at && c->source.ptr[at - 1] == '\\';
	c->cursor = inlines_clamp(c, at + 1);
	if (!backslash)
		vec_push(c->builder->scratch, &c->bases, c->cursor);
}

/* ---- Nodes and text ---- */

strom_node inlines_node(struct converter *c, strom_node parent, enum node_kind kind, size_t from,
                      size_t to)
{
	strom_node n = edition_add(c->builder->edition, parent, kind, inlines_span(c, from, to));
	node_edit(c->builder->edition, n)->lang = c->lang;
	return n;
}

void inlines_flush(struct converter *c, strom_node parent)
{
	if (c->plain || !c->text.len)
		return;
	strom_node n = inlines_node(c, parent, NODE_TEXT, c->text_from, c->text_to);
	node_edit(c->builder->edition, n)->text = arena_str(c->builder->arena, buf_str(&c->text));
	buf_clear(&c->text);
}

void inlines_trim(struct converter *c)
{
	if (c->text.len && c->text.ptr[c->text.len - 1] == ' ')
		c->text.len--;
}

/* White space collapses, across nodes too. */
void inlines_put(struct converter *c, str text, size_t from, size_t to)
{
	if (!c->text.len)
		c->text_from = from;
	c->text_to = to;
	if (!text.len)
		return;
	buf_room(&c->text, text.len);
	char *out = c->text.ptr + c->text.len;
	bool before = c->space;
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];
		bool space = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
		if (!space)
			*out++ = byte;
		else if (!before)
			*out++ = ' ';
		before = space;
	}
	c->space = before;
	c->text.len = (size_t)(out - c->text.ptr);
}

str inlines_values(const struct converter *c, cmark_chunk chunk)
{
	str raw = {(const char *)chunk.data, (size_t)chunk.len};
	return message_plain(c->builder->scratch, c->message, raw);
}

/* A part of the text, which goes with its block. */
str inlines_kept(const struct converter *c, str part)
{
	return part.len ? arena_str(c->builder->arena, part) : part;
}

/* Emphasis marks that cmark used up may stand before the bracket. */
size_t inlines_link_start(const struct converter *c)
{
	size_t at = c->cursor;
	while (at < c->source.len && (c->source.ptr[at] == '*' || c->source.ptr[at] == '_'))
		at++;
	return at;
}
