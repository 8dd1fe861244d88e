/* Patterns on the canvas: lines or dots within a path. They lie on a lattice of the figure's own,
 * so that shapes beside each other have one pattern. */
#include "typeset/blocks/canvas_parts.h"

#include <math.h>

/* Closer than this is a tint, and more of them than these are no pattern. */
#define LEAST_STEP STROM_PT(0.8)
enum { MOST_LINES = 4000 };

struct lattice {
	struct strom_job *pub;
	double left, top, right, bottom;
	double step;
	vec(struct path_step) steps;
};

static void add_line(struct lattice *l, double x1, double y1, double x2, double y2)
{
	struct arena *a = job_of(l->pub)->arena;
	vec_push(a, &l->steps, (struct path_step){PATH_MOVE, {(strom_len)x1}, {(strom_len)y1}});
	vec_push(a, &l->steps, (struct path_step){PATH_LINE, {(strom_len)x2}, {(strom_len)y2}});
}

/* Lines along (c, s), as far from the origin as n steps: those that come near the box. */
static void add_lines(struct lattice *l, double degrees)
{
	double angle = -degrees * 3.14159265358979323846 / 180, c = cos(angle), s = sin(angle);
	double x = (l->left + l->right) / 2, y = (l->top + l->bottom) / 2;
	double reach = hypot(l->right - l->left, l->bottom - l->top) / 2;
	double across = -x * s + y * c, along = x * c + y * s;
	double first = floor((across - reach) / l->step), last = ceil((across + reach) / l->step);
	if (last - first > MOST_LINES)
		last = first + MOST_LINES;
	for (double n = first; n <= last; n++) {
		double d = n * l->step;
		add_line(l, -d * s + (along - reach) * c, d * c + (along - reach) * s,
		         -d * s + (along + reach) * c, d * c + (along + reach) * s);
	}
}

/* Rows of dots: lines whose dashes are nothing but their round ends. Every other row is half a step
 * on. */
static void add_dots(struct lattice *l)
{
	double apart = l->step / 2, first = floor(l->top / apart), last = ceil(l->bottom / apart);
	double left = floor(l->left / l->step) * l->step;
	if (last - first > MOST_LINES)
		last = first + MOST_LINES;
	for (double n = first; n <= last; n++) {
		double on = fmod(n, 2) != 0 ? apart : 0;
		add_line(l, left + on, n * apart, l->right + l->step, n * apart);
	}
}

static struct lattice lattice_of(struct strom_job *pub, strom_len step)
{
	struct drawing *d = canvas_drawing(pub);
	struct canvas_extent e = {0};
	struct item path = {.steps = d->path.at, .steps_n = d->path.n};
	canvas_extend_path(&e, &path);
	return (struct lattice){.pub = pub,
	                        .left = (double)e.left,
	                        .top = (double)e.top,
	                        .right = (double)e.right,
	                        .bottom = (double)e.bottom,
	                        .step = (double)(step > LEAST_STEP ? step : LEAST_STEP)};
}

void canvas_pattern(struct strom_job *pub, const struct canvas_pattern *p)
{
	struct drawing *d = canvas_drawing(pub);
	struct path_look *look = arena_make(job_of(pub)->arena, struct path_look);
	strom_len step = p->step > 0 ? p->step : p->dots ? STROM_PT(2.6) : STROM_PT(2.2);
	strom_len thick = p->thick > 0 ? p->thick : p->dots ? STROM_PT(0.9) : STROM_PT(0.5);
	struct lattice l = lattice_of(pub, step);
	uint8_t around = p->black == BLACK_ONLY ? BLACK_ONLY : BLACK_NONE;
	*look = (struct path_look){
	        .cap = STROM_CAP_ROUND, .dashes = 2, .dash = {0, (strom_len)l.step}};
	if (p->dots)
		add_dots(&l);
	else
		add_lines(&l, p->turn);
	canvas_open(pub, d->path.at, d->path.n, NULL, around);
	vec_push(job_of(pub)->arena, &d->items,
	         (struct item){.kind = ITEM_PATH,
	                       .node = d->node,
	                       .steps = l.steps.at,
	                       .steps_n = l.steps.n,
	                       .stroke = thick,
	                       .stroke_colour = p->colour,
	                       .look = p->dots ? look : NULL,
	                       .black = p->black});
	canvas_end(pub, NULL, around);
}
