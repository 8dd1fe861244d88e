/* The rows of a measure: a table's or chart's query, by groups and, of a column of answers, by
 * answers. */
#include "data/measure_parts.h"

static bool is_by(const struct measure_rows *said, str name, size_t *i)
{
	for (*i = 0; *i < said->by_n; (*i)++)
		if (sql_same(said->by[*i].text, name))
			return true;
	return false;
}

/* A row for each answer: nothing says which one is meant. */
static bool is_answers(const struct measure *m, const struct measure_rows *said)
{
	bool own = false;
	for (size_t i = 0; i < said->columns_n; i++)
		own |= sql_same(said->columns[i].text, measure_subject(m));
	return !m->spec && m->column < m->table->n && m->answer.column == m->table->n &&
	       (own || measure_kind_of(m) == KIND_ANSWERS);
}

static enum measure_statistic statistic_of(str name)
{
	if (str_eq(name, S("n")))
		return MEASURE_BASE;
	for (int s = MEASURE_SHARE; s < MEASURE_NONE; s++)
		if (str_eq(name, str_of(measure_statistic_name((enum measure_statistic)s))) &&
		    s != MEASURE_MOST && s != MEASURE_FEWEST)
			return (enum measure_statistic)s;
	return MEASURE_NONE;
}

/* ---- What is wrong ---- */

static bool no_statistic(const struct measure_asker *a, const struct measure *m,
                         const struct said *column)
{
	const str known[] = {S("share"), S("count"), S("n"),   S("mean"), S("median"),
	                     S("sum"),   S("min"),   S("max"), S("rows"), measure_subject(m)};
	diag_error(a->diags, column->at, "data/unknown-measure", "a measure gives no column '%.*s'",
	           STR_ARG(column->text));
	if (!diag_did_you_mean(a->diags, column->text, known, sizeof known / sizeof *known))
		diag_hint(a->diags, "There are those under by:, share, count, n for the base, "
		                    "mean, median, sum, "
		                    "min, max, and a column of answers by its own name.");
	return false;
}

static bool fits_answers(const struct measure_asker *a, const struct measure *m,
                         const struct said *column)
{
	enum measure_statistic s = statistic_of(column->text);
	if (s == MEASURE_SHARE || s == MEASURE_COUNT || s == MEASURE_BASE)
		return true;
	diag_error(a->diags, column->at, "data/not-a-number-column",
	           "answers of '%.*s' have no %.*s", STR_ARG(measure_subject(m)),
	           STR_ARG(column->text));
	diag_hint(a->diags, "They have a share and a count each, of n.");
	return false;
}

static bool check_by(const struct measure_asker *a, const struct measure *m,
                     const struct measure_rows *said)
{
	size_t met = diag_met(a->diags);
	for (size_t i = 0; i < said->by_n; i++) {
		size_t k = 0;
		while (k < m->table->n && !sql_same(m->table->columns[k], said->by[i].text))
			k++;
		if (k < m->table->n)
			continue;
		diag_error(a->diags, said->by[i].at, "data/unknown-column",
		           "table '%.*s' has no column '%.*s'", STR_ARG(m->table->name),
		           STR_ARG(said->by[i].text));
		diag_did_you_mean(a->diags, said->by[i].text, m->table->columns, m->table->n);
	}
	return diag_met(a->diags) == met;
}

/* ---- Its SQL ---- */

/* Of a row for each answer: how many have it, of how many. */
static void put_of_answers(struct measure_sql *q, const struct measure *m, enum measure_statistic s)
{
	str share = measure_is_weighted(m) ? S("sum(1.0 * r.w) / b.w") : S("1.0 * count(*) / b.n");
	buf_put(&q->text, s == MEASURE_SHARE   ? share
	                  : s == MEASURE_COUNT ? S("count(*)")
	                                       : S("b.n"));
}

static bool put_column(const struct measure_asker *a, struct measure_sql *q,
                       const struct measure *m, const struct measure_rows *said,
                       const struct said *column, bool answers)
{
	size_t by;
	enum measure_statistic s = statistic_of(column->text);
	if (is_by(said, column->text, &by))
		buf_printf(&q->text, "r.g%zu", by + 1);
	else if (answers && sql_same(column->text, measure_subject(m)))
		buf_put(&q->text, S("r.x"));
	else if (s == MEASURE_NONE)
		return no_statistic(a, m, column);
	else if (answers && !fits_answers(a, m, column))
		return false;
	else if (answers)
		put_of_answers(q, m, s);
	else
		measure_put_statistic(q, m, s);
	buf_put(&q->text, S(" as "));
	measure_put_name(&q->text, column->text);
	return true;
}

static void put_groups(struct measure_sql *q, const char *word, const char *each, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(&q->text, "%s%sg%zu", i ? ", " : word, each, i + 1);
}

/* The base of each group, for the shares of answers. */
static void put_bases(struct measure_sql *q, const struct measure *m, size_t n)
{
	buf_put(&q->text, S(" join (select count(x) as n"));
	if (measure_is_weighted(m))
		buf_put(&q->text, S(", " MEASURE_WEIGHT " as w"));
	put_groups(q, ", ", "", n);
	buf_put(&q->text, S(" from r"));
	put_groups(q, " group by ", "", n);
	buf_put(&q->text, S(") b"));
	for (size_t i = 0; i < n; i++)
		buf_printf(&q->text, "%s b.g%zu = r.g%zu", i ? " and" : " on", i + 1, i + 1);
}

/* Rows without a value in a group are in none. */
static void put_where(struct measure_sql *q, size_t n, bool answers, bool weighted)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(&q->text, "%s r.g%zu is not null", i ? " and" : " where", i + 1);
	if (answers)
		buf_put(&q->text, n ? S(" and r.x is not null") : S(" where r.x is not null"));
	put_groups(q, " group by ", "r.", n);
	if (answers)
		buf_put(&q->text, n ? S(", r.x") : S(" group by r.x"));
	if (answers)
		buf_put(&q->text, weighted ? S(", b.n, b.w") : S(", b.n"));
	put_groups(q, " order by ", "r.", n);
	if (answers)
		buf_put(&q->text, n ? S(", r.x") : S(" order by r.x"));
}

static bool put_all(const struct measure_asker *a, struct measure_sql *q, const struct measure *m,
                    const struct measure_rows *said)
{
	size_t met = diag_met(a->diags);
	bool answers = is_answers(m, said);
	buf_put(&q->text, S("with r as "));
	measure_put_rows(q, m, m->table->n, said->by, said->by_n);
	for (size_t i = 0; i < said->columns_n; i++) {
		buf_put(&q->text, i ? S(", ") : S(" select "));
		put_column(a, q, m, said, &said->columns[i], answers);
	}
	buf_put(&q->text, S(" from r"));
	if (answers)
		put_bases(q, m, said->by_n);
	put_where(q, said->by_n, answers, measure_is_weighted(m));
	return diag_met(a->diags) == met;
}

static void note_weights(const struct measure_asker *a, const struct measure *m,
                         const struct measure_rows *said, struct measure_notes *notes)
{
	bool weighs = false;
	for (size_t i = 0; i < said->columns_n; i++)
		weighs |= measure_weighs(statistic_of(said->columns[i].text));
	notes->weighted = weighs && measure_is_weighted(m);
	if (weighs && !notes->weighted)
		measure_tell_unweighted(a, m);
}

/* Of a condition, whose numbers must be 0 and 1. */
static bool tells_shares(const struct measure *m, const struct measure_rows *said)
{
	bool shares = false;
	for (size_t i = 0; i < said->columns_n; i++) {
		enum measure_statistic s = statistic_of(said->columns[i].text);
		shares |= s == MEASURE_SHARE || s == MEASURE_COUNT;
	}
	return shares && !is_answers(m, said);
}

bool measure_query(struct tables *t, struct arena *arena, struct diags *d,
                   const struct measure_rows *said, const struct binding *bindings, size_t n,
                   struct query *out, struct measure_notes *notes)
{
	const struct measure_asker a = {t, arena, d, bindings, n};
	struct measure_sql q = {.arena = arena};
	struct measure m;
	if (!measure_read_subject(&a, said->name, said->at, &m) || !check_by(&a, &m, said))
		return false;
	bool good = put_all(&a, &q, &m, said);
	note_weights(&a, &m, said, notes);
	*out = measure_sql_end(&q, said->at);
	return good && (!tells_shares(&m, said) || measure_is_yes_no(&a, &m));
}
