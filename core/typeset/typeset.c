/* Typesetting an edition: arrange, make blocks, paginate, paint. */
#include "typeset/paint.h"

bool typeset(struct edition *e, struct fonts *fonts, const struct theme *theme, struct page_sink sink)
{
	struct typesetter t = {.edition = e, .arena = e->arena, .diags = e->diags, .fonts = fonts,
	                       .theme = theme};
	struct pagination p;
	if (!arrangement_make(e, &t.arrangement))
		return false;
	t.setter = setter_new(e->arena, e, fonts);
	return t.setter && blocks_make(&t) && paginate(&t, &p) && paint_pages(&t, &p, sink);
}
