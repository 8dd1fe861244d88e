/* Small numbers of a measure's rows: which of them are not told, or told otherwise, as SQL. */
#include "data/measure_parts.h"

static void put_small(struct buf *b, const char *what, int64_t below)
{
	buf_printf(b, "%s between 1 and %lld", what, (long long)below - 1);
}

/* "(r.g1 is 'small' and a.x is 'money') or ...": those that are no small ones themselves. */
static bool put_cells(struct buf *b, const struct measure_shape *shape,
                      const struct measure_hidden *hidden, bool of_answers)
{
	const char *from = shape->answers ? "a" : "r";
	bool any = false;
	for (size_t i = 0; i < hidden->n; i++) {
		const struct hidden_cell *cell = &hidden->cells[i];
		if ((cell->answer.len != 0) != of_answers)
			continue;
		buf_put(b, any ? S(" or (") : S("("));
		any = true;
		for (size_t k = 0; k < shape->said->by_n; k++)
			buf_printf(b, "%s%s.g%zu is %.*s", k ? " and " : "", from, k + 1,
			           STR_ARG(cell->groups[k]));
		if (of_answers && shape->answers)
			buf_printf(b, "%sa.x is %.*s", shape->said->by_n ? " and " : "",
			           STR_ARG(cell->answer));
		else if (!shape->said->by_n)
			buf_byte(b, '1');
		buf_byte(b, ')');
	}
	return any;
}

static void put_or_cells(struct buf *b, const struct measure_shape *shape,
                         const struct measure_hidden *hidden, bool of_answers)
{
	struct buf cells = {0};
	if (put_cells(&cells, shape, hidden, of_answers))
		buf_printf(b, " or %.*s", STR_ARG(buf_str(&cells)));
	buf_drop(&cells);
}

#define YES "coalesce(sum(x), 0)"

static const char *base_of(const struct measure_shape *shape, enum measure_statistic s)
{
	return shape->answers ? "b.n" : s == MEASURE_ROWS ? "count(*)" : "count(x)";
}

/* Which of a row's numbers are not told, as a condition. */
static void put_hidden(struct buf *b, const struct measure_shape *shape, enum measure_statistic s)
{
	int64_t below = shape->m->table->measured->suppress;
	const struct measure_hidden *hidden = s == MEASURE_ROWS ? &shape->rows : &shape->hidden;
	put_small(b, base_of(shape, s), below);
	put_or_cells(b, shape, hidden, false);
	if (s != MEASURE_SHARE && s != MEASURE_COUNT)
		return;
	buf_put(b, S(" or "));
	put_small(b, shape->answers ? "a.c" : YES, below);
	if (shape->answers != AN_ANSWER) {
		buf_put(b, S(" or "));
		put_small(b, shape->answers ? "b.n - a.c" : "count(x) - " YES, below);
	}
	put_or_cells(b, shape, hidden, true);
}

static bool is_few(const struct measured_said *said, enum measure_statistic s)
{
	return s == MEASURE_SHARE && said->few > 1;
}

void measure_put_guarded(struct measure_sql *q, const struct measure_shape *shape,
                         enum measure_statistic s, str sql)
{
	const struct measured_said *said = shape->m->table->measured;
	struct buf *b = &q->text;
	bool counts = said && is_few(said, s) && said->small == SMALL_BASE_COUNTS;
	if (!said || (!said->suppress && !counts)) {
		buf_put(b, sql);
		return;
	}
	buf_put(b, S("iif("));
	if (said->suppress)
		put_hidden(b, shape, s);
	buf_put(b, said->suppress && counts ? S(" or ") : S(""));
	if (counts)
		put_small(b, shape->answers ? "b.n" : "count(x)", said->few);
	buf_printf(b, ", null, %.*s)", STR_ARG(sql));
}

void measure_put_sign(struct measure_sql *q, const struct measure_shape *shape,
                      enum measure_statistic s)
{
	const struct measured_said *said = shape->m->table->measured;
	struct buf *b = &q->text;
	const char *own = s != MEASURE_COUNT ? base_of(shape, s) : shape->answers ? "a.c" : YES;
	buf_put(b, S("case"));
	if (said->suppress && (s == MEASURE_COUNT || s == MEASURE_BASE || s == MEASURE_ROWS)) {
		buf_put(b, S(" when "));
		put_small(b, own, said->suppress);
		buf_printf(b, " then '<%lld'", (long long)said->suppress);
	}
	if (said->suppress) {
		buf_put(b, S(" when "));
		put_hidden(b, shape, s);
		buf_put(b, S(" then 'c'"));
	}
	if (is_few(said, s)) {
		buf_put(b, S(" when "));
		put_small(b, shape->answers ? "b.n" : "count(x)", said->few);
		buf_put(b, said->small == SMALL_BASE_ALLOW    ? S(" then '*'")
		           : said->small != SMALL_BASE_COUNTS ? S(" then ''")
		           : shape->answers                   ? S(" then a.c || '/' || b.n")
		                            : S(" then " YES " || '/' || count(x)"));
	}
	buf_put(b, S(" end"));
}

bool measure_has_sign(const struct measured_said *said, enum measure_statistic s)
{
	return said && s != MEASURE_NONE && (said->suppress || is_few(said, s));
}
