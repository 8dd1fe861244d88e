/* Any bytes as a query: refused with a report inside of it, or rows that are the same a second
 * time. */
#include "fuzz/database.h"
#include "fuzz/kept.h"

static str answer(struct arena *a, const struct database *o, str sql)
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
	struct arena *a = fuzz_arena();
	const struct database *o = database_opened();
	str sql = {(const char *)bytes, len};
	/* Texts of a project are UTF-8 without NUL before they are queries. */
	if (utf8_check(sql) == len && !str_has(sql, 0)) {
		str once = answer(a, o, sql);
		promise(str_hash(sql) % 8 || str_eq(once, answer(a, o, sql)),
		        "the same answer the second time");
	}
	arena_reset(a);
	return 0;
}
