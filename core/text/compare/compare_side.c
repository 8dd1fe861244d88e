/* The two messages, and what was told of them already. */
#include "text/compare/compare_parts.h"

bool compare_once(const struct compare_pair *p, const char *code, str what)
{
	uint32_t any = 0;
	return map_add(p->told, arena_printf(p->arena, "%s %.*s", code, STR_ARG(what)), &any);
}

struct span compare_all(const struct compare_side *s)
{
	return origin_span(s->origin, 0, s->text.len);
}
