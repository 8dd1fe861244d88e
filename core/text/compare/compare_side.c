/* The two messages, and what was told of them already. */
#include "text/compare/compare_parts.h"

struct compare_side compare_side_of(struct arena *arena, const struct message *m)
{
	struct compare_side s = {.message = m};
	s.text = message_source(m, &s.origin);
	s.n = message_is_plain(m) ? 0 : message_arguments(arena, m, &s.arguments);
	return s;
}

bool compare_once(const struct compare_pair *p, const char *code, str what)
{
	uint32_t any = 0;
	return map_add(p->told, arena_printf(p->arena, "%s %.*s", code, STR_ARG(what)), &any);
}

struct span compare_all(const struct compare_side *s)
{
	return origin_span(s->origin, 0, s->text.len);
}
