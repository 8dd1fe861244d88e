/* The structure tree, in the edition's order (ISO 32000-1, 14.7 and 14.8).
 *
 * Some nodes become several elements:
 *   item        LI > Lbl, LBody            code block  P > Code
 *   contents    TOC > TOCI > Reference > Link      note    Note > Lbl > Link, blocks
 *   term        LI > Lbl, LBody: its definitions   reference to a note    Reference > Link
 *   figure with a caption   Div > Caption, Figure: an alternative text stands for all that is in
 *   its element, and the caption must be read too. */
#include "pdf/parts.h"

static uint32_t parent_element(struct pdf *p, strom_node n, uint32_t root)
{
	const struct node_info *i = &p->tags.info[n];
	strom_node above = p->tags.info[node_at(p->edition, n)->parent].holder;
	if (i->type == EL_DOCUMENT || !above)
		return root;
	if (i->type == EL_TOC_ENTRY)
		return i->also;
	if (i->type == EL_DEFINITION)
		return p->tags.info[i->also].object;
	if (i->type == EL_CAPTION && p->tags.info[above].type == EL_FIGURE)
		return p->tags.info[above].object;
	return element_inner(p, above);
}

/* ---- Kids ---- */

static void add_marks(struct pdf *p, strom_node n)
{
	for (uint32_t k = p->tags.info[n].mark; k; k = mark_at(p, k)->next) {
		const struct pdf_mark *m = mark_at(p, k);
		if (!(m->what & MARK_ANNOT))
			element_mark(p, m->page, m->what);
	}
}

static void add_annots(struct pdf *p, strom_node n)
{
	for (uint32_t k = p->tags.info[n].mark; k; k = mark_at(p, k)->next) {
		const struct pdf_mark *m = mark_at(p, k);
		if (m->what & MARK_ANNOT)
			element_annot(p, m->page, m->what & ~MARK_ANNOT);
	}
}

/* Elements and content below a node, up to the next elements. captions: those of a figure alone,
 * or all but those. Definitions belong to their terms. */
static void add_below(struct pdf *p, strom_node top, bool captions)
{
	const struct edition *e = p->edition;
	bool apart = p->tags.info[top].type == EL_FIGURE;
	uint32_t toc = 0;
	for (strom_node n = node_at(e, top)->first; n;) {
		const struct node_info *i = &p->tags.info[n];
		bool wanted = i->kept && (!apart || captions == (i->type == EL_CAPTION))
		              && (node_at(e, n)->kind != NODE_DEFINITION || i->type == EL_DIV);
		if (wanted && i->type == EL_NONE) {
			add_marks(p, n);
			n = edition_next(e, top, n);
			continue;
		}
		if (wanted && i->type == EL_TOC_ENTRY) {
			if (i->also != toc)
				element_kid(p, i->also);
			toc = i->also;
		} else if (wanted) {
			element_kid(p, i->object);
		}
		n = edition_past(e, top, n);
	}
}

/* ---- Elements ---- */

/* An element with one element in it. */
static void put_outer(struct pdf *p, const char *type, uint32_t object, uint32_t parent)
{
	element_begin(p, type, parent);
	element_kid(p, object + 1);
	element_end(p, object);
}

static void put_lang(struct pdf *p, strom_node n)
{
	const struct node *node = node_at(p->edition, n);
	strom_node above = p->tags.info[node->parent].holder;
	uint16_t outer = above ? node_at(p->edition, above)->lang : 0;
	if (node->lang == outer || node->lang >= p->edition->languages.n)
		return;
	buf_put(&p->value, S("/Lang"));
	pdf_put_bytes(&p->value, p->edition->languages.at[node->lang]);
}

static void put_box(struct pdf *p, strom_node n)
{
	if (!p->tags.info[n].also)
		return;
	const struct figure_box *box = &p->tags.boxes.at[p->tags.info[n].also - 1];
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
	switch ((enum element_type)p->tags.info[n].type) {
	case EL_TH:
	case EL_TD:
		grid_cell_attributes(p, n);
		return;
	case EL_L:
		buf_put(b, S("/A<</O/List/ListNumbering/"));
		buf_put(b, node->kind == NODE_DEFINITIONS || node->flags & NODE_PLAIN ? S("None>>")
		           : node->flags & NODE_ORDERED ? S("Decimal>>") : S("Disc>>"));
		return;
	case EL_FIGURE:
		buf_put(b, S("/Alt"));
		pdf_put_text(b, node->alt);
		put_box(p, n);
		attachment_of(p, n, b);
		return;
	case EL_TABLE:
		attachment_of(p, n, b);
		return;
	case EL_SPAN:
		/* ISO 32000-2, table 378; readers of the older standard pass TextPosition over. */
		if (node->kind == NODE_SUB || node->kind == NODE_SUP)
			buf_put(b, node->kind == NODE_SUB ? S("/A<</O/Layout/TextPosition/Sub>>")
			                                  : S("/A<</O/Layout/TextPosition/Sup>>"));
		if (node->kind == NODE_STRIKE)
			buf_put(b, S("/A<</O/Layout/TextDecorationType/LineThrough>>"));
		if (!node->alt.len)
			return;
		buf_put(b, S("/E"));
		pdf_put_text(b, node->alt);
		return;
	default:
		return;
	}
}

/* A box is drawn, and read as the character that it is (ISO 14289-1, 7.1). */
static void put_item_label(struct pdf *p, strom_node n)
{
	const struct node *node = node_at(p->edition, n);
	element_begin(p, "Lbl", p->tags.info[n].object);
	if (p->tags.info[n].drawn && node->flags & NODE_TASK) {
		buf_put(&p->value, S("/ActualText"));
		pdf_put_text(&p->value,
		             node->flags & NODE_DONE ? S("\xE2\x98\x91") : S("\xE2\x98\x90"));
	}
	add_marks(p, n);
	element_end(p, p->tags.info[n].object + 1);
}

static void put_item(struct pdf *p, strom_node n, uint32_t parent)
{
	uint32_t object = p->tags.info[n].object;
	bool label = p->tags.info[n].mark;
	element_begin(p, "LI", parent);
	put_attributes(p, n);
	if (label)
		element_kid(p, object + 1);
	element_kid(p, object + 2);
	element_end(p, object);
	if (label)
		put_item_label(p, n);
	element_begin(p, "LBody", object);
	add_below(p, n, false);
	element_end(p, object + 2);
}

static void put_term(struct pdf *p, strom_node n, uint32_t parent)
{
	uint32_t object = p->tags.info[n].object;
	strom_node body = p->tags.info[n].also;
	element_begin(p, "LI", parent);
	put_lang(p, n);
	element_kid(p, object + 1);
	if (body && p->tags.info[body].kept)
		element_kid(p, p->tags.info[body].object);
	element_end(p, object);
	element_begin(p, "Lbl", object);
	add_marks(p, n);
	add_below(p, n, false);
	element_end(p, object + 1);
}

/* All definitions of one term. */
static void put_definitions(struct pdf *p, strom_node n, uint32_t parent)
{
	element_begin(p, "LBody", parent);
	put_lang(p, n);
	for (strom_node k = n; k && p->tags.info[k].holder == n; k = node_at(p->edition, k)->next) {
		add_marks(p, k);
		add_below(p, k, false);
	}
	element_end(p, p->tags.info[n].object);
}

/* Notes are told apart by an ID (ISO 14289-1, 7.9). Theirs come in the order of the name tree. */
static void put_note_id(struct pdf *p, uint32_t object)
{
	char id[24];
	int n = snprintf(id, sizeof id, "(note-%08u)", ++p->tags.notes);
	str key = {id, (size_t)n};
	buf_put(&p->value, S("/ID"));
	buf_put(&p->value, key);
	key_put(p, &p->tags.ids, key, object);
}

static void put_note(struct pdf *p, strom_node n, uint32_t parent)
{
	const struct node_info *i = &p->tags.info[n];
	element_begin(p, "Note", parent);
	put_lang(p, n);
	put_note_id(p, i->object);
	if (i->mark)
		element_kid(p, i->object + 1);
	add_below(p, n, false);
	element_end(p, i->object);
	if (!i->mark)
		return;
	if (i->link)
		put_outer(p, "Lbl", i->object + 1, i->object);
	element_begin(p, i->link ? "Link" : "Lbl", i->object + (i->link ? 1 : 0));
	add_marks(p, n);
	add_annots(p, n);
	element_end(p, i->object + (i->link ? 2 : 1));
}

static void put_wrapper(struct pdf *p, strom_node n, uint32_t parent)
{
	element_begin(p, "Div", parent);
	put_lang(p, n);
	add_below(p, n, true);
	element_kid(p, element_inner(p, n));
	element_end(p, p->tags.info[n].object);
}

static void put_toc(struct pdf *p, strom_node n, uint32_t root)
{
	uint32_t toc = p->tags.info[n].also;
	strom_node above = p->tags.info[node_at(p->edition, n)->parent].holder;
	element_begin(p, "TOC", above ? element_inner(p, above) : root);
	for (strom_node k = n; k; k = node_at(p->edition, k)->next)
		if (p->tags.info[k].type == EL_TOC_ENTRY && p->tags.info[k].also == toc &&
		    p->tags.info[k].kept)
			element_kid(p, p->tags.info[k].object);
	element_end(p, toc);
}

/* The elements around the innermost. Returns what that is called. */
static const char *put_around(struct pdf *p, strom_node n, uint32_t parent)
{
	const struct node_info *i = &p->tags.info[n];
	bool linked = element_count(p, n) > 1;
	if (i->type == EL_CODE_BLOCK)
		put_outer(p, "P", i->object, parent);
	if (i->type == EL_FIGURE && i->wrapped)
		put_wrapper(p, n, parent);
	if (i->type == EL_REFERENCE && linked)
		put_outer(p, "Reference", i->object, parent);
	if (i->type == EL_TOC_ENTRY && linked) {
		put_outer(p, "TOCI", i->object, parent);
		put_outer(p, "Reference", i->object + 1, i->object);
	}
	if (i->type == EL_REFERENCE && linked)
		return "Link";
	if (i->type == EL_TOC_ENTRY && !linked)
		return "TOCI";
	return element_name((enum element_type)i->type);
}

static void put_plain(struct pdf *p, strom_node n, uint32_t parent)
{
	const char *name = put_around(p, n, parent);
	uint32_t object = element_inner(p, n);
	element_begin(p, name, object == p->tags.info[n].object ? parent : object - 1);
	put_attributes(p, n);
	add_marks(p, n);
	add_below(p, n, false);
	if (p->tags.info[n].type == EL_TABLE)
		grid_kids(p, n);
	add_annots(p, n);
	element_end(p, object);
}

static void put_node(struct pdf *p, strom_node n, uint32_t parent)
{
	switch ((enum element_type)p->tags.info[n].type) {
	case EL_LI: put_item(p, n, parent); return;
	case EL_TERM: put_term(p, n, parent); return;
	case EL_DEFINITION: put_definitions(p, n, parent); return;
	case EL_NOTE: put_note(p, n, parent); return;
	default: put_plain(p, n, parent); return;
	}
}

void pdf_struct_write(struct pdf *p, uint32_t number)
{
	const struct edition *e = p->edition;
	uint32_t toc = 0, parents = object_new(&p->out), ids = 0;
	for (strom_node n = e->nodes.n > 1 ? 1 : 0; n; n = edition_next(e, 1, n)) {
		const struct node_info *i = &p->tags.info[n];
		if (!i->kept || i->type == EL_NONE)
			continue;
		/* The first of its neighbours writes the TOC. */
		if (i->type == EL_TOC_ENTRY && i->also != toc) {
			put_toc(p, n, number);
			toc = i->also;
		}
		put_node(p, n, parent_element(p, n, number));
	}
	keys_write(p, &p->tags.parents, parents);
	if (p->tags.notes || p->tags.heads.ids) {
		ids = object_new(&p->out);
		if (p->tags.heads.ids)
			keys_join(p, &p->tags.ids, &p->tags.heads.tree);
		keys_write(p, &p->tags.ids, ids);
	}
	buf_clear(&p->tags.kids);
	p->tags.kids_n = p->tags.kids_page = 0;
	if (e->nodes.n > 1 && p->tags.info[1].kept)
		element_kid(p, p->tags.info[1].object);
	buf_clear(&p->value);
	buf_printf(&p->value, "<</Type/StructTreeRoot/ParentTree %u 0 R/ParentTreeNextKey %u"
	           "/RoleMap<</Em/Span/Strong/Span>>", parents, p->tags.next_key);
	if (ids)
		buf_printf(&p->value, "/IDTree %u 0 R", ids);
	element_end(p, number);
}
