/* Work of SQL functions, counted as steps of the query that calls them. */
#include "data/functions.h"
#include "data/tables_parts.h"

bool functions_may_go_on(const struct tables *t)
{
	return !t->too_much;
}

bool functions_work(sqlite3_context *context, struct tables *t, uint64_t steps)
{
	t->steps += steps;
	t->too_much |= t->steps > t->most_steps;
	if (t->too_much && context)
		sqlite3_result_error(context, "interrupted", -1);
	return !t->too_much;
}
