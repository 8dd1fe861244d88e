/* The canvas of figure plugins: what they draw becomes page items. */
#ifndef STROM_CANVAS_H
#define STROM_CANVAS_H

#include "typeset/blocks/blocks.h"

/* Runs the node's figure plugin for a width. Items lie at the origin and in the arena. False:
 * reported to the diags, the plugin's mistakes among that: a path that begins without a move, two
 * heights, none, a drawing that leaves its box. */
struct canvas_drawn {
	items items;
	strom_len height;
	vec(str) shortened;              /* texts that are not drawn as a whole, each once */
	str type, more;                  /* parts of the alternative text; empty: not said */
};
bool canvas_draw(struct typesetter *, struct arena *, struct diags *, strom_node, strom_len width,
                 struct canvas_drawn *);

/* A drawing is made for its height, and again for its page, so that it keeps no memory between:
 * whoever asks twice compares the sums. Those of our own plugins, which draw the same each time,
 * are kept as long as they are few: most documents have no more. `arena` is what the drawing lies
 * in; false: it is not kept, and the arena stays the caller's. */
struct drawings *canvas_drawings(struct arena *);
bool canvas_keep(struct typesetter *, strom_node, strom_len width, const struct canvas_drawn *,
                 struct arena *);
/* NULL: it was not kept, or not made yet. */
const struct canvas_drawn *canvas_kept(const struct typesetter *, strom_node, strom_len width);
/* What a drawing is known by, when it is made again. */
uint64_t canvas_sum(const items *);
/* Reports a mistake of the plugin's; false. `what`: how the sentence goes on behind its name. */
bool canvas_blame(struct diags *, struct span at, const struct plugin *, const char *code,
                  const char *what);

/* How far a drawing reaches. */
struct canvas_extent { bool any; strom_len left, top, right, bottom; };
void canvas_extend(struct canvas_extent *, strom_len x, strom_len y);
void canvas_extend_path(struct canvas_extent *, const struct item *path);
/* Whether it stays in its box, but for what nobody sees. */
bool canvas_within(const struct canvas_extent *, strom_len width, strom_len height);

#endif
