/* Tables: their rows, and how high these are.
 *
 * A cell is padded by its style's pad above and below, by twice as much between columns. A row is
 * as high as its highest cell; what a cell over several rows needs beyond them is shared by all. */
#include "typeset/tables/table_parts.h"

enum { MOST_FAULTS = 20 };       /* rows that cannot be set: then the table is given up */
#define DRAWN_WIDTH STROM_MM(18)

/* ---- Heights ---- */

static const char *const WIDER =
        "Leave a column out, divide the words with soft hyphens, or give the table the "
        "class landscape.";

/* Once, and once more if numbers follow words. */
static void tell_cut(struct typesetter *t, struct table_set *set, enum table_cut cut)
{
	struct span at = node_at(t->edition, set->node)->span;
	if (cut <= set->told)
		return;
	set->told = (uint8_t)cut;
	if (cut == CUT_NUMBER) {
		diag_error(t->diags, at, "table/number-cut",
		           "the table's numbers are wider than its columns: in "
		           "parts they would be read as others");
	} else {
		diag_warn(t->diags, at, "table/too-wide",
		          "the table's words are wider than its columns, and are cut");
	}
	diag_hint(t->diags, "%s", WIDER);
}

/* Lines for a cell over several rows: each row in turn gets one more. */
static void stretch_rows(struct table_set *set, const struct cell_place *c, strom_len needs)
{
	const struct style *s = table_row_style(set, c->row);
	strom_len has = -2 * s->pad;
	for (uint32_t i = 0; i < c->rows; i++)
		has += table_row_height(set, c->row + i);
	for (uint32_t i = 0; has < needs; i = (i + 1) % c->rows, has += s->leading)
		set->lines[c->row + i]++;
}

/* By the lines of a cell, and by what its pictures need beyond them. */
static void raise_row(struct table_set *set, uint32_t row, uint32_t lines, strom_len height)
{
	strom_len leading = table_row_style(set, row)->leading;
	strom_len had = table_row_height(set, row) - 2 * table_row_style(set, row)->pad;
	if (lines > set->lines[row])
		set->lines[row] = lines;
	if (row < set->nodes_n)
		set->room[row] = larger(had, height) - (strom_len)set->lines[row] * leading;
}

static bool set_row(struct typesetter *t, struct arena *scratch, struct table_set *set,
                    uint32_t index)
{
	struct table_row row;
	struct galley galley;
	enum table_cut cut;
	if (!table_take_row(t, scratch, set, index, &row))
		return false;
	for (size_t i = 0; i < row.n; i++) {
		const struct cell_place *c = &row.cells[i].at;
		if (c->row + c->rows != index + 1)
			continue;
		if (!table_break_cell(t, scratch, set, &row, &row.cells[i], &galley, &cut))
			return false;
		if (cut)
			tell_cut(t, set, cut);
		strom_len height = galley_height(&galley, 0, galley.lines, row.style->leading);
		if (c->rows > 1)
			stretch_rows(set, c, height);
		else
			raise_row(set, index, (uint32_t)galley.lines, height);
	}
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

strom_len table_repeat_height(const struct table_set *set, uint32_t unit)
{
	const struct style *s = set->group;
	struct table_part part = table_unit(set, unit);
	strom_len group = group_goes_on(set, part.row) ? s->leading + 2 * s->pad : 0;
	return set->header_height + group +
	       (table_part_begins(&part) ? 0 : table_row_style(set, part.row)->pad);
}

void table_repeat(struct typesetter *t, struct arena *arena, const struct table_set *set,
                  uint32_t unit, uint32_t until, strom_len x, strom_len y, items *out)
{
	strom_len top = y - table_repeat_height(set, unit);
	uint32_t row = table_unit(set, unit).row;
	strom_len behind = top;
	for (uint32_t i = 0; i < set->header_rows; behind += table_row_height(set, i++))
		table_fill(arena, set, i, x, behind, out);
	for (uint32_t i = 0; i < set->header_rows; top += table_row_height(set, i++))
		table_put(t, arena, set, i, x, top, true, out);
	if (group_goes_on(set, row))
		table_put_group_again(t, arena, set, row, x, top, out);
	if (row < set->nodes_n)
		table_put_cells_again(t, arena, set, unit, until, x, y, out);
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

static void add_tops(struct arena *arena, struct table_set *set)
{
	strom_len *tops = arena_array(arena, strom_len, (size_t)set->nodes_n + 1);
	for (uint32_t i = 0; i < set->nodes_n; i++)
		tops[i + 1] = tops[i] + table_row_height(set, i);
	set->tops = tops;
}

/* ---- Rows that no page can hold ---- */

/* Lines that stay together; and so many parts at most, as each sets its row again when it is put.
 */
enum { PART_LINES = 4, MOST_PARTS = 250 };
typedef vec(struct table_part) part_list;

static bool is_high(const struct table_set *set, uint32_t row, strom_len room)
{
	return row >= set->header_rows &&
	       table_row_height(set, row) > room - table_repeat_height(set, row);
}

/* Lines with pictures may be high: each by itself. */
static uint32_t part_lines(const struct table_set *set, uint32_t row)
{
	uint32_t least = set->lines[row] / MOST_PARTS + 1;
	bool pictures = row < set->nodes_n && set->room[row];
	return pictures || least > PART_LINES ? least : PART_LINES;
}

/* What a part's lines need beyond their leading, in the cell that needs most. */
static strom_len part_room(struct typesetter *t, struct arena *scratch, const struct table_set *set,
                           const struct table_part *p)
{
	struct table_row row;
	struct galley g;
	strom_len room = 0;
	size_t from, to;
	enum table_cut cut;
	arena_reset(scratch);
	if (!table_take_row(t, scratch, set, p->row, &row))
		return 0;
	for (size_t i = 0; i < row.n; i++) {
		if (!table_break_cell(t, scratch, set, &row, &row.cells[i], &g, &cut))
			continue;
		table_lines_in_row(set, &row, &row.cells[i].at, &g, &from, &to);
		size_t first = from + p->from < to ? from + p->from : to;
		size_t end = from + p->to < to ? from + p->to : to;
		room = larger(room, galley_height(&g, first, end, 0));
	}
	return room;
}

static void part_row(struct typesetter *t, struct arena *scratch, const struct table_set *set,
                     struct table_part p, part_list *parts)
{
	uint32_t lines = set->lines[p.row], step = part_lines(set, p.row);
	do {
		p.to = lines - p.from > step ? p.from + step : lines;
		p.room = p.row < set->nodes_n && set->room[p.row] ? part_room(t, scratch, set, &p)
		                                                  : 0;
		vec_push(t->arena, parts, p);
		p.from = p.to;
	} while (p.from < lines);
}

/* Room in each row of a cell that goes through it line by line. False: its rows had it. */
static bool raise_counted(struct typesetter *t, struct arena *scratch, struct table_set *set,
                          uint32_t index)
{
	struct table_row row;
	struct galley g;
	enum table_cut cut;
	bool raised = false;
	arena_reset(scratch);
	if (!table_take_row(t, scratch, set, index, &row))
		return false;
	for (size_t i = 0; i < row.n; i++) {
		const struct cell_place *c = &row.cells[i].at;
		strom_len before = table_row_height(set, index);
		size_t from, to;
		if (!table_cell_counted(set, c) ||
		    !table_break_cell(t, scratch, set, &row, &row.cells[i], &g, &cut))
			continue;
		table_lines_in_row(set, &row, c, &g, &from, &to);
		raise_row(set, index, (uint32_t)(to - from),
		          galley_height(&g, from, to, row.style->leading));
		raised |= table_row_height(set, index) > before;
	}
	return raised;
}

static bool mark_parted(const struct table_set *set, strom_len room, bool *parted)
{
	bool more = false;
	for (uint32_t row = 0; row < set->nodes_n; row++) {
		bool high = is_high(set, row, room);
		more |= high && !parted[row];
		parted[row] |= high;
	}
	return more;
}

/* Which rows are parted, and how high the rows beside them are then: each may change the other, but
 * both only grow. */
static void settle_parted(struct typesetter *t, struct arena *scratch, struct table_set *set,
                          strom_len room)
{
	bool *parted = arena_array(t->arena, bool, set->nodes_n), raised = true;
	set->parted = parted;
	while (mark_parted(set, room, parted) || raised) {
		raised = false;
		for (uint32_t row = set->header_rows; row < set->nodes_n; row++)
			raised |= raise_counted(t, scratch, set, row);
	}
	add_tops(t->arena, set);
}

static void part_rows(struct typesetter *t, struct table_set *set, strom_len room)
{
	part_list parts = {0};
	uint32_t high = 0;
	while (high < set->rows && !is_high(set, high, room))
		high++;
	if (high == set->rows)
		return;
	struct arena *scratch = arena_new();
	settle_parted(t, scratch, set, room);
	for (uint32_t row = 0; row < set->rows; row++)
		if (is_high(set, row, room))
			part_row(t, scratch, set, (struct table_part){.row = row}, &parts);
		else
			vec_push(t->arena, &parts, table_unit(set, row));
	arena_drop(scratch);
	set->parts = parts.at;
	set->parts_n = (uint32_t)parts.n;
}

/* ---- Both ---- */

/* Only where a theme asks for them: stripes, and rules below some rows alone. */
static void count_rows_of_groups(struct arena *arena, struct table_set *set)
{
	uint32_t *of = arena_array(arena, uint32_t, set->rows), n = 0;
	for (uint32_t i = set->header_rows; i < set->rows; i++)
		of[i] = n = table_row_is_heading(set, i) ? 0 : n + 1;
	set->ordinals = of;
}

/* Something of the table's width is left for the other columns. */
static struct picture_room pictures_room(strom_len width, strom_len columns)
{
	strom_len share = columns > 0 ? width / columns : width;
	return (struct picture_room){.most = larger(share, width * 2 / 3), .share = share};
}

static const struct style *strong_of(struct typesetter *t, const struct style *s)
{
	if (!s->emphasis && !s->total_row)
		return NULL;
	struct style *strong = arena_copy(t->arena, s, sizeof *s);
	strong->bold = true;
	return strong;
}

const struct table_set *table_make(struct typesetter *t, strom_node table, strom_len width,
                                   strom_len room)
{
	struct table_set *set = arena_make(t->arena, struct table_set);
	*set = (struct table_set){
	        .node = table, .width = width, .data = node_at(t->edition, table)->table};
	set->rtl = run_rtl(t, table);
	set->style = run_style(t, table, "table");
	set->strong = strong_of(t, set->style);
	set->head = theme_style(t->theme, S("table-head"));
	set->group = theme_style(t->theme, S("table-group"));
	take_nodes(t, set);
	if (set->data) {
		set->columns = set->data->rows.columns;
		set->rows += dataset_rows(set->data);
	}
	if (set->style->zebra.a || set->style->row_rule > 1)
		count_rows_of_groups(t->arena, set);
	set->drawn_w = DRAWN_WIDTH;
	set->pictures = pictures_room(width, (strom_len)set->columns);
	set->lines = arena_array(t->arena, uint32_t, set->rows);
	set->room = arena_array(t->arena, strom_len, set->nodes_n);
	if (!table_make_columns(t, set))
		return NULL;
	set->drawn_room = table_drawn_room(set);
	if (!set_rows(t, set))
		return NULL;
	add_tops(t->arena, set);
	part_rows(t, set, room);
	return set;
}
