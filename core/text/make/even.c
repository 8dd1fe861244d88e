/* What the numbers of a table or chart have in common: as many decimals in a column, thousands
 * grouped in all of them or in none; and percents that nobody can have meant. */
#include "edition/dataset.h"
#include "edition/drawn.h"
#include "text/make/maker.h"

#include <math.h>

enum { PERCENT_DECIMALS = 1 };
#define WIDE 10000                      /* from here on every language groups thousands */

struct make_numbers *make_numbers_new(struct arena *a, struct column *columns, size_t n)
{
	struct make_numbers *s = arena_make(a, struct make_numbers);
	*s = (struct make_numbers){.columns = columns,
	                           .n = n,
	                           .wrong = arena_array(a, struct make_wrong, n + 1),
	                           .decimals = arena_array(a, int, n + 1),
	                           .told = arena_array(a, bool, n + 1),
	                           .years = arena_array(a, bool, n + 1),
	                           .counts = arena_array(a, bool, n + 1)};
	return s;
}

static void above(struct maker *m, struct make_numbers *s, size_t i, size_t row,
                  const struct cell *cell)
{
	const struct column *c = &s->columns[i];
	str text = dataset_cell_text(m->own.numbers, c, cell);
	if (s->told[i])
		return;
	s->told[i] = true;
	diag_warn(m->b.diags, c->at, "text/percent-above-100",
	          "%.*s in row %zu of column '%.*s' is above 100 %%", STR_ARG(text), row + 1,
	          STR_ARG(c->name));
	diag_hint(m->b.diags, "A share of 1 is 100 %%, and 45 %% is 0.45; where more is meant, "
	                      "write max: none for the column.");
}

static void count(struct maker *m, struct make_numbers *s, size_t column, size_t row, double number,
                  const struct cell *cell)
{
	const struct column *c = &s->columns[column];
	int decimals = number_decimals(
	        c->format, number,
	        c->format == FORMAT_PERCENT ? PERCENT_DECIMALS : number_most_decimals(number));
	if (decimals > s->decimals[column])
		s->decimals[column] = decimals;
	double shown = c->format == FORMAT_PERCENT ? number * 100 : number;
	s->wide |= (c->format == FORMAT_NUMBER || c->format == FORMAT_PERCENT) &&
	           (shown >= WIDE || shown <= -WIDE);
	if (c->format == FORMAT_PERCENT && !c->above && number > 1 + 1e-9)
		above(m, s, column, row, cell);
}

static void count_list(struct maker *m, struct make_numbers *s, size_t column, size_t row,
                       const struct cell *cell)
{
	struct drawn_list list = drawn_list_of(cell->text);
	for (double number; drawn_list_next(&list, &number);)
		if (!isnan(number))
			count(m, s, column, row, number, cell);
}

void make_number(struct maker *m, struct make_numbers *s, size_t column, size_t row,
                 const struct cell *cell)
{
	struct column *c = &s->columns[column];
	if (c->drawing)
		make_drawn_cell(m, s, column, row, cell);
	if (cell->type == CELL_TEXT && c->drawing == DRAWN_SPARK)
		count_list(m, s, column, row, cell);
	if (cell->type != CELL_INT && cell->type != CELL_REAL)
		return;
	s->counts[column] |= !cell->year;
	s->years[column] |= cell->year;
	count(m, s, column, row, cell->type == CELL_INT ? (double)cell->integer : cell->real, cell);
}

void make_numbers_even(struct make_numbers *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct column *c = &s->columns[i];
		c->even = c->decimals < 0 ? s->decimals[i] : c->decimals;
		c->group_all = s->wide;
		c->year |= s->years[i] && !s->counts[i];
	}
}
