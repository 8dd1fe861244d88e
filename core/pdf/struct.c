/* The structure tree, in the edition's order (ISO 32000-1, 14.7 and 14.8).
 *
 * Some nodes become several elements:
 *   item        LI > Lbl, LBody            code block  P > Code
 *   contents    TOC > TOCI > Reference > Link
 *   figure with a caption   Div > Caption, Figure: an alternative text stands for all that is in
 *   its element, and the caption must be read too. */
#include "pdf/parts.h"

enum kid_kind { KID_MARK, KID_ELEMENT, KID_ANNOT };
struct kid { enum kid_kind kind; uint32_t index; };
typedef vec(struct kid) kids;

static bool has_label(const struct node_info *i)
{
	return i->marks != 0;
}

/* How many elements a node needs. */
static uint32_t elements(const struct pdf *p, strom_node n)
{
	const struct node_info *i = &p->info[n];
	switch ((enum element_type)i->type) {
	case EL_LI: return has_label(i) ? 3 : 2;
	case EL_CODE_BLOCK: return 2;
	case EL_TOC_ENTRY: return i->link ? 3 : 1;
	case EL_FIGURE: return i->wrapped ? 2 : 1;
	default: return 1;
	}
}

/* The innermost of a node's elements: what its children and its content go into. */
static uint32_t inner(const struct pdf *p, strom_node n)
{
	return p->info[n].object + elements(p, n) - 1;
}

/* The element that a mark's content belongs to. */
static uint32_t mark_element(const struct pdf *p, strom_node n)
{
	const struct node_info *i = &p->info[n];
	if (i->type == EL_LI)
		return i->object + 1;
	return inner(p, i->holder);
}

static uint32_t parent_element(const struct pdf *p, strom_node n, uint32_t root)
{
	strom_node above = p->info[node_at(p->edition, n)->parent].holder;
	if (p->info[n].type == EL_DOCUMENT || !above)
		return root;
	if (p->info[n].type == EL_TOC_ENTRY)
		return p->info[n].toc;
	if (p->info[n].type == EL_CAPTION && p->info[above].type == EL_FIGURE)
		return p->info[above].object;
	return inner(p, above);
}

/* Neighbouring entries share a TOC. */
static void take_toc(struct pdf *p, strom_node n)
{
	if (p->info[n].toc)
		return;
	uint32_t toc = object_new(&p->out);
	for (; n; n = node_at(p->edition, n)->next) {
		if (!p->info[n].kept)
			continue;
		if (p->info[n].type != EL_TOC_ENTRY)
			return;
		p->info[n].toc = toc;
	}
}

static void take_numbers(struct pdf *p)
{
	for (size_t k = 0; k < p->order_n; k++) {
		struct node_info *i = &p->info[p->order[k]];
		if (!i->kept || i->type == EL_NONE)
			continue;
		if (i->type == EL_TOC_ENTRY)
			take_toc(p, p->order[k]);
		i->object = object_new(&p->out);
		for (uint32_t n = elements(p, p->order[k]); n > 1; n--)
			object_new(&p->out);
	}
}

/* ---- Kids ---- */

static void add_marks(struct pdf *p, strom_node n, kids *out)
{
	const struct node_info *i = &p->info[n];
	for (uint32_t k = 0; k < i->marks; k++)
		vec_push(p->scratch, out, (struct kid){KID_MARK, p->ordered[i->mark + k]});
}

static void add_element(struct pdf *p, uint32_t object, kids *out)
{
	vec_push(p->scratch, out, (struct kid){KID_ELEMENT, object});
}

/* Past a node and all below it, within `top`; 0: no more. */
static strom_node skip(const struct edition *e, strom_node n, strom_node top)
{
	while (n != top && !node_at(e, n)->next)
		n = node_at(e, n)->parent;
	return n == top ? 0 : node_at(e, n)->next;
}

/* Elements and content below a node, up to the next elements. captions: those of a figure alone,
 * or all but those. */
static void add_below(struct pdf *p, strom_node top, bool captions, kids *out)
{
	const struct edition *e = p->edition;
	bool apart = p->info[top].type == EL_FIGURE;
	uint32_t toc = 0;
	for (strom_node n = node_at(e, top)->first; n;) {
		const struct node_info *i = &p->info[n];
		bool wanted = !apart || captions == (i->type == EL_CAPTION);
		if (i->kept && i->type == EL_NONE) {
			if (wanted)
				add_marks(p, n, out);
			n = node_at(e, n)->first ? node_at(e, n)->first : skip(e, n, top);
			continue;
		}
		if (i->kept && i->type == EL_TOC_ENTRY) {
			if (i->toc != toc)
				add_element(p, i->toc, out);
			toc = i->toc;
		} else if (i->kept && wanted) {
			add_element(p, i->object, out);
		}
		n = skip(e, n, top);
	}
}

static void add_annots(struct pdf *p, strom_node n, kids *out)
{
	for (uint32_t k = 0; k < p->info[n].links; k++)
		vec_push(p->scratch, out, (struct kid){KID_ANNOT, p->info[n].link_from + k});
}

static void put_kid(struct pdf *p, struct buf *b, const struct kid *k, uint32_t page)
{
	if (k->kind == KID_ELEMENT) {
		put_ref(b, k->index);
		return;
	}
	if (k->kind == KID_ANNOT) {
		const struct annot *a = &p->annots.at[k->index];
		buf_printf(b, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", p->pages.at[a->page].object, a->object);
		return;
	}
	const struct mark *m = &p->marks.at[k->index];
	uint32_t mcid = k->index - p->pages.at[m->page].first_mark;
	if (m->page == page)
		buf_int(b, mcid);
	else
		buf_printf(b, "<</Type/MCR/Pg %u 0 R/MCID %u>>", p->pages.at[m->page].object, mcid);
}

static void put_kids(struct pdf *p, struct buf *b, const kids *list)
{
	uint32_t page = UINT32_MAX;
	for (size_t k = 0; k < list->n && page == UINT32_MAX; k++)
		if (list->at[k].kind == KID_MARK)
			page = p->marks.at[list->at[k].index].page;
	if (page != UINT32_MAX) {
		buf_put(b, S("/Pg "));
		put_ref(b, p->pages.at[page].object);
	}
	if (!list->n)
		return;
	buf_put(b, list->n > 1 ? S("/K[") : S("/K "));
	for (size_t k = 0; k < list->n; k++) {
		if (k)
			buf_byte(b, ' ');
		put_kid(p, b, &list->at[k], page);
	}
	if (list->n > 1)
		buf_byte(b, ']');
}

/* ---- Elements ---- */

static void begin(struct pdf *p, const char *type, uint32_t parent)
{
	buf_clear(&p->value);
	buf_put(&p->value, S("<</S/"));
	buf_put(&p->value, str_of(type));
	buf_put(&p->value, S("/P "));
	put_ref(&p->value, parent);
}

static void end(struct pdf *p, uint32_t object, const kids *list)
{
	put_kids(p, &p->value, list);
	buf_put(&p->value, S(">>"));
	object_put(&p->out, object, buf_str(&p->value));
}

/* An element with one element in it. */
static void put_outer(struct pdf *p, const char *type, uint32_t object, uint32_t parent)
{
	kids list = {0};
	add_element(p, object + 1, &list);
	begin(p, type, parent);
	end(p, object, &list);
}

static void put_lang(struct pdf *p, strom_node n)
{
	const struct node *node = node_at(p->edition, n);
	strom_node above = p->info[node->parent].holder;
	uint16_t outer = above ? node_at(p->edition, above)->lang : 0;
	if (node->lang == outer || node->lang >= p->edition->languages.n)
		return;
	buf_put(&p->value, S("/Lang"));
	put_bytes(&p->value, p->edition->languages.at[node->lang]);
}

static void put_box(struct pdf *p, strom_node n)
{
	const struct figure_box *box = NULL;
	for (size_t i = 0; i < p->boxes.n && !box; i++)
		if (p->boxes.at[i].node == n)
			box = &p->boxes.at[i];
	if (!box)
		return;
	const centi v[] = {box->x0, box->y0, box->x1, box->y1};
	buf_put(&p->value, S("/A<</O/Layout/BBox["));
	for (int i = 0; i < 4; i++) {
		if (i)
			buf_byte(&p->value, ' ');
		put_centi(&p->value, v[i]);
	}
	buf_put(&p->value, node_at(p->edition, n)->kind == NODE_IMAGE ? S("]/Placement/Inline>>")
	                                                              : S("]/Placement/Block>>"));
}

static void put_attributes(struct pdf *p, strom_node n)
{
	const struct node *node = node_at(p->edition, n);
	struct buf *b = &p->value;
	put_lang(p, n);
	switch ((enum element_type)p->info[n].type) {
	case EL_TH:
		buf_put(b, node_at(p->edition, node->parent)->flags & NODE_HEADER
		               ? S("/A<</O/Table/Scope/Column>>") : S("/A<</O/Table/Scope/Row>>"));
		return;
	case EL_L:
		buf_put(b, node->flags & NODE_ORDERED ? S("/A<</O/List/ListNumbering/Decimal>>")
		                                      : S("/A<</O/List/ListNumbering/Disc>>"));
		return;
	case EL_FIGURE:
		buf_put(b, S("/Alt"));
		put_text(b, node->alt);
		put_box(p, n);
		return;
	default:
		return;
	}
}

static void put_item(struct pdf *p, strom_node n, uint32_t parent)
{
	const struct node_info *i = &p->info[n];
	kids list = {0}, label = {0}, body = {0};
	if (has_label(i))
		add_element(p, i->object + 1, &list);
	add_element(p, inner(p, n), &list);
	begin(p, "LI", parent);
	put_attributes(p, n);
	end(p, i->object, &list);
	if (has_label(i)) {
		add_marks(p, n, &label);
		begin(p, "Lbl", i->object);
		end(p, i->object + 1, &label);
	}
	add_below(p, n, false, &body);
	begin(p, "LBody", i->object);
	end(p, inner(p, n), &body);
}

static void put_wrapper(struct pdf *p, strom_node n, uint32_t parent)
{
	kids list = {0};
	add_below(p, n, true, &list);
	add_element(p, inner(p, n), &list);
	begin(p, "Div", parent);
	put_lang(p, n);
	end(p, p->info[n].object, &list);
}

static void put_toc(struct pdf *p, strom_node n, uint32_t root)
{
	kids list = {0};
	uint32_t toc = p->info[n].toc;
	for (strom_node k = n; k; k = node_at(p->edition, k)->next)
		if (p->info[k].toc == toc && p->info[k].kept)
			add_element(p, p->info[k].object, &list);
	strom_node above = p->info[node_at(p->edition, n)->parent].holder;
	begin(p, "TOC", above ? inner(p, above) : root);
	end(p, toc, &list);
}

static void put_node(struct pdf *p, strom_node n, uint32_t parent)
{
	const struct node_info *i = &p->info[n];
	kids list = {0};
	if (i->type == EL_LI) {
		put_item(p, n, parent);
		return;
	}
	if (i->type == EL_CODE_BLOCK)
		put_outer(p, "P", i->object, parent);
	if (i->type == EL_FIGURE && i->wrapped)
		put_wrapper(p, n, parent);
	if (i->type == EL_TOC_ENTRY && i->link) {
		put_outer(p, "TOCI", i->object, parent);
		put_outer(p, "Reference", i->object + 1, i->object);
	}
	const char *name = element_name((enum element_type)i->type);
	if (i->type == EL_TOC_ENTRY && !i->link)
		name = "TOCI";
	add_marks(p, n, &list);
	add_below(p, n, false, &list);
	add_annots(p, n, &list);
	begin(p, name, elements(p, n) > 1 ? inner(p, n) - 1 : parent);
	put_attributes(p, n);
	end(p, inner(p, n), &list);
}

/* ---- From content back to elements (14.7.4.4) ---- */

static void put_parents_of_page(struct pdf *p, uint32_t object, const struct pdf_page *page)
{
	struct buf *b = &p->value;
	buf_clear(b);
	buf_byte(b, '[');
	for (uint32_t m = 0; m < page->marks; m++) {
		if (m)
			buf_byte(b, ' ');
		put_ref(b, mark_element(p, p->marks.at[page->first_mark + m].node));
	}
	buf_byte(b, ']');
	object_put(&p->out, object, buf_str(b));
}

static uint32_t write_parent_tree(struct pdf *p)
{
	struct buf tree = {0};
	uint32_t number = object_new(&p->out);
	buf_put(&tree, S("<</Nums["));
	for (size_t key = 0; key < p->parents.n; key++) {
		const struct parent *at = &p->parents.at[key];
		if (key)
			buf_byte(&tree, ' ');
		buf_int(&tree, (int64_t)key);
		buf_byte(&tree, ' ');
		if (!at->annot) {
			uint32_t object = object_new(&p->out);
			put_parents_of_page(p, object, &p->pages.at[at->index]);
			put_ref(&tree, object);
		} else {
			/* Annotations were sorted by node since: their keys tell which. */
			put_ref(&tree, at->index);
		}
	}
	buf_put(&tree, S("]>>"));
	object_put(&p->out, number, buf_str(&tree));
	buf_drop(&tree);
	return number;
}

void struct_write(struct pdf *p, uint32_t number)
{
	kids top = {0};
	take_numbers(p);
	for (size_t i = 0; i < p->annots.n; i++)
		p->parents.at[p->annots.at[i].key].index = inner(p, p->annots.at[i].node);
	for (size_t k = 0; k < p->order_n; k++) {
		strom_node n = p->order[k], above = node_at(p->edition, n)->parent;
		const struct node_info *i = &p->info[n];
		if (!i->kept || i->type == EL_NONE)
			continue;
		arena_reset(p->scratch);
		/* The first of its neighbours writes the TOC. */
		if (i->type == EL_TOC_ENTRY && i->toc != p->info[above].toc) {
			put_toc(p, n, number);
			p->info[above].toc = i->toc;
		}
		put_node(p, n, parent_element(p, n, number));
	}
	uint32_t tree = write_parent_tree(p);
	arena_reset(p->scratch);
	if (p->order_n && p->info[p->order[0]].kept)
		add_element(p, p->info[p->order[0]].object, &top);
	buf_clear(&p->value);
	buf_printf(&p->value, "<</Type/StructTreeRoot/ParentTree %u 0 R/ParentTreeNextKey %zu"
	           "/RoleMap<</Em/Span/Strong/Span>>", tree, p->parents.n);
	end(p, number, &top);
}
