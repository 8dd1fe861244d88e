/* Blocks of our own that hold blocks, as a block extension of cmark-gfm: fenced divs (divs.c) and
 * definitions.
 *
 * ":   text" below a paragraph, which is its term, or below another definition opens one. It holds
 * the lines below that are indented as far as its text, by four columns at most. Behind an empty
 * line the colon needs two spaces: with one, the paragraph is a table's caption. */
#include "text/markdown/markdown.h"

enum { MOST_INDENT = 4 };

static struct markdown *owner(cmark_syntax_extension *extension)
{
	return cmark_syntax_extension_get_private(extension);
}

static bool is_ours(const struct markdown *m, cmark_node *node, cmark_node_type type)
{
	return node->extension == m->extension && node->type == type;
}

struct container *container_of(const struct markdown *m, cmark_node *node)
{
	return is_ours(m, node, CMARK_NODE_CUSTOM_BLOCK) ? node->user_data : NULL;
}

bool container_is_definition(const struct markdown *m, cmark_node *node)
{
	const struct container *c = container_of(m, node);
	return c && c->indent;
}

bool container_is_div_end(const struct markdown *m, cmark_node *node)
{
	return is_ours(m, node, CMARK_NODE_THEMATIC_BREAK);
}

static int can_contain(cmark_syntax_extension *extension, cmark_node *node, cmark_node_type type)
{
	struct markdown *m = owner(extension);
	if (!container_of(m, node) || m->closing == node)
		return 0;
	return CMARK_NODE_TYPE_BLOCK_P(type) && type != CMARK_NODE_ITEM &&
	       type != CMARK_NODE_TABLE_ROW && type != CMARK_NODE_TABLE_CELL;
}

static int matches(cmark_syntax_extension *extension, cmark_parser *parser, unsigned char *input,
                   int len, cmark_node *node)
{
	const struct container *c = container_of(owner(extension), node);
	(void)len;
	if (!c || !c->indent || cmark_parser_is_blank(parser))
		return c != NULL;
	if (cmark_parser_get_indent(parser) < c->indent)
		return 0;
	cmark_parser_advance_offset(parser, (char *)input, c->indent, 1);
	return 1;
}

cmark_node *container_add(struct markdown *m, cmark_parser *parser, cmark_node *parent,
                          cmark_node_type type)
{
	cmark_node *node = cmark_parser_add_child(parser, parent, type,
	                                          cmark_parser_get_first_nonspace(parser) + 1);
	cmark_node_set_syntax_extension(node, m->extension);
	return node;
}

static size_t skip_spaces(str line, size_t at)
{
	while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
		at++;
	return at;
}

/* ---- Definitions ---- */

static bool blank_before(const struct markdown *m)
{
	size_t n = m->lines.n;
	return n > 1 && !str_trim(str_sub(m->bytes, m->lines.at[n - 2], m->lines.at[n - 1])).len;
}

static bool defines(const struct markdown *m, cmark_node *parent, str rest)
{
	cmark_node *before = parent->type == CMARK_NODE_PARAGRAPH ? parent : parent->last_child;
	if (!before ||
	    (before->type != CMARK_NODE_PARAGRAPH && !container_is_definition(m, before)))
		return false;
	return str_starts(rest, S(":\t")) || str_starts(rest, S(":  ")) ||
	       (str_starts(rest, S(": ")) && !blank_before(m));
}

static cmark_node *open_definition(struct markdown *m, cmark_parser *parser, cmark_node *parent,
                                   size_t from, size_t text)
{
	struct container *c = arena_make(m->arena, struct container);
	cmark_node *node = container_add(m, parser, parent, CMARK_NODE_CUSTOM_BLOCK);
	c->at = (struct span){m->file, 1, m->line_off + from};
	c->indent = text - from < MOST_INDENT ? (int)(text - from) : MOST_INDENT;
	node->user_data = c;
	return node;
}

/* ---- Both ---- */

static cmark_node *open_block(cmark_syntax_extension *extension, int indented, cmark_parser *parser,
                              cmark_node *parent, unsigned char *input, int len)
{
	struct markdown *m = owner(extension);
	size_t from = (size_t)cmark_parser_get_first_nonspace(parser), end = from;
	cmark_node *node;
	if (parent->type == CMARK_NODE_TABLE)
		m->row_first = (int)from;
	if (indented)
		return NULL;
	str rest = str_from(m->line, from);
	if (str_starts(rest, S(":::"))) {
		while (end < m->line.len && m->line.ptr[end] == ':')
			end++;
		node = container_div_open(m, parser, parent, from, skip_spaces(m->line, end));
		end = (size_t)len - 1;
	} else if (defines(m, parent, rest)) {
		end = skip_spaces(m->line, from + 1);
		node = open_definition(m, parser, parent, from, end);
	} else {
		return NULL;
	}
	cmark_parser_advance_offset(parser, (char *)input,
	                            (int)end - cmark_parser_get_offset(parser), 0);
	return node;
}

void containers_attach(cmark_syntax_extension *extension)
{
	cmark_syntax_extension_set_open_block_func(extension, open_block);
	cmark_syntax_extension_set_match_block_func(extension, matches);
	cmark_syntax_extension_set_can_contain_func(extension, can_contain);
}
