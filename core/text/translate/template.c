/* The .pot of a document: its segments, walked as they are written. */
#include "text/translate/pot.h"

struct collecting {
	struct pot *pot;
	bool fine;
};

/* A wrong message does not stop the walk: all errors are told in one go. */
static bool collect(void *context, const struct segment *s)
{
	struct collecting *c = context;
	c->fine &= pot_add(c->pot, s);
	return true;
}

struct pot *template_collect(struct arena *arena, struct diags *diags,
                             const struct project *project, const struct document_spec *document)
{
	struct collecting c = {pot_new(arena, diags, project->folder), true};
	bool walked = segments_walk(arena, diags, project, document, collect, &c);
	return walked && c.fine ? c.pot : NULL;
}

str template_name(struct arena *arena, const struct project *project,
                  const struct document_spec *document)
{
	return arena_printf(arena, "%.*s %.*s", STR_ARG(project->id.text),
	                    STR_ARG(document->id.text));
}
