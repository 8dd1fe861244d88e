/* The .pot of a document: its segments, walked as they are written. */
#include "text/translate/pot.h"

/* A wrong message does not stop the walk: all errors are told in one go. */
static bool collect(void *context, const struct segment *s)
{
	pot_add(context, s);
	return true;
}

struct pot *template_collect(struct arena *arena, struct diags *diags,
                             const struct project *project, const struct document_spec *document)
{
	size_t met = diag_met(diags);
	struct pot *pot = pot_new(arena, diags, project->folder);
	bool walked = segments_walk(arena, diags, project, document, collect, pot);
	return walked && diag_met(diags) == met ? pot : NULL;
}

str template_name(struct arena *arena, const struct project *project,
                  const struct document_spec *document)
{
	return arena_printf(arena, "%.*s %.*s", STR_ARG(project->id.text),
	                    STR_ARG(document->id.text));
}
