/* Cells into a table: the first row with a value is the header, or the first few; what follows are
 * rows. Cells are handed on as they come. A row is begun with its first value, so that empty ones
 * at the end cost nothing. */
#include "sheets.h"

#include <stdlib.h>

struct merge { struct range range; struct cell value; bool has; };

struct header {
	uint32_t rows;
	bool done;
	uint32_t row;                   /* that it begins in; UINT32_MAX: it has not */
	strom_str *names;               /* [rows * MOST_WIDTH] */
	uint32_t width;                 /* from range.column on */
};

struct merges {
	struct merge **at;              /* by their first rows */
	size_t n, cap, next;
	struct merge **over;            /* [MOST_WIDTH]: what covered a column last */
};

/* The many fields are where the walk over the sheet stands. */
struct grid {
	struct book *book;
	struct range range;
	struct header header;
	bool fill, first_said, skip, hidden_said;
	/* Columns: */
	bool *hidden;                   /* [MOST_WIDTH] */
	uint32_t hidden_columns, hidden_column;
	/* The row at hand: */
	uint32_t row, next;             /* the column that is handed on next */
	bool begun, skipped, row_hidden;
	uint32_t pending,
	        last_row; /* empty rows that are not handed on yet; the last that was seen */
	/* For what is told at the end: */
	uint64_t hidden_rows, covered;
	uint32_t hidden_row;
	struct strom_pos covered_at;
	struct merges merges;
	bool full, refused;
};

static bool is_choice(struct book *b, const char *option, const char *word, bool *said)
{
	strom_str text = strom_option_text(b->job, option);
	*said = text.len > 0;
	return strom_text_is(text, word);
}

struct grid *grid_new(struct book *b, struct range range)
{
	struct grid *g = book_alloc(b, sizeof *g);
	g->book = b;
	g->range = range;
	g->header.rows = (uint32_t)strom_option_int(b->job, "header", 1);
	if (g->header.rows < 1 || g->header.rows > MOST_HEADER)
		g->header.rows = 1;
	g->fill = is_choice(b, "merged", "fill", &g->first_said);
	g->skip = is_choice(b, "hidden", "skip", &g->hidden_said);
	g->header.row = UINT32_MAX;
	g->header.names = book_alloc(b, g->header.rows * MOST_WIDTH * sizeof *g->header.names);
	g->hidden = book_alloc(b, MOST_WIDTH * sizeof *g->hidden);
	g->merges.over = book_alloc(b, MOST_WIDTH * sizeof(struct merge *));
	g->last_row = range.row ? range.row - 1 : UINT32_MAX;
	return g;
}

bool grid_wants_merged(const struct grid *g)
{
	return g->fill || g->header.rows > 1;
}

bool grid_is_full(const struct grid *g)
{
	return g->full;
}

/* ---- Merged cells ---- */

void grid_merge(struct grid *g, struct range r)
{
	if (g->merges.n == MOST_MERGED || (r.row == r.last_row && r.column == r.last_column))
		return;
	if (g->merges.n == g->merges.cap) {
		size_t cap = g->merges.cap ? g->merges.cap * 2 : 64;
		struct merge **more = book_alloc(g->book, cap * sizeof *more);
		if (g->merges.n)
			memcpy(more, g->merges.at, g->merges.n * sizeof *more);
		g->merges.at = more;
		g->merges.cap = cap;
	}
	struct merge *m = book_alloc(g->book, sizeof *m);
	m->range = r;
	g->merges.at[g->merges.n++] = m;
}

static int by_row(const void *a, const void *b)
{
	const struct range *x = &(*(struct merge *const *)a)->range,
	                   *y = &(*(struct merge *const *)b)->range;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

void grid_merges_known(struct grid *g)
{
	if (g->merges.n)
		qsort(g->merges.at, g->merges.n, sizeof *g->merges.at, by_row);
}

static uint32_t most(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Its cells below the header, as far as there are rows, without the first. */
static uint64_t covers(const struct grid *g, const struct range *r)
{
	uint32_t top = most(r->row, g->header.row + g->header.rows),
	         bottom = least(r->last_row, g->last_row);
	uint32_t left = most(r->column, g->range.column),
	         right = least(r->last_column, g->range.column + g->header.width - 1);
	if (!g->header.done || top > bottom || left > right)
		return 0;
	return (uint64_t)(bottom - top + 1) * (right - left + 1) -
	       (top == r->row && left == r->column);
}

void grid_merged(struct grid *g, struct range r)
{
	uint64_t covered = g->fill ? 0 : covers(g, &r);
	if (covered && !g->covered)
		g->covered_at = book_at(g->book, r.row, r.column);
	g->covered += covered;
}

/* Ranges that begin up to the row at hand, column by column. */
static void cover_row(struct grid *g)
{
	while (g->merges.next < g->merges.n && g->merges.at[g->merges.next]->range.row <= g->row) {
		struct merge *m = g->merges.at[g->merges.next++];
		for (uint32_t c = m->range.column; c <= m->range.last_column && c < MOST_WIDTH; c++)
			g->merges.over[c] = m;
	}
}

/* The range that covers a cell of the row at hand; NULL: none. */
static struct merge *over(struct grid *g, uint32_t column)
{
	struct merge *m = g->merges.over[column];
	return m && m->range.last_row >= g->row ? m : NULL;
}

static void keep_value(struct grid *g, uint32_t column, const struct cell *cell)
{
	struct merge *m = over(g, column);
	if (!m || m->range.row != g->row || m->range.column != column)
		return;
	m->value = (struct cell){cell->type, strom_keep(g->book->job, cell->text)};
	m->has = true;
}

/* ---- The header ---- */

static strom_str *name_at(struct grid *g, uint32_t row, uint32_t column)
{
	return &g->header.names[row * MOST_WIDTH + column];
}

static void name_columns_of(struct grid *g, uint32_t column, const struct cell *cell)
{
	uint32_t row = g->row - g->header.row, last = column;
	struct merge *m = over(g, column);
	strom_str name = strom_keep(g->book->job, strom_trim(cell->text));
	if (g->header.rows > 1 && m && m->range.row == g->row && m->range.column == column)
		last = least(m->range.last_column, g->range.last_column);
	for (; column <= last; column++)
		*name_at(g, row, column) = name;
	g->header.width = most(g->header.width, last - g->range.column + 1);
}

/* "Pupils 2014" of Pupils above 2013 and 2014. */
static strom_str joined(struct grid *g, uint32_t column)
{
	struct text name = {NULL, 0, 0};
	for (uint32_t row = 0; row < g->header.rows; row++) {
		strom_str part = *name_at(g, row, column);
		if (part.len && name.len)
			text_put(g->book, &name, STROM_S(" "));
		text_put(g->book, &name, part);
	}
	return text_of(&name);
}

static bool is_out(const struct grid *g, uint32_t column)
{
	return g->skip && g->hidden[column];
}

static bool name_columns(struct grid *g)
{
	struct book *b = g->book;
	g->header.done = true;
	for (uint32_t i = 0; i < g->header.width; i++) {
		uint32_t column = g->range.column + i;
		struct strom_column c = {.size = sizeof c,
		                         .type = STROM_COLUMN_WRITTEN,
		                         .name = joined(g, column),
		                         .pos = book_at(b, g->header.row, column)};
		if (g->hidden[column] && !g->hidden_columns++)
			g->hidden_column = column;
		if (!is_out(g, column) && !b->host->column(b->job, &c))
			return false;
	}
	return true;
}

void grid_hidden_columns(struct grid *g, uint32_t first, uint32_t last)
{
	for (; first <= last && first < MOST_WIDTH; first++)
		g->hidden[first] = true;
}

/* ---- Rows ---- */

/* The core takes no more, and has said why. */
static bool enough(struct grid *g)
{
	g->full = g->refused = true;
	return false;
}

static bool full(struct grid *g)
{
	g->full = true;
	return false;
}

static bool hand_on(struct grid *g, uint32_t row, uint32_t column, const struct cell *cell)
{
	struct book *b = g->book;
	struct strom_written w = {.size = sizeof w, .text = cell->text, .type = cell->type,
	                          .pos = book_at(b, row, column)};
	return is_out(g, column) || b->host->written(b->job, &w) || enough(g);
}

/* Cells before a column that the file does not have, or that a merged range covers. */
static bool pad(struct grid *g, uint32_t to)
{
	static const struct cell nothing = {0, {"", 0}};
	for (; g->next < to; g->next++) {
		const struct merge *m = g->fill ? over(g, g->next) : NULL;
		if (!hand_on(g, g->row, g->next, m && m->has ? &m->value : &nothing))
			return false;
	}
	return true;
}

static bool begin_row(struct grid *g, uint32_t row)
{
	struct strom_pos pos = book_at(g->book, row, g->range.column);
	pos.len = g->header.width;
	return g->book->host->row(g->book->job, pos) || enough(g);
}

/* Empty rows before one that is not. */
static bool flush_empty(struct grid *g)
{
	static const struct cell nothing = {0, {"", 0}};
	for (uint32_t row = g->row - g->pending; g->pending; g->pending--, row++) {
		if (!begin_row(g, row))
			return false;
		for (uint32_t i = 0; i < g->header.width; i++)
			if (!hand_on(g, row, g->range.column + i, &nothing))
				return false;
	}
	return true;
}

static bool finish_row(struct grid *g)
{
	bool good = !g->begun || pad(g, g->range.column + g->header.width);
	if (!g->begun && !g->skipped && g->header.done)
		g->pending++;
	g->begun = false;
	return good;
}

/* The header ends with its last row, whether that holds anything or not. */
static bool end_header(struct grid *g, uint32_t row)
{
	if (g->header.done || g->header.row == UINT32_MAX || row < g->header.row + g->header.rows)
		return true;
	g->last_row = g->header.row + g->header.rows - 1;
	return name_columns(g) || enough(g);
}

bool grid_row(struct grid *g, uint32_t row, bool hidden)
{
	if (g->full || row > g->range.last_row || g->book->faults.errors >= MOST_ERRORS)
		return full(g);
	if (row < g->range.row)
		return true;
	if (g->last_row != UINT32_MAX && row <= g->last_row && g->last_row >= g->range.row)
		return strom_fault(&g->book->faults, book_at(g->book, row, 0), "sheet/cell-order",
		                   "Save the file again from a spreadsheet program.",
		                   "row %u stands behind row %u", row + 1, g->last_row + 1) ||
		       full(g);
	if ((g->header.done && !finish_row(g)) || !end_header(g, row))
		return false;
	if (g->header.done)
		g->pending += row - (g->last_row == UINT32_MAX ? 0 : g->last_row + 1);
	g->last_row = g->row = row;
	g->next = g->range.column;
	g->begun = false;
	g->skipped = g->header.done && hidden && g->skip;
	g->row_hidden = hidden;
	cover_row(g);
	return true;
}

static bool header_cell(struct grid *g, uint32_t column, const struct cell *cell)
{
	if (g->header.row == UINT32_MAX)
		g->header.row = g->row;
	name_columns_of(g, column, cell);
	return true;
}

static bool beyond(struct grid *g, uint32_t column)
{
	strom_fault(&g->book->faults, book_at(g->book, g->row, column), "sheet/beyond-header",
	            "Name the column above it; if the header is another row, say where the table "
	            "begins, such as options: {range: \"A3:\"}.",
	            "the cell has a value, and the header no name for its column");
	return true;
}

static bool begin(struct grid *g)
{
	if (!flush_empty(g) || !begin_row(g, g->row))
		return false;
	g->begun = true;
	if (g->row_hidden && !g->hidden_rows++)
		g->hidden_row = g->row;
	return true;
}

bool grid_wants(const struct grid *g, uint32_t column)
{
	return !g->full && g->book->faults.errors < MOST_ERRORS && g->row >= g->range.row &&
	       column >= g->range.column && column <= g->range.last_column &&
	       g->last_row != UINT32_MAX && !g->skipped && !is_out(g, column);
}

bool grid_cell(struct grid *g, uint32_t column, const struct cell *cell)
{
	if (g->full)
		return false;
	if (!cell->text.len || !grid_wants(g, column))
		return true;
	keep_value(g, column, cell);
	if (!g->header.done)
		return header_cell(g, column, cell);
	if (column >= g->range.column + g->header.width)
		return beyond(g, column);
	if (g->begun && column < g->next)
		return strom_fault(&g->book->faults, book_at(g->book, g->row, column),
		                   "sheet/cell-order",
		                   "Save the file again from a spreadsheet program.",
		                   "the cell stands behind a later one") ||
		       full(g);
	if (!g->begun && !begin(g))
		return false;
	if (!pad(g, column) || !hand_on(g, g->row, column, cell))
		return false;
	g->next = column + 1;
	return true;
}

/* ---- The end ---- */

static void tell_hidden(struct grid *g)
{
	struct book *b = g->book;
	const char *hint = "Write options: {hidden: read} if that is right, or {hidden: skip}.";
	if (g->hidden_said)
		return;
	if (g->hidden_rows)
		strom_warn(&b->faults, book_at(b, g->hidden_row, g->range.column),
		           "sheet/hidden-rows", hint, "%llu hidden row%s read too",
		           (unsigned long long)g->hidden_rows,
		           g->hidden_rows == 1 ? " is" : "s, of which this is the first, are");
	if (g->hidden_columns)
		strom_warn(&b->faults, book_at(b, g->header.row, g->hidden_column),
		           "sheet/hidden-columns", hint, "%u hidden column%s read too",
		           g->hidden_columns,
		           g->hidden_columns == 1 ? " is" : "s, of which this is the first, are");
}

bool grid_end(struct grid *g)
{
	struct book *b = g->book;
	if (g->refused || (g->header.done && !finish_row(g)) ||
	    (!g->header.done && g->header.row != UINT32_MAX && !name_columns(g)))
		return false;
	if (g->header.row == UINT32_MAX && !b->faults.errors)
		return strom_fault(
		        &b->faults, strom_at_file(b->sheets_told), "sheet/empty",
		        "The first row with a value must name the columns.",
		        "the sheet holds nothing%s",
		        g->range.row || g->range.last_row < MOST_ROWS - 1 ? " in its range" : "");
	tell_hidden(g);
	if (g->covered && !g->first_said)
		strom_warn(&b->faults, g->covered_at, "sheet/merged-cells",
		           "Write options: {merged: fill} if the value stands for all "
		           "cells of its range, or {merged: first}.",
		           "%llu cell%s read as empty, as merged ranges cover %s",
		           (unsigned long long)g->covered, g->covered == 1 ? " is" : "s are",
		           g->covered == 1 ? "it" : "them");
	b->faults.stopped = b->faults.errors >= MOST_ERRORS;
	strom_faults_rest(&b->faults, strom_at_file(b->sheets_told), "sheet/more-errors");
	return !b->faults.errors;
}
