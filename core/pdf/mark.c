/* Marked content: each item belongs to a node of the structure tree, or is an artifact.
 *
 * A mark opened within a text object closes within it; one opened outside holds whole text objects
 * (ISO 32000-1, 14.6.1). */
#include "pdf/parts.h"

void pdf_mark_close(struct content *c)
{
	if (!c->mark.open)
		return;
	if (!c->mark.in_text && c->text_open)
		pdf_text_end(c);
	buf_put(c->out, S("EMC\n"));
	c->mark.open = false;
}

/* Table 330. A background must give a box: the page's holds it. */
static void put_artifact(struct content *c, enum artifact kind)
{
	switch (kind) {
	case ARTIFACT_HEADER:
		buf_put(c->out, S("/Artifact<</Type/Pagination/Subtype/Header>>BDC\n"));
		return;
	case ARTIFACT_FOOTER:
		buf_put(c->out, S("/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"));
		return;
	case ARTIFACT_BACKGROUND:
		buf_put(c->out, S("/Artifact<</Type/Background/BBox[0 0 "));
		put_centi(c->out, centi_of(c->page->w));
		buf_byte(c->out, ' ');
		put_centi(c->out, centi_of(c->page->h));
		buf_put(c->out, S("]>>BDC\n"));
		return;
	case ARTIFACT_PAGE:
		buf_put(c->out, S("/Artifact<</Type/Page>>BDC\n"));
		return;
	case ARTIFACT_NONE:
	case ARTIFACT_LAYOUT:
		break;
	}
	buf_put(c->out, S("/Artifact<</Type/Layout>>BDC\n"));
}

static centi top_of(const struct content *c, const struct item *i)
{
	strom_len y = i->kind == ITEM_GLYPHS ? i->y - i->size : i->y;
	return centi_of(c->page->h - y);
}

void pdf_mark_add(struct pdf *p, strom_node n, uint32_t what, centi x, centi y)
{
	struct node_info *info = &p->tags.info[n];
	struct pdf_mark mark = {.page = p->page_now.object, .what = what, .x = x, .y = y};
	uint32_t at = ++p->tags.marks_n;
	if (at == 1)
		buf_zero(&p->tags.marks, sizeof mark);    /* number 0 is none */
	buf_put(&p->tags.marks, (str){(const char *)&mark, sizeof mark});
	if (info->last_mark)
		mark_at(p, info->last_mark)->next = at;
	else
		info->mark = at;
	info->last_mark = at;
	if (!(what & MARK_ANNOT))
		p->tags.last_mark = at;
}

uint32_t pdf_mark_first(const struct pdf *p, strom_node n)
{
	uint32_t m = p->tags.info[n].mark;
	while (m && mark_at(p, m)->what & MARK_ANNOT)
		m = mark_at(p, m)->next;
	return m;
}

/* Into the content stream: the element's type, and which mark of the page this is. */
static bool open_node(struct content *c, const struct item *i)
{
	struct pdf *p = c->pdf;
	struct node_info *info = &p->tags.info[i->node];
	uint32_t mcid = (uint32_t)p->page_now.elements.n, element;
	if (i->cell) {
		if (!grid_cell(p, i, &element))
			return false;
		grid_mark(p, i, mcid);
	} else {
		element = element_of_mark(p, i->node);
		pdf_mark_add(p, i->node, mcid, centi_of(i->x), top_of(c, i));
	}
	vec_push(p->scratch, &p->page_now.elements, element);
	info->drawn |= i->kind == ITEM_PATH;
	buf_byte(c->out, '/');
	buf_put(c->out, str_of(i->cell ? grid_type(p, i->node)
	                               : element_name(p->tags.info[info->holder].type)));
	buf_put(c->out, S("<</MCID "));
	buf_int(c->out, mcid);
	if (i->lang != node_at(p->edition, info->holder)->lang) {
		buf_put(c->out, S("/Lang"));
		pdf_put_bytes(c->out, p->edition->languages.at[i->lang]);
	}
	buf_put(c->out, S(">>BDC\n"));
	return true;
}

/* Paths drawn at groups (a table's rules) carry no meaning of their own. */
static uint8_t artifact_of(const struct pdf *p, const struct item *i)
{
	if (i->artifact)
		return i->artifact;
	const struct node_info *info = &p->tags.info[i->node];
	if (info->decoration)
		return ARTIFACT_LAYOUT;
	if (i->kind == ITEM_PATH &&
	    element_groups((enum element_type)p->tags.info[info->holder].type))
		return ARTIFACT_LAYOUT;
	return ARTIFACT_NONE;
}

static bool is_open(const struct content *c, const struct item *i, uint8_t artifact)
{
	if (!c->mark.open || c->mark.artifact != artifact)
		return false;
	if (artifact)
		return true;
	return c->mark.cell == i->cell
	       && c->pdf->tags.info[c->mark.node].lead == c->pdf->tags.info[i->node].lead
	       && c->mark.lang == i->lang;
}

static bool marked(const struct content *c, const struct item *i)
{
	return i->artifact || (i->node && i->node < c->pdf->edition->nodes.n
	                       && c->pdf->tags.info[i->node].holder
	                       && (!i->cell || grid_has(c->pdf->edition, i))
	                       && i->lang < c->pdf->edition->languages.n);
}

bool pdf_mark_item(struct content *c, const struct item *i)
{
	if (!marked(c, i))
		return diag_error(c->pdf->diags, (struct span){0}, "pdf/unmarked",
		                  "an item on page %u belongs to no node and is no artifact (a "
		                  "fault of ours)",
		                  c->pdf->groups.n);
	uint8_t artifact = artifact_of(c->pdf, i);
	/* What mixes text and lines shares one mark if that is opened outside of text objects. */
	bool outside = i->kind != ITEM_GLYPHS || (!artifact && c->pdf->tags.info[i->node].figure);
	if (i->kind != ITEM_GLYPHS && c->mark.open && c->mark.in_text)
		pdf_mark_close(c);
	if (!is_open(c, i, artifact)) {
		pdf_mark_close(c);
		if (outside)
			pdf_text_end(c);
		c->mark.open = true;
		c->mark.in_text = c->text_open;
		c->mark.artifact = artifact;
		c->mark.node = i->node;
		c->mark.cell = i->cell;
		c->mark.lang = i->lang;
		if (artifact)
			put_artifact(c, (enum artifact)artifact);
		else if (!open_node(c, i))
			return false;
	}
	if (i->kind == ITEM_GLYPHS)
		pdf_text_begin(c);
	else
		pdf_text_end(c);
	return true;
}
