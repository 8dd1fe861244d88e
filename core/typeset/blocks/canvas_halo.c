/* Paper around letters that stand on lines: their outlines, drawn thick below them. A text of its
 * own below would be read twice. */
#include "typeset/blocks/canvas_parts.h"

struct outline {
	struct arena *arena;
	vec(struct path_step) steps;
	strom_len x, y, size; /* the glyph's pen */
	const struct font *font;
};

static strom_len across(const struct outline *o, float x)
{
	return o->x + (strom_len)((double)x * (double)o->size / o->font->upem);
}

static strom_len down(const struct outline *o, float y)
{
	return o->y - (strom_len)((double)y * (double)o->size / o->font->upem);
}

static void on_move(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y,
                    void *user)
{
	struct outline *o = data;
	(void)f, (void)st, (void)user;
	vec_push(o->arena, &o->steps, (struct path_step){PATH_MOVE, {across(o, x)}, {down(o, y)}});
}

static void on_line(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y,
                    void *user)
{
	struct outline *o = data;
	(void)f, (void)st, (void)user;
	vec_push(o->arena, &o->steps, (struct path_step){PATH_LINE, {across(o, x)}, {down(o, y)}});
}

static void on_curve(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x1, float y1,
                     float x2, float y2, float x, float y, void *user)
{
	struct outline *o = data;
	(void)f, (void)st, (void)user;
	vec_push(o->arena, &o->steps,
	         (struct path_step){PATH_CURVE,
	                            {across(o, x1), across(o, x2), across(o, x)},
	                            {down(o, y1), down(o, y2), down(o, y)}});
}

static void on_close(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, void *user)
{
	struct outline *o = data;
	(void)f, (void)st, (void)user;
	vec_push(o->arena, &o->steps, (struct path_step){.op = PATH_CLOSE});
}

static hb_draw_funcs_t *pens(void)
{
	hb_draw_funcs_t *f = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(f, on_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(f, on_line, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(f, on_curve, NULL, NULL);
	hb_draw_funcs_set_close_path_func(f, on_close, NULL, NULL);
	return f;
}

static void add_outlines(struct outline *o, hb_draw_funcs_t *f, const struct item *text)
{
	strom_len x = text->x;
	o->font = text->font;
	o->size = text->size;
	for (size_t i = 0; i < text->n; i++) {
		o->x = x + text->glyphs[i].dx;
		o->y = text->y + text->glyphs[i].dy;
		hb_font_get_glyph_shape(text->font->hb_font, text->glyphs[i].id, f, o);
		x += text->glyphs[i].advance;
	}
}

void canvas_halo(struct strom_job *pub, size_t from, strom_len width, uint8_t black)
{
	struct drawing *d = canvas_drawing(pub);
	struct arena *arena = job_of(pub)->arena;
	struct path_look *round = arena_make(arena, struct path_look);
	struct outline o = {.arena = arena};
	size_t n = d->items.n - from;
	struct item *letters = arena_array(arena, struct item, n + 1);
	hb_draw_funcs_t *f = pens();
	memcpy(letters, d->items.at + from, n * sizeof *letters);
	for (size_t i = 0; i < n; i++)
		add_outlines(&o, f, &letters[i]);
	hb_draw_funcs_destroy(f);
	if (!o.steps.n)
		return;
	d->items.n = from;
	*round = (struct path_look){
	        .cap = STROM_CAP_ROUND, .join = STROM_JOIN_ROUND, .halo = true};
	vec_push(arena, &d->items,
	         (struct item){.kind = ITEM_PATH,
	                       .node = d->node,
	                       .steps = o.steps.at,
	                       .steps_n = o.steps.n,
	                       .stroke = 2 * width,
	                       .stroke_colour = canvas_ours(d, canvas_colour(pub, "paper")),
	                       .look = round,
	                       .black = black});
	for (size_t i = 0; i < n; i++)
		vec_push(arena, &d->items, letters[i]);
}
