/* What each node of the edition becomes in the structure tree, and which nodes have content.
 *
 * Nothing here recurses: a document may be nested as deep as its text is long. */
#include "pdf/parts.h"

static bool is_picture(const struct node *n)
{
	return n->kind == NODE_FIGURE || n->kind == NODE_PICTURE || n->kind == NODE_IMAGE;
}

static bool is_link(const struct node *n)
{
	return n->target.len && (n->kind == NODE_LINK || n->kind == NODE_REF
	                         || n->kind == NODE_PAGE_REF || n->kind == NODE_TOC_ENTRY);
}

static enum element_type heading_type(const struct node *n)
{
	int level = n->level < 1 ? 1 : n->level > 6 ? 6 : n->level;
	return (enum element_type)(EL_H1 + level - 1);
}

static enum element_type cell_type(const struct edition *e, const struct node *n)
{
	return (n->flags | node_at(e, n->parent)->flags) & NODE_HEADER ? EL_TH : EL_TD;
}

static enum element_type type_of(const struct edition *e, const struct node *n)
{
	switch ((enum node_kind)n->kind) {
	case NODE_DOCUMENT: return EL_DOCUMENT;
	case NODE_PART: return EL_SECT;
	case NODE_HEADING: return heading_type(n);
	case NODE_PARAGRAPH: return EL_P;
	case NODE_LIST: return EL_L;
	case NODE_ITEM: return EL_LI;
	case NODE_QUOTE: return EL_QUOTE;
	case NODE_CODE_BLOCK: return EL_CODE_BLOCK;
	case NODE_DIV: return EL_DIV;
	case NODE_TABLE: return EL_TABLE;
	case NODE_ROW: return EL_TR;
	case NODE_CELL: return cell_type(e, n);
	case NODE_FIGURE:
	case NODE_PICTURE:
	case NODE_IMAGE: return n->flags & NODE_DECORATION ? EL_NONE : EL_FIGURE;
	case NODE_CAPTION: return EL_CAPTION;
	case NODE_TOC_ENTRY: return EL_TOC_ENTRY;
	case NODE_EMPH: return EL_EM;
	case NODE_STRONG: return EL_STRONG;
	case NODE_CODE: return EL_CODE;
	case NODE_SPAN: return EL_SPAN;
	case NODE_LINK:
	case NODE_REF:
	case NODE_PAGE_REF: return is_link(n) ? EL_LINK : EL_NONE;
	case NODE_NONE:
	case NODE_RULE:
	case NODE_TEXT:
	case NODE_BREAK:
	case NODE_DEFINITIONS:
	case NODE_TERM:
	case NODE_DEFINITION:
	case NODE_NOTE_REF:
	case NODE_NOTE:
	case NODE_KINDS: break;
	}
	return EL_NONE;
}

bool element_groups(enum element_type type)
{
	switch (type) {
	case EL_NONE: case EL_DOCUMENT: case EL_SECT: case EL_DIV: case EL_L: case EL_QUOTE:
	case EL_TABLE: case EL_TR:
		return true;
	default:
		return false;
	}
}

const char *element_name(enum element_type type)
{
	static const char *const names[] = {
		"NonStruct", "Document", "Sect", "Div", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L",
		"LI", "BlockQuote", "Code", "Table", "TR", "TH", "TD", "Figure", "Caption", "Link", "Span",
		"Em", "Strong", "Code", "Link"
	};
	return names[type];
}

static strom_node next_in_order(const struct edition *e, strom_node n)
{
	if (node_at(e, n)->first)
		return node_at(e, n)->first;
	while (n && !node_at(e, n)->next)
		n = node_at(e, n)->parent;
	return n ? node_at(e, n)->next : 0;
}

/* A node's info from its parent's, which is made before. */
static void fill(struct pdf *p, strom_node at, strom_node before)
{
	const struct edition *e = p->edition;
	const struct node *n = node_at(e, at);
	const struct node_info *up = &p->info[n->parent];
	struct node_info *i = &p->info[at];
	i->type = (uint8_t)type_of(e, n);
	i->link = up->link ? up->link : is_link(n) ? at : 0;
	if (i->type == EL_LINK && i->link != at)
		i->type = EL_NONE;               /* inside another link, which holds it */
	i->holder = i->type == EL_NONE && n->parent ? up->holder : at;
	bool apart = n->kind == NODE_CAPTION;
	i->figure = is_picture(n) ? at : apart ? 0 : up->figure;
	i->decoration = is_picture(n) ? n->flags & NODE_DECORATION : !apart && up->decoration;
	i->lead = at;
	if (i->type == EL_NONE && p->info[before].type == EL_NONE && p->info[before].holder == i->holder)
		i->lead = p->info[before].lead;
}

void tree_begin(struct pdf *p)
{
	const struct edition *e = p->edition;
	strom_node before = 0;
	p->info = arena_array(p->arena, struct node_info, e->nodes.n + 1);
	p->order = arena_array(p->arena, strom_node, e->nodes.n + 1);
	for (strom_node n = e->nodes.n > 1 ? 1 : 0; n; n = next_in_order(e, n)) {
		fill(p, n, before);
		p->order[p->order_n++] = n;
		before = n;
	}
	p->begun = true;
}

/* Marks by node, each node's in the order of the pages (a counting sort). */
static void order_marks(struct pdf *p)
{
	uint32_t at = 0;
	for (size_t i = 0; i < p->marks.n; i++)
		p->info[p->marks.at[i].node].marks++;
	for (size_t i = 0; i < p->order_n; i++) {
		struct node_info *info = &p->info[p->order[i]];
		info->mark = at;
		at += info->marks;
		info->marks = 0;
	}
	p->ordered = arena_array(p->arena, uint32_t, p->marks.n + 1);
	for (size_t i = 0; i < p->marks.n; i++) {
		struct node_info *info = &p->info[p->marks.at[i].node];
		p->ordered[info->mark + info->marks++] = (uint32_t)i;
	}
}

static int by_node(const void *a, const void *b)
{
	const struct annot *x = a, *y = b;
	if (x->node != y->node)
		return x->node < y->node ? -1 : 1;
	return x->page < y->page ? -1 : x->page > y->page;
}

static void order_annots(struct pdf *p)
{
	if (p->annots.n)
		qsort(p->annots.at, p->annots.n, sizeof *p->annots.at, by_node);
	for (size_t i = 0; i < p->annots.n; i++) {
		struct node_info *info = &p->info[p->annots.at[i].node];
		if (!info->links++)
			info->link_from = (uint32_t)i;
	}
}

/* Rows and cells of a table that is there are there too, even empty: a row needs all its cells. */
static bool is_grid(const struct node *n)
{
	return n->kind == NODE_ROW || n->kind == NODE_CELL;
}

void tree_end(struct pdf *p)
{
	const struct edition *e = p->edition;
	uint32_t dest = 0;
	order_marks(p);
	order_annots(p);
	for (size_t i = p->order_n; i-- > 0;) {
		strom_node n = p->order[i];
		struct node_info *info = &p->info[n];
		info->kept |= info->marks || info->links;
		if (info->kept)
			p->info[node_at(e, n)->parent].kept = true;
		if (info->kept && info->type == EL_CAPTION)
			p->info[node_at(e, n)->parent].wrapped = true;
		if (info->marks)
			dest = p->ordered[info->mark] + 1;
		info->dest = dest;
	}
	for (size_t i = 0; i < p->order_n; i++) {
		const struct node *n = node_at(e, p->order[i]);
		if (is_grid(n) && p->info[n->parent].kept)
			p->info[p->order[i]].kept = true;
	}
}
