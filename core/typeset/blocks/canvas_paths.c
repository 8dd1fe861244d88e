/* Paths on the canvas are painted: with pens and paints, within clips, turned. */
#include "typeset/blocks/canvas_parts.h"

#include <math.h>

void canvas_fill(struct strom_job *pub, strom_colour colour)
{
	struct drawing *d = canvas_drawing(pub);
	struct colour c = canvas_ours(d, colour);
	uint8_t black = canvas_black(d, c);
	if (canvas_put(pub, (struct item){.colour = c, .fill = true, .black = black}))
		canvas_black_pattern(pub, black);
	canvas_empty(d);
}

static bool same_steps(const struct path_step *a, const struct path_step *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a[i].op != b[i].op || memcmp(a[i].x, b[i].x, sizeof a[i].x) != 0 ||
		    memcmp(a[i].y, b[i].y, sizeof a[i].y) != 0)
			return false;
	return true;
}

/* A path that was filled just now, and is the same: both are painted at once. */
static bool outline(struct drawing *d, const struct item *line)
{
	struct item *f = d->items.n > d->known ? &d->items.at[d->items.n - 1] : NULL;
	if (!f || f->kind != ITEM_PATH || !f->fill || f->stroke || f->look || line->look ||
	    f->black != line->black || f->colour.a != 255 || line->stroke_colour.a != 255 ||
	    f->steps_n != d->path.n || !same_steps(f->steps, d->path.at, d->path.n))
		return false;
	f->stroke = line->stroke;
	f->stroke_colour = line->stroke_colour;
	d->path.n = 0; /* nobody holds these steps: the next path may have their room */
	return true;
}

/* Series have lines of their own where all lines are black. */
static void stroke(struct strom_job *pub, struct colour c, strom_len width,
                   const struct path_look *look)
{
	static const struct path_look of_series[] = {
	        {0},
	        {.dashes = 2, .dash = {STROM_PT(4), STROM_PT(2)}},
	        {.dashes = 2, .dash = {STROM_PT(1), STROM_PT(2)}},
	        {.dashes = 4, .dash = {STROM_PT(6), STROM_PT(2), STROM_PT(1), STROM_PT(2)}},
	        {0},
	};
	struct drawing *d = canvas_drawing(pub);
	struct item item = {
	        .stroke = width, .stroke_colour = c, .look = look, .black = canvas_black(d, c)};
	if (item.black < BLACK_SERIES || (look && look->dashes)) {
		item.black = item.black >= BLACK_SERIES ? BLACK_DARK : item.black;
		if (!outline(d, &item))
			canvas_put(pub, item);
		return;
	}
	unsigned series = (unsigned)(item.black - BLACK_SERIES);
	item.black = BLACK_NEVER;
	canvas_put(pub, item);
	item.black = BLACK_ONLY;
	item.stroke_colour = (struct colour){0, 0, 0, c.a, 0};
	item.stroke = series == 4 && width > STROM_PT(0.8) ? STROM_PT(0.8) : width;
	if (of_series[series].dashes)
		item.look = &of_series[series];
	canvas_put(pub, item);
}

void canvas_stroke(struct strom_job *pub, strom_colour colour, strom_len width)
{
	struct drawing *d = canvas_drawing(pub);
	stroke(pub, canvas_ours(d, colour), width, NULL);
	if (d->path.n)
		canvas_empty(d);
}

static strom_len length(strom_len v)
{
	return v < 0 ? 0 : v;
}

/* NULL: a line as all are. A dash of nothing but gaps, or of nothing, is a line. */
static const struct path_look *look_of(struct strom_job *pub, const struct strom_pen *pen)
{
	struct path_look *look = arena_make(job_of(pub)->arena, struct path_look);
	strom_len all = 0;
	*look = (struct path_look){.cap = (uint8_t)(pen->cap <= STROM_CAP_SQUARE ? pen->cap : 0),
	                           .join = (uint8_t)(pen->join <= STROM_JOIN_BEVEL ? pen->join : 0),
	                           .phase = length(pen->phase)};
	for (uint32_t i = 0; i < pen->dashes && i < STROM_DASHES; i++)
		all += look->dash[i] = length(pen->dash[i]);
	look->dashes = (uint8_t)(!all                         ? 0
	                         : pen->dashes < STROM_DASHES ? pen->dashes
	                                                      : STROM_DASHES);
	return look->cap || look->join || look->dashes ? look : NULL;
}

void canvas_stroke_pen(struct strom_job *pub, const struct strom_pen *theirs)
{
	struct drawing *d = canvas_drawing(pub);
	struct strom_pen pen = {0};
	if (!canvas_take(pub, &pen, sizeof pen, theirs, JOB_UP_TO(strom_pen, width), "a pen"))
		return;
	const struct path_look *look = look_of(pub, &pen);
	if (pen.halo > 0) {
		struct path_look *round = arena_make(job_of(pub)->arena, struct path_look);
		*round = (struct path_look){.cap = look ? look->cap : 0, .join = STROM_JOIN_ROUND};
		canvas_put(pub, (struct item){.stroke = pen.width + 2 * pen.halo,
		                              .stroke_colour =
		                                      canvas_ours(d, canvas_colour(pub, "paper")),
		                              .look = round,
		                              .black = d->black ? BLACK_TONE : BLACK_NONE});
	}
	stroke(pub, canvas_ours(d, pen.colour), pen.width, look);
	canvas_empty(d);
}

static void gradient(struct strom_job *pub, const struct strom_paint *paint)
{
	struct drawing *d = canvas_drawing(pub);
	struct path_look *look = arena_make(job_of(pub)->arena, struct path_look);
	*look = (struct path_look){.shaded = true,
	                           .to = canvas_ours(d, paint->to),
	                           .x1 = canvas_x(d, paint->x1),
	                           .y1 = paint->y1,
	                           .x2 = canvas_x(d, paint->x2),
	                           .y2 = paint->y2};
	canvas_put(pub, (struct item){.colour = canvas_ours(d, paint->colour),
	                              .fill = true,
	                              .look = look,
	                              .black = d->black ? BLACK_TONE : BLACK_NONE});
}

void canvas_fill_paint(struct strom_job *pub, const struct strom_paint *theirs)
{
	struct drawing *d = canvas_drawing(pub);
	struct strom_paint paint = {0};
	if (!canvas_take(pub, &paint, sizeof paint, theirs, JOB_UP_TO(strom_paint, colour),
	                 "a paint"))
		return;
	if (paint.kind == STROM_FILL_GRADIENT && (paint.x1 != paint.x2 || paint.y1 != paint.y2)) {
		gradient(pub, &paint);
		canvas_empty(d);
		return;
	}
	bool dots = paint.kind == STROM_FILL_DOTS, over = dots || paint.kind == STROM_FILL_LINES;
	struct colour below = canvas_ours(d, paint.colour);
	uint8_t black = canvas_black(d, below);
	if (over && black >= BLACK_SERIES)
		black = BLACK_PAPER; /* it has a pattern already */
	if (paint.colour.a &&
	    canvas_put(pub, (struct item){.colour = below, .fill = true, .black = black}))
		canvas_black_pattern(pub, black);
	struct canvas_pattern pattern = {
	        dots, paint.step, paint.thick, paint.turn, canvas_ours(d, paint.to), 0};
	pattern.black = canvas_black_text(d, pattern.colour);
	if (over && d->path.n)
		canvas_pattern(pub, &pattern);
	canvas_empty(d);
}

/* ---- What holds for a while ---- */

static struct canvas_state *deeper(struct drawing *d)
{
	if (d->deep == CANVAS_DEEP) {
		canvas_mistake(d, "figure/too-deep", "clips or turns more than eight deep");
		return NULL;
	}
	d->deep++;
	d->states[d->deep] = d->states[d->deep - 1];
	return &d->states[d->deep];
}

static strom_len between(strom_len v, strom_len low, strom_len high)
{
	return v < low ? low : v > high ? high : v;
}

/* Nothing is seen through a clip that is nowhere. */
static void narrow(struct canvas_extent *clip, const struct canvas_extent *by)
{
	if (!clip->any) {
		*clip = *by;
		return;
	}
	clip->left = between(by->left, clip->left, clip->right);
	clip->right = between(by->right, clip->left, clip->right);
	clip->top = between(by->top, clip->top, clip->bottom);
	clip->bottom = between(by->bottom, clip->top, clip->bottom);
}

void canvas_clip(struct strom_job *pub)
{
	struct drawing *d = canvas_drawing(pub);
	if (!d->path.n) {
		canvas_mistake(d, "figure/no-move", "clips to a path that it has not drawn");
		return;
	}
	struct canvas_extent e = canvas_extent_of(pub, d->path.at, d->path.n);
	struct canvas_state *s = deeper(d);
	if (!s)
		return;
	narrow(&s->clip, &e);
	s->look = NULL;
	canvas_open(pub, d->path.at, d->path.n, NULL, BLACK_NONE);
	canvas_empty(d);
}

void canvas_turn(struct strom_job *pub, strom_len x, strom_len y, double degrees)
{
	struct drawing *d = canvas_drawing(pub);
	struct path_look *look = arena_make(job_of(pub)->arena, struct path_look);
	struct canvas_state *s = deeper(d);
	if (!s)
		return;
	double turn = (d->mirrored ? -degrees : degrees),
	       angle = turn * 3.14159265358979323846 / 180;
	double a = cos(angle), b = sin(angle), px = (double)canvas_x(d, x), py = (double)y;
	struct canvas_matrix m = s->matrix,
	                     own = {a, b, px - a * px + b * py, py - b * px - a * py};
	s->matrix = (struct canvas_matrix){m.a * own.a - m.b * own.b, m.b * own.a + m.a * own.b,
	                                   m.a * own.e - m.b * own.f + m.e,
	                                   m.b * own.e + m.a * own.f + m.f};
	*look = (struct path_look){.turned = true, .x1 = canvas_x(d, x), .y1 = y, .degrees = turn};
	s->look = look;
	canvas_open(pub, NULL, 0, look, BLACK_NONE);
}

void canvas_restore(struct strom_job *pub)
{
	struct drawing *d = canvas_drawing(pub);
	if (!d->deep) {
		canvas_mistake(d, "figure/no-restore",
		               "restores what it has not clipped or turned");
		return;
	}
	canvas_end(pub, d->states[d->deep].look, BLACK_NONE);
	d->deep--;
}
