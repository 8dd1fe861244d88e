/* Marked content: each item belongs to a node of the structure tree, or is an artifact.
 *
 * A mark opened within a text object closes within it; one opened outside holds whole text objects
 * (ISO 32000-1, 14.6.1). */
#include "pdf/parts.h"

void mark_close(struct content *c)
{
	if (!c->mark_open)
		return;
	if (!c->mark_in_text && c->text_open)
		text_end(c);
	buf_put(c->out, S("EMC\n"));
	c->mark_open = false;
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

static void open_node(struct content *c, const struct item *i)
{
	struct pdf *p = c->pdf;
	const struct node_info *info = &p->info[i->node];
	struct pdf_page *page = &p->pages.at[c->number];
	vec_push(p->arena, &p->marks, (struct mark){
		.node = i->node, .page = c->number, .x = centi_of(i->x), .y = top_of(c, i)});
	buf_byte(c->out, '/');
	buf_put(c->out, str_of(element_name(p->info[info->holder].type)));
	buf_put(c->out, S("<</MCID "));
	buf_int(c->out, page->marks++);
	if (i->lang != node_at(p->edition, info->holder)->lang) {
		buf_put(c->out, S("/Lang"));
		put_bytes(c->out, p->edition->languages.at[i->lang]);
	}
	buf_put(c->out, S(">>BDC\n"));
}

/* Paths drawn at groups (a table's rules) carry no meaning of their own. */
static uint8_t artifact_of(const struct pdf *p, const struct item *i)
{
	if (i->artifact)
		return i->artifact;
	const struct node_info *info = &p->info[i->node];
	if (info->decoration)
		return ARTIFACT_LAYOUT;
	if (i->kind == ITEM_PATH && element_groups((enum element_type)p->info[info->holder].type))
		return ARTIFACT_LAYOUT;
	return ARTIFACT_NONE;
}

static bool is_open(const struct content *c, const struct item *i, uint8_t artifact)
{
	if (!c->mark_open || c->mark_artifact != artifact)
		return false;
	if (artifact)
		return true;
	return c->pdf->info[c->mark_node].lead == c->pdf->info[i->node].lead && c->mark_lang == i->lang;
}

static bool marked(const struct content *c, const struct item *i)
{
	return i->artifact || (i->node && i->node < c->pdf->edition->nodes.n
	                       && c->pdf->info[i->node].holder
	                       && i->lang < c->pdf->edition->languages.n);
}

bool mark_item(struct content *c, const struct item *i)
{
	if (!marked(c, i))
		return diag_error(c->pdf->diags, (struct span){0}, "pdf/unmarked",
		                  "an item on page %u belongs to no node and is no artifact (a fault of ours)",
		                  c->number + 1);
	uint8_t artifact = artifact_of(c->pdf, i);
	/* What mixes text and lines shares one mark if that is opened outside of text objects. */
	bool outside = i->kind != ITEM_GLYPHS || (!artifact && c->pdf->info[i->node].figure);
	if (i->kind != ITEM_GLYPHS && c->mark_open && c->mark_in_text)
		mark_close(c);
	if (!is_open(c, i, artifact)) {
		mark_close(c);
		if (outside)
			text_end(c);
		c->mark_open = true;
		c->mark_in_text = c->text_open;
		c->mark_artifact = artifact;
		c->mark_node = i->node;
		c->mark_lang = i->lang;
		if (artifact)
			put_artifact(c, (enum artifact)artifact);
		else
			open_node(c, i);
	}
	if (i->kind == ITEM_GLYPHS)
		text_begin(c);
	else
		text_end(c);
	return true;
}
