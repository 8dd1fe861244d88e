/* Any bytes as a query: refused with a report inside of it, or rows that are the same a second
 * time. */
#include "fuzz/database.h"

enum { TIMES = 500 }; /* that tables are asked until they are opened anew */

struct opened {
	struct arena *arena;
	struct diags *diags;
	struct project project;
	struct tables *tables;
};

/* The tables, which take longer to open than most queries to answer. */
static const struct opened *opened(void)
{
	static struct opened o;
	static unsigned times;
	if (times++ % TIMES == 0) {
		if (o.arena)
			arena_drop(o.arena);
		o.arena = arena_new();
		o.diags = diags_new(o.arena);
		o.project = database_project(o.diags);
		o.tables = tables_open(o.arena, o.diags, &o.project, database_bytes());
		promise(o.tables, "there are tables");
	}
	return &o;
}

static str answer(struct arena *a, const struct opened *o, str sql)
{
	const struct binding country = {S(":country"), {.type = CELL_TEXT, .text = S("LV")}};
	struct diags *d = diags_like(a, o->diags);
	struct buf b = {0};
	struct rows rows;
	struct query query = {.sql = sql, .at = {1, (uint32_t)sql.len, 0}};
	bool good = tables_query(o->tables, a, d, query, &country, 1, QUERY_PRINTED, &rows);
	promise(good == !diag_errors(d), "refused means reported");
	fuzz_reports(d, 1, sql.len);
	diag_show(d, DIAG_PLAIN, 0, &b);
	for (size_t i = 0; good && i < rows.n * rows.columns; i++) {
		const struct cell *c = &rows.cells[i];
		buf_printf(&b, "%d %lld %g %.*s|", c->type, (long long)c->integer, c->real,
		           STR_ARG(c->text));
	}
	str text = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = arena_new();
	const struct opened *o = opened();
	str sql = {(const char *)bytes, len};
	/* Texts of a project are UTF-8 without NUL before they are queries. */
	if (utf8_check(sql) == len && !str_has(sql, 0)) {
		str once = answer(a, o, sql);
		promise(str_eq(once, answer(a, o, sql)), "the same answer the second time");
	}
	arena_drop(a);
	return 0;
}
