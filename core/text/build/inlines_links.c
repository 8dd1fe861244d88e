/* Links and pictures within a line. */
#include "text/build/inlines_parts.h"

/* The target's own place, where it is written so. */
static struct span target_at(const struct converter *c, str target, size_t from, size_t to)
{
	for (size_t at = to; target.len && at >= from + target.len; at--) {
		size_t start = at - target.len;
		if (str_eq(str_sub(c->source, start, at), target))
			return inlines_span(c, start, at);
	}
	return inlines_span(c, from, to);
}

static bool has_scheme(str url)
{
	return project_is_address(url) || (url.len > 1 && url.ptr[0] == '#');
}

static bool target_ok(struct converter *c, str url, struct span at)
{
	if (message_has_value(url)) {
		diag_error(c->builder->diags, at, "text/value-in-target",
		           "a value stands in a link's or picture's target");
		diag_hint(c->builder->diags, "Values are text: write the target out.");
		return false;
	}
	if (url.len <= MARKDOWN_TARGET)
		return true;
	diag_error(c->builder->diags, at, "text/too-long", "target has more than 2048 bytes");
	return false;
}

static void link_ok(struct converter *c, str url, struct span at)
{
	if (!target_ok(c, url, at) || has_scheme(url))
		return;
	diag_error(c->builder->diags, at, "text/bad-link", "'%.*s' is no link's target",
	           STR_ARG(url));
	diag_hint(c->builder->diags,
	          "Write https://, http://, mailto: or tel: before it, or #id for a place in this "
	          "document.");
}

static str chunk_str(struct arena *arena, cmark_chunk chunk)
{
	return arena_str(arena, (str){(const char *)chunk.data, (size_t)chunk.len});
}

static bool is_autolink(const struct converter *c, cmark_node *n)
{
	cmark_node *child = n->first_child;
	if (!child || child->next || child->type != CMARK_NODE_TEXT)
		return false;
	size_t at = inlines_start(c, child);
	return at && c->source.ptr[at - 1] == '<';
}

void inlines_link(struct converter *c, strom_node parent, cmark_node *n)
{
	struct builder *b = c->builder;
	const struct mark *mark = n->user_data;
	bool autolink = is_autolink(c, n);
	size_t from = inlines_link_start(c);
	str url = chunk_str(b->arena, n->as.link.url);
	if (c->plain) {
		inlines_inside(c, parent, n->first_child);
		c->cursor = autolink ? inlines_clamp(c, c->cursor + 1) : inlines_end(c, n);
		return;
	}
	inlines_flush(c, parent);
	strom_node link = inlines_node(c, parent, NODE_LINK, from, from);
	str there = project_link(b->edition->project, url, b->edition->spec->language);
	if (autolink && !str_eq(there, url))
		edition_add_text(b->edition, link, arena_str(b->arena, there));
	else
		inlines_inside(c, link, n->first_child);
	c->cursor = autolink ? inlines_clamp(c, c->cursor + 1) : inlines_end(c, n);
	struct node *node = node_edit(b->edition, link);
	node->span = inlines_span(c, from, c->cursor);
	node->target = there;
	node->alt = arena_str(b->arena, inlines_values(c, n->as.link.title));
	if (mark)
		node->style = inlines_kept(c, mark->attributes.style);
	link_ok(c, url, target_at(c, url, from, c->cursor));
}

/* What only a picture in a paragraph of its own has. */
static bool is_inline(struct builder *b, cmark_node *n, bool pages, struct span at)
{
	if (!pages && !n->as.link.title.len)
		return true;
	diag_error(b->diags, at, "text/not-in-line",
	           pages ? "several pages cannot stand within a line"
	                 : "a picture within a line has no caption");
	diag_hint(b->diags, "Let the picture be a paragraph of its own.");
	return false;
}

/* The alt text is the picture's inlines without their markup. */
void inlines_image(struct converter *c, strom_node parent, cmark_node *n)
{
	static const struct attributes none;
	struct builder *b = c->builder;
	const struct mark *mark = n->user_data;
	struct buf outer = c->text;
	bool was_plain = c->plain, was_space = c->space;
	size_t from = inlines_link_start(c), outer_from = c->text_from;
	c->text = (struct buf){0}, c->plain = true, c->space = true;
	inlines_inside(c, parent, n->first_child);
	inlines_trim(c);
	str alt = arena_str(b->arena, buf_str(&c->text));
	buf_drop(&c->text);
	c->text = outer, c->text_from = outer_from, c->plain = was_plain, c->space = was_space;
	c->cursor = inlines_end(c, n);
	if (c->plain) {
		inlines_put(c, alt, from, c->cursor);
		return;
	}
	inlines_flush(c, parent);
	str url = chunk_str(b->arena, n->as.link.url);
	struct span at = target_at(c, url, from, c->cursor);
	strom_node image = inlines_node(c, parent, NODE_IMAGE, from, c->cursor);
	c->space = false;
	const struct attributes *attributes = mark ? &mark->attributes : &none;
	uint32_t page, last;
	if (target_ok(c, url, at) && builder_picture_pages(b, attributes, &page, &last) &&
	    is_inline(b, n, page != last, inlines_span(c, from, c->cursor)))
		builder_picture_fill(b, image, url, at, alt, attributes, page);
}
