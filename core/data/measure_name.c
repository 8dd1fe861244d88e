/* A measure's name: which table, subject, statistic, answer and groups it says. */
#include "data/measure_parts.h"

static const char *const statistics[] = {"share", "count", "base", "mean",   "median", "sum",
                                         "min",   "max",   "most", "fewest", "rows"};
enum { STATISTICS = sizeof statistics / sizeof *statistics, MOST_NAMES = 256, MOST_TOLD = 12 };

const char *measure_statistic_name(enum measure_statistic s)
{
	return (unsigned)s < STATISTICS ? statistics[s] : "";
}

/* ---- Places and names ---- */

/* A name as it is read, from front to end. */
struct reading_name {
	const struct measure_asker *asker;
	str name, rest;
	struct span at;
};

static struct span place(const struct reading_name *r, str part)
{
	size_t off = (size_t)(part.ptr - r->name.ptr);
	if (r->at.len != r->name.len || off > r->name.len)
		return r->at;
	return (struct span){r->at.file, (uint32_t)part.len, r->at.off + off};
}

static str word(str rest)
{
	return str_until(rest, '.');
}

static bool begins(str rest, str name)
{
	return name.len && rest.len >= name.len && sql_same(str_sub(rest, 0, name.len), name) &&
	       (rest.len == name.len || rest.ptr[name.len] == '.');
}

static str behind(str rest, size_t len)
{
	return str_from(rest, len < rest.len ? len + 1 : len);
}

struct names {
	str at[MOST_NAMES];
	size_t n;
};

static void add_name(struct names *names, str name)
{
	if (names->n < MOST_NAMES)
		names->at[names->n++] = name;
}

/* "did you mean", else what there is. */
static void say_known(const struct reading_name *r, str wrong, const struct names *names,
                      const char *what)
{
	struct buf b = {0};
	if (diag_did_you_mean(r->asker->diags, wrong, names->at, names->n))
		return;
	for (size_t i = 0; i < names->n && i < MOST_TOLD; i++)
		buf_printf(&b, "%s%.*s", i ? ", " : "", STR_ARG(names->at[i]));
	if (names->n > MOST_TOLD)
		buf_printf(&b, " and %zu more", names->n - MOST_TOLD);
	diag_hint(r->asker->diags, "%s: %.*s.", what, STR_ARG(b.len ? buf_str(&b) : S("none")));
	buf_drop(&b);
}

const struct table *measure_table(const struct tables *t, str name)
{
	for (size_t i = 0; i < t->n; i++)
		if (sql_same(t->tables[i].name, name))
			return &t->tables[i];
	return NULL;
}

/* ---- The table ---- */

static bool is_sensitive(const struct project *p, str name)
{
	for (size_t i = 0; i < p->sources_n; i++)
		if (p->sources[i].sensitive && sql_same(p->sources[i].name.text, name))
			return true;
	return false;
}

static bool no_table(const struct reading_name *r, str name)
{
	const struct tables *t = r->asker->tables;
	struct names names = {.n = 0};
	if (is_sensitive(t->project, name)) {
		diag_error(r->asker->diags, place(r, name), "data/sensitive-table",
		           "table '%.*s' is sensitive and has no measures", STR_ARG(name));
		diag_hint(r->asker->diags, "Put what may be printed into a source of its own, "
		                           "which is not sensitive.");
		return false;
	}
	diag_error(r->asker->diags, place(r, name), "data/unknown-measure", "no table '%.*s'",
	           STR_ARG(name));
	for (size_t i = 0; i < t->n; i++)
		add_name(&names, t->tables[i].name);
	say_known(r, name, &names, "Tables are");
	return false;
}

static bool read_table(struct reading_name *r, struct measure *m)
{
	str name = word(r->rest);
	const struct table *table = measure_table(r->asker->tables, name);
	if (!table)
		return no_table(r, name);
	*m = measure_nothing(table, r->at);
	r->rest = behind(r->rest, name.len);
	return true;
}

/* ---- The subject ---- */

static bool find_column(const struct table *t, str rest, size_t *column)
{
	size_t best = 0;
	for (size_t i = 0; i < t->n; i++)
		if (begins(rest, t->columns[i]) && t->columns[i].len > best) {
			best = t->columns[i].len;
			*column = i;
		}
	return best != 0;
}

static const struct measure_spec *find_spec(const struct project *p, const struct table *t,
                                            str rest)
{
	const struct measure_spec *best = NULL;
	for (size_t i = 0; i < p->measures_n; i++) {
		const struct measure_spec *m = &p->measures[i];
		if (sql_same(m->table.text, t->name) && begins(rest, m->name.text) &&
		    (!best || m->name.text.len > best->name.text.len))
			best = m;
	}
	return best;
}

static bool no_subject(const struct reading_name *r, const struct measure *m)
{
	struct names names = {.n = 0};
	const struct project *p = r->asker->tables->project;
	str name = word(r->rest);
	diag_error(r->asker->diags, name.len ? place(r, name) : r->at, "data/unknown-measure",
	           "table '%.*s' has no column and no measure '%.*s'", STR_ARG(m->table->name),
	           STR_ARG(name));
	for (size_t i = 0; i < p->measures_n; i++)
		if (sql_same(p->measures[i].table.text, m->table->name))
			add_name(&names, p->measures[i].name.text);
	for (size_t i = 0; i < m->table->n; i++)
		add_name(&names, m->table->columns[i]);
	add_name(&names, S("rows"));
	say_known(r, name, &names, "It has");
	return false;
}

static enum measure_statistic statistic_of(str name)
{
	for (size_t i = 0; i < STATISTICS; i++)
		if (i != MEASURE_ROWS && str_eq(name, str_of(statistics[i])))
			return (enum measure_statistic)i;
	return MEASURE_NONE;
}

/* A table's own `rows`, unless it has a column of that name and a statistic of it is asked for. */
static bool is_rows(const struct reading_name *r, const struct measure *m)
{
	size_t column;
	if (!begins(r->rest, S("rows")))
		return false;
	bool subject = find_column(m->table, S("rows"), &column) ||
	               find_spec(r->asker->tables->project, m->table, S("rows"));
	return !subject || statistic_of(word(behind(r->rest, 4))) == MEASURE_NONE;
}

static bool read_subject(struct reading_name *r, struct measure *m)
{
	size_t column = m->table->n, len = 0;
	m->column = m->table->n;
	m->spec = find_spec(r->asker->tables->project, m->table, r->rest);
	bool found = find_column(m->table, r->rest, &column);
	if (found && (!m->spec || m->table->columns[column].len > m->spec->name.text.len)) {
		m->spec = NULL;
		m->column = column;
		len = m->table->columns[column].len;
	} else if (m->spec) {
		len = m->spec->name.text.len;
	} else {
		return no_subject(r, m);
	}
	m->subject_at = place(r, str_sub(r->rest, 0, len));
	r->rest = behind(r->rest, len);
	return true;
}

static bool read_statistic(struct reading_name *r, struct measure *m)
{
	struct names names = {.n = 0};
	str name = word(r->rest);
	m->statistic = statistic_of(name);
	if (m->statistic != MEASURE_NONE) {
		r->rest = behind(r->rest, name.len);
		return true;
	}
	diag_error(r->asker->diags, name.len ? place(r, name) : r->at, "data/unknown-measure",
	           name.len ? "no statistic '%.*s'" : "the name says no statistic%.*s",
	           STR_ARG(name));
	for (size_t i = 0; i < STATISTICS; i++)
		if (i != MEASURE_ROWS)
			add_name(&names, str_of(statistics[i]));
	say_known(r, name, &names, "Statistics are");
	return false;
}

/* ---- Answers and groups ---- */

static bool is_text(const struct table *t, size_t column)
{
	return str_eq(t->types[column], S("text")) || str_eq(t->types[column], S("date"));
}

static bool is_bool(const struct table *t, size_t column)
{
	return str_eq(t->types[column], S("bool"));
}

/* What a value is called in the table: yes is 1. */
static str value_of(const struct table *t, size_t column, str value)
{
	if (is_bool(t, column) && (str_eq(value, S("yes")) || str_eq(value, S("no"))))
		return str_eq(value, S("yes")) ? S("1") : S("0");
	return value;
}

/* Our own words: they need no authorizer, and none of the query's limits. */
static sqlite3_stmt *own_statement(struct tables *t, char *sql)
{
	sqlite3_stmt *s = NULL;
	guard_open_door(t);
	sqlite3_prepare_v2(t->db, sql, -1, &s, NULL);
	guard_close_door(t);
	sqlite3_free(sql);
	return s;
}

static bool has_value(struct tables *t, const struct table *table, size_t column, str value)
{
	str name = table->columns[column];
	double number = 0;
	bool text = is_text(table, column);
	if (measure_lists(table, column, value))
		return true;
	if ((!text && !str_to_double(value, &number)) || measure_is_set(table, column))
		return false;
	sqlite3_stmt *s = own_statement(
	        t, sqlite3_mprintf("select 1 from \"%.*w\" where \"%.*w\" = ? limit 1",
	                           (int)table->name.len, table->name.ptr, (int)name.len, name.ptr));
	if (text)
		sqlite3_bind_text(s, 1, value.ptr, (int)value.len, SQLITE_STATIC);
	else
		sqlite3_bind_double(s, 1, number);
	bool found = s && sqlite3_step(s) == SQLITE_ROW;
	sqlite3_finalize(s);
	return found;
}

/* The longest front of the rest, up to a point, that the column has as a value; SIZE_MAX: none. */
static size_t value_length(const struct reading_name *r, const struct table *t, size_t column)
{
	for (size_t len = r->rest.len; len; len--) {
		bool ends = len == r->rest.len || r->rest.ptr[len] == '.';
		if (ends && has_value(r->asker->tables, t, column,
		                      value_of(t, column, str_sub(r->rest, 0, len))))
			return len;
	}
	return SIZE_MAX;
}

static bool read_value(struct reading_name *r, const struct table *t, size_t column,
                       struct measure_pick *out)
{
	size_t len = value_length(r, t, column);
	str said = len == SIZE_MAX ? word(r->rest) : str_sub(r->rest, 0, len);
	*out = (struct measure_pick){column, value_of(t, column, said), MEASURE_NONE,
	                             place(r, said)};
	if (len == SIZE_MAX && str_eq(said, S("most")))
		out->rank = MEASURE_MOST;
	else if (len == SIZE_MAX && str_eq(said, S("fewest")))
		out->rank = MEASURE_FEWEST;
	else if (len == SIZE_MAX)
		return false;
	r->rest = behind(r->rest, said.len);
	return true;
}

static void list_values(struct measure_asker const *asker, const struct table *t, size_t column,
                        struct names *names)
{
	str name = t->columns[column];
	sqlite3_stmt *s = own_statement(
	        asker->tables,
	        sqlite3_mprintf("select distinct cast(\"%.*w\" as text) from \"%.*w\" where "
	                        "\"%.*w\" is not null order by 1 limit 200",
	                        (int)name.len, name.ptr, (int)t->name.len, t->name.ptr,
	                        (int)name.len, name.ptr));
	while (s && sqlite3_step(s) == SQLITE_ROW)
		add_name(names,
		         arena_str(asker->arena, (str){(const char *)sqlite3_column_text(s, 0),
		                                       (size_t)sqlite3_column_bytes(s, 0)}));
	sqlite3_finalize(s);
}

static bool no_value(const struct reading_name *r, const struct table *t, size_t column)
{
	struct names names = {.n = 0};
	str said = word(r->rest);
	diag_error(r->asker->diags, said.len ? place(r, said) : r->at, "data/unknown-answer",
	           said.len ? "no row has '%.*s' in column '%.*s'"
	                    : "the name does not say which value%.*s of column '%.*s'",
	           STR_ARG(said), STR_ARG(t->columns[column]));
	list_values(r->asker, t, column, &names);
	say_known(r, said, &names, "It has");
	return false;
}

static bool no_group(const struct reading_name *r, const struct table *t)
{
	struct names names = {.n = 0};
	str said = word(r->rest);
	diag_error(r->asker->diags, place(r, said), "data/unknown-measure",
	           "table '%.*s' has no column '%.*s'", STR_ARG(t->name), STR_ARG(said));
	for (size_t i = 0; i < t->n; i++)
		add_name(&names, t->columns[i]);
	say_known(r, said, &names, "A group is a column and one of its values; columns are");
	return false;
}

/* Pairs of a column and a value, up to the end. */
static bool read_groups(struct reading_name *r, struct measure *m)
{
	const struct table *t = m->table;
	while (r->rest.len) {
		size_t column;
		struct measure_pick pick;
		if (!find_column(t, r->rest, &column))
			return no_group(r, t);
		r->rest = behind(r->rest, t->columns[column].len);
		if (!read_value(r, t, column, &pick))
			return no_value(r, t, column);
		vec_push(r->asker->arena, &m->groups, pick);
	}
	return true;
}

/* Whether a group follows, and no answer: it begins with a column's name, and no row has that word.
 */
static bool are_groups(const struct reading_name *r, const struct measure *m)
{
	size_t column;
	return find_column(m->table, r->rest, &column) &&
	       (m->column == m->table->n || value_length(r, m->table, m->column) == SIZE_MAX);
}

enum measure_kind measure_kind_of(const struct measure *m)
{
	if (m->spec)
		return m->spec->is ? KIND_YES_NO : KIND_NUMBERS;
	if (m->column == m->table->n || is_bool(m->table, m->column))
		return KIND_YES_NO;
	return is_text(m->table, m->column) ? KIND_ANSWERS : KIND_NUMBERS;
}

bool measure_is_condition(const struct measure *m)
{
	return measure_kind_of(m) == KIND_YES_NO || m->answer.column < m->table->n;
}

str measure_subject(const struct measure *m)
{
	return m->spec                   ? m->spec->name.text
	       : m->column < m->table->n ? m->table->columns[m->column]
	                                 : S("rows");
}

/* Of a column of answers one must be said; of numbers one may be, or they are all 0 and 1. */
static bool read_answer(struct reading_name *r, struct measure *m)
{
	bool wanted = measure_kind_of(m) == KIND_ANSWERS;
	if (m->spec || (!wanted && (!r->rest.len || are_groups(r, m))))
		return true;
	if (!r->rest.len || (wanted && are_groups(r, m))) {
		struct names names = {.n = 0};
		diag_error(r->asker->diags, m->subject_at, "data/answer-wanted",
		           "the name does not say which answer of '%.*s'",
		           STR_ARG(measure_subject(m)));
		list_values(r->asker, m->table, m->column, &names);
		say_known(r, S(""), &names, "Put one of its answers behind the statistic");
		return false;
	}
	return read_value(r, m->table, m->column, &m->answer) || no_value(r, m->table, m->column);
}

/* Whether the rest begins with a column and one of its values, and not with the column whose group
 * is told. */
static bool begins_group(const struct reading_name *r, const struct measure *m)
{
	struct reading_name trial = *r;
	struct measure_pick pick;
	size_t column;
	if (!find_column(m->table, r->rest, &column))
		return true;
	trial.rest = behind(r->rest, m->table->columns[column].len);
	return trial.rest.len && read_value(&trial, m->table, column, &pick);
}

/* most and fewest of a condition tell of a column's groups, which group has it most often. */
static bool read_named(struct reading_name *r, struct measure *m)
{
	bool condition = measure_kind_of(m) == KIND_YES_NO;
	if (!condition && (m->spec || !r->rest.len || begins_group(r, m)))
		return true;
	if (find_column(m->table, r->rest, &m->named)) {
		r->rest = behind(r->rest, m->table->columns[m->named].len);
		return true;
	}
	diag_error(r->asker->diags, m->subject_at, "data/answer-wanted",
	           "the name does not say of which column the group is");
	diag_hint(r->asker->diags, "Write the column behind it: {%.*s.%.*s.%s.COLUMN}.",
	          STR_ARG(m->table->name), STR_ARG(measure_subject(m)),
	          measure_statistic_name(m->statistic));
	return false;
}

static bool wants_numbers(enum measure_statistic s)
{
	return s == MEASURE_MEAN || s == MEASURE_MEDIAN || s == MEASURE_SUM;
}

static bool fits(const struct reading_name *r, const struct measure *m)
{
	enum measure_kind kind = measure_kind_of(m);
	if (m->spec && m->spec->of &&
	    (m->statistic == MEASURE_SHARE || m->statistic == MEASURE_COUNT)) {
		diag_error(r->asker->diags, r->at, "data/not-yes-or-no",
		           "measure '%.*s' is a number, which has no %s",
		           STR_ARG(m->spec->name.text), measure_statistic_name(m->statistic));
		diag_hint(r->asker->diags, "Its base tells how many there are: {%.*s.%.*s.base}.",
		          STR_ARG(m->table->name), STR_ARG(m->spec->name.text));
		return false;
	}
	if (kind != KIND_ANSWERS || !wants_numbers(m->statistic))
		return true;
	diag_error(r->asker->diags, m->subject_at, "data/not-a-number-column",
	           "column '%.*s' holds texts, which have no %s", STR_ARG(measure_subject(m)),
	           measure_statistic_name(m->statistic));
	diag_hint(r->asker->diags,
	          "Answers have a share and a count each, and one that most have.");
	return false;
}

/* ---- All of it ---- */

struct measure measure_nothing(const struct table *t, struct span at)
{
	struct measure m = {.at = at, .table = t, .subject_at = at};
	m.answer.column = m.named = m.column = t->n;
	m.answer.rank = MEASURE_NONE;
	return m;
}

bool measure_read(const struct measure_asker *asker, str name, struct span at, struct measure *m)
{
	struct reading_name r = {asker, name, name, at};
	if (!read_table(&r, m))
		return false;
	if (is_rows(&r, m)) {
		m->statistic = MEASURE_ROWS;
		r.rest = behind(r.rest, 4);
		return read_groups(&r, m);
	}
	if (!read_subject(&r, m) || !read_statistic(&r, m) || !fits(&r, m))
		return false;
	bool ranks = m->statistic == MEASURE_MOST || m->statistic == MEASURE_FEWEST;
	bool counts = m->statistic == MEASURE_SHARE || m->statistic == MEASURE_COUNT;
	if ((ranks && !read_named(&r, m)) || (counts && !read_answer(&r, m)))
		return false;
	return read_groups(&r, m);
}

bool measure_read_subject(const struct measure_asker *asker, str name, struct span at,
                          struct measure *m)
{
	struct reading_name r = {asker, name, name, at};
	if (!read_table(&r, m))
		return false;
	m->statistic = MEASURE_NONE;
	if (is_rows(&r, m)) {
		m->statistic = MEASURE_ROWS;
		r.rest = behind(r.rest, 4);
	} else if (!read_subject(&r, m)) {
		return false;
	}
	if (r.rest.len && !m->spec && m->statistic != MEASURE_ROWS && !are_groups(&r, m) &&
	    !(read_value(&r, m->table, m->column, &m->answer) || no_value(&r, m->table, m->column)))
		return false;
	return read_groups(&r, m);
}
