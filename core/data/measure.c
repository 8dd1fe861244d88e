/* Measures asked: their value, the base that goes with it, and the one that most or the fewest
 * have. */
#include "data/measure_parts.h"
#include "data/origins.h"

#include <math.h>

enum { MOST_TIED = 6 };

static bool ask(const struct measure_asker *a, struct query query, struct rows *rows)
{
	return tables_query(a->tables, a->arena, a->diags, query, a->bindings, a->bindings_n,
	                    QUERY_PRINTED, rows);
}

static int64_t integer_of(const struct cell *cell)
{
	return cell->type == CELL_INT    ? cell->integer
	       : cell->type == CELL_REAL ? (int64_t)cell->real
	                                 : 0;
}

static str text_of(struct arena *arena, const struct cell *cell)
{
	if (cell->type == CELL_INT)
		return arena_printf(arena, "%lld", (long long)cell->integer);
	if (cell->type == CELL_REAL)
		return arena_printf(arena, "%.15g", cell->real);
	return cell->text;
}

static bool not_condition(const struct measure_asker *a, const struct measure *m)
{
	struct span at = m->spec ? m->spec->is->at : m->subject_at;
	diag_error(a->diags, at, "data/not-yes-or-no", "'%.*s' has other numbers than 0 and 1",
	           STR_ARG(measure_subject(m)));
	if (m->spec)
		diag_hint(a->diags, "A condition such as trained_staff > 0 says which are meant.");
	else
		diag_hint(a->diags,
		          "Put the answer behind it, {%.*s.%.*s.%s.2}; {%.*s.%.*s.base} tells how "
		          "many "
		          "there are.",
		          STR_ARG(m->table->name), STR_ARG(measure_subject(m)),
		          measure_statistic_name(m->statistic), STR_ARG(m->table->name),
		          STR_ARG(measure_subject(m)));
	return false;
}

/* ---- Which one most or the fewest have ---- */

/* By answers, or by a column's groups: each with how many it has or what these weigh, the first
 * ones first; how many of its numbers are no condition's; and how many it has. */
enum { RANKED_VALUE, RANKED_BY, RANKED_ODD, RANKED_BASE, RANKED_COLUMNS };

/* Of several answers in a row: a row for each, that has the weight of all. */
static void put_each_answer(struct measure_sql *q, const struct measure *m)
{
	buf_printf(&q->text, "(select k.x as x%s from ",
	           measure_is_weighted(m) ? ", r.w as w" : "");
	measure_put_rows(q, m, m->table->n, NULL, 0);
	buf_put(&q->text, S(" r join (select column1 as x from ("));
	measure_put_codes(q, m);
	buf_put(&q->text, S(")) k on "));
	measure_put_in_set(&q->text, S("r.x"), S("k.x"));
	buf_byte(&q->text, ')');
}

static struct query ranking(const struct measure_asker *a, const struct measure *m, size_t column,
                            bool most)
{
	struct measure_sql q = {.arena = a->arena};
	bool answers = column == m->table->n, number = m->spec && m->spec->of;
	const char *value = answers ? "x" : "g1";
	bool counts = !answers && !number && m->statistic != MEASURE_BASE;
	buf_printf(&q.text, "select %s as value, ", value);
	measure_put_rank(&q, m, counts ? MEASURE_COUNT : MEASURE_BASE);
	buf_put(&q.text, S(" as n, "));
	buf_put(&q.text, counts ? S("sum(x not in (0, 1))") : S("0"));
	buf_put(&q.text, S(" as odd, "));
	measure_put_statistic(&q, m, counts ? MEASURE_COUNT : MEASURE_BASE);
	buf_put(&q.text, S(" as base from "));
	if (answers && measure_is_set(m->table, m->column))
		put_each_answer(&q, m);
	else
		measure_put_rows(&q, m, column, NULL, 0);
	/* A group in which nobody has answered has neither most nor fewest. */
	buf_printf(&q.text, " where %s is not null group by %s%s order by n%s, value", value, value,
	           counts ? " having count(x) > 0" : "", most ? " desc" : "");
	return measure_sql_end(&q, m->at);
}

static const struct cell *ranked(const struct rows *rows, size_t i, size_t column)
{
	return &rows->cells[i * RANKED_COLUMNS + column];
}

static double number_of(const struct cell *cell)
{
	return cell->type == CELL_INT    ? (double)cell->integer
	       : cell->type == CELL_REAL ? cell->real
	                                 : 0;
}

/* Weights add up differently in another order. */
static bool has_as_many(const struct rows *rows, size_t i)
{
	double first = number_of(ranked(rows, 0, RANKED_BY));
	return fabs(number_of(ranked(rows, i, RANKED_BY)) - first) <= fabs(first) * 1e-12;
}

/* Where several have as many, none is the one. */
static bool tied(const struct measure_asker *a, const struct measure *m, const struct rows *rows,
                 bool most)
{
	struct buf b = {0};
	size_t n = 0;
	for (; n < rows->n && has_as_many(rows, n); n++)
		if (n < MOST_TIED)
			buf_printf(&b, "%s%.*s", n ? ", " : "",
			           STR_ARG(text_of(a->arena, ranked(rows, n, RANKED_VALUE))));
	if (n > 1) {
		diag_error(a->diags, m->at, "data/tie", "%zu have as %s: %.*s%s", n,
		           most ? "many" : "few", STR_ARG(buf_str(&b)),
		           n > MOST_TIED ? ", ..." : "");
		diag_hint(a->diags, "Name the one that is meant, or write a query under values: "
		                    "that says how ties "
		                    "are broken.");
	}
	buf_drop(&b);
	return n > 1;
}

/* even: it makes no difference which of the tied is taken. */
static bool first_of(const struct measure_asker *a, const struct measure *m, size_t column,
                     bool most, bool even, struct rows *rows)
{
	if (!ask(a, ranking(a, m, column, most), rows))
		return false;
	for (size_t i = 0; i < rows->n; i++)
		if (integer_of(ranked(rows, i, RANKED_ODD)))
			return not_condition(a, m);
	return !rows->n || even || !tied(a, m, rows, most);
}

static bool may_rank(const struct measure_asker *a, const struct measure *m,
                     const struct measure_pick *pick)
{
	enum measure_statistic s = m->statistic;
	if (s == MEASURE_SHARE || s == MEASURE_COUNT || s == MEASURE_BASE || s == MEASURE_ROWS)
		return true;
	diag_error(a->diags, pick->at, "data/unknown-answer", "a %s does not say most of what",
	           measure_statistic_name(s));
	diag_hint(a->diags, "Name the group that is meant.");
	return false;
}

/* Whether all that are tied have the same of what is told. */
static bool is_even(const struct measure *m, bool answers)
{
	return m->statistic == MEASURE_COUNT || m->statistic == MEASURE_ROWS ||
	       (answers && m->statistic == MEASURE_SHARE);
}

/* A pick that says most or fewest becomes the value that has them. */
static bool settle(const struct measure_asker *a, const struct measure *all,
                   struct measure_pick *pick, size_t column)
{
	struct measure m = *all;
	struct rows rows;
	bool answers = column == m.table->n;
	if (!may_rank(a, &m, pick))
		return false;
	if (!answers && measure_is_set(m.table, column))
		return measure_no_group(a, m.table, column, pick->at);
	if (answers)
		m.answer.column = m.table->n;
	if (!first_of(a, &m, column, pick->rank == MEASURE_MOST, is_even(&m, answers), &rows))
		return false;
	pick->rank = MEASURE_NONE;
	if (!rows.n)
		return diag_error(a->diags, pick->at, "data/unknown-answer",
		                  "there are no answers to choose from");
	pick->value = text_of(a->arena, &rows.cells[0]);
	return true;
}

static void take_said(const struct measure_asker *a, const struct measure *m, struct measure *said)
{
	*said = *m;
	said->groups.at = NULL;
	said->groups.n = said->groups.cap = 0;
	for (size_t i = 0; i < m->groups.n; i++)
		if (m->groups.at[i].rank == MEASURE_NONE)
			vec_push(a->arena, &said->groups, m->groups.at[i]);
}

/* Those that are said hold for those that are to be found. */
static bool settle_all(const struct measure_asker *a, struct measure *m)
{
	struct measure said;
	take_said(a, m, &said);
	if (m->answer.rank != MEASURE_NONE && !settle(a, &said, &m->answer, m->table->n))
		return false;
	said.answer = m->answer;
	for (size_t i = 0; i < m->groups.n; i++) {
		struct measure_pick *pick = &m->groups.at[i];
		if (pick->rank == MEASURE_NONE)
			continue;
		if (!settle(a, &said, pick, pick->column))
			return false;
		vec_push(a->arena, &said.groups, *pick);
	}
	return true;
}

/* ---- Its value ---- */

/* A condition's answers are 0 and 1: what else is there is told by `odd`. */
static struct query value_query(const struct measure_asker *a, const struct measure *m)
{
	struct measure_sql q = {.arena = a->arena};
	bool counts = m->statistic == MEASURE_SHARE || m->statistic == MEASURE_COUNT;
	buf_put(&q.text, S("select "));
	measure_put_statistic(&q, m, m->statistic);
	buf_put(&q.text, S(" as value, "));
	measure_put_statistic(&q, m, m->statistic == MEASURE_ROWS ? MEASURE_ROWS : MEASURE_BASE);
	buf_put(&q.text, counts ? S(" as base, sum(x not in (0, 1)) as odd, coalesce(sum(x), 0) as "
	                            "yes from ")
	                        : S(" as base from "));
	measure_put_rows(&q, m, m->table->n, NULL, 0);
	return measure_sql_end(&q, m->at);
}

void measure_tell_unweighted(const struct measure_asker *a, const struct measure *m)
{
	const struct measured_said *said = m->table->measured;
	if (!said || !said->weight.text.len || measure_is_weighted(m))
		return;
	diag_warn(a->diags, m->at, "data/no-weight", "table '%.*s' has lost the weights '%.*s'",
	          STR_ARG(m->table->name), STR_ARG(said->weight.text));
	diag_hint(a->diags, "What is told of it is not weighted: take the column into the view, or "
	                    "measure the table that has it.");
}

/* *yes: how many a share or count is of. */
static bool value(const struct measure_asker *a, const struct measure *m, struct measured *out,
                  int64_t *yes)
{
	struct rows rows;
	struct query query = value_query(a, m);
	out->sql = query.sql;
	if (!ask(a, query, &rows))
		return false;
	out->value = rows.cells[0];
	out->base = integer_of(&rows.cells[1]);
	*yes = rows.columns > 3 ? integer_of(&rows.cells[3]) : 0;
	return rows.columns < 3 || !integer_of(&rows.cells[2]) || not_condition(a, m);
}

/* ---- Few answers ---- */

static bool is_small(int64_t n, int64_t below)
{
	return n > 0 && n < below;
}

static bool is_share(const struct measure *m)
{
	return m->statistic == MEASURE_SHARE;
}

/* Nor what it could be told from: those that are not so few, and how many there are. */
static bool is_few_itself(const struct measure *m, const struct measured *out, int64_t yes)
{
	int64_t below = m->table->measured->suppress;
	bool counts = is_share(m) || m->statistic == MEASURE_COUNT;
	return is_small(out->base, below) ||
	       (counts && (is_small(yes, below) || is_small(out->base - yes, below)));
}

/* Whether it would give another group or answer away, with the total. False: reported. */
static bool gives_away(const struct measure_asker *a, const struct measure *m, bool *hidden)
{
	struct measure_hidden cells;
	bool counts = is_share(m) || m->statistic == MEASURE_COUNT;
	if (!measure_hide(a, m, NULL, 0, m->statistic == MEASURE_ROWS, &cells))
		return false;
	for (size_t i = 0; i < cells.n; i++)
		*hidden |= counts || !cells.cells[i].answer.len;
	return true;
}

static bool suppress(const struct measure_asker *a, const struct measure *m, struct measured *out,
                     int64_t yes)
{
	long long below = m->table->measured->suppress;
	bool few = below && is_few_itself(m, out, yes), hidden = few;
	if (below && !few && !gives_away(a, m, &hidden))
		return false;
	if (!hidden)
		return true;
	out->suppressed = true;
	out->value = (struct cell){.type = CELL_NULL};
	if (few)
		diag_warn(a->diags, m->at, "data/suppressed", "fewer than %lld are not told",
		          below);
	else
		diag_warn(a->diags, m->at, "data/suppressed",
		          "this is not told: with a total it would tell of fewer than %lld others",
		          below);
	diag_hint(a->diags,
	          "It has no value here: {name, select, null {...} other {...}} says what "
	          "is printed then.");
	return true;
}

static bool few(const struct measure_asker *a, const struct measure *m, struct measured *out,
                int64_t yes)
{
	const struct measured_said *said = m->table->measured;
	if (!is_share(m) || !is_small(out->base, said->few) || said->small == SMALL_BASE_ALLOW)
		return true;
	if (said->small == SMALL_BASE_COUNTS) {
		out->counts =
		        arena_printf(a->arena, "%lld/%lld", (long long)yes, (long long)out->base);
		return true;
	}
	const char *what = "this share is of fewer than %lld answers";
	if (said->small == SMALL_BASE_WARN)
		diag_warn(a->diags, m->at, "data/small-base", what, (long long)said->few);
	else
		diag_error(a->diags, m->at, "data/small-base", what, (long long)said->few);
	diag_hint(a->diags,
	          "Tell how many there are, in a count; small-base: of the data entry says "
	          "what becomes of such shares.");
	return said->small == SMALL_BASE_WARN;
}

static bool judge(const struct measure_asker *a, const struct measure *m, struct measured *out,
                  int64_t yes)
{
	if (!m->table->measured)
		return true;
	return suppress(a, m, out, yes) && (out->suppressed || few(a, m, out, yes));
}

bool measure_is_of_all(str sql)
{
	static const char *const parts[] = {"where",  "group", "having", "limit",
	                                    "filter", "case",  "iif",    "nullif",
	                                    "over",   "join",  "union",  "except"};
	static const char *const sums[] = {"count", "sum", "total", "avg", "median"};
	struct sql_scan scan = {sql, 0, 0};
	bool sum = false;
	for (struct sql_token t; sql_next(&scan, &t);) {
		for (size_t i = 0; t.kind == SQL_WORD && i < sizeof parts / sizeof *parts; i++)
			if (sql_same(t.text, str_of(parts[i])))
				return false;
		for (size_t i = 0; t.kind == SQL_WORD && i < sizeof sums / sizeof *sums; i++)
			sum |= sql_same(t.text, str_of(sums[i]));
	}
	return sum;
}

bool measure_is_bypassed(struct tables *t, struct arena *a, str sql, int64_t *below, str *table)
{
	const str *names;
	bool any = false;
	for (size_t i = 0; i < t->n; i++)
		any |= t->tables[i].measured && t->tables[i].measured->suppress;
	size_t n = any ? origins_tables(t, a, sql, &names) : 0;
	for (size_t i = 0; i < n; i++) {
		const struct table *of = measure_table(t, names[i]);
		*table = names[i];
		if (of && of->measured && of->measured->suppress) {
			*below = of->measured->suppress;
			return true;
		}
	}
	return false;
}

static bool name_of_first(const struct measure_asker *a, const struct measure *m,
                          struct measured *out)
{
	struct rows rows;
	bool most = m->statistic == MEASURE_MOST;
	size_t column = m->named;
	out->sql = ranking(a, m, column, most).sql;
	out->column = column < m->table->n ? m->table->columns[column]
	              : m->spec            ? S("")
	                                   : m->table->columns[m->column];
	if (column < m->table->n && measure_is_set(m->table, column))
		return measure_no_group(a, m->table, column, m->at);
	if (!first_of(a, m, column, most, false, &rows))
		return false;
	out->value = rows.n ? rows.cells[0] : (struct cell){.type = CELL_NULL};
	out->variable = measure_variable(m->table, column < m->table->n ? column : m->column);
	for (size_t i = 0; i < rows.n; i++)
		out->base += integer_of(ranked(&rows, i, RANKED_BASE));
	return true;
}

static struct query rows_query(const struct measure_asker *a, const struct measure *m)
{
	struct measure_sql q = {.arena = a->arena};
	measure_put_numbers(&q, m);
	return measure_sql_end(&q, m->at);
}

bool measure_value(struct tables *t, struct arena *arena, struct diags *d, str name, struct span at,
                   const struct binding *bindings, size_t n, struct measured *out)
{
	const struct measure_asker a = {t, arena, d, bindings, n};
	struct measure m;
	*out = (struct measured){.value = {.type = CELL_NULL}};
	if (!measure_read(&a, name, at, &m) || !settle_all(&a, &m))
		return false;
	out->table = m.table->name;
	out->rows = rows_query(&a, &m);
	out->statistic = m.statistic;
	if (measure_weighs(m.statistic) && measure_is_weighted(&m))
		out->weight = m.table->columns[m.table->weight];
	else if (measure_weighs(m.statistic))
		measure_tell_unweighted(&a, &m);
	bool ranks = m.statistic == MEASURE_MOST || m.statistic == MEASURE_FEWEST;
	int64_t yes;
	if (ranks)
		return name_of_first(&a, &m, out);
	return value(&a, &m, out, &yes) && judge(&a, &m, out, yes);
}

bool measure_numbers(struct tables *t, struct arena *arena, struct diags *d, str name, str *sql)
{
	const struct measure_asker a = {t, arena, d, NULL, 0};
	struct measure m;
	bool good = measure_read_subject(&a, name, (struct span){0}, &m);
	*sql = good ? rows_query(&a, &m).sql : S("");
	return good;
}

bool measure_is_yes_no(const struct measure_asker *a, const struct measure *m)
{
	struct measure share = *m;
	struct measured none;
	share.statistic = MEASURE_SHARE;
	int64_t yes;
	return value(a, &share, &none, &yes);
}

/* ---- All that strom.yml names ---- */

static bool is_column(const struct measure_asker *a, const struct table *t,
                      const struct measure_spec *spec)
{
	for (size_t i = 0; i < t->n; i++) {
		if (!sql_same(t->columns[i], spec->name.text))
			continue;
		diag_error(a->diags, spec->name.at, "data/measure-is-column",
		           "table '%.*s' has a column '%.*s' already", STR_ARG(t->name),
		           STR_ARG(t->columns[i]));
		diag_hint(a->diags, "Give the measure another name.");
		return true;
	}
	return false;
}

static bool check_one(const struct measure_asker *a, const struct table *t,
                      const struct measure_spec *spec)
{
	struct measure m = measure_nothing(t, spec->name.at);
	struct measure_sql q = {.arena = a->arena};
	if (is_column(a, t, spec))
		return false;
	m.spec = spec;
	buf_put(&q.text, spec->is ? S("select avg(x) from ") : S("select count(x) from "));
	measure_put_rows(&q, &m, t->n, NULL, 0);
	return tables_check(a->tables, a->diags, measure_sql_end(&q, spec->name.at), a->bindings,
	                    a->bindings_n);
}

bool measure_check(struct tables *t, struct diags *d, const struct binding *bindings, size_t n)
{
	struct arena *scratch = arena_new();
	const struct measure_asker a = {t, scratch, d, bindings, n};
	size_t met = diag_met(d);
	for (size_t i = 0; i < t->project->measures_n; i++) {
		const struct measure_spec *spec = &t->project->measures[i];
		const struct table *table = measure_table(t, spec->table.text);
		if (table)
			check_one(&a, table, spec);
	}
	arena_drop(scratch);
	return diag_met(d) == met;
}
