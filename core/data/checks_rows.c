/* Checks of rows together: how many there are, which are alike, and what adds up. */
#include "data/checks.h"

#include "data/measure_parts.h"

/* ---- rows ---- */

void check_rows(const struct checked *c, const struct checks_said *said)
{
	struct buf sql = {0};
	if (!said->rows_at.file)
		return;
	buf_put(&sql, S("select count(*) from "));
	sql_put_name(&sql, c->table.name);
	sqlite3_stmt *s = check_ask(c, &sql);
	int64_t n = s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
	sqlite3_finalize(s);
	bool few = said->least_rows >= 0 && n < said->least_rows;
	bool many = said->most_rows >= 0 && n > said->most_rows;
	if (s && (few || many))
		diag_error(c->diags, said->rows_at, "data/check-rows",
		           "table '%.*s' has %lld rows, %s %lld", STR_ARG(c->table.name),
		           (long long)n,
		           said->least_rows == said->most_rows ? "not"
		           : few                               ? "fewer than"
		                                               : "more than",
		           (long long)(few ? said->least_rows : said->most_rows));
}

/* ---- unique ---- */

static bool put_columns(const struct checked *c, struct buf *b, const struct said *columns,
                        size_t n, const char *between)
{
	size_t there = 0;
	for (size_t i = 0; i < n; i++) {
		size_t column = check_column(c, &columns[i]);
		buf_put(b, str_of(i ? between : ""));
		if (column != SIZE_MAX)
			sql_put_name(b, c->table.columns[column]);
		there += column != SIZE_MAX;
	}
	return there == n;
}

static str names_of(struct arena *a, const struct said *columns, size_t n)
{
	str out = S("");
	for (size_t i = 0; i < n; i++)
		out = arena_printf(a, "%.*s%s%.*s", STR_ARG(out), i ? ", " : "",
		                   STR_ARG(columns[i].text));
	return out;
}

/* The values of a row's columns from `from` on, with points between them. */
static str values_of(struct arena *a, sqlite3_stmt *s, int from, size_t n)
{
	str out = S("");
	for (size_t i = 0; i < n; i++) {
		const char *text = (const char *)sqlite3_column_text(s, from + (int)i);
		out = arena_printf(a, "%.*s%s%s", STR_ARG(out), i ? ", " : "", text ? text : "");
	}
	return out;
}

/* A row without a value in one of the columns is like no other. */
static bool put_alike(const struct checked *c, struct buf *b, const struct said *columns, size_t n)
{
	struct buf list = {0}, all = {0};
	bool good = put_columns(c, &list, columns, n, ", ");
	for (size_t i = 0; good && i < n; i++) {
		buf_put(&all, i ? S(" and ") : S(""));
		put_columns(c, &all, &columns[i], 1, "");
		buf_put(&all, S(" is not null"));
	}
	buf_printf(b, "select rowid, %.*s from ", STR_ARG(buf_str(&list)));
	sql_put_name(b, c->table.name);
	buf_printf(b, " where (%.*s) in (select %.*s from ", STR_ARG(buf_str(&list)),
	           STR_ARG(buf_str(&list)));
	sql_put_name(b, c->table.name);
	buf_printf(b, " where %.*s group by %.*s having count(*) > 1) order by %.*s, rowid",
	           STR_ARG(buf_str(&all)), STR_ARG(buf_str(&list)), STR_ARG(buf_str(&list)));
	buf_drop(&list);
	buf_drop(&all);
	return good;
}

void check_key(const struct checked *c, const struct said *columns, size_t n, struct span at)
{
	struct check_failed f = {0};
	struct buf sql = {0};
	str names = names_of(c->arena, columns, n);
	if (!put_alike(c, &sql, columns, n)) {
		buf_drop(&sql);
		return;
	}
	sqlite3_stmt *s = check_ask(c, &sql);
	while (s && sqlite3_step(s) == SQLITE_ROW)
		check_fail(c, &f, sqlite3_column_int64(s, 0), values_of(c->arena, s, 1, n));
	sqlite3_finalize(s);
	if (!f.n)
		return;
	diag_error(c->diags, at, "data/check-unique",
	           "%llu rows have what another row has in %s '%.*s'", (unsigned long long)f.n,
	           n == 1 ? "column" : "columns", STR_ARG(names));
	check_tell_rows(c, &f, names);
}

/* ---- sums ---- */

static bool numbers(const struct checked *c, const struct said *columns, size_t n)
{
	size_t there = 0;
	for (size_t i = 0; i < n; i++) {
		size_t column = check_column(c, &columns[i]);
		if (column != SIZE_MAX && check_is_text(c, column))
			check_type(c, columns[i].at, columns[i].text, "texts, which do not add up");
		there += column != SIZE_MAX && !check_is_text(c, column);
	}
	return there == n;
}

/* "a + b", or "sum(a) + sum(b)". */
static void put_sum(const struct checked *c, struct buf *b, const struct said *of, size_t n,
                    bool rows)
{
	buf_put(b, rows ? S("sum(") : S("("));
	put_columns(c, b, of, n, rows ? ") + sum(" : " + ");
	buf_byte(b, ')');
}

static void put_to(const struct checked *c, struct buf *b, const struct sum_check *s, bool number)
{
	if (number)
		buf_put(b, s->to.text);
	else
		put_sum(c, b, &s->to, 1, s->all || s->by_n);
}

static void put_query(const struct checked *c, const struct sum_check *s, bool number,
                      struct buf *b)
{
	bool rows = s->all || s->by_n;
	struct buf of = {0}, to = {0};
	put_sum(c, &of, s->of, s->of_n, rows);
	put_to(c, &to, s, number);
	buf_printf(b, "select %s, %.*s, %.*s", rows ? "min(rowid)" : "rowid", STR_ARG(buf_str(&of)),
	           STR_ARG(buf_str(&to)));
	buf_put(b, str_of(s->by_n ? ", " : ""));
	put_columns(c, b, s->by, s->by_n, ", ");
	buf_put(b, S(" from "));
	sql_put_name(b, c->table.name);
	if (s->by_n) {
		buf_put(b, S(" group by "));
		put_columns(c, b, s->by, s->by_n, ", ");
	}
	buf_printf(b, "%s abs((%.*s) - (%.*s)) > %.17g order by 1", rows ? " having" : " where",
	           STR_ARG(buf_str(&of)), STR_ARG(buf_str(&to)), s->within);
	buf_drop(&of);
	buf_drop(&to);
}

static bool columns_there(const struct checked *c, const struct sum_check *s, bool number)
{
	size_t there = 0;
	bool good = numbers(c, s->of, s->of_n) && (number || numbers(c, &s->to, 1));
	for (size_t i = 0; i < s->by_n; i++)
		there += check_column(c, &s->by[i]) != SIZE_MAX;
	return good && there == s->by_n;
}

static str told(const struct checked *c, const struct sum_check *s, sqlite3_stmt *row)
{
	str of = values_of(c->arena, row, 1, 1), to = values_of(c->arena, row, 2, 1);
	str group = values_of(c->arena, row, 3, s->by_n);
	return arena_printf(c->arena, "%.*s%s%.*s, not %.*s", STR_ARG(group), s->by_n ? ": " : "",
	                    STR_ARG(of), STR_ARG(to));
}

static void tell_sum(const struct checked *c, const struct sum_check *said,
                     const struct check_failed *f)
{
	static const char *const words[] = {"row does", "rows do", "group does", "groups do"};
	str names = names_of(c->arena, said->of, said->of_n);
	diag_error(c->diags, said->to.at, "data/check-sum", "%.*s: %llu %s not add up to %.*s",
	           STR_ARG(names), (unsigned long long)f->n,
	           said->all ? "column does" : words[(said->by_n ? 2 : 0) + (f->n != 1)],
	           STR_ARG(said->to.text));
	check_tell_rows(c, f, names);
}

static void check_sum(const struct checked *c, const struct sum_check *said)
{
	struct check_failed f = {0};
	struct buf sql = {0};
	double number;
	bool is_number = str_to_double(said->to.text, &number);
	if (!columns_there(c, said, is_number))
		return;
	put_query(c, said, is_number, &sql);
	sqlite3_stmt *s = check_ask(c, &sql);
	while (s && sqlite3_step(s) == SQLITE_ROW)
		check_fail(c, &f, sqlite3_column_int64(s, 0), told(c, said, s));
	sqlite3_finalize(s);
	if (f.n)
		tell_sum(c, said, &f);
}

void check_sums(const struct checked *c, const struct checks_said *said)
{
	for (size_t i = 0; i < said->sums_n; i++)
		check_sum(c, &said->sums[i]);
}
