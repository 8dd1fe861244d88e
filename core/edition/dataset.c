/* Rows of a table, read when they are wanted and written as the language does. */
#include "edition/dataset.h"

#include "edition/drawn.h"
#include "edition/states.h"

static bool is_number(const struct cell *cell)
{
	return cell->type == CELL_INT || cell->type == CELL_REAL;
}

bool dataset_cell_fits(const struct column *c, const struct cell *cell)
{
	bool suppressed = c->suppressed.len && cell->type == CELL_TEXT &&
	                  str_eq(cell->text, c->suppressed);
	if (cell->type == CELL_NULL || suppressed)
		return true;
	if (c->drawing)
		return drawn_fits(c, cell);
	if (c->format == FORMAT_DATE)
		return cell->type == CELL_TEXT && number_date_is_iso(cell->text);
	return c->format == FORMAT_TEXT || is_number(cell);
}

static str cell_text(struct numbers *n, const struct column *c, const struct cell *cell)
{
	str date; /* or the label of a code, or what is drawn */
	struct number_form form = {c->format, c->even, c->group_all,
	                           c->year || cell->year, c->points};
	if (cell->type == CELL_NULL)
		return cell->sign.len ? cell->sign : S("\xE2\x80\x93");
	if (c->drawing && drawn_fits(c, cell)) {
		date = drawn_text(n, c, cell, form);
		return date.len ? date : S("\xE2\x80\x93");
	}
	if (c->variable && tables_label(c->tables, c->variable, cell, c->language, &date))
		return date;
	if (is_number(cell))
		return numbers_write(n, form,
		                     cell->type == CELL_INT ? (double)cell->integer : cell->real);
	bool is_date = c->format == FORMAT_DATE || (cell->date && !c->typed);
	if (is_date && numbers_date(n, DATE_MEDIUM, cell->text, &date))
		return date;
	return cell->text;
}

str dataset_with_unit(struct numbers *n, const struct column *c, str text)
{
	if (!c->unit.len)
		return text;
	return numbers_join(n, numbers_join(n, text, S("\xC2\xA0")), c->unit);
}

str dataset_cell_text(struct numbers *n, const struct column *c, const struct cell *cell)
{
	str text = cell_text(n, c, cell);
	bool behind = cell->sign.len && cell->type != CELL_NULL;
	/* Letters stand apart: "12e" is no number. */
	if (behind && c->states)
		text = numbers_join(n, text, S("\xC2\xA0"));
	return behind ? numbers_join(n, text, cell->sign) : text;
}

str dataset_sign(const struct column *c, const struct cell *value, const struct cell *row)
{
	const struct cell *sign = &row[c->sign];
	if (c->states)
		return dataset_state_sign(c, value, row);
	return sign->type == CELL_TEXT ? sign->text : S("");
}

/* A chart's cells have their signs with them. */
struct cell dataset_cell(const struct dataset *d, const struct column *c, const struct cell *cells,
                         size_t at)
{
	struct cell cell = cells[at];
	if (d->cursor && c->sign)
		cell.sign = dataset_sign(c, &cells[at], cells);
	return cell;
}

str dataset_number(const struct dataset *d, struct arena *arena, uint32_t column, double number)
{
	const struct column *c = &d->column[column];
	numbers_results(d->numbers, arena);
	str text = numbers_write(
	        d->numbers,
	        (struct number_form){c->format, c->decimals, c->group_all, c->year, false}, number);
	numbers_results(d->numbers, NULL);
	return text;
}

str dataset_text(const struct dataset *d, struct arena *arena, uint32_t column,
                 const struct cell *cell)
{
	numbers_results(d->numbers, arena);
	str text = dataset_cell_text(d->numbers, &d->column[column], cell);
	numbers_results(d->numbers, NULL);
	return text;
}

/* How many groups begin before a row that headings are counted in, or with it. */
static uint32_t groups_up_to(const struct dataset *d, uint32_t row)
{
	uint32_t low = 0, high = (uint32_t)d->groups.n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (d->groups.at[middle] + middle <= row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool dataset_is_heading(const struct dataset *d, uint32_t row)
{
	uint32_t groups = groups_up_to(d, row);
	return groups && d->groups.at[groups - 1] + groups - 1 == row;
}

static str text_in(const struct dataset *d, struct arena *arena, const struct column *c,
                   const struct cell *cells, size_t at)
{
	struct cell cell = dataset_cell(d, c, cells, at);
	str text = dataset_cell_text(d->numbers, c, &cell);
	return text.ptr == cell.text.ptr || text.ptr == cell.sign.ptr ? arena_str(arena, text)
	                                                              : text;
}

/* The row itself is asked: its heading may be far back. */
bool dataset_group(const struct dataset *d, struct arena *arena, uint32_t row, str *text)
{
	const struct cell *cells;
	*text = S("");
	if (!cursor_row(d->cursor, row - groups_up_to(d, row), &cells))
		return false;
	numbers_results(d->numbers, arena);
	if (cells)
		*text = text_in(d, arena, d->group, cells, d->group_at);
	numbers_results(d->numbers, NULL);
	return true;
}

bool dataset_row(const struct dataset *d, struct arena *arena, uint32_t row, str *texts)
{
	const struct cell *cells;
	uint32_t groups = groups_up_to(d, row);
	bool heading = groups && d->groups.at[groups - 1] + groups - 1 == row;
	if (!cursor_row(d->cursor, heading ? d->groups.at[groups - 1] : row - groups, &cells))
		return false;
	numbers_results(d->numbers, arena);
	for (size_t i = 0, from = 0; i < d->rows.columns; i++, from++) {
		from += d->group && from == d->group_at;
		texts[i] =
		        cells && !heading ? text_in(d, arena, &d->column[i], cells, from) : S("");
	}
	if (cells && heading)
		texts[0] = text_in(d, arena, d->group, cells, d->group_at);
	numbers_results(d->numbers, NULL);
	return true;
}

bool dataset_cell_at(const struct dataset *d, uint32_t row, uint32_t column, struct cell *cell)
{
	const struct cell *cells;
	size_t from = column + (d->group && column >= d->group_at);
	if (dataset_is_heading(d, row) ||
	    !cursor_row(d->cursor, row - groups_up_to(d, row), &cells) || !cells)
		return false;
	*cell = dataset_cell(d, &d->column[column], cells, from);
	return true;
}
