/* How much a reader does for what refers to others, which refer to others: a file of a few bytes
 * may ask for any number of steps. Each thing has a load of its own and is weighed once. */
#include "picture/module/module.h"

enum { MOST_LEVELS = 200 };

struct edge { uint32_t to, next; uint64_t times; enum weigh_how how; };
struct thing {
	struct load own, total;
	uint32_t edges;                  /* index into weigh.edges; 0: no more */
	uint8_t state;                   /* of enum state */
};
enum state { NEW, OPEN, DONE };

struct weigh {
	struct arena *arena;
	vec(struct thing) things;
	vec(struct edge) edges;          /* [0] is unused */
	struct load all;                 /* what things weigh by themselves */
};

struct weigh *weigh_new(struct arena *a)
{
	struct weigh *w = arena_make(a, struct weigh);
	w->arena = a;
	vec_push(a, &w->edges, (struct edge){0});
	return w;
}

uint32_t weigh_thing(struct weigh *w)
{
	vec_push(w->arena, &w->things, (struct thing){0});
	return (uint32_t)w->things.n - 1;
}

static uint64_t plus(uint64_t a, uint64_t b)
{
	return a + b < a ? UINT64_MAX : a + b;
}

static uint64_t times(uint64_t a, uint64_t b)
{
	return b && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

static void put(struct load *sum, struct load more, uint64_t n)
{
	sum->steps = plus(sum->steps, times(more.steps, n));
	sum->pixels = plus(sum->pixels, times(more.pixels, n));
	sum->rasters = plus(sum->rasters, times(more.rasters, n));
	sum->work = plus(sum->work, times(more.work, n));
}

void weigh_own(struct weigh *w, uint32_t thing, struct load own)
{
	put(&w->things.at[thing].own, own, 1);
	put(&w->all, own, 1);
}

struct load weigh_all(const struct weigh *w)
{
	return w->all;
}

void weigh_edge(struct weigh *w, uint32_t from, uint32_t to, uint64_t n, enum weigh_how how)
{
	struct thing *t = &w->things.at[from];
	vec_push(w->arena, &w->edges, (struct edge){to, t->edges, n, how});
	t->edges = (uint32_t)w->edges.n - 1;
}

static const char *weigh_one(struct weigh *w, uint32_t index, unsigned level)
{
	struct thing *t = &w->things.at[index];
	struct load sum = t->own, most = {0};
	const char *why = level == MOST_LEVELS ? "is nested too deeply" : NULL;
	t->state = OPEN;
	for (uint32_t e = t->edges; e && !why; e = w->edges.at[e].next) {
		const struct edge *edge = &w->edges.at[e];
		const struct thing *other = &w->things.at[edge->to];
		/* Resources may name what they are of; but nothing can draw itself. */
		if (other->state == OPEN && edge->how == WEIGH_HAS)
			continue;
		if (other->state == OPEN)
			return "draws itself";
		if (other->state == NEW)
			why = weigh_one(w, edge->to, level + 1);
		if (edge->how != WEIGH_ONE_OF)
			put(&sum, other->total, edge->times);
		most.steps = edge->how == WEIGH_ONE_OF && other->total.steps > most.steps
		                     ? other->total.steps
		                     : most.steps;
		most.pixels = edge->how == WEIGH_ONE_OF && other->total.pixels > most.pixels
		                      ? other->total.pixels
		                      : most.pixels;
	}
	put(&sum, most, 1);
	t->total = sum;
	t->state = DONE;
	return why;
}

const char *weigh_total(struct weigh *w, uint32_t thing, struct load *total)
{
	const char *why = weigh_one(w, thing, 0);
	*total = w->things.at[thing].total;
	return why;
}
