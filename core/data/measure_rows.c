/* The rows of a measure: a table's or chart's query, by groups and, of a column of answers, by
 * answers. */
#include "data/measure_parts.h"

/* A row for each answer: nothing says which one is meant. */
static enum measure_answers answers_of(const struct measure *m, const struct measure_rows *said)
{
	bool own = false;
	for (size_t i = 0; i < said->columns_n; i++)
		own |= sql_same(said->columns[i].text, measure_subject(m));
	if (m->spec || m->column == m->table->n || m->answer.column < m->table->n ||
	    !(own || measure_kind_of(m) == KIND_ANSWERS))
		return NO_ANSWERS;
	return measure_is_set(m->table, m->column) ? SEVERAL_ANSWERS : AN_ANSWER;
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
	enum measure_statistic s = measure_column_statistic(column->text);
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
		if (k < m->table->n && measure_is_set(m->table, k))
			measure_no_group(a, m->table, k, said->by[i].at);
		if (k < m->table->n)
			continue;
		diag_error(a->diags, said->by[i].at, "data/unknown-column",
		           "table '%.*s' has no column '%.*s'", STR_ARG(m->table->name),
		           STR_ARG(said->by[i].text));
		diag_one_of(a->diags, said->by[i].text, m->table->columns, m->table->n);
	}
	return diag_met(a->diags) == met;
}

/* ---- Its SQL ---- */

/* Of a row for each answer: how many have it, of how many. */
static str of_answers(const struct measure *m, enum measure_statistic s)
{
	str share = measure_is_weighted(m) ? S("1.0 * a.v / b.w") : S("1.0 * a.c / b.n");
	return s == MEASURE_SHARE ? share : s == MEASURE_COUNT ? S("a.c") : S("b.n");
}

static void put_number(struct measure_sql *q, const struct measure_shape *shape,
                       enum measure_statistic s)
{
	struct measure_sql own = {.arena = q->arena};
	if (shape->answers)
		buf_put(&own.text, of_answers(shape->m, s));
	else
		measure_put_statistic(&own, shape->m, s);
	measure_put_guarded(q, shape, s, buf_str(&own.text));
	buf_drop(&own.text);
}

static bool put_column(const struct measure_asker *a, struct measure_sql *q,
                       const struct measure_shape *shape, const struct said *column)
{
	size_t by;
	enum measure_statistic s = measure_column_statistic(column->text);
	const char *from = shape->answers ? "a" : "r";
	if (measure_is_by(shape->said, column->text, &by))
		buf_printf(&q->text, "%s.g%zu", from, by + 1);
	else if (measure_is_own(shape, column->text))
		buf_put(&q->text, S("a.x"));
	else if (s == MEASURE_NONE)
		return no_statistic(a, shape->m, column);
	else if (shape->answers && !fits_answers(a, shape->m, column))
		return false;
	else
		put_number(q, shape, s);
	return true;
}

/* Whether a column is one of groups or answers. */
static bool is_head(const struct measure_shape *shape, str name)
{
	size_t by;
	return measure_is_own(shape, name) || measure_is_by(shape->said, name, &by);
}

static void put_named(const struct measure_asker *a, struct measure_sql *q,
                      const struct measure_shape *shape, struct measure_notes *notes)
{
	const struct measure_rows *said = shape->said;
	struct measure_column *columns =
	        arena_array(a->arena, struct measure_column, said->columns_n + 1);
	for (size_t i = 0; i < said->columns_n; i++) {
		columns[i] = (struct measure_column){i, MEASURE_NO_VALUE};
		buf_put(&q->text, i ? S(", ") : S(" select "));
		put_column(a, q, shape, &said->columns[i]);
		buf_put(&q->text, S(" as "));
		sql_put_name(&q->text, said->columns[i].text);
	}
	notes->columns = columns;
	notes->columns_n = said->columns_n;
}

/* A group's own name, where it is of all of them. */
static bool put_total(struct measure_sql *q, const struct measure_shape *shape, str name)
{
	size_t by;
	if (!shape->said->total.len || !measure_is_by(shape->said, name, &by))
		return false;
	buf_printf(&q->text, ", iif(%s.g%zu is null, ", shape->answers ? "a" : "r", by + 1);
	sql_put_text(&q->text, shape->said->total);
	buf_put(&q->text, S(", null)"));
	return true;
}

/* Behind the columns that are printed. */
static void put_signs(const struct measure_asker *a, struct measure_sql *q,
                      const struct measure_shape *shape, struct measure_notes *notes)
{
	const struct measure_rows *said = shape->said;
	uint32_t *signs = arena_array(a->arena, uint32_t, said->columns_n + 1);
	bool *totals = arena_array(a->arena, bool, said->columns_n + 1);
	for (size_t i = 0; i < said->columns_n; i++) {
		str name = said->columns[i].text;
		enum measure_statistic s = measure_column_statistic(name);
		totals[i] = put_total(q, shape, name);
		if (!totals[i]) {
			if (is_head(shape, name) || !measure_has_sign(shape->m->table->measured, s))
				continue;
			buf_put(&q->text, S(", "));
			measure_put_sign(q, shape, s);
		}
		buf_printf(&q->text, " as sign%zu", i + 1);
		signs[i] = (uint32_t)(said->columns_n + notes->signs_n++);
	}
	notes->signs = signs;
	notes->totals = totals;
}

/* All that a crosstab is made of: groups, answers, numbers and signs. */
static void put_inner(const struct measure_asker *a, struct measure_sql *q,
                      const struct measure_shape *shape)
{
	const struct measure_rows *said = shape->said;
	buf_put(&q->text,
	        shape->answers ? S(", t as (select a.x as x") : S(", t as (select 1 as x"));
	for (size_t i = 0; i < said->by_n; i++)
		buf_printf(&q->text, ", %s.g%zu as g%zu", shape->answers ? "a" : "r", i + 1, i + 1);
	for (size_t i = 0; i < said->columns_n; i++) {
		enum measure_statistic s = measure_column_statistic(said->columns[i].text);
		if (is_head(shape, said->columns[i].text))
			continue;
		buf_put(&q->text, S(", "));
		put_column(a, q, shape, &said->columns[i]);
		buf_printf(&q->text, " as s%zu", i + 1);
		if (!measure_has_sign(shape->m->table->measured, s))
			continue;
		buf_put(&q->text, S(", "));
		measure_put_sign(q, shape, s);
		buf_printf(&q->text, " as z%zu", i + 1);
	}
}

/* Rows without a value in a group are in none. */
static void put_there(struct measure_sql *q, const char *each, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(&q->text, " and %sg%zu is not null", each, i + 1);
}

/* Each answer of each group, where a code book lists the answers, or all of them have a place in a
 * crosstab: those that nobody gave are counted as 0. */
static void put_listed(struct measure_sql *q, const struct measure_shape *shape)
{
	const struct measure *m = shape->m;
	size_t n = shape->said->by_n;
	bool weighted = measure_is_weighted(m), set = measure_is_set(m->table, m->column);
	buf_put(&q->text, S(", k(x) as ("));
	if (measure_shows_all(m))
		measure_put_codes(q, m);
	else
		buf_put(&q->text, S("select distinct x from r where x is not null"));
	buf_put(&q->text, S("), a as (select x, sum(c) as c"));
	buf_put(&q->text, weighted ? S(", sum(v) as v") : S(""));
	measure_put_groups(q, ", ", "", n);
	buf_printf(&q->text, " from (select %s.x as x, 1 as c%s", set ? "k" : "r",
	           weighted ? ", 1.0 * r.w as v" : "");
	measure_put_groups(q, ", ", "r.", n);
	buf_put(&q->text, S(" from r"));
	if (set) {
		buf_put(&q->text, S(" join k on "));
		measure_put_in_set(&q->text, S("r.x"), S("k.x"));
	}
	buf_put(&q->text, S(" where r.x is not null"));
	put_there(q, "r.", shape->said->total.len ? 0 : n);
	buf_printf(&q->text, " union all select k.x, 0%s", weighted ? ", 0.0" : "");
	measure_put_groups(q, ", ", "b.", n);
	buf_put(&q->text, n ? S(" from k join (select distinct") : S(" from k"));
	measure_put_groups(q, " ", "r.", n);
	if (n) {
		buf_put(&q->text, S(" from r where r.x is not null"));
		put_there(q, "r.", shape->said->total.len ? 0 : n);
		buf_put(&q->text, S(") b"));
	}
	buf_put(&q->text, S(")"));
	measure_put_groups(q, " group by ", "", n);
	buf_put(&q->text, n ? S(", x)") : S(" group by x)"));
}

/* Each answer of each group, with how many have it. */
static void put_counted(struct measure_sql *q, const struct measure_shape *shape)
{
	const struct measure *m = shape->m;
	size_t n = shape->said->by_n;
	if (measure_shows_all(m) || shape->said->crosstab) {
		put_listed(q, shape);
		return;
	}
	buf_put(&q->text, S(", a as (select r.x as x, count(*) as c"));
	if (measure_is_weighted(m))
		buf_put(&q->text, S(", sum(1.0 * r.w) as v"));
	measure_put_groups(q, ", ", "r.", n);
	buf_put(&q->text, S(" from r where r.x is not null"));
	put_there(q, "r.", shape->said->total.len ? 0 : n);
	measure_put_groups(q, " group by ", "r.", n);
	buf_put(&q->text, n ? S(", r.x)") : S(" group by r.x)"));
}

/* The base of each group, for the shares of answers. */
static void put_bases(struct measure_sql *q, const struct measure_shape *shape)
{
	const struct measure *m = shape->m;
	size_t n = shape->said->by_n;
	const char *is = shape->said->total.len ? "is" : "=";
	buf_put(&q->text, S(" join (select count(x) as n"));
	if (measure_is_weighted(m))
		buf_put(&q->text, S(", " MEASURE_WEIGHT " as w"));
	measure_put_groups(q, ", ", "", n);
	buf_put(&q->text, S(" from r"));
	measure_put_groups(q, " group by ", "", n);
	buf_put(&q->text, S(") b"));
	for (size_t i = 0; i < n; i++)
		buf_printf(&q->text, "%s b.g%zu %s a.g%zu", i ? " and" : " on", i + 1, is, i + 1);
}

static void put_groups_of_rows(struct measure_sql *q, size_t n, bool totals)
{
	for (size_t i = 0; i < n && !totals; i++)
		buf_printf(&q->text, "%s r.g%zu is not null", i ? " and" : " where", i + 1);
	measure_put_groups(q, " group by ", "r.", n);
}

/* Each row once more for all groups together, of one column or of both: these have no value. */
static void put_with_totals(struct measure_sql *q, const struct measure_shape *shape)
{
	const struct measure_rows *said = shape->said;
	bool weighted = measure_is_weighted(shape->m);
	buf_put(&q->text, S("with every as "));
	measure_put_rows(q, shape->m, shape->m->table->n, said->by, said->by_n);
	buf_put(&q->text, S(", r as ("));
	for (unsigned totals = 0; totals < 1u << said->by_n; totals++) {
		buf_put(&q->text, totals ? S(" union all select x") : S("select x"));
		buf_put(&q->text, weighted ? S(", w") : S(""));
		for (size_t i = 0; i < said->by_n; i++)
			if (totals >> i & 1)
				buf_put(&q->text, S(", null"));
			else
				buf_printf(&q->text, ", g%zu", i + 1);
		buf_put(&q->text, S(" from every where 1"));
		put_there(q, "", said->by_n);
	}
	buf_byte(&q->text, ')');
}

static void put_from(struct measure_sql *q, const struct measure_shape *shape)
{
	size_t n = shape->said->by_n;
	if (shape->answers) {
		buf_put(&q->text, S(" from a"));
		put_bases(q, shape);
	} else {
		buf_put(&q->text, S(" from r"));
		put_groups_of_rows(q, n, shape->said->total.len);
	}
}

static bool put_all(const struct measure_asker *a, struct measure_sql *q,
                    const struct measure_shape *shape, struct measure_notes *notes)
{
	size_t met = diag_met(a->diags);
	const struct measure_rows *said = shape->said;
	if (said->total.len && said->by_n) {
		put_with_totals(q, shape);
	} else {
		buf_put(&q->text, S("with r as "));
		measure_put_rows(q, shape->m, shape->m->table->n, said->by, said->by_n);
	}
	if (shape->answers)
		put_counted(q, shape);
	if (!said->crosstab) {
		put_named(a, q, shape, notes);
		put_signs(a, q, shape, notes);
		put_from(q, shape);
		measure_put_row_order(q, shape, shape->answers ? "a." : "r.", "a.x");
		return diag_met(a->diags) == met;
	}
	put_inner(a, q, shape);
	put_from(q, shape);
	buf_byte(&q->text, ')');
	measure_put_across(q, shape, notes);
	return diag_met(a->diags) == met;
}

/* What is counted in the same unit as the column's numbers. */
static bool tells_amounts(enum measure_statistic s)
{
	return s >= MEASURE_MEAN && s <= MEASURE_MAX;
}

/* A named measure may be a column as it stands. */
static size_t column_told(const struct measure *m)
{
	size_t k = m->spec ? 0 : m->column;
	while (m->spec && k < m->table->n &&
	       !(m->spec->of && sql_same(m->table->columns[k], str_trim(m->spec->of->text))))
		k++;
	return k;
}

static size_t column_in(const struct table *t, str name)
{
	size_t k = 0;
	while (k < t->n && !sql_same(t->columns[k], name))
		k++;
	return k;
}

/* Codes that are counted are no longer a column as it stands. */
static const struct codebook_variable *variable_of(const struct measure_shape *shape, str name)
{
	const struct measure *m = shape->m;
	size_t by;
	bool amounts = false;
	size_t k = m->table->n;
	if (measure_is_own(shape, name)) {
		k = m->column;
	} else if (measure_is_by(shape->said, name, &by)) {
		k = column_in(m->table, name);
	} else if (tells_amounts(measure_column_statistic(name))) {
		amounts = true;
		k = column_told(m);
	}
	const struct codebook_variable *v =
	        k < m->table->n && m->table->book
	                ? codebook_find(m->table->book, m->table->columns[k])
	                : NULL;
	return v && !(amounts && v->codes.n) ? v : NULL;
}

static void note_variables(const struct measure_asker *a, const struct measure_shape *shape,
                           struct measure_notes *notes)
{
	const struct measure_rows *said = shape->said;
	notes->variables = arena_array(a->arena, const struct codebook_variable *,
	                               notes->columns_n + notes->signs_n + 1);
	for (size_t i = 0; i < notes->columns_n; i++)
		notes->variables[i] =
		        variable_of(shape, said->columns[notes->columns[i].said].text);
	if (said->crosstab)
		notes->heads.variable = variable_of(shape, said->by[said->by_n - 1].text);
}

static void note_weights(const struct measure_asker *a, const struct measure *m,
                         const struct measure_rows *said, struct measure_notes *notes)
{
	bool weighs = false;
	for (size_t i = 0; i < said->columns_n; i++)
		weighs |= measure_weighs(measure_column_statistic(said->columns[i].text));
	notes->weighted = weighs && measure_is_weighted(m);
	if (m->table->measured) {
		notes->few = m->table->measured->few;
		notes->small = m->table->measured->small;
		notes->suppress = m->table->measured->suppress;
	}
	if (weighs && !notes->weighted)
		measure_tell_unweighted(a, m);
}

/* Of a condition, whose numbers must be 0 and 1. */
static bool tells_shares(const struct measure *m, const struct measure_rows *said)
{
	bool shares = false;
	for (size_t i = 0; i < said->columns_n; i++) {
		enum measure_statistic s = measure_column_statistic(said->columns[i].text);
		shares |= s == MEASURE_SHARE || s == MEASURE_COUNT;
	}
	return shares && answers_of(m, said) == NO_ANSWERS;
}

/* What of it is kept back. */
static bool hide(const struct measure_asker *a, struct measure_shape *shape)
{
	const struct measure_rows *said = shape->said;
	const struct measured_said *of = shape->m->table->measured;
	bool rows = false;
	for (size_t i = 0; i < said->columns_n; i++)
		rows |= measure_column_statistic(said->columns[i].text) == MEASURE_ROWS;
	if (!of || !of->suppress)
		return true;
	return measure_hide(a, shape->m, said->by, said->by_n, false, &shape->hidden) &&
	       (!rows || measure_hide(a, shape->m, said->by, said->by_n, true, &shape->rows));
}

static bool may_total(const struct measure_asker *a, const struct measure_rows *said)
{
	if (!said->total.len || said->by_n <= 2)
		return true;
	diag_error(a->diags, said->at, "data/crosstab",
	           "totals of more than two columns of groups");
	diag_hint(a->diags, "Take columns out of by:, or leave total: out.");
	return false;
}

/* A crosstab has no one column to go by. */
static bool may_order(const struct measure_asker *a, const struct measure_rows *said)
{
	str names[64];
	size_t n = 0;
	if (!said->order.text.len)
		return true;
	for (; n < said->columns_n && n < 64; n++) {
		names[n] = said->columns[n].text;
		if (!said->crosstab && str_eq(names[n], said->order.text))
			return true;
	}
	diag_error(a->diags, said->order.at, "data/unknown-order",
	           said->crosstab ? "the rows of a crosstab go by their groups"
	                          : "no column '%.*s' to go by",
	           STR_ARG(said->order.text));
	if (said->crosstab)
		diag_hint(a->diags, "Leave order: out, or write form: list.");
	else
		diag_one_of(a->diags, said->order.text, names, n);
	return false;
}

bool measure_query(struct tables *t, struct arena *arena, struct diags *d,
                   const struct measure_rows *said, const struct binding *bindings, size_t n,
                   struct query *out, struct measure_notes *notes)
{
	const struct measure_asker a = {t, arena, d, bindings, n};
	struct measure_sql q = {.arena = arena};
	struct measure m;
	if (!measure_read_subject(&a, said->name, said->at, &m) || !check_by(&a, &m, said) ||
	    !may_total(&a, said) || !may_order(&a, said))
		return false;
	struct measure_shape shape = {.m = &m, .said = said, .answers = answers_of(&m, said)};
	if (tells_shares(&m, said) && !measure_is_yes_no(&a, &m))
		return false;
	if ((said->crosstab && !measure_across(&a, &shape, notes)) || !hide(&a, &shape))
		return false;
	bool good = put_all(&a, &q, &shape, notes);
	note_weights(&a, &m, said, notes);
	note_variables(&a, &shape, notes);
	*out = measure_sql_end(&q, said->at);
	return good;
}
