/* Cells as they are written: looked at, kept where reading again is dear, and turned into values.
 */
#include "data/store_parts.h"

#include "data/read/day.h"
#include "data/read/total.h"

static void sum_up(struct store *s, const struct store_column *column, const struct strom_cell *c)
{
	if (c->null)
		return;
	if (column->said.type == STROM_COLUMN_INT)
		total_number(s->total, (size_t)s->cells, (double)c->integer);
	else if (column->said.type == STROM_COLUMN_REAL)
		total_number(s->total, (size_t)s->cells, c->real);
	else if (column->said.type == STROM_COLUMN_TEXT && (size_t)s->cells == s->label)
		total_label(s->total, c->text);
}

static bool take_value(struct store *s, const struct store_column *column,
                       const struct read_given *g, struct strom_pos pos)
{
	static const struct read_given none = {.type = 0};
	struct strom_cell c = {.size = sizeof c};
	bool left_out = (uint64_t)s->rows >= reader_rows(s->reader);
	bool missing = column->missing && store_codes_missing(column, g);
	c.null = left_out;
	if (!left_out &&
	    !reader_given_value(s->reader, column->reader, missing ? &none : g, &c))
		return store_broken(s, pos, "gives another cell the second time");
	if (!store_bind(s, &c, column))
		return false;
	if (column->variable && store_codes_bind(s, column, g))
		return store_too_large(s);
	if (column->variable && !c.null && c.text.len)
		store_codes_check(s, s->cells, c.text, pos);
	sum_up(s, column, &c);
	s->cells++;
	return true;
}

/* Millions come, and few of them from a plugin whose struct is shorter. */
static const struct strom_written *whole_written(const struct strom_written *theirs,
                                                 struct strom_written *copy)
{
	if (theirs->size >= sizeof *theirs)
		return theirs;
	memset(copy, 0, sizeof *copy);
	memcpy(copy, theirs, theirs->size);
	return copy;
}

/* What the plugin gives, as a value of its type; false: its text is none. */
static bool give(const struct strom_written *c, struct read_given *g)
{
	*g = (struct read_given){.type = c->text.len ? c->type : 0, .text = c->text};
	switch (g->type) {
	case 0:
	case STROM_COLUMN_TEXT:
		return true;
	case STROM_COLUMN_INT:
		return str_to_int(c->text, &g->integer);
	case STROM_COLUMN_REAL:
	case STROM_COLUMN_PERCENT:
		return str_to_double(c->text, &g->real);
	case STROM_COLUMN_BOOL:
		g->integer = *c->text.ptr == '1';
		return c->text.len == 1 && (*c->text.ptr == '0' || *c->text.ptr == '1');
	case STROM_COLUMN_DATE:
		return day_is_iso(c->text);
	default:
		return false;
	}
}

/* Most cells are ASCII: eight bytes at once, of which none is 0 or above 127. */
static bool is_plain(str s)
{
	uint64_t odd = 0, eight;
	size_t i = 0;
	for (; i + sizeof eight <= s.len; i += sizeof eight) {
		memcpy(&eight, s.ptr + i, sizeof eight);
		odd |= eight | ((eight - 0x0101010101010101u) & ~eight);
	}
	for (; i < s.len; i++)
		odd |= (unsigned char)s.ptr[i] | (unsigned)(!s.ptr[i] << 7);
	return !(odd & 0x8080808080808080u);
}

static bool look(struct store *s, const struct store_column *column, const struct strom_written *c,
                 const struct read_given *g)
{
	if (!is_plain(c->text) && (utf8_check(c->text) < c->text.len || str_has(c->text, 0)))
		return store_broken(s, c->pos, "gives a text that is not UTF-8 or holds NUL");
	if (s->kept && !kept_cell(s->kept, g))
		return store_too_large(s);
	/* A code for no value is no cell of another kind, but somebody wrote it. */
	struct read_given none = {.type = 0};
	bool missing = column->missing && store_codes_missing(column, g);
	reader_given(s->reader, column->reader, missing ? &none : g, missing || c->quoted,
	             store_span(s, c->pos));
	s->cells++;
	return true;
}

bool store_host_written(struct strom_job *job, const struct strom_written *theirs)
{
	struct store *s = store_of(job);
	struct strom_written copy;
	struct read_given g;
	const struct strom_written *c = whole_written(theirs, &copy);
	const struct store_column *column = s->failed ? NULL : store_next_column(s, c->pos, true);
	if (!column)
		return false;
	if (!give(c, &g))
		return store_broken(s, c->pos, "gives a cell whose text is not of its type");
	return s->phase == STORE_AGAIN ? take_value(s, column, &g, c->pos) : look(s, column, c, &g);
}

bool store_replay(struct store *s)
{
	struct strom_pos pos = {0};
	struct read_given g;
	for (enum kept_item item; (item = kept_next(s->kept, &pos, &g)) != KEPT_END;) {
		const struct store_column *column =
		        item == KEPT_CELL ? store_next_column(s, pos, true) : NULL;
		if (item == KEPT_ROW ? !store_row(s, pos)
		                     : !column || !take_value(s, column, &g, pos))
			return false;
	}
	return true;
}
