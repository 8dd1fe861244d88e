/* Links: one annotation for each link on each page, and the places they lead to. */
#include "pdf/parts.h"

void link_item(struct pdf *p, strom_node link, struct quad q)
{
	struct annot *a = NULL;
	uint32_t page = (uint32_t)p->pages.n - 1;
	for (size_t i = p->annots.n; i > p->page_annots && !a; i--)
		if (p->annots.at[i - 1].node == link)
			a = &p->annots.at[i - 1];
	if (!a) {
		vec_push(p->arena, &p->annots, (struct annot){.node = link, .page = page});
		a = &p->annots.at[p->annots.n - 1];
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
	put_bytes(b, buf_str(&plain));
	buf_drop(&plain);
}

/* "#id", or the id alone in a reference; false: a URL. */
static bool inner_target(const struct node *n, str *id)
{
	bool hash = str_starts(n->target, S("#"));
	*id = str_from(n->target, hash ? 1 : 0);
	return hash || n->kind != NODE_LINK;
}

static void put_target(struct buf *b, const struct node *n)
{
	str id;
	if (inner_target(n, &id)) {
		buf_put(b, S("/Dest"));
		put_bytes(b, id);
		return;
	}
	buf_put(b, S("/A<</S/URI/URI"));
	put_uri(b, n->target);
	buf_put(b, S(">>"));
}

static void put_annot(struct pdf *p, struct annot *a)
{
	const struct node *n = node_at(p->edition, a->node);
	struct buf *b = &p->value;
	str name = n->alt.len ? n->alt : edition_text(p->edition, p->scratch, a->node);
	a->object = object_new(&p->out);
	a->key = (uint32_t)p->parents.n;
	vec_push(p->arena, &p->parents,
	         (struct parent){.annot = true, .index = (uint32_t)(a - p->annots.at)});
	buf_clear(b);
	/* F 4: printed. PDF/A asks for it. */
	buf_put(b, S("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent "));
	buf_int(b, a->key);
	put_boxes(b, a);
	buf_put(b, S("/Contents"));
	put_text(b, name.len ? name : n->target);
	put_target(b, n);
	buf_put(b, S(">>"));
	object_put(&p->out, a->object, buf_str(b));
}

void links_page(struct pdf *p, struct pdf_page *page)
{
	struct buf list = {0};
	if (p->page_annots == p->annots.n)
		return;
	for (size_t i = p->page_annots; i < p->annots.n; i++) {
		struct annot *a = &p->annots.at[i];
		put_annot(p, a);
		memset(&a->quads, 0, sizeof a->quads);      /* scratch goes with the page */
		buf_put(&list, list.len ? S(" ") : S("["));
		put_ref(&list, a->object);
	}
	buf_byte(&list, ']');
	page->annots = object_new(&p->out);
	object_put(&p->out, page->annots, buf_str(&list));
	p->page_annots = (uint32_t)p->annots.n;
	buf_drop(&list);
}

/* ---- Destinations ---- */

/* Where a node's content begins, or what follows a node without any. */
void put_dest(struct pdf *p, struct buf *b, strom_node n)
{
	const struct mark *m = &p->marks.at[p->info[n].dest ? p->info[n].dest - 1 : p->marks.n - 1];
	buf_byte(b, '[');
	put_ref(b, p->pages.at[m->page].object);
	buf_put(b, S("/XYZ "));
	put_centi(b, m->x);
	buf_byte(b, ' ');
	put_centi(b, m->y);
	buf_put(b, S(" null]"));
}

struct named { str id; strom_node node; };

static int by_id(const void *a, const void *b)
{
	return str_cmp(((const struct named *)a)->id, ((const struct named *)b)->id);
}

/* Every id of the edition, so that others may link to it too: report.pdf#tbl-policy. */
void dests_write(struct pdf *p, uint32_t number)
{
	vec(struct named) names = {0};
	struct buf *b = &p->value;
	for (size_t i = 0; i < p->order_n && p->marks.n; i++) {
		const struct node *n = node_at(p->edition, p->order[i]);
		if (n->id.len)
			vec_push(p->arena, &names, (struct named){n->id, p->order[i]});
	}
	if (names.n)
		qsort(names.at, names.n, sizeof *names.at, by_id);
	buf_clear(b);
	buf_put(b, S("<<"));
	if (names.n) {
		buf_put(b, S("/Limits["));
		put_bytes(b, names.at[0].id);
		put_bytes(b, names.at[names.n - 1].id);
		buf_put(b, S("]"));
	}
	buf_put(b, S("/Names["));
	for (size_t i = 0; i < names.n; i++) {
		put_bytes(b, names.at[i].id);
		put_dest(p, b, names.at[i].node);
	}
	buf_put(b, S("]>>"));
	object_put(&p->out, number, buf_str(b));
}
