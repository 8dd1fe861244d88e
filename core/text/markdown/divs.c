/* Fenced divs, ::: {.class #id} ... :::, among the blocks of our own.
 *
 * An open div matches every line that its container matches; a line of colons alone closes the
 * innermost one. cmark gives extensions no way to close a block, so a closing line adds a marker
 * that the div refuses to hold: cmark then backs out of the div by itself. The marker is a break
 * of ours, because a break's line never counts as blank and so leaves lists tight. */
#include "text/markdown/markdown.h"

/* The div that a closing line in this container closes. */
static cmark_node *innermost(struct markdown *m, cmark_node *node)
{
	for (; node; node = node->parent) {
		if (node->type == CMARK_NODE_ITEM || node->type == CMARK_NODE_BLOCK_QUOTE ||
		    container_is_definition(m, node))
			return NULL;
		if (container_of(m, node) && (node->flags & CMARK_NODE__OPEN))
			return node;
	}
	return NULL;
}

static struct span fence_at(const struct markdown *m, size_t from, size_t len)
{
	return (struct span){m->file, (uint32_t)len, m->line_off + from};
}

static cmark_node *close_div(struct markdown *m, cmark_parser *parser, cmark_node *parent,
                             size_t from, size_t len)
{
	m->closing = innermost(m, parent);
	if (m->closing) {
		container_of(m, m->closing)->closed = true;
	} else {
		diag_error(m->diags, fence_at(m, from, len), "text/stray-div-end",
		           "there is no div to close here");
		diag_hint(m->diags, "A div is opened by ::: and a class, such as ::: {.practice}.");
	}
	return container_add(m, parser, parent, CMARK_NODE_THEMATIC_BREAK);
}

static bool is_word(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!attributes_id_byte(s.ptr[i]))
			return false;
	return s.len > 0;
}

/* "{.class #id}" or a class alone; closing colons are allowed behind, as in Pandoc. */
static bool read_fence(struct markdown *m, size_t from, struct attributes *out)
{
	struct span at = fence_at(m, 0, m->line.len);
	struct origin origin = origin_of(m->arena, at);
	str rest = str_trim_end(m->line);
	while (rest.len > from && rest.ptr[rest.len - 1] == ':')
		rest.len--;
	rest = str_trim_end(rest);
	str word = str_from(rest, from);
	if (word.len && word.ptr[0] == '{')
		return attributes_read(m->arena, rest, &origin, from, out) == word.len;
	*out = (struct attributes){.style = word, .at = fence_at(m, from, word.len),
	                           .style_at = fence_at(m, from, word.len)};
	return is_word(word);
}

static cmark_node *open_div(struct markdown *m, cmark_parser *parser, cmark_node *parent,
                            size_t from, size_t word)
{
	struct container *div = arena_make(m->arena, struct container);
	div->at = fence_at(m, from, str_trim_end(m->line).len - from);
	if (!read_fence(m, word, &div->attributes)) {
		diag_error(m->diags, fence_at(m, word, str_trim_end(m->line).len - word),
		           "text/bad-div", "these are no attributes of a div");
		diag_hint(m->diags, "Write ::: {.class #id}, or ::: and one class.");
	}
	cmark_node *node = container_add(m, parser, parent, CMARK_NODE_CUSTOM_BLOCK);
	node->user_data = div;
	return node;
}

cmark_node *container_div_open(struct markdown *m, cmark_parser *parser, cmark_node *parent,
                               size_t from, size_t word)
{
	if (word < m->line.len)
		return open_div(m, parser, parent, from, word);
	return close_div(m, parser, parent, from, str_trim_end(str_from(m->line, from)).len);
}
