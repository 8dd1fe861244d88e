/* The words of a query as an author wrote them. */
#include "data/tables_parts.h"

/* A comment ends at a line's end; a text that folding made one line of stays one. */
str asked_lines(struct arena *a, const struct yaml *yaml)
{
	str lines = yaml_lines(a, yaml);
	char *sql = arena_cstr(a, lines);
	struct sql_scan scan = {lines, 0, 0};
	for (struct sql_token t; sql_next(&scan, &t);)
		if (t.kind == SQL_STRING || t.kind == SQL_QUOTED)
			memcpy(sql + t.off, yaml->text.ptr + t.off, t.text.len);
	return (str){sql, lines.len};
}
