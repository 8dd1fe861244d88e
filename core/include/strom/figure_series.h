/* Rows as series, of <strom/figure_help.h>, which includes this: which columns are drawn, what is
 * wrong with their numbers, and these as the edition prints them. */
#ifndef STROM_FIGURE_SERIES_H
#define STROM_FIGURE_SERIES_H

#include <strom/figure_chart.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Between what the number lies; false: nobody says. */
static inline bool strom_bounds(const struct strom_chart *h, uint32_t series, uint32_t row,
                                double *low, double *high)
{
	const struct strom_field *f = &h->field[series];
	struct strom_datum a, b;
	if (!f->low || !f->high)
		return false;
	a = strom_cell_at(h, row, f->low - 1);
	b = strom_cell_at(h, row, f->high - 1);
	*low = a.number;
	*high = b.number;
	return !a.null && !b.null;
}

/* Of how many it is a share; -1: nobody says. */
static inline double strom_base_of(const struct strom_chart *h, uint32_t series, uint32_t row)
{
	const struct strom_field *f = &h->field[series];
	struct strom_datum d;
	if (!f->base)
		return -1;
	d = strom_cell_at(h, row, f->base - 1);
	return d.null ? -1 : d.number;
}

static inline bool strom_small_base(const struct strom_chart *h, uint32_t series, uint32_t row)
{
	double n = strom_base_of(h, series, row);
	return h->field[series].holds == STROM_HOLDS_PERCENT && n >= 0 && n < STROM_SMALL_BASE;
}

/* What a number lies between is two columns of numbers. */
static inline bool strom_chart_bounds(const struct strom_chart *h, const struct strom_field *f)
{
	const uint32_t bound[] = {f->low, f->high};
	uint32_t i;
	for (i = 0; i < 2; i++) {
		struct strom_field b;
		if (!bound[i] != !bound[1 - i])
			return strom_chart_error(h, strom_chart_nowhere(), "bounds",
			                         "a series has one bound alone",
			                         "Say both of the column, low and high.");
		memset(&b, 0, sizeof b);
		b.size = sizeof b;
		if (!bound[i])
			continue;
		h->c->field(h->job, bound[i] - 1, &b);
		if (!b.numeric)
			return strom_chart_error(h, strom_cell_at(h, 0, bound[i] - 1).pos, "bounds",
			                         "what a number lies between holds text",
			                         "low and high name columns of numbers.");
	}
	return true;
}

/* One more series. False: reported. */
static inline bool strom_chart_add(struct strom_chart *h, uint32_t column,
                                   const struct strom_field *f)
{
	struct strom_pos pos = strom_cell_at(h, 0, column).pos;
	if (!f->numeric)
		return strom_chart_error(h, pos, "not-a-number", "a series holds text",
		                         "All columns but the first must be numbers.");
	if (h->series && f->holds != h->field[0].holds)
		return strom_chart_error(h, pos, "two-scales",
		                         "shares and numbers would stand on one scale",
		                         "Draw two charts, one below the other, or show both as "
		                         "shares.");
	if (!strom_chart_bounds(h, f))
		return false;
	h->field[h->series] = *f;
	h->column[h->series++] = column;
	return true;
}

static inline bool strom_chart_columns(struct strom_chart *h, uint32_t most)
{
	uint32_t i, n = h->c->columns(h->job);
	for (i = h->names + 1; i < n; i++) {
		struct strom_field f;
		memset(&f, 0, sizeof f);
		f.size = sizeof f;
		h->c->field(h->job, i, &f);
		if (f.role != STROM_ROLE_VALUE)
			continue;
		if (h->series == most || h->series == STROM_SERIES)
			return strom_chart_error(
			        h, strom_chart_nowhere(), "columns",
			        "the query has more series than can be told apart",
			        "Show fewer columns, or each in a chart of its own: type: "
			        "multiples.");
		if (!strom_chart_add(h, i, &f))
			return false;
	}
	return h->series ||
	       strom_chart_error(h, strom_chart_nowhere(), "columns", "the query has no series",
	                         "Its first column names the rows; each other is a series of "
	                         "numbers.");
}

/* Letters of more digits have no room in any chart, and sums of them would have no end. */
static inline bool strom_chart_number(const struct strom_chart *h, struct strom_pos pos,
                                      double number)
{
	return (number >= -1e15 && number <= 1e15) ||
	       strom_chart_error(h, pos, "not-a-number", "a number is too large to be drawn",
	                         "Leave it out of the query, or show thousands or millions.");
}

static inline bool strom_chart_between(const struct strom_chart *h, const struct strom_datum *d,
                                       double low, double high)
{
	if (!strom_chart_number(h, d->pos, low) || !strom_chart_number(h, d->pos, high))
		return false;
	return (low <= d->number && d->number <= high) ||
	       strom_chart_error(h, d->pos, "bounds", "a number does not lie between its bounds",
	                         "Look at the columns that low and high name, and at their "
	                         "units: 30 % is 0.3.");
}

/* What nobody can draw: numbers without an end, shares of too few. */
static inline bool strom_chart_cells(struct strom_chart *h)
{
	uint32_t r, s;
	for (r = 0; r < h->rows; r++)
		for (s = 0; s < h->series; s++) {
			struct strom_datum d = strom_value_at(h, s, r);
			double low, high;
			if (!d.null && !strom_chart_number(h, d.pos, d.number))
				return false;
			if (!d.null && strom_bounds(h, s, r, &low, &high) &&
			    !strom_chart_between(h, &d, low, high))
				return false;
			if (d.null || !strom_small_base(h, s, r))
				continue;
			if (!h->small)
				return strom_chart_error(
				        h, d.pos, "small-base",
				        "a share of fewer than ten is shown",
				        "Show counts, put rows together, or say small-base: "
				        "allow, and it is hatched.");
			h->small_seen = true;
		}
	return true;
}

/* Whether anything is: a series, or a row. */
static inline bool strom_chart_is_highlit(const struct strom_chart *h)
{
	uint32_t i;
	for (i = 0; i < h->series; i++)
		if (strom_text_same(h->highlight, h->field[i].name))
			return true;
	for (i = 0; i < h->rows; i++)
		if (strom_is_highlit(h, 0, i))
			return true;
	return false;
}

static inline bool strom_chart_has_numbers(const struct strom_chart *h)
{
	uint32_t r, s;
	for (r = 0; r < h->rows; r++)
		for (s = 0; s < h->series; s++)
			if (!strom_value_at(h, s, r).null)
				return true;
	return false;
}

/* What is drawn, but perhaps not as it was meant. */
static inline void strom_chart_tell(const struct strom_chart *h)
{
	if (h->highlight.len && !strom_chart_is_highlit(h))
		strom_chart_warning(h, "highlight",
		                    "nothing in the chart is called what highlight says",
		                    "Write what the first column has in that row, as the query "
		                    "gives it, or the name of a series' column.");
	if (!strom_chart_has_numbers(h))
		strom_chart_warning(h, "no-numbers", "no row of the chart has a number",
		                    "Look at the query: all that it gives is missing, or kept "
		                    "back.");
}

/* Two rows of one name are drawn, but nearly always the query gives one of them too many. Told
 * once. */
static inline void strom_chart_names(const struct strom_chart *h)
{
	strom_str *name =
	        (strom_str *)h->job->host->alloc(h->job, (h->rows + 1) * sizeof(strom_str));
	uint32_t r, before;
	for (r = 0; r < h->rows; r++) {
		struct strom_datum d = strom_cell_at(h, r, 0);
		name[r] = d.text;
		for (before = 0; before < r && !d.null; before++)
			if (strom_text_same(name[before], name[r])) {
				strom_chart_warning_at(
				        h, d.pos, "doubled", "two rows have the same name",
				        "Group them in the query, or name in its first column "
				        "what tells them apart.");
				return;
			}
	}
}

/* All series are shares of one column, whose numbers are not the same in all rows. */
static inline void strom_chart_bases(struct strom_chart *h)
{
	uint32_t r, s, base = h->field[0].base;
	bool differ = false;
	for (s = 0; s < h->series; s++)
		if (h->field[s].holds != STROM_HOLDS_PERCENT || h->field[s].base != base)
			return;
	for (r = 1; r < h->rows && base; r++)
		differ = differ || strom_base_of(h, 0, r) < strom_base_of(h, 0, 0) ||
		         strom_base_of(h, 0, r) > strom_base_of(h, 0, 0);
	h->bases = differ ? base : 0;
}

/* Rows as series, after strom_chart_open. False: reported. most: series that it can show. */
static inline bool strom_chart_series(struct strom_chart *h, uint32_t most)
{
	if (!strom_chart_columns(h, most) || !strom_chart_cells(h))
		return false;
	strom_chart_bases(h);
	strom_chart_tell(h);
	return true;
}

static inline bool strom_chart_begin(struct strom_chart *h, struct strom_job *job,
                                     const struct strom_canvas *c, const char *name, uint32_t most)
{
	return strom_chart_open(h, job, c, name) && strom_chart_series(h, most);
}

/* ---- Numbers as the edition prints them ---- */

static inline int32_t strom_decimals(const struct strom_chart *h, uint32_t series, uint32_t row)
{
	double n = strom_base_of(h, series, row);
	bool whole = h->field[series].holds == STROM_HOLDS_PERCENT && n >= 0 && n < 1000;
	return whole ? 0 : -1;
}

/* bare: without its unit, which the first value has. What is missing is a dash, what is kept back
 * its sign. */
static inline strom_str strom_value_text(const struct strom_chart *h, uint32_t series, uint32_t row,
                                         bool bare)
{
	struct strom_datum d = strom_value_at(h, series, row);
	struct strom_number n;
	if (d.null)
		return d.text;
	memset(&n, 0, sizeof n);
	n.size = sizeof n;
	n.column = h->column[series];
	n.value = d.number;
	n.decimals = strom_decimals(h, series, row);
	n.flags = bare ? STROM_NUMBER_BARE : 0;
	return h->c->number(h->job, &n);
}

static inline void strom_about_column(const struct strom_chart *h, uint32_t column, uint32_t row)
{
	if (STROM_HAS(h->c, about))
		h->c->about(h->job, row, column);
}

/* What is drawn from here on shows a value; series UINT32_MAX: the row's name; row UINT32_MAX:
 * nothing. */
static inline void strom_about(const struct strom_chart *h, uint32_t series, uint32_t row)
{
	strom_about_column(h, series < h->series ? h->column[series] : 0,
	                   row == UINT32_MAX ? row : h->first + row);
}

static inline void strom_about_none(const struct strom_chart *h)
{
	strom_about(h, 0, UINT32_MAX);
}

#ifdef __cplusplus
}
#endif
#endif
