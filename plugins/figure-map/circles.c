/* Counts on the map: circles as large as they, from the largest to the smallest, which lie over it.
 */
#include "map.h"

/* The radius of the largest circle: on a small map circles would hide each other. */
static strom_len largest(const struct map *m)
{
	strom_len most = m->width * 7 / 100;
	return most < STROM_PT(12) ? most : STROM_PT(12);
}

struct circle {
	const struct map_region *region; /* NULL: it lies nowhere */
	strom_len x, y, r;
};

static double root(double v)
{
	double r = v > 1 ? v : 1;
	for (int i = 0; i < 60; i++)
		r = (r + v / r) / 2;
	return r;
}

/* Where a circle stands: as a whole on the map. */
static strom_len within(strom_len at, strom_len r, strom_len most)
{
	return at < r ? r : at > most - r ? most - r : at;
}

static struct circle circle_of(const struct map *m, const struct map_region *region)
{
	struct strom_datum d = strom_value_at(&m->h, 0, region->row - 1);
	struct circle c = {.region = region};
	if (!d.null && d.number > 0)
		c.r = (strom_len)((double)largest(m) * root(d.number / m->most));
	c.x = within(map_x(m, region->label.x), c.r, m->width);
	c.y = within(map_y(m, region->label.y), c.r, m->height);
	return c;
}

static strom_colour colour_of(const struct map *m, const struct circle *c)
{
	return strom_colour_at(&m->h, 0, c->region->row - 1);
}

static void put(const struct map *m, const struct circle *c)
{
	const struct strom_chart *h = &m->h;
	if (!c->region || !c->r)
		return;
	strom_about(h, 0, c->region->row - 1);
	strom_path_circle(h, c->x, c->y, c->r);
	h->c->fill(h->job, colour_of(m, c));
	strom_path_circle(h, c->x, c->y, c->r);
	h->c->stroke(h->job, h->paper, STROM_PT(0.6));
}

/* Beside its circle a number may stand over no other. */
static bool lies_on_another(const struct map *m, const struct circle *all, uint32_t mine,
                            const struct map_box *b)
{
	for (uint32_t i = 0; i < m->h.rows; i++) {
		const struct circle *c = &all[i];
		struct map_box box = {c->x - c->r, c->y - c->r, c->x + c->r, c->y + c->r};
		if (i != mine && c->region && c->r && map_boxes_meet(b, &box))
			return true;
	}
	return false;
}

static void put_number(struct map *m, const struct circle *all, uint32_t mine)
{
	static const int sides[][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
	const struct circle *c = &all[mine];
	strom_len wide = 0, high = 0, away = c->r + STROM_PT(2);
	map_number_size(m, c->region, &wide, &high);
	strom_about(&m->h, 0, c->region->row - 1);
	if (c->r && wide < c->r * 8 / 5 && high < c->r * 3 / 2 &&
	    map_put_number(m, c->region, c->x, c->y, colour_of(m, c), false))
		return;
	for (uint32_t i = c->r ? 0 : 4; i < 5; i++) {
		strom_len x = c->x, y = c->y;
		if (i < 4) {
			x += sides[i][0] * (away + wide / 2);
			y += sides[i][1] * (away + high / 2);
		} else if (c->r) {
			break;
		}
		struct map_box b = {x - wide / 2, y - high / 2, x + wide / 2, y + high / 2};
		if (!lies_on_another(m, all, mine, &b) &&
		    map_put_number(m, c->region, x, y, m->h.paper, true))
			return;
	}
	m->unplaced++;
}

void map_put_circles(struct map *m)
{
	const uint32_t *order = map_ranked(m);
	struct circle *all = m->h.job->host->alloc(m->h.job, (m->h.rows + 1) * sizeof *all);
	for (uint32_t i = 0; i < m->o.regions; i++)
		if (m->o.region[i].row && m->o.region[i].rings)
			all[m->o.region[i].row - 1] = circle_of(m, &m->o.region[i]);
	for (uint32_t i = 0; i < m->h.rows; i++)
		put(m, &all[order[i]]);
	for (uint32_t i = 0; i < m->h.rows && !map_is_small(m); i++)
		if (all[i].region)
			put_number(m, all, i);
	strom_about_none(&m->h);
}
