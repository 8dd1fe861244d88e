/* Memory of the makers of lines, kept from paragraph to paragraph. */
#include "typeset/lines/liner.h"

enum { MOST_SCRATCH = 8 << 20 };

static void drop_scratch(void *object)
{
	arena_drop(((struct liner *)object)->scratch);
}

bool liner_runs(struct setter *s, const struct run *runs, size_t n)
{
	if (!s->liner) {
		s->liner = arena_make(s->arena, struct liner);
		arena_cleanup(s->arena, drop_scratch, s->liner);
	}
	struct liner *l = s->liner;
	/* It holds nothing that outlives a call. */
	if (!l->scratch || arena_bytes(l->scratch) >= MOST_SCRATCH) {
		arena_drop(l->scratch);
		*l = (struct liner){.scratch = arena_new()};
	}
	return setter_runs(s, runs, n);
}
