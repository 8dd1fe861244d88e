/* Widths that make rows low: room is moved from column to column, in smaller and smaller steps, as
 * long as that helps.
 *
 * What counts is the sum of the rows' lines; where that is the same, the sum of the squares of all
 * cells' lines, so that a step is worth taking although a neighbour's cell is still as high.
 *
 * A cell's lines are counted once for all widths between which they stay what they are. So a step
 * looks them up for the cells of its two columns, and looks at the rows of those that change. */
#include "typeset/tables/table_parts.h"

enum { SMALLEST_STEP = 65536 / 2, MOST_ROUNDS = 24 };
enum { ALIKE = 16 };      /* columns differ by less than this share of their length */
enum { ROWS_SHIFT = 36 }; /* a height: rows' lines above this bit, squares below */

/* A cell's lines in a width, and in all widths from `from` to below `below`. */
struct cell_lines {
	strom_len from, below, widest;
	uint32_t lines;
};

struct searched_cell {
	uint32_t row;  /* the first cell of its row */
	uint32_t most; /* of the first one: the lines of the row's highest */
	uint32_t now;  /* index into known: its lines, as widths are now */
	vec(struct cell_lines) known;
};

struct cell_change {
	uint32_t cell, before; /* index into known */
};

typedef vec(uint32_t) cell_list;

struct width_search {
	const struct weights *weights;
	size_t n;
	strom_len gap;
	strom_len *width;
	struct searched_cell *cells;
	uint64_t rows, squares;          /* the sum of the rows' lines, and of the squares */
	cell_list *covering;             /* of each column: the cells in it */
	vec(struct cell_change) changed; /* since the widths that are held */
	struct arena *scratch;
	const strom_len *natural; /* the widest cell of each column, unbroken */
	const bool *fixed;
};

/* Whether a line is within the width, and what that says of other widths. */
static bool is_within(struct cell_lines *l, strom_len line, strom_len width)
{
	if (line > width)
		l->below = line < l->below ? line : l->below;
	else
		l->from = line > l->from ? line : l->from;
	return line <= width;
}

static struct cell_lines count_lines(const struct weighed *c, bool last_resort, strom_len width)
{
	struct cell_lines l = {.from = INT64_MIN, .below = INT64_MAX};
	strom_len from = c->n ? c->steps[0].start : 0, fits = 0;
	size_t last = 0; /* the last step that ends a line within the width */
	for (size_t i = 1; i < c->n; i++) {
		const struct line_step *s = &c->steps[i];
		if (s->last_resort && !last_resort)
			continue;
		if (last && !is_within(&l, s->end - from, width)) {
			l.widest = fits > l.widest ? fits : l.widest;
			from = c->steps[last].start;
			l.lines++;
		}
		last = i;
		fits = s->end - from;
		if (!s->forced)
			continue;
		l.widest = fits > l.widest ? fits : l.widest;
		l.lines++;
		from = 0;
		last = 0;
	}
	return l;
}

static strom_len width_of(const struct width_search *s, const struct weighed *c)
{
	strom_len width = s->gap * (c->columns - 1);
	for (uint32_t i = 0; i < c->columns; i++)
		width += s->width[c->column + i];
	return width;
}

/* ---- Heights ---- */

static const struct cell_lines *lines_of(const struct searched_cell *cell)
{
	return &cell->known.at[cell->now];
}

static void set_lines(struct width_search *s, struct searched_cell *cell, uint32_t now)
{
	uint64_t before = lines_of(cell)->lines, lines = cell->known.at[now].lines;
	s->squares += lines * lines - before * before;
	cell->now = now;
}

static uint32_t find_lines(struct width_search *s, const struct weighed *c,
                           struct searched_cell *cell)
{
	strom_len width = width_of(s, c);
	uint32_t i = cell->now;
	if (width >= cell->known.at[i].from && width < cell->known.at[i].below)
		return i;
	for (i = 0; i < cell->known.n; i++)
		if (width >= cell->known.at[i].from && width < cell->known.at[i].below)
			return i;
	vec_push(s->scratch, &cell->known, count_lines(c, s->weights->last_resort, width));
	return i;
}

static void recount(struct width_search *s, uint32_t i)
{
	struct searched_cell *cell = &s->cells[i];
	uint32_t before = cell->now, lines = lines_of(cell)->lines;
	uint32_t now = find_lines(s, &s->weights->cells.at[i], cell);
	set_lines(s, cell, now);
	if (cell->known.at[now].lines != lines)
		vec_push(s->scratch, &s->changed, (struct cell_change){i, before});
}

static void weigh_row(struct width_search *s, uint32_t row)
{
	uint32_t most = 0;
	for (size_t i = row; i < s->weights->cells.n && s->cells[i].row == row; i++) {
		uint32_t lines = lines_of(&s->cells[i])->lines;
		most = lines > most ? lines : most;
	}
	s->rows += most;
	s->rows -= s->cells[row].most;
	s->cells[row].most = most;
}

/* The whole height, after the rows of all that has changed. */
static uint64_t height(struct width_search *s)
{
	for (size_t i = 0; i < s->changed.n; i++)
		weigh_row(s, s->cells[s->changed.at[i].cell].row);
	return s->rows << ROWS_SHIFT |
	       (s->squares >> ROWS_SHIFT ? ((uint64_t)1 << ROWS_SHIFT) - 1 : s->squares);
}

static void take_back(struct width_search *s)
{
	for (size_t i = s->changed.n; i--;)
		set_lines(s, &s->cells[s->changed.at[i].cell], s->changed.at[i].before);
	height(s);
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
	s->changed.n = 0;
	for (size_t i = 0; i < s->covering[a].n; i++)
		recount(s, s->covering[a].at[i]);
	for (size_t i = 0; i < s->covering[b].n; i++)
		recount(s, s->covering[b].at[i]);
	uint64_t now = height(s);
	if (now < *best) {
		*best = now;
		return true;
	}
	s->width[a] += step;
	s->width[b] -= step;
	take_back(s);
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
	s->changed.n = 0;
	for (uint32_t i = 0; i < s->weights->cells.n; i++)
		recount(s, i);
	return height(s);
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
	strom_len slack = 0, n = 0;
	for (size_t k = 0; k < s->n; k++) {
		strom_len used = least[k];
		for (size_t i = 0; i < s->covering[k].n; i++) {
			uint32_t cell = s->covering[k].at[i];
			bool wide = s->weights->cells.at[cell].columns > 1;
			/* What covers several columns keeps all that it has. */
			strom_len wanted = wide ? s->width[k] : lines_of(&s->cells[cell])->widest;
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

static void list_cells(struct width_search *s)
{
	for (uint32_t i = 0; i < s->weights->cells.n; i++) {
		const struct weighed *c = &s->weights->cells.at[i];
		bool same = i && c->row == s->weights->cells.at[i - 1].row;
		s->cells[i].row = same ? s->cells[i - 1].row : i;
		vec_push(s->scratch, &s->cells[i].known, (struct cell_lines){.from = INT64_MAX});
		for (uint32_t k = 0; k < c->columns; k++)
			vec_push(s->scratch, &s->covering[c->column + k], i);
	}
}

uint32_t table_search_widths(struct arena *scratch, const struct weights *weights, size_t n,
                       const strom_len *least, const strom_len *natural, const bool *fixed,
                       strom_len gap, bool whole, strom_len *width)
{
	struct width_search s = {.weights = weights, .n = n, .gap = gap, .width = width,
	                         .scratch = scratch, .natural = natural, .fixed = fixed};
	strom_len step = 0;
	s.cells = arena_array(scratch, struct searched_cell, weights->cells.n);
	s.covering = arena_array(scratch, cell_list, n);
	list_cells(&s);
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
