/* An edition over another: what is made of one is added here, and the other stays as it was. */
#include "edition/edition.h"

enum { ROOM = 256 };                 /* nodes to come: contents, lists, a cover */

static void copy_nodes(struct edition *e, const struct edition *below)
{
	e->nodes.n = below->nodes.n;
	e->nodes.cap = below->nodes.n + ROOM;
	e->nodes.at = arena_array(e->arena, struct node, e->nodes.cap);
	memcpy(e->nodes.at, below->nodes.at, below->nodes.n * sizeof *e->nodes.at);
}

static void copy_languages(struct edition *e, const struct edition *below)
{
	memset(&e->languages, 0, sizeof e->languages);
	for (size_t i = 0; i < below->languages.n; i++)
		vec_push(e->arena, &e->languages, below->languages.at[i]);
}

struct edition *edition_over(struct arena *arena, const struct edition *below)
{
	struct edition *e = arena_make(arena, struct edition);
	*e = *below;
	e->below = below;
	e->arena = arena;
	e->ids = map_new(arena);
	copy_nodes(e, below);
	copy_languages(e, below);
	return e;
}
