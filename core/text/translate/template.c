/* The .pot of a document: its segments, walked as they are written. */
#include "text/translate/pot.h"

struct collecting {
	struct pot *pot;
	const struct pot *shared;
	struct arena *arena;
};

/* A wrong message does not stop the walk: all errors are told in one go. */
static bool collect(void *context, const struct segment *s)
{
	const struct collecting *c = context;
	if (!c->shared || !pot_has(c->shared, c->arena, s->context, s->id))
		pot_add(c->pot, s);
	return true;
}

struct pot *template_collect(struct arena *arena, struct diags *diags,
                             const struct project *project, const struct document_spec *document,
                             const struct pot *shared)
{
	size_t met = diag_met(diags);
	struct collecting c = {pot_new(arena, diags, project->folder), shared, arena};
	bool walked = segments_walk(arena, diags, project, document, collect, &c);
	return walked && diag_met(diags) == met ? c.pot : NULL;
}

str template_name(struct arena *arena, const struct project *project,
                  const struct document_spec *document)
{
	if (!document)
		return project->id.text;
	return arena_printf(arena, "%.*s %.*s", STR_ARG(project->id.text),
	                    STR_ARG(document->id.text));
}
