/* A measure's SQL, piece by piece; what an author wrote keeps its place in strom.yml. */
#include "data/measure_parts.h"

/* A number stands as it was said: it was found to be one. */
static void put_equals(struct measure_sql *q, const struct measure *m,
                       const struct measure_pick *pick)
{
	str type = m->table->types[pick->column];
	if (measure_is_set(m->table, pick->column)) {
		struct buf name = {0}, code = {0};
		sql_put_name(&name, m->table->columns[pick->column]);
		sql_put_text(&code, pick->value);
		measure_put_in_set(&q->text, buf_str(&name), buf_str(&code));
		buf_drop(&name);
		buf_drop(&code);
		return;
	}
	sql_put_name(&q->text, m->table->columns[pick->column]);
	buf_put(&q->text, S(" = "));
	if (str_eq(type, S("text")) || str_eq(type, S("date")))
		sql_put_text(&q->text, pick->value);
	else
		buf_put(&q->text, pick->value);
}

/* In parentheses, which a comment at its end must not swallow. */
static void put_expression(struct measure_sql *q, const struct yaml *yaml)
{
	str words = asked_lines(q->arena, yaml);
	buf_byte(&q->text, '(');
	vec_push(q->arena, &q->parts, (struct query_part){q->text.len, words.len, yaml});
	buf_put(&q->text, words);
	buf_put(&q->text, str_find(words, S("--")) != SIZE_MAX ? S("\n)") : S(")"));
}

static void put_subject(struct measure_sql *q, const struct measure *m)
{
	if (m->spec)
		put_expression(q, m->spec->is ? m->spec->is : m->spec->of);
	else if (m->column == m->table->n)
		buf_byte(&q->text, '1');
	else if (m->answer.column < m->table->n)
		put_equals(q, m, &m->answer);
	else
		sql_put_name(&q->text, m->table->columns[m->column]);
}

/* The rows that are looked at; `but`: a column whose pick is left out. */
static void put_where(struct measure_sql *q, const struct measure *m, size_t but)
{
	const char *word = " where ";
	if (measure_is_weighted(m) && m->statistic != MEASURE_ROWS) {
		buf_put(&q->text, str_of(word));
		sql_put_name(&q->text, m->table->columns[m->table->weight]);
		buf_put(&q->text, S(" > 0"));
		word = " and ";
	}
	if (m->spec && m->spec->where) {
		buf_put(&q->text, str_of(word));
		put_expression(q, m->spec->where);
		word = " and ";
	}
	for (size_t i = 0; i < m->groups.n; i++) {
		if (m->groups.at[i].column == but)
			continue;
		buf_put(&q->text, str_of(word));
		put_equals(q, m, &m->groups.at[i]);
		word = " and ";
	}
}

static void put_by(struct measure_sql *q, str column, size_t i)
{
	buf_put(&q->text, S(", "));
	sql_put_name(&q->text, column);
	buf_printf(&q->text, " as g%zu", i + 1);
}

void measure_put_rows(struct measure_sql *q, const struct measure *m, size_t but,
                      const struct said *by, size_t n)
{
	buf_put(&q->text, S("(select "));
	put_subject(q, m);
	buf_put(&q->text, S(" as x"));
	if (measure_is_weighted(m)) {
		buf_put(&q->text, S(", "));
		sql_put_name(&q->text, m->table->columns[m->table->weight]);
		buf_put(&q->text, S(" as w"));
	}
	if (but < m->table->n)
		put_by(q, m->table->columns[but], 0);
	for (size_t i = 0; i < n; i++)
		put_by(q, by[i].text, i);
	/* The schema keeps it apart from the names that the query gives its own parts. */
	buf_put(&q->text, S(" from main."));
	sql_put_name(&q->text, m->table->name);
	put_where(q, m, but);
	buf_byte(&q->text, ')');
}

str measure_literal(struct arena *a, const struct cell *cell)
{
	struct buf b = {0};
	if (!cell)
		return S("null");
	if (cell->type == CELL_TEXT)
		sql_put_text(&b, cell->text);
	else if (cell->type == CELL_INT)
		buf_int(&b, cell->integer);
	else
		buf_printf(&b, "%.17g", cell->real);
	str text = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return text;
}

void measure_put_numbers(struct measure_sql *q, const struct measure *m)
{
	buf_put(&q->text, S("select rowid from "));
	sql_put_name(&q->text, m->table->name);
	size_t before = q->text.len;
	put_where(q, m, m->table->n);
	buf_put(&q->text, q->text.len > before ? S(" and ") : S(" where "));
	put_subject(q, m);
	buf_put(&q->text, S(" is not null order by rowid"));
}

bool measure_is_weighted(const struct measure *m)
{
	return m->table->weight < m->table->n;
}

bool measure_weighs(enum measure_statistic s)
{
	return s == MEASURE_SHARE || s == MEASURE_MEAN || s == MEASURE_MEDIAN;
}

/* Shares, means and medians are weighted; how many there are is counted. A sum is of the rows that
 * are there: whether weights make it one of all cases, nobody has said. */
static const char *statistic_sql(const struct measure *m, enum measure_statistic s)
{
	static const char *const plain[] = {"avg(x)",    "coalesce(sum(x), 0)",
	                                    "count(x)",  "avg(x)",
	                                    "median(x)", "sum(x)",
	                                    "min(x)",    "max(x)",
	                                    "count(x)",  "count(x)",
	                                    "count(*)"};
	if (!measure_is_weighted(m))
		return plain[s];
	return s == MEASURE_SHARE || s == MEASURE_MEAN ? "sum(1.0 * w * x) / " MEASURE_WEIGHT
	       : s == MEASURE_MEDIAN                   ? "median(x, w)"
	                                               : plain[s];
}

void measure_put_rank(struct measure_sql *q, const struct measure *m, enum measure_statistic s)
{
	if (!measure_is_weighted(m))
		measure_put_statistic(q, m, s);
	else
		buf_put(&q->text, s == MEASURE_COUNT ? S("coalesce(sum(1.0 * w * x), 0)")
		                                     : S("coalesce(" MEASURE_WEIGHT ", 0)"));
}

void measure_put_statistic(struct measure_sql *q, const struct measure *m, enum measure_statistic s)
{
	const char *sql = statistic_sql(m, s);
	bool number = s >= MEASURE_MEAN && s <= MEASURE_MAX;
	long long to = number && m->spec ? (long long)m->spec->round : 0;
	if (to)
		buf_printf(&q->text, "%lld * round(1.0 * (%s) / %lld)", to, sql, to);
	else
		buf_put(&q->text, str_of(sql));
}

struct query measure_sql_end(struct measure_sql *q, struct span at)
{
	struct query_part *parts = arena_array(q->arena, struct query_part, q->parts.n);
	for (size_t i = 0; i < q->parts.n; i++)
		parts[i] = q->parts.at[i];
	struct query query = {.sql = arena_str(q->arena, buf_str(&q->text)),
	                      .at = at,
	                      .parts = parts,
	                      .parts_n = q->parts.n};
	buf_drop(&q->text);
	return query;
}
