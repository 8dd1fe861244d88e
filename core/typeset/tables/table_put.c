/* Rows of tables into items: cells' lines, numbers at their columns' axes, rules. */
#include "typeset/tables/table_parts.h"

/* From a place so far to the right, or down. */
static void stroke(struct arena *arena, const struct style *s, strom_len x, strom_len y,
                   strom_len right, strom_len down, items *out)
{
	if (!s->rule.a || !s->rule_width)
		return;
	struct path_step *steps = arena_array(arena, struct path_step, 2);
	steps[0] = (struct path_step){PATH_MOVE, {0}, {0}};
	steps[1] = (struct path_step){PATH_LINE, {right}, {down}};
	vec_push(arena, out,
	         (struct item){.kind = ITEM_PATH,
	                       .artifact = ARTIFACT_LAYOUT,
	                       .x = x,
	                       .y = y,
	                       .steps = steps,
	                       .steps_n = 2,
	                       .stroke = s->rule_width,
	                       .stroke_colour = s->rule});
}

static void rule(struct arena *arena, const struct style *s, strom_len x, strom_len y, strom_len w,
                 items *out)
{
	if (w > 0)
		stroke(arena, s, x, y, w, 0, out);
}

static struct colour fill_of_row(const struct table_set *set, uint32_t row)
{
	bool second = set->ordinals && set->ordinals[row] && set->ordinals[row] % 2 == 0;
	return second && set->style->zebra.a ? set->style->zebra : table_row_style(set, row)->fill;
}

void table_fill(struct arena *arena, const struct table_set *set, uint32_t unit, strom_len x,
                strom_len y, items *out)
{
	struct colour fill = fill_of_row(set, table_unit(set, unit).row);
	strom_len h = table_unit_height(set, unit);
	if (!fill.a)
		return;
	struct path_step *steps = arena_array(arena, struct path_step, 5);
	steps[0] = (struct path_step){PATH_MOVE, {0}, {0}};
	steps[1] = (struct path_step){PATH_LINE, {set->width}, {0}};
	steps[2] = (struct path_step){PATH_LINE, {set->width}, {h}};
	steps[3] = (struct path_step){PATH_LINE, {0}, {h}};
	steps[4] = (struct path_step){.op = PATH_CLOSE};
	vec_push(arena, out,
	         (struct item){.kind = ITEM_PATH,
	                       .artifact = ARTIFACT_BACKGROUND,
	                       .x = x,
	                       .y = y,
	                       .colour = fill,
	                       .steps = steps,
	                       .steps_n = 5,
	                       .fill = true});
}

/* ---- Numbers ---- */

/* Whether a cell stands at its column's axis; else at the right it stands there anyway. */
static bool is_at_axis(const struct table_set *set, const struct set_cell *cell, size_t lines)
{
	const struct axis *axis = &set->axes[cell->at.column];
	if (!cell->number || lines != 1)
		return false;
	if (cell->drawn || cell->para.align != ALIGN_END)
		return cell->drawn;
	str rest = str_from(cell->para.runs[0].text, cell->units);
	return axis->mixed || !str_eq(rest, axis->rest);
}

/* x: where the column begins. A number wider than those that made the axis may go left of it. */
static void put_number(struct typesetter *t, struct arena *arena, const struct table_set *set,
                       const struct set_cell *cell, strom_len x, strom_len baseline, items *out)
{
	const struct axis *axis = &set->axes[cell->at.column];
	strom_len left, right, width = set->w[cell->at.column];
	/* Numbers stand right beside what is drawn, not at the column's other edge. */
	strom_len lead = cell->drawn ? table_drawn_lead(set, cell->at.column) : 0;
	if (cell->drawn)
		width = set->rtl ? width - lead : lead + axis->left + axis->right;
	table_number_widths(t, cell, &left, &right);
	strom_len at = width - axis->right - left, most = width - left - right;
	line_put(t->setter, arena, cell->para.runs, cell->para.n, x + (at < most ? at : most),
	         baseline, out);
}

/* ---- Cells ---- */

/* Titles of columns stand on their row's last line, beside each other. */
static strom_len first_line(const struct table_set *set, const struct table_row *row,
                            const struct cell_place *c, const struct galley *g)
{
	strom_len height = c->node ? table_rows_above(set, c->row, c->row + c->rows)
	                           : table_row_height(set, c->row);
	strom_len text = galley_height(g, 0, g->lines, row->style->leading);
	if (row->index < set->header_rows)
		return height - row->style->pad - text;
	return row->style->pad + (c->node ? 0 : table_row_room(set, row->index) / 2);
}

/* Of a row that is parted, or beside one: lines [from, to) of the cell in the row, which begin so
 * many below its first; y: of the part's top. */
static void put_cell_part(struct typesetter *t, struct arena *arena, const struct table_set *set,
                          const struct table_part *part, const struct set_cell *cell,
                          const struct galley *galley, size_t from, size_t to, strom_len x,
                          strom_len y, items *out)
{
	const struct style *s = table_row_style(set, part->row);
	size_t first = from + part->from, end = from + part->to;
	first = first < to ? first : to;
	end = end < to ? end : to;
	galley_put(t->setter, arena, galley, first, end, x + table_cell_left(set, &cell->at),
	           y + (table_part_begins(part) ? s->pad : 0) + run_baseline(t, s), s->leading,
	           out);
}

/* y: of the top of the row, or of its part. */
static void put_cell(struct typesetter *t, struct arena *arena, const struct table_set *set,
                     struct table_row *row, const struct table_part *part, struct set_cell *cell,
                     strom_len x, strom_len y, items *out)
{
	const struct style *s = row->style;
	const struct cell_place *c = &cell->at;
	struct galley galley;
	size_t from, to;
	enum table_cut cut;
	if (!table_break_cell(t, arena, set, row, cell, &galley, &cut))
		return;
	strom_len top =
	        y - table_rows_above(set, c->row, row->index) + first_line(set, row, c, &galley);
	strom_len base = top + run_baseline(t, s);
	bool whole = table_part_begins(part) && table_part_ends(set, part);
	if (!whole || table_cell_counted(set, c)) {
		table_lines_in_row(set, row, c, &galley, &from, &to);
		put_cell_part(t, arena, set, part, cell, &galley, from, to, x, y, out);
		return;
	}
	if (is_at_axis(set, cell, galley.lines)) {
		put_number(t, arena, set, cell, x + table_cell_left(set, c), base, out);
		return;
	}
	table_lines_in_row(set, row, c, &galley, &from, &to);
	if (row->index < set->header_rows)
		from = row->index == c->row ? 0 : galley.lines, to = galley.lines;
	if (cell->drawn && !set->rtl)
		x += table_drawn_lead(set, c->column);
	galley_put(t->setter, arena, &galley, from, to, x + table_cell_left(set, c),
	           base + galley_height(&galley, 0, from, s->leading), s->leading, out);
}

/* What is drawn stands beside the number's line. */
static void draw_cell(struct typesetter *t, struct arena *arena, const struct table_set *set,
                      const struct table_row *row, const struct set_cell *cell, strom_len x,
                      strom_len y, items *out)
{
	const struct style *s = row->style;
	strom_len base = y + s->pad + table_row_room(set, row->index) / 2 + run_baseline(t, s);
	table_draw(t, arena, set, row, cell, x + table_cell_left(set, &cell->at), base, out);
}

/* ---- Rules ---- */

/* From a column to another, with the edge beside it. */
static void rule_columns(struct arena *arena, const struct table_set *set, const struct style *s,
                         size_t from, size_t to, strom_len x, strom_len y, items *out)
{
	strom_len left = from ? set->x[from] : 0;
	strom_len right = to + 1 < set->columns ? set->x[to] + set->w[to] : set->width;
	rule(arena, s, x + (set->rtl ? set->width - right : left), y, right - left, out);
}

/* Before a column, in the middle of the space between it and the one before. */
static void rule_before(struct arena *arena, const struct table_set *set, size_t column,
                        strom_len x, strom_len y, strom_len h, items *out)
{
	strom_len at = (set->x[column - 1] + set->w[column - 1] + set->x[column]) / 2;
	stroke(arena, set->style, x + (set->rtl ? set->width - at : at), y, 0, h, out);
}

/* Where a cell begins, so that none stands in a cell that spans columns. */
static void rule_between_columns(struct arena *arena, const struct table_set *set,
                                 const struct table_row *row, strom_len x, strom_len y,
                                 strom_len h, items *out)
{
	enum column_rule which = set->style->column_rule;
	for (size_t i = 0; which && i < row->n; i++) {
		size_t column = row->cells[i].at.column;
		if (column && (which == COLUMN_RULE_ALL || column == 1))
			rule_before(arena, set, column, x, y, h, out);
	}
}

/* Below a row, but not through cells that go on in the next. */
static void rule_between(struct arena *arena, const struct table_set *set,
                         const struct table_row *row, const struct style *s, strom_len x,
                         strom_len y, items *out)
{
	bool *goes_on = arena_array(arena, bool, set->columns);
	size_t from = 0;
	for (size_t i = 0; i < row->n; i++)
		for (uint32_t k = 0; k < row->cells[i].at.columns; k++)
			goes_on[row->cells[i].at.column + k] =
			        row->cells[i].at.row + row->cells[i].at.rows > row->index + 1;
	for (size_t i = 0; i <= set->columns; i++) {
		if (i < set->columns && !goes_on[i])
			continue;
		if (i > from)
			rule_columns(arena, set, s, from, i - 1, x, y, out);
		from = i + 1;
	}
}

/* Where some rows have a rule, one parts the last of a group from the next heading too. */
static bool is_ruled(const struct table_set *set, uint32_t row)
{
	uint32_t each = set->style->row_rule;
	if (row < set->header_rows || row + 1 == set->rows || table_row_is_total(set, row + 1))
		return true;
	if (each <= 1)
		return each;
	return set->ordinals[row] &&
	       (set->ordinals[row] % each == 0 || table_row_is_heading(set, row + 1));
}

/* Within a header a rule shows which columns a title stands over. */
static void rule_below(struct arena *arena, const struct table_set *set,
                       const struct table_row *row, strom_len x, strom_len y, items *out)
{
	bool header = row->index < set->header_rows;
	bool last = row->index + 1 == set->rows || table_row_is_total(set, row->index + 1);
	if (row->index + 1 >= set->header_rows) {
		if (is_ruled(set, row->index))
			rule_between(arena, set, row, header || last ? set->head : set->style, x, y,
			             out);
		return;
	}
	for (size_t i = 0; i < row->n; i++) {
		const struct cell_place *c = &row->cells[i].at;
		if (c->columns > 1 && c->row + c->rows == row->index + 1)
			rule(arena, set->style, x + table_cell_left(set, c), y,
			     table_cell_width(set, c), out);
	}
}

/* ---- Rows ---- */

static void as_artifacts(items *out, size_t from)
{
	for (size_t i = from; i < out->n; i++) {
		out->at[i].artifact = ARTIFACT_PAGE;
		out->at[i].node = 0;
		out->at[i].cell = 0;
	}
}

/* A longer one keeps to its line as far as whole words fit. */
static void shorten(struct typesetter *t, struct run *run, strom_len width)
{
	while (run->text.len && line_width(t->setter, run, 1) > width) {
		size_t n = run->text.len - 1;
		while (n && run->text.ptr[n] != ' ')
			n--;
		run->text.len = n;
	}
}

void table_put_group_again(struct typesetter *t, struct arena *arena, const struct table_set *set,
                           uint32_t row, strom_len x, strom_len y, items *out)
{
	const struct style *s = set->group;
	size_t from = out->n;
	str text;
	if (!dataset_group(set->data, arena, row - set->nodes_n, &text))
		return;
	str again = language_word(t->edition->language, S("continued"));
	struct run run = run_of(
	        t, s, arena_printf(arena, "%.*s (%.*s)", STR_ARG(text), STR_ARG(again)), set->node);
	shorten(t, &run, set->width);
	strom_len aside = set->rtl ? set->width - line_width(t->setter, &run, 1) : 0;
	line_put(t->setter, arena, &run, 1, x + aside, y + s->pad + run_baseline(t, s), out);
	rule(arena, set->style, x, y + s->leading + 2 * s->pad, set->width, out);
	as_artifacts(out, from);
}

/* A cell over several rows that began above: in a row before, or in this one, if it is parted. */
static bool is_reaching(const struct table_part *part, const struct set_cell *cell)
{
	return cell->at.row < part->row || (cell->at.rows > 1 && !table_part_begins(part));
}

/* Only where the cell's own text has ended: else that goes on here. */
static void put_again(struct typesetter *t, struct arena *arena, const struct table_set *set,
                      struct table_row *row, const struct table_part *part, struct set_cell *cell,
                      strom_len room, strom_len x, strom_len y, items *out)
{
	const struct cell_place *c = &cell->at;
	size_t from, to, most = 0;
	struct galley galley;
	enum table_cut cut;
	if (!table_break_cell(t, arena, set, row, cell, &galley, &cut))
		return;
	table_lines_in_row(set, row, c, &galley, &from, &to);
	if (from + part->from < to || to < galley.lines)
		return;
	while (most < galley.lines &&
	       galley_height(&galley, 0, most + 1, row->style->leading) <= room)
		most++;
	/* Level with the lines beside it. */
	y += table_part_begins(part) ? row->style->pad : 0;
	galley_put(t->setter, arena, &galley, 0, most, x + table_cell_left(set, c),
	           y + run_baseline(t, row->style), row->style->leading, out);
}

/* Of units [unit, until), those beside the cell. */
static strom_len height_beside(const struct table_set *set, const struct cell_place *c,
                               uint32_t unit, uint32_t until)
{
	strom_len h = 0;
	for (uint32_t i = unit; i < until && table_unit(set, i).row < c->row + c->rows; i++)
		h += table_unit_height(set, i);
	return h;
}

void table_put_cells_again(struct typesetter *t, struct arena *arena, const struct table_set *set,
                           uint32_t unit, uint32_t until, strom_len x, strom_len y, items *out)
{
	struct table_row row;
	struct table_part part = table_unit(set, unit);
	size_t start = out->n;
	if (part.row < set->header_rows || !table_take_row(t, arena, set, part.row, &row))
		return;
	for (size_t i = 0; i < row.n; i++)
		if (is_reaching(&part, &row.cells[i]))
			put_again(t, arena, set, &row, &part, &row.cells[i],
			          height_beside(set, &row.cells[i].at, unit, until) -
			                  2 * row.style->pad,
			          x, y, out);
	as_artifacts(out, start);
}

/* Which cell of a data table items are of. Dots are drawings, and black where these are. */
static void mark_cell(const struct table_set *set, uint32_t row, uint32_t i, size_t from,
                      items *out)
{
	bool dots = !table_row_is_heading(set, row) && set->data->column &&
	            set->data->column[i].drawing == DRAWN_DOTS;
	for (; from < out->n; from++) {
		out->at[from].cell = (row - set->nodes_n) * (uint32_t)set->columns + i + 1;
		out->at[from].black = dots ? BLACK_DARK : BLACK_NONE;
	}
}

void table_put(struct typesetter *t, struct arena *arena, const struct table_set *set,
               uint32_t unit, strom_len x, strom_len y, bool artifact, items *out)
{
	struct table_row row;
	struct table_part part = table_unit(set, unit);
	uint32_t index = part.row;
	size_t start = out->n;
	if (unit == 0)
		rule(arena, set->head, x, y, set->width, out);
	if (!table_take_row(t, arena, set, index, &row))
		return;
	for (size_t i = 0; i < row.n; i++) {
		if (row.cells[i].drawn && table_part_begins(&part))
			draw_cell(t, arena, set, &row, &row.cells[i], x, y, out);
		size_t from = out->n;
		put_cell(t, arena, set, &row, &part, &row.cells[i], x, y, out);
		if (index >= set->nodes_n)
			mark_cell(set, index, (uint32_t)i, from, out);
	}
	rule_between_columns(arena, set, &row, x, y, table_unit_height(set, unit), out);
	if (table_part_ends(set, &part))
		rule_below(arena, set, &row, x, y + table_unit_height(set, unit), out);
	if (artifact)
		as_artifacts(out, start);
}
