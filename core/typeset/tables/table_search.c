/* Widths that make rows low: room is moved from column to column, in smaller and smaller steps, as
 * long as that helps.
 *
 * What counts is the sum of the rows' lines; where that is the same, the sum of the squares of all
 * cells' lines, so that a step is worth taking although a neighbour's cell is still as high. */
#include "typeset/tables/table_parts.h"

enum { SMALLEST_STEP = 65536 / 2, MOST_ROUNDS = 24 };
enum { ALIKE = 16 };             /* columns differ by less than this share of their length */
enum { ROWS_SHIFT = 36 };        /* a height: rows' lines above this bit, squares below */

uint32_t table_count_lines(const struct weighed *c, bool last_resort, strom_len width,
                           strom_len *widest)
{
	strom_len from = c->n ? c->steps[0].start : 0, fits = 0;
	uint32_t lines = 0;
	size_t last = 0;                 /* the last step that ends a line within the width */
	*widest = 0;
	for (size_t i = 1; i < c->n; i++) {
		const struct line_step *s = &c->steps[i];
		if (s->last_resort && !last_resort)
			continue;
		if (last && s->end - from > width) {
			*widest = fits > *widest ? fits : *widest;
			from = c->steps[last].start;
			lines++;
		}
		last = i;
		fits = s->end - from;
		if (!s->forced)
			continue;
		*widest = fits > *widest ? fits : *widest;
		lines++;
		from = 0;
		last = 0;
	}
	return lines;
}

struct width_search {
	const struct weights *weights;
	size_t n;
	strom_len gap;
	strom_len *width;
	uint32_t *lines;                 /* of each cell, as widths are now */
	struct arena *scratch;
	const strom_len *natural;        /* the widest cell of each column, unbroken */
	const bool *fixed;
};

static strom_len width_of(const struct width_search *s, const struct weighed *c)
{
	strom_len width = s->gap * (c->columns - 1);
	for (uint32_t i = 0; i < c->columns; i++)
		width += s->width[c->column + i];
	return width;
}

static bool covers(const struct weighed *c, size_t column)
{
	return column >= c->column && column < (size_t)c->column + c->columns;
}

/* The whole height with two columns changed; keep: they stay so. */
static uint64_t height(struct width_search *s, size_t a, size_t b, bool keep)
{
	uint64_t rows = 0, squares = 0;
	uint32_t most = 0;
	strom_len widest;
	for (size_t i = 0; i < s->weights->cells.n; i++) {
		const struct weighed *c = &s->weights->cells.at[i];
		uint32_t lines = s->lines[i];
		if (covers(c, a) || covers(c, b))
			lines = table_count_lines(c, s->weights->last_resort, width_of(s, c),
			                          &widest);
		if (keep)
			s->lines[i] = lines;
		if (i && c->row != s->weights->cells.at[i - 1].row) {
			rows += most;
			most = 0;
		}
		most = lines > most ? lines : most;
		squares += (uint64_t)lines * lines;
	}
	rows += most;
	return rows << ROWS_SHIFT |
	       (squares >> ROWS_SHIFT ? ((uint64_t)1 << ROWS_SHIFT) - 1 : squares);
}

static strom_len least_of(strom_len a, strom_len b)
{
	return a < b ? a : b;
}

/* One step from column a to column b, if that is better. */
static bool try_step(struct width_search *s, size_t a, size_t b, strom_len step, uint64_t *best)
{
	s->width[a] -= step;
	s->width[b] += step;
	uint64_t now = height(s, a, b, false);
	if (now < *best) {
		*best = height(s, a, b, true);
		return true;
	}
	s->width[a] += step;
	s->width[b] -= step;
	return false;
}

static bool one_round(struct width_search *s, const strom_len *least, const bool *fixed,
                      strom_len step, uint64_t *best)
{
	bool better = false;
	for (size_t a = 0; a < s->n; a++)
		for (size_t b = 0; b < s->n; b++) {
			strom_len give = least_of(step, s->width[a] - least[a]);
			if (a != b && !fixed[a] && !fixed[b] && give > 0)
				better |= try_step(s, a, b, give, best);
		}
	return better;
}

static uint64_t whole_height(struct width_search *s)
{
	strom_len widest;
	for (size_t i = 0; i < s->weights->cells.n; i++) {
		const struct weighed *c = &s->weights->cells.at[i];
		s->lines[i] =
		        table_count_lines(c, s->weights->last_resort, width_of(s, c), &widest);
	}
	return height(s, s->n, s->n, false);
}

static bool are_alike(const struct width_search *s, size_t a, size_t b)
{
	strom_len difference = s->natural[a] - s->natural[b];
	return !s->fixed[a] && !s->fixed[b] &&
	       (difference < 0 ? -difference : difference) * ALIKE <= s->natural[a];
}

/* Columns whose longest cells are as long get the same width, unless rows would be higher: among
 * equals, some of one line and some of two look like a mistake. */
static void level_alike(struct width_search *s, const strom_len *least, uint64_t *best)
{
	strom_len *before = arena_array(s->scratch, strom_len, s->n);
	for (size_t k = 0; k < s->n; k++) {
		strom_len sum = 0, most = 0, n = 0;
		for (size_t i = 0; i < s->n; i++) {
			if (!are_alike(s, k, i))
				continue;
			sum += s->width[i];
			most = least[i] > most ? least[i] : most;
			n++;
		}
		if (n < 2 || sum / n < most)
			continue;
		memcpy(before, s->width, s->n * sizeof *before);
		for (size_t i = 0; i < s->n; i++)
			if (are_alike(s, k, i))
				s->width[i] = sum / n;
		uint64_t now = whole_height(s);
		if (now >> ROWS_SHIFT > *best >> ROWS_SHIFT)
			memcpy(s->width, before, s->n * sizeof *before);
		else
			*best = now;
	}
	whole_height(s);
}

/* Room that no line of a column needs is shared by all: even distances look best. */
static void share_slack(struct width_search *s, const strom_len *least, const bool *fixed)
{
	strom_len slack = 0, widest, n = 0;
	for (size_t k = 0; k < s->n; k++) {
		strom_len used = least[k];
		for (size_t i = 0; i < s->weights->cells.n; i++) {
			const struct weighed *c = &s->weights->cells.at[i];
			if (!covers(c, k))
				continue;
			table_count_lines(c, s->weights->last_resort, width_of(s, c), &widest);
			/* What covers several columns keeps all that it has. */
			strom_len wanted = c->columns > 1 ? s->width[k] : widest;
			used = wanted > used ? wanted : used;
		}
		n += !fixed[k];
		if (fixed[k] || used >= s->width[k])
			continue;
		slack += s->width[k] - used;
		s->width[k] = used;
	}
	for (size_t k = 0; k < s->n && n; k++)
		s->width[k] += fixed[k] ? 0 : slack / n;
}

uint32_t table_search_widths(struct arena *scratch, const struct weights *weights, size_t n,
                       const strom_len *least, const strom_len *natural, const bool *fixed,
                       strom_len gap, bool whole, strom_len *width)
{
	struct width_search s = {
	        weights, n,       gap,  width, arena_array(scratch, uint32_t, weights->cells.n),
	        scratch, natural, fixed};
	strom_len step = 0;
	for (size_t k = 0; k < n; k++)
		step += fixed[k] ? 0 : width[k] - least[k];
	uint64_t best = whole_height(&s);
	unsigned rounds = 0;
	for (step /= 3; step > SMALLEST_STEP && rounds < MOST_ROUNDS; step = step * 3 / 5)
		while (rounds++ < MOST_ROUNDS && one_round(&s, least, fixed, step, &best))
			;
	level_alike(&s, least, &best);
	if (whole)
		share_slack(&s, least, fixed);
	return (uint32_t)(best >> ROWS_SHIFT);
}
