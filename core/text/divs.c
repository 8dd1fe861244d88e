/* Fenced divs, ::: {.class #id} ... :::, as a block extension of cmark-gfm.
 *
 * An open div matches every line that its container matches; a line of colons alone closes the
 * innermost one. cmark gives extensions no way to close a block, so a closing line adds a marker
 * that the div refuses to hold: cmark then backs out of the div by itself. The marker is a break
 * of ours, because a break's line never counts as blank and so leaves lists tight. */
#include "text/markdown.h"

static struct markdown *owner(cmark_syntax_extension *extension)
{
	return cmark_syntax_extension_get_private(extension);
}

static bool is_ours(const struct markdown *m, cmark_node *node, cmark_node_type type)
{
	return node->extension == m->extension && node->type == type;
}

struct div *div_of(const struct markdown *m, cmark_node *node)
{
	return is_ours(m, node, CMARK_NODE_CUSTOM_BLOCK) ? node->user_data : NULL;
}

bool is_div_end(const struct markdown *m, cmark_node *node)
{
	return is_ours(m, node, CMARK_NODE_THEMATIC_BREAK);
}

static int can_contain(cmark_syntax_extension *extension, cmark_node *node, cmark_node_type type)
{
	struct markdown *m = owner(extension);
	if (!div_of(m, node) || m->closing == node)
		return 0;
	return CMARK_NODE_TYPE_BLOCK_P(type) && type != CMARK_NODE_ITEM &&
	       type != CMARK_NODE_TABLE_ROW && type != CMARK_NODE_TABLE_CELL;
}

static int matches(cmark_syntax_extension *extension, cmark_parser *parser, unsigned char *input,
                   int len, cmark_node *container)
{
	(void)parser, (void)input, (void)len;
	return div_of(owner(extension), container) != NULL;
}

/* The div that a closing line in this container closes. */
static cmark_node *innermost(struct markdown *m, cmark_node *node)
{
	for (; node; node = node->parent) {
		if (div_of(m, node) && (node->flags & CMARK_NODE__OPEN))
			return node;
		if (node->type == CMARK_NODE_ITEM || node->type == CMARK_NODE_BLOCK_QUOTE)
			return NULL;
	}
	return NULL;
}

static cmark_node *add(struct markdown *m, cmark_parser *parser, cmark_node *parent,
                       cmark_node_type type)
{
	cmark_node *node = cmark_parser_add_child(parser, parent, type,
	                                          cmark_parser_get_first_nonspace(parser) + 1);
	cmark_node_set_syntax_extension(node, m->extension);
	return node;
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
		div_of(m, m->closing)->closed = true;
	} else {
		m->good = diag_error(m->diags, fence_at(m, from, len), "text/stray-div-end",
		                     "there is no div to close here");
		diag_hint(m->diags, "A div is opened by ::: and a class, such as ::: {.practice}.");
	}
	return add(m, parser, parent, CMARK_NODE_THEMATIC_BREAK);
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
	struct div *div = arena_make(m->arena, struct div);
	div->at = fence_at(m, from, str_trim_end(m->line).len - from);
	if (!read_fence(m, word, &div->attributes)) {
		m->good = diag_error(m->diags, fence_at(m, word, str_trim_end(m->line).len - word),
		                     "text/bad-div", "these are no attributes of a div");
		diag_hint(m->diags, "Write ::: {.class #id}, or ::: and one class.");
	}
	cmark_node *node = add(m, parser, parent, CMARK_NODE_CUSTOM_BLOCK);
	node->user_data = div;
	return node;
}

static cmark_node *open_block(cmark_syntax_extension *extension, int indented, cmark_parser *parser,
                              cmark_node *parent, unsigned char *input, int len)
{
	struct markdown *m = owner(extension);
	size_t from = (size_t)cmark_parser_get_first_nonspace(parser), colons = 0;
	if (parent->type == CMARK_NODE_TABLE)
		m->row_first = (int)from;
	if (indented)
		return NULL;
	while (from + colons < m->line.len && m->line.ptr[from + colons] == ':')
		colons++;
	if (colons < 3)
		return NULL;
	size_t word = from + colons;
	while (word < m->line.len && (m->line.ptr[word] == ' ' || m->line.ptr[word] == '\t'))
		word++;
	cmark_node *node = word == m->line.len ? close_div(m, parser, parent, from, colons)
	                                       : open_div(m, parser, parent, from, word);
	cmark_parser_advance_offset(parser, (char *)input,
	                            len - 1 - cmark_parser_get_offset(parser), 0);
	return node;
}

void divs_attach(cmark_syntax_extension *extension)
{
	cmark_syntax_extension_set_open_block_func(extension, open_block);
	cmark_syntax_extension_set_match_block_func(extension, matches);
	cmark_syntax_extension_set_can_contain_func(extension, can_contain);
}
