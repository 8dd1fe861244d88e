/* Which regions there are, and which row is of which. */
#include "map.h"

enum { NEAR = 3, LISTED = 40, LETTERS = 24, MOST_HINT = 350 };

static void *room(struct map *m, size_t n, size_t each)
{
	return m->h.job->host->alloc(m->h.job, (n + !n) * each);
}

static struct map_ring kept_ring(struct map *m, const struct map_kept_ring *kept)
{
	struct map_ring ring = {.n = kept->n};
	ring.point = room(m, kept->n, sizeof *ring.point);
	for (uint32_t i = 0; i < kept->n; i++)
		ring.point[i] = (struct map_point){map_baltic_points[kept->at + i][0] / 20000.0,
		                                   map_baltic_points[kept->at + i][1] / 20000.0};
	return ring;
}

void map_take_baltic(struct map *m)
{
	struct map_outlines *o = &m->o;
	*o = (struct map_outlines){.regions = map_baltic_n,
	                           .left = -0.142,
	                           .bottom = -0.232,
	                           .right = 0.142,
	                           .top = 0.205};
	o->region = room(m, o->regions, sizeof *o->region);
	for (uint32_t i = 0; i < o->regions; i++)
		o->rings += map_baltic[i].rings;
	o->ring = room(m, o->rings, sizeof *o->ring);
	for (uint32_t i = 0; i < o->rings; i++)
		o->ring[i] = kept_ring(m, &map_baltic_rings[i]);
	for (uint32_t i = 0; i < o->regions; i++) {
		const struct map_kept_region *k = &map_baltic[i];
		o->region[i] = (struct map_region){.code = strom_text(k->code),
		                                   .ring = k->ring,
		                                   .rings = k->rings,
		                                   .label = {k->x / 20000.0, k->y / 20000.0},
		                                   .sea = {k->sea_x / 20000.0, k->sea_y / 20000.0},
		                                   .by_sea = k->sea_x != 0};
	}
}

/* ---- Codes ---- */

/* How many letters are to be changed, of short texts (Levenshtein). */
static uint32_t apart(strom_str a, strom_str b)
{
	uint32_t row[LETTERS + 1];
	if (a.len > LETTERS || b.len > LETTERS)
		return UINT32_MAX;
	for (uint32_t k = 0; k <= b.len; k++)
		row[k] = k;
	for (size_t i = 0; i < a.len; i++) {
		uint32_t before = row[0];
		row[0] = (uint32_t)i + 1;
		for (size_t k = 0; k < b.len; k++) {
			uint32_t change = before + (a.ptr[i] != b.ptr[k]);
			before = row[k + 1];
			uint32_t least = row[k] < before ? row[k] + 1 : before + 1;
			row[k + 1] = change < least ? change : least;
		}
	}
	return row[b.len];
}

static void add(char *to, size_t *n, const char *text, size_t len)
{
	if (*n + len >= MOST_HINT)
		return;
	memcpy(to + *n, text, len);
	*n += len;
}

/* "Did you mean 'LV' or 'LT'?", or which there are. */
static const char *hint_of(struct map *m, strom_str code)
{
	const struct map_outlines *o = &m->o;
	char *to = room(m, MOST_HINT + 8, 1);
	size_t n = 0;
	uint32_t found = 0, limit = code.len < 4 ? 1 : 2;
	for (uint32_t i = 0; i < o->regions && found < NEAR; i++) {
		if (!o->region[i].code.len || apart(code, o->region[i].code) > limit)
			continue;
		add(to, &n, found ? ", " : "Near to it: ", found ? 2 : 12);
		add(to, &n, o->region[i].code.ptr, o->region[i].code.len);
		found++;
	}
	add(to, &n, found ? ". The map has: " : "The map has: ", found ? 15 : 13);
	uint32_t listed = 0;
	for (uint32_t i = 0; i < o->regions && listed < LISTED; i++) {
		if (!o->region[i].code.len)
			continue;
		add(to, &n, ", ", listed++ ? 2 : 0);
		add(to, &n, o->region[i].code.ptr, o->region[i].code.len);
	}
	add(to, &n, o->regions > LISTED ? " ..." : ".", o->regions > LISTED ? 4 : 1);
	return to;
}

static bool unknown(struct map *m, const struct strom_datum *d)
{
	static const char before[] = "the map has no region '";
	size_t len = d->raw.len < 60 ? d->raw.len : 60;
	char *message = room(m, sizeof before + len + 2, 1);
	memcpy(message, before, sizeof before - 1);
	memcpy(message + sizeof before - 1, d->raw.ptr, len);
	message[sizeof before - 1 + len] = '\'';
	return strom_chart_error(&m->h, d->pos, "unknown-region", message, hint_of(m, d->raw));
}

static int before(const struct map_region *a, strom_str code)
{
	size_t n = a->code.len < code.len ? a->code.len : code.len;
	int order = n ? memcmp(a->code.ptr, code.ptr, n) : 0;
	return order ? order : (a->code.len > code.len) - (a->code.len < code.len);
}

/* Regions are in the order of their codes. */
static struct map_region *find(struct map *m, strom_str code)
{
	uint32_t low = 0, high = m->o.regions;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (before(&m->o.region[middle], code) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < m->o.regions && strom_text_same(m->o.region[low].code, code)
	               ? &m->o.region[low]
	               : NULL;
}

static bool tie(struct map *m, uint32_t row)
{
	struct strom_datum d = strom_cell_at(&m->h, row, 0);
	struct map_region *region = find(m, d.raw);
	if (!region)
		return unknown(m, &d);
	if (region->row)
		return strom_chart_error(&m->h, d.pos, "doubled", "a region stands in two rows",
		                         "Put them together in the query.");
	region->row = row + 1;
	return true;
}

bool map_tie_rows(struct map *m)
{
	uint32_t wrong = 0;
	for (uint32_t r = 0; r < m->h.rows; r++)
		wrong += !tie(m, r);
	return !wrong;
}
