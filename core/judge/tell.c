/* What judges say, and where: one fault must not fill the screen. */
#include "judge/parts.h"

enum { MOST_TOLD = 20 };

bool judge_may_tell(struct judge *j)
{
	return ++j->told <= MOST_TOLD;
}

struct span judge_span(const struct judge *j, strom_node n)
{
	const struct edition *e = j->edition;
	while (n && !node_at(e, n)->span.file)
		n = node_at(e, n)->parent;
	if (n)
		return node_at(e, n)->span;
	return e->spec && e->spec->document ? e->spec->document->id.at : (struct span){0};
}

bool judge_told_nothing(const struct judge *j)
{
	if (j->told > MOST_TOLD)
		diag_error(j->edition->diags, judge_span(j, 0), "judge/more",
		           "%zu more faults of these pages", j->told - MOST_TOLD);
	return !j->told;
}
