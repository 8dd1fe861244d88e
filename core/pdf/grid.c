/* The rows of data tables, which are no nodes: written as soon as each is whole.
 *
 * Rows come in order. What stays of one is the number of its element. */
#include "edition/drawn.h"
#include "pdf/parts.h"

struct cell_mark { uint32_t page, mcid, next; };

/* Signs that stand for a count. */
struct dots {
	uint32_t full, all;
};

struct grid {
	strom_node table;
	uint32_t object;                 /* of the table's element */
	uint32_t columns;
	vec(uint32_t) rows;              /* their elements; the cells' numbers follow each */
	bool open;                       /* the last row still takes content */
	/* Of that row. */
	vec(struct cell_mark) marks;     /* from 1 */
	uint32_t *first, *last;          /* of a column's */
	bool heading;                    /* it has one cell, the heading of the rows to come */
	struct dots *dots;               /* of a column's */
	/* Where cells name their headers: */
	str *heads;                      /* the IDs of each column's */
	uint32_t group;                  /* of the rows' heading; 0: none */
};

static size_t columns_of(const struct node *n)
{
	return n->kind == NODE_TABLE && n->table ? n->table->rows.columns : 0;
}

bool grid_has(const struct edition *e, const struct item *i)
{
	const struct node *n = node_at(e, i->node);
	size_t columns = columns_of(n);
	return columns && (i->cell - 1) / columns < dataset_rows(n->table);
}

static struct grid *grid_of(const struct pdf *p, strom_node table)
{
	uint32_t at = p->tags.info[table].also;
	return at ? p->tags.grids.at[at - 1] : NULL;
}

static void name_heads(struct pdf *p, struct grid *g)
{
	struct buf ids = {0};
	g->heads = arena_array(p->arena, str, g->columns);
	for (uint32_t c = 0; c < g->columns; c++) {
		buf_clear(&ids);
		heads_put(p, &ids, g->table, c, 1, UINT32_MAX);
		g->heads[c] = arena_str(p->arena, buf_str(&ids));
	}
	buf_drop(&ids);
}

static struct grid *new_grid(struct pdf *p, strom_node table)
{
	struct grid *g = arena_make(p->arena, struct grid);
	g->table = table;
	g->object = element_inner(p, table);
	g->columns = (uint32_t)columns_of(node_at(p->edition, table));
	g->first = arena_array(p->arena, uint32_t, g->columns);
	g->last = arena_array(p->arena, uint32_t, g->columns);
	g->dots = arena_array(p->arena, struct dots, g->columns);
	vec_push(p->arena, &g->marks, (struct cell_mark){0});
	vec_push(p->arena, &p->tags.grids, g);
	p->tags.info[table].also = (uint32_t)p->tags.grids.n;
	if (heads_needed(p->edition, table))
		name_heads(p, g);
	return g;
}

static uint32_t row_element(const struct grid *g)
{
	return g->rows.at[g->rows.n - 1];
}

static uint32_t cells_of(const struct grid *g)
{
	return g->heading ? 1 : g->columns;
}

static void open_row(struct pdf *p, struct grid *g)
{
	g->heading = dataset_is_heading(node_at(p->edition, g->table)->table, (uint32_t)g->rows.n);
	vec_push(p->arena, &g->rows, object_new(&p->out));
	for (uint32_t c = 0; c < cells_of(g); c++) {
		object_new(&p->out);
		g->first[c] = g->last[c] = 0;
		g->dots[c] = (struct dots){0};
	}
	g->marks.n = 1;
	g->open = true;
}

/* A heading's scope says nothing of the rows below: these name it. */
static void put_heading(struct pdf *p, struct grid *g)
{
	g->group = head_add(p, row_element(g) + 1);
	buf_put(&p->value, S("/ID"));
	head_put(&p->value, g->group);
	buf_printf(&p->value, "/A<</O/Table/Scope/Row/ColSpan %u>>", g->columns);
}

static void put_headers(struct pdf *p, const struct grid *g, uint32_t column)
{
	buf_put(&p->value, S("/A<</O/Table/Headers["));
	buf_put(&p->value, g->heads[column]);
	if (g->group)
		head_put(&p->value, g->group);
	buf_put(&p->value, S("]>>"));
}

static str filled(struct arena *a, str pattern, const char *place, uint32_t n)
{
	size_t at = str_find(pattern, str_of(place));
	if (at == SIZE_MAX)
		return pattern;
	return arena_printf(a, "%.*s%u%.*s", STR_ARG(str_sub(pattern, 0, at)), n,
	                    STR_ARG(str_from(pattern, at + strlen(place))));
}

/* Dots are read as what they count, where the language has words for that. */
static void put_dots(struct pdf *p, struct dots d)
{
	const struct language *l = p->edition->language;
	if (!d.all || !l)
		return;
	str text = language_word(l, d.all > 1 ? S("dots") : d.full ? S("dot-full") : S("dot-open"));
	text = filled(p->scratch, text, "{n}", d.full);
	text = filled(p->scratch, text, "{of}", d.all);
	if (!text.len)
		return;
	buf_put(&p->value, S("/ActualText"));
	pdf_put_text(&p->value, text);
}

static void count_dots(struct dots *d, str text)
{
	while (text.len) {
		bool full = utf8_next(&text) == 0x25CF;
		d->full += full;
		d->all++;
	}
}

static void close_row(struct pdf *p, struct grid *g)
{
	uint32_t row = row_element(g);
	element_begin(p, "TR", g->object);
	for (uint32_t c = 0; c < cells_of(g); c++)
		element_kid(p, row + 1 + c);
	element_end(p, row);
	for (uint32_t c = 0; c < cells_of(g); c++) {
		element_begin(p, g->heading ? "TH" : "TD", row);
		if (g->heading)
			put_heading(p, g);
		else if (g->heads)
			put_headers(p, g, c);
		put_dots(p, g->dots[c]);
		for (uint32_t m = g->first[c]; m; m = g->marks.at[m].next)
			element_mark(p, g->marks.at[m].page, g->marks.at[m].mcid);
		element_end(p, row + 1 + c);
	}
	g->open = false;
}

/* Up to a number of rows, the last of them open. */
static void go_to(struct pdf *p, struct grid *g, size_t rows)
{
	while (g->rows.n < rows) {
		if (g->open)
			close_row(p, g);
		open_row(p, g);
	}
}

bool grid_cell(struct pdf *p, const struct item *i, uint32_t *element)
{
	struct grid *g = grid_of(p, i->node);
	if (!g)
		g = new_grid(p, i->node);
	uint32_t row = (i->cell - 1) / g->columns;
	if (row + 1 < g->rows.n)
		return diag_error(p->diags, node_at(p->edition, i->node)->span, "pdf/row-order",
		                  "row %u of a table comes after row %zu (a fault of ours)",
		                  row + 1, g->rows.n);
	go_to(p, g, (size_t)row + 1);
	*element = row_element(g) + 1 + (i->cell - 1) % g->columns;
	return true;
}

const char *grid_type(const struct pdf *p, strom_node table)
{
	return grid_of(p, table)->heading ? "TH" : "TD";
}

void grid_mark(struct pdf *p, const struct item *i, uint32_t mcid)
{
	struct grid *g = grid_of(p, i->node);
	uint32_t column = (i->cell - 1) % g->columns, mark = (uint32_t)g->marks.n;
	const struct dataset *data = node_at(p->edition, g->table)->table;
	if (data->column && data->column[column].drawing == DRAWN_DOTS && i->kind == ITEM_GLYPHS &&
	    drawn_is_dots(i->text))
		count_dots(&g->dots[column], i->text);
	vec_push(p->arena, &g->marks, (struct cell_mark){p->page_now.object, mcid, 0});
	if (g->last[column])
		g->marks.at[g->last[column]].next = mark;
	else
		g->first[column] = mark;
	g->last[column] = mark;
}

void grid_end(struct pdf *p, strom_node table)
{
	const struct node *n = node_at(p->edition, table);
	struct grid *g = grid_of(p, table);
	if (!columns_of(n) || !dataset_rows(n->table))
		return;
	if (!g)
		g = new_grid(p, table);
	go_to(p, g, dataset_rows(n->table));
	close_row(p, g);
}

void grid_kids(struct pdf *p, strom_node table)
{
	const struct grid *g = grid_of(p, table);
	for (size_t r = 0; g && r < g->rows.n; r++)
		element_kid(p, g->rows.at[r]);
}
