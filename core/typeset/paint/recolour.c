/* Letters on a panel: those that cannot be read there have the panel's own colour. */
#include "typeset/paint/recolour.h"

static bool holds(strom_box box, strom_len x, strom_len y)
{
	return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

/* Boxes, bars and rows are rectangles, drawn from their first corner to the third. */
static bool is_over(const struct item *ground, strom_len x, strom_len y)
{
	if (ground->kind != ITEM_PATH || !ground->fill || ground->steps_n < 3)
		return ground->kind == ITEM_PICTURE &&
		       holds((strom_box){ground->x, ground->y, ground->w, ground->h}, x, y);
	const struct path_step *corner = &ground->steps[2];
	return holds((strom_box){ground->x, ground->y, corner->x[0], corner->y[0]}, x, y);
}

void paint_recolour(items *all, size_t from, strom_box panel, const struct style *s)
{
	if (s->fill.a < 255 || colours_contrast(s->colour, s->fill) < COLOURS_LEGIBLE)
		return;
	for (size_t i = from; i < all->n; i++) {
		struct item *item = &all->at[i];
		bool text = item->kind == ITEM_GLYPHS,
		     line = item->kind == ITEM_PATH && !item->fill && item->stroke;
		struct colour *c = text ? &item->colour : line ? &item->stroke_colour : NULL;
		bool pale = c && holds(panel, item->x, item->y) &&
		            colours_contrast(*c, s->fill) < COLOURS_LEGIBLE;
		for (size_t k = from; pale && k < i; k++)
			pale = !is_over(&all->at[k], item->x, item->y);
		if (pale)
			*c = s->colour;
	}
}
