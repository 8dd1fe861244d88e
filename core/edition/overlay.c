/* An edition over another: what is made of one is added here, and the other stays as it was. */
#include "edition/edition.h"

static bool is_shared(const struct edition *e, size_t piece)
{
	return e->below && piece < e->below->nodes.pieces.n &&
	       e->nodes.pieces.at[piece] == e->below->nodes.pieces.at[piece];
}

struct node *node_edit(struct edition *e, strom_node n)
{
	struct node **piece = &e->nodes.pieces.at[n / NODES_IN_PIECE];
	if (is_shared(e, n / NODES_IN_PIECE))
		*piece = arena_copy(e->arena, *piece, NODES_IN_PIECE * sizeof **piece);
	return &(*piece)[n % NODES_IN_PIECE];
}

static void share_nodes(struct edition *e, const struct edition *below)
{
	memset(&e->nodes.pieces, 0, sizeof e->nodes.pieces);
	for (size_t i = 0; i < below->nodes.pieces.n; i++)
		vec_push(e->arena, &e->nodes.pieces, below->nodes.pieces.at[i]);
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
	share_nodes(e, below);
	copy_languages(e, below);
	return e;
}
