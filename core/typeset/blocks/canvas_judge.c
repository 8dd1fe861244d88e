/* What a figure plugin drew, judged: how far it reaches, whether it is the same again, and how its
 * mistakes are told. */
#include "typeset/blocks/canvas.h"

/* Text overhangs, lines have thickness, and rounding has its say. */
#define GRACE STROM_PT(3)
/* Beyond any page: nothing is computed from such numbers. */
#define FAR ((strom_len)1 << 40)

void canvas_extend(struct canvas_extent *e, strom_len x, strom_len y)
{
	if (!e->any || x < e->left)
		e->left = x;
	if (!e->any || x > e->right)
		e->right = x;
	if (!e->any || y < e->top)
		e->top = y;
	if (!e->any || y > e->bottom)
		e->bottom = y;
	e->any = true;
}

static bool far(const struct path_step *s)
{
	for (int i = 0; i < 3; i++)
		if (s->x[i] < -FAR || s->x[i] > FAR || s->y[i] < -FAR || s->y[i] > FAR)
			return true;
	return false;
}

/* A quarter's share of the way along a cubic curve, i of 4. */
static strom_len along(strom_len from, const strom_len *to, int i)
{
	int rest = 4 - i;
	return (from * rest * rest * rest + 3 * to[0] * rest * rest * i + 3 * to[1] * rest * i * i +
	        to[2] * i * i * i) / 64;
}

void canvas_extend_path(struct canvas_extent *e, const struct item *path)
{
	strom_len x = 0, y = 0;
	for (size_t i = 0; i < path->steps_n; i++) {
		const struct path_step *s = &path->steps[i];
		int last = s->op == PATH_CURVE ? 2 : 0;
		if (s->op == PATH_CLOSE)
			continue;
		if (far(s)) {
			canvas_extend(e, FAR, FAR);
			return;
		}
		for (int k = 1; k < 4 && last; k++)
			canvas_extend(e, along(x, s->x, k), along(y, s->y, k));
		canvas_extend(e, x = s->x[last], y = s->y[last]);
	}
}

bool canvas_within(const struct canvas_extent *e, strom_len width, strom_len height)
{
	return !e->any || (e->left >= -GRACE && e->top >= -GRACE && e->right <= width + GRACE &&
	                   e->bottom <= height + GRACE);
}

static uint64_t add(uint64_t sum, uint64_t value)
{
	return (sum ^ value) * 1099511628211U ^ sum >> 29;
}

static uint64_t add_colour(uint64_t sum, struct colour c)
{
	return add(sum, (uint64_t)c.r << 24 | (uint64_t)c.g << 16 | (uint64_t)c.b << 8 | c.a);
}

static uint64_t add_look(uint64_t sum, const struct path_look *l)
{
	sum = add(sum, (uint64_t)l->cap << 16 | (uint64_t)l->join << 8 | l->dashes);
	for (int i = 0; i < 6; i++)
		sum = add(sum, (uint64_t)l->dash[i]);
	sum = add(add_colour(sum, l->to), (uint64_t)l->phase);
	sum = add(add(sum, (uint64_t)l->x1), (uint64_t)l->y1);
	return add(add(sum, (uint64_t)l->x2), (uint64_t)(int64_t)(l->degrees * 1000));
}

static uint64_t add_path(uint64_t sum, const struct item *path)
{
	if (path->look)
		sum = add_look(sum, path->look);
	sum = add(add_colour(sum, path->stroke_colour), (uint64_t)path->stroke << 1 | path->fill);
	for (size_t i = 0; i < path->steps_n; i++) {
		const struct path_step *s = &path->steps[i];
		sum = add(sum, s->op);
		for (int k = 0; k < 3; k++)
			sum = add(add(sum, (uint64_t)s->x[k]), (uint64_t)s->y[k]);
	}
	return sum;
}

static uint64_t add_glyphs(uint64_t sum, const struct item *it)
{
	sum = add(add(sum, (uint64_t)it->size), it->n);
	for (size_t i = 0; i < it->text.len; i++)
		sum = add(sum, (unsigned char)it->text.ptr[i]);
	return sum;
}

uint64_t canvas_sum(const items *drawn)
{
	uint64_t sum = 14695981039346656037U;
	for (size_t i = 0; i < drawn->n; i++) {
		const struct item *it = &drawn->at[i];
		sum = add_colour(add(add(add(sum, it->kind), (uint64_t)it->x), (uint64_t)it->y),
		                 it->colour);
		sum = it->kind == ITEM_GLYPHS ? add_glyphs(sum, it) : add_path(sum, it);
	}
	return sum;
}

bool canvas_blame(struct diags *d, struct span at, const struct plugin *p, const char *code,
                  const char *what)
{
	diag_error(d, at, code, "the figure plugin '%.*s' %s", STR_ARG(p->name), what);
	diag_hint(d, "This is a fault of the plugin: tell its author. Its file is %.*s.",
	          STR_ARG(p->path));
	return false;
}
