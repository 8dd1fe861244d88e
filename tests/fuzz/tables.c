/* Any bytes as the database that a loader hands over, in which foreign code may have run: refused
 * with a report, or tables that can be asked. */
#include "fuzz/database.h"
#include "fuzz/kept.h"

static void ask(struct tables *t, struct arena *a, struct diags *d, const char *sql)
{
	struct rows rows;
	if (!tables_query(t, a, d, (struct query){.sql = str_of(sql), .at = {.file = 1}}, NULL, 0,
	                  0, &rows))
		return;
	for (size_t i = 0; i < rows.n * rows.columns; i++)
		promise(rows.cells[i].type != CELL_TEXT ||
		                utf8_check(rows.cells[i].text) <= rows.cells[i].text.len,
		        "a text has its length");
}

/* One of the questions, and now and then all that there is: chance has it, the same each time. */
static void ask_all(struct tables *t, struct arena *a, struct diags *d, uint64_t chance)
{
	static const char *const questions[] = {
	        "select * from survey order by 1 limit 50",
	        "select country, count(*), avg(share) from survey group by 1 order by 1",
	        "select label('survey.policy', policy) as p from survey order by policy"};
	struct span at;
	struct buf b = {0};
	const struct cell two = {.type = CELL_INT, .integer = 2};
	const struct codebook_variable *v = tables_variable(t, S("survey.policy"));
	str label;
	if (chance % 8 == 0)
		tables_dump(t, &b);
	ask(t, a, d, questions[chance % 3]);
	for (int64_t row = -1; row < 6; row++)
		tables_place(t, d, S("survey"), row, &at);
	if (v && tables_label(t, v, &two, S("lv"), &label))
		buf_put(&b, label);
	if (v && tables_question(t, v, S("en"), &label))
		buf_put(&b, label);
	buf_drop(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct diags *d = diags_new(a);
	struct project project = database_project(d);
	/* SQLite takes its bytes aligned. */
	struct tables *t =
	        tables_open(a, d, &project, arena_str(a, (str){(const char *)bytes, len}));
	promise((t != NULL) == !diag_errors(d), "refused means reported");
	if (t)
		ask_all(t, a, d, str_hash((str){(const char *)bytes, len}));
	fuzz_show(d);
	arena_reset(a);
	return 0;
}
