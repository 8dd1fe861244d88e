/* Degrees into a map: Lambert's equal-area projection around the middle of all points, the
 * directions of outlines, and whether one crosses itself. */
#include "map.h"

#include <math.h>
#include <stdlib.h>

/* ---- The projection (Snyder, Map Projections, p. 185) ---- */

static struct map_point middle(const struct map_outlines *o)
{
	struct map_point low = {180, 90}, high = {-180, -90};
	for (uint32_t i = 0; i < o->rings; i++)
		for (uint32_t k = 0; k < o->ring[i].n; k++) {
			struct map_point p = o->ring[i].point[k];
			low = (struct map_point){fmin(low.x, p.x), fmin(low.y, p.y)};
			high = (struct map_point){fmax(high.x, p.x), fmax(high.y, p.y)};
		}
	return (struct map_point){(low.x + high.x) / 2, (low.y + high.y) / 2};
}

static void project(struct map_outlines *o)
{
	const double degree = 3.14159265358979323846 / 180;
	struct map_point c = middle(o);
	double sin0 = sin(c.y * degree), cos0 = cos(c.y * degree);
	for (uint32_t i = 0; i < o->rings; i++)
		for (uint32_t k = 0; k < o->ring[i].n; k++) {
			struct map_point *p = &o->ring[i].point[k];
			double a = (p->x - c.x) * degree, s = sin(p->y * degree);
			double t = cos(p->y * degree), from = 1 + sin0 * s + cos0 * t * cos(a);
			double scale = sqrt(2 / (from > 1e-6 ? from : 1e-6)); /* the antipode */
			*p = (struct map_point){scale * t * sin(a),
			                        scale * (cos0 * s - sin0 * t * cos(a))};
		}
}

/* All of them, with a little room around. */
static void fit(struct map_outlines *o)
{
	o->left = o->bottom = 1e9;
	o->right = o->top = -1e9;
	for (uint32_t i = 0; i < o->rings; i++)
		for (uint32_t k = 0; k < o->ring[i].n; k++) {
			struct map_point p = o->ring[i].point[k];
			o->left = fmin(o->left, p.x);
			o->right = fmax(o->right, p.x);
			o->bottom = fmin(o->bottom, p.y);
			o->top = fmax(o->top, p.y);
		}
	double room = fmax(fmax(o->right - o->left, o->top - o->bottom) * 0.02, 1e-9);
	double narrow = (o->top - o->bottom) * 0.25 - (o->right - o->left),
	       flat = (o->right - o->left) * 0.25 - (o->top - o->bottom);
	double wider = room + fmax(narrow, 0) / 2, higher = room + fmax(flat, 0) / 2;
	o->left -= wider;
	o->right += wider;
	o->bottom -= higher;
	o->top += higher;
}

/* ---- Outlines ---- */

static double area(const struct map_ring *r)
{
	double sum = 0;
	for (uint32_t i = 0; i < r->n; i++) {
		struct map_point p = r->point[i], q = r->point[i + 1 < r->n ? i + 1 : 0];
		sum += p.x * q.y - q.x * p.y;
	}
	return sum / 2;
}

/* Holes go the other way round, so that they are left open; many files do not say so. */
static void turn(struct map_ring *r)
{
	if ((area(r) > 0) != r->hole)
		return;
	for (uint32_t i = 0, k = r->n - 1; i < k; i++, k--) {
		struct map_point p = r->point[i];
		r->point[i] = r->point[k];
		r->point[k] = p;
	}
}

struct stretch {
	struct map_point a, b;
	double left, right;
};

static int by_left(const void *a, const void *b)
{
	double p = ((const struct stretch *)a)->left, q = ((const struct stretch *)b)->left;
	return (p > q) - (p < q);
}

static double side(struct map_point a, struct map_point b, struct map_point c)
{
	return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* What only touches does not cross. */
static bool cross(const struct stretch *s, const struct stretch *t)
{
	return side(s->a, s->b, t->a) * side(s->a, s->b, t->b) < 0 &&
	       side(t->a, t->b, s->a) * side(t->a, t->b, s->b) < 0;
}

/* From left to right: each is held against those that begin before it ends. */
static bool crosses_itself(const struct map *m, const struct map_ring *r)
{
	struct stretch *s = m->h.job->host->alloc(m->h.job, r->n * sizeof *s);
	for (uint32_t i = 0; i < r->n; i++) {
		struct map_point a = r->point[i], b = r->point[i + 1 < r->n ? i + 1 : 0];
		s[i] = (struct stretch){a, b, fmin(a.x, b.x), fmax(a.x, b.x)};
	}
	qsort(s, r->n, sizeof *s, by_left);
	for (uint32_t i = 0; i < r->n; i++)
		for (uint32_t k = i + 1; k < r->n && s[k].left <= s[i].right; k++)
			if (cross(&s[i], &s[k]))
				return true;
	return false;
}

/* ---- Where labels stand: in the largest outline, far from its edge ---- */

enum { CORNERS = 120, GRID = 12 };

static bool is_within(const struct map_ring *r, struct map_point p)
{
	bool within = false;
	for (uint32_t i = 0; i < r->n; i++) {
		struct map_point a = r->point[i], b = r->point[i + 1 < r->n ? i + 1 : 0];
		if ((a.y > p.y) != (b.y > p.y) &&
		    p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
			within = !within;
	}
	return within;
}

static double from_edge(const struct map_ring *r, struct map_point p)
{
	double least = 1e9;
	for (uint32_t i = 0; i < r->n; i++) {
		struct map_point a = r->point[i], b = r->point[i + 1 < r->n ? i + 1 : 0];
		double dx = b.x - a.x, dy = b.y - a.y, along = dx * dx + dy * dy;
		double t = along > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / along : 0;
		t = fmax(0, fmin(1, t));
		dx = p.x - a.x - t * dx;
		dy = p.y - a.y - t * dy;
		least = fmin(least, dx * dx + dy * dy);
	}
	return least;
}

/* The best point of a grid around another, and again in its cell. */
static struct map_point search(const struct map_ring *r, struct map_point from, double wide,
                               double high)
{
	struct map_point best = from;
	for (uint32_t pass = 0; pass < 2; pass++, wide /= GRID / 2, high /= GRID / 2) {
		struct map_point around = best;
		double most = is_within(r, best) ? from_edge(r, best) : -1;
		for (uint32_t i = 0; i < GRID * GRID; i++) {
			struct map_point p = {around.x + wide * ((i % GRID + 0.5) / GRID - 0.5),
			                      around.y + high * ((i / GRID + 0.5) / GRID - 0.5)};
			double away = is_within(r, p) ? from_edge(r, p) : -1;
			best = away > most ? p : best;
			most = away > most ? away : most;
		}
	}
	return best;
}

static void place_label(const struct map *m, struct map_region *region)
{
	struct map_point few[CORNERS], low = {1e9, 1e9}, high = {-1e9, -1e9};
	struct map_ring rough = {.point = few};
	const struct map_ring *r = &m->o.ring[region->ring];
	for (uint32_t i = 1; i < region->rings; i++)
		if (fabs(area(r)) < fabs(area(&m->o.ring[region->ring + i])))
			r = &m->o.ring[region->ring + i];
	rough.n = r->n < CORNERS ? r->n : CORNERS;
	for (uint32_t i = 0; i < rough.n; i++) {
		few[i] = r->point[(uint64_t)i * r->n / rough.n];
		low = (struct map_point){fmin(low.x, few[i].x), fmin(low.y, few[i].y)};
		high = (struct map_point){fmax(high.x, few[i].x), fmax(high.y, few[i].y)};
	}
	region->label =
	        search(&rough, (struct map_point){(low.x + high.x) / 2, (low.y + high.y) / 2},
	               high.x - low.x, high.y - low.y);
}

/* ---- ---- */

/* Stretches are straight in degrees, so they are looked at before they are projected. */
bool map_project(struct map *m)
{
	struct map_outlines *o = &m->o;
	for (uint32_t i = 0; i < o->rings; i++)
		if (crosses_itself(m, &o->ring[i]))
			return strom_chart_error(&m->h, o->ring[i].pos, "geojson",
			                         "an outline crosses itself",
			                         "Mend the file, as by ogr2ogr -makevalid.");
	project(o);
	for (uint32_t i = 0; i < o->rings; i++)
		turn(&o->ring[i]);
	fit(o);
	return true;
}

void map_find_labels(struct map *m)
{
	for (uint32_t i = 0; i < m->o.regions && m->o.own; i++)
		if (m->o.region[i].row && m->o.region[i].rings)
			place_label(m, &m->o.region[i]);
}
