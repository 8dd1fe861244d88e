/* What a table is parted into: its rows, and of rows that no page can hold, a few lines each. */
#include "typeset/tables/table_parts.h"

strom_len table_row_room(const struct table_set *set, uint32_t row)
{
	if (row < set->nodes_n)
		return set->room[row];
	return table_row_is_heading(set, row) ? 0 : set->drawn_room;
}

strom_len table_row_height(const struct table_set *set, uint32_t row)
{
	const struct style *s = table_row_style(set, row);
	return (strom_len)set->lines[row] * s->leading + table_row_room(set, row) + 2 * s->pad;
}

strom_len table_rows_above(const struct table_set *set, uint32_t from, uint32_t to)
{
	return from < to ? set->tops[to] - set->tops[from] : 0;
}

/* Lines whose middle is above y, which is below the first one's top. */
static size_t lines_above(const struct galley *g, strom_len leading, strom_len y)
{
	size_t n = 0;
	while (n < g->lines && galley_height(g, 0, n, leading) + leading / 2 <= y)
		n++;
	return n;
}

bool table_cell_counted(const struct table_set *set, const struct cell_place *c)
{
	for (uint32_t i = c->row; set->parted && c->rows > 1 && i < c->row + c->rows; i++)
		if (set->parted[i])
			return true;
	return false;
}

static void count_lines_in_row(const struct table_set *set, uint32_t row,
                               const struct cell_place *c, size_t lines, size_t *from, size_t *to)
{
	*to = 0;
	for (uint32_t i = c->row; i <= row; i++) {
		*from = *to;
		*to = lines - *from > set->lines[i] && i + 1 < c->row + c->rows
		              ? *from + set->lines[i]
		              : lines;
	}
}

void table_lines_in_row(const struct table_set *set, const struct table_row *row,
                        const struct cell_place *c, const struct galley *g, size_t *from,
                        size_t *to)
{
	if (table_cell_counted(set, c)) {
		count_lines_in_row(set, row->index, c, g->lines, from, to);
		return;
	}
	strom_len top = table_rows_above(set, c->row, row->index) - row->style->pad;
	strom_len bottom = top + table_row_height(set, row->index), leading = row->style->leading;
	bool last = row->index + 1 == c->row + c->rows;
	*from = lines_above(g, leading, top);
	*to = last ? g->lines : lines_above(g, leading, bottom);
}

uint32_t table_units(const struct table_set *set)
{
	return set->parts ? set->parts_n : set->rows;
}

struct table_part table_unit(const struct table_set *set, uint32_t unit)
{
	return set->parts
	               ? set->parts[unit]
	               : (struct table_part){unit, 0, set->lines[unit], table_row_room(set, unit)};
}

bool table_part_begins(const struct table_part *p)
{
	return !p->from;
}

bool table_part_ends(const struct table_set *set, const struct table_part *p)
{
	return p->to == set->lines[p->row];
}

strom_len table_unit_height(const struct table_set *set, uint32_t unit)
{
	struct table_part p = table_unit(set, unit);
	const struct style *s = table_row_style(set, p.row);
	int pads = table_part_begins(&p) + table_part_ends(set, &p);
	return (strom_len)(p.to - p.from) * s->leading + p.room + pads * s->pad;
}

/* ---- Where runs stand ---- */

static uint32_t first_unit(const struct table_set *set, uint32_t row)
{
	uint32_t low = 0, high = set->parts ? set->parts_n : 0;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (set->parts[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return set->parts ? low : row;
}

/* The unit of a cell's line: of the row that the line belongs to, and of its part there. */
static uint32_t unit_of_line(const struct table_set *set, struct table_row *row,
                             const struct cell_place *c, const struct galley *g, size_t line)
{
	size_t from = 0, to = 0;
	for (row->index = c->row; row->index + 1 < c->row + c->rows; row->index++) {
		table_lines_in_row(set, row, c, g, &from, &to);
		if (line < to)
			break;
	}
	table_lines_in_row(set, row, c, g, &from, &to);
	uint32_t unit = first_unit(set, row->index);
	while (unit + 1 < table_units(set) && table_unit(set, unit + 1).row == row->index &&
	       line >= from + table_unit(set, unit + 1).from)
		unit++;
	return unit;
}

static void visit_cell(struct typesetter *t, struct arena *arena, const struct table_set *set,
                       struct table_row row, struct set_cell *cell, table_visit *visit,
                       void *context)
{
	bool parted = set->parted && set->parted[row.index];
	struct galley g;
	enum table_cut cut;
	size_t line = 0;
	if ((parted || cell->at.rows > 1) && !table_break_cell(t, arena, set, &row, cell, &g, &cut))
		return;
	for (uint32_t i = 0; i < cell->para.n; i++) {
		if (i && cell->para.runs[i - 1].node == cell->para.runs[i].node)
			continue;
		if (!parted && cell->at.rows == 1) {
			visit(context, cell->para.runs[i].node, first_unit(set, row.index));
			continue;
		}
		while (line + 1 < g.lines && !galley_holds(&g, line, i))
			line++;
		visit(context, cell->para.runs[i].node,
		      unit_of_line(set, &row, &cell->at, &g, line));
	}
}

void table_visit_row(struct typesetter *t, const struct table_set *set, uint32_t index,
                     table_visit *visit, void *context)
{
	struct arena *scratch = arena_new();
	struct table_row row;
	if (table_take_row(t, scratch, set, index, &row))
		for (size_t i = 0; i < row.n; i++)
			if (row.cells[i].at.row == index)
				visit_cell(t, scratch, set, row, &row.cells[i], visit, context);
	arena_drop(scratch);
}

uint32_t table_row_reached_from(const struct table_set *set, uint32_t row)
{
	uint32_t first = row;
	for (uint32_t i = set->cells_from[row];
	     i < set->cells_from[row + 1] && set->cells[i].row < row; i++)
		first = set->cells[i].row < first ? set->cells[i].row : first;
	return first;
}
