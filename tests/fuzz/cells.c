/* What a column of any cells is read as (core/data/read). The first byte chooses what strom.yml
 * says, each line behind it is a cell. Held against the words of the cells themselves, by rules
 * that read nothing: a number has its cell's digits, a date its day; and the order of the rows
 * makes no difference. */
#include "data/read/day.h"
#include "data/read/read.h"
#include "fuzz/encodings.h"
#include "fuzz/kept.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { MOST_ROWS = 30 };                /* a column tells apart 40 shapes */

struct column { str cells[MOST_ROWS]; size_t n; enum reading_type type; };

static const char *const customs[] = {NULL,      "1 234,5",   "1,234.5",
                                      "1.234,5", "(1,234.5)", "12,34,567.8"};
static const str patterns[] = {S("dd.mm.yyyy"), S("mm/dd/yyyy"), S("d mmm yy")};
static const enum reading_type types[] = {READ_TEXT,    READ_INT,  READ_REAL,
                                          READ_PERCENT, READ_BOOL, READ_DATE};

static void promise(bool kept, const char *what, str cell)
{
	if (kept)
		return;
	fprintf(stderr, "broken promise: %s: '%.*s'\n", what, STR_ARG(cell));
	abort();
}

static struct source_spec *said(struct arena *a, uint8_t choice)
{
	static const struct said words[] = {{S("-"), {0}}, {S("n/a"), {0}}};
	struct source_spec *s = arena_make(a, struct source_spec);
	struct type_spec *type = arena_make(a, struct type_spec);
	*s = (struct source_spec){.name = {S("t"), {0}}, .sensitive = choice & 128};
	size_t which = choice & 31;
	const char *custom = which < sizeof customs / sizeof *customs ? customs[which] : NULL;
	if (custom)
		promise(reading_numbers(str_of(custom), &s->reading.custom, &s->reading.minus),
		        "a sample", S(""));
	if (which >= 8 && which < 8 + sizeof patterns / sizeof *patterns) {
		s->reading.dates = &patterns[which - 8];
		s->reading.dates_n = 1;
	}
	*type = (struct type_spec){{S("c"), {0}},
	                           which >= 16 && which < 22 ? types[which - 16] : READ_FOUND,
	                           {0},
	                           false};
	s->reading.types = type;
	s->reading.types_n = type->type != READ_FOUND;
	s->reading.nulls = words;
	s->reading.nulls_n = choice & 32 ? 2 : 0;
	return s;
}

/* ---- What a value has of its cell ---- */

/* All digits of a cell as one number. */
static double digits_of(str cell, size_t *n)
{
	double all = 0;
	for (size_t i = *n = 0; i < cell.len; i++)
		if (cell.ptr[i] >= '0' && cell.ptr[i] <= '9' && ++*n)
			all = all * 10 + (cell.ptr[i] - '0');
	return all;
}

static bool has_sign(str cell)
{
	static const char *const signs[] = {"-",
	                                    "\xE2\x88\x92",
	                                    "\xE2\x80\x93",
	                                    "(",
	                                    "\xE2\x80\x90",
	                                    "\xE2\x80\x91",
	                                    "\xEF\xBC\x8D",
	                                    "\xEF\xB9\xA3",
	                                    "\xE2\x80\x92",
	                                    "\xE2\x80\x94"};
	bool has = false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		has |= str_find(cell, str_of(signs[i])) != SIZE_MAX;
	return has;
}

static void check_number(str cell, double value, bool percent)
{
	size_t n;
	double digits = digits_of(cell, &n), size = fabs(percent ? value * 100 : value);
	bool scaled = str_has(cell, 'e') || str_has(cell, 'E'), same = false;
	bool whole = !str_has(cell, '.') && !str_has(cell, ',');
	promise(value - value == 0, "a number is finite", cell);
	promise(n, "a number has digits", cell);
	promise(value >= 0 || has_sign(cell), "what is less than zero has a sign", cell);
	promise(value <= 0 || *cell.ptr != '-', "what has a minus before it is less than zero",
	        cell);
	for (size_t i = 0; i <= (whole ? 0 : n) && !scaled; i++, digits /= 10)
		same |= fabs(digits - size) <= 1e-9 * size;
	promise(scaled || same, "a number has the digits of its cell", cell);
}

static void check_date(str cell, str date)
{
	promise(day_is_iso(date), "a date is one", cell);
	str day = str_from(date, *str_from(date, 8).ptr == '0' ? 9 : 8);
	promise(str_find(cell, day) != SIZE_MAX, "a date has its cell's day", cell);
	/* Nobody puts the month before a point. */
	str first = str_trim(str_until(cell, '.'));
	first = first.len == 2 && *first.ptr == '0' ? str_from(first, 1) : first;
	promise(first.len > 2 || str_eq(first, day), "the day stands before the point", cell);
}

static void check_cell(struct reader *r, enum reading_type type, str cell)
{
	struct strom_cell c = {.size = sizeof c};
	promise(reader_value(r, 0, cell, &c), "a cell has a value in its column", cell);
	if (c.null)
		return;
	if (type == READ_INT)
		check_number(cell, (double)c.integer, false);
	else if (type == READ_REAL || type == READ_PERCENT)
		check_number(cell, c.real, type == READ_PERCENT);
	else if (type == READ_DATE)
		check_date(cell, c.text);
	else if (type == READ_TEXT)
		promise(utf8_check(c.text) == c.text.len, "a text is UTF-8", cell);
}

/* ---- A column ---- */

static void read_cells(struct arena *a, uint8_t choice, struct column *column, bool backwards)
{
	struct diags *diags = diags_new(a);
	struct reader *r = reader_new(a, diags, said(a, choice), 0);
	reader_column(r, S("c"), (struct span){0}, READ_FOUND, (struct span){0},
	              choice & 64 ? ',' : 0);
	for (size_t i = 0; i < column->n; i++) {
		str cell = column->cells[backwards ? column->n - 1 - i : i];
		reader_cell(r, 0, cell, false, (struct span){0, 1, i});
		reader_row_end(r, (struct span){0, 1, i});
	}
	bool good = reader_settle(r);
	column->type = good ? reader_type(r, 0) : READ_UNKNOWN;
	promise(good || diag_errors(diags), "what fails is told", S(""));
	for (size_t i = 0; good && i < column->n; i++)
		check_cell(r, column->type, column->cells[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct column column = {.n = 0}, turned;
	str rest = {(const char *)bytes + 1, len ? len - 1 : 0}, line;
	if (!len || utf8_check(rest) < rest.len || str_has(rest, 0))
		return 0;
	while (column.n < MOST_ROWS && str_next_line(&rest, &line))
		column.cells[column.n++] = line;
	fuzz_keep_encodings();
	struct arena *a = fuzz_arena();
	turned = column;
	read_cells(a, bytes[0], &column, false);
	read_cells(a, bytes[0], &turned, true);
	promise(column.type == turned.type, "the order of rows makes no difference", S(""));
	arena_reset(a);
	return 0;
}
