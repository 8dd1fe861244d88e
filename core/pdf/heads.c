/* Which header cells head which cells, where the scope of a column does not tell: headers of
 * several rows or with cells over several columns, and groups of rows. Every cell then names its
 * header cells by their IDs (ISO 32000-1, table 349: Headers). */
#include "pdf/parts.h"

bool heads_needed(const struct edition *e, strom_node table)
{
	const struct node *n = node_at(e, table);
	unsigned rows = 0;
	if (n->kind != NODE_TABLE)
		return false;
	if (n->table && n->table->group)
		return true;
	for (strom_node r = n->first; r; r = node_at(e, r)->next) {
		if (node_at(e, r)->kind != NODE_ROW || !(node_at(e, r)->flags & NODE_HEADER))
			continue;
		if (++rows > 1)
			return true;
		for (EACH_CHILD(c, e, r))
			if (node_at(e, c)->covers.columns > 1)
				return true;
	}
	return false;
}

/* ---- IDs ---- */

static size_t print_id(char out[24], uint32_t id)
{
	return (size_t)snprintf(out, 24, "(th-%08u)", id);
}

uint32_t head_add(struct pdf *p, uint32_t element)
{
	char id[24];
	uint32_t number = ++p->tags.heads.ids;
	key_put(p, &p->tags.heads.tree, (str){id, print_id(id, number)}, element);
	return number;
}

void head_put(struct buf *b, uint32_t id)
{
	char text[24];
	buf_put(b, (str){text, print_id(text, id)});
}

/* ---- The cells of a table's header ---- */

static void take_cell(struct pdf *p, strom_node cell, uint32_t row)
{
	const struct node *n = node_at(p->edition, cell);
	struct node_info *i = &p->tags.info[cell];
	if (!i->also)
		i->also = head_add(p, element_take(p, cell));
	vec_push(p->arena, &p->tags.heads.list,
	         (struct head){cell, row, n->covers.rows, n->column, n->covers.columns});
}

static void take_table(struct pdf *p, strom_node table)
{
	const struct edition *e = p->edition;
	uint32_t row = 0;
	if (p->tags.heads.table == table)
		return;
	p->tags.heads.table = table;
	p->tags.heads.needed = heads_needed(e, table);
	p->tags.heads.list.n = 0;
	for (strom_node r = node_at(e, table)->first; p->tags.heads.needed && r;
	     r = node_at(e, r)->next) {
		if (!(node_at(e, r)->flags & NODE_HEADER) || node_at(e, r)->kind != NODE_ROW)
			continue;
		for (EACH_CHILD(c, e, r))
			take_cell(p, c, row);
		row++;
	}
}

static uint32_t width_of(uint32_t columns)
{
	return columns ? columns : 1;
}

static bool overlap(const struct head *h, uint32_t column, uint32_t columns)
{
	return h->column < column + columns && column < h->column + width_of(h->columns);
}

void heads_put(struct pdf *p, struct buf *b, strom_node table, uint32_t column, uint32_t columns,
               uint32_t below)
{
	take_table(p, table);
	for (size_t i = 0; i < p->tags.heads.list.n; i++) {
		const struct head *h = &p->tags.heads.list.at[i];
		if (h->row < below && overlap(h, column, width_of(columns)))
			head_put(b, p->tags.info[h->cell].also);
	}
}

/* ---- Attributes of cells that are nodes ---- */

static uint32_t row_of(const struct pdf *p, strom_node cell)
{
	for (size_t i = 0; i < p->tags.heads.list.n; i++)
		if (p->tags.heads.list.at[i].cell == cell)
			return p->tags.heads.list.at[i].row;
	return UINT32_MAX;
}

void grid_cell_attributes(struct pdf *p, strom_node cell)
{
	const struct node *n = node_at(p->edition, cell), *row = node_at(p->edition, n->parent);
	struct buf *b = &p->value;
	bool header = p->tags.info[cell].type == EL_TH;
	take_table(p, row->parent);
	if (!header && !p->tags.heads.needed && n->covers.columns < 2 && n->covers.rows < 2)
		return;
	if (header && p->tags.info[cell].also) {
		buf_put(b, S("/ID"));
		head_put(b, p->tags.info[cell].also);
	}
	buf_put(b, S("/A<</O/Table"));
	if (header)
		buf_put(b, row->flags & NODE_HEADER ? S("/Scope/Column") : S("/Scope/Row"));
	if (n->covers.columns > 1)
		buf_printf(b, "/ColSpan %u", n->covers.columns);
	if (n->covers.rows > 1)
		buf_printf(b, "/RowSpan %u", n->covers.rows);
	uint32_t below = header ? row_of(p, cell) : UINT32_MAX;
	if (p->tags.heads.needed && below) {
		buf_put(b, S("/Headers["));
		heads_put(p, b, row->parent, n->column, n->covers.columns, below);
		buf_put(b, S("]"));
	}
	buf_put(b, S(">>"));
}
