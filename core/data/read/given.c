/* Cells whose type the file itself gives: a spreadsheet's dates, JSON's numbers. Nothing is found
 * out about them; in their column they stand beside cells that are read. */
#include "data/read/parts.h"
#include "data/read/dirt.h"

#include <stdio.h>

/* Fifteen digits, as spreadsheets show them, unless it takes more to say the number. */
static str real_text(double real, char room[READ_ROOM])
{
	double again;
	str text = {room, (size_t)snprintf(room, READ_ROOM, "%.15g", real)};
	if (!str_to_double(text, &again) || again < real || again > real)
		text.len = (size_t)snprintf(room, READ_ROOM, "%.17g", real);
	return text;
}

static str given_text(const struct read_given *g, char room[READ_ROOM])
{
	str text = g->text;
	switch (g->type) {
	case STROM_COLUMN_INT:
		return (str){room,
		             (size_t)snprintf(room, READ_ROOM, "%lld", (long long)g->integer)};
	case STROM_COLUMN_REAL:
		return real_text(g->real, room);
	case STROM_COLUMN_PERCENT:
		text = real_text(g->real * 100, room);
		room[text.len++] = '%';
		return text;
	case STROM_COLUMN_BOOL:
		return g->integer ? S("true") : S("false");
	default:
		return text;
	}
}

static bool is_nothing(const struct reader *r, const struct read_given *g)
{
	char room[READ_ROOM];
	return r->source->reading.nulls_n && read_is_null(r, given_text(g, room));
}

static bool is_whole(double real)
{
	return real > -9e15 && real < 9e15 && !((double)(int64_t)real < real) &&
	       !((double)(int64_t)real > real);
}

static struct shape number_shape(unsigned unit, bool whole, int64_t integer)
{
	return (struct shape){.customs = CUSTOM_ALL,
	                      .whole = whole ? CUSTOM_ALL : 0,
	                      .kind = SHAPE_NUMBER,
	                      .unit = (uint8_t)unit,
	                      .orders = whole ? shape_like_year(integer) : 0};
}

static struct shape shape_of(const struct reader *r, const struct read_column *c,
                             const struct read_given *g)
{
	char room[READ_ROOM];
	if (c->said == READ_TEXT)
		return (struct shape){0};
	if (c->said == READ_BOOL)
		return read_truth(r, given_text(g, room));
	switch (g->type) {
	case STROM_COLUMN_INT:
		return number_shape(UNIT_NONE, true, g->integer);
	case STROM_COLUMN_REAL:
		return number_shape(UNIT_NONE, is_whole(g->real),
		                    is_whole(g->real) ? (int64_t)g->real : 0);
	case STROM_COLUMN_PERCENT:
		return number_shape(UNIT_PERCENT, is_whole(g->real), 0);
	case STROM_COLUMN_BOOL:
		return (struct shape){.kind = g->integer ? SHAPE_TRUE : SHAPE_FALSE};
	case STROM_COLUMN_DATE:
		return (struct shape){.kind = SHAPE_DATE, .orders = DAY_ORDERS};
	default:
		return (struct shape){0};
	}
}

void reader_given(struct reader *r, size_t column, const struct read_given *g, bool quoted,
                  struct span at)
{
	struct read_column *c = &r->columns.at[column];
	if (!g->type || !g->text.len) {
		reader_cell(r, column, g->text, quoted, at);
		return;
	}
	r->any = true;
	if (is_nothing(r, g)) {
		c->empty++;
		return;
	}
	struct shape shape = shape_of(r, c, g);
	c->n++;
	read_count(r, c, shape, g->text, at);
	if (!r->below.values++)
		r->below.row = (struct read_sparse){.column = column, .shape = c->last};
	if (shape.kind != SHAPE_TEXT)
		return;
	c->texts++;
	if (c->dirt)
		dirt_look(c->dirt, g->text, at);
}

/* ---- Values ---- */

static bool number_value(const struct read_column *c, const struct read_given *g,
                         struct strom_cell *out)
{
	bool whole = g->type == STROM_COLUMN_INT;
	if (!whole && g->type != STROM_COLUMN_REAL && g->type != STROM_COLUMN_PERCENT)
		return false;
	out->real = whole ? (double)g->integer : g->real;
	out->integer = whole ? g->integer : is_whole(g->real) ? (int64_t)g->real : 0;
	return c->type != READ_INT || whole || is_whole(g->real);
}

bool reader_given_value(struct reader *r, size_t column, const struct read_given *g,
                        struct strom_cell *out)
{
	const struct read_column *c = &r->columns.at[column];
	if (!g->type || g->type == STROM_COLUMN_TEXT)
		return reader_value(r, column, g->text, out);
	out->null = is_nothing(r, g);
	if (out->null)
		return true;
	switch (c->type) {
	case READ_INT: case READ_REAL: case READ_PERCENT:
		return number_value(c, g, out);
	case READ_DATE:
		out->text = g->text;
		return g->type == STROM_COLUMN_DATE;
	default:
		return reader_value(r, column, given_text(g, r->room), out);
	}
}
