/* The rows of a sheet. What is the same is written once with a number: a row's cells are kept until
 * it is known how often it comes. */
#include "ods.h"

enum { TABLE_DEPTH = 4 };            /* document-content, body, spreadsheet, table */
#define NO_VALUE UINT32_MAX          /* a formula without one */

struct kept { uint32_t column, times, type; size_t at, len; };

/* The many fields are where the walk stands. */
struct walk {
	struct ods *o;
	struct grid *grid;
	uint32_t sheet, tables;         /* that is wanted; that have begun */
	bool within;                    /* the wanted one */
	uint32_t depth, cell_depth;     /* of elements; 0: in no cell */
	uint32_t paragraph_depth;
	uint32_t row, times;            /* how often it comes */
	uint32_t column, cell_times, header_column;
	bool hidden;
	struct ods_cell cell;
	struct kept *kept;              /* [MOST_WIDTH] */
	uint32_t kept_n;
	struct text text;               /* of what is kept */
	struct range *merged;           /* [MOST_MERGED]: for the end */
	uint32_t merged_n;
};

static uint32_t number_of(const char **attributes, const char *name, uint32_t most)
{
	uint32_t n;
	return !text_number(xml_get(attributes, name), &n) || !n ? 1 : n < most ? n : most;
}

static bool is_hidden(const char **attributes)
{
	strom_str seen = xml_get(attributes, "visibility");
	return strom_text_is(seen, "collapse") || strom_text_is(seen, "filter");
}

/* ---- Columns and rows ---- */

static void begin_columns(struct walk *w, const char **attributes)
{
	uint32_t n = number_of(attributes, "number-columns-repeated", MOST_WIDTH);
	if (is_hidden(attributes))
		grid_hidden_columns(w->grid, w->header_column, w->header_column + n - 1);
	w->header_column += n;
}

static void begin_row(struct walk *w, const char **attributes)
{
	w->times = number_of(attributes, "number-rows-repeated", MOST_ROWS);
	w->hidden = is_hidden(attributes);
	w->column = w->kept_n = 0;
	w->text.len = 0;
}

static bool is_good(uint32_t type, strom_str s)
{
	double number;
	switch (type) {
	case STROM_COLUMN_REAL:
	case STROM_COLUMN_PERCENT:
		return date_number(s, &number);
	case STROM_COLUMN_BOOL:
		return strom_text_is(s, "0") || strom_text_is(s, "1");
	case STROM_COLUMN_DATE:
		return date_is_day(s);
	default:
		return true;
	}
}

static bool is_sound(struct walk *w, uint32_t column, const struct cell *cell)
{
	struct book *b = &w->o->book;
	struct strom_pos at = book_at(b, w->row, column);
	if (cell->type == NO_VALUE)
		return strom_fault(
		        &b->faults, at, "sheet/no-value",
		        "Open the file in a spreadsheet program and save it: so it holds what "
		        "its formulas give.",
		        "the formula has no value");
	if (cell->text.len > MOST_CELL)
		return strom_fault(&b->faults, at, "sheet/long-cell", "Split the text.",
		                   "the cell is longer than %d bytes", MOST_CELL);
	return is_good(cell->type, cell->text) ||
	       strom_fault(&b->faults, at, "sheet/bad-number", "Write the cell again.",
	                   "the file says that this is a number, a date, or yes or no: '%.*s'",
	                   strom_clip(cell->text), cell->text.ptr);
}

static bool hand_on(struct walk *w, const struct kept *k)
{
	struct cell cell = {k->type, {w->text.ptr + k->at, k->len}};
	for (uint32_t n = 0; n < k->times; n++)
		if (grid_wants(w->grid, k->column + n) && is_sound(w, k->column + n, &cell) &&
		    !grid_cell(w->grid, k->column + n, &cell))
			return false;
	return true;
}

static bool hand_on_row(struct walk *w)
{
	if (!grid_row(w->grid, w->row, w->hidden))
		return false;
	for (uint32_t i = 0; i < w->kept_n; i++)
		if (!hand_on(w, &w->kept[i]))
			return false;
	return true;
}

/* Empty rows are passed over, however many they are. */
static void end_row(struct walk *w)
{
	struct book *b = &w->o->book;
	for (uint32_t n = 0; w->kept_n && n < w->times && w->row < MOST_ROWS; n++, w->row++)
		if (!hand_on_row(w) || (n % 1024 == 1023 && b->job->host->cancelled(b->job))) {
			xml_stop(b);
			return;
		}
	w->row = w->kept_n ? w->row : w->times < MOST_ROWS - w->row ? w->row + w->times : MOST_ROWS;
}

/* ---- Cells ---- */

static void begin_merge(struct walk *w, const char **attributes)
{
	uint32_t columns = number_of(attributes, "number-columns-spanned", MOST_WIDTH);
	uint32_t rows = number_of(attributes, "number-rows-spanned", MOST_ROWS);
	struct range r = {w->row, w->column, w->row + rows - 1, w->column + columns - 1};
	if ((rows == 1 && columns == 1) || w->merged_n == MOST_MERGED)
		return;
	w->merged[w->merged_n++] = r;
	if (grid_wants_merged(w->grid))
		grid_merge(w->grid, r);
}

static void begin_cell(struct walk *w, const char **attributes, bool covered)
{
	w->cell_depth = w->depth;
	w->paragraph_depth = 0;
	w->cell_times = number_of(attributes, "number-columns-repeated", MOST_WIDTH);
	ods_cell_begin(w->o, &w->cell, attributes);
	if (!covered)
		begin_merge(w, attributes);
}

static bool has_value(const struct ods_cell *c)
{
	return !c->formula || c->typed || c->empty || c->paragraphs;
}

static void end_cell(struct walk *w)
{
	strom_str s = text_of(&w->cell.text);
	uint32_t room = w->column < MOST_WIDTH ? MOST_WIDTH - w->column : 0;
	uint32_t times = w->cell_times < room ? w->cell_times : room;
	bool valued = has_value(&w->cell);
	if (times && w->kept_n < MOST_WIDTH && (s.len || !valued)) {
		w->kept[w->kept_n++] =
		        (struct kept){w->column, times, valued ? w->cell.type : NO_VALUE,
		                      w->text.len, valued ? s.len : 1};
		text_put(&w->o->book, &w->text, valued ? s : STROM_S("="));
	}
	w->column += times;
	w->cell_depth = 0;
}

/* ---- The walk ---- */

/* Paragraphs of comments and shapes stand deeper. */
static void begin_in_cell(struct walk *w, const char *name, const char **attributes)
{
	if (!strcmp(name, "p") && w->depth == w->cell_depth + 1) {
		w->paragraph_depth = w->depth;
		ods_cell_paragraph(w->o, &w->cell);
	} else if (w->paragraph_depth) {
		ods_cell_sign(w->o, &w->cell, name, attributes);
	}
}

static void begin(void *context, const char *name, const char **attributes)
{
	struct walk *w = context;
	w->depth++;
	if (w->depth == TABLE_DEPTH && !strcmp(name, "table"))
		w->within = w->tables++ == w->sheet;
	if (!w->within)
		return;
	if (w->cell_depth)
		begin_in_cell(w, name, attributes);
	else if (!strcmp(name, "table-column"))
		begin_columns(w, attributes);
	else if (!strcmp(name, "table-row"))
		begin_row(w, attributes);
	else if (!strcmp(name, "table-cell") || !strcmp(name, "covered-table-cell"))
		begin_cell(w, attributes, *name == 'c');
}

static void end(void *context, const char *name)
{
	struct walk *w = context;
	if (w->within && w->depth == TABLE_DEPTH)
		xml_stop(&w->o->book);
	if (w->cell_depth && w->depth == w->cell_depth)
		end_cell(w);
	else if (w->paragraph_depth == w->depth)
		w->paragraph_depth = 0;
	else if (w->within && !w->cell_depth && !strcmp(name, "table-row"))
		end_row(w);
	w->depth--;
}

static void characters(void *context, const char *text, int len)
{
	struct walk *w = context;
	if (w->within && w->cell_depth && w->paragraph_depth)
		ods_cell_text(w->o, &w->cell, text, len);
}

bool ods_rows(struct ods *o, uint32_t sheet, struct range range)
{
	static const struct xml_handlers handlers = {begin, end, characters};
	struct walk w = {.o = o, .sheet = sheet};
	o->book.sheet = sheet;
	w.grid = grid_new(&o->book, range);
	w.kept = book_alloc(&o->book, MOST_WIDTH * sizeof *w.kept);
	w.merged = book_alloc(&o->book, MOST_MERGED * sizeof *w.merged);
	if (!xml_read(&o->book, "content.xml", true, &handlers, &w))
		return false;
	for (uint32_t i = 0; i < w.merged_n; i++)
		grid_merged(w.grid, w.merged[i]);
	return grid_end(w.grid);
}
