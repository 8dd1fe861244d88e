/* The columns of a query, before it runs: what the server says that they are. */
#include "postgres.h"

#include <stdio.h>

/* Of pg_type.dat, which never change. */
enum { OID_BOOL = 16, OID_BYTES = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_OID = 26,
       OID_FLOAT4 = 700, OID_FLOAT8 = 701, OID_MONEY = 790, OID_DATE = 1082, OID_NUMERIC = 1700 };

static uint32_t type_of(Oid oid)
{
	switch (oid) {
	case OID_BOOL: return STROM_COLUMN_BOOL;
	case OID_INT2:
	case OID_INT4:
	case OID_INT8:
	case OID_OID: return STROM_COLUMN_INT;
	case OID_FLOAT4:
	case OID_FLOAT8:
	case OID_NUMERIC: return STROM_COLUMN_REAL;
	case OID_DATE: return STROM_COLUMN_DATE;
	default: return STROM_COLUMN_TEXT;
	}
}

/* What no cell can hold: by category, as pg_type has them, or by type. */
static const char *why_not(char category, Oid oid, const char **hint)
{
	*hint = "Write a query that leaves it out, or makes a text of it: cast(column as text).";
	switch (category) {
	case 'A':
		*hint = "Write a query: unnest(column) makes a row of each element, "
		        "array_to_string(column, ', ') one text.";
		return "an array";
	case 'C': return "a row of several values";
	case 'R': return "a range";
	case 'G': return "a geometric shape";
	case 'P': return "no type of a table's";
	default: break;
	}
	if (oid == OID_BYTES)
		return "bytes";
	*hint = "Write a query: cast(column as numeric).";
	return oid == OID_MONEY ? "money, which each server writes in its own way" : NULL;
}

static bool check(struct server *s, const PGresult *d, int i, char category)
{
	const char *hint, *why = why_not(category, PQftype(d, i), &hint);
	if (!why)
		return true;
	return strom_fault(&s->faults, server_at(s, 0, (uint32_t)i), "postgres/column", hint,
	                   "the column '%.60s' holds %s", PQfname(d, i), why);
}

static bool push(struct server *s, const PGresult *d, int i)
{
	struct strom_column c = {.size = sizeof c,
	                         .type = STROM_COLUMN_WRITTEN,
	                         .name = strom_text(PQfname(d, i)),
	                         .pos = server_at(s, 0, (uint32_t)i)};
	s->types[i] = type_of(PQftype(d, i));
	c.said = s->types[i] == STROM_COLUMN_TEXT || s->types[i] == STROM_COLUMN_BOOL ? s->types[i]
	                                                                              : 0;
	c.said_pos = c.pos;
	return s->host->column(s->job, &c);
}

/* One letter a column. */
static bool categories(struct server *s, const PGresult *d, char *out)
{
	const char *sql = "select typcategory from pg_catalog.pg_type where oid = $1";
	for (int i = 0; i < s->columns; i++) {
		char oid[16];
		const char *values[1] = {oid};
		snprintf(oid, sizeof oid, "%u", PQftype(d, i));
		PGresult *r = server_answer(
		        s, PQsendQueryParams(s->connection, sql, 1, NULL, values, NULL, NULL, 0),
		        PGRES_TUPLES_OK);
		if (!r)
			return false;
		out[i] = PQntuples(r) == 1 ? *PQgetvalue(r, 0, 0) : 'X';
		PQclear(r);
	}
	return true;
}

static bool tell_table(struct server *s)
{
	strom_str table = strom_option_text(s->job, "table");
	struct strom_sheet sheet = {.size = sizeof sheet, .kind = STROM_SHEET_ROWS,
	                            .name = table.len ? table : STROM_S("query")};
	s->told = s->host->sheet(s->job, &sheet);
	return s->told;
}

static bool take(struct server *s, const PGresult *d)
{
	s->columns = PQnfields(d);
	if (!s->columns || s->columns > MOST_COLUMNS)
		return strom_fault(&s->faults, strom_nowhere(), "postgres/no-columns",
		                   "Write a query that selects columns.",
		                   "the query gives %d columns", s->columns);
	char *kinds = s->job->host->alloc(s->job, (size_t)s->columns);
	s->types = s->job->host->alloc(s->job, (size_t)s->columns * sizeof *s->types);
	if (!categories(s, d, kinds) || !tell_table(s))
		return false;
	for (int i = 0; i < s->columns; i++)
		check(s, d, i, kinds[i]);
	for (int i = 0; !s->faults.errors && i < s->columns; i++)
		if (!push(s, d, i))
			return false;
	return !s->faults.errors;
}

bool server_columns(struct server *s)
{
	PGresult *d =
	        server_answer(s, PQsendDescribePrepared(s->connection, "strom"), PGRES_COMMAND_OK);
	bool good = d && take(s, d);
	PQclear(d);
	return good;
}
