/* Headings without gaps: a reader who goes from one to the next by level, as screen readers offer
 * it, would look for what is missing (ISO 14289-1, 7.4.2). Judged when the edition is whole, as
 * passages may be one country's alone. */
#include "text/resolve/resolve.h"

static void report(struct builder *b, const struct node *n, unsigned before)
{
	if (!before)
		diag_error(b->diags, n->span, "text/heading-gap",
		           "the first heading is of level %u", n->level);
	else
		diag_error(b->diags, n->span, "text/heading-gap",
		           "a heading of level %u follows one of level %u", n->level, before);
	diag_hint(b->diags,
	          "Write %.*s: levels go down one by one. How large a heading looks is the theme's "
	          "to say.",
	          (int)before + 1, "######");
}

void headings_check(struct builder *b)
{
	const struct edition *e = b->edition;
	unsigned level = 0;
	for (strom_node n = 1; n; n = edition_next(e, 1, n)) {
		const struct node *h = node_at(e, n);
		if (h->kind != NODE_HEADING)
			continue;
		if (h->level > level + 1)
			report(b, h, level);
		level = h->level;
	}
}
