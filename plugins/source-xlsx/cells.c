/* A sheet's cells: one walk over its XML. */
#include "xlsx.h"

enum cell_kind {
	CELL_NUMBER,
	CELL_SHARED,
	CELL_TEXT,
	CELL_INLINE,
	CELL_BOOL,
	CELL_ERROR,
	CELL_DAY
};

struct cells {
	struct xlsx *x;
	struct grid *grid;
	uint32_t row, column, style;    /* of the cell at hand */
	enum cell_kind kind;
	bool formula, valued;           /* it has <f>; it has <v> or <is> */
	bool in_value, in_reading;
	bool merges_only, found;
	struct text text;
};

static struct book *book_of(struct cells *c)
{
	return &c->x->book;
}

static enum cell_kind kind_of(strom_str t)
{
	static const struct { const char *name; enum cell_kind kind;
	} kinds[] = {
	        {"n", CELL_NUMBER}, {"s", CELL_SHARED},
	        {"str", CELL_TEXT}, {"inlineStr", CELL_INLINE},
	        {"b", CELL_BOOL},   {"e", CELL_ERROR},
	        {"d", CELL_DAY},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strom_text_is(t, kinds[i].name))
			return kinds[i].kind;
	return CELL_NUMBER;
}

static bool is_true(strom_str s)
{
	return strom_text_is(s, "1") || strom_text_is(s, "true");
}

/* ---- Rows, columns and merged ranges ---- */

static void begin_row(struct cells *c, const char **attributes)
{
	uint32_t row;
	c->row = text_number(xml_get(attributes, "r"), &row) && row && row <= MOST_ROWS
	                 ? row - 1
	                 : c->row + 1;
	c->column = UINT32_MAX;
	if (!c->merges_only && !grid_row(c->grid, c->row, is_true(xml_get(attributes, "hidden"))))
		xml_stop(book_of(c));
}

static void hidden_columns(struct cells *c, const char **attributes)
{
	uint32_t first, last;
	if (is_true(xml_get(attributes, "hidden")) &&
	    text_number(xml_get(attributes, "min"), &first) &&
	    text_number(xml_get(attributes, "max"), &last) && first)
		grid_hidden_columns(c->grid, first - 1, last - 1);
}

static void merged(struct cells *c, const char **attributes)
{
	struct range r;
	if (!ref_range(xml_get(attributes, "ref"), &r))
		return;
	if (c->merges_only)
		grid_merge(c->grid, r);
	else
		grid_merged(c->grid, r);
}

/* ---- A cell ---- */

static void begin_cell(struct cells *c, const char **attributes)
{
	strom_str place = {"", 0}, kind = {"n", 1};
	uint32_t row, column;
	c->style = 0;
	for (; *attributes; attributes += 2) {
		if (!strcmp(*attributes, "r"))
			place = strom_text(attributes[1]);
		else if (!strcmp(*attributes, "s"))
			text_number(strom_text(attributes[1]), &c->style);
		else if (!strcmp(*attributes, "t"))
			kind = strom_text(attributes[1]);
	}
	c->column = ref_cell(&place, &row, &column) ? column : c->column + 1;
	c->kind = kind_of(kind);
	c->formula = c->valued = false;
	c->text.len = 0;
}

static bool bad(struct cells *c, const char *code, const char *hint, const char *what)
{
	strom_str text = text_of(&c->text);
	return strom_fault(&book_of(c)->faults, book_at(book_of(c), c->row, c->column), code, hint,
	                   "%s '%.*s'", what, strom_clip(text), text.ptr ? text.ptr : "");
}

static bool is_whole(strom_str s)
{
	size_t i = s.len && *s.ptr == '-';
	if (s.len == i || s.len - i > 18)
		return false;
	for (; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return true;
}

static bool number(struct cells *c, strom_str s, struct cell *cell, char room[40])
{
	struct xlsx *x = c->x;
	enum date_kind kind =
	        c->style < x->formats_n ? (enum date_kind)x->formats[c->style] : DATE_NONE;
	double value;
	*cell = (struct cell){is_whole(s) ? STROM_COLUMN_INT : STROM_COLUMN_REAL, s};
	if (kind == DATE_NONE && cell->type == STROM_COLUMN_INT)
		return true;
	if (!date_number(s, &value))
		return bad(c, "sheet/bad-number", "Write the cell again.",
		           "the file says that this is a number:");
	if (kind == DATE_PERCENT)
		cell->type = STROM_COLUMN_PERCENT;
	else if (kind != DATE_NONE && date_put(room, kind, value, x->since_1904))
		*cell = (struct cell){kind == DATE_DAY ? STROM_COLUMN_DATE : 0, strom_text(room)};
	return true;
}

static bool shared(struct cells *c, strom_str s, struct cell *cell)
{
	struct xlsx *x = c->x;
	uint32_t i;
	if (!text_number(s, &i) || i >= x->strings_n)
		return bad(c, "sheet/bad-string", "Save the file again from a spreadsheet program.",
		           "the file has no shared string of the number");
	*cell = (struct cell){0, x->strings[i / STRINGS_A_BLOCK][i % STRINGS_A_BLOCK]};
	return true;
}

/* 2014-11-03T00:00:00, as strict workbooks may have it. */
static void day(strom_str s, struct cell *cell)
{
	if (text_ends(s, "T00:00:00") || text_ends(s, "T00:00:00Z") ||
	    text_ends(s, "T00:00:00.000"))
		s.len = s.len > 10 ? 10 : s.len;
	*cell = (struct cell){0, s};
}

static bool value_of(struct cells *c, struct cell *cell, char room[40])
{
	strom_str s = strom_trim(text_of(&c->text));
	*cell = (struct cell){0, text_of(&c->text)};
	switch (c->kind) {
	case CELL_NUMBER:
		return !s.len || number(c, s, cell, room);
	case CELL_SHARED:
		return !s.len || shared(c, s, cell);
	case CELL_BOOL:
		*cell = (struct cell){STROM_COLUMN_BOOL, s};
		return !s.len || strom_text_is(s, "0") || strom_text_is(s, "1") ||
		       bad(c, "sheet/bad-bool", "Write the cell again.",
		           "the file says that this is yes or no:");
	case CELL_DAY:
		day(s, cell);
		return true;
	case CELL_TEXT:
	case CELL_INLINE:
		xlsx_unescape(&c->text);
		*cell = (struct cell){0, text_of(&c->text)};
		return true;
	default:
		return true;
	}
}

/* What wrote the file may have put 0 for all that it did not calculate. */
static bool formula_has_value(struct cells *c)
{
	struct book *b = book_of(c);
	const char *hint = "Open the file in a spreadsheet program and save it: so it holds what "
	                   "its formulas give.";
	if (!c->valued || (c->kind == CELL_NUMBER && !c->text.len))
		return strom_fault(&b->faults, book_at(b, c->row, c->column), "sheet/no-value",
		                   hint, "the formula has no value");
	if (c->x->uncalculated)
		strom_warn(
		        &b->faults, book_at(b, c->row, c->column), "sheet/uncalculated", hint,
		        "the program that wrote the file has perhaps not calculated its formulas");
	c->x->uncalculated = false;
	return true;
}

static void end_cell(struct cells *c)
{
	struct cell cell;
	char room[40];
	if (!grid_wants(c->grid, c->column))
		return;
	if (c->formula && !formula_has_value(c))
		return;
	if (value_of(c, &cell, room) && !grid_cell(c->grid, c->column, &cell))
		xml_stop(book_of(c));
}

/* ---- The walk ---- */

static void begin(void *context, const char *name, const char **attributes)
{
	struct cells *c = context;
	if (!strcmp(name, "row"))
		begin_row(c, attributes);
	else if (!strcmp(name, "mergeCell"))
		merged(c, attributes);
	else if (c->merges_only)
		return;
	else if (!strcmp(name, "c"))
		begin_cell(c, attributes);
	else if (!strcmp(name, "v") || (c->kind == CELL_INLINE && !strcmp(name, "t")))
		c->in_value = c->valued = !c->in_reading;
	else if (!strcmp(name, "f"))
		c->formula = true;
	else if (!strcmp(name, "rPh"))
		c->in_reading = true;
	else if (!strcmp(name, "col"))
		hidden_columns(c, attributes);
}

static void end(void *context, const char *name)
{
	struct cells *c = context;
	if (c->merges_only)
		return;
	if (!strcmp(name, "c")) {
		c->in_value = false;
		end_cell(c);
	} else if (!strcmp(name, "v") || !strcmp(name, "t")) {
		c->in_value = false;
	} else if (!strcmp(name, "rPh")) {
		c->in_reading = false;
	}
}

static void characters(void *context, const char *text, int len)
{
	struct cells *c = context;
	if (!c->in_value)
		return;
	if (c->text.len + (size_t)len > MOST_CELL) {
		strom_fault(&book_of(c)->faults, book_at(book_of(c), c->row, c->column),
		            "sheet/long-cell", "Split the text.",
		            "the cell is longer than %d bytes", MOST_CELL);
		xml_stop(book_of(c));
		return;
	}
	text_put(book_of(c), &c->text, (strom_str){text, (size_t)len});
}

static bool walk(struct cells *c, uint32_t sheet)
{
	static const struct xml_handlers handlers = {begin, end, characters};
	c->row = c->column = UINT32_MAX;
	return xml_read(book_of(c), c->x->sheets[sheet].part, true, &handlers, c);
}

bool xlsx_cells(struct xlsx *x, uint32_t sheet, struct range range)
{
	struct cells c = {.x = x};
	x->book.sheet = sheet;
	c.grid = grid_new(&x->book, range);
	if (grid_wants_merged(c.grid)) {
		c.merges_only = true;
		if (!walk(&c, sheet))
			return false;
		grid_merges_known(c.grid);
		c.merges_only = false;
	}
	return walk(&c, sheet) && grid_end(c.grid);
}

/* ---- Whether there is anything ---- */

static void begin_looking(void *context, const char *name, const char **attributes)
{
	struct cells *c = context;
	(void)attributes;
	if (strcmp(name, "v") && strcmp(name, "is") && strcmp(name, "f"))
		return;
	c->found = true;
	xml_stop(book_of(c));
}

static void end_looking(void *context, const char *name)
{
	(void)context, (void)name;
}

bool xlsx_has_cells(struct xlsx *x, const char *part)
{
	static const struct xml_handlers handlers = {begin_looking, end_looking, NULL};
	struct cells c = {.x = x};
	return !xml_read(&x->book, part, true, &handlers, &c) || c.found;
}
