/* The signs before items and notes: bullets, numbers, boxes of tasks. */
#include "typeset/paint/label.h"

static void stroke(struct arena *arena, const struct label *label, strom_len x, strom_len y,
                   const struct path_step *steps, size_t n, strom_len width, struct colour colour,
                   items *out)
{
	vec_push(arena, out,
	         (struct item){.kind = ITEM_PATH,
	                       .node = label->node,
	                       .x = x,
	                       .y = y,
	                       .steps = steps,
	                       .steps_n = n,
	                       .stroke = width,
	                       .stroke_colour = colour});
}

/* A task's box, and its tick, which is heavier. The box is level with the middle of capitals, about
 * two thirds of the letters' size. */
static void paint_task(struct arena *arena, const struct block *b, strom_len x, strom_len base,
                       items *out)
{
	strom_len side = b->label.w, y = base - b->style->size / 3 - side / 2;
	struct path_step *s = arena_array(arena, struct path_step, 8);
	s[0] = (struct path_step){PATH_MOVE, {0}, {0}};
	s[1] = (struct path_step){PATH_LINE, {side}, {0}};
	s[2] = (struct path_step){PATH_LINE, {side}, {side}};
	s[3] = (struct path_step){PATH_LINE, {0}, {side}};
	s[4] = (struct path_step){.op = PATH_CLOSE};
	stroke(arena, &b->label, x, y, s, 5, side / 13, b->style->colour, out);
	if (b->label.kind != LABEL_TICKED)
		return;
	s[5] = (struct path_step){PATH_MOVE, {side * 20 / 100}, {side * 50 / 100}};
	s[6] = (struct path_step){PATH_LINE, {side * 42 / 100}, {side * 74 / 100}};
	s[7] = (struct path_step){PATH_LINE, {side * 82 / 100}, {side * 22 / 100}};
	stroke(arena, &b->label, x, y, s + 5, 3, side / 7, b->style->colour, out);
}

void paint_label(struct typesetter *t, struct arena *arena, const struct block *b, strom_len x,
                 strom_len y, items *out)
{
	strom_len gap = b->style->size * 9 / 20;
	gap += b->label.out;
	x += run_rtl(t, b->node) ? b->w + gap : -gap - b->label.w;
	if (b->label.kind == LABEL_TEXT)
		line_put(t->setter, arena, b->label.run, 1, x, y, out);
	else if (b->label.kind)
		paint_task(arena, b, x, y, out);
}

void paint_label_above(struct typesetter *t, struct arena *arena, const struct block *b,
                       strom_len x, strom_len y, items *out)
{
	strom_len base = run_baseline(t, b->style);
	if (b->kind == BLOCK_ROWS)
		base += b->style->pad;
	else if (b->kind == BLOCK_RULE)
		base = b->style->size / 3;
	paint_label(t, arena, b, x, y + base, out);
}
