/* Bookmarks from headings, and page labels (ISO 32000-1, 12.3.3 and 12.4.2). */
#include "pdf/parts.h"

struct bookmark {
	strom_node node;
	uint32_t mark;
	uint32_t object, parent, prev, next, first, last, kids;      /* indexes; [0] is the root */
	int level;
};

typedef vec(struct bookmark) bookmarks;

static void add(struct pdf *p, bookmarks *list, const struct pdf_place *to, uint32_t *open)
{
	uint32_t at = (uint32_t)list->n, parent = *open;
	int level = node_at(p->edition, to->node)->level;
	while (parent && list->at[parent].level >= level)
		parent = list->at[parent].parent;
	vec_push(p->arena, list, (struct bookmark){
		.node = to->node, .mark = to->mark, .object = object_new(&p->out), .parent = parent,
		.level = level, .prev = list->at[parent].last});
	if (list->at[parent].last)
		list->at[list->at[parent].last].next = at;
	else
		list->at[parent].first = at;
	list->at[parent].last = at;
	list->at[parent].kids++;
	*open = at;
}

static void put_link(struct pdf *p, const bookmarks *list, const char *key, uint32_t index)
{
	if (!index)
		return;
	buf_byte(&p->value, '/');
	buf_put(&p->value, str_of(key));
	buf_byte(&p->value, ' ');
	pdf_put_ref(&p->value, list->at[index].object);
}

static void put_bookmark(struct pdf *p, const bookmarks *list, uint32_t at)
{
	const struct bookmark *m = &list->at[at];
	struct buf *b = &p->value;
	buf_clear(b);
	buf_put(b, S("<</Title"));
	pdf_put_text(b, edition_text(p->edition, p->scratch, m->node));
	buf_put(b, S("/Parent "));
	pdf_put_ref(b, list->at[m->parent].object);
	put_link(p, list, "Prev", m->prev);
	put_link(p, list, "Next", m->next);
	put_link(p, list, "First", m->first);
	put_link(p, list, "Last", m->last);
	/* Open at the top level, closed below. */
	if (m->kids)
		buf_printf(b, "/Count %s%u", m->parent ? "-" : "", m->kids);
	buf_put(b, S("/Dest"));
	link_put_dest(p, b, m->mark);
	buf_put(b, S(">>"));
	object_put(&p->out, m->object, buf_str(b));
	arena_reset(p->scratch);
}

bool outline_write(struct pdf *p, uint32_t number)
{
	bookmarks list = {0};
	uint32_t open = 0, shown = 0;
	vec_push(p->arena, &list, (struct bookmark){.object = number});
	for (size_t i = 0; i < p->tags.places.n; i++) {
		strom_node n = p->tags.places.at[i].node;
		if (node_at(p->edition, n)->kind == NODE_HEADING && p->tags.info[n].kept)
			add(p, &list, &p->tags.places.at[i], &open);
	}
	if (list.n == 1)
		return false;
	for (uint32_t at = 1; at < list.n; at++) {
		shown += list.at[at].parent ? 0 : 1 + list.at[at].kids;
		put_bookmark(p, &list, at);
	}
	buf_clear(&p->value);
	buf_put(&p->value, S("<</Type/Outlines"));
	put_link(p, &list, "First", list.at[0].first);
	put_link(p, &list, "Last", list.at[0].last);
	buf_printf(&p->value, "/Count %u>>", shown);
	object_put(&p->out, number, buf_str(&p->value));
	return true;
}

/* ---- Page labels ---- */

static bool is_number(str label, int64_t *value)
{
	return label.len && label.ptr[0] >= '1' && label.ptr[0] <= '9' && str_to_int(label, value);
}

/* Runs of numbers are counted by the viewer; other labels stand for themselves. */
void outline_label_add(struct pdf *p, str label)
{
	struct buf *b = &p->labels.out;
	int64_t value;
	bool numbered = is_number(label, &value);
	if (numbered && value == p->labels.next) {
		p->labels.next++;
		return;
	}
	p->labels.next = numbered ? value + 1 : -1;
	buf_printf(b, "%s%u<<", b->len ? " " : "", p->groups.n);
	if (numbered) {
		buf_put(b, S("/S/D/St "));
		buf_int(b, value);
	} else if (label.len) {
		buf_put(b, S("/P"));
		pdf_put_text(b, label);
	}
	buf_put(b, S(">>"));
}

void outline_labels_write(struct pdf *p, uint32_t number)
{
	struct buf *b = &p->value;
	buf_clear(b);
	buf_put(b, S("<</Nums["));
	buf_put(b, buf_str(&p->labels.out));
	buf_put(b, S("]>>"));
	object_put(&p->out, number, buf_str(b));
}
