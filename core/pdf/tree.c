/* What each node of the edition becomes in the structure tree, and which nodes have content.
 *
 * Elements are numbered when content first belongs to them, so that a page can say at once what its
 * marks belong to; those without content of their own, at the end.
 *
 * Nothing here recurses: a document may be nested as deep as its text is long. */
#include "pdf/parts.h"

#include <strom/layout.h>

static bool is_picture(const struct node *n)
{
	return n->kind == NODE_FIGURE || n->kind == NODE_PICTURE || n->kind == NODE_IMAGE;
}

static bool is_link(const struct node *n)
{
	return n->target.len && (n->kind == NODE_LINK || n->kind == NODE_REF
	                         || n->kind == NODE_PAGE_REF || n->kind == NODE_TOC_ENTRY
	                         || n->kind == NODE_NOTE_REF);
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
	case NODE_PART: return n->number == STROM_PART_INDEX ? EL_INDEX : EL_SECT;
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
	case NODE_SPAN:
	case NODE_SUB:
	case NODE_SUP:
	case NODE_STRIKE: return EL_SPAN;
	case NODE_LINK:
	case NODE_REF: return is_link(n) ? EL_LINK : EL_NONE;
	case NODE_PAGE_REF: return n->first ? EL_REFERENCE : EL_NONE;
	case NODE_DEFINITIONS: return EL_L;
	case NODE_TERM: return EL_TERM;
	case NODE_DEFINITION: return EL_DEFINITION;
	case NODE_NOTE_REF: return EL_REFERENCE;
	case NODE_NOTE: return EL_NOTE;
	case NODE_NONE:
	case NODE_RULE:
	case NODE_TEXT:
	case NODE_BREAK:
	case NODE_KINDS: break;
	}
	return EL_NONE;
}

bool element_groups(enum element_type type)
{
	switch (type) {
	case EL_NONE:
	case EL_DOCUMENT:
	case EL_SECT:
	case EL_INDEX:
	case EL_DIV:
	case EL_L:
	case EL_QUOTE:
	case EL_TABLE: case EL_TR: case EL_DEFINITION:
		return true;
	default:
		return false;
	}
}

const char *element_name(enum element_type type)
{
	static const char *const names[] = {
	        "NonStruct",  "Document", "Sect",  "Index", "Div",    "H1",   "H2",
	        "H3",         "H4",       "H5",    "H6",    "P",      "L",    "LI",
	        "BlockQuote", "Code",     "Table", "TR",    "TH",     "TD",   "Figure",
	        "Caption",    "Link",     "Span",  "Em",    "Strong", "Code", "Link",
	        "Reference",  "Note",     "Lbl",   "LBody"};
	return names[type];
}

static strom_node first_node(const struct edition *e)
{
	return e->nodes.n > 1 ? 1 : 0;
}

/* What came last on the way through the tree. */
struct tree_walk { strom_node before, reference; };

/* Definitions of one term share the element of the first. */
static void join_definition(struct pdf *p, strom_node at)
{
	const struct node_info *list = &p->tags.info[node_at(p->edition, at)->parent];
	struct node_info *i = &p->tags.info[at];
	strom_node term = list->type == EL_L ? list->also : 0;
	if (!term) {
		i->type = EL_DIV;                /* nothing that it defines */
		return;
	}
	if (p->tags.info[term].also) {
		i->type = EL_NONE;
		i->holder = p->tags.info[term].also;
		return;
	}
	p->tags.info[term].also = at;
	i->also = term;
}

/* A node's link: a note leads back from its label alone. */
static strom_node link_of(const struct pdf *p, strom_node at)
{
	const struct node *n = node_at(p->edition, at);
	if (n->kind == NODE_NOTE)
		return p->tags.info[at].also ? at : 0;
	strom_node above = node_at(p->edition, n->parent)->kind == NODE_NOTE
	                           ? 0
	                           : p->tags.info[n->parent].link;
	return above ? above : is_link(n) ? at : 0;
}

/* A node's info from its parent's, which is made before. */
static void fill(struct pdf *p, strom_node at, struct tree_walk *w)
{
	const struct edition *e = p->edition;
	const struct node *n = node_at(e, at);
	struct node_info *up = &p->tags.info[n->parent], *i = &p->tags.info[at];
	const struct node_info *before = &p->tags.info[w->before];
	bool apart = n->kind == NODE_CAPTION || n->kind == NODE_NOTE;
	i->type = (uint8_t)type_of(e, n);
	if (n->kind == NODE_NOTE && w->reference
	    && node_at(e, w->reference)->parent == n->parent)
		i->also = w->reference;
	i->link = link_of(p, at);
	if ((i->type == EL_LINK || n->kind == NODE_PAGE_REF) && i->link != at)
		i->type = EL_NONE;               /* inside another link, which holds it */
	i->holder = i->type == EL_NONE && n->parent ? up->holder : at;
	if (i->type == EL_DEFINITION)
		join_definition(p, at);
	if (i->type == EL_TERM && up->type == EL_L)
		up->also = at;
	if (i->type == EL_CAPTION && up->type == EL_FIGURE)
		up->wrapped = true;
	i->figure = is_picture(n) ? at : apart ? 0 : up->figure;
	i->decoration = is_picture(n) ? n->flags & NODE_DECORATION : !apart && up->decoration;
	i->lead = at;
	if (i->type == EL_NONE && before->type == EL_NONE && before->holder == i->holder)
		i->lead = before->lead;
	w->before = at;
	w->reference = n->kind == NODE_NOTE_REF ? at : w->reference;
}

void tree_begin(struct pdf *p)
{
	const struct edition *e = p->edition;
	struct tree_walk walk = {0};
	p->tags.info = arena_array(p->arena, struct node_info, e->nodes.n + 1);
	for (strom_node n = first_node(e); n; n = edition_next(e, 1, n))
		fill(p, n, &walk);
	p->begun = true;
}

/* ---- Elements ---- */

uint32_t element_count(const struct pdf *p, strom_node n)
{
	const struct node_info *i = &p->tags.info[n];
	switch ((enum element_type)i->type) {
	case EL_LI: return 3;
	case EL_CODE_BLOCK: case EL_TERM: return 2;
	case EL_TOC_ENTRY: case EL_NOTE: return i->link ? 3 : i->type == EL_NOTE ? 2 : 1;
	case EL_REFERENCE: return i->link == n ? 2 : 1;
	case EL_FIGURE: return i->wrapped ? 2 : 1;
	default: return 1;
	}
}

uint32_t element_take(struct pdf *p, strom_node n)
{
	struct node_info *i = &p->tags.info[n];
	if (i->object)
		return i->object;
	i->object = object_new(&p->out);
	for (uint32_t k = element_count(p, n); k > 1; k--)
		object_new(&p->out);
	return i->object;
}

uint32_t element_inner(struct pdf *p, strom_node n)
{
	uint32_t outer = element_take(p, n);
	return p->tags.info[n].type == EL_NOTE ? outer : outer + element_count(p, n) - 1;
}

uint32_t element_of_mark(struct pdf *p, strom_node n)
{
	const struct node_info *i = &p->tags.info[n];
	if (i->type == EL_LI)
		return element_take(p, n) + 1;
	if (i->type == EL_NOTE)
		return element_take(p, n) + element_count(p, n) - 1;
	return element_inner(p, i->holder);
}

/* ---- The end ---- */

/* What there is when a node is there: for a definition, its term. */
static strom_node above(const struct pdf *p, strom_node n)
{
	const struct node_info *i = &p->tags.info[n];
	if (i->type == EL_DEFINITION)
		return i->also;
	if (node_at(p->edition, n)->kind == NODE_DEFINITION && i->type == EL_NONE)
		return i->holder;
	return node_at(p->edition, n)->parent;
}

static void keep(struct pdf *p, strom_node n)
{
	for (; n && !p->tags.info[n].kept; n = above(p, n))
		p->tags.info[n].kept = true;
}

/* Neighbouring entries share a TOC. */
static void take_toc(struct pdf *p, strom_node n)
{
	if (p->tags.info[n].also)
		return;
	uint32_t toc = object_new(&p->out);
	for (; n; n = node_at(p->edition, n)->next) {
		if (!p->tags.info[n].kept)
			continue;
		if (p->tags.info[n].type != EL_TOC_ENTRY)
			return;
		p->tags.info[n].also = toc;
	}
}

/* Rows and cells of a table that is there are there too, even empty: a row needs all its cells. */
static bool is_grid(const struct node *n)
{
	return n->kind == NODE_ROW || n->kind == NODE_CELL;
}

static void take_numbers(struct pdf *p, strom_node n)
{
	const struct node *node = node_at(p->edition, n);
	struct node_info *i = &p->tags.info[n];
	if (is_grid(node) && p->tags.info[node->parent].kept)
		i->kept = true;
	if (!i->kept || i->type == EL_NONE)
		return;
	if (i->type == EL_TOC_ENTRY)
		take_toc(p, n);
	element_take(p, n);
	if (i->type == EL_TABLE && node->kind == NODE_TABLE) {
		grid_end(p, n);
		attach_data(p, n);
	}
	if (i->type == EL_FIGURE && node->kind == NODE_FIGURE)
		attach_data(p, n);
}

/* Where a node's content begins, or what follows a node without any. */
static void find_places(struct pdf *p, strom_node n, size_t *found)
{
	const struct node *node = node_at(p->edition, n);
	uint32_t mark = pdf_mark_first(p, n);
	if (node->id.len || node->kind == NODE_HEADING)
		vec_push(p->arena, &p->tags.places, (struct pdf_place){.node = n});
	for (; mark && *found < p->tags.places.n; ++*found)
		p->tags.places.at[*found].mark = mark;
}

void tree_end(struct pdf *p)
{
	const struct edition *e = p->edition;
	size_t found = 0;
	for (strom_node n = first_node(e); n; n = edition_next(e, 1, n))
		if (p->tags.info[n].mark ||
		    (p->tags.info[n].also && p->tags.info[n].type == EL_TABLE))
			keep(p, n);
	for (strom_node n = first_node(e); n; n = edition_next(e, 1, n)) {
		take_numbers(p, n);
		find_places(p, n, &found);
	}
	if (!p->tags.last_mark)
		p->tags.places.n = 0;
	for (; found < p->tags.places.n; found++)
		p->tags.places.at[found].mark = p->tags.last_mark;
}
