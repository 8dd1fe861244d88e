/* Columns of codes in measures: what their code books list, in its order; and answers of which
 * there are several in a row. */
#include "data/measure_parts.h"

#include <strom/source.h>

/* Of longer lists, of towns perhaps, those are shown that somebody gave. */
enum { MOST_SHOWN = 100 };

const struct codebook_variable *measure_variable(const struct table *t, size_t column)
{
	const struct codebook_variable *v =
	        t->book && column < t->n ? codebook_find(t->book, t->columns[column]) : NULL;
	return v && v->codes.n ? v : NULL;
}

bool measure_is_set(const struct table *t, size_t column)
{
	const struct codebook_variable *v = measure_variable(t, column);
	return v && v->kind == STROM_VARIABLE_SET && !t->set;
}

static bool is_text(const struct table *t, size_t column)
{
	return str_eq(t->types[column], S("text")) || str_eq(t->types[column], S("date"));
}

/* The book's own of a value that a name says; NULL: it has none, or it means that there is none. */
static const struct codebook_code *code_of(const struct table *t, size_t column, str value)
{
	const struct codebook_variable *v = measure_variable(t, column);
	double number;
	if (!v)
		return NULL;
	const struct codebook_code *code = codebook_code_of(v, value);
	if (!code && !is_text(t, column) && str_to_double(value, &number))
		code = codebook_number(v, number);
	return code && !code->missing && (is_text(t, column) || code->number) ? code : NULL;
}

bool measure_lists(const struct table *t, size_t column, str value)
{
	return code_of(t, column, value) != NULL;
}

static size_t values_in(const struct codebook_variable *v)
{
	size_t n = 0;
	for (size_t i = 0; i < v->codes.n; i++)
		n += !v->codes.at[i].missing;
	return n;
}

bool measure_shows_all(const struct measure *m)
{
	const struct codebook_variable *v = measure_variable(m->table, m->column);
	return v && values_in(v) &&
	       (measure_is_set(m->table, m->column) || values_in(v) <= MOST_SHOWN);
}

void measure_put_codes(struct measure_sql *q, const struct measure *m)
{
	const struct codebook_variable *v = measure_variable(m->table, m->column);
	bool text = is_text(m->table, m->column), any = false;
	buf_put(&q->text, S("values "));
	for (size_t i = 0; i < v->codes.n; i++) {
		const struct codebook_code *code = &v->codes.at[i];
		if (code->missing || (!text && !code->number))
			continue;
		buf_put(&q->text, any ? S(", (") : S("("));
		any = true;
		if (text)
			sql_put_text(&q->text, code->code);
		else
			buf_printf(&q->text, "%.17g", code->value);
		buf_byte(&q->text, ')');
	}
}

void measure_put_in_set(struct buf *b, str set, str code)
{
	buf_printf(b, "instr(' ' || %.*s || ' ', ' ' || %.*s || ' ') > 0", STR_ARG(set),
	           STR_ARG(code));
}

void measure_put_order(struct measure_sql *q, const struct table *t, str column, const char *value)
{
	size_t i = 0;
	while (i < t->n && !sql_same(t->columns[i], column))
		i++;
	if (measure_variable(t, i)) {
		buf_put(&q->text, S("place("));
		sql_put_text(&q->text, arena_printf(q->arena, "%.*s.%.*s", STR_ARG(t->name),
		                                    STR_ARG(t->columns[i])));
		buf_printf(&q->text, ", %s), ", value);
	}
	buf_put(&q->text, str_of(value));
}

bool measure_no_group(const struct measure_asker *a, const struct table *t, size_t column,
                      struct span at)
{
	diag_error(a->diags, at, "data/set-as-group",
	           "column '%.*s' holds several answers a row, and makes no groups",
	           STR_ARG(t->columns[column]));
	diag_hint(a->diags,
	          "Name one of them, {%.*s.rows.%.*s.ANSWER}, or ask the table '%.*s_%.*s', "
	          "which has a row for each.",
	          STR_ARG(t->name), STR_ARG(t->columns[column]), STR_ARG(t->name),
	          STR_ARG(t->columns[column]));
	return false;
}
