/* What the rows of a measure are: their groups, the answers, the order of both. */
#include "data/measure_parts.h"

bool measure_is_by(const struct measure_rows *said, str name, size_t *i)
{
	for (*i = 0; *i < said->by_n; (*i)++)
		if (sql_same(said->by[*i].text, name))
			return true;
	return false;
}

enum measure_statistic measure_column_statistic(str name)
{
	if (str_eq(name, S("n")))
		return MEASURE_BASE;
	for (int s = MEASURE_SHARE; s < MEASURE_NONE; s++)
		if (str_eq(name, str_of(measure_statistic_name((enum measure_statistic)s))) &&
		    s != MEASURE_MOST && s != MEASURE_FEWEST)
			return (enum measure_statistic)s;
	return MEASURE_NONE;
}

bool measure_is_own(const struct measure_shape *shape, str name)
{
	return shape->answers && sql_same(name, measure_subject(shape->m));
}

void measure_put_groups(struct measure_sql *q, const char *word, const char *each, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(&q->text, "%s%sg%zu", i ? ", " : word, each, i + 1);
}

size_t measure_row_groups(const struct measure_rows *said)
{
	return said->by_n - (said->crosstab && said->by_n);
}

/* By what is printed: what is kept back says nothing by where it stands. */
static void put_said_order(struct measure_sql *q, const struct measure_rows *said)
{
	if (!said->order.text.len)
		return;
	sql_put_name(&q->text, said->order.text);
	buf_printf(&q->text, "%s nulls last, ", said->falling ? " desc" : "");
}

void measure_put_row_order(struct measure_sql *q, const struct measure_shape *shape,
                           const char *groups, const char *answer)
{
	const struct measure *m = shape->m;
	char value[32];
	bool any = false;
	for (size_t i = 0; i < measure_row_groups(shape->said); i++, any = true) {
		buf_put(&q->text, any ? S(", ") : S(" order by "));
		snprintf(value, sizeof value, "%sg%zu", groups, i + 1);
		if (shape->said->total.len)
			buf_printf(&q->text, "%s is null, ", value);
		if (i + 1 == measure_row_groups(shape->said) && !shape->answers)
			put_said_order(q, shape->said);
		measure_put_order(q, m->table, shape->said->by[i].text, value);
	}
	if (!shape->answers)
		return;
	buf_put(&q->text, any ? S(", ") : S(" order by "));
	put_said_order(q, shape->said);
	measure_put_order(q, m->table, m->table->columns[m->column], answer);
}
