/* What both kinds of readers share. */
#include "package/verify/packed_parts.h"

struct packed *packed_new(struct arena *a, const struct packed_kind *kind, void *self)
{
	struct packed *r = arena_make(a, struct packed);
	*r = (struct packed){.kind = kind, .self = self, .piece = arena_alloc(a, PACKED_PIECE)};
	return r;
}

void packed_again(struct packed *r)
{
	r->kind->again(r->self);
}

enum packed_step packed_next(struct packed *r, struct packed_entry *entry)
{
	*entry = (struct packed_entry){.name = S(""), .target = S(""), .listed = S("")};
	return r->kind->next(r->self, entry);
}

enum packed_step packed_data(struct packed *r, str *bytes)
{
	size_t len = 0;
	enum packed_step step = r->kind->data(r->self, r->piece, &len);
	*bytes = (str){r->piece, len};
	return step;
}

str packed_error(const struct packed *r)
{
	return r->kind->error(r->self);
}
