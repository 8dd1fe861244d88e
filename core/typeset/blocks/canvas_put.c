/* What the canvas is made of: steps that are built up, items that are put, how far these reach. */
#include "typeset/blocks/canvas_parts.h"

void canvas_mistake(struct drawing *d, const char *code, const char *what)
{
	if (d->code)
		return;
	d->code = code;
	d->mistake = what;
}

static uint32_t size_of(const void *sized)
{
	uint32_t size;
	memcpy(&size, sized, sizeof size);
	return size;
}

bool canvas_take(struct strom_job *pub, void *ours, size_t room, const void *theirs, size_t least,
                 const char *what)
{
	uint32_t size = size_of(theirs);
	if (!job_sized(job_of(pub), size, least, what))
		return false;
	memcpy(ours, theirs, size < room ? size : room);
	return true;
}

void canvas_give(void *theirs, const void *ours, size_t room)
{
	uint32_t size = size_of(theirs), kept = size;
	memcpy(theirs, ours, size < room ? size : room);
	memcpy(theirs, &kept, sizeof kept);
}

/* ---- Building up ---- */

/* Most paths show one thing, and need no list. */
static void note_datum(struct arena *a, struct drawing *d)
{
	if (!d->path.n)
		d->first = d->datum;
	if (d->datum == d->first && !d->data.n)
		return;
	while (d->data.n < d->path.n)
		vec_push(a, &d->data, d->first);
	vec_push(a, &d->data, d->datum);
}

static void step(struct strom_job *pub, struct path_step s)
{
	struct drawing *d = canvas_drawing(pub);
	if (s.op != PATH_MOVE && !d->path.n) {
		canvas_mistake(d, "figure/no-move", "began a path without a move");
		return;
	}
	for (int i = 0; d->mirrored && i < 3; i++)
		s.x[i] = canvas_x(d, s.x[i]);
	note_datum(job_of(pub)->arena, d);
	vec_push(job_of(pub)->arena, &d->path, s);
}

void canvas_move(struct strom_job *pub, strom_len x, strom_len y)
{
	step(pub, (struct path_step){PATH_MOVE, {x}, {y}});
}

void canvas_line(struct strom_job *pub, strom_len x, strom_len y)
{
	step(pub, (struct path_step){PATH_LINE, {x}, {y}});
}

void canvas_curve(struct strom_job *pub, strom_len x1, strom_len y1, strom_len x2, strom_len y2,
                  strom_len x, strom_len y)
{
	step(pub, (struct path_step){PATH_CURVE, {x1, x2, x}, {y1, y2, y}});
}

void canvas_close(struct strom_job *pub)
{
	step(pub, (struct path_step){.op = PATH_CLOSE});
}

void canvas_empty(struct drawing *d)
{
	memset(&d->path, 0, sizeof d->path);
	memset(&d->data, 0, sizeof d->data);
}

/* ---- How far it reaches ---- */

static strom_len rounded(double v)
{
	double most = (double)((strom_len)1 << 50);
	return v > most ? (strom_len)most : v < -most ? -(strom_len)most : (strom_len)v;
}

static void moved(const struct canvas_matrix *m, strom_len *x, strom_len *y)
{
	double from_x = (double)*x, from_y = (double)*y;
	*x = rounded(m->a * from_x - m->b * from_y + m->e);
	*y = rounded(m->b * from_x + m->a * from_y + m->f);
}

static bool is_turned(const struct canvas_matrix *m)
{
	return m->b != 0 || m->a != 1;
}

static strom_len between(strom_len v, strom_len low, strom_len high)
{
	return v < low ? low : v > high ? high : v;
}

/* A rectangle's part that a clip leaves. */
static void add_seen(struct drawing *d, const struct canvas_extent *e)
{
	const struct canvas_extent *c = &d->states[d->deep].clip;
	if (!e->any)
		return;
	if (!c->any) {
		canvas_extend(&d->extent, e->left, e->top);
		canvas_extend(&d->extent, e->right, e->bottom);
		return;
	}
	canvas_extend(&d->extent, between(e->left, c->left, c->right),
	              between(e->top, c->top, c->bottom));
	canvas_extend(&d->extent, between(e->right, c->left, c->right),
	              between(e->bottom, c->top, c->bottom));
}

void canvas_reach(struct drawing *d, strom_len x, strom_len y)
{
	struct canvas_extent e = {0};
	if (is_turned(&d->states[d->deep].matrix))
		moved(&d->states[d->deep].matrix, &x, &y);
	canvas_extend(&e, x, y);
	add_seen(d, &e);
}

struct canvas_extent canvas_extent_of(struct strom_job *pub, const struct path_step *steps,
                                      size_t n)
{
	struct drawing *d = canvas_drawing(pub);
	const struct canvas_matrix *m = &d->states[d->deep].matrix;
	struct item path = {.steps = steps, .steps_n = n};
	struct canvas_extent e = {0};
	if (is_turned(m)) {
		struct path_step *copy = arena_array(job_of(pub)->arena, struct path_step, n);
		memcpy(copy, steps, n * sizeof *copy);
		for (size_t i = 0; i < n; i++)
			for (int k = 0; k < 3; k++)
				moved(m, &copy[i].x[k], &copy[i].y[k]);
		path.steps = copy;
	}
	canvas_extend_path(&e, &path);
	return e;
}

/* ---- Items ---- */

bool canvas_put(struct strom_job *pub, struct item item)
{
	struct drawing *d = canvas_drawing(pub);
	if (!d->path.n)
		return false;
	item.kind = ITEM_PATH;
	item.node = d->node;
	item.steps = d->path.at;
	item.steps_n = d->path.n;
	item.data = d->data.at;
	struct canvas_extent e = canvas_extent_of(pub, d->path.at, d->path.n);
	add_seen(d, &e);
	vec_push(job_of(pub)->arena, &d->items, item);
	return true;
}

void canvas_open(struct strom_job *pub, const struct path_step *steps, size_t n,
                 const struct path_look *look, uint8_t black)
{
	struct drawing *d = canvas_drawing(pub);
	vec_push(job_of(pub)->arena, &d->items,
	         (struct item){.kind = ITEM_OPEN,
	                       .node = d->node,
	                       .steps = steps,
	                       .steps_n = n,
	                       .look = look,
	                       .black = black});
}

void canvas_end(struct strom_job *pub, const struct path_look *look, uint8_t black)
{
	struct drawing *d = canvas_drawing(pub);
	vec_push(job_of(pub)->arena, &d->items,
	         (struct item){.kind = ITEM_CLOSE, .node = d->node, .look = look, .black = black});
}
