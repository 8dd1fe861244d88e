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

void judge_tell(struct judge *j, strom_node n, bool twice, const char *what, str text)
{
	if (!judge_may_tell(j))
		return;
	str shown = utf8_prefix(text, 60);
	diag_error(j->edition->diags, judge_span(j, n), twice ? "judge/twice" : "judge/lost",
	           "%s%s%.*s%s is %s", what, shown.len ? " \"" : "", STR_ARG(shown),
	           shown.len < text.len ? "...\""
	           : shown.len          ? "\""
	                                : "",
	           twice ? "on the pages more than once" : "not on the pages as a whole");
	diag_hint(j->edition->diags,
	          "This is a fault of the layout, of a figure or of Strom, not of the text: please "
	          "report it. No file was written.");
}

bool judge_told_nothing(const struct judge *j)
{
	if (j->told > MOST_TOLD)
		diag_error(j->edition->diags, judge_span(j, 0), "judge/more",
		           "%zu more faults of these pages", j->told - MOST_TOLD);
	return !j->told;
}
