/* Cells into values, once it is settled what their column holds. */
#include "data/read/parts.h"
#include "data/read/words.h"

static bool no_value(str text, struct strom_cell *out)
{
	out->null = words_no_value(text);
	return out->null;
}

static bool number(const struct read_column *c, str s, struct strom_cell *out)
{
	struct amount a;
	if (c->type == READ_INT && amount_is_plain(s, &out->integer))
		return true;
	if (c->type == READ_REAL && amount_is_decimal(s, c->custom, &out->real))
		return true;
	if (!amount_read(s, &a))
		return no_value(s, out);
	return c->type == READ_INT ? amount_int(&a, c->custom, &out->integer)
	                           : amount_real(&a, c->custom, &out->real);
}

static bool date_of(struct reader *r, const struct read_column *c, str s, struct strom_cell *out)
{
	struct day d;
	if (!read_day(&r->rules, s, &d) || !(d.orders & c->order))
		return no_value(s, out);
	day_put(&d, c->order, r->day);
	out->text = (str){r->day, sizeof r->day};
	return true;
}

static bool truth(const struct reader *r, str s, struct strom_cell *out)
{
	struct shape shape = read_truth(r, s);
	out->integer = shape.kind == SHAPE_TRUE;
	out->null = shape.kind == SHAPE_NO_VALUE;
	return shape.kind != SHAPE_TEXT;
}

/* Few texts are composed: the arena is only touched for them. */
static str text_of(struct reader *r, str text)
{
	if (r->composed)
		arena_reset(r->scratch);
	str composed = read_compose(r->scratch, text);
	r->composed = composed.ptr != text.ptr;
	return composed;
}

bool reader_value(struct reader *r, size_t column, str text, struct strom_cell *out)
{
	const struct read_column *c = &r->columns.at[column];
	str s = read_trim(text);
	out->null = !s.len || read_is_null(r, s);
	if (out->null)
		return true;
	switch (c->type) {
	case READ_INT: case READ_REAL: case READ_PERCENT:
		return number(c, s, out);
	case READ_BOOL:
		return truth(r, s, out);
	case READ_DATE:
		return date_of(r, c, s, out);
	default:
		out->text = text_of(r, text);
		return true;
	}
}
