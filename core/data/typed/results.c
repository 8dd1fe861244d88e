/* What types the columns of an answer may have. */
#include "data/typed/parts.h"

struct results {
	uint8_t *types;
	size_t n;
};

static void see_row(void *context, const struct typed_walk *w, int at)
{
	const struct results *r = context;
	const struct typed_instruction *x = &w->program.at[at];
	if (!str_eq(x->name, S("ResultRow")))
		return;
	for (size_t i = 0; i < r->n && (int)i < x->p2; i++)
		r->types[i] |= w->now[x->p1 + (int)i].types;
}

void typed_results(const struct typed *typed, struct arena *a, str sql, uint8_t *types, size_t n)
{
	struct typed_problems none = {0};
	struct results results = {types, n};
	struct typed_walk w = {.typed = typed,
	                       .arena = a,
	                       .sql = sql,
	                       .problems = &none,
	                       .see = see_row,
	                       .context = &results};
	memset(types, 0, n);
	typed_look(&w);
}
