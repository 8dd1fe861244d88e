/* What the cells of a column hold, asked when a problem depends on it. */
#include "data/typed/parts.h"

#include "data/read/amount.h"
#include "data/read/day.h"

enum { MOST_CELLS = 10000 };            /* the first of a table that are looked at */

static sqlite3_stmt *ask(const struct typed *typed, const char *format, const struct typed_table *t,
                         size_t column)
{
	str name = t->columns[column];
	sqlite3_stmt *s = NULL;
	char *sql = sqlite3_mprintf(format, (int)name.len, name.ptr, (int)t->name.len, t->name.ptr,
	                            MOST_CELLS);
	sqlite3_prepare_v2(typed->db, sql, -1, &s, NULL);
	sqlite3_free(sql);
	return s;
}

bool typed_holds(const struct typed *typed, const struct typed_table *t, size_t column, str text)
{
	sqlite3_stmt *s =
	        ask(typed, "select 1 from (select \"%.*w\" as x from \"%.*w\") where x = ?1 and %d",
	            t, column);
	sqlite3_bind_text(s, 1, text.ptr, (int)text.len, SQLITE_STATIC);
	bool holds = !s || sqlite3_step(s) == SQLITE_ROW;
	sqlite3_finalize(s);
	return holds;
}

/* Where a text comes in the order of numbers, or of days: 1 200; 45 %; € 300; 01.02.2004; 67 10. */
static bool read_value(struct months *months, str s, double *value)
{
	struct amount a;
	struct day d;
	unsigned whole = 0;
	bool amount = amount_read(s, &a);
	unsigned customs = amount ? amount_customs(&a, &whole) : 0;
	customs = whole ? whole : customs;
	if (customs)
		return amount_real(&a, (enum reading_custom)(customs & (0u - customs)), value);
	if (day_read(months, s, &d) && d.orders) {
		size_t order = d.orders & DAY_FIRST ? 0 : 1;
		*value = d.year * 10000.0 + d.month[order] * 100 + d.day[order];
		return true;
	}
	*value = amount ? (double)a.digits : 0;
	return amount;
}

static bool is_misordered(const struct typed *typed, const struct typed_table *t, size_t column)
{
	sqlite3_stmt *s =
	        ask(typed,
	            "select distinct x from (select \"%.*w\" as x from \"%.*w\" limit %d) "
	            "where x is not null order by x collate binary",
	            t, column);
	size_t all = 0, numbers = 0;
	double last = 0, value;
	bool falls = false;
	struct arena *a = arena_new();
	struct months months = {.arena = a};
	for (; s && sqlite3_step(s) == SQLITE_ROW; all++) {
		str text = read_trim(str_of((const char *)sqlite3_column_text(s, 0)));
		if (!read_value(&months, text, &value))
			continue;
		falls |= numbers++ && value < last;
		last = value;
	}
	sqlite3_finalize(s);
	arena_drop(a);
	return falls && numbers * 4 >= all;
}

/* Hundreds of queries may sort by one column, whose cells stay as they are. */
bool typed_misordered(const struct typed *typed, const struct typed_table *t, size_t column)
{
	enum { UNKNOWN, IN_ORDER, MISORDERED };
	uint8_t *known = &typed->orders[t - typed->tables][column];
	if (*known == UNKNOWN)
		*known = is_misordered(typed, t, column) ? MISORDERED : IN_ORDER;
	return *known == MISORDERED;
}
