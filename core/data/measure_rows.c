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

/* Whether rows tell of answers: of one that each row of the table has, or of several. */
enum answers { NO_ANSWERS, AN_ANSWER, SEVERAL_ANSWERS };

/* A row for each answer: nothing says which one is meant. */
static enum answers answers_of(const struct measure *m, const struct measure_rows *said)
{
	bool own = false;
	for (size_t i = 0; i < said->columns_n; i++)
		own |= sql_same(said->columns[i].text, measure_subject(m));
	if (m->spec || m->column == m->table->n || m->answer.column < m->table->n ||
	    !(own || measure_kind_of(m) == KIND_ANSWERS))
		return NO_ANSWERS;
	return measure_is_set(m->table, m->column) ? SEVERAL_ANSWERS : AN_ANSWER;
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

/* ---- Few answers ---- */

static void put_small(struct buf *b, const char *what, int64_t below)
{
	buf_printf(b, "%s between 1 and %lld", what, (long long)below - 1);
}

/* The answers of the same group that have fewer, and then those before it. */
static void put_before(struct buf *b, const char *what, size_t groups)
{
	buf_printf(b, "(select %s from a p where p.c > 0 and ", what);
	for (size_t i = 0; i < groups; i++)
		buf_printf(b, "p.g%zu = a.g%zu and ", i + 1, i + 1);
	buf_put(b, S("(p.c < a.c or (p.c = a.c and p.x < a.x)))"));
}

/* Where one answer alone is left out, its count is what the others leave of n: the next smallest
 * goes with it, until they hide each other. */
static void put_hidden_answer(struct buf *b, int64_t below, size_t groups, bool set)
{
	put_small(b, "a.c", below);
	buf_put(b, S(" or "));
	put_small(b, "b.n", below);
	if (set) {
		buf_put(b, S(" or "));
		put_small(b, "b.n - a.c", below);
		return;
	}
	buf_put(b, S(" or ((select count(*) from a p where "));
	for (size_t i = 0; i < groups; i++)
		buf_printf(b, "p.g%zu = a.g%zu and ", i + 1, i + 1);
	put_small(b, "p.c", below);
	buf_put(b, S(") > 0 and a.c > 0 and ("));
	put_before(b, "count(*)", groups);
	buf_put(b, S(" < 2 or "));
	put_before(b, "coalesce(sum(p.c), 0)", groups);
	buf_printf(b, " < %lld))", (long long)below);
}

#define YES "coalesce(sum(x), 0)"

/* Which of a row's numbers are not told, as a condition. */
static void put_hidden(struct buf *b, enum measure_statistic s, int64_t below, size_t groups,
                       enum answers answers)
{
	bool counts = s == MEASURE_SHARE || s == MEASURE_COUNT;
	const char *n = answers ? "b.n" : s == MEASURE_ROWS ? "count(*)" : "count(x)";
	if (answers && counts) {
		put_hidden_answer(b, below, groups, answers == SEVERAL_ANSWERS);
		return;
	}
	put_small(b, n, below);
	if (!counts)
		return;
	buf_put(b, S(" or "));
	put_small(b, YES, below);
	buf_put(b, S(" or "));
	put_small(b, "count(x) - " YES, below);
}

static bool is_few(const struct measured_said *said, enum measure_statistic s)
{
	return s == MEASURE_SHARE && said->few > 1;
}

/* A number that may be hidden, or told otherwise. */
static void put_guarded(struct measure_sql *q, const struct measured_said *said,
                        enum measure_statistic s, size_t groups, enum answers answers, str sql)
{
	struct buf *b = &q->text;
	bool counts = is_few(said, s) && said->small == SMALL_BASE_COUNTS;
	if (!said->suppress && !counts) {
		buf_put(b, sql);
		return;
	}
	buf_put(b, S("iif("));
	if (said->suppress)
		put_hidden(b, s, said->suppress, groups, answers);
	buf_put(b, said->suppress && counts ? S(" or ") : S(""));
	if (counts)
		put_small(b, answers ? "b.n" : "count(x)", said->few);
	buf_printf(b, ", null, %.*s)", STR_ARG(sql));
}

/* Its sign. */
static void put_sign(struct measure_sql *q, const struct measured_said *said,
                     enum measure_statistic s, size_t groups, enum answers answers)
{
	struct buf *b = &q->text;
	const char *own = answers && s == MEASURE_COUNT ? "a.c"
	                  : answers                     ? "b.n"
	                  : s == MEASURE_COUNT          ? YES
	                  : s == MEASURE_ROWS           ? "count(*)"
	                                                : "count(x)";
	buf_put(b, S("case"));
	if (said->suppress && (s == MEASURE_COUNT || s == MEASURE_BASE || s == MEASURE_ROWS)) {
		buf_put(b, S(" when "));
		put_small(b, own, said->suppress);
		buf_printf(b, " then '<%lld'", (long long)said->suppress);
	}
	if (said->suppress) {
		buf_put(b, S(" when "));
		put_hidden(b, s, said->suppress, groups, answers);
		buf_put(b, S(" then 'c'"));
	}
	if (is_few(said, s)) {
		buf_put(b, S(" when "));
		put_small(b, answers ? "b.n" : "count(x)", said->few);
		buf_put(b, said->small == SMALL_BASE_ALLOW    ? S(" then '*'")
		           : said->small != SMALL_BASE_COUNTS ? S(" then ''")
		           : answers                          ? S(" then a.c || '/' || b.n")
		                     : S(" then " YES " || '/' || count(x)"));
	}
	buf_put(b, S(" end"));
}

static bool has_sign(const struct measured_said *said, enum measure_statistic s)
{
	return said && s != MEASURE_NONE && (said->suppress || is_few(said, s));
}

/* ---- Its SQL ---- */

/* Of a row for each answer: how many have it, of how many. */
static str of_answers(const struct measure *m, enum measure_statistic s)
{
	str share = measure_is_weighted(m) ? S("1.0 * a.v / b.w") : S("1.0 * a.c / b.n");
	return s == MEASURE_SHARE ? share : s == MEASURE_COUNT ? S("a.c") : S("b.n");
}

static void put_number(struct measure_sql *q, const struct measure *m, size_t groups,
                       enum measure_statistic s, enum answers answers)
{
	struct measure_sql own = {.arena = q->arena};
	if (answers)
		buf_put(&own.text, of_answers(m, s));
	else
		measure_put_statistic(&own, m, s);
	if (m->table->measured)
		put_guarded(q, m->table->measured, s, groups, answers, buf_str(&own.text));
	else
		buf_put(&q->text, buf_str(&own.text));
	buf_drop(&own.text);
}

static bool put_column(const struct measure_asker *a, struct measure_sql *q,
                       const struct measure *m, const struct measure_rows *said,
                       const struct said *column, enum answers answers)
{
	size_t by;
	enum measure_statistic s = statistic_of(column->text);
	const char *from = answers ? "a" : "r";
	if (is_by(said, column->text, &by))
		buf_printf(&q->text, "%s.g%zu", from, by + 1);
	else if (answers && sql_same(column->text, measure_subject(m)))
		buf_put(&q->text, S("a.x"));
	else if (s == MEASURE_NONE)
		return no_statistic(a, m, column);
	else if (answers && !fits_answers(a, m, column))
		return false;
	else
		put_number(q, m, said->by_n, s, answers);
	buf_put(&q->text, S(" as "));
	sql_put_name(&q->text, column->text);
	return true;
}

/* Behind the columns that are printed. */
static void put_signs(const struct measure_asker *a, struct measure_sql *q, const struct measure *m,
                      const struct measure_rows *said, enum answers answers,
                      struct measure_notes *notes)
{
	uint32_t *signs = arena_array(a->arena, uint32_t, said->columns_n + 1);
	size_t by;
	for (size_t i = 0; i < said->columns_n; i++) {
		enum measure_statistic s = statistic_of(said->columns[i].text);
		bool own = answers && sql_same(said->columns[i].text, measure_subject(m));
		if (own || is_by(said, said->columns[i].text, &by) ||
		    !has_sign(m->table->measured, s))
			continue;
		buf_put(&q->text, S(", "));
		put_sign(q, m->table->measured, s, said->by_n, answers);
		buf_printf(&q->text, " as sign%zu", i + 1);
		signs[i] = (uint32_t)(said->columns_n + notes->signs_n++);
	}
	notes->signs = signs;
}

static void put_groups(struct measure_sql *q, const char *word, const char *each, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(&q->text, "%s%sg%zu", i ? ", " : word, each, i + 1);
}

/* Rows without a value in a group are in none. */
static void put_there(struct measure_sql *q, const char *each, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(&q->text, " and %sg%zu is not null", each, i + 1);
}

/* Each answer of each group, where a code book lists the answers: those that nobody gave are
 * counted as 0. */
static void put_listed(struct measure_sql *q, const struct measure *m, size_t n)
{
	bool weighted = measure_is_weighted(m), set = measure_is_set(m->table, m->column);
	buf_put(&q->text, S(", k(x) as ("));
	measure_put_codes(q, m);
	buf_put(&q->text, S("), a as (select x, sum(c) as c"));
	buf_put(&q->text, weighted ? S(", sum(v) as v") : S(""));
	put_groups(q, ", ", "", n);
	buf_printf(&q->text, " from (select %s.x as x, 1 as c%s", set ? "k" : "r",
	           weighted ? ", 1.0 * r.w as v" : "");
	put_groups(q, ", ", "r.", n);
	buf_put(&q->text, S(" from r"));
	if (set) {
		buf_put(&q->text, S(" join k on "));
		measure_put_in_set(&q->text, S("r.x"), S("k.x"));
	}
	buf_put(&q->text, S(" where r.x is not null"));
	put_there(q, "r.", n);
	buf_printf(&q->text, " union all select k.x, 0%s", weighted ? ", 0.0" : "");
	put_groups(q, ", ", "b.", n);
	buf_put(&q->text, n ? S(" from k join (select distinct") : S(" from k"));
	put_groups(q, " ", "r.", n);
	if (n) {
		buf_put(&q->text, S(" from r where r.x is not null"));
		put_there(q, "r.", n);
		buf_put(&q->text, S(") b"));
	}
	buf_put(&q->text, S(")"));
	put_groups(q, " group by ", "", n);
	buf_put(&q->text, n ? S(", x)") : S(" group by x)"));
}

/* Each answer of each group, with how many have it. */
static void put_counted(struct measure_sql *q, const struct measure *m, size_t n)
{
	if (measure_shows_all(m)) {
		put_listed(q, m, n);
		return;
	}
	buf_put(&q->text, S(", a as (select r.x as x, count(*) as c"));
	if (measure_is_weighted(m))
		buf_put(&q->text, S(", sum(1.0 * r.w) as v"));
	put_groups(q, ", ", "r.", n);
	buf_put(&q->text, S(" from r where r.x is not null"));
	put_there(q, "r.", n);
	put_groups(q, " group by ", "r.", n);
	buf_put(&q->text, n ? S(", r.x)") : S(" group by r.x)"));
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
		buf_printf(&q->text, "%s b.g%zu = a.g%zu", i ? " and" : " on", i + 1, i + 1);
}

static void put_groups_of_rows(struct measure_sql *q, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(&q->text, "%s r.g%zu is not null", i ? " and" : " where", i + 1);
	put_groups(q, " group by ", "r.", n);
}

/* By groups, and by answers within them. */
static void put_order(struct measure_sql *q, const struct measure *m,
                      const struct measure_rows *said, enum answers answers)
{
	char value[32];
	for (size_t i = 0; i < said->by_n; i++) {
		buf_put(&q->text, i ? S(", ") : S(" order by "));
		snprintf(value, sizeof value, "%s.g%zu", answers ? "a" : "r", i + 1);
		measure_put_order(q, m->table, said->by[i].text, value);
	}
	if (!answers)
		return;
	buf_put(&q->text, said->by_n ? S(", ") : S(" order by "));
	measure_put_order(q, m->table, m->table->columns[m->column], "a.x");
}

static bool put_all(const struct measure_asker *a, struct measure_sql *q, const struct measure *m,
                    const struct measure_rows *said, struct measure_notes *notes)
{
	size_t met = diag_met(a->diags);
	enum answers answers = answers_of(m, said);
	buf_put(&q->text, S("with r as "));
	measure_put_rows(q, m, m->table->n, said->by, said->by_n);
	if (answers)
		put_counted(q, m, said->by_n);
	for (size_t i = 0; i < said->columns_n; i++) {
		buf_put(&q->text, i ? S(", ") : S(" select "));
		put_column(a, q, m, said, &said->columns[i], answers);
	}
	put_signs(a, q, m, said, answers, notes);
	if (answers) {
		buf_put(&q->text, S(" from a"));
		put_bases(q, m, said->by_n);
	} else {
		buf_put(&q->text, S(" from r"));
		put_groups_of_rows(q, said->by_n);
	}
	put_order(q, m, said, answers);
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

/* Codes that are counted are no longer a column as it stands. */
static void note_variables(const struct measure_asker *a, const struct measure *m,
                           const struct measure_rows *said, struct measure_notes *notes)
{
	notes->variables = arena_array(a->arena, const struct codebook_variable *,
	                               said->columns_n + notes->signs_n + 1);
	size_t by;
	for (size_t i = 0; i < said->columns_n; i++) {
		str name = said->columns[i].text;
		bool is_own = answers_of(m, said) && sql_same(name, measure_subject(m));
		size_t k = is_own ? m->column : 0;
		if (!is_own && is_by(said, name, &by))
			while (k < m->table->n && !sql_same(m->table->columns[k], name))
				k++;
		else if (!is_own)
			k = m->table->n;
		bool amounts = !is_own && tells_amounts(statistic_of(name));
		if (amounts)
			k = column_told(m);
		const struct codebook_variable *v =
		        k < m->table->n && m->table->book
		                ? codebook_find(m->table->book, m->table->columns[k])
		                : NULL;
		notes->variables[i] = v && !(amounts && v->codes.n) ? v : NULL;
	}
}

static void note_weights(const struct measure_asker *a, const struct measure *m,
                         const struct measure_rows *said, struct measure_notes *notes)
{
	bool weighs = false;
	for (size_t i = 0; i < said->columns_n; i++)
		weighs |= measure_weighs(statistic_of(said->columns[i].text));
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
		enum measure_statistic s = statistic_of(said->columns[i].text);
		shares |= s == MEASURE_SHARE || s == MEASURE_COUNT;
	}
	return shares && answers_of(m, said) == NO_ANSWERS;
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
	bool good = put_all(&a, &q, &m, said, notes);
	note_weights(&a, &m, said, notes);
	note_variables(&a, &m, said, notes);
	*out = measure_sql_end(&q, said->at);
	return good && (!tells_shares(&m, said) || measure_is_yes_no(&a, &m));
}
