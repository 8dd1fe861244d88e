/* Rows of a table, read when they are wanted and written as the language does. */
#include "text/dataset.h"

static bool is_number(const struct cell *cell)
{
	return cell->type == CELL_INT || cell->type == CELL_REAL;
}

bool cell_fits(const struct column *c, const struct cell *cell)
{
	if (cell->type == CELL_NULL)
		return true;
	if (c->format == FORMAT_DATE)
		return cell->type == CELL_TEXT && date_is_iso(cell->text);
	return c->format == FORMAT_TEXT || is_number(cell);
}

str cell_text(struct numbers *n, const struct column *c, const struct cell *cell)
{
	str date;
	if (cell->type == CELL_NULL)
		return S("\xE2\x80\x93");
	if (is_number(cell))
		return numbers_format(n, c->format, c->decimals,
		                      cell->type == CELL_INT ? (double)cell->integer : cell->real);
	if (c->format == FORMAT_DATE && numbers_date(n, DATE_MEDIUM, cell->text, &date))
		return date;
	return cell->text;
}

str dataset_number(const struct dataset *d, struct arena *arena, uint32_t column, double number)
{
	const struct column *c = &d->column[column];
	numbers_results(d->numbers, arena);
	str text = numbers_format(d->numbers, c->format, c->decimals, number);
	numbers_results(d->numbers, NULL);
	return text;
}

bool dataset_row(const struct dataset *d, struct arena *arena, uint32_t row, str *texts)
{
	const struct cell *cells;
	if (!cursor_row(d->cursor, row, &cells))
		return false;
	numbers_results(d->numbers, arena);
	for (size_t i = 0; i < d->rows.columns; i++) {
		texts[i] = cells ? cell_text(d->numbers, &d->column[i], &cells[i]) : S("");
		if (cells && texts[i].ptr == cells[i].text.ptr)
			texts[i] = arena_str(arena, texts[i]);
	}
	numbers_results(d->numbers, NULL);
	return true;
}
