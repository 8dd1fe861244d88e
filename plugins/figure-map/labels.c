/* What stands on the map: a label in each region that has room for one. */
#include "map.h"

static strom_len rounded(double v)
{
	return (strom_len)(v < 0 ? v - 0.5 : v + 0.5);
}

strom_len map_x(const struct map *m, double x)
{
	strom_len from = rounded((x - m->o.left) * m->scale);
	return m->turned ? m->width - from : from;
}

strom_len map_y(const struct map *m, double y)
{
	return rounded((m->o.top - y) * m->scale);
}

void map_path(const struct map *m, const struct map_region *region)
{
	const struct strom_canvas *c = m->h.c;
	double most = 0.35 * 65536 / m->scale; /* what lies nearer is not seen apart */
	for (uint32_t i = 0; i < region->rings; i++) {
		const struct map_ring *ring = &m->o.ring[region->ring + i];
		struct map_point last = {0, 0};
		for (uint32_t k = 0; k < ring->n; k++) {
			struct map_point p = ring->point[k];
			double dx = p.x - last.x, dy = p.y - last.y;
			if (m->o.own && k && dx * dx + dy * dy < most * most)
				continue;
			(k ? c->line : c->move)(m->h.job, map_x(m, p.x), map_y(m, p.y));
			last = p;
		}
		c->close(m->h.job);
	}
}

/* ---- Whether a label has room ---- */

static bool in_box(const struct map_box *b, strom_len x, strom_len y)
{
	return x > b->left && x < b->right && y > b->top && y < b->bottom;
}

/* Whether a stretch meets the box: an end lies in it, or it crosses one of its sides. */
static bool meets(const struct map_box *b, const strom_len *from, const strom_len *to)
{
	strom_len least[2] = {b->left, b->top}, most[2] = {b->right, b->bottom};
	double low = 0, high = 1;
	if (in_box(b, from[0], from[1]) || in_box(b, to[0], to[1]))
		return true;
	for (int i = 0; i < 2; i++) {
		double by = (double)(to[i] - from[i]);
		if (by == 0 && (from[i] <= least[i] || from[i] >= most[i]))
			return false;
		if (by == 0)
			continue;
		double a = (double)(least[i] - from[i]) / by, z = (double)(most[i] - from[i]) / by;
		low = (a < z ? a : z) > low ? (a < z ? a : z) : low;
		high = (a < z ? z : a) < high ? (a < z ? z : a) : high;
	}
	return low < high;
}

static bool has_room(const struct map *m, const struct map_region *region, const struct map_box *b)
{
	for (uint32_t i = 0; i < region->rings; i++) {
		const struct map_ring *ring = &m->o.ring[region->ring + i];
		strom_len at[2][2] = {{0}};
		for (uint32_t k = 0; k <= ring->n; k++) {
			struct map_point p = ring->point[k < ring->n ? k : 0];
			at[k % 2][0] = map_x(m, p.x);
			at[k % 2][1] = map_y(m, p.y);
			if (k && meets(b, at[1 - k % 2], at[k % 2]))
				return false;
		}
	}
	return true;
}

/* ---- Labels ---- */

struct label {
	struct strom_words code, value;
	strom_len wide, high, line;
	bool two;
};

static struct label label_of(const struct map *m, const struct map_region *region, bool two)
{
	const struct strom_chart *h = &m->h;
	uint32_t r = region->row - 1;
	struct label l = {.two = two, .line = h->size * 9 / 8};
	l.code = strom_words_in(h, "figure-label", region->code, 0, 1);
	l.code.flags = STROM_TEXT_BOLD;
	l.value = strom_words_in(h, "figure-value", strom_value_text(h, 0, r, true), 0, 1);
	l.value.flags = two ? 0 : STROM_TEXT_BOLD;
	l.code.anchor = l.value.anchor = STROM_ANCHOR_MIDDLE;
	l.wide = strom_measure(h, &l.value).width;
	if (two && strom_measure(h, &l.code).width > l.wide)
		l.wide = strom_measure(h, &l.code).width;
	l.high = h->size * 3 / 4 + (two ? l.line : 0);
	return l;
}

static void put_label(const struct map *m, const struct label *from, strom_len x, strom_len y,
                      strom_colour on)
{
	struct label l = *from;
	l.code.on = l.value.on = on;
	if (l.two)
		strom_put(&m->h, &l.code, x, y - l.line / 2);
	strom_put(&m->h, &l.value, x, y + (l.two ? l.line / 2 : 0));
}

static struct map_box box_around(strom_len x, strom_len y, const struct label *l)
{
	strom_len half = l->wide / 2 + STROM_PT(0.8), up = l->high / 2 + STROM_PT(0.8);
	return (struct map_box){x - half, y - up, x + half, y + up};
}

/* Whether nothing stands there, and it lies on the map. */
static bool is_free(const struct map *m, const struct map_box *b)
{
	if (b->left < 0 || b->top < 0 || b->right > m->width || b->bottom > m->height)
		return false;
	for (uint32_t i = 0; i < m->placed_n; i++)
		if (map_boxes_meet(b, &m->placed[i]))
			return false;
	return true;
}

static bool take(struct map *m, struct map_box b)
{
	if (!is_free(m, &b))
		return false;
	m->placed[m->placed_n++] = b;
	return true;
}

static bool put_within(struct map *m, const struct map_region *region, const struct label *l)
{
	strom_len x = map_x(m, region->label.x), y = map_y(m, region->label.y);
	struct map_box b = box_around(x, y, l);
	if (!has_room(m, region, &b) || !take(m, b))
		return false;
	put_label(m, l, x, y, map_region_colour(m, region));
	return true;
}

/* At sea, with a line to the place. */
static bool put_at_sea(struct map *m, const struct map_region *region, const struct label *l)
{
	strom_len x = map_x(m, region->sea.x), y = map_y(m, region->sea.y);
	strom_len to = map_x(m, region->label.x), half = l->wide / 2 + STROM_PT(1.5);
	if (!region->by_sea || !take(m, box_around(x, y, l)))
		return false;
	strom_rule(&m->h, to > x ? x + half : x - half, y, to, map_y(m, region->label.y), m->h.text,
	           STROM_PT(0.4));
	put_label(m, l, x, y, map_mixed(m, 10));
	return true;
}

/* Over its borders, where there is nothing else; pushed onto the map. */
static bool put_over(struct map *m, const struct map_region *region, const struct label *from)
{
	struct label l = *from;
	strom_len x = map_x(m, region->label.x), y = map_y(m, region->label.y);
	struct map_box b = box_around(x, y, &l);
	x += b.left < 0 ? -b.left : b.right > m->width ? m->width - b.right : 0;
	y += b.top < 0 ? -b.top : b.bottom > m->height ? m->height - b.bottom : 0;
	if (m->o.own || !take(m, box_around(x, y, &l)))
		return false;
	l.code.halo = l.value.halo = STROM_PT(0.8);
	put_label(m, &l, x, y, m->h.paper);
	return true;
}

/* What has no place stands in the list alone. */
static void place_label(struct map *m, const struct map_region *region)
{
	struct label whole = label_of(m, region, m->h.wide), value = label_of(m, region, false);
	strom_about(&m->h, 0, region->row - 1);
	if (!region->rings || (!put_within(m, region, &whole) && !put_at_sea(m, region, &whole) &&
	                       !put_within(m, region, &value) && !put_over(m, region, &value)))
		m->unplaced++;
}

/* ---- ---- */

bool map_put_number(struct map *m, const struct map_region *region, strom_len x, strom_len y,
                    strom_colour on, bool halo)
{
	struct label l = label_of(m, region, false);
	if (!take(m, box_around(x, y, &l)))
		return false;
	l.value.halo = halo ? STROM_PT(0.8) : 0;
	put_label(m, &l, x, y, on);
	return true;
}

void map_number_size(const struct map *m, const struct map_region *region, strom_len *wide,
                     strom_len *high)
{
	struct label l = label_of(m, region, false);
	*wide = l.wide;
	*high = l.high;
}

bool map_is_small(const struct map *m)
{
	return m->list && m->width < STROM_MM(45);
}

void map_put_labels(struct map *m)
{
	m->placed = m->h.job->host->alloc(m->h.job, (m->h.rows + 1) * sizeof *m->placed);
	if (m->circles) {
		map_put_circles(m);
		return;
	}
	for (uint32_t i = 0; i < m->o.regions && !map_is_small(m); i++)
		if (m->o.region[i].row)
			place_label(m, &m->o.region[i]);
	strom_about_none(&m->h);
}
