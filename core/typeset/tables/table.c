/* Tables: their rows, and how high these are.
 *
 * A cell is padded by its style's pad above and below, by twice as much between columns. A row is as
 * high as its highest cell; what a cell over several rows needs beyond them is shared by all. */
#include "typeset/tables/table_parts.h"

enum { MOST_FAULTS = 20 };       /* rows that cannot be set: then the table is given up */

/* ---- Heights ---- */

strom_len table_row_height(const struct table_set *set, uint32_t row)
{
	const struct style *s = table_row_style(set, row);
	return (strom_len)set->lines[row] * s->leading + 2 * s->pad;
}

static void tell_cut(struct typesetter *t, struct table_set *set)
{
	if (set->told)
		return;
	set->told = true;
	diag_warn(t->diags, node_at(t->edition, set->node)->span, "table/too-wide",
	          "the table's words are wider than its columns, and are cut");
	diag_hint(t->diags, "Leave a column out, divide the words with soft hyphens, or give the table the "
	                    "class landscape.");
}

/* Lines for a cell over several rows: each row in turn gets one more. */
static void stretch_rows(struct table_set *set, const struct cell_place *c, size_t lines)
{
	const struct style *s = table_row_style(set, c->row);
	strom_len has = -2 * s->pad, needs = (strom_len)lines * s->leading;
	for (uint32_t i = 0; i < c->rows; i++)
		has += table_row_height(set, c->row + i);
	for (uint32_t i = 0; has < needs; i = (i + 1) % c->rows, has += s->leading)
		set->lines[c->row + i]++;
}

static bool set_row(struct typesetter *t, struct arena *scratch, struct table_set *set,
                    uint32_t index)
{
	struct table_row row;
	struct galley galley;
	bool cut = false;
	if (!table_take_row(t, scratch, set, index, &row))
		return false;
	for (size_t i = 0; i < row.n; i++) {
		const struct cell_place *c = &row.cells[i].at;
		if (c->row + c->rows != index + 1)
			continue;
		if (!table_break_cell(t, scratch, set, &row, &row.cells[i], &galley, &cut))
			return false;
		if (c->rows > 1)
			stretch_rows(set, c, galley.lines);
		else if (galley.lines > set->lines[index])
			set->lines[index] = (uint32_t)galley.lines;
	}
	if (cut)
		tell_cut(t, set);
	return true;
}

static bool set_rows(struct typesetter *t, struct table_set *set)
{
	struct arena *scratch = arena_new();
	size_t bad = 0;
	for (uint32_t i = 0; i < set->rows && bad < MOST_FAULTS; i++) {
		arena_reset(scratch);
		bad += !set_row(t, scratch, set, i);
	}
	for (uint32_t i = 0; i < set->header_rows; i++)
		set->header_height += table_row_height(set, i);
	arena_drop(scratch);
	return !bad;
}

/* ---- Rows that are nodes ---- */

static uint32_t one_at_least(uint32_t n)
{
	return n ? n : 1;
}

/* The cells of all rows, in each row those that reach into it from above too. */
struct gather {
	vec(struct cell_place) cells, reaching;
	vec(uint32_t) from;
	uint32_t rows;
};

static void gather_cell(struct typesetter *t, struct table_set *set, struct gather *g, strom_node n,
                        uint32_t row)
{
	const struct node *node = node_at(t->edition, n);
	struct cell_place c = {n, row, one_at_least(node->covers.rows), node->column,
	                       one_at_least(node->covers.columns)};
	if (c.rows > g->rows - row)
		c.rows = g->rows - row;
	if ((size_t)c.column + c.columns > set->columns)
		set->columns = (size_t)c.column + c.columns;
	vec_push(t->arena, &g->cells, c);
	if (c.rows > 1)
		vec_push(t->arena, &g->reaching, c);
}

static void gather_row(struct typesetter *t, struct table_set *set, struct gather *g, strom_node r,
                       uint32_t row)
{
	size_t kept = 0;
	vec_push(t->arena, &g->from, (uint32_t)g->cells.n);
	for (size_t i = 0; i < g->reaching.n; i++)
		if (g->reaching.at[i].row + g->reaching.at[i].rows > row) {
			g->reaching.at[kept++] = g->reaching.at[i];
			vec_push(t->arena, &g->cells, g->reaching.at[i]);
		}
	g->reaching.n = kept;
	for (EACH_CHILD(c, t->edition, r))
		gather_cell(t, set, g, c, row);
}

static uint32_t count_rows(const struct edition *e, strom_node table)
{
	uint32_t n = 0;
	for (EACH_CHILD(r, e, table))
		n += node_at(e, r)->kind == NODE_ROW;
	return n;
}

static void take_nodes(struct typesetter *t, struct table_set *set)
{
	const struct edition *e = t->edition;
	struct gather g = {.rows = count_rows(e, set->node)};
	for (EACH_CHILD(r, e, set->node)) {
		if (node_at(e, r)->kind != NODE_ROW)
			continue;
		uint32_t row = (uint32_t)g.from.n;
		set->header_rows += set->header_rows == row && (node_at(e, r)->flags & NODE_HEADER);
		gather_row(t, set, &g, r, row);
	}
	vec_push(t->arena, &g.from, (uint32_t)g.cells.n);
	set->cells = g.cells.at;
	set->cells_from = g.from.at;
	set->nodes_n = set->rows = g.rows;
}

static bool group_goes_on(const struct table_set *set, uint32_t row)
{
	return set->data && set->data->group && row >= set->nodes_n &&
	       !table_row_is_heading(set, row);
}

strom_len table_repeat_height(const struct table_set *set, uint32_t row)
{
	const struct style *s = set->group;
	return set->header_height + (group_goes_on(set, row) ? s->leading + 2 * s->pad : 0);
}

void table_repeat(struct typesetter *t, struct arena *arena, const struct table_set *set, uint32_t row,
                  strom_len x, strom_len y, items *out)
{
	strom_len top = y - table_repeat_height(set, row);
	for (uint32_t i = 0; i < set->header_rows; top += table_row_height(set, i++))
		table_put(t, arena, set, i, x, top, true, out);
	if (group_goes_on(set, row))
		table_put_group_again(t, arena, set, row, x, top, out);
}

bool table_row_tied(const struct table_set *set, uint32_t row)
{
	if (row >= set->nodes_n)
		return row > set->nodes_n &&
		       (table_row_is_heading(set, row - 1) ||
		        (row + 1 < set->rows && table_row_is_heading(set, row + 1)));
	/* What reaches into a row comes first in it. */
	uint32_t first = set->cells_from[row];
	return first < set->cells_from[row + 1] && set->cells[first].row < row;
}

/* ---- Both ---- */

const struct table_set *table_make(struct typesetter *t, strom_node table, strom_len width)
{
	struct table_set *set = arena_make(t->arena, struct table_set);
	*set = (struct table_set){.node = table, .width = width, .data = node_at(t->edition, table)->table};
	set->rtl = run_rtl(t, table);
	set->style = run_style(t, table, "table");
	set->head = theme_style(t->theme, S("table-head"));
	set->group = theme_style(t->theme, S("table-group"));
	take_nodes(t, set);
	if (set->data) {
		set->columns = set->data->rows.columns;
		set->rows += dataset_rows(set->data);
	}
	set->lines = arena_array(t->arena, uint32_t, set->rows);
	return table_make_columns(t, set) && set_rows(t, set) ? set : NULL;
}
