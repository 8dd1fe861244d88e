/* What the cells of a column hold, asked when a problem depends on it. */
#include "data/typed/parts.h"

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

/* 01.02.2004, 1/2/2004: a number by which days sort. */
static bool read_day(str s, double *value)
{
	int64_t parts[3] = {0};
	size_t i = 0, n = 0;
	for (; n < 3; n++) {
		size_t from = i;
		for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
			parts[n] = parts[n] % 100000 * 10 + (s.ptr[i] - '0');
		if (i == from || i - from > 4 ||
		    (n < 2 && (i >= s.len || !str_has(S("./- "), s.ptr[i++]))))
			return false;
	}
	*value = (double)(parts[2] * 10000 + parts[1] * 100 + parts[0]);
	return i == s.len && parts[2] > 999 && parts[1] <= 31 && parts[0] <= 31;
}

/* A number as offices write them, well enough to say where it comes in their order: 1 200; 1.200,5;
 * 45 %; € 300. */
static bool read_number(str s, double *value)
{
	char plain[40];
	size_t n = 0;
	for (uint32_t c; s.len;) {
		c = utf8_next(&s);
		bool group = s.len >= 3 && str_has(S("0123456789"), s.ptr[0]) &&
		             str_has(S("0123456789"), s.ptr[2]) &&
		             (s.len == 3 || !str_has(S("0123456789"), s.ptr[3]));
		if (n + 1 >= sizeof plain)
			return false;
		if ((c >= '0' && c <= '9') || (!n && c == '-'))
			plain[n++] = (char)c;
		else if ((c == '.' || c == ',') && !group)
			plain[n++] = '.';
		else if (!(c == '.' || c == ',' || c == ' ' || c == '\'' || c == '%' || c == '+' ||
		           c == 0xa0 || c == 0x202f || c == 0x2019 || c == 0x20ac || c == '$'))
			return false;
	}
	return str_to_double((str){plain, n}, value);
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
	for (; s && sqlite3_step(s) == SQLITE_ROW; all++) {
		str text = str_trim(str_of((const char *)sqlite3_column_text(s, 0)));
		if (!read_day(text, &value) && !read_number(text, &value))
			continue;
		falls |= numbers++ && value < last;
		last = value;
	}
	sqlite3_finalize(s);
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
