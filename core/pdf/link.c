/* Links: one annotation for each link on each page, and the places they lead to. */
#include "pdf/parts.h"

void link_item(struct pdf *p, strom_node link, struct quad q)
{
	struct annot *a = NULL;
	struct pdf_page *page = &p->page_now;
	for (size_t i = page->annots.n; i > 0 && !a; i--)
		if (page->annots.at[i - 1].node == link)
			a = &page->annots.at[i - 1];
	if (!a) {
		vec_push(p->scratch, &page->annots, (struct annot){.node = link});
		a = &page->annots.at[page->annots.n - 1];
	}
	struct quad *last = a->quads.n ? &a->quads.at[a->quads.n - 1] : NULL;
	if (!last || last->baseline != q.baseline) {
		vec_push(p->scratch, &a->quads, q);
		return;
	}
	last->x0 = q.x0 < last->x0 ? q.x0 : last->x0;
	last->x1 = q.x1 > last->x1 ? q.x1 : last->x1;
	last->y0 = q.y0 < last->y0 ? q.y0 : last->y0;
	last->y1 = q.y1 > last->y1 ? q.y1 : last->y1;
}

static void put_four(struct buf *b, centi x0, centi y0, centi x1, centi y1)
{
	const centi v[] = {x0, y0, x1, y1};
	for (int i = 0; i < 4; i++) {
		if (i)
			buf_byte(b, ' ');
		put_centi(b, v[i]);
	}
}

/* Corners in the order that viewers expect: top left, top right, bottom left, bottom right. */
static void put_boxes(struct buf *b, const struct annot *a)
{
	struct quad all = a->quads.at[0];
	for (size_t i = 1; i < a->quads.n; i++) {
		const struct quad *q = &a->quads.at[i];
		all.x0 = q->x0 < all.x0 ? q->x0 : all.x0;
		all.y0 = q->y0 < all.y0 ? q->y0 : all.y0;
		all.x1 = q->x1 > all.x1 ? q->x1 : all.x1;
		all.y1 = q->y1 > all.y1 ? q->y1 : all.y1;
	}
	buf_put(b, S("/Rect["));
	put_four(b, all.x0, all.y0, all.x1, all.y1);
	buf_put(b, S("]/QuadPoints["));
	for (size_t i = 0; i < a->quads.n; i++) {
		const struct quad *q = &a->quads.at[i];
		if (i)
			buf_byte(b, ' ');
		put_four(b, q->x0, q->y1, q->x1, q->y1);
		buf_byte(b, ' ');
		put_four(b, q->x0, q->y0, q->x1, q->y0);
	}
	buf_byte(b, ']');
}

/* A URI is ASCII (12.6.4.7): other bytes are percent-encoded. */
static void put_uri(struct buf *b, str uri)
{
	struct buf plain = {0};
	for (size_t i = 0; i < uri.len; i++) {
		unsigned char c = (unsigned char)uri.ptr[i];
		if (c <= ' ' || c >= 0x7F)
			buf_printf(&plain, "%%%02X", c);
		else
			buf_byte(&plain, (char)c);
	}
	pdf_put_bytes(b, buf_str(&plain));
	buf_drop(&plain);
}

/* "#id", or the id alone in a reference; false: a URL. */
static bool inner_target(const struct node *n, str *id)
{
	bool hash = str_starts(n->target, S("#"));
	*id = str_from(n->target, hash ? 1 : 0);
	return hash || n->kind != NODE_LINK;
}

/* The first content of a reference or of the text in it; 0: none is painted yet. */
static uint32_t mark_in(const struct pdf *p, strom_node ref)
{
	uint32_t mark = pdf_mark_first(p, ref);
	for (strom_node n = node_at(p->edition, ref)->first; n && !mark;
	     n = node_at(p->edition, n)->next)
		mark = pdf_mark_first(p, n);
	return mark;
}

static void put_target(struct pdf *p, const struct annot *a)
{
	const struct node *n = node_at(p->edition, a->node);
	struct buf *b = &p->value;
	str id;
	if (n->kind == NODE_NOTE) {
		/* Back to the reference, which was painted before, and has no name. */
		uint32_t mark = mark_in(p, p->tags.info[a->node].also);
		buf_put(b, S("/Dest"));
		link_put_dest(p, b, mark ? mark : p->tags.last_mark);
		return;
	}
	if (inner_target(n, &id)) {
		buf_put(b, S("/Dest"));
		pdf_put_bytes(b, id);
		return;
	}
	buf_put(b, S("/A<</S/URI/URI"));
	put_uri(b, n->target);
	buf_put(b, S(">>"));
}

/* What a reader is told of a link: a note's label says what its reference says. */
static str description(struct pdf *p, strom_node link)
{
	const struct node *n = node_at(p->edition, link);
	str text = n->alt;
	if (!text.len)
		text = edition_text(p->edition, p->scratch,
		                    n->kind == NODE_NOTE ? p->tags.info[link].also : link);
	if (!text.len && n->kind == NODE_NOTE)
		text = arena_printf(p->scratch, "%d", n->number);
	return text.len ? text : n->target;
}

static uint32_t put_annot(struct pdf *p, const struct annot *a)
{
	struct buf *b = &p->value;
	char digits[16];
	uint32_t object = object_new(&p->out), key = p->tags.next_key++;
	int n = snprintf(digits, sizeof digits, "%u", key);
	key_put(p, &p->tags.parents, (str){digits, (size_t)n}, element_of_mark(p, a->node));
	pdf_mark_add(p, a->node, MARK_ANNOT | object, 0, 0);
	buf_clear(b);
	/* F 4: printed. PDF/A asks for it. */
	buf_put(b, S("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent "));
	buf_int(b, key);
	put_boxes(b, a);
	buf_put(b, S("/Contents"));
	pdf_put_text(b, description(p, a->node));
	put_target(p, a);
	buf_put(b, S(">>"));
	object_put(&p->out, object, buf_str(b));
	return object;
}

uint32_t link_page(struct pdf *p)
{
	struct buf list = {0};
	if (!p->page_now.annots.n)
		return 0;
	for (size_t i = 0; i < p->page_now.annots.n; i++) {
		buf_put(&list, list.len ? S(" ") : S("["));
		pdf_put_ref(&list, put_annot(p, &p->page_now.annots.at[i]));
	}
	buf_byte(&list, ']');
	uint32_t object = object_new(&p->out);
	object_put(&p->out, object, buf_str(&list));
	buf_drop(&list);
	return object;
}

/* ---- Destinations ---- */

/* Where a mark's content begins. */
void link_put_dest(struct pdf *p, struct buf *b, uint32_t mark)
{
	const struct pdf_mark *m = mark_at(p, mark);
	buf_byte(b, '[');
	pdf_put_ref(b, m->page);
	buf_put(b, S("/XYZ "));
	put_centi(b, m->x);
	buf_byte(b, ' ');
	put_centi(b, m->y);
	buf_put(b, S(" null]"));
}

struct link_named { str id; uint32_t mark; };

static int by_id(const void *a, const void *b)
{
	return str_cmp(((const struct link_named *)a)->id, ((const struct link_named *)b)->id);
}

/* Every id of the edition, so that others may link to it too: report.pdf#tbl-policy. */
void link_dests_write(struct pdf *p, uint32_t number)
{
	vec(struct link_named) names = {0};
	struct key_tree tree = {.what = "Names"};
	struct buf key = {0}, dest = {0};
	for (size_t i = 0; i < p->tags.places.n; i++) {
		const struct node *n = node_at(p->edition, p->tags.places.at[i].node);
		if (n->id.len)
			vec_push(p->scratch, &names,
			         (struct link_named){n->id, p->tags.places.at[i].mark});
	}
	if (names.n)
		qsort(names.at, names.n, sizeof *names.at, by_id);
	for (size_t i = 0; i < names.n; i++) {
		buf_clear(&key);
		buf_clear(&dest);
		pdf_put_bytes(&key, names.at[i].id);
		link_put_dest(p, &dest, names.at[i].mark);
		key_put_value(p, &tree, buf_str(&key), buf_str(&dest));
	}
	keys_write(p, &tree, number);
	keys_drop(&tree);
	buf_drop(&key);
	buf_drop(&dest);
	arena_reset(p->scratch);
}
