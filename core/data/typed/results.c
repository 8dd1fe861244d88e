/* What types the columns of an answer may have. */
#include "data/typed/parts.h"

void typed_answer_see(void *answer, const struct typed_walk *w, int at)
{
	const struct typed_answer *r = answer;
	const struct typed_instruction *x = &w->program.at[at];
	if (!str_eq(x->name, S("ResultRow")))
		return;
	for (size_t i = 0; i < r->n && (int)i < x->p2; i++)
		r->types[i] |= w->now[x->p1 + (int)i].types;
}

void typed_results(const struct typed *typed, struct arena *a, str sql, uint8_t *types, size_t n)
{
	struct typed_problems none = {0};
	struct typed_answer answer = {types, n};
	struct typed_walk w = {.typed = typed,
	                       .arena = a,
	                       .sql = sql,
	                       .problems = &none,
	                       .see = typed_answer_see,
	                       .context = &answer};
	memset(types, 0, n);
	typed_look(&w);
}
