/* Checks of a column's values, one by one: what they may be. */
#include "data/checks.h"

#include "data/measure_parts.h"

#include <math.h>

struct column_check {
	const struct checked *of;
	const struct column_checks *said;
	size_t column;
	str name;
	bool text;
	double least, most;
	struct map *allowed; /* texts, and numbers as texts */
	struct check_pattern *pattern;
	bool slow;
};

typedef bool fails(struct column_check *, sqlite3_stmt *);

static str value_of(sqlite3_stmt *s)
{
	const char *text = (const char *)sqlite3_column_text(s, 1);
	return (str){text ? text : "", text ? (size_t)sqlite3_column_bytes(s, 1) : 0};
}

/* Goes through all rows that have a value, or that have none. */
static struct check_failed walk(struct column_check *k, fails *fails, bool none)
{
	struct check_failed found = {0};
	struct buf sql = {0};
	check_put_select(&sql, "select rowid, ", k->name, k->of->table.name);
	buf_put(&sql, S(" where "));
	sql_put_name(&sql, k->name);
	buf_put(&sql, none ? S(" is null order by rowid") : S(" is not null order by rowid"));
	sqlite3_stmt *s = check_ask(k->of, &sql);
	while (s && !k->slow && sqlite3_step(s) == SQLITE_ROW)
		if (fails(k, s))
			check_fail(k->of, &found, sqlite3_column_int64(s, 0), value_of(s));
	sqlite3_finalize(s);
	return found;
}

static const char *rows(const struct check_failed *f)
{
	return f->n == 1 ? "row has" : "rows have";
}

/* ---- required ---- */

static bool any_row(struct column_check *k, sqlite3_stmt *s)
{
	(void)k, (void)s;
	return true;
}

static void check_required(struct column_check *k)
{
	struct check_failed f = walk(k, any_row, true);
	if (!f.n)
		return;
	diag_error(k->of->diags, k->said->required_at, "data/check-required",
	           "%llu %s no value in column '%.*s'", (unsigned long long)f.n, rows(&f),
	           STR_ARG(k->name));
	check_tell_rows(k->of, &f, k->name);
}

/* ---- min, max ---- */

static bool out_of_range(struct column_check *k, sqlite3_stmt *s)
{
	const struct column_checks *c = k->said;
	if (k->text)
		return (c->least.text.len && str_cmp(value_of(s), c->least.text) < 0) ||
		       (c->most.text.len && str_cmp(value_of(s), c->most.text) > 0);
	double value = sqlite3_column_double(s, 1);
	return value < k->least || value > k->most;
}

static bool limit(const struct column_check *k, const struct said *said, double none, double *out)
{
	bool date = str_eq(k->of->table.types[k->column], S("date"));
	*out = none;
	if (!said->text.len)
		return true;
	if (k->text && !date)
		return check_type(k->of, said->at, k->name, "texts, which have no order");
	if (date ? yaml_date_ok(said->text) : str_to_double(said->text, out))
		return true;
	return check_type(k->of, said->at, k->name,
	                  date ? "dates, which are written as 2015-10-31" : "numbers");
}

static void check_range(struct column_check *k)
{
	const struct column_checks *c = k->said;
	if (!limit(k, &c->least, -INFINITY, &k->least) || !limit(k, &c->most, INFINITY, &k->most))
		return;
	struct check_failed f = walk(k, out_of_range, false);
	if (!f.n)
		return;
	diag_error(k->of->diags, c->least.text.len ? c->least.at : c->most.at, "data/check-range",
	           "%llu %s a value in column '%.*s' that is not %s%.*s%s%.*s",
	           (unsigned long long)f.n, rows(&f), STR_ARG(k->name),
	           c->least.text.len ? "at least " : "", STR_ARG(c->least.text),
	           !c->most.text.len   ? ""
	           : c->least.text.len ? " and at most "
	                               : "at most ",
	           STR_ARG(c->most.text));
	check_tell_rows(k->of, &f, k->name);
}

/* ---- pattern ---- */

static bool no_match(struct column_check *k, sqlite3_stmt *s)
{
	int matches = check_pattern_matches(k->pattern, value_of(s));
	k->slow = matches < 0;
	return !matches;
}

static void check_pattern(struct column_check *k)
{
	k->pattern = check_pattern_new(k->of, &k->said->pattern);
	if (!k->pattern)
		return;
	struct check_failed f = walk(k, no_match, false);
	if (k->slow) {
		diag_error(k->of->diags, k->said->pattern.at, "data/bad-pattern",
		           "the pattern takes too long with a value of column '%.*s'",
		           STR_ARG(k->name));
		diag_hint(k->of->diags, "Do not let repeated parts hold repeated parts.");
	} else if (f.n) {
		diag_error(k->of->diags, k->said->pattern.at, "data/check-pattern",
		           "%llu %s a value in column '%.*s' that does not match",
		           (unsigned long long)f.n, rows(&f), STR_ARG(k->name));
		check_tell_rows(k->of, &f, k->name);
	}
}

/* ---- values, in ---- */

static str key_of(const struct column_check *k, sqlite3_stmt *s, int column)
{
	if (k->text)
		return (str){(const char *)sqlite3_column_text(s, column),
		             (size_t)sqlite3_column_bytes(s, column)};
	return arena_printf(k->of->arena, "%.17g", sqlite3_column_double(s, column));
}

static bool not_allowed(struct column_check *k, sqlite3_stmt *s)
{
	uint32_t none;
	return !map_get(k->allowed, key_of(k, s, 1), &none);
}

/* values: codebook */
static bool take_codes(struct column_check *k)
{
	const struct codebook *book = k->of->table.book;
	const struct codebook_variable *v = book ? codebook_find(book, k->name) : NULL;
	if (!v || !v->codes.n)
		return check_type(k->of, k->said->values_at, k->name, "no codes of a code book");
	for (size_t i = 0; i < v->codes.n; i++) {
		const struct codebook_code *code = &v->codes.at[i];
		uint32_t number = (uint32_t)i;
		if (!code->missing && (k->text || code->number))
			map_add(k->allowed,
			        k->text ? code->code
			                : arena_printf(k->of->arena, "%.17g", code->value),
			        &number);
	}
	return true;
}

static bool take_values(struct column_check *k)
{
	const struct column_checks *c = k->said;
	if (c->values_n == 1 && str_eq(c->values[0].text, S("codebook")))
		return take_codes(k);
	for (size_t i = 0; i < c->values_n; i++) {
		uint32_t number = (uint32_t)i;
		double value;
		str key = c->values[i].text;
		if (!k->text && !str_to_double(key, &value))
			return check_type(k->of, c->values[i].at, k->name, "numbers");
		if (!k->text)
			key = arena_printf(k->of->arena, "%.17g", value);
		map_add(k->allowed, key, &number);
	}
	return true;
}

static void check_values(struct column_check *k)
{
	k->allowed = map_new(k->of->arena);
	if (!take_values(k))
		return;
	struct check_failed f = walk(k, not_allowed, false);
	if (!f.n)
		return;
	diag_error(k->of->diags, k->said->values_at, "data/check-values",
	           "%llu %s a value in column '%.*s' that is not allowed", (unsigned long long)f.n,
	           rows(&f), STR_ARG(k->name));
	check_tell_rows(k->of, &f, k->name);
}

/* ---- in: a key into another table ---- */

static bool no_key(const struct column_check *k, const char *what, str name)
{
	const struct said *in = &k->said->in;
	diag_error(k->of->diags, in->at, "data/check-key", "there is no public %s '%.*s'", what,
	           STR_ARG(name));
	diag_hint(k->of->diags, "Write TABLE.COLUMN: a public table or view, and a column of it.");
	return false;
}

static const struct table *other_table(const struct column_check *k, size_t *column)
{
	str name = str_until(k->said->in.text, '.'), rest = str_from(k->said->in.text, name.len);
	const struct table *t = k->of->public ? measure_table(k->of->public, name) : NULL;
	rest = str_from(rest, rest.len ? 1 : 0);
	if (!t)
		return k->of->public ? no_key(k, "table", name), NULL : NULL;
	for (*column = 0; *column < t->n; (*column)++)
		if (sql_same(t->columns[*column], rest))
			return t;
	no_key(k, "column", rest);
	return NULL;
}

static bool same_kind(const struct column_check *k, const struct table *t, size_t column)
{
	bool text = str_eq(t->types[column], S("text")) || str_eq(t->types[column], S("date"));
	return text == k->text || check_type(k->of, k->said->in.at, k->name,
	                                     k->text ? "texts, and the other numbers"
	                                             : "numbers, and the other texts");
}

static bool take_keys(struct column_check *k)
{
	size_t column;
	uint32_t number = 0;
	struct buf sql = {0};
	const struct table *t = other_table(k, &column);
	struct checked other = *k->of;
	if (!t || !same_kind(k, t, column))
		return false;
	check_put_select(&sql, "select distinct ", t->columns[column], t->name);
	other.db = k->of->public->db;
	sqlite3_stmt *s = check_ask(&other, &sql);
	while (s && sqlite3_step(s) == SQLITE_ROW)
		if (sqlite3_column_type(s, 0) != SQLITE_NULL)
			map_add(k->allowed, arena_str(k->of->arena, key_of(k, s, 0)), &number);
	sqlite3_finalize(s);
	return s != NULL;
}

static void check_in(struct column_check *k)
{
	k->allowed = map_new(k->of->arena);
	if (!take_keys(k))
		return;
	struct check_failed f = walk(k, not_allowed, false);
	if (!f.n)
		return;
	diag_error(k->of->diags, k->said->in.at, "data/check-key",
	           "%llu %s a value in column '%.*s' that %.*s has not", (unsigned long long)f.n,
	           rows(&f), STR_ARG(k->name), STR_ARG(k->said->in.text));
	check_tell_rows(k->of, &f, k->name);
}

/* ---- All of a column ---- */

void check_one_column(const struct checked *c, const struct column_checks *said)
{
	struct column_check k = {.of = c, .said = said, .column = check_column(c, &said->column)};
	if (k.column == SIZE_MAX)
		return;
	k.name = c->table.columns[k.column];
	k.text = check_is_text(c, k.column);
	if (said->required_at.file)
		check_required(&k);
	if (said->unique_at.file)
		check_key(c, &said->column, 1, said->unique_at);
	if (said->least.text.len || said->most.text.len)
		check_range(&k);
	if (said->pattern.text.len)
		check_pattern(&k);
	if (said->values_n)
		check_values(&k);
	if (said->in.text.len)
		check_in(&k);
}

/* ---- weight: ---- */

static bool no_weight(struct column_check *k, sqlite3_stmt *s)
{
	(void)k;
	return sqlite3_column_type(s, 1) == SQLITE_NULL || !(sqlite3_column_double(s, 1) >= 0);
}

static void tell_weights(struct column_check *k, bool none)
{
	struct check_failed f = walk(k, no_weight, none);
	if (!f.n)
		return;
	diag_error(k->of->diags, k->said->column.at, "data/bad-weight",
	           "%llu %s no weight in column '%.*s'%s", (unsigned long long)f.n, rows(&f),
	           STR_ARG(k->name), none ? "" : ": it is below zero");
	diag_hint(k->of->diags, "Write 0 for rows that stand for no case, or leave them out in a "
	                        "view.");
	check_tell_rows(k->of, &f, k->name);
}

void check_weight(const struct checked *c, const struct said *weight)
{
	const struct column_checks said = {.column = *weight};
	struct column_check k = {.of = c, .said = &said, .column = check_column(c, weight)};
	if (k.column == SIZE_MAX)
		return;
	k.name = c->table.columns[k.column];
	if (check_is_text(c, k.column)) {
		check_type(c, weight->at, k.name, "texts, which are no weights");
		return;
	}
	tell_weights(&k, true);
	tell_weights(&k, false);
}
