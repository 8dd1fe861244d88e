/* Drawings that are kept between their height and their page. */
#include "typeset/blocks/canvas.h"

enum { MOST_BYTES = 1 << 20 };

struct kept_drawing {
	strom_node node;
	strom_len width;
	struct canvas_drawn drawn;
};

struct drawings {
	vec(struct kept_drawing) all;
	size_t bytes;
};

struct drawings *canvas_drawings(struct arena *arena)
{
	return arena_make(arena, struct drawings);
}

const struct canvas_drawn *canvas_kept(const struct typesetter *t, strom_node node, strom_len width)
{
	for (size_t i = 0; i < t->drawings->all.n; i++) {
		const struct kept_drawing *k = &t->drawings->all.at[i];
		if (k->node == node && k->width == width)
			return &k->drawn;
	}
	return NULL;
}

static void drop(void *arena)
{
	arena_drop(arena);
}

bool canvas_keep(struct typesetter *t, strom_node node, strom_len width,
                 const struct canvas_drawn *drawn, struct arena *arena)
{
	struct drawings *d = t->drawings;
	const struct figure *figure = node_at(t->edition, node)->figure;
	if (figure->plugin->foreign || d->bytes + arena_bytes(arena) > MOST_BYTES)
		return false;
	d->bytes += arena_bytes(arena);
	arena_cleanup(t->arena, drop, arena);
	vec_push(t->arena, &d->all, (struct kept_drawing){node, width, *drawn});
	return true;
}
