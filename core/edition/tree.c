/* The edition's tree: making nodes, finding them, reading their text. */
#include "edition/edition.h"

static const char *const names[NODE_KINDS] = {
        [NODE_NONE] = "none",
        [NODE_DOCUMENT] = "document",
        [NODE_PART] = "part",
        [NODE_HEADING] = "heading",
        [NODE_PARAGRAPH] = "paragraph",
        [NODE_LIST] = "list",
        [NODE_ITEM] = "item",
        [NODE_QUOTE] = "quote",
        [NODE_CODE_BLOCK] = "code-block",
        [NODE_DIV] = "div",
        [NODE_RULE] = "rule",
        [NODE_TABLE] = "table",
        [NODE_ROW] = "row",
        [NODE_CELL] = "cell",
        [NODE_FIGURE] = "figure",
        [NODE_PICTURE] = "picture",
        [NODE_CAPTION] = "caption",
        [NODE_TOC_ENTRY] = "toc-entry",
        [NODE_DEFINITIONS] = "definitions",
        [NODE_TERM] = "term",
        [NODE_DEFINITION] = "definition",
        [NODE_TEXT] = "text",
        [NODE_EMPH] = "emph",
        [NODE_STRONG] = "strong",
        [NODE_CODE] = "code",
        [NODE_SPAN] = "span",
        [NODE_SUB] = "sub",
        [NODE_SUP] = "sup",
        [NODE_STRIKE] = "strike",
        [NODE_LINK] = "link",
        [NODE_REF] = "ref",
        [NODE_PAGE_REF] = "page-ref",
        [NODE_BREAK] = "break",
        [NODE_IMAGE] = "image",
        [NODE_NOTE_REF] = "note-ref",
        [NODE_NOTE] = "note",
};

const char *node_kind_name(enum node_kind kind)
{
	return (unsigned)kind < NODE_KINDS ? names[kind] : "unknown";
}

bool node_is_block(enum node_kind kind)
{
	return kind >= NODE_DOCUMENT && kind < NODE_TEXT;
}

static strom_node add_node(struct edition *e, strom_node parent, enum node_kind kind,
                           struct span at)
{
	if (e->nodes.n >= UINT32_MAX)
		abort();
	strom_node n = (strom_node)e->nodes.n++;
	if (n / NODES_IN_PIECE == e->nodes.pieces.n)
		vec_push(e->arena, &e->nodes.pieces,
		         arena_array(e->arena, struct node, NODES_IN_PIECE));
	*node_edit(e, n) = (struct node){.kind = (uint8_t)kind, .parent = parent, .span = at};
	return n;
}

void edition_begin(struct edition *e, struct span at)
{
	add_node(e, 0, NODE_NONE, (struct span){0});
	add_node(e, 0, NODE_DOCUMENT, at);
}

strom_node edition_add(struct edition *e, strom_node parent, enum node_kind kind, struct span at)
{
	return edition_insert(e, parent, 0, kind, at);
}

static void link_last(struct edition *e, strom_node parent, strom_node node)
{
	struct node *p = node_edit(e, parent);
	if (p->last)
		node_edit(e, p->last)->next = node;
	else
		p->first = node;
	p->last = node;
}

static void link_before(struct edition *e, strom_node parent, strom_node before, strom_node node)
{
	strom_node last = 0;
	for (strom_node n = node_at(e, parent)->first; n && n != before; n = node_at(e, n)->next)
		last = n;
	node_edit(e, node)->next = before;
	if (last)
		node_edit(e, last)->next = node;
	else
		node_edit(e, parent)->first = node;
}

strom_node edition_insert(struct edition *e, strom_node parent, strom_node before,
                          enum node_kind kind, struct span at)
{
	strom_node node = add_node(e, parent, kind, at);
	if (before && node_at(e, before)->parent == parent)
		link_before(e, parent, before, node);
	else
		link_last(e, parent, node);
	return node;
}

strom_node edition_add_text(struct edition *e, strom_node parent, str text)
{
	strom_node node = edition_add(e, parent, NODE_TEXT, node_at(e, parent)->span);
	node_edit(e, node)->text = arena_str(e->arena, text);
	return node;
}

uint16_t edition_language(struct edition *e, str tag)
{
	for (size_t i = 0; i < e->languages.n; i++)
		if (str_eq(e->languages.at[i], tag))
			return (uint16_t)i;
	if (e->languages.n == UINT16_MAX)
		return 0;
	vec_push(e->arena, &e->languages, arena_str(e->arena, tag));
	return (uint16_t)(e->languages.n - 1);
}

strom_node edition_find(const struct edition *e, str id)
{
	uint32_t node = 0;
	for (; e && id.len; e = e->below)
		if (e->ids && map_get(e->ids, id, &node))
			return node;
	return 0;
}

/* ---- Walks ---- */

strom_node edition_past(const struct edition *e, strom_node top, strom_node n)
{
	while (n != top && !node_at(e, n)->next)
		n = node_at(e, n)->parent;
	return n == top ? 0 : node_at(e, n)->next;
}

strom_node edition_next(const struct edition *e, strom_node top, strom_node n)
{
	strom_node first = node_at(e, n)->first;
	return first ? first : edition_past(e, top, n);
}

/* ---- Text ---- */

/* Blocks and breaks are parted by one space. */
static void part(struct buf *out)
{
	if (out->len && out->ptr[out->len - 1] != ' ')
		buf_byte(out, ' ');
}

static void put_text(const struct node *n, struct buf *out)
{
	if (n->kind == NODE_BREAK || node_is_block(n->kind))
		part(out);
	/* Spaces on both sides of a decoration. */
	bool twice = out->len && out->ptr[out->len - 1] == ' ' && n->kind == NODE_TEXT;
	if (n->kind == NODE_TEXT || n->kind == NODE_CODE_BLOCK || n->kind == NODE_PAGE_REF)
		buf_put(out, twice && str_starts(n->text, S(" ")) ? str_from(n->text, 1) : n->text);
	else if (n->kind == NODE_IMAGE)
		buf_put(out, n->alt);
}

/* A footnote's number and text belong to no block's words. */
static bool is_apart(const struct node *n)
{
	return n->kind == NODE_NOTE || n->kind == NODE_NOTE_REF;
}

str edition_text(const struct edition *e, struct arena *arena, strom_node root)
{
	struct buf out = {0};
	put_text(node_at(e, root), &out);
	for (strom_node n = node_at(e, root)->first, next; n; n = next) {
		bool apart = is_apart(node_at(e, n));
		put_text(node_at(e, n), &out);
		next = apart ? edition_past(e, root, n) : edition_next(e, root, n);
	}
	str text = arena_str(arena, str_trim_end(buf_str(&out)));
	buf_drop(&out);
	return text;
}
